"""Nothing typed is lost: in the middle of every kind of draft something else comes in between (G6, product.md)."""

import struct

import pytest
from sqlalchemy import select

from db.engine import Database
from db.operations import Draft
from db.people import Guardian
from journal.lessons.card import DICTATED
from keyboards.homework import Homework
from keyboards.lessons.card import AskTopic
from keyboards.marks.cells import Marks, OneCell
from keyboards.people.settings import AliasOf
from keyboards.sections import LessonCard
from tests.hostile.hand import at, set_aside
from tests.school import NamedSchool
from tests.teaching import Desk, Stands
from tests.telegram import Phone, World

PYOTR = "Иванов Пётр"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIB", 400, 300, 1)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def interrupted(phone: Phone) -> None:
    """What nobody asked for: a voice, a sticker, a contact, a picture where a text is awaited."""
    await phone.upload(b"OggS voice", kind="voice", name="voice.ogg", mime="audio/ogg")
    await phone.upload(b"RIFF0000WEBP", kind="sticker", name="s.webp", mime="image/webp")
    await phone.contact("+79160000000")


async def drafts_of(desk: Desk) -> list[str]:
    async with desk.db.read() as session:
        return list(await session.scalars(select(Draft.kind)))


async def test_a_question_outlives_what_is_no_text(world: World, desk: Desk) -> None:
    """The topic, the comment, the alias: a voice or a sticker is answered, and the next text is still the answer."""
    lesson_id, student = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, AskTopic(lesson_id=lesson_id))
    await interrupted(teacher)
    await teacher.upload(PICTURE, kind="photo", name="p.png", mime="image/png")
    await teacher.say("Десятичные дроби")
    assert (await desk.row(lesson_id)).topic == "Десятичные дроби"
    await teacher.forge(Marks(lesson_id=lesson_id, student_id=student).pack())
    await teacher.press("5")
    await teacher.forge(OneCell(lesson_id=lesson_id, student_id=student, slot=1).pack())
    await teacher.press("💬")
    await interrupted(teacher)
    await teacher.say("у доски")
    assert "у доски" in teacher.screen.text
    mother = await at(world, desk.school.ivanov_mother, AliasOf(student_id=student))
    await interrupted(mother)
    await mother.say("Петя")
    await mother.press("Да, называть так")
    async with desk.db.read() as session:
        assert "Петя" in list(await session.scalars(select(Guardian.alias)))
    assert await set_aside(world) == 0


async def test_a_preview_outlives_commands_and_other_sections(world: World, desk: Desk) -> None:
    """A dictated lesson that was not saved is still there after a sticker, a command and another section's button."""
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.say("Иванов 5, Петров н; тема Дроби; дз §21")
    preview = teacher.screen
    await interrupted(teacher)
    for command in ("/menu", "/start", "/help"):
        await teacher.say(command)
    await teacher.press("📋 Уроки сегодня")
    assert await drafts_of(desk) == [DICTATED]
    await teacher.press("✅", message=preview)
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert (await desk.row(lesson_id)).topic == "Дроби"
    assert await set_aside(world) == 0


async def test_homework_half_typed_takes_a_picture_and_then_the_text(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.say("/menu")
    await interrupted(teacher)
    await teacher.upload(PICTURE, kind="photo", name="p.png", mime="image/png", caption="рисунок")
    await teacher.say("§21")
    there = await desk.homework(lesson_id)
    assert there is not None
    assert "§21" in there.text
    assert await set_aside(world) == 0


async def test_a_button_acts_on_its_own_kind_of_draft_only(world: World, desk: Desk) -> None:
    """A list of marks lies open: buttons of a dictated lesson, of a topic and of a homework, drawn for its very id."""
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Marks(lesson_id=lesson_id))
    await teacher.press("📋 По списку")
    await teacher.say("5 4 3")
    async with desk.db.read() as session:
        draft = (await session.scalars(select(Draft))).one()
    assert draft.kind not in {DICTATED, "topic", "homework"}, teacher.screen.text
    for data in (
        f"d?:{draft.id}:{draft.version}:0:0",
        f"d!:{draft.id}:{draft.version}:1:0:0",
        f"topic=:{draft.id}:{draft.version}",
        f"hw=:{draft.id}:{draft.version}",
    ):
        answer = await teacher.forge(data)
        assert answer is not None
        assert answer["text"], data
    assert await set_aside(world) == 0
    assert await drafts_of(desk) == [draft.kind]
