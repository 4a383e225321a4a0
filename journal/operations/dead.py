"""Pushes that were given up, with the reason: nothing that was promised ends in silence (G12, G14)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, exists, func, select, update
from sqlalchemy.orm import aliased

from db.engine import Session
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Account, Duty, Grant, Person
from journal import access, audit
from journal.access import Actor
from journal.refusals import NotFound

PAGE: Final = 20


class DeadLetter(NamedTuple):
    """A push that was given up: to whom, what about and why. What it would have said is nobody else's."""

    id: int
    kind: NoticeKind
    surname: str
    given_name: str
    """Empty names: whoever it was for has no access any more."""
    error: str
    """uncertain, poison, markup, 5xx, «no connection», or the messenger's own words."""
    promised_at: datetime
    given_up_at: datetime | None
    tries: int


async def listed(session: Session, actor: Actor, *, page: int = 0) -> list[DeadLetter]:
    """The newest first, for a coordinator; NotFound for anybody else."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    rows = await session.execute(_letters().limit(PAGE).offset(page * PAGE))
    return [DeadLetter(*row) for row in rows]


async def retry(session: Session, actor: Actor, *, notice_id: int, now: datetime) -> None:
    """Promise it anew, as a coordinator. Raises NotFound for what is not dead."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    await _act(session, actor, "push.retry", [notice_id], now)


async def drop(session: Session, actor: Actor, *, notice_id: int, now: datetime) -> None:
    """Let it go, as a coordinator. Raises NotFound for what is not dead."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    await _act(session, actor, "push.drop", [notice_id], now)


async def count(session: Session) -> int:
    """How many there are."""
    number = await session.scalar(select(func.count()).select_from(Notice).where(Notice.state == NoticeState.DEAD))
    return number or 0


async def all_listed(session: Session) -> list[DeadLetter]:
    """All of them, for the operator at the command line."""
    return [DeadLetter(*row) for row in await session.execute(_letters())]


async def retry_these(session: Session, notice_ids: Collection[int], now: datetime) -> int:
    """Promise these anew, as the operator; returns how many were dead. Raises NotFound if none was."""
    return await _act(session, None, "push.retry", notice_ids, now)


async def drop_these(session: Session, notice_ids: Collection[int], now: datetime) -> int:
    """Let these go, as the operator; returns how many were dead. Raises NotFound if none was."""
    return await _act(session, None, "push.drop", notice_ids, now)


def _letters() -> Select[*tuple[Any, ...]]:
    person = (
        select(func.min(Grant.person_id))
        .where(Grant.account_id == Notice.account_id, Grant.ended_at.is_(None))
        .scalar_subquery()
    )
    return (
        select(
            Notice.id,
            Notice.kind,
            func.coalesce(Person.surname, ""),
            func.coalesce(Person.given_name, ""),
            Notice.error,
            Notice.created_at,
            Notice.settled_at,
            Notice.attempts,
        )
        .join(Account, Account.id == Notice.account_id)
        .outerjoin(Person, Person.id == person)
        .where(Notice.state == NoticeState.DEAD)
        .order_by(Notice.settled_at.desc(), Notice.id.desc())
    )


async def _act(session: Session, actor: Actor | None, action: str, notice_ids: Collection[int], now: datetime) -> int:
    """What is promised anew has all its tries and copies again. Where the same is promised already, that one tells it."""
    other = aliased(Notice)
    promised = exists().where(and_(other.key == Notice.key, other.state == NoticeState.PENDING))
    dead = and_(Notice.id.in_(list(notice_ids)), Notice.state == NoticeState.DEAD)
    done: list[int] = []
    if action == "push.retry":
        anew = {
            "state": NoticeState.PENDING,
            "due_at": now,
            "created_at": now,
            "attempts": 0,
            "copies": 0,
            "error": "",
            "settled_at": None,
            "lease": None,
            "leased_until": None,
        }
        rows = await session.scalars(update(Notice).where(dead, ~promised).values(**anew).returning(Notice.id))
        done.extend(rows)
    rows = await session.scalars(
        update(Notice).where(dead).values(state=NoticeState.DROPPED, settled_at=now).returning(Notice.id)
    )
    done.extend(rows)
    if not done:
        raise NotFound
    for notice_id in done:
        audit.record(session, actor, action, now, notice=notice_id)
    return len(done)
