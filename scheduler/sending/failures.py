"""What a failed send means: try again, wait, give up, or leave the recipient alone (G11–G13)."""

import random
from dataclasses import dataclass
from typing import Final

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError

LONGEST_PAUSE: Final = 300.0
UNCERTAIN_PAUSE: Final = 60.0
UNCERTAIN: Final = "uncertain"
NO_SERVER: Final = "5xx"
NO_CONNECTION: Final = "no connection"
AWAY: Final = frozenset({UNCERTAIN, NO_SERVER, NO_CONNECTION})
"""What looks like an outage of the messenger."""
MOST_COPIES: Final = 3
"""Messages of one push that may have arrived, whatever happens (G8)."""
GONE: Final = ("chat not found", "user is deactivated", "bot was blocked", "user not found")
BAD_MARKUP: Final = "can't parse entities"
REDRAWN: Final = ("message is not modified", "message to edit not found", "message can't be edited")
"""A redraw that is not needed, or has nothing left to redraw: done."""
LATE: Final = ("query is too old", "query id is invalid")
POISON: Final = 5
"""After so many tries what breaks us, not the messenger, is set aside (G14)."""


@dataclass(frozen=True)
class Outcome:
    """What became of a send, and what to do with its notices."""

    sent: bool = False
    message_id: int | None = None
    wait: float = 0.0
    """Seconds before the next try."""
    counted: bool = True
    unreachable: bool = False
    dead: bool = False
    plain: bool = False
    """Our own markup was refused: send it as plain text."""
    error: str = ""

    @property
    def pauses(self) -> bool:
        """Whether this recipient's other messages wait too, so that pushes of one cell stay in order."""
        return not self.sent and not self.dead


def judge(error: Exception, *, attempts: int, before: str = "", copies: int = 0) -> Outcome:
    """Classify a failure.

    `before` is the error of the try before, since an uncertain send is tried once more only; `copies` is how many
    messages may have arrived already.
    """
    match error:
        case TelegramRetryAfter():
            return Outcome(wait=float(error.retry_after), counted=False)
        case TelegramForbiddenError() | TelegramBadRequest() if _gone(error):
            return Outcome(unreachable=True, error="gone")
        case TelegramBadRequest() if BAD_MARKUP in error.message:
            return Outcome(plain=True, dead=True, error="markup")
        case TelegramBadRequest() if any(words in error.message for words in (*REDRAWN, *LATE)):
            return Outcome(sent=True)
        case TelegramUnauthorizedError():
            return Outcome(counted=False)  # given back as it was, for a new token
        case TelegramConflictError():
            return Outcome(wait=UNCERTAIN_PAUSE, counted=False)  # somebody else works: it is theirs to send
        case TelegramServerError():
            return Outcome(wait=back_off(attempts), error=NO_SERVER)
        case TelegramNetworkError() if _never_connected(error):
            return Outcome(wait=back_off(attempts), error=NO_CONNECTION)
        case TelegramBadRequest():
            return Outcome(dead=True, error=error.message[:200])
    # The answer was lost: the message may have arrived. Once more, then it is given up rather than sent for ever.
    given_up = before == UNCERTAIN or copies + 1 >= MOST_COPIES
    return Outcome(wait=UNCERTAIN_PAUSE, dead=given_up, error=UNCERTAIN)


def back_off(attempts: int) -> float:
    """1 → 300 s, doubling, with jitter so that a thousand rows do not come back at once."""
    return min(LONGEST_PAUSE, 2.0**attempts) * random.uniform(0.75, 1.0)  # noqa: S311 - jitter, not a secret


def word(error: Exception) -> str:
    """The class of a failure in one word, to be counted by: never the messenger's own words."""
    match error:
        case TelegramRetryAfter():
            return "429"
        case TelegramUnauthorizedError():
            return "401"
        case TelegramConflictError():
            return "409"
    outcome = judge(error, attempts=0)
    known = outcome.error in (*AWAY, "gone", "markup")
    return "needless" if outcome.sent else outcome.error.replace(" ", "_") if known else "refused"


def _gone(error: TelegramAPIError) -> bool:
    return isinstance(error, TelegramForbiddenError) or any(words in error.message for words in GONE)


def _never_connected(error: TelegramNetworkError) -> bool:
    return isinstance(error.__cause__, ClientConnectorError) or isinstance(error.__context__, ClientConnectorError)
