"""Materials («Файлы», П 6.2): a file or a link for a class, a grade or everybody; for gifted students, for choosing a profession."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of

LONGEST = 600
"""Characters: what it is, with its link."""


class MaterialTopic(StrEnum):
    """Why it was posted: П 6.2 names the last two."""

    STUDY = "study"
    GIFTED = "gifted"
    CAREER = "career"


class Material(Table):
    """A file or a link. For a class, else for a grade, else for the whole school. Taken off it stays as a row."""

    __tablename__ = "material"
    __table_args__ = (
        Index("ix_material_class_id", "class_id"),
        Index("ix_material_author_id", "author_id"),
        CheckConstraint("class_id is null or grade is null", name="whom"),
        CheckConstraint("text <> '' or file_id is not null", name="something"),
    )

    id: Mapped[Id]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    topic: Mapped[MaterialTopic] = mapped_column(one_of(MaterialTopic))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    grade: Mapped[int | None]
    text: Mapped[str] = mapped_column(String(LONGEST), server_default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    put_at: Mapped[Moment]
    withdrawn_at: Mapped[datetime | None]
