"""`📚 КТП` on phones: a plan from a file, a topic by hand, a parallel course's plan, who may look and who may not."""

import io
from datetime import date, timedelta

import pytest
from python_calamine import load_workbook
from sqlalchemy import select

from db.engine import Database
from db.lessons import CurriculumPlan, Lesson, LessonState, Topic
from db.people import Staff
from db.timetable import Course, CourseTeacher, GroupClass, StudyGroup, Subject
from journal.programme import editing
from keyboards import programme as kb
from keyboards.sections import LessonCard, Programme, ProgrammeOf, ProgrammeOfSchool
from tests.hostile.hand import message, raw
from tests.imports.workbooks import xlsx
from tests.programme.files import Stands, file, lessons_between, of_68_hours, plan, send, teach, topic_ids
from tests.scheduler.workshop import documents, make
from tests.school import MONDAY, YEAR_START, NamedSchool
from tests.teaching import ALGEBRA, SENIOR, Desk, asking, at
from tests.telegram import World

TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 4))
FOUR = [
    Stands(1, "Дроби", 1),
    Stands(2, "Сложение дробей", 1),
    Stands(3, "Умножение дробей", 1),
    Stands(4, "Деление дробей", 1),
]


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


def of(desk: Desk, course: str = ALGEBRA) -> ProgrammeOf:
    return ProgrammeOf(course_id=desk.school.courses[course])


def load(desk: Desk, course: str = ALGEBRA) -> kb.LoadPlan:
    return kb.LoadPlan(course_id=desk.school.courses[course])


async def parallel_8a(desk: Desk, *topics: str) -> int:
    """8А has algebra too, taught by the homeroom teacher of 8Б, with a plan."""
    async with desk.db.write() as session:
        there = await session.get_one(Course, desk.school.courses[ALGEBRA])
        group = await session.get_one(StudyGroup, there.group_id)
        other = StudyGroup(year_id=group.year_id, name="8А", whole=True, grade=8)
        session.add(other)
        await session.flush()
        course = Course(subject_id=there.subject_id, group_id=other.id, hours_per_week=there.hours_per_week)
        session.add(course)
        await session.flush()
        session.add(CourseTeacher(course_id=course.id, person_id=desk.school.homeroom.person_id, valid_from=YEAR_START))
        programme = CurriculumPlan(course_id=course.id)
        session.add(programme)
        await session.flush()
        session.add_all(
            Topic(plan_id=programme.id, number=number, title=title) for number, title in enumerate(topics, start=1)
        )
        return course.id


# --- to look at --------------------------------------------------------------------------------------------------------


async def test_a_plan_with_its_days(world: World, desk: Desk) -> None:
    """What was taken, what is next, what comes when: Monday's topic is taken, Wednesday's and Friday's come."""
    await teach(desk.db, desk.school, {await desk.lesson(): 1})
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("/menu")
    await teacher.press("📚 КТП")
    assert "8Б · Алгебра: пройдено 1 из 4 часов" in teacher.screen.text
    assert "10А · Алгебра: плана нет" in teacher.screen.text
    await teacher.press("8Б · Алгебра")
    text = teacher.screen.text
    assert "✅ 1. Дроби\nпрошли 23.11" in text
    assert "▶️ 2. Сложение дробей\n25.11" in text
    assert "▫️ 4. Деление дробей\n30.11" in text
    await teacher.press("3")
    assert "Ожидается: пт 27.11" in teacher.screen.text
    assert teacher.screen.labels[-2:] == ["‹ Назад", "🏠 Меню"]


async def test_screens_ask_little_of_the_database(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, Programme())
    ids = await topic_ids(desk.db, desk.school)
    course_id = desk.school.courses[ALGEBRA]
    async with asking(world, 4):
        await teacher.forge(Programme().pack())
    async with asking(world, 4):
        await teacher.forge(of(desk).pack())
    async with asking(world, 4):
        await teacher.forge(kb.TopicOf(course_id=course_id, topic_id=ids[2]).pack())
    async with asking(world, 12):
        await teacher.forge(kb.SetHours(course_id=course_id, topic_id=ids[2], hours=2).pack())
    async with asking(world, 4):
        await teacher.forge(load(desk).pack())
    async with asking(world, 6):
        await send(teacher, file(*of_68_hours()))
    async with asking(world, 11):
        await teacher.press("✅ Загрузить")
    deputy = await at(world, desk.school.deputy, ProgrammeOfSchool())
    async with asking(world, 5):
        await deputy.forge(ProgrammeOfSchool().pack())


