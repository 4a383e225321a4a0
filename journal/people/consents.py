"""A guardian's consent precedes the first data, and withdrawing it stops them at once (G39)."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, select, update

from db.engine import Session, insert
from db.people import Consent, Guardian, Person, Scope, Student
from journal import access, audit
from journal.access import Actor
from journal.refusals import NotFound, Refusal

TEXT_VERSION: Final = 1
"""Of the data notice (`people-notice`): a changed text gets the next number, and is read and agreed to anew."""


class OldNotice(Refusal):
    """The notice that was agreed to is not the one in force."""

    key = "refusal-old-notice"


class Tie(NamedTuple):
    """A student whom the account's grants name, and whether anything about the student may be shown."""

    student_id: int
    given_name: str
    own: bool
    """The account is the student's."""
    legal: bool
    """The account is a legal representative's, who alone can consent."""
    consented: bool
    """By this guardian; withdrawing stops this guardian only."""
    open: bool
    """Access lets this account see the student's data."""

    @property
    def asks(self) -> bool:
        """The data notice is to be read first."""
        return self.legal and not self.consented


async def ties(session: Session, actor: Actor) -> list[Tie]:
    """The students of the account's grants in order of name, those without consent included. Names are for the own use."""
    guarded = _guardians(actor)
    own = [grant.person_id for grant in actor.grants if grant.scope is Scope.STUDENT]
    rows = await session.execute(
        select(
            Student.id,
            Person.given_name,
            Student.person_id.in_(own),
            Guardian.legal,
            access.consented(Guardian.id),
            access.any_consent(),
        )
        .join(Person, Person.id == Student.person_id)
        .outerjoin(Guardian, and_(Guardian.student_id == Student.id, guarded))
        .where(or_(Guardian.id.is_not(None), Student.person_id.in_(own)))
        .order_by(Person.search_key, Student.id)
    )
    found: dict[int, Tie] = {}
    for student_id, name, is_own, legal, consented, anybodys in rows:
        tie = Tie(student_id, name, is_own, bool(legal), consented, anybodys if is_own or not legal else consented)
        # Two people of one account may be adults of one child: what is open to one of them is open.
        if student_id not in found or not found[student_id].open:
            found[student_id] = tie
    return list(found.values())


async def asked(session: Session, actor: Actor, student_id: int) -> None:
    """The notice about this child is the actor's to read; NotFound for anybody but a legal representative."""
    await _legal(session, actor, student_id)


async def give(session: Session, actor: Actor, *, student_id: int, version: int, now: datetime) -> None:
    """A legal representative consents to the notice of this version. Given already, it is no change.

    NotFound for anybody else; OldNotice if another text is in force by now.
    """
    guardian_id = await _legal(session, actor, student_id)
    if version != TEXT_VERSION:
        raise OldNotice
    given = await session.scalar(
        insert(session, Consent)
        .values(guardian_id=guardian_id, text_version=version, given_at=now)
        .on_conflict_do_nothing()
        .returning(Consent.id)
    )
    if given is not None:
        audit.record(session, actor, "consent.give", now, guardian=guardian_id, student=student_id, version=version)


async def withdraw(session: Session, actor: Actor, *, student_id: int, now: datetime) -> None:
    """Withdraw the own consent: from now on nothing about the child is shown or sent to this guardian."""
    guardian_id = await _legal(session, actor, student_id)
    withdrawn = await session.scalar(
        update(Consent)
        .where(Consent.guardian_id == guardian_id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(Consent.id)
    )
    if withdrawn is not None:
        audit.record(session, actor, "consent.withdraw", now, guardian=guardian_id, student=student_id)


async def _legal(session: Session, actor: Actor, student_id: int) -> int:
    found = await session.scalar(
        select(Guardian.id).where(Guardian.student_id == student_id, Guardian.legal, _guardians(actor))
    )
    if found is None:
        raise NotFound
    return found


def _guardians(actor: Actor) -> ColumnElement[bool]:
    """The `Guardian` rows that the account's grants name."""
    return or_(
        false(),
        *(
            and_(Guardian.person_id == grant.person_id, Guardian.student_id == grant.student_id)
            for grant in actor.grants
            if grant.scope is Scope.GUARDIAN
        ),
    )
