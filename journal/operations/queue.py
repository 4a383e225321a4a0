"""The queue of promised pushes: claimed by lease, settled by token (architecture decision 6)."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_, update

from db.engine import Session
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Account
from journal.operations import told

LEASE: Final = timedelta(minutes=5)
"""Much longer than a send may take; a sender that dies gives its rows back by it."""
BATCH: Final = 25
"""Recipients that are taken at once: about what goes out in a second."""
GIVE_UP: Final = timedelta(hours=72)
"""A push that could not be sent for so long is dead, and its row says why (G12)."""
UNCERTAIN: Final = "uncertain"
"""The error of a send that may have arrived."""
AWAY: Final = ("5xx", "no connection")
"""The errors of a messenger that is away."""


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
    copies: int
    lane: int
    error: str
    due_at: datetime
    created_at: datetime
    lease: str

    @property
    def doubtful(self) -> bool:
        """Whether it may have told what nobody wrote down: the answer was lost, or its sender died."""
        return self.copies > 0 or "doubt" in self.facts


def _free(now: datetime, real: datetime, busy: Collection[int]) -> ColumnElement[bool]:
    """Due at `now` (school time), held by nobody at `real` (leases and retries), to somebody who can be reached."""
    return and_(
        Notice.state == NoticeState.PENDING,
        Notice.due_at <= now,
        or_(Notice.leased_until.is_(None), Notice.leased_until <= real),
        Notice.account_id.not_in(list(busy)),
        Account.unreachable_since.is_(None),
    )


async def claim(
    session: Session,
    *,
    now: datetime,
    real: datetime,
    accounts: int = BATCH,
    busy: Collection[int] = (),
    doubtful: bool = True,
) -> list[Claimed]:
    """Take everything that is due to some recipients, in one statement: who has news before whom everybody is told.

    Recipients who cannot be reached wait: their rows stay pending without being asked for (G13). So do those being
    served (`busy`). What may have arrived comes after the rest: the first that is sent after an outage should do no harm.

    What an earlier sender held when it died may have arrived, and counts as a copy. It is taken one recipient at a time,
    and none unless `doubtful`: if we die too, that recipient's pushes are in doubt again, and not all that were held.
    """
    free = _free(now, real, busy)
    held = and_(free, Notice.lease.is_not(None))
    in_doubt = select(Notice.account_id).join(Account, Account.id == Notice.account_id).where(held)
    one = in_doubt.group_by(Notice.account_id).order_by(func.min(Notice.copies), func.min(Notice.due_at)).limit(1)
    first = (
        select(Notice.account_id)
        .join(Account, Account.id == Notice.account_id)
        .where(free, Notice.account_id.not_in(in_doubt))
        .group_by(Notice.account_id)
        .order_by(
            func.min(case((Notice.error == UNCERTAIN, 1), else_=0)),
            func.min(Notice.lane),
            func.min(Notice.due_at),
            Notice.account_id,
        )
        .limit(accounts)
    )
    taken = Notice.account_id.in_(first)
    due = (
        select(Notice.id)
        .join(Account, Account.id == Notice.account_id)
        .where(free, or_(taken, Notice.account_id.in_(one)) if doubtful else taken)
        .with_for_update(of=Notice, skip_locked=True)
    )
    lease = secrets.token_hex(8)
    rows = await session.execute(
        update(Notice)
        .where(Notice.id.in_(due))
        .values(
            lease=lease,
            leased_until=real + LEASE,
            copies=Notice.copies + case((Notice.lease.is_not(None), 1), else_=0),
        )
        .returning(
            Notice.id,
            Notice.key,
            Notice.kind,
            Notice.account_id,
            Notice.student_id,
            Notice.lesson_id,
            Notice.facts,
            Notice.attempts,
            Notice.copies,
            Notice.lane,
            Notice.error,
            Notice.due_at,
            Notice.created_at,
        )
    )
    return sorted((Claimed(**row, lease=lease) for row in rows.mappings()), key=lambda claimed: claimed.id)


class Sent(NamedTuple):
    """A message that arrived: what it settles, and what its recipient was told."""

    notices: Sequence[Claimed]
    message_id: int | None
    values: Mapping[str, str]


def _ours(notices: Sequence[Claimed]) -> ColumnElement[bool]:
    """These notices, as far as nobody took the lease away meanwhile."""
    return tuple_(Notice.id, Notice.lease).in_([(notice.id, notice.lease) for notice in notices])


async def settle_sent(session: Session, batch: Sequence[Sent], *, real: datetime) -> None:
    """End the notices of all these messages and write down what was told: two statements, however many.

    A promise that was moved meanwhile took the lease away: it stays pending and is compared with what was told now.
    """
    numbers = {notice.id: sent.message_id for sent in batch for notice in sent.notices if sent.message_id is not None}
    message = case(numbers, value=Notice.id, else_=None) if numbers else None
    await session.execute(
        update(Notice)
        .where(_ours([notice for sent in batch for notice in sent.notices]))
        .values(state=NoticeState.SENT, lease=None, leased_until=None, message_id=message, error="", settled_at=real)
    )
    heard = [(sent.notices[0].account_id, cell, value) for sent in batch for cell, value in sent.values.items()]
    await told.tell_all(session, heard, real)


async def settle(
    session: Session, notices: Sequence[Claimed], *, state: NoticeState, real: datetime, error: str = ""
) -> None:
    """End these notices without a message, if they are still ours."""
    await session.execute(
        update(Notice)
        .where(_ours(notices))
        .values(state=state, lease=None, leased_until=None, error=error, settled_at=real)
    )


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
    values: dict[str, Any] = {"lease": None, "leased_until": not_before, "attempts": Notice.attempts + int(counted)}
    if error:
        values["error"] = error
    if error == UNCERTAIN:
        values["copies"] = Notice.copies + 1
    await session.execute(update(Notice).where(_ours(notices)).values(**values))


async def postpone(session: Session, notices: Sequence[Claimed], due_at: datetime) -> None:
    """Make these notices due later by the school's clock: quiet hours, or marks that come after the lessons."""
    await session.execute(update(Notice).where(_ours(notices)).values(lease=None, leased_until=None, due_at=due_at))


