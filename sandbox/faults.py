"""Scripted faults: what goes wrong, for which method and person, how many times or how often, before or after the effect.

A fault of a call strikes when the bot calls; a fault of a delivery strikes when an update is made, for polling and
webhook alike. Clearing a fault also ends what it is doing: a slow answer goes out, a hanging one is cut, a held update
is let go.
"""

import asyncio
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count as numbers
from typing import Any, Literal, get_args

CallKind = Literal["429", "403", "401", "409", "500", "502", "cut-before", "cut-after", "slow", "hang", "garbage"]
DeliveryKind = Literal["duplicate", "reorder"]
Kind = CallKind | DeliveryKind
CALLS: tuple[CallKind, ...] = get_args(CallKind)
DELIVERIES: tuple[DeliveryKind, ...] = get_args(DeliveryKind)
KINDS: tuple[Kind, ...] = (*CALLS, *DELIVERIES)
LONGEST = 7 * 86_400
"""Seconds that a scripted wait may last."""
ASKED = ("kind", "method", "user", "count", "probability", "seed", "retry_after", "delay")
"""What may be said of a fault when it is planned."""


@dataclass(slots=True, eq=False)
class Fault:
    """One scripted fault; `method` or `user` of None fits everything, `count` of None lasts until it is cleared.

    `method` of a delivery is a kind of update. The dice of a `probability` are seeded: a test sees the same luck always.
    """

    kind: Kind
    method: str | None = None
    user: int | None = None
    count: int | None = 1
    probability: float = 1.0
    seed: int = 0
    retry_after: int = 1
    delay: float = 1.0
    id: int = 0
    struck: int = 0
    lifted: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    _dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse what could never strike, or never as it was meant."""
        if self.kind not in KINDS:
            raise ValueError(f"a fault is one of {', '.join(KINDS)}")
        if self.count is not None and self.count < 1:
            raise ValueError("count is at least 1, or null until it is cleared")
        if not 0 < self.probability <= 1:
            raise ValueError("probability is above 0 and at most 1")
        if not 1 <= self.retry_after <= LONGEST or not 0 <= self.delay <= LONGEST:
            raise ValueError(f"retry_after is at least 1 second, delay no less than 0, both at most {LONGEST}")
        self._dice = random.Random(self.seed)  # noqa: S311 - repeatable luck, no secret

    def fits(self, method: str, users: Iterable[str]) -> bool:
        if self.method is not None and self.method.lower() != method.lower():
            return False
        return self.user is None or str(self.user) in users

    def strikes(self) -> bool:
        """Whether this time is one of those times; that uses it up by one."""
        if self._dice.random() >= self.probability:
            return False
        self.struck += 1
        if self.count is not None:
            self.count -= 1
        return True

    def record(self) -> dict[str, Any]:
        """The fault as the page shows it."""
        return {name: getattr(self, name) for name in ("id", *ASKED, "struck")}


class Faults:
    """The list of them; the first that fits, and whose dice say so, strikes."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.planned: list[Fault] = []
        self.on_lift: list[Callable[[], None]] = []
        """Called when a fault was cleared: who holds something back lets it go."""
        self._changed = changed
        self._at_work: set[Fault] = set()
        self._numbers = numbers(1)

    def plan(self, kind: Kind, **when: Any) -> Fault:
        """A fault more; `when` is what `ASKED` names. ValueError or TypeError for nonsense."""
        unknown = when.keys() - set(ASKED)
        if unknown:
            raise ValueError(f"a fault has no {', '.join(sorted(unknown))}")
        fault = Fault(kind, **when, id=next(self._numbers))
        self.planned.append(fault)
        self._changed()
        return fault

    def clear(self, number: int | None = None) -> None:
        """Forget the fault of that number (KeyError when there is none), or all of them."""
        cleared = {fault for fault in {*self.planned, *self._at_work} if number in (None, fault.id)}
        if number is not None and not cleared:
            raise KeyError(number)
        self.planned = [fault for fault in self.planned if fault not in cleared]
        for fault in cleared:
            fault.lifted.set()
        for let_go in self.on_lift:
            let_go()
        self._changed()

    def of_call(self, method: str, users: Iterable[str]) -> Fault | None:
        """The fault that strikes this call, if any."""
        return self._take(CALLS, method, users)

    def of_delivery(self, kind: str, users: Iterable[str]) -> Fault | None:
        """The fault that strikes this update, if any."""
        return self._take(DELIVERIES, kind, users)

    async def last(self, fault: Fault, seconds: float | None) -> None:
        """Wait so many real seconds, or for ever; clearing the fault ends it at once."""
        self._at_work.add(fault)
        try:
            await asyncio.wait_for(fault.lifted.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._at_work.discard(fault)

    def _take(self, kinds: tuple[str, ...], method: str, users: Iterable[str]) -> Fault | None:
        for fault in self.planned:
            if fault.kind in kinds and fault.fits(method, users) and fault.strikes():
                self.planned = [planned for planned in self.planned if planned.count != 0]
                self._changed()
                return fault
        return None
