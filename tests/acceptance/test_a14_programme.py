"""A14: a plan from a file, first with mistakes; a cancelled day shifts it; the staff see a lag, the family how far it is."""

from datetime import date

from sqlalchemy import update

from db.lessons import Lesson, LessonState
from db.people import Enrolment
from journal.family import programme as family
from journal.family.programme import Progress
from journal.timetable import planning
from keyboards import programme as kb
from keyboards.marks.cells import Marks
from keyboards.sections import LessonCard, ProgrammeOf, ProgrammeOfSchool, ProgressOf
from tests.acceptance.conftest import walk
from tests.programme.files import file, lessons_between, of_68_hours, plan, send, teach
from tests.school import MONDAY, YEAR_START, moscow
from tests.teaching import ALGEBRA, Desk, at
from tests.telegram import World

WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
SUNDAY, MONDAY_AFTER, TUESDAY_AFTER = date(2026, 11, 22), date(2026, 12, 7), date(2026, 12, 8)
LEFT = [FRIDAY, date(2026, 11, 30), date(2026, 12, 2), date(2026, 12, 4), MONDAY_AFTER]


async def taught_since_september(world: World) -> None:
    """31 lessons from 1.09 to 20.11, closed, two to a topic."""
    async with world.db.write() as session:
        await planning.make_lessons(session, YEAR_START, date(2026, 11, 15), today=YEAR_START)
    lessons = await lessons_between(world.db, world.school, YEAR_START, SUNDAY)
    assert len(lessons) == 31
    await teach(world.db, world.school, {lesson: hour // 2 + 1 for hour, lesson in enumerate(lessons)})


async def test_a14_two_bad_rows_write_nothing_and_the_corrected_file_has_68_hours(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    before = await plan(world.db, world.school)
    bad = of_68_hours()
    bad[6][2], bad[20][3] = "", "два"
    await walk(teacher, "📚 КТП", "8Б · Алгебра", "📥 Загрузить из файла")
    await send(teacher, file(*bad))
    assert "Нашлись 2 ошибки. Ничего не записано." in teacher.screen.text
    assert "строка 8, столбец «тема»" in teacher.screen.text
    assert "строка 22, столбец «часы»" in teacher.screen.text
    assert await plan(world.db, world.school) == before
    await send(teacher, file(*of_68_hours()))
    assert "тем 34, часов 68" in teacher.screen.text
    assert await plan(world.db, world.school) == before
    await teacher.press("✅ Загрузить")
    assert sum(topic.hours for topic in await plan(world.db, world.school)) == 68
    await walk(teacher, "📚 КТП", "8Б · Алгебра", "📥 Загрузить из файла")
    await send(teacher, file(*of_68_hours()))
    assert "менять нечего" in teacher.screen.text
    assert await Desk(world.db, world.school).actions() == ["programme.load"]


async def test_a14_a_cancelled_day_shifts_the_topics_and_is_a_lag_of_one_hour(world: World) -> None:
    desk, school = Desk(world.db, world.school), world.school
    teacher = await at(world, school.algebra, kb.LoadPlan(course_id=school.courses[ALGEBRA]))
    await send(teacher, file(*of_68_hours()))
    await teacher.press("✅ Загрузить")
    await taught_since_september(world)
    of_8b = ProgrammeOf(course_id=school.courses[ALGEBRA])

    await teacher.forge(LessonCard(lesson_id=await desk.lesson()).pack())
    await teacher.press("📖 Тема 16")
    await teacher.forge(of_8b.pack())
    assert "Пройдено 32 из 68 часов\n" in teacher.screen.text
    assert "▶️ 17. Тема 17\n2 часа · 25.11, 27.11" in teacher.screen.text

    await desk.cancel(await desk.lesson(day=WEDNESDAY))
    await teacher.forge(of_8b.pack())
    assert "▶️ 17. Тема 17\n2 часа · 27.11, 30.11" in teacher.screen.text
    for day, number in zip(LEFT, (17, 17, 18, 18, 19), strict=True):
        world.clock.set("10:20", day)
        await teacher.forge(LessonCard(lesson_id=await desk.lesson(day=day)).pack())
        await teacher.press(f"📖 Тема {number}")

    world.clock.set("09:00", TUESDAY_AFTER)
    await walk(teacher, "📚 КТП")
    assert "8Б · Алгебра: пройдено 37 из 68 часов, отставание 1 час" in teacher.screen.text
    deputy = await at(world, school.deputy, ProgrammeOfSchool())
    assert "Отстают: 1 из 5. Без плана: 4." in deputy.screen.text
    assert deputy.screen.text.splitlines()[3] == "8Б · Алгебра: пройдено 37 из 68 часов, отставание 1 час"

    now = moscow("09:00", TUESDAY_AFTER)
    mother = await desk.actor(school.ivanov_mother)
    async with world.db.read() as session:
        seen = await family.page(session, mother, student_id=school.students["Иванов Пётр"], now=now)
    assert seen.courses == (Progress(school.courses[ALGEBRA], "Алгебра", "8Б", passed=37, hours=68, next="Тема 19"),)
    phone = await at(world, school.ivanov_mother, ProgressOf(student_id=school.students["Иванов Пётр"]))
    assert "Алгебра: пройдено 37 из 68 часов\n▓▓▓▓▓░░░░░\nДальше: Тема 19" in phone.screen.text
    assert "отставание" not in phone.screen.text


async def test_a14_a_family_hears_of_a_topic_only_after_the_hold(world: World) -> None:
    """What the teacher may still be correcting is not passed yet; a closed lesson is at once."""
    desk, school = Desk(world.db, world.school), world.school
    lesson_id = await desk.lesson()
    teacher = await at(world, school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.press("📖 Дроби")
    mother = await desk.actor(school.ivanov_mother)

    async def passed(clock: str) -> int:
        async with world.db.read() as session:
            student_id = school.students["Иванов Пётр"]
            page = await family.page(session, mother, student_id=student_id, now=moscow(clock))
            return page.courses[0].passed

    assert await passed("09:26") == 0
    assert await passed("09:28") == 1
    async with world.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(state=LessonState.CLOSED))
    assert await passed("09:18") == 1


async def test_a14_a_student_who_left_keeps_marks_and_gets_no_cells(world: World) -> None:
    desk, school = Desk(world.db, world.school), world.school
    monday, friday = await desk.lesson(), await desk.lesson(day=FRIDAY)
    pupil = school.students["Иванов Пётр"]
    teacher = await at(world, school.algebra, Marks(lesson_id=monday, student_id=pupil))
    await teacher.press("5")
    async with world.db.write() as session:
        await session.execute(update(Enrolment).where(Enrolment.student_id == pupil).values(valid_to=MONDAY))
    world.clock.set("10:00", FRIDAY)
    assert (await desk.mark("Иванов Пётр", monday)).value == "5"
    await teacher.forge(Marks(lesson_id=friday).pack())
    assert not any("Иванов П." in label for label in teacher.screen.labels)
    answer = await teacher.forge(Marks(lesson_id=friday, student_id=pupil).pack())
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")
    await teacher.forge(Marks(lesson_id=monday).pack())
    assert any("Иванов П." in label for label in teacher.screen.labels)
