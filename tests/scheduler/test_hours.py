"""Quiet hours and lessons, at their borders: when a phone may ring."""

from datetime import date

import pytest

from tests.scheduler.lessons import put
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
