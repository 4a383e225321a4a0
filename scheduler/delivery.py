"""Sends what was promised: claim, render now, send with no transaction open, settle (architecture decision 6).

Woken by the commit that promised something or by the next due time, never by looking every second.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError

from db.engine import Database, Session
from db.operations import NoticeKind, NoticeState
from db.people import MarksDelivery
from journal import rules
from journal.access import Child
from journal.lessons import news
from journal.operations import queue, recipients
from journal.operations.queue import Claimed
from journal.operations.recipients import Recipient
from keyboards.data import Button, button, markup
from keyboards.sections import HomeworkOf, MarksOf
from locales import Markup, Texts, texts
from scheduler.clock import Clock
from scheduler.failures import Outcome, judge
from scheduler.pace import Pace
from scheduler.pushes import RENDER, Push, lesson_news

log = structlog.get_logger()

LONGEST_WAIT = 30.0
IN_FLIGHT = 8


class Parcel(NamedTuple):
    """One message to one account, with the notices it settles and what it tells."""

    notices: list[Claimed]
    push: Push
    chat: str
    values: dict[str, str]


class Delivery:
    """The one sender of this process."""

    def __init__(self, db: Database, bot: Bot, clock: Clock, *, per_second: float = 25.0, chat_seconds: float = 1.0) -> None:
        """Nothing is sent until `run` or `deliver_due`."""
        self.db = db
        self.bot = bot
        self.clock = clock
        self.pace = Pace(per_second, chat_seconds)
        self.stopped = asyncio.Event()

    async def run(self) -> None:
        """Deliver for ever."""
        while not self.stopped.is_set():
            self.db.committed.clear()
            wait = LONGEST_WAIT
            try:
                await self.deliver_due()
                async with self.db.read() as session:
                    due = await queue.next_due(session, now=self.clock.now(), real=self.clock.real())
                if due is not None:
                    wait = min(wait, max(due.total_seconds(), 0.05))
            except Exception:  # the sender outlives a database that is away
                log.exception("delivery: a round failed")
                wait = 5.0
            if self.clock.offset_file is not None:
                wait = min(wait, 1.0)  # a drill may move the clock at any moment
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.db.committed.wait(), wait)

    async def deliver_due(self) -> int:
        """Send everything that is due now; returns how many messages went out."""
        sent = 0
        while True:
            async with self.db.write() as session:
                claimed = await queue.claim(session, now=self.clock.now(), real=self.clock.real())
            if not claimed:
                return sent
            by_account: defaultdict[int, list[Claimed]] = defaultdict(list)
            for notice in claimed:
                by_account[notice.account_id].append(notice)
            gate = asyncio.Semaphore(IN_FLIGHT)

            async def serve(account_id: int, notices: list[Claimed], gate: asyncio.Semaphore = gate) -> int:
                async with gate:
                    return await self._serve(account_id, notices)

            served = await asyncio.gather(*(serve(*item) for item in by_account.items()), return_exceptions=True)
            for result in served:
                if isinstance(result, BaseException):
                    log.error("delivery: a recipient failed", exc_info=result)
                else:
                    sent += result

    async def _serve(self, account_id: int, notices: list[Claimed]) -> int:
        """One recipient's notices: what to send, in order. One's failure delays nobody else."""
        parcels = await self._pack(account_id, notices)
        sent = 0
        for number, parcel in enumerate(parcels):
            outcome = await self._send(parcel)
            async with self.db.write() as session:
                await self._settle(session, parcel, outcome)
                if outcome.pauses:
                    for other in parcels[number + 1 :]:
                        await queue.give_back(session, other.notices, not_before=None, error="", counted=False)
            if outcome.pauses:
                break
            sent += outcome.sent
        return sent

    # --- what to send ------------------------------------------------------------------------------------------------

    async def _pack(self, account_id: int, notices: list[Claimed]) -> list[Parcel]:
        now = self.clock.now()
        dropped: list[Claimed] = []
        later: list[tuple[list[Claimed], datetime]] = []
        parcels: list[Parcel] = []
        async with self.db.read() as session:
            to = await recipients.recipient(session, account_id)
            t = texts(to.actor.language)
            quiet = to.quiet_until(now)
            if quiet is not None:
                later.append((notices, quiet))
            else:
                lesson_notices = [notice for notice in notices if notice.kind is NoticeKind.LESSON_NEWS]
                parcels += await self._pack_news(session, to, t, lesson_notices, now, dropped, later)
                for notice in notices:
                    if notice.kind is not NoticeKind.LESSON_NEWS:
                        render = RENDER[notice.kind]
                        push = await render(session, notice, t, now)
                        if push is None:
                            dropped.append(notice)
                        else:
                            parcels.append(Parcel([notice], push, to.actor.external_id, {}))
        if dropped or later:
            async with self.db.write() as session:
                if dropped:
                    await queue.settle(session, dropped, state=NoticeState.DROPPED, real=self.clock.real())
                for some, due_at in later:
                    await queue.postpone(session, some, due_at)
        return parcels

    async def _pack_news(
        self,
        session: Session,
        to: Recipient,
        t: Texts,
        notices: Sequence[Claimed],
        now: datetime,
        dropped: list[Claimed],
        later: list[tuple[list[Claimed], datetime]],
    ) -> list[Parcel]:
        """Merge by child; a guardian who gets marks after the lessons has all children in one message."""
        by_child: defaultdict[int, list[Claimed]] = defaultdict(list)
        for notice in notices:
            by_child[notice.student_id or 0].append(notice)
        blocks: list[tuple[list[Claimed], Child, Markup, dict[str, str]]] = []
        detail = rules.of(session).detail
        for student_id, own in by_child.items():
            child = await recipients.entitled(session, to.actor, student_id, now.date())
            found = (
                await news.of(
                    session, to.actor.account_id, student_id, [notice.lesson_id for notice in own if notice.lesson_id]
                )
                if child
                else []
            )
            if child is None or not any(item.rings for item in found):
                dropped += own
                continue
            if not any(item.absence for item in found) and not child.own:
                due = await self._chosen_time(session, to, own, student_id, now)
                if due is None:
                    dropped += own
                    continue
                if due > now:
                    later.append((own, due))
                    continue
            text = lesson_news(t, child.called, found, detail=detail, today=now.date())
            values = {cell: value for item in found for cell, value in item.values.items()}
            blocks.append((own, child, text, values))
        return _parcels(t, to, blocks, now)

    async def _chosen_time(
        self, session: Session, to: Recipient, notices: Sequence[Claimed], student_id: int, now: datetime
    ) -> datetime | None:
        """When this recipient wants marks; None: only in the week's diary."""
        if to.marks_delivery is MarksDelivery.WEEKLY:
            return None
        if to.marks_delivery is MarksDelivery.NOW:
            return now
        hours = await recipients.school_day(session, student_id, now.date())
        return recipients.after_lessons(max(notice.created_at for notice in notices), now, hours[1] if hours else None)

    # --- sending -----------------------------------------------------------------------------------------------------

    async def _send(self, parcel: Parcel, *, plain: bool = False) -> Outcome:
        await self.pace.turn(parcel.chat)
        try:
            message = await self.bot.send_message(
                int(parcel.chat),
                parcel.push.text,
                parse_mode=None if plain else ParseMode.HTML,
                reply_markup=markup(parcel.push.rows) if parcel.push.rows else None,
                disable_notification=parcel.push.silent or None,
            )
        except (TelegramAPIError, OSError, TimeoutError) as error:
            outcome = judge(error, attempts=parcel.notices[0].attempts, before=parcel.notices[0].error)
            if outcome.plain and not plain:
                log.exception("delivery: our markup was refused", kind=parcel.notices[0].kind)
                return await self._send(parcel, plain=True)
            if outcome.wait and outcome.flood:
                self.pace.flooded(parcel.chat, outcome.wait)
            return outcome
        return Outcome(sent=True, message_id=message.message_id)

    async def _settle(self, session: Session, parcel: Parcel, outcome: Outcome) -> None:
        real = self.clock.real()
        if outcome.sent:
            await queue.settle(
                session,
                parcel.notices,
                state=NoticeState.SENT,
                real=real,
                message_id=outcome.message_id,
                values=parcel.values,
            )
        elif outcome.unreachable:
            await recipients.unreachable(session, parcel.notices[0].account_id, real)
            await queue.give_back(session, parcel.notices, not_before=None, error=outcome.error, counted=False)
        elif outcome.dead or self.clock.now() - parcel.notices[0].created_at > queue.GIVE_UP:
            await queue.settle(session, parcel.notices, state=NoticeState.DEAD, real=real, error=outcome.error)
        else:
            await queue.give_back(
                session,
                parcel.notices,
                not_before=real + timedelta(seconds=outcome.wait),
                error=outcome.error,
                counted=outcome.counted,
            )


