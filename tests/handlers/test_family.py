"""The family's screens through phones: what they show, when, and that each names its child."""

from datetime import date

import pytest
from sqlalchemy import update

from db.absences import AttendanceCode
from db.engine import Database
from db.homework import FileKind, HomeworkKind
from db.people import Enrolment
from keyboards.data import Data
from keyboards.sections import AttendanceOf, HomeworkOf, MarksOf, TimetableOf
from locales import texts
from tests.handlers.family_doors import POLINA, PYOTR, WEDNESDAY, ZLATA, opened, picture
from tests.journal.family_entries import Teacher
from tests.school import NamedSchool, moscow
from tests.telegram import World


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


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


async def test_several_photos_are_one_album(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    pupil = await world.phone(school.pupil)
    for number in range(3):
        await pupil.upload(picture(number), kind="photo", name=f"{number}.png", mime="image/png")
    ids = [message.file_id or "" for message in pupil.messages if not message.from_bot]
    await teacher.homework("8Б алгебра", "", due=WEDNESDAY, files=[(FileKind.PHOTO, file_id) for file_id in ids])

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA], day=WEDNESDAY))
    await mother.press("📎 Алгебра (3)")

    assert [message.text for message in mother.heard[1:]] == ["📎 Алгебра, на ср 25.11", "", ""]
    assert [await mother.download(message) for message in mother.heard[1:]] == [picture(number) for number in range(3)]
    assert [call["method"] for call in world.telegram.calls if "Media" in call["method"]] == ["sendMediaGroup"]


async def test_one_lost_photo_does_not_take_the_others_with_it(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.tolerated |= {"file"}
    world.clock.set("18:00")
    pupil = await world.phone(school.pupil)
    await pupil.upload(picture(1), kind="photo", name="1.png", mime="image/png")
    files = [(FileKind.PHOTO, "gone"), (FileKind.PHOTO, pupil.messages[0].file_id or "")]
    await teacher.homework("8Б алгебра", "", due=WEDNESDAY, files=files)

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA], day=WEDNESDAY))
    await mother.press("📎 Алгебра (2)")

    assert await mother.download(mother.last) == picture(1)
    assert mother.alerts == [texts("ru").label("family-files-gone")]


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
        "📊 Отметки · Полина, 8Б\n2-я четверть · 02.11 – 29.12\n\nАлгебра: 3 5/5 · ср. 4,33 · выходит 4\nРусский язык: долг"
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
        "Пропущено уроков: 2 (причина не указана — 1, по болезни — 1)\n"
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
    assert "Среда, 25 ноября" in mother.screen.text


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
    assert "📊 Ваши отметки · архив\n2-я четверть" in pupil.screen.text
    assert "Алгебра: 5" in pupil.screen.text
    await pupil.forge(TimetableOf(student_id=school.students[PYOTR]).pack())
    assert "сейчас вы не числитесь ни в одном классе" in pupil.screen.text
