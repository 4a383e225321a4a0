"""A family's buttons. Every one names its child, so it means that child whatever is chosen later."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from aiogram.types import InlineKeyboardMarkup
from pydantic import AfterValidator, Field

from journal.dates import Days, Relative, When
from journal.family.days import Neighbours
from journal.family.questions import Ask
from journal.words import AskKind
from keyboards.data import Button, Data, Rows, SchoolDate, button, in_rows, markup
from keyboards.sections import AttendanceOf, ChildMenu, DiaryOf, HomeworkOf, MarksOf, Menu, TimetableOf
from locales import Texts

Part = Annotated[int, Field(ge=0, le=99)]
"""Which part of a long screen, from 0."""


class HomeworkPart(Data, prefix="hwp"):
    """A further part of a day's homework."""

    student_id: int
    day: SchoolDate
    part: Part


class HomeworkFiles(Data, prefix="hwf"):
    """The photos and files of a homework."""

    student_id: int
    homework_id: int


class SetDone(Data, prefix="hwd"):
    """`✔️ Сделано` of a student's own homework, or not any more; and the screen it was on."""

    student_id: int
    homework_id: int
    done: bool
    day: SchoolDate


class WeekOf(Data, prefix="ttw"):
    """The timetable of the week of a day."""

    student_id: int
    day: SchoolDate
    part: Part = 0


class MarksIn(Data, prefix="mt"):
    """The marks of a term by subject."""

    student_id: int
    span_id: int
    part: Part = 0


class YearsOf(Data, prefix="my"):
    """`🗄 Прошлые годы`: every term that there are marks of."""

    student_id: int


class SubjectMarks(Data, prefix="ms"):
    """Every mark of a subject in a term."""

    student_id: int
    span_id: int
    subject_id: int
    part: Part = 0


class AttendanceIn(Data, prefix="at"):
    """The attendance of a term."""

    student_id: int
    span_id: int
    part: Part = 0


# --- a question that was typed -----------------------------------------------------------------------------------------

KINDS: dict[str, AskKind] = {
    "h": "homework",
    "m": "marks",
    "t": "timetable",
    "a": "attendance",
    "k": "tests",
    "v": "holidays",
    "w": "teachers",
}
LETTERS = {kind: letter for letter, kind in KINDS.items()}
RELATIVE = {"l": Relative.NEXT_LESSON, "t": Relative.TERM, "p": Relative.LAST_TERM, "y": Relative.YEAR}
_DAYS = re.compile(r"(\d{8})(?:-(\d{8}))?", re.ASCII)


def written(when: When | None) -> str:
    """The days of a question in as few bytes as can be: 20261124, 20261124-20261130, or a letter."""
    if when is None:
        return ""
    if isinstance(when, Relative):
        return next(letter for letter, relative in RELATIVE.items() if relative is when)
    first, last = f"{when.first:%Y%m%d}", f"{when.last:%Y%m%d}"
    return first if first == last else f"{first}-{last}"


def read(days: str) -> When | None:
    """What `written` wrote. Raises ValueError for anything else."""
    if not days:
        return None
    if days in RELATIVE:
        return RELATIVE[days]
    match = _DAYS.fullmatch(days)
    if match is None:
        raise ValueError("not days")
    first, last = (date.fromisoformat(day) for day in (match[1], match[2] or match[1]))
    if not date(2000, 1, 1) <= first <= last <= date(2100, 1, 1):
        raise ValueError("days out of range")
    return Days(first, last)


def _readable(days: str) -> str:
    read(days)
    return days


class Question(Data, prefix="q"):
    """A typed question about one child, asked again by a tap: nothing of it is lost while somebody chooses."""

    student_id: int
    kind: Annotated[str, Field(pattern="^[hmtakvw]$", max_length=1)]
    subject_id: int
    """0: no subject was named."""
    days: Annotated[str, AfterValidator(_readable), Field(max_length=17)]
    part: Part = 0

    @classmethod
    def of(cls, ask: Ask, student_id: int, part: int = 0) -> "Question":
        """The button of a question."""
        return cls(
            student_id=student_id,
            kind=LETTERS[ask.kind],
            subject_id=ask.subject_id or 0,
            days=written(ask.dates),
            part=part,
        )

    @property
    def ask(self) -> Ask:
        """The question."""
        return Ask(KINDS[self.kind], self.subject_id or None, self.student_id, read(self.days))


