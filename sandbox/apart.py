"""One process, one Telegram: while a sandbox is served here, nothing in the process talks to the real one.

The two halves know nothing of each other, so they speak through Python's own audit events (PEP 578), whose listeners
may refuse by raising. Serving is told as `sandbox.serves`; a bot that lives here and talks to the real Telegram refuses
there. A bot is told as `botapi.session` with its API's address; that is refused here unless the address is this
machine's. A bot that tells nothing is refused when it looks Telegram up.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sandbox import addresses

SERVES = "sandbox.serves"
SESSION = "botapi.session"
LOOKUP = "socket.getaddrinfo"
TELEGRAM = "api.telegram.org"

_served: list[str] = []


class TwoTelegrams(RuntimeError):
    """A sandbox and the real Telegram in one process."""

    def __init__(self, where: str) -> None:
        super().__init__(f"a sandbox is served in this process ({_served[-1]}): a bot for {where} must run in another")


@contextmanager
def served(base: str) -> Iterator[None]:
    """Serve there while the block lasts, unless a bot of the real Telegram lives in this process."""
    _listen()
    sys.audit(SERVES, base)
    _served.append(base)
    try:
        yield
    finally:
        _served.remove(base)


@cache
def _listen() -> None:
    """Once a process: a listener cannot be taken off, so it looks whether anything is served."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _served:
        return
    if event == SESSION and not addresses.is_loopback(addresses.host_of(arguments[0])):
        raise TwoTelegrams(arguments[0])
    if event == LOOKUP and _name(arguments[0]) == TELEGRAM:
        raise TwoTelegrams(TELEGRAM)


def _name(host: str | bytes | None) -> str:
    """A looked-up name as the resolver reads it: whatever case, with or without the root's dot."""
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else host or ""
    return text.rstrip(".").lower()
