"""`☀️ Весь день`: closing all, attendance of all, then each lesson with what it lacks."""

from datetime import datetime
from typing import Annotated, Any, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.absences import AttendanceCode
from journal.lessons.closing import Gap
from journal.lessons.sheet import ABSENT
from journal.lessons.whole_day import Part, Seat, WholeDay
from keyboards.data import Button, Data, Rows, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import Day, LessonCard, Menu, WholeDayOf
from locales import Texts

SHOWN: Final = 80
"""Students a screen; a class that a teacher has for a whole day is smaller."""

Print = Annotated[int, Field(ge=0, lt=2**32)]


class DayAttendance(Data, prefix="wda"):
    """`🙋 Посещаемость` of the whole day."""

    class_id: int
    day: SchoolDate


class DayStudent(Data, prefix="wd1"):
    """What a student's code may be instead."""

    class_id: int
    day: SchoolDate
    student_id: int


class DayCode(Data, prefix="wd+"):
    """Set a student's code in every lesson of the day; the fingerprint is of what the screen showed."""

    class_id: int
    day: SchoolDate
    student_id: int
    code: AttendanceCode | None
    seen: Print


class DayPresent(Data, prefix="wd0"):
    """`Все на месте`, the whole day."""

    class_id: int
    day: SchoolDate


class DayTopic(Data, prefix="wdt"):
    """The plan's topic for one lesson."""

    class_id: int
    day: SchoolDate
    lesson_id: int
    topic_id: int


class DayNothing(Data, prefix="wdn"):
    """«Не задано» on one lesson."""

    class_id: int
    day: SchoolDate
    lesson_id: int


class DayClose(Data, prefix="wd="):
    """Close every lesson as the screen says; the fingerprint is of what it says."""

    class_id: int
    day: SchoolDate
    mark: Print


def page(t: Texts, shown: WholeDay, now: datetime) -> InlineKeyboardMarkup:
    """The likely next thing first: attendance until it is taken, then closing what can be closed."""
    own: dict[str, Any] = {"class_id": shown.form.id, "day": shown.day}
    attends = [button(t.label("day-attendance"), DayAttendance(**own))]
    ready = sum(part.closes(now) for part in shown.parts)
    closes = [button(t.label("day-close", count=ready), DayClose(**own, mark=shown.mark(now)))] if ready else []
    first = [attends, closes] if not shown.taken else [closes, attends]
    rows = [row for part in shown.parts for row in _part(t, shown, part)]
    foot = [button(t.label("back"), Day(day=shown.day)), button(t.label("menu"), Menu())]
    return markup([*first, *rows, foot])


def _part(t: Texts, shown: WholeDay, part: Part) -> Rows:
    """The lesson itself; under it what one tap can set."""
    lesson = part.lesson
    own: dict[str, Any] = {"class_id": shown.form.id, "day": shown.day, "lesson_id": lesson.id}
    label = t.label("day-lesson", closed=int(part.closed), period=str(lesson.period), subject=clip(lesson.subject))
    sets: list[Button] = []
    if part.topic is not None:
        sets.append(button(t.label("day-take-topic"), DayTopic(**own, topic_id=part.topic.id)))
    if Gap.HOMEWORK in part.gaps:
        sets.append(button(t.label("day-set-nothing"), DayNothing(**own)))
    return [[button(label, LessonCard(lesson_id=lesson.id))], sets]


def attendance(t: Texts, shown: WholeDay) -> InlineKeyboardMarkup:
    """`Все на месте` while nobody is missing; then the class, where a name tapped is missing the whole day."""
    own: dict[str, Any] = {"class_id": shown.form.id, "day": shown.day}
    first = [button(t.label("absences-all-present"), DayPresent(**own))] if shown.nobody and not shown.taken else []
    names = [_name(t, own, seat) for seat in shown.seats[:SHOWN]]
    foot = [button(t.label("back"), WholeDayOf(**own)), button(t.label("menu"), Menu())]
    return markup([first, *in_rows(names, 2), foot])


def _name(t: Texts, own: dict[str, Any], seat: Seat) -> Button:
    """Who has no code is missing by a tap; with one it opens the choice, so that nothing is toggled."""
    codes = "/".join(sorted(code.value for code in seat.said if code is not None))
    noted = seat.noted and not codes
    number, name = str(seat.pupil.number), seat.pupil.short
    label = t.label("absences-line-note" if noted else "absences-line", number=number, name=name, cell=codes).strip()
    if codes:
        return button(label, DayStudent(**own, student_id=seat.pupil.student_id))
    return button(label, _code(own, seat, AttendanceCode.ABSENT))


def student(t: Texts, shown: WholeDay, seat: Seat) -> InlineKeyboardMarkup:
    """Present, or another code, in every lesson of the day."""
    own: dict[str, Any] = {"class_id": shown.form.id, "day": shown.day}
    present = button(t.label("absences-choice-present"), _code(own, seat, None))
    codes = [
        button(t.label(f"absences-choice-{code.name.lower()}"), _code(own, seat, code))
        for code in sorted(ABSENT, key=[*AttendanceCode].index)
    ]
    foot = [button(t.label("back"), DayAttendance(**own)), button(t.label("menu"), Menu())]
    return markup([[present], *([one] for one in codes), foot])


def _code(own: dict[str, Any], seat: Seat, code: AttendanceCode | None) -> DayCode:
    return DayCode(**own, student_id=seat.pupil.student_id, code=code, seen=seat.mark)
