"""Remarks: what a teacher tells a family about a student, praise or concern, on a lesson or from the homeroom teacher."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of

LONGEST = 600
"""Characters: a few sentences; whoever has more to say writes a message."""


class RemarkKind(StrEnum):
    """An achievement, or a problem (П 5.3.3)."""

    PRAISE = "praise"
    CONCERN = "concern"


class Audience(StrEnum):
    """Who reads it: the adults and the student, or the adults alone."""

    FAMILY = "family"
    ADULTS = "adults"


class Remark(Table):
    """A remark about one student. Taken back it stays as a row: who was told of it hears that too."""

    __tablename__ = "remark"
    __table_args__ = (
        Index("ix_remark_student_id", "student_id"),
        Index("ix_remark_lesson_id", "lesson_id"),
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("changed_at >= put_at", name="order"),
    )

    id: Mapped[Id]
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"))
    """None: the homeroom teacher's, about no lesson."""
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[RemarkKind] = mapped_column(one_of(RemarkKind))
    audience: Mapped[Audience] = mapped_column(one_of(Audience))
    text: Mapped[str] = mapped_column(String(LONGEST))
    put_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    """The hold runs from here."""
    withdrawn_at: Mapped[datetime | None]
