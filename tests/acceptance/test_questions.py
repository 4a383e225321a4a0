"""A family asks in its own words, and is answered about its own children only."""

from datetime import date

import pytest

from tests.acceptance.conftest import CLOSE, walk
from tests.telegram import World

TUESDAY = date(2026, 11, 24)


async def filled(world: World) -> None:
    """Monday's algebra is closed; it is Tuesday evening."""
    world.clock.set("09:20")
    teacher = await world.phone(world.school.algebra)
    await walk(teacher, "📋 Уроки сегодня", "🔴 1. 8Б · Алгебра")
    await teacher.say("Иванов 5 4, Смирнова 3; дз §21 №3–5 30 мин")
    await teacher.press("✅ Все на месте, закрыть урок" if CLOSE not in teacher.screen.labels else CLOSE)
    assert "✅ Закрыт в 09:20" in teacher.screen.text
    await world.deliver()
    world.clock.set("18:00", TUESDAY)


@pytest.mark.parametrize(
    "question", ["что задали на завтра по алгебре", "дз по алгебре", "Что там по алгебре задали на среду?"]
)
async def test_a_student_asks_for_homework(world: World, question: str) -> None:
    await filled(world)
    pupil = await world.phone(world.school.pupil)
    await pupil.say(question)

    assert pupil.screen.text.startswith("📝 Алгебра: домашнее задание · 8Б\n")
    assert pupil.screen.text.endswith("на ср 25.11 · письменно · 30 мин · задано пн 23.11\n§21 №3–5")
    assert pupil.screen.rows == [["📝 Домашнее задание"], ["‹ Назад", "🏠 Меню"]]


async def test_a_student_asks_for_marks(world: World) -> None:
    await filled(world)
    pupil = await world.phone(world.school.pupil)
    await pupil.say("оценки по алгебре")

    assert pupil.screen.text.startswith("📊 Алгебра · 8Б")
    assert "5 · пн 23.11 · ответ" in pupil.screen.text
    assert "4 · пн 23.11 · ответ" in pupil.screen.text


async def test_a_mother_of_two_is_asked_or_answered_by_the_childs_name(world: World) -> None:
    await filled(world)
    mother = await world.phone(world.school.mother)
    await mother.say("что задали Полине на завтра")

    assert mother.screen.text.startswith("📝 Домашнее задание · Полина, 8Б\nНа завтра, ср 25.11 · всего 30 мин")
    assert "§21 №3–5" in mother.screen.text


async def test_what_is_not_understood_is_answered_with_the_menu(world: World) -> None:
    pupil = await world.phone(world.school.pupil)
    await pupil.say("какая сегодня погода")

    assert pupil.screen.text == "Не понял. Вот что здесь есть:\n\nИванов Пётр, 8Б"
    assert pupil.screen.labels[:2] == ["📝 Домашнее задание", "📊 Отметки"]
