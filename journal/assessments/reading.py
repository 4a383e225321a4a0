"""The planned tests as they are read: of a course's classes, of one class, of a teacher."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from db.assessments import Assessment, AssessmentState
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.marks import WorkType
from db.people import Duty
from db.timetable import Course, GroupClass, StudyGroup, Subject
from journal import access
from journal.access import Actor, CourseToPlan
from journal.assessments.conflicts import PlannedTest
from journal.refusals import NotFound

_LOST = (
    exists()
    .where(
        Lesson.course_id == Assessment.course_id,
        Lesson.date == Assessment.date,
        Lesson.period == Assessment.period,
        Lesson.state == LessonState.CANCELLED,
    )
    .correlate(Assessment)
)
PLANNED = and_(Assessment.state == AssessmentState.PLANNED, ~_LOST)
"""A test whose lesson is cancelled is none until the lesson is brought back."""


def tests() -> Select[*tuple[Any, ...]]:
    """The columns of `PlannedTest`, for any where-clause."""
    return (
        select(
            Assessment.id,
            Assessment.course_id,
            Course.subject_id,
            Subject.name,
            StudyGroup.name,
            StudyGroup.whole,
            Assessment.date,
            Assessment.period,
            Assessment.work_type_id,
            WorkType.name,
            Assessment.minutes,
            Assessment.external,
            Assessment.conflicts,
            Assessment.reason,
            Assessment.version,
        )
        .join(Course, Course.id == Assessment.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(WorkType, WorkType.id == Assessment.work_type_id)
    )


async def read(session: Session, *where: ColumnElement[bool]) -> list[PlannedTest]:
    """The planned tests of a where-clause, in order."""
    rows = await session.execute(
        tests().where(PLANNED, *where).order_by(Assessment.date, Assessment.period, Assessment.id)
    )
    return [PlannedTest(*row) for row in rows]


async def around(session: Session, course: CourseToPlan) -> Sequence[PlannedTest]:
    """The tests of the course's classes in its year: what its own are judged by. The caller loaded the course."""
    classes = select(GroupClass.class_id).where(GroupClass.group_id == course.group_id)
    same_class = exists().where(GroupClass.group_id == Course.group_id, GroupClass.class_id.in_(classes))
    return await read(session, StudyGroup.year_id == course.year_id, same_class.correlate_except(GroupClass))


async def of_class(session: Session, class_id: int, since: date) -> list[PlannedTest]:
    """The tests of a class from a day on. The caller was permitted to read the class."""
    return await read(session, Assessment.date >= since, access.sat_by(class_id))


async def own(session: Session, actor: Actor, today: date) -> list[PlannedTest]:
    """The tests ahead, and of today, of the courses that the actor teaches."""
    return await read(session, Assessment.date >= today, access.teaches(actor, today))


async def one(session: Session, actor: Actor, test_id: int, today: date, *, lock: bool = False) -> PlannedTest:
    """One test of a course that the actor teaches, or any to a deputy head; NotFound otherwise and once it is cancelled."""
    permitted = or_(access.teaches(actor, today), access.serves(actor.staff_id, Duty.DEPUTY_HEAD))
    query = tests().where(Assessment.id == test_id, PLANNED, permitted)
    row = (await session.execute(query.with_for_update(of=Assessment) if lock else query)).one_or_none()
    if row is None:
        raise NotFound
    return PlannedTest(*row)


async def courses(session: Session, actor: Actor, today: date, *, class_id: int = 0) -> list[tuple[int, str, str]]:
    """The courses that a test can be planned for: the own ones, or a class's for a deputy head. Id, subject, group.

    NotFound where somebody else asks for a class's.
    """
    query = (
        select(Course.id, Subject.name, StudyGroup.name)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(StudyGroup.grade > 1, Subject.marked)
    )
    if class_id:
        await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
        query = query.where(access.sat_by(class_id))
    else:
        query = query.where(access.teaches(actor, today))
    rows = await session.execute(query.order_by(StudyGroup.grade, StudyGroup.name, Subject.name, Course.id))
    return [(row[0], row[1], row[2]) for row in rows]
