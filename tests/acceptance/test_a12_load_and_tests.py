"""A12: 120 of 150 minutes and 40 more is a warning that takes a reason, typed or tapped, in a message or on the screen."""

from datetime import date

import pytest

from db.engine import Database
from journal.homework import assigning
from journal.homework.assigning import Wanted
from keyboards.homework import Homework
from keyboards.sections import HomeworkOf, LessonCard
from sandbox.phone import Phone
from tests.school import NamedSchool, moscow
from tests.teaching import RUSSIAN, Desk, asking, at
from tests.telegram import World

WEDNESDAY = date(2026, 11, 25)
WARNING = "⚠️ На ср 25.11 уже задано 120 из 150 мин. С вашими 40 будет 160."


@pytest.fixture
async def desk(db: Database, school: NamedSchool) -> Desk:
    """Russian has set two hours for Wednesday already."""
    desk = Desk(db, school)
    async with db.write() as session:
        actor, wanted = await desk.actor(school.homeroom), Wanted(text="сочинение", minutes=120, due_on=WEDNESDAY)
        await assigning.put(session, actor, await desk.lesson(RUSSIAN), wanted, version=0, now=moscow("09:10"))
    return desk


async def opened(world: World, desk: Desk) -> Phone:
    return await at(world, desk.school.algebra, Homework(lesson_id=await desk.lesson()))


def data(phone: Phone, label: str) -> str:
    """What a button carries, to press it again once its screen is gone."""
    return next(str(one["callback_data"]) for one in phone.screen.buttons if one["text"] == label)


async def minutes(desk: Desk) -> tuple[int | None, date | None, str] | None:
    row = await desk.homework(await desk.lesson())
    return (row.minutes, row.due_on, row.load_reason) if row else None


async def test_typed_warned_of_and_set_for_a_reason(world: World, desk: Desk) -> None:
    teacher = await opened(world, desk)
    assert "Всего на ср 25.11: 120 из 150 мин." in teacher.screen.text, "shown before anything is typed"
    async with asking(world, 10):
        await teacher.say("§21 №3–5 40 мин")
    assert WARNING in teacher.screen.text
    assert "§21 №3–5" in teacher.screen.text
    assert teacher.screen.labels[:-2] == [
        "📅 пт 27.11 · там 0 из 150 мин",
        "📅 пн 30.11 · там 0 из 150 мин",
        "📅 ср 02.12 · там 0 из 150 мин",
        "⏱ Только 30 мин",
        "✍️ Задать сверх нормы",
    ]
    assert await minutes(desk) is None, "nothing is saved before the reason"

    await teacher.press("✍️ Задать сверх нормы")
    async with asking(world, 13):
        await teacher.say("перед контрольной")
    assert "⚠️ Всего на ср 25.11: 160 мин при норме 150." in teacher.screen.text
    assert "Сверх нормы, потому что: перед контрольной" in teacher.screen.text
    assert await minutes(desk) == (40, WEDNESDAY, "перед контрольной")

    mother = await at(world, desk.school.mother, HomeworkOf(student_id=desk.student("Смирнова Полина"), day=WEDNESDAY))
    world.clock.set("10:00")
    await mother.forge(HomeworkOf(student_id=desk.student("Смирнова Полина"), day=WEDNESDAY).pack())
    assert "всего 2 ч 40 мин" in mother.screen.text
    assert "перед контрольной" not in mother.screen.text, "why is the school's business"


async def test_a_day_that_has_room_or_fewer_minutes(world: World, desk: Desk) -> None:
    teacher = await opened(world, desk)
    await teacher.say("§21 40 мин")
    await teacher.press("📅 пт 27.11 · там 0 из 150 мин")
    assert await minutes(desk) == (40, date(2026, 11, 27), "")

    await teacher.press("📅 Другой день")
    await teacher.press("25")
    assert WARNING in teacher.screen.text
    await teacher.press("⏱ Только 30 мин")
    assert await minutes(desk) == (30, WEDNESDAY, "")


async def test_a_button_warns_as_a_text_does_and_a_text_over_the_warning_is_the_homework_anew(
    world: World, desk: Desk
) -> None:
    teacher = await opened(world, desk)
    await teacher.say("§21")
    await teacher.press("45′")
    assert "С вашими 45 будет 165." in teacher.screen.text
    await teacher.say("§22 20 мин")
    assert await minutes(desk) == (20, WEDNESDAY, "")


async def test_an_old_button_of_the_warning_sets_nothing(world: World, desk: Desk) -> None:
    teacher = await opened(world, desk)
    await teacher.say("§21 40 мин")
    old, other = data(teacher, "✍️ Задать сверх нормы"), data(teacher, "⏱ Только 30 мин")
    await teacher.say("§22 10 мин")
    for stale in (old, other):
        await teacher.forge(stale)
    assert await minutes(desk) == (10, WEDNESDAY, "")

    again = await opened(world, desk)
    await again.say("§21 40 мин")
    fewer = data(again, "⏱ Только 30 мин")
    for _ in range(2):
        await again.forge(fewer)
    row = await desk.homework(await desk.lesson())
    assert row is not None
    assert (row.minutes, row.version) == (30, 2), "tapped twice is done once"


async def test_the_preview_of_a_dictated_lesson_warns_and_takes_the_reason(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Козлов 5; тема Дроби; дз §21 40 мин")
    assert WARNING in teacher.screen.text
    assert not [label for label in teacher.screen.labels if label.startswith("✅")], "closing waits for the reason"
    await teacher.press("✏️ Указать причину")
    await teacher.say("зачёт в четверг")
    await teacher.press(next(label for label in teacher.screen.labels if label.startswith("✅")))
    assert await minutes(desk) == (40, WEDNESDAY, "зачёт в четверг")
