"""What tests of the control call by name: a week that was filled, what is broken in it, and what is found then."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, select, update

from db.absences import Attendance, AttendanceCode
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange
from db.people import SchoolSetting
from journal.control import looking
from journal.control.finding import Looked, Week
from journal.control.rules import Rule
from tests.school import MONDAY, ZONE
from tests.teaching import ALGEBRA, Desk

LAST = MONDAY - timedelta(days=7)
"""The week that is looked at on Monday, 23 November."""
NOW = datetime.combine(MONDAY, time(9, 17), ZONE)


def at(day: date, clock: str = "13:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


class Control(Desk):
    """The named school, its last week filled in time by whoever teaches."""

    async def fill(self, *, marks_enough: bool = True) -> None:
        """Close every lesson of last week on its day; by default nobody looks at how many marks there are."""
        async with self.db.write() as session:
            rows = await session.execute(select(Lesson.id, Lesson.date).where(Lesson.date < MONDAY))
            for lesson_id, day in rows.all():
                done = at(day)
                await session.execute(
                    update(Lesson)
                    .where(Lesson.id == lesson_id)
                    .values(
                        state=LessonState.CLOSED, topic="Дроби", attendance_at=done, first_entry_at=done,
                        closed_at=done, closed_by=self.school.algebra.person_id,
                    )
                )  # fmt: skip
                session.add(self.task(lesson_id, done))
        if marks_enough:
            await self.look_at(*(set(Rule) - {Rule.BEHIND, Rule.FEW_MARKS, Rule.NO_MARKS}))

    def task(self, lesson_id: int, done: datetime, reason: str = "") -> Homework:
        return Homework(
            lesson_id=lesson_id, kind=HomeworkKind.ORAL, text="§ 5", load_reason=reason, version=1,
            author_id=self.school.algebra.person_id, put_at=done, changed_at=done,
        )  # fmt: skip

    async def look_at(self, *wanted: Rule) -> None:
        """The school looks at these rules only; what is off by default is on where it is named."""
        off = ", ".join(f'"{rule}"' for rule in Rule if rule not in wanted)
        async with self.db.write() as session:
            await session.execute(delete(SchoolSetting).where(SchoolSetting.name == "control"))
            session.add(SchoolSetting(name="control", value=f'{{"off": [{off}]}}'))

    async def change(self, course: str = ALGEBRA, day: date = LAST, **values: object) -> int:
        """A lesson as it is not supposed to be."""
        lesson_id = await self.lesson(course, day)
        async with self.db.write() as session:
            await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(**values))
        return lesson_id

    async def no_homework(self, lesson_id: int) -> None:
        async with self.db.write() as session:
            await session.execute(delete(Homework).where(Homework.lesson_id == lesson_id))

    async def absent(
        self, student: str, lesson_id: int, code: AttendanceCode = AttendanceCode.ABSENT, day: date = LAST
    ) -> None:
        async with self.db.write() as session:
            session.add(
                Attendance(
                    lesson_id=lesson_id, student_id=self.student(student), code=code, version=1, put_at=at(day),
                    author_id=self.school.algebra.person_id, changed_at=at(day),
                )
            )  # fmt: skip

    async def put(
        self, student: str, lesson_id: int, value: str = "5", *, put_at: datetime | None = None, work: str = "answer"
    ) -> int:
        moment = put_at or at(LAST)
        mark = Mark(
            lesson_id=lesson_id, student_id=self.student(student), slot=1, value=value, version=1, put_at=moment,
            work_type_id=await self.work(work), author_id=self.school.algebra.person_id, changed_at=moment,
        )  # fmt: skip
        async with self.db.write() as session:
            session.add(mark)
            await session.flush()
            return mark.id

    async def changed(self, mark_id: int, old: str | None, moment: datetime) -> None:
        async with self.db.write() as session:
            session.add(
                MarkChange(
                    mark_id=mark_id, old_value=old, new_value="5", author_id=self.school.algebra.person_id, at=moment
                )
            )

    async def looked(self, monday: date = LAST, now: datetime = NOW, person_id: int | None = None) -> Looked:
        async with self.db.read() as session:
            return await looking.look(session, Week(monday, now.date()), now, person_id=person_id)

    async def found(self, monday: date = LAST, now: datetime = NOW) -> list[str]:
        """«topic 8Б Алгебра 2026-11-16 ×1», in the order of the screen."""
        return [
            " ".join(filter(None, (it.rule.value, it.group, it.subject, str(it.day or ""), f"×{it.many}")))
            for it in (await self.looked(monday, now)).findings
        ]


def names(looked: Looked) -> Sequence[str]:
    return [name for _, name, _ in looked.people]
