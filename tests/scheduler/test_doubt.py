"""A push arrived and its sender died: whatever the cell becomes before the next try, the last push says it (G10)."""

from contextlib import suppress
from datetime import timedelta

import pytest

from tests.scheduler.lessons import put
from tests.scheduler.test_delivery import dying_before_settling
from tests.scheduler.test_last_word import told
from tests.telegram import World


@pytest.mark.parametrize("first", ["5", None])
async def test_what_became_again_as_it_was_told_is_told_again(world: World, first: str | None) -> None:
    """5 was told, or nothing was; 3 arrives unnoticed, and is taken back before its next try."""
    mother = await world.phone(world.school.mother)
    if first is not None:
        await put(world, world.school.mother, first, close=True)
        await world.deliver()
    await put(world, world.school.mother, "3", reason="описка", close=True)
    with dying_before_settling(world), suppress(ConnectionError):
        await world.deliver(after=timedelta(minutes=11))
    await world.telegram.settled()
    assert told(mother.last.text) == "3"
    world.restarted()
    await put(world, world.school.mother, first, reason="описка", close=True)
    await world.deliver(after=timedelta(minutes=11))
    assert told(mother.last.text) == (first or "")
    heard = len(mother.heard)
    await world.deliver(after=timedelta(hours=1))
    assert len(mother.heard) == heard
