"""Whom somebody may give access, and take it back: two chains and no other (H1, П 5.2)."""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, or_

from db.people import (
    Duty,
    Enrolment,
    SchoolClass,
    Scope,
    Student,
)
from journal.access.actors import Actor
from journal.access.classes import leads
from journal.access.dates import during
from journal.access.duties import serves


def may_admit(
    actor: Actor,
    person_id: SQLColumnExpression[int],
    scope: SQLColumnExpression[Scope],
    student_id: SQLColumnExpression[int | None],
    day: date,
) -> ColumnElement[bool]:
    """The two chains of access and no other (H1, П 5.2): the actor may give this person this scope, and take it back.

    A coordinator admits staff; today's homeroom teacher admits the students of the own class and their guardians.
    """
    # Its own tables throughout: the statement around it may hold a student of its own.
    pupil = (
        exists()
        .where(
            or_(
                and_(scope == Scope.GUARDIAN, Student.id == student_id),
                and_(scope == Scope.STUDENT, Student.person_id == person_id),
            ),
            Enrolment.student_id == Student.id,
            during(Enrolment.valid_from, Enrolment.valid_to, day),
            SchoolClass.id == Enrolment.class_id,
            leads(actor.staff_id, day),
        )
        .correlate_except(Student, Enrolment, SchoolClass)
    )
    return or_(and_(scope == Scope.STAFF, serves(actor.staff_id, Duty.COORDINATOR)), pupil)
