"""The history of a cell, and the way to it for who reads a class whole: class, student, subject, lesson."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.marks.history import ClassList, StudentPage, SubjectCells
from journal.marks.term_sheet import Heading
from keyboards.data import LABEL, Button, Data, button, clip, in_rows, markup
from keyboards.marks.term_sheet import term
from keyboards.sections import HistoryOf, Menu, SheetOf
from locales import Texts

T = TypeVar("T")

SHOWN = 40
"""Students, or cells, a screen."""

Part = Annotated[int, Field(ge=0, le=99)]


class History(Data, prefix="mh"):
    """`🕓 История` of a cell, from the lesson's own screen."""

    lesson_id: int
    student_id: int


class HistoryRead(Data, prefix="mhr"):
    """The same, from the class: back leads to the subject."""

    lesson_id: int
    student_id: int
    class_id: int
    span_id: int
    subject_id: int


class HistoryStudent(Data, prefix="mhs"):
    """A student's subjects in a term."""

    class_id: int
    student_id: int
    span_id: int


class HistorySubject(Data, prefix="mhl"):
    """A student's cells in a subject."""

    class_id: int
    student_id: int
    span_id: int
    subject_id: int
    part: Part = 0


def of_class(t: Texts, shown: ClassList, part: int) -> InlineKeyboardMarkup:
    """The students, and the other terms."""
    class_id, span = shown.heading.of.facts.id, shown.heading.span
    rows, others = _part(shown.rows, part)
    names = [
        button(clip(row.name, LABEL), HistoryStudent(class_id=class_id, student_id=row.student_id, span_id=span.id))
        for row in rows
    ]
    parts = [
        button(t.label("history-part", number=number + 1), HistoryOf(class_id=class_id, span_id=span.id, part=number))
        for number in others
    ]
    terms = [
        button(clip(term(t, other), LABEL), HistoryOf(class_id=class_id, span_id=other.id))
        for other in shown.spans
        if other.id != span.id
    ]
    return markup([*in_rows(names, 2), parts, *in_rows(terms, 2), _foot(t, SheetOf(class_id=class_id))])


def of_student(t: Texts, shown: StudentPage) -> InlineKeyboardMarkup:
    """The subjects with marks."""
    ids = _ids(shown.heading)
    student_id = shown.row.student_id
    subjects = [
        button(
            t.label("history-subject", subject=clip(it.name, 30), marks=it.marks, changed=it.changed),
            HistorySubject(**ids, student_id=student_id, subject_id=it.id),
        )
        for it in shown.subjects
    ]
    return markup([*([it] for it in subjects), _foot(t, HistoryOf(**ids))])


def of_subject(t: Texts, shown: SubjectCells, subject_id: int, part: int) -> InlineKeyboardMarkup:
    """The cells, newest first."""
    ids, student_id = _ids(shown.heading), shown.row.student_id
    listed, others = _part(shown.cells, part)
    cells = [
        button(
            t.label("history-cell", day=t.day(it.date), cell=it.printed or "—", changed=int(it.changed)),
            HistoryRead(lesson_id=it.lesson_id, student_id=student_id, **ids, subject_id=subject_id),
        )
        for it in listed
    ]
    parts = [
        button(
            t.label("history-part", number=number + 1),
            HistorySubject(**ids, student_id=student_id, subject_id=subject_id, part=number),
        )
        for number in others
    ]
    return markup([*in_rows(cells, 2), parts, _foot(t, HistoryStudent(**ids, student_id=student_id))])


def cell(t: Texts, back: Data) -> InlineKeyboardMarkup:
    """A cell's history has nothing to press."""
    return markup([_foot(t, back)])


def _ids(heading: Heading) -> dict[str, int]:
    return {"class_id": heading.of.facts.id, "span_id": heading.span.id}


def _part(rows: Sequence[T], number: int) -> tuple[Sequence[T], list[int]]:
    count = max(1, -(-len(rows) // SHOWN))
    number = min(number, count - 1)
    return rows[number * SHOWN : (number + 1) * SHOWN], [one for one in range(count) if one != number]


def _foot(t: Texts, back: Data) -> list[Button]:
    return [button(t.label("back"), back), button(t.label("menu"), Menu())]
