"""A lesson in a substitute's hands: that very lesson, until it is closed and at most three school days (П 5.4.2, G27)."""

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, literal

from db.lessons import Lesson
from db.people import Staff
from db.substitutions import Substitution, SubstitutionKind, SubstitutionState
from db.timetable import CourseTeacher
from journal.access.dates import during

STANDING_IN: Final = (SubstitutionState.OFFERED, SubstitutionState.ACCEPTED)
"""A substitution that is live: whoever was asked answers for the lesson until saying no."""


def stands_in(person_id: int, today: date | None = None) -> ColumnElement[bool]:
    """The person replaces the teacher of the `Lesson`: offered or accepted, and not ended.

    `today`: and at most until its last day. What shows a lesson may do without: the passed days end in the row too,
    at the next tick (`journal.substitutions.ending`); what writes into a lesson asks.
    """
    in_time = [Substitution.until >= today] if today is not None else []
    return exists().where(
        Substitution.lesson_id == Lesson.id,
        Substitution.substitute_id == person_id,
        Substitution.state.in_(STANDING_IN),
        Substitution.ended_at.is_(None),
        # The lesson of the own subject is the substitute's as any other; this one does not take place.
        Substitution.kind != SubstitutionKind.OWN_SUBJECT,
        Staff.person_id == Substitution.substitute_id,
        Staff.left_on.is_(None),
        *in_time,
    )


def handed_over(person_id: int, today: date) -> ColumnElement[bool]:
    """The `Lesson` of this teacher is in another's hands now: that one is asked about it, and not the teacher."""
    return exists().where(in_the_place_of(literal(person_id), today))


def in_the_place_of(person_id: SQLColumnExpression[int], today: date) -> ColumnElement[bool]:
    """Joins the live `Substitution` of a `Lesson` for this teacher, where there is one."""
    return and_(
        Substitution.lesson_id == Lesson.id,
        Substitution.absent_id == person_id,
        Substitution.state.in_(STANDING_IN),
        Substitution.ended_at.is_(None),
        Substitution.until >= today,
    )


def teaches_on_its_day() -> ColumnElement[bool]:
    """Joins the `CourseTeacher` rows of a `Lesson`: its teacher and the co-teachers."""
    return and_(
        CourseTeacher.course_id == Lesson.course_id,
        during(CourseTeacher.valid_from, CourseTeacher.valid_to, Lesson.date),
    )


def answering() -> ColumnElement[int]:
    """Who is asked about a `Lesson` joined with both: the substitute, else the teacher."""
    return func.coalesce(Substitution.substitute_id, CourseTeacher.person_id)
