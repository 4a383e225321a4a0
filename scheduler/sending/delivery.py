"""Sends what was promised: claim, render now, send with no transaction open, settle (architecture decision 6).

Woken by the commit that promised something, by a recipient who is served, or by the next due time, never by looking
every second. Each recipient is served apart: somebody whose connection hangs delays nobody else (G14).
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError

from db.engine import Database, is_away
from db.operations import NoticeState
from journal.operations import queue, screens
from journal.operations.queue import Claimed
from keyboards.data import markup
from scheduler.clock import Clock
from scheduler.pushes.push import Parcel
from scheduler.sending.calls import Held, speaking
from scheduler.sending.failures import MOST_COPIES, POISON, Outcome, back_off, judge
from scheduler.sending.outgoing import Door, door
from scheduler.sending.pace import Lane
from scheduler.sending.packing import pack
from scheduler.sending.redraw import Redraw
from scheduler.sending.settling import Settling

log = structlog.get_logger()

LONGEST_WAIT: Final = 30.0
SHORTEST_WAIT: Final = 0.05
AT_WORK: Final = 50
"""Recipients served at once: those whose answers we wait for, and those being made ready. A connection hangs for a minute."""
READY: Final = 32
"""Recipients being made ready or waiting for their turn: a little more than a second's worth."""

Account = int | str
"""Whom a task serves: an account's pushes, or a chat's promised screens."""


