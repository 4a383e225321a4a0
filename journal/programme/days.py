"""The days of courses: when the calendar and the timetable have lessons of a course, and which lessons are there.

One statement reads it all, so that a screen may ask for it beside the plan.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    case,
    cast,
    literal,
    null,
    select,
    union_all,
)

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.timetable import AcademicYear, Course, DayTransfer, Holiday, HolidayGrade, StudyGroup, TimetableSlot, Weeks
from journal.programme.pace import Hour
from journal.timetable.calendar import Calendar, DaysOff, Year

YEAR, OFF, TRANSFER, SLOT, LESSON = "year", "off", "transfer", "slot", "lesson"
NO_LONGER: Final = frozenset({LessonState.CANCELLED})


class Slot(NamedTuple):
    """A course at a period of a weekday."""

    weekday: int
    period: int
    weeks: Weeks
    valid_from: date
    valid_to: date | None


class There(NamedTuple):
    """A lesson that is there, from today on."""

    day: date
    period: int
    state: LessonState
    has_topic: bool


class Besides(NamedTuple):
    """A row of what somebody asked for along with it; what its columns mean is theirs."""

    kind: str
    owner: int | None
    first: date | None
    last: date | None
    number: int | None
    other: int | None
    word: str | None


class Days:
    """What was read, asked course by course."""

    def __init__(
        self,
        calendar: Calendar,
        slots: dict[int, list[Slot]],
        lessons: dict[int, list[There]],
        besides: Sequence[Besides] = (),
    ) -> None:
        """Nothing is reckoned yet."""
        self.calendar = calendar
        self.slots = slots
        self.lessons = lessons
        self.besides = besides
        self._works: dict[tuple[int, date], list[tuple[date, int]]] = {}

    def _school_days(self, grade: int, year: Year) -> list[tuple[date, int]]:
        """The days of the year with the weekday by which the grade works."""
        key = (grade, year.starts_on)
        if key not in self._works:
            span = (year.ends_on - year.starts_on).days + 1
            days = (year.starts_on + timedelta(days=offset) for offset in range(span))
            self._works[key] = [(day, weekday) for day in days if (weekday := self.calendar.weekday(day, grade))]
        return self._works[key]

    def by_calendar(self, course_id: int, grade: int, today: date) -> list[Hour]:
        """Every hour of the course in the school year of today, as if no lesson were ever cancelled."""
        year = self.calendar.year_of(today) or max(
            (it for it in self.calendar.years if it.starts_on <= today), default=None, key=lambda it: it.starts_on
        )
        if year is None:
            return []
        found: list[Hour] = []
        days = self._school_days(grade, year)
        for slot in self.slots.get(course_id, ()):
            begin = bisect_left(days, (slot.valid_from, 0))
            for day, weekday in days[begin:]:
                if slot.valid_to is not None and day > slot.valid_to:
                    break
                if weekday == slot.weekday and self.calendar.meets(slot.weeks, day):
                    found.append((day, slot.period))
        return sorted(set(found))

    def to_come(self, course_id: int, hours: Sequence[Hour], today: date, horizon: date) -> list[date]:
        """The days of lessons that may still take a topic: those that are there, and beyond them the timetable's.

        Lessons are there up to `horizon`; a cancelled one takes none, nor one that has its topic already.
        """
        open_ = [
            (lesson.day, lesson.period)
            for lesson in self.lessons.get(course_id, [])
            if lesson.state not in NO_LONGER and not lesson.has_topic
        ]
        return [day for day, _ in sorted([*open_, *self.unmade(course_id, hours, today, horizon)])]

    def unmade(self, course_id: int, hours: Iterable[Hour], today: date, horizon: date) -> list[Hour]:
        """Those of the timetable's hours that lie beyond the last lesson that is there; lessons are made up to `horizon`."""
        there = self.lessons.get(course_id, [])
        known = {(lesson.day, lesson.period) for lesson in there}
        made_to = max((lesson.day for lesson in there if lesson.day <= horizon), default=today - timedelta(days=1))
        return [hour for hour in hours if hour[0] > made_to and hour not in known]


async def load(
    session: Session,
    courses: ColumnElement[bool],
    *,
    today: date,
    besides: Sequence[Select[*tuple[Any, ...]]] = (),
) -> Days:
    """The calendar with the slots of these courses, and their lessons from today on; and with them any other `row`s."""
    rows = await session.execute(union_all(*_parts(courses, today), *besides))
    years: list[Year] = []
    off: defaultdict[tuple[date, date], set[int | None]] = defaultdict(set)
    transfers: dict[date, int] = {}
    slots: defaultdict[int, list[Slot]] = defaultdict(list)
    lessons: defaultdict[int, list[There]] = defaultdict(list)
    others: list[Besides] = []
    for kind, owner, first, last, number, other, word in rows:
        match kind:
            case "year":
                years.append(Year(0, YEAR, first, last))
            case "off":
                off[first, last].add(number)
            case "transfer":
                transfers[first] = number
            case "slot":
                slots[owner].append(Slot(number, other, Weeks(word), first, last))
            case "lesson":
                lessons[owner].append(There(first, number, LessonState(word), bool(other)))
            case _:
                others.append(Besides(kind, owner, first, last, number, other, word))
    days_off = [DaysOff(OFF, *span, frozenset(_grades(grades))) for span, grades in off.items()]
    return Days(Calendar(tuple(years), (), tuple(days_off), transfers, ()), slots, lessons, others)


def _grades(grades: Iterable[int | None]) -> set[int]:
    """A holiday that is once everybody's is everybody's."""
    known = set(grades)
    return set() if None in known else {grade for grade in known if grade is not None}


nobody, nothing, no_day = cast(null(), BigInteger), cast(null(), String), cast(null(), Date)
"""What a `row` has instead of a number, a word and a day."""


def row(kind: str, *columns: Any) -> Select[*tuple[Any, ...]]:
    """A part of the one statement: kind, owner, first, last, number, other, word."""
    return select(literal(kind, String).label("kind"), *columns)


def _parts(courses: ColumnElement[bool], today: date) -> list[Select[*tuple[Any, ...]]]:
    return [
        row(YEAR, nobody, AcademicYear.starts_on, AcademicYear.ends_on, nobody, nobody, nothing),
        row(OFF, nobody, Holiday.starts_on, Holiday.ends_on, HolidayGrade.grade, nobody, nothing)
        .select_from(Holiday)
        .outerjoin(HolidayGrade, HolidayGrade.holiday_id == Holiday.id),
        row(TRANSFER, nobody, DayTransfer.date, no_day, DayTransfer.weekday, nobody, nothing),
        row(
            SLOT,
            TimetableSlot.course_id,
            TimetableSlot.valid_from,
            TimetableSlot.valid_to,
            TimetableSlot.weekday,
            TimetableSlot.period,
            cast(TimetableSlot.weeks, String),
        )
        .join(Course, Course.id == TimetableSlot.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(courses),
        row(
            LESSON,
            Lesson.course_id,
            Lesson.date,
            no_day,
            Lesson.period,
            case((Lesson.topic != "", 1), else_=0),
            cast(Lesson.state, String),
        )
        .join(Course, Course.id == Lesson.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(and_(courses, Lesson.date >= today)),
    ]
