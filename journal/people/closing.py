"""Taking access back: by whoever may give it, with a reason, or by signing out (H16, G26)."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select, update

from db.engine import Session
from db.people import Grant, Scope
from journal import access, audit
from journal.access import Actor
from journal.refusals import NotFound, Refusal


class OwnAccess(Refusal):
    """Nobody closes the own access as if it were another's."""

    key = "refusal-own-access"


class Reason(StrEnum):
    """Why an access was closed: chosen from a list, so that the log needs no text of anybody's."""

    STRANGER = "stranger"
    NEW_ACCOUNT = "new_account"
    LEFT = "left"
    OTHER = "other"


class Closed(NamedTuple):
    """Whose access was closed."""

    person_id: int
    scope: Scope
    student_id: int | None


async def close(session: Session, actor: Actor, *, grant_id: int, reason: Reason, now: datetime) -> Closed:
    """Close an access at once, by whoever may give it (H1, H16); the account is told so at its next tap (A1).

    Nobody closes the own access this way, or a school could lose its last coordinator: signing out is for that.
    """
    row = (
        await session.execute(
            select(Grant.person_id, Grant.scope, Grant.student_id, Grant.account_id, Grant.ended_at)
            .where(
                Grant.id == grant_id,
                access.may_admit(actor, Grant.person_id, Grant.scope, Grant.student_id, now.date()),
            )
            .with_for_update(of=Grant)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.account_id == actor.account_id:
        raise OwnAccess
    if row.ended_at is None:
        await session.execute(update(Grant).where(Grant.id == grant_id).values(ended_at=now))
        audit.record(session, actor, "grant.close", now, grant=grant_id, reason=reason)
    return Closed(row.person_id, row.scope, row.student_id)


async def sign_out(session: Session, actor: Actor, *, now: datetime) -> None:
    """End every grant of the own account; coming back takes new codes."""
    await session.execute(
        update(Grant).where(Grant.account_id == actor.account_id, Grant.ended_at.is_(None)).values(ended_at=now)
    )
    audit.record(session, actor, "grant.sign_out", now, account=actor.account_id)
