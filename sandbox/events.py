"""What the page and the test client watch: numbered events, kept for a while so that nobody misses one."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

KEPT = 5_000

Event = tuple[int, dict[str, Any]]


class Events:
    """Everything that happened, in order, each with the clock's time. A reader goes on after the last number it saw."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.last = 0
        self._clock = clock
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._readers: list[asyncio.Future[None]] = []

    def tell(self, kind: str, user: int | None = None, **payload: Any) -> None:
        self.last += 1
        self._kept.append((self.last, {"type": kind, "user": user, "at": self._clock().isoformat(), **payload}))
        readers, self._readers = self._readers, []
        for reader in readers:
            if not reader.done():
                reader.set_result(None)

    async def since(self, number: int) -> AsyncIterator[Event]:
        """Events after that number, then each new one as it comes, until the reader leaves."""
        while True:
            fresh = self.last - number
            for event in list(self._kept)[-fresh:] if fresh > 0 else []:
                number = event[0]
                yield event
            if self.last == number:
                reader: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._readers.append(reader)
                await reader
            elif number > self.last:
                number = 0
