"""`📈 Контроль`."""

from typing import Final

from aiogram import Router

from handlers.control import acts, looking
from handlers.reading import Reader
from journal.control import signing

router = Router(name="control")
router.include_routers(looking.router, acts.router)

READERS: Final[dict[str, Reader]] = {signing.KIND: acts.read_remarks}

__all__ = ["READERS", "router"]
