"""Stored jobs: asked for once, claimed by lease, begun again after a crash, ended by token (architecture decision 5)."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, delete, false, func, or_, select, update
from sqlalchemy.orm import aliased

from db.engine import Session, insert_missing
from db.jobs import Job, JobKind, JobState
from journal import audit
from journal.access import Actor
from journal.refusals import JobsWaiting, NotFound

LEASE: Final = timedelta(minutes=2)
"""Longer than one step or a send may take; every step renews it."""
TRIES: Final = 3
"""A job that breaks us so often has failed."""
GIVE_UP: Final = timedelta(hours=24)
"""What could not be sent for so long nobody waits for any more."""
KEPT: Final = timedelta(days=30)
ANEW: Final = 2**62
"""In place of a button's `after`: only one that is pending is the one meant, what was made before is made again."""
AT_MOST: Final = 3
"""Pending jobs of one account."""

PENDING: Final = (JobState.WAITING, JobState.RUNNING)


class Asked(NamedTuple):
    """A job as its screen shows it."""

    id: int
    kind: JobKind
    facts: Mapping[str, Any]
    state: JobState
    done: int
    steps: int
    error: str

    @property
    def pending(self) -> bool:
        return self.state in PENDING

    @property
    def percent(self) -> int:
        """How far it is; never 100 before the document is sent."""
        return percent(self.done, self.steps)


class Claimed(NamedTuple):
    """A job in our hands until the lease ends."""

    id: int
    kind: JobKind
    account_id: int
    facts: Mapping[str, Any]
    attempts: int
    copies: int
    screen: int | None
    error: str
    created_at: datetime
    lease: str


