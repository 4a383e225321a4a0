"""What the way out remembers: how long it must be silent, and the screens that could not be drawn yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, unique_where


class SendPause(Table):
    """Nothing is sent before `until` (G11, G47), also by the process that takes over."""

    __tablename__ = "send_pause"

    platform: Mapped[str] = mapped_column(String(16), primary_key=True)
    scope: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A chat; empty: the whole bot; `token`: the messenger refuses our token."""
    since: Mapped[Moment]
    until: Mapped[datetime | None]
    """None: until somebody mends it."""


class PromisedScreen(Table):
    """An answer that could not be drawn: it is drawn later, or replaced by a newer one of the same message.

    The row holds what a person would have read, so it goes as soon as it is drawn, and within a day in any case.
    """

    __tablename__ = "promised_screen"
    __table_args__ = (
        unique_where("uq_promised_screen_message", "platform", "chat", "message_id", where="message_id IS NOT NULL"),
        Index("ix_promised_screen_not_before", "not_before"),
    )

    id: Mapped[Id]
    platform: Mapped[str] = mapped_column(String(16))
    chat: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[int | None]
    """The message to redraw; None: a new one."""
    method: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    rights: Mapped[list[str]] = mapped_column(JSON)
    """What the account might see when this was made: it is drawn only while all of it still holds (G26)."""
    version: Mapped[int]
    """Grows with every newer content."""
    created_at: Mapped[Moment]
    not_before: Mapped[Moment]
    attempts: Mapped[int] = mapped_column(server_default="0")
    error: Mapped[str] = mapped_column(String(32), server_default="")
