"""The buttons of marks: a list with the student at hand, one cell, the work type of the lesson."""

from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.marks import MarkValue
from journal.lessons.sheet import Line
from journal.marks.half_typed import Usual
from journal.marks.page import CellPage, Page
from journal.operations.drafts import DraftFacts
from keyboards import roll
from keyboards.data import Button, Data, Rows, button, in_rows, markup
from keyboards.lessons.undo import LastEntry
from keyboards.marks.history import History
from keyboards.roll import Part
from keyboards.sections import Leave, LessonCard, Menu, OpenList, OpenSeveral, Unwritten
from locales import Texts

Slot = Annotated[int, Field(ge=1, le=2)]
Version = Annotated[int, Field(ge=0)]
FIGURES = (MarkValue.FIVE, MarkValue.FOUR, MarkValue.THREE, MarkValue.TWO, MarkValue.ONE)


class Marks(Data, prefix="ml"):
    """`Отметки` of a lesson; the student at hand, 0: nobody yet."""

    lesson_id: int
    student_id: int = 0
    part: Part = 0


class OneCell(Data, prefix="mc"):
    """A cell: every token, the comment, the second mark, removing."""

    lesson_id: int
    student_id: int
    slot: Slot


class PutMark(Data, prefix="mark"):
    """Put a mark. A tap can be forged, so the range is checked as it is read."""

    lesson_id: int
    student_id: int
    slot: Slot
    value: MarkValue
    work: int
    version: Version


class RemoveMark(Data, prefix="mark-"):
    """Take a mark out of its cell."""

    lesson_id: int
    student_id: int
    slot: Slot
    version: Version


class Comment(Data, prefix="mcom"):
    """Ask what a mark is for; the next message is the comment."""

    lesson_id: int
    student_id: int
    slot: Slot
    version: Version


class Cancel(Data, prefix="mx"):
    """Back from a question or a selection: what is typed afterwards is no answer to it. Nobody at hand: 0."""

    lesson_id: int
    student_id: int = 0


class Why(Data, prefix="mwhy"):
    """One of the usual reasons of a change; the draft holds the change."""

    draft_id: int
    version: Version
    reason: Usual


class WhySaid(Data, prefix="mwhy="):
    """Make the change all the same, with the reason that was typed before a colleague changed the cell."""

    draft_id: int
    version: Version


class Came(Data, prefix="mcame"):
    """The student came after all: no code, and the row of marks again."""

    lesson_id: int
    student_id: int
    version: Version


class WorkTypes(Data, prefix="mw"):
    """The work types to choose from."""

    lesson_id: int


class ChooseWork(Data, prefix="mw+"):
    """Marks of this lesson are of this type."""

    lesson_id: int
    work: int


def page(t: Texts, shown: Page, *, own_day: bool, part: int = 0, done: bool = False) -> InlineKeyboardMarkup:
    """The marks of the student at hand, the work type, the list, and at its end the lesson.

    `done`: the tap before has entered something, which may be taken back.
    """
    lesson_id = shown.lesson.id
    at = shown.at.student_id if shown.at else 0
    listed = roll.part(shown.sheet.lines, roll.part_of(shown.sheet.lines, at) if at else part)
    names = [
        button(
            t.label(
                "marks-line",
                chosen=int(line.student_id == at),
                number=str(line.pupil.number),
                name=line.pupil.short,
                cell=line.cell,
            ).strip(),
            Marks(lesson_id=lesson_id, student_id=line.student_id),
        )
        for line in listed.lines
    ]
    others = [
        button(
            t.label("marks-part", first=str(first), last=str(last)),
            Marks(lesson_id=lesson_id, part=number),
        )
        for number, first, last in listed.others
    ]
    at_hand = _at_hand(t, shown, shown.at, own_day=own_day) if shown.at else []
    work = button(t.label("marks-work-type", work=shown.work.name), WorkTypes(lesson_id=lesson_id))
    back = [button(t.label("back"), LessonCard(lesson_id=lesson_id)), button(t.label("menu"), Menu())]
    undo = [button(t.label("undo"), LastEntry(lesson_id=lesson_id))] if done else []
    at_once = [
        button(t.label("several"), OpenSeveral(lesson_id=lesson_id)),
        button(t.label("mlist"), OpenList(lesson_id=lesson_id)),
    ]
    waiting = len(shown.unwritten)
    unwritten = [button(t.label("unwritten", count=waiting), Unwritten(lesson_id=lesson_id))] if waiting else []
    return markup([*at_hand, undo, [work], at_once, unwritten, *in_rows(names, 2), others, back])


def _at_hand(t: Texts, shown: Page, line: Line, *, own_day: bool) -> Rows:
    lesson_id, student_id = shown.lesson.id, line.student_id
    if own_day and line.attendance.absent:
        came = Came(lesson_id=lesson_id, student_id=student_id, version=line.attendance.version)
        return [[button(t.label("marks-came"), came)]]
    scale = [value for value in FIGURES if value in shown.scale]
    figures = [button(value, _put(shown, line, 1, value)) for value in scale]
    first, second = (mark.value for mark in line.marks)
    # A second mark is said as the cell it makes: «4/5».
    seconds = [button(f"{first}/{value}", _put(shown, line, 2, value)) for value in scale]
    more = OneCell(lesson_id=lesson_id, student_id=student_id, slot=1)
    return [figures, seconds if first and not second else [], [button(t.label("marks-more"), more)]]


