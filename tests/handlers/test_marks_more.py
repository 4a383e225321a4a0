"""Marks through a phone, beyond one tap: the second mark, reasons, the history of a cell, taking back."""

from datetime import date

import pytest

from db.engine import Database
from keyboards.lessons.undo import LastEntry, Undo
from keyboards.marks import cells as marks
from keyboards.sections import HistoryOf, LessonCard, SheetOf
from locales import texts
from tests.school import NamedSchool
from tests.teaching import Desk, Stands, asking, at
from tests.telegram import World

PYOTR, POLINA = "Иванов Пётр", "Смирнова Полина"
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def door(desk: Desk, name: str = PYOTR) -> marks.Marks:
    return marks.Marks(lesson_id=await desk.lesson(), student_id=desk.student(name))


async def test_a_second_mark_is_one_tap_that_says_the_cell(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, await door(desk))
    await teacher.press("4")
    await teacher.forge((await door(desk)).pack())
    await teacher.press("4/5")

    lesson_id = await desk.lesson()
    assert (await desk.mark(PYOTR, lesson_id), await desk.mark(PYOTR, lesson_id, 2)) == (
        Stands("4", 1),
        Stands("5", 1),
    )
    await teacher.forge((await door(desk)).pack())
    assert not [label for label in teacher.screen.labels if label.startswith("4/")]


async def test_a_usual_reason_is_one_tap(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, await door(desk))
    await teacher.press("4")
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge((await door(desk)).pack())
    await teacher.press("5")
    pressed = teacher.screen.buttons[0]["callback_data"]
    await teacher.press("Ошибка при вводе")
    assert await desk.history() == [(None, "4", ""), ("4", "5", "Ошибка при вводе")]

    answer = await teacher.forge(pressed)
    assert answer is not None
    assert answer["text"] == texts("ru").label("refusal-preview-gone")
    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("5", 2)
    await teacher.forge(marks.OneCell(lesson_id=await desk.lesson(), student_id=desk.student(PYOTR), slot=1).pack())
    assert "Причина изменения: Ошибка при вводе" in teacher.screen.text


async def test_a_typed_reason_outlives_a_conflict(world: World, desk: Desk) -> None:
    """While it was typed a colleague changed the cell: both are shown, and the reason need not be typed again (G16)."""
    await desk.co_teacher(desk.school.homeroom)
    first = await at(world, desk.school.algebra, await door(desk))
    await first.press("4")
    world.clock.set("10:00", WEDNESDAY)
    for phone, value in ((first, "5"), (await at(world, desk.school.homeroom, await door(desk)), "3")):
        await phone.forge((await door(desk)).pack())
        await phone.press(value)
    second = await world.phone(desk.school.homeroom)
    await second.say("списал")

    await first.say("решил у доски")
    assert "Сейчас стоит 3, поставил(а) Титова Е. С." in first.screen.text
    assert "Ваша причина: решил у доски" in first.screen.text
    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("3", 2)
    await first.press("Заменить на 5")

    assert await desk.history() == [(None, "4", ""), ("4", "3", "списал"), ("3", "5", "решил у доски")]


async def test_leaving_a_conflict_leaves_the_colleagues_mark(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    first = await at(world, desk.school.algebra, await door(desk))
    second = await at(world, desk.school.homeroom, await door(desk))
    await second.press("5")
    await first.press("3")
    await first.press("Оставить")

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("5", 1)


async def test_the_last_entry_is_shown_and_taken_back(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, await door(desk))
    await teacher.press("2")
    async with asking(world, 4):
        await teacher.press("↩️ Отменить")
    assert "Станет как было:\nИванов П.: 2 → —" in teacher.screen.text
    pressed = teacher.screen.buttons[0]["callback_data"]
    async with asking(world, 12):
        await teacher.press("↩️ Отменить")
    assert "Отменено." in teacher.screen.text
    assert await desk.mark(PYOTR, lesson_id) == Stands(None, 2)

    for again in (pressed, LastEntry(lesson_id=lesson_id).pack(), Undo(lesson_id=lesson_id, version=9).pack()):
        answer = await teacher.forge(again)
        assert answer is not None
        assert answer["text"] == texts("ru").label("refusal-nothing-to-undo")
    assert await desk.mark(PYOTR, lesson_id) == Stands(None, 2)


async def test_a_dictated_lesson_is_taken_back_whole_and_stays_closed(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.say("Иванов Пётр 5 4, Петров н; тема Дроби; дз §21")
    await teacher.press("✅ Закрыть урок")
    await teacher.press("↩️ Отменить")
    assert "Иванов П.: 5 → —\nИванов П.: 4 → —\nПетров И.: Н → —" in teacher.screen.text
    assert "Тема" not in teacher.screen.text
    await teacher.press("↩️ Отменить")

    row = await desk.row(lesson_id)
    assert (row.state, row.topic) == ("closed", "Дроби")
    assert row.attendance_at is not None
    assert await desk.code("Петров Илья", lesson_id) is None
    assert (await desk.mark(PYOTR, lesson_id)).value is None


async def test_what_a_colleague_changed_is_named(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    first = await at(world, desk.school.algebra, await door(desk))
    await first.press("3")
    await first.press("↩️ Отменить")
    second = await at(world, desk.school.homeroom, await door(desk))
    await second.press("5")

    answer = await first.press("↩️ Отменить")
    assert answer is not None
    assert "Титова Е. С." in answer["text"]
    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("5", 2)


async def test_the_history_of_a_cell_on_its_teachers_screen(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, await door(desk))
    await teacher.press("3")
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge((await door(desk)).pack())
    await teacher.press("4")
    await teacher.say("<b>пересдал</b> & хорошо")
    await teacher.press("Ещё")
    async with asking(world, 4):
        await teacher.press("🕓 История")

    assert "— → 3 · пн 23.11 09:17\nответ, Кузнецова М. В." in teacher.screen.text
    assert (
        "3 → 4 · ср 25.11 10:00\nответ, Кузнецова М. В., позже дня урока\nПричина: <b>пересдал</b> & хорошо"
        in teacher.screen.text
    )
    await teacher.press("‹ Назад")
    assert "Комментарий" in " ".join(teacher.screen.labels)


async def test_a_deputy_head_finds_a_cell_by_class_student_and_subject(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, await door(desk))
    await teacher.press("3")
    await teacher.forge((await door(desk)).pack())
    await teacher.press("4")

    for reader in (desk.school.deputy, desk.school.homeroom):
        phone = await at(world, reader, SheetOf(class_id=desk.school.classes["8Б"]))
        for label, at_most in (("🕓 История отметок", 4), (PYOTR, 5), ("Алгебра: 1 · ✏️ 1", 5), ("пн 23.11: 4 ✏️", 4)):
            async with asking(world, at_most):
                await phone.press(label)
        assert "3 → 4 · пн 23.11 09:17" in phone.screen.text
        for title in ("✏️ — отметку меняли", "По какому предмету?", "Чьи отметки посмотреть?", "За какой период?"):
            await phone.press("‹ Назад")
            assert title in phone.screen.text


async def test_a_first_grade_has_no_history_of_marks(world: World, desk: Desk) -> None:
    deputy = await at(world, desk.school.deputy, SheetOf(class_id=desk.school.classes["1А"]))
    assert "🕓 История отметок" not in deputy.screen.labels
    await deputy.forge(HistoryOf(class_id=desk.school.classes["1А"]).pack())
    assert "Чьи отметки посмотреть?" in deputy.screen.text
