"""The queue of promised pushes: claimed by lease, settled by token (architecture decision 6)."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select, update

from db.engine import Session
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Account
from journal.operations import told

LEASE = timedelta(minutes=5)
"""Much longer than a send may take; a sender that dies gives its rows back by it."""
BATCH = 200
GIVE_UP = timedelta(hours=72)
"""A push that could not be sent for so long is dead, and its row says why (G12)."""


class Claimed(NamedTuple):
    """A notice in our hands until the lease ends."""

    id: int
    key: str
    kind: NoticeKind
    account_id: int
    student_id: int | None
    lesson_id: int | None
    facts: Mapping[str, Any]
    attempts: int
    error: str
    due_at: datetime
    created_at: datetime
    lease: str


async def claim(session: Session, *, now: datetime, real: datetime, limit: int = BATCH) -> list[Claimed]:
    """Take what is due at `now` (school time) and nobody holds at `real` (leases and retries), oldest first.

    Recipients who cannot be reached wait: their rows stay pending without being asked for (G13).
    """
    due = (
        select(Notice.id)
        .join(Account, Account.id == Notice.account_id)
        .where(
            Notice.state == NoticeState.PENDING,
            Notice.due_at <= now,
            or_(Notice.leased_until.is_(None), Notice.leased_until <= real),
            Account.unreachable_since.is_(None),
        )
        .order_by(Notice.due_at, Notice.id)
        .limit(limit)
        .with_for_update(of=Notice, skip_locked=True)
    )
    lease = secrets.token_hex(8)
    rows = await session.execute(
        update(Notice)
        .where(Notice.id.in_(due))
        .values(lease=lease, leased_until=real + LEASE)
        .returning(
            Notice.id,
            Notice.key,
            Notice.kind,
            Notice.account_id,
            Notice.student_id,
            Notice.lesson_id,
            Notice.facts,
            Notice.attempts,
            Notice.error,
            Notice.due_at,
            Notice.created_at,
        )
    )
    return sorted((Claimed(**row, lease=lease) for row in rows.mappings()), key=lambda claimed: claimed.id)


async def settle(
    session: Session,
    notices: Sequence[Claimed],
    *,
    state: NoticeState,
    real: datetime,
    message_id: int | None = None,
    error: str = "",
    values: Mapping[str, str] | None = None,
) -> None:
    """End these notices, if they are still ours, and write down what the recipient was told by them.

    A promise that was moved meanwhile took the lease away: it stays pending and is compared with what was told now.
    """
    await session.execute(
        update(Notice)
        .where(Notice.id.in_([notice.id for notice in notices]), Notice.lease == notices[0].lease)
        .values(state=state, lease=None, leased_until=None, message_id=message_id, error=error, settled_at=real)
    )
    if values:
        await told.tell(session, notices[0].account_id, values, real)


async def give_back(
    session: Session,
    notices: Sequence[Claimed],
    *,
    not_before: datetime | None = None,
    error: str = "",
    counted: bool = False,
) -> None:
    """Put these notices back for another try, not before that (real) time; `counted` tries lengthen the next pause.

    Without an error the one before stays: what may have arrived already must not be forgotten.
    """
    values = {"lease": None, "leased_until": not_before, "attempts": Notice.attempts + int(counted)}
    await session.execute(
        update(Notice)
        .where(Notice.id.in_([notice.id for notice in notices]), Notice.lease == notices[0].lease)
        .values(**values, **({"error": error} if error else {}))
    )


async def postpone(session: Session, notices: Sequence[Claimed], due_at: datetime) -> None:
    """Make these notices due later by the school's clock: quiet hours, or marks that come after the lessons."""
    await session.execute(
        update(Notice)
        .where(Notice.id.in_([notice.id for notice in notices]), Notice.lease == notices[0].lease)
        .values(lease=None, leased_until=None, due_at=due_at)
    )


async def next_due(session: Session, *, now: datetime, real: datetime) -> timedelta | None:
    """How long until something is to be sent; None while nothing is promised."""
    pending = (
        select(func.min(Notice.due_at))
        .join(Account, Account.id == Notice.account_id)
        .where(Notice.state == NoticeState.PENDING, Account.unreachable_since.is_(None))
    )
    due = await session.scalar(pending.where(or_(Notice.leased_until.is_(None), Notice.leased_until <= real)))
    held = await session.scalar(
        select(func.min(Notice.leased_until)).where(
            Notice.state == NoticeState.PENDING, Notice.due_at <= now, Notice.leased_until > real
        )
    )
    waits = [moment - since for moment, since in ((due, now), (held, real)) if moment is not None]
    return min(waits, default=None)


async def oldest_due(session: Session, *, now: datetime) -> datetime | None:
    """Since when the push that waits longest has been due, among those that can be delivered."""
    return await session.scalar(
        select(func.min(Notice.due_at))
        .join(Account, Account.id == Notice.account_id)
        .where(Notice.state == NoticeState.PENDING, Notice.due_at <= now, Account.unreachable_since.is_(None))
    )