async def test_a_cancelled_lesson_and_a_topic_of_ones_own_shift_the_days(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, of(desk))
    assert "▶️ 1. Дроби\n23.11" in teacher.screen.text
    await desk.cancel(await desk.lesson(day=WEDNESDAY))
    await teacher.forge(of(desk).pack())
    assert "▫️ 2. Сложение дробей\n27.11" in teacher.screen.text
    async with desk.db.write() as session:
        lesson = await session.get_one(Lesson, await desk.lesson())
        lesson.topic, lesson.state = "Олимпиада", LessonState.CLOSED
    await teacher.forge(of(desk).pack())
    assert "▶️ 1. Дроби\n27.11" in teacher.screen.text


async def test_beyond_the_lessons_that_are_made_days_come_from_the_calendar(world: World, desk: Desk) -> None:
    """Three a week from 23.11, over the winter holidays: 76 lessons till the year's end, for 90 hours."""
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(*[["", number, f"Тема {number}", 2] for number in range(1, 46)]))
    await teacher.press("✅ Загрузить")
    await teacher.forge(ProgrammeOf(course_id=desk.school.courses[ALGEBRA], page=0).pack())
    assert "9. Тема 9\n2 часа · 11.01, 13.01" in teacher.screen.text.replace("▫️ ", "")
    await teacher.forge(ProgrammeOf(course_id=desk.school.courses[ALGEBRA], page=4).pack())
    assert "45. Тема 45\n2 часа · уроков не осталось" in teacher.screen.text
    assert "Ещё не начата, 90 часов, до конца года не хватает 14 уроков" in teacher.screen.text


async def test_a_deputy_head_sees_every_plan_and_changes_none(world: World, desk: Desk) -> None:
    deputy = await world.phone(desk.school.deputy)
    await deputy.say("/menu")
    await deputy.press("📚 КТП")
    assert "8Б · Алгебра" in deputy.screen.text
    assert "Без плана: 4" in deputy.screen.text
    await deputy.press("8Б · Алгебра")
    assert not any(label.startswith(("📥", "➕")) for label in deputy.screen.labels)
    await deputy.press("1")
    assert not any(label.startswith(("✏️", "🗑", "1 ч")) for label in deputy.screen.labels)
    answer = await deputy.forge(load(desk).pack())
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")


# --- a file ------------------------------------------------------------------------------------------------------------


async def test_a_file_is_shown_then_loaded_and_again_changes_nothing(world: World, desk: Desk) -> None:
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("/menu")
    for label in ("📚 КТП", "10А · Алгебра", "📥 Загрузить из файла"):
        await teacher.press(label)
    await send(teacher, file(["", 1, "Пределы", 2, "§ 1"], ["", 2, "Производная", 3]))
    assert "10А · Алгебра: тем 2, часов 5" in teacher.screen.text
    assert "новых: 2" in teacher.screen.text
    assert await plan(desk.db, desk.school, SENIOR) == []
    await teacher.press("✅ Загрузить")
    assert "Загружено." in teacher.screen.text
    assert await plan(desk.db, desk.school, SENIOR) == [Stands(1, "Пределы", 2), Stands(2, "Производная", 3)]
    await teacher.forge(load(desk, SENIOR).pack())
    await send(teacher, file(["", 1, "Пределы", 2, "§ 1"], ["", 2, "Производная", 3]))
    assert "менять нечего" in teacher.screen.text
    assert "✅ Загрузить" not in teacher.screen.labels
    assert (await desk.actions()).count("programme.load") == 1


