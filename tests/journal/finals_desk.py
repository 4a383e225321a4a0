"""What tests of finals call by name: marks given as a row, the columns of the named school, days around the deadline."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update

from db.engine import Session
from db.finals import CourseFinals, FinalMark
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkValue, WorkType
from db.people import SchoolClass
from db.timetable import StudyGroup, Term, TermKind
from journal.finals import page, putting, unlocking
from journal.finals.page import Page
from journal.finals.putting import Cell
from tests.school import LONG_AGO, ZONE, Somebody
from tests.teaching import ALGEBRA, Desk

DECEMBER = date(2026, 12, 23)
"""Quarter 2 ends on Tuesday 29.12; finals open on 22.12 and are due on Thursday 31.12, 23:59."""
OPEN = datetime.combine(DECEMBER, time(12), ZONE)
LATE = datetime(2027, 1, 1, 9, 0, tzinfo=ZONE)
YEAR, ATTESTATION, EXAM, CERTIFICATE = -1, -2, -3, -4
JUNE = datetime(2027, 5, 27, 12, 0, tzinfo=ZONE)
"""The year's columns are open: its last term ends on these days."""


class Finals(Desk):
    """A teacher's desk at the end of a term."""

    async def term(self, name: str = "2", kind: TermKind = TermKind.QUARTER) -> int:
        async with self.db.read() as session:
            return await session.scalar(select(Term.id).where(Term.kind == kind, Term.name == name)) or 0

    async def ninth_grade(self) -> None:
        """8Б of the named school, as if it ended with a certificate this year."""
        async with self.db.write() as session:
            for table in (SchoolClass, StudyGroup):
                await session.execute(update(table).where(table.grade == 8).values(grade=9))

    async def cell(self, student: str, course: str = ALGEBRA, column: int | None = None) -> Cell:
        return Cell(self.school.courses[course], column or await self.term(), self.student(student))

    async def marks(
        self, student: str, values: str | Sequence[tuple[str, str]], course: str = ALGEBRA, *, first: date | None = None
    ) -> None:
        """Marks in lessons of December (each its own): «5443», or with the work's code each."""
        given = [(value, "answer") for value in values] if isinstance(values, str) else values
        begins = first or date(2026, 12, 1)
        async with self.db.write() as session:
            works = {row.code: row.id for row in await session.execute(select(WorkType.code, WorkType.id))}
            for number, (value, work) in enumerate(given):
                lesson = await self._lesson(session, self.school.courses[course], begins + timedelta(days=number))
                session.add(
                    Mark(
                        lesson_id=lesson, student_id=self.student(student), slot=1, value=value,
                        work_type_id=works[work], author_id=self.school.algebra.person_id, version=1,
                        put_at=LONG_AGO, changed_at=LONG_AGO,
                    )
                )  # fmt: skip

    async def _lesson(self, session: Session, course_id: int, day: date) -> int:
        found = await session.scalar(
            select(Lesson.id).where(Lesson.course_id == course_id, Lesson.date == day, Lesson.period == 6)
        )
        if found is not None:
            return int(found)
        made = Lesson(
            course_id=course_id, date=day, period=6, room="", state=LessonState.CLOSED, topic="",
            starts_at=datetime.combine(day, time(13, 25), ZONE), ends_at=datetime.combine(day, time(14, 10), ZONE),
        )  # fmt: skip
        session.add(made)
        await session.flush()
        return made.id

    async def page(
        self, by: Somebody | None = None, course: str = ALGEBRA, column: int | None = None, now: datetime = OPEN
    ) -> Page:
        actor = await self.actor(by or self.school.algebra)
        async with self.db.read() as session:
            return await page.of(session, actor, self.school.courses[course], column or await self.term(), now=now)

    async def put(
        self,
        student: str,
        value: str | None,
        *,
        version: int = 0,
        comment: str = "",
        by: Somebody | None = None,
        course: str = ALGEBRA,
        column: int | None = None,
        now: datetime = OPEN,
    ) -> Page:
        actor = await self.actor(by or self.school.algebra)
        cell = await self.cell(student, course, column)
        wanted = MarkValue(value) if value is not None else None
        async with self.db.write() as session:
            return await putting.put(session, actor, cell, value=wanted, version=version, comment=comment, now=now)

    async def accept_all(self, course: str = ALGEBRA, column: int | None = None, now: datetime = OPEN) -> Page:
        actor = await self.actor(self.school.algebra)
        column = column or await self.term()
        seen = (await self.page(course=course, column=column, now=now)).seen
        async with self.db.write() as session:
            return await putting.accept_all(
                session, actor, course_id=self.school.courses[course], column_id=column, seen=seen, now=now
            )

    async def confirm(self, course: str = ALGEBRA, column: int | None = None, now: datetime = OPEN) -> Page:
        actor = await self.actor(self.school.algebra)
        column = column or await self.term()
        seen = (await self.page(course=course, column=column, now=now)).seen
        async with self.db.write() as session:
            return await putting.confirm(
                session, actor, course_id=self.school.courses[course], column_id=column, seen=seen, now=now
            )

    async def unlock(
        self, reason: str = "опечатка", by: Somebody | None = None, column: int | None = None, now: datetime = OPEN
    ) -> Page:
        actor = await self.actor(by or self.school.deputy)
        course_id, column_id = self.school.courses[ALGEBRA], column or await self.term()
        async with self.db.write() as session:
            return await unlocking.unlock(
                session, actor, course_id=course_id, column_id=column_id, reason=reason, now=now
            )

    async def everybody(self, value: str = "4", now: datetime = OPEN) -> None:
        """A final for all of 8Б whom nobody gave one yet; they have no marks, so nothing is proposed."""
        for line in (await self.page(now=now)).missing:
            await self.put(line.pupil.full, value, comment="за четверть", now=now)

    async def final(self, student: str) -> FinalMark | None:
        async with self.db.read() as session:
            return await session.scalar(
                select(FinalMark).where(FinalMark.student_id == self.student(student)).order_by(FinalMark.id.desc())
            )

    async def value(self, student: str) -> str | None:
        found = await self.final(student)
        return found.value if found else None

    async def stored(self) -> list[CourseFinals]:
        async with self.db.read() as session:
            return list(await session.scalars(select(CourseFinals)))
