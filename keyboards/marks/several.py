"""`Нескольким`: the mark, the students to tick, and saving them at once."""

from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.marks import MarkValue
from journal.marks.several import Several
from keyboards import roll
from keyboards.data import Button, Data, button, in_rows, markup
from keyboards.marks import cells as marks
from keyboards.roll import Part
from keyboards.sections import Leave
from locales import Texts

FIGURES = marks.FIGURES


class SameMark(Data, prefix="ms="):
    """The ticked ones get this mark."""

    draft_id: int
    value: MarkValue
    part: Part = 0


class Tick(Data, prefix="ms1"):
    """This student gets it too, or does not: said of one student, so that a tap on an old screen is harmless."""

    draft_id: int
    student_id: int
    on: bool
    part: Part = 0


class SaveSeveral(Data, prefix="ms+"):
    """Save what this very screen shows."""

    draft_id: int
    version: Annotated[int, Field(ge=0)]


def several(t: Texts, shown: Several, *, own_day: bool, part: int = 0) -> InlineKeyboardMarkup:
    """Saving first, once there is something to save; the marks; then the list with its ticks."""
    lesson_id, draft = shown.sheet.lesson.id, shown.draft
    save: list[Button] = []
    if shown.ready and shown.value is not None:
        label = t.label("several-save", value=marks.said(t, shown.value), count=len(shown.ticks))
        save = [button(label, SaveSeveral(draft_id=draft.id, version=draft.version))]
    values = {
        value: button(
            t.label("several-value", chosen=int(value is shown.value), value=marks.said(t, value)),
            SameMark(draft_id=draft.id, value=value, part=part),
        )
        for value in shown.page.scale
    }
    figures = [one for value, one in values.items() if value in FIGURES]
    tokens = [one for value, one in values.items() if value not in FIGURES]
    listed = roll.part(shown.sheet.lines, part)
    names = [
        button(
            t.label(
                "several-line",
                ticked=int(line.student_id in shown.ticks),
                number=str(line.pupil.number),
                name=line.pupil.short,
                cell=line.cell,
            ).strip(),
            Tick(
                draft_id=draft.id,
                student_id=line.student_id,
                on=line.student_id not in shown.ticks,
                part=part,
            ),
        )
        for line in listed.lines
        if shown.may_get(line, own_day=own_day)
    ]
    value = shown.value or MarkValue.FIVE
    others = [
        button(
            t.label("marks-part", first=str(first), last=str(last)),
            SameMark(draft_id=draft.id, value=value, part=number),
        )
        for number, first, last in listed.others
    ]
    back = [button(t.label("back"), marks.Cancel(lesson_id=lesson_id)), button(t.label("menu"), Leave())]
    return markup([save, figures, *in_rows(tokens, 3), *in_rows(names, 2), others, back])
