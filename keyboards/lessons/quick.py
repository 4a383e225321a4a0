"""`⚡ Быстро`: a row a student, whose name says who is missing and whose figures are marks; above it closing."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Final, NamedTuple, TypeVar

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.marks import MarkValue
from journal.lessons.quick import Quick as Shown
from journal.lessons.sheet import Line
from journal.lessons.together import Seat
from keyboards.absences.attendance import OneStudent
from keyboards.data import Button, Data, Rows, button, clip, in_rows, markup
from keyboards.lessons.card import Close, CloseWith
from keyboards.marks.cells import OneCell
from keyboards.sections import LessonCard, Menu, Quick
from locales import Texts

PAIRS: Final = ((MarkValue.FIVE, MarkValue.FOUR), (MarkValue.THREE, MarkValue.TWO))
"""Which figures stand beside each name: three columns are what a phone still shows legibly."""
SHOWN: Final = 30
"""Students a screen: three buttons each, and ten around them, are the messenger's hundred."""

Of = TypeVar("Of")
Pair = Annotated[int, Field(ge=0, le=1)]
Version = Annotated[int, Field(ge=0)]


class QuickMissing(Data, prefix="qkn"):
    """The student is missing: Н, or what the note says that the button showed (0: none)."""

    lesson_id: int
    student_id: int
    note_id: int
    version: Version
    pair: Pair


class QuickCame(Data, prefix="qkp"):
    """The student is present after all."""

    lesson_id: int
    student_id: int
    version: Version
    pair: Pair


class QuickMark(Data, prefix="qkm"):
    """The student's first mark."""

    lesson_id: int
    student_id: int
    value: MarkValue
    work: int
    version: Version
    pair: Pair


class BothMissing(QuickMissing, prefix="qbn"):
    """The same on the common list of two groups."""


class BothCame(QuickCame, prefix="qbp"):
    """The same on the common list."""


class BothMark(QuickMark, prefix="qbm"):
    """The same on the common list: the mark goes to the student's own lesson."""


class Deeds(NamedTuple):
    """What a row's buttons do, by the list that the row is of."""

    missing: type[QuickMissing]
    came: type[QuickCame]
    mark: type[QuickMark]


ALONE: Final = Deeds(QuickMissing, QuickCame, QuickMark)
TOGETHER: Final = Deeds(BothMissing, BothCame, BothMark)


class QuickBefore(Data, prefix="qkb"):
    """`Как на прошлом уроке: нет …`; the fingerprint is of the names it says."""

    lesson_id: int
    mark: int
    pair: Pair


def page(t: Texts, shown: Shown, pair: int, part: int = 0) -> InlineKeyboardMarkup:
    """What closes the lesson first; then who was missing before; then which marks; then a row a student."""
    lesson_id = shown.lesson.id
    proposal = shown.closing.proposal
    close = Close(lesson_id=lesson_id) if proposal is None else CloseWith.of(lesson_id, proposal)
    first: Rows = [[button(t.label("lesson-close"), close)]]
    if shown.offers_before:
        names = ", ".join(line.pupil.short for line in shown.missing_before)
        before = QuickBefore(lesson_id=lesson_id, mark=shown.closing.earlier.mark, pair=pair)
        first.append([button(clip(t.label("absences-as-before", names=names), 60), before)])
    if shown.work_id:
        first.append([_pair(t, shown, number, chosen=number == pair, part=part) for number in range(len(PAIRS))])
    lines, others = part_and_others(shown.sheet.lines, part)
    surnames = [line.pupil.surname for line in shown.sheet.lines]
    rows = [row(t, Seat(shown.lesson, shown.work_id, shown.own_day, line), pair, surnames=surnames) for line in lines]
    listed = rows if shown.work_id else in_rows([one for row in rows for one in row], 2)
    turn = [
        button(
            t.label("absences-part", first=str(number * SHOWN + 1), last=str(last)),
            Quick(lesson_id=lesson_id, pair=pair, part=number),
        )
        for number, last in others
    ]
    foot = [button(t.label("back"), LessonCard(lesson_id=lesson_id)), button(t.label("menu"), Menu())]
    return markup([*first, *listed, turn, foot])


def part_of(lines: Iterable[Line], student_id: int) -> int:
    """On which part of a long list a student stands."""
    return next((place // SHOWN for place, line in enumerate(lines) if line.student_id == student_id), 0)


def part_and_others(lines: Sequence[Of], number: int) -> tuple[Sequence[Of], list[tuple[int, int]]]:
    """A part of a long list, and the others by their number and the place of their last."""
    count = max(1, -(-len(lines) // SHOWN))
    number = min(number, count - 1)
    others = [(one, min((one + 1) * SHOWN, len(lines))) for one in range(count) if one != number]
    return lines[number * SHOWN : (number + 1) * SHOWN], others


def _pair(t: Texts, shown: Shown, number: int, *, chosen: bool, part: int) -> Button:
    first, second = PAIRS[number]
    label = t.label("quick-pair", chosen=int(chosen), first=first, second=second)
    return button(label, Quick(lesson_id=shown.lesson.id, pair=number, part=part))


def row(t: Texts, seat: Seat, pair: int, *, surnames: Sequence[str], deeds: Deeds = ALONE) -> list[Button]:
    """Nothing here is toggled: who is missing gets `Пришёл`, and a mark there is replaced by another one only."""
    line = seat.line
    own = {"lesson_id": seat.lesson_id, "student_id": line.student_id}
    name = _name(t, seat, pair, surnames=surnames, deeds=deeds)
    if line.attendance.absent and seat.own_day:
        return [name, button(t.label("quick-came"), deeds.came(**own, version=line.attendance.version, pair=pair))]
    if not seat.work_id:
        return [name]
    there = line.marks[0]
    work = seat.work_id if there.value is None else there.work_type_id
    return [
        name,
        *(
            button(
                t.label("quick-mark", chosen=int(there.value == value), value=value),
                deeds.mark(**own, value=value, work=work, version=there.version, pair=pair),
            )
            for value in PAIRS[pair]
        ),
    ]


def _name(t: Texts, seat: Seat, pair: int, *, surnames: Sequence[str], deeds: Deeds) -> Button:
    """A name without an entry says that the student is missing; with one it opens what may be done about it."""
    line = seat.line
    own = {"lesson_id": seat.lesson_id, "student_id": line.student_id}
    noted = line.note is not None and not line.cell
    # A third of a narrow phone: the surname, with the initial where two would be alike; a mark that stands beside is seen there.
    name = line.pupil.short if surnames.count(line.pupil.surname) > 1 else line.pupil.surname
    seen = line.attendance.code is None and line.values in {(value,) for value in PAIRS[pair]}
    label = t.label("quick-name-note" if noted else "quick-name", name=clip(name), cell="" if seen else line.cell)
    if line.attendance.code is not None:
        return button(label.strip(), OneStudent(**own))
    if line.values:
        return button(label.strip(), OneCell(**own, slot=1))
    note_id = line.note.id if line.note else 0
    missing = deeds.missing(**own, note_id=note_id, version=line.attendance.version, pair=pair)
    return button(label.strip(), missing)
