"""How fast we may write: one start every 1/25 s, one a second to a chat, nothing before a `retry_after` (G11)."""

import asyncio
import contextlib

SECOND_CHAT = 1.0
"""A 429 from another chat within so many seconds means the whole bot."""


class Pace:
    """The limiter of one process: real time, by the loop's clock."""

    def __init__(self, per_second: float, chat_seconds: float) -> None:
        """`per_second` starts in all (Telegram allows a bot 30), one in `chat_seconds` to a chat."""
        self.chat_seconds = chat_seconds
        self.gap = 1.0 / per_second
        self._next = 0.0
        self._chats: dict[str, float] = {}
        self._flood: tuple[str, float] = ("", 0.0)

    async def turn(self, chat: str, stopped: asyncio.Event) -> bool:
        """Wait for the turn of a message to this chat; False if we are stopped meanwhile."""
        at = asyncio.get_running_loop().time()
        start = max(at, self._next, self._chats.get(chat, 0.0))
        self._next = max(self._next, at) + self.gap
        self._chats[chat] = start + self.chat_seconds
        if len(self._chats) > 10_000:
            self._chats = {name: until for name, until in self._chats.items() if until > at}
        if start > at:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), start - at)
        return not stopped.is_set()

    def flooded(self, chat: str, seconds: float) -> None:
        """A 429: this chat waits; a second chat within a second, and the whole bot does."""
        at = asyncio.get_running_loop().time()
        self._chats[chat] = at + seconds
        other, when = self._flood
        if other and other != chat and at - when <= SECOND_CHAT:
            self._next = at + seconds
        self._flood = (chat, at)
