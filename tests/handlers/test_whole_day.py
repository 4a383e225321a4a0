"""`☀️ Весь день`: a primary teacher's lessons of a class at once, each by its own rules."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from db.absences import AbsenceNote, AttendanceCode, NoteReason, NoteState
from db.engine import Database
from db.homework import HomeworkKind
from db.lessons import CurriculumPlan, Lesson, LessonState, Topic
from db.timetable import Course, CourseTeacher, GroupClass, GroupMember, StudyGroup
from keyboards.lessons.whole_day import DayAttendance, DayClose, DayCode
from keyboards.sections import Day, Today, WholeDayOf
from sandbox.phone import Phone
from tests.journal.family_entries import Teacher
from tests.school import MONDAY, YEAR_START, NamedSchool, moscow
from tests.teaching import FIRST_GRADE, Desk, asking, at
from tests.telegram import World

MATHS, READING = FIRST_GRADE, "1А литературное чтение"
EVA = "Зайцева Ева"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


@pytest.fixture
async def plans(db: Database, school: NamedSchool) -> None:
    """Both subjects of 1А have a programme; the first has homework too."""
    async with db.write() as session:
        for course, title, homework in ((MATHS, "Счёт до 10", "с. 14 № 2"), (READING, "Буква А", "")):
            plan = CurriculumPlan(course_id=school.courses[course])
            session.add(plan)
            await session.flush()
            session.add(Topic(plan_id=plan.id, number=1, title=title, homework=homework))


async def opened(world: World, clock: str = "10:15") -> Phone:
    world.clock.set(clock)
    return await at(world, world.school.primary, WholeDayOf(class_id=world.school.classes["1А"], day=MONDAY))


async def test_the_whole_day_takes_two_taps(world: World, desk: Desk, plans: None) -> None:
    """Nobody missing: from the reminder to every lesson closed, with the plan's topics and homework."""
    world.clock.set("10:15")
    await world.tick()
    phone = await world.phone(world.school.primary)
    assert phone.last.labels == [
        "☀️ 1А: весь день, не заполнено 2",
        "1А · Математика · 1-й урок",
        "1А · Литературное чтение · 2-й урок",
    ]
    await phone.press("☀️ 1А: весь день")
    assert "☀️ 1А · понедельник, 23 ноября" in phone.screen.text
    assert "📖 Тема по КТП: Счёт до 10 — ещё не взята" in phone.screen.text
    assert "📝 Задание по КТП: с. 14 № 2 — ещё не задано" in phone.screen.text
    await phone.press("✅ Закрыть 2 урока")
    for course, topic, kind in ((MATHS, "Счёт до 10", "written"), (READING, "Буква А", "none")):
        lesson_id = await desk.lesson(course)
        row, homework = await desk.row(lesson_id), await desk.homework(lesson_id)
        assert (row.state, row.topic) == (LessonState.CLOSED, topic)
        assert row.attendance_at is not None
        assert homework is not None
        assert homework.kind == kind
    await world.deliver()
    assert any(message.text == "Все уроки заполнены ✅" for message in phone.heard)


async def test_attendance_is_taken_once_for_every_lesson(world: World, desk: Desk) -> None:
    phone = await opened(world, "08:40")
    await phone.press("🙋 Посещаемость на весь день")
    await phone.press("1 Зайцева")
    assert "🙋 Нет: Зайцева Е. (Н)" in phone.screen.text
    for course in (MATHS, READING):
        lesson_id = await desk.lesson(course)
        assert await desk.code(EVA, lesson_id) == "Н"
        assert await desk.code("Орлов Тимур", lesson_id) is None
        assert (await desk.row(lesson_id)).attendance_at is not None
    await phone.press("1 Зайцева")
    await phone.press("Б — болеет")
    assert {await desk.code(EVA, await desk.lesson(course)) for course in (MATHS, READING)} == {"Б"}
    await phone.press("1 Зайцева")
    await phone.press("✅ На месте")
    assert {await desk.code(EVA, await desk.lesson(course)) for course in (MATHS, READING)} == {None}


async def test_a_lesson_that_is_still_ahead_is_not_closed(world: World, desk: Desk, plans: None) -> None:
    phone = await opened(world, "09:17")
    await phone.press("✅ Закрыть 1 урок")
    assert (await desk.row(await desk.lesson(MATHS))).state is LessonState.CLOSED
    assert (await desk.row(await desk.lesson(READING))).state is LessonState.PLANNED


