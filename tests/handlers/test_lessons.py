"""A teacher's lesson through a phone: the days, the card, closing by taps, the topic and the homework, two at once."""

from datetime import date

import pytest
from sqlalchemy import update

from db.engine import Database
from db.marks import MarkValue
from db.people import Account, Enrolment, Person, Student
from keyboards import homework
from keyboards.absences import attendance as absences
from keyboards.data import Data
from keyboards.lessons import card as lessons
from keyboards.marks import cells as marks
from keyboards.sections import LessonCard, Today, Unfilled
from locales import texts
from tests.school import YEAR_START, NamedSchool, moscow
from tests.teaching import RUSSIAN, Desk, asking, at
from tests.telegram import World

PYOTR, ILYA, EGOR = "Иванов Пётр", "Петров Илья", "Сидоров Егор"
WEDNESDAY = date(2026, 11, 25)
DICTATED = "Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин"
NOT_FOUND = texts("ru").label("refusal-not-found")
GONE = texts("ru").label("refusal-preview-gone")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def test_an_empty_lesson_is_closed_in_four_taps(world: World, desk: Desk) -> None:
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("/menu")

    await teacher.press("📋 Уроки сегодня")
    await teacher.press("🔴 1. 8Б")
    await teacher.press("✅ Закрыть урок")
    assert "• тема: Дроби\n• все на месте\n• домашнее задание: не задано" in teacher.screen.text
    await teacher.press("✅ Так и закрыть")

    assert teacher.screen.text.endswith("📝 Домашнее задание: не задано\n\n✅ Закрыт в 09:17")
    row = await desk.row(await desk.lesson())
    assert (row.state, row.topic) == ("closed", "Дроби")
    assert len(teacher.heard) == 1, "one living screen"


async def test_what_a_card_says_before_and_after(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))

    assert teacher.screen.text == (
        "8Б · Алгебра\n"
        "1-й урок · пн 23.11 · 08:30–09:15 · каб. 21\n\n"
        "📖 Тема по КТП: Дроби — ещё не взята\n"
        "🙋 Посещаемость не отмечена\n"
        "📊 Отметок пока нет\n"
        "📝 Домашнее задание не указано\n\n"
        "Для закрытия не хватает: темы, посещаемости, домашнего задания.\n"
        "Можно одним сообщением: Иванов 5 4, Петров н; тема Дроби; дз §21 30 мин"
    )
    assert teacher.screen.rows[0] == ["📖 Дроби"]
    await teacher.press("📖 Дроби")
    await teacher.press("Посещаемость")
    await teacher.press("9 Петров")
    await teacher.press("‹ Назад")
    await teacher.press("Отметки")
    await teacher.press("6 Иванов")
    await teacher.press("5")
    assert "✅ Иванов П.: 5\n\n7. Иванова Мария" in teacher.screen.text
    await teacher.press("4")
    await teacher.press("‹ Назад")

    assert (
        "📖 Дроби\n🙋 Нет (Н): Петров И.\n📊 Отметки у 2 учеников из 12\nИванов П. 5, Иванова М. 4"
        in teacher.screen.text
    )
    assert "Для закрытия не хватает: домашнего задания." in teacher.screen.text


async def test_the_screens_ask_little_of_the_database(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, Today())
    async with asking(world, 2):
        await teacher.forge(Today().pack())
    async with asking(world, 2):
        await teacher.forge(Unfilled().pack())
    async with asking(world, 8):
        await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    async with asking(world, 4):
        await teacher.forge(absences.Attendance(lesson_id=lesson_id).pack())
    async with asking(world, 12):
        await teacher.press("9 Петров")
    async with asking(world, 4):
        await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    # One of them asks whether the term is locked.
    async with asking(world, 12):
        await teacher.press("5")
    async with asking(world, 8):
        await teacher.forge(homework.Homework(lesson_id=lesson_id).pack())
    async with asking(world, 10):
        await teacher.press("Не задано")
    async with asking(world, 8):
        await teacher.forge(lessons.Close(lesson_id=lesson_id).pack())
    # Topic, attendance and homework at once, and the card: as many entries as three screens would make.
    async with asking(world, 19):
        await teacher.press("✅ Так и закрыть")


