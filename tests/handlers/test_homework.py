"""Homework through a phone: typed, chosen, photographed; and how the bytes of a photo come to the school's disk."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import Database
from db.homework import HomeworkFile, StoredFile
from keyboards.homework import Homework
from keyboards.sections import LessonCard
from scheduler.files import Fetching
from tests.sandbox import pictures
from tests.school import NamedSchool
from tests.teaching import FIRST_GRADE, SENIOR, Desk, asking, at
from tests.telegram import World

WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def test_typed_with_minutes_and_due_on_the_next_lesson(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=await desk.lesson()))
    async with asking(world, 13):
        await teacher.say("§21 №3–5 30 мин")

    assert teacher.screen.text == (
        "📝 Домашнее задание\n8Б · Алгебра\n1-й урок · пн 23.11 · 08:30–09:15 · каб. 21\n\n"
        "§21 №3–5\n\nНа ср 25.11 · письменно · 30 мин\nВсего на ср 25.11: 30 из 150 мин.\n✅ Сохранено. Фото и файлы можно прислать следом."
    )
    assert {"✅ письменно", "✅ 30′"} <= set(teacher.screen.labels)


async def test_kind_minutes_and_day_are_a_tap_each(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.say("§21")
    await teacher.press("устно")
    await teacher.press("45′")
    await teacher.press("📅 Другой день")
    assert "✓25" in teacher.screen.labels
    await teacher.press("27")

    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.kind, row.minutes, row.due_on) == ("oral", 45, FRIDAY)


async def test_nothing_set_and_then_something(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.press("Не задано")
    assert "Не задано." in teacher.screen.text
    await teacher.say("§21")

    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.kind, row.text, row.due_on) == ("written", "§21", WEDNESDAY)


async def test_after_the_homework_a_message_is_about_the_lesson_again(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.say("§21")
    await teacher.say("Козлов 5")

    assert "Козлов Никита — 5" in teacher.screen.text
    row = await desk.homework(lesson_id)
    assert row is not None
    assert row.text == "§21"


async def test_an_album_is_saved_whole_and_answered_once(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    heard = len(teacher.heard)
    photos = [pictures.png(width, 40) for width in (40, 50, 60)]
    await teacher.upload(*photos, name="board.png", kind="photo", caption="как на доске")

    assert len(teacher.heard) == heard + 1
    assert "как на доске" in teacher.last.text
    assert "📎 3" in teacher.last.text
    await teacher.press("📎 Показать (3)")
    assert [bool(message.file_id) for message in teacher.heard[-3:]] == [True, True, True]


async def test_a_photo_sent_to_an_open_card_is_homework(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.upload(b"%PDF-1.4 tasks", name="задачи.pdf", mime="application/pdf")

    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.kind, row.due_on) == ("written", WEDNESDAY)
    await teacher.press("Убрать файлы")
    assert await desk.count(HomeworkFile) == 0


async def test_the_bytes_are_fetched_afterwards(world: World, desk: Desk, tmp_path: Path) -> None:
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=await desk.lesson()))
    await teacher.upload(b"%PDF-1.4 tasks", name="../../задачи.pdf", mime="application/pdf")
    fetching = Fetching(desk.db, world.bot, world.clock, tmp_path)
    assert await fetching.fetch_due() == 1
    assert await fetching.fetch_due() == 0

    async with desk.db.read() as session:
        path = await session.scalar(select(StoredFile.path))
    assert path is not None
    assert (tmp_path / path).read_bytes() == b"%PDF-1.4 tasks"
    assert [file.name for file in (tmp_path / "files").iterdir()] == [Path(path).name]


async def test_a_file_that_cannot_be_fetched_is_homework_all_the_same(world: World, desk: Desk, tmp_path: Path) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.upload(b"%PDF-1.4 tasks", name="задачи.pdf", mime="application/pdf")
    world.tolerated.add("wrong file_id")
    async with desk.db.write() as session:
        row = await session.scalar(select(StoredFile))
        assert row is not None
        kept, row.platform_file_id = row.platform_file_id, "gone"
    fetching = Fetching(desk.db, world.bot, world.clock, tmp_path)
    assert await fetching.fetch_due() == 0
    assert list((tmp_path / "files").iterdir()) == []
    assert await desk.homework(lesson_id) is not None

    async with desk.db.write() as session:
        row = await session.scalar(select(StoredFile))
        assert row is not None
        row.platform_file_id = kept
    assert await fetching.fetch_due() == 1


async def test_a_sticker_is_no_homework(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=await desk.lesson()))
    await teacher.upload(b"RIFF....WEBP", name="s.webp", kind="sticker")

    assert teacher.last.text == "Здесь нужен текст, фото или файл."


async def test_grade_one_gets_homework(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson(FIRST_GRADE)
    teacher = await at(world, desk.school.primary, Homework(lesson_id=lesson_id))
    await teacher.say("с. 14")

    assert await desk.homework(lesson_id) is not None


async def test_a_photo_of_somebody_without_a_lesson_is_no_homework(world: World, desk: Desk) -> None:
    mother = await world.phone(desk.school.mother)
    await mother.say("/menu")
    await mother.upload(pictures.png(40, 40), name="x.png", kind="photo")

    assert await desk.count(StoredFile) == 0
    assert await desk.homework(await desk.lesson(SENIOR)) is None
