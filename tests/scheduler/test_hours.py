"""Quiet hours and lessons, at their borders: when a phone may ring."""

from datetime import date, time

import pytest

from db.people import Preference
from tests.scheduler.lessons import account_id, put
from tests.school import MONDAY, moscow
from tests.telegram import World

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("clock", "day", "rings"),
    [
        ("20:59", MONDAY, True),
        ("21:00", MONDAY, False),
        ("00:00", TUESDAY, False),
        ("06:59", TUESDAY, False),
        ("07:00", TUESDAY, True),
    ],
)
async def test_quiet_hours_hold_from_nine_to_seven(world: World, clock: str, day: date, *, rings: bool) -> None:
    mother = await world.phone(world.school.mother)
    world.clock.at = moscow(clock, day)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert bool(mother.heard) is rings
    world.clock.at = moscow("07:00", TUESDAY) if day == MONDAY or clock < "07:00" else world.clock.at
    await world.deliver()
    assert len(mother.heard) == 1


@pytest.mark.parametrize(
    ("clock", "day", "rings"),
    [
        ("21:30", MONDAY, True),
        ("22:29", MONDAY, True),
        ("22:30", MONDAY, False),
        ("07:30", TUESDAY, False),
        ("07:59", TUESDAY, False),
        ("08:00", TUESDAY, True),
    ],
)
async def test_who_chose_own_quiet_hours_is_left_alone_in_them_and_in_no_others(
    world: World, clock: str, day: date, *, rings: bool
) -> None:
    account = await account_id(world, world.school.mother)
    async with world.db.write() as session:
        session.add(Preference(account_id=account, quiet_from=time(22, 30), quiet_to=time(8)))
    mother = await world.phone(world.school.mother)
    world.clock.at = moscow(clock, day)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert bool(mother.heard) is rings
    world.clock.at = moscow("08:00", TUESDAY)
    await world.deliver()
    assert len(mother.heard) == 1


@pytest.mark.parametrize(("clock", "silent"), [("08:29", None), ("08:30", True), ("10:10", True), ("10:11", None)])
async def test_a_students_phone_is_silent_from_the_first_lesson_to_the_end_of_the_last(
    world: World, clock: str, *, silent: bool | None
) -> None:
    pupil = await world.phone(world.school.pupil)
    world.clock.set(clock)
    await put(world, world.school.pupil, "5", close=True)
    await world.deliver()
    sent = [call["params"] for call in world.telegram.calls if call["method"] == "sendMessage"]
    assert [one.get("disable_notification") for one in sent if int(one["chat_id"]) == pupil.id] == [silent]
