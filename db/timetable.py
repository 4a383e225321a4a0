"""When the school works and who sits which course: years, terms, bells, groups, courses and the weekly timetable."""

import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Name, Table, one_of


class TermKind(StrEnum):
    """How a year is divided; which grades use which is data (`TermGrade`)."""

    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    TRIMESTER = "trimester"


class Weeks(StrEnum):
    """In which weeks a slot takes place, counted from the year's first Monday."""

    EVERY = "every"
    ODD = "odd"
    EVEN = "even"


class AcademicYear(Table):
    """2026/2027."""

    __tablename__ = "academic_year"
    __table_args__ = (CheckConstraint("starts_on < ends_on", name="order"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(32), unique=True)
    starts_on: Mapped[datetime.date]
    ends_on: Mapped[datetime.date]


class Term(Table):
    """A quarter, half-year or trimester, both days inclusive."""

    __tablename__ = "term"
    __table_args__ = (
        UniqueConstraint("year_id", "kind", "name"),
        CheckConstraint("starts_on <= ends_on", name="order"),
    )

    id: Mapped[Id]
    year_id: Mapped[int] = mapped_column(ForeignKey("academic_year.id"))
    kind: Mapped[TermKind] = mapped_column(one_of(TermKind))
    name: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[datetime.date]
    ends_on: Mapped[datetime.date]


class TermGrade(Table):
    """A grade that is assessed by this term."""

    __tablename__ = "term_grade"

    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True)
    grade: Mapped[int] = mapped_column(primary_key=True)


class Holiday(Table):
    """Days without lessons, both inclusive; without a `HolidayGrade` row it is everybody's."""

    __tablename__ = "holiday"
    __table_args__ = (
        UniqueConstraint("year_id", "name", "starts_on"),
        CheckConstraint("starts_on <= ends_on", name="order"),
    )

    id: Mapped[Id]
    year_id: Mapped[int] = mapped_column(ForeignKey("academic_year.id"))
    name: Mapped[Name]
    starts_on: Mapped[datetime.date]
    ends_on: Mapped[datetime.date]


class HolidayGrade(Table):
    """A grade that a holiday is limited to."""

    __tablename__ = "holiday_grade"

    holiday_id: Mapped[int] = mapped_column(ForeignKey("holiday.id"), primary_key=True)
    grade: Mapped[int] = mapped_column(primary_key=True)


class DayTransfer(Table):
    """A date on which the school works by another weekday's timetable (1 = Monday)."""

    __tablename__ = "day_transfer"
    __table_args__ = (CheckConstraint("weekday between 1 and 7", name="weekday"),)

    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    weekday: Mapped[int]


class BellSchedule(Table):
    """A named set of bells."""

    __tablename__ = "bell_schedule"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(64), unique=True)


class Period(Table):
    """When lesson number N begins and ends, local time."""

    __tablename__ = "period"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="order"),
        CheckConstraint("number between 0 and 20", name="number"),
    )

    schedule_id: Mapped[int] = mapped_column(ForeignKey("bell_schedule.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime.time]
    ends_at: Mapped[datetime.time]


class BellUse(Table):
    """Where a bell schedule rings. The most exact row wins: a date before a weekday before none, a grade before all."""

    __tablename__ = "bell_use"
    __table_args__ = (UniqueConstraint("schedule_id", "grade", "weekday", "date"),)

    id: Mapped[Id]
    schedule_id: Mapped[int] = mapped_column(ForeignKey("bell_schedule.id"))
    grade: Mapped[int | None]
    weekday: Mapped[int | None]
    date: Mapped[datetime.date | None]


class Subject(Table):
    """Алгебра. `marked` false: never any marks («Разговоры о важном»)."""

    __tablename__ = "subject"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    short_name: Mapped[str] = mapped_column(String(64))
    marked: Mapped[bool]


class StudyGroup(Table):
    """Who sits a lesson together: `whole` means every student of its classes, otherwise its `GroupMember` rows."""

    __tablename__ = "study_group"

    id: Mapped[Id]
    year_id: Mapped[int] = mapped_column(ForeignKey("academic_year.id"))
    name: Mapped[Name]
    """8Б · 8Б, английский 1 · 10А+10Б."""
    whole: Mapped[bool]
    grade: Mapped[int]
    """The grade of its classes; the highest where they differ. Grade 1 has no marks (H5)."""


class GroupClass(Table):
    """A class whose students may be in the group."""

    __tablename__ = "group_class"
    __table_args__ = (Index("ix_group_class_class_id", "class_id"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("study_group.id"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)


class GroupMember(Table):
    """A student in a part of a class, from when to when."""

    __tablename__ = "group_member"
    __table_args__ = (
        Index("ix_group_member_student_id", "student_id"),
        UniqueConstraint("group_id", "student_id", "valid_from"),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("study_group.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    valid_from: Mapped[datetime.date]
    valid_to: Mapped[datetime.date | None]


class Course(Table):
    """A subject taught to a group so many hours a week."""

    __tablename__ = "course"
    __table_args__ = (UniqueConstraint("subject_id", "group_id"), Index("ix_course_group_id", "group_id"))

    id: Mapped[Id]
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("study_group.id"))
    hours_per_week: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    marks_from: Mapped[datetime.date | None]
    """Until this date the course has no marks (English in grade 2)."""


class CourseTeacher(Table):
    """Who teaches a course, from when to when; several at once are co-teachers."""

    __tablename__ = "course_teacher"
    __table_args__ = (
        UniqueConstraint("course_id", "person_id", "valid_from"),
        Index("ix_course_teacher_person_id", "person_id"),
    )

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    valid_from: Mapped[datetime.date]
    valid_to: Mapped[datetime.date | None]


class TimetableSlot(Table):
    """A course on a weekday (1 = Monday) at a period, from when to when."""

    __tablename__ = "timetable_slot"
    __table_args__ = (
        UniqueConstraint("course_id", "weekday", "period", "weeks", "valid_from"),
        CheckConstraint("weekday between 1 and 7", name="weekday"),
    )

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    weekday: Mapped[int]
    period: Mapped[int]
    room: Mapped[str] = mapped_column(String(32), server_default="")
    weeks: Mapped[Weeks] = mapped_column(one_of(Weeks), server_default=Weeks.EVERY)
    valid_from: Mapped[datetime.date]
    valid_to: Mapped[datetime.date | None]
