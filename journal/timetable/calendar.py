"""The school's calendar: on which days a grade works, by which weekday, and when the bells ring. Pure once loaded."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import NamedTuple

from sqlalchemy import func, literal, select

from db.engine import Session
from db.timetable import (
    AcademicYear,
    BellUse,
    DayTransfer,
    Holiday,
    HolidayGrade,
    Period,
    Term,
    TermGrade,
    TermKind,
    Weeks,
)

Day = date


class Year(NamedTuple):
    """An academic year, both days inclusive."""

    id: int
    name: str
    starts_on: date
    ends_on: date


class TermFacts(NamedTuple):
    """A term with the grades that are assessed by it."""

    id: int
    year_id: int
    kind: TermKind
    name: str
    starts_on: date
    ends_on: date
    grades: frozenset[int]


class DaysOff(NamedTuple):
    """Days without lessons; no grades means everybody."""

    name: str
    starts_on: date
    ends_on: date
    grades: frozenset[int]


class Bells(NamedTuple):
    """A bell schedule with where it rings: None is any."""

    grade: int | None
    weekday: int | None
    date: date | None
    periods: Mapping[int, tuple[time, time]]

    def exactness(self, day: Day, weekday: int, grade: int) -> int:
        """How exactly this row is meant for that grade on that day; 0: not at all."""
        if (
            (self.date is not None and self.date != day)
            or (self.weekday is not None and self.weekday != weekday)
            or (self.grade is not None and self.grade != grade)
        ):
            return 0
        return 1 + 4 * (self.date is not None) + 2 * (self.weekday is not None) + (self.grade is not None)


class Calendar(NamedTuple):
    """Everything about dates that lessons, terms and reminders ask."""

    years: tuple[Year, ...]
    terms: tuple[TermFacts, ...]
    days_off: tuple[DaysOff, ...]
    transfers: Mapping[date, int]
    bells: tuple[Bells, ...]

    def year_of(self, day: date) -> Year | None:
        """The academic year a day lies in."""
        return next((year for year in self.years if year.starts_on <= day <= year.ends_on), None)

    def term_of(self, day: date, grade: int) -> TermFacts | None:
        """The term of a grade that a day lies in; None in holidays between terms and in grade 1 without terms."""
        return next(
            (term for term in self.terms if grade in term.grades and term.starts_on <= day <= term.ends_on), None
        )

    def holiday(self, day: date, grade: int) -> str | None:
        """The name of the holiday that a grade has on a day."""
        return next(
            (
                off.name
                for off in self.days_off
                if off.starts_on <= day <= off.ends_on and (not off.grades or grade in off.grades)
            ),
            None,
        )

    def weekday(self, day: date, grade: int) -> int | None:
        """By which weekday's timetable (1 = Monday) a grade works that day; None: no lessons. A transfer beats a holiday."""
        if self.year_of(day) is None:
            return None
        if day in self.transfers:
            return self.transfers[day]
        return None if self.holiday(day, grade) else day.isoweekday()

    def meets(self, weeks: Weeks, day: date) -> bool:
        """Whether a slot of these weeks takes place in the week of that day, counted from the year's first Monday."""
        year = self.year_of(day)
        if weeks is Weeks.EVERY or year is None:
            return weeks is Weeks.EVERY
        first = year.starts_on - timedelta(days=year.starts_on.weekday())
        number = (day - first).days // 7 + 1
        return (number % 2 == 1) is (weeks is Weeks.ODD)

    def periods(self, day: date, grade: int) -> Mapping[int, tuple[time, time]]:
        """When each lesson number of a grade begins and ends that day, local time."""
        weekday = self.transfers.get(day, day.isoweekday())
        best = max(self.bells, key=lambda bells: bells.exactness(day, weekday, grade), default=None)
        return best.periods if best is not None and best.exactness(day, weekday, grade) else {}

    def school_days(self, first: date, last: date, grade: int) -> Iterable[date]:
        """The days from `first` to `last` on which a grade has lessons by the calendar."""
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if self.weekday(day, grade) is not None:
                yield day


