"""Sends what was promised: claim, render now, send with no transaction open, settle (architecture decision 6).

Woken by the commit that promised something or by the next due time, never by looking every second.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError

from db.engine import Database, DatabaseAway, Session
from db.operations import NoticeState
from journal.operations import living, queue, recipients
from journal.operations.queue import Claimed
from keyboards.data import markup
from scheduler.clock import Clock
from scheduler.failures import POISON, UNCERTAIN, Outcome, back_off, judge
from scheduler.pace import Pace
from scheduler.packing import Parcel, pack

log = structlog.get_logger()

LONGEST_WAIT = 30.0
SHORTEST_WAIT = 0.05
IN_FLIGHT = 8


class Delivery:
    """The one sender of this process."""

    def __init__(
        self, db: Database, bot: Bot, clock: Clock, *, per_second: float = 25.0, chat_seconds: float = 1.0
    ) -> None:
        """Nothing is sent until `run` or `deliver_due`."""
        self.db = db
        self.bot = bot
        self.clock = clock
        self.pace = Pace(per_second, chat_seconds)
        self.stopped = asyncio.Event()

    def stop(self) -> None:
        """Begin nothing more; what is being sent is finished and settled before `run` returns."""
        self.stopped.set()
        self.db.committed.set()

    async def run(self) -> None:
        """Deliver until stopped."""
        while not self.stopped.is_set():
            self.db.committed.clear()
            try:
                wait = await self._round()
            except Exception:  # the sender outlives a database that is away
                log.exception("delivery: a round failed")
                wait = 5.0
            if self.clock.offset_file is not None:
                wait = min(wait, 1.0)  # a drill may move the clock at any moment
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.db.committed.wait(), wait)

    async def _round(self) -> float:
        """Send what is due; returns how many seconds nothing else is. Only a read where nothing is."""
        due = await self._next_due()
        if due is not None and due <= timedelta():
            await self.deliver_due()
            due = await self._next_due()
        return LONGEST_WAIT if due is None else min(LONGEST_WAIT, max(due.total_seconds(), SHORTEST_WAIT))

    async def _next_due(self) -> timedelta | None:
        async with self.db.read() as session:
            return await queue.next_due(session, now=self.clock.now(), real=self.clock.real())

    async def deliver_due(self) -> int:
        """Send everything that is due now; returns how many messages went out."""
        sent = 0
        while not self.stopped.is_set():
            async with self.db.write() as session:
                claimed = await queue.claim(session, now=self.clock.now(), real=self.clock.real())
            if not claimed:
                break
            by_account: defaultdict[int, list[Claimed]] = defaultdict(list)
            for notice in claimed:
                by_account[notice.account_id].append(notice)
            gate = asyncio.Semaphore(IN_FLIGHT)

            async def serve(account_id: int, notices: list[Claimed], gate: asyncio.Semaphore = gate) -> int:
                async with gate:
                    return await self._serve(account_id, notices)

            sent += sum(await asyncio.gather(*(serve(*item) for item in by_account.items())))
        return sent

    async def _serve(self, account_id: int, notices: list[Claimed]) -> int:
        """One recipient's notices. One's failure delays nobody else."""
        try:
            return await self._send_all(await self._pack(account_id, notices))
        except Exception:  # the database is away: what was not settled comes again by its lease
            log.exception("delivery: a recipient failed")
            return 0

    async def _pack(self, account_id: int, notices: Sequence[Claimed]) -> list[Parcel]:
        """What there is to send. A notice that breaks us is found by packing each alone, so that the others go out."""
        try:
            async with self.db.read() as session:
                packed = await pack(session, account_id, notices, self.clock.now())
        except (*DatabaseAway, OSError):
            raise
        except Exception:  # whatever a renderer raises
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

    async def _send_all(self, parcels: Sequence[Parcel]) -> int:
        """In order: where one has to wait, those behind it wait too."""
        sent = 0
        for number, parcel in enumerate(parcels):
            outcome = await self._send(parcel)
            async with self.db.write() as session:
                await self._settle(session, parcel, outcome)
                if outcome.pauses:
                    for other in parcels[number + 1 :]:
                        await queue.give_back(session, other.notices)
            if outcome.pauses:
                break
            sent += outcome.sent
            if outcome.sent and parcel.push.replaces is not None:
                await self._remove(parcel.chat, parcel.push.replaces)
        return sent

    # --- sending -----------------------------------------------------------------------------------------------------

    async def _send(self, parcel: Parcel, *, plain: bool = False) -> Outcome:
        if not await self.pace.turn(parcel.chat, self.stopped):
            return Outcome(counted=False)
        try:
            return Outcome(sent=True, message_id=await self._call(parcel, plain=plain))
        except (AiogramError, OSError, TimeoutError) as error:
            outcome = judge(error, attempts=parcel.notices[0].attempts, before=parcel.notices[0].error)
            if outcome.plain and not plain:
                log.exception("delivery: our markup was refused", kind=parcel.notices[0].kind)
                return await self._send(parcel, plain=True)
            if outcome.wait and outcome.flood:
                self.pace.flooded(parcel.chat, outcome.wait)
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
            await self.bot.delete_message(int(chat), message_id)
        except (AiogramError, OSError, TimeoutError) as error:
            log.info("delivery: a replaced message stays", error=type(error).__name__)

    async def _settle(self, session: Session, parcel: Parcel, outcome: Outcome) -> None:
        real = self.clock.real()
        account_id = parcel.notices[0].account_id
        if outcome.sent:
            await queue.settle(
                session,
                parcel.notices,
                state=NoticeState.SENT,
                real=real,
                message_id=outcome.message_id,
                values=parcel.values,
            )
            there = parcel.push.living
            if there is not None and not there.redraw and outcome.message_id is not None:
                await living.put(session, account_id, there.kind, there.day, outcome.message_id)
        elif outcome.unreachable:
            await recipients.unreachable(session, account_id, real)
            await queue.give_back(session, parcel.notices, error=outcome.error)
        elif outcome.dead or self.clock.now() - parcel.notices[0].created_at > queue.GIVE_UP:
            await queue.settle(session, parcel.notices, state=NoticeState.DEAD, real=real, error=outcome.error)
        else:
            # A message that may have arrived is sent once more only, whatever happens to that try meanwhile.
            uncertain = parcel.notices[0].error == UNCERTAIN
            await queue.give_back(
                session,
                parcel.notices,
                not_before=real + timedelta(seconds=outcome.wait),
                error="" if uncertain else outcome.error,
                counted=outcome.counted,
            )
