"""A family reaches its own children only, and only while a consent is live (П 5.7, G39)."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, and_, exists, false, func, or_, select

from db.engine import Session
from db.people import (
    Consent,
    Enrolment,
    Guardian,
    Person,
    SchoolClass,
    Scope,
    Student,
)
from journal.access.actors import Actor
from journal.access.dates import during
from journal.refusals import NotFound


class Child(NamedTuple):
    """A student as the family sees it: always named, with the class of this day (None after leaving)."""

    student_id: int
    person_id: int
    given_name: str
    surname: str
    class_id: int | None
    grade: int | None
    letter: str
    legal: bool
    """Whether the actor is the child's legal representative (who alone consents, signs and sends notes)."""
    own: bool
    """True for the student: the screens say «вы»."""
    alias: str = ""
    """What this guardian wants the child to be called."""

    @property
    def called(self) -> str:
        """The name in pushes: the alias that the guardian chose, or the first name."""
        return self.alias or self.given_name


def _own_children(actor: Actor) -> ColumnElement[bool]:
    """Students whom the account's grants name, for whom the relation still holds and somebody's consent is live.

    A guardian needs the own consent; a student one live consent of any legal representative (G39).
    """
    reached: list[ColumnElement[bool]] = []
    for grant in actor.grants:
        if grant.scope is Scope.GUARDIAN:
            reached.append(
                and_(
                    Student.id == grant.student_id,
                    exists().where(
                        Guardian.person_id == grant.person_id,
                        Guardian.student_id == Student.id,
                        or_(consented(Guardian.id), and_(Guardian.legal.is_(False), any_consent())),
                    ),
                )
            )
        elif grant.scope is Scope.STUDENT:
            reached.append(and_(Student.person_id == grant.person_id, any_consent()))
    return or_(false(), *reached)


def consented(guardian_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """This guardian's own consent is live."""
    return exists().where(Consent.guardian_id == guardian_id, Consent.withdrawn_at.is_(None))


def any_consent() -> ColumnElement[bool]:
    """A legal representative of the `Student` of the enclosing statement consents."""
    other = Guardian.__table__.alias("other_guardian")
    return (
        exists()
        .where(
            other.c.student_id == Student.id,
            other.c.legal,
            Consent.guardian_id == other.c.id,
            Consent.withdrawn_at.is_(None),
        )
        .correlate_except(other, Consent)
    )


async def children(session: Session, actor: Actor, today: date) -> list[Child]:
    """The children whose data the actor may see, in order of name; a student gets oneself."""
    if not any(grant.scope is not Scope.STAFF for grant in actor.grants):
        return []
    rows = await session.execute(_children(actor, today).order_by(Person.search_key, Student.id))
    return [_child(actor, row) for row in rows]


async def child(session: Session, actor: Actor, student_id: int, today: date) -> Child:
    """One child of the actor's; NotFound for anybody else's (H9), for a withdrawn consent and for a revoked grant alike."""
    row = (await session.execute(_children(actor, today).where(Student.id == student_id))).one_or_none()
    if row is None:
        raise NotFound
    return _child(actor, row)


def _children(actor: Actor, today: date) -> Select[*tuple[Any, ...]]:
    guarding = [grant.person_id for grant in actor.grants if grant.scope is Scope.GUARDIAN]
    return (
        select(
            Student.id,
            Person.id,
            Person.given_name,
            Person.surname,
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
            exists().where(Guardian.student_id == Student.id, Guardian.person_id.in_(guarding), Guardian.legal),
            select(func.max(Guardian.alias))
            .where(Guardian.student_id == Student.id, Guardian.person_id.in_(guarding))
            .scalar_subquery(),
        )
        .join(Person, Person.id == Student.person_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
        )
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(_own_children(actor))
    )


def _child(actor: Actor, row: Row[*tuple[Any, ...]]) -> Child:
    student_id, person_id, given_name, surname, class_id, grade, letter, legal, alias = row
    guarded = any(grant.scope is Scope.GUARDIAN and grant.student_id == student_id for grant in actor.grants)
    own = any(grant.scope is Scope.STUDENT and grant.person_id == person_id for grant in actor.grants)
    return Child(
        student_id,
        person_id,
        given_name,
        surname,
        class_id,
        grade,
        letter or "",
        legal=legal and guarded,
        own=own,
        alias=(alias or "") if guarded else "",
    )
