"""Remarks: a lesson's teacher writes on that lesson, the homeroom teacher about the own class; only its author changes one."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, select

from db.engine import Session
from db.people import Enrolment, Person, SchoolClass, Staff, Student
from db.remarks import Remark
from journal.access.actors import Actor
from journal.access.classes import ClassFacts, leads
from journal.access.dates import during
from journal.refusals import NotFound


class PupilLed(NamedTuple):
    """A student of the own class."""

    school_class: ClassFacts
    student_id: int
    surname: str
    given_name: str


async def pupil_led(session: Session, actor: Actor, class_id: int, student_id: int, today: date) -> PupilLed:
    """A student who is in the class that the actor leads today; NotFound for any other class and any other student."""
    row = (
        await session.execute(
            select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter, Student.id, Person.surname, Person.given_name)
            .join(Enrolment, Enrolment.class_id == SchoolClass.id)
            .join(Student, Student.id == Enrolment.student_id)
            .join(Person, Person.id == Student.person_id)
            .where(
                SchoolClass.id == class_id,
                Student.id == student_id,
                during(Enrolment.valid_from, Enrolment.valid_to, today),
                leads(actor.staff_id, today),
            )
            .limit(1)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return PupilLed(ClassFacts(*row[:3]), *row[3:])


def wrote(actor: Actor) -> ColumnElement[bool]:
    """The `Remark` is the actor's own, who still works here."""
    works = exists().where(Staff.person_id == Remark.author_id, Staff.left_on.is_(None))
    return and_(Remark.author_id == actor.staff_id, works)
