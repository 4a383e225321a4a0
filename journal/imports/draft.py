"""What the parts of a plan share: the draft, the words, the day, and what they have to say to the person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from db.people import SchoolClass
from db.timetable import AcademicYear
from journal.imports.cells import Bad, ClassName
from journal.imports.parse import RowError, Rows
from journal.imports.store import Draft, Key, Kind
from journal.imports.words import Words


class Where(NamedTuple):
    """Where one of two namesakes stands: a row of the file, or (row 0) the journal: an adult of `child`, a student, staff."""

    sheet: str
    row: int
    child: str = ""
    class_name: str = ""


class Question(NamedTuple):
    """Two people of one full name of whom nothing says that they are one; they stay two until it is answered."""

    name: str
    one: Where
    other: Where


@dataclass
class Sketch:
    """A plan in the making. `same` are the full names (folded) that were answered to be one person."""

    draft: Draft
    rows: Rows
    words: Words
    today: date
    same: frozenset[str] = frozenset()
    year: Key = ()
    since: date = date.min
    """From when a change of something already there holds: today, or the year's first day before it."""
    errors: list[RowError] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    merges: list[tuple[Key, Key]] = field(default_factory=list)
    """(kept, given up): people already there as two and answered to be one."""

    def title(self, sheet: str, column: str) -> str:
        """A column's title."""
        return self.words.COLUMNS[sheet].get(column, "")

    def error(self, sheet: str, row: int, column: str, key: str, **facts: str | int) -> None:
        """One more thing to correct."""
        self.errors.append(RowError(self.words.SHEETS[sheet], row, self.title(sheet, column), key, facts))

    def bad(self, sheet: str, row: int, column: str, bad: Bad) -> None:
        """The same, as a reader said it."""
        self.error(sheet, row, column, bad.key, **bad.facts)

    def note(self, sheet: str, row: int, key: str, **facts: str | int) -> None:
        """Something to know that stops nothing."""
        self.notes.append(RowError(self.words.SHEETS[sheet], row, "", key, facts))

    @property
    def starts_on(self) -> date:
        """The year's first day."""
        first: date = self.draft.get(AcademicYear, self.year)["starts_on"]
        return first

    def classes(self) -> dict[tuple[int, str], Key]:
        """The year's classes by what they are compared by."""
        return {ClassName(key[1], key[2]).key: key for key in self.draft.keys(SchoolClass) if key[0] == self.year}

    def end(self, kind: Kind, key: Key, on: date) -> None:
        """End a dated row the day before; one that would have begun then or later never was."""
        if self.draft.get(kind, key)["valid_from"] >= on:
            self.draft.drop(kind, key)
        else:
            self.draft.put(kind, key, valid_to=on - timedelta(days=1))


def class_of(key: Key) -> ClassName:
    """The class that a key names."""
    return ClassName(key[1], key[2])


def listed(names: Sequence[str], most: int = 12) -> str:
    """Names for a text, cut where a list would be no help any more; a dash where there is none."""
    shown = ", ".join(names[:most]) or "—"
    return f"{shown} …" if len(names) > most else shown
