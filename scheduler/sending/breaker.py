"""Is it one recipient, or is the messenger away? While it is, only a trial goes out now and then (G11).

Failures of several chats with no success between them are an outage. Then nothing else is tried, so that an outage uses
up nobody's tries, and what waited goes out as soon as one trial succeeds, not after each row's own pause.
"""

from typing import Final

SEVERAL: Final = 2
TRIAL_SECONDS: Final = 15.0


class Breaker:
    """Counts whose calls failed since one last succeeded. Seconds are those of the pace's timer."""

    def __init__(self) -> None:
        """Closed: everything goes."""
        self.open = False
        self._failed: set[str] = set()
        self._trial_at = 0.0

    def failed(self, chat: str, at: float) -> bool:
        """A call did not reach the messenger, or had no answer; True if that begins an outage."""
        was_open = self.open
        self._failed.add(chat)
        if self.open or len(self._failed) >= SEVERAL:
            self.open = True
            self._trial_at = at + TRIAL_SECONDS
        return self.open and not was_open

    def succeeded(self) -> bool:
        """A call was answered; True if that ends an outage."""
        was_open, self.open = self.open, False
        self._failed.clear()
        return was_open

    def holds(self, at: float) -> float:
        """For how many seconds nothing is to be tried; 0 when everything, or a trial, may go."""
        return max(self._trial_at - at, 0.0) if self.open else 0.0
