"""Whose page of the journal may be read: the own course's, or any of a class that is read whole."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, exists, func, or_, select

from db.engine import Session
from db.people import Duty, SchoolClass, Staff
from db.timetable import Course, CourseTeacher, GroupClass, StudyGroup, Subject
from journal.access.actors import Actor
from journal.access.classes import leads
from journal.access.dates import during
from journal.access.duties import serves
from journal.refusals import NoMarks, NotFound


class CourseFacts(NamedTuple):
    """A course by name."""

    id: int
    subject: str
    group: str
    grade: int
    group_id: int
    year_id: int
    marked: bool
    """False where there are never any marks (П 5.5)."""


def courses() -> Select[*tuple[Any, ...]]:
    """The columns of `CourseFacts`, for any where-clause."""
    marked = and_(StudyGroup.grade > 1, Subject.marked)
    return (
        select(Course.id, Subject.name, StudyGroup.name, StudyGroup.grade, StudyGroup.id, StudyGroup.year_id, marked)
        .select_from(Course)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
    )


def teaches(actor: Actor, day: date) -> ColumnElement[bool]:
    """The `Course` is the actor's on that day: its teacher or a co-teacher, who still works here."""
    return course_taught_by(actor.staff_id, day)


def course_taught_by(
    person_id: SQLColumnExpression[int] | int, day: SQLColumnExpression[date] | date
) -> ColumnElement[bool]:
    """The same of a person, or of a column; a substitute's a course never is (G27)."""
    return (
        exists()
        .where(
            CourseTeacher.course_id == Course.id,
            CourseTeacher.person_id == person_id,
            during(CourseTeacher.valid_from, CourseTeacher.valid_to, day),
            Staff.person_id == CourseTeacher.person_id,
            Staff.left_on.is_(None),
        )
        .correlate_except(CourseTeacher, Staff)
    )


def sat_by(class_id: int) -> ColumnElement[bool]:
    """The class, or a part of it, sits the `Course`."""
    return exists().where(GroupClass.group_id == Course.group_id, GroupClass.class_id == class_id)


def course_to_read(actor: Actor, course_id: int, class_id: int, day: date) -> ColumnElement[bool]:
    """The actor may read this `Course`: with no class the own one, whole; with a class that class's part of it.

    A class is read by its homeroom teacher of the day and by a deputy head, in every subject; by nobody else (П 5.4.1).
    """
    if not class_id:
        return and_(Course.id == course_id, teaches(actor, day))
    reads = exists().where(
        SchoolClass.id == class_id,
        or_(leads(actor.staff_id, day), serves(actor.staff_id, Duty.DEPUTY_HEAD)),
    )
    return and_(Course.id == course_id, sat_by(class_id), reads)


class CourseToPlan(NamedTuple):
    """A course whose tests the actor may plan."""

    id: int
    subject_id: int
    subject: str
    group_id: int
    group: str
    grade: int
    year_id: int
    whole: bool
    """Whether all of its class sits it: only then a class's day is asked about."""
    hours_per_week: Decimal
    classes: int
    """How many classes sit it."""
    deputy: bool
    """The actor is a deputy head, who may allow what breaks a rule."""


async def course_to_plan(
    session: Session, actor: Actor, course_id: int, day: date, *, lock: bool = False
) -> CourseToPlan:
    """The course, if the actor teaches it that day or is a deputy head; NotFound otherwise, NoMarks where there are none.

    `lock`: nobody else plans for it until the transaction ends.
    """
    deputy = serves(actor.staff_id, Duty.DEPUTY_HEAD)
    marked = and_(StudyGroup.grade > 1, Subject.marked, or_(Course.marks_from.is_(None), Course.marks_from <= day))
    query = (
        select(
            Course.id,
            Subject.id,
            Subject.name,
            StudyGroup.id,
            StudyGroup.name,
            StudyGroup.grade,
            StudyGroup.year_id,
            StudyGroup.whole,
            Course.hours_per_week,
            select(func.count()).where(GroupClass.group_id == Course.group_id).correlate(Course).scalar_subquery(),
            deputy,
            marked,
        )
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(Course.id == course_id, or_(teaches(actor, day), deputy))
    )
    row = (await session.execute(query.with_for_update(of=Course) if lock else query)).one_or_none()
    if row is None:
        raise NotFound
    if not row[-1]:
        raise NoMarks
    return CourseToPlan(*row[:-1])
