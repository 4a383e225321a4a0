"""`Отметки` of a lesson."""

from aiogram import Router

from handlers.marks import asking, by_list, cells, history, several, undo
from handlers.reading import Reader
from journal.marks import half_typed, list_typed
from journal.marks.several import SEVERAL

router = Router(name="marks")
router.include_routers(cells.router, several.router, by_list.router, asking.router, history.router, undo.router)

READERS: dict[str, Reader] = {
    half_typed.REASON: cells.read_reason,
    half_typed.COMMENT: cells.read_comment,
    SEVERAL: several.read,
    list_typed.LIST: by_list.read,
}

__all__ = ["READERS", "router"]
