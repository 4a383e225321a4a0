"""Updates stored before they are confirmed, and done in the transaction of their effect (architecture decision 5)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select, update

from db.engine import Session, insert_missing
from db.operations import InboxState, InboxUpdate

TRIES = 5
"""After so many tries an update is set aside (G14)."""


KEPT = timedelta(hours=48)
"""How long a worked update's row tells a redelivered one apart: the messenger keeps updates for a day."""


class Incoming(NamedTuple):
    """A raw update, with what tells the same event apart when it is delivered again."""

    platform: str
    update_id: int
    event_key: str
    sender: str
    payload: dict[str, Any]


class Waiting(NamedTuple):
    """A stored update that is to be worked."""

    id: int
    sender: str
    payload: dict[str, Any]
    received_at: datetime
    attempts: int
    """How often it was begun already."""


class DoneAlready(Exception):
    """This update had its effect before: the transaction that found it out is rolled back."""


async def store(session: Session, batch: Sequence[Incoming], now: datetime) -> None:
    """Store a batch in one statement; an event that is there already is left alone (G3)."""
    if not batch:
        return
    rows = [{**incoming._asdict(), "state": InboxState.WAITING, "received_at": now} for incoming in batch]
    await session.execute(insert_missing(session, InboxUpdate).values(rows))


async def waiting(session: Session, *, busy: Iterable[str], limit: int = 200) -> list[Waiting]:
    """The oldest waiting update of every sender who is not being served, oldest first (G17)."""
    first = (
        select(func.min(InboxUpdate.id))
        .where(InboxUpdate.state == InboxState.WAITING, InboxUpdate.sender.not_in(list(busy)))
        .group_by(InboxUpdate.sender)
        .limit(limit)
    )
    rows = await session.execute(
        select(InboxUpdate.id, InboxUpdate.sender, InboxUpdate.payload, InboxUpdate.received_at, InboxUpdate.attempts)
        .where(InboxUpdate.id.in_(first))
        .order_by(InboxUpdate.id)
    )
    return [Waiting(*row) for row in rows]


async def begin_all(session: Session, inbox_ids: Sequence[int]) -> dict[int, int]:
    """Count a try of each before its handler runs; returns which try it is. A fatal one is counted all the same."""
    if not inbox_ids:
        return {}
    rows = await session.execute(
        update(InboxUpdate)
        .where(InboxUpdate.id.in_(inbox_ids))
        .values(attempts=InboxUpdate.attempts + 1)
        .returning(InboxUpdate.id, InboxUpdate.attempts)
    )
    return {row.id: row.attempts for row in rows}


async def settle(session: Session, inbox_id: int, now: datetime) -> None:
    """Mark an update done, in the transaction of its effect. Raises DoneAlready if it had one before."""
    done = await session.execute(_done([inbox_id], now))
    if done.rowcount == 0:  # type: ignore[attr-defined] # an UPDATE's result has it
        raise DoneAlready


async def settle_all(session: Session, inbox_ids: Sequence[int], now: datetime) -> None:
    """Mark updates done that changed nothing."""
    await session.execute(_done(inbox_ids, now))


def _done(inbox_ids: Sequence[int], now: datetime) -> Any:
    return (
        update(InboxUpdate)
        .where(InboxUpdate.id.in_(inbox_ids), InboxUpdate.state == InboxState.WAITING)
        .values(state=InboxState.DONE, payload=None, done_at=now)
    )


async def done_among(session: Session, inbox_ids: Sequence[int]) -> list[int]:
    """Which of these updates had their effect: asked when a COMMIT was lost on the way (G7)."""
    found = await session.scalars(
        select(InboxUpdate.id)
        .where(InboxUpdate.id.in_(inbox_ids), InboxUpdate.state == InboxState.DONE)
        .order_by(InboxUpdate.id)
    )
    return list(found)


async def quarantine(session: Session, inbox_id: int, now: datetime, incident: str = "") -> None:
    """Set aside an update that failed too often; the payload stays for the coordinator (`aside`)."""
    await session.execute(
        update(InboxUpdate)
        .where(InboxUpdate.id == inbox_id)
        .values(state=InboxState.QUARANTINED, done_at=now, incident=incident)
    )


async def sweep(session: Session, now: datetime) -> None:
    """Remove the rows of updates that were worked long ago; what was set aside stays for the coordinator."""
    await session.execute(
        delete(InboxUpdate).where(InboxUpdate.state == InboxState.DONE, InboxUpdate.received_at < now - KEPT)
    )
