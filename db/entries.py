"""Entries: what a person entered last into a lesson, as long as it may be taken back."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Moment, Table


class LastEntry(Table):
    """A person's last entry into a lesson: what stood there before. Taken back it has nothing to say and a version more."""

    __tablename__ = "last_entry"
    __table_args__ = (CheckConstraint("version > 0", name="version"),)

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    was: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int]
    at: Mapped[Moment]
