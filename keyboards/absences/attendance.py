"""The buttons of attendance: tap the exceptions, everybody else is present."""

from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.absences import AttendanceCode
from journal.absences.page import Page
from journal.lessons.sheet import Line
from keyboards import roll
from keyboards.data import Button, Data, button, clip, in_rows, markup
from keyboards.roll import Part
from keyboards.sections import LessonCard, Menu
from locales import Texts

Version = Annotated[int, Field(ge=0)]


class Attendance(Data, prefix="att"):
    """`Посещаемость` of a lesson; a name tapped gets this code."""

    lesson_id: int
    code: AttendanceCode = AttendanceCode.ABSENT
    part: Part = 0


class OneStudent(Data, prefix="att1"):
    """What a student's code may be instead."""

    lesson_id: int
    student_id: int


class SetCode(Data, prefix="att+"):
    """Set a student's code; none is present. `after` is the code that the next name gets."""

    lesson_id: int
    student_id: int
    code: AttendanceCode | None
    version: Version
    after: AttendanceCode


class ByNote(Data, prefix="attn"):
    """The student is missing for the reason that this note gives. `after` is the code that the next name gets."""

    lesson_id: int
    student_id: int
    note_id: int
    version: Version
    after: AttendanceCode


class AllPresent(Data, prefix="atta"):
    """`Все на месте`."""

    lesson_id: int


class AsBefore(Data, prefix="attb"):
    """`Как на прошлом уроке: нет …`; the fingerprint is of the names it says."""

    lesson_id: int
    mark: int


def page(t: Texts, shown: Page, part: int = 0) -> InlineKeyboardMarkup:
    """The likely answers first, then the codes to choose from, then the list."""
    lesson_id = shown.lesson.id
    first: list[list[Button]] = []
    if shown.offers_before:
        names = ", ".join(line.pupil.short for line in shown.missing_before)
        key = "absences-as-before" if names else "absences-as-before-all"
        label = clip(t.label(key, names=names), 60)
        first.append([button(label, AsBefore(lesson_id=lesson_id, mark=shown.earlier.mark))])
    if shown.nobody:
        first.append([button(t.label("absences-all-present"), AllPresent(lesson_id=lesson_id))])
    codes = [
        button(
            t.label("absences-code", chosen=int(code is shown.code), code=code),
            Attendance(lesson_id=lesson_id, code=code, part=part),
        )
        for code in AttendanceCode
    ]
    listed = roll.part(shown.sheet.lines, part)
    lines = [_name(t, shown, line) for line in listed.lines]
    others = [
        button(
            t.label("absences-part", first=str(first_place), last=str(last_place)),
            Attendance(lesson_id=lesson_id, code=shown.code, part=number),
        )
        for number, first_place, last_place in listed.others
    ]
    foot = [button(t.label("back"), LessonCard(lesson_id=lesson_id)), button(t.label("menu"), Menu())]
    return markup([*first, codes, *in_rows(lines, 2), others, foot])


def _name(t: Texts, shown: Page, line: Line) -> Button:
    """A present student's name sets the code; one with a code opens the choice, so that nothing is toggled.

    Where a guardian's note explains the absence, its code is set instead of Н.
    """
    label = t.label("absences-line", number=str(line.pupil.number), name=line.pupil.short, cell=line.cell).strip()
    if line.attendance.code is not None:
        return button(label, OneStudent(lesson_id=shown.lesson.id, student_id=line.student_id))
    if line.note is not None and shown.code is AttendanceCode.ABSENT:
        return button(
            t.label("absences-line-note", number=str(line.pupil.number), name=line.pupil.short, cell=line.cell).strip(),
            ByNote(
                lesson_id=shown.lesson.id,
                student_id=line.student_id,
                note_id=line.note.id,
                version=line.attendance.version,
                after=shown.code,
            ),
        )
    return button(
        label,
        SetCode(
            lesson_id=shown.lesson.id,
            student_id=line.student_id,
            code=shown.code,
            version=line.attendance.version,
            after=shown.code,
        ),
    )


def one_student(t: Texts, lesson_id: int, line: Line) -> InlineKeyboardMarkup:
    """Every code there is, present first."""

    def choice(label: str, code: AttendanceCode | None) -> Button:
        tap = SetCode(
            lesson_id=lesson_id,
            student_id=line.student_id,
            code=code,
            version=line.attendance.version,
            after=code or AttendanceCode.ABSENT,
        )
        return button(label, tap)

    codes = [choice(t.label(f"absences-choice-{code.name.lower()}"), code) for code in AttendanceCode]
    back = [button(t.label("back"), Attendance(lesson_id=lesson_id)), button(t.label("menu"), Menu())]
    here = "absences-choice-came" if line.attendance.absent else "absences-choice-present"
    return markup([[choice(t.label(here), None)], *in_rows(codes, 2), back])
