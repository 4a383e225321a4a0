"""A8: one living reminder after the teacher's last lesson, again at 18:00, and the deputy head the next morning."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from db.lessons import Lesson, LessonState
from db.timetable import Holiday
from sandbox.phone import Phone
from scheduler import jobs
from tests.acceptance.conftest import CLOSE, walk
from tests.school import MONDAY
from tests.telegram import World

TUESDAY = MONDAY + timedelta(days=1)
FIRST, THIRD = "8Б · Алгебра · 1-й урок", "10А · Алгебра · 3-й урок"
BOTH = f"🔴 Не заполнены уроки: 2\n{FIRST}\n{THIRD}"


def reminders(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard if "заполнен" in message.text and "учитель" not in message.text]


def overdue(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard if message.text.startswith("🔴")]


async def at(world: World, clock: str, day: date = MONDAY) -> None:
    world.clock.set(clock, day)
    await world.tick()


async def test_a8_after_the_last_lesson_and_at_six_one_message_lives(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await at(world, "11:16")
    assert reminders(teacher) == []
    await at(world, "11:17")
    assert reminders(teacher) == [BOTH]
    assert teacher.last.rows == [[FIRST], [THIRD]]
    noon = teacher.last.id
    await at(world, "17:59")
    assert (reminders(teacher), teacher.last.id) == ([BOTH], noon)
    await at(world, "18:00")
    # A new message, since nobody sees a silent edit; the old one is gone.
    assert reminders(teacher) == [BOTH]
    assert teacher.last.id != noon


async def test_a8_the_message_shrinks_as_lessons_are_closed(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await at(world, "11:17")
    await teacher.press(FIRST)
    await teacher.press(CLOSE)
    await teacher.press("✅ Так и закрыть")
    await world.deliver()
    assert reminders(teacher) == ["10А, алгебра, 3-й урок не заполнен"]

    await teacher.press(THIRD)
    await teacher.say("тема Степень; все на месте; дз не задано")
    await teacher.press(CLOSE)
    await world.deliver()
    assert not any("не заполнен" in text.lower() for text in reminders(teacher))
    await at(world, "18:00")
    assert not any("не заполнен" in text.lower() for text in reminders(teacher))


async def test_a8_overdue_the_next_morning(world: World) -> None:
    async with world.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.date < MONDAY).values(state=LessonState.CLOSED))
    teacher, deputy = await world.phone(world.school.algebra), await world.phone(world.school.deputy)
    await at(world, "18:00")
    assert overdue(deputy) == []
    await at(world, "07:29", TUESDAY)
    assert overdue(deputy) == []
    await at(world, "07:30", TUESDAY)
    assert deputy.last.text == (
        "🔴 Не заполнены уроки прошлых дней: 5\n"
        "Кузнецова Марина Викторовна — 2: 8Б · Алгебра, пн 23.11, 1-й урок; 10А · Алгебра, пн 23.11, 3-й урок\n"
        "Соколова Анна Львовна — 2: 1А · Математика, пн 23.11, 1-й урок; 1А · Литературное чтение, пн 23.11, 2-й урок\n"
        "Титова Елена Сергеевна — 1: 8Б · Русский язык, пн 23.11, 2-й урок"
    )
    await walk(teacher, "🔴 Не заполнены (2)")
    assert teacher.screen.text.startswith("🔴 Не заполнены: 2")


@pytest.mark.parametrize("around", ["11:17", "18:00"])
async def test_a8_a_restart_around_the_hour_sends_exactly_one(world: World, around: str) -> None:
    teacher = await world.phone(world.school.algebra)
    await at(world, "10:00")
    for _ in range(3):  # a process that starts looks at everything at once
        world.clock.set(around)
        ticking = jobs.Ticking(world.db, world.clock)
        await ticking.start()
        await ticking.stop()
        await world.deliver()

    assert reminders(teacher) == [BOTH]
    sent = [call for call in world.telegram.calls if call["method"] == "sendMessage"]
    assert len([call for call in sent if call["params"]["chat_id"] == teacher.id]) == 1


async def test_a8_nobody_is_reminded_of_a_holiday_or_a_cancelled_lesson(world: World) -> None:
    teacher, primary = await world.phone(world.school.algebra), await world.phone(world.school.primary)
    async with world.db.write() as session:
        await session.execute(
            update(Lesson)
            .where(Lesson.date == MONDAY, Lesson.course_id == world.school.courses["8Б алгебра"])
            .values(state=LessonState.CANCELLED)
        )
        session.add(Holiday(year_id=1, name="Карантин", starts_on=TUESDAY, ends_on=TUESDAY))
    await at(world, "18:00")
    assert reminders(teacher) == ["10А, алгебра, 3-й урок не заполнен"]
    before = reminders(primary)
    await at(world, "18:00", TUESDAY)
    assert reminders(primary) == before
