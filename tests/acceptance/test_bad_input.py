"""Whatever somebody sends, there is a clear answer, and nothing is lost."""

from html import escape

import pytest
from sqlalchemy import func, select

from db.homework import Homework
from db.lessons import Lesson
from db.marks import Mark
from handlers.screen import LIMIT
from sandbox.phone import Phone
from tests.acceptance.conftest import walk
from tests.telegram import World

OPEN = ("📋 Уроки сегодня", "🔴 1. 8Б · Алгебра")
STALE = "Эта кнопка устарела. Откройте раздел заново из меню."


async def lesson(world: World, *labels: str) -> Phone:
    """The algebra teacher on the card of the first lesson, or further."""
    teacher = await world.phone(world.school.algebra)
    await walk(teacher, *OPEN, *labels)
    return teacher


async def marks(world: World) -> int:
    async with world.db.read() as session:
        return await session.scalar(select(func.count()).select_from(Mark)) or 0


@pytest.mark.parametrize("code", ["ABC-DEF-GHJ", "/start ABCDEFGHJ", "abc def ghj"])
async def test_a_wrong_code(world: World, code: str) -> None:
    stranger = await world.stranger()
    await stranger.say(code)

    assert stranger.last.text == (
        "Код не подошёл: в нём опечатка, он уже использован или его срок вышел. "
        "Проверьте код или попросите новый — у классного руководителя, сотрудники — у координатора."
    )
    await stranger.say("ну пожалуйста")
    assert stranger.last.text.startswith("Это «Звонок» — классный журнал школы.")


async def test_an_unknown_surname_saves_nothing_until_it_is_chosen(world: World) -> None:
    teacher = await lesson(world)
    await teacher.say("Ёлкин 5, Иванов 4; дз §21")

    assert "❓ «Ёлкин» — такой фамилии в списке нет. Кто это?" in teacher.screen.text
    assert not any("Закрыть" in label or "Сохранить" in label for label in teacher.screen.labels)
    assert await marks(world) == 0
    await teacher.press("Не учитывать")
    assert "Иванов Пётр — 4" in teacher.screen.text
    await teacher.press("💾 Сохранить, не закрывая")
    assert await marks(world) == 1


async def test_a_sticker_where_text_was_asked(world: World) -> None:
    teacher = await lesson(world, "Тема")
    await teacher.upload(b"a sticker", kind="sticker")
    assert teacher.last.text == "Здесь нужен текст. Напишите его сообщением — остальное сохранено."

    # What was asked is still asked.
    await teacher.say("Сравнение дробей")
    assert "📖 Сравнение дробей" in teacher.screen.text


@pytest.mark.parametrize("kind", ["sticker", "voice", "video"])
async def test_a_wrong_file_for_homework(world: World, kind: str) -> None:
    teacher = await lesson(world, "Домашнее задание")
    await teacher.upload(b"not a photo", kind=kind)
    assert teacher.last.text == "Здесь нужен текст, фото или файл."

    await teacher.upload(b"%PDF-1.4", name="карточка.pdf")
    assert teacher.screen.text.endswith(
        "каб. 21\n\nНа ср 25.11 · письменно · 📎 1\n✅ Сохранено. Фото и файлы можно прислать следом."
    )
    await teacher.say("§21")
    assert teacher.screen.text.splitlines()[-1] == "✅ Сохранено. Фото и файлы можно прислать следом."