def _parcels(
    t: Texts, to: Recipient, blocks: list[tuple[list[Claimed], Child, Markup, dict[str, str]]], now: datetime
) -> list[Parcel]:
    """A message a child; all children in one for a guardian who gets marks after the lessons."""
    if not blocks:
        return []
    if to.marks_delivery is MarksDelivery.AFTER_LESSONS and len(blocks) > 1:
        return [
            Parcel(
                [notice for own, _, _, _ in blocks for notice in own],
                Push(
                    "\n\n".join(text for _, _, text, _ in blocks),
                    [
                        [
                            button(
                                t.label("push-open-marks-of", child=child.called),
                                MarksOf(student_id=child.student_id),
                            )
                        ]
                        for _, child, _, _ in blocks
                    ],
                ),
                to.actor.external_id,
                {cell: value for _, _, _, values in blocks for cell, value in values.items()},
            )
        ]
    return [
        Parcel(own, Push(text, [_doors(t, child, now)]), to.actor.external_id, values)
        for own, child, text, values in blocks
    ]


def _doors(t: Texts, child: Child, now: datetime) -> list[Button]:
    """Into the right screens, for the child that the message is about."""
    marked = child.grade != 1
    homework = button(
        t.label("push-open-homework"), HomeworkOf(student_id=child.student_id, day=now.date() + timedelta(days=1))
    )
    return (
        [button(t.label("push-open-marks"), MarksOf(student_id=child.student_id)), homework] if marked else [homework]
    )
