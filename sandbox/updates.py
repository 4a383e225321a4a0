"""A bot's queue of updates, with the offsets, lives and conflicts of `getUpdates`.

As telegram-bot-api's `Client.cpp` and td's `TQueue` have them. Only one thing of theirs is not here: a bot that polls in
a hot loop with the same offset is slowed down there.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sandbox.errors import Refused
from sandbox.faults import Faults

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count",
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost",
    "removed_chat_boost",
)  # fmt: skip
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only when `allowed_updates` names them."""
ORDINARY = frozenset(KINDS) - UNASKED

DAY = timedelta(days=1)
TAP_LIFE = timedelta(seconds=150)
LIVES = {
    "inline_query": timedelta(seconds=30),
    "chosen_inline_result": timedelta(seconds=600),
    "callback_query": TAP_LIFE,
    "shipping_query": TAP_LIFE,
    "pre_checkout_query": TAP_LIFE,
}
"""How long an update of that kind waits; any other does a day."""
QUIET = timedelta(days=7)
FUTURE = 10
"""An offset further than this beyond the newest update is taken for a mistake and confirms nothing."""


@dataclass(slots=True, eq=False)
class Pending:
    """An update that waits."""

    id: int
    kind: str
    body: dict[str, Any]
    dies: datetime
    place: int
    """The chat it comes from, or the person where there is no chat: a webhook keeps the order in it."""
    again: bool = False
    """It comes once more after it was taken (a scripted fault)."""
    failures: int = 0
    """How many times a webhook has not taken it."""


class UpdateQueue:
    """Updates wait here until an offset above theirs confirms them, or their life is over."""

    def __init__(self, clock: Callable[[], datetime], seed: int, faults: Faults | None = None) -> None:
        self._clock = clock
        self._faults = faults or Faults()
        self._faults.on_lift.append(self._let_go)
        self._random = random.Random(seed)  # noqa: S311 - ids to look like Telegram's, no secret
        self._waiting: deque[Pending] = deque()
        self._held: list[tuple[str, dict[str, Any]]] = []
        self._next_id = self._random.randint(10**8, 10**9)
        self._last_put = clock()
        self._poll: asyncio.Future[bool] | None = None
        self._watchers: list[asyncio.Future[None]] = []
        self._arrivals: list[asyncio.Future[None]] = []
        self.allowed: frozenset[str] = ORDINARY

    def allow(self, kinds: list[str]) -> None:
        """`allowed_updates`: rules what is put from now on. A list that names no kind there is means all but the unasked."""
        self.allowed = frozenset(kind.lower() for kind in kinds) & frozenset(KINDS) or ORDINARY

    def put(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update, unless the bot did not ask for its kind. A fault may hold it back until the next one."""
        if kind not in self.allowed:
            return
        fault = self._faults.of_delivery(kind, tuple(map(str, _parties(content))))
        if fault is not None and fault.kind == "reorder":
            self._held.append((kind, content))
            return
        self._queue(kind, content, again=fault is not None)
        self._let_go()

    def _queue(self, kind: str, content: dict[str, Any], *, again: bool = False) -> None:
        """Ids grow one by one; after a week without updates the next one is random, smaller ones included."""
        now = self._clock()
        self._bury()
        if now - self._last_put > QUIET:
            self._next_id = self._random.randint(10**8, 10**9)
        self._last_put = now
        body = {"update_id": self._next_id, kind: content}
        place = next(_parties(content), self._next_id)
        self._waiting.append(Pending(self._next_id, kind, body, now + LIVES.get(kind, DAY), place, again))
        self._next_id += 1
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(True)
        _wake(self._arrivals)

    def _let_go(self) -> None:
        """What was held back comes now: another update came first, or the fault was cleared."""
        held, self._held = self._held, []
        for kind, content in held:
            self._queue(kind, content)

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

    async def first(self, busy: Container[int] = ()) -> Pending:
        """The oldest from a place that is not busy, as soon as there is one."""
        while True:
            self._bury()
            for pending in self._waiting:
                if pending.place not in busy:
                    return pending
            arrival: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._arrivals.append(arrival)
            await arrival

    def look_again(self) -> None:
        """A place is not busy any more: `first` looks again."""
        _wake(self._arrivals)

    def drop(self, pending: Pending) -> None:
        """That one is delivered."""
        if pending.again:
            pending.again = False
        elif pending in self._waiting:
            self._waiting.remove(pending)
            self._tell_watchers()

    def clear(self) -> None:
        """Forget everything (`drop_pending_updates`)."""
        self._waiting.clear()
        self._held.clear()
        self._tell_watchers()

    def __len__(self) -> int:
        self._bury()
        return len(self._waiting)

    async def settled(self) -> None:
        """Until every update put so far is confirmed or dead."""
        so_far = set(self._waiting)
        while True:
            self._bury()
            if so_far.isdisjoint(self._waiting):
                return
            watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._watchers.append(watcher)
            await watcher

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        elif offset <= self._next_id + FUTURE:
            for pending in list(takewhile(lambda pending: pending.id < offset, self._waiting)):
                self.drop(pending)
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


def _parties(content: dict[str, Any]) -> Iterator[int]:
    """The ids of whom an update concerns: its chat first, then who caused it."""
    for holder in (content, content.get("message") or {}):
        if "chat" in holder:
            yield holder["chat"]["id"]
    for name in ("from", "user"):
        if name in content:
            yield content[name]["id"]


def _wake(sleepers: list[asyncio.Future[None]]) -> None:
    for sleeper in sleepers:
        if not sleeper.done():
            sleeper.set_result(None)
    sleepers.clear()
