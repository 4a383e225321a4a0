"""The calendar of a file: the academic year, its terms, holidays, moved days and bells."""

from collections.abc import Iterable
from datetime import date, time
from itertools import pairwise

from db.timetable import (
    AcademicYear,
    BellSchedule,
    BellUse,
    DayTransfer,
    Holiday,
    HolidayGrade,
    Period,
    Term,
    TermGrade,
    TermKind,
)
from journal.imports.draft import Sketch
from journal.imports.layouts import BellRow, CourseRow, HolidayRow, SlotRow
from journal.imports.store import Key

USUAL_GRADES = {
    TermKind.QUARTER: frozenset(range(1, 10)),
    TermKind.TRIMESTER: frozenset(range(1, 10)),
    TermKind.HALF_YEAR: frozenset({10, 11}),
}
"""Whose terms they are where the file does not say. Grade 1 has the days of a quarter, no finals."""

USUAL_BELLS = (
    (1, time(8, 30), time(9, 15)),
    (2, time(9, 25), time(10, 10)),
    (3, time(10, 30), time(11, 15)),
    (4, time(11, 35), time(12, 20)),
    (5, time(12, 30), time(13, 15)),
    (6, time(13, 25), time(14, 10)),
    (7, time(14, 20), time(15, 5)),
    (8, time(15, 15), time(16, 0)),
)
"""Bells of a school that has not said its own: a plan that takes them says so."""

LONGEST = 45
"""Minutes of a lesson; longer ones are noted."""

FIRST_DAY = (9, 1)
LAST_DAY = (5, 31)
SUMMER = 6
"""From June on a date belongs to the year that begins in September."""


def school_year(day: date) -> int:
    """The calendar year in which the academic year of this day begins."""
    return day.year if day.month >= SUMMER else day.year - 1


def usual_year(day: date) -> tuple[date, date]:
    """1 September to 31 May around this day."""
    begins = school_year(day)
    return date(begins, *FIRST_DAY), date(begins + 1, *LAST_DAY)


def draft_calendar(sketch: Sketch) -> None:
    """Want the year and everything of its calendar; sets `sketch.year` and `sketch.since`."""
    _year(sketch)
    _terms(sketch)
    _holidays(sketch)
    for row in sketch.rows.transfers or []:
        sketch.draft.put(DayTransfer, (row.day,), weekday=row.weekday)
    _bells(sketch)
    year = sketch.draft.get(AcademicYear, sketch.year)
    sketch.since = sketch.today if year["starts_on"] <= sketch.today <= year["ends_on"] else year["starts_on"]


def _year(sketch: Sketch) -> None:
    """The year there that the file's dates fall into, or the current one; else a new one from the file's dates.

    Without any date it is the usual one around today, and a note says so.
    """
    terms = [day for row in sketch.rows.terms or [] for day in (row.since, row.until)]
    dates = terms or _other_dates(sketch)
    there = {key: sketch.draft.get(AcademicYear, key) for key in sketch.draft.keys(AcademicYear)}
    day = min(dates, default=sketch.today)
    around = [key for key, year in there.items() if school_year(year["starts_on"]) == school_year(day)]
    current = [key for key, year in there.items() if year["ends_on"] >= sketch.today] or list(there)
    if around or (current and not dates):
        sketch.year = min(around or current, key=lambda key: there[key]["starts_on"])
        return
    first, last = usual_year(day)
    if dates:
        first, last = (min(dates), max(dates)) if terms else (min(first, *dates), max(last, *dates))
    sketch.year = (f"{school_year(day)}/{school_year(day) + 1}",)
    sketch.draft.put(AcademicYear, sketch.year, starts_on=first, ends_on=last)
    if not terms:
        sketch.note("terms", 0, "import-note-year", since=f"{first:%d.%m.%Y}", until=f"{last:%d.%m.%Y}")


def _other_dates(sketch: Sketch) -> list[date]:
    rows = sketch.rows
    dated: list[HolidayRow | CourseRow | SlotRow] = [
        *(rows.holidays or []),
        *(rows.courses or []),
        *(rows.timetable or []),
    ]
    return [day for row in dated for day in (row.since, row.until) if day is not None]


