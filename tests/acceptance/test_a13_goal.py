"""A13: what is needed for a 5, and that it cannot be reached any more; own child only."""

from datetime import date

import pytest

from keyboards.goals import GoalOf
from sandbox.phone import Phone
from tests.acceptance.conftest import walk
from tests.handlers.family_doors import POLINA
from tests.journal.family_entries import Teacher
from tests.school import NamedSchool, moscow
from tests.telegram import World

MARKS = {date(2026, 11, 18): "4", date(2026, 11, 20): "4", date(2026, 11, 23): "3"}
FIVE_LEFT, FOUR_LEFT, NONE_LEFT = date(2026, 12, 18), date(2026, 12, 21), date(2026, 12, 29)
"""Algebra is on Mondays, Wednesdays and Fridays, and the quarter ends on Tuesday the 29th."""
DOOR = "🎯 Что нужно до 5"


@pytest.fixture
async def marked(world: World, school: NamedSchool) -> None:
    teacher = Teacher(world.db, school)
    for day, value in MARKS.items():
        await teacher.mark(POLINA, "8Б алгебра", (value, moscow("10:30", day)), day=day)


async def asks(world: World, day: date) -> Phone:
    """The mother opens it as a person does."""
    world.clock.set("07:30", day)
    mother = await world.phone(world.school.mother)
    await walk(mother, "Полина", "📊 Отметки", "Алгебра · 3,67", DOOR)
    return mother


async def test_a13_five_fives_make_four_and_a_half(world: World, marked: None) -> None:
    mother = await asks(world, FIVE_LEFT)

    assert mother.screen.text == (
        "🎯 Алгебра: что нужно до 5 · Полина, 8Б\n"
        "2-я четверть · 02.11 – 29.12\n\n"
        "Отметки: 4 4 3 · ср. 3,67\n"
        "Уроков до конца четверти: 5\n\n"
        "До 5 нужно:\n"
        "• 5 пятёрок → средний балл 4,50\n\n"
        "Правило школы: 5 — от 4,50, без весов.\n"
        "Считаем по одной отметке за урок: учитель может поставить больше или меньше."
    )
    assert mother.screen.labels == [
        "✓ до 5", "до 4", "до 3", "+5", "+4", "+3", "+2", "‹ Назад", "🏠 Меню",
    ]  # fmt: skip
    await mother.press("до 4")
    assert "Сейчас выходит четвёрка или выше: средний балл 3,67." in mother.screen.text


async def test_a13_with_four_lessons_it_is_out_of_reach(world: World, marked: None) -> None:
    mother = await asks(world, FOUR_LEFT)

    assert "Уроков до конца четверти: 4" in mother.screen.text
    assert "Пятёрка в этой четверти уже не получится, лучший средний балл — 4,43." in mother.screen.text
    assert "Понадобилось бы 5 пятёрок, а уроков осталось 4." in mother.screen.text


async def test_a13_what_if_by_taps_is_kept_nowhere(world: World, marked: None) -> None:
    mother = await asks(world, FIVE_LEFT)
    for label in ("+5", "+5"):
        await mother.press(label)
    assert "А если ещё 5 5 · ср. 4,20\nУроков до конца четверти: 3" in mother.screen.text
    assert "• 3 пятёрки → средний балл 4,50" in mother.screen.text
    await mother.press("+2")
    assert "уже не получится, лучший средний балл — 4,13" in mother.screen.text
    for label in ("+4", "+3"):
        await mother.press(label)
    assert "Уроков до конца четверти не осталось." in mother.screen.text
    assert "+5" not in mother.screen.labels
    await mother.press("↺ Сбросить")
    assert "А если ещё" not in mother.screen.text
    await mother.press("‹ Назад")
    assert "Средний балл: 3,67" in mother.screen.text


async def test_a13_when_no_lesson_is_left(world: World, marked: None) -> None:
    mother = await asks(world, NONE_LEFT)

    assert "Уроков до конца четверти не осталось." in mother.screen.text
    assert "уже не получится, лучший средний балл — 3,67" in mother.screen.text


async def test_a13_own_child_only(world: World, marked: None, school: NamedSchool) -> None:
    mother = await asks(world, FIVE_LEFT)
    data = next(one["callback_data"] for one in mother.screen.buttons if one["text"] == "до 4")
    assert GoalOf.unpack(data).student_id == school.students[POLINA]
    for somebody in (school.ivanov_mother, school.pupil, school.algebra, school.homeroom, school.deputy):
        other = await world.phone(somebody)
        await other.say("/menu")
        before = other.screen.text
        await other.forge(data)
        assert other.alerts
        assert other.screen.text == before
