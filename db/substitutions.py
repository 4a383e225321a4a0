"""Who replaces whom in which lesson, signed or not (П 5.4.2), and teachers who said that they will not be at work."""

import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of, unique_where

LIVE = "state IN ('offered', 'accepted')"


class SubstitutionKind(StrEnum):
    """How the hour is spent."""

    SAME_SUBJECT = "same_subject"
    OWN_SUBJECT = "own_subject"
    """The substitute teaches a course of the own to the same students: this lesson is cancelled, `instead_id` is held."""
    JOINED = "joined"
    """One teacher for two groups at once."""
    SUPERVISION = "supervision"


class SubstitutionState(StrEnum):
    """offered → accepted or declined; cancelled by the deputy head. Offered and accepted are live."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class SubstitutionReason(StrEnum):
    """Why the teacher is away: for the substitution journal only, no family ever sees it."""

    ILL = "ill"
    TRIP = "trip"
    COURSE = "course"
    LEAVE = "leave"
    FAMILY = "family"
    OTHER = "other"


class Substitution(Table):
    """One lesson of an absent teacher in another's hands, and its line in the substitution journal once it is signed."""

    __tablename__ = "substitution"
    __table_args__ = (
        unique_where("uq_substitution_live", "lesson_id", "absent_id", where=LIVE),
        CheckConstraint("absent_id <> substitute_id", name="somebody_else"),
        CheckConstraint("signed_at IS NULL OR state = 'accepted'", name="signed"),
        CheckConstraint("(kind = 'own_subject') = (instead_id IS NOT NULL)", name="instead"),
        Index("ix_substitution_substitute_id", "substitute_id", "state"),
        Index("ix_substitution_lesson_id", "lesson_id"),
        Index("ix_substitution_batch_id", "batch_id"),
    )

    id: Mapped[Id]
    batch_id: Mapped[int | None]
    """The first of those that were offered together: they are answered together."""
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    instead_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"))
    """The lesson of the substitute's own subject that is held in its place."""
    absent_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[SubstitutionKind] = mapped_column(one_of(SubstitutionKind))
    reason: Mapped[SubstitutionReason] = mapped_column(one_of(SubstitutionReason))
    order_number: Mapped[str] = mapped_column(String(64), server_default="")
    paid: Mapped[bool]
    state: Mapped[SubstitutionState] = mapped_column(one_of(SubstitutionState))
    until: Mapped[datetime.date]
    """The last day on which the substitute may fill the lesson: the third school day after it."""
    offered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    offered_at: Mapped[Moment]
    answered_at: Mapped[datetime.datetime | None]
    ended_at: Mapped[datetime.datetime | None]
    """When the substitute's access ended: the lesson was closed, its days passed, it was declined or cancelled."""
    signed_at: Mapped[datetime.datetime | None]
    topic: Mapped[str] = mapped_column(String(500), server_default="")
    """What the lesson's topic was when it was signed."""


class StaffAbsence(Table):
    """`🤒 Не выйду на работу`: a teacher's word for some days, both inclusive, without a reason."""

    __tablename__ = "staff_absence"
    __table_args__ = (
        unique_where("uq_staff_absence_live", "person_id", "first_on", "last_on", where="withdrawn_at IS NULL"),
        CheckConstraint("first_on <= last_on", name="order"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_on: Mapped[datetime.date]
    last_on: Mapped[datetime.date]
    told_at: Mapped[Moment]
    withdrawn_at: Mapped[datetime.datetime | None]