async def hasten(session: Session, *, real: datetime) -> None:
    """The messenger is back: what failed by its absence need not wait for its own next try (G11)."""
    await session.execute(
        update(Notice)
        .where(Notice.state == NoticeState.PENDING, Notice.error.in_(AWAY), Notice.lease.is_(None))
        .where(Notice.leased_until > real)
        .values(leased_until=None)
    )


async def take_over(session: Session, *, real: datetime) -> None:
    """We are the only sender now: whoever held leases before us is gone, and nobody waits for them to run out."""
    await session.execute(
        update(Notice)
        .where(Notice.state == NoticeState.PENDING, Notice.lease.is_not(None), Notice.leased_until > real)
        .values(leased_until=real)
    )


async def next_due(session: Session, *, now: datetime, real: datetime, busy: Collection[int] = ()) -> timedelta | None:
    """How long until something is to be sent to somebody who is not being served; None while nothing is promised."""
    pending = (
        select(func.min(Notice.due_at))
        .join(Account, Account.id == Notice.account_id)
        .where(
            Notice.state == NoticeState.PENDING,
            Account.unreachable_since.is_(None),
            Notice.account_id.not_in(list(busy)),
        )
    )
    due = await session.scalar(pending.where(or_(Notice.leased_until.is_(None), Notice.leased_until <= real)))
    held = await session.scalar(
        select(func.min(Notice.leased_until)).where(
            Notice.state == NoticeState.PENDING,
            Notice.due_at <= now,
            Notice.leased_until > real,
            Notice.account_id.not_in(list(busy)),
        )
    )
    waits = [moment - since for moment, since in ((due, now), (held, real)) if moment is not None]
    return min(waits, default=None)
