"""What tests of a teacher's work call by name: lessons, students, who acts, and what stands in the tables afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select, update

from db.absences import Attendance
from db.base import Table
from db.engine import Database
from db.homework import Homework
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange, WorkType
from db.operations import AuditEntry, Notice, NoticeState
from db.people import Account
from db.timetable import CourseTeacher
from journal.access import Actor
from journal.people import accounts
from keyboards.data import Data
from sandbox.phone import Phone
from tests.school import MONDAY, YEAR_START, NamedSchool, Somebody
from tests.telegram import World

ALGEBRA, RUSSIAN, SENIOR, FIRST_GRADE = "8Б алгебра", "8Б русский язык", "10А алгебра", "1А математика"


class Stands(NamedTuple):
    """What stands in a cell of marks."""

    value: str | None
    version: int


class Desk:
    """A teacher's desk in the named school."""

    def __init__(self, db: Database, school: NamedSchool) -> None:
        self.db = db
        self.school = school

    def student(self, name: str) -> int:
        return self.school.students[name]

    async def lesson(self, course: str = ALGEBRA, day: date = MONDAY) -> int:
        async with self.db.read() as session:
            found = await session.scalar(
                select(Lesson.id).where(Lesson.course_id == self.school.courses[course], Lesson.date == day)
            )
        assert found is not None, f"no lesson of {course} on {day}"
        return found

    async def actor(self, somebody: Somebody) -> Actor:
        async with self.db.read() as session:
            return await accounts.actor(session, str(somebody.telegram), language="ru")

    async def work(self, code: str = "answer") -> int:
        async with self.db.read() as session:
            found = await session.scalar(select(WorkType.id).where(WorkType.code == code))
        assert found is not None
        return found

    async def co_teacher(self, somebody: Somebody, course: str = ALGEBRA) -> None:
        """From the beginning of the year somebody teaches the course too."""
        async with self.db.write() as session:
            session.add(
                CourseTeacher(
                    course_id=self.school.courses[course], person_id=somebody.person_id, valid_from=YEAR_START
                )
            )

    async def cancel(self, lesson_id: int) -> None:
        async with self.db.write() as session:
            await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=LessonState.CANCELLED))

    # what stands there

    async def mark(self, name: str, lesson_id: int, slot: int = 1) -> Stands:
        async with self.db.read() as session:
            row = (
                await session.execute(
                    select(Mark.value, Mark.version).where(
                        Mark.lesson_id == lesson_id, Mark.student_id == self.student(name), Mark.slot == slot
                    )
                )
            ).one_or_none()
        return Stands(*row) if row else Stands(None, 0)

    async def code(self, name: str, lesson_id: int) -> str | None:
        async with self.db.read() as session:
            return await session.scalar(
                select(Attendance.code).where(
                    Attendance.lesson_id == lesson_id, Attendance.student_id == self.student(name)
                )
            )

    async def row(self, lesson_id: int) -> Lesson:
        async with self.db.read() as session:
            found = await session.get(Lesson, lesson_id)
        assert found is not None
        return found

    async def homework(self, lesson_id: int) -> Homework | None:
        async with self.db.read() as session:
            return await session.scalar(select(Homework).where(Homework.lesson_id == lesson_id, Homework.number == 0))

    async def history(self) -> list[tuple[str | None, str | None, str]]:
        async with self.db.read() as session:
            rows = await session.execute(
                select(MarkChange.old_value, MarkChange.new_value, MarkChange.reason).order_by(MarkChange.id)
            )
        return [(old, new, reason) for old, new, reason in rows]

    async def promised(self, lesson_id: int) -> dict[str, Notice]:
        """The pushes that wait, by the Telegram number of who gets them."""
        async with self.db.read() as session:
            rows = await session.execute(
                select(Account.external_id, Notice)
                .join(Notice, Notice.account_id == Account.id)
                .where(Notice.lesson_id == lesson_id, Notice.state == NoticeState.PENDING)
            )
        return dict(rows.all())

    async def actions(self) -> list[str]:
        """What was done, in order; a denial changed nothing, though it is written down (G25)."""
        done = select(AuditEntry.action).where(AuditEntry.action != "access.denied").order_by(AuditEntry.id)
        async with self.db.read() as session:
            return list(await session.scalars(done))

    async def count(self, table: type[Table]) -> int:
        async with self.db.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0


async def at(world: World, somebody: Somebody, door: Data) -> Phone:
    """The phone of somebody who came through a door."""
    phone = await world.phone(somebody)
    if not phone.heard:
        await phone.say("/menu")
    await phone.forge(door.pack())
    return phone


@asynccontextmanager
async def asking(world: World, at_most: int) -> AsyncIterator[None]:
    """Within the block the database is asked no more than so often; who is acting costs one statement of them."""
    with world.statements() as asked:
        yield
    assert len(asked) <= at_most, "\n".join(asked)
