"""Where a storm's bots live: so many at a time, and another one in the place of each that ends.

Each is the real thing, `python -m bot run` as a process of its own, forked by the incubator, so that a kill costs half a
second.
"""

import asyncio
import signal
from asyncio import StreamReader
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO, Final

from tests.processes.incubator import LARGEST, Child, incubator
from tests.processes.running import environment

REST: Final = 0.2
"""Seconds after a bot that ended by itself, a database that is away for one."""
AWAY: Final = 6.0
"""Seconds that a killed one is missed where another stands by, which has taken over by then."""
WORKS: Final = b"the bot is working"
STANDS_BY: Final = b"another process works: standing by"


class Nursery:
    """One place a bot. One of the bots works; whoever else there is stands by."""

    def __init__(self, places: Sequence[Mapping[str, str]], folder: Path, log: BinaryIO) -> None:
        """`places` are the settings of each."""
        self.places, self.folder, self.log = places, folder, log
        self.exits: list[int] = []
        """Exit codes of bots that ended by themselves; a killed one is no such."""
        self.deaths: list[float] = []
        """When a bot was told to end, by the loop's clock."""
        self.since = 0.0
        """When the one that worked was killed: from then on there is nobody until another one takes over."""
        self.take_overs = 0
        self._bots: dict[int, Child] = {}
        self._works: int | None = None
        """The place whose bot said last that it works."""
        self._settled: dict[int, Child] = {}
        """The bots that work or stand by, and do not start any more."""
        self._alive = 0
        self._stopping = False
        self._may, self._none = asyncio.Event(), asyncio.Event()
        self._may.set()
        self._none.set()

    def kill(self) -> bool:
        """End the one that works, or whoever is about to, at this very instruction; False if none lives."""
        place = self._works if self._works in self._bots else next(iter(self._bots), None)
        if not self._end(place):
            return False
        self.since = asyncio.get_running_loop().time()
        return True

    def kill_idle(self) -> bool:
        """End one that stands by; False if none does."""
        works = self._works
        return works in self._bots and self._end(next((place for place in self._bots if place != works), None))

    def _end(self, place: int | None, number: int = signal.SIGKILL) -> bool:
        if place is None or place not in self._bots:
            return False
        self._bots.pop(place).send(number)
        self.deaths.append(asyncio.get_running_loop().time())
        return True

    async def keep(self) -> None:
        """Whatever supervises the bots in earnest: start each, and start it again when it ends."""
        self.since = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as keepers:
            for place in range(len(self.places)):
                keepers.create_task(self._keep(place))

    async def _keep(self, place: int) -> None:
        hatchery = await incubator()
        while not self._stopping:
            await self._may.wait()
            self._none.clear()
            self._alive += 1
            child = await hatchery.bear(["run"], self.folder, self.places[place])
            self._bots[place] = child
            if not self._wanted:
                self._end(place, signal.SIGTERM)
            await asyncio.gather(self._listen(place, child, child.stdout), self._listen(place, child, child.stderr))
            code = await child.wait()
            if self._bots.get(place) is child:
                del self._bots[place]
            self._alive -= 1
            if not self._alive:
                self._none.set()
            if code != -signal.SIGKILL:
                self.exits.append(code)
                await asyncio.sleep(REST)
            elif len(self.places) > 1 and self._wanted:
                await asyncio.sleep(AWAY)

    @property
    def _wanted(self) -> bool:
        """Whether there shall be bots."""
        return self._may.is_set() and not self._stopping

    async def _listen(self, place: int, child: Child, said: StreamReader) -> None:
        """What it prints belongs to the log."""
        last = b""
        while news := await said.read(LARGEST):
            self.log.write(news)
            last = last[-len(STANDS_BY) :] + news
            if WORKS in last:
                last = b""
                self.take_overs += self._works not in (None, place)
                self._works = place
                self._settled[place] = child
            elif STANDS_BY in last:
                last = b""
                self._settled[place] = child

    @asynccontextmanager
    async def nobody(self) -> AsyncIterator[None]:
        """Within the block there is no bot: those of now are told to end, and waited for."""
        self._may.clear()
        self._tell_all()
        await self._none.wait()
        try:
            yield
        finally:
            self._may.set()

    async def settled(self) -> None:
        """Until nobody is being born."""
        while not self._bots or any(self._settled.get(place) is not child for place, child in self._bots.items()):
            await asyncio.sleep(REST)

    def stop(self) -> None:
        """SIGTERM, and no other bot after these."""
        self._stopping = True
        self._tell_all()

    def _tell_all(self) -> None:
        for place in list(self._bots):
            self._end(place, signal.SIGTERM)

    async def end(self) -> None:
        """Whoever is left ends at once."""
        self._stopping = True
        for place in list(self._bots):
            self._end(place)
        await self._none.wait()


@asynccontextmanager
async def nursery(places: Sequence[Mapping[str, str]], folder: Path, log: Path) -> AsyncIterator[Nursery]:
    """A nursery whose bots run with these settings, one a place; they end with the block, or with us."""
    with log.open("ab", buffering=0) as errors:
        made = Nursery([environment(settings) for settings in places], folder, errors)
        try:
            yield made
        finally:
            await made.end()
