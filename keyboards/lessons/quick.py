"""`⚡ Быстро`: a row a student, whose name says who is missing and whose figures are marks; above it closing."""

from collections.abc import Sequence
from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.marks import MarkValue
from journal.lessons.quick import Quick as Shown
from journal.lessons.sheet import Line
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
    lines, others = _part(shown.sheet.lines, part)
    rows = [_row(t, shown, line, pair) for line in lines]
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


def part_of(lines: Sequence[Line], student_id: int) -> int:
    """On which part of a long list a student stands."""
    return next((place // SHOWN for place, line in enumerate(lines) if line.student_id == student_id), 0)


def _part(lines: Sequence[Line], number: int) -> tuple[Sequence[Line], list[tuple[int, int]]]:
    """A part of a long list, and the others by their number and the place of their last."""
    count = max(1, -(-len(lines) // SHOWN))
    number = min(number, count - 1)
    others = [(one, min((one + 1) * SHOWN, len(lines))) for one in range(count) if one != number]
    return lines[number * SHOWN : (number + 1) * SHOWN], others


def _pair(t: Texts, shown: Shown, number: int, *, chosen: bool, part: int) -> Button:
    first, second = PAIRS[number]
    label = t.label("quick-pair", chosen=int(chosen), first=first, second=second)
    return button(label, Quick(lesson_id=shown.lesson.id, pair=number, part=part))


def _row(t: Texts, shown: Shown, line: Line, pair: int) -> list[Button]:
    """Nothing here is toggled: who is missing gets `Пришёл`, and a mark there is replaced by another one only."""
    own = {"lesson_id": shown.lesson.id, "student_id": line.student_id}
    name = _name(t, shown, line, pair)
    if line.attendance.absent and shown.own_day:
        return [name, button(t.label("quick-came"), QuickCame(**own, version=line.attendance.version, pair=pair))]
    if not shown.work_id:
        return [name]
    there = line.marks[0]
    work = shown.work_id if there.value is None else there.work_type_id
    return [
        name,
        *(
            button(
                t.label("quick-mark", chosen=int(there.value == value), value=value),
                QuickMark(**own, value=value, work=work, version=there.version, pair=pair),
            )
            for value in PAIRS[pair]
        ),
    ]


def _name(t: Texts, shown: Shown, line: Line, pair: int) -> Button:
    """A name without an entry says that the student is missing; with one it opens what may be done about it."""
    own = {"lesson_id": shown.lesson.id, "student_id": line.student_id}
    noted = line.note is not None and not line.cell
    # A third of a narrow phone: the surname, with the initial where two would be alike; a mark that stands beside is seen there.
    names = [other.pupil.surname for other in shown.sheet.lines]
    name = line.pupil.short if names.count(line.pupil.surname) > 1 else line.pupil.surname
    seen = line.attendance.code is None and line.values in {(value,) for value in PAIRS[pair]}
    label = t.label("quick-name-note" if noted else "quick-name", name=clip(name), cell="" if seen else line.cell)
    if line.attendance.code is not None:
        return button(label.strip(), OneStudent(**own))
    if line.values:
        return button(label.strip(), OneCell(**own, slot=1))
    note_id = line.note.id if line.note else 0
    missing = QuickMissing(**own, note_id=note_id, version=line.attendance.version, pair=pair)
    return button(label.strip(), missing)
