"""`📖 Журнал` on phones: the teacher's own courses, the homeroom teacher's class, the deputy head's school."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from db.absences import AttendanceCode
from db.people import Person
from db.timetable import CourseTeacher
from journal.timetable import planning
from sandbox.phone import Phone
from tests.journal.family_entries import Teacher
from tests.scheduler.workshop import documents, make
from tests.school import MONDAY, Somebody, moscow
from tests.teaching import asking
from tests.telegram import World

ALGEBRA = "8Б алгебра"
WEDNESDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)


@pytest.fixture(autouse=True)
async def entries(world: World) -> None:
    teacher = Teacher(world.db, world.school)
    await teacher.mark("Иванов Пётр", ALGEBRA, ("5", moscow("10:00", WEDNESDAY)), day=WEDNESDAY)
    await teacher.mark("Иванов Пётр", ALGEBRA, ("4", moscow("10:00", FRIDAY)), day=FRIDAY)
    await teacher.absent("Белов Кирилл", ALGEBRA, AttendanceCode.ILL, day=FRIDAY)
    await teacher.homework(ALGEBRA, "=1+1", day=FRIDAY)


async def at_page(world: World, who: Somebody | None = None) -> Phone:
    phone = await world.phone(who or world.school.algebra)
    await phone.say("/menu")
    await phone.press("📖 Журнал")
    await phone.press("8Б · Алгебра")
    return phone


async def test_the_page_in_words_needs_no_picture(world: World) -> None:
    phone = await at_page(world)
    lines = phone.screen.text.splitlines()
    assert lines[:2] == ["📖 8Б · Алгебра", "2-я четверть · 4 урока"]
    assert "6. Иванов П.: 5 4 · 4,50" in lines
    assert "2. Белов К.: Б" in lines
    assert "1. Антонова В.: —" in lines
    assert phone.screen.labels == ["🖼 Страница картинкой", "📄 Скачать XLSX", "1-я четверть", "‹ Назад", "🏠 Меню"]
    await phone.press("1-я четверть")
    assert "1-я четверть · уроков ещё не было" in phone.screen.text
    assert phone.screen.labels == ["2-я четверть", "‹ Назад", "🏠 Меню"]
    await phone.press("‹ Назад")
    assert phone.screen.labels[:2] == ["8Б · Алгебра", "10А · Алгебра"]


async def test_the_screen_costs_four_statements(world: World) -> None:
    """Who is acting, the course with its terms, the lessons, the students with their cells."""
    phone = await world.phone(world.school.algebra)
    await phone.say("/menu")
    await phone.press("📖 Журнал")
    async with asking(world, 4):
        await phone.press("8Б · Алгебра")
    async with asking(world, 4):
        await phone.press("🖼 Страница картинкой")


async def test_the_picture_comes_with_its_words_and_turns_its_pages_in_place(world: World) -> None:
    async with world.db.write() as session:
        await planning.make_lessons(session, date(2026, 11, 2), MONDAY, today=date(2026, 11, 2))
    phone = await at_page(world)
    before = len(phone.heard)
    await phone.press("🖼 Страница картинкой")
    assert len(phone.heard) == before + 1
    picture = phone.last
    assert (await phone.download(picture))[:4] == b"\x89PNG"
    assert picture.text == "8Б · Алгебра\n2-я четверть, 02.11 – 23.11"
    assert picture.labels == ["‹ Назад", "🏠 Меню"]
    async with world.db.write() as session:
        await session.execute(
            update(CourseTeacher)
            .where(CourseTeacher.course_id == world.school.courses["8Б русский язык"])
            .values(person_id=world.school.algebra.person_id)
        )
    world.clock.set("09:17", date(2026, 12, 18))
    async with world.db.write() as session:
        await planning.make_lessons(session, MONDAY, date(2026, 12, 18), today=MONDAY)
    await phone.forge(f"regp:{world.school.courses[ALGEBRA]}:0:2:0")
    picture = phone.last
    count = len(phone.heard)
    while "‹ Раньше" in phone.last.labels:
        old = phone.last.file_id
        await phone.press("‹ Раньше", message=phone.last)
        assert phone.last.file_id != old
    assert len(phone.heard) == count
    assert phone.last.text.endswith("02.11 – 02.11") or "02.11" in phone.last.text
    await phone.press("Позже ›", message=phone.last)
    await phone.press("‹ Назад", message=phone.last)
    assert phone.last.text.startswith("📖 8Б · Алгебра")


async def test_a_picture_asked_for_twice_redraws_itself_harmlessly(world: World) -> None:
    phone = await at_page(world)
    await phone.press("🖼 Страница картинкой")
    count, data = len(phone.heard), f"regp:{world.school.courses[ALGEBRA]}:0:{await span(phone)}:0"
    for _ in range(2):
        await phone.forge(data, message=phone.last)
    assert len(phone.heard) == count


async def span(phone: Phone) -> str:
    """The term's id, as the screen's own button carries it."""
    button = next(
        it for message in reversed(phone.heard) for it in message.buttons if it["callback_data"][:4] == "regp"
    )
    return str(button["callback_data"]).split(":")[3]


async def test_the_workbook_is_a_job_and_a_double_tap_is_one(world: World) -> None:
    phone = await at_page(world)
    data = next(it["callback_data"] for it in phone.screen.buttons if it["text"] == "📄 Скачать XLSX")
    await phone.press("📄 Скачать XLSX")
    assert phone.screen.text.startswith("⏳ Готовлю страницу журнала 8Б, Алгебра, 2-я четверть… 0 %")
    await phone.forge(data, message=phone.screen)
    await make(world)
    (file,) = documents(phone)
    assert file.raw["document"]["file_name"] == "Журнал 8Б Алгебра 2-я четверть.xlsx"
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(await phone.download(file)))
    rows = workbook.get_sheet_by_name("Разворот 1").to_python()
    assert [it for it in rows[4] if it] == ["№", "Ученик", 16.0, 18.0, 20.0, 23.0, "Средний", "Дата", "Тема урока",
                                           "Домашнее задание"]  # fmt: skip
    ivanov = next(row for row in rows if row[1] == "Иванов Пётр")
    assert [cell for cell in ivanov[2:7] if cell != ""] == [5.0, 4.0, 4.5]
    assert next(row for row in rows if row[1] == "Белов Кирилл")[4] == "Н"
    assert "=1+1" in {cell for row in rows for cell in row}
    assert "✅ Готово: страницу журнала" in phone.screen.text or any("✅ Готово" in it.text for it in phone.heard)
    await phone.press("‹ Назад")
    assert phone.screen.text.startswith("📖 8Б · Алгебра")


async def test_the_file_is_not_sent_to_who_lost_the_course_meanwhile(world: World) -> None:
    """G26: asked for again when it is made."""
    phone = await at_page(world)
    await phone.press("📄 Скачать XLSX")
    async with world.db.write() as session:
        await session.execute(update(CourseTeacher).values(valid_to=FRIDAY))
    await make(world)
    assert documents(phone) == []
    assert "раздел вам больше недоступен" in phone.screen.text


async def test_a_homeroom_teacher_and_a_deputy_head_find_it_by_class(world: World) -> None:
    homeroom = await world.phone(world.school.homeroom)
    await homeroom.say("/menu")
    await homeroom.press("👥 Мой класс")
    await homeroom.press("📖 Журнал")
    await homeroom.press("8Б · Алгебра")
    assert "6. Иванов П.: 5 4 · 4,50" in homeroom.screen.text
    await homeroom.press("🖼 Страница картинкой")
    assert homeroom.last.file_id
    deputy = await world.phone(world.school.deputy)
    await deputy.say("/menu")
    for label in ("🏫 Классы", "📖 Журнал", "8Б", "8Б · Алгебра"):
        await deputy.press(label)
    assert "6. Иванов П.: 5 4 · 4,50" in deputy.screen.text
    for back in ("🏫", "📖 Журнал 8Б", "📖 Журнал"):
        if back != "🏫":
            await deputy.press("‹ Назад")
            assert deputy.screen.text.startswith(back)


async def test_thirty_namesakes_with_long_names_are_a_page_all_the_same(world: World) -> None:
    async with world.db.write() as session:
        await session.execute(update(Person).values(surname="К" * 200, given_name="<b>&"))
    phone = await at_page(world)
    assert phone.screen.text.count("…") >= 12
    await phone.press("🖼 Страница картинкой")
    assert phone.last.file_id


async def test_grade_1_has_no_marks_on_its_page(world: World) -> None:
    """П 5.5."""
    await Teacher(world.db, world.school).absent("Зайцева Ева", "1А математика")
    phone = await world.phone(world.school.primary)
    await phone.say("/menu")
    await phone.press("📖 Журнал")
    await phone.press("1А · Математика")
    assert "1. Зайцева Е.: Н" in phone.screen.text.splitlines()
    await phone.press("🖼 Страница картинкой")
    assert phone.last.file_id
