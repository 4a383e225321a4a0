"""A child's timetable: the lessons of a day, of a week, with what was cancelled."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import exists, or_, select

from db.engine import Session
from db.lessons import Lesson
from db.timetable import Holiday, HolidayGrade, Subject
from journal import access, rules
from journal.access import Actor, Child
from journal.family import days
from journal.family.days import Neighbours, Sitting

WEEK = timedelta(days=7)


class DayPage(NamedTuple):
    """`🗓 Расписание` of a day."""

    child: Child
    day: date
    neighbours: Neighbours
    lessons: tuple[Sitting, ...]
    holiday: str | None = None
    """Why there are no lessons."""
    not_made_yet: bool = False
    """The day is further off than lessons are made."""
    moved_away: tuple[Sitting, ...] = ()
    """What the timetable has on this day, and the school has put on another."""


class WeekPage(NamedTuple):
    """A week by its Monday; days without lessons are left out."""

    child: Child
    monday: date
    lessons: tuple[Sitting, ...]
    neighbours: Neighbours
    """The days of lessons nearest to the week on either side."""
    not_made_yet: bool = False


class SubjectPage(NamedTuple):
    """The next lessons of one subject."""

    child: Child
    lessons: tuple[Sitting, ...]


async def day_page(
    session: Session, actor: Actor, *, student_id: int, day: date | None = None, now: datetime
) -> DayPage:
    """The lessons of a day; None is today until its last lesson ends, then the next school day."""
    child = await access.child(session, actor, student_id, now.date())
    near = day or now.date()
    lessons = await days.sittings(session, child, near - days.AROUND, near + days.AROUND)
    day = day or days.day_at_hand(lessons, now) or near
    meant = tuple(lesson for lesson in lessons if lesson.date == day)
    away = tuple(it for it in lessons if it.from_date == day and it.date != day and it.takes_place)
    page = DayPage(child, day, days.neighbours(lessons, day), meant, moved_away=away)
    if meant or child.grade is None:
        return page
    return page._replace(holiday=await _holiday(session, day, child.grade), not_made_yet=_is_far(session, day, now))


async def week_page(session: Session, actor: Actor, *, student_id: int, day: date, now: datetime) -> WeekPage:
    """The lessons of the week that the day lies in."""
    child = await access.child(session, actor, student_id, now.date())
    monday = day - timedelta(days=day.weekday())
    lessons = await days.sittings(session, child, monday - days.AROUND, monday + WEEK + days.AROUND)
    week = tuple(lesson for lesson in lessons if monday <= lesson.date < monday + WEEK)
    before = days.neighbours(lessons, monday).before
    after = days.neighbours(lessons, monday + WEEK - timedelta(days=1)).after
    return WeekPage(child, monday, week, Neighbours(before, after), _is_far(session, monday, now))


async def subject_page(
    session: Session, actor: Actor, *, student_id: int, subject_id: int, now: datetime
) -> SubjectPage:
    """The lessons of a subject that are still to end, as far as the timetable is made."""
    child = await access.child(session, actor, student_id, now.date())
    query = days.sat_by(select(*days.COLUMNS), child.student_id)
    ahead = await days.read(session, query.where(Subject.id == subject_id, Lesson.ends_at > now))
    return SubjectPage(child, tuple(ahead))


async def _holiday(session: Session, day: date, grade: int) -> str | None:
    """The name of the holiday that a grade has on a day."""
    grades = exists().where(HolidayGrade.holiday_id == Holiday.id)
    found: str | None = await session.scalar(
        select(Holiday.name)
        .where(
            Holiday.starts_on <= day,
            Holiday.ends_on >= day,
            or_(~grades, grades.where(HolidayGrade.grade == grade)),
        )
        .order_by(Holiday.id)
        .limit(1)
    )
    return found


def _is_far(session: Session, day: date, now: datetime) -> bool:
    return day > now.date() + rules.of(session).lessons_ahead
