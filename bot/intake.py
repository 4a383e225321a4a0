"""Telegram's updates worked: stored before they are confirmed, users in parallel, one user in order (architecture decision 5)."""

import asyncio
import contextlib
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import Update

from bot import room
from bot.polling import LONGEST_PAUSE, Polling, Trouble
from bot.storing import Raw, Storing
from bot.timely import in_time
from db.engine import Database, DatabaseError, Session, is_away
from handlers import tell
from journal.operations import gaps, inbox, watch
from scheduler.clock import Clock
from scheduler.sending.outgoing import door

log = structlog.get_logger()

DRAIN_SECONDS: Final = 20
RETRY_AFTER: Final = (0.0, 0.2, 1.0, 3.0)
"""Seconds before the second, third … try of a failed update; its sender's later ones wait behind it."""
ALIVE_EVERY: Final = timedelta(seconds=20)
"""How often it is written down that people can reach us."""
SILENT: Final = timedelta(seconds=60)
"""A poll that was not answered for so long: nobody can."""


class Intake:
    """Works updates that came by polling here or from a webhook through `take`."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, db: Database, clock: Clock, *, polls: bool = True) -> None:
        """Nothing runs until `run`. `polls` False: updates come by a webhook, which is heard as long as we live."""
        self.bot = bot
        self.dispatcher = dispatcher
        self.db = db
        self.clock = clock
        self.polls = polls
        self.watch = watch.of(db)
        self.storing = Storing(bot, db, clock)
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._storing = 0
        self._turn = asyncio.Lock()
        """Held by a round: whoever stops us waits for it, or what it was writing down would be worked again."""
        self._stopping = asyncio.Event()
        self.polling = Polling(bot, self.take, self._stopping)
        self.polling.answered = self._answered
        self.polling.troubled = self._troubled
        if self.watch.refused:  # known from a term before this one: no second alert
            self.polling.trouble = Trouble(self.watch.refused)
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._read_only: list[tuple[int, str]] = []
        self._unsure: dict[int, Raw] = {}
        self._away: Counter[int] = Counter()
        """Tries of an update that a database away cost: no fault of the update's."""
        self._begun: set[int] = set()
        """Updates that are begun and not done, as far as we began them."""
        self._in_doubt: int | None = None
        """The one at work that a process before us had begun when it died."""
        self._heard_at: datetime | None = None
        self._alive_at: datetime | None = None

    # --- in ----------------------------------------------------------------------------------------------------------

    async def take(self, updates: Sequence[Raw]) -> None:
        """Store raw updates in one commit; only then may they be confirmed."""
        self._storing += 1
        self._idle.clear()
        try:
            await self.storing.store(updates)
        finally:
            self._storing -= 1
            self._news.set()

    async def poll(self) -> None:
        """Ask for updates until stopped."""
        silence = door(self.bot, self.db, self.clock).silence
        self.polling.held, self.polling.told_to_wait = silence.poll_held, silence.poll_told
        await self.polling.run()

    def wake(self) -> None:
        """Look for work: another process stored something, or the database is back."""
        self._news.set()

    def _answered(self) -> None:
        self._heard_at = self.clock.real()

    def _troubled(self, trouble: Trouble | None) -> None:
        self.watch.refused = trouble or ""

    # --- work --------------------------------------------------------------------------------------------------------

    async def work(self) -> None:
        """Work what is stored, beginning with what an earlier run left behind."""
        self._news.set()
        pause = 1.0
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), ALIVE_EVERY.total_seconds())
            self._news.clear()
            try:
                async with self._turn:
                    if self._stopping.is_set():
                        break
                    await self._round()
                await self._note_alive()
                pause = 1.0
            except (DatabaseError, OSError, TimeoutError) as error:
                log.warning("intake: the database is away", error=type(error).__name__)
                room.failed(self.db, error)
                self._news.set()
                pause = await self._rest(pause)
            except Exception:  # the way in outlives any single round
                log.exception("intake: a round failed")
                self._news.set()
                pause = await self._rest(pause)

    async def _rest(self, pause: float) -> float:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), pause)
        return min(pause * 2, LONGEST_PAUSE)

    async def _note_alive(self) -> None:
        """Write down that people can reach us; whoever was at work before a gap is asked to check (G6)."""
        real = self.clock.real()
        if self._stopping.is_set():
            return
        heard = not self.polls or (self._heard_at is not None and real - self._heard_at < SILENT)
        if heard and (self._alive_at is None or real - self._alive_at >= ALIVE_EVERY):
            async with self.db.write() as session:
                await gaps.alive(session, now=self.clock.now(), real=real)
            room.written(self.db)
            self._alive_at = real

    async def _round(self) -> None:
        """Settle what only read, then start the oldest update of every sender who is free."""
        await self._answer_unsure()
        done, self._read_only = self._read_only, []
        for _, sender in done:
            self._busy.pop(sender, None)
        try:
            if done:
                async with self.db.write() as session:
                    await inbox.settle_all(session, [inbox_id for inbox_id, _ in done], self.clock.real())
            async with self.db.read() as session:
                picked = self._one_in_doubt(await inbox.waiting(session, busy=self._busy))
            tries: dict[int, int] = {}
            if picked:
                async with self.db.write() as session:
                    tries = await inbox.begin_all(session, [waiting.id for waiting in picked])
        except (DatabaseError, OSError, TimeoutError):
            self._read_only = done + self._read_only
            raise
        for waiting in picked:
            if waiting.attempts and waiting.id not in self._begun:
                self._in_doubt = waiting.id
            self._begun.add(waiting.id)
            tried = tries[waiting.id] - self._away[waiting.id]
            work = self._one(waiting, tried) if tried <= inbox.TRIES else self._fatal(waiting)
            self._busy[waiting.sender] = asyncio.create_task(work, name=f"update {waiting.id}")
        self._rest_if_done()

    def _one_in_doubt(self, picked: Sequence[inbox.Waiting]) -> list[inbox.Waiting]:
        """Of what a process before us had begun when it died, one at a time: if we die too, it was that one (G14)."""
        doubtful = [one for one in picked if one.attempts and one.id not in self._begun]
        if not doubtful:
            return list(picked)
        chosen = min(doubtful, key=lambda one: one.attempts) if self._in_doubt is None else None
        return [one for one in picked if one is chosen or one not in doubtful]

    async def _fatal(self, waiting: inbox.Waiting) -> None:
        """Set an update aside that was begun so often and never ended: it is what kills us (G14)."""
        incident = secrets.token_hex(3)
        log.error("update set aside: it was never ended", update=waiting.id, incident=incident)
        try:
            async with self.db.write() as session:
                await inbox.quarantine(session, waiting.id, self.clock.real(), incident)
            await tell(self.bot, waiting.payload, "failure", incident=incident)
        finally:
            self._ended(waiting)

    async def _answer_unsure(self) -> None:
        """A COMMIT or the screen after it was lost: the inbox's row says which, before a person hears of it (G7)."""
        if not self._unsure:
            return
        async with self.db.read() as session:
            done = await inbox.done_among(session, list(self._unsure))
        unsure, self._unsure = self._unsure, {}
        for inbox_id in done:
            await tell(self.bot, unsure[inbox_id], "saved-after-all")

    def _rest_if_done(self) -> None:
        if not (self._busy or self._read_only or self._storing or self._unsure or self._news.is_set()):
            self._idle.set()

    async def _one(self, waiting: inbox.Waiting, tried: int) -> None:
        settled = False
        outcome = ""
        began = asyncio.get_running_loop().time()

        async def settle(session: Session) -> None:
            nonlocal settled
            if settled:
                raise RuntimeError("one update, one transaction that writes")
            await inbox.settle(session, waiting.id, self.clock.real())
            settled = True

        try:
            update = Update.model_validate(waiting.payload, context={"bot": self.bot})
            async with in_time():
                await self.dispatcher.feed_update(self.bot, update, db=self.db.settling(settle), clock=self.clock)
        except asyncio.CancelledError:
            settled, outcome = True, "cut"  # not done: it comes again, as after a kill
            raise
        except inbox.DoneAlready:
            settled = True
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            # The messenger's final word on our answer: another try would end the same. What was saved is saved.
            log.error("update: the answer was refused", update=waiting.id, error=error.message)  # noqa: TRY400 - no trace
            outcome = "refused"
        except Exception as error:  # noqa: BLE001 - whatever a handler raises: tried again or set aside, and logged there
            outcome = "failed"
            maybe_done, settled = settled, True  # or still waiting: the next round finds out which
            await self._trouble(waiting, tried, error, maybe_done=maybe_done)
        else:
            self._begun.discard(waiting.id)
            self._away.pop(waiting.id, None)
        finally:
            self.watch.updates.labels(outcome or ("done" if settled else "read")).inc()
            self.watch.update_seconds.observe(asyncio.get_running_loop().time() - began)
            if settled:
                self._ended(waiting)
            else:
                self._read_only.append((waiting.id, waiting.sender))
                self._news.set()
            if self._in_doubt == waiting.id:
                self._in_doubt = None

    def _ended(self, waiting: inbox.Waiting) -> None:
        """Its sender's next one may begin."""
        self._busy.pop(waiting.sender, None)
        if self._in_doubt == waiting.id:
            self._in_doubt = None
        self._news.set()

    async def _trouble(self, waiting: inbox.Waiting, tried: int, error: Exception, *, maybe_done: bool) -> None:
        """Say what happened, once it is known: after a COMMIT that may have happened the row tells (G7)."""
        if is_away(error):
            self._away[waiting.id] += 1
            log.warning("update: the database is away", update=waiting.id, error=type(error).__name__)
        else:
            incident = secrets.token_hex(3)
            log.error("update failed", update=waiting.id, tried=tried, incident=incident, exc_info=error)
        if maybe_done:
            self._unsure[waiting.id] = waiting.payload
        elif is_away(error):
            if tried == 1 and self._away[waiting.id] == 1:  # once an update, however often it is tried
                await tell(self.bot, waiting.payload, "unavailable")
        elif tried >= inbox.TRIES:
            async with self.db.write() as session:
                await inbox.quarantine(session, waiting.id, self.clock.real(), incident)
            await tell(self.bot, waiting.payload, "failure", incident=incident)
            return
        await self._pause(max(tried, self._away[waiting.id]))

    async def _pause(self, tried: int) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), RETRY_AFTER[min(tried, len(RETRY_AFTER)) - 1])

    # --- life --------------------------------------------------------------------------------------------------------

    async def idle(self) -> None:
        """Wait until everything stored is worked."""
        await self._idle.wait()

    async def stop(self, drain: float = DRAIN_SECONDS) -> None:
        """Take nothing more, and give what is being worked so many seconds (SIGTERM drains)."""
        self._stopping.set()
        self._news.set()
        until = asyncio.get_running_loop().time() + drain
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(drain), self._turn:
                pass
        tasks = list(self._busy.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=max(until - asyncio.get_running_loop().time(), 0))
            for task in late:  # as if we were killed: it comes again
                task.cancel()
        done, self._read_only = self._read_only, []
        if done:
            async with self.db.write() as session:
                await inbox.settle_all(session, [inbox_id for inbox_id, _ in done], self.clock.real())
