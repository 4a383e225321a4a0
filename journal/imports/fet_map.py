"""The map of a FET timetable as a workbook has it, and placing every row by it: nothing is guessed, nothing is lost."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from db.timetable import Period, Weeks
from journal.imports import cells
from journal.imports.cells import Bad, ClassName, Days, text
from journal.imports.fet import TOGETHER, FetMap, FetRow, Hour
from journal.imports.layouts import BellRow, ClassRow, CourseRow, SlotRow, StaffRow, SubjectRow
from journal.imports.parse import RowError, Rows, find_header
from journal.imports.reading import Cell, Sheet
from journal.imports.refusals import NotMap
from journal.imports.store import World
from journal.imports.words import Words
from journal.names import fold

_CLASS = re.compile(r"\s*(\d{1,2})\s*[-«\"]?\s*([^\W\d_]?)(?![^\W\d_])")


class Unplaced(NamedTuple):
    """A row of the timetable that becomes no lesson, and why."""

    row: int
    key: str
    facts: Mapping[str, str | int]


@dataclass
class Placed:
    """The rows as a school workbook would say them, and those that found no place."""

    rows: Rows
    count: int = 0
    unplaced: list[Unplaced] = field(default_factory=list)
    together: int = 0
    """Rows with more than one teacher."""
    longer: int = 0
    """Activities of more than one hour: an Activity Id that stands more than once."""


# --- the workbook ----------------------------------------------------------------------------------------------------


def parse(sheets: Sequence[Sheet], words: Words) -> tuple[FetMap, list[RowError]]:
    """The map as people filled it. Raises NotMap for another workbook."""
    by_name = {fold(sheet.name): sheet for sheet in sheets}
    if fold(words.MAP_SHEETS["map_sets"]) not in by_name:
        raise NotMap
    reader = _Reader(by_name, words)
    dates = reader.lines("map_dates")
    since, until = (dates[0][1].get(name) for name in ("since", "until")) if dates else (None, None)
    made = FetMap(
        days={name: day or 0 for name, day in reader.column("map_days", "weekday", cells.weekday).items()},
        hours=reader.hours(),
        sets=reader.column("map_sets", "group", cells.limited(200)),
        subjects=reader.column("map_subjects", "subject", cells.limited(200)),
        teachers=reader.column("map_teachers", "person", _person),
        since=reader.value("map_dates", dates[0][0], "since", since, cells.day) if dates else None,
        until=reader.value("map_dates", dates[0][0], "until", until, cells.day) if dates else None,
    )
    if made.since is None or made.until is None or made.since >= made.until:
        reader.error("map_dates", dates[0][0] if dates else 0, "since", Bad("import-bad-map-dates"))
    return made, reader.errors


def _person(value: Cell, _: Words) -> str:
    written = text(value)
    if len(written.split()) < 2:
        raise Bad("import-bad-map-person", found=written)
    return written


class _Reader:
    """Reads a map's sheets, and says what is wrong where."""

    def __init__(self, sheets: Mapping[str, Sheet], words: Words) -> None:
        self.sheets = sheets
        self.words = words
        self.errors: list[RowError] = []

    def error(self, sheet: str, row: int, column: str, bad: Bad) -> None:
        titles = self.words.MAP_COLUMNS[sheet]
        self.errors.append(RowError(self.words.MAP_SHEETS[sheet], row, titles.get(column, ""), bad.key, bad.facts))

    def lines(self, sheet: str) -> list[tuple[int, dict[str, Cell]]]:
        """The lines under the titles, with their row numbers; blank ones are skipped."""
        titles = self.words.MAP_COLUMNS[sheet]
        found = self.sheets.get(fold(self.words.MAP_SHEETS[sheet]))
        header = find_header(found, titles, {}) if found else None
        if found is None or header is None or len(header.places) < len(titles):
            self.error(sheet, 0, "", Bad("import-bad-columns", missing=", ".join(titles.values())))
            return []
        lines = []
        for number, row in enumerate(found.rows[header.row :], start=header.row + 1):
            line = {name: row[place] if place < len(row) else None for name, place in header.places.items()}
            if any(cell is not None for cell in line.values()):
                lines.append((number, line))
        return lines

    def column(self, sheet: str, name: str, read: cells.Reader) -> dict[str, Any]:
        """What each of FET's words means; an empty text where it is left out on purpose."""
        meant: dict[str, Any] = {}
        for number, line in self.lines(sheet):
            source = text(line["source"])
            if text(line[name]) in self.words.SKIP:
                meant[source] = ""
            elif text(line[name]):
                meant[source] = self.value(sheet, number, name, line[name], read)
            else:
                meant[source] = None
                self.error(sheet, number, name, Bad("import-bad-map-blank", found=source))
        return meant

    def value(self, sheet: str, number: int, name: str, cell: Cell, read: Callable[[Cell, Words], Any]) -> Any:
        try:
            return read(cell, self.words) if text(cell) else None
        except Bad as bad:
            self.error(sheet, number, name, bad)
            return None

    def hours(self) -> dict[str, Hour]:
        meant = {}
        for number, line in self.lines("map_hours"):
            source = text(line["source"])
            if text(line["period"]) in self.words.SKIP:
                meant[source] = Hour(None, None, None)
                continue
            if not text(line["period"]):
                meant[source] = Hour(None, None, None)
                self.error("map_hours", number, "period", Bad("import-bad-map-blank", found=source))
                continue
            hour = Hour(
                self.value("map_hours", number, "period", line["period"], cells.whole(0, 20)),
                self.value("map_hours", number, "starts", line["starts"], cells.clock),
                self.value("map_hours", number, "ends", line["ends"], cells.clock),
            )
            if (hour.starts is None) != (hour.ends is None) or (hour.starts and hour.ends and hour.starts >= hour.ends):
                self.error("map_hours", number, "ends", Bad("import-bad-order"))
            meant[source] = hour
        return meant


