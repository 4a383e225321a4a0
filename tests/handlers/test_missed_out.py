"""`Что было без меня`: lessons, topics, homework and tests of the last absence; a line in the menu on the first day back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from db.absences import AttendanceCode
from db.engine import Database
from db.lessons import Lesson, LessonState
from journal.absences import attendance
from journal.homework import assigning
from journal.homework.assigning import Wanted
from keyboards.sections import AttendanceOf, MissedOutOf
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import ALGEBRA, RUSSIAN, Desk, asking, at
from tests.telegram import World

PYOTR = "Иванов Пётр"
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
DOOR, ADULTS = "📌 Что было без меня", "📌 Что было на пропущенных уроках"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def missed(desk: Desk, course: str, day: date, topic: str = "", task: str = "") -> int:
    """Пётр was missing from a lesson that was held and closed."""
    lesson_id = await desk.lesson(course, day)
    teacher = await desk.actor(desk.school.algebra if course == ALGEBRA else desk.school.homeroom)
    now = moscow("09:20", day)
    async with desk.db.write() as session:
        await attendance.put(
            session, teacher, lesson_id, desk.student(PYOTR), code=AttendanceCode.ABSENT, version=0, now=now
        )
        if task:
            await assigning.put(
                session,
                teacher,
                lesson_id,
                Wanted(text=task, minutes=20, due_on=day + timedelta(days=2)),
                version=0,
                now=now,
            )
        await session.execute(
            update(Lesson)
            .where(Lesson.id == lesson_id)
            .values(topic=topic, state=LessonState.CLOSED, closed_at=now, first_entry_at=now)
        )
    return lesson_id


async def test_the_first_day_back_offers_what_was_missed(world: World, desk: Desk) -> None:
    await missed(desk, ALGEBRA, MONDAY, "Дроби", "§21 № 5")
    await missed(desk, RUSSIAN, MONDAY, "Причастие")
    world.clock.set("08:00", TUESDAY)
    pupil = await world.phone(desk.school.pupil)
    await pupil.say("/menu")
    assert pupil.screen.labels[0] == DOOR
    await pupil.press(DOOR)
    lines = pupil.screen.text.splitlines()
    assert lines[0] == "📌 Что было без меня · 8Б"
    assert "1. Алгебра — Дроби" in lines
    assert "📝 На ср 25.11: §21 № 5 (20 мин)" in lines
    assert any(line.endswith("Русский язык — Причастие") for line in lines)
    await pupil.press("‹ Назад")
    mother = await world.phone(desk.school.ivanov_mother)
    await mother.say("/menu")
    await mother.press(ADULTS)
    assert mother.screen.text.startswith("📌 Что было на пропущенных уроках · Пётр, 8Б")


async def test_it_is_offered_no_longer_but_found_in_attendance(world: World, desk: Desk) -> None:
    await missed(desk, ALGEBRA, MONDAY, "Дроби")
    world.clock.set("08:00", WEDNESDAY + timedelta(days=2))
    pupil = await world.phone(desk.school.pupil)
    await pupil.say("/menu")
    assert DOOR not in pupil.screen.labels
    await pupil.press("🙋 Посещаемость")
    await pupil.press(DOOR)
    assert "Дроби" in pupil.screen.text


async def test_only_the_last_absence_counts(world: World, desk: Desk) -> None:
    """Monday's is past: Tuesday was attended, Wednesday was not."""
    await missed(desk, ALGEBRA, MONDAY, "Дроби")
    await missed(desk, ALGEBRA, WEDNESDAY, "Степени")
    world.clock.set("15:00", WEDNESDAY)
    pupil = await at(world, desk.school.pupil, MissedOutOf(student_id=desk.student(PYOTR)))
    assert "Степени" in pupil.screen.text
    assert ("Дроби" in pupil.screen.text) is False


async def test_nothing_missed_says_so(world: World, desk: Desk) -> None:
    pupil = await at(world, desk.school.pupil, MissedOutOf(student_id=desk.student(PYOTR)))
    assert "За последний месяц пропусков нет." in pupil.screen.text


async def test_what_the_teacher_may_still_correct_is_not_told(world: World, desk: Desk) -> None:
    """The hold: an absence and a topic of a minute ago are not seen here either (A3)."""
    lesson_id = await desk.lesson()
    teacher = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await attendance.put(
            session,
            teacher,
            lesson_id,
            desk.student(PYOTR),
            code=AttendanceCode.ABSENT,
            version=0,
            now=world.clock.now(),
        )
    pupil = await at(world, desk.school.pupil, MissedOutOf(student_id=desk.student(PYOTR)))
    assert "пропусков нет" in pupil.screen.text
    world.clock.forward(timedelta(minutes=10))
    await pupil.forge(MissedOutOf(student_id=desk.student(PYOTR)).pack())
    assert "1. Алгебра" in pupil.screen.text


async def test_of_nobody_else(world: World, desk: Desk) -> None:
    await missed(desk, ALGEBRA, MONDAY, "Дроби")
    for somebody in (desk.school.mother, desk.school.first_grade_mother, desk.school.algebra):
        other = await at(world, somebody, MissedOutOf(student_id=desk.student(PYOTR)))
        assert "Дроби" not in other.screen.text


async def test_it_asks_little(world: World, desk: Desk) -> None:
    await missed(desk, ALGEBRA, MONDAY, "Дроби", "§21")
    world.clock.set("08:00", TUESDAY)
    pupil = await at(world, desk.school.pupil, AttendanceOf(student_id=desk.student(PYOTR)))
    async with asking(world, 5):
        await pupil.forge(MissedOutOf(student_id=desk.student(PYOTR)).pack())


async def test_a_long_absence_comes_in_parts(world: World, desk: Desk) -> None:
    for day in (MONDAY, WEDNESDAY):
        await missed(desk, ALGEBRA, day, "Т" * 300, "§" * 4000)
    world.clock.set("15:00", WEDNESDAY)
    pupil = await at(world, desk.school.pupil, MissedOutOf(student_id=desk.student(PYOTR)))
    assert len(pupil.screen.text) < 4000
