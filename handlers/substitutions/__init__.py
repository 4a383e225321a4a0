"""Substitutions: a teacher's own screens, and the deputy head's who plans them."""

from aiogram import Router

from handlers.reading import Reader
from handlers.substitutions import book, lesson, own, planning

router = Router(name="substitutions")
router.include_routers(own.router, planning.router, lesson.router, book.router)

READERS: dict[str, Reader] = lesson.READERS

__all__ = ["READERS", "router"]
