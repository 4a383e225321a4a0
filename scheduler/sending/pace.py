"""How fast we may write: one start every 1/25 s, one message a second to a chat, nothing before a `retry_after` (G11).

Whoever wants to write waits here for a turn, in a lane: answers to people go first, then news, then what goes to
everybody; within a lane the chats take turns. Turns are given by a timer at the moment the next one is due. A limiter
that fills a bucket lets it run over at once instead: 49 calls in the first second, measured, where 25 were meant.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple, Protocol

PER_SECOND: Final = 25.0
"""Telegram lets a bot send about 30 messages a second; the rest is for clocks that differ."""
PATIENCE: Final = 2.0
"""How long an answer waits for its turn before it becomes a promise."""
SECOND_CHAT: Final = 1.0
"""A 429 from another chat within so many seconds means the whole bot."""
EVERYWHERE: Final = ""
"""The name of the whole bot among the chats."""
HEED: Final = 1.0
"""For how many seconds a chat's next call waits for the answer to the one before: it may tell to wait (G11). No longer,
or whoever hangs would hold up an answer."""
REMEMBERED: Final = 10_000
FOR_EVER: Final = float("inf")


class Lane(IntEnum):
    """Who goes first when the bot may not write as fast as it would."""

    ANSWER = 0
    """To somebody who tapped or typed and waits (G15)."""
    NEWS = 1
    BROADCAST = 2


class Rate(NamedTuple):
    """How often a chat may be written to in one way: so many at once, then one in so many seconds."""

    name: str
    seconds: float
    burst: int


MESSAGE: Final = Rate("message", 1.0, 1)
"""A new message rings, and Telegram allows one a second."""
SCREEN: Final = Rate("screen", 1.0, 30)
"""Redrawing rings nobody and Telegram names no number: a teacher who marks a class tap by tap is followed without delay."""
FREE: Final = Rate("free", 0.0, 1)
"""What puts nothing into a chat waits for nothing but pauses, and for what its chat was to get before."""


class Late(Exception):
    """There is no turn in time; `seconds` tells when to ask again."""

    def __init__(self, seconds: float) -> None:
        """`seconds` from now."""
        super().__init__(f"{seconds:.1f} s")
        self.seconds = seconds


class Alarm(Protocol):
    """What `Timer.call_at` gave."""

    def cancel(self) -> None:
        """Do not call."""


class Timer(Protocol):
    """Seconds that only grow: the running loop, or a test's own time."""

    def time(self) -> float:
        """Now."""

    def call_at(self, when: float, callback: Callable[[], object]) -> Alarm:
        """Call at that time."""


@dataclass(slots=True, eq=False)
class _Waiter:
    chat: str
    lane: Lane
    rate: Rate
    turn: asyncio.Future[None]
    heed: float = 0.0
    """Once begun: until when the chat's next one waits for the answer to this one."""


