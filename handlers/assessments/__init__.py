"""`🗓 Контрольные` of a teacher, `📅 График контрольных` of a deputy head."""

from handlers.assessments import planning
from handlers.reading import Reader
from journal.assessments import allowing

router = planning.router

READERS: dict[str, Reader] = {allowing.KIND: planning.read_reason}

__all__ = ["READERS", "router"]
