"""The bot as a test runs it: against a sandbox over HTTP, on a clock that the test sets, with a phone for everybody."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy import Connection, event

from bot.app import dispatcher, make_bot
from bot.intake import Intake
from db.engine import Database
from sandbox.client import Telegram
from sandbox.phone import Json, Phone, Shown
from sandbox.server import Running, running
from sandbox.state import Person
from sandbox.world import Sandbox
from scheduler import jobs
from scheduler.clock import Clock
from scheduler.sending.delivery import Delivery
from scheduler.sending.outgoing import door
from scheduler.sending.pace import Pace
from tests.school import MONDAY, ZONE, NamedSchool, Somebody, moscow

TOKEN = "700007:a-token-of-the-tests"


UNPACED: Final[dict[str, float]] = {"per_second": math.inf, "chat_seconds": 0, "patience": 0}


class Ring:
    """Something to be called at a time of the test's clock."""

    def __init__(self, when: float, callback: Callable[[], object]) -> None:
        self.when = when
        self.callback = callback
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class SetClock(Clock):
    """A clock that stands until the test moves it. It is the timer of the bot's pace, too."""

    def __init__(self, at: datetime) -> None:
        super().__init__(ZONE)
        self._at = at
        self._elapsed = 0.0
        self._rings: list[Ring] = []
        self.stands: Callable[[], bool] = lambda: True
        """While this is False the clock goes on by itself to whatever is to be called next."""

    @property
    def at(self) -> datetime:
        return self._at

    @at.setter
    def at(self, at: datetime) -> None:
        self._move(at, self._elapsed + max((at - self._at).total_seconds(), 0.0))

    def _move(self, at: datetime, elapsed: float) -> None:
        self._at, self._elapsed = at, elapsed
        while due := [ring for ring in self._rings if ring.cancelled or ring.when <= self.time()]:
            self._rings.remove(due[0])
            if not due[0].cancelled:
                due[0].callback()

    def time(self) -> float:
        """Seconds that only grow, also where a test winds the clock back."""
        return self._elapsed

    def call_at(self, when: float, callback: Callable[[], object]) -> Ring:
        ring = Ring(when, callback)
        self._rings.append(ring)
        asyncio.get_running_loop().call_soon(self._go_on)
        return ring

    def _go_on(self) -> None:
        """Jump to the next call, where the test lets time pass so."""
        waiting = [ring.when for ring in self._rings if not ring.cancelled]
        if waiting and not self.stands():
            goal = max(min(waiting), self._elapsed)
            self._move(self._at + timedelta(seconds=goal - self._elapsed), goal)

    def real(self) -> datetime:
        return self.at.astimezone(UTC)

    def set(self, clock: str, day: date = MONDAY) -> None:
        """`clock.set("09:17")`, on Monday unless another day is said."""
        self.at = moscow(clock, day)

    def forward(self, by: timedelta) -> None:
        self.at += by


