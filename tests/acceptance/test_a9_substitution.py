"""A9: free teachers first, one accepts, is reminded, fills, closes and signs; families see it; access ends; the month."""

from datetime import timedelta

import pytest

from db.lessons import LessonState
from sandbox.phone import Phone
from tests.acceptance.conftest import CLOSE, Ears, walk
from tests.scheduler.workshop import cells, make
from tests.substituting import FRIDAY, THURSDAY, TUESDAY, WEDNESDAY, in_hand
from tests.teaching import ALGEBRA, Desk
from tests.telegram import World

LESSON = "🔴  2-й, 8Б · Алгебра"
NOT_FOUND = "Не нашлось. Возможно, это уже удалено или вам недоступно."


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world.db, world.school)


async def away(world: World) -> Phone:
    """On Monday the algebra teacher says not to come on Wednesday."""
    teacher = await world.phone(world.school.algebra)
    await walk(teacher, "🤒 Не выйду на работу", "📅 Другие дни", "с вт 24.11 ›", "с ср 25.11 ›", "ср 25.11")
    await teacher.press("Сообщить завучу")
    await world.deliver()
    return teacher


async def asked(world: World) -> tuple[Phone, Phone]:
    """The deputy head asks the homeroom teacher to take Wednesday's algebra of 8Б."""
    await away(world)
    deputy, substitute = await world.phone(world.school.deputy), await world.phone(world.school.homeroom)
    await deputy.press("🔁 Назначить замены")
    await deputy.press(LESSON)
    await deputy.press("🔎 Назначить замену")
    await deputy.press("🟢 Титова Е. С. · знает класс")
    await deputy.press("Тот же предмет")
    await world.deliver()
    return deputy, substitute


async def test_a9_the_whole_way(world: World, desk: Desk, families: Ears) -> None:
    deputy, substitute = await asked(world)
    teacher = await world.phone(world.school.algebra)
    assert substitute.last.text == (
        "🔁 Замена: просим взять 1 урок. Учитель: Кузнецова М. В.\n"
        "ср 25.11, 2-й урок, 09:25 · 8Б · Алгебра\n"
        "Тот же предмет."
    )
    await substitute.press("📋 ср 25.11, 2-й: что нужно знать")
    assert "Список: 12" in substitute.screen.text
    await substitute.press("✅ Принимаю")
    assert await families.rang() == {}  # the day before is soon enough
    assert deputy.last.text.startswith("✅ Титова Е. С. берёт замену")

    world.clock.set("17:00", TUESDAY)
    heard = await families.rang()
    assert heard["Смирнова Ирина"] == ["🔁 Полина: завтра, ср 25.11\n2-й урок, Алгебра: ведёт Титова Е. С."]
    assert set(heard) == {"Смирнова Ирина", "Смирнов Алексей", "Иванова Светлана", "Иванов Пётр"}
    mother = await world.phone(world.school.mother)
    await mother.press("🗓 Расписание")
    assert "ведёт Титова Е. С." in mother.screen.text
    assert "болезнь" not in mother.screen.text

    world.clock.set("10:20", WEDNESDAY)
    await world.tick()
    assert "8Б, алгебра, 2-й урок не заполнен" in [it.text for it in substitute.heard]
    assert not [it for it in teacher.heard if "не заполнен" in it.text and "8Б" in it.text and "2-й" in it.text]
    await walk(substitute, "📋 Уроки сегодня", "🔴 2. 8Б · Алгебра")
    await substitute.say("Иванов 5; тема Дроби; дз не задано; все на месте")
    await substitute.press(CLOSE)
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    assert (await desk.row(lesson_id)).state is LessonState.CLOSED
    assert "Осталось подписать журнал замещения" in substitute.screen.text
    await substitute.forge(f"lesson:{lesson_id}")
    assert substitute.alerts[-1] == NOT_FOUND

    await walk(substitute, "🔁 Мои замены (1)")
    await substitute.press("✍️ ср 25.11, 2-й, 8Б · Алгебра")
    await substitute.press("✅ Урок проведён")
    assert "Подписано ср 25.11 в 10:20. Тема: Дроби" in substitute.screen.text
    await walk(deputy, "🔁 Замены", "📒 Журнал замещения уроков")
    assert "Проведено и подписано: 1, из них оплачивается 1. Не подписано: 0." in deputy.screen.text
    await deputy.press("📥 Таблица XLSX")
    await make(world)
    _, *hours = await cells(deputy, "Часы по учителям")
    assert hours == [["Титова Е. С.", "1", "1", "0", "0"], ["Итого", "1", "1", "0", "0"]]
    _, line = await cells(deputy, "Журнал")
    assert line[:6] == ["25.11.2026", "2", "8Б", "Алгебра", "Кузнецова М. В.", "Титова Е. С."]
    assert line[6:] == ["тот же предмет", "болезнь", "", "Дроби", "да", "25.11.2026 10:20"]


async def test_a9_no_answer_in_ten_minutes(world: World) -> None:
    deputy, substitute = await asked(world)
    await world.deliver(timedelta(minutes=9))
    assert not deputy.last.text.startswith("⏳")
    await world.deliver(timedelta(minutes=1))
    assert deputy.last.text.startswith("⏳ Титова Е. С. не отвечает 10 минут")
    await substitute.press("✖️ Не могу")
    await world.deliver()
    assert deputy.last.text.startswith("✖️ Титова Е. С. не может. Назначьте другого:")


async def test_a9_access_ends_after_three_school_days(world: World, desk: Desk) -> None:
    lesson_id = await in_hand(desk, until=THURSDAY)
    substitute = await world.phone(world.school.homeroom)
    await substitute.say("/menu")
    world.clock.set("20:00", THURSDAY)
    await substitute.forge(f"lesson:{lesson_id}")
    assert "Алгебра" in substitute.screen.text
    world.clock.set("00:01", FRIDAY)
    await world.tick()
    await substitute.forge(f"lesson:{lesson_id}")
    assert substitute.alerts == [NOT_FOUND]


async def test_a9_what_is_taken_back_is_gone_at_the_next_tap(world: World, desk: Desk) -> None:
    deputy, substitute = await asked(world)
    await substitute.press("✅ Принимаю")
    await deputy.press("↩️ Снять замену")
    await substitute.press("📝 Открыть урок")
    assert substitute.alerts[-1] == NOT_FOUND
    await world.deliver()
    assert substitute.last.text.startswith("🔁 Замена снята")
