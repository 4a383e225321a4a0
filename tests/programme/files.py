"""Files of plans for tests, and what stands in the tables afterwards."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select, update

from db.engine import Database
from db.lessons import CurriculumPlan, Lesson, LessonState, Topic
from sandbox.phone import Phone
from tests.imports.workbooks import xlsx
from tests.school import NamedSchool

TITLES = ["курс", "№", "тема", "часы", "задание"]
ALGEBRA = "8Б алгебра"


class Stands(NamedTuple):
    """A topic as it stands in the plan."""

    number: int | None
    title: str
    hours: int


def file(*rows: list[Any]) -> bytes:
    """A КТП file of these rows."""
    return xlsx({"Лист1": [TITLES, *rows]})


def of_68_hours(course: str = "") -> list[list[Any]]:
    """34 topics of two hours."""
    return [[course if number == 1 else "", number, f"Тема {number}", 2, ""] for number in range(1, 35)]


async def send(phone: Phone, data: bytes, name: str = "КТП.xlsx") -> None:
    """Send a file."""
    await phone.upload(data, name=name)


async def plan(db: Database, school: NamedSchool, course: str = ALGEBRA) -> list[Stands]:
    """The topics of a course, those that left the plan last."""
    async with db.read() as session:
        rows = await session.execute(
            select(Topic.number, Topic.title, Topic.hours)
            .join(CurriculumPlan, CurriculumPlan.id == Topic.plan_id)
            .where(CurriculumPlan.course_id == school.courses[course])
            .order_by(Topic.number.is_(None), Topic.number, Topic.id)
        )
        return [Stands(*row) for row in rows]


async def topic_ids(db: Database, school: NamedSchool, course: str = ALGEBRA) -> dict[int, int]:
    """The topics of a course by number."""
    async with db.read() as session:
        rows = await session.execute(
            select(Topic.number, Topic.id)
            .join(CurriculumPlan, CurriculumPlan.id == Topic.plan_id)
            .where(CurriculumPlan.course_id == school.courses[course], Topic.number.is_not(None))
        )
        return {row[0] or 0: row[1] for row in rows}


async def teach(db: Database, school: NamedSchool, lessons: dict[int, int], course: str = ALGEBRA) -> None:
    """Closed lessons with their topics: ids of lessons to numbers of topics."""
    ids = await topic_ids(db, school, course)
    async with db.write() as session:
        for lesson_id, number in lessons.items():
            await session.execute(
                update(Lesson)
                .where(Lesson.id == lesson_id)
                .values(topic_id=ids[number], topic=f"Тема {number}", state=LessonState.CLOSED)
            )


async def lessons_between(
    db: Database, school: NamedSchool, first: date, last: date, course: str = ALGEBRA
) -> list[int]:
    """The course's lessons of these days, in order."""
    async with db.read() as session:
        rows = await session.scalars(
            select(Lesson.id)
            .where(Lesson.course_id == school.courses[course], Lesson.date.between(first, last))
            .order_by(Lesson.date, Lesson.period)
        )
        return list(rows)
