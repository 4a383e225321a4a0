"""A child's attendance: how many lessons were missed and why, each with its date."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, cast, literal, select

from db.absences import AbsenceNote, Attendance, AttendanceCode, NoteReason, NoteState
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


class Waiting(NamedTuple):
    """A guardian's note that the homeroom teacher has not looked at yet."""

    reason: NoteReason
    first_on: date
    last_on: date


class Entries(NamedTuple):
    """What there is of some days: the lessons missed, newest first, and the notes that wait."""

    missed: tuple[Missed, ...] = ()
    waiting: tuple[Waiting, ...] = ()


class TermPage(NamedTuple):
    """`🙋 Посещаемость` of a term: no place for a child who was never in a class."""

    child: Child
    place: terms.Place | None
    entries: Entries


class PeriodPage(NamedTuple):
    """The same for some days."""

    child: Child
    first: date
    last: date
    entries: Entries


async def term_page(
    session: Session, actor: Actor, *, student_id: int, span_id: int | None = None, before: bool = False, now: datetime
) -> TermPage:
    """What was missed in a term, in the current one unless another is named."""
    child = await access.child(session, actor, student_id, now.date())
    place = terms.around(await terms.spans(session, child, now.date()), now.date(), span_id, earlier=before)
    if place is None:
        return TermPage(child, None, Entries())
    return TermPage(child, place, await _entries(session, child, place.span.first, place.span.last, now))


async def period_page(
    session: Session, actor: Actor, *, student_id: int, first: date, last: date, now: datetime
) -> PeriodPage:
    """What was missed from one day to another."""
    child = await access.child(session, actor, student_id, now.date())
    return PeriodPage(child, first, last, await _entries(session, child, first, last, now))


async def _entries(session: Session, child: Child, first: date, last: date, now: datetime) -> Entries:
    """Both in one statement. Whatever group the child was in: the code is the child's own."""
    seen: ColumnElement[bool] = visible.entry(Attendance.changed_at, now=now, hold=rules.of(session).hold)
    missed = (
        select(
            Lesson.id,
            Subject.name,
            Lesson.date,
            Lesson.date.label("last_on"),
            Lesson.period,
            cast(Attendance.code, String),
        )
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
    )
    waiting = select(
        literal(0), literal(""), AbsenceNote.first_on, AbsenceNote.last_on, literal(0), cast(AbsenceNote.reason, String)
    ).where(
        AbsenceNote.student_id == child.student_id,
        AbsenceNote.state == NoteState.SENT,
        AbsenceNote.first_on <= last,
        AbsenceNote.last_on >= first,
    )
    rows = (await session.execute(missed.union_all(waiting))).all()
    return Entries(
        tuple(
            Missed(lesson, subject, day, period, AttendanceCode(code))
            for lesson, subject, day, _, period, code in sorted(
                rows, key=lambda row: (-row[2].toordinal(), row[4], row[0])
            )
            if lesson
        ),
        tuple(Waiting(NoteReason(why), begins, ends) for lesson, _, begins, ends, _, why in sorted(rows) if not lesson),
    )


def counts(missed: Iterable[Missed]) -> Counter[AttendanceCode]:
    """Lessons by code. Late is not absent."""
    return Counter(one.code for one in missed)
