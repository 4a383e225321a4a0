"""What nobody else can do to a lesson: borrowed, forged and outdated buttons (G24, G25, G26)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from db.engine import Database
from db.marks import Mark
from db.operations import Notice
from db.people import Staff
from keyboards import homework
from keyboards.absences import attendance as absences
from keyboards.data import Data
from keyboards.lessons import card as lessons
from keyboards.marks import cells as marks
from keyboards.sections import LessonCard
from locales import texts
from tests.school import MONDAY, NamedSchool
from tests.teaching import RUSSIAN, SENIOR, Desk, at
from tests.telegram import World

PYOTR, ILYA, EGOR = "Иванов Пётр", "Петров Илья", "Сидоров Егор"
WEDNESDAY = date(2026, 11, 25)
DICTATED = "Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин"
NOT_FOUND = texts("ru").label("refusal-not-found")
GONE = texts("ru").label("refusal-preview-gone")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def harvest(world: World, desk: Desk) -> list[str]:
    """Every kind of button that a teacher's screens carry for a lesson."""
    lesson_id, student_id = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    doors: list[Data] = [
        LessonCard(lesson_id=lesson_id),
        lessons.AskTopic(lesson_id=lesson_id),
        lessons.Close(lesson_id=lesson_id),
        absences.Attendance(lesson_id=lesson_id),
        marks.Marks(lesson_id=lesson_id, student_id=student_id),
        marks.OneCell(lesson_id=lesson_id, student_id=student_id, slot=2),
        marks.WorkTypes(lesson_id=lesson_id),
        homework.Homework(lesson_id=lesson_id),
    ]
    found: set[str] = set()
    for door in doors:
        await teacher.forge(door.pack())
        found |= {button["callback_data"] for button in teacher.screen.buttons}
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.say(DICTATED)
    found |= {button["callback_data"] for button in teacher.screen.buttons}
    harmless = ("menu", "left", "day:", "week:", "today")
    return sorted(data for data in found if not data.startswith(harmless))


@pytest.mark.parametrize("who", ["deputy", "homeroom", "mother", "pupil"])
async def test_a_teachers_buttons_are_nothing_on_another_phone(world: World, desk: Desk, who: str) -> None:
    buttons = await harvest(world, desk)
    actions = await desk.actions()
    stranger = await world.phone(getattr(desk.school, who))
    await stranger.say("/menu")
    shown = stranger.screen.text
    assert len(buttons) > 25
    for data in buttons:
        answer = await stranger.forge(data)
        assert answer is not None
        assert answer["text"] in {NOT_FOUND, GONE}, data
        assert stranger.screen.text == shown

    assert await desk.actions() == actions
    assert (await desk.count(Mark), await desk.count(Notice)) == (0, 0)


async def test_ids_that_were_altered_change_nothing(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    work, student, own = await desk.work(), desk.student(PYOTR), await desk.lesson()
    foreign = await desk.lesson(RUSSIAN)
    for data in (
        f"mark:{foreign}:{student}:1:5:{work}:0",
        f"mark:{own}:{desk.student('Титов Лев')}:1:5:{work}:0",
        f"mark:{await desk.lesson(SENIOR)}:{student}:1:5:{work}:0",
        f"mark:{own}:{student}:1:5:999999:0",
        f"mark:{own}:{student}:1:1:{work}:0",
        f"att+:{foreign}:{student}:Н:0:Н",
        f"done:{foreign}",
        f"hl0:{foreign}:0",
        f"topic:{foreign}",
    ):
        answer = await teacher.forge(data)
        assert answer is not None
        assert answer["text"] == NOT_FOUND, data
    for data in (
        f"mark:{own}:{student}:3:5:{work}:0",
        f"mark:{own}:{student}:1:6:{work}:0",
        f"mark:{own}:{student}:1:5:{work}:-1",
        f"mark: {own}:{student}:1:5:{work}:0",
        f"mark:{own}:{student}:1:5:{work}",
        f"att+:{own}:{student}:Х:0:Н",
    ):
        answer = await teacher.forge(data)
        assert answer is not None
        assert answer["text"] == texts("ru").label("stale-button"), data

    assert await desk.actions() == []


async def test_a_teacher_who_left_has_no_lessons_from_the_next_tap_on(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    async with desk.db.write() as session:
        await session.execute(
            update(Staff)
            .where(Staff.person_id == desk.school.algebra.person_id)
            .values(left_on=MONDAY - timedelta(days=1))
        )

    answer = await teacher.press("✅ Закрыть урок")

    assert answer is not None
    assert answer["text"] == NOT_FOUND


async def test_a_cancelled_lesson_and_one_of_tomorrow_are_only_looked_at(world: World, desk: Desk) -> None:
    cancelled, ahead = await desk.lesson(), await desk.lesson(day=WEDNESDAY)
    await desk.cancel(cancelled)
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=cancelled))
    assert "Урок отменён" in teacher.screen.text
    assert teacher.screen.labels == ["‹ Назад", "🏠 Меню"]
    await teacher.forge(LessonCard(lesson_id=ahead).pack())
    assert "Урок ещё впереди" in teacher.screen.text

    for lesson_id, words in ((cancelled, "отменён"), (ahead, "впереди")):
        answer = await teacher.forge(lessons.Close(lesson_id=lesson_id).pack())
        assert answer is not None
        assert words in answer["text"]
