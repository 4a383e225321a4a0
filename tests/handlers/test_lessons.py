"""A teacher's lesson through a phone: by taps, by one message, and what nobody else can do to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.marks import Mark, MarkValue
from db.operations import Notice
from db.people import Account, Enrolment, Person, Staff, Student
from keyboards import absences, homework, lessons, marks
from keyboards.data import Data
from keyboards.sections import LessonCard, Today, Unfilled
from locales import texts
from sandbox.phone import Phone
from tests.school import MONDAY, YEAR_START, NamedSchool, Somebody, moscow
from tests.teaching import FIRST_GRADE, RUSSIAN, SENIOR, Desk, Stands
from tests.telegram import World

PYOTR, ILYA, EGOR = "Иванов Пётр", "Петров Илья", "Сидоров Егор"
WEDNESDAY = date(2026, 11, 25)
DICTATED = "Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин"
NOT_FOUND = texts("ru").label("refusal-not-found")
GONE = texts("ru").label("refusal-preview-gone")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def at(world: World, somebody: Somebody, door: Data) -> Phone:
    """The phone of somebody who came through a door."""
    phone = await world.phone(somebody)
    if not phone.heard:
        await phone.say("/menu")
    await phone.forge(door.pack())
    return phone


@asynccontextmanager
async def asking(world: World, at_most: int) -> AsyncIterator[None]:
    """Within the block the database is asked no more than so often; who is acting costs one statement of them."""
    with world.statements() as asked:
        yield
    assert len(asked) <= at_most, "\n".join(asked)


# --- by taps -------------------------------------------------------------------------------------------------------------


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
    async with asking(world, 7):
        await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    async with asking(world, 4):
        await teacher.forge(absences.Attendance(lesson_id=lesson_id).pack())
    async with asking(world, 10):
        await teacher.press("9 Петров")
    async with asking(world, 4):
        await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    async with asking(world, 11):
        await teacher.press("5")
    async with asking(world, 7):
        await teacher.forge(homework.Homework(lesson_id=lesson_id).pack())
    async with asking(world, 10):
        await teacher.press("Не задано")
    async with asking(world, 8):
        await teacher.forge(lessons.Close(lesson_id=lesson_id).pack())
    # Topic, attendance and homework at once, and the card: as many entries as three screens would make.
    async with asking(world, 18):
        await teacher.press("✅ Так и закрыть")


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
    assert teacher.screen.rows[0] == ["✅ На месте: убрать пропуск"]

    await teacher.press("✅ На месте")
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


# --- after the day, and two at once --------------------------------------------------------------------------------------


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


async def test_two_teachers_and_one_cell(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    door = marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR))
    first, second = await at(world, desk.school.algebra, door), await at(world, desk.school.homeroom, door)
    await second.press("5")

    await first.press("3")
    assert "Сейчас стоит 5, поставил(а) Титова Е. С." in first.screen.text
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    await first.press("Всё равно поставить 3")

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

    answer = await teacher.press("✅ На месте")
    assert answer is not None
    assert "Титова Е. С." in answer["text"]
    assert await desk.code(PYOTR, lesson_id) == "Б"
    await teacher.press("✅ На месте")
    assert await desk.code(PYOTR, lesson_id) is None


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


# --- grade 1 (A5) --------------------------------------------------------------------------------------------------------


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


# --- what nobody else can do ---------------------------------------------------------------------------------------------


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


async def test_the_second_language_fits_the_same_screens(world: World, desk: Desk) -> None:
    async with desk.db.write() as session:
        await session.execute(
            update(Account).where(Account.external_id == str(desk.school.algebra.telegram)).values(language="en")
        )
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    assert "📖 Topic by the plan: Дроби (not taken yet)" in teacher.screen.text
    await teacher.say("Иванов 5, Petrov absent; тема Дроби; homework §21 30 min")
    assert teacher.screen.text.startswith("📝 8Б · Алгебра · lesson 1, Mon 23.11")


async def test_moscow_is_where_the_school_is(world: World, desk: Desk) -> None:
    """A tap in the last minutes of the day is on time (G22)."""
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await teacher.press("4")
    world.clock.at = moscow("00:01", date(2026, 11, 24))
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    await teacher.press("5")

    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 2)


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
