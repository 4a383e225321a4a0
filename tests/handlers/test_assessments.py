"""Planned tests through phones: free days first, a refusal that names them, the deputy head's schedule and reason."""

from datetime import time

import pytest
from sqlalchemy import delete

from db.engine import Database
from db.people import Preference, StaffDuty
from keyboards.assessments import PlanTest
from keyboards.sections import BoardOfTests, HomeworkOf, LessonCard, LessonTests, Week
from tests.assessing import FRIDAY, NEXT_WEDNESDAY, WEDNESDAY, filled, planned
from tests.scheduler.lessons import account_id
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import ALGEBRA, RUSSIAN, Desk, asking, at
from tests.telegram import World


@pytest.fixture
async def desk(db: Database, school: NamedSchool) -> Desk:
    await filled(db, school)
    return Desk(db, school)


async def test_from_the_week_a_course_a_free_day_and_it_is_planned(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, Week(monday=MONDAY))
    async with asking(world, 4):
        await teacher.press("🗓 Назначить контрольную")
    assert "Впереди ничего не назначено." in teacher.screen.text
    async with asking(world, 6):
        await teacher.press("8Б · Алгебра")
    assert teacher.screen.labels[:4] == ["ср 25.11", "ср 02.12", "ср 09.12", "ср 16.12"]
    assert "Контрольных за год: 0 из 10 (не больше 10 % часов)." in teacher.screen.text
    assert "пт 27.11 — первый урок" in teacher.screen.text
    async with asking(world, 12):
        await teacher.press("ср 02.12")
    assert "🗓 Контрольная работа · ср 02.12, 2-й урок · 45 мин" in teacher.screen.text
    assert [test.date for test in await planned(desk.db)] == [NEXT_WEDNESDAY]

    await teacher.press("Сочинение")
    assert "🗓 Сочинение · ср 02.12, 2-й урок · 45 мин" in teacher.screen.text
    await teacher.press("Перенести")
    assert "Переносим контрольную с ср 02.12." in teacher.screen.text
    await teacher.press("ср 25.11")
    assert [(test.date, test.work) for test in await planned(desk.db)] == [(WEDNESDAY, "Сочинение")]

    await teacher.forge(Week(monday=MONDAY).pack())
    assert "2. 8Б · Алгебра · 🗓 Сочинение" in teacher.screen.text
    await teacher.forge(LessonCard(lesson_id=await desk.lesson(day=WEDNESDAY)).pack())
    assert "🗓 Сочинение" in teacher.screen.text

    await teacher.forge(LessonTests().pack())
    await teacher.press("ср 25.11 · 8Б · Алгебра")
    await teacher.press("Отменить")
    await teacher.press("Да, отменить")
    assert "Контрольная отменена:" in teacher.screen.text
    assert await planned(desk.db) == []


async def test_a_day_taken_meanwhile_says_so_over_the_days_that_are_free(world: World, desk: Desk) -> None:
    course = desk.school.courses[ALGEBRA]
    teacher = await at(world, desk.school.algebra, LessonTests())
    await teacher.press("8Б · Алгебра")
    homeroom = await at(world, desk.school.homeroom, LessonTests())
    await homeroom.press("8Б · Русский язык")
    await homeroom.press("ср 25.11")
    await teacher.press("ср 25.11")

    assert teacher.alerts[-1] == ("Нельзя: уже есть контрольная: Русский язык. Свободно: ср 02.12, ср 09.12, ср 16.12.")
    assert "ср 25.11 — уже есть контрольная: Русский язык" in teacher.screen.text
    await teacher.forge(PlanTest(course_id=course, class_id=0, day=FRIDAY, period=1, test_id=0, version=0).pack())
    assert teacher.alerts[-1].startswith("Нельзя: первый урок.")
    assert len(await planned(desk.db)) == 1


async def test_tapped_twice_and_again_when_it_is_gone(world: World, desk: Desk) -> None:
    course = desk.school.courses[ALGEBRA]
    tap = PlanTest(course_id=course, class_id=0, day=WEDNESDAY, period=2, test_id=0, version=0).pack()
    teacher = await at(world, desk.school.algebra, LessonTests())
    for _ in range(2):
        await teacher.forge(tap)
    assert len(await planned(desk.db)) == 1
    cancel = next(one["callback_data"] for one in teacher.screen.buttons if one["text"] == "Отменить")
    await teacher.press("20′")
    await teacher.forge(cancel)
    await teacher.press("Да, отменить")
    await teacher.forge(cancel)
    assert teacher.alerts[-1].startswith("Не нашлось")


