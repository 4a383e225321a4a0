"""What goes wrong, and when: kills at random instants and at chosen ones, a database pulled down, cut wires, outages, floods."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, Protocol

from sandbox.faults import Kind
from sandbox.world import Sandbox
from tests.torture.nursery import Nursery
from tests.torture.proxy import At, Wire
from tests.torture.telegram import Heard


class Server(Protocol):
    """A PostgreSQL that can be pulled down."""

    def restart(self, mode: str = ...) -> None:
        """Down at once, and up again."""


MOMENT_PATIENCE: Final = 3.0
"""Seconds that a chosen moment is waited for; then the bot is killed wherever it is."""
OUTAGE: Final = (1.0, 5.0)
DUPLICATED: Final = 0.03
PATIENT: Final = 0.85
"""How often the next disturbance waits for a bot at work."""
TAKE_OVER: Final = 60.0
"""Seconds: so soon somebody works again (G18)."""


class Storm:
    """Disturbs one run, by its seed."""

    def __init__(
        self,
        sandbox: Sandbox,
        events: Heard,
        bots: Nursery,
        draw: random.Random,
        *,
        every: float,
        families: set[int],
        wire: Wire | None = None,
        server: Server | None = None,
        gentle: bool = False,
    ) -> None:
        """`gentle`: Telegram is well, and nothing but processes and wires ends."""
        self.sandbox, self.events, self.bots, self.draw, self.every = sandbox, events, bots, draw, every
        self.families = families
        self.wire, self.server = wire, server
        self.done: Counter[str] = Counter()
        self.starts: list[float] = []
        """Seconds from the end of the one that worked to the next one's asking for updates."""
        self.drawn: list[float] = []
        """… to its first screen."""
        self._last_started = self._last_drawn = 0.0
        self._asks = False
        """Whether the bot of now has taken updates."""
        events.ears.append(self._hear)
        kinds: list[tuple[float, Callable[[], Awaitable[None]]]] = [
            (30, self.kill_anywhere),
            (10, lambda: self.kill_at("push sent", self._push)),
            (10, lambda: self.kill_at("screen drawn", self._draw_of_screen)),
            (5, lambda: self.kill_at("tap answered", self._answer)),
        ]
        if not gentle:
            kinds += [(6, self.outage), (6, self.flood), (4, self.ambiguous)]
        if wire is not None:
            kinds += [(8, self.kill_at_commit), (8, self.cut_at_commit), (4, self.cut_all)]
        if server is not None:
            kinds += [(3, self.pull_down)]
        if len(bots.places) > 1:
            kinds += [(8, self.kill_idle)]
        self._weights, self._kinds = [weight for weight, _ in kinds], [kind for _, kind in kinds]

    @property
    def kills(self) -> int:
        """How many times the bot was killed."""
        return sum(number for what, number in self.done.items() if what.startswith("kill"))

    @property
    def incidents(self) -> int:
        """Everything that may leave a send unsettled."""
        return sum(number for what, number in self.done.items() if what != "floods")

    async def rage(self, stopped: asyncio.Event) -> None:
        """One disturbance after another until told to stop; and all the time some updates come twice (G3)."""
        self.sandbox.faults.plan("duplicate", count=None, probability=DUPLICATED, seed=self.draw.randrange(10**6))
        while not stopped.is_set():
            if self.draw.random() < PATIENT:
                await self.alive(stopped)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), self.draw.uniform(0.2, 1.0) * self.every)
                return
            await self.draw.choices(self._kinds, self._weights)[0]()

    async def alive(self, stopped: asyncio.Event) -> None:
        """Until the bot asks for updates, so that most disturbances find it at work and not at its start."""
        now = asyncio.get_running_loop().time
        begun = now()
        while not (stopped.is_set() or self._asks or self.sandbox.bot().updates.polled):
            await asyncio.sleep(0.02)
            if now() - begun > TAKE_OVER:
                break
        if self.bots.since != self._last_started and not stopped.is_set():
            self._last_started = self.bots.since
            self.starts.append(now() - self._last_started)

    def _hear(self, kind: str, user: int | None, payload: dict[str, Any]) -> None:
        if kind == "call" and payload["call"]["method"] in ("getUpdates", "setWebhook"):
            self._asks = True
        elif self._last_drawn != self.bots.since and self._draw_of_screen(kind, user, payload):
            self._last_drawn = self.bots.since
            self.drawn.append(asyncio.get_running_loop().time() - self._last_drawn)

    def calm(self) -> None:
        """Nothing more goes wrong."""
        self.sandbox.faults.clear()

    # --- the bot ---------------------------------------------------------------------------------------------------

    async def kill_anywhere(self) -> None:
        """At whatever it is doing."""
        self._kill("anywhere")

    async def kill_idle(self) -> None:
        """The one that stands by, which nobody must notice."""
        if self.bots.kill_idle():
            self.done["kill: standing by"] += 1

    async def kill_at(self, where: str, is_it: Callable[[str, int | None, dict[str, Any]], bool]) -> None:
        """Between an effect in Telegram and the bot's hearing of it."""
        struck = asyncio.Event()

        def ear(kind: str, user: int | None, payload: dict[str, Any]) -> None:
            if not struck.is_set() and is_it(kind, user, payload):
                self._kill(where)
                struck.set()

        self.events.ears.append(ear)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(struck.wait(), MOMENT_PATIENCE)
        finally:
            self.events.ears.remove(ear)
        if not struck.is_set():
            self._kill("anywhere")

    def _push(self, kind: str, user: int | None, _: dict[str, Any]) -> bool:
        return kind == "message" and user in self.families

    def _draw_of_screen(self, kind: str, user: int | None, payload: dict[str, Any]) -> bool:
        return user not in self.families and kind in ("edit", "message") and payload["message"]["from"]["is_bot"]

    def _answer(self, kind: str, _: int | None, __: dict[str, Any]) -> bool:
        return kind == "answer"

    def _kill(self, where: str) -> None:
        if self.bots.kill():
            self._asks = False
            self.done[f"kill: {where}"] += 1

    # --- the database ----------------------------------------------------------------------------------------------

    async def kill_at_commit(self) -> None:
        """Before the server hears of a COMMIT, in the middle of it, or before the bot hears of its end."""
        await self._at_commit(kill=True)

    async def cut_at_commit(self) -> None:
        """The same with the wire cut and the bot alive: it has to look before it says anything (G7)."""
        await self._at_commit(kill=False)

    async def _at_commit(self, *, kill: bool) -> None:
        if self.wire is None:
            return
        at, struck = self.draw.choice(list(At)), asyncio.Event()

        def strike() -> None:
            if kill:
                self._kill(at)
            else:
                self.done[f"cut: {at}"] += 1
            struck.set()

        self.wire.arm(at, strike)
        with suppress(TimeoutError):
            await asyncio.wait_for(struck.wait(), MOMENT_PATIENCE)
        if not struck.is_set() and kill:
            self._kill("anywhere")

    async def cut_all(self) -> None:
        """Every connection to the database at once."""
        if self.wire is not None:
            self.wire.cut()
            self.done["cut: all"] += 1

    async def pull_down(self) -> None:
        """PostgreSQL crashes and comes back."""
        if self.server is not None:
            await asyncio.to_thread(self.server.restart, "immediate")
            self.done["database restarts"] += 1

    # --- Telegram --------------------------------------------------------------------------------------------------

    async def outage(self) -> None:
        """Nothing is answered for some seconds: errors, or ends of connections."""
        kind: Kind = self.draw.choice(("500", "502", "cut-before", "hang"))
        fault = self.sandbox.faults.plan(kind, count=None)
        self.done["outages"] += 1
        await asyncio.sleep(self.draw.uniform(*OUTAGE))
        self.sandbox.faults.clear(fault.id)

    async def flood(self) -> None:
        """For some seconds calls are told to wait: of one method, or all, each or some of them."""
        fault = self.sandbox.faults.plan(
            "429",
            method=self.draw.choice(("sendMessage", "editMessageText", None)),
            count=None,
            probability=self.draw.choice((0.3, 1.0)),
            seed=self.draw.randrange(10**6),
            retry_after=self.draw.choice((1, 2, 3)),
        )
        self.done["floods"] += 1
        await asyncio.sleep(self.draw.uniform(*OUTAGE))
        self.sandbox.faults.clear(fault.id)

    async def ambiguous(self) -> None:
        """Some messages arrive, and the bot does not learn it."""
        method = self.draw.choice(("sendMessage", "editMessageText"))
        kind: Kind = self.draw.choice(("cut-after", "garbage"))
        number = self.draw.randint(1, 5)
        self.sandbox.faults.plan(kind, method=method, count=number)
        self.done["answers lost"] += number
