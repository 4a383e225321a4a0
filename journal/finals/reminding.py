"""Whose reminder of missing finals is due (П 5.8, G23): scans, each «what is due and not done»."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, exists, select
from sqlalchemy.orm import aliased

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Duty, Grant, SchoolClass, Scope, Staff, StaffDuty
from db.timetable import AcademicYear, Course, CourseTeacher, GroupClass, StudyGroup, Term
from journal.access import Actor
from journal.access.dates import during
from journal.finals import courses, overdue
from journal.finals.overdue import Gap
from journal.lessons.unfilled import DUE_AFTER
from journal.operations.reminders import Due, unmade
from journal.timetable.rest import resting

WEEK_BEFORE: Final = timedelta(days=7)
SOON: Final = timedelta(days=3)
LATELY: Final = timedelta(days=31)
"""No deadline is further off from its term's end."""
NO_LESSONS: Final = time(14)
"""When those hear on the last school day who have no lesson that day."""
_OWN = aliased(CourseTeacher)


async def mine(session: Session, actor: Actor, now: datetime) -> list[Gap]:
    """What the actor has still to confirm, the most urgent first."""
    found = overdue.gaps(await courses.own(session, actor, now), now)
    return sorted(found, key=lambda gap: (gap.column.deadline, gap.course.grade, gap.course.group))


async def _teachers(
    session: Session, kind: str, now: datetime, terms: ColumnElement[bool], *where: ColumnElement[bool]
) -> list[tuple[int, Gap]]:
    """The accounts of teachers with a gap in a term that matches, who were not reminded today. Two statements at most."""
    today = now.date()
    rows: Select[*tuple[Any, ...]] = (
        select(Grant.account_id, Course.id)
        .select_from(CourseTeacher)
        .join(Course, Course.id == CourseTeacher.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(AcademicYear, AcademicYear.id == StudyGroup.year_id)
        .join(Staff, and_(Staff.person_id == CourseTeacher.person_id, Staff.left_on.is_(None)))
        .join(Grant, and_(Grant.person_id == Staff.person_id, Grant.scope == Scope.STAFF, Grant.ended_at.is_(None)))
        .where(
            during(CourseTeacher.valid_from, CourseTeacher.valid_to, courses.clamped(today)),
            StudyGroup.grade > 1,
            exists().where(Term.year_id == AcademicYear.id, terms),
            overdue.inhabited(today),
            unmade(kind, Grant.account_id, today),
            *where,
        )
        .distinct()
    )
    asked = [(account_id, course_id) for account_id, course_id in await session.execute(rows)]
    if not asked:
        return []
    found = await courses.load(session, Course.id.in_({course_id for _, course_id in asked}), now)
    missing = overdue.by_course(overdue.gaps(found, now))
    return [(account_id, gap) for account_id, course_id in asked for gap in missing.get(course_id, ())]


def at_work(today: date) -> ColumnElement[bool]:
    """The classes of the `Course` have no holiday."""
    return exists().where(
        GroupClass.group_id == Course.group_id, SchoolClass.id == GroupClass.class_id, ~resting(today)
    )


async def due_before(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Seven and three days before a term's end."""
    today = days[0]
    ends = [today + WEEK_BEFORE, today + SOON]
    found = await _teachers(session, kind, now, Term.ends_on.in_(ends), at_work(today))
    return _due(found, today, lambda gap: gap.column.last in ends)


async def due_last(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """On the last day of a term with lessons, once the teacher's own are over (at 14:00 for who has none)."""
    today = days[0]
    left = _lessons_of(CourseTeacher.person_id, today, Lesson.ends_at > now - DUE_AFTER)
    any_today = _lessons_of(CourseTeacher.person_id, today)
    over = ~left if now.timetz().replace(tzinfo=None) >= NO_LESSONS else and_(any_today, ~left)
    found = await _teachers(session, kind, now, last_school_day(today), over, at_work(today))
    return _due(found, today, lambda gap: gap.column.last >= today)


def _lessons_of(person_id: SQLColumnExpression[int], today: date, *when: ColumnElement[bool]) -> ColumnElement[bool]:
    """The person has such a lesson today."""
    return (
        exists()
        .where(
            Lesson.date == today,
            Lesson.state != LessonState.CANCELLED,
            *when,
            _OWN.course_id == Lesson.course_id,
            _OWN.person_id == person_id,
            during(_OWN.valid_from, _OWN.valid_to, today),
        )
        .correlate_except(Lesson, _OWN)
    )


async def due_deadline(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """On the day of the deadline, holidays or not, to those with gaps."""
    today = days[0]
    found = await _teachers(session, kind, now, _lately(today))
    return _due(found, today, lambda gap: gap.column.deadline.date() == today)


async def due_control(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Deputy heads on the last school day, while anything is missing."""
    return await _deputies(
        session, kind, days[0], now, last_school_day(days[0]), wanted=lambda gap: gap.column.last >= days[0]
    )


async def due_control_deadline(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """Deputy heads on the day of the deadline."""
    return await _deputies(
        session, kind, days[0], now, _lately(days[0]), wanted=lambda gap: gap.column.deadline.date() == days[0]
    )


async def _deputies(
    session: Session,
    kind: str,
    today: date,
    now: datetime,
    terms: ColumnElement[bool],
    *,
    wanted: Callable[[Gap], bool],
) -> list[Due]:
    """The deputy heads who were not told today, while a column that is wanted is missing."""
    query = (
        select(Grant.account_id)
        .join(StaffDuty, StaffDuty.person_id == Grant.person_id)
        .join(Staff, and_(Staff.person_id == Grant.person_id, Staff.left_on.is_(None)))
        .where(
            Grant.scope == Scope.STAFF,
            Grant.ended_at.is_(None),
            StaffDuty.duty == Duty.DEPUTY_HEAD,
            unmade(kind, Grant.account_id, today),
            exists().where(terms).correlate_except(Term),
        )
        .distinct()
    )
    accounts = list(await session.scalars(query))
    if not accounts:
        return []
    where = and_(courses.current_year(today), overdue.inhabited(today), StudyGroup.grade > 1)
    missing = overdue.gaps(await courses.load(session, where, now), now)
    return [Due(account_id, today) for account_id in accounts] if any(map(wanted, missing)) else []


def _due(found: Sequence[tuple[int, Gap]], today: date, wanted: Callable[[Gap], bool]) -> list[Due]:
    return [Due(account_id, today) for account_id in sorted({account_id for account_id, gap in found if wanted(gap)})]


def _lately(today: date) -> ColumnElement[bool]:
    """The `Term` ended within the days that a deadline may lie after its end."""
    return Term.ends_on.between(today - LATELY, today)


def last_school_day(today: date) -> ColumnElement[bool]:
    """Today is the last day of the `Term` on which the school has lessons."""

    def held(*when: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(*when, Lesson.state != LessonState.CANCELLED).correlate(Term)

    within = and_(Term.starts_on <= today, Term.ends_on >= today)
    return and_(within, held(Lesson.date == today), ~held(Lesson.date > today, Lesson.date <= Term.ends_on))
