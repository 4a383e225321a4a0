"""The teacher's ten minutes, counted: taps from the reminder to the closed lesson, without a letter typed."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from db.absences import AbsenceNote, AttendanceCode, NoteReason, NoteState
from db.engine import Database
from db.homework import HomeworkKind
from db.lessons import Lesson, LessonState, Topic
from db.marks import MarkValue
from db.people import Enrolment, Person, Preference, Student
from db.timetable import CourseTeacher
from journal.names import search_key
from keyboards.sections import LessonCard, Quick
from sandbox.phone import Phone
from tests.journal.family_entries import Teacher
from tests.school import LONG_AGO, MONDAY, YEAR_START, NamedSchool, moscow
from tests.teaching import ALGEBRA, FIRST_GRADE, RUSSIAN, Desk, asking, at
from tests.telegram import World

CLASS = 25


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


class Finger:
    """Presses buttons and counts: `press` is all that a teacher without a keyboard can do."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.taps = 0

    async def press(self, *labels: str) -> None:
        for label in labels:
            await self.phone.press(label)
            self.taps += 1

    async def mark(self, name: str, value: str) -> None:
        """The figure beside a name."""
        row = next(row for row in self.phone.screen.rows if name in row[0].split())
        button = next(
            it for it in self.phone.screen.buttons if it["text"] == value and it["callback_data"] in self._of(row)
        )
        await self.phone.forge(button["callback_data"], message=self.phone.screen)
        self.taps += 1

    def _of(self, row: list[str]) -> set[str]:
        """What the buttons of a row carry."""
        keyboard = self.phone.screen.raw["reply_markup"]["inline_keyboard"]
        return {it["callback_data"] for line in keyboard if [it["text"] for it in line] == row for it in line}


@pytest.fixture
async def finger(world: World, desk: Desk) -> Finger:
    """09:17, a class of 25 has had algebra, and its teacher is reminded of it after every lesson."""
    await enlarge(desk)
    async with world.db.write() as session:
        await session.execute(update(Topic).where(Topic.number == 1).values(homework="§21 № 3–5"))
        teacher = await desk.actor(world.school.algebra)
        session.add(Preference(account_id=teacher.account_id, every_lesson=True))
    await world.tick()
    return Finger(await world.phone(world.school.algebra))


async def enlarge(desk: Desk) -> None:
    """8Б becomes a class of 25."""
    async with desk.db.write() as session:
        for number in range(CLASS - 12):
            surname = f"Новиков{chr(ord('а') + number)}"
            person = Person(
                surname=surname, given_name="Олег", patronymic="", search_key=search_key(f"{surname} Олег"),
                created_at=LONG_AGO,
            )  # fmt: skip
            session.add(person)
            await session.flush()
            student = Student(person_id=person.id)
            session.add(student)
            await session.flush()
            session.add(Enrolment(student_id=student.id, class_id=desk.school.classes["8Б"], valid_from=YEAR_START))


async def test_an_ordinary_lesson_takes_ten_taps(world: World, desk: Desk, finger: Finger) -> None:
    """25 students, five marks, two absences, topic and homework of the plan, on the class's first lesson of the day."""
    await finger.press("⚡ Быстро", "Белов", "Козлов")
    for name, value in (("Антонова", "5"), ("Громов", "5"), ("Иванов", "4"), ("Смирнова", "4"), ("Фёдоров", "5")):
        await finger.mark(name, value)
    assert "«Закрыть урок» допишет" in finger.phone.screen.text
    assert "• тема: Дроби" in finger.phone.screen.text
    assert "• домашнее задание из КТП: §21 № 3–5" in finger.phone.screen.text
    await finger.press("✅ Закрыть урок")

    lesson_id = await desk.lesson()
    assert "✅ Закрыт в 09:17" in finger.phone.screen.text
    assert (await desk.row(lesson_id)).state is LessonState.CLOSED
    assert (await desk.row(lesson_id)).topic == "Дроби"
    assert await desk.code("Белов Кирилл", lesson_id) == await desk.code("Козлов Никита", lesson_id) == "Н"
    assert [(await desk.mark(name, lesson_id)).value for name in ("Антонова Вера", "Иванов Пётр")] == ["5", "4"]
    homework = await desk.homework(lesson_id)
    assert homework is not None
    assert (homework.kind, homework.text, str(homework.due_on)) == (HomeworkKind.WRITTEN, "§21 № 3–5", "2026-11-25")
    assert [message for message in finger.phone.messages if not message.from_bot] == []
    assert finger.taps == 9