class Pace:
    """The limiter of one process."""

    def __init__(
        self, timer: Timer, *, per_second: float = PER_SECOND, chat_seconds: float = 1.0, patience: float = PATIENCE
    ) -> None:
        """`chat_seconds` stretches or shortens what a chat may get; tests that are about something else take 0."""
        self.timer = timer
        self.gap = 1.0 / per_second
        self.chat_seconds = chat_seconds
        self.patience = patience
        self.in_flight = dict.fromkeys(Lane, 0)
        """Turns that were given and have not ended, by lane."""
        self._next = 0.0
        self._ready: dict[tuple[str, str], float] = {}
        self._paused: dict[str, float] = {}
        self._unanswered: dict[str, _Waiter] = {}
        """What is in flight to a chat, and may be told to wait."""
        self._flood: tuple[str, float] | None = None
        self._lanes: dict[Lane, OrderedDict[str, deque[_Waiter]]] = {lane: OrderedDict() for lane in Lane}
        self._alarm: Alarm | None = None

    # --- turns -------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def turn(self, chat: str, lane: Lane, rate: Rate) -> AsyncIterator[None]:
        """Wait for a turn and be in flight until the block ends.

        Raises Late: for an answer whose turn does not come within `patience`; for anything else as soon as there is a
        pause, so that it is put back instead of standing in the way.
        """
        pause = self.paused(chat)
        if pause > (self.patience if lane is Lane.ANSWER else 0.0):
            raise Late(pause)
        waiter = None
        if rate is not FREE or pause > 0.0 or chat in self._lanes[lane]:
            waiter = _Waiter(chat, lane, rate, asyncio.get_running_loop().create_future())
            await self._wait(waiter)
        else:
            self.in_flight[lane] += 1
        try:
            yield
        finally:
            self._land(lane, waiter)

    def _land(self, lane: Lane, waiter: _Waiter | None) -> None:
        self.in_flight[lane] -= 1
        if waiter is not None and self._unanswered.get(waiter.chat) is waiter:
            del self._unanswered[waiter.chat]
        self._grant()

    async def _wait(self, waiter: _Waiter) -> None:
        self._lanes[waiter.lane].setdefault(waiter.chat, deque()).append(waiter)
        self._grant()
        patience = None
        if waiter.lane is Lane.ANSWER and not waiter.turn.done():
            patience = self.timer.call_at(self.timer.time() + self.patience, lambda: self._refuse(waiter))
        try:
            await waiter.turn
        except asyncio.CancelledError:
            if waiter.turn.done() and not waiter.turn.cancelled() and waiter.turn.exception() is None:
                self._land(waiter.lane, waiter)  # its turn came as it went away
            raise
        finally:
            if patience is not None:
                patience.cancel()
            self._forget(waiter)

    def _refuse(self, waiter: _Waiter) -> None:
        if not waiter.turn.done():
            waiter.turn.set_exception(Late(max(self._due(waiter) - self.timer.time(), 0.0)))
            self._forget(waiter)

    def _forget(self, waiter: _Waiter) -> None:
        """Whoever got a turn, or went away without one, waits no more."""
        lane = self._lanes[waiter.lane]
        queue = lane.get(waiter.chat)
        if queue is not None and waiter in queue:
            queue.remove(waiter)
            if queue:
                lane.move_to_end(waiter.chat)
            else:
                del lane[waiter.chat]

    def _grant(self) -> None:
        """Give every turn that is due, and set the alarm for the next."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        now = self.timer.time()
        while any(self._lanes.values()):
            when = max(self._next, self._paused.get(EVERYWHERE, 0.0))
            waiter = None
            if when <= now:
                waiter, when = self._first(now)
            if waiter is None:
                if when < FOR_EVER:
                    self._alarm = self.timer.call_at(when, self._grant)
                return
            self._begin(waiter)
            if waiter.rate is not FREE:
                self._next = now + self.gap
                waiter.heed, self._unanswered[waiter.chat] = now + HEED, waiter
                self._spend(waiter, now)
            for follower in list(self._lanes[waiter.lane].get(waiter.chat, ())):
                if follower.rate is not FREE:
                    break
                self._begin(follower)

    def _begin(self, waiter: _Waiter) -> None:
        self._forget(waiter)
        if not waiter.turn.done():
            self.in_flight[waiter.lane] += 1
            waiter.turn.set_result(None)

    def _first(self, now: float) -> tuple[_Waiter | None, float]:
        """The first whose chat is ready, by lane and then in turns; or when the next one will be."""
        soonest = FOR_EVER
        for lane in self._lanes.values():
            for queue in list(lane.values()):
                waiter = queue[0]
                if waiter.turn.done():
                    self._forget(waiter)
                    return self._first(now)
                due = self._due(waiter)
                if due <= now:
                    return waiter, now
                soonest = min(soonest, due)
        return None, soonest

    def _due(self, waiter: _Waiter) -> float:
        rate = waiter.rate
        earned = self._ready.get((rate.name, waiter.chat), 0.0) - (rate.burst - 1) * rate.seconds * self.chat_seconds
        before = self._unanswered.get(waiter.chat) if rate is not FREE else None
        heed = before.heed if before is not None else 0.0
        return max(earned, heed, self._paused.get(waiter.chat, 0.0), self._paused.get(EVERYWHERE, 0.0))

    def _spend(self, waiter: _Waiter, now: float) -> None:
        key = (waiter.rate.name, waiter.chat)
        self._ready[key] = max(self._ready.get(key, 0.0), now) + waiter.rate.seconds * self.chat_seconds
        if len(self._ready) > REMEMBERED:
            self._ready = {name: until for name, until in self._ready.items() if until > now}

    # --- pauses ------------------------------------------------------------------------------------------------------

    def flooded(self, chat: str, seconds: float) -> str:
        """A 429: this chat waits; a second chat within a second, and the whole bot does. Returns which of them."""
        now = self.timer.time()
        second = self._flood is not None and self._flood[0] != chat and now - self._flood[1] <= SECOND_CHAT
        self._flood = (chat, now)
        self.pause(chat, seconds)
        if second:
            self.pause(EVERYWHERE, seconds)
        return EVERYWHERE if second else chat

    def pause(self, chat: str, seconds: float) -> None:
        """Nothing goes there for so long; what waits for a turn and is no answer is sent away."""
        now = self.timer.time()
        self._paused = {name: until for name, until in self._paused.items() if until > now}
        self._paused[chat] = max(self._paused.get(chat, 0.0), now + seconds)
        for lane in (Lane.NEWS, Lane.BROADCAST):
            for waiter in [waiter for queue in self._lanes[lane].values() for waiter in queue]:
                if chat in (EVERYWHERE, waiter.chat):
                    self._refuse(waiter)
        self._grant()

    def paused(self, chat: str) -> float:
        """For how many seconds nothing may go there."""
        until = max(self._paused.get(chat, 0.0), self._paused.get(EVERYWHERE, 0.0))
        return max(until - self.timer.time(), 0.0)

    def send_away(self) -> None:
        """Whatever waits and is no answer gets no turn any more: the sender stops."""
        for lane in (Lane.NEWS, Lane.BROADCAST):
            for waiter in [waiter for queue in self._lanes[lane].values() for waiter in queue]:
                self._refuse(waiter)
