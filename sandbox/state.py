"""The nouns of the sandbox: people, bots, chats, messages, taps. No rules here but those of identity."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from sandbox.updates import UpdateQueue

Json: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class Person:
    """A human being with a Telegram account."""

    id: int
    name: str
    username: str | None = None
    language: str = "ru"
    note: str = ""
    deactivated: bool = False

    def user(self) -> Json:
        """Bot API's User."""
        body: Json = {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}
        if self.username:
            body["username"] = self.username
        return body


@dataclass(slots=True)
class Message:
    """One message as the Bot API shows it (`body`), and what the Bot API does not show."""

    id: int
    body: Json
    from_bot: bool
    sent: datetime
    deleted: bool = False
    had_keyboard: bool = False
    """A bot's message sent with a reply keyboard, its removal or a forced reply can't be edited."""

    @property
    def edited(self) -> bool:
        return "edit_date" in self.body

    @property
    def data(self) -> list[str]:
        """The callback data on its buttons."""
        rows = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


@dataclass(slots=True)
class Chat:
    """A private chat of a person with a bot."""

    person: Person
    instance: str
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    menu_button: Json | None = None
    started: bool = False
    blocked: bool = False
    unread: int = 0
    alerts: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.person.id

    def body(self) -> Json:
        """Bot API's Chat."""
        body: Json = {"id": self.person.id, "type": "private", "first_name": self.person.name}
        if self.person.username:
            body["username"] = self.person.username
        return body

    def find(self, message_id: int) -> Message | None:
        """A message that is there: never sent and deleted look the same."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message


@dataclass(slots=True)
class Tap:
    """A pressed inline button that waits for `answerCallbackQuery`."""

    id: str
    chat: Chat
    data: str
    at: datetime
    answered: bool = False


@dataclass(slots=True)
class Webhook:
    """Where updates go instead of waiting for a poll; an empty address means that they wait."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    """Where the address leads instead of where its name does."""
    has_certificate: bool = False
    error: str = ""
    error_date: int = 0
    gone_since: datetime | None = None
    """Since when it answers 410 and nothing else."""

    def failed(self, reason: str, date: int) -> None:
        self.error, self.error_date = reason, date


@dataclass
class Bot:
    """A bot account: one a token. The first one exists before its token is known, so that people can write to it."""

    id: int
    token: str | None
    username: str
    name: str
    updates: UpdateQueue
    chats: dict[int, Chat] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    webhook: Webhook = field(default_factory=Webhook)
    last_message_id: int = 0

    def user(self) -> Json:
        """Bot API's User, as senders of messages are shown."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def next_message_id(self) -> int:
        """One numbering for all private chats of an account, as Telegram has it."""
        self.last_message_id += 1
        return self.last_message_id
