"""Which lessons are due and not closed: one rule for the list of a teacher, for reminders and for the deputy head."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Grant, Person, Preference, Scope, Staff
from db.substitutions import Substitution
from db.timetable import Course, CourseTeacher, DayTransfer, Holiday, HolidayGrade, StudyGroup
from journal import access
from journal.access import Actor, LessonFacts

DUE_AFTER = timedelta(minutes=2)
"""A lesson is due so long after its end."""
LOOK_BACK = timedelta(days=6)
"""How long before the last school day lessons are still named to the deputy head in the morning."""


class TeachersDay(NamedTuple):
    """One account's day as a teacher: when the last own lesson ends, and what is due and not closed by now."""

    account_id: int
    every_lesson: bool
    last_ends_at: datetime
    due: tuple[int, ...]


class Overdue(NamedTuple):
    """A teacher's lessons of earlier days that are not closed, the oldest first."""

    teacher: str
    lessons: tuple[LessonFacts, ...]


def takes_place() -> ColumnElement[bool]:
    """The `Lesson` of the `StudyGroup` is held and has to be filled: not cancelled, no holiday, somebody sits in it.

    A transferred day is a school day even within a holiday, as in `journal.timetable.calendar`.
    """
    limited = exists().where(HolidayGrade.holiday_id == Holiday.id).correlate(Holiday)
    for_grade = (
        exists()
        .where(HolidayGrade.holiday_id == Holiday.id, HolidayGrade.grade == StudyGroup.grade)
        .correlate(Holiday, StudyGroup)
    )
    holiday = (
        exists()
        .where(Holiday.starts_on <= Lesson.date, Holiday.ends_on >= Lesson.date, or_(~limited, for_grade))
        .correlate(Lesson, StudyGroup)
    )
    return and_(
        Lesson.state != LessonState.CANCELLED,
        exists().where(access.sits_in(Course.group_id, Lesson.date)),
        or_(~holiday, exists().where(DayTransfer.date == Lesson.date)),
    )


def due(now: datetime) -> ColumnElement[bool]:
    """It ended two minutes ago, takes place, and nobody closed it (one of co-teachers is enough)."""
    return and_(Lesson.ends_at <= now - DUE_AFTER, Lesson.state != LessonState.CLOSED, takes_place())


async def of_teacher(session: Session, actor: Actor, day: date, now: datetime) -> list[LessonFacts]:
    """The actor's own lessons of a day that are due and not closed, in their order."""
    rows = await session.execute(
        access.lessons()
        .where(access.answered_by(actor.staff_id, now.date()), Lesson.date == day, due(now))
        .order_by(Lesson.starts_at, Lesson.period, Lesson.id)
    )
    return [LessonFacts(*row) for row in rows]


async def teachers(session: Session, now: datetime) -> list[TeachersDay]:
    """Everybody who teaches today and can be reminded, in one statement: a live staff grant, still working here.

    A lesson handed over is its substitute's, and not its teacher's (A9).
    """
    rows = await session.execute(
        select(Grant.account_id, Preference.every_lesson, Lesson.id, Lesson.ends_at, Lesson.state)
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(CourseTeacher, access.teaches_on_its_day())
        .outerjoin(Substitution, access.in_the_place_of(CourseTeacher.person_id, now.date()))
        .join(Staff, and_(Staff.person_id == access.answering(), Staff.left_on.is_(None)))
        .join(Grant, and_(Grant.person_id == Staff.person_id, Grant.scope == Scope.STAFF, Grant.ended_at.is_(None)))
        .outerjoin(Preference, Preference.account_id == Grant.account_id)
        .where(Lesson.date == now.date(), takes_place())
        .order_by(Grant.account_id, Lesson.starts_at, Lesson.id)
    )
    found: dict[int, TeachersDay] = {}
    for account_id, every_lesson, lesson_id, ends_at, state in rows:
        there = found.get(account_id) or TeachersDay(account_id, bool(every_lesson), ends_at, ())
        waits = state is not LessonState.CLOSED and ends_at + DUE_AFTER <= now
        found[account_id] = there._replace(
            last_ends_at=max(there.last_ends_at, ends_at), due=(*there.due, lesson_id) if waits else there.due
        )
    return list(found.values())


async def school_today(session: Session, today: date) -> bool:
    """Whether anybody has a lesson today."""
    return bool(await session.scalar(select(_held().where(Lesson.date == today).exists())))


async def overdue(session: Session, today: date, now: datetime) -> list[Overdue]:
    """What was not closed on the last school day and the week before it, by whoever answers for it; co-teachers each."""
    last = _held().with_only_columns(func.max(Lesson.date)).where(Lesson.date < today).scalar_subquery()
    since = await session.scalar(select(last))
    if since is None:
        return []
    rows = await session.execute(
        access.lessons()
        .join(CourseTeacher, access.teaches_on_its_day())
        .outerjoin(Substitution, access.in_the_place_of(CourseTeacher.person_id, now.date()))
        .join(Staff, and_(Staff.person_id == access.answering(), Staff.left_on.is_(None)))
        .join(Person, Person.id == Staff.person_id)
        .where(Lesson.date < today, Lesson.date >= since - LOOK_BACK, due(now))
        .add_columns(Person.id, Person.surname, Person.given_name, Person.patronymic)
        .order_by(Person.search_key, Person.id, Lesson.starts_at, Lesson.id)
    )
    names: dict[int, str] = {}
    lessons: dict[int, list[LessonFacts]] = {}
    for *facts, person_id, surname, given_name, patronymic in rows:
        names[person_id] = " ".join(filter(None, (surname, given_name, patronymic)))
        lessons.setdefault(person_id, []).append(LessonFacts(*facts))
    return _by_name(names, lessons)


def _by_name(names: Mapping[int, str], lessons: Mapping[int, list[LessonFacts]]) -> list[Overdue]:
    return [Overdue(name, tuple(lessons[person_id])) for person_id, name in names.items()]


def _held() -> Any:
    """Lessons that take place."""
    return (
        select(Lesson.id)
        .join(Course, Course.id == Lesson.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(takes_place())
    )