class Delivery:
    """The one sender of this process."""

    def __init__(self, db: Database, bot: Bot, clock: Clock) -> None:
        """Nothing is sent until `run` or `deliver_due`."""
        self.db = db
        self.bot = bot
        self.clock = clock
        self.door: Door = door(bot, db, clock)
        self.redraw = Redraw(db, bot, clock, self.door)
        self.settling = Settling(db, clock)
        self.stopped = asyncio.Event()
        self.sent = 0
        """Messages that went out."""
        self._serving: dict[Account, asyncio.Task[None]] = {}
        self._in_doubt: set[Account] = set()
        """Of those being served, whose pushes may have arrived from a sender that died."""

    def stop(self) -> None:
        """Begin nothing more; what is being sent is finished and settled before `run` returns."""
        self.stopped.set()
        self.door.pace.send_away()
        self.db.committed.set()

    async def run(self) -> None:
        """Deliver until stopped."""
        leading = False
        while not self.stopped.is_set():
            self.db.committed.clear()
            try:
                if not leading:
                    await self._lead()
                    leading = True
                wait = await self._round()
            except Exception:  # the sender outlives a database that is away
                log.exception("delivery: a round failed")
                wait = 5.0
            if self.clock.offset_file is not None:
                wait = min(wait, 1.0)  # a drill may move the clock at any moment
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.db.committed.wait(), wait)
        await self._served()

    async def deliver_due(self) -> int:
        """Send everything that is due now; returns how many messages went out."""
        before = self.sent
        try:
            looked_while_serving = True
            while looked_while_serving and not self.stopped.is_set():
                looked_while_serving = bool(self._serving)  # whoever is being served hides what is due to them
                await self._round()
                if self._serving:
                    looked_while_serving = True
                    await asyncio.wait(self._serving.values(), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await self._served()
        return self.sent - before

    async def _served(self) -> None:
        if self._serving:
            await asyncio.wait(self._serving.values())

    async def _lead(self) -> None:
        """We are the only sender now: keep to the pauses and take the leases of whoever was before us."""
        await self.door.lead()
        async with self.db.write() as session:
            await queue.take_over(session, real=self.clock.real())

    # --- rounds ------------------------------------------------------------------------------------------------------

    async def _round(self) -> float:
        """Begin to serve whoever is due, as far as there is room; returns after how many seconds to look again."""
        await self.door.silence.note()
        if self.settling.unsettled:
            await self.settling.flush()
        if self.door.recovered:
            await self._hasten()
        held = await self._held()
        if held > 0:
            return held
        trial = self.door.breaker.open
        if trial and self._serving:
            return LONGEST_WAIT  # its end wakes us
        waits = [timedelta(seconds=LONGEST_WAIT)]
        if (until := self.redraw.waits()) is not None:
            waits.append(await self._draw() if until <= timedelta() else until)
        if not (trial and self._serving):
            waits.append(await self._push(1 if trial else READY - self._ready()))
        if trial and not self._serving:
            self.door.breaker.succeeded()  # the messenger answers, and there is nothing to try it with
        return max(min(waits).total_seconds(), SHORTEST_WAIT)

    async def _held(self) -> float:
        """For how many seconds nothing may go out. After an outage, or a refused token, the messenger is asked first."""
        held = self.door.holds()
        if held > 0 and self.door.refused_since is None:
            return held
        if self.door.refused_since is not None:
            return await self._refused()
        if self.door.breaker.open and not self._serving:
            if not await self.door.knock(self.bot):
                return self.door.holds()
            await self._hasten()  # so that there is something to try with
        return 0.0

    async def _refused(self) -> float:
        if not self.door.may_ask() or not await self.door.knock(self.bot):
            return LONGEST_WAIT
        await self.door.taken_again()
        return 0.0

    async def _hasten(self) -> None:
        real = self.clock.real()
        async with self.db.write() as session:
            await queue.hasten(session, real=real)
            await screens.hasten(session, real=real)
            self.door.next_screen = await screens.next_due(session)
        self.door.recovered = False

    def _ready(self) -> int:
        """How many are served that nothing was sent to yet."""
        in_flight = self.door.pace.in_flight
        return len(self._serving) - in_flight[Lane.NEWS] - in_flight[Lane.BROADCAST]

    async def _draw(self) -> timedelta:
        """Begin to draw the promised screens that are due."""
        busy = [key for key in self._serving if isinstance(key, str)]
        limit = 1 if self.door.breaker.open else screens.BATCH
        for chat, promised in (await self.redraw.claim(busy, limit)).items():
            self._begin(chat, self._drawn(chat, promised))
        return self.redraw.waits() or timedelta(seconds=LONGEST_WAIT)

    async def _push(self, room: int) -> timedelta:
        """Begin to serve as many recipients as there is room for. Only a read where nothing is due."""
        busy = [key for key in self._serving if isinstance(key, int)]
        room = min(room, queue.BATCH, AT_WORK - len(self._serving))
        if room <= 0 or (busy and room < READY // 4 and not self.door.breaker.open):
            return timedelta(seconds=LONGEST_WAIT)  # whoever is served next wakes us
        now, real = self.clock.now(), self.clock.real()
        async with self.db.read() as session:
            due = await queue.next_due(session, now=now, real=real, busy=busy)
        if due is None or due > timedelta():
            return due or timedelta(seconds=LONGEST_WAIT)
        async with self.db.write() as session:
            claimed = await queue.claim(
                session, now=now, real=real, accounts=room, busy=busy, doubtful=not self._in_doubt & set(busy)
            )
        by_account: defaultdict[int, list[Claimed]] = defaultdict(list)
        for notice in claimed:
            by_account[notice.account_id].append(notice)
        for account_id, notices in by_account.items():
            self._begin(account_id, self._serve(account_id, notices))
        self._in_doubt |= {notice.account_id for notice in claimed if notice.copies}
        # What is due and was not taken is in doubt: its turn comes when the one before it is served.
        return timedelta() if claimed else timedelta(seconds=LONGEST_WAIT)

    def _begin(self, key: Account, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name=f"delivery to {key}")
        self._serving[key] = task

        def ended(_: asyncio.Task[None]) -> None:
            del self._serving[key]
            self._in_doubt.discard(key)
            self.db.committed.set()

        task.add_done_callback(ended)

    # --- one recipient -----------------------------------------------------------------------------------------------

    async def _drawn(self, chat: str, promised: Sequence[screens.Promised]) -> None:
        try:
            self.sent += await self.redraw.draw(chat, promised)
        except Exception:  # the database is away: what was not settled comes again by its lease
            log.exception("delivery: a screen failed")

    async def _serve(self, account_id: int, notices: list[Claimed]) -> None:
        """One recipient's notices. One's failure delays nobody else."""
        try:
            if spent := [notice for notice in notices if notice.copies >= MOST_COPIES]:
                async with self.db.write() as session:
                    await queue.settle(
                        session, spent, state=NoticeState.DEAD, real=self.clock.real(), error=queue.UNCERTAIN
                    )
            if left := [notice for notice in notices if notice.copies < MOST_COPIES]:
                await self._send_all(await self._pack(account_id, left))
        except Exception:  # the database is away: what was not settled comes again by its lease
            log.exception("delivery: a recipient failed")

    async def _pack(self, account_id: int, notices: Sequence[Claimed]) -> list[Parcel]:
        """What there is to send. A notice that breaks us is found by packing each alone, so that the others go out."""
        try:
            async with self.db.read() as session:
                packed = await pack(session, account_id, notices, self.clock.now())
        except Exception as error:  # whatever a renderer raises
            if is_away(error):
                raise
            if len(notices) > 1:
                return [parcel for notice in notices for parcel in await self._pack(account_id, [notice])]
            log.exception("delivery: a notice could not be rendered", notice=notices[0].id, kind=notices[0].kind)
            await self._set_aside(notices[0])
            return []
        if packed.dropped or packed.later:
            async with self.db.write() as session:
                if packed.dropped:
                    await queue.settle(session, packed.dropped, state=NoticeState.DROPPED, real=self.clock.real())
                for some, due_at in packed.later:
                    await queue.postpone(session, some, due_at)
        return packed.parcels

    async def _set_aside(self, notice: Claimed) -> None:
        """Another try later, or none any more (G14)."""
        real = self.clock.real()
        async with self.db.write() as session:
            if notice.attempts + 1 >= POISON:
                await queue.settle(session, [notice], state=NoticeState.DEAD, real=real, error="poison")
            else:
                pause = timedelta(seconds=back_off(notice.attempts))
                await queue.give_back(session, [notice], not_before=real + pause, error="poison", counted=True)

    async def _send_all(self, parcels: Sequence[Parcel]) -> None:
        """In order: where one has to wait, those behind it wait too."""
        for number, parcel in enumerate(parcels):
            outcome = await self._send(parcel)
            behind = [notice for other in parcels[number + 1 :] for notice in other.notices] if outcome.pauses else []
            self.sent += outcome.sent
            await self.settling.settle(parcel, outcome, behind)
            if outcome.pauses:
                break
            if outcome.sent and parcel.push.replaces is not None:
                await self._remove(parcel.chat, parcel.push.replaces)

    async def _send(self, parcel: Parcel, *, plain: bool = False) -> Outcome:
        first = parcel.notices[0]
        if self.stopped.is_set() or (self.door.breaker.open and len(self._serving) > 1):
            return Outcome(counted=False)  # only a trial is served while the messenger is away, and that alone
        try:
            with speaking(parcel.lane):
                return Outcome(sent=True, message_id=await self._call(parcel, plain=plain))
        except Held as held:
            return Outcome(wait=held.seconds, counted=False)
        except (AiogramError, OSError, TimeoutError) as error:
            outcome = judge(error, attempts=first.attempts, before=first.error, copies=first.copies)
            if outcome.plain and not plain:
                log.exception("delivery: our markup was refused", kind=first.kind)
                return await self._send(parcel, plain=True)
            return outcome

    async def _call(self, parcel: Parcel, *, plain: bool) -> int:
        """Send the message, or redraw the one that is there; returns its id."""
        push, chat = parcel.push, int(parcel.chat)
        mode = None if plain else ParseMode.HTML
        keyboard = markup(push.rows) if push.rows else None
        if push.edits is not None:
            await self.bot.edit_message_text(
                push.text, chat_id=chat, message_id=push.edits, parse_mode=mode, reply_markup=keyboard
            )
            return push.edits
        message = await self.bot.send_message(
            chat, push.text, parse_mode=mode, reply_markup=keyboard, disable_notification=push.silent or None
        )
        return message.message_id

    async def _remove(self, chat: str, message_id: int) -> None:
        """Take away the message that a new one replaced; if it stays, its buttons are still right."""
        try:
            with speaking(Lane.NEWS):
                await self.bot.delete_message(int(chat), message_id)
        except (AiogramError, OSError, TimeoutError) as error:
            log.info("delivery: a replaced message stays", error=type(error).__name__)