async def test_a_file_from_a_family(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await mother.upload(b"%PDF-1.4", name="справка.pdf")
    assert mother.last.text == "Здесь нужен текст. Напишите его сообщением — остальное сохранено."


@pytest.mark.parametrize("data", ["lesson:", "lesson:x", "mark:1", "nonsense", "d!:99:1:1:1", "‹", "a" * 64])
async def test_a_stale_button(world: World, data: str) -> None:
    teacher = await lesson(world)
    before = teacher.screen.text
    answer = await teacher.forge(data)

    assert answer is not None
    assert (answer["text"], answer["show_alert"]) == (STALE, True)
    assert teacher.screen.text == before


async def test_the_button_of_a_preview_that_is_done(world: World) -> None:
    teacher = await lesson(world)
    await teacher.say("Иванов 5; все на месте; дз §21")
    preview = teacher.screen
    save = next(it["callback_data"] for it in preview.buttons if it["text"] == "✅ Закрыть урок")
    await teacher.press("✅ Закрыть урок")
    answer = await teacher.forge(save, message=preview)

    assert answer is not None
    assert answer["text"].startswith("Этот предпросмотр уже сохранён или заменён.")
    assert await marks(world) == 1


async def test_a_lesson_in_two_messages_is_one_preview(world: World) -> None:
    teacher = await lesson(world)
    await teacher.say("Иванов 5 4, Петров н")
    await teacher.say("Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин")

    for line in ("Иванов Пётр — 5, 4", "Сидоров Егор — 3 (за доклад)", "Петров Илья — нет (Н)", "📖 Дроби"):
        assert line in teacher.screen.text
    await teacher.press("✅ Закрыть урок")
    assert await marks(world) == 3


async def test_a_message_that_telegram_split(world: World) -> None:
    """Over 4,096 characters come as two messages: the first is too long to be taken, the rest saves nothing by itself."""
    teacher = await lesson(world)
    await teacher.say("Иванов 5; дз " + "№1234 " * 800 + "; тема Дроби")

    said = [message.text for message in teacher.heard][-2:]
    assert said[0].startswith("Telegram разрезал это сообщение: оно длиннее 4\u00a0000 знаков. Я ничего не сохранил.")
    assert said[1] == "Это продолжение слишком длинного сообщения: его я тоже не сохранил."
    assert await marks(world) == 0
    async with world.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Homework)) == 0
    await teacher.say("Иванов 5")
    assert "Иванов Пётр — 5" in teacher.screen.text


async def test_half_of_a_split_homework_is_not_the_homework(world: World) -> None:
    teacher = await lesson(world, "Домашнее задание")
    await teacher.say("прочитать " + "с. 1234 " * 600)

    async with world.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Homework)) == 0
    await teacher.say("§ 5")
    async with world.db.read() as session:
        assert await session.scalar(select(Homework.text)) == "§ 5"


async def test_a_screen_over_the_limit_comes_in_parts(world: World) -> None:
    teacher = await lesson(world, "Домашнее задание")
    await teacher.say("\n".join(f"№{number} & <решить>" for number in range(100, 200)))
    world.clock.set("10:15")
    other = await world.phone(world.school.homeroom)
    await walk(other, "📋 Уроки сегодня", "🔴 2. 8Б · Русский язык", "Домашнее задание")
    await other.say("\n".join(f"упр. {number} & <выучить>" for number in range(100, 180)) + " к 25.11")
    world.clock.set("10:30")  # the hold is over
    pupil = await world.phone(world.school.pupil)
    await walk(pupil, "📝 Домашнее задание")
    await pupil.press("ср 25.11 ›")
    first = pupil.screen.text
    await pupil.press("Дальше ›")
    second = pupil.screen.text

    assert len(pupil.heard) == 1
    assert max(len(first), len(second)) <= LIMIT < len(escape(first + second))
    assert all(f"№{number} & <решить>" in first for number in range(100, 200))
    assert all(f"упр. {number} & <выучить>" in second for number in range(100, 180))
    assert second.startswith("📝 Ваше домашнее задание · 8Б\nНа ср 25.11\n")


async def test_nothing_of_it_closes_the_lesson(world: World) -> None:
    teacher = await lesson(world)
    for text in ("ы", "5", "?!", "<b>", "/unknown", "😀" * 50, "тема", "дз", ";;;", "закрой"):
        await teacher.say(text)
        assert teacher.last.text

    async with world.db.read() as session:
        states = await session.scalars(select(Lesson.state).where(Lesson.closed_at.is_not(None)))
        assert list(states) == []
    assert await marks(world) == 0
