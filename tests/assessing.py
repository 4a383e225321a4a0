"""The named school with days on which a test may be written: its 8Б gets a course around the others."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from db.assessments import Assessment
from db.engine import Database
from db.timetable import Course, CourseTeacher, Subject, TimetableSlot
from journal.assessments.conflicts import PlannedTest
from journal.assessments.reading import read
from journal.assessments.slots import Slot
from journal.timetable import planning
from tests.school import MONDAY, YEAR_START, NamedSchool
from tests.teaching import ALGEBRA, RUSSIAN

HISTORY = "8Б история"
AROUND = ((1, 3), (2, 2), (3, 1), (3, 5), (4, 1), (4, 4), (5, 2))
"""History: last on Monday and Tuesday, first and last on Wednesday and Thursday, last on Friday."""
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
NEXT_MONDAY, NEXT_WEDNESDAY = date(2026, 11, 30), date(2026, 12, 2)


async def filled(db: Database, school: NamedSchool) -> None:
    """Of 8Б: algebra is in the middle of Wednesdays, Russian of Mondays, Wednesdays and Thursdays."""
    async with db.write() as session:
        group = await session.scalar(select(Course.group_id).where(Course.id == school.courses[ALGEBRA]))
        subject = Subject(name="История", short_name="Ист.", marked=True)
        session.add(subject)
        await session.flush()
        course = Course(subject_id=subject.id, group_id=group, hours_per_week=Decimal(7))
        session.add(course)
        await session.flush()
        school.courses[HISTORY] = course.id
        session.add(CourseTeacher(course_id=course.id, person_id=school.homeroom.person_id, valid_from=YEAR_START))
        session.add_all(
            TimetableSlot(course_id=course_id, weekday=weekday, period=period, valid_from=YEAR_START)
            for course_id, places in ((course.id, AROUND), (school.courses[RUSSIAN], ((3, 3),)))
            for weekday, period in places
        )
        await session.flush()
        await planning.make_lessons(session, date(2026, 11, 16), date(2026, 12, 7), today=MONDAY)


def at(school: NamedSchool, day: date, period: int, course: str = ALGEBRA) -> Slot:
    """A lesson of a course."""
    return Slot(school.courses[course], day, period)


async def planned(db: Database) -> list[PlannedTest]:
    """Every test that is planned."""
    async with db.read() as session:
        return await read(session, Assessment.id > 0)
