"""A month to choose a day from: which days can be chosen, and in a word why the others cannot. Pure but for one reading."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from db.engine import Session
from db.lessons import LessonState
from db.timetable import Course
from journal import rules
from journal.programme import days
from journal.timetable.calendar import Calendar

ONE_DAY = timedelta(days=1)
WEEK = 7


class Why(StrEnum):
    """What speaks against a day."""

    PAST = "past"
    FAR = "far"
    HOLIDAY = "holiday"
    """Holidays, or a day off."""
    YEAR = "year"
    """Outside the school year."""
    NO_LESSON = "lesson"
    """A school day without this course."""
    RULE = "rule"
    """There is a lesson, but a rule is in the way."""


class Day(NamedTuple):
    """A day of the grid; `why` None: it can be chosen."""

    date: date
    why: Why | None


class Month(NamedTuple):
    """Whole weeks from Monday on, so that the first and the last reach into the months beside it; none that is past."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    earlier: date | None
    later: date | None
    """The months beside it, by their first day, where there is anything to choose from."""

    @property
    def any(self) -> bool:
        """Whether a day of it can be chosen."""
        return any(day.why is None for week in self.weeks for day in week)


def first_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def after(month: date) -> date:
    """The first day of the month after it."""
    return first_of(month.replace(day=28) + timedelta(days=4))


def span(month: date) -> tuple[date, date]:
    """The first and the last day that a month's grid shows."""
    first = first_of(month)
    last = after(first) - ONE_DAY
    return first - timedelta(days=first.weekday()), last + timedelta(days=WEEK - 1 - last.weekday())


def month(of: date, *, lessons: Collection[date], plan: Calendar, grade: int, earliest: date, latest: date) -> Month:
    """The grid of the month that `of` lies in; `lessons` are the days that can be chosen from `earliest` to `latest`."""
    first = min(max(first_of(of), first_of(earliest)), first_of(latest))
    start, end = span(first)

    def why(day: date) -> Why | None:
        if day < earliest:
            return Why.PAST
        if day > latest:
            return Why.FAR
        if day in lessons:
            return None
        if plan.year_of(day) is None:
            return Why.YEAR
        return Why.HOLIDAY if plan.weekday(day, grade) is None else Why.NO_LESSON

    shown = [Day(day, why(day)) for day in (start + timedelta(days=shift) for shift in range((end - start).days + 1))]
    weeks = (tuple(shown[at : at + WEEK]) for at in range(0, len(shown), WEEK))
    return Month(
        first,
        tuple(week for week in weeks if week[-1].why is not Why.PAST),
        first_of(first - ONE_DAY) if first > first_of(earliest) else None,
        after(first) if first < first_of(latest) else None,
    )


async def of_course(
    session: Session, course_id: int, grade: int, *, month_of: date, earliest: date, latest: date, today: date
) -> Month:
    """The month with the days on which a course has a lesson: as far as lessons are made they are asked, then the timetable.

    One statement. The caller loaded the course, or a lesson of it: that was the permission.
    """
    found = await days.load(session, Course.id == course_id, today=min(earliest, today))
    there = found.lessons.get(course_id, [])
    horizon = today + rules.of(session).lessons_ahead
    made_to = max((lesson.day for lesson in there if lesson.day <= horizon), default=today - ONE_DAY)
    known = {(lesson.day, lesson.period) for lesson in there}
    held = {lesson.day for lesson in there if lesson.state is not LessonState.CANCELLED}
    by_plan = found.by_calendar(course_id, grade, today)
    held |= {day for day, period in by_plan if day > made_to and (day, period) not in known}
    return month(month_of, lessons=held, plan=found.calendar, grade=grade, earliest=earliest, latest=latest)
