"""Slow work that somebody asked for: stored, made in the background, its result sent as a document."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of, unique_where


class JobKind(StrEnum):
    """What is made."""

    TERM_SHEET = "term_sheet"
    REGISTER = "register"
    SUBSTITUTIONS = "substitutions"
    PROGRAMME = "programme"


class JobState(StrEnum):
    """waiting → running → done, failed (the error says why) or cancelled by whoever asked; a try that ended waits again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Table):
    """One piece of slow work. It refers, and is read and authorised when it is made, as a push is (decision 6)."""

    __tablename__ = "job"
    __table_args__ = (
        unique_where("uq_job_pending", "account_id", "key", where="state IN ('waiting', 'running')"),
        CheckConstraint("0 <= done AND done <= steps", name="progress"),
        CheckConstraint("(state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)", name="finished"),
        CheckConstraint("state <> 'running' OR lease IS NOT NULL", name="lease"),
        Index("ix_job_state", "state", "leased_until"),
        Index("ix_job_account_id", "account_id"),
    )

    id: Mapped[Id]
    kind: Mapped[JobKind] = mapped_column(one_of(JobKind))
    key: Mapped[str] = mapped_column(String(96))
    """What is asked for, in ids: asked for again while it is pending it is the same job."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Ids only."""
    state: Mapped[JobState] = mapped_column(one_of(JobState))
    done: Mapped[int] = mapped_column(server_default="0")
    steps: Mapped[int] = mapped_column(server_default="0")
    """Steps that are done, of how many; 0 of 0 before the first."""
    attempts: Mapped[int] = mapped_column(server_default="0")
    copies: Mapped[int] = mapped_column(server_default="0")
    """How many documents may have arrived without our knowing (G8)."""
    sending: Mapped[bool] = mapped_column(server_default=false())
    """The document is on its way: a runner that dies now leaves one that may have arrived."""
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None]
    """Running: when the runner counts as dead. Waiting: not before."""
    screen: Mapped[int | None]
    """The message that shows the progress."""
    error: Mapped[str] = mapped_column(String(48), server_default="")
    created_at: Mapped[Moment]
    finished_at: Mapped[datetime | None]
