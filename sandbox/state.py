"""The nouns of the sandbox: people, bots, chats, messages, taps. No rules here but those of identity."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sandbox.updates import UpdateQueue

Json: TypeAlias = dict[str, Any]
GroupType: TypeAlias = Literal["group", "supergroup", "channel"]
Status: TypeAlias = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]


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
    by: Person | Bot | None = None
    """Who really wrote it, behind an anonymous administrator or a channel too; nobody: Telegram itself."""
    service: bool = False
    """Told by Telegram about the chat: somebody joined, the title changed."""

    @property
    def edited(self) -> bool:
        return "edit_date" in self.body

    @property
    def data(self) -> list[str]:
        """The callback data on its buttons."""
        rows = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def _instance() -> str:
    return str(secrets.randbits(62))


@dataclass(slots=True, kw_only=True)
class History:
    """What was written in a chat, of whichever kind."""

    messages: dict[int, Message] = field(default_factory=dict)
    instance: str = field(default_factory=_instance)
    """Stands for the chat in a tap (`chat_instance`)."""

    def find(self, message_id: int) -> Message | None:
        """A message that is there: never sent and deleted look the same."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message


@dataclass(slots=True)
class Chat(History):
    """A private chat of a person with a bot."""

    person: Person
    bot: Bot
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


@dataclass(slots=True)
class Member:
    """Somebody in a group or channel, or somebody who was: with what they may do there."""

    account: Person | Bot
    status: Status = "left"
    rights: Json = field(default_factory=dict)
    """An administrator's rights, or what is left to a restricted member."""
    anonymous: bool = False
    title: str = ""
    until: int = 0
    present: bool = True
    """Whether somebody restricted is in the group."""
    made_by: int = 0
    """Who made this administrator one: only that bot may change them."""

    @property
    def inside(self) -> bool:
        return self.status in ("creator", "administrator", "member") or (self.status == "restricted" and self.present)

    @property
    def leads(self) -> bool:
        return self.status in ("creator", "administrator")


@dataclass(slots=True)
class Group(History):
    """A group, a supergroup or a channel: one for all its people and bots."""

    id: int
    type: GroupType
    title: str
    username: str | None = None
    description: str = ""
    members: list[Member] = field(default_factory=list)
    permissions: Json = field(default_factory=dict)
    """What ordinary members may do."""
    pinned: list[int] = field(default_factory=list)
    linked: int | None = None
    """A channel's discussion group, and the other way round."""
    migrated_to: int | None = None
    join_by_request: bool = False
    requests: list[int] = field(default_factory=list)
    known_to: set[int] = field(default_factory=set)
    """Bots that looked it up by its name."""
    last_bot: int | None = None
    """The bot that wrote last: a bare command is meant for it."""
    last_message_id: int = 0
    keyboards: dict[int, Json] = field(default_factory=dict)
    unread: dict[int, int] = field(default_factory=dict)
    alerts: dict[int, list[Json]] = field(default_factory=dict)

    def body(self) -> Json:
        """Bot API's Chat."""
        body: Json = {"id": self.id, "type": self.type, "title": self.title}
        if self.username:
            body["username"] = self.username
        return body

    def member(self, account_id: int) -> Member | None:
        """The record of somebody who is or was there."""
        return next((member for member in self.members if member.account.id == account_id), None)

    @property
    def inside(self) -> list[Member]:
        return [member for member in self.members if member.inside]

    @property
    def bots(self) -> list[Bot]:
        """The bots that are in it."""
        return [member.account for member in self.inside if isinstance(member.account, Bot)]


Room: TypeAlias = Chat | Group
"""Where something can be written."""


@dataclass(slots=True)
class Tap:
    """A pressed inline button that waits for `answerCallbackQuery`."""

    id: str
    chat: Room
    person: Person
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
    privacy: bool = True
    """BotFather's privacy mode: in groups the bot sees only what is meant for it."""
    can_join_groups: bool = True

    _user: Json = field(default_factory=dict, repr=False)

    def user(self) -> Json:
        """Bot API's User, as senders of messages are shown.

        One and the same value, so that what was told of the first bot before its token was known has its id, too.
        """
        self._user.update(id=self.id, is_bot=True, first_name=self.name, username=self.username)
        return self._user

    def next_message_id(self) -> int:
        """One numbering for all private chats and basic groups of an account, as Telegram has it."""
        self.last_message_id += 1
        return self.last_message_id
