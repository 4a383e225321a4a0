"""A5: in grade 1 a mark is refused by every path with П 5.5 named; absence and homework work, and are told."""

import pytest
from sqlalchemy import func, select

from db.lessons import Lesson
from db.marks import Mark, MarkValue, WorkType
from keyboards.marks.cells import Marks, OneCell, PutMark
from locales import texts
from sandbox.phone import Phone
from tests.acceptance.conftest import CLOSE, Ears, walk
from tests.school import MONDAY
from tests.telegram import World

REFUSED = texts("ru").label("refusal-no-marks")


async def lesson(world: World) -> Phone:
    """The primary teacher with the first lesson of 1А open."""
    world.clock.set("09:20")
    teacher = await world.phone(world.school.primary)
    await walk(teacher, "📋 Уроки сегодня", "🔴 1. 1А · Математика")
    return teacher


async def marks(world: World) -> int:
    async with world.db.read() as session:
        return await session.scalar(select(func.count()).select_from(Mark)) or 0


async def test_a5_the_card_has_no_marks(world: World) -> None:
    teacher = await lesson(world)

    assert "📊 Без отметок (П 5.5)" in teacher.screen.text
    assert "Отметки" not in teacher.screen.labels


@pytest.mark.parametrize("said", ["Зайцева 5", "Зайцева 5, Орлов н; тема Сложение", "1 5", "всем 5"])
async def test_a5_a_dictated_mark_is_refused(world: World, said: str) -> None:
    teacher = await lesson(world)
    await teacher.say(said)

    assert "в 1-м классе отметок не ставят (П 5.5)." in teacher.screen.text
    assert CLOSE not in teacher.screen.labels
    assert await marks(world) == 0


async def test_a5_a_forged_mark_is_refused(world: World) -> None:
    teacher = await lesson(world)
    school = world.school
    async with world.db.read() as session:
        number = await session.scalar(
            select(Lesson.id).where(Lesson.course_id == school.courses["1А математика"], Lesson.date == MONDAY)
        )
        work = await session.scalar(select(WorkType.id).where(WorkType.code == "answer"))
    assert number is not None
    assert work is not None
    student = school.students["Зайцева Ева"]
    put = PutMark(lesson_id=number, student_id=student, slot=1, value=MarkValue.FIVE, work=work, version=0)
    doors = (
        put,
        put.model_copy(update={"slot": 2, "value": MarkValue.PASS}),
        Marks(lesson_id=number, student_id=student),
        OneCell(lesson_id=number, student_id=student, slot=1),
    )
    for door in doors:
        answer = await teacher.forge(door.pack())
        assert answer is not None
        assert (answer["text"], answer["show_alert"]) == (REFUSED, True), door

    assert "П 5.5" in REFUSED
    assert await marks(world) == 0


async def test_a5_absence_and_homework_are_kept_and_told(world: World, families: Ears) -> None:
    teacher = await lesson(world)
    await teacher.say("Зайцева 5, Зайцева н, Рыбакова оп; тема Сложение; дз с. 14 №2 10 мин")
    await teacher.press("Не учитывать")
    assert "Зайцева Ева — нет (Н)\nРыбакова Злата — опоздание (ОП)\nОстальные на месте" in teacher.screen.text
    await teacher.press(CLOSE)

    assert teacher.screen.text == (
        "1А · Математика\n"
        "1-й урок · пн 23.11 · 08:30–09:15 · каб. 3\n\n"
        "📖 Сложение\n"
        "🙋 Нет (Н): Зайцева Е.; Опоздали (ОП): Рыбакова З.\n"
        "📊 Без отметок (П 5.5)\n"
        "📝 На вт 24.11: с. 14 №2 · 10 мин\n\n"
        "✅ Закрыт в 09:20"
    )
    assert await families.rang() == {
        "Зайцева Юлия": ["Ева · Математика: нет на уроке (Н). Д/з на вт 24.11: с. 14 №2"],
        "Смирнова Ирина": ["Злата · Математика: опоздание (ОП). Д/з на вт 24.11: с. 14 №2"],
    }
    assert await marks(world) == 0


async def test_a5_a_family_is_told_why_there_are_no_marks(world: World) -> None:
    mother = await world.phone(world.school.first_grade_mother)
    await mother.say("оценки")

    assert mother.screen.text.startswith("📊 Отметки · Ева, 1А\n")
    assert "В 1-м классе отметки не ставят ни по одному предмету (п. 5.5" in mother.screen.text
