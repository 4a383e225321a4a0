"""A3: what is corrected before it is told is never seen; what is corrected later is told once, with its reason."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.marks import MarkChange
from sandbox.phone import Phone
from tests.acceptance.conftest import CLOSE, Ears, walk
from tests.telegram import World

WEDNESDAY = date(2026, 11, 25)
POLINA = "11 Смирнова П."
LESSON = "1. 8Б · Алгебра"


async def lesson(world: World) -> Phone:
    """The algebra teacher with the marks of the first lesson open."""
    teacher = await world.phone(world.school.algebra)
    await walk(teacher, "📋 Уроки сегодня", f"🔴 {LESSON}", "Отметки")
    return teacher


async def mark(teacher: Phone, value: str) -> None:
    await teacher.press(POLINA)
    await teacher.press(value)


async def close(teacher: Phone) -> None:
    await teacher.press("‹ Назад")
    await teacher.press(CLOSE)
    await teacher.press("✅ Так и закрыть")


async def test_a3_only_the_last_word_is_told(world: World, families: Ears) -> None:
    world.clock.set("09:20")
    teacher = await lesson(world)
    await mark(teacher, "3")
    assert "✅ Смирнова П.: 3" in teacher.screen.text
    assert await families.rang() == {}
    world.clock.set("09:25")
    await mark(teacher, "4")
    assert "✅ Смирнова П.: 3 → 4" in teacher.screen.text
    assert await families.rang() == {}
    world.clock.set("09:26")
    await close(teacher)

    push = "Полина · Алгебра: 4 (ответ). Д/з не задано"
    assert await families.rang() == {"Смирнова Ирина": [push], "Смирнов Алексей": [push]}
    world.clock.set("12:00")
    await world.tick()
    assert await families.rang() == {}

    # Two days later 4 → 5: a reason, and one correction; the history holds both.
    world.clock.set("10:00", WEDNESDAY)
    await walk(teacher, "🗓 Неделя", "🔴 пн 23.11", f"✅ {LESSON}", "Отметки")
    await mark(teacher, "5")
    assert teacher.screen.text == (
        "Смирнова Полина: 4 → 5\nДень урока прошёл, поэтому для изменения нужна причина. Выберите её или напишите одним сообщением."
    )
    world.clock.forward(timedelta(hours=1))
    assert await families.rang() == {}
    await teacher.say("не заметила решение на обороте")
    assert "11. Смирнова Полина: 5 (ответ)" in teacher.screen.text
    world.clock.forward(timedelta(minutes=10))
    push = "Полина · Алгебра, пн 23.11: исправлено 4 → 5: не заметила решение на обороте"
    assert await families.rang() == {"Смирнова Ирина": [push], "Смирнов Алексей": [push]}

    async with world.db.read() as session:
        changes = await session.execute(
            select(MarkChange.old_value, MarkChange.new_value, MarkChange.reason).order_by(MarkChange.id)
        )
    assert [tuple(row) for row in changes] == [
        (None, "3", ""),
        ("3", "4", ""),
        ("4", "5", "не заметила решение на обороте"),
    ]


async def test_a3_an_open_lesson_is_told_after_the_hold(world: World, families: Ears) -> None:
    world.clock.set("09:20")
    teacher = await lesson(world)
    await mark(teacher, "3")
    world.clock.set("09:25")
    await mark(teacher, "4")

    world.clock.set("09:34")
    assert await families.rang() == {}
    world.clock.set("09:35")
    push = "Полина · Алгебра: 4 (ответ)"
    assert await families.rang() == {"Смирнова Ирина": [push], "Смирнов Алексей": [push]}
    world.clock.set("09:50")
    assert await families.rang() == {}


@pytest.mark.parametrize("again", ["3", "5"])
async def test_a3_a_mark_put_back_tells_nothing(world: World, families: Ears, again: str) -> None:
    world.clock.set("09:20")
    teacher = await lesson(world)
    await mark(teacher, "4")
    world.clock.set("09:30")
    assert set(await families.rang()) == {"Смирнова Ирина", "Смирнов Алексей"}

    world.clock.set("09:31")
    await mark(teacher, again)
    await mark(teacher, "4")
    world.clock.set("09:50")
    assert await families.rang() == {}
