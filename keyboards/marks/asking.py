"""`Кого спросить` and `Не писали`: lists of a lesson whose names lead to the row of marks."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from journal.lessons.sheet import Line
from journal.marks.to_ask import ToAsk
from keyboards.data import Button, Data, button, in_rows, markup
from keyboards.marks.cells import Marks
from keyboards.roll import SHOWN
from keyboards.sections import LessonCard, Menu
from locales import Texts


def to_ask(t: Texts, shown: ToAsk) -> InlineKeyboardMarkup:
    """The names, fewest marks first."""
    names = [
        button(
            t.label("asking-line", name=it.line.pupil.short, marks=it.marks),
            Marks(lesson_id=shown.lesson.id, student_id=it.line.student_id),
        )
        for it in shown.students
    ]
    return markup([*in_rows(names, 2), _foot(t, LessonCard(lesson_id=shown.lesson.id))])


def unwritten(t: Texts, lesson_id: int, lines: Sequence[Line]) -> InlineKeyboardMarkup:
    """The names with their codes."""
    names = [
        button(
            t.label(
                "marks-line", chosen=0, number=str(line.pupil.number), name=line.pupil.short, cell=line.cell
            ).strip(),
            Marks(lesson_id=lesson_id, student_id=line.student_id),
        )
        for line in lines[:SHOWN]
    ]
    return markup([*in_rows(names, 2), _foot(t, Marks(lesson_id=lesson_id))])


def _foot(t: Texts, back: Data) -> list[Button]:
    return [button(t.label("back"), back), button(t.label("menu"), Menu())]
