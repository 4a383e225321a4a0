"""A day's diary, what is ticked off, the programme, and the years before (H11, П 4.2.1–4), through phones."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from db.absences import AttendanceCode
from db.engine import Database
from db.homework import HomeworkDone, HomeworkKind
from db.lessons import Lesson
from db.people import Enrolment, SchoolClass
from db.timetable import AcademicYear, Term, TermGrade, TermKind
from keyboards import family as kb
from keyboards.remarks import RemarkOnLesson
from keyboards.sections import DiaryOf, HomeworkOf, MarksOf, ProgressOf
from tests.handlers.family_doors import POLINA, PYOTR, WEDNESDAY, ZLATA, opened
from tests.journal.family_entries import Teacher
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import Desk, asking, at
from tests.telegram import World

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


async def ticks(world: World) -> int:
    async with world.db.read() as session:
        return await session.scalar(select(func.count()).select_from(HomeworkDone)) or 0


# --- a day -----------------------------------------------------------------------------------------------------------


async def test_a_day_has_topics_marks_homework_absences_and_remarks(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    desk = Desk(world.db, school)
    world.clock.set("09:17")
    lesson_id = await desk.lesson()
    writer = await at(world, school.algebra, RemarkOnLesson(lesson_id=lesson_id, student_id=school.students[POLINA]))
    await writer.say("Отличный ответ у доски")
    world.clock.set("18:00")
    async with world.db.write() as session:
        taught = update(Lesson).where(Lesson.id == lesson_id)
        await session.execute(taught.values(topic="Дроби <и> степени", first_entry_at=moscow("08:40")))
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")))
    await teacher.mark(PYOTR, "8Б алгебра", ("2", moscow("08:40")))
    await teacher.homework("8Б алгебра", "§20\nвыучить", day=FRIDAY, due=MONDAY)
    await teacher.homework("8Б алгебра", "§21", due=WEDNESDAY)
    await teacher.homework("8Б русский язык", "", kind=HomeworkKind.NONE)
    await teacher.absent(POLINA, "8Б русский язык", AttendanceCode.LATE)

    mother = await opened(world, school.mother, DiaryOf(student_id=school.students[POLINA]))

    assert mother.screen.text == (
        "📒 Дневник · Полина, 8Б\n"
        "Понедельник, 23 ноября\n\n"
        "1. Алгебра — 5 (ответ)\n"
        "Тема: Дроби <и> степени\n"
        "Было задано: §20 выучить\n"
        "Д/з на ср 25.11: §21\n\n"
        "2. Русский язык — опоздание\n"
        "Д/з не задано\n\n"
        "⚠️ пн 23.11 · Алгебра · Кузнецова М. В.\nОтличный ответ у доски"
    )
    await mother.press("‹ пт 20.11")
    assert "Пятница, 20 ноября" in mother.screen.text
    assert mother.screen.id == mother.last.id


async def test_nothing_of_a_day_is_told_before_its_hold(world: World, school: NamedSchool, teacher: Teacher) -> None:
    async with world.db.write() as session:
        lesson_id = await teacher.lesson("8Б алгебра")
        taught = update(Lesson).where(Lesson.id == lesson_id)
        await session.execute(taught.values(topic="Дроби", first_entry_at=moscow("09:25")))
    await teacher.mark(POLINA, "8Б алгебра", ("3", moscow("09:25")))
    await teacher.homework("8Б алгебра", "§21", due=WEDNESDAY, at=moscow("09:25"))
    await teacher.absent(POLINA, "8Б алгебра", AttendanceCode.LATE, at=moscow("09:25"))
    door = DiaryOf(student_id=school.students[POLINA])
    world.clock.set("09:34")
    early = (await opened(world, school.mother, door)).screen.text
    world.clock.set("09:35")
    late = (await opened(world, school.mother, door)).screen.text
    assert not any(word in early for word in ("Дроби", "3 (ответ)", "§21", "опоздание"))
    assert all(word in late for word in ("Дроби", "3 (ответ)", "§21", "опоздание"))


async def test_a_day_off_shows_the_last_school_day_and_a_first_grader_no_marks(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    await teacher.homework("1А математика", "с. 5", day=MONDAY)
    world.clock.set("12:00", date(2026, 11, 29))
    mother = await opened(world, school.mother, DiaryOf(student_id=school.students[ZLATA]))
    assert "Пятница, 27 ноября" in mother.screen.text
    await mother.forge(DiaryOf(student_id=school.students[ZLATA], day=MONDAY).pack())
    assert "с. 5" in mother.screen.text
    assert "ответ" not in mother.screen.text


async def test_the_screens_cost_few_statements(world: World, school: NamedSchool) -> None:
    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))
    for door, most in (
        (DiaryOf(student_id=school.students[POLINA]), 6),
        (ProgressOf(student_id=school.students[POLINA]), 4),
        (kb.YearsOf(student_id=school.students[POLINA]), 3),
    ):
        async with asking(world, at_most=most):
            await mother.forge(door.pack())


# --- done ------------------------------------------------------------------------------------------------------------


async def test_a_student_ticks_off_what_is_done_and_the_mother_sees_it(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.homework("8Б алгебра", "§21", due=WEDNESDAY)
    door = HomeworkOf(student_id=school.students[PYOTR], day=WEDNESDAY)
    pupil = await opened(world, school.pupil, door)
    tap = next(it["callback_data"] for it in pupil.screen.buttons if it["text"] == "✔️ Сделано: Алгебра")
    await pupil.press("✔️ Сделано: Алгебра")
    assert "Алгебра · письменно · ✔️ сделано" in pupil.screen.text
    await pupil.forge(tap)
    assert await ticks(world) == 1, "a second tap is no second tick, nor none"

    mother = await opened(world, school.ivanov_mother, door)
    assert "✔️ сделано" in mother.screen.text
    assert not any("делано" in label for label in mother.labels)
    other = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA], day=WEDNESDAY))
    assert "сделано" not in other.screen.text

    await pupil.press("↩️ Ещё не сделано: Алгебра")
    assert "сделано" not in pupil.screen.text
    assert await ticks(world) == 0


async def test_nobody_else_ticks_and_nothing_that_is_not_told_yet(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    told = await teacher.homework("8Б алгебра", "§21", due=WEDNESDAY)
    held = await teacher.homework("8Б русский язык", "упр. 5", due=WEDNESDAY, at=moscow("17:55"))
    senior = await teacher.homework("10А алгебра", "№ 5", due=WEDNESDAY)
    own = school.students[PYOTR]
    for who, student_id, homework_id in (
        (school.ivanov_mother, own, told),
        (school.pupil, school.students[POLINA], told),
        (school.pupil, own, held),
        (school.pupil, own, senior),
    ):
        tap = kb.SetDone(student_id=student_id, homework_id=homework_id, done=True, day=WEDNESDAY)
        phone = await opened(world, who, tap)
        assert "Не нашлось" in phone.alerts[-1]
    assert await ticks(world) == 0


# --- the programme, the years before -----------------------------------------------------------------------------------


async def test_without_a_plan_it_is_said_so_and_nobody_elses_is_shown(world: World, school: NamedSchool) -> None:
    mother = await opened(world, school.first_grade_mother, ProgressOf(student_id=school.students["Зайцева Ева"]))
    assert "Учителя ещё не загрузили планы уроков" in mother.screen.text
    await mother.forge(ProgressOf(student_id=school.students[POLINA]).pack())
    assert "Не нашлось" in mother.alerts[-1]


async def test_the_years_before_stay_open_after_leaving_too(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")))
    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))
    assert "🗄 Прошлые годы" not in mother.labels
    async with world.db.write() as session:
        year = AcademicYear(name="2025/2026", starts_on=date(2025, 9, 1), ends_on=date(2026, 5, 29))
        session.add(year)
        await session.flush()
        term = Term(
            year_id=year.id,
            kind=TermKind.QUARTER,
            name="4",
            starts_on=date(2026, 4, 6),
            ends_on=date(2026, 5, 29),
        )
        before = SchoolClass(year_id=year.id, grade=7, letter="Б")
        session.add_all([term, before])
        await session.flush()
        session.add(TermGrade(term_id=term.id, grade=7))
        student_id = school.students[POLINA]
        session.add(
            Enrolment(
                student_id=student_id,
                class_id=before.id,
                valid_from=date(2025, 9, 1),
                valid_to=date(2026, 5, 29),
            )
        )
        left = update(Enrolment).where(Enrolment.student_id == student_id, Enrolment.class_id != before.id)
        await session.execute(left.values(valid_to=MONDAY))
    world.clock.set("12:00", MONDAY + timedelta(days=40))
    await mother.forge(MarksOf(student_id=school.students[POLINA]).pack())
    assert "Алгебра: 5" in mother.screen.text
    await mother.press("🗄 Прошлые годы")
    assert "2026/2027: 8-й класс\n2025/2026: 7-й класс" in mother.screen.text
    await mother.press("2025/2026 · 4-я четверть")
    assert "4-я четверть · 06.04 – 29.05" in mother.screen.text
