"""A timetable that FET exported: its rows, and a first guess of what its words mean here.

FET knows neither dates nor people's full names, and days and hours are called what the school called them. So a map is
made that says what each word means; nothing is imported without it. Format: the CSV export of the program FET
(«Students timetable», one line a lesson), `A+B` for several teachers or sets, a repeated Activity Id for a longer lesson.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from journal.imports.calendar import usual_year
from journal.imports.cells import GRADES, Bad, clock, text
from journal.imports.kinds import FET_COLUMNS
from journal.imports.reading import Sheet

TOGETHER = "+"
_TIMES = re.compile(r"(\d{1,2}[:.]\d{2})\D+(\d{1,2}[:.]\d{2})")
_SET = re.compile(r"(\d{1,2})\s*[-_ ]?\s*([^\W\d_])(?:[\s_-]+(.+))?")
_NOT_DECOMPOSED = str.maketrans("łıøđ", "liod")
SHORTEST = 2
"""A weekday may be cut to so many letters, if the language still tells it from the others."""


class FetRow(NamedTuple):
    """One line: a lesson of one hour."""

    row: int
    activity: str
    day: str
    hour: str
    sets: str
    subject: str
    teachers: tuple[str, ...]
    room: str


class Hour(NamedTuple):
    """What an hour is here; None is not known."""

    period: int | None
    starts: time | None
    ends: time | None


class FetMap(NamedTuple):
    """What FET's words mean here. None: not known yet; an empty text or day 0: left out on purpose."""

    days: Mapping[str, int | None]
    hours: Mapping[str, Hour]
    sets: Mapping[str, str | None]
    subjects: Mapping[str, str | None]
    teachers: Mapping[str, str | None]
    since: date | None
    until: date | None


def rows(sheet: Sheet) -> list[FetRow]:
    """The lines of the file; blank ones are skipped."""
    titles = [text(cell) for cell in sheet.rows[0]]
    places = [titles.index(title) for title in FET_COLUMNS]
    room = titles.index("Room") if "Room" in titles else -1
    found = []
    for number, cells in enumerate(sheet.rows[1:], start=2):
        if not any(cells):
            continue
        there = [text(cell) for cell in cells] + [""] * len(titles)
        activity, day, hour, sets, subject, teachers = (there[place] for place in places)
        found.append(
            FetRow(number, activity, day, hour, sets, subject, _several(teachers), there[room] if room >= 0 else "")
        )
    return found


def _several(field: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in field.split(TOGETHER)) if name)


def guess(
    lines: Sequence[FetRow],
    weekdays: Mapping[str, Sequence[str]],
    *,
    today: date,
    year: tuple[date, date] | None,
) -> FetMap:
    """The pre-filled map. What cannot be told is left empty; names stay as they are.

    `weekdays` are the names of the days in many languages, `year` the academic year there, if there is one.
    """
    since, until = year or usual_year(today)
    sets = _in_order(line.sets for line in lines)
    return FetMap(
        days=recognise_days(_in_order(line.day for line in lines), weekdays),
        hours=_hours(_in_order(line.hour for line in lines)),
        sets={name: group_of(name, sets) for name in sets},
        subjects={name: name for name in _in_order(line.subject for line in lines)},
        teachers={name: name for name in _in_order(name for line in lines for name in line.teachers)},
        since=since,
        until=until,
    )


def _in_order(names: Iterable[str]) -> list[str]:
    """Each once, sorted as people count: 5A before 10A."""
    return sorted(
        {name for name in names if name},
        key=lambda name: [int(part) if part.isdigit() else part.casefold() for part in re.split(r"(\d+)", name)],
    )


def recognise_days(names: Sequence[str], weekdays: Mapping[str, Sequence[str]]) -> dict[str, int | None]:
    """The weekdays that these names are, in full or cut, if all languages that know every one of them agree.

    Otherwise each name that is a whole weekday in some language is taken, and the others are left open.
    """
    known = {language: [letters_of(name) for name in week] for language, week in weekdays.items()}
    readings = [_in_language(names, week) for week in known.values()]
    whole = [reading for reading in readings if reading is not None]
    if whole and all(reading == whole[0] for reading in whole):
        return dict(whole[0])
    found: dict[str, int | None] = {}
    for name in names:
        days = {week.index(letters_of(name)) + 1 for week in known.values() if letters_of(name) in week}
        found[name] = days.pop() if len(days) == 1 else None
    return found


def _in_language(names: Sequence[str], week: Sequence[str]) -> dict[str, int] | None:
    reading: dict[str, int] = {}
    for name in names:
        letters = letters_of(name)
        days = [number for number, day in enumerate(week, start=1) if day == letters] or [
            number for number, day in enumerate(week, start=1) if len(letters) >= SHORTEST and day.startswith(letters)
        ]
        if len(days) != 1:
            return None
        reading[name] = days[0]
    return reading if len(set(reading.values())) == len(names) else None


def letters_of(name: str) -> str:
    """Without accents and dots: «Marţi», «marți» and «Marti» are one name."""
    bare = unicodedata.normalize("NFD", name.casefold()).translate(_NOT_DECOMPOSED)
    return "".join(letter for letter in bare if letter.isalpha())


def _hours(names: Sequence[str]) -> dict[str, Hour]:
    """«08:00-8:50» has its times, and its number is its place in the day; a bare number is the number."""
    timed: dict[str, tuple[time, time]] = {}
    for name in names:
        if found := _TIMES.search(name):
            try:
                timed[name] = (clock(found[1]), clock(found[2]))
            except Bad:
                continue
    in_order = sorted(timed, key=lambda name: timed[name])
    hours = {name: Hour(in_order.index(name) + 1, *timed[name]) for name in in_order}
    for name in names:
        if name not in hours:
            hours[name] = Hour(int(name) if name.isascii() and name.isdigit() and int(name) <= 20 else None, None, None)
    return hours


def group_of(name: str, sets: Sequence[str]) -> str | None:
    """«5A» is a class, «5A English» a part of it, «5A+5B» two together, «5» all fifth classes of the file."""
    parts = [_one_group(part.strip(), sets) for part in name.split(TOGETHER)]
    if None in parts or (len(parts) > 1 and any(" " in (part or "") for part in parts)):
        return None
    return TOGETHER.join(part for part in parts if part)


def _one_group(name: str, sets: Sequence[str]) -> str | None:
    if name.isascii() and name.isdigit() and int(name) in GRADES:
        classes = [f"{found[1]}{found[2].upper()}" for one in sets if (found := _SET.fullmatch(one)) and not found[3]]
        return TOGETHER.join(one for one in classes if one[:-1] == name) or None
    found = _SET.fullmatch(name)
    if found is None or int(found[1]) not in GRADES:
        return None
    return f"{int(found[1])}{found[2].upper()}" + (f" {found[3]}" if found[3] else "")
