"""A child's attendance: how many lessons were missed and why, each with its date."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.lessons import Lesson
from db.timetable import Course, Subject
from journal import access, rules
from journal.access import Actor, Child
from journal.family import terms, visible


class Missed(NamedTuple):
    """A lesson that the child missed or came late to."""

    lesson_id: int
    subject: str
    date: date
    period: int
    code: AttendanceCode


class TermPage(NamedTuple):
    """`🙋 Посещаемость` of a term, newest first: no place for a child who was never in a class."""

    child: Child
    place: terms.Place | None
    missed: tuple[Missed, ...]


class PeriodPage(NamedTuple):
    """The same for some days."""

    child: Child
    first: date
    last: date
    missed: tuple[Missed, ...]


async def term_page(
    session: Session, actor: Actor, *, student_id: int, span_id: int | None = None, now: datetime
) -> TermPage:
    """What was missed in a term, in the current one unless another is named."""
    child = await access.child(session, actor, student_id, now.date())
    place = terms.around(await terms.spans(session, child, now.date()), now.date(), span_id)
    if place is None:
        return TermPage(child, None, ())
    return TermPage(child, place, await _missed(session, child, place.span.first, place.span.last, now))


async def period_page(
    session: Session, actor: Actor, *, student_id: int, first: date, last: date, now: datetime
) -> PeriodPage:
    """What was missed from one day to another."""
    child = await access.child(session, actor, student_id, now.date())
    return PeriodPage(child, first, last, await _missed(session, child, first, last, now))


async def _missed(session: Session, child: Child, first: date, last: date, now: datetime) -> tuple[Missed, ...]:
    """Whatever group the child was in: the code is the child's own."""
    seen: ColumnElement[bool] = visible.entry(Attendance.changed_at, now=now, hold=rules.of(session).hold)
    rows = await session.execute(
        select(Lesson.id, Subject.name, Lesson.date, Lesson.period, Attendance.code)
        .select_from(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .where(
            Attendance.student_id == child.student_id,
            Attendance.code.is_not(None),
            Lesson.date.between(first, last),
            seen,
        )
        .order_by(Lesson.date.desc(), Lesson.period, Lesson.id)
    )
    return tuple(Missed(lesson, subject, day, period, code) for lesson, subject, day, period, code in rows if code)


def counts(missed: Iterable[Missed]) -> Counter[AttendanceCode]:
    """Lessons by code. Late is not absent."""
    return Counter(one.code for one in missed)
