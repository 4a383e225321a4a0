"""The sandbox as one value: people, bots, files, the clock, and a record of every call."""

import asyncio
import re
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.clock import Clock, real_time
from sandbox.errors import Refused
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.limits import Limits
from sandbox.schema import Upload
from sandbox.state import Bot, Chat, Group, Json, Message, Person, Room, Webhook
from sandbox.updates import UpdateQueue

TOKEN = re.compile(r"\d{1,18}:[\w-]{1,100}")
KEPT_CALLS = 20_000
FIRST_PERSON = 5_000_000_000
LAST_PERSON = (1 << 40) - 1
"""As td's `UserId` has it."""


@dataclass(slots=True)
class Call:
    """One call of a bot: what it asked, and what came of it."""

    at: datetime
    bot: Bot
    method: str
    number: int = 0
    """Numbered when they end, so that a reader who goes on after the last number misses none."""
    params: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict, repr=False)
    status: int = 0
    result: Any = None
    error: str | None = None
    fault: str | None = None
    """The kind of scripted fault that struck it."""
    retry_after: int | None = None
    """What a 429 told."""
    impatient: float | None = None
    """By how many seconds it came before an earlier `retry_after` had run out."""

    def record(self) -> Json:
        """The call without bytes, for people to read."""
        return {
            "number": self.number,
            "time": self.at.isoformat(),
            "bot": self.bot.username,
            "method": self.method,
            "params": self.params,
            "status": self.status,
            "result": self.result,
            "error": self.error,
            "fault": self.fault,
            "retry_after": self.retry_after,
            "impatient": self.impatient,
        }


def _readable(value: Any) -> Any:
    if isinstance(value, Upload):
        return f"<{value.name}, {len(value.content)} bytes>"
    return value


