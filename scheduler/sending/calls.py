"""What a call of the Bot API is to the door: whom it is for, how fast it may follow another, and what it would say."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NamedTuple, cast

from aiogram.client.default import Default
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from aiogram.types import InputFile

from journal.operations import screens
from scheduler.sending.failures import AWAY, UNCERTAIN, judge
from scheduler.sending.pace import EVERYWHERE, FREE, MESSAGE, SCREEN, Lane, Late, Rate


class Voice(NamedTuple):
    """As whom we speak: the lane, and whether what cannot be drawn is promised here."""

    lane: Lane = Lane.ANSWER
    promises: bool = True


@dataclass(slots=True)
class Served:
    """Whose update is being worked."""

    chat: str = EVERYWHERE
    behind: bool = False
    """A page of this answer was promised, so those after it are too: they stay in order."""


VOICE: Final[ContextVar[Voice | None]] = ContextVar("voice", default=None)
SERVED: Final[ContextVar[Served | None]] = ContextVar("served", default=None)


@contextmanager
def speaking(lane: Lane, *, promises: bool = False) -> Iterator[None]:
    """Calls within the block are of this lane."""
    token = VOICE.set(Voice(lane, promises))
    try:
        yield
    finally:
        VOICE.reset(token)


def serving(chat: str) -> None:
    """From now on this task works an update of this chat."""
    SERVED.set(Served(chat))


def voice() -> Voice:
    """As whom we speak now: as an answer to somebody, unless it was said otherwise."""
    return VOICE.get() or Voice()


class Held(TelegramRetryAfter):
    """A call that was not made: the messenger asked us to wait, or takes nothing from us."""

    def __init__(self, method: TelegramMethod[Any], seconds: float) -> None:
        """`seconds` is exact; `retry_after` in whole seconds, for whoever takes it for the messenger's own."""
        super().__init__(method, "held back", math.ceil(seconds))
        self.seconds = seconds


def chat_of(method: TelegramMethod[Any]) -> str:
    """Whom a call is for: the chat it names, or whose update it answers."""
    named = getattr(method, "chat_id", None)
    if named is not None:
        return str(named)
    served = SERVED.get()
    return served.chat if served is not None and isinstance(method, AnswerCallbackQuery) else EVERYWHERE


def rate_of(method: TelegramMethod[Any]) -> Rate:
    """How fast such calls may follow each other."""
    name = method.__api_method__
    if name == "sendChatAction":
        return FREE
    if name.startswith(("send", "copyMessage", "forwardMessage")):
        return MESSAGE
    return SCREEN if name.startswith("editMessage") else FREE


def payload_of(method: TelegramMethod[Any]) -> dict[str, Any] | None:
    """What a call says, to be made again later; None for what is no screen, or holds a file's bytes."""
    if rate_of(method) is FREE:
        return None
    try:
        return cast(dict[str, Any], _plain(method.model_dump(warnings=False), top=True))
    except TypeError:
        return None


def _plain(value: Any, *, top: bool = False) -> Any:
    """As JSON, without the defaults that the bot fills in when it sends. TypeError for a file."""
    if isinstance(value, dict):
        return {
            key: _plain(item)
            for key, item in value.items()
            if not isinstance(item, Default) and (item is not None or (top and key == "parse_mode"))
        }
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, InputFile):
        raise TypeError("a file's bytes are not kept")
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value).__name__} is no JSON")


def passes(error: Exception) -> bool:
    """Whether it passes by itself: waiting helps, another text would not."""
    if isinstance(error, TelegramAPIError):
        return isinstance(
            error, TelegramRetryAfter | TelegramServerError | TelegramNetworkError | TelegramUnauthorizedError
        )
    return True


def later(error: Exception, *, redraws: bool) -> tuple[float, str]:
    """After how many seconds to draw what failed so, and what to remember of it."""
    if isinstance(error, Late):
        return error.seconds, ""
    outcome = judge(error, attempts=0)
    if outcome.error == UNCERTAIN:
        # To redraw twice does no harm; a new message may be there already.
        return (1.0, screens.AWAY) if redraws else (outcome.wait, screens.UNCERTAIN)
    if isinstance(error, TelegramUnauthorizedError):
        return 0.0, ""
    return outcome.wait, screens.AWAY if outcome.error in AWAY else ""
