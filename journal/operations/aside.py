"""Updates that were set aside after five tries (G14): a coordinator has them tried again, or removed."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import func, select, update

from db.engine import Session
from db.operations import InboxState, InboxUpdate
from db.people import Duty
from journal import access, audit
from journal.access import Actor

PAGE: Final = 8
"""So many on a screen, the latest first."""


class SetAside(NamedTuple):
    """An update that broke us. What it says stays unseen: it may be a family's."""

    id: int
    received_at: datetime
    incident: str
    """The word that the sender was told and the log holds."""


class Page(NamedTuple):
    """The latest, and how many there are."""

    total: int
    latest: list[SetAside]


async def latest(session: Session, actor: Actor) -> Page:
    """What was set aside, for a coordinator; NotFound for anybody else."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    rows = (
        await session.execute(
            select(InboxUpdate.id, InboxUpdate.received_at, InboxUpdate.incident, func.count().over())
            .where(InboxUpdate.state == InboxState.QUARANTINED)
            .order_by(InboxUpdate.id.desc())
            .limit(PAGE)
        )
    ).all()
    return Page(rows[0][3] if rows else 0, [SetAside(*row[:3]) for row in rows])


async def again(session: Session, actor: Actor, *, inbox_id: int, now: datetime) -> None:
    """Have it worked as if it came now, five tries and all: permission and version are asked as for any other.

    One that is not set aside any more is no change.
    """
    await access.on_duty(session, actor, Duty.COORDINATOR)
    await _end(session, actor, inbox_id, "update.again", now, state=InboxState.WAITING, attempts=0, done_at=None)


async def remove(session: Session, actor: Actor, *, inbox_id: int, now: datetime) -> None:
    """Give it up: its row tells a redelivery apart, what it said is wiped."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    await _end(session, actor, inbox_id, "update.removed", now, state=InboxState.DONE, payload=None)


async def _end(session: Session, actor: Actor, inbox_id: int, action: str, now: datetime, **values: object) -> None:
    ended = await session.scalar(
        update(InboxUpdate)
        .where(InboxUpdate.id == inbox_id, InboxUpdate.state == InboxState.QUARANTINED)
        .values(**values)
        .returning(InboxUpdate.incident)
    )
    if ended is not None:
        audit.record(session, actor, action, now, update=inbox_id, incident=ended)
