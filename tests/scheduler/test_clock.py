"""Reminders under any clock (T9): missed hours, restarts, two processes, steps, zones, the turn of the year (G20–G22)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.engine import Database
from db.operations import AuditEntry
from db.timetable import TimetableSlot
from keyboards.absences.attendance import AllPresent
from tests.scheduler.clockwork import Clockwork
from tests.scheduler.lessons import lesson_id
from tests.school import MONDAY, YEAR_START, NamedSchool, moscow
from tests.telegram import SetClock, World

NEW = ("timetable", "tomorrow", "absences", "digest", "absences-again")
THURSDAY = MONDAY + timedelta(days=3)
ROUND = (
    "06:59",
    "07:30",
    "07:44",
    "07:45",
    "11:59",
    "12:00",
    "14:29",
    "14:30",
    "15:59",
    "16:00",
    "18:00",
    "20:59",
    "21:00",
)
"""The borders of every window."""


@pytest.fixture
def works(db: Database, school: NamedSchool) -> Clockwork:
    return Clockwork(db, school, SetClock(moscow("09:17")))


async def passes(works: Clockwork, first: date, days: int, clocks: tuple[str, ...] = ROUND) -> None:
    """So many days, looked at by the clock on the wall."""
    for shift in range(days):
        for clock in clocks:
            works.set(clock, first + timedelta(days=shift))
            await works.tick()
            await works.send()


# --- zones -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Europe/Moscow", "Asia/Vladivostok", "Europe/Bucharest"])
async def test_in_any_zone_each_rings_once_at_its_hour_on_the_wall(works: Clockwork, zone: str) -> None:
    works.set("06:00", THURSDAY)
    await works.prepare(MONDAY, THURSDAY + timedelta(days=7), zone)
    works.set("06:00", THURSDAY)
    await passes(works, THURSDAY, 5)
    assert works.heard(*NEW) == [
        "timetable Thu 12:00",
        "tomorrow Thu 16:00",
        "absences Fri 14:30",
        "digest Fri 18:00",
        "tomorrow Sun 16:00",
        "absences-again Mon 07:45",
        "tomorrow Mon 16:00",
    ]
    assert (works.too_often(), works.at_night()) == ({}, [])


@pytest.mark.parametrize("thursday", [date(2027, 3, 25), date(2026, 10, 15), date(2026, 10, 22)])
async def test_the_weekends_on_which_bucharest_winds_its_clocks(works: Clockwork, thursday: date) -> None:
    """Sunday, 28 March and 25 October, and a weekend between for comparison; from 26 October on there are holidays."""
    works.set("06:00", thursday)
    await works.prepare(thursday - timedelta(days=3), thursday + timedelta(days=6), "Europe/Bucharest")
    works.set("06:00", thursday)
    await passes(works, thursday, 5)
    before_holidays = thursday == date(2026, 10, 22)
    assert works.heard(*NEW) == [
        *(["timetable Thu 12:00"] if not before_holidays else []),
        "tomorrow Thu 16:00",
        "absences Fri 14:30",
        "digest Fri 18:00",
        *(["tomorrow Sun 16:00", "absences-again Mon 07:45", "tomorrow Mon 16:00"] if not before_holidays else []),
    ]
    assert (works.too_often(), works.at_night()) == ({}, [])


# --- the turn of the year ----------------------------------------------------------------------------------------------


async def test_the_winter_holidays_are_silent_and_the_week_after_them_is_whole(works: Clockwork) -> None:
    last = date(2026, 12, 29)
    works.set("06:00", last)
    await works.prepare(last - timedelta(days=1), date(2027, 1, 19))
    for day in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 8), date(2027, 1, 10)):
        works.set("06:00", day)
        await passes(works, day, 1)
    assert works.heard(*NEW) == []
    works.set("06:00", date(2027, 1, 15))
    await passes(works, date(2027, 1, 15), 1)
    assert works.heard(*NEW) == ["timetable Fri 07:30", "absences Fri 14:30", "digest Fri 18:00"]


async def test_the_first_of_september(works: Clockwork) -> None:
    """Before the year nothing rings; its first day has an eve."""
    works.set("06:00", date(2026, 8, 31))
    await works.prepare(YEAR_START, YEAR_START + timedelta(days=7))
    await passes(works, date(2026, 8, 31), 2)
    assert works.heard(*NEW) == ["tomorrow Tue 16:00"]


async def test_a_school_that_works_on_saturday(works: Clockwork) -> None:
    async with works.db.write() as session:
        course = works.school.courses["8Б алгебра"]
        session.add(TimetableSlot(course_id=course, weekday=6, period=1, room="", valid_from=YEAR_START))
    works.set("06:00", MONDAY)
    await works.prepare(MONDAY, MONDAY + timedelta(days=7))
    await passes(works, MONDAY + timedelta(days=4), 2)
    assert [one for one in works.heard("tomorrow") if "Fri" in one] == ["tomorrow Fri 16:00"]
    works.rung.clear()
    await works.prepare(MONDAY, MONDAY + timedelta(days=7))
    await passes(works, MONDAY + timedelta(days=5), 1, ("09:00",))
    assert "absences Sat 09:00" in works.heard("absences")


# --- missed hours, restarts, two at once, steps ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "shift", "heard"),
    [
        ("20:59", 0, ["timetable Thu 20:59", "tomorrow Thu 20:59"]),
        ("09:00", 1, ["timetable Fri 09:00"]),
        ("19:30", 1, ["absences Fri 19:30", "timetable Fri 19:30", "digest Fri 19:30"]),
        ("10:00", 2, ["digest Sat 10:00"]),
        ("11:59", 4, ["absences-again Mon 11:59", "digest Mon 11:59"]),
        ("12:00", 4, []),
    ],
)
async def test_down_over_the_hours(works: Clockwork, clock: str, shift: int, heard: list[str]) -> None:
    """Away since Thursday morning: on return once what still makes sense, the rest is folded into the next."""
    works.set("06:00", THURSDAY)
    await works.prepare(MONDAY, THURSDAY + timedelta(days=7))
    works.set(clock, THURSDAY + timedelta(days=shift))
    for _ in range(2):
        await works.tick()
        await works.send()
    assert sorted(works.heard(*NEW)) == sorted(heard)


async def test_three_processes_that_tick_at_once_promise_once(works: Clockwork) -> None:
    works.set("06:00", THURSDAY)
    await works.prepare(MONDAY, THURSDAY + timedelta(days=7))
    for clock, shift in (("12:00", 0), ("16:00", 0), ("14:30", 1), ("18:00", 1), ("07:45", 4)):
        works.set(clock, THURSDAY + timedelta(days=shift))
        await works.tick(processes=3)
        await works.send()
    assert works.heard(*NEW) == [
        "timetable Thu 12:00",
        "tomorrow Thu 16:00",
        "absences Fri 14:30",
        "digest Fri 18:00",
        "absences-again Mon 07:45",
    ]


@pytest.mark.parametrize("step", [-120, 120])
async def test_a_clock_that_steps_by_two_hours_and_back(works: Clockwork, step: int) -> None:
    works.set("06:00", THURSDAY)
    await works.prepare(MONDAY, THURSDAY + timedelta(days=7))
    for shift in range(5):
        for clock in ROUND:
            works.set(clock, THURSDAY + timedelta(days=shift))
            for minutes in (0, step, -step):
                works.clock.forward(timedelta(minutes=minutes))
                await works.tick()
                await works.send()
    assert (works.too_often(), works.at_night()) == ({}, [])
    assert {name.split()[0] for name in works.heard(*NEW)} == set(NEW)


MINUTES = st.sampled_from([1, 14, 59, 125, 310, 720, 1500])
DEEDS = st.one_of(
    st.tuples(st.just("wait"), MINUTES),
    st.tuples(st.just("step"), st.sampled_from([-120, -61, 61, 120])),
    st.tuples(st.just("tick"), st.sampled_from([1, 2])),
    st.tuples(st.just("send"), st.just(0)),
)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hour=st.sampled_from([6, 11, 15, 17, 20, 22]), deeds=st.lists(DEEDS, min_size=8, max_size=30))
async def test_whatever_the_clock_does_each_rings_once_a_day_and_never_at_night(
    works: Clockwork, hour: int, deeds: list[tuple[str, int]]
) -> None:
    """Every tick is a restart too: nothing is remembered but in the database."""
    works.set("06:00", THURSDAY)
    await works.prepare(MONDAY, THURSDAY + timedelta(days=14))
    works.set(f"{hour:02}:00", THURSDAY)
    for deed, much in deeds:
        match deed:
            case "wait" | "step":
                works.clock.forward(timedelta(minutes=much))
            case "tick":
                await works.tick(processes=much)
            case _:
                await works.send()
    await works.tick()
    await works.send()
    assert (works.too_often(), works.at_night()) == ({}, [])


# --- on the day (G22) --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Asia/Vladivostok", "Europe/Bucharest"])
@pytest.mark.parametrize(
    ("clock", "evening_before"),
    [("23:59:59", False), ("00:00:00", True), ("00:02:29", True), ("00:02:30", False), ("00:03:00", False)],
)
def test_a_tap_just_after_midnight_is_of_the_evening_before(zone: str, clock: str, *, evening_before: bool) -> None:
    at = datetime.combine(MONDAY, time.fromisoformat(clock), ZoneInfo(zone))
    wall = SetClock(at)
    wall.zone = ZoneInfo(zone)
    assert wall.of_tap().date() == (MONDAY - timedelta(days=1) if evening_before else MONDAY)
    assert (wall.of_tap() == at) is not evening_before


@pytest.mark.parametrize(
    ("sent", "read", "day"),
    [
        ("23:59:59", "08:00", MONDAY),
        ("00:00:00", "08:00", MONDAY + timedelta(days=1)),
    ],
)
def test_a_text_is_of_the_day_on_which_it_was_sent_however_late_we_read_it(sent: str, read: str, day: date) -> None:
    wall = SetClock(moscow(read, MONDAY + timedelta(days=1)))
    typed = MONDAY if sent == "23:59:59" else MONDAY + timedelta(days=1)
    assert wall.of_message(moscow(sent, typed)).date() == day


@pytest.mark.parametrize(("clock", "late"), [("00:02:29", 0), ("00:02:30", 1)])
async def test_an_entry_is_late_from_two_and_a_half_minutes_past_midnight(world: World, clock: str, late: int) -> None:
    lesson = await lesson_id(world, "8Б алгебра")
    teacher = await world.phone(world.school.algebra)
    await teacher.say("/menu")
    world.clock.set(clock, MONDAY + timedelta(days=1))
    await teacher.forge(AllPresent(lesson_id=lesson).pack())
    async with world.db.read() as session:
        facts = await session.scalar(select(AuditEntry.facts).where(AuditEntry.action == "attendance.take"))
    assert facts is not None
    assert facts["late"] == late
