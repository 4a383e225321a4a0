"""Reminders that were made: at most one a kind, a scope and a local date, whatever restarts and clocks do (G20)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, String, cast, exists, select

from db.engine import Session, insert_missing
from db.operations import NoticeKind, Reminder
from journal import notices

DIGEST: Final = "digest"
"""The kind of the week that comes in one message."""


class Key(NamedTuple):
    """What is reminded of, and whom or what it concerns."""

    kind: str
    scope: str


class Due(NamedTuple):
    """An account whose reminder of that day has not been made."""

    account_id: int
    day: date


def unmade(
    kind: str, account_id: SQLColumnExpression[int], day: SQLColumnExpression[date] | date
) -> ColumnElement[bool]:
    """The where-clause: the account's reminder of this kind and day was not made yet."""
    return ~exists().where(
        Reminder.kind == kind, Reminder.scope == cast(account_id, String), Reminder.local_date == day
    )


async def made(session: Session, kinds: Collection[str], day: date) -> set[Key]:
    """What was made of these kinds on a day."""
    rows = await session.execute(
        select(Reminder.kind, Reminder.scope).where(Reminder.local_date == day, Reminder.kind.in_(kinds))
    )
    return {Key(*row) for row in rows}


async def make(session: Session, keys: Collection[Key], day: date, now: datetime) -> set[Key]:
    """Write these down; returns those that nobody had made before. What follows belongs in the same transaction."""
    if not keys:
        return set()
    rows = [{"kind": key.kind, "scope": key.scope, "local_date": day, "made_at": now} for key in keys]
    won = await session.execute(insert_missing(session, Reminder).values(rows).returning(Reminder.kind, Reminder.scope))
    return {Key(*row) for row in won}


async def ask_for(session: Session, kind: str, account_id: int, now: datetime) -> None:
    """Promise an account a reminder that it asked for itself, whatever the day."""
    await notices.promise(
        session,
        NoticeKind.REMINDER,
        account_id,
        key=f"{kind}:asked:{account_id}",
        due_at=now,
        now=now,
        about=kind,
        day=now.date().isoformat(),
        asked=1,
    )
