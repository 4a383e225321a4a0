"""Planned tests: which course writes what on which day, and the one test that a class may have a day."""

import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of, unique_where


class AssessmentState(StrEnum):
    """A cancelled one stays as a row: the change log names it."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Assessment(Table):
    """A test of a course on a date in a period: that day's lesson, whether it is made already or not."""

    __tablename__ = "assessment"
    __table_args__ = (
        unique_where("uq_assessment_planned", "course_id", "date", "period", where="state = 'planned'"),
        Index("ix_assessment_date", "date"),
        CheckConstraint("minutes between 5 and 240", name="minutes"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("(allowed_by IS NULL) = (reason = '')", name="allowed"),
    )

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    date: Mapped[datetime.date]
    period: Mapped[int]
    work_type_id: Mapped[int] = mapped_column(ForeignKey("work_type.id"))
    minutes: Mapped[int]
    external: Mapped[bool]
    """Set from outside (ВПР): not counted in the share of tests."""
    state: Mapped[AssessmentState] = mapped_column(one_of(AssessmentState))
    conflicts: Mapped[str] = mapped_column(String(64), server_default="")
    """Which rules it broke when the deputy head allowed it, as words with commas."""
    reason: Mapped[str] = mapped_column(String(300), server_default="")
    """Why it was allowed all the same."""
    allowed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    put_at: Mapped[Moment]
    changed_at: Mapped[Moment]


class AssessmentDay(Table):
    """The day of a class that a test takes: the key lets two teachers plan at once and one of them win."""

    __tablename__ = "assessment_day"
    __table_args__ = (Index("ix_assessment_day_assessment_id", "assessment_id"),)

    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)
    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
