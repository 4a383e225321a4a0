"""Telegram's updates in: stored, then confirmed, then worked (architecture decision 5)."""

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from typing import Any, Final

import aiohttp
import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import Update

from db.engine import Database, DatabaseAway, DatabaseError, Session
from handlers import tell
from journal import typed
from journal.operations import inbox
from scheduler.clock import Clock

log = structlog.get_logger()

ALLOWED: Final = ("message", "callback_query", "my_chat_member")
POLL_SECONDS: Final = 25
UPDATE_SECONDS: Final = 60
"""An update that takes longer is cut off and tried again."""
DRAIN_SECONDS: Final = 20
RETRY_AFTER: Final = (0.0, 0.2, 1.0, 3.0)
"""Seconds before the second, third … try of a failed update; its sender's later ones wait behind it."""


class Intake:
    """Takes updates, by polling here or from a webhook through `take`, and works them: users in parallel, one user in order."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, db: Database, clock: Clock) -> None:
        """Nothing runs until `run`."""
        self.bot = bot
        self.dispatcher = dispatcher
        self.db = db
        self.clock = clock
        self.offset: int | None = None
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._storing = 0
        self._stopping = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._read_only: list[tuple[int, str]] = []

    # --- in ----------------------------------------------------------------------------------------------------------

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store raw updates in one commit; only then may they be confirmed."""
        self._storing += 1
        self._idle.clear()
        try:
            async with self.db.write() as session:
                await inbox.store(session, [_incoming(update) for update in updates], self.clock.real())
        finally:
            self._storing -= 1
            self._news.set()

    async def poll(self) -> None:
        """Ask for updates for ever. The offset follows the batch, never «the greatest seen»: ids may jump after a quiet week."""
        pause = 1.0
        timeout = aiohttp.ClientTimeout(total=POLL_SECONDS + 15)
        async with aiohttp.ClientSession(timeout=timeout) as http:
            while not self._stopping.is_set():
                try:
                    updates = await self._fetch(http)
                    if updates:
                        await self.take(updates)
                        self.offset = updates[-1]["update_id"] + 1
                    pause = 1.0
                except (aiohttp.ClientError, TimeoutError, OSError, DatabaseError) as error:
                    log.warning("intake: no updates", error=type(error).__name__)
                    pause = await self._rest(pause)

    async def _fetch(self, http: aiohttp.ClientSession) -> list[dict[str, Any]]:
        url = self.bot.session.api.api_url(token=self.bot.token, method="getUpdates")
        asked: dict[str, Any] = {"timeout": POLL_SECONDS, "allowed_updates": list(ALLOWED)}
        if self.offset is not None:
            asked["offset"] = self.offset
        async with http.post(url, json=asked) as answer:
            body = await answer.json(content_type=None)
        if not isinstance(body, dict) or not body.get("ok"):
            code = body.get("error_code") if isinstance(body, dict) else None
            raise aiohttp.ClientError(f"getUpdates was answered {code}")
        return list(body["result"])

    async def _rest(self, pause: float) -> float:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), pause)
        return min(pause * 2, 30.0)

    # --- work --------------------------------------------------------------------------------------------------------

    async def work(self) -> None:
        """Work what is stored, beginning with what an earlier run left behind."""
        self._news.set()
        pause = 1.0
        while not self._stopping.is_set():
            await self._news.wait()
            self._news.clear()
            try:
                await self._round()
                pause = 1.0
            except DatabaseError as error:
                log.warning("intake: the database is away", error=type(error).__name__)
                self._news.set()
                pause = await self._rest(pause)
            except Exception:  # the way in outlives any single round
                log.exception("intake: a round failed")
                self._news.set()
                pause = await self._rest(pause)

    async def _round(self) -> None:
        """Settle what only read, then start the oldest update of every sender who is free."""
        done, self._read_only = self._read_only, []
        for _, sender in done:
            self._busy.pop(sender, None)
        try:
            if done:
                async with self.db.write() as session:
                    await inbox.settle_all(session, [inbox_id for inbox_id, _ in done], self.clock.real())
            async with self.db.read() as session:
                picked = await inbox.waiting(session, busy=self._busy)
            tries: dict[int, int] = {}
            if picked:
                async with self.db.write() as session:
                    tries = await inbox.begin_all(session, [waiting.id for waiting in picked])
        except DatabaseError:
            self._read_only = done + self._read_only
            raise
        for waiting in picked:
            task = asyncio.create_task(self._one(waiting, tries[waiting.id]), name=f"update {waiting.id}")
            self._busy[waiting.sender] = task
        self._rest_if_done()

    def _rest_if_done(self) -> None:
        if not (self._busy or self._read_only or self._storing or self._news.is_set()):
            self._idle.set()

    async def _one(self, waiting: inbox.Waiting, tried: int) -> None:
        settled = False

        async def settle(session: Session) -> None:
            nonlocal settled
            if settled:
                raise RuntimeError("one update, one transaction that writes")
            await inbox.settle(session, waiting.id, self.clock.real())
            settled = True

        try:
            update = Update.model_validate(waiting.payload, context={"bot": self.bot})
            async with asyncio.timeout(UPDATE_SECONDS):
                await self.dispatcher.feed_update(self.bot, update, db=self.db.settling(settle), clock=self.clock)
        except inbox.DoneAlready:
            settled = True
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            # The messenger's final word on our answer: another try would end the same. What was saved is saved.
            log.error("update: the answer was refused", update=waiting.id, error=error.message)  # noqa: TRY400 - no trace
        except (*DatabaseAway, ConnectionError) as error:
            log.warning("update: the database is away", update=waiting.id, error=type(error).__name__)
            if tried == 1 and not settled:
                await tell(self.bot, waiting.payload, "unavailable")
            settled = True  # or still waiting: the next round finds out which
            await self._pause(tried)
        except Exception:  # whatever a handler raises, the update is tried again or set aside
            incident = secrets.token_hex(3)
            log.exception("update failed", update=waiting.id, tried=tried, incident=incident)
            if not settled:
                await self._failed(waiting, tried, incident)
            settled = True
        finally:
            if settled:
                self._busy.pop(waiting.sender, None)
            else:
                self._read_only.append((waiting.id, waiting.sender))
            self._news.set()

    async def _failed(self, waiting: inbox.Waiting, tried: int, incident: str) -> None:
        """Try again later, or set aside after the last try, and say so."""
        if tried < inbox.TRIES:
            await self._pause(tried)
            return
        async with self.db.write() as session:
            await inbox.quarantine(session, waiting.id, self.clock.real())
        await tell(self.bot, waiting.payload, "failure", incident=incident)

    async def _pause(self, tried: int) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), RETRY_AFTER[min(tried, len(RETRY_AFTER)) - 1])

    # --- life --------------------------------------------------------------------------------------------------------

    async def idle(self) -> None:
        """Wait until everything stored is worked."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Take nothing more, and give what is being worked its time (SIGTERM drains)."""
        self._stopping.set()
        self._news.set()
        tasks = list(self._busy.values())
        if tasks:
            await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
        done, self._read_only = self._read_only, []
        if done:
            async with self.db.write() as session:
                await inbox.settle_all(session, [inbox_id for inbox_id, _ in done], self.clock.real())


def _incoming(update: dict[str, Any]) -> inbox.Incoming:
    """What tells an event apart: the message's or the tap's own id, not the update's. Here texts lose what is unfit."""
    update = typed.cleaned(update)
    update_id = update["update_id"]
    message, tap = update.get("message"), update.get("callback_query")
    if isinstance(message, dict):
        key = f"m:{message.get('chat', {}).get('id')}:{message.get('message_id')}"
        sender = message.get("from", {}).get("id")
    elif isinstance(tap, dict):
        key, sender = f"c:{tap.get('id')}", tap.get("from", {}).get("id")
    else:
        body: Any = next((part for name, part in update.items() if name != "update_id"), {})
        key, sender = f"u:{update_id}", body.get("from", {}).get("id") if isinstance(body, dict) else None
    return inbox.Incoming("telegram", update_id, key, str(sender), update)
