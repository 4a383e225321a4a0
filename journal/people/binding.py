"""Binding: a code becomes a grant of its one scope to one account, and the adults concerned hear of it (G19, G30–G32)."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Select, func, insert, select, update

from db.engine import Session
from db.people import Grant, Invite, Scope, Student
from journal import audit
from journal.access import Actor, Granted
from journal.people import access_news, accounts, codes, invites, locks
from journal.refusals import NotFound


class Outcome(StrEnum):
    """What came of a code. WRONG is one answer for mistyped, used, expired, ended and locked alike (G31)."""

    CONNECTED = "connected"
    ALREADY = "already"
    WAITING = "waiting"
    WRONG = "wrong"


class _Found(NamedTuple):
    """An invite by one of its fingerprints, held until the transaction ends."""

    id: int
    person_id: int
    scope: Scope
    student_id: int | None
    child_id: int | None
    """The student concerned: the guardian's child, or the student."""
    issued_by: int | None
    expires_at: datetime
    live: bool
    used_at: datetime | None
    used_by: int | None
    recent_failures: int

    @property
    def grant(self) -> Granted:
        return Granted(self.person_id, self.scope, self.student_id)


async def redeem(session: Session, actor: Actor, *, text: str, now: datetime, sent_at: datetime) -> Outcome:
    """Give the account of whoever sent this code what the code carries. Every outcome is to be committed.

    Of two accounts at once exactly one wins (G19). Five wrong codes in an hour lock the sender, by `sent_at` in real time.
    While somebody is guessing codes school-wide, a right one waits for the button of who may issue it, if anybody who
    could press it is connected. A used code in a stranger's hands is told to its issuer.
    """
    lock = await locks.of(session, actor.external_id)
    written = codes.read(text)
    if lock is not None and lock.holds(sent_at):
        return Outcome.WRONG
    found = await _find(session, written, sent_at) if written else None
    if found is not None and actor.account_id and found.used_by == actor.account_id:
        if found.used_at is not None and found.grant in actor.grants:
            return Outcome.ALREADY
        if found.live and found.used_at is None:
            return Outcome.WAITING
    if found is None or not found.live or found.expires_at <= now or found.used_by is not None:
        if found is not None and found.used_by is not None:
            await access_news.code_reused(session, found.id, found.issued_by, found.child_id, now=now)
        await locks.count_failure(session, actor.external_id, lock, sent_at)
        return Outcome.WRONG
    account_id = actor.account_id or await accounts.ensure(session, actor.external_id, language=actor.language, now=now)
    if lock is not None:
        await locks.forgive(session, actor.external_id)
    if found.recent_failures > locks.STORM and await access_news.code_waits(
        session, found.id, found.issued_by, found.child_id, now=now
    ):
        await session.execute(update(Invite).where(Invite.id == found.id).values(used_by=account_id))
        return Outcome.WAITING
    await _bind(session, actor._replace(account_id=account_id), found, account_id, now)
    return Outcome.CONNECTED


async def let_in(session: Session, actor: Actor, *, invite_id: int, now: datetime) -> None:
    """Confirm a binding that waits (G31), by whoever may issue its code. Pressed again it is no change."""
    found = await _asked(session, actor, invite_id, now)
    if found.used_at is None and found.live and found.used_by is not None:
        await _bind(session, actor, found, found.used_by, now)
        await access_news.let_in(session, found.id, found.used_by, now=now)


async def turn_away(session: Session, actor: Actor, *, invite_id: int, now: datetime) -> None:
    """Refuse a binding that waits: its code ends, and who sent it stays a stranger."""
    found = await _asked(session, actor, invite_id, now)
    if found.used_at is None and found.live:
        await session.execute(update(Invite).where(Invite.id == found.id).values(live=False, revoked_at=now))
        audit.record(session, actor, "invite.turn_away", now, invite=found.id, account=found.used_by)


async def is_waiting(session: Session, actor: Actor) -> bool:
    """Whether a code of this account still waits for somebody's button."""
    found = await session.scalar(
        select(Invite.id).where(Invite.used_by == actor.account_id, Invite.used_at.is_(None), Invite.live).limit(1)
    )
    return found is not None


async def _bind(session: Session, actor: Actor, found: _Found, account_id: int, now: datetime) -> None:
    """Grant the scope to this account; the account that had it before loses this scope and nothing else (G32)."""
    await session.execute(
        update(Invite).where(Invite.id == found.id).values(live=False, used_at=now, used_by=account_id)
    )
    child = Grant.student_id.is_(None) if found.student_id is None else Grant.student_id == found.student_id
    ended = await session.scalars(
        update(Grant)
        .where(Grant.person_id == found.person_id, Grant.scope == found.scope, child, Grant.ended_at.is_(None))
        .values(ended_at=now)
        .returning(Grant.account_id)
    )
    moved_from = [account for account in ended if account != account_id]
    grant_id = await session.scalar(
        insert(Grant).values(account_id=account_id, granted_at=now, **found.grant._asdict()).returning(Grant.id)
    )
    audit.record(session, actor, "grant.give", now, grant=grant_id, invite=found.id, account=account_id)
    await access_news.bound(
        session, grant_id or 0, account_id, found.issued_by, found.child_id, moved_from=moved_from, now=now
    )


async def _find(session: Session, written: codes.Written, sent_at: datetime) -> _Found | None:
    by = Invite.code_hash == written.code_hash if written.code_hash else Invite.link_hash == written.link_hash
    row = (await session.execute(_invite(sent_at).where(by))).one_or_none()
    return _Found(*row) if row else None


async def _asked(session: Session, actor: Actor, invite_id: int, now: datetime) -> _Found:
    query = _invite(now).where(Invite.id == invite_id, invites.may_issue(actor, now), Invite.used_by.is_not(None))
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    return _Found(*row)


def _invite(sent_at: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Invite.id,
            Invite.person_id,
            Invite.scope,
            Invite.student_id,
            func.coalesce(Invite.student_id, Student.id),
            Invite.issued_by,
            Invite.expires_at,
            Invite.live,
            Invite.used_at,
            Invite.used_by,
            locks.recent_failures(sent_at),
        )
        .outerjoin(Student, (Student.person_id == Invite.person_id) & (Invite.scope == Scope.STUDENT))
        .with_for_update(of=Invite)
    )
