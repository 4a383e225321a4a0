"""Homework: what was set on a lesson, by when, and the photos and files that came with it."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Name, Table, one_of


class HomeworkKind(StrEnum):
    """«Выдача д.з соответствующего типа» (П 5.4.1). `none` is an entry, «не задано»; no row is a gap."""

    WRITTEN = "written"
    READING = "reading"
    ORAL = "oral"
    CREATIVE = "creative"
    PROJECT = "project"
    LONG_TERM = "long_term"
    NONE = "none"


class FileKind(StrEnum):
    """How the messenger shows it."""

    PHOTO = "photo"
    DOCUMENT = "document"


class Homework(Table):
    """What was set on a lesson: number 0 for its whole group, any other for the students named beside it.

    Due on a date: that day's lesson of the course.
    """

    __tablename__ = "homework"
    __table_args__ = (
        UniqueConstraint("lesson_id", "number"),
        Index("ix_homework_due_on", "due_on"),
        CheckConstraint("number between 0 and 9", name="number"),
        CheckConstraint("minutes is null or minutes between 1 and 600", name="minutes"),
        CheckConstraint("version > 0", name="version"),
    )

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    number: Mapped[int] = mapped_column(server_default="0")
    kind: Mapped[HomeworkKind] = mapped_column(one_of(HomeworkKind))
    text: Mapped[str] = mapped_column(Text, server_default="")
    minutes: Mapped[int | None]
    due_on: Mapped[date | None]
    """None: «не задано», or the course has no later lesson in the calendar yet."""
    instead: Mapped[bool] = mapped_column(server_default=false())
    """Under a number: its students have it instead of the group's homework («остальным №5»), not beside it."""
    withdrawn: Mapped[bool] = mapped_column(server_default=false())
    """Taken back: nothing is said, as before the first entry; the kind is then none, and the version goes on."""
    carried_from: Mapped[date | None]
    """The day it was due on until its lesson there was cancelled or moved: there it comes back if the lesson does."""
    load_reason: Mapped[str] = mapped_column(String(300), server_default="")
    """Why it was set although the day's homework became more than the grade's limit."""
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    put_at: Mapped[Moment]
    changed_at: Mapped[Moment]


class HomeworkRecipient(Table):
    """A student whom a homework with a number is for; nobody else's family hears of it."""

    __tablename__ = "homework_recipient"
    __table_args__ = (Index("ix_homework_recipient_student_id", "student_id"),)

    homework_id: Mapped[int] = mapped_column(ForeignKey("homework.id"), primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), primary_key=True)


class HomeworkDone(Table):
    """A student's own tick beside a homework: done."""

    __tablename__ = "homework_done"
    __table_args__ = (Index("ix_homework_done_student_id", "student_id"),)

    homework_id: Mapped[int] = mapped_column(ForeignKey("homework.id"), primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), primary_key=True)
    done_at: Mapped[Moment]


class StoredFile(Table):
    """A file that somebody sent: the platform's id to send it again, and the bytes' place under DATA_DIR."""

    __tablename__ = "stored_file"

    id: Mapped[Id]
    platform: Mapped[str] = mapped_column(String(16))
    platform_file_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[FileKind] = mapped_column(one_of(FileKind))
    name: Mapped[Name]
    size: Mapped[int]
    path: Mapped[str | None] = mapped_column(String(200))
    """Relative to DATA_DIR; None until the bytes are fetched."""
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    stored_at: Mapped[Moment]


class HomeworkFile(Table):
    """A photo or file of a homework, in the order in which they came."""

    __tablename__ = "homework_file"

    homework_id: Mapped[int] = mapped_column(ForeignKey("homework.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), primary_key=True)
    position: Mapped[int]
