"""What a stored job is to whoever makes it: an order that is allowed now, steps to tell of, a document at the end."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, Protocol

from db.engine import Database, Session
from journal.access import Actor
from keyboards.data import Data
from locales import Texts

LONGEST_NAME: Final = 100
"""Characters of a file's name."""


class Order(NamedTuple):
    """What is to be made, in the words of who asked."""

    title: str
    """«ведомость 8Б, 2-я четверть»: what the screens call it."""
    back: Data
    """Where its screens lead back to."""
    file_name: str


class Errand(NamedTuple):
    """A job in the hands of its maker."""

    db: Database
    actor: Actor
    facts: Mapping[str, Any]
    t: Texts
    now: datetime
    step: Callable[[int, int], Awaitable[None]]
    """Tell that so many steps of so many are done. Raises what ends the work: cancelled, or not ours any more."""


class Ordering(Protocol):
    """Says what is to be made. Raises NotFound for who may not have it now: that is asked before it is begun and sent."""

    async def __call__(
        self, session: Session, actor: Actor, facts: Mapping[str, Any], t: Texts, now: datetime
    ) -> Order:
        """Read what is needed now."""


class Making(Protocol):
    """Makes the document: its reading in short transactions, its reckoning in a thread, a step at a time."""

    async def __call__(self, errand: Errand) -> bytes:
        """The document's bytes; nothing is left on the disk (G36)."""


class Craft(NamedTuple):
    """How one kind of job is done."""

    order: Ordering
    make: Making


def file_name(words: str) -> str:
    """What a class or a term may be called is not what a file may: letters, figures, spaces and a few signs stay."""
    kept = "".join(sign if sign.isalnum() or sign in " -_+" else "_" for sign in words)
    return f"{kept[:LONGEST_NAME].strip()}.xlsx"
