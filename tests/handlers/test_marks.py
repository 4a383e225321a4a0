"""Marks and attendance through a phone: what stands, what is refused, what two teachers see of each other."""

from datetime import date

import pytest
from sqlalchemy import select

from db.engine import Database
from db.marks import Mark, MarkValue
from keyboards.absences import attendance as absences
from keyboards.marks import cells as marks
from keyboards.sections import LessonCard
from locales import texts
from tests.school import NamedSchool, moscow
from tests.teaching import FIRST_GRADE, Desk, Stands, at
from tests.telegram import World

PYOTR, ILYA, EGOR = "Иванов Пётр", "Петров Илья", "Сидоров Егор"
WEDNESDAY = date(2026, 11, 25)
DICTATED = "Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин"
NOT_FOUND = texts("ru").label("refusal-not-found")
GONE = texts("ru").label("refusal-preview-gone")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def test_a_double_tap_is_one_change_and_one_push(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    five = next(button for button in teacher.screen.buttons if button["text"] == "5")["callback_data"]
    for _ in range(3):
        await teacher.forge(five)

    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert await desk.actions() == ["mark.put"]
    assert len(await desk.promised(lesson_id)) == 2


async def test_who_came_after_all_gets_the_row_of_marks(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("6 Иванов")
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    assert teacher.screen.rows[0] == ["✅ Пришёл: убрать пропуск"]

    await teacher.press("✅ Пришёл")
    await teacher.press("4")

    assert await desk.code(PYOTR, lesson_id) is None
    assert await desk.mark(PYOTR, lesson_id) == Stands("4", 1)


async def test_a_mark_and_an_absence_together_are_refused_in_words(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await teacher.press("5")
    await teacher.forge(absences.Attendance(lesson_id=lesson_id).pack())
    answer = await teacher.press("6 Иванов")

    assert answer is not None
    assert answer["text"] == texts("ru").label("refusal-absent-with-mark")
    assert await desk.code(PYOTR, lesson_id) is None


async def test_everything_about_a_cell(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(
        world, desk.school.algebra, marks.OneCell(lesson_id=lesson_id, student_id=desk.student(PYOTR), slot=1)
    )
    await teacher.press("долг")
    assert await desk.mark(PYOTR, lesson_id) == Stands(".", 1)
    await teacher.forge(marks.OneCell(lesson_id=lesson_id, student_id=desk.student(PYOTR), slot=1).pack())
    await teacher.press("💬 Комментарий")
    await teacher.say("<b>тетрадь</b> & ручка")
    assert "Иванов Пётр: . (ответ, <b>тетрадь</b> & ручка)" in teacher.screen.text
    await teacher.forge(marks.OneCell(lesson_id=lesson_id, student_id=desk.student(PYOTR), slot=1).pack())
    await teacher.press("Вторая отметка")
    await teacher.press("3")
    await teacher.forge(marks.OneCell(lesson_id=lesson_id, student_id=desk.student(PYOTR), slot=1).pack())
    await teacher.press("🗑 Убрать отметку")

    assert "✅ Иванов П.: отметка убрана" in teacher.screen.text
    assert (await desk.mark(PYOTR, lesson_id), await desk.mark(PYOTR, lesson_id, 2)) == (
        Stands(None, 3),
        Stands("3", 1),
    )


async def test_the_work_type_is_of_the_lesson(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id))
    await teacher.press("Вид работы: Ответ")
    await teacher.press("Контрольная работа")
    await teacher.press("6 Иванов")
    await teacher.press("5")

    async with desk.db.read() as session:
        assert await session.scalar(select(Mark.work_type_id)) == await desk.work("test")


async def test_a_change_two_days_later_asks_for_its_reason(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await teacher.press("4")
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    await teacher.press("5")
    assert teacher.screen.text.startswith("Иванов Пётр: 4 → 5\nДень урока прошёл")

    await teacher.say("пересдал")

    assert await desk.history() == [(None, "4", ""), ("4", "5", "пересдал")]
    assert "Иванов Пётр: 5 (ответ)" in teacher.screen.text


async def test_a_question_that_was_left_takes_no_answer(world: World, desk: Desk) -> None:
    """Going back or to the menu withdraws it: the next message is about the lesson, or a question of its own."""
    lesson_id = await desk.lesson()
    door = marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR))
    teacher = await at(world, desk.school.algebra, door)
    await teacher.press("4")
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(door.pack())
    await teacher.press("5")
    await teacher.press("‹ Назад")
    await teacher.say("просто так")
    assert "просто так" in teacher.last.text
    await teacher.forge(door.pack())
    await teacher.press("5")
    await teacher.press("🏠 Меню")
    await teacher.say("просто так")

    assert await desk.history() == [(None, "4", "")]


async def test_two_teachers_and_one_cell(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    door = marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR))
    first, second = await at(world, desk.school.algebra, door), await at(world, desk.school.homeroom, door)
    await second.press("5")

    await first.press("3")
    assert "Сейчас стоит 5, поставил(а) Титова Е. С." in first.screen.text
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    await first.press("Заменить на 3")

    assert await desk.mark(PYOTR, lesson_id) == Stands("3", 2)


async def test_a_comment_on_a_mark_that_a_colleague_changed(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id, student_id = await desk.lesson(), desk.student(PYOTR)
    door = marks.Marks(lesson_id=lesson_id, student_id=student_id)
    first, second = await at(world, desk.school.algebra, door), await at(world, desk.school.homeroom, door)
    await first.press("3")
    await first.forge(marks.Comment(lesson_id=lesson_id, student_id=student_id, slot=1, version=1).pack())
    await second.forge(door.pack())
    await second.press("5")

    await first.say("невнимательно")
    assert "5 · Ответ на уроке\nАвтор: Титова Е. С." in first.screen.text
    assert "отметка изменилась" in first.screen.text


async def test_a_colleague_changed_the_code_of_who_came(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id, student_id = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("6 Иванов")
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=student_id).pack())
    colleague = await at(world, desk.school.homeroom, absences.OneStudent(lesson_id=lesson_id, student_id=student_id))
    await colleague.press("Б")

    answer = await teacher.press("✅ Пришёл")
    assert answer is not None
    assert "Титова Е. С." in answer["text"]
    assert await desk.code(PYOTR, lesson_id) == "Б"
    await teacher.press("✅ Пришёл")
    assert await desk.code(PYOTR, lesson_id) is None


async def test_grade_one_has_everything_but_marks(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson(FIRST_GRADE)
    teacher = await at(world, desk.school.primary, LessonCard(lesson_id=lesson_id))
    assert "📊 Без отметок (П 5.5)" in teacher.screen.text
    assert "Отметки" not in teacher.screen.labels
    forged = marks.PutMark(
        lesson_id=lesson_id,
        student_id=desk.student("Рыбакова Злата"),
        slot=1,
        value=MarkValue.FIVE,
        work=await desk.work(),
        version=0,
    )
    for door in (marks.Marks(lesson_id=lesson_id), forged):
        answer = await teacher.forge(door.pack())
        assert answer is not None
        assert "П 5.5" in answer["text"]

    await teacher.say("Рыбакова 5, Орлов б; тема Сложение; дз с. 14")
    assert "в 1-м классе отметок не ставят (П 5.5)" in teacher.screen.text
    await teacher.press("Не учитывать")
    await teacher.press("✅ Закрыть урок")

    assert await desk.count(Mark) == 0
    assert await desk.code("Орлов Тимур", lesson_id) == "Б"
    row = await desk.row(lesson_id)
    assert (row.state, row.topic) == ("closed", "Сложение")


async def test_moscow_is_where_the_school_is(world: World, desk: Desk) -> None:
    """A tap in the last minutes of the day is on time (G22)."""
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await teacher.press("4")
    world.clock.at = moscow("00:01", date(2026, 11, 24))
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    await teacher.press("5")

    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 2)
