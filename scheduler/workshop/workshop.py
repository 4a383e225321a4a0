"""Makes what was asked for and takes long: claim, make step by step, authorise again, send, settle (decision 5).

Woken by the commit that asked. Two at a time, their reckoning in threads, so that taps stay quick. A maker that dies
leaves its job behind with a lease: whoever comes after begins it again, three times at most.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

import structlog
from aiogram import Bot

from db.engine import Database
from db.jobs import JobKind
from journal.operations import jobs, recipients
from journal.operations.jobs import Claimed
from scheduler.clock import Clock
from scheduler.sending.outgoing import Door, door
from scheduler.workshop import programme, register, substitutions, term_sheet
from scheduler.workshop.errand import Craft
from scheduler.workshop.piece import Ending, Piece

log = structlog.get_logger()

CRAFTS: Final[Mapping[JobKind, Craft]] = {
    JobKind.TERM_SHEET: term_sheet.CRAFT,
    JobKind.REGISTER: register.CRAFT,
    JobKind.SUBSTITUTIONS: substitutions.CRAFT,
    JobKind.PROGRAMME: programme.CRAFT,
}

AT_ONCE: Final = 2
LONGEST_WAIT: Final = 30.0


class Workshop:
    """The maker of this process."""

    def __init__(self, db: Database, bot: Bot, clock: Clock, crafts: Mapping[JobKind, Craft] = CRAFTS) -> None:
        """Nothing is made until `run` or `make_due`."""
        self.db = db
        self.bot = bot
        self.clock = clock
        self.crafts = crafts
        self.door: Door = door(bot, db, clock)
        self.stopped = asyncio.Event()
        self._news = asyncio.Event()
        self._making: dict[int, asyncio.Task[None]] = {}
        self._ended: list[tuple[Claimed, Ending]] = []
        """What the database did not take yet: it is written down before anything else is begun."""
        self._turn = asyncio.Lock()

    def stop(self) -> None:
        """Begin nothing more. What is being made is given back at its next step; what is being sent is settled."""
        self.stopped.set()
        self._news.set()

    async def run(self) -> None:
        """Make what is asked for until stopped."""
        self.db.listeners.add(self._news)
        leading = False
        try:
            while not self.stopped.is_set():
                self._news.clear()
                try:
                    if not leading:
                        async with self.db.write() as session:
                            await jobs.take_over(session, real=self.clock.real())
                        leading = True
                    wait = await self._round()
                except Exception:  # the maker outlives a database that is away
                    log.exception("workshop: a round failed")
                    wait = 5.0
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), wait)
            await self._all_made()
        finally:
            self.db.listeners.discard(self._news)
            await self._abandon()

    async def make_due(self) -> None:
        """Make everything that is due now."""
        try:
            while not self.stopped.is_set():
                await self._round()
                if not self._making:
                    break
                await asyncio.wait(self._making.values(), return_when=asyncio.FIRST_COMPLETED)
            await self._all_made()
        finally:
            await self._abandon()

    async def _all_made(self) -> None:
        if self._making:
            await asyncio.wait(self._making.values())

    async def _abandon(self) -> None:
        """Cut off whatever is still being made: its lease gives it to whoever comes next."""
        tasks = list(self._making.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _round(self) -> float:
        """Begin what is due, as far as there is room; returns after how many seconds to look again."""
        await self._settle()
        if (held := self.door.holds()) > 0:
            return min(held, LONGEST_WAIT)
        if len(self._making) >= AT_ONCE:
            return LONGEST_WAIT  # whatever is made next wakes us
        real = self.clock.real()
        async with self.db.read() as session:
            due = await jobs.next_due(session, real=real)
        if due is None or due > timedelta():
            return min(due.total_seconds(), LONGEST_WAIT) if due is not None else LONGEST_WAIT
        async with self.db.write() as session:
            claimed = await jobs.claim(session, real=real, limit=AT_ONCE - len(self._making))
        for job in claimed:
            task = asyncio.create_task(self._one(job), name=f"job {job.id}")
            self._making[job.id] = task
            task.add_done_callback(self._made(job.id))
        return LONGEST_WAIT

    def _made(self, job_id: int) -> Callable[[asyncio.Task[None]], None]:
        def ended(_: asyncio.Task[None]) -> None:
            del self._making[job_id]
            self._news.set()

        return ended

    async def _settle(self) -> None:
        """Write down how jobs ended."""
        async with self._turn:
            while self._ended:
                await self._write(*self._ended[0])
                self._ended.pop(0)

    async def _write(self, job: Claimed, ending: Ending) -> None:
        real, now = self.clock.real(), self.clock.now()
        async with self.db.write() as session:
            if ending.unreachable:
                await recipients.unreachable(session, job.account_id, real)
            if ending.state is not None:
                await jobs.finish(session, job, state=ending.state, now=now, error=ending.error)
                return
            await jobs.put_back(
                session,
                job,
                not_before=real + timedelta(seconds=ending.wait),
                error=ending.error,
                counted=ending.counted,
                arrived=ending.arrived,
            )

    async def _one(self, job: Claimed) -> None:
        """One try. One job's failure stops no other."""
        piece = Piece(job, self.crafts[job.kind], db=self.db, bot=self.bot, clock=self.clock, stopped=self.stopped)
        try:
            ending = await piece.made()
            if ending is None:
                return
            self._ended.append((job, ending))
            await self._settle()
            await piece.tell(ending)
        except Exception:  # the database is away: how it ended is kept, and written down before anything else
            log.exception("workshop: a job was left", job=job.id)