@pytest.mark.parametrize("asked", ["topic", "homework", "reason", "comment"])
async def test_a_whole_lesson_is_no_answer_to_a_question(world: World, desk: Desk, asked: str) -> None:
    lesson_id, student_id = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=student_id))
    await teacher.press("4")
    if asked == "reason":
        world.clock.set("10:00", WEDNESDAY)
    own = {"lesson_id": lesson_id, "student_id": student_id, "slot": 1, "version": 1}
    doors: dict[str, Data] = {
        "topic": lessons.AskTopic(lesson_id=lesson_id),
        "homework": homework.Homework(lesson_id=lesson_id),
        "reason": marks.PutMark(**own, value=MarkValue.FIVE, work=await desk.work()),
        "comment": marks.Comment(**own),
    }
    await teacher.forge(doors[asked].pack())
    actions = await desk.actions()
    await teacher.say("Козлов 5, Петров опоздал; тема Дроби")

    assert "Козлов Никита — 5" in teacher.screen.text
    assert await desk.actions() == actions


async def test_a_colleague_entered_the_homework_meanwhile(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    door = homework.Homework(lesson_id=lesson_id)
    first, second = await at(world, desk.school.algebra, door), await at(world, desk.school.homeroom, door)
    await second.say("§22")

    await first.say("§21 30 мин")
    assert "задание записал(а) Титова Е. С." in first.screen.text
    assert "Ваше: §21 30 мин" in first.screen.text
    await first.press("Заменить на моё")

    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.text, row.minutes, row.version) == ("§21", 30, 2)


async def test_a_colleague_entered_the_topic_meanwhile(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    door = lessons.AskTopic(lesson_id=lesson_id)
    first, second = await at(world, desk.school.algebra, door), await at(world, desk.school.homeroom, door)
    await second.say("Повторение")

    await first.say("Контрольная")
    assert "тему изменили: Повторение" in first.screen.text
    await first.press("Заменить на «Контрольная»")

    assert (await desk.row(lesson_id)).topic == "Контрольная"


async def test_the_second_language_fits_the_same_screens(world: World, desk: Desk) -> None:
    async with desk.db.write() as session:
        await session.execute(
            update(Account).where(Account.external_id == str(desk.school.algebra.telegram)).values(language="en")
        )
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    assert "📖 Topic by the plan: Дроби (not taken yet)" in teacher.screen.text
    await teacher.say("Иванов 5, Petrov absent; тема Дроби; homework §21 30 min")
    assert teacher.screen.text.startswith("📝 8Б · Алгебра · lesson 1, Mon 23.11")


async def test_a_joined_group_of_a_hundred_fits_the_keyboard(world: World, desk: Desk) -> None:
    async with desk.db.write() as session:
        people = [
            Person(
                surname=f"Яковлев{number:02}",
                given_name="Ян",
                patronymic="",
                search_key=f"яковлев{number:02} ян",
                created_at=moscow("08:00"),
            )
            for number in range(88)
        ]
        session.add_all(people)
        await session.flush()
        students = [Student(person_id=person.id) for person in people]
        session.add_all(students)
        await session.flush()
        session.add_all(
            Enrolment(student_id=student.id, class_id=desk.school.classes["8Б"], valid_from=YEAR_START)
            for student in students
        )
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    assert len(teacher.screen.labels) <= 100
    await teacher.press("61–100")
    await teacher.press("100 Яковлев87")
    assert "100 Яковлев87 Я. Н" in teacher.screen.labels, "the part where it happened is shown again"

    await teacher.forge(marks.Marks(lesson_id=lesson_id).pack())
    await teacher.press("61–100")
    await teacher.press("61 ")
    await teacher.press("5")
    assert "62. Яковлев49" in teacher.screen.text


async def test_a_teacher_who_is_a_parent_asks_over_an_open_card(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson(RUSSIAN)
    homeroom = await at(world, desk.school.homeroom, LessonCard(lesson_id=lesson_id))
    await homeroom.say("дз на завтра")
    assert "Лев, 10А" in homeroom.last.text

    await homeroom.say("Козлов 5")
    assert "Козлов Никита — 5" in homeroom.last.text
