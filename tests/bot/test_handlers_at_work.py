"""An update amid its work: the end waits for it and not for ever, what hangs is cut off, and a database that is away is
no fault of the update's (G2, G14, G45, G46)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiogram import Dispatcher
from aiogram.types import Message
from sqlalchemy import text

from bot import life
from bot.intake import Intake
from db.engine import Database
from db.operations import InboxState
from journal.operations.inbox import TRIES
from locales import texts
from tests.bot.test_intake import states, typed
from tests.telegram import World

UNAVAILABLE = texts("ru")("unavailable")
LONG = 5
"""Seconds within which all of a test happens."""
INNOCENT, SLOW = "я подожду", "я долго"

Handler = Callable[[Message], Awaitable[None]]


@asynccontextmanager
async def working(world: World, handler: Handler) -> AsyncIterator[Intake]:
    """A way in whose one handler is the test's, in place of the world's."""
    await world.intake.stop()
    world.telegram.strict = False
    router = Dispatcher()
    router.message.register(handler)
    world.intake = Intake(world.bot, router, world.db, world.clock)
    work = asyncio.create_task(world.intake.work())
    try:
        async with asyncio.timeout(LONG):
            yield world.intake
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


class Held:
    """A handler that goes on when the test says so."""

    def __init__(self) -> None:
        self.begun, self.may_end = asyncio.Event(), asyncio.Event()
        self.ends: Counter[str] = Counter()

    async def work(self, _: Message) -> None:
        self.begun.set()
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.ends["cut"] += 1
            raise
        self.ends["whole"] += 1


# --- the end -----------------------------------------------------------------------------------------------------------


async def test_the_end_waits_for_what_is_being_worked(world: World) -> None:
    held = Held()
    async with working(world, held.work) as intake:
        await intake.take([typed(world.school.mother.telegram or 0, INNOCENT, number=7300)])
        await held.begun.wait()
        stopping = asyncio.create_task(intake.stop())
        done, _ = await asyncio.wait([stopping], timeout=0.1)
        assert not done
        held.may_end.set()
        await stopping
        assert held.ends == {"whole": 1}
        assert await states(world) == {InboxState.DONE: 1}


@pytest.mark.parametrize("drain", [0, 0.1])
async def test_the_end_waits_no_longer_than_it_may_and_what_was_cut_comes_again(world: World, drain: float) -> None:
    held = Held()
    async with working(world, held.work) as intake:
        await intake.take([typed(world.school.mother.telegram or 0, SLOW, number=7301)])
        await held.begun.wait()
        await intake.stop(drain)
        assert await states(world) == {InboxState.WAITING: 1}
    assert held.ends == {"cut": 1}
    held.may_end.set()
    async with working(world, held.work) as intake:
        await intake.idle()
    assert held.ends == {"cut": 1, "whole": 1}
    assert await states(world) == {InboxState.DONE: 1}


@pytest.mark.parametrize(("is_lost", "left"), [(False, InboxState.DONE), (True, InboxState.WAITING)])
async def test_a_bot_that_ends_answers_first_unless_another_one_works(
    world: World, tmp_path: Path, *, is_lost: bool, left: InboxState
) -> None:
    """The real handlers, at a messenger that does not answer: the drain is as long as the bot gives it."""
    await world.intake.stop()
    world.telegram.strict = False
    world.tolerated.add("the caller left")
    mother = await world.phone(world.school.mother)
    await world.telegram.fault("slow", method="sendMessage", user=mother.id, count=1, delay=LONG * 10)
    lost = asyncio.Event()
    running = life.working(world.db, world.bot, world.clock, tmp_path, polling=False, lost=lost)
    intake = await running.__aenter__()
    await intake.take([typed(mother.id, "/menu", number=7302)])
    async with asyncio.timeout(LONG):
        await mother.sees("Смирнова")
    if is_lost:
        lost.set()
    ending = asyncio.create_task(running.__aexit__(None, None, None))
    done, _ = await asyncio.wait([ending], timeout=0.5)
    assert bool(done) is is_lost
    await world.telegram.clear_faults()
    async with asyncio.timeout(LONG):
        await ending
    assert await states(world) == {left: 1}


# --- too long ----------------------------------------------------------------------------------------------------------


async def test_what_hangs_is_cut_off_and_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sender's next update does not wait for ever behind it."""
    monkeypatch.setattr("bot.timely.UPDATE_SECONDS", 0.1)
    tries: Counter[str] = Counter()

    async def hangs_once(message: Message) -> None:
        tries[message.text or ""] += 1
        if tries[SLOW] == 1 and message.text == SLOW:
            await asyncio.Event().wait()

    sender = world.school.mother.telegram or 0
    async with working(world, hangs_once) as intake:
        await intake.take([typed(sender, SLOW, number=7303), typed(sender, INNOCENT, number=7304)])
        await intake.idle()
    assert tries == {SLOW: 2, INNOCENT: 1}
    assert await states(world) == {InboxState.DONE: 2}


async def test_what_always_hangs_is_set_aside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time-out of the handler's is no database that is away: it is tried five times (G14)."""
    monkeypatch.setattr("bot.timely.UPDATE_SECONDS", 0.1)
    monkeypatch.setattr("bot.intake.RETRY_AFTER", (0.0,))
    tries: Counter[str] = Counter()

    async def hangs(message: Message) -> None:
        tries[message.text or ""] += 1
        if message.text == SLOW:
            await asyncio.Event().wait()

    sender = world.school.mother.telegram or 0
    async with working(world, hangs) as intake:
        await intake.take([typed(sender, SLOW, number=7305), typed(sender, INNOCENT, number=7306)])
        await intake.idle()
    assert tries == {SLOW: TRIES, INNOCENT: 1}
    assert await states(world) == {InboxState.QUARANTINED: 1, InboxState.DONE: 1}


# --- the database is away ------------------------------------------------------------------------------------------------


async def refuse(db: Database) -> None:
    """Make the database say that it cannot work now, as it does when it is read-only or shutting down."""
    async with db.write() as session:
        if db.sqlite:
            await session.execute(text("SELECT * FROM pragma_cache_size JOIN no_such_database.nothing"))
        await session.execute(text("DO $$ BEGIN RAISE 'shutting down' USING ERRCODE = '57P01'; END $$"))


async def test_a_database_that_is_away_costs_an_update_none_of_its_tries(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Away for longer than a mistake is tried: the person is told once, and it is done when the database is back."""
    monkeypatch.setattr("bot.intake.RETRY_AFTER", (0.0,))
    mother = await world.phone(world.school.mother)
    tries: Counter[str] = Counter()

    async def asks(message: Message) -> None:
        tries[message.text or ""] += 1
        if tries[INNOCENT] <= TRIES + 2:
            await refuse(world.db)

    async with working(world, asks) as intake:
        await intake.take([typed(mother.id, INNOCENT, number=7307)])
        await intake.idle()
    assert tries == {INNOCENT: TRIES + 3}
    assert await states(world) == {InboxState.DONE: 1}
    assert [shown.text for shown in mother.heard] == [UNAVAILABLE]
