"""A week of the FET school, filled through the bot: it ends in exactly the marks and pushes that were typed.

What is expected is computed from the timetable's own lines and from what the teachers typed, by nothing of ours.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import NamedTuple, cast

import pytest
from sqlalchemy import select

from db.absences import Attendance
from db.engine import Database
from db.lessons import Lesson, LessonState
from db.marks import Mark, WorkType
from db.people import Account, Consent, Grant, Guardian, Person, Scope
from journal.timetable import planning
from keyboards.sections import LessonCard
from sandbox.phone import Phone
from tests import fet_school
from tests.acceptance.conftest import CLOSE
from tests.fet_school import Child, FetSchool
from tests.school import FIRST_PHONE, LONG_AGO, ZONE, NamedSchool, Somebody
from tests.telegram import World, bot_running

MONDAY = date(2026, 11, 23)
DAYS = ("Luni", "Marti", "Miercuri", "Joi", "Vineri")
SHORT = ("пн", "вт", "ср", "чт", "пт")


class Typed(NamedTuple):
    """A lesson of the timetable and what its teacher types about it."""

    day: int
    hour: str
    course: str
    teacher: str
    marks: dict[str, list[str]]
    """By the student's full name."""
    absent: str
    late: str
    homework: str
    due: str

    @property
    def message(self) -> str:
        said = [f"{_called(name)} {' '.join(values)}" for name, values in self.marks.items() if name != self.late]
        said.append(f"{_called(self.absent)} н")
        said.append(" ".join([_called(self.late), "оп", *self.marks.get(self.late, [])]))
        return f"{', '.join(said)}; тема {self.course}; дз {self.homework}"

    @property
    def starts_at(self) -> time:
        return time.fromisoformat(self.hour.partition("-")[0].rjust(5, "0"))

    def pushes(self) -> dict[str, str]:
        """What the family of each student reads."""
        told: defaultdict[str, list[str]] = defaultdict(list)
        told[self.absent].append("нет на уроке (Н)")
        told[self.late].append("опоздание (ОП)")
        for name, values in self.marks.items():
            told[name] += [f"{value} (ответ)" for value in values]
        subject = self.course.partition(" ")[2]
        return {
            name: f"{name.split()[1]} · {subject}: {', '.join(parts)}. Д/з на {self.due}: {self.homework}"
            for name, parts in told.items()
        }

    def question(self) -> str:
        """What the absent student's family is asked, if the day goes on."""
        return f"❓ {self.absent.split()[1]} · {self.course.partition(' ')[2]}: нет на уроке (Н). Что случилось?"


def _called(name: str) -> str:
    return " ".join(name.split()[:2])


def plan(children: Sequence[Child]) -> list[Typed]:
    """What is typed in the week: two or three marks, one absent, one late with or without a mark, homework."""
    draw = random.Random(7)
    lines = fet_school.lines()
    places = {(line.sets, line.subject): set[int]() for line in lines}
    for line in lines:
        places[line.sets, line.subject].add(DAYS.index(line.day))
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for child in children:
        classes[child.class_name].append(child.name)
    week = []
    for number, line in enumerate(lines, start=100):
        pupils = draw.sample(classes[line.sets], 4)
        marks = {pupils[0]: [draw.choice("5432"), draw.choice("5432")], pupils[1]: [draw.choice("5432")]}
        if draw.random() < 0.5:
            marks[pupils[2]] = [draw.choice("543")]
        day = DAYS.index(line.day)
        ahead = next(days for days in range(1, 8) if (day + days) % 7 in places[line.sets, line.subject])
        due = MONDAY + timedelta(days=day + ahead)
        week.append(
            Typed(
                day, line.hour, f"{line.sets} {line.subject}", line.teachers[0], marks, pupils[3], pupils[2],
                f"№{number}", f"{SHORT[due.weekday()]} {due:%d.%m}",
            )
        )  # fmt: skip
    return week


class School(NamedTuple):
    """The loaded school with phones."""

    fet: FetSchool
    people: dict[str, Somebody]
    lessons: dict[tuple[str, int, time], list[int]]
    """By course, weekday and the hour it begins at; two lines of one hour are two groups' lessons."""


async def loaded(db: Database) -> School:
    """The FET school in November: work types, the week's lessons, phones for teachers and for every child's mother."""
    fet = await fet_school.build(db)
    async with db.write() as session:
        if await session.scalar(select(WorkType.id).where(WorkType.code == "answer")) is None:
            session.add(WorkType(code="answer", name="Ответ на уроке", short_name="ответ", weight=1, position=0))
        await planning.make_lessons(session, MONDAY, MONDAY + timedelta(days=13), today=MONDAY)
        persons = {
            " ".join(part for part in row[1:] if part): row[0]
            for row in await session.execute(select(Person.id, Person.surname, Person.given_name, Person.patronymic))
        }
        phones = count(FIRST_PHONE)
        people: dict[str, Somebody] = {}

        async def grant(name: str, scope: Scope, student_id: int | None = None) -> None:
            if name not in people:
                people[name] = Somebody(persons[name], name, next(phones))
                session.add(
                    Account(
                        platform="telegram",
                        external_id=str(people[name].telegram),
                        language="ru",
                        created_at=LONG_AGO,
                    )
                )
                await session.flush()
            account = await session.scalar(select(Account.id).where(Account.external_id == str(people[name].telegram)))
            assert account is not None
            session.add(
                Grant(
                    account_id=account,
                    person_id=persons[name],
                    scope=scope,
                    student_id=student_id,
                    granted_at=LONG_AGO,
                )
            )

        for teacher in sorted({line.teachers[0] for line in fet_school.lines()}):
            await grant(teacher, Scope.STAFF)
        for child in fet.children:
            await grant(child.adults[0], Scope.GUARDIAN, fet.students[child.name])
        guardians = await session.scalars(select(Guardian.id))
        session.add_all(Consent(guardian_id=number, text_version=1, given_at=LONG_AGO) for number in guardians)
        names = {number: name for name, number in fet.courses.items()}
        lessons: defaultdict[tuple[str, int, time], list[int]] = defaultdict(list)
        rows = await session.execute(
            select(Lesson.id, Lesson.course_id, Lesson.date, Lesson.starts_at)
            .where(Lesson.date < MONDAY + timedelta(days=7))
            .order_by(Lesson.id)
        )
        for row in rows:
            at = row.starts_at.astimezone(ZONE).timetz().replace(tzinfo=None)
            lessons[names[row.course_id], row.date.weekday(), at].append(row.id)
    return School(fet, people, dict(lessons))


