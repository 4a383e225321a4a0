"""When a reminder may go: from its hour to the end of its window, never at night, whatever the zone does (G21)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.reminders.windows import Window, at_night, daily, morning, weekly
from tests.school import MONDAY, moscow

FRIDAY = date(2026, 11, 27)
BUCHAREST = ZoneInfo("Europe/Bucharest")


@pytest.mark.parametrize(
    ("clock", "night"),
    [("20:59", False), ("21:00", True), ("23:59", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_the_night_is_from_nine_to_seven(clock: str, *, night: bool) -> None:
    assert at_night(moscow(clock)) is night


@pytest.mark.parametrize(("clock", "shift"), [("21:00", 1), ("23:59", 1), ("00:00", 0), ("06:59", 0)])
def test_the_night_ends_at_the_next_seven_oclock(clock: str, shift: int) -> None:
    assert morning(moscow(clock)) == moscow("07:00", MONDAY + timedelta(days=shift))


@pytest.mark.parametrize(
    ("clock", "day", "days"),
    [
        ("17:59", FRIDAY, []),
        ("18:00", FRIDAY, [FRIDAY]),
        ("20:59", FRIDAY, [FRIDAY]),
        ("21:00", FRIDAY, []),
        ("07:00", FRIDAY + timedelta(days=1), [FRIDAY]),
        ("11:59", FRIDAY + timedelta(days=3), [FRIDAY]),
        ("12:00", FRIDAY + timedelta(days=3), []),
    ],
)
def test_what_comes_weekly_is_made_up_for_until_monday_noon(clock: str, day: date, days: list[date]) -> None:
    assert weekly(5, opens=time(18)).days(moscow(clock, day)) == days


def test_several_evenings_are_open_at_once_each_from_its_own_hour() -> None:
    window = weekly(5, 6, 7, opens=time(18))
    monday = FRIDAY + timedelta(days=3)
    assert window.days(moscow("09:00", monday)) == [FRIDAY + timedelta(days=shift) for shift in (2, 1, 0)]


@pytest.mark.parametrize(
    ("clock", "shift", "holds"), [("06:59", 0, False), ("07:00", 0, True), ("20:59", 0, True), ("07:00", 1, False)]
)
def test_what_comes_daily_ends_with_its_evening(clock: str, shift: int, *, holds: bool) -> None:
    assert daily(time(7)).holds(MONDAY, moscow(clock, MONDAY + timedelta(days=shift))) is holds


@pytest.mark.parametrize("changed", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_of_23_or_25_hours_has_one_evening(changed: date) -> None:
    """In Bucharest the clocks change in the night to Sunday: Saturday's window is open for the same hours by the clock."""
    window = Window(frozenset({6}), time(18), until=1, closes=time(12))
    begins = datetime.combine(changed - timedelta(days=1), time(0), BUCHAREST).astimezone(UTC)
    hours = [(begins + timedelta(hours=shift)).astimezone(BUCHAREST) for shift in range(72)]
    opened = [now for now in hours if window.days(now)]
    assert [now.hour for now in opened] == [18, 19, 20, *range(7, 21), *range(7, 12)]


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Europe/Moscow", "Asia/Vladivostok"])
def test_the_window_is_by_the_clock_on_the_schools_wall(zone: str) -> None:
    window = daily(time(16))
    for hour in range(24):
        now = datetime.combine(MONDAY, time(hour), ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
        assert window.holds(MONDAY, now) is (16 <= hour < 21)


def test_the_turn_of_the_year_is_a_night_like_any_other() -> None:
    eve = date(2026, 12, 31)
    assert daily(time(16)).days(moscow("20:59", eve)) == [eve]
    assert daily(time(16)).days(moscow("00:30", date(2027, 1, 1))) == []
    assert daily(time(16)).days(moscow("16:00", date(2027, 1, 1))) == [date(2027, 1, 1)]
