"""What next week's timetable lacks (H2, П 5.3.1): days without lessons, hours without a place, courses without a teacher."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import and_, or_, select

from db.engine import Session
from db.people import Duty, Enrolment, Grant, SchoolClass, Scope, Staff, StaffDuty
from db.timetable import AcademicYear, Course, CourseTeacher, GroupClass, StudyGroup, Subject, TimetableSlot, Weeks
from journal import access
from journal.access import Actor, during, sits_in
from journal.operations.reminders import Due, unmade
from journal.timetable import calendar
from journal.timetable.calendar import Calendar
from journal.timetable.rest import at_school

FRIDAY: Final = 5
"""Up to this weekday a class is expected to have lessons; a Saturday without any is the five-day week of many schools."""
SHARE: Final = {Weeks.EVERY: Decimal(1), Weeks.ODD: Decimal("0.5"), Weeks.EVEN: Decimal("0.5")}
"""What a slot counts towards the hours a week."""


class HoleKind(StrEnum):
    """What is missing."""

    DAY = "day"
    HOURS = "hours"
    TEACHER = "teacher"


class Hole(NamedTuple):
    """One thing that the week lacks: of a class on a day, or of a course."""

    kind: HoleKind
    group: str
    subject: str = ""
    day: date | None = None
    placed: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)


class _Slot(NamedTuple):
    course_id: int
    weekday: int
    weeks: Weeks
    valid_from: date
    valid_to: date | None

    def on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


class _Course(NamedTuple):
    id: int
    subject: str
    group_id: int
    group: str
    grade: int
    hours: Decimal


def next_monday(day: date) -> date:
    """The Monday of the week after the day's."""
    return day + timedelta(days=7 - day.weekday())


async def due(session: Session, kind: str, days: Sequence[date], now: datetime) -> list[Due]:
    """The coordinators who were not told on that day; on a day without lessons it waits. One statement."""
    accounts = await session.scalars(
        select(Grant.account_id)
        .join(StaffDuty, StaffDuty.person_id == Grant.person_id)
        .join(Staff, and_(Staff.person_id == Grant.person_id, Staff.left_on.is_(None)))
        .where(
            Grant.scope == Scope.STAFF,
            Grant.ended_at.is_(None),
            StaffDuty.duty == Duty.COORDINATOR,
            unmade(kind, Grant.account_id, days[0]),
            select(SchoolClass.id).where(at_school(now.date())).exists(),
        )
    )
    return [Due(account_id, days[0]) for account_id in accounts]


async def of_week(session: Session, actor: Actor, *, monday: date) -> list[Hole]:
    """What the week of this Monday lacks, by class and then by course; NotFound for anybody but a coordinator.

    Holidays are no holes, and no class is expected on a weekday that is free for its grade.
    """
    await access.on_duty(session, actor, Duty.COORDINATOR)
    plan = await calendar.load(session)
    slots = [
        _Slot(*row)
        for row in await session.execute(
            select(
                TimetableSlot.course_id,
                TimetableSlot.weekday,
                TimetableSlot.weeks,
                TimetableSlot.valid_from,
                TimetableSlot.valid_to,
            ).where(
                TimetableSlot.valid_from <= monday + timedelta(days=6),
                or_(TimetableSlot.valid_to.is_(None), TimetableSlot.valid_to >= monday),
            )
        )
    ]
    courses = await _courses(session, monday)
    return [
        *await _empty_days(session, plan, slots, courses, monday),
        *_short(slots, courses, monday),
        *await _without_teacher(session, plan, slots, courses, monday),
    ]


async def _courses(session: Session, monday: date) -> list[_Course]:
    """The courses of the week's year that somebody sits."""
    rows = await session.execute(
        select(Course.id, Subject.name, StudyGroup.id, StudyGroup.name, StudyGroup.grade, Course.hours_per_week)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(AcademicYear, AcademicYear.id == StudyGroup.year_id)
        .where(
            AcademicYear.starts_on <= monday + timedelta(days=6),
            AcademicYear.ends_on >= monday,
            select(Enrolment.id).where(sits_in(Course.group_id, monday)).exists(),
        )
        .order_by(StudyGroup.grade, StudyGroup.name, Subject.name, Course.id)
    )
    return [_Course(*row) for row in rows]


