"""A cell of marks is read by who reads the lesson, the class, or the school."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, exists, or_

from db.engine import Session
from db.lessons import Lesson
from db.people import (
    Duty,
    Enrolment,
    Person,
    SchoolClass,
    Student,
)
from db.timetable import Course
from journal.access.actors import Actor
from journal.access.classes import leads
from journal.access.duties import serves
from journal.access.pupils import sits_in
from journal.access.teaching import LessonFacts, lessons, may_see
from journal.refusals import NotFound


class CellToRead(NamedTuple):
    """A student's cell of a lesson, to be looked at."""

    lesson: LessonFacts
    student: str


async def cell_to_read(session: Session, actor: Actor, lesson_id: int, student_id: int, today: date) -> CellToRead:
    """A cell whose history the actor may read: the lesson's teacher, the student's homeroom teacher, a deputy head.

    The homeroom teacher of today reads what stood there before the student came, and not what came after leaving.
    """
    stay = Enrolment.__table__.alias("stay")
    led = exists().where(
        stay.c.student_id == student_id,
        SchoolClass.id == stay.c.class_id,
        or_(stay.c.valid_to.is_(None), stay.c.valid_to >= Lesson.date),
        leads(actor.staff_id, today),
    )
    query = (
        lessons()
        .add_columns(Person.surname, Person.given_name)
        .join(Enrolment, and_(Enrolment.student_id == student_id, sits_in(Course.group_id, Lesson.date)))
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .where(
            Lesson.id == lesson_id,
            or_(may_see(actor.staff_id), led, serves(actor.staff_id, Duty.DEPUTY_HEAD)),
        )
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    *facts, surname, given_name = row
    return CellToRead(LessonFacts(*facts), f"{surname} {given_name}".strip())
