"""What a handler of typed texts is: drafts by kind, and free texts that an area may understand."""

from datetime import datetime
from typing import Protocol

from aiogram.types import Message

from db.engine import Database
from journal.access import Actor
from journal.operations.drafts import DraftFacts
from locales import Texts


class Reader(Protocol):
    """Reads a message (text, photo, document …) that continues a draft of one kind, in one transaction of its own."""

    async def __call__(
        self, message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
    ) -> None:
        """Answer the message. Raise a Refusal for what cannot be taken: the draft then stays as it was."""


class Understands(Protocol):
    """Answers a free text of its area, or returns False having done and said nothing."""

    async def __call__(self, message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
        """True if answered."""