# --- placing ---------------------------------------------------------------------------------------------------------


def missing(lines: Sequence[FetRow], meant: FetMap, words: Words) -> list[RowError]:
    """Words of the timetable that the map does not have: it belongs to another file, or a line was deleted."""
    wanted: dict[str, tuple[set[str], Mapping[str, Any]]] = {
        "map_days": ({line.day for line in lines}, meant.days),
        "map_hours": ({line.hour for line in lines}, meant.hours),
        "map_sets": ({line.sets for line in lines}, meant.sets),
        "map_subjects": ({line.subject for line in lines}, meant.subjects),
        "map_teachers": ({name for line in lines for name in line.teachers}, meant.teachers),
    }
    return [
        RowError(words.MAP_SHEETS[sheet], 0, "", "import-bad-map-missing", {"found": name})
        for sheet, (names, known) in wanted.items()
        for name in sorted(names - known.keys() - {""})
    ]


def place(lines: Sequence[FetRow], meant: FetMap, words: Words, there: World) -> Placed:
    """Every row to its lesson, or named with the reason why not. The map must be whole (`missing`, no errors)."""
    placed = Placed(Rows())
    activities: dict[str, int] = {}
    taken: dict[tuple[str, str, int, int], int] = {}
    teachers: dict[tuple[str, str], dict[str, None]] = {}
    slots: list[SlotRow] = []
    spelling: dict[str, str] = {}
    for line in lines:
        activities[line.activity] = activities.get(line.activity, 0) + 1
        placed.together += len(line.teachers) > 1
        if (reason := _reason(line, meant)) is not None:
            placed.unplaced.append(reason)
            continue
        subject, group = (
            spelling.setdefault(fold(written), written)
            for written in (meant.subjects[line.subject] or "", meant.sets[line.sets] or "")
        )
        weekday, period = meant.days[line.day] or 0, meant.hours[line.hour].period or 0
        other = taken.setdefault((subject, group, weekday, period), line.row)
        people = [person for name in line.teachers if (person := meant.teachers[name])]
        teachers.setdefault((subject, group), {}).update(dict.fromkeys(people))
        if other != line.row:
            placed.unplaced.append(Unplaced(line.row, "import-fet-repeat", {"other": other}))
            continue
        slots.append(
            SlotRow(
                line.row, group, weekday, period, subject, (), line.room[:32], Weeks.EVERY, meant.since, meant.until
            )
        )
    placed.count = len(slots)
    placed.longer = sum(count > 1 for count in activities.values())
    _fill(placed.rows, slots, teachers)
    _bells(placed.rows, meant, words, there)
    return placed