async def test_a_three_among_the_marks_is_the_tenth_tap(world: World, desk: Desk, finger: Finger) -> None:
    await finger.press("⚡ Быстро", "Белов", "Козлов")
    for name, value in (("Антонова", "5"), ("Громов", "5"), ("Иванов", "4"), ("Смирнова", "4")):
        await finger.mark(name, value)
    await finger.press("3 и 2")
    await finger.mark("Фёдоров", "3")
    await finger.press("✅ Закрыть урок")
    assert (await desk.row(await desk.lesson())).state is LessonState.CLOSED
    assert finger.taps == 10


async def test_on_the_second_lesson_one_tap_says_who_is_missing(world: World, desk: Desk) -> None:
    teacher = Teacher(world.db, world.school)
    first = await desk.lesson()
    for name in ("Белов Кирилл", "Козлов Никита"):
        await teacher.absent(name, ALGEBRA)
    async with world.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == first).values(attendance_at=moscow("09:00")))
    second = await desk.lesson(RUSSIAN)
    world.clock.set("10:13")
    finger = Finger(await at(world, world.school.homeroom, Quick(lesson_id=second)))
    assert finger.phone.screen.labels[1] == "Как на прошлом уроке: нет Белов К., Козлов Н."
    await finger.press("Как на прошлом уроке")
    assert [await desk.code(name, second) for name in ("Белов Кирилл", "Козлов Никита")] == ["Н", "Н"]
    await finger.mark("Антонова", "5")
    assert "Как на прошлом уроке" not in " ".join(finger.phone.screen.labels)
    assert "темы" in finger.phone.screen.text


async def test_a_lesson_without_marks_takes_three_taps(world: World, desk: Desk, finger: Finger) -> None:
    """Nobody marked, nobody missing, «не задано»: the reminder, closing, and what closing proposes."""
    async with world.db.write() as session:
        await session.execute(update(Topic).values(homework=""))
    await finger.press("8Б · Алгебра · 1-й урок", "✅ Закрыть урок", "✅ Так и закрыть")
    assert (await desk.row(await desk.lesson())).state is LessonState.CLOSED
    homework = await desk.homework(await desk.lesson())
    assert homework is not None
    assert homework.kind is HomeworkKind.NONE
    assert finger.taps == 3


async def test_the_same_by_the_quick_screen_takes_two(world: World, desk: Desk, finger: Finger) -> None:
    await finger.press("⚡ Быстро", "✅ Закрыть урок")
    assert (await desk.row(await desk.lesson())).state is LessonState.CLOSED
    assert finger.taps == 2


# --- what can go wrong -------------------------------------------------------------------------------------------------


async def test_nothing_is_toggled_and_a_double_tap_is_one(world: World, desk: Desk) -> None:
    lesson_id, belov = await desk.lesson(), desk.student("Белов Кирилл")
    phone = await at(world, world.school.algebra, Quick(lesson_id=lesson_id))
    for _ in range(2):
        await phone.forge(f"qkn:{lesson_id}:{belov}:0:0:0")
        assert await desk.code("Белов Кирилл", lesson_id) == "Н"
    work = await desk.work()
    for _ in range(2):
        await phone.forge(f"qkm:{lesson_id}:{desk.student('Иванов Пётр')}:5:{work}:0:0")
        assert (await desk.mark("Иванов Пётр", lesson_id)).value == "5"
    assert (await desk.mark("Иванов Пётр", lesson_id)).version == 1
    row = next(row for row in phone.screen.rows if "Белов" in row[0])
    assert row == ["Н Белов", "✅ Пришёл"]
    await phone.press("✅ Пришёл")
    assert await desk.code("Белов Кирилл", lesson_id) is None


async def test_a_mark_for_somebody_missing_is_refused_today(world: World, desk: Desk) -> None:
    lesson_id, belov = await desk.lesson(), desk.student("Белов Кирилл")
    phone = await at(world, world.school.algebra, Quick(lesson_id=lesson_id))
    await phone.press("Белов")
    answer = await phone.forge(f"qkm:{lesson_id}:{belov}:5:{await desk.work()}:0:0")
    assert answer is not None
    assert answer["show_alert"]
    assert (await desk.mark("Белов Кирилл", lesson_id)).value is None


async def test_what_a_colleague_put_is_replaced_only_knowingly(world: World, desk: Desk) -> None:
    """G16."""
    await desk.co_teacher(world.school.homeroom)
    lesson_id, ivanov = await desk.lesson(), desk.student("Иванов Пётр")
    phone = await at(world, world.school.algebra, Quick(lesson_id=lesson_id))
    other = await at(world, world.school.homeroom, Quick(lesson_id=lesson_id))
    finger, second = Finger(phone), Finger(other)
    await second.mark("Иванов", "4")
    await finger.mark("Иванов", "5")
    assert "Титова Е. С." in phone.screen.text
    assert (await desk.mark("Иванов Пётр", lesson_id)).value == "4"
    await phone.forge(Quick(lesson_id=lesson_id).pack())
    await second.press("Белов")
    await phone.forge(f"qkp:{lesson_id}:{desk.student('Белов Кирилл')}:0:0", message=phone.last)
    assert phone.alerts or "Белов" in phone.screen.text
    assert await desk.code("Белов Кирилл", lesson_id) == "Н"
    assert ivanov