async def test_the_deputy_head_allows_a_first_lesson_for_a_reason(world: World, desk: Desk) -> None:
    deputy = await at(world, desk.school.deputy, BoardOfTests())
    async with asking(world, 5):
        await deputy.press("8Б (0)")
    assert "Контрольных не назначено." in deputy.screen.text
    await deputy.press("🗓 Назначить контрольную")
    await deputy.press("Алгебра")
    await deputy.press("⚠️ пт 27.11")
    assert await planned(desk.db) == [], "nothing is planned before the reason"
    async with asking(world, 14):
        await deputy.say("перенос из-за карантина")
    assert "⚠️ Разрешил завуч (первый урок): перенос из-за карантина" in deputy.screen.text

    await deputy.press("‹ Назад")
    assert "⚠️ первый урок" in deputy.screen.text
    assert "Причина: перенос из-за карантина" in deputy.screen.text
    assert "⚠️ пт 27.11 · 8Б · Алгебра" in deputy.screen.labels
    teacher = await at(world, desk.school.algebra, LessonTests())
    assert "пт 27.11, 1-й урок · 8Б · Алгебра · Контрольная работа" in teacher.screen.text


async def test_a_deputy_head_no_more_allows_nothing(world: World, desk: Desk) -> None:
    """Revoked while the reason is typed: nothing is planned (G26)."""
    deputy = await at(world, desk.school.deputy, BoardOfTests())
    for label in ("8Б (0)", "🗓 Назначить контрольную", "Алгебра", "⚠️ пт 27.11"):
        await deputy.press(label)
    async with desk.db.write() as session:
        await session.execute(delete(StaffDuty).where(StaffDuty.person_id == desk.school.deputy.person_id))
    await deputy.say("перенос из-за карантина")
    assert await planned(desk.db) == []
    assert deputy.last.text.startswith("Не нашлось")


async def test_families_read_of_it_with_the_homework_and_the_evening_before(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonTests())
    await teacher.press("8Б · Алгебра")
    await teacher.press("ср 25.11")
    child = desk.student("Смирнова Полина")
    account = await account_id(world, desk.school.father)
    async with desk.db.write() as session:
        session.add(Preference(account_id=account, tomorrow_at=time(16)))
    world.clock.set("10:00")
    mother = await at(world, desk.school.mother, HomeworkOf(student_id=child, day=WEDNESDAY))
    assert "🗓 Контрольная работа: Алгебра, 2-й урок" in mother.screen.text
    await mother.say("когда контрольная у Полины")
    assert "ср 25.11, 2-й урок · Алгебра · Контрольная работа" in mother.last.text
    father = await world.phone(desk.school.father)
    assert father.heard == [], "a planned test is no push of its own"
    world.clock.at = moscow("16:00", MONDAY.replace(day=24))
    await world.tick()
    assert "🗓 Контрольная работа: Алгебра, 2-й урок" in father.last.text
    pupil_of_another = await at(
        world, desk.school.first_grade_mother, HomeworkOf(student_id=desk.student("Зайцева Ева"))
    )
    assert "Контрольная" not in pupil_of_another.screen.text


async def test_russian_and_algebra_on_one_day_are_marked_on_the_schedule(world: World, desk: Desk) -> None:
    homeroom = await at(world, desk.school.homeroom, LessonTests())
    await homeroom.press("8Б · Русский язык")
    await homeroom.press("ср 25.11")
    deputy = await at(world, desk.school.deputy, BoardOfTests())
    for label in ("8Б (1)", "🗓 Назначить контрольную", "Алгебра", "⚠️ ср 25.11"):
        await deputy.press(label)
    await deputy.say("едем на олимпиаду")
    await deputy.press("‹ Назад")
    assert deputy.screen.text.count("⚠️ уже есть контрольная") == 2
    assert {test.subject for test in await planned(desk.db)} == {"Алгебра", "Русский язык"}
    assert RUSSIAN in desk.school.courses
