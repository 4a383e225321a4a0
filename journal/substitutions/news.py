"""Pushes about substitutions, to who was asked and to the deputy heads: promised here, asked again when they are sent."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import or_, select

from db.engine import Session
from db.operations import NoticeKind
from db.people import Duty, Grant, Scope, Staff
from db.substitutions import StaffAbsence, Substitution, SubstitutionState
from journal import access, notices
from journal.access import Actor
from journal.operations import recipients
from journal.refusals import NotFound
from journal.substitutions import lines
from journal.substitutions.lines import Line

PATIENCE: Final = timedelta(minutes=10)
"""After so long without an answer the deputy head is told."""


class News(StrEnum):
    """What a push of kind SUBSTITUTION is about."""

    OFFERED = "offered"
    SILENT = "silent"
    """To who asked: no answer yet."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    AWAY = "away"
    """To the deputy heads: a teacher will not be at work."""
    BACK = "back"


async def accounts_of(session: Session, people: Collection[int]) -> list[int]:
    """The accounts by which these people act as staff."""
    found = await session.scalars(
        select(Grant.account_id)
        .join(Staff, Staff.person_id == Grant.person_id)
        .where(
            Grant.person_id.in_(people), Grant.scope == Scope.STAFF, Grant.ended_at.is_(None), Staff.left_on.is_(None)
        )
        .distinct()
        .order_by(Grant.account_id)
    )
    return list(found)


async def offered(session: Session, actor: Actor, batch_id: int, substitute_id: int, *, now: datetime) -> None:
    """Ask the substitute now, and tell whoever asked if no answer comes in ten minutes."""
    accounts = await accounts_of(session, [substitute_id])
    facts: dict[int, Mapping[str, str | int | None]]
    facts = {account_id: {"about": News.OFFERED.value, "batch": batch_id} for account_id in accounts}
    await notices.promise_own(
        session, NoticeKind.SUBSTITUTION, facts, key=f"substitution:{batch_id}", due_at=now, now=now
    )
    await notices.promise(
        session,
        NoticeKind.SUBSTITUTION,
        actor.account_id,
        key=f"substitution-silent:{batch_id}:{actor.account_id}",
        due_at=now + PATIENCE,
        now=now,
        about=News.SILENT.value,
        batch=batch_id,
    )


async def answered(session: Session, said: Line, *, now: datetime) -> None:
    """Tell whoever asked what the answer is."""
    about = News.ACCEPTED if said.state is SubstitutionState.ACCEPTED else News.DECLINED
    await notices.promise_each(
        session,
        NoticeKind.SUBSTITUTION,
        await accounts_of(session, [said.offered_by]),
        key=f"substitution-answer:{said.batch_id}",
        due_at=now,
        now=now,
        about=about.value,
        batch=said.batch_id,
    )


async def cancelled(session: Session, gone: Line, *, now: datetime) -> None:
    """Tell the substitute that the lesson is not to be taken any more."""
    if gone.ends_at <= now:
        return
    await notices.promise_each(
        session,
        NoticeKind.SUBSTITUTION,
        await accounts_of(session, [gone.substitute_id]),
        key=f"substitution-gone:{gone.id}",
        due_at=now,
        now=now,
        about=News.CANCELLED.value,
        substitution=gone.id,
    )


async def away(session: Session, absence_id: int, about: News, *, now: datetime) -> None:
    """Tell the deputy heads that a teacher will not be at work, or will after all."""
    await notices.promise_each(
        session,
        NoticeKind.SUBSTITUTION,
        await recipients.on_duty(session, Duty.DEPUTY_HEAD),
        key=f"away:{absence_id}",
        due_at=now,
        now=now,
        about=about.value,
        absence=absence_id,
    )


class Story(NamedTuple):
    """What a push says now."""

    about: News
    lines: tuple[Line, ...] = ()
    absence_id: int = 0


async def story(session: Session, actor: Actor, facts: Mapping[str, Any], now: datetime) -> Story | None:
    """What there is to tell this recipient now; None once it is settled otherwise or is not theirs to hear (G26)."""
    about = News(facts["about"])
    if about in (News.AWAY, News.BACK):
        return await _away(session, actor, about, facts["absence"], now)
    if about is News.CANCELLED:
        where = Substitution.id == facts["substitution"]
    else:
        where = or_(Substitution.batch_id == facts["batch"], Substitution.id == facts["batch"])
    found = [line for line in await lines.read(session, where) if _is_told(line, about, now)]
    if about in (News.OFFERED, News.CANCELLED):
        found = [line for line in found if line.substitute_id == actor.staff_id]
    elif not await _plans(session, actor):
        return None
    return Story(about, tuple(found)) if found else None


def _is_told(line: Line, about: News, now: datetime) -> bool:
    match about:
        case News.OFFERED | News.SILENT:
            return line.state is SubstitutionState.OFFERED and line.ends_at > now
        case News.ACCEPTED:
            return line.state is SubstitutionState.ACCEPTED
        case News.DECLINED:
            return line.state is SubstitutionState.DECLINED
    return not line.live


async def _away(session: Session, actor: Actor, about: News, absence_id: int, now: datetime) -> Story | None:
    row = await session.get(StaffAbsence, absence_id)
    stands = row is not None and row.withdrawn_at is None
    if row is None or stands is not (about is News.AWAY) or row.last_on < now.date():
        return None
    return Story(about, absence_id=absence_id) if await _plans(session, actor) else None


async def _plans(session: Session, actor: Actor) -> bool:
    try:
        await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    except NotFound:
        return False
    return True
