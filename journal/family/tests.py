"""A child's tests ahead, as far as they are planned: never another group's, and not before the hold has passed."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import exists, select

from db.assessments import Assessment, AssessmentState
from db.engine import Session
from db.lessons import Lesson, LessonState
from db.marks import WorkType
from db.people import Enrolment
from db.timetable import Course, GroupClass, StudyGroup, Subject
from journal import rules
from journal.access import Child, sits_in

FARTHEST = timedelta(days=300)


class TestAhead(NamedTuple):
    """A planned test."""

    id: int
    date: date
    period: int
    subject: str
    work: str


async def of_child(
    session: Session,
    child: Child,
    first: date,
    last: date | None = None,
    *,
    subject_id: int | None = None,
    now: datetime,
) -> list[TestAhead]:
    """The tests from one day to another, in order. The child was loaded: that was the permission.

    What was planned, moved or changed a moment ago is still the teacher's to correct (the hold); a test whose lesson is
    cancelled is none.
    """
    cancelled = exists().where(
        Lesson.course_id == Assessment.course_id,
        Lesson.date == Assessment.date,
        Lesson.period == Assessment.period,
        Lesson.state == LessonState.CANCELLED,
    )
    query = (
        select(Assessment.id, Assessment.date, Assessment.period, Subject.name, WorkType.name)
        .select_from(Enrolment)
        .join(GroupClass, GroupClass.class_id == Enrolment.class_id)
        .join(StudyGroup, StudyGroup.id == GroupClass.group_id)
        .join(Course, Course.group_id == StudyGroup.id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(Assessment, Assessment.course_id == Course.id)
        .join(WorkType, WorkType.id == Assessment.work_type_id)
        .where(
            Enrolment.student_id == child.student_id,
            sits_in(Course.group_id, Assessment.date),
            Assessment.state == AssessmentState.PLANNED,
            Assessment.date.between(first, last or first + FARTHEST),
            Assessment.changed_at <= now - rules.of(session).hold,
            ~cancelled,
        )
        .order_by(Assessment.date, Assessment.period, Assessment.id)
    )
    if subject_id is not None:
        query = query.where(Subject.id == subject_id)
    # A student who changes class may belong to both on the day of it.
    return list({row[0]: TestAhead(*row) for row in await session.execute(query)}.values())
