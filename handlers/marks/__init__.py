"""`Отметки` of a lesson."""

from handlers.marks import cells
from handlers.reading import Reader
from journal.marks import half_typed

router = cells.router

READERS: dict[str, Reader] = {half_typed.REASON: cells.read_reason, half_typed.COMMENT: cells.read_comment}

__all__ = ["READERS", "router"]