# --- keyboards ---------------------------------------------------------------------------------------------------------


class Parts(NamedTuple):
    """The buttons to the part before and after, where a screen has several."""

    before: Data | None = None
    after: Data | None = None


def foot(t: Texts, student_id: int) -> list[Button]:
    """Back to the child's menu, or to the person's own."""
    return [button(t.label("back"), ChildMenu(student_id=student_id)), button(t.label("menu"), Menu())]


def parts_row(t: Texts, parts: Parts) -> list[Button]:
    """«‹ Раньше», «Дальше ›» of a long screen."""
    row = []
    if parts.before:
        row.append(button(t.label("family-part-before"), parts.before))
    if parts.after:
        row.append(button(t.label("family-part-after"), parts.after))
    return row


def days_row(
    t: Texts, days: Neighbours, door: type[HomeworkOf] | type[TimetableOf] | type[DiaryOf], student_id: int
) -> list[Button]:
    """The neighbouring school days."""
    row = []
    if days.before:
        label = t.label("family-day-before", day=t.day(days.before))
        row.append(button(label, door(student_id=student_id, day=days.before)))
    if days.after:
        label = t.label("family-day-after", day=t.day(days.after))
        row.append(button(label, door(student_id=student_id, day=days.after)))
    return row


def homework(
    t: Texts,
    student_id: int,
    *,
    files: Sequence[tuple[str, int]],
    days: Neighbours,
    day: date | None,
    parts: Parts,
    ticks: Sequence[tuple[str, SetDone]] = (),
) -> InlineKeyboardMarkup:
    """What a student may tick off, the photos and files, then the neighbouring days."""
    across = [button(t.label("family-timetable-door"), TimetableOf(student_id=student_id, day=day))]
    return markup(
        [
            *([button(label, tick)] for label, tick in ticks),
            *files_rows(student_id, files),
            parts_row(t, parts),
            days_row(t, days, HomeworkOf, student_id),
            across,
            foot(t, student_id),
        ]
    )


def files_rows(student_id: int, files: Iterable[tuple[str, int]]) -> Rows:
    """A button a homework that has photos or files: label and homework."""
    return in_rows(
        [button(label, HomeworkFiles(student_id=student_id, homework_id=homework_id)) for label, homework_id in files],
        2,
    )


def timetable(t: Texts, student_id: int, *, day: date, days: Neighbours) -> InlineKeyboardMarkup:
    """The neighbouring days, the whole week, the homework of that day."""
    return markup(
        [
            days_row(t, days, TimetableOf, student_id),
            [
                button(t.label("family-week-door"), WeekOf(student_id=student_id, day=day)),
                button(t.label("family-homework-door"), HomeworkOf(student_id=student_id, day=day)),
            ],
            foot(t, student_id),
        ]
    )


def week(
    t: Texts, student_id: int, *, days: Iterable[date], neighbours: Neighbours, parts: Parts
) -> InlineKeyboardMarkup:
    """Each day of the week, then the weeks around."""
    row = []
    if neighbours.before:
        row.append(button(t.label("family-week-before"), WeekOf(student_id=student_id, day=neighbours.before)))
    if neighbours.after:
        row.append(button(t.label("family-week-after"), WeekOf(student_id=student_id, day=neighbours.after)))
    each = [button(t.day(day), TimetableOf(student_id=student_id, day=day)) for day in days]
    return markup([*in_rows(each, 3), parts_row(t, parts), row, foot(t, student_id)])


def marks(
    t: Texts,
    student_id: int,
    *,
    span_id: int,
    subjects: Iterable[tuple[str, int]],
    terms: list[tuple[str, int]],
    parts: Parts,
    archive: bool = False,
) -> InlineKeyboardMarkup:
    """A button a subject, then the terms around, and the years before where there are any."""
    each = [
        button(label, SubjectMarks(student_id=student_id, span_id=span_id, subject_id=subject_id))
        for label, subject_id in subjects
    ]
    row = [button(label, MarksIn(student_id=student_id, span_id=span)) for label, span in terms]
    years = [button(t.label("family-years"), YearsOf(student_id=student_id))] if archive else []
    return markup([*in_rows(each, 2), parts_row(t, parts), row, years, foot(t, student_id)])


