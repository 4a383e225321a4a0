"""The buttons of a course's finals: the own courses, a column's list, one student, confirming; and unlocking."""

from collections.abc import Sequence
from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.marks import MarkValue
from journal.finals.columns import Column, Stage
from journal.finals.courses import Found
from journal.finals.page import Line, One, Page
from keyboards.data import Button, Data, Rows, button, clip, in_rows, markup
from keyboards.finals import naming
from keyboards.marks.cells import FIGURES, said
from keyboards.sections import Finals, FinalsOf, FinalsOfSchool, Leave, Menu
from locales import Texts

Version = Annotated[int, Field(ge=0)]
SHOWN: Final = 30
"""Students a part: the text of so many fits one message."""


class OneFinal(Data, prefix="fone"):
    """One student's final."""

    course_id: int
    column_id: int
    student_id: int


class PutFinal(Data, prefix="fput"):
    """Put a final."""

    course_id: int
    column_id: int
    student_id: int
    value: MarkValue
    version: Version


class RemoveFinal(Data, prefix="fput-"):
    """Take a final away."""

    course_id: int
    column_id: int
    student_id: int
    version: Version


class CancelFinal(Data, prefix="fx"):
    """Back from a question for a comment or a reason: what is typed afterwards is no answer to it. Student 0: the list."""

    course_id: int
    column_id: int
    student_id: int = 0


class AcceptAll(Data, prefix="fall"):
    """Take every proposal of the screen; `seen` is its fingerprint."""

    course_id: int
    column_id: int
    seen: int


class AskConfirm(Data, prefix="fsure"):
    """What confirming means, and with what."""

    course_id: int
    column_id: int


class Confirm(Data, prefix="fdone"):
    """These are the finals."""

    course_id: int
    column_id: int
    seen: int


class AskUnlock(Data, prefix="funlock"):
    """Why the column is to be unlocked: the next message."""

    course_id: int
    column_id: int


def own(t: Texts, rows: Sequence[tuple[Found, Column | None]]) -> InlineKeyboardMarkup:
    """A button a course."""
    buttons = [
        [button(naming.course(found), FinalsOf(course_id=found.facts.id, column_id=column.id))]
        for found, column in rows
        if column is not None
    ]
    return markup([*buttons, [button(t.label("back"), Menu()), button(t.label("menu"), Menu())]])


def shown_part(page: Page, part: int) -> tuple[Sequence[Line], list[tuple[int, int, int]]]:
    """The students of a part, and the other parts with the places they begin and end at."""
    count = max(1, -(-len(page.lines) // SHOWN))
    part = min(part, count - 1)
    spans = [(one, one * SHOWN + 1, min((one + 1) * SHOWN, len(page.lines))) for one in range(count) if one != part]
    return page.lines[part * SHOWN : (part + 1) * SHOWN], spans


def course(t: Texts, page: Page, stage: Stage, *, part: int, opened: Sequence[Column]) -> InlineKeyboardMarkup:
    """What may be done with the whole list, then each student, then the other columns."""
    of = {"course_id": page.course.id, "column_id": page.column.id}
    acts: Rows = []
    names: list[Button] = []
    listed, others = shown_part(page, part)
    if page.found.mine and stage.fillable:
        if page.waiting:
            accept = AcceptAll(**of, seen=page.seen)
            acts.append([button(t.label("finals-accept-all", count=str(len(page.waiting))), accept)])
        if page.lines and not page.missing:
            acts.append([button(t.label("finals-confirm"), AskConfirm(**of))])
    if not page.found.mine and stage.locked:
        acts.append([button(t.label("finals-unlock"), AskUnlock(**of))])
    if stage is not Stage.AHEAD:
        names = [button(_student(line), OneFinal(**of, student_id=line.student_id)) for line in listed]
    parts = [
        button(t.label("marks-part", first=str(first), last=str(last)), FinalsOf(**of, part=number))
        for number, first, last in others
    ]
    columns = [
        button(naming.column(t, column), FinalsOf(course_id=page.course.id, column_id=column.id))
        for column in opened
        if column.id != page.column.id
    ]
    back = button(t.label("back"), Finals() if page.found.mine else FinalsOfSchool())
    foot = [back, button(t.label("menu"), Menu())]
    return markup([*acts, *in_rows(names, 2), parts, *in_rows(columns, 3), foot])


def _student(line: Line) -> str:
    value = line.there.value or ""
    return f"{line.pupil.number}. {clip(line.pupil.short, 18)} {value}".strip()


def one(t: Texts, shown: One, stage: Stage) -> InlineKeyboardMarkup:
    """Every value, the figures first; a value that differs from the marks asks for a comment."""
    page, line = shown.page, shown.line
    of = {"course_id": page.course.id, "column_id": page.column.id, "student_id": line.student_id}
    rows: Rows = []
    if page.found.mine and stage.fillable:
        puts = [
            (value, button(said(t, value), PutFinal(**of, value=value, version=line.there.version)))
            for value in shown.scale
        ]
        rows = [[it for value, it in puts if value in FIGURES], [it for value, it in puts if value not in FIGURES]]
        if line.there.value is not None:
            rows.append([button(t.label("finals-remove"), RemoveFinal(**of, version=line.there.version))])
    return markup([*rows, _back(t, page)])


def _back(t: Texts, page: Page) -> list[Button]:
    back = FinalsOf(course_id=page.course.id, column_id=page.column.id)
    return [button(t.label("back"), back), button(t.label("menu"), Menu())]


def sure(t: Texts, page: Page) -> InlineKeyboardMarkup:
    """Confirm, or look again."""
    yes = Confirm(course_id=page.course.id, column_id=page.column.id, seen=page.seen)
    return markup([[button(t.label("finals-confirm-yes"), yes)], _back(t, page)])


def typing(t: Texts, page: Page, student_id: int = 0) -> InlineKeyboardMarkup:
    """A comment or a reason is being typed; going back withdraws the question."""
    back = CancelFinal(course_id=page.course.id, column_id=page.column.id, student_id=student_id)
    return markup([[button(t.label("back"), back), button(t.label("menu"), Leave())]])
