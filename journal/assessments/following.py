"""A planned test goes where its lesson goes: moved with it, asleep while it is cancelled, awake once it is brought back.

Families and the teacher are told with the lesson itself (`journal/timetable/{changed,teachers}.py`). What the
rules say of the new place is shown in the class's schedule: a deputy head moved the lesson, and sees the conflict there.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, literal, select, update
from sqlalchemy.orm import aliased

from db.assessments import Assessment, AssessmentDay, AssessmentState
from db.engine import Session, insert_missing
from db.lessons import Lesson
from db.timetable import Course, GroupClass, StudyGroup
from journal import audit, rules
from journal.access import Actor, LessonFacts


async def moved(session: Session, actor: Actor, was: LessonFacts, to: LessonFacts, *, now: datetime) -> None:
    """The test of a lesson that was moved is on its new day and period; its work type went with the lesson.

    The new day of the class is taken where it is free: where another test has it, the schedule shows both.
    """
    there = aliased(Assessment)
    taken = exists().where(
        there.course_id == to.course_id,
        there.date == to.date,
        there.period == to.period,
        there.state == AssessmentState.PLANNED,
    )
    test_id = await session.scalar(
        update(Assessment)
        .where(_on(was), Assessment.state == AssessmentState.PLANNED, ~taken)
        .values(date=to.date, period=to.period, version=Assessment.version + 1)
        .returning(Assessment.id)
    )
    if test_id is None:
        return
    await session.execute(delete(AssessmentDay).where(AssessmentDay.assessment_id == test_id))
    await _take_day(session, test_id)
    audit.record(session, actor, "test.follow", now, test=test_id, old=was.date.isoformat(), new=to.date.isoformat())


async def cancelled(session: Session, actor: Actor, lesson: LessonFacts, *, now: datetime) -> None:
    """Without its lesson the test is none: the class's day is free, and the teacher is told to choose another."""
    await _changed(session, actor, lesson, "test.sleep", now=now)


async def restored(session: Session, actor: Actor, lesson: LessonFacts, *, now: datetime) -> None:
    """The lesson takes place after all, and so does its test."""
    await _changed(session, actor, lesson, "test.wake", now=now)


async def _changed(session: Session, actor: Actor, lesson: LessonFacts, action: str, *, now: datetime) -> None:
    test_id = await session.scalar(
        select(Assessment.id).where(_on(lesson), Assessment.state == AssessmentState.PLANNED)
    )
    if test_id is None:
        return
    await session.execute(delete(AssessmentDay).where(AssessmentDay.assessment_id == test_id))
    if action == "test.wake":
        await _take_day(session, test_id)
    audit.record(session, actor, action, now, test=test_id, lesson=lesson.id)


def _on(lesson: LessonFacts) -> ColumnElement[bool]:
    return and_(
        Assessment.course_id == lesson.course_id, Assessment.date == lesson.date, Assessment.period == lesson.period
    )


async def _take_day(session: Session, test_id: int) -> None:
    """Its class's day, by the rule of `plans`: a whole class, and long enough to be a test."""
    days = (
        select(GroupClass.class_id, Assessment.date, literal(test_id))
        .select_from(Assessment)
        .join(Course, Course.id == Assessment.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(GroupClass, GroupClass.group_id == StudyGroup.id)
        .where(Assessment.id == test_id, StudyGroup.whole, Assessment.minutes >= rules.of(session).test_minutes)
    )
    await session.execute(
        insert_missing(session, AssessmentDay).from_select(["class_id", "date", "assessment_id"], days)
    )


async def with_tests(session: Session, lessons: list[int], *, now: datetime) -> frozenset[int]:
    """Which of these lessons have a test that families may know of: what was planned a moment ago waits for the hold."""
    if not lessons:
        return frozenset()
    found = await session.scalars(
        select(Lesson.id)
        .join(
            Assessment,
            and_(
                Assessment.course_id == Lesson.course_id,
                Assessment.date == Lesson.date,
                Assessment.period == Lesson.period,
            ),
        )
        .where(
            Lesson.id.in_(lessons),
            Assessment.state == AssessmentState.PLANNED,
            Assessment.changed_at <= now - rules.of(session).hold,
        )
    )
    return frozenset(found)
