"""The coordinator's Thursday: what next week's timetable lacks, and nothing where nothing is (H2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, select, update

from db.operations import Notice, NoticeState
from db.people import Enrolment, Staff, StaffDuty
from db.timetable import Course, CourseTeacher, Holiday, StudyGroup, TimetableSlot, Weeks
from scheduler.reminders import reminding
from tests.school import MONDAY, YEAR_START, moscow
from tests.telegram import Phone, World

THURSDAY = MONDAY + timedelta(days=3)
NEXT_MONDAY = MONDAY + timedelta(days=7)
SENIOR_DAYS = ["10А: вт 01.12 нет уроков", "10А: ср 02.12 нет уроков", "10А: пт 04.12 нет уроков"]
"""As the named school is: 10А has lessons on Monday and Thursday only."""


async def ticked(world: World, clock: str = "12:00", day: date = THURSDAY) -> None:
    world.clock.at = moscow(clock, day)
    await world.tick()


def told(phone: Phone) -> list[list[str]]:
    return [message.text.splitlines() for message in phone.heard if message.text.startswith("🗓")]


@pytest.fixture
async def full(world: World) -> World:
    """10А has a lesson every day, so that nothing is missing."""
    async with world.db.write() as session:
        course = world.school.courses["10А алгебра"]
        session.add_all(
            TimetableSlot(course_id=course, weekday=weekday, period=4, room="", valid_from=YEAR_START)
            for weekday in (2, 3, 5)
        )
        await session.execute(update(Course).where(Course.id == course).values(hours_per_week=Decimal(5)))
    return world


async def test_on_thursday_at_noon_once(world: World) -> None:
    coordinator = await world.phone(world.school.coordinator)
    await ticked(world, "11:59")
    assert told(coordinator) == []
    for clock in ("12:00", "12:01", "20:00"):
        await ticked(world, clock)
    await ticked(world, "12:00", THURSDAY + timedelta(days=1))
    assert told(coordinator) == [["🗓 Расписание недели с пн 30.11: 3 пробела", *SENIOR_DAYS]]


async def test_a_missed_thursday_is_made_up_for_on_friday_and_not_once_the_week_began(world: World) -> None:
    coordinator = await world.phone(world.school.coordinator)
    await ticked(world, "09:00", THURSDAY + timedelta(days=1))
    assert len(told(coordinator)) == 1
    await ticked(world, "09:00", NEXT_MONDAY + timedelta(days=7))
    assert len(told(coordinator)) == 1


async def test_a_full_timetable_is_no_message(full: World) -> None:
    coordinator = await full.phone(full.school.coordinator)
    await ticked(full)
    assert told(coordinator) == []
    async with full.db.read() as session:
        assert NoticeState.PENDING not in set(await session.scalars(select(Notice.state)))


async def test_a_course_with_fewer_places_than_hours(full: World) -> None:
    coordinator = await full.phone(full.school.coordinator)
    async with full.db.write() as session:
        course = full.school.courses["8Б алгебра"]
        await session.execute(update(Course).where(Course.id == course).values(hours_per_week=Decimal("3.5")))
    await ticked(full)
    assert told(coordinator)[0][1:] == ["8Б · Алгебра: в расписании 3 ч в неделю из 3.5"]


async def test_a_lesson_every_other_week_is_half_an_hour_a_week(full: World) -> None:
    coordinator = await full.phone(full.school.coordinator)
    async with full.db.write() as session:
        course = full.school.courses["8Б алгебра"]
        await session.execute(update(Course).where(Course.id == course).values(hours_per_week=Decimal("3.5")))
        session.add(TimetableSlot(course_id=course, weekday=2, period=5, weeks=Weeks.ODD, valid_from=YEAR_START))
    await ticked(full)
    assert told(coordinator) == []


async def test_a_teacher_whose_dates_end_and_one_who_left(full: World) -> None:
    coordinator = await full.phone(full.school.coordinator)
    async with full.db.write() as session:
        await session.execute(
            update(CourseTeacher)
            .where(CourseTeacher.course_id == full.school.courses["8Б алгебра"])
            .values(valid_to=NEXT_MONDAY + timedelta(days=1))
        )
        await session.execute(
            update(Staff).where(Staff.person_id == full.school.homeroom.person_id).values(left_on=MONDAY)
        )
    await ticked(full)
    assert told(coordinator)[0][1:] == [
        "8Б · Алгебра: с ср 02.12 нет учителя",
        "8Б · Русский язык: с пн 30.11 нет учителя",
    ]


async def test_slots_that_end_leave_a_day_empty(full: World) -> None:
    coordinator = await full.phone(full.school.coordinator)
    async with full.db.write() as session:
        await session.execute(
            update(TimetableSlot)
            .where(TimetableSlot.course_id == full.school.courses["8Б русский язык"], TimetableSlot.weekday == 2)
            .values(valid_to=NEXT_MONDAY)
        )
    await ticked(full)
    assert told(coordinator)[0][1:] == ["8Б: вт 01.12 нет уроков", "8Б · Русский язык: в расписании 2 ч в неделю из 3"]


async def test_holidays_are_no_holes_and_no_day_to_be_told_of_them(full: World) -> None:
    coordinator = await full.phone(full.school.coordinator)
    async with full.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1)) or 0
        session.add(Holiday(year_id=year, name="Карантин", starts_on=NEXT_MONDAY, ends_on=NEXT_MONDAY))
    await ticked(full)
    assert told(coordinator) == []
    async with full.db.write() as session:
        session.add(
            Holiday(year_id=year, name="Ещё", starts_on=THURSDAY + timedelta(days=7), ends_on=date(2026, 12, 6))
        )
        await session.execute(delete(TimetableSlot))
    await ticked(full, day=THURSDAY + timedelta(days=7))
    assert told(coordinator) == []


async def test_a_course_that_nobody_sits_is_no_hole(full: World) -> None:
    coordinator = await full.phone(full.school.coordinator)
    async with full.db.write() as session:
        await session.execute(
            delete(TimetableSlot).where(TimetableSlot.course_id == full.school.courses["10А алгебра"])
        )
        await session.execute(
            update(Enrolment).where(Enrolment.class_id == full.school.classes["10А"]).values(valid_to=MONDAY)
        )
    await ticked(full)
    assert told(coordinator) == []


async def test_who_is_no_coordinator_any_more_hears_nothing(world: World) -> None:
    coordinator = await world.phone(world.school.coordinator)
    world.clock.at = moscow("12:00", THURSDAY)
    await reminding.remind(reminding.BY_KIND["timetable"], world.db, world.clock)
    async with world.db.write() as session:
        await session.execute(delete(StaffDuty))
    await world.deliver()
    assert told(coordinator) == []