async def test_every_bad_row_is_named_and_the_corrected_file_may_come_at_once(world: World, desk: Desk) -> None:
    bad = of_68_hours()
    bad[6][2], bad[20][3] = "", "два"
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(*bad))
    text = teacher.screen.text
    assert "Нашлись 2 ошибки. Ничего не записано." in text
    assert "КТП, строка 8, столбец «тема»: пусто. Заполните ячейку." in text
    assert "КТП, строка 22, столбец «часы»: «два» не подходит." in text
    assert "✅ Загрузить" not in teacher.screen.labels
    assert await plan(desk.db, desk.school) == FOUR
    await send(teacher, file(*of_68_hours()))
    await teacher.press("✅ Загрузить")
    assert sum(topic.hours for topic in await plan(desk.db, desk.school)) == 68


async def test_one_file_of_several_courses_sent_without_being_asked(world: World, desk: Desk) -> None:
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("/menu")
    await send(teacher, file(["Алгебра 8Б", 1, "Дроби", 2], ["Алгебра 10А", 1, "Пределы", 1]))
    assert "8Б · Алгебра: тем 1, часов 2" in teacher.screen.text
    assert "10А · Алгебра: тем 1, часов 1" in teacher.screen.text
    await teacher.press("✅ Загрузить")
    assert await plan(desk.db, desk.school) == [Stands(1, "Дроби", 2)]
    assert await plan(desk.db, desk.school, SENIOR) == [Stands(1, "Пределы", 1)]


async def test_another_teachers_course_is_not_to_be_named(world: World, desk: Desk) -> None:
    """The error names own courses only, and is that of a course that does not exist."""
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(["Русский язык 8Б", 1, "Причастие", 1]))
    assert "курса «Русский язык 8Б» нет" in teacher.screen.text
    other = teacher.screen.text.replace("Русский язык 8Б", "…")
    await send(teacher, file(["Алхимия 8Б", 1, "Причастие", 1]))
    assert teacher.screen.text.replace("Алхимия 8Б", "…").splitlines()[0] == other.splitlines()[0]
    assert await plan(desk.db, desk.school, "8Б русский язык") == []


async def test_what_is_no_plan_says_what_it_is(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, b"%PDF-1.4", name="план.pdf")
    assert "не книга XLSX" in teacher.last.text
    await send(teacher, xlsx({"Лист1": [["а", "б"], [1, 2]]}))
    assert "Это не КТП" in teacher.last.text
    await raw(world, message(world, teacher, document={"file_id": "x", "file_unique_id": "x", "file_size": 2**21 + 1}))
    assert "слишком большой" in teacher.last.text
    await send(teacher, file())
    assert "нет ни одной темы" in teacher.last.text
    await teacher.say("нет у меня файла")
    assert "Здесь нужен файл XLSX" in teacher.last.text
    await send(teacher, file(*of_68_hours()))
    assert "✅ Загрузить" in teacher.screen.labels


async def test_a_file_of_a_parent_is_no_plan_and_a_coordinators_is_an_import(world: World, desk: Desk) -> None:
    for somebody, answer in ((desk.school.mother, "Здесь нужен текст"), (desk.school.coordinator, "Что изменится")):
        phone = await world.phone(somebody)
        await phone.say("/menu")
        await send(phone, file(["Алгебра 8Б", 1, "Дроби", 2]))
        assert answer in phone.last.text


async def test_loading_twice_from_one_preview_is_loading_once(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(*of_68_hours()))
    preview = teacher.screen
    button = preview.buttons[0]["callback_data"]
    await teacher.press("✅ Загрузить")
    answer = await teacher.forge(button)
    assert answer is not None
    assert "уже загружен" in answer["text"]
    assert len(await plan(desk.db, desk.school)) == 34
    assert (await desk.actions()).count("programme.load") == 1


