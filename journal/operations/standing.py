"""How the school's bot stands: what waits and for how long, in one statement, for the screen and for monitoring."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, exists, func, select

from db.engine import Session
from db.jobs import Job, JobState
from db.operations import InboxState, InboxUpdate, Notice, NoticeState
from db.people import Account, Duty, Grant
from db.sending import PromisedScreen, SendPause
from db.size import stored_bytes
from journal import access
from journal.access import Actor
from journal.notices import EVERYBODY, OWN
from journal.operations import pauses

LANES: Final = {OWN: "news", EVERYBODY: "broadcast"}
RECENT: Final = timedelta(days=1)
"""A document that could not be made is counted for so long."""


class Waiting(NamedTuple):
    """How many wait, and since when the first of them."""

    many: int
    since: datetime | None

    def age(self, now: datetime) -> float:
        """Seconds; 0 while nothing waits."""
        return 0.0 if self.since is None else max((now - self.since).total_seconds(), 0.0)


class Standing(NamedTuple):
    """Counts and times only: no name, no id, no text (G37)."""

    inbox: Waiting
    """Updates that are not worked yet, by the real clock."""
    set_aside: int
    lanes: dict[str, Waiting]
    """Pushes that are due to those who can be reached, by the school's clock."""
    planned: int
    """Pushes that are not due yet."""
    dead: int
    unreachable: int
    """Accounts with access that the messenger delivers nothing to."""
    screens: Waiting
    """Answers to be drawn later."""
    documents: Waiting
    """Stored jobs that are not done, by the school's clock."""
    making: int
    """Those of them that are being made."""
    failed: int
    """Stored jobs that failed within a day."""
    pauses: int
    """Chats that the messenger asked us to leave alone for a while."""
    paused_until: datetime | None
    """Until when nothing is sent to anybody."""
    refused: bool
    """The messenger refuses our token."""
    database_bytes: int

    def queue_age(self, now: datetime) -> float:
        """The worst of the lanes, in seconds."""
        return max(lane.age(now) for lane in self.lanes.values())


async def of_school(session: Session, actor: Actor, *, now: datetime, real: datetime) -> Standing:
    """The same as `measure`, for a coordinator; NotFound for anybody else."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    return await measure(session, now=now, real=real)


async def measure(session: Session, *, now: datetime, real: datetime) -> Standing:
    """One statement. For who watches over the bot, not for a person: `of_school` asks who that is."""
    waiting = select(InboxUpdate).where(InboxUpdate.state == InboxState.WAITING)
    pending = select(Notice).where(Notice.state == NoticeState.PENDING)
    due = (
        pending.where(Notice.due_at <= now)
        .join(Account, Account.id == Notice.account_id)
        .where(Account.unreachable_since.is_(None))
    )
    undone = select(Job).where(Job.state.in_((JobState.WAITING, JobState.RUNNING)))
    pause = select(SendPause).where(SendPause.until > real)
    gone = select(Account).where(
        Account.unreachable_since.is_not(None),
        exists().where(Grant.account_id == Account.id, Grant.ended_at.is_(None)),
    )
    asked = {
        "inbox": _count(waiting),
        "inbox_since": _first(waiting, InboxUpdate.received_at),
        "aside": _count(select(InboxUpdate).where(InboxUpdate.state == InboxState.QUARANTINED)),
        **{name: _count(due.where(Notice.lane == lane)) for lane, name in LANES.items()},
        **{f"{name}_since": _first(due.where(Notice.lane == lane), Notice.due_at) for lane, name in LANES.items()},
        "planned": _count(pending.where(Notice.due_at > now)),
        "dead": _count(select(Notice).where(Notice.state == NoticeState.DEAD)),
        "unreachable": _count(gone),
        "screens": _count(select(PromisedScreen)),
        "screens_since": _first(select(PromisedScreen), PromisedScreen.created_at),
        "documents": _count(undone),
        "documents_since": _first(undone, Job.created_at),
        "making": _count(select(Job).where(Job.state == JobState.RUNNING)),
        "failed": _count(select(Job).where(Job.state == JobState.FAILED, Job.finished_at > now - RECENT)),
        "pauses": _count(pause.where(SendPause.scope.not_in(("", pauses.TOKEN, pauses.POLL)))),
        "paused_until": pause.where(SendPause.scope == "").with_only_columns(func.max(SendPause.until)),
        "refused": _count(select(SendPause).where(SendPause.scope == pauses.TOKEN)),
    }
    columns = [query.scalar_subquery().label(name) for name, query in asked.items()]
    row = (await session.execute(select(*columns, stored_bytes(session).label("size")))).mappings().one()
    return Standing(
        Waiting(row["inbox"], row["inbox_since"]),
        row["aside"],
        {name: Waiting(row[name], row[f"{name}_since"]) for name in LANES.values()},
        row["planned"],
        row["dead"],
        row["unreachable"],
        Waiting(row["screens"], row["screens_since"]),
        Waiting(row["documents"], row["documents_since"]),
        row["making"],
        row["failed"],
        row["pauses"],
        row["paused_until"],
        bool(row["refused"]),
        row["size"],
    )


def _count(query: Select[Any]) -> Select[Any]:
    return query.with_only_columns(func.count(), maintain_column_froms=True)


def _first(query: Select[Any], column: Any) -> Select[Any]:
    return query.with_only_columns(func.min(column), maintain_column_froms=True)
