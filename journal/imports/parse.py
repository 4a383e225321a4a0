"""Sheets into typed rows: which sheet and which column is meant, and every cell that cannot be read, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from journal.imports import layouts
from journal.imports.cells import Bad, text
from journal.imports.layouts import LAYOUTS, USUAL, Column
from journal.imports.reading import Cell, Sheet
from journal.imports.words import Words
from journal.names import fold

HEADER_WITHIN = 10
"""A heading or two may stand above the titles, not more."""
RESEMBLANCE = 80
"""From this ratio (0–100) an unread column looks like a misspelt one."""


class RowError(NamedTuple):
    """What is wrong where; `key` with `facts` is a text that also says what to do. Row 0: the sheet as a whole."""

    sheet: str
    row: int
    column: str
    key: str
    facts: Mapping[str, str | int]


@dataclass
class Rows:
    """What a file says, typed. None: the sheet is absent, so nothing is said about it."""

    classes: list[layouts.ClassRow] | None = None
    staff: list[layouts.StaffRow] | None = None
    students: list[layouts.StudentRow] | None = None
    guardians: list[layouts.GuardianRow] | None = None
    subjects: list[layouts.SubjectRow] | None = None
    courses: list[layouts.CourseRow] | None = None
    timetable: list[layouts.SlotRow] | None = None
    bells: list[layouts.BellRow] | None = None
    terms: list[layouts.TermRow] | None = None
    holidays: list[layouts.HolidayRow] | None = None
    transfers: list[layouts.TransferRow] | None = None
    programme: list[layouts.TopicRow] | None = None
    errors: list[RowError] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)
    whole: bool = True
    """False where a sheet lacks a column it cannot be read without: then the sheets cannot be checked against each other."""


class Header(NamedTuple):
    """Where the titles stand: the number of their row and the place of each column that is there."""

    row: int
    places: dict[str, int]


def parse(sheets: Sequence[Sheet], words: Words) -> Rows:
    """Read every sheet whose name is known; the others are somebody's own and are left alone."""
    titles = {fold(title): key for key, title in words.SHEETS.items()}
    rows = Rows()
    for sheet in sheets:
        if (key := titles.get(fold(sheet.name))) is not None:
            # A sheet of an empty template says as little as an absent one.
            setattr(rows, key, _read(sheet, key, rows, words) or None)
    return rows


def parse_programme(sheet: Sheet, words: Words) -> Rows:
    """A КТП file of its own: its sheet may be called anything."""
    rows = Rows()
    rows.programme = _read(sheet._replace(name=words.SHEETS["programme"]), "programme", rows, words) or None
    return rows


def find_header(sheet: Sheet, titles: Mapping[str, str], aliases: Mapping[str, tuple[str, ...]]) -> Header:
    """The row with the most titles among the first; a title's own spelling beats its other ones."""
    best = Header(0, {})
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN], start=1):
        there = [fold(_seen(cell)) for cell in row]
        places: dict[str, int] = {}
        for spelling in (lambda title: (title,), lambda title: aliases.get(title, ())):
            for key, title in titles.items():
                for one in spelling(title):
                    place = there.index(fold(one)) if fold(one) in there else -1
                    if key not in places and place >= 0 and place not in places.values():
                        places[key] = place
        if len(places) > len(best.places):
            best = Header(number, places)
    return best


def _seen(cell: Cell) -> str:
    try:
        return text(cell)
    except Bad:
        return ""


def _read(sheet: Sheet, key: str, rows: Rows, words: Words) -> list[Any]:
    row_type, columns = LAYOUTS[key]
    titles = words.COLUMNS[key]
    header = find_header(sheet, titles, words.ALIASES)
    if not any(cell is not None for row in sheet.rows for cell in row):
        return []
    absent = [column for column in columns if column.key not in header.places]
    if missing := [titles[column.key] for column in absent if column.needed]:
        rows.errors.append(RowError(sheet.name, header.row, "", "import-bad-columns", {"missing": ", ".join(missing)}))
        rows.whole = False
        return []
    if blank := [titles[column.key] for column in columns[:USUAL] if column in absent]:
        rows.notes.append(RowError(sheet.name, header.row, "", "import-note-columns", {"missing": ", ".join(blank)}))
    _note_misspelt(sheet, header, [titles[column.key] for column in absent], rows)
    read: list[Any] = []
    for number, cells in enumerate(sheet.rows[header.row :], start=header.row + 1):
        there = {name: cells[place] if place < len(cells) else None for name, place in header.places.items()}
        if all(not _seen(cell) for cell in there.values()):
            continue
        if _is_example(key, there, cells, words):
            rows.notes.append(RowError(sheet.name, number, "", "import-note-example", {}))
            continue
        values, errors = _values(columns, there, words)
        rows.errors += [RowError(sheet.name, number, titles[name], bad.key, bad.facts) for name, bad in errors]
        if values is not None:
            read.append(row_type(number, **values))
    return read


def _values(
    columns: Sequence[Column], there: Mapping[str, Cell], words: Words
) -> tuple[dict[str, Any] | None, list[tuple[str, Bad]]]:
    """The row's values. One that cannot be read counts as blank, so that the row is still there for others to refer to."""
    values: dict[str, Any] = {}
    errors: list[tuple[str, Bad]] = []
    whole = True
    for column in columns:
        values[column.key] = column.blank if column.key in there or column.key != "groups" else None
        cell = there.get(column.key)
        try:
            if text(cell):
                values[column.key] = column.read(cell, words)
            elif column.needed:
                raise Bad("import-bad-blank")
        except Bad as bad:
            errors.append((column.key, bad))
            whole = whole and not column.needed
    return (values if whole else None), errors


def _is_example(key: str, there: Mapping[str, Cell], cells: Sequence[Cell], words: Words) -> bool:
    """The template's example row, marked and untouched; once somebody wrote into it, it is theirs."""
    if not any(fold(_seen(cell)).startswith(fold(words.EXAMPLE)) for cell in cells):
        return False
    example = words.EXAMPLES[key]
    return all(fold(_seen(cell)) == fold(example[name]) for name, cell in there.items())


def _note_misspelt(sheet: Sheet, header: Header, absent: Sequence[str], rows: Rows) -> None:
    for place, cell in enumerate(sheet.rows[header.row - 1]):
        if place in header.places.values() or not (title := _seen(cell)):
            continue
        for near in absent:
            if fuzz.ratio(fold(title), fold(near)) >= RESEMBLANCE:
                rows.notes.append(RowError(sheet.name, header.row, title, "import-note-misspelt", {"title": near}))
