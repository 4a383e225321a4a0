"""Whom the messenger does not let us write to, for the homeroom teacher who can ask them at the next meeting (G13)."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from db.engine import Session
from db.people import Account, Enrolment, Grant, Person, Scope, Student
from journal import access
from journal.access import Actor, during


class Unreachable(NamedTuple):
    """Somebody of a class who blocked the bot or left the messenger: who, of which student, since when."""

    person_id: int
    surname: str
    given_name: str
    patronymic: str
    student_id: int
    student_surname: str
    student_given_name: str
    own: bool
    """It is the student."""
    since: datetime


async def of_class(session: Session, actor: Actor, class_id: int, *, today: date) -> list[Unreachable]:
    """The class's guardians and students who cannot be reached, by student; NotFound for another's class. Two statements."""
    await access.class_led(session, actor, class_id, today)
    pupil = aliased(Person)
    rows = await session.execute(
        select(
            Person.id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            Student.id,
            pupil.surname,
            pupil.given_name,
            Grant.scope,
            Account.unreachable_since,
        )
        .join(Grant, Grant.account_id == Account.id)
        .join(Person, Person.id == Grant.person_id)
        .join(
            Student,
            or_(
                and_(Grant.scope == Scope.GUARDIAN, Student.id == Grant.student_id),
                and_(Grant.scope == Scope.STUDENT, Student.person_id == Grant.person_id),
            ),
        )
        .join(pupil, pupil.id == Student.person_id)
        .join(Enrolment, Enrolment.student_id == Student.id)
        .where(
            Account.unreachable_since.is_not(None),
            Grant.ended_at.is_(None),
            Enrolment.class_id == class_id,
            during(Enrolment.valid_from, Enrolment.valid_to, today),
        )
        .order_by(pupil.search_key, Person.search_key)
    )
    return [Unreachable(*row[:7], own=row[7] is Scope.STUDENT, since=row[8]) for row in rows if row[8] is not None]


async def count(session: Session) -> int:
    """How many accounts cannot be reached."""
    return (
        await session.scalar(select(func.count()).select_from(Account).where(Account.unreachable_since.is_not(None)))
        or 0
    )
