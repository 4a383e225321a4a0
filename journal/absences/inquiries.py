"""The question to the guardians why a child misses a lesson: who is asked, when, and who hears what became of it.

One question a day, about the first lesson that is missed ("left after the third" counts), ten minutes after the Н was
saved, closed or not (domain, «Attendance»). What was corrected by then is not asked, nor what a note explains; an Н
entered after the child's day is news without a question. All that is looked at again when the question is sent (G26).
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, literal, null, select, true

from db.absences import Attendance, Inquiry
from db.engine import Session, insert
from db.lessons import Lesson, LessonState
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Duty, Enrolment, Grant, Guardian, Scope, Student
from db.timetable import Course
from journal import access, notices, rules
from journal.access import LessonFacts
from journal.dates import Days
from journal.lessons.sheet import ABSENT
from journal.operations import recipients


class Event(StrEnum):
    """What there is to hear of it: the word kept in `Notice.facts["event"]`."""

    ASKED = "asked"
    ANSWERED = "answered"
    """Another guardian answered: the question that stands here is redrawn."""
    ALARM = "alarm"
    """To the staff: the child should be at school."""
    LOOKED = "looked"
    """Somebody of the staff has looked: the alarm that stands here is redrawn."""
    FOUND = "found"
    """To the guardians: what the staff found."""


RINGS: Final = (Event.ALARM, Event.FOUND)
"""Whatever the hour: somebody may be looking for the child."""
REDRAWS: Final = (Event.ANSWERED, Event.LOOKED)
"""In place and silently, so at any hour, too."""


async def ask(session: Session, lesson: LessonFacts, students: Collection[int], *, now: datetime) -> None:
    """Ask the legal representatives of these students, who got an Н on this lesson today. Two statements."""
    made = insert(session, Inquiry).from_select(
        ["student_id", "lesson_id", "date", "version", "made_at"],
        select(
            Student.id,
            literal(lesson.id),
            literal(lesson.date, Inquiry.date.type),
            literal(1),
            literal(now, Inquiry.made_at.type),
        ).where(Student.id.in_(students), ~_asked_before(lesson), _day_goes_on(lesson.date, now)),
    )
    await session.execute(made.on_conflict_do_nothing(index_elements=[Inquiry.student_id, Inquiry.lesson_id]))
    unanswered = and_(Inquiry.lesson_id == lesson.id, Inquiry.student_id.in_(students), Inquiry.answer.is_(None))
    due_at = now + rules.of(session).ask_after
    await _to_guardians(session, unanswered, Event.ASKED, {"lesson": lesson.id}, due_at=due_at, now=now)


async def explained(session: Session, student_id: int, days: Days, *, now: datetime) -> None:
    """A note came that covers these days: what is asked about today and not answered is redrawn for everybody."""
    today = now.date()
    if days.first <= today <= days.last:
        covered = and_(Inquiry.student_id == student_id, Inquiry.date == today, Inquiry.answer.is_(None))
        await _to_guardians(session, covered, Event.ANSWERED, {}, due_at=now, now=now)


async def tell_guardians(session: Session, inquiry_id: int, event: Event, *, but: int = 0, now: datetime) -> None:
    """Everybody who may answer hears of it, `but` the account that did it."""
    facts = {"inquiry": inquiry_id}
    await _to_guardians(session, Inquiry.id == inquiry_id, event, facts, but=but, due_at=now, now=now)


async def _to_guardians(
    session: Session,
    which: ColumnElement[bool],
    event: Event,
    facts: Mapping[str, int],
    *,
    but: int = 0,
    due_at: datetime,
    now: datetime,
) -> None:
    """Promise it to the accounts of the legal representatives, in one statement."""
    accounts = (
        select(Inquiry.id, Inquiry.student_id, Grant.account_id)
        .join(Guardian, and_(Guardian.student_id == Inquiry.student_id, Guardian.legal))
        .join(
            Grant,
            and_(
                Grant.person_id == Guardian.person_id,
                Grant.student_id == Inquiry.student_id,
                Grant.scope == Scope.GUARDIAN,
                Grant.ended_at.is_(None),
            ),
        )
        .where(which, Grant.account_id != but)
        .distinct()
        .subquery()
    )
    inquiry, account = cast(accounts.c.id, String), cast(accounts.c.account_id, String)
    statement = insert(session, Notice).from_select(
        ["key", "kind", "account_id", "student_id", "lesson_id", "facts", "due_at", "state", "created_at"],
        select(
            literal("inquiry:") + inquiry + literal(f":{event}:") + account,
            literal(NoticeKind.ABSENCE_NOTE.value),
            accounts.c.account_id,
            accounts.c.student_id,
            # Not the lesson: closing it hastens what is of it, and the question waits for its ten minutes all the same.
            null(),
            literal({"event": event.value, **facts}, Notice.facts.type),
            literal(due_at, Notice.due_at.type),
            literal(NoticeState.PENDING.value),
            literal(now, Notice.created_at.type),
            # SQLite reads ON CONFLICT after a SELECT without WHERE as a join's ON.
        ).where(true()),
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Notice.key],
            index_where=notices.PENDING,
            set_={"due_at": statement.excluded.due_at, "lease": None, "leased_until": None},
        )
    )


async def tell_staff(
    session: Session, inquiry_id: int, student_id: int, event: Event, *, but: int = 0, now: datetime
) -> None:
    """The homeroom teacher of today and the deputy heads hear of it, `but` the account that did it."""
    leads = await recipients.leading(session, student_id, now.date())
    accounts = {*leads, *await recipients.on_duty(session, Duty.DEPUTY_HEAD)} - {but}
    await _tell(session, inquiry_id, sorted(accounts), event, now=now)


async def _tell(session: Session, inquiry_id: int, accounts: Collection[int], event: Event, *, now: datetime) -> None:
    await notices.promise_each(
        session,
        NoticeKind.ABSENCE_NOTE,
        accounts,
        key=f"inquiry:{inquiry_id}:{event}",
        due_at=now,
        now=now,
        event=event.value,
        inquiry=inquiry_id,
    )


def _asked_before(lesson: LessonFacts) -> ColumnElement[bool]:
    """Another lesson of the day is asked about already, and the student misses that one still."""
    return (
        exists()
        .where(
            Inquiry.student_id == Student.id,
            Inquiry.date == lesson.date,
            Inquiry.lesson_id != lesson.id,
            Attendance.lesson_id == Inquiry.lesson_id,
            Attendance.student_id == Inquiry.student_id,
            Attendance.code.in_(ABSENT),
        )
        .correlate(Student)
    )


def _day_goes_on(day: date, now: datetime) -> ColumnElement[bool]:
    """The student's last lesson of the day has not ended."""
    return (
        exists()
        .where(
            Lesson.date == day,
            Lesson.ends_at > now,
            Lesson.state != LessonState.CANCELLED,
            Course.id == Lesson.course_id,
            Enrolment.student_id == Student.id,
            access.sits_in(Course.group_id, Lesson.date),
        )
        .correlate(Student)
    )
