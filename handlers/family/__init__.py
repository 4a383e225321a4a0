"""The family's screens: homework, marks, timetable, attendance, and questions in one's own words."""

from aiogram import Router

from handlers.family import asked, attendance, diary, goals, homework, marks, missed_out, programme, remarks, timetable
from handlers.family.asked import understand
from handlers.reading import Reader

router = Router(name="family")
router.include_routers(
    homework.router,
    marks.router,
    goals.router,
    timetable.router,
    attendance.router,
    missed_out.router,
    diary.router,
    programme.router,
    remarks.router,
    asked.router,
)

READERS: dict[str, Reader] = {}
"""Nothing here is typed in two steps."""

__all__ = ["READERS", "router", "understand"]
