"""One process, one Telegram: where a bot of the real one lives no sandbox is served, and the other way round.

The two know nothing of each other (docs/adr/0020): each tells what it is about to do by an audit event of Python
(PEP 578), and the other refuses by raising. This is the bot's half; `sandbox/apart.py` is the sandbox's.
"""

import ipaddress
import sys
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakSet

SERVES = "sandbox.serves"
SESSION = "botapi.session"

_real: WeakSet[object] = WeakSet()


class TwoTelegrams(RuntimeError):
    """A sandbox was about to be served beside a bot that talks to the real Telegram."""


def opened(session: object, base: str) -> None:
    """A session with that API begins. Refused while a sandbox is served here, unless the API is on this machine."""
    sys.audit(SESSION, base)
    if not _is_loopback(urlsplit(base).hostname or ""):
        _listen()
        _real.add(session)


def closed(session: object) -> None:
    """The session is over; a sandbox may be served from now on."""
    _real.discard(session)


@cache
def _listen() -> None:
    """Once a process: a listener cannot be taken off, so it looks whether a session is open."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == SERVES and _real:
        raise TwoTelegrams(f"a bot of the real Telegram lives in this process: serve {arguments[0]} in another")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
