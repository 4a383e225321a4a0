"""Which methods are played, and by which function."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from sandbox.world import Call, Sandbox

Play: TypeAlias = Callable[[Sandbox, Call], Any | Awaitable[Any]]
"""A method's behaviour: the result as JSON, or Refused."""

METHODS: dict[str, Play] = {}


def plays(name: str) -> Callable[[Play], Play]:
    """Register the behaviour of a method of the schema."""

    def register(play: Play) -> Play:
        METHODS[name] = play
        return play

    return register
