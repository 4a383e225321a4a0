"""`🏁 Итоговые` of a teacher: the own courses, and how many finals the column at hand has."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select

from db.engine import Session
from db.finals import FinalMark
from db.people import Enrolment
from db.timetable import Course
from journal import access
from journal.access import Actor
from journal.finals import courses
from journal.finals.columns import Column
from journal.finals.courses import Found


class Own(NamedTuple):
    """A course with its column at hand."""

    found: Found
    column: Column
    put: int
    students: int


async def own(session: Session, actor: Actor, now: datetime) -> list[Own]:
    """The actor's courses of this year with finals. Two statements."""
    found = [(course, column) for course in await courses.own(session, actor, now) if (column := course.at_hand(now))]
    if not found:
        return []
    terms = {column.term.id for _, column in found if column.term is not None}
    rows = await session.execute(
        select(Course.id, func.count(Enrolment.student_id), func.count(FinalMark.value))
        .select_from(Course)
        .join(Enrolment, access.sits_in(Course.group_id, now.date()))
        .outerjoin(
            FinalMark,
            and_(
                FinalMark.student_id == Enrolment.student_id,
                FinalMark.subject_id == Course.subject_id,
                FinalMark.term_id.in_(terms),
            ),
        )
        .where(Course.id.in_([course.facts.id for course, _ in found]))
        .group_by(Course.id)
    )
    counts = {course_id: (students, put) for course_id, students, put in rows}
    there = [(course, column, *counts.get(course.facts.id, (0, 0))) for course, column in found]
    return [Own(course, column, put, students) for course, column, students, put in there]
