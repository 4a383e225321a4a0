"""The deputy head's weekly control: the act that was left of a week, what it found, and who has read it (П 5.6)."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Name, Table


class ControlAct(Table):
    """Справка № N: what was looked at, by whom, and until when it is to be put right. Signed once, never changed."""

    __tablename__ = "control_act"
    __table_args__ = (
        UniqueConstraint("year_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("signed_on <= due_on", name="due"),
        CheckConstraint("0 <= filled AND filled <= held", name="filled"),
        Index("ix_control_act_monday", "monday"),
        Index("ix_control_act_signed_on", "signed_on"),
    )

    id: Mapped[Id]
    year_id: Mapped[int] = mapped_column(ForeignKey("academic_year.id"))
    number: Mapped[int]
    """Within the academic year."""
    monday: Mapped[datetime.date]
    held: Mapped[int]
    filled: Mapped[int]
    remarks: Mapped[str] = mapped_column(String(1000), server_default="")
    due_on: Mapped[datetime.date]
    signed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[Moment]
    signed_on: Mapped[datetime.date]
    """The same as a day of the school's zone: seven of them without an act are told of."""


class ControlFinding(Table):
    """One finding as it was when the act was signed. The place keeps its name: an act does not change with a timetable."""

    __tablename__ = "control_finding"
    __table_args__ = (
        Index("ix_control_finding_act_id", "act_id"),
        Index("ix_control_finding_person_id", "person_id"),
    )

    id: Mapped[Id]
    act_id: Mapped[int] = mapped_column(ForeignKey("control_act.id"))
    rule: Mapped[str] = mapped_column(String(24))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    group_name: Mapped[Name]
    subject: Mapped[str] = mapped_column(String(200), server_default="")
    day: Mapped[datetime.date | None]
    period: Mapped[int]
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    many: Mapped[int]


class ControlReading(Table):
    """Somebody whom an act concerns has read it."""

    __tablename__ = "control_reading"

    act_id: Mapped[int] = mapped_column(ForeignKey("control_act.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    read_at: Mapped[Moment]