def _terms(sketch: Sketch) -> None:
    draft = sketch.draft
    spans: dict[tuple[TermKind, int], list[tuple[date, date, str]]] = {}
    for row in sketch.rows.terms or []:
        if row.since > row.until:
            sketch.error("terms", row.row, "until", "import-bad-order")
            continue
        term = draft.put(Term, (sketch.year, row.kind, row.name), starts_on=row.since, ends_on=row.until)
        grades = row.grades or USUAL_GRADES[row.kind]
        _only(sketch, TermGrade, term, grades)
        for grade in grades:
            for since, until, name in spans.setdefault((row.kind, grade), []):
                if row.since <= until and since <= row.until:
                    sketch.error("terms", row.row, "since", "import-bad-overlap", other=name, grade=str(grade))
            spans[row.kind, grade].append((row.since, row.until, row.name))
    mine = [draft.get(Term, key) for key in draft.keys(Term) if key[0] == sketch.year]
    if sketch.rows.terms and mine:
        first, last = min(term["starts_on"] for term in mine), max(term["ends_on"] for term in mine)
        if first < last:
            draft.put(AcademicYear, sketch.year, starts_on=first, ends_on=last)
    if not mine:
        sketch.note("terms", 0, "import-note-no-terms")


def _holidays(sketch: Sketch) -> None:
    for row in sketch.rows.holidays or []:
        until = row.until or row.since
        if row.since > until:
            sketch.error("holidays", row.row, "until", "import-bad-order")
            continue
        holiday = sketch.draft.put(Holiday, (sketch.year, row.name, row.since), ends_on=until)
        _only(sketch, HolidayGrade, holiday, row.grades)


def _only(sketch: Sketch, kind: type[TermGrade | HolidayGrade], owner: Key, grades: Iterable[int]) -> None:
    """The owner has these grades and no others."""
    wanted = {(owner, grade) for grade in grades}
    for key in sketch.draft.keys(kind):
        if key[0] == owner and key not in wanted:
            sketch.draft.drop(kind, key)
    for key in sorted(wanted, key=lambda one: one[1]):
        sketch.draft.put(kind, key)


def _bells(sketch: Sketch) -> None:
    draft, rows = sketch.draft, sketch.rows.bells or []
    by_schedule: dict[str, list[BellRow]] = {}
    for row in rows:
        by_schedule.setdefault(row.schedule or sketch.words.BELLS, []).append(row)
    for name, its in by_schedule.items():
        schedule = draft.put(BellSchedule, (name,))
        _periods(sketch, schedule, its)
        _uses(sketch, schedule, its)
    if not draft.keys(Period):
        schedule = draft.put(BellSchedule, (sketch.words.BELLS,))
        for number, starts, ends in USUAL_BELLS:
            draft.put(Period, (schedule, number), starts_at=starts, ends_at=ends)
        draft.put(BellUse, (schedule, None, None, None))
        sketch.note("bells", 0, "import-note-bells")


def _periods(sketch: Sketch, schedule: Key, rows: list[BellRow]) -> None:
    numbers: dict[int, BellRow] = {}
    for row in rows:
        if row.starts >= row.ends:
            sketch.error("bells", row.row, "ends", "import-bad-order")
            continue
        twin = numbers.setdefault(row.period, row)
        if (twin.starts, twin.ends) != (row.starts, row.ends):
            sketch.error("bells", row.row, "period", "import-bad-repeat", other=twin.row)
            continue
        sketch.draft.put(Period, (schedule, row.period), starts_at=row.starts, ends_at=row.ends)
    longest = max((_minutes(row) for row in numbers.values()), default=0)
    if longest > LONGEST:
        sketch.note("bells", 0, "import-note-long-lesson", minutes=longest)
    in_order = sorted(numbers.values(), key=lambda row: row.period)
    for one, other in pairwise(in_order):
        if other.starts < one.ends:
            sketch.error("bells", other.row, "starts", "import-bad-bells-cross", other=one.period)
    for key in sketch.draft.keys(Period):
        if key[0] == schedule and key[1] not in numbers:
            sketch.draft.drop(Period, key)


def _minutes(row: BellRow) -> int:
    return (row.ends.hour - row.starts.hour) * 60 + row.ends.minute - row.starts.minute


def _uses(sketch: Sketch, schedule: Key, rows: list[BellRow]) -> None:
    """Where the schedule rings: the grades of its rows times their days; nothing said is everywhere."""
    grades: set[int] = set().union(*(row.grades for row in rows))
    weekdays: set[int] = set().union(*(row.days.weekdays for row in rows))
    dates: set[date] = set().union(*(row.days.dates for row in rows))
    days: list[tuple[int | None, date | None]] = [(weekday, None) for weekday in sorted(weekdays)]
    days += [(None, day) for day in sorted(dates)]
    everyone: list[int | None] = [None] if not grades or grades == set(range(1, 12)) else [*sorted(grades)]
    wanted = [(schedule, grade, weekday, day) for grade in everyone for weekday, day in days or [(None, None)]]
    for key in sketch.draft.keys(BellUse):
        if key[0] == schedule and key not in wanted:
            sketch.draft.drop(BellUse, key)
    for key in wanted:
        sketch.draft.put(BellUse, key)
