"""Who has a holiday on a day, as where-clauses: reminders are for days on which the school works."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_

from db.lessons import Lesson, LessonState
from db.people import SchoolClass
from db.timetable import AcademicYear, Course, DayTransfer, GroupClass, Holiday, HolidayGrade


def resting(day: date) -> ColumnElement[bool]:
    """The `SchoolClass` has a holiday, or its year is not on: a free weekday is none.

    A transferred day is a school day even within a holiday, as in `journal.timetable.calendar`.
    """
    limited = exists().where(HolidayGrade.holiday_id == Holiday.id).correlate(Holiday)
    for_grade = (
        exists()
        .where(HolidayGrade.holiday_id == Holiday.id, HolidayGrade.grade == SchoolClass.grade)
        .correlate(Holiday, SchoolClass)
    )
    holiday = (
        exists()
        .where(Holiday.starts_on <= day, Holiday.ends_on >= day, or_(~limited, for_grade))
        .correlate_except(Holiday)
    )
    in_year = (
        exists()
        .where(AcademicYear.id == SchoolClass.year_id, AcademicYear.starts_on <= day, AcademicYear.ends_on >= day)
        .correlate_except(AcademicYear)
    )
    return or_(~in_year, and_(holiday, ~exists().where(DayTransfer.date == day)))


def at_school(day: date) -> ColumnElement[bool]:
    """The `SchoolClass` has lessons that day that take place."""
    lessons = (
        exists()
        .where(
            Lesson.date == day,
            Lesson.state != LessonState.CANCELLED,
            Course.id == Lesson.course_id,
            GroupClass.group_id == Course.group_id,
            GroupClass.class_id == SchoolClass.id,
        )
        .correlate_except(Lesson, Course, GroupClass)
    )
    return and_(lessons, ~resting(day))
