"""Lessons: one course on one date in one period, with its topic and its state."""

import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of


class LessonState(StrEnum):
    """planned: nothing entered · open: something is · closed: the teacher said so · cancelled: it does not take place."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class CurriculumPlan(Table):
    """The КТП of a course."""

    __tablename__ = "curriculum_plan"

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), unique=True)


class Topic(Table):
    """A numbered topic of a plan; one of several hours stands once and is taken `hours` times.

    Without a number it is no part of the plan any more: a lesson took it, so it stays for that lesson's sake.
    """

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("plan_id", "number"), CheckConstraint("hours > 0", name="hours"))

    id: Mapped[Id]
    plan_id: Mapped[int] = mapped_column(ForeignKey("curriculum_plan.id"))
    number: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(500))
    hours: Mapped[int] = mapped_column(server_default="1")
    homework: Mapped[str] = mapped_column(Text, server_default="")


class Lesson(Table):
    """One course on one date in one period. Absence of an `Attendance` row means present only once `attendance_at` is set."""

    __tablename__ = "lesson"
    __table_args__ = (
        UniqueConstraint("course_id", "date", "period"),
        CheckConstraint("(from_date IS NULL) = (from_period IS NULL)", name="moved"),
        Index("ix_lesson_date", "date"),
        Index("ix_lesson_ends_at", "ends_at"),
        Index("ix_lesson_from_date", "from_date"),
    )

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    date: Mapped[datetime.date]
    period: Mapped[int]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    room: Mapped[str] = mapped_column(String(32), server_default="")
    state: Mapped[LessonState] = mapped_column(one_of(LessonState), server_default=LessonState.PLANNED)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    topic: Mapped[str] = mapped_column(String(500), server_default="")
    """What the journal shows: the plan's title at the time or what the teacher typed."""
    work_type_id: Mapped[int | None] = mapped_column(ForeignKey("work_type.id"))
    """The work type that marks of this lesson take unless said otherwise."""
    attendance_at: Mapped[datetime.datetime | None]
    attendance_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    first_entry_at: Mapped[datetime.datetime | None]
    closed_at: Mapped[datetime.datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    from_date: Mapped[datetime.date | None]
    """Where the timetable had it before it was moved; with `from_period`."""
    from_period: Mapped[int | None]
    instead_of: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"))
    """The cancelled lesson whose hour this one takes: no slot of the timetable made it."""