async def test_without_a_plan_a_topic_is_asked_for_and_nothing_is_guessed(world: World, desk: Desk) -> None:
    phone = await opened(world)
    assert not any(label.startswith("✅ Закрыть") for label in phone.screen.labels)
    await phone.press("📝 Не задано")
    assert "📝 Домашнее задание: не задано" in phone.screen.text
    await phone.press("✏️ 1. Математика")
    await phone.press("Тема")
    await phone.say("Счёт до 5")
    await phone.forge(WholeDayOf(class_id=world.school.classes["1А"], day=MONDAY).pack())
    await phone.press("✅ Закрыть 1 урок")
    assert (await desk.row(await desk.lesson(MATHS))).state is LessonState.CLOSED
    assert (await desk.row(await desk.lesson(READING))).state is not LessonState.CLOSED


async def test_the_plans_topic_is_taken_by_one_tap(world: World, desk: Desk, plans: None) -> None:
    phone = await opened(world)
    await phone.press("📖 Тема", message=phone.screen)
    assert (await desk.row(await desk.lesson(MATHS))).topic == "Счёт до 10"
    assert "📖 Счёт до 10" in phone.screen.text


@pytest.mark.parametrize(("hours", "second"), [(1, "Сложение"), (2, "Счёт до 10")])
async def test_the_second_lesson_of_a_course_goes_on_in_the_plan(
    world: World, desk: Desk, plans: None, hours: int, second: str
) -> None:
    """Maths twice in a day: the next topic, or the same one where it has two hours; both closed by one tap."""
    async with world.db.write() as session:
        plan_id = await session.scalar(
            select(CurriculumPlan.id).where(CurriculumPlan.course_id == world.school.courses[MATHS])
        )
        session.add(Topic(plan_id=plan_id or 0, number=2, title="Сложение", homework="с. 16"))
        await session.execute(update(Topic).where(Topic.title == "Счёт до 10").values(hours=hours))
        twice = await desk.lesson(READING)
        await session.execute(update(Lesson).where(Lesson.id == twice).values(course_id=world.school.courses[MATHS]))
    phone = await opened(world)
    assert phone.screen.text.count("Тема по КТП: Счёт до 10") == hours
    await phone.press("✅ Закрыть 2 урока")
    async with world.db.read() as session:
        rows = await session.scalars(
            select(Lesson.topic)
            .where(Lesson.course_id == world.school.courses[MATHS], Lesson.date == MONDAY)
            .order_by(Lesson.period)
        )
    assert list(rows) == ["Счёт до 10", second]


async def test_a_note_makes_it_ill_in_every_lesson(world: World, desk: Desk) -> None:
    async with world.db.write() as session:
        session.add(
            AbsenceNote(
                student_id=desk.student(EVA), author_id=world.school.first_grade_mother.person_id, reason=NoteReason.ILL,
                first_on=MONDAY, last_on=MONDAY, state=NoteState.SENT, sent_at=moscow("08:00"), version=1,
            )
        )  # fmt: skip
    phone = await opened(world, "08:40")
    await phone.press("🙋 Посещаемость на весь день")
    await phone.press("1 Зайцева Е. 🤒")
    assert {await desk.code(EVA, await desk.lesson(course)) for course in (MATHS, READING)} == {"Б"}


async def test_a_student_of_one_subgroup_is_not_missing_in_the_others_lesson(world: World, desk: Desk) -> None:
    """Reading is taught to a part of the class without Зайцева."""
    async with world.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1))
        half = StudyGroup(year_id=year or 0, name="1А, чтение 1", whole=False, grade=1)
        session.add(half)
        await session.flush()
        session.add(GroupClass(group_id=half.id, class_id=world.school.classes["1А"]))
        session.add(GroupMember(group_id=half.id, student_id=desk.student("Орлов Тимур"), valid_from=YEAR_START))
        await session.execute(update(Course).where(Course.id == world.school.courses[READING]).values(group_id=half.id))
    phone = await opened(world, "08:40")
    await phone.press("🙋 Посещаемость на весь день")
    await phone.press("1 Зайцева")
    await phone.press("2 Орлов")
    assert await desk.code(EVA, await desk.lesson(MATHS)) == "Н"
    assert await desk.code(EVA, await desk.lesson(READING)) is None
    assert await desk.code("Орлов Тимур", await desk.lesson(READING)) == "Н"


async def test_what_was_entered_meanwhile_is_shown_first(world: World, desk: Desk) -> None:
    """G16, and a stale or redelivered tap."""
    phone = await opened(world, "08:40")
    await phone.press("🙋 Посещаемость на весь день")
    await Teacher(world.db, world.school).absent(EVA, MATHS, AttendanceCode.LATE)
    await phone.press("1 Зайцева")
    assert phone.alerts[-1].startswith("Пока экран был открыт")
    assert await desk.code(EVA, await desk.lesson(MATHS)) == "ОП"
    assert await desk.code(EVA, await desk.lesson(READING)) is None
    assert "1 Зайцева Е. ОП" in phone.screen.labels