async def test_after_the_day_a_change_asks_for_its_reason(world: World, desk: Desk) -> None:
    """П 5.4.1."""
    lesson_id = await desk.lesson()
    finger = Finger(await at(world, world.school.algebra, Quick(lesson_id=lesson_id)))
    await finger.mark("Иванов", "4")
    world.clock.forward(timedelta(days=1))
    await finger.phone.forge(Quick(lesson_id=lesson_id).pack(), message=finger.phone.last)
    await finger.mark("Иванов", "5")
    assert "причин" in finger.phone.screen.text.lower()
    assert (await desk.mark("Иванов Пётр", lesson_id)).value == "4"
    await finger.phone.say("апелляция")
    assert (await desk.mark("Иванов Пётр", lesson_id)).value == "5"


async def test_grade_1_has_names_only(world: World, desk: Desk) -> None:
    """П 5.5: the forged mark is refused too."""
    lesson_id = await desk.lesson(FIRST_GRADE)
    phone = await at(world, world.school.primary, Quick(lesson_id=lesson_id))
    assert phone.screen.rows[1] == ["Зайцева", "Орлов"]
    await phone.press("Зайцева")
    assert await desk.code("Зайцева Ева", lesson_id) == "Н"
    answer = await phone.forge(f"qkm:{lesson_id}:{desk.student('Орлов Тимур')}:5:{await desk.work()}:0:0")
    assert answer is not None
    assert "5.5" in answer["text"]
    assert (await desk.mark("Орлов Тимур", lesson_id)).value is None


async def test_a_course_that_was_taken_away_is_gone_with_the_next_tap(world: World, desk: Desk) -> None:
    """G26."""
    lesson_id = await desk.lesson()
    phone = await at(world, world.school.algebra, Quick(lesson_id=lesson_id))
    async with world.db.write() as session:
        await session.execute(update(CourseTeacher).values(valid_to=YEAR_START))
    answer = await phone.press("Белов")
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")
    assert await desk.code("Белов Кирилл", lesson_id) is None


async def test_a_class_of_70_is_turned_in_parts(world: World, desk: Desk) -> None:
    for _ in range(5):
        await enlarge(desk)
    lesson_id = await desk.lesson()
    phone = await at(world, world.school.algebra, Quick(lesson_id=lesson_id))
    assert len(phone.screen.labels) <= 100
    await phone.press("61–77")
    finger = Finger(phone)
    await finger.mark("Фёдоров", "5")
    assert any(row[0].startswith("Фёдоров") and row[1] == "· 5 ·" for row in phone.screen.rows)


async def test_how_often_the_database_is_asked(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    phone = await at(world, world.school.algebra, LessonCard(lesson_id=lesson_id))
    async with asking(world, 7):
        await phone.press("⚡ Быстро")
    async with asking(world, 14):
        await phone.press("Белов")
    finger = Finger(phone)
    async with asking(world, 16):
        await finger.mark("Иванов", MarkValue.FIVE)
    assert await desk.code("Белов Кирилл", lesson_id) == AttendanceCode.ABSENT


async def test_the_plans_homework_that_changed_meanwhile_is_shown_first(
    world: World, desk: Desk, finger: Finger
) -> None:
    await finger.press("⚡ Быстро")
    async with world.db.write() as session:
        await session.execute(update(Topic).where(Topic.number == 1).values(homework="§22"))
    await finger.press("✅ Закрыть урок")
    assert (await desk.row(await desk.lesson())).state is not LessonState.CLOSED
    assert "• домашнее задание из КТП: §22" in finger.phone.screen.text
    await finger.press("✅ Закрыть, д/з не задано")
    homework = await desk.homework(await desk.lesson())
    assert homework is not None
    assert homework.kind is HomeworkKind.NONE


async def test_a_note_that_came_meanwhile_is_shown_first(world: World, desk: Desk) -> None:
    lesson_id, belov = await desk.lesson(), desk.student("Белов Кирилл")
    phone = await at(world, world.school.algebra, Quick(lesson_id=lesson_id))
    async with world.db.write() as session:
        session.add(
            AbsenceNote(
                student_id=belov, author_id=world.school.father.person_id, reason=NoteReason.ILL, first_on=MONDAY,
                last_on=MONDAY, state=NoteState.SENT, sent_at=moscow("08:00"), version=1,
            )
        )  # fmt: skip
    await phone.press("Белов")
    assert phone.alerts
    assert await desk.code("Белов Кирилл", lesson_id) is None
    await phone.press("🤒 Белов")
    assert await desk.code("Белов Кирилл", lesson_id) == "Б"
