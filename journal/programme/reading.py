"""`📚 КТП` to look at: the own courses with how far they are, one course's plan with its days, one topic, the school."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, select, true

from db.engine import Session
from db.lessons import CurriculumPlan, Lesson, LessonState, Topic
from db.people import Duty
from db.timetable import AcademicYear, Course, StudyGroup, Subject
from journal import access, rules
from journal.access import Actor, plans
from journal.access.plans import PlannedCourse
from journal.programme import days, pace
from journal.programme.days import Days
from journal.programme.pace import Pace, Step
from journal.refusals import NotFound


class Row(NamedTuple):
    """A topic with its days: taken on, still to come, and what the calendar alone would say."""

    step: Step
    to_come: tuple[date, ...]
    intended: tuple[date, ...]

    @property
    def taken(self) -> tuple[date, ...]:
        """The days of the lessons that took it."""
        return tuple(day for day, _ in self.step.taken)


class Parallel(NamedTuple):
    """A course of the same subject and grade that has a plan: it may be taken over."""

    course_id: int
    group: str


class Page(NamedTuple):
    """A course's plan."""

    course: PlannedCourse
    rows: tuple[Row, ...]
    pace: Pace
    next: int | None
    """The place of the topic that comes next."""


class Line(NamedTuple):
    """A course in a list; without a plan it has no pace."""

    course: PlannedCourse
    pace: Pace | None


async def of_course(session: Session, actor: Actor, course_id: int, *, now: datetime) -> Page:
    """The plan of an own course, or of any for a deputy head. NotFound otherwise."""
    today = now.date()
    course = await plans.to_read(session, actor, course_id, today)
    steps = (await _steps(session, CurriculumPlan.course_id == course_id)).get(course_id, [])
    found = await days.load(session, Course.id == course_id, today=today)
    hours, coming = _days(session, found, course, today)
    ahead, intended = pace.ahead(steps, coming), pace.intended(steps, [day for day, _ in hours])
    rows = tuple(Row(step, ahead.get(place, ()), intended.get(place, ())) for place, step in enumerate(steps))
    return Page(course, rows, _pace(steps, hours, coming, today), pace.following(steps))


async def parallels(session: Session, course: PlannedCourse) -> tuple[Parallel, ...]:
    """Other courses of the same subject, grade and year with a plan. The caller loaded the course: that was the permission."""
    rows = await session.execute(
        select(Course.id, StudyGroup.name)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(
            Course.id != course.id,
            Course.subject_id == course.subject_id,
            StudyGroup.grade == course.grade,
            StudyGroup.year_id == course.year_id,
            exists().where(
                CurriculumPlan.course_id == Course.id, Topic.plan_id == CurriculumPlan.id, Topic.number.is_not(None)
            ),
        )
        .order_by(StudyGroup.name, Course.id)
    )
    return tuple(Parallel(*row) for row in rows)


async def topic(session: Session, actor: Actor, course_id: int, topic_id: int, *, now: datetime) -> tuple[Page, int]:
    """One topic of a plan that the actor may look at: the plan with the topic's place. NotFound otherwise."""
    page = await of_course(session, actor, course_id, now=now)
    place = next((place for place, row in enumerate(page.rows) if row.step.id == topic_id), None)
    if place is None:
        raise NotFound
    return page, place


async def own(session: Session, actor: Actor, *, now: datetime) -> list[Line]:
    """The actor's own courses."""
    courses = await plans.own_courses(session, actor, now.date())
    return await _lines(session, courses, Course.id.in_([course.id for course in courses]), now)


async def titles(session: Session, actor: Actor, course_id: int, *, now: datetime) -> list[str]:
    """«Алгебра 8Б» of a course that the actor may look at; without a course of all own ones. NotFound where there is none."""
    today = now.date()
    own = [] if course_id else await plans.own_courses(session, actor, today)
    courses = [await plans.to_read(session, actor, course_id, today)] if course_id else own
    if not courses:
        raise NotFound
    return [f"{course.subject} {course.group}" for course in courses]


async def teaches(session: Session, actor: Actor, *, now: datetime) -> bool:
    """Whether there is a course of the actor's own."""
    return bool(await session.scalar(select(Course.id).where(access.teaches(actor, now.date())).limit(1)))


async def of_school(session: Session, actor: Actor, *, now: datetime) -> list[Line]:
    """Every course of the year for a deputy head: those furthest behind first, those without a plan last (finding 14)."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    today = now.date()
    year = (
        select(AcademicYear.id)
        .where(AcademicYear.starts_on <= today)
        .order_by(AcademicYear.starts_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    of_year = StudyGroup.year_id == year
    rows = await session.execute(
        plans.planned().where(of_year).order_by(StudyGroup.grade, StudyGroup.name, Subject.name, Course.id)
    )
    lines = await _lines(session, [PlannedCourse(*row)._replace(own=False) for row in rows], of_year, now)
    return sorted(lines, key=_urgency)


def _urgency(line: Line) -> tuple[bool, int, bool, int]:
    if line.pace is None:
        return (True, 0, True, 0)
    return (False, -line.pace.lag, line.pace.begun, -line.pace.short)


async def _lines(
    session: Session, courses: Sequence[PlannedCourse], where: ColumnElement[bool], now: datetime
) -> list[Line]:
    today = now.date()
    planned = await _steps(session, where if courses else ~true())
    found = await days.load(session, where if courses else ~true(), today=today)
    lines = []
    for course in courses:
        if not (steps := planned.get(course.id)):
            lines.append(Line(course, None))
            continue
        hours, coming = _days(session, found, course, today)
        lines.append(Line(course, _pace(steps, hours, coming, today)))
    return lines


def _days(session: Session, found: Days, course: PlannedCourse, today: date) -> tuple[list[pace.Hour], list[date]]:
    """All hours of the course by the calendar, and the days of the lessons to come."""
    hours = found.by_calendar(course.id, course.grade, today)
    return hours, found.to_come(course.id, hours, today, today + rules.of(session).lessons_ahead)


def _pace(steps: Sequence[Step], hours: Iterable[pace.Hour], coming: Sequence[date], today: date) -> Pace:
    return pace.pace(steps, so_far=[day for day, _ in hours if day < today], to_come=coming, today=today)


async def of_family(session: Session, where: ColumnElement[bool], told: ColumnElement[bool]) -> dict[int, list[Step]]:
    """The same plans with those lessons only that a family may know of. The caller loaded the child: that was the permission."""
    return await _steps(session, where, told)


async def _steps(
    session: Session, where: ColumnElement[bool], lessons: ColumnElement[bool] | None = None
) -> dict[int, list[Step]]:
    """The plans of courses with what was taken, in one statement."""
    rows = await session.execute(
        select(
            CurriculumPlan.course_id,
            Topic.id,
            Topic.number,
            Topic.title,
            Topic.hours,
            Topic.homework,
            Lesson.date,
            Lesson.period,
        )
        .join(CurriculumPlan, CurriculumPlan.id == Topic.plan_id)
        .join(Course, Course.id == CurriculumPlan.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .outerjoin(
            Lesson,
            and_(
                Lesson.topic_id == Topic.id,
                Lesson.state != LessonState.CANCELLED,
                true() if lessons is None else lessons,
            ),
        )
        .where(where, Topic.number.is_not(None))
        .order_by(CurriculumPlan.course_id, Topic.number, Lesson.date, Lesson.period)
    )
    by_course: defaultdict[int, list[tuple[object, ...]]] = defaultdict(list)
    for course_id, *row in rows:
        by_course[course_id].append(tuple(row))
    return {course_id: pace.steps(found) for course_id, found in by_course.items()}