async def test_a_double_tap_is_one_change(world: World, desk: Desk, plans: None) -> None:
    phone = await opened(world)
    await phone.press("🙋 Посещаемость на весь день")
    data = next(it["callback_data"] for it in phone.screen.buttons if it["text"].startswith("1 Зайцева"))
    for _ in range(3):
        await phone.forge(data)
    assert await desk.code(EVA, await desk.lesson(MATHS)) == "Н"
    await phone.forge(WholeDayOf(class_id=world.school.classes["1А"], day=MONDAY).pack())
    close = next(it["callback_data"] for it in phone.screen.buttons if it["text"].startswith("✅ Закрыть"))
    for _ in range(2):
        await phone.forge(close)
    async with world.db.read() as session:
        closed = await session.scalar(select(func.count()).where(Lesson.state == LessonState.CLOSED))
    assert closed == 2


async def test_nobody_elses_day_and_no_day_of_the_future(world: World, desk: Desk) -> None:
    """G24: another teacher, another class, one lesson only, tomorrow."""
    class_id = world.school.classes["1А"]
    mine = (
        WholeDayOf(class_id=class_id, day=MONDAY),
        DayAttendance(class_id=class_id, day=MONDAY),
        DayCode(class_id=class_id, day=MONDAY, student_id=desk.student(EVA), code=AttendanceCode.ABSENT, seen=0),
        DayClose(class_id=class_id, day=MONDAY, mark=0),
    )
    for who in (world.school.algebra, world.school.deputy, world.school.coordinator, world.school.mother):
        phone = await world.phone(who)
        await phone.say("/menu")
        for data in mine:
            answer = await phone.forge(data.pack())
            assert answer is not None
            assert answer["text"].startswith("Не нашлось")
    phone = await opened(world)
    for other in (
        WholeDayOf(class_id=world.school.classes["8Б"], day=MONDAY),
        WholeDayOf(class_id=class_id, day=MONDAY + timedelta(days=1)),
        WholeDayOf(class_id=class_id, day=date(2026, 11, 22)),
    ):
        answer = await phone.forge(other.pack())
        assert answer is not None
        assert answer["text"].startswith("Не нашлось")
    assert await desk.code(EVA, await desk.lesson(MATHS)) is None


async def test_a_class_that_was_taken_away_is_gone_with_the_next_tap(world: World, desk: Desk) -> None:
    """G26."""
    phone = await opened(world)
    await phone.press("🙋 Посещаемость на весь день")
    async with world.db.write() as session:
        await session.execute(update(CourseTeacher).values(valid_to=YEAR_START))
    answer = await phone.press("1 Зайцева")
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")


async def test_the_list_of_the_day_leads_there_and_begins_with_what_is_next(world: World) -> None:
    world.clock.set("09:30")
    phone = await at(world, world.school.primary, Today())
    assert phone.screen.labels[:3] == ["☀️ 1А: весь день", "🔴 1. 1А · Математика", "🔔 2. 1А · Литературное чтение"]
    await phone.press("☀️ 1А: весь день")
    await phone.press("‹ Назад")
    assert "☀️ 1А: весь день" in phone.screen.labels
    await phone.forge(Day(day=MONDAY + timedelta(days=1)).pack())
    assert "☀️ 1А: весь день" not in phone.screen.labels
    assert not (await at(world, world.school.algebra, Today())).screen.labels[0].startswith("☀️")


async def test_how_often_the_database_is_asked(world: World, desk: Desk, plans: None) -> None:
    """The screen: a statement for the lessons, the students, the homework, and one a topic that is proposed."""
    phone = await opened(world)
    async with asking(world, 6):
        await phone.forge(WholeDayOf(class_id=world.school.classes["1А"], day=MONDAY).pack())
    await phone.press("🙋 Посещаемость на весь день")
    async with asking(world, 30):
        await phone.press("1 Зайцева")
    homework = await desk.homework(await desk.lesson(MATHS))
    assert homework is None or homework.kind is not HomeworkKind.NONE


async def test_closing_says_it_anew_where_something_changed_meanwhile(world: World, desk: Desk, plans: None) -> None:
    phone = await opened(world)
    async with world.db.write() as session:
        await session.execute(update(Topic).where(Topic.title == "Счёт до 10").values(homework="с. 15"))
    await phone.press("✅ Закрыть 2 урока")
    assert phone.alerts[-1].startswith("Пока экран был открыт")
    assert "с. 15" in phone.screen.text
    assert (await desk.row(await desk.lesson(MATHS))).state is not LessonState.CLOSED
    await phone.press("✅ Закрыть 2 урока")
    homework = await desk.homework(await desk.lesson(MATHS))
    assert homework is not None
    assert homework.text == "с. 15"