def years(t: Texts, student_id: int, terms: Iterable[tuple[str, int]]) -> InlineKeyboardMarkup:
    """A button a term, the latest year first."""
    each = [button(label, MarksIn(student_id=student_id, span_id=span_id)) for label, span_id in terms]
    back = button(t.label("back"), MarksOf(student_id=student_id))
    return markup([*in_rows(each, 2), [back, button(t.label("menu"), Menu())]])


def diary(t: Texts, student_id: int, *, day: date | None, days: Neighbours, parts: Parts) -> InlineKeyboardMarkup:
    """The neighbouring days, and what is to be done for this one."""
    across = [
        button(t.label("family-homework-door"), HomeworkOf(student_id=student_id, day=day)),
        button(t.label("family-marks-door"), MarksOf(student_id=student_id)),
    ]
    return markup([parts_row(t, parts), days_row(t, days, DiaryOf, student_id), across, foot(t, student_id)])


def progress(t: Texts, student_id: int, *, parts: Parts) -> InlineKeyboardMarkup:
    """The parts of a long list."""
    return markup([parts_row(t, parts), foot(t, student_id)])


def subject(
    t: Texts, student_id: int, *, span_id: int, subject_id: int, terms: Iterable[tuple[str, int]], parts: Parts
) -> InlineKeyboardMarkup:
    """The terms around, and back to all subjects."""
    row = [
        button(label, SubjectMarks(student_id=student_id, span_id=span, subject_id=subject_id)) for label, span in terms
    ]
    back = button(t.label("back"), MarksIn(student_id=student_id, span_id=span_id))
    return markup([parts_row(t, parts), row, [back, button(t.label("menu"), Menu())]])


def no_marks(t: Texts, student_id: int, *, terms: Iterable[tuple[str, int]] = ()) -> InlineKeyboardMarkup:
    """What there is instead of marks (П 5.5), and the terms around."""
    row = [button(label, MarksIn(student_id=student_id, span_id=span)) for label, span in terms]
    return markup([doors(t, student_id), row, foot(t, student_id)])


def doors(t: Texts, student_id: int) -> list[Button]:
    """Homework and attendance."""
    return [
        button(t.label("family-homework-door"), HomeworkOf(student_id=student_id)),
        button(t.label("family-attendance-door"), AttendanceOf(student_id=student_id)),
    ]


def attendance(t: Texts, student_id: int, *, terms: Iterable[tuple[str, int]], parts: Parts) -> InlineKeyboardMarkup:
    """The terms around."""
    row = [button(label, AttendanceIn(student_id=student_id, span_id=span)) for label, span in terms]
    return markup([parts_row(t, parts), row, foot(t, student_id)])


def answer(
    t: Texts, student_id: int, *, kind: AskKind, parts: Parts, files: Sequence[tuple[str, int]] = ()
) -> InlineKeyboardMarkup:
    """Under the answer to a question: the section that it came from."""
    sections: dict[AskKind, Button] = {
        "homework": button(t.label("family-homework-door"), HomeworkOf(student_id=student_id)),
        "marks": button(t.label("family-marks-door"), MarksOf(student_id=student_id)),
        "timetable": button(t.label("family-timetable-door"), TimetableOf(student_id=student_id)),
        "attendance": button(t.label("family-attendance-door"), AttendanceOf(student_id=student_id)),
        "tests": button(t.label("family-homework-door"), HomeworkOf(student_id=student_id)),
        "holidays": button(t.label("family-timetable-door"), TimetableOf(student_id=student_id)),
        "teachers": button(t.label("family-timetable-door"), TimetableOf(student_id=student_id)),
    }
    return markup([*files_rows(student_id, files), parts_row(t, parts), [sections[kind]], foot(t, student_id)])


def choices(t: Texts, questions: Iterable[tuple[str, Question]]) -> InlineKeyboardMarkup:
    """One question a button: whom it is about, or what was meant."""
    return markup([*([button(label, question)] for label, question in questions), [button(t.label("menu"), Menu())]])
