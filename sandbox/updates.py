"""A bot's queue of updates, with the offsets, lives and conflicts of `getUpdates`."""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sandbox.errors import Refused

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count",
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost",
    "removed_chat_boost",
)  # fmt: skip
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only when `allowed_updates` names them."""

DAY = timedelta(days=1)
TAP_LIFE = timedelta(seconds=150)
QUIET = timedelta(days=7)
FUTURE = 10
"""An offset further than this beyond the newest update is taken for a mistake and confirms nothing."""


class Pending(NamedTuple):
    id: int
    body: dict[str, Any]
    dies: datetime


class UpdateQueue:
    """Updates wait here until an offset above theirs confirms them, or their life is over."""

    def __init__(self, clock: Callable[[], datetime], seed: int) -> None:
        self._clock = clock
        self._random = random.Random(seed)  # noqa: S311 - ids to look like Telegram's, no secret
        self._waiting: deque[Pending] = deque()
        self._next_id = self._random.randint(10**8, 10**9)
        self._last_put = clock()
        self._poll: asyncio.Future[bool] | None = None
        self._watchers: list[asyncio.Future[None]] = []
        self._arrivals: list[asyncio.Future[None]] = []
        self.allowed: frozenset[str] = frozenset(KINDS) - UNASKED

    def allow(self, kinds: list[str]) -> None:
        """`allowed_updates`: an empty list means all but the unasked; it rules what is put from now on."""
        self.allowed = frozenset(kinds) & frozenset(KINDS) if kinds else frozenset(KINDS) - UNASKED

    def put(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update, unless the bot did not ask for its kind.

        Ids grow one by one; after a week without updates the next one is random, smaller ones included.
        """
        if kind not in self.allowed:
            return
        now = self._clock()
        if now - self._last_put > QUIET and not self._waiting:
            self._next_id = self._random.randint(10**8, 10**9)
        self._last_put = now
        life = TAP_LIFE if kind == "callback_query" else DAY
        self._waiting.append(Pending(self._next_id, {"update_id": self._next_id, kind: content}, now + life))
        self._next_id += 1
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(True)
        _wake(self._arrivals)

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """What `getUpdates` answers; the offset confirms everything below it first.

        A negative offset keeps that many newest updates and forgets the rest. A poller that finds nothing waits, and
        ends an earlier one that still waits with 409.
        """
        self._confirm(offset)
        found = self._first(limit)
        if found or timeout <= 0:
            return found
        self.end_poll("other-getupdates")
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, timeout)
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
        return self._first(limit)

    def end_poll(self, reason: str) -> None:
        """End a long poll that waits, with that refusal."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Refused(reason))
        self._poll = None

    @property
    def polled(self) -> bool:
        """Whether a poll waits for something to come."""
        return self._poll is not None

    async def first(self) -> Pending:
        """The oldest that waits, as soon as there is one."""
        while True:
            self._bury()
            if self._waiting:
                return self._waiting[0]
            arrival: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._arrivals.append(arrival)
            await arrival

    def drop(self, pending: Pending) -> None:
        """That one is delivered."""
        if pending in self._waiting:
            self._waiting.remove(pending)
            self._tell_watchers()

    def clear(self) -> None:
        """Forget everything (`drop_pending_updates`)."""
        self._waiting.clear()
        self._tell_watchers()

    def __len__(self) -> int:
        self._bury()
        return len(self._waiting)

    async def settled(self) -> None:
        """Until every update put so far is confirmed or dead."""
        newest = self._waiting[-1] if self._waiting else None
        while newest is not None and newest in self._waiting:
            self._bury()
            watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._watchers.append(watcher)
            if newest in self._waiting:
                await watcher

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        elif offset <= self._next_id + FUTURE:
            while self._waiting and self._waiting[0].id < offset:
                self._waiting.popleft()
        self._tell_watchers()

    def _first(self, limit: int) -> list[dict[str, Any]]:
        self._bury()
        return [pending.body for pending, _ in zip(self._waiting, range(limit), strict=False)]

    def _bury(self) -> None:
        now = self._clock()
        if any(pending.dies <= now for pending in self._waiting):
            self._waiting = deque(pending for pending in self._waiting if pending.dies > now)
            self._tell_watchers()

    def _tell_watchers(self) -> None:
        _wake(self._watchers)


def _wake(sleepers: list[asyncio.Future[None]]) -> None:
    for sleeper in sleepers:
        if not sleeper.done():
            sleeper.set_result(None)
    sleepers.clear()