async def test_a_preview_over_a_plan_that_changed_is_shown_again(world: World, desk: Desk) -> None:
    """A co-teacher changes a topic between the preview and the tap: what is written is what was shown, never else."""
    await desk.co_teacher(desk.school.homeroom)
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(["", 1, "Дроби", 1], ["", 2, "Сложение дробей", 1]))
    assert "уберутся: 2" in teacher.screen.text
    ids = await topic_ids(desk.db, desk.school)
    await teach(desk.db, desk.school, {await desk.lesson(): 4})
    answer = await teacher.press("✅ Загрузить")
    assert answer is not None
    assert "План за это время изменили" in answer["text"]
    assert "останутся только у своих уроков: 1" in teacher.screen.text
    assert await topic_ids(desk.db, desk.school) == ids
    await teacher.press("✅ Загрузить")
    assert await plan(desk.db, desk.school) == [*FOUR[:2], Stands(None, "Деление дробей", 1)]
    assert (await desk.row(await desk.lesson())).topic_id == ids[4]


async def test_who_stops_teaching_loads_nothing_more(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(*of_68_hours()))
    async with desk.db.write() as session:
        row = await session.scalar(select(CourseTeacher).where(CourseTeacher.course_id == desk.school.courses[ALGEBRA]))
        assert row is not None
        row.valid_to = MONDAY - timedelta(days=1)
    answer = await teacher.press("✅ Загрузить")
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")
    assert await plan(desk.db, desk.school) == FOUR


async def test_anothers_preview_is_nobody_elses_to_load(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(*of_68_hours()))
    other = await at(world, desk.school.homeroom, of(desk))
    answer = await other.forge(teacher.screen.buttons[0]["callback_data"])
    assert answer is not None
    assert "уже загружен" in answer["text"]
    assert await plan(desk.db, desk.school) == FOUR


async def test_a_redelivered_file_is_one_preview(world: World, desk: Desk) -> None:
    """The same file under another update id loads the same plan once."""
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(*of_68_hours()))
    sent = next(it for it in reversed(teacher.messages) if not it.from_bot)
    await raw(world, message(world, teacher, document=sent.raw["document"]))
    await teacher.press("✅ Загрузить", message=teacher.screen)
    assert len(await plan(desk.db, desk.school)) == 34


