"""A teacher's own lessons: of a day, of a week, and those that are past and not closed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.timetable import Course, StudyGroup, Subject, Term, TermGrade
from journal import access
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.unfilled import DUE_AFTER, due

SHOWN = 20
"""How many unfilled lessons one screen lists; the count names them all."""


class Stage(StrEnum):
    """What a list shows of a lesson."""

    CANCELLED = "cancelled"
    CLOSED = "closed"
    DUE = "due"
    """Past and not closed."""
    NOW = "now"
    OPEN = "open"
    """Something is entered, and the lesson is still ahead today."""
    AHEAD = "ahead"


class Day(NamedTuple):
    """The own lessons of one day."""

    day: date
    lessons: tuple[LessonFacts, ...]


class Unfilled(NamedTuple):
    """Past lessons not closed, the latest first; `total` may be more than are listed."""

    lessons: tuple[LessonFacts, ...]
    total: int


def stage(lesson: LessonFacts, now: datetime) -> Stage:
    """Where a lesson stands at this moment."""
    if lesson.state is LessonState.CANCELLED:
        return Stage.CANCELLED
    if lesson.state is LessonState.CLOSED:
        return Stage.CLOSED
    if lesson.ends_at + DUE_AFTER <= now:
        return Stage.DUE
    if lesson.starts_at <= now:
        return Stage.NOW
    return Stage.OPEN if lesson.state is LessonState.OPEN else Stage.AHEAD


def in_order(lessons: Sequence[LessonFacts], now: datetime) -> list[LessonFacts]:
    """For two bells: what is to be filled first, the earliest of it; then what comes; at the end what needs nothing."""
    turn = (Stage.DUE, Stage.NOW, Stage.OPEN, Stage.AHEAD, Stage.CLOSED, Stage.CANCELLED)
    rank = {Stage.OPEN: turn.index(Stage.AHEAD)}  # both are ahead: by the clock
    return sorted(lessons, key=lambda lesson: rank.get(it := stage(lesson, now), turn.index(it)))


def stage_of_day(lessons: Sequence[LessonFacts], now: datetime) -> Stage | None:
    """Where a day stands: something to fill, a lesson now, all closed, or still ahead; None without lessons."""
    stages = {it for lesson in lessons if (it := stage(lesson, now)) is not Stage.CANCELLED}
    if not stages:
        return None
    return next(
        (it for it in (Stage.DUE, Stage.NOW) if it in stages), Stage.CLOSED if stages == {Stage.CLOSED} else Stage.AHEAD
    )


async def of_day(session: Session, actor: Actor, day: date, *, now: datetime) -> Day:
    """The actor's own lessons of a day in their order; those handed over are on the substitute's list instead."""
    return Day(day, await _own(session, actor, now, Lesson.date == day))


async def of_week(session: Session, actor: Actor, monday: date, *, now: datetime) -> list[Day]:
    """The actor's own lessons of the week that begins on a Monday, by day; Saturday and Sunday only where there are any."""
    sunday = monday + timedelta(days=6)
    found = await _own(session, actor, now, Lesson.date.between(monday, sunday))
    days = [monday + timedelta(days=shift) for shift in range(7)]
    week = [Day(day, tuple(lesson for lesson in found if lesson.date == day)) for day in days]
    return [day for day in week if day.lessons or day.day.isoweekday() < 6]


async def started_today(session: Session, actor: Actor, now: datetime) -> tuple[LessonFacts, ...]:
    """Own lessons of today that began and are not closed: what a message without an open card may be about."""
    return await _own(
        session,
        actor,
        now,
        Lesson.date == now.date(),
        Lesson.starts_at <= now,
        Lesson.state.in_((LessonState.PLANNED, LessonState.OPEN)),
    )


async def unfilled(session: Session, actor: Actor, now: datetime) -> Unfilled:
    """Past lessons of the term that the actor has not closed, the latest first."""
    query = access.lessons().where(*_due(actor.staff_id, now)).add_columns(func.count().over())
    rows = (await session.execute(query.order_by(Lesson.starts_at.desc(), Lesson.id).limit(SHOWN))).all()
    found = tuple(sheet.local(session, LessonFacts(*row[:-1])) for row in rows)
    return Unfilled(found, rows[0][-1] if rows else 0)


async def unfilled_count(session: Session, actor: Actor, now: datetime) -> int:
    """The N of `🔴 Не заполнены (N)`."""
    query = (
        select(func.count())
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(*_due(actor.staff_id, now))
    )
    return await session.scalar(query) or 0


async def _own(session: Session, actor: Actor, now: datetime, *where: ColumnElement[bool]) -> tuple[LessonFacts, ...]:
    query: Select[*tuple[Any, ...]] = access.lessons().where(access.answered_by(actor.staff_id, now.date()), *where)
    rows = await session.execute(query.order_by(Lesson.date, Lesson.starts_at, Lesson.period, Lesson.id))
    return tuple(sheet.local(session, LessonFacts(*row)) for row in rows)


def _due(person_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Own and due, in the term that began last."""
    began = (
        select(func.max(Term.starts_on))
        .join(TermGrade, TermGrade.term_id == Term.id)
        .where(TermGrade.grade == StudyGroup.grade, Term.starts_on <= now.date())
        .correlate(StudyGroup)
        .scalar_subquery()
    )
    return (
        access.answered_by(person_id, now.date()),
        due(now),
        # Grade 1 may have no terms at all: there every lesson made so far counts.
        or_(began.is_(None), Lesson.date >= began),
    )
