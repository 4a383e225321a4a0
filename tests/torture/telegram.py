"""The sandbox in the driver's own process, with ears at every event: what is drawn, sent and answered, as it happens."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.world import Sandbox
from tests.torture.house import Family, House, Teacher

Ear: TypeAlias = Callable[[str, int | None, dict[str, Any]], None]


class Heard(Events):
    """Events that are also told at once, before the bot gets its answer: the moment between an effect and its settling."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.ears: list[Ear] = []

    def tell(self, kind: str, user: int | None = None, **payload: Any) -> None:
        super().tell(kind, user, **payload)
        for ear in list(self.ears):
            ear(kind, user, payload)


def telegram(house: House, token: str) -> tuple[Sandbox, Heard]:
    """A Telegram in which everybody of the house has started the bot."""
    sandbox = Sandbox(token=token)
    events = sandbox.events = Heard(sandbox.clock)
    people: list[Teacher | Family] = [*house.teachers, *house.families]
    for who in people:
        sandbox.chat(sandbox.bot(), sandbox.add_person(who.name, user_id=who.phone)).started = True
    return sandbox, events


WRITING: Final = 1.0
"""Seconds that a bot may need to hear «wait» and to write it down."""


class Heed:
    """The calls that came before Telegram had said to come back (G11).

    Whoever is killed as the 429 is on its way to him can tell nobody: the next bot asks once more, and is told anew. Such
    calls are counted apart, and only those.
    """

    def __init__(self, events: Heard, deaths: Sequence[float]) -> None:
        """`deaths` are the loop's times at which bots were killed; it grows."""
        self.deaths = deaths
        self.early: Counter[str] = Counter()
        self.untold: Counter[str] = Counter()
        """Early, since whoever was told had died."""
        self.seen: list[str] = []
        """The early ones, one by one."""
        self._told: dict[tuple[str, str], float] = {}
        events.ears.append(self._hear)

    def _hear(self, kind: str, _: int | None, payload: dict[str, Any]) -> None:
        if kind != "call":
            return
        call = payload["call"]
        method, now = str(call["method"]), asyncio.get_running_loop().time()
        key = (method, str(call["params"].get("chat_id", "")))
        if call["impatient"] is not None:
            told = self._told.get(key, 0.0)
            if any(abs(death - told) <= WRITING for death in self.deaths):
                self.untold[method] += 1
            else:
                self.early[method] += 1
                since = min((abs(death - told) for death in self.deaths), default=0.0)
                self.seen.append(
                    f"{method} {now - told:.2f} s after a 429, {call['impatient']:.2f} s early; a death {since:.2f} s from it"
                )
        if call["retry_after"] is not None:
            self._told[key] = now
