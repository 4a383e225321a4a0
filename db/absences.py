"""Attendance: who missed a lesson, was ill, excused or late."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of


class AttendanceCode(StrEnum):
    """Absent without a reason yet · ill · excused · late. Late is not absent."""

    ABSENT = "Н"
    ILL = "Б"
    EXCUSED = "У"
    LATE = "ОП"


class Attendance(Table):
    """A student's code on a lesson; an emptied row stays (code empty, version grows), an absent one is version 0."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("lesson_id", "student_id"),
        CheckConstraint("version > 0", name="version"),
        Index("ix_attendance_student_id", "student_id"),
    )

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    code: Mapped[AttendanceCode | None] = mapped_column(one_of(AttendanceCode))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    put_at: Mapped[Moment]
    changed_at: Mapped[Moment]
