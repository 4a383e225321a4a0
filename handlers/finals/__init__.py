"""`🏁 Итоговые`."""

from typing import Final

from aiogram import Router

from handlers.finals import control, filling, settings
from handlers.reading import Reader
from journal.finals import half_typed

router = Router(name="finals")
router.include_routers(filling.router, control.router, settings.router)

READERS: Final[dict[str, Reader]] = {
    half_typed.COMMENT: filling.read_comment,
    half_typed.UNLOCK: control.read_reason,
}

__all__ = ["READERS", "router"]
