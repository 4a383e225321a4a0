"""Reminders of unfilled lessons (A8, A2): when, to whom, once, and redrawn."""

import asyncio
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select, update

from db.lessons import Lesson, LessonState
from db.operations import Notice, NoticeState
from db.people import Grant, Preference, Scope, Staff, StaffDuty
from db.timetable import CourseTeacher, DayTransfer, GroupMember, Holiday, StudyGroup, TermGrade
from journal import rules
from journal.timetable import planning
from keyboards.sections import LessonCard, Quick
from scheduler import jobs
from scheduler.reminders import unfilled
from tests.scheduler.lessons import account_id, cancel, close, lesson_id
from tests.school import MONDAY, YEAR_START, moscow
from tests.telegram import Phone, World

TUESDAY = MONDAY + timedelta(days=1)
BOTH = "🔴 Не заполнены уроки: 2\n8Б · Алгебра · 1-й урок\n10А · Алгебра · 3-й урок"


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard]


async def every_lesson(world: World) -> None:
    """The algebra teacher switches reminders after every lesson on."""
    account = await account_id(world, world.school.algebra)
    async with world.db.write() as session:
        session.add(Preference(account_id=account, every_lesson=True))


# --- when --------------------------------------------------------------------------------------------------------------


async def test_after_the_own_last_lesson_one_message_with_a_button_a_lesson(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("11:16")
    await world.tick()
    assert teacher.heard == []
    world.clock.set("11:17")
    await world.tick()
    assert texts(teacher) == [BOTH]
    assert teacher.last.labels == ["8Б · Алгебра · 1-й урок", "10А · Алгебра · 3-й урок"]
    assert [button["callback_data"] for button in teacher.last.buttons] == [
        LessonCard(lesson_id=await lesson_id(world, course)).pack() for course in ("8Б алгебра", "10А алгебра")
    ]
    await world.tick(after=timedelta(hours=2))
    assert texts(teacher) == [BOTH]


async def test_every_lesson_for_those_who_switched_it_on(world: World) -> None:
    await every_lesson(world)
    teacher = await world.phone(world.school.algebra)
    world.clock.set("09:16")
    await world.tick()
    assert teacher.heard == []
    world.clock.set("09:17")
    await world.tick()
    assert texts(teacher) == ["8Б, алгебра, 1-й урок не заполнен"]
    assert [button["callback_data"] for button in teacher.last.buttons] == [
        LessonCard(lesson_id=await lesson_id(world, "8Б алгебра")).pack(),
        Quick(lesson_id=await lesson_id(world, "8Б алгебра")).pack(),
    ]
    world.clock.set("11:17")
    await world.tick()
    assert texts(teacher) == [BOTH]


async def test_the_evening_message_replaces_the_one_of_noon(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("11:17")
    await world.tick()
    noon = teacher.last.id
    world.clock.set("17:59")
    await world.tick()
    assert teacher.last.id == noon
    world.clock.set("18:00")
    await world.tick()
    assert texts(teacher) == [BOTH]
    assert teacher.last.id > noon
    await world.tick(after=timedelta(minutes=30))
    assert len(teacher.heard) == 1


@pytest.mark.parametrize("course", ["8Б алгебра", "10А алгебра"])
async def test_what_is_closed_in_time_is_not_reminded_of(world: World, course: str) -> None:
    teacher = await world.phone(world.school.algebra)
    await close(world, await lesson_id(world, course))
    world.clock.set("11:17")
    await world.tick()
    assert len(teacher.last.labels) == 2
    assert teacher.last.labels[1] == "⚡ Быстро"
    other = {"8Б алгебра": "10А алгебра", "10А алгебра": "8Б алгебра"}[course]
    await close(world, await lesson_id(world, other))
    await world.deliver()
    world.clock.set("18:00")
    await world.tick()
    assert texts(teacher) == ["Все уроки заполнены ✅"]


async def test_nobody_is_reminded_between_nine_and_seven(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    for clock, day in (("21:00", MONDAY), ("23:59", MONDAY), ("06:59", TUESDAY)):
        world.clock.set(clock, day)
        await world.tick()
    assert teacher.heard == []


async def test_a_day_far_from_greenwich_ends_by_its_own_clock(world: World) -> None:
    """Kamchatka: Monday's evening there is Monday's morning in UTC."""
    zone = ZoneInfo("Asia/Kamchatka")
    world.clock.zone, world.db.info["rules"] = zone, rules.DEFAULTS._replace(zone=zone)
    async with world.db.write() as session:
        await planning.make_lessons(session, MONDAY, MONDAY, today=MONDAY)
    teacher = await world.phone(world.school.algebra)
    world.clock.at = moscow("02:16")
    await world.tick()
    assert teacher.heard == []
    world.clock.at = moscow("02:17")
    await world.tick()
    assert texts(teacher) == [BOTH]


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)])
async def test_on_the_days_when_the_clock_changes_each_comes_once(world: World, day: date) -> None:
    """Both are Sundays on which this school works by Monday's timetable, in a zone that winds its clocks that night."""
    zone = ZoneInfo("Europe/Chisinau")
    world.clock.zone, world.db.info["rules"] = zone, rules.DEFAULTS._replace(zone=zone)
    async with world.db.write() as session:
        session.add(DayTransfer(date=day, weekday=1))
        await session.flush()
        await planning.make_lessons(session, day, day, today=day)
        # A term that ends two days before would remind of finals that day, too.
        await session.execute(delete(TermGrade))
    teacher = await world.phone(world.school.algebra)
    begins = moscow("00:00", day).replace(tzinfo=zone)
    heard: list[str] = []
    for minutes in range(0, 24 * 60, 30):
        world.clock.at = (begins.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(zone)
        await world.tick()
        if teacher.heard and (not heard or heard[-1] != str(teacher.last.id)):
            heard.append(str(teacher.last.id))
            assert world.clock.now().strftime("%H:%M") == ("11:30" if len(heard) == 1 else "18:00")
    assert len(heard) == 2


# --- once --------------------------------------------------------------------------------------------------------------


async def test_restarts_and_two_processes_around_the_hour_send_exactly_one(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("18:00")
    await asyncio.gather(*(jobs.tick(world.db, world.clock) for _ in range(3)))
    await world.tick()
    await world.tick(after=timedelta(seconds=1))
    assert texts(teacher) == [BOTH]
    calls = [call for call in world.telegram.calls if call["method"] == "sendMessage"]
    assert len([call for call in calls if str(teacher.id) in str(call)]) == 1


async def test_a_clock_that_is_wound_back_repeats_nothing(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("18:01")
    await world.tick()
    first = teacher.last.id
    world.clock.set("16:01")
    await world.tick()
    world.clock.set("18:01")
    await world.tick()
    assert [message.id for message in teacher.heard] == [first]


async def test_what_was_missed_is_sent_once_on_return_the_same_day(world: World) -> None:
    await every_lesson(world)
    teacher = await world.phone(world.school.algebra)
    world.clock.set("20:59")
    await world.tick()
    assert texts(teacher) == [BOTH]


async def test_a_promise_that_could_not_be_sent_that_day_is_not_sent_the_next(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("20:58")
    await jobs.tick(world.db, world.clock)
    world.clock.set("07:05", TUESDAY)
    await world.deliver()
    assert teacher.heard == []
    async with world.db.read() as session:
        assert set(await session.scalars(select(Notice.state))) == {NoticeState.DROPPED}


async def test_nothing_is_asked_but_what_is_due(world: World) -> None:
    world.clock.set("07:29")
    await world.tick()
    with world.statements() as asked:
        await unfilled.remind_teachers(world.db, world.clock)
        await unfilled.remind_deputy_heads(world.db, world.clock)
    assert len(asked) == 1


# --- for which lessons, to whom ----------------------------------------------------------------------------------------


async def test_cancelled_lessons_are_not_reminded_of(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await cancel(world, await lesson_id(world, "8Б алгебра"))
    world.clock.set("11:17")
    await world.tick()
    assert texts(teacher) == ["10А, алгебра, 3-й урок не заполнен"]


async def test_a_cancelled_last_lesson_moves_the_reminder_forward(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await cancel(world, await lesson_id(world, "10А алгебра"))
    world.clock.set("09:17")
    await world.tick()
    assert texts(teacher) == ["8Б, алгебра, 1-й урок не заполнен"]


async def test_a_group_without_students_is_not_reminded_of(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    async with world.db.write() as session:
        await session.execute(delete(GroupMember))
        await session.execute(update(StudyGroup).where(StudyGroup.name == "10А").values(whole=False))
    world.clock.set("11:17")
    await world.tick()
    assert texts(teacher) == ["8Б, алгебра, 1-й урок не заполнен"]


async def test_a_holiday_that_was_declared_late_is_not_reminded_of(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    async with world.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1))
        session.add(Holiday(year_id=year or 0, name="Карантин", starts_on=MONDAY, ends_on=MONDAY))
    for clock in ("11:17", "18:00"):
        world.clock.set(clock)
        await world.tick()
    assert teacher.heard == []


async def test_co_teachers_are_both_reminded_until_one_closes_it(world: World) -> None:
    algebra, primary = await world.phone(world.school.algebra), await world.phone(world.school.primary)
    async with world.db.write() as session:
        session.add(
            CourseTeacher(
                course_id=world.school.courses["10А алгебра"],
                person_id=world.school.primary.person_id,
                valid_from=YEAR_START,
            )
        )
    world.clock.set("11:17")
    await world.tick()
    for phone in (algebra, primary):
        assert "10А · Алгебра · 3-й урок" in phone.last.text
    await close(world, await lesson_id(world, "10А алгебра"))
    await world.deliver()
    for phone in (algebra, primary):
        assert "10А" not in phone.last.text


async def test_a_grant_that_ended_between_promise_and_send_drops_it(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("11:17")
    await jobs.tick(world.db, world.clock)
    async with world.db.write() as session:
        await session.execute(
            update(Grant)
            .where(Grant.person_id == world.school.algebra.person_id, Grant.scope == Scope.STAFF)
            .values(ended_at=world.clock.now())
        )
    await world.deliver()
    await world.tick(after=timedelta(hours=7))
    assert teacher.heard == []


async def test_who_left_the_school_is_not_reminded(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    async with world.db.write() as session:
        await session.execute(
            update(Staff).where(Staff.person_id == world.school.algebra.person_id).values(left_on=date(2026, 11, 20))
        )
    world.clock.set("11:17")
    await world.tick()
    assert teacher.heard == []


async def test_a_long_day_lists_a_screen_and_counts_the_rest(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    start = moscow("08:00")
    async with world.db.write() as session:
        await session.execute(delete(Lesson).where(Lesson.date == MONDAY))
        session.add_all(
            Lesson(
                course_id=world.school.courses["8Б алгебра"],
                date=MONDAY,
                period=number,
                starts_at=start + timedelta(minutes=20 * number),
                ends_at=start + timedelta(minutes=20 * number + 15),
                state=LessonState.OPEN,
            )
            for number in range(1, 12)
        )
    world.clock.set("18:00")
    await world.tick()
    assert teacher.last.text.splitlines()[0] == "🔴 Не заполнены уроки: 12"
    assert teacher.last.labels[-2:] == ["10А · Алгебра · 3-й урок", "ещё 4"]


# --- redrawn -----------------------------------------------------------------------------------------------------------


async def test_closing_redraws_the_message_in_place(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("11:17")
    await world.tick()
    there = teacher.last.id
    await close(world, await lesson_id(world, "8Б алгебра"))
    await world.deliver()
    assert texts(teacher) == ["10А, алгебра, 3-й урок не заполнен"]
    assert teacher.last.labels == ["10А · Алгебра · 3-й урок", "⚡ Быстро"]
    world.clock.set("22:00")
    await close(world, await lesson_id(world, "10А алгебра"))
    await world.deliver()
    assert texts(teacher) == ["Все уроки заполнены ✅"]
    assert (teacher.last.id, teacher.last.labels) == (there, [])


async def test_its_buttons_open_the_very_lesson_and_the_reminder_stays(world: World) -> None:
    """A2 and A8 by taps: from the reminder to the card, closed there, and the reminder knows."""
    teacher = await world.phone(world.school.algebra)
    world.clock.set("11:17")
    await world.tick()
    there = teacher.last
    await teacher.press("8Б · Алгебра · 1-й урок")
    assert [message.id for message in teacher.heard][:1] == [there.id]
    assert len(teacher.heard) == 2
    assert "8Б · Алгебра" in teacher.last.text
    await teacher.press("✅ Закрыть урок", message=teacher.last)
    await teacher.press("✅ Так и закрыть", message=teacher.last)
    await world.deliver()
    assert texts(teacher)[0] == "10А, алгебра, 3-й урок не заполнен"
    assert len(teacher.heard) == 2


async def test_a_message_that_is_gone_is_no_error(world: World) -> None:
    world.tolerated |= {"message to edit not found", "message to delete not found"}
    teacher = await world.phone(world.school.algebra)
    world.clock.set("11:17")
    await world.tick()
    await world.bot.delete_message(teacher.id, teacher.last.id)
    await close(world, await lesson_id(world, "8Б алгебра"))
    await world.deliver()
    world.clock.set("18:00")
    await world.tick()
    assert texts(teacher) == ["10А, алгебра, 3-й урок не заполнен"]
    async with world.db.read() as session:
        assert set(await session.scalars(select(Notice.state))) == {NoticeState.SENT}


async def test_a_lesson_closed_while_its_reminder_is_promised_is_left_out(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    world.clock.set("11:17")
    await jobs.tick(world.db, world.clock)
    await close(world, await lesson_id(world, "8Б алгебра"))
    await world.deliver()
    assert texts(teacher) == ["10А, алгебра, 3-й урок не заполнен"]
    assert not teacher.last.edited


# --- the deputy head's morning -----------------------------------------------------------------------------------------


async def test_the_next_school_morning_the_deputy_head_sees_what_is_overdue_by_teacher(world: World) -> None:
    deputy = await world.phone(world.school.deputy)
    async with world.db.write() as session:
        await session.execute(delete(Lesson).where(Lesson.date < MONDAY))
    await close(world, await lesson_id(world, "10А алгебра"))
    world.clock.set("07:29", TUESDAY)
    await world.tick()
    assert deputy.heard == []
    world.clock.set("07:30", TUESDAY)
    await world.tick()
    assert deputy.last.text == (
        "🔴 Не заполнены уроки прошлых дней: 4\n"
        "Кузнецова Марина Викторовна — 1: 8Б · Алгебра, пн 23.11, 1-й урок\n"
        "Соколова Анна Львовна — 2: 1А · Математика, пн 23.11, 1-й урок; 1А · Литературное чтение, пн 23.11, 2-й урок\n"
        "Титова Елена Сергеевна — 1: 8Б · Русский язык, пн 23.11, 2-й урок"
    )
    await world.tick(after=timedelta(hours=3))
    assert len(deputy.heard) == 1


async def test_the_deputy_heads_report_waits_for_a_school_morning(world: World) -> None:
    deputy = await world.phone(world.school.deputy)
    for day in (date(2026, 11, 28), date(2026, 11, 29)):
        world.clock.set("08:00", day)
        await world.tick()
    assert deputy.heard == []
    world.clock.set("09:00", date(2026, 11, 30))
    await world.tick()
    assert [it.text.partition(":")[0] for it in deputy.heard] == [
        "🔴 Не заполнены уроки прошлых дней",
        "📈 Контроль недели пн 23.11 – вс 29.11\nЗаполнено уроков",
    ]


async def test_when_everything_is_closed_the_deputy_head_hears_nothing(world: World) -> None:
    deputy = await world.phone(world.school.deputy)
    async with world.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.date <= MONDAY).values(state="closed"))
    world.clock.set("07:30", TUESDAY)
    await world.tick()
    assert deputy.heard == []


async def test_who_is_no_deputy_head_any_more_when_it_is_sent_hears_nothing(world: World) -> None:
    deputy = await world.phone(world.school.deputy)
    world.clock.set("07:30", TUESDAY)
    await jobs.tick(world.db, world.clock)
    async with world.db.write() as session:
        await session.execute(delete(StaffDuty).where(StaffDuty.person_id == world.school.deputy.person_id))
    await world.deliver()
    assert deputy.heard == []
    async with world.db.read() as session:
        state = await session.scalar(
            select(Notice.state).where(Notice.account_id == await account_id(world, world.school.deputy))
        )
    assert state is NoticeState.DROPPED
