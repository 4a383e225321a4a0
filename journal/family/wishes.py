"""Whose hour has come: families who wished for tomorrow's homework, and for the week's marks in one message."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import Select, and_, false, func, or_, select, true

from db.engine import Session
from db.people import Enrolment, Grant, MarksDelivery, Preference, SchoolClass, Scope, Student
from journal.access import during
from journal.operations.recipients import DIGEST_AT, DIGEST_ON
from journal.operations.reminders import Due, unmade
from journal.timetable.rest import resting

EVENINGS: Final = (5, 6, 7)
"""The weekdays on which the week may come, 1 = Monday."""


async def of_tomorrow(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """The accounts whose chosen hour has struck. One statement."""
    today = days[0]
    wished = _families(today).where(Preference.tomorrow_at <= _clock(now), unmade(kind, Preference.account_id, today))
    return [Due(account_id, today) for account_id, *_ in await session.execute(wished)]


async def of_week(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """The guardians who chose the week only and whose evening has come. One statement.

    An evening on a holiday is made up for once it is over, until Monday noon.
    """
    today, on = now.date(), func.coalesce(Preference.digest_on, DIGEST_ON)
    struck = func.coalesce(Preference.digest_at, DIGEST_AT) <= _clock(now)
    wished = _families(today).where(
        Preference.marks_delivery == MarksDelivery.WEEKLY,
        Grant.scope == Scope.GUARDIAN,
        or_(
            false(),
            *(
                and_(
                    on == day.isoweekday(), unmade(kind, Preference.account_id, day), struck if day == today else true()
                )
                for day in days
            ),
        ),
    )
    by_weekday = {day.isoweekday(): day for day in reversed(days)}
    return [Due(account_id, by_weekday[weekday or DIGEST_ON]) for account_id, weekday in await session.execute(wished)]


def _families(today: date) -> Select[*tuple[Any, ...]]:
    """The accounts with wishes of whose students one at least has no holiday today, and on which day the week comes."""
    return (
        select(Preference.account_id, Preference.digest_on)
        .join(Grant, and_(Grant.account_id == Preference.account_id, Grant.ended_at.is_(None)))
        .join(
            Student,
            or_(
                Student.id == Grant.student_id,
                and_(Student.person_id == Grant.person_id, Grant.scope == Scope.STUDENT),
            ),
        )
        .join(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
        )
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(~resting(today))
        .distinct()
    )


def _clock(now: datetime) -> time:
    return now.timetz().replace(tzinfo=None)