def _held(plan: Calendar, slot: _Slot, grade: int, day: date) -> bool:
    """The slot makes a lesson on that day."""
    return plan.weekday(day, grade) == slot.weekday and slot.on(day) and plan.meets(slot.weeks, day)


async def _empty_days(
    session: Session, plan: Calendar, slots: Sequence[_Slot], courses: Sequence[_Course], monday: date
) -> list[Hole]:
    """Classes with a school day without lessons."""
    classes: dict[int, tuple[int, str]] = {}
    groups: dict[int, set[int]] = {}
    rows = await session.execute(
        select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter, GroupClass.group_id)
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .outerjoin(GroupClass, GroupClass.class_id == SchoolClass.id)
        .where(
            AcademicYear.starts_on <= monday + timedelta(days=6),
            AcademicYear.ends_on >= monday,
            select(Enrolment.id)
            .where(Enrolment.class_id == SchoolClass.id, during(Enrolment.valid_from, Enrolment.valid_to, monday))
            .exists(),
        )
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    for class_id, grade, letter, group_id in rows:
        classes[class_id] = (grade, letter)
        groups.setdefault(class_id, set()).add(group_id)
    by_course = {course.id: course for course in courses}
    found = []
    for class_id, (grade, letter) in classes.items():
        own = [slot for slot in slots if (it := by_course.get(slot.course_id)) and it.group_id in groups[class_id]]
        for day in (monday + timedelta(days=shift) for shift in range(7)):
            weekday = plan.weekday(day, grade)
            if weekday is None or weekday > FRIDAY or any(_held(plan, slot, grade, day) for slot in own):
                continue
            found.append(Hole(HoleKind.DAY, f"{grade}{letter}", day=day))
    return found


def _short(slots: Sequence[_Slot], courses: Sequence[_Course], monday: date) -> list[Hole]:
    """Courses with fewer places in the timetable than hours a week, whatever holidays the week has."""
    placed: dict[int, Decimal] = {}
    for slot in slots:
        if slot.on(monday + timedelta(days=slot.weekday - 1)):
            placed[slot.course_id] = placed.get(slot.course_id, Decimal(0)) + SHARE[slot.weeks]
    return [
        Hole(HoleKind.HOURS, it.group, it.subject, placed=placed.get(it.id, Decimal(0)), hours=it.hours)
        for it in courses
        if placed.get(it.id, Decimal(0)) < it.hours
    ]


async def _without_teacher(
    session: Session, plan: Calendar, slots: Sequence[_Slot], courses: Sequence[_Course], monday: date
) -> list[Hole]:
    """Courses with a lesson on a day on which nobody teaches them: the teacher's dates end, or the teacher left."""
    taught: dict[int, list[tuple[date, date | None]]] = {}
    rows = await session.execute(
        select(CourseTeacher.course_id, CourseTeacher.valid_from, CourseTeacher.valid_to)
        .join(Staff, Staff.person_id == CourseTeacher.person_id)
        .where(Staff.left_on.is_(None))
    )
    for course_id, valid_from, valid_to in rows:
        taught.setdefault(course_id, []).append((valid_from, valid_to))
    of_course: dict[int, list[_Slot]] = {}
    for slot in slots:
        of_course.setdefault(slot.course_id, []).append(slot)
    found = []
    for course in courses:
        own = of_course.get(course.id, [])
        for day in (monday + timedelta(days=shift) for shift in range(7)):
            if not any(_held(plan, slot, course.grade, day) for slot in own):
                continue
            if not any(since <= day and (until is None or until >= day) for since, until in taught.get(course.id, ())):
                found.append(Hole(HoleKind.TEACHER, course.group, course.subject, day=day))
                break
    return found