def _reason(line: FetRow, meant: FetMap) -> Unplaced | None:
    if not line.day or not line.hour:
        return Unplaced(line.row, "import-fet-no-time", {})
    if not line.sets or not line.subject:
        return Unplaced(line.row, "import-fet-no-students", {})
    for word, left_out in (
        (line.day, not meant.days[line.day]),
        (line.hour, meant.hours[line.hour].period is None),
        (line.sets, not meant.sets[line.sets]),
        (line.subject, not meant.subjects[line.subject]),
    ):
        if left_out:
            return Unplaced(line.row, "import-fet-left-out", {"found": word})
    return None


def _fill(rows: Rows, slots: list[SlotRow], teachers: Mapping[tuple[str, str], Mapping[str, None]]) -> None:
    """What the timetable implies: its classes, subjects and people, as sheets of a workbook that says nothing else."""
    names = {name.key: name for slot in slots for name in _classes(slot.group)}
    rows.classes = [ClassRow(number, name, "", None) for number, name in enumerate(names.values(), start=1)]
    subjects = dict.fromkeys(slot.subject for slot in slots)
    rows.subjects = [SubjectRow(number, name, "", None) for number, name in enumerate(subjects, start=1)]
    people = {fold(person): person for several in teachers.values() for person in several}
    rows.staff = [_staff(number, person) for number, person in enumerate(people.values(), start=1)]
    lessons: dict[tuple[str, str], int] = {}
    for slot in slots:
        lessons[slot.subject, slot.group] = lessons.get((slot.subject, slot.group), 0) + 1
    rows.courses = [
        CourseRow(number, subject, group, tuple(teachers[subject, group]), Decimal(count), None, None, None)
        for number, ((subject, group), count) in enumerate(lessons.items(), start=1)
    ]
    rows.timetable = slots


def _classes(group: str) -> list[ClassName]:
    return [
        ClassName(int(found[1]), found[2].upper())
        for part in group.split(TOGETHER)
        if (found := _CLASS.match(part)) and int(found[1]) in cells.GRADES
    ]


def _staff(number: int, person: str) -> StaffRow:
    surname, given, *rest = person.split()
    return StaffRow(number, surname, given, " ".join(rest), frozenset(), None, None)


def _bells(rows: Rows, meant: FetMap, words: Words, there: World) -> None:
    """Bells from the hours where the school has none; its own are kept, and a note says where they differ."""
    hours = sorted(
        (hour.period, hour.starts, hour.ends)
        for hour in meant.hours.values()
        if hour.period is not None and hour.starts and hour.ends
    )
    schedules: dict[Any, dict[int, tuple[Any, Any]]] = {}
    for (schedule, number), period in there.rows[Period].items():
        schedules.setdefault(schedule, {})[number] = (period["starts_at"], period["ends_at"])
    everywhere = Days(frozenset(), frozenset())
    if not schedules:
        rows.bells = [
            BellRow(row, "", number, starts, ends, frozenset(), everywhere)
            for row, (number, starts, ends) in enumerate(hours, start=1)
        ] or None
    elif not any(
        all(schedule.get(number) == (starts, ends) for number, starts, ends in hours) for schedule in schedules.values()
    ):
        rows.notes.append(RowError(words.SHEETS["bells"], 0, "", "import-note-own-bells", {}))
