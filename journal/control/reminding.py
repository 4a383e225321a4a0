"""Whose reminder of the control is due (П 5.6): scans, each «what is due and not done»."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, and_, exists, select

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Duty, Grant, SchoolClass, Scope, Staff, StaffDuty
from journal.absences.week import WEEK
from journal.control.looking import last_week
from journal.operations.reminders import Due, unmade
from journal.timetable.rest import at_school


def _deputies(kind: str, day: date, today: date) -> Select[int]:
    """The deputy heads who were not told on that day; on a day without lessons it waits."""
    return (
        select(Grant.account_id)
        .join(StaffDuty, StaffDuty.person_id == Grant.person_id)
        .join(Staff, and_(Staff.person_id == Grant.person_id, Staff.left_on.is_(None)))
        .where(
            Grant.scope == Scope.STAFF,
            Grant.ended_at.is_(None),
            StaffDuty.duty == Duty.DEPUTY_HEAD,
            unmade(kind, Grant.account_id, day),
            select(SchoolClass.id).where(at_school(today)).exists(),
        )
        .distinct()
    )


async def due(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Deputy heads, of a week in which there were lessons. One statement."""
    monday = last_week(days[0])
    held = exists().where(Lesson.date >= monday, Lesson.date < monday + WEEK, Lesson.state != LessonState.CANCELLED)
    accounts = await session.scalars(_deputies(kind, days[0], now.date()).where(held.correlate_except(Lesson)))
    return [Due(account_id, days[0]) for account_id in accounts]