class Sandbox:
    """A Telegram of one's own: `Sandbox(clock)` for tests, `Sandbox(clock_file=…)` for a demo."""

    def __init__(
        self,
        clock: Callable[[], datetime] = real_time,
        *,
        clock_file: Path | None = None,
        token: str | None = None,
        username: str = "sandbox_bot",
        name: str = "Sandbox",
        zone: str | None = None,
        files: Path | None = None,
        limits: bool = False,
    ) -> None:
        self.clock = Clock(clock, clock_file)
        self.zone = zone
        """The zone that the page shows times in (`Europe/Moscow`); the reader's own when it is None."""
        self.events = Events(self.clock)
        self.files = Files(files)
        self.faults = Faults(lambda: self.events.tell("faults"))
        self.limits = Limits(self.clock, enforced=limits)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        """Groups, supergroups and channels by their negative ids."""
        self.calls: deque[Call] = deque(maxlen=KEPT_CALLS)
        self.call_count = 0
        self.impatient: list[Call] = []
        """Every call that came before a `retry_after` had run out; never forgotten, unlike calls."""
        self.webhook_back_off = 1.0
        """How long a second of a webhook's back-off lasts really."""
        self.routes: dict[str, str] = {}
        """Origins of public addresses, and where they lead on this machine."""
        self.reaches_out = False
        """Whether a webhook may be delivered beyond this machine."""
        self.start_webhook: Callable[[Sandbox, Bot], Coroutine[Any, Any, None]]
        self._only_token = token
        self._bots: dict[str, Bot] = {}
        self._deliveries: dict[int, asyncio.Future[None]] = {}
        self._first = self._new_bot(token, number=1)
        self._first.username, self._first.name = username, name

    def bot_of(self, token: str) -> Bot:
        """The bot of a token; the first token that calls becomes the bot that people have been writing to."""
        bot = self._bots.get(token)
        if bot is not None:
            return bot
        if not TOKEN.fullmatch(token):
            raise Refused("token-invalid")
        if self._only_token is not None:
            raise Refused("unauthorized")
        if self._first.token is None:
            self._first.token = token
            self._first.id = int(token.partition(":")[0])
            self._first.user()
            self._bots[token] = self._first
            return self._first
        return self._new_bot(token, number=len(self._bots) + 1)

    def bot(self, username: str | None = None) -> Bot:
        """The bot a person means: the first, unless named."""
        for bot in self.bots:
            if username is None or bot.username == username.removeprefix("@"):
                return bot
        raise ValueError(f"there is no bot {username}")

    @property
    def bots(self) -> list[Bot]:
        """Every bot, the first one first."""
        return [self._first, *(bot for bot in self._bots.values() if bot is not self._first)]

    def account(self, number: int) -> Person | Bot | None:
        """Whoever has that id."""
        return self.people.get(number) or next((bot for bot in self.bots if bot.id == number), None)

    def _new_bot(self, token: str | None, number: int) -> Bot:
        bot = Bot(
            id=int(token.partition(":")[0]) if token else 1_000_000 + number,
            token=token,
            username=f"sandbox{number}_bot",
            name=f"Sandbox {number}",
            updates=UpdateQueue(self.clock, seed=number, faults=self.faults),
        )
        if token is not None:
            self._bots[token] = bot
            self.events.tell("bots")
        return bot

    def hook(self, bot: Bot, webhook: Webhook) -> None:
        """Deliver the bot's updates to that address from now on, or let them wait for a poll."""
        self.unhook(bot)
        bot.webhook = webhook
        if webhook.url:
            bot.updates.end_poll("terminated-by-setwebhook")
            self._deliveries[bot.id] = asyncio.ensure_future(self.start_webhook(self, bot))

    def unhook(self, bot: Bot) -> None:
        """No webhook; updates wait."""
        bot.webhook = Webhook()
        delivery = self._deliveries.pop(bot.id, None)
        if delivery is not None:
            delivery.cancel()

    async def close(self) -> None:
        """Stop what runs by itself, and what hangs."""
        self.faults.clear()
        deliveries, self._deliveries = list(self._deliveries.values()), {}
        for delivery in deliveries:
            delivery.cancel()
        await asyncio.gather(*deliveries, return_exceptions=True)

    def add_person(
        self,
        name: str,
        *,
        username: str | None = None,
        language: str = "ru",
        note: str = "",
        user_id: int | None = None,
    ) -> Person:
        """A new person; an id of one's choice lets a demo keep its people over restarts."""
        number = max(self.people, default=FIRST_PERSON) + 1 if user_id is None else user_id
        if not name.strip() or not 0 < number <= LAST_PERSON:
            raise ValueError(f"a person has a name, and an id from 1 to {LAST_PERSON}")
        if self.account(number) is not None:
            raise ValueError(f"there is somebody with the id {number} already")
        person = Person(number, name, username, language, note)
        self.people[person.id] = person
        self.events.tell("people")
        return person

    def chat(self, bot: Bot, person: Person) -> Chat:
        """Their private chat, opened by looking at it; the bot may write only once the person has."""
        chat = bot.chats.get(person.id)
        if chat is None:
            chat = bot.chats[person.id] = Chat(person, bot)
        return chat

    def add_message(self, bot: Bot, chat: Chat, content: Json, *, from_bot: bool) -> Message:
        """Put a message into a chat and show it to whoever watches."""
        message_id = bot.next_message_id()
        body = {
            "message_id": message_id,
            "from": bot.user() if from_bot else chat.person.user(),
            "chat": chat.body(),
            "date": self.clock.unix(),
            **content,
        }
        message = Message(message_id, body, from_bot, self.clock(), by=bot if from_bot else chat.person)
        chat.messages[message_id] = message
        if from_bot:
            chat.unread += 1
        self.events.tell("message", **place(chat), message=shown(message))
        return message

    def show_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        """Show a reply keyboard under the chat, or take it away."""
        chat.keyboard = keyboard
        self.events.tell("keyboard", **place(chat), keyboard=keyboard)

    def show_group_keyboard(self, group: Group, person: Person, keyboard: Json | None) -> None:
        """Show a reply keyboard to one of a group's people, or take it away."""
        if keyboard is None:
            group.keyboards.pop(person.id, None)
        else:
            group.keyboards[person.id] = keyboard
        self.events.tell("keyboard", person.id, chat=group.id, keyboard=keyboard)

    def call(self, bot: Bot, method: str) -> Call:
        return Call(self.clock(), bot, method)

    def keep(self, call: Call) -> None:
        """Remember a finished call; an empty poll is not worth it."""
        if call.method == "getUpdates" and not (call.error or call.result or call.impatient):
            return
        self.call_count += 1
        call.number = self.call_count
        call.params = {name: _readable(value) for name, value in call.params.items()}
        call.uploads = {}
        self.calls.append(call)
        if call.impatient is not None:
            self.impatient.append(call)
        self.events.tell("call", call=call.record())


def shown(message: Message) -> Json:
    """A message as the page gets it: Bot API's body and whether it was edited; in a group also who really wrote it."""
    body = {**message.body, "edited": message.edited}
    if message.body["chat"]["type"] != "private":
        body |= {"author": message.by.id if message.by is not None else None, "by_bot": message.from_bot}
    return body


def place(room: Room) -> Json:
    """How an event names where it happens: a private chat by its person and bot, a group by its id."""
    return {"user": room.id, "bot": room.bot.username} if isinstance(room, Chat) else {"user": None, "chat": room.id}
