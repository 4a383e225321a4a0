"""What a family hears of a lesson, and when: the hold, the closing, the correction (A3)."""

from datetime import date, timedelta

import pytest

from db.engine import Database
from keyboards.absences.attendance import Attendance
from keyboards.homework import Homework
from keyboards.lessons.card import Close
from keyboards.marks.cells import Marks
from keyboards.sections import LessonCard
from tests.school import NamedSchool
from tests.teaching import Desk, at
from tests.telegram import World

POLINA = "Смирнова Полина"
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def test_only_the_last_word_is_told_and_a_correction_later_says_why(world: World, desk: Desk) -> None:
    lesson_id, polina = await desk.lesson(), desk.student(POLINA)
    mother, father = await world.phone(desk.school.mother), await world.phone(desk.school.father)
    door = Marks(lesson_id=lesson_id, student_id=polina)

    world.clock.set("09:20")
    teacher = await at(world, desk.school.algebra, door)
    await teacher.press("3")
    world.clock.set("09:25")
    await world.deliver()
    assert mother.heard == []
    await teacher.forge(door.pack())
    await teacher.press("4")
    world.clock.set("09:26")
    await teacher.forge(Close(lesson_id=lesson_id).pack())
    await teacher.press("✅ Так и закрыть")
    await world.deliver()
    await world.deliver(timedelta(minutes=20))

    for parent in (mother, father):
        assert len(parent.heard) == 1
        assert "4" in parent.last.text
        assert "3" not in parent.last.text

    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(door.pack())
    await teacher.press("5")
    await teacher.say("апелляция")
    await world.deliver(timedelta(minutes=11))

    for parent in (mother, father):
        assert len(parent.heard) == 2
        assert "4 → 5" in parent.last.text
        assert "апелляция" in parent.last.text
    assert await desk.history() == [(None, "3", ""), ("3", "4", ""), ("4", "5", "апелляция")]


async def test_what_was_put_and_removed_within_the_hold_is_never_told(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    mother = await world.phone(desk.school.mother)
    teacher = await at(world, desk.school.algebra, Marks(lesson_id=lesson_id, student_id=desk.student(POLINA)))
    await teacher.press("2")
    await teacher.press("11 Смирнова")
    await teacher.press("Ещё")
    await teacher.press("🗑")
    await world.deliver(timedelta(minutes=11))

    assert mother.heard == []


async def test_homework_rides_along_and_rings_nobody_alone(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    mother, pupil = await world.phone(desk.school.mother), await world.phone(desk.school.pupil)
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=lesson_id))
    await teacher.say("§21")
    await teacher.forge(Marks(lesson_id=lesson_id, student_id=desk.student(POLINA)).pack())
    await teacher.press("5")
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.forge(Close(lesson_id=lesson_id).pack())
    await teacher.press("✅ Так и закрыть")
    await world.deliver()

    assert "§21" in mother.last.text
    assert pupil.heard == []

    await teacher.forge(Homework(lesson_id=lesson_id).pack())
    await teacher.say("§22")
    await world.deliver(timedelta(minutes=11))
    assert len(mother.heard) == 2
    assert "§22" in mother.last.text
    assert pupil.heard == []


async def test_an_absence_is_told_after_the_hold_and_taken_back_in_time_never(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    mother, pupil = await world.phone(desk.school.mother), await world.phone(desk.school.pupil)
    teacher = await at(world, desk.school.algebra, Attendance(lesson_id=lesson_id))
    await teacher.press("11 Смирнова")
    await teacher.press("6 Иванов")
    world.clock.forward(timedelta(minutes=3))
    await teacher.press("6 Иванов")
    await teacher.press("✅ Пришёл")
    await world.deliver(timedelta(minutes=11))

    assert len(mother.heard) == 1
    assert pupil.heard == []
