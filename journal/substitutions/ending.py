"""When a substitute's access ends: the lesson is closed, or the third school day after it has passed (A9, G26)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from sqlalchemy import ColumnElement, select, update

from db.engine import Session
from db.substitutions import Substitution
from db.timetable import TimetableSlot
from journal.access import STANDING_IN
from journal.timetable.calendar import Calendar

SCHOOL_DAYS: Final = 3
"""So many school days after the lesson's own a substitute may still fill it."""
FAR: Final = timedelta(days=120)
"""Longer than any holidays."""


def last_day(plan: Calendar, weekdays: Collection[int], day: date, grade: int) -> date:
    """The third school day after a lesson; where the calendar ends before it, its last one.

    `weekdays` are those of the timetable (`school_week`): a calendar without lessons on Saturday does not say so.
    """
    ahead = plan.school_days(day + timedelta(days=1), day + FAR, grade)
    return max(islice((one for one in ahead if plan.weekday(one, grade) in weekdays), SCHOOL_DAYS), default=day)


async def school_week(session: Session) -> set[int]:
    """The weekdays that the timetable has lessons on."""
    return set(await session.scalars(select(TimetableSlot.weekday).distinct()))


async def closed(session: Session, lesson_id: int, *, now: datetime) -> None:
    """The lesson was closed: whoever stood in for its teacher is done with it."""
    await session.execute(
        update(Substitution).where(Substitution.lesson_id == lesson_id, *_going()).values(ended_at=now)
    )


async def passed(session: Session, *, now: datetime) -> bool:
    """Whether there are any whose days have passed."""
    found = await session.scalar(select(Substitution.id).where(Substitution.until < now.date(), *_going()).limit(1))
    return found is not None


async def end_passed(session: Session, *, now: datetime) -> None:
    """End those whose days have passed: the lesson is its teacher's alone again."""
    await session.execute(update(Substitution).where(Substitution.until < now.date(), *_going()).values(ended_at=now))


def _going() -> tuple[ColumnElement[bool], ...]:
    return Substitution.state.in_(STANDING_IN), Substitution.ended_at.is_(None)
