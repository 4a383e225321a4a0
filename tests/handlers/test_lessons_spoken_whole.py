"""A whole lesson of 25 students in one message and one tap, and a second message that corrects the first."""

from datetime import date

import pytest

from db.absences import Attendance
from db.engine import Database
from db.homework import HomeworkKind
from db.marks import Mark
from db.people import Enrolment, Person, Student
from journal.lessons.spoken import LIMIT
from journal.names import search_key
from keyboards.sections import LessonCard
from tests.school import LONG_AGO, YEAR_START, NamedSchool
from tests.teaching import Desk, Stands, asking, at
from tests.telegram import World

PYOTR, ILYA = "Иванов Пётр", "Петров Илья"
FRIDAY = date(2026, 11, 27)
NEWCOMERS = (
    *("Абрамова Юлия", "Гончар Мария", "Ёлкина Анна", "Журавлёва Ольга", "Зайцев Олег", "Ким Алина", "Лебедь Оксана"),
    *("Мухаметзянова Диляра", "Новиков Роман", "Римский-Корсаков Лев", "Тёркин Василий", "Цой Виктор", "Щукина Ульяна"),
)
MESSAGE = (
    "Нет Цоя и Лебедь. Ким 5, Тёркин 4, Зайцеву 5 за доклад, Мухаметзянова 3, Римский-Корсаков 4. "
    "Тема Дроби. Д/з §21, №120–125, 40 мин, к пятнице"
)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


@pytest.fixture
async def full(desk: Desk) -> Desk:
    """8Б with 13 more students: 25."""
    found = dict(desk.school.students)
    async with desk.db.write() as session:
        for name in NEWCOMERS:
            surname, given_name = name.split()
            person = Person(
                surname=surname,
                given_name=given_name,
                patronymic="",
                search_key=search_key(f"{surname} {given_name}"),
                created_at=LONG_AGO,
            )
            session.add(person)
            await session.flush()
            student = Student(person_id=person.id)
            session.add(student)
            await session.flush()
            found[name] = student.id
            session.add(Enrolment(student_id=student.id, class_id=desk.school.classes["8Б"], valid_from=YEAR_START))
    return Desk(desk.db, desk.school._replace(students=found))


async def test_a_class_of_25_is_one_message_and_one_tap(world: World, full: Desk) -> None:
    """Five marks, two absences, topic and homework; no card was open, the message finds its lesson."""
    teacher = await world.phone(full.school.algebra)
    await teacher.say("/menu")
    async with asking(world, 14):
        await teacher.say(MESSAGE)
    async with asking(world, 34):
        await teacher.press("✅ Закрыть урок", message=teacher.screen)

    lesson_id = await full.lesson()
    given = {"Ким Алина": "5", "Тёркин Василий": "4", "Зайцев Олег": "5", "Мухаметзянова Диляра": "3"}
    given["Римский-Корсаков Лев"] = "4"
    assert {name: (await full.mark(name, lesson_id)).value for name in given} == given
    assert [await full.code(name, lesson_id) for name in ("Цой Виктор", "Лебедь Оксана")] == ["Н", "Н"]
    assert (await full.count(Mark), await full.count(Attendance)) == (5, 2)
    row, task = await full.row(lesson_id), await full.homework(lesson_id)
    assert (row.state, row.topic) == ("closed", "Дроби")
    assert task is not None
    assert (task.text, task.minutes, task.due_on) == ("§21, №120–125", 40, FRIDAY)


async def test_a_second_message_corrects_the_first(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Иванов 5 за доклад, Петров н; тема Дроби; дз §21")
    await teacher.say("нет, Иванов 4, Петров оп; дз читать §22")
    shown = teacher.screen.text
    assert "❓ «дз читать §22»" not in shown
    assert "Иванов Пётр — 4 (за доклад)" in shown
    assert "Петров Илья — опоздание (ОП)" in shown
    assert "📝 На ср 25.11: читать §22 · чтение" in shown
    await teacher.press("✅ Закрыть урок", message=teacher.screen)

    lesson_id = await desk.lesson()
    task = await desk.homework(lesson_id)
    assert await desk.mark(PYOTR, lesson_id) == Stands("4", 1)
    assert await desk.code(ILYA, lesson_id) == "ОП"
    assert task is not None
    assert (task.kind, task.text) == (HomeworkKind.READING, "читать §22")


async def test_a_correction_after_the_button_to_correct_keeps_the_rest(world: World, desk: Desk) -> None:
    """Whoever presses `Исправить` and writes only «нет, …» does not lose what stood there."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Иванов 5, Сидоров 3; тема Дроби; дз §21")
    await teacher.press("✏️ Исправить")
    assert "«нет, Иванов 4»" in teacher.screen.text
    await teacher.say("нет, Иванов 4")
    assert "Иванов Пётр — 4" in teacher.screen.text
    assert "Сидоров Егор — 3" in teacher.screen.text

    await teacher.press("✏️ Исправить")
    await teacher.say("Иванов 2; дз §5")
    assert "Иванов Пётр — 2" in teacher.screen.text
    assert "Сидоров Егор" not in teacher.screen.text, "a whole text replaces the first"


async def test_a_correction_of_what_was_saved_shows_both(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Иванов 5; все на месте")
    await teacher.press("💾 Сохранить, не закрывая")
    await teacher.say("нет, Иванов 4")
    assert "Иванов Пётр — 5 → 4" in teacher.screen.text
    await teacher.press("💾 Сохранить, не закрывая")

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("4", 2)


async def test_who_was_missing_before_is_shown_beside_everybody_present(world: World, desk: Desk) -> None:
    """«Все на месте» wipes nothing that was entered, and the preview does not say otherwise."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("нет Петрова")
    await teacher.press("💾 Сохранить, не закрывая")
    await teacher.say("все на месте; Иванов 5")
    assert "Петров Илья — нет (Н) — отмечено раньше" in teacher.screen.text
    assert "Все на месте" not in teacher.screen.text
    await teacher.press("💾 Сохранить, не закрывая")

    assert await desk.code(ILYA, await desk.lesson()) == "Н"


async def test_4096_characters_are_refused_and_the_longest_text_is_read(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say(("Иванов 5 н Петров, все кроме " * 200)[:LIMIT])
    assert "❓" in teacher.screen.text
    await teacher.say(("Иванов 5; " * 500)[:4096])
    assert "Я ничего не сохранил" in teacher.last.text
    assert await desk.count(Mark) == 0
