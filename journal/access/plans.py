"""A course's plan (КТП) is kept by whoever teaches the course now; a deputy head reads every plan (П 5.6)."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select

from db.engine import Session
from db.lessons import CurriculumPlan
from db.people import Duty
from db.timetable import Course, StudyGroup, Subject
from journal.access.actors import Actor
from journal.access.courses import teaches
from journal.access.duties import serves
from journal.refusals import NotFound


class PlannedCourse(NamedTuple):
    """A course by name, with its plan where it has one."""

    id: int
    subject_id: int
    subject: str
    group: str
    grade: int
    year_id: int
    plan_id: int | None
    own: bool = True
    """The actor teaches it; otherwise a deputy head looks at it."""


def planned() -> Select[*tuple[Any, ...]]:
    """The columns of `PlannedCourse` but the last, for any where-clause."""
    return (
        select(
            Course.id,
            Course.subject_id,
            Subject.name,
            StudyGroup.name,
            StudyGroup.grade,
            StudyGroup.year_id,
            CurriculumPlan.id,
        )
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .outerjoin(CurriculumPlan, CurriculumPlan.course_id == Course.id)
    )


async def own_courses(session: Session, actor: Actor, today: date) -> list[PlannedCourse]:
    """The courses that the actor teaches today."""
    rows = await session.execute(
        planned().where(teaches(actor, today)).order_by(StudyGroup.grade, StudyGroup.name, Subject.name, Course.id)
    )
    return [PlannedCourse(*row) for row in rows]


async def to_keep(session: Session, actor: Actor, course_id: int, today: date) -> PlannedCourse:
    """An own course, whose plan the actor may change. NotFound for any other, to a deputy head as well."""
    row = (await session.execute(planned().where(Course.id == course_id, teaches(actor, today)))).one_or_none()
    if row is None:
        raise NotFound
    return PlannedCourse(*row)


async def to_read(session: Session, actor: Actor, course_id: int, today: date) -> PlannedCourse:
    """A course whose plan the actor may look at: an own one, or any for a deputy head."""
    own = teaches(actor, today)
    reads = or_(own, serves(actor.staff_id, Duty.DEPUTY_HEAD))
    row = (await session.execute(planned().add_columns(own).where(Course.id == course_id, reads))).one_or_none()
    if row is None:
        raise NotFound
    return PlannedCourse(*row)
