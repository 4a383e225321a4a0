"""The family's screens through phones: each names its child, keeps to it, and asks little of the database."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from db.absences import AttendanceCode
from db.engine import Database
from db.homework import FileKind, HomeworkKind
from db.people import Account, Enrolment, Person
from db.timetable import Subject
from journal.family import marks, timetable
from keyboards import family as kb
from keyboards.data import Data
from keyboards.sections import AttendanceOf, HomeworkOf, MarksOf, TimetableOf
from locales import texts
from sandbox.phone import Phone, Shown
from tests.journal.family_entries import Teacher, actor
from tests.school import MONDAY, NamedSchool, Somebody, moscow
from tests.telegram import World

WEDNESDAY = date(2026, 11, 25)
POLINA, ZLATA, PYOTR = "Смирнова Полина", "Рыбакова Злата", "Иванов Пётр"
NOT_FOUND = texts("ru").label("refusal-not-found")


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


async def opened(world: World, somebody: Somebody, door: Data) -> Phone:
    """The phone of somebody who tapped a button that a screen of ours carries."""
    phone = await world.phone(somebody)
    if not phone.heard:
        await phone.say("/menu")
    await phone.forge(door.pack())
    return phone


async def test_homework_of_the_next_school_day(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.homework("8Б русский язык", "упр. 214\nс. 103", due=date(2026, 11, 24), minutes=45)
    await teacher.homework("8Б алгебра", "§21", due=WEDNESDAY, minutes=30)

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA]))

    assert mother.screen.text == (
        "📝 Домашнее задание · Полина, 8Б\n"
        "На завтра, вт 24.11 · всего 45 мин\n\n"
        "Русский язык · письменно · 45 мин\nупр. 214\nс. 103"
    )
    await mother.press("ср 25.11 ›")
    assert "На ср 25.11" in mother.screen.text
    assert "Алгебра · письменно · 30 мин\n§21" in mother.screen.text
    assert mother.screen.id == mother.last.id


async def test_the_menu_opens_the_sections_in_one_living_message(world: World, school: NamedSchool) -> None:
    world.clock.set("18:00")
    mother = await world.phone(school.mother)
    await mother.say("/menu")
    await mother.press("Полина")
    for section in ("📝 Домашнее задание", "📊 Отметки", "🗓 Расписание", "🙋 Посещаемость"):
        await mother.press(section)
        assert section in mother.screen.text
        assert "Полина, 8Б" in mother.screen.text
        await mother.press("‹ Назад")

    assert len(mother.heard) == 1
    assert not any("Злата" in label for label in mother.screen.labels if "✓" in label)


async def test_not_set_and_not_written_down_are_told_apart(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.homework("1А математика", "", kind=HomeworkKind.NONE)

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[ZLATA]))

    assert "Не задано: Математика." in mother.screen.text
    assert "Пока не записано: Литературное чтение." in mother.screen.text


async def test_photos_and_files_come_again(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    pupil = await world.phone(school.pupil)
    await pupil.upload(b"\x89PNG\r\n\x1a\n" + b"0" * 40, kind="document", name="задание.pdf")
    await pupil.upload(b"%PDF-1.7 other", kind="document", name="другое.pdf")
    file_id, other_id = (message.file_id or "" for message in pupil.messages if not message.from_bot)
    await teacher.homework("8Б алгебра", "по файлу", due=WEDNESDAY, files=[(FileKind.DOCUMENT, file_id)])
    await teacher.homework("8Б русский язык", "по файлу", due=WEDNESDAY, files=[(FileKind.DOCUMENT, other_id)])

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA], day=WEDNESDAY))
    await mother.press("📎 Алгебра (1)")

    assert len(mother.heard) == 2
    assert mother.last.text == "📎 Алгебра, на ср 25.11"
    assert await mother.download(mother.last) == await pupil.download(pupil.messages[0])


async def test_a_file_that_is_gone_is_said_so(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.tolerated |= {"wrong file", "file_id", "file identifier"}
    world.clock.set("18:00")
    await teacher.homework("8Б алгебра", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "AgACAgIAAxkBAAIB-gone")])

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA], day=WEDNESDAY))
    await mother.press("📎 Алгебра (1)")

    assert mother.alerts == [texts("ru").label("family-files-gone")]


async def test_marks_of_the_term_and_of_a_subject(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, "8Б алгебра", ("3", moscow("10:00")), day=date(2026, 11, 18), work="test")
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")), comment="за доклад <о Пифагоре>")
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")), slot=2, work="homework")
    await teacher.mark(POLINA, "8Б русский язык", (".", moscow("09:40")), work="essay")
    await teacher.mark(PYOTR, "8Б алгебра", ("2", moscow("08:40")))

    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))

    assert mother.screen.text == (
        "📊 Отметки · Полина, 8Б\n2-я четверть · 02.11 – 29.12\n\nАлгебра: 3 5/5 · ср. 4,33\nРусский язык: долг"
    )
    await mother.press("Алгебра · 4,33")
    assert mother.screen.text == (
        "📊 Алгебра · Полина, 8Б\n"
        "2-я четверть · 02.11 – 29.12\n"
        "Средний балл: 4,33\n\n"
        "5 · пн 23.11 · д/з\n"
        "5 · пн 23.11 · ответ — за доклад <о Пифагоре>\n"
        "3 · ср 18.11 · к/р"
    )
    await mother.press("‹ Назад")
    await mother.press("‹ 1-я четверть")
    assert "1-я четверть · 01.09 – 25.10" in mother.screen.text


async def test_a_mark_is_seen_when_the_family_would_be_told(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    await teacher.mark(POLINA, "8Б алгебра", ("3", moscow("09:20")), ("4", moscow("09:25")))
    await teacher.homework("8Б алгебра", "§21", due=WEDNESDAY, at=moscow("09:25"))
    await teacher.absent(POLINA, "8Б алгебра", AttendanceCode.LATE, at=moscow("09:25"))
    student_id = school.students[POLINA]
    doors = (
        MarksOf(student_id=student_id),
        HomeworkOf(student_id=student_id, day=WEDNESDAY),
        AttendanceOf(student_id=student_id),
    )

    world.clock.set("09:34")
    early = [(await opened(world, school.mother, door)).screen.text for door in doors]
    world.clock.set("09:35")
    late = [(await opened(world, school.mother, door)).screen.text for door in doors]

    assert "Пока нет отметок: Алгебра" in early[0]
    assert "Пока не записано: Алгебра" in early[1]
    assert "не отмечено" in early[2]
    assert "Алгебра: 4 · ср. 4,00" in late[0]
    assert "§21" in late[1]
    assert "опоздание: 1. Алгебра" in late[2]


async def test_grade_one_has_no_marks_and_the_rest_as_usual(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.absent("Зайцева Ева", "1А математика", AttendanceCode.ILL)
    student_id = school.students["Зайцева Ева"]

    mother = await opened(world, school.first_grade_mother, MarksOf(student_id=student_id))

    assert "В 1-м классе отметки не ставят ни по одному предмету (п. 5.5" in mother.screen.text
    await mother.press("🙋 Посещаемость")
    assert "пн 23.11 — болезнь: 1. Математика" in mother.screen.text


async def test_attendance_is_summed_by_reason(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.absent(POLINA, "8Б русский язык", day=date(2026, 11, 17))
    await teacher.absent(POLINA, "8Б алгебра", AttendanceCode.ILL, day=date(2026, 11, 20))
    await teacher.absent(POLINA, "8Б алгебра", AttendanceCode.LATE, day=date(2026, 11, 16))
    await teacher.absent(POLINA, "8Б русский язык", AttendanceCode.LATE, day=date(2026, 11, 16))

    mother = await opened(world, school.mother, AttendanceOf(student_id=school.students[POLINA]))

    assert mother.screen.text == (
        "🙋 Посещаемость · Полина, 8Б\n"
        "2-я четверть · 02.11 – 29.12\n\n"
        "Пропущено уроков: 2 (без причины — 1, по болезни — 1)\n"
        "Опозданий: 2\n\n"
        "пт 20.11 — болезнь: 1. Алгебра\n"
        "вт 17.11 — причина не указана: 1. Русский язык\n"
        "пн 16.11 — опоздание: 1. Алгебра, 2. Русский язык"
    )


async def test_the_timetable_of_a_day_and_of_a_week(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("08:00")
    await teacher.cancel("8Б русский язык")

    mother = await opened(world, school.mother, TimetableOf(student_id=school.students[POLINA]))

    assert mother.screen.text == (
        "🗓 Расписание · Полина, 8Б\n"
        "Сегодня, понедельник, 23 ноября\n\n"
        "1. 08:30–09:15 Алгебра · каб. 21\n"
        "2. 09:25–10:10 Русский язык — отменён\n\n"
        "Уроки с 08:30 до 09:15."
    )
    await mother.press("Вся неделя")
    assert "🗓 Неделя 23.11 – 29.11 · Полина, 8Б" in mother.screen.text
    assert "пн 23.11 · 08:30–09:15\n1. Алгебра\n2. Русский язык — отменён" in mother.screen.text
    await mother.press("ср 25.11")
    assert "среда, 25 ноября" in mother.screen.text


async def test_after_the_last_lesson_the_timetable_opens_tomorrow(world: World, school: NamedSchool) -> None:
    world.clock.set("10:10")

    mother = await opened(world, school.mother, TimetableOf(student_id=school.students[POLINA]))

    assert "Завтра, вторник, 24 ноября" in mother.screen.text


async def test_holidays_are_named_and_a_far_day_is_not_promised(world: World, school: NamedSchool) -> None:
    student_id = school.students[POLINA]

    mother = await opened(world, school.mother, TimetableOf(student_id=student_id, day=date(2027, 1, 4)))
    assert "В этот день уроков нет: Зимние каникулы." in mother.screen.text
    await mother.forge(TimetableOf(student_id=student_id, day=date(2026, 12, 21)).pack())
    assert "Расписание на этот день ещё не готово." in mother.screen.text


async def test_a_student_sees_the_own_screens(world: World, school: NamedSchool) -> None:
    student_id = school.students[PYOTR]
    doors: list[tuple[Data, str]] = [
        (HomeworkOf(student_id=student_id), "📝 Ваше домашнее задание · 8Б"),
        (MarksOf(student_id=student_id), "📊 Ваши отметки · 8Б"),
        (TimetableOf(student_id=student_id), "🗓 Ваше расписание · 8Б"),
        (AttendanceOf(student_id=student_id), "🙋 Ваша посещаемость · 8Б"),
    ]
    for door, title in doors:
        pupil = await opened(world, school.pupil, door)
        assert pupil.screen.text.splitlines()[0] == title


async def test_a_student_who_left_still_reads_the_marks(world: World, school: NamedSchool, teacher: Teacher) -> None:
    await teacher.mark(PYOTR, "8Б алгебра", ("5", moscow("08:40")))
    async with world.db.write() as session:
        await session.execute(
            update(Enrolment).where(Enrolment.student_id == school.students[PYOTR]).values(valid_to=WEDNESDAY)
        )
    world.clock.set("10:00", date(2027, 2, 3))

    pupil = await opened(world, school.pupil, MarksOf(student_id=school.students[PYOTR]))
    assert "📊 Ваши отметки · вы\n2-я четверть" in pupil.screen.text
    assert "Алгебра: 5" in pupil.screen.text
    await pupil.forge(TimetableOf(student_id=school.students[PYOTR]).pack())
    assert "сейчас ученик не числится ни в одном классе" in pupil.screen.text


# --- whose it is -------------------------------------------------------------------------------------------------------


def every_door(student_id: int, span_id: int, subject_id: int, homework_id: int) -> list[Data]:
    return [
        HomeworkOf(student_id=student_id),
        HomeworkOf(student_id=student_id, day=WEDNESDAY),
        kb.HomeworkPart(student_id=student_id, day=WEDNESDAY, part=0),
        kb.HomeworkFiles(student_id=student_id, homework_id=homework_id),
        TimetableOf(student_id=student_id),
        kb.WeekOf(student_id=student_id, day=WEDNESDAY),
        MarksOf(student_id=student_id),
        kb.MarksIn(student_id=student_id, span_id=span_id),
        kb.SubjectMarks(student_id=student_id, span_id=span_id, subject_id=subject_id),
        AttendanceOf(student_id=student_id),
        kb.AttendanceIn(student_id=student_id, span_id=span_id),
    ]


async def doors_of(world: World, teacher: Teacher, school: NamedSchool, student_id: int) -> list[Data]:
    """Every button there is for a child, with ids that exist."""
    homework_id = await teacher.homework("8Б алгебра", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")])
    who = await actor(world.db, school.pupil)
    async with world.db.read() as session:
        page = await marks.term_page(session, who, student_id=school.students[PYOTR], now=moscow("18:00"))
    assert page.place is not None
    return every_door(student_id, page.place.span.id, page.subjects[0].id, homework_id)


async def test_borrowed_and_forged_buttons_open_nothing(world: World, school: NamedSchool, teacher: Teacher) -> None:
    """A4: for another family, for a teacher and for a stranger the same answer as for a child that does not exist."""
    world.clock.set("18:00")
    theirs = await doors_of(world, teacher, school, school.students[PYOTR])
    nobodys = await doors_of_nobody(theirs)
    stranger = await world.stranger()
    await stranger.say("/menu")
    for somebody in (school.mother, school.homeroom, school.deputy, school.coordinator):
        phone = await world.phone(somebody)
        await phone.say("/menu")
        for door in (*theirs, *nobodys):
            await phone.forge(door.pack())
        assert set(phone.alerts) == {NOT_FOUND}
        assert len(phone.alerts) == len(theirs) + len(nobodys)
        assert len(phone.heard) == 1
    for door in theirs:
        await stranger.forge(door.pack())
    assert len(set(stranger.alerts)) == 1
    assert len(stranger.heard) == 1


async def test_a_button_of_the_own_child_with_other_ids_opens_nothing(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    """The child is one's own, the subject, term or homework in the button is not."""
    world.clock.set("18:00")
    polina, zlata = school.students[POLINA], school.students[ZLATA]
    of_eighth = await teacher.homework("8Б алгебра", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")])
    of_tenth = await teacher.homework("10А алгебра", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")])
    held = await teacher.homework(
        "8Б русский язык", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")], at=moscow("17:55")
    )
    mother, lev = await actor(world.db, school.mother), await actor(world.db, school.homeroom)
    async with world.db.read() as session:
        own = await marks.term_page(session, mother, student_id=polina, now=moscow("18:00"))
        of_lev = await marks.term_page(session, lev, student_id=school.students["Титов Лев"], now=moscow("18:00"))
        of_zlata = await timetable.day_page(session, mother, student_id=zlata, now=moscow("08:00"))
    assert own.place is not None
    assert of_lev.place is not None
    half_year, quarter, math = of_lev.place.span.id, own.place.span.id, of_zlata.lessons[0].subject_id

    phone = await opened(world, school.mother, MarksOf(student_id=polina))
    forged: list[Data] = [
        kb.HomeworkFiles(student_id=polina, homework_id=of_tenth),
        kb.HomeworkFiles(student_id=zlata, homework_id=of_eighth),
        kb.HomeworkFiles(student_id=polina, homework_id=held),
        kb.MarksIn(student_id=polina, span_id=half_year),
        kb.AttendanceIn(student_id=polina, span_id=10**9),
        kb.AttendanceIn(student_id=polina, span_id=-1),
        kb.SubjectMarks(student_id=polina, span_id=half_year, subject_id=own.subjects[0].id),
        kb.SubjectMarks(student_id=polina, span_id=quarter, subject_id=math),
        kb.Question(student_id=polina, kind="h", subject_id=math, days=""),
    ]
    for door in forged:
        await phone.forge(door.pack())

    assert phone.alerts == [NOT_FOUND] * len(forged)
    assert len(phone.heard) == 1


async def doors_of_nobody(doors: list[Data]) -> list[Data]:
    return [door.model_copy(update={"student_id": 10**9}) for door in doors]


async def test_what_is_not_yours_costs_as_much_as_what_is_not_there(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    """G25: the same statements, so that even a clock tells nothing."""
    theirs = await doors_of(world, teacher, school, school.students[PYOTR])
    phone = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA]))
    for door, nobodys in zip(theirs, await doors_of_nobody(theirs), strict=True):
        with world.statements() as forbidden:
            await phone.forge(door.pack())
        with world.statements() as missing:
            await phone.forge(nobodys.pack())
        assert forbidden == missing


