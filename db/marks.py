"""Marks: a value on a lesson for a student, and every value that stood there before."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, quoted


class MarkValue(StrEnum):
    """What may stand in a cell. «1» exists and is off by default; a dot is a debt: the work was not handed in."""

    FIVE = "5"
    FOUR = "4"
    THREE = "3"
    TWO = "2"
    ONE = "1"
    PASS = "ЗЧ"  # noqa: S105 - a mark
    FAIL = "НЗ"
    NOT_ASSESSED = "н/а"
    EXEMPT = "осв"
    DEBT = "."


class WorkType(Table):
    """Answer, homework, test …, with a weight (0: left out of averages) and days of grace after the lesson."""

    __tablename__ = "work_type"
    __table_args__ = (CheckConstraint("weight >= 0", name="weight"),)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(24), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    short_name: Mapped[str] = mapped_column(String(16))
    weight: Mapped[int]
    grace_days: Mapped[int] = mapped_column(server_default="0")
    position: Mapped[int]


class Mark(Table):
    """A cell's mark. Removed: the row stays with no value and a higher version; an absent row is version 0."""

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("lesson_id", "student_id", "slot"),
        CheckConstraint("slot in (1, 2)", name="slot"),
        CheckConstraint(f"value in ({quoted(MarkValue)})", name="value"),
        CheckConstraint("version > 0", name="version"),
        Index("ix_mark_student_id", "student_id"),
    )

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    slot: Mapped[int]
    value: Mapped[str | None] = mapped_column(String(8))
    work_type_id: Mapped[int] = mapped_column(ForeignKey("work_type.id"))
    comment: Mapped[str] = mapped_column(Text, server_default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    put_at: Mapped[Moment]
    changed_at: Mapped[Moment]


class MarkChange(Table):
    """One change of a mark: both values, who, when and, after the day, why."""

    __tablename__ = "mark_change"
    __table_args__ = (Index("ix_mark_change_mark_id", "mark_id"),)

    id: Mapped[Id]
    mark_id: Mapped[int] = mapped_column(ForeignKey("mark.id"))
    old_value: Mapped[str | None] = mapped_column(String(8))
    new_value: Mapped[str | None] = mapped_column(String(8))
    work_type_id: Mapped[int | None] = mapped_column(ForeignKey("work_type.id"))
    """What it was for after the change; unknown of changes before this was kept."""
    reason: Mapped[str] = mapped_column(Text, server_default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]
