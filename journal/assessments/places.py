"""On which days ahead a course has a lesson, and which of them is the first or the last of its class's day.

As far as lessons are made they are asked; beyond, the timetable's slots and the calendar say where they will be.
"""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import Select, select

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.timetable import Course, GroupClass, StudyGroup, TimetableSlot
from journal import rules
from journal.access import CourseToPlan
from journal.assessments.conflicts import Place
from journal.timetable import calendar
from journal.timetable.calendar import Calendar

Held = dict[tuple[int, date], dict[int, set[int]]]
"""By class and day: in which periods there is a lesson, and of which courses."""


async def of_course(session: Session, course: CourseToPlan, first: date, last: date, *, today: date) -> list[Place]:
    """The course's lessons of these days, both inclusive, in order. The caller loaded the course: the permission."""
    made_to = today + rules.of(session).lessons_ahead
    held: Held = defaultdict(lambda: defaultdict(set))
    if first <= made_to:
        await _made(session, course, first, min(last, made_to), held)
    if last > made_to:
        await _to_be_made(session, course, max(first, made_to + timedelta(days=1)), last, held)
    found: dict[tuple[date, int], Place] = {}
    for (_, day), periods in held.items():
        for period in (period for period, courses in periods.items() if course.id in courses):
            before = found.get((day, period))
            found[day, period] = Place(
                day,
                period,
                first=period == min(periods) or bool(before and before.first),
                last=period == max(periods) or bool(before and before.last),
            )
    return [found[key] for key in sorted(found)]


async def _made(session: Session, course: CourseToPlan, first: date, last: date, held: Held) -> None:
    rows = await session.execute(
        select(GroupClass.class_id, Lesson.date, Lesson.period, Lesson.course_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(GroupClass, GroupClass.group_id == Course.group_id)
        .where(
            GroupClass.class_id.in_(_classes(course)),
            Lesson.date.between(first, last),
            Lesson.state != LessonState.CANCELLED,
        )
    )
    for class_id, day, period, course_id in rows:
        held[class_id, day][period].add(course_id)


async def _to_be_made(session: Session, course: CourseToPlan, first: date, last: date, held: Held) -> None:
    plan: Calendar = await calendar.load_days(session)
    rows = await session.execute(
        select(
            GroupClass.class_id,
            TimetableSlot.course_id,
            StudyGroup.grade,
            TimetableSlot.weekday,
            TimetableSlot.period,
            TimetableSlot.weeks,
            TimetableSlot.valid_from,
            TimetableSlot.valid_to,
        )
        .join(Course, Course.id == TimetableSlot.course_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(GroupClass, GroupClass.group_id == Course.group_id)
        .where(GroupClass.class_id.in_(_classes(course)), TimetableSlot.valid_from <= last)
    )
    days = [first + timedelta(days=shift) for shift in range((last - first).days + 1)]
    for class_id, course_id, grade, weekday, period, weeks, valid_from, valid_to in rows:
        for day in days:
            in_force = valid_from <= day and (valid_to is None or day <= valid_to)
            if in_force and plan.weekday(day, grade) == weekday and plan.meets(weeks, day):
                held[class_id, day][period].add(course_id)


def _classes(course: CourseToPlan) -> Select[int]:
    return select(GroupClass.class_id).where(GroupClass.group_id == course.group_id)
