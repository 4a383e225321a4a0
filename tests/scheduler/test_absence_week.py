"""The homeroom teacher's week of absences (A7, H6): reminded on Friday and Monday, settled by taps, seen by the deputy head."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db.absences import AbsenceWeek, Attendance, AttendanceCode
from db.lessons import Lesson
from db.people import ClassLead
from db.timetable import Holiday, StudyGroup
from journal import rules
from scheduler.reminders import reminding
from tests.scheduler.lessons import attend
from tests.school import MONDAY, moscow
from tests.telegram import Phone, World

POLINA, PYOTR = "Смирнова Полина", "Иванов Пётр"
FRIDAY = MONDAY + timedelta(days=4)
NEXT_MONDAY = MONDAY + timedelta(days=7)
REMINDER = "🙋 Н без причины за неделю, 8Б: 1 ученик\nСмирнова Полина — 2 (пн 23.11, вт 24.11)"
WEEK = "🙋 Пропуски недели"


@pytest.fixture
async def missed(world: World) -> World:
    """Полина missed algebra on Monday and Russian on Tuesday, and her family was told."""
    await attend(world, POLINA, AttendanceCode.ABSENT, course="8Б алгебра", close=True)
    world.clock.set("09:17", MONDAY + timedelta(days=1))
    await attend(
        world, POLINA, AttendanceCode.ABSENT, course="8Б русский язык", day=MONDAY + timedelta(days=1), close=True
    )
    await world.deliver()
    return world


def reminders_of(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard if message.text.startswith("🙋 Н без")]


async def ticked(world: World, clock: str, day: date) -> None:
    world.clock.at = moscow(clock, day)
    await world.tick()


async def codes(world: World) -> list[str]:
    async with world.db.read() as session:
        rows = await session.scalars(
            select(Attendance.code).join(Lesson, Lesson.id == Attendance.lesson_id).order_by(Lesson.date)
        )
        return [str(code) for code in rows]


# --- when --------------------------------------------------------------------------------------------------------------


async def test_on_friday_at_half_past_two_and_on_monday_morning_once_each(missed: World) -> None:
    teacher = await missed.phone(missed.school.homeroom)
    await ticked(missed, "14:29", FRIDAY)
    assert reminders_of(teacher) == []
    for clock in ("14:30", "14:31", "18:30"):
        await ticked(missed, clock, FRIDAY)
    assert reminders_of(teacher) == [REMINDER]
    for clock, day in (
        ("12:00", FRIDAY + timedelta(days=1)),
        ("12:00", FRIDAY + timedelta(days=2)),
        ("07:44", NEXT_MONDAY),
    ):
        await ticked(missed, clock, day)
    assert reminders_of(teacher) == [REMINDER]
    for clock in ("07:45", "07:46", "11:00"):
        await ticked(missed, clock, NEXT_MONDAY)
    assert reminders_of(teacher) == [REMINDER] * 2
    await ticked(missed, "14:30", NEXT_MONDAY + timedelta(days=4))
    assert reminders_of(teacher) == [REMINDER] * 2


async def test_a_friday_without_us_is_folded_into_monday(missed: World) -> None:
    teacher = await missed.phone(missed.school.homeroom)
    await ticked(missed, "09:00", NEXT_MONDAY)
    assert reminders_of(teacher) == [REMINDER]
    await ticked(missed, "12:00", NEXT_MONDAY + timedelta(days=1))
    assert reminders_of(teacher) == [REMINDER]


async def test_after_monday_noon_it_makes_no_sense_any_more(missed: World) -> None:
    teacher = await missed.phone(missed.school.homeroom)
    await ticked(missed, "12:00", NEXT_MONDAY)
    assert reminders_of(teacher) == []


async def test_not_in_holidays(missed: World) -> None:
    teacher = await missed.phone(missed.school.homeroom)
    async with missed.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1))
        session.add(Holiday(year_id=year or 0, name="Карантин", starts_on=FRIDAY, ends_on=NEXT_MONDAY))
    for clock, day in (("14:30", FRIDAY), ("09:00", NEXT_MONDAY)):
        await ticked(missed, clock, day)
    assert reminders_of(teacher) == []


async def test_nobody_is_reminded_where_nothing_is_missing(world: World) -> None:
    teacher = await world.phone(world.school.homeroom)
    await attend(world, POLINA, AttendanceCode.LATE, course="8Б алгебра", close=True)
    await attend(world, PYOTR, AttendanceCode.ILL, course="8Б алгебра", close=True)
    world.clock.at = moscow("14:30", FRIDAY)
    row = reminding.BY_KIND["absences"]
    with world.statements() as asked:
        await reminding.remind(row, world.db, world.clock)
    assert len(asked) == 1
    await world.deliver()
    assert reminders_of(teacher) == []


async def test_who_leads_the_class_no_more_hears_nothing(missed: World) -> None:
    teacher = await missed.phone(missed.school.homeroom)
    missed.clock.at = moscow("14:30", FRIDAY)
    await reminding.remind(reminding.BY_KIND["absences"], missed.db, missed.clock)
    async with missed.db.write() as session:
        await session.execute(update(ClassLead).values(valid_to=FRIDAY - timedelta(days=1)))
    await missed.deliver()
    assert reminders_of(teacher) == []


async def test_a_school_that_keeps_names_out_of_pushes(missed: World) -> None:
    missed.db.info["rules"] = rules.DEFAULTS._replace(detail="none")
    teacher = await missed.phone(missed.school.homeroom)
    await ticked(missed, "14:30", FRIDAY)
    assert reminders_of(teacher) == ["🙋 Н без причины за неделю, 8Б: 1 ученик"]


# --- the screen --------------------------------------------------------------------------------------------------------


async def opened(world: World) -> Phone:
    """From the Friday reminder into the list."""
    await ticked(world, "14:30", FRIDAY)
    teacher = await world.phone(world.school.homeroom)
    await teacher.press("🙋 Пропуски недели, 8Б", message=teacher.last)
    return teacher


async def test_one_tap_gives_the_whole_week_its_reason_and_the_family_hears(missed: World) -> None:
    teacher, mother = await opened(missed), await missed.phone(missed.school.mother)
    assert teacher.screen.text.startswith("🙋 Пропуски недели, 8Б\nпн 23.11 – вс 29.11. Н без причины у 1 ученика:")
    await teacher.press("Смирнова Полина · 2")
    assert "пн 23.11, 1-й урок, Алгебра: Н" in teacher.screen.text
    await teacher.press("У за неделю")
    assert await codes(missed) == ["У", "У"]
    assert "Н без причины за эту неделю нет." in teacher.screen.text
    await missed.deliver(timedelta(minutes=11))
    assert mother.last.text.count("исправлено: отсутствует по уважительной причине (У)") == 2
    await ticked(missed, "09:00", NEXT_MONDAY)
    assert len(reminders_of(teacher)) == 1


async def test_one_day_and_back(missed: World) -> None:
    teacher = await opened(missed)
    await teacher.press("Смирнова Полина · 2")
    await teacher.press("Б · вт 24.11")
    assert await codes(missed) == ["Н", "Б"]
    await teacher.press("У за неделю")
    assert await codes(missed) == ["У", "У"]
    await teacher.press("↩️ Вернуть Н")
    assert await codes(missed) == ["Н", "Н"]


async def test_what_the_teacher_of_the_lesson_knew_stays(missed: World) -> None:
    await attend(missed, PYOTR, AttendanceCode.ILL, course="8Б алгебра", close=True)
    teacher = await opened(missed)
    pyotr, form = missed.school.students[PYOTR], missed.school.classes["8Б"]
    for code in ("У", "Н"):
        await teacher.forge(f"wset:{form}:{pyotr}:2026-11-23:2026-11-29:{code}")
    assert sorted(await codes(missed)) == ["Б", "Н", "Н"]


@pytest.mark.parametrize("days", ["2026-11-23:2026-11-30", "2026-11-24:2026-11-23"])
async def test_a_button_of_other_days_settles_nothing(missed: World, days: str) -> None:
    teacher = await opened(missed)
    polina, form = missed.school.students[POLINA], missed.school.classes["8Б"]
    answer = await teacher.forge(f"wset:{form}:{polina}:{days}:У")
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")
    assert await codes(missed) == ["Н", "Н"]


async def test_a_student_of_another_class_is_not_found(missed: World) -> None:
    teacher = await opened(missed)
    lev, form = missed.school.students["Титов Лев"], missed.school.classes["8Б"]
    answer = await teacher.forge(f"wset:{form}:{lev}:2026-11-23:2026-11-29:У")
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")


async def test_done_ends_the_reminders_and_the_deputy_head_sees_it(missed: World) -> None:
    teacher, deputy = await opened(missed), await missed.phone(missed.school.deputy)
    await deputy.say("/menu")
    for label in ("🏫 Классы", WEEK):
        await deputy.press(label)
    assert "8Б — 🔴 не готово, Н без причины: 2; Титова Елена Сергеевна" in deputy.screen.text
    assert "1А — Н без причины нет" in deputy.screen.text
    await teacher.press("✅ Готово")
    assert "✅ Готово: Титова Е. С., пт 27.11 в 14:30" in teacher.screen.text
    assert "✅ Готово" not in teacher.screen.labels
    await deputy.forge("sweek:2026-11-23")
    assert "8Б — ✅ пт 27.11 в 14:30, Н без причины: 2" in deputy.screen.text
    await ticked(missed, "09:00", NEXT_MONDAY)
    assert len(reminders_of(teacher)) == 1
    async with missed.db.read() as session:
        assert len((await session.scalars(select(AbsenceWeek))).all()) == 1


async def test_another_absence_after_it_was_done_is_reminded_of(missed: World) -> None:
    teacher = await opened(missed)
    await teacher.press("✅ Готово")
    missed.clock.at = moscow("16:00", FRIDAY)
    await attend(missed, PYOTR, AttendanceCode.ABSENT, course="8Б алгебра", day=FRIDAY, close=True)
    await ticked(missed, "07:45", NEXT_MONDAY)
    assert len(reminders_of(teacher)) == 2
    assert "Иванов Пётр — 1 (пт 27.11)" in reminders_of(teacher)[-1]


async def test_the_screens_ask_little(missed: World) -> None:
    teacher, deputy = await opened(missed), await missed.phone(missed.school.deputy)
    polina, form = missed.school.students[POLINA], missed.school.classes["8Б"]
    await deputy.say("/menu")
    for phone, data, most in (
        (teacher, f"cweek:{form}:2026-11-23", 4),
        (teacher, f"wpupil:{form}:{polina}:2026-11-23", 4),
        (teacher, f"wset:{form}:{polina}:2026-11-23:2026-11-29:У", 10),
        (teacher, f"wdone:{form}:2026-11-23", 10),
        (deputy, "sweek:2026-11-23", 4),
    ):
        with missed.statements() as asked:
            await phone.forge(data)
        assert 0 < len(asked) <= most, (data, asked)
