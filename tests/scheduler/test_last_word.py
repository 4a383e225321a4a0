"""Whatever happens to one cell, what was told last is what stands there, and nothing is told twice (G10)."""

import re
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from db.marks import Mark, MarkChange
from db.operations import Notice, Told
from tests.scheduler.lessons import put
from tests.school import moscow
from tests.telegram import World

Deed = Literal["5", "4", "3", "", "wait", "deliver", "close"]
DEEDS: tuple[Deed, ...] = ("5", "4", "3", "", "wait", "deliver", "close")
TOLD = re.compile(r"(?:исправлено . → |: )(?P<value>\d)(?: \(|: |$)|отметка . (?P<gone>убрана)")


def told(text: str) -> str:
    """The value that a push says; empty for a removed mark."""
    found = TOLD.search(text)
    assert found is not None, text
    return found["value"] or ""


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=3, max_size=12))
async def test_the_last_word_is_told_and_nothing_twice(world: World, deeds: list[Deed]) -> None:
    mother = await world.phone(world.school.mother)
    world.clock.at = moscow("09:17")
    async with world.db.write() as session:
        for table in (Told, Notice, MarkChange, Mark):
            await session.execute(delete(table))
    before, value = len(mother.heard), ""
    for deed in deeds:
        match deed:
            case "wait":
                world.clock.forward(timedelta(minutes=6))
            case "deliver":
                await world.deliver()
            case "close":
                await put(world, world.school.mother, value or None, reason="описка", close=True)
            case _:
                value = deed
                await put(world, world.school.mother, value or None, reason="описка")
    await world.deliver(after=timedelta(minutes=11))
    await world.deliver(after=timedelta(minutes=11))
    words = [told(message.text) for message in mother.heard[before:]]
    assert (words[-1] if words else "") == value
    assert [pair for pair in pairwise(words) if pair[0] == pair[1]] == []
