"""As long as it gets: texts, pushes, names, families and classes of a size that a school has once in ten years (G34)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.absences import AttendanceCode
from db.engine import Database
from db.marks import MarkValue
from db.people import Account, MarksDelivery, Preference
from journal.absences import attendance
from journal.homework import assigning
from journal.homework.assigning import Wanted
from journal.marks import marking
from journal.marks.marking import Cell
from keyboards.homework import Homework
from keyboards.lessons.card import AskTopic
from keyboards.marks.cells import Marks, OneCell
from keyboards.people.settings import AliasOf
from keyboards.sections import HomeworkOf, LessonCard
from tests.hostile.hand import at, set_aside, typed
from tests.hostile.nasty import LONG
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import ALGEBRA, FIRST_GRADE, Desk
from tests.telegram import World

PYOTR = "Иванов Пётр"
WEDNESDAY = date(2026, 11, 25)
POLINA = "Смирнова Полина"
DAYS = [MONDAY - timedelta(days=7), MONDAY - timedelta(days=5), MONDAY - timedelta(days=3), MONDAY]


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def fill(desk: Desk, text: str) -> None:
    """Four algebra lessons, each with a mark and a homework of this text."""
    teacher, work = await desk.actor(desk.school.algebra), await desk.work()
    for day in DAYS:
        lesson_id = await desk.lesson(ALGEBRA, day)
        async with desk.db.write() as session:
            await marking.put(
                session,
                teacher,
                Cell(lesson_id, desk.student(POLINA)),
                value=MarkValue.FIVE,
                work_type_id=work,
                version=0,
                comment="я" * 200,
                now=moscow("09:17"),
            )
            await assigning.put(
                session,
                teacher,
                lesson_id,
                Wanted(text=text, due_on=day + timedelta(days=14)),
                version=0,
                now=moscow("09:17"),
            )


@pytest.mark.parametrize("letter", ["щ", "<", "&", "😀"])
async def test_a_push_of_many_long_texts_arrives(world: World, desk: Desk, letter: str) -> None:
    await fill(desk, letter * assigning.LIMIT)

    await world.deliver(timedelta(minutes=11))

    father = await world.phone(desk.school.father)
    assert father.last.text.startswith("Полина\nАлгебра, пн 16.11: 5 (ответ; яяя")
    assert father.last.text.count("Алгебра") == 4
    assert f"{letter}…" in father.last.text


async def test_two_children_too_long_for_one_message_come_in_two(world: World, desk: Desk) -> None:
    async with desk.db.write() as session:
        account = await session.scalar(
            select(Account.id).where(Account.external_id == str(desk.school.mother.telegram))
        )
        session.add(Preference(account_id=account, marks_delivery=MarksDelivery.AFTER_LESSONS))
    primary = await desk.actor(desk.school.primary)
    await fill(desk, "я" * 700)
    async with desk.db.write() as session:
        await assigning.put(
            session,
            primary,
            await desk.lesson(FIRST_GRADE),
            Wanted(text="б" * 2000, due_on=MONDAY + timedelta(days=1)),
            version=0,
            now=moscow("09:17"),
        )

        await attendance.put(
            session,
            primary,
            await desk.lesson(FIRST_GRADE),
            desk.student("Рыбакова Злата"),
            code=AttendanceCode.LATE,
            version=0,
            now=moscow("09:17"),
        )

    await world.deliver(timedelta(hours=9))

    mother = await world.phone(desk.school.mother)
    assert [message.text.split()[0] for message in mother.heard] == ["Полина", "Злата"]


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
async def test_a_message_as_long_as_can_be_is_taken_or_refused_in_words(world: World, desk: Desk, text: str) -> None:
    """Through every field: what fits is shown, what does not is refused with the limit; nothing fails, nothing is set aside."""
    lesson_id, student = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, Marks(lesson_id=lesson_id, student_id=student))
    await teacher.press("5")
    cell = OneCell(lesson_id=lesson_id, student_id=student, slot=1)
    for door, ask in ((AskTopic(lesson_id=lesson_id), ""), (Homework(lesson_id=lesson_id), ""), (cell, "💬")):
        await teacher.forge(door.pack())
        if ask:
            await teacher.press(ask)
        await typed(world, teacher, text)
        assert "разрезал" in teacher.last.text, door
        world.clock.forward(timedelta(seconds=5))
        await typed(world, teacher, text[:3999])
        assert "помещается" in teacher.last.text, door
        await typed(world, teacher, "коротко")
        assert "коротко" in teacher.screen.text
    # A lesson in one message, and more of it.
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    for more in (text, text[:3400], text, f"дз {text[:100]}", "Петров 4"):
        heard = len(teacher.heard)
        await typed(world, teacher, more)
        assert len(teacher.heard) > heard, more[:10]
    mother = await world.phone(desk.school.ivanov_mother)
    await mother.say("/menu")
    heard = len(mother.heard)
    await typed(world, mother, text)
    await mother.forge(AliasOf(student_id=student).pack())
    await typed(world, mother, text[:3999])
    assert "30" in mother.last.text
    assert len(mother.heard) > heard + 1
    assert await set_aside(world) == 0


@pytest.mark.parametrize("letter", ["щ", "<", "&", "😀"])
async def test_homework_as_long_as_it_may_be_is_read_whole(world: World, desk: Desk, letter: str) -> None:
    """Set by its own screen and by one message; read by the teacher and by the family, every character of it."""
    lesson_id, student = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    whole = letter * (assigning.LIMIT - 2) + " я"
    await typed(world, teacher, whole)
    assert "".join(message.text for message in teacher.heard).count(letter) >= assigning.LIMIT - 2
    world.clock.set("10:00")
    mother = await at(world, desk.school.ivanov_mother, HomeworkOf(student_id=student, day=WEDNESDAY))
    read = mother.screen.text
    while "Дальше ›" in mother.screen.labels:
        await mother.press("Дальше ›")
        read += mother.screen.text
    assert read.count(letter) >= assigning.LIMIT - 2
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await typed(world, teacher, f"дз {letter * 3000}")
    assert await set_aside(world) == 0