def _put(shown: Page, line: Line, slot: int, value: MarkValue) -> PutMark:
    """A mark that is there keeps what it was for; a new one is for what the lesson is."""
    there = line.marks[slot - 1]
    return PutMark(
        lesson_id=shown.lesson.id,
        student_id=line.student_id,
        slot=slot,
        value=value,
        work=shown.work.id if there.value is None else there.work_type_id,
        version=there.version,
    )


def cell(t: Texts, shown: CellPage) -> InlineKeyboardMarkup:
    """Every value for the slot, then what may be done with the mark there, then the other slot and the list."""
    page, line, slot = shown.page, shown.line, shown.slot
    lesson_id, student_id, mark = page.lesson.id, line.student_id, shown.mark
    values = [button(said(t, value), _put(page, line, slot, value)) for value in page.scale]
    acts: list[Button] = []
    if mark.value is not None:
        own = {"lesson_id": lesson_id, "student_id": student_id, "slot": slot, "version": mark.version}
        acts = [button(t.label("marks-comment"), Comment(**own)), button(t.label("marks-remove"), RemoveMark(**own))]
    works: list[Button] = []
    if mark.value is not None and mark.work_type_id != page.work.id:
        again = _put(page, line, slot, MarkValue(mark.value)).model_copy(update={"work": page.work.id})
        works = [button(t.label("marks-work-of", work=page.work.name), again)]
    other: list[Button] = []
    if slot == 2 or line.marks[0].value is not None:
        key = "marks-second" if slot == 1 else "marks-first"
        other = [button(t.label(key), OneCell(lesson_id=lesson_id, student_id=student_id, slot=3 - slot))]
    if any(one.version for one in line.marks):
        other.append(button(t.label("history"), History(lesson_id=lesson_id, student_id=student_id)))
    back = Marks(lesson_id=lesson_id, student_id=student_id)
    foot = [button(t.label("back"), back), button(t.label("menu"), Menu())]
    figures = [one for one, value in zip(values, page.scale, strict=True) if value in FIGURES]
    tokens = [one for one, value in zip(values, page.scale, strict=True) if value not in FIGURES]
    return markup([figures, *in_rows(tokens, 3), acts, works, other, foot])


def said(t: Texts, value: str) -> str:
    """A mark in words where its token is none: «зачёт», «долг»."""
    return t.label("marks-value", token=MarkValue(value).name.lower(), value=value)


def confirm(
    t: Texts, shown: CellPage, value: MarkValue | None, work: int, said: DraftFacts | None = None
) -> InlineKeyboardMarkup:
    """Somebody else changed the cell: replace what stands there now, or leave it (G16). `said` holds a typed reason."""
    own = {"lesson_id": shown.page.lesson.id, "student_id": shown.line.student_id}
    cell = {**own, "slot": shown.slot, "version": shown.mark.version}
    label = t.label("marks-remove-anyway") if value is None else t.label("marks-replace", value=value)
    tap: Data = RemoveMark(**cell) if value is None else PutMark(**cell, value=value, work=work)
    if said is not None:
        tap = WhySaid(draft_id=said.id, version=said.version)
    leave: Data = Marks(**own) if said is None else Cancel(**own)
    menu = Menu() if said is None else Leave()
    return markup([[button(label, tap), button(t.label("marks-leave"), leave)], [button(t.label("menu"), menu)]])


def comment(t: Texts, lesson_id: int, student_id: int) -> InlineKeyboardMarkup:
    """A comment is being typed; going back withdraws the question."""
    back = Cancel(lesson_id=lesson_id, student_id=student_id)
    return markup([[button(t.label("back"), back), button(t.label("menu"), Leave())]])


def reason(t: Texts, lesson_id: int, student_id: int, draft: DraftFacts) -> InlineKeyboardMarkup:
    """The usual reasons, while another one may be typed; going back withdraws the question."""
    usual = [
        button(t.label("marks-why", why=why), Why(draft_id=draft.id, version=draft.version, reason=why))
        for why in Usual
    ]
    back = Cancel(lesson_id=lesson_id, student_id=student_id)
    return markup([*in_rows(usual, 2), [button(t.label("back"), back), button(t.label("menu"), Leave())]])


def works(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """The school's work types."""
    choices = [
        button(
            t.label("marks-work-choice", chosen=int(work.id == shown.work.id), work=work.name),
            ChooseWork(lesson_id=shown.lesson.id, work=work.id),
        )
        for work in shown.works
    ]
    foot = [button(t.label("back"), Marks(lesson_id=shown.lesson.id)), button(t.label("menu"), Menu())]
    return markup([*in_rows(choices, 2), foot])
