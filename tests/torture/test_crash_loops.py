"""A sender that dies again and again costs nobody a push: what it merely held is not what it may have sent (G8)."""

from datetime import timedelta

import pytest

from db.operations import NoticeState
from journal.operations.queue import LEASE
from scheduler.sending.failures import MOST_COPIES
from tests.scheduler.crowd import gather
from tests.telegram import World
from tests.torture.crash import Point, Process, When

MANY = 12


@pytest.mark.parametrize("when", [When.BEFORE_CALL, When.AFTER_CALL])
async def test_three_deaths_in_a_row_lose_no_push(world: World, monkeypatch: pytest.MonkeyPatch, when: When) -> None:
    """Killed at its first call each time: what had been claimed with that one was not sent, and must not be given up."""
    crowd = await gather(world, MANY, monkeypatch)
    world.telegram.strict = False
    await world.intake.stop()
    await crowd.promise("новость")
    for _ in range(MOST_COPIES + 1):
        process = Process(world, Point(when, 1))
        process.start()
        with process.watching():
            await process.deliver()
        await process.end()
        world.clock.forward(LEASE + timedelta(minutes=1))
    last = Process(world, None)
    last.start()
    await last.deliver()
    await world.telegram.settled()
    await last.end()
    copies = crowd.copies("новость")
    assert len(copies) == MANY, "somebody was not told"
    assert max(copies.values()) <= MOST_COPIES
    if when is When.BEFORE_CALL:
        assert await crowd.states() == {NoticeState.SENT: MANY}