async def load_days(session: Session) -> Calendar:
    """Only what says on which days a grade works, in one statement: no terms, no bells, no names."""
    years = select(literal("year"), AcademicYear.id, AcademicYear.starts_on, AcademicYear.ends_on, literal(0))
    off = select(
        literal("off"), Holiday.id, Holiday.starts_on, Holiday.ends_on, func.coalesce(HolidayGrade.grade, 0)
    ).outerjoin(HolidayGrade, HolidayGrade.holiday_id == Holiday.id)
    moved = select(literal("moved"), DayTransfer.weekday, DayTransfer.date, DayTransfer.date, literal(0))
    found_years: list[Year] = []
    transfers: dict[date, int] = {}
    days_off: dict[tuple[int, date, date], set[int]] = {}
    for what, key, first, last, grade in await session.execute(years.union_all(off, moved)):
        match what:
            case "year":
                found_years.append(Year(key, "", first, last))
            case "moved":
                transfers[first] = key
            case _:
                days_off.setdefault((key, first, last), set()).update({grade} - {0})
    free = (DaysOff("—", first, last, frozenset(grades)) for (_, first, last), grades in days_off.items())
    return Calendar(tuple(found_years), (), tuple(free), transfers, ())


async def load_hours(session: Session) -> Calendar:
    """The same with the bells, in two statements."""
    rows = await session.execute(
        select(
            BellUse.id, BellUse.grade, BellUse.weekday, BellUse.date, Period.number, Period.starts_at, Period.ends_at
        )
        .outerjoin(Period, Period.schedule_id == BellUse.schedule_id)
        .order_by(BellUse.id, Period.number)
    )
    bells: dict[int, Bells] = {}
    for use_id, grade, weekday, day, number, starts_at, ends_at in rows:
        rings = bells.setdefault(use_id, Bells(grade, weekday, day, {}))
        if number is not None:
            bells[use_id] = rings._replace(periods={**rings.periods, number: (starts_at, ends_at)})
    return (await load_days(session))._replace(bells=tuple(bells.values()))


async def load(session: Session) -> Calendar:
    """Read the whole calendar: seven small tables, a hundred rows a year."""
    years = [
        Year(*row)
        for row in await session.execute(
            select(AcademicYear.id, AcademicYear.name, AcademicYear.starts_on, AcademicYear.ends_on).order_by(
                AcademicYear.starts_on
            )
        )
    ]
    term_grades: dict[int, set[int]] = {}
    for term_id, grade in await session.execute(select(TermGrade.term_id, TermGrade.grade)):
        term_grades.setdefault(term_id, set()).add(grade)
    terms = [
        TermFacts(*row, frozenset(term_grades.get(row[0], ())))
        for row in await session.execute(
            select(Term.id, Term.year_id, Term.kind, Term.name, Term.starts_on, Term.ends_on).order_by(Term.starts_on)
        )
    ]
    off_grades: dict[int, set[int]] = {}
    for holiday_id, grade in await session.execute(select(HolidayGrade.holiday_id, HolidayGrade.grade)):
        off_grades.setdefault(holiday_id, set()).add(grade)
    days_off = [
        DaysOff(*row[1:], frozenset(off_grades.get(row[0], ())))
        for row in await session.execute(select(Holiday.id, Holiday.name, Holiday.starts_on, Holiday.ends_on))
    ]
    transfers = {row.date: row.weekday for row in await session.execute(select(DayTransfer.date, DayTransfer.weekday))}
    periods: dict[int, dict[int, tuple[time, time]]] = {}
    for schedule_id, number, starts_at, ends_at in await session.execute(
        select(Period.schedule_id, Period.number, Period.starts_at, Period.ends_at).order_by(Period.number)
    ):
        periods.setdefault(schedule_id, {})[number] = (starts_at, ends_at)
    bells = [
        Bells(grade, weekday, day, periods.get(schedule_id, {}))
        for schedule_id, grade, weekday, day in await session.execute(
            select(BellUse.schedule_id, BellUse.grade, BellUse.weekday, BellUse.date).order_by(BellUse.id)
        )
    ]
    return Calendar(tuple(years), tuple(terms), tuple(days_off), transfers, tuple(bells))
