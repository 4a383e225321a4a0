"""Routing, not permission: which router may be interested at all. Async, since a sync filter costs a thread hop."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from keyboards.data import Data


class Prefixes(Filter):
    """One look at the prefix gates a whole router of buttons (200 handlers in a row made a tap cost 10 ms)."""

    def __init__(self, *kinds: type[Data]) -> None:
        """The callback data that the router's handlers read."""
        self.prefixes = {kind.__prefix__ for kind in kinds}

    async def __call__(self, query: CallbackQuery) -> bool:
        """Whether the tap is for this router."""
        return (query.data or "").partition(":")[0] in self.prefixes


class Tap(Filter):
    """A tap on one kind of button; bytes that we did not write are nobody's and end at the catch-all."""

    def __init__(self, kind: type[Data]) -> None:
        """The callback data to read."""
        self.kind = kind

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        """The handler gets `tap`, read and checked."""
        data = query.data or ""
        if data.partition(":")[0] != self.kind.__prefix__:
            return False
        try:
            return {"tap": self.kind.unpack(data)}
        except (TypeError, ValueError):
            return False


class HasText(Filter):
    """A message with a text."""

    async def __call__(self, message: Message) -> bool:
        """Whether there is something to read."""
        return bool(message.text)
