"""What tests of substitutions call by name: who replaces the algebra teacher in which lesson of 8Б."""

from datetime import date, timedelta
from typing import Any

from db.substitutions import Substitution, SubstitutionKind, SubstitutionReason, SubstitutionState
from tests.school import LONG_AGO, MONDAY
from tests.teaching import ALGEBRA, Desk

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=shift) for shift in range(1, 5))


async def handed_over(desk: Desk, course: str = ALGEBRA, day: date = MONDAY, **more: Any) -> int:
    """The lesson in the hands of the homeroom teacher, who did not answer yet; returns the lesson."""
    lesson_id = await desk.lesson(course, day)
    school = desk.school
    async with desk.db.write() as session:
        session.add(
            Substitution(
                **{
                    "lesson_id": lesson_id,
                    "absent_id": school.algebra.person_id,
                    "substitute_id": school.homeroom.person_id,
                    "kind": SubstitutionKind.SAME_SUBJECT,
                    "reason": SubstitutionReason.ILL,
                    "paid": True,
                    "state": SubstitutionState.OFFERED,
                    "until": day + timedelta(days=3),
                    "offered_by": school.deputy.person_id,
                    "offered_at": LONG_AGO,
                    **more,
                }
            )
        )
    return lesson_id


async def in_hand(desk: Desk, course: str = ALGEBRA, day: date = MONDAY, **more: Any) -> int:
    """The same, agreed to."""
    return await handed_over(desk, course, day, **{"state": SubstitutionState.ACCEPTED, **more})
