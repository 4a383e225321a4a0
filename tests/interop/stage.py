"""What a dialogue is played on: a sandbox of its own, the example's process, and a person who talks to it."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple, TypeAlias

from sandbox.client import Telegram
from tests.interop.process import Example, Process
from tests.interop.talk import Talk

PERSON = "Иванова Мария"
PERSON_ID = "5000000001"
"""The first person's of every sandbox; a script that writes of its own accord is told it."""
BOT = "@sandbox_bot"


class Stage(NamedTuple):
    telegram: Telegram
    talk: Talk
    process: Process
    address: str
    """Where the example's web server listens, if it has one."""


Dialogue: TypeAlias = Callable[[Stage], Awaitable[None]]


class Play(NamedTuple):
    """An example, what is played with it, and the refusals that belong to it, each exactly once."""

    name: str
    example: Example
    what: str
    dialogue: Dialogue
    refused: tuple[str, ...] = ()

    @property
    def mode(self) -> str:
        return "webhook" if self.example.webhook else "polling"


class Unplayed(NamedTuple):
    """An example that cannot be played: started by itself, it ends by itself with these words."""

    name: str
    example: Example
    why: str
    ends_with: str
