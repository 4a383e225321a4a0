"""How much a bot may send, and which of its calls came before it was told to come back.

Telegram names three numbers (Bots FAQ, "My bot is hitting limits"): about 30 messages a second altogether, one a second
in a chat, 20 a minute in a group. It lets short bursts pass, but promises none and says neither how long nor how many;
so the sandbox grants none: within any second, and any minute, no more than the number. That is a bucket whose tokens
come back one by one, each its whole window after it was spent, stricter than one that refills evenly.

Every valid call that would put a message into a chat spends tokens, whatever becomes of it. An album, and several
messages copied at once, spend one a message for the bot and the group and one altogether for the chat. A refused call
spends none. Edits, answers to taps and chat actions are free: Telegram names no number for them.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sandbox.errors import Refused

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SENDING = "sending"
FREE = frozenset({"sendchataction"})


class Key(NamedTuple):
    """What a bot was told to wait with: sending, or one method; in one chat, or (None) anywhere."""

    bot: int
    deed: str
    chat: str | None


@dataclass
class Limits:
    """The numbers, whether they are enforced, and what was promised to whom."""

    clock: Callable[[], datetime]
    enforced: bool = False
    bot_per_second: int = 30
    chat_per_second: int = 1
    group_per_minute: int = 20

    def __post_init__(self) -> None:
        self._spent: dict[tuple[Key, timedelta], deque[datetime]] = {}
        self._promised: dict[Key, datetime] = {}

    def record(self) -> dict[str, Any]:
        """The switch as the page shows it."""
        names = ("enforced", "bot_per_second", "chat_per_second", "group_per_minute")
        return {name: getattr(self, name) for name in names}

    def change(self, **numbers: int) -> None:
        """Switch them on or off, or change a number. ValueError for nonsense, with nothing changed."""
        for name, value in numbers.items():
            if name not in self.record():
                raise ValueError(f"there is no limit {name}")
            if type(value) is not (bool if name == "enforced" else int) or (name != "enforced" and value < 1):
                raise ValueError(f"{name} is {'true or false' if name == 'enforced' else 'a number from 1'}")
        for name, value in numbers.items():
            setattr(self, name, value)

    def early(self, bot: int, method: str, chat: str | None) -> float | None:
        """How many seconds too early a call comes for what the bot was told, None when it does not."""
        if not self._promised:
            return None
        deed, now = _deed(method), self.clock()
        promised = (self._promised.get(Key(bot, deed, chat)), self._promised.get(Key(bot, deed, None)))
        left = max(((until - now).total_seconds() for until in promised if until is not None), default=0.0)
        return left if left > 0 else None

    def promise(self, bot: int, method: str, chat: str | None, seconds: float) -> None:
        """The bot was told to wait so long, by these limits or by a scripted fault."""
        now = self.clock()
        self._promised = {key: until for key, until in self._promised.items() if until > now}
        key = Key(bot, _deed(method), chat)
        self._promised[key] = max(now + timedelta(seconds=seconds), self._promised.get(key, now))

    def spend(self, bot: int, method: str, chat: str, *, group: bool, messages: int = 1) -> None:
        """Let a message (or an album of so many) pass, or refuse it with the whole seconds until it would."""
        if not self.enforced or _deed(method) != SENDING:
            return
        now, everywhere, here = self.clock(), Key(bot, SENDING, None), Key(bot, SENDING, chat)
        buckets = [
            self._bucket(everywhere, SECOND, self.bot_per_second, messages, now),
            self._bucket(here, SECOND, self.chat_per_second, 1, now),
        ]
        if group:
            buckets.append(self._bucket(here, MINUTE, self.group_per_minute, messages, now))
        waits = [(bucket.key, bucket.wait(now)) for bucket in buckets]
        longest = max(wait for _, wait in waits)
        if longest <= 0:
            for bucket in buckets:
                bucket.spent.extend([now] * bucket.wanted)
            return
        for key, wait in waits:
            if wait > 0:
                self.promise(bot, method, key.chat, math.ceil(wait))
        raise Refused("too-many", retry_after=math.ceil(longest))

    def spend_webhook(self, bot: int) -> None:
        """A webhook may be set once a second."""
        if self.enforced:
            bucket = self._bucket(Key(bot, "setwebhook", None), SECOND, 1, 1, self.clock())
            if bucket.wait(self.clock()) > 0:
                self.promise(bot, "setwebhook", None, 1)
                raise Refused("too-many", retry_after=1)
            bucket.spent.append(self.clock())

    def _bucket(self, key: Key, window: timedelta, most: int, wanted: int, now: datetime) -> "Bucket":
        spent = self._spent.setdefault((key, window), deque())
        while spent and spent[0] <= now - window:
            spent.popleft()
        return Bucket(key, window, most, min(wanted, most), spent)


class Bucket(NamedTuple):
    """What was spent within the window, oldest first, and what is wanted now."""

    key: Key
    window: timedelta
    most: int
    wanted: int
    spent: deque[datetime]

    def wait(self, now: datetime) -> float:
        """Seconds until so many are free; 0 when they are."""
        short = len(self.spent) + self.wanted - self.most
        return (self.spent[short - 1] + self.window - now).total_seconds() if short > 0 else 0.0


def _deed(method: str) -> str:
    """One name for everything that puts messages into a chat: a flood in one method is a flood in all of them."""
    method = method.lower()
    sends = method.startswith(("send", "copymessage", "forwardmessage")) and method not in FREE
    return SENDING if sends else method
