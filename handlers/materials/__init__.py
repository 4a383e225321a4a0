"""`📁 Файлы`: staff post, families read (П 6.2)."""

from typing import Final

from aiogram import Router

from handlers.materials import posting, reading
from handlers.reading import Reader
from journal.materials.posting import KIND

router = Router(name="materials")
router.include_routers(posting.router, reading.router)

READERS: Final[dict[str, Reader]] = {KIND: posting.read_material}

__all__ = ["READERS", "router"]
