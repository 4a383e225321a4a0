"""Asking Telegram for updates: the offset moves once a batch is stored (architecture decision 5)."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import Any, Final

import aiohttp
import structlog
from aiogram import Bot

from bot.storing import ALLOWED, Raw
from db.engine import DatabaseError

log = structlog.get_logger()

POLL_SECONDS: Final = 25
LONGEST_PAUSE: Final = 10.0
"""Between two tries: after an outage of the database people are served again within it (G45)."""


class Trouble(StrEnum):
    """What the messenger will not have from us, until somebody mends it."""

    TOKEN = "token"  # noqa: S105 - the name of a trouble
    """The token was revoked: nothing can be read or sent (G47)."""
    CONFLICT = "conflict"
    """Somebody else asks for this bot's updates: another poller, or a webhook."""


TROUBLES: Final = {401: Trouble.TOKEN, 404: Trouble.TOKEN, 409: Trouble.CONFLICT}


class _RefusedError(Exception):
    """`getUpdates` was refused."""

    def __init__(self, code: int, retry_after: float = 0.0) -> None:
        self.code = code
        self.retry_after = retry_after
        super().__init__(f"getUpdates was answered {code}")


async def _unheard(_: float) -> None:
    """Nobody wants to know."""


class Polling:
    """Asks for updates and hands each batch to `take`, which stores it or raises."""

    def __init__(self, bot: Bot, take: Callable[[Sequence[Raw]], Awaitable[None]], stopping: asyncio.Event) -> None:
        """Nothing is asked for until `run`."""
        self.bot = bot
        self.take = take
        self.stopping = stopping
        self.offset: int | None = None
        self.trouble: Trouble | None = None
        self.heard = False
        self.refused_pause = 30.0
        """Seconds between two tries while the messenger refuses us."""
        self.conflict = asyncio.Event()
        """Set once somebody else asks: whoever leads may yield to them."""
        self.held: Callable[[], float] = lambda: 0.0
        """For how many seconds nothing may be asked, as a process before this one was told."""
        self.told_to_wait: Callable[[float], Awaitable[None]] = _unheard
        """Called with the messenger's `retry_after`."""
        self.answered: Callable[[], None] = lambda: None
        """Called whenever the messenger answered."""
        self.troubled: Callable[[Trouble | None], None] = lambda _: None
        """Called when a trouble begins or ends."""

    async def run(self) -> None:
        """Ask for ever. The offset follows the batch, never «the greatest seen»: ids may jump after a quiet week."""
        pause = 1.0
        timeout = aiohttp.ClientTimeout(total=POLL_SECONDS + 15)
        async with aiohttp.ClientSession(timeout=timeout) as http:
            await self._rest(self.held())
            while not self.stopping.is_set():
                try:
                    updates = await self._fetch(http)
                    self._settled()
                    if updates:
                        await self.take(updates)
                        self.offset = updates[-1]["update_id"] + 1
                    pause = 1.0
                except _RefusedError as refused:
                    self._refused(refused.code)
                    if refused.retry_after > 0:
                        await self.told_to_wait(refused.retry_after)
                    refused_pause = self.refused_pause if refused.code in TROUBLES else pause
                    pause = await self._rest(max(refused_pause, refused.retry_after))
                except (aiohttp.ClientError, TimeoutError, OSError, ValueError, DatabaseError) as error:
                    log.warning("intake: no updates", error=type(error).__name__)
                    pause = await self._rest(pause)

    async def _fetch(self, http: aiohttp.ClientSession) -> list[Raw]:
        url = self.bot.session.api.api_url(token=self.bot.token, method="getUpdates")
        # The first time, and after any trouble, the answer comes at once: whether we are heard is known then.
        asked: dict[str, Any] = {"timeout": POLL_SECONDS if self.heard else 0, "allowed_updates": list(ALLOWED)}
        if self.offset is not None:
            asked["offset"] = self.offset
        async with http.post(url, json=asked) as answer:
            body = await answer.json(content_type=None)
        if not isinstance(body, dict) or not body.get("ok"):
            refusal = body if isinstance(body, dict) else {}
            told = (refusal.get("parameters") or {}).get("retry_after", 0)
            raise _RefusedError(int(refusal.get("error_code", 0)), float(told))
        return list(body["result"])

    def _refused(self, code: int) -> None:
        """One alert a trouble, however long it lasts."""
        trouble = TROUBLES.get(code)
        if trouble is Trouble.CONFLICT:
            self.conflict.set()
        if trouble is None:
            log.warning("intake: no updates", code=code)
        elif trouble is not self.trouble:
            self.trouble = trouble
            self.troubled(trouble)
            log.error("intake: the messenger refuses us", trouble=trouble)

    def _settled(self) -> None:
        if self.trouble is not None:
            log.info("intake: the messenger takes us again", trouble=self.trouble)
            self.trouble = None
            self.troubled(None)
        self.heard = True
        self.answered()

    async def _rest(self, pause: float) -> float:
        self.heard = False
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), pause)
        return min(pause * 2, LONGEST_PAUSE)
