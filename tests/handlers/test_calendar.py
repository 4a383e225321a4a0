"""A day chosen from a calendar: the same keyboard for a homework and for a test; what cannot be chosen says why."""

from datetime import date

import pytest

from db.engine import Database
from handlers.screen import LIMIT
from keyboards.assessments import MonthForTest
from keyboards.homework import DueDays, Homework, SetDue
from keyboards.sections import LessonTests
from sandbox.phone import Phone
from tests.assessing import NEXT_WEDNESDAY, filled, planned
from tests.school import NamedSchool
from tests.teaching import ALGEBRA, Desk, asking, at
from tests.telegram import World

JANUARY = date(2027, 1, 1)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


def fits(phone: Phone) -> None:
    """Within the messenger's limits; every row of the grid has seven days."""
    assert len(phone.screen.text) <= LIMIT
    assert len(phone.screen.buttons) <= 100
    assert all(len(str(button["callback_data"]).encode()) <= 64 for button in phone.screen.buttons)
    grid = phone.screen.labels[: phone.screen.labels.index("вс") + 1]
    assert grid == ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]


async def test_homework_is_due_on_a_day_of_next_month(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.say("проект")
    async with asking(world, 4):
        await teacher.press("📅 Другой день")
    fits(teacher)
    assert "Ноябрь 2026" in teacher.screen.text
    assert {"✓25", "27", "30", "2›", "4›", "декабрь ›"} <= set(teacher.screen.labels)
    assert "24" not in teacher.screen.labels, "no algebra on Tuesdays"
    assert not [label for label in teacher.screen.labels if label.startswith("‹ октябрь")]
    await teacher.press("декабрь ›")
    await teacher.press("январь ›")
    fits(teacher)
    assert "11" in teacher.screen.labels
    assert "8" not in teacher.screen.labels, "the winter holidays"
    await teacher.press("11")
    row = await desk.homework(lesson_id)
    assert row is not None
    assert row.due_on == date(2027, 1, 11)
    assert "На пн 11.01" in teacher.screen.text


async def test_a_day_that_will_not_do_says_why_and_changes_nothing(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.say("§21")
    await teacher.press("📅 Другой день")
    dots = {str(one["callback_data"]): one["text"] for one in teacher.screen.buttons if one["text"] == "·"}
    for data, why in (
        ("cal:2026-11-23:past", "прошёл"),
        ("cal:2026-11-24:lesson", "пн 24.11: этого предмета".replace("пн", "вт")),
    ):
        assert data in dots
        await teacher.forge(data)
        assert why in teacher.alerts[-1]
    await teacher.forge(DueDays(lesson_id=lesson_id, month=JANUARY).pack())
    assert "cal:2027-01-04:holiday" in {str(one["callback_data"]) for one in teacher.screen.buttons}
    await teacher.forge("cal:2027-01-04:holiday")
    assert "каникулы" in teacher.alerts[-1]
    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.due_on, row.version) == (date(2026, 11, 25), 1)


async def test_a_month_of_another_age_is_the_nearest_one_and_an_old_calendar_changes_nothing(
    world: World, desk: Desk
) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.say("§21")
    await teacher.forge(DueDays(lesson_id=lesson_id, month=date(2031, 1, 1)).pack())
    assert "Сентябрь 2027" in teacher.screen.text
    await teacher.forge(DueDays(lesson_id=lesson_id, month=date(2001, 1, 1)).pack())
    assert "Ноябрь 2026" in teacher.screen.text
    tap = SetDue(lesson_id=lesson_id, version=1, due_on=date(2026, 11, 27)).pack()
    for _ in range(2):
        await teacher.forge(tap)
    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.due_on, row.version) == (date(2026, 11, 27), 2)
    stranger = await world.phone(desk.school.homeroom)
    await stranger.say("/menu")
    await stranger.forge(DueDays(lesson_id=lesson_id).pack())
    assert stranger.alerts[-1].startswith("Не нашлось")


async def test_a_test_is_planned_from_the_calendar(world: World, desk: Desk) -> None:
    await filled(desk.db, desk.school)
    teacher = await at(world, desk.school.algebra, LessonTests())
    await teacher.press("8Б · Алгебра")
    async with asking(world, 8):
        await teacher.press("📆 Календарь")
    fits(teacher)
    assert {"25", "2›"} <= set(teacher.screen.labels)
    assert "27" not in teacher.screen.labels, "a first lesson is not free"
    assert "пт 27.11 — первый урок" in teacher.screen.text
    await teacher.forge("cal:2026-11-27:rule")
    assert "контрольную здесь ставить нельзя" in teacher.alerts[-1]
    await teacher.press("декабрь ›")
    fits(teacher)
    await teacher.press("2")
    assert [test.date for test in await planned(desk.db)] == [NEXT_WEDNESDAY]

    await teacher.press("Перенести")
    await teacher.press("📆 Календарь")
    assert "Переносим контрольную с ср 02.12." in teacher.screen.text
    await teacher.press("25")
    assert [test.date for test in await planned(desk.db)] == [date(2026, 11, 25)]

    deputy = await at(
        world,
        desk.school.deputy,
        MonthForTest(course_id=desk.school.courses[ALGEBRA], class_id=desk.school.classes["8Б"], month=JANUARY),
    )
    fits(deputy)
    assert [label for label in deputy.screen.labels if label.startswith("!")], (
        "what breaks a rule is the deputy's to allow"
    )