def percent(done: int, steps: int) -> int:
    """Whole per cent, rounded down; 99 at most, since the document is still to be sent."""
    return min(99, 100 * done // steps) if steps else 0


ASKED: Final = (Job.id, Job.kind, Job.facts, Job.state, Job.done, Job.steps, Job.error)


# --- whoever asks ------------------------------------------------------------------------------------------------------


async def newest(session: Session, actor: Actor) -> int:
    """The actor's last job, 0 before the first: a button carries it, so that a double tap is known (`ask`)."""
    return await session.scalar(select(func.max(Job.id)).where(Job.account_id == actor.account_id)) or 0


async def ask(
    session: Session,
    actor: Actor,
    kind: JobKind,
    facts: Mapping[str, int],
    *,
    after: int,
    screen: int | None,
    now: datetime,
) -> Asked:
    """Ask for a job, once: the same one pending, or made since the button was drawn (`after`), is the one meant (G4).

    The caller has loaded what `facts` name: that was the permission, and it is asked for again when the job is made.
    Raises JobsWaiting where the actor has too many that are not done.
    """
    key = ":".join([kind.value, *(f"{name}={value}" for name, value in sorted(facts.items()))])
    same = select(*ASKED).where(Job.account_id == actor.account_id, Job.key == key)
    meant = same.where(or_(Job.id > after, Job.state.in_(PENDING))).order_by(Job.id.desc()).limit(1)
    row = (await session.execute(meant)).one_or_none()
    if row is None:
        waiting = select(func.count()).where(Job.account_id == actor.account_id, Job.state.in_(PENDING))
        if (await session.scalar(waiting) or 0) >= AT_MOST:
            raise JobsWaiting(limit=AT_MOST)
        made = insert_missing(session, Job).values(
            kind=kind,
            key=key,
            account_id=actor.account_id,
            facts=dict(facts),
            state=JobState.WAITING,
            screen=screen,
            created_at=now,
        )
        await session.execute(made)
        row = (await session.execute(meant)).one()
    return Asked(*row)


async def mine(session: Session, actor: Actor, job_id: int) -> Asked:
    """A job of the actor's own; NotFound for another's."""
    row = (
        await session.execute(select(*ASKED).where(Job.id == job_id, Job.account_id == actor.account_id))
    ).one_or_none()
    if row is None:
        raise NotFound
    return Asked(*row)


async def cancel(session: Session, actor: Actor, *, job_id: int, now: datetime) -> Asked:
    """End an own job that is pending; one whose document is on its way, or that has ended, stays as it is."""
    await session.execute(
        update(Job)
        .where(Job.id == job_id, Job.account_id == actor.account_id, Job.state.in_(PENDING), Job.sending.is_(False))
        .values(state=JobState.CANCELLED, lease=None, leased_until=None, finished_at=now)
    )
    return await mine(session, actor, job_id)


# --- whoever makes it --------------------------------------------------------------------------------------------------


def _free(real: datetime) -> ColumnElement[bool]:
    """Waiting and due, or left behind by a runner that died."""
    return and_(Job.state.in_(PENDING), or_(Job.leased_until.is_(None), Job.leased_until <= real))


async def claim(session: Session, *, real: datetime, limit: int) -> list[Claimed]:
    """Take the oldest job of each of so many accounts, none of an account that one is being made for.

    The try counts from here, so that one which kills us comes to an end. A document that was on its way when its
    runner died may have arrived, and counts as a copy (G8).
    """
    other = aliased(Job)
    busy = select(other.account_id).where(other.state == JobState.RUNNING, other.leased_until > real)
    first = (
        select(func.min(Job.id))
        .where(_free(real), Job.account_id.not_in(busy))
        .group_by(Job.account_id)
        .order_by(func.min(Job.id))
        .limit(limit)
    )
    lease = secrets.token_hex(8)
    rows = await session.execute(
        update(Job)
        .where(Job.id.in_(first), _free(real))
        .values(
            state=JobState.RUNNING,
            lease=lease,
            leased_until=real + LEASE,
            attempts=Job.attempts + 1,
            copies=Job.copies + case((Job.sending, 1), else_=0),
            sending=false(),
            done=0,
            steps=0,
        )
        .returning(
            Job.id,
            Job.kind,
            Job.account_id,
            Job.facts,
            Job.attempts,
            Job.copies,
            Job.screen,
            Job.error,
            Job.created_at,
        )
    )
    return sorted((Claimed(**row, lease=lease) for row in rows.mappings()), key=lambda claimed: claimed.id)


def _ours(job: Claimed) -> ColumnElement[bool]:
    """The job, unless it was cancelled or somebody else took it over."""
    return and_(Job.id == job.id, Job.lease == job.lease, Job.state == JobState.RUNNING)


async def progress(session: Session, job: Claimed, *, done: int, steps: int, real: datetime) -> bool:
    """Write down how far a job is, and keep it; False: it is not ours any more."""
    kept = update(Job).where(_ours(job)).values(done=done, steps=steps, leased_until=real + LEASE).returning(Job.id)
    return (await session.execute(kept)).one_or_none() is not None


async def sending(session: Session, job: Claimed, actor: Actor, *, now: datetime, real: datetime) -> bool:
    """The document goes out now, and the log says to whom: from here on it cannot be cancelled.

    False: the job is not ours any more.
    """
    kept = update(Job).where(_ours(job)).values(sending=True, leased_until=real + LEASE).returning(Job.id)
    if (await session.execute(kept)).one_or_none() is None:
        return False
    audit.record(session, actor, f"document.{job.kind.value}", now, job=job.id, **job.facts)
    return True


async def finish(session: Session, job: Claimed, *, state: JobState, now: datetime, error: str = "") -> None:
    """The job has ended, if it is still ours."""
    await session.execute(
        update(Job)
        .where(_ours(job))
        .values(
            state=state, lease=None, leased_until=None, sending=False, error=error, finished_at=now,
            done=Job.steps if state is JobState.DONE else Job.done,
        )
    )  # fmt: skip


async def put_back(
    session: Session, job: Claimed, *, not_before: datetime, error: str, counted: bool, arrived: bool = False
) -> None:
    """Another try, not before that (real) time. `arrived`: the document may be there already."""
    await session.execute(
        update(Job)
        .where(_ours(job))
        .values(
            state=JobState.WAITING,
            lease=None,
            leased_until=not_before,
            sending=False,
            attempts=Job.attempts - int(not counted),
            copies=Job.copies + int(arrived),
            error=error,
        )
    )


async def take_over(session: Session, *, real: datetime) -> None:
    """We are the only maker now: nobody waits for the leases of whoever was before us."""
    await session.execute(
        update(Job).where(Job.state == JobState.RUNNING, Job.leased_until > real).values(leased_until=real)
    )


async def next_due(session: Session, *, real: datetime) -> timedelta | None:
    """How long until there is something to make; None while nothing is pending."""
    free_now = func.count(case((Job.leased_until.is_(None), 1)))
    row = (await session.execute(select(free_now, func.min(Job.leased_until)).where(Job.state.in_(PENDING)))).one()
    at: datetime | None = row[1]
    if row[0]:
        return timedelta()
    return None if at is None else max(at - real, timedelta())


async def sweep(session: Session, now: datetime) -> None:
    """Forget jobs that ended long ago."""
    await session.execute(delete(Job).where(Job.finished_at < now - KEPT))
