"""How much the family's screens cost, how long they may be, and the other language."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from db.engine import Database
from db.people import Account, Person
from db.timetable import Subject
from keyboards.data import Data
from keyboards.sections import AttendanceOf, HomeworkOf, MarksOf, TimetableOf
from sandbox.phone import Shown
from tests.handlers.family_doors import POLINA, PYOTR, WEDNESDAY, doors_of, opened
from tests.journal.family_entries import Teacher
from tests.school import MONDAY, NamedSchool, moscow
from tests.telegram import World


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


async def test_screens_ask_little_of_the_database(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.mark(PYOTR, "8Б алгебра", ("5", moscow("08:40")))
    asked = {}
    world.tolerated |= {"file"}
    for door in await doors_of(world, teacher, school, school.students[PYOTR]):
        phone = await opened(world, school.ivanov_mother, MarksOf(student_id=school.students[PYOTR]))
        with world.statements() as statements:
            await phone.forge(door.pack())
        asked[door.__prefix__, door.pack()] = len(statements)

    # A day of homework asks for its tests, too; a diary for all that there is of a day; a goal for the lessons left.
    budget = {"hw": 5, "hwp": 5, "dia": 6, "goal": 5}
    assert {door: number for door, number in asked.items() if number > budget.get(door[0], 4)} == {}
    assert max(asked.values()) >= 3


def longest(of: Shown) -> int:
    return len(of.text)


@pytest.fixture
async def everything_is_long(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """The longest names, texts and comments that the database takes."""
    async with db.write() as session:
        for number, subject in enumerate(("Алгебра", "Русский язык", "Математика", "Литературное чтение")):
            name = f"{number}&<b>" + "Ъ" * 195
            await session.execute(update(Subject).where(Subject.name == subject).values(name=name, short_name="Я" * 64))
        await session.execute(update(Person).values(given_name="&" * 200))
    days = [MONDAY - timedelta(days=back) for back in (7, 5, 3, 0)]
    for day in days:
        for slot in (1, 2):
            await teacher.mark(
                POLINA, "8Б алгебра", ("5", moscow("08:40", day)), day=day, slot=slot, comment="<" * 1000
            )
        await teacher.absent(POLINA, "8Б алгебра", day=day)
    await teacher.homework("8Б алгебра", "&" * 4000 + "\n\n" + "слово " * 300, due=WEDNESDAY, minutes=600)


async def test_the_longest_names_and_texts_fit_in_parts(
    world: World, school: NamedSchool, everything_is_long: None
) -> None:
    world.clock.set("18:00")
    student_id = school.students[POLINA]
    door: Callable[..., Data]
    for door in (HomeworkOf, MarksOf, TimetableOf, AttendanceOf):
        mother = await opened(world, school.mother, door(student_id=student_id))
        assert longest(mother.screen) <= 4000
    await mother.forge(HomeworkOf(student_id=student_id, day=WEDNESDAY).pack())
    read = mother.screen.text
    parts = 1
    while "Дальше ›" in mother.screen.labels:
        await mother.press("Дальше ›", message=mother.screen)
        read += mother.screen.text
        parts += 1
        assert longest(mother.screen) <= 4000

    assert parts > 1
    assert len(mother.heard) == 1
    assert read.count("&") >= 4000
    assert "слово слово" in read
    await mother.press("‹ Раньше", message=mother.screen)
    assert "Дальше ›" in mother.screen.labels
    await mother.forge(MarksOf(student_id=student_id).pack())
    await mother.press("0&<b>", message=mother.screen)
    assert longest(mother.screen) <= 4000


async def test_the_other_language_shows_the_same(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")))
    async with world.db.write() as session:
        await session.execute(
            update(Account).where(Account.external_id == str(school.mother.telegram)).values(language="en")
        )

    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))

    assert mother.screen.text == (
        "📊 Marks · Полина, 8Б\nQuarter 2 · 02.11 – 29.12\n\nАлгебра: 5 · avg. 5.00 · heading for 5\n\nNo marks yet: Русский язык."
    )
