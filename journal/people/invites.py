"""Invites: one-time codes that carry one scope for one person, issued along the two chains of П 5.2 and no other (H1)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, false, insert, literal, select, true, update

from db.engine import Session
from db.people import Guardian, Invite, Person, Scope, Staff, Student
from journal import access, audit, rules
from journal.access import Actor
from journal.people import codes
from journal.refusals import NotFound, Refusal


class Issued(NamedTuple):
    """A new invite, told once: only fingerprints of it are kept."""

    invite_id: int
    code: str
    link_payload: str
    expires_at: datetime


class IssuedAlready(Refusal):
    """There is a newer code than the button knew of: a second tap never ends the code that the first one brought."""

    key = "refusal-code-issued"


async def issue(
    session: Session,
    actor: Actor | None,
    *,
    person_id: int,
    scope: Scope,
    student_id: int | None = None,
    now: datetime,
    after: int | None = None,
) -> Issued:
    """Issue a code for a person in one scope for so many days (`rules.invite_days`); the one before it ends (G30).

    A coordinator issues to staff, today's homeroom teacher (an acting one too) to guardians and students of the own
    class; `actor` None is the operator at the command line. Anything else is NotFound. `after` is the live invite that
    the button was drawn with (0: none); IssuedAlready if another has come since.
    """
    permitted = (
        true() if actor is None else access.may_admit(actor, *_literals(person_id, scope, student_id), now.date())
    )
    # The person's row is held first, so that of two codes issued at once one ends the other.
    found = await session.scalar(
        select(Person.id)
        .where(Person.id == person_id, _is_here(person_id, scope, student_id), permitted)
        .with_for_update(of=Person)
    )
    if found is None:
        raise NotFound
    before = (Invite.person_id == person_id, Invite.scope == scope, _same(Invite.student_id, student_id), Invite.live)
    replaced = await session.scalar(select(Invite.id).where(*before))
    if after is not None and (replaced or 0) != after:
        raise IssuedAlready
    if replaced:
        await session.execute(update(Invite).where(Invite.id == replaced).values(live=False, revoked_at=now))
    fresh = codes.fresh()
    expires_at = now + timedelta(days=rules.of(session).invite_days)
    invite_id = await session.scalar(
        insert(Invite)
        .values(
            person_id=person_id,
            scope=scope,
            student_id=student_id,
            code_hash=codes.code_hash(fresh.code),
            link_hash=codes.link_hash(fresh.link_payload),
            issued_by=actor.staff_id if actor else None,
            issued_at=now,
            expires_at=expires_at,
            live=True,
        )
        .returning(Invite.id)
    )
    audit.record(
        session, actor, "invite.issue", now, invite=invite_id, person=person_id, scope=scope, student=student_id
    )
    return Issued(invite_id or 0, fresh.code, fresh.link_payload, expires_at)


async def revoke(session: Session, actor: Actor, *, invite_id: int, now: datetime) -> None:
    """End a code that was not used yet, by whoever may issue it (H16). One that ended before is no change."""
    row = (
        await session.execute(
            select(Invite.live).where(Invite.id == invite_id, may_issue(actor, now)).with_for_update(of=Invite)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    if row.live:
        await session.execute(update(Invite).where(Invite.id == invite_id).values(live=False, revoked_at=now))
        audit.record(session, actor, "invite.revoke", now, invite=invite_id)


def may_issue(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """The actor may issue, and so end or confirm, the `Invite` of the enclosing statement."""
    return access.may_admit(actor, Invite.person_id, Invite.scope, Invite.student_id, now.date())


def _literals(
    person_id: int, scope: Scope, student_id: int | None
) -> tuple[ColumnElement[int], ColumnElement[Scope], ColumnElement[int | None]]:
    return (
        literal(person_id, Invite.person_id.type),
        literal(scope, Invite.scope.type),
        literal(student_id, Invite.student_id.type),
    )


def _same(column: SQLColumnExpression[int | None], student_id: int | None) -> ColumnElement[bool]:
    return column.is_(None) if student_id is None else column == student_id


def _is_here(person_id: int, scope: Scope, student_id: int | None) -> ColumnElement[bool]:
    """The person is what the scope says: works here, studies here, is an adult of that child."""
    match scope:
        case Scope.STAFF if student_id is None:
            return exists().where(Staff.person_id == person_id, Staff.left_on.is_(None))
        case Scope.STUDENT if student_id is None:
            return exists().where(Student.person_id == person_id)
        case Scope.GUARDIAN if student_id is not None:
            return exists().where(Guardian.person_id == person_id, Guardian.student_id == student_id)
    return false()