class World:
    """Everything that runs in one test."""

    def __init__(self, db: Database, school: NamedSchool, clock: SetClock, server: Running, telegram: Telegram) -> None:
        self.db = db
        self.school = school
        self.clock = clock
        self.server = server
        self.telegram = telegram
        self.bot: Bot = make_bot(TOKEN, server.base)
        self.intake = Intake(self.bot, dispatcher(), db, clock)
        # As fast as it goes, and without patience: a test that is about the pace calls `paced`.
        self.door = door(self.bot, db, clock, Pace(clock, **UNPACED))
        self.delivery = Delivery(db, self.bot, clock)
        self.tolerated = telegram.tolerated
        self.tolerated.add("message is not modified")
        """Words of refusals that this test provokes on purpose; any other refused call of the bot fails it."""
        self.broken: list[BaseException] = []

    async def phone(self, somebody: Somebody) -> Phone:
        """The phone of somebody of the school."""
        assert somebody.telegram is not None
        return next(phone for phone in await self.telegram.people() if phone.id == somebody.telegram)

    async def stranger(self, name: str = "Незнакомец") -> Phone:
        """A phone that the school does not know."""
        return await self.telegram.person(name)

    def unexpected(self) -> list[Json]:
        """The bot's calls that were refused and not provoked."""
        return [
            call
            for call in self.telegram.refused
            if call["method"] != "getUpdates" and not any(words in (call["error"] or "") for words in self.tolerated)
        ]

    async def idle(self) -> None:
        """Until the bot has worked everything; a bot that hangs fails the test."""
        async with asyncio.timeout(20):
            await self.intake.idle()

    def paced(self, **pace: float) -> None:
        """From now on the bot writes as fast as Telegram allows, in the time of this clock, which goes on by itself."""
        self.door.pace = Pace(self.clock, **pace)
        self.clock.stands = lambda: any(self.door.pace.in_flight.values())

    def restarted(self, **pace: float) -> None:
        """The process was killed; another one sends in its place."""
        self.door.pace.send_away()
        self.bot.session.middleware.unregister(self.door)
        self.door = door(self.bot, self.db, self.clock, Pace(self.clock, **(pace or UNPACED)))
        self.delivery = Delivery(self.db, self.bot, self.clock)

    async def deliver(self, after: timedelta = timedelta()) -> None:
        """Let so much time pass, then send what is due; every phone has it when this returns."""
        self.clock.forward(after)
        await self.delivery.deliver_due()
        await self.telegram.settled()

    async def tick(self, after: timedelta = timedelta()) -> None:
        """Let so much time pass, then do what the clock asks for, and send what that promised."""
        self.clock.forward(after)
        await jobs.tick(self.db, self.clock)
        await self.deliver()

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """What is asked of the database meanwhile, without the inbox's own bookkeeping."""
        asked: list[str] = []

        def note(_: Connection, __: Any, statement: str, *___: Any) -> None:
            bookkeeping = "inbox_update" in statement or "liveness" in statement
            if not bookkeeping and not statement.startswith(("BEGIN", "PRAGMA")):
                asked.append(statement)

        # On PostgreSQL the reader is the writer with another option, and hears the writer's listeners too.
        writer, reader = (engine.sync_engine for engine in self.db.engines)
        engines = {writer} if reader.pool is writer.pool else {writer, reader}
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)


@asynccontextmanager
async def bot_running(db: Database, school: NamedSchool, at: str = "09:17", day: date = MONDAY) -> AsyncIterator[World]:
    """The bot against a sandbox in which everybody of the school has started it already."""
    clock = SetClock(moscow(at, day))
    sandbox = Sandbox(clock.real)
    for somebody in people_of(school):
        assert somebody.telegram is not None
        person = Person(somebody.telegram, somebody.name)
        sandbox.people[person.id] = person
        sandbox.chat(sandbox.bot(), person).started = True
    async with running(sandbox) as server, Telegram(server.base) as telegram:
        world = World(db, school, clock, server, telegram)
        telegram.settle = world.idle
        tasks = [asyncio.create_task(world.intake.poll()), asyncio.create_task(world.intake.work())]
        try:
            yield world
            assert world.unexpected() == []
        finally:
            await world.intake.stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await hang_up(world.bot)


async def hang_up(bot: Bot) -> None:
    """Close the bot's connections at once: aiogram's own `close` first waits a quarter of a second for TLS."""
    http = bot.session._session if isinstance(bot.session, AiohttpSession) else None  # noqa: SLF001 - as said
    if http is not None:
        await http.close()


def people_of(school: NamedSchool) -> list[Somebody]:
    """Everybody with a phone."""
    return sorted(
        (who for who in school if isinstance(who, Somebody) and who.telegram), key=lambda who: who.telegram or 0
    )


__all__ = ["Phone", "SetClock", "Shown", "World", "bot_running", "people_of"]
