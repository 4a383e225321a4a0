"""`Отметки` of a lesson."""

from aiogram import Router

from handlers.marks import cells, history, undo
from handlers.reading import Reader
from journal.marks import half_typed

router = Router(name="marks")
router.include_routers(cells.router, history.router, undo.router)

READERS: dict[str, Reader] = {half_typed.REASON: cells.read_reason, half_typed.COMMENT: cells.read_comment}

__all__ = ["READERS", "router"]
