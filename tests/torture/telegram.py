"""The sandbox in the driver's own process, with ears at every event: what is drawn, sent and answered, as it happens."""

from collections.abc import Callable
from typing import Any, TypeAlias

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
