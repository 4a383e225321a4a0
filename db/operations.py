"""What keeps promises: updates that came in, texts half typed, pushes to send, what was told, and the change log."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of, unique_where


class InboxState(StrEnum):
    """waiting → done, or quarantined after five tries (G14)."""

    WAITING = "waiting"
    DONE = "done"
    QUARANTINED = "quarantined"


class NoticeKind(StrEnum):
    """What a push is about; its text is made when it is sent."""

    LESSON_NEWS = "lesson_news"
    UNFILLED = "unfilled"
    ACCESS = "access"
    ABSENCE_NOTE = "absence_note"
    GAP = "gap"
    SUBSTITUTION = "substitution"
    CHANGES = "changes"
    """Of a child's lessons on a day: cancelled, moved, given by somebody else."""
    FINALS = "finals"
    REMARK = "remark"
    CONTROL = "control"
    """To whom an act of the weekly control concerns."""
    REMINDER = "reminder"
    """What it reminds of is in its facts (`scheduler.reminders.reminding`): a new reminder needs no new kind."""


class NoticeState(StrEnum):
    """pending → sent, dropped (nothing left to tell, or no longer entitled) or dead (given up, with the reason)."""

    PENDING = "pending"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


class InboxUpdate(Table):
    """An update of the messenger: stored, then confirmed, then worked. The payload is wiped once it is done."""

    __tablename__ = "inbox_update"
    __table_args__ = (
        UniqueConstraint("platform", "event_key"),
        Index("ix_inbox_update_received_at", "received_at"),
        Index("ix_inbox_update_state", "state", "id"),
    )

    id: Mapped[Id]
    platform: Mapped[str] = mapped_column(String(16))
    update_id: Mapped[int]
    event_key: Mapped[str] = mapped_column(String(96))
    """The message's or the tap's own id: redelivered under another update id it is still the same event."""
    sender: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    state: Mapped[InboxState] = mapped_column(one_of(InboxState))
    attempts: Mapped[int] = mapped_column(server_default="0")
    received_at: Mapped[Moment]
    done_at: Mapped[datetime | None]
    incident: Mapped[str] = mapped_column(String(8), server_default="")
    """The word that the sender was told and the log holds, once the update is set aside."""


class Draft(Table):
    """What an account is in the middle of typing. One at a time; a button carries its id and version."""

    __tablename__ = "draft"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    screen: Mapped[int | None]
    """The message that shows it, to be redrawn."""
    version: Mapped[int]
    changed_at: Mapped[Moment]


class Notice(Table):
    """A promised push: it refers (kind, recipient, child, lesson, subject), its text is made when it is sent."""

    __tablename__ = "notice"
    __table_args__ = (
        unique_where("uq_notice_pending", "key", where="state = 'pending'"),
        Index("ix_notice_due", "state", "due_at"),
        Index("ix_notice_lesson_id", "lesson_id"),
        Index("ix_notice_account_id", "account_id", "state"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(128))
    kind: Mapped[NoticeKind] = mapped_column(one_of(NoticeKind))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    student_id: Mapped[int | None] = mapped_column(ForeignKey("student.id"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Ids and plain values only, never names or texts."""
    due_at: Mapped[Moment]
    state: Mapped[NoticeState] = mapped_column(one_of(NoticeState))
    lane: Mapped[int] = mapped_column(server_default="1")
    """1: for this recipient; 2: for everybody, behind the others."""
    attempts: Mapped[int] = mapped_column(server_default="0")
    copies: Mapped[int] = mapped_column(server_default="0")
    """How many messages may have arrived without our knowing: at most three ever (G8)."""
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None]
    message_id: Mapped[int | None]
    error: Mapped[str] = mapped_column(String(200), server_default="")
    created_at: Mapped[Moment]
    settled_at: Mapped[datetime | None]


class Told(Table):
    """What an account was last told of a cell, so that a correction can say from what to what, and nothing is told twice."""

    __tablename__ = "told"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    cell: Mapped[str] = mapped_column(String(64), primary_key=True)
    """mark:LESSON:STUDENT:SLOT · attendance:LESSON:STUDENT · homework:LESSON."""
    value: Mapped[str] = mapped_column(Text)
    told_at: Mapped[Moment]


class Reminder(Table):
    """A reminder that was made: at most one a kind, a scope and a local date (G20), with the living message it may redraw."""

    __tablename__ = "reminder"

    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    scope: Mapped[str] = mapped_column(String(64), primary_key=True)
    local_date: Mapped[date] = mapped_column(primary_key=True)
    made_at: Mapped[Moment]


class LivingMessage(Table):
    """A message that is redrawn in place instead of being sent again (the day's reminder of a teacher)."""

    __tablename__ = "living_message"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    local_date: Mapped[date] = mapped_column(primary_key=True)
    message_id: Mapped[int]


class Liveness(Table):
    """When people could last reach us: the one row is renewed while they can."""

    __tablename__ = "liveness"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[Id]
    at: Mapped[Moment]


class AuditEntry(Table):
    """Who did what, when, to what, from what to what. Ids and hashes only: names and texts stay erasable (decision 10)."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_at", "at"),)

    id: Mapped[Id]
    at: Mapped[Moment]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """None: the operator at the command line, or the bot itself."""
    action: Mapped[str] = mapped_column(String(48))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
