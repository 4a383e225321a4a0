"""Attendance: who missed a lesson, was ill, excused or late, and the notes that guardians send about it."""

import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of, spans_at_most


class AttendanceCode(StrEnum):
    """Absent without a reason yet · ill · excused · late. Late is not absent."""

    ABSENT = "Н"
    ILL = "Б"
    EXCUSED = "У"
    LATE = "ОП"


class NoteReason(StrEnum):
    """Why a child is missing, and no more than that: no diagnosis is asked for."""

    ILL = "ill"
    FAMILY = "family"

    @property
    def code(self) -> AttendanceCode:
        """What Н becomes by it."""
        return AttendanceCode.ILL if self is NoteReason.ILL else AttendanceCode.EXCUSED


class NoteState(StrEnum):
    """sent → accepted or declined by the homeroom teacher (who may change the own mind), or withdrawn before that."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LIVE = (NoteState.SENT, NoteState.ACCEPTED)
"""A note in these states explains an absence."""
LONGEST_NOTE = 31
"""Days."""


class AbsenceNote(Table):
    """A legal guardian's reason for a range of dates, both inclusive; the homeroom teacher accepts or declines it."""

    __tablename__ = "absence_note"
    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="order"),
        *spans_at_most(LONGEST_NOTE, "first_on", "last_on", name="length"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("(state IN ('accepted', 'declined')) = (settled_at IS NOT NULL)", name="settled"),
        CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", name="settler"),
        CheckConstraint("state = 'declined' OR comment = ''", name="comment"),
        Index("ix_absence_note_student_id", "student_id"),
    )

    id: Mapped[Id]
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """The guardian who sent it."""
    reason: Mapped[NoteReason] = mapped_column(one_of(NoteReason))
    first_on: Mapped[datetime.date]
    last_on: Mapped[datetime.date]
    state: Mapped[NoteState] = mapped_column(one_of(NoteState))
    comment: Mapped[str] = mapped_column(String(300), server_default="")
    """What the homeroom teacher wrote when declining."""
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime.datetime | None]
    sent_at: Mapped[Moment]
    version: Mapped[int]


class Answer(StrEnum):
    """What a guardian says of a missed lesson. The first two are a note."""

    ILL = "ill"
    FAMILY = "family"
    LATE = "late"
    AT_SCHOOL = "at_school"
    """The child should be there: somebody has to look at once."""


class Inquiry(Table):
    """The question to the guardians why a child misses a lesson: one for the first missed lesson of a day.

    `here` is what the staff found where a guardian says that the child should be at school.
    """

    __tablename__ = "inquiry"
    __table_args__ = (
        UniqueConstraint("student_id", "lesson_id"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("(answered_by IS NULL) = (answered_at IS NULL)", name="answerer"),
        CheckConstraint("last_on IS NULL OR answer IN ('ill', 'family')", name="days"),
        CheckConstraint("(here IS NULL) = (settled_at IS NULL)", name="settled"),
        CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", name="settler"),
        Index("ix_inquiry_lesson_id", "lesson_id"),
        Index("ix_inquiry_student_id", "student_id", "date"),
    )

    id: Mapped[Id]
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    date: Mapped[datetime.date]
    answer: Mapped[Answer | None] = mapped_column(one_of(Answer))
    last_on: Mapped[datetime.date | None]
    """Until when, where the answer is a note."""
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime.datetime | None]
    here: Mapped[bool | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime.datetime | None]
    version: Mapped[int]
    made_at: Mapped[Moment]


class Attendance(Table):
    """A student's code on a lesson; an emptied row stays (code empty, version grows), an absent one is version 0."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("lesson_id", "student_id"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("note_id IS NULL OR code IN ('Б', 'У')", name="note"),
        Index("ix_attendance_student_id", "student_id"),
        Index("ix_attendance_note_id", "note_id"),
    )

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    code: Mapped[AttendanceCode | None] = mapped_column(one_of(AttendanceCode))
    note_id: Mapped[int | None] = mapped_column(ForeignKey("absence_note.id"))
    """The note that put Б or У here: declined, it takes back these and no others."""
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    put_at: Mapped[Moment]
    changed_at: Mapped[Moment]


class AbsenceWeek(Table):
    """The homeroom teacher has gone through a class's absences of a week (П 5.3.2): seen by the deputy head."""

    __tablename__ = "absence_week"

    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)
    monday: Mapped[datetime.date] = mapped_column(primary_key=True)
    done_at: Mapped[Moment]
    done_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
