"""`По списку`: «5 4 н 3 - 5», a cell a student in the order of the list. Pure: what was written, and what it changes.

Nothing is guessed: a piece that is no mark and no code is named, and a count that differs from the list saves nothing.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from db.absences import AttendanceCode
from db.marks import MarkValue
from journal.absences import attendance
from journal.absences.attendance import Change as CodeChange
from journal.lessons.sheet import ABSENT, SLOTS, Line, Sheet
from journal.marks.marking import Change
from journal.names import fold
from journal.words import Words

DASHES: Final = frozenset("-‐‑‒–—―−")
_APART: Final = re.compile(r"[\s,;]+")
_GLUED: Final = re.compile(r"([^\W\d_]+)(\d\+?)")
"""«оп4», «н4»: a code and a mark in one cell."""


class Piece(NamedTuple):
    """What was written for one student: up to two marks and a code; nothing of it is a dash. `wrong`: not understood."""

    text: str
    marks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    code: AttendanceCode | None = None
    wrong: bool = False


class Place(NamedTuple):
    """One student of the list with what was written."""

    line: Line
    piece: Piece
    marks: tuple[Change, ...] = ()
    before: tuple[str | None, ...] = ()
    """What stands in the places of `marks`."""
    code: CodeChange | None = None
    full: bool = False
    """Both places hold marks for another work: there is no third."""
    conflict: bool = False
    """Missing with a mark, on the lesson's own day."""


class Listed(NamedTuple):
    """The whole list against the class."""

    expected: int
    given: int
    places: tuple[Place, ...]
    """As many as both have; what is over is not placed."""
    corrected: bool
    """A mark of an earlier day would be replaced: that takes a reason."""

    @property
    def counted(self) -> bool:
        """Whether there is exactly one piece a student."""
        return self.expected == self.given

    @property
    def right(self) -> bool:
        """Whether it can be saved as it stands."""
        bad = any(place.piece.wrong or place.full or place.conflict for place in self.places)
        return self.counted and not bad and bool(self.marks or self.codes)

    @property
    def marks(self) -> list[Change]:
        """What would be written."""
        return [change for place in self.places for change in place.marks]

    @property
    def codes(self) -> list[CodeChange]:
        """Who would be missing or late."""
        return [place.code for place in self.places if place.code is not None]


def read(text: str, words: Words, scale: Sequence[MarkValue]) -> list[Piece]:
    """The pieces as they were written, in their order; white space, commas and semicolons stand between them."""
    attendance_words = {fold(word): AttendanceCode(code) for word, code in words.attendance.items()}
    marks = {fold(word): value for word, value in words.marks.items()}
    known = {fold(value): value.value for value in scale} | {
        word: value for word, value in marks.items() if value in scale
    }
    return [_piece(piece, attendance_words, known) for piece in _APART.split(text.strip()) if piece]


def _piece(text: str, codes: Mapping[str, AttendanceCode], marks: Mapping[str, str]) -> Piece:
    if text in DASHES:
        return Piece(text)
    if not DASHES.isdisjoint(text):  # «4-»: a minus, or a four and nothing after it
        return Piece(text, wrong=True)
    parts = [text] if fold(text) in codes or fold(text) in marks else _parts(text)
    code: AttendanceCode | None = None
    values: list[str] = []
    comments: list[str] = []
    for part in parts:
        plain, plus = (part[:-1], "+") if part.endswith("+") else (part, "")
        value = MarkValue.DEBT.value if part == "." else marks.get(fold(plain))
        if value is not None:
            values.append(value)
            comments.append(plus)
        elif code is None and fold(part) in codes:
            code = codes[fold(part)]
        else:
            return Piece(text, wrong=True)
    if len(values) > len(SLOTS):
        return Piece(text, wrong=True)
    return Piece(text, tuple(values), tuple(comments), code)


def _parts(text: str) -> list[str]:
    """«5/4» is two marks, «оп4» a code and a mark; «н/а» was looked up whole before."""
    glued = _GLUED.fullmatch(text)
    return [glued[1], glued[2]] if glued is not None else text.split("/")


def listed(
    pieces: Sequence[Piece], found: Sheet, work_type_id: int, seen: Mapping[str, int], *, own_day: bool
) -> Listed:
    """What the list changes. `seen` are the versions of an earlier look; without them what stands there counts.

    A mark replaces the one that stands there for the same work, and otherwise takes the free place.
    """
    places = tuple(
        _place(line, piece, work_type_id, seen, own_day=own_day)
        for line, piece in zip(found.lines, pieces, strict=False)
    )
    corrected = not own_day and any(
        old is not None and old != new.value
        for place in places
        for old, new in zip(place.before, place.marks, strict=True)
    )
    return Listed(len(found.lines), len(pieces), places, corrected)


def _place(line: Line, piece: Piece, work_type_id: int, seen: Mapping[str, int], *, own_day: bool) -> Place:
    slots = _slots(line, len(piece.marks), work_type_id)
    code = None
    if piece.code is not None:
        version = seen.get(f"c{line.student_id}", line.attendance.version)
        code = attendance.missing(line, piece.code, version)
    if slots is None:
        return Place(line, piece, code=code, full=True)
    changes = []
    for slot, value, plus in zip(slots, piece.marks, piece.comments, strict=True):
        there = line.marks[slot - 1]
        version = seen.get(f"m{line.student_id}.{slot}", there.version)
        changes.append(Change(line.student_id, slot, value, work_type_id, version, plus or None))
    absent = (code.code if code is not None else line.attendance.code) in ABSENT
    marked = bool(changes) or (code is not None and bool(line.values))
    return Place(
        line,
        piece,
        tuple(changes),
        tuple(line.marks[slot - 1].value for slot in slots),
        code,
        conflict=own_day and absent and marked,
    )


def _slots(line: Line, count: int, work_type_id: int) -> list[int] | None:
    """The places for so many marks: those of the same work, then the free ones. None where they do not fit."""
    same = [
        slot for slot, mark in enumerate(line.marks, 1) if mark.value is not None and mark.work_type_id == work_type_id
    ]
    free = [slot for slot, mark in enumerate(line.marks, 1) if mark.value is None]
    slots = [*same, *free][:count]
    return sorted(slots) if len(slots) == count else None


def versions(told: Listed) -> dict[str, int]:
    """The versions of what was shown, for the draft."""
    seen = {f"m{it.student_id}.{it.slot}": it.version for it in told.marks}
    return seen | {f"c{it.student_id}": it.version for it in told.codes}
