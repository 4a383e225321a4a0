"""Substitutions: a teacher's own screens, and the deputy head's who plans them."""

from aiogram import Router

from handlers.reading import Reader
from handlers.substitutions import book, own, planning

router = Router(name="substitutions")
router.include_routers(own.router, planning.router, book.router)

READERS: dict[str, Reader] = planning.READERS

__all__ = ["READERS", "router"]