@pytest.fixture
async def school(empty_db: Database) -> School:
    return await loaded(empty_db)


@pytest.fixture
async def world(empty_db: Database, school: School) -> AsyncIterator[World]:
    """The bot with phones for this school's people."""
    async with bot_running(empty_db, cast(NamedSchool, tuple(school.people.values()))) as world:
        yield world


async def fill(world: World, school: School, week: Sequence[Typed]) -> None:
    """Every lesson when it is over: its card, one message, one tap. Teachers work side by side; a teacher one by one."""
    phones = {name: await world.phone(somebody) for name, somebody in school.people.items()}
    left = {key: list(numbers) for key, numbers in school.lessons.items()}
    slots: defaultdict[tuple[int, time], list[Typed]] = defaultdict(list)
    for typed in week:
        slots[typed.day, typed.starts_at].append(typed)
    met: set[str] = set()

    async def one(typed: Typed, lesson_id: int) -> None:
        phone = phones[typed.teacher]
        if typed.teacher not in met:
            met.add(typed.teacher)
            await phone.say("/menu")
        await phone.forge(LessonCard(lesson_id=lesson_id).pack())
        await phone.say(typed.message)
        assert phone.screen.labels[0] == CLOSE, (typed, phone.screen)
        await phone.press(CLOSE)
        assert "✅ Закрыт в " in phone.screen.text, (typed, phone.screen)

    async def several(own: Sequence[Typed]) -> None:
        for typed in own:
            await one(typed, left[typed.course, typed.day, typed.starts_at].pop(0))

    for (day, begins), lessons in sorted(slots.items()):
        world.clock.at = datetime.combine(MONDAY + timedelta(days=day), begins, ZONE) + timedelta(minutes=52)
        by_teacher: defaultdict[str, list[Typed]] = defaultdict(list)
        for typed in lessons:
            by_teacher[typed.teacher].append(typed)
        await asyncio.gather(*(several(own) for own in by_teacher.values()))
        await world.deliver()


async def check(world: World, school: School, week: Sequence[Typed]) -> None:
    """The journal and every phone hold what was typed, and nothing else."""
    names = {number: name for name, number in school.fet.students.items()}
    async with world.db.read() as session:
        marks = await session.execute(select(Mark.student_id, Mark.slot, Mark.value))
        codes = await session.execute(select(Attendance.student_id, Attendance.code))
        closed = await session.scalars(select(Lesson.id).where(Lesson.state == LessonState.CLOSED))
    assert sorted((names[row.student_id], row.slot, row.value) for row in marks) == sorted(
        (name, slot, value)
        for typed in week
        for name, values in typed.marks.items()
        for slot, value in enumerate(values, start=1)
    )
    assert sorted((names[row.student_id], row.code.value) for row in codes) == sorted(
        [(typed.absent, "Н") for typed in week] + [(typed.late, "ОП") for typed in week]
    )
    assert len(closed.all()) == len(week)

    mothers = {child.name: child.adults[0] for child in school.fet.children}
    expected: defaultdict[str, list[str]] = defaultdict(list)
    for typed in week:
        for name, text in typed.pushes().items():
            expected[mothers[name]].append(text)
    asked = 0
    for mother in set(mothers.values()):
        phone: Phone = await world.phone(school.people[mother])
        # News of two children that wait for the same turn come as one message, a block each.
        heard = [block for message in phone.heard for block in message.text.split("\n\n")]
        questions = [text for text in heard if text.startswith("❓")]
        assert sorted(text for text in heard if text not in questions) == sorted(expected[mother]), mother
        absent = [typed for typed in week if mothers[typed.absent] == mother]
        assert set(questions) <= {typed.question() for typed in absent}, mother
        assert len(questions) <= len({typed.absent for typed in absent}), "one question a day"
        asked += len(questions)
    assert asked, "a child may be missed while its day goes on"


WEEK = [("sqlite", day) for day in range(5)] + [("postgresql", 0)]
"""A day a test, so that the cores share the week; PostgreSQL plays its Monday."""


@pytest.mark.parametrize(("empty_db", "day"), WEEK, indirect=["empty_db"])
async def test_a_week_of_the_fet_school(world: World, school: School, day: int) -> None:
    week = plan(school.fet.children)
    assert len(week) == 410
    lessons = [typed for typed in week if typed.day == day]
    await fill(world, school, lessons)
    await check(world, school, lessons)
