"""«Не доставляется»: who of a class's families cannot be written to, for its homeroom teacher (G13)."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased

from db.engine import Session
from db.people import Account, Enrolment, Grant, Guardian, Person, Scope, Student
from journal import access
from journal.access import Actor, ClassFacts, during


class Unreachable(NamedTuple):
    """Somebody to whom the messenger delivers nothing. The student is named, the adult is not."""

    student_id: int
    surname: str
    given_name: str
    kinship: str | None
    """What the adult is to the child, possibly empty; None: the student."""
    since: datetime


def of_student() -> Select[Any]:
    """The accounts of the enclosing statement's `Student` and of the adults, as far as they cannot be written to."""
    return (
        select(Account.id)
        .join(Grant, Grant.account_id == Account.id)
        .where(
            Account.unreachable_since.is_not(None),
            Grant.ended_at.is_(None),
            or_(
                Grant.student_id == Student.id,
                and_(Grant.person_id == Student.person_id, Grant.scope == Scope.STUDENT),
            ),
        )
        .correlate(Student)
    )


async def of_class(
    session: Session, actor: Actor, class_id: int, *, today: date
) -> tuple[ClassFacts, list[Unreachable]]:
    """The own class's, in the order of the list, the student before the adults; NotFound for another's class."""
    school_class = await access.class_led(session, actor, class_id, today)
    adult = aliased(Guardian)
    rows = await session.execute(
        select(Student.id, Person.surname, Person.given_name, Grant.scope, adult.kinship, Account.unreachable_since)
        .join(Student, Student.person_id == Person.id)
        .join(Enrolment, Enrolment.student_id == Student.id)
        .join(
            Grant,
            or_(
                Grant.student_id == Student.id,
                and_(Grant.person_id == Student.person_id, Grant.scope == Scope.STUDENT),
            ),
        )
        .join(Account, Account.id == Grant.account_id)
        .outerjoin(adult, and_(adult.student_id == Grant.student_id, adult.person_id == Grant.person_id))
        .where(
            Enrolment.class_id == class_id,
            during(Enrolment.valid_from, Enrolment.valid_to, today),
            Grant.ended_at.is_(None),
            Account.unreachable_since.is_not(None),
        )
        .order_by(Person.search_key, Student.id, Grant.scope.desc(), Grant.id)
    )
    return school_class, [
        Unreachable(student_id, surname, given, None if scope is Scope.STUDENT else kinship or "", since)
        for student_id, surname, given, scope, kinship, since in rows
        if since is not None
    ]