async def test_two_children_are_never_mixed(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.homework("8Б русский язык", "упр. 214", due=date(2026, 11, 24))
    await teacher.homework("1А математика", "раскрасить", due=date(2026, 11, 24))
    await teacher.absent(ZLATA, "1А математика")

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA]))
    of_polina = mother.screen
    await mother.say("/menu")
    await mother.forge(HomeworkOf(student_id=school.students[ZLATA]).pack())
    of_zlata = mother.screen

    assert "упр. 214" in of_polina.text
    assert "раскрасить" not in of_polina.text
    assert "раскрасить" in of_zlata.text
    assert "упр. 214" not in of_zlata.text
    await mother.press("🗓 Расписание", message=of_polina)
    assert "Полина, 8Б" in mother.screen.text
    await mother.forge(AttendanceOf(student_id=school.students[POLINA]).pack())
    assert "не отмечено" in mother.screen.text


async def test_two_parents_see_the_same_and_a_teacher_who_is_a_parent_only_the_own_child(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")))
    await teacher.mark("Титов Лев", "10А алгебра", ("4", moscow("10:40")))
    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))
    father = await opened(world, school.father, MarksOf(student_id=school.students[POLINA]))
    homeroom = await opened(world, school.homeroom, MarksOf(student_id=school.students["Титов Лев"]))

    assert mother.screen.text == father.screen.text
    assert "Лев, 10А\n1-е полугодие" in homeroom.screen.text
    assert "Алгебра: 4" in homeroom.screen.text
    await homeroom.forge(MarksOf(student_id=school.students[POLINA]).pack())
    assert homeroom.alerts == [NOT_FOUND]
    await father.forge(MarksOf(student_id=school.students[ZLATA]).pack())
    assert father.alerts == [NOT_FOUND]


