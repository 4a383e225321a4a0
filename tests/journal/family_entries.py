"""Entries of teachers in the named school, for the family's tests: rows as the teachers' operations leave them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, update

from db.absences import Attendance, AttendanceCode
from db.engine import Database
from db.homework import FileKind, Homework, HomeworkFile, HomeworkKind, StoredFile
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange, WorkType
from journal.access import Actor
from journal.people import accounts
from tests.school import MONDAY, NamedSchool, Somebody, moscow


class Teacher:
    """Writes what the teachers of the named school would have written."""

    def __init__(self, db: Database, school: NamedSchool) -> None:
        self.db = db
        self.school = school

    async def lesson(self, course: str, day: date = MONDAY) -> int:
        async with self.db.read() as session:
            found = await session.scalar(
                select(Lesson.id).where(Lesson.course_id == self.school.courses[course], Lesson.date == day)
            )
        assert found is not None, f"no lesson of {course} on {day}"
        return found

    async def close(self, course: str, day: date = MONDAY, at: datetime | None = None) -> None:
        lesson_id = await self.lesson(course, day)
        closed_at = at or moscow("15:00", day)
        async with self.db.write() as session:
            await session.execute(
                update(Lesson)
                .where(Lesson.id == lesson_id)
                .values(state=LessonState.CLOSED, closed_at=closed_at, closed_by=self.school.algebra.person_id)
            )

    async def cancel(self, course: str, day: date = MONDAY) -> None:
        lesson_id = await self.lesson(course, day)
        async with self.db.write() as session:
            await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=LessonState.CANCELLED))

    async def mark(
        self,
        student: str,
        course: str,
        *values: tuple[str, datetime] | tuple[None, datetime],
        day: date = MONDAY,
        slot: int = 1,
        work: str = "answer",
        comment: str = "",
    ) -> None:
        """The values that stood in the cell, each since its moment."""
        lesson_id, student_id = await self.lesson(course, day), self.school.students[student]
        async with self.db.write() as session:
            work_type_id = await session.scalar(select(WorkType.id).where(WorkType.code == work))
            assert work_type_id is not None
            mark = Mark(
                lesson_id=lesson_id,
                student_id=student_id,
                slot=slot,
                value=values[-1][0],
                work_type_id=work_type_id,
                comment=comment,
                author_id=self.school.algebra.person_id,
                version=len(values),
                put_at=values[0][1],
                changed_at=values[-1][1],
            )
            session.add(mark)
            await session.flush()
            old: str | None = None
            for value, at in values:
                session.add(
                    MarkChange(
                        mark_id=mark.id, old_value=old, new_value=value, author_id=mark.author_id, at=at, reason=""
                    )
                )
                old = value

    async def absent(
        self,
        student: str,
        course: str,
        code: AttendanceCode = AttendanceCode.ABSENT,
        *,
        day: date = MONDAY,
        at: datetime | None = None,
    ) -> None:
        lesson_id = await self.lesson(course, day)
        entered = at or moscow("09:00", day)
        async with self.db.write() as session:
            session.add(
                Attendance(
                    lesson_id=lesson_id,
                    student_id=self.school.students[student],
                    code=code,
                    author_id=self.school.algebra.person_id,
                    version=1,
                    put_at=entered,
                    changed_at=entered,
                )
            )

    async def homework(
        self,
        course: str,
        text: str,
        *,
        day: date = MONDAY,
        due: date | None = None,
        kind: HomeworkKind = HomeworkKind.WRITTEN,
        minutes: int | None = None,
        at: datetime | None = None,
        files: Sequence[tuple[FileKind, str]] = (),
    ) -> int:
        lesson_id = await self.lesson(course, day)
        entered = at or moscow("09:00", day)
        author = self.school.algebra.person_id
        async with self.db.write() as session:
            homework = Homework(
                lesson_id=lesson_id,
                kind=kind,
                text=text,
                minutes=minutes,
                due_on=due,
                author_id=author,
                version=1,
                put_at=entered,
                changed_at=entered,
            )
            session.add(homework)
            await session.flush()
            for position, (file_kind, platform_file_id) in enumerate(files):
                stored = StoredFile(
                    platform=accounts.TELEGRAM,
                    platform_file_id=platform_file_id,
                    kind=file_kind,
                    name="page.jpg",
                    size=1000,
                    author_id=author,
                    stored_at=entered,
                )
                session.add(stored)
                await session.flush()
                session.add(HomeworkFile(homework_id=homework.id, file_id=stored.id, position=position))
        return homework.id


async def actor(db: Database, somebody: Somebody) -> Actor:
    """Somebody of the school as the bot sees who acts."""
    async with db.read() as session:
        return await accounts.actor(session, str(somebody.telegram), language="ru")
