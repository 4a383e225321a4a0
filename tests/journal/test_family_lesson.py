"""A lesson filled by its teacher's own operations, seen by the family minute by minute (A3)."""

from datetime import date, datetime

from sqlalchemy import select

from db.absences import AttendanceCode
from db.engine import Database
from db.homework import HomeworkKind
from db.marks import MarkValue, WorkType
from journal.absences import attendance as taking
from journal.family import attendance, homework, marks
from journal.homework import assigning
from journal.homework.assigning import Wanted
from journal.lessons import closing
from journal.marks import marking
from journal.marks.marking import Cell
from tests.journal.family_entries import Teacher, actor
from tests.school import NamedSchool, moscow

WEDNESDAY = date(2026, 11, 25)


class Day:
    """The algebra lesson of Monday: what its teacher enters, what Polina's mother may see."""

    def __init__(self, db: Database, school: NamedSchool) -> None:
        self.db, self.school = db, school
        self.student_id = school.students["Смирнова Полина"]

    async def lesson(self) -> int:
        return await Teacher(self.db, self.school).lesson("8Б алгебра")

    async def put(self, value: MarkValue | None, at: datetime, *, version: int, reason: str = "") -> None:
        teacher, cell = await actor(self.db, self.school.algebra), Cell(await self.lesson(), self.student_id)
        async with self.db.write() as session:
            work = await session.scalar(select(WorkType.id).where(WorkType.code == "answer"))
            await marking.put(
                session, teacher, cell, value=value, work_type_id=work or 0, version=version, now=at, reason=reason
            )

    async def mark(self, at: datetime) -> list[str]:
        mother = await actor(self.db, self.school.mother)
        async with self.db.read() as session:
            page = await marks.term_page(session, mother, student_id=self.student_id, now=at)
        return [mark.value for subject in page.subjects for mark in subject.marks]

    async def homework(self, at: datetime) -> list[str]:
        mother = await actor(self.db, self.school.mother)
        async with self.db.read() as session:
            page = await homework.day_page(session, mother, student_id=self.student_id, day=WEDNESDAY, now=at)
        return [task.text for task in page.tasks]

    async def missed(self, at: datetime) -> list[str]:
        mother = await actor(self.db, self.school.mother)
        async with self.db.read() as session:
            page = await attendance.term_page(session, mother, student_id=self.student_id, now=at)
        return [one.code.value for one in page.entries.missed]


async def test_three_then_four_then_closed_and_two_days_later_corrected(db: Database, school: NamedSchool) -> None:
    day = Day(db, school)
    await day.put(MarkValue.THREE, moscow("09:20"), version=0)
    assert await day.mark(moscow("09:24")) == []
    await day.put(MarkValue.FOUR, moscow("09:25"), version=1)
    assert await day.mark(moscow("09:26")) == []

    teacher = await actor(db, school.algebra)
    async with db.write() as session:
        page = await closing.page(session, teacher, await day.lesson())
        await closing.close(session, teacher, await day.lesson(), now=moscow("09:26"), answers=page.proposal)
    assert await day.mark(moscow("09:26")) == ["4"]

    later = WEDNESDAY
    await day.put(MarkValue.TWO, moscow("12:00", later), version=2, reason="описка")
    assert await day.mark(moscow("12:01", later)) == ["4"]
    await day.put(MarkValue.FIVE, moscow("12:02", later), version=3, reason="описка")
    assert [await day.mark(moscow(clock, later)) for clock in ("12:03", "12:11", "12:12")] == [["4"], ["4"], ["5"]]


async def test_a_removed_mark_is_gone_when_that_is_told(db: Database, school: NamedSchool) -> None:
    day = Day(db, school)
    await day.put(MarkValue.TWO, moscow("09:00"), version=0)
    await day.put(None, moscow("09:30"), version=1)

    assert [await day.mark(moscow(clock)) for clock in ("09:29", "09:31", "09:40")] == [["2"], ["2"], []]


async def test_homework_and_absence_of_an_open_lesson_wait_for_the_hold(db: Database, school: NamedSchool) -> None:
    day = Day(db, school)
    teacher, lesson_id = await actor(db, school.algebra), await day.lesson()
    async with db.write() as session:
        wanted = Wanted(HomeworkKind.WRITTEN, "§21", 30, WEDNESDAY)
        await assigning.put(session, teacher, lesson_id, wanted, version=0, now=moscow("09:00"))
    async with db.write() as session:
        await taking.put(
            session, teacher, lesson_id, day.student_id, code=AttendanceCode.LATE, version=0, now=moscow("09:02")
        )

    assert [await day.homework(moscow(clock)) for clock in ("09:09", "09:10")] == [[], ["§21"]]
    assert [await day.missed(moscow(clock)) for clock in ("09:11", "09:12")] == [[], ["ОП"]]
