"""A12, the second half: two tests a day, first and last lesson are the deputy head's to allow; a test goes with its lesson."""

from datetime import date

import pytest
from sqlalchemy import select

from db.assessments import Assessment, AssessmentDay
from db.engine import Database
from db.lessons import Lesson
from keyboards.assessments import DaysForTest, PlanTest
from keyboards.sections import BoardOfTests, HomeworkOf, LessonTests
from keyboards.substitutions.lesson import CancelLesson, MoveTo, RestoreLesson
from sandbox.phone import Phone
from tests.assessing import FRIDAY, NEXT_WEDNESDAY, WEDNESDAY, filled, planned
from tests.school import NamedSchool
from tests.teaching import ALGEBRA, RUSSIAN, Desk, asking, at
from tests.telegram import World

TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


@pytest.fixture
async def desk(db: Database, school: NamedSchool) -> Desk:
    await filled(db, school)
    return Desk(db, school)


async def test_a12_two_a_day_first_and_last_are_refused_and_the_deputy_head_allows_for_a_reason(
    world: World, desk: Desk
) -> None:
    school = desk.school
    teacher = await at(world, school.algebra, LessonTests())
    await teacher.press("8Б · Алгебра")
    await teacher.press("ср 02.12")
    assert [test.date for test in await planned(desk.db)] == [NEXT_WEDNESDAY]

    russian = PlanTest(
        course_id=school.courses[RUSSIAN], class_id=0, day=NEXT_WEDNESDAY, period=3, test_id=0, version=0
    )
    colleague = await at(world, school.homeroom, LessonTests())
    await colleague.forge(russian.pack())
    assert "уже есть контрольная: Алгебра" in colleague.alerts[-1]
    first = PlanTest(course_id=school.courses[ALGEBRA], class_id=0, day=FRIDAY, period=1, test_id=0, version=0)
    await teacher.forge(first.pack())
    assert "первый урок" in teacher.alerts[-1]
    assert len(await planned(desk.db)) == 1

    deputy = await at(world, school.deputy, BoardOfTests())
    for label in ("8Б (1)", "🗓 Назначить контрольную", "Русский язык", "⚠️ ср 02.12"):
        await deputy.press(label)
    await deputy.say("совпало с приездом комиссии")
    assert "совпало с приездом комиссии" in deputy.screen.text
    assert [test.date for test in await planned(desk.db)] == [NEXT_WEDNESDAY, NEXT_WEDNESDAY]


# --- a test goes where its lesson goes -----------------------------------------------------------------------------------


async def set_for(world: World, desk: Desk, day: date) -> Phone:
    """A test of algebra on that day's lesson, planned long enough ago to be known."""
    teacher = await at(world, desk.school.algebra, DaysForTest(course_id=desk.school.courses[ALGEBRA], class_id=0))
    await teacher.press("ср 25.11" if day == WEDNESDAY else "ср 02.12")
    world.clock.set("10:00")
    return teacher


async def taken(desk: Desk) -> set[date]:
    async with desk.db.read() as session:
        return set(await session.scalars(select(AssessmentDay.date)))


async def test_a_moved_lesson_takes_its_test_along_and_families_hear_once(world: World, desk: Desk) -> None:
    teacher = await set_for(world, desk, WEDNESDAY)
    lesson_id = await desk.lesson(day=WEDNESDAY)
    deputy = await at(world, desk.school.deputy, BoardOfTests())
    tap = MoveTo(lesson_id=lesson_id, day=THURSDAY, period=5).pack()
    async with asking(world, 40):
        await deputy.forge(tap)
    await deputy.forge(tap)
    assert [(test.date, test.period) for test in await planned(desk.db)] == [(THURSDAY, 5)]
    assert await taken(desk) == {THURSDAY}
    async with desk.db.read() as session:
        work = await session.scalar(select(Lesson.work_type_id).where(Lesson.id == lesson_id))
        assert work == await session.scalar(select(Assessment.work_type_id)), "marks of it are still a test's"
    await world.tick()
    assert "чт 26.11, 5-й урок" in teacher.last.text
    assert "Контрольная вместе с уроком" in teacher.last.text

    mother = await at(
        world, desk.school.ivanov_mother, HomeworkOf(student_id=desk.student("Иванов Пётр"), day=THURSDAY)
    )
    assert "Контрольная" in mother.screen.text
    heard = len(mother.heard)
    world.clock.set("17:01", TUESDAY)
    await world.tick()
    assert "Алгебра: перенос на чт 26.11, 5-й урок, контрольная тоже" in mother.last.text
    world.clock.set("17:01", WEDNESDAY)
    await world.tick()
    assert "5-й урок: Алгебра, в 12:30 (перенос, контрольная)" in mother.last.text
    assert len(mother.heard) == heard + 2, "one message for each of the two days"


async def test_a_cancelled_lesson_calls_its_test_off_and_brought_back_it_stands_again(world: World, desk: Desk) -> None:
    teacher = await set_for(world, desk, WEDNESDAY)
    lesson_id = await desk.lesson(day=WEDNESDAY)
    deputy = await at(world, desk.school.deputy, BoardOfTests())
    for _ in range(2):
        await deputy.forge(CancelLesson(lesson_id=lesson_id).pack())
    assert await planned(desk.db) == []
    assert await taken(desk) == set(), "the class's day is free for another test"
    heard = len(teacher.heard)
    await world.tick()
    assert len(teacher.heard) == heard + 1
    assert "Ваш урок отменён" in teacher.last.text
    assert "ср 25.11, 2-й урок" in teacher.last.text
    assert "Контрольная снята: выберите другой день" in teacher.last.text
    await teacher.press("🗓 Контрольные")
    assert "Впереди ничего не назначено." in teacher.screen.text

    await deputy.forge(RestoreLesson(lesson_id=lesson_id).pack())
    assert [test.date for test in await planned(desk.db)] == [WEDNESDAY]
    assert await taken(desk) == {WEDNESDAY}
    await deputy.forge(CancelLesson(lesson_id=lesson_id).pack())
    mother = await world.phone(desk.school.ivanov_mother)
    world.clock.set("17:01", TUESDAY)
    await world.tick()
    assert "Алгебра: отменён, контрольной не будет" in mother.last.text


async def test_a_test_that_families_may_not_know_of_yet_is_not_told_with_its_lesson(world: World, desk: Desk) -> None:
    """Planned at 16:55, its lesson cancelled at 16:58: the push at 17:01 is within the hold."""
    world.clock.set("16:55", TUESDAY)
    teacher = await at(world, desk.school.algebra, DaysForTest(course_id=desk.school.courses[ALGEBRA], class_id=0))
    await teacher.press("ср 25.11")
    world.clock.set("16:58", TUESDAY)
    deputy = await at(world, desk.school.deputy, BoardOfTests())
    await deputy.forge(CancelLesson(lesson_id=await desk.lesson(day=WEDNESDAY)).pack())
    mother = await world.phone(desk.school.ivanov_mother)
    world.clock.set("17:01", TUESDAY)
    await world.tick()
    assert "Алгебра: отменён" in mother.last.text
    assert "контрольной" not in mother.last.text