async def test_only_names_of_the_own_child_are_on_any_screen(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(PYOTR, "8Б алгебра", ("5", moscow("08:40")))
    shown = []
    for door in (await doors_of(world, teacher, school, school.students[PYOTR]))[4:]:
        phone = await opened(world, school.ivanov_mother, door)
        shown.append(phone.screen.text + " ".join(phone.screen.labels))
    others = {name.split()[0] for name in school.students} | {name.split()[1] for name in school.students}
    others -= {"Иванов", "Пётр"}

    assert all("Пётр, 8Б" in text for text in shown)
    assert [name for name in others for text in shown if name in text] == []


async def test_dates_out_of_range_are_nobodys_button(world: World, school: NamedSchool) -> None:
    phone = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA]))
    for data in ("hw:1:0001-01-01", "tt:1:9999-12-31", "ttw:1:0001-01-01:0", "hwp:1:2026-11-25:-1", "ms:1:1:1:100"):
        await phone.forge(data)

    assert set(phone.alerts) == {texts("ru").label("stale-button")}


# --- how much it costs, how long it may be -----------------------------------------------------------------------------


async def test_no_screen_asks_the_database_more_than_four_times(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(PYOTR, "8Б алгебра", ("5", moscow("08:40")))
    asked = {}
    world.tolerated |= {"file"}
    for door in await doors_of(world, teacher, school, school.students[PYOTR]):
        phone = await opened(world, school.ivanov_mother, MarksOf(student_id=school.students[PYOTR]))
        with world.statements() as statements:
            await phone.forge(door.pack())
        asked[door.__prefix__, door.pack()] = len(statements)

    assert {door: number for door, number in asked.items() if number > 4} == {}
    assert max(asked.values()) >= 3


def longest(of: Shown) -> int:
    return len(of.text)


@pytest.fixture
async def everything_is_long(db: Database, school: NamedSchool, teacher: Teacher) -> None:
    """The longest names, texts and comments that the database takes."""
    async with db.write() as session:
        for number, subject in enumerate(("Алгебра", "Русский язык", "Математика", "Литературное чтение")):
            name = f"{number}&<b>" + "Ъ" * 195
            await session.execute(update(Subject).where(Subject.name == subject).values(name=name, short_name="Я" * 64))
        await session.execute(update(Person).values(given_name="&" * 200))
    days = [MONDAY - timedelta(days=back) for back in (7, 5, 3, 0)]
    for day in days:
        for slot in (1, 2):
            await teacher.mark(
                POLINA, "8Б алгебра", ("5", moscow("08:40", day)), day=day, slot=slot, comment="<" * 1000
            )
        await teacher.absent(POLINA, "8Б алгебра", day=day)
    await teacher.homework("8Б алгебра", "&" * 4000 + "\n\n" + "слово " * 300, due=WEDNESDAY, minutes=600)


async def test_the_longest_names_and_texts_fit_in_parts(
    world: World, school: NamedSchool, everything_is_long: None
) -> None:
    world.clock.set("18:00")
    student_id = school.students[POLINA]
    door: Callable[..., Data]
    for door in (HomeworkOf, MarksOf, TimetableOf, AttendanceOf):
        mother = await opened(world, school.mother, door(student_id=student_id))
        assert longest(mother.screen) <= 4000
    await mother.forge(HomeworkOf(student_id=student_id, day=WEDNESDAY).pack())
    read = mother.screen.text
    parts = 1
    while "Дальше ›" in mother.screen.labels:
        await mother.press("Дальше ›", message=mother.screen)
        read += mother.screen.text
        parts += 1
        assert longest(mother.screen) <= 4000

    assert parts > 1
    assert len(mother.heard) == 1
    assert read.count("&") >= 4000
    assert "слово слово" in read
    await mother.press("‹ Раньше", message=mother.screen)
    assert "Дальше ›" in mother.screen.labels
    await mother.forge(MarksOf(student_id=student_id).pack())
    await mother.press("0&<b>", message=mother.screen)
    assert longest(mother.screen) <= 4000


async def test_the_other_language_shows_the_same(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")))
    async with world.db.write() as session:
        await session.execute(
            update(Account).where(Account.external_id == str(school.mother.telegram)).values(language="en")
        )

    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))

    assert mother.screen.text == (
        "📊 Marks · Полина, 8Б\nQuarter 2 · 02.11 – 29.12\n\nАлгебра: 5 · avg. 5.00\n\nNo marks yet: Русский язык."
    )