async def test_the_plan_as_a_file_comes_back_without_a_change(world: World, desk: Desk) -> None:
    """Formulas are text (G36); days stand beside and are not read."""
    async with desk.db.write() as session:
        ids = await topic_ids(desk.db, desk.school)
        row = await session.get_one(Topic, ids[2])
        row.title, row.homework, row.hours = "=СУММА(1;2)", "+ § 5, № 7", 3
    await teach(desk.db, desk.school, {await desk.lesson(): 1})
    teacher = await at(world, desk.school.algebra, of(desk))
    tap = next(str(it["callback_data"]) for it in teacher.screen.buttons if it["text"] == "📄 Скачать XLSX")
    await teacher.press("📄 Скачать XLSX")
    assert teacher.screen.text.startswith("⏳ Готовлю КТП Алгебра 8Б")
    await teacher.forge(tap, message=teacher.screen)
    await make(world)
    (document,) = documents(teacher)
    assert document.raw["document"]["file_name"] == "КТП Алгебра 8Б.xlsx"
    got = await teacher.download(document)
    rows = load_workbook(io.BytesIO(got)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["курс", "№", "тема", "часы", "задание", "по плану", "прошли"]
    assert rows[1][:5] == ["Алгебра 8Б", 1.0, "Дроби", 1.0, ""]
    assert rows[1][6] == "23.11.2026"
    assert rows[2][2:5] == ["=СУММА(1;2)", 3.0, "+ § 5, № 7"]
    await teacher.forge(load(desk).pack())
    await send(teacher, got)
    assert "менять нечего" in teacher.screen.text


async def test_the_empty_file_names_the_own_courses(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, kb.LoadPlan(course_id=0))
    await teacher.press("📄 Образец XLSX")
    await make(world)
    (document,) = documents(teacher)
    rows = load_workbook(io.BytesIO(await teacher.download(document))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["курс", "Алгебра 8Б", "Алгебра 10А"]


# --- a parallel course -------------------------------------------------------------------------------------------------


async def test_a_parallel_courses_plan_is_one_tap_and_a_preview(world: World, desk: Desk) -> None:
    await parallel_8a(desk, "Дроби", "Степени", "Корни")
    await teach(desk.db, desk.school, {await desk.lesson(): 1})
    teacher = await at(world, desk.school.algebra, load(desk))
    await teacher.press("📋 Взять у 8А")
    assert "8Б · Алгебра: тем 3, часов 3" in teacher.screen.text
    assert await plan(desk.db, desk.school) == FOUR
    await teacher.press("✅ Загрузить")
    assert [topic.title for topic in await plan(desk.db, desk.school)] == ["Дроби", "Степени", "Корни"]


async def test_only_a_parallel_course_can_be_taken_from(world: World, desk: Desk) -> None:
    """Neither another grade's nor another subject's plan, whatever a button says."""
    other = await parallel_8a(desk, "Дроби")
    teacher = await at(world, desk.school.algebra, load(desk))
    for course, source in (
        (ALGEBRA, desk.school.courses["8Б русский язык"]),
        (SENIOR, other),
        ("8Б русский язык", other),
    ):
        answer = await teacher.forge(kb.TakeOver(course_id=desk.school.courses[course], from_id=source).pack())
        assert answer is not None
        assert answer["text"].startswith("Не нашлось"), course


# --- a topic by hand ---------------------------------------------------------------------------------------------------


async def test_a_topic_is_changed_by_hand(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, of(desk))
    for label in ("2", "3 ч", "✏️ Название"):
        await teacher.press(label)
    await teacher.say("Сложение и вычитание дробей")
    assert "2. Сложение и вычитание дробей" in teacher.screen.text
    assert "3 часа" in teacher.screen.text
    await teacher.press("📝 Задание")
    await teacher.say("§ 5, № 7")
    assert "Задание: § 5, № 7" in teacher.screen.text
    await teacher.press("📝 Задание")
    await teacher.press("Без задания")
    assert "Задание" not in teacher.screen.text
    assert (await plan(desk.db, desk.school))[1] == Stands(2, "Сложение и вычитание дробей", 3)
    assert (await desk.actions()).count("programme.load") == 4


async def test_topics_are_put_in_and_taken_out(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, of(desk))
    await teacher.press("2")
    await teacher.press("➕ Темы после")
    await teacher.say("Повторение\n\nКонтрольная работа")
    assert [topic.title for topic in await plan(desk.db, desk.school)] == [
        "Дроби", "Сложение дробей", "Повторение", "Контрольная работа", "Умножение дробей", "Деление дробей",
    ]  # fmt: skip
    assert [topic.number for topic in await plan(desk.db, desk.school)] == [1, 2, 3, 4, 5, 6]
    await teacher.press("№ 3 ›")
    await teacher.press("🗑 Убрать")
    assert "Убрать тему «Повторение»" in teacher.screen.text
    await teacher.press("🗑 Да, убрать")
    assert [topic.number for topic in await plan(desk.db, desk.school)] == [1, 2, 3, 4, 5]
    await teacher.press("➕ Темы")
    await teacher.say("Итоги")
    assert (await plan(desk.db, desk.school))[-1] == Stands(6, "Итоги", 1)


async def test_one_topic_put_in_moves_all_behind_it_by_one(world: World, desk: Desk) -> None:
    """Each takes the number that the next one has: of one number there is one topic at any moment."""
    ids = await topic_ids(desk.db, desk.school)
    teacher = await at(world, desk.school.algebra, of(desk))
    await teacher.press("1")
    await teacher.press("➕ Темы после")
    await teacher.say("Повторение")
    now = await topic_ids(desk.db, desk.school)
    assert [now[number] for number in (1, 3, 4, 5)] == [ids[number] for number in (1, 2, 3, 4)]
    assert (await plan(desk.db, desk.school))[1] == Stands(2, "Повторение", 1)


async def test_a_topic_that_was_taught_is_not_taken_out(world: World, desk: Desk) -> None:
    await teach(desk.db, desk.school, {await desk.lesson(): 1})
    ids = await topic_ids(desk.db, desk.school)
    teacher = await at(world, desk.school.algebra, of(desk))
    await teacher.press("1")
    assert not any(label.startswith("🗑") for label in teacher.screen.labels)
    forged = kb.RemoveTopic(course_id=desk.school.courses[ALGEBRA], topic_id=ids[1], sure=True)
    answer = await teacher.forge(forged.pack())
    assert answer is not None
    assert "уже прошли" in answer["text"]
    assert await plan(desk.db, desk.school) == FOUR


async def test_a_topic_of_another_course_is_not_changed_through_an_own_one(world: World, desk: Desk) -> None:
    await parallel_8a(desk, "Степени")
    async with desk.db.read() as session:
        foreign = await session.scalar(select(Topic.id).where(Topic.title == "Степени")) or 0
    teacher = await at(world, desk.school.algebra, of(desk))
    own = desk.school.courses[ALGEBRA]
    for data in (
        kb.SetHours(course_id=own, topic_id=foreign, hours=9),
        kb.ClearHomework(course_id=own, topic_id=foreign),
        kb.RemoveTopic(course_id=own, topic_id=foreign, sure=True),
        kb.AskField(course_id=own, topic_id=foreign, field=editing.Field.TITLE),
        kb.TopicOf(course_id=own, topic_id=foreign),
    ):
        answer = await teacher.forge(data.pack())
        assert answer is not None
        assert answer["text"].startswith("Не нашлось"), data
    assert (await desk.actions()).count("programme.load") == 0


async def test_a_topic_changed_meanwhile_is_asked_for_again(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    teacher = await at(world, desk.school.algebra, of(desk))
    await teacher.press("2")
    await teacher.press("✏️ Название")
    colleague = await at(world, desk.school.homeroom, of(desk))
    await colleague.press("2")
    await colleague.press("✏️ Название")
    await colleague.say("Дроби: сложение")
    await teacher.say("Складываем дроби")
    assert "тему изменили: «Дроби: сложение»" in teacher.last.text
    assert (await plan(desk.db, desk.school))[1].title == "Дроби: сложение"
    await teacher.say("Складываем дроби")
    assert (await plan(desk.db, desk.school))[1].title == "Складываем дроби"


async def test_long_titles_break_no_screen(world: World, desk: Desk) -> None:
    long = "Ы" * 500
    teacher = await at(world, desk.school.algebra, load(desk))
    await send(teacher, file(*[["", number, f"{number} {long}"[:500], 1, "з" * 2000] for number in range(1, 41)]))
    await teacher.press("✅ Загрузить")
    await teacher.forge(of(desk).pack())
    await teacher.press("1")
    assert "Ы" * 400 in teacher.screen.text
    await teacher.press("✏️ Название")
    await teacher.say("Ы" * 301)
    assert "300" in teacher.last.text


async def test_grade_1_has_a_plan_like_any_other(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.primary, load(desk, "1А математика"))
    await send(teacher, file(["", 1, "Счёт до десяти", 5]))
    await teacher.press("✅ Загрузить")
    await teacher.forge(LessonCard(lesson_id=await desk.lesson("1А математика")).pack())
    await teacher.press("📖 Счёт до десяти")
    assert "📖 Счёт до десяти" in teacher.screen.text


# --- on the lesson -----------------------------------------------------------------------------------------------------


async def test_the_topic_screen_offers_those_around_the_next_one(world: World, desk: Desk) -> None:
    """Topic 3 is pulled forward by one tap; then 4 comes, and the skipped 1 and 2 are at hand."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.press("Тема")
    await teacher.press("3. Умножение дробей")
    assert "📖 Умножение дробей" in teacher.screen.text
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(LessonCard(lesson_id=await desk.lesson(day=WEDNESDAY)).pack())
    await teacher.press("Тема")
    assert "По КТП (№ 4): Деление дробей" in teacher.screen.text
    await teacher.press("1. Дроби")
    assert "📖 Дроби" in teacher.screen.text
    await teacher.forge(of(desk).pack())
    assert "⚠️ 2. Сложение дробей\nпропущена" in teacher.screen.text


async def test_a_number_is_that_topic_of_the_plan(world: World, desk: Desk) -> None:
    """Who begins with the journal in November goes on from there; a number that the plan has not is a title."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.press("Тема")
    await teacher.say("№ 3")
    assert "📖 Умножение дробей" in teacher.screen.text
    await teacher.forge(of(desk).pack())
    assert "пройдено 3 из 4" in teacher.screen.text.lower()
    assert "✅ 1. Дроби\nдо журнала" in teacher.screen.text
    await teacher.forge(LessonCard(lesson_id=await desk.lesson()).pack())
    await teacher.press("Тема")
    await teacher.say("1905")
    assert "📖 1905" in teacher.screen.text


async def test_a_topic_of_two_hours_takes_two_lessons_and_a_double_lesson_two_topics(world: World, desk: Desk) -> None:
    ids = await topic_ids(desk.db, desk.school)
    async with desk.db.write() as session:
        (await session.get_one(Topic, ids[1])).hours = 2
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.press("📖 Дроби")
    await teacher.forge(of(desk).pack())
    assert "▶️ 1. Дроби\n2 часа · прошли 23.11 · ещё 25.11" in teacher.screen.text
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(LessonCard(lesson_id=await desk.lesson(day=WEDNESDAY)).pack())
    await teacher.press("📖 Дроби")
    first, second = (await lessons_between(desk.db, desk.school, FRIDAY, FRIDAY))[0], 0
    async with desk.db.write() as session:
        there = await session.get_one(Lesson, first)
        twin = Lesson(
            course_id=there.course_id, date=FRIDAY, period=2, starts_at=there.ends_at, ends_at=there.ends_at,
            state=LessonState.PLANNED,
        )  # fmt: skip
        session.add(twin)
        await session.flush()
        second = twin.id
    world.clock.set("12:00", FRIDAY)
    for lesson_id, title in ((first, "Сложение дробей"), (second, "Умножение дробей")):
        await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
        await teacher.press(f"📖 {title}")


async def test_a_topic_that_left_the_plan_is_not_taken_by_an_old_button(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    old = next(it["callback_data"] for it in teacher.screen.buttons if it["text"] == "📖 Дроби")
    ids = await topic_ids(desk.db, desk.school)
    async with desk.db.write() as session:
        (await session.get_one(Topic, ids[1])).number = None
    answer = await teacher.forge(old)
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")
    assert (await desk.row(lesson_id)).topic_id is None


async def test_who_left_the_school_sees_no_plan(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, of(desk))
    async with desk.db.write() as session:
        (await session.get_one(Staff, desk.school.algebra.person_id)).left_on = MONDAY
    answer = await teacher.forge(of(desk).pack())
    assert answer is not None
    assert answer["text"].startswith(("Не нашлось", "Доступ закрыт"))


async def test_thirty_courses_and_long_names_make_a_list(world: World, desk: Desk) -> None:
    async with desk.db.write() as session:
        there = await session.get_one(Course, desk.school.courses[ALGEBRA])
        group = await session.get_one(StudyGroup, there.group_id)
        for number in range(30):
            subject = Subject(
                name=f"Основы {'духовно-нравственной культуры ' * 5}{number}", short_name="осн", marked=True
            )
            part = StudyGroup(year_id=group.year_id, name=f"8Б, {'длинная группа ' * 8}{number}", whole=True, grade=8)
            session.add_all([subject, part])
            await session.flush()
            session.add(GroupClass(group_id=part.id, class_id=desk.school.classes["8Б"]))
            course = Course(subject_id=subject.id, group_id=part.id, hours_per_week=there.hours_per_week)
            session.add(course)
            await session.flush()
            session.add(
                CourseTeacher(course_id=course.id, person_id=desk.school.algebra.person_id, valid_from=date(2026, 9, 1))
            )
    teacher = await at(world, desk.school.algebra, Programme())
    assert len(teacher.screen.labels) > 30
    deputy = await at(world, desk.school.deputy, ProgrammeOfSchool())
    await deputy.press("дальше ›")
    assert "Без плана: 34" in deputy.screen.text
