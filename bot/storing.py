"""The first step of an update's way in: its raw form is stored, and only then may it be confirmed (architecture decision 5)."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final

from aiogram import Bot

from bot import room
from db import leading
from db.engine import Database, DatabaseError
from handlers import tell
from journal import typed
from journal.operations import inbox
from scheduler.clock import Clock

ALLOWED: Final = ("message", "callback_query", "my_chat_member")
REMEMBERED: Final = 10_000

Raw = dict[str, Any]


class Storing:
    """Stores what came in; while the database is away, says so once an update, and confirms nothing (G45)."""

    def __init__(self, bot: Bot, db: Database, clock: Clock) -> None:
        """`bot` says «временно недоступно»."""
        self.bot = bot
        self.db = db
        self.clock = clock
        self._told: OrderedDict[int, None] = OrderedDict()

    async def store(self, updates: Sequence[Raw], *, call: bool = False) -> None:
        """Store raw updates in one commit. `call`: another process works them and is told so.

        Raises what the database raises, after the senders were told.
        """
        try:
            async with self.db.write() as session:
                await inbox.store(session, [incoming(update) for update in updates], self.clock.real())
                if call:
                    await leading.call(session)
        except (DatabaseError, OSError, TimeoutError) as error:
            room.failed(self.db, error)
            await self._apologise(updates)
            raise
        room.written(self.db)
        self._told.clear()

    async def _apologise(self, updates: Sequence[Raw]) -> None:
        for update in updates:
            if update["update_id"] in self._told:
                continue
            self._told[update["update_id"]] = None
            if len(self._told) > REMEMBERED:
                self._told.popitem(last=False)
            await tell(self.bot, update, "unavailable")


def incoming(update: Raw) -> inbox.Incoming:
    """What tells an event apart: the message's or the tap's own id, not the update's. Here texts lose what is unfit."""
    update = typed.cleaned(update)
    update_id = update["update_id"]
    message, tap = update.get("message"), update.get("callback_query")
    if isinstance(message, dict):
        key = f"m:{message.get('chat', {}).get('id')}:{message.get('message_id')}"
        sender = message.get("from", {}).get("id")
    elif isinstance(tap, dict):
        key, sender = f"c:{tap.get('id')}", tap.get("from", {}).get("id")
    else:
        body: Any = next((part for name, part in update.items() if name != "update_id"), {})
        key, sender = f"u:{update_id}", body.get("from", {}).get("id") if isinstance(body, dict) else None
    return inbox.Incoming("telegram", update_id, key, str(sender), update)
