"""`🏁 Итоговые`."""

from typing import Final

from aiogram import Router

from handlers.finals import certificate, control, filling, settings
from handlers.reading import Reader
from journal.finals import certificate as rules_of_certificate
from journal.finals import half_typed

router = Router(name="finals")
router.include_routers(filling.router, control.router, settings.router, certificate.router)

READERS: Final[dict[str, Reader]] = {
    half_typed.COMMENT: filling.read_comment,
    half_typed.UNLOCK: control.read_reason,
    rules_of_certificate.NAME: certificate.read_name,
}

__all__ = ["READERS", "router"]
