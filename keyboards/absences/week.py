"""`🙋 Пропуски недели`: the homeroom teacher's list, one student, and the deputy head's view."""

from collections.abc import Callable
from datetime import date, timedelta

from aiogram.types import InlineKeyboardMarkup

from db.absences import AttendanceCode
from journal.absences.week import WEEK, ClassWeek, StudentWeek
from keyboards.data import FIRST_DAY, LAST_DAY, Button, Data, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import Classes, Menu, MyClass, WeekOfClass, WeekOfSchool
from locales import Texts

REASONS = (AttendanceCode.ILL, AttendanceCode.EXCUSED)


class WeekOfStudent(Data, prefix="wpupil"):
    """What one student of the class missed in the week."""

    class_id: int
    student_id: int
    monday: SchoolDate


class SettleDays(Data, prefix="wset"):
    """Give a student's absences of these days a reason; Н takes the own word back."""

    class_id: int
    student_id: int
    first: SchoolDate
    last: SchoolDate
    code: AttendanceCode


class FinishWeek(Data, prefix="wdone"):
    """`✅ Готово`: the week is gone through."""

    class_id: int
    monday: SchoolDate


def of_class(t: Texts, week: ClassWeek, *, today: date) -> InlineKeyboardMarkup:
    """A button a student, `✅ Готово` while it is not said, the weeks around."""
    class_id, monday = week.school_class.id, week.monday
    pupils = [
        [
            button(
                t.label("absences-week-pupil", name=clip(it.name), count=str(it.missed)),
                WeekOfStudent(class_id=class_id, student_id=it.student_id, monday=monday),
            )
        ]
        for it in week.absent
    ]
    done = button(t.label("absences-week-finish"), FinishWeek(class_id=class_id, monday=monday))
    around = _around(t, monday, today, lambda day: WeekOfClass(class_id=class_id, monday=day))
    back = button(t.label("back"), MyClass(class_id=class_id))
    return markup([*pupils, [] if week.done else [done], around, [back, button(t.label("menu"), Menu())]])


def of_student(t: Texts, week: StudentWeek) -> InlineKeyboardMarkup:
    """The whole week first, then each day with Н; what this teacher said can be taken back."""
    to = {"class_id": week.school_class.id, "student_id": week.student_id}
    sunday = week.monday + timedelta(days=6)
    days = week.days(AttendanceCode.ABSENT)
    whole = [
        button(
            t.label("absences-week-whole", code=code.value),
            SettleDays(**to, first=week.monday, last=sunday, code=code),
        )
        for code in (REASONS if days else ())
    ]
    each = [
        button(
            t.label("absences-week-day", code=code.value, day=t.day(day)),
            SettleDays(**to, first=day, last=day, code=code),
        )
        for day in (days if len(days) > 1 else ())
        for code in REASONS
    ]
    undo = button(
        t.label("absences-week-undo"), SettleDays(**to, first=week.monday, last=sunday, code=AttendanceCode.ABSENT)
    )
    said = any(one.own and one.code is not AttendanceCode.ABSENT for one in week.missed)
    back = button(t.label("back"), WeekOfClass(class_id=week.school_class.id, monday=week.monday))
    return markup([whole, *in_rows(each, 2), [undo] if said else [], [back, button(t.label("menu"), Menu())]])


def of_school(t: Texts, monday: date, *, today: date) -> InlineKeyboardMarkup:
    """The weeks around."""
    around = _around(t, monday, today, lambda day: WeekOfSchool(monday=day))
    return markup([around, [button(t.label("back"), Classes()), button(t.label("menu"), Menu())]])


def _around(t: Texts, monday: date, today: date, door: Callable[[date], Data]) -> list[Button]:
    """The week before, and the one after as far as it has begun."""
    before, after = monday - WEEK, monday + WEEK
    return [
        *([button(t.label("people-page-before"), door(before))] if before >= FIRST_DAY else []),
        *([button(t.label("people-page-after"), door(after))] if after <= min(today, LAST_DAY) else []),
    ]
