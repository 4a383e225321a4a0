"""Who is missing: attendance of a lesson, a guardian's notes about it, the homeroom teacher's answer and week."""

from aiogram import Router

from handlers.absences import attendance, inquiries, notes, settling, week
from handlers.reading import Reader

router = Router(name="absences")
router.include_routers(attendance.router, notes.router, inquiries.router, settling.router, week.router)

READERS: dict[str, Reader] = {**notes.READERS, **settling.READERS}

__all__ = ["READERS", "router"]
