"""Reminders that were made: at most one a kind, a scope and a local date, whatever restarts and clocks do (G20)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from db.engine import Session, insert_missing
from db.operations import Reminder


class Key(NamedTuple):
    """What is reminded of, and whom or what it concerns."""

    kind: str
    scope: str


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
