"""A lesson belongs to whoever teaches it on its date, or stands in for them: only they fill it (П 5.4.1, П 5.4.2)."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, or_, select

from db.assessments import Assessment, AssessmentState
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.marks import WorkType
from db.people import (
    Staff,
)
from db.timetable import Course, CourseTeacher, StudyGroup, Subject
from journal.access.actors import Actor
from journal.access.dates import during
from journal.access.standing_in import handed_over, stands_in
from journal.refusals import LessonAhead, LessonCancelled, NotFound


class LessonFacts(NamedTuple):
    """A lesson with what every screen of it says."""

    id: int
    course_id: int
    subject_id: int
    group_id: int
    subject: str
    group: str
    grade: int
    marked: bool
    """False in grade 1 and in a course without marks (H5): no path may put one."""
    date: date
    period: int
    starts_at: datetime
    ends_at: datetime
    room: str
    state: LessonState
    topic_id: int | None
    topic: str
    work_type_id: int | None
    attendance_at: datetime | None
    first_entry_at: datetime | None
    closed_at: datetime | None
    test: str | None = None
    """The work type of the test that is planned on it."""


def lessons() -> Select[*tuple[Any, ...]]:
    """The columns of `LessonFacts`, for any where-clause."""
    return (
        select(
            Lesson.id,
            Lesson.course_id,
            Course.subject_id,
            Course.group_id,
            Subject.name,
            StudyGroup.name,
            StudyGroup.grade,
            takes_marks(),
            Lesson.date,
            Lesson.period,
            Lesson.starts_at,
            Lesson.ends_at,
            Lesson.room,
            Lesson.state,
            Lesson.topic_id,
            Lesson.topic,
            Lesson.work_type_id,
            Lesson.attendance_at,
            Lesson.first_entry_at,
            Lesson.closed_at,
            planned_test(),
        )
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
    )


def planned_test() -> ScalarSelect[str]:
    """What is planned to be written on the `Lesson`, by its work type's name."""
    return (
        select(WorkType.name)
        .join(Assessment, Assessment.work_type_id == WorkType.id)
        .where(
            Assessment.course_id == Lesson.course_id,
            Assessment.date == Lesson.date,
            Assessment.period == Lesson.period,
            Assessment.state == AssessmentState.PLANNED,
        )
        .correlate(Lesson)
        .scalar_subquery()
    )


def takes_marks() -> ColumnElement[bool]:
    """Whether marks may be put on the lesson: not in grade 1, nor in a course without marks at its date (H5)."""
    return and_(
        StudyGroup.grade > 1, Subject.marked, or_(Course.marks_from.is_(None), Course.marks_from <= Lesson.date)
    )


def taught_by(person_id: int) -> ColumnElement[bool]:
    """The lesson is this person's: its teacher or a co-teacher on its date, who still works here."""
    return exists().where(
        CourseTeacher.course_id == Lesson.course_id,
        CourseTeacher.person_id == person_id,
        during(CourseTeacher.valid_from, CourseTeacher.valid_to, Lesson.date),
        Staff.person_id == CourseTeacher.person_id,
        Staff.left_on.is_(None),
    )


def may_see(person_id: int, today: date | None = None) -> ColumnElement[bool]:
    """The `Lesson` is taught by this person, or taken over (`stands_in`)."""
    return or_(taught_by(person_id), stands_in(person_id, today))


def answered_by(person_id: int, today: date) -> ColumnElement[bool]:
    """The `Lesson` is on this person's list: taught and not handed over, or taken over. One of the two, never both."""
    return or_(and_(taught_by(person_id), ~handed_over(person_id, today)), stands_in(person_id, today))


async def lesson_of_teacher(session: Session, actor: Actor, lesson_id: int) -> LessonFacts:
    """A lesson of the actor's own or taken over, to look at. Whose lesson was handed over goes on reading it."""
    return await _lesson(session, lessons().where(Lesson.id == lesson_id, may_see(actor.staff_id)))


async def lesson_to_fill(session: Session, actor: Actor, lesson_id: int, now: datetime) -> LessonFacts:
    """A lesson that the actor may fill: own or taken over (П 5.4.2), taking place, not of a later date.

    Locked until the transaction ends. Teacher and substitute may both write, and neither overwrites the other unseen
    (G16). Raises LessonCancelled, LessonAhead; NotFound for a lesson of anybody else (a deputy head's included: П 5.4.1).
    """
    own = may_see(actor.staff_id, now.date())
    found = await _lesson(session, lessons().where(Lesson.id == lesson_id, own).with_for_update(of=Lesson))
    if found.state is LessonState.CANCELLED:
        raise LessonCancelled
    if found.date > now.date():
        raise LessonAhead
    return found


async def _lesson(session: Session, query: Select[*tuple[Any, ...]]) -> LessonFacts:
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    return LessonFacts(*row)
