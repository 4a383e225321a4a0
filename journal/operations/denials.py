"""Denials are counted, and written down without telling of whom or of what: once an account and minute (G25).

However fast somebody forges buttons, it costs one row a minute; how many more there were is told by the next row.
"""

from collections import OrderedDict
from datetime import datetime
from typing import Final, NamedTuple

from db.engine import Database
from journal import audit
from journal.access import Actor
from journal.operations import watch

KEY: Final = "denials"
REMEMBERED: Final = 1_000
"""Accounts of which the last minute is kept."""


class Seen(NamedTuple):
    """What an account was denied since its last row."""

    minute: int
    more: int


class Denials:
    """One a database in a process."""

    def __init__(self) -> None:
        """Nobody was denied anything."""
        self._seen: OrderedDict[int, Seen] = OrderedDict()

    def due(self, account_id: int, real: datetime) -> int | None:
        """Count one. Where it is to be written down: how many there were since the row before; else None."""
        minute = int(real.timestamp()) // 60
        seen = self._seen.pop(account_id, None)
        if seen is not None and seen.minute == minute:
            self._seen[account_id] = seen._replace(more=seen.more + 1)
            return None
        self._seen[account_id] = Seen(minute, 0)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return seen.more if seen is not None else 0


def of(db: Database) -> Denials:
    """This database's, made at the first need."""
    found = db.info.get(KEY)
    if not isinstance(found, Denials):
        found = db.info[KEY] = Denials()
    return found


async def note(db: Database, actor: Actor, about: str, *, now: datetime, real: datetime) -> None:
    """Count a denial; the first of an account's minute is written down. `about` is the kind of button, never its ids.

    All who have no account share one line. A fact about the account and no effect of its update: it has a transaction of its own.
    """
    watch.of(db).denials.labels("not_found").inc()
    more = of(db).due(actor.account_id, real)
    if more is None:
        return
    async with db.plain().write() as session:
        audit.record(session, actor if actor.account_id else None, "access.denied", now, about=about, more=more)
