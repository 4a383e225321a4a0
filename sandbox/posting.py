"""Writing into groups and channels: numbers, senders as others see them, and which bots hear of it."""

from sandbox.state import Bot, Group, Json, Member, Message, Person
from sandbox.world import Sandbox, shown

ANONYMOUS: Json = {
    "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot",
}  # fmt: skip
"""Whom Telegram names instead of an anonymous administrator (Bot API, Message.from)."""
TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
"""Whom Telegram names when a channel's post is forwarded to its discussion group."""
AS_CHANNEL: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
"""Whom Telegram names instead of somebody who writes as a channel."""


def sender(group: Group, by: Person | Bot, as_channel: Group | None = None) -> Json:
    """`from` and `sender_chat` of somebody's message: a channel's posts have no person."""
    if group.type == "channel":
        return {"sender_chat": group.body()}
    if as_channel is not None:
        return {"from": AS_CHANNEL, "sender_chat": as_channel.body()}
    member = group.member(by.id)
    if member is not None and member.leads and member.anonymous:
        signature = {"author_signature": member.title} if member.title else {}
        return {"from": ANONYMOUS, "sender_chat": group.body(), **signature}
    return {"from": by.user()}


def actor(group: Group, by: Person | Bot) -> Json:
    """`from` of an update about members: an anonymous administrator stays so."""
    member = group.member(by.id)
    return ANONYMOUS if member is not None and member.leads and member.anonymous else by.user()


def post(
    sandbox: Sandbox,
    group: Group,
    by: Person | Bot,
    content: Json,
    *,
    as_channel: Group | None = None,
    service: bool = False,
) -> Message:
    """Put a message into the group, tell who watches, and let the bots hear it that may.

    A channel's post goes on into the discussion group, from Telegram itself and pinned there.
    """
    message = _add(sandbox, group, by, {**sender(group, by, as_channel), **content}, service=service)
    if group.type == "channel" and group.linked is not None and not service:
        _forward(sandbox, sandbox.groups[group.linked], group, message)
    return message


def _add(sandbox: Sandbox, group: Group, by: Person | Bot | None, content: Json, *, service: bool) -> Message:
    message_id = _number(group)
    body = {"message_id": message_id, **_ordered(group, content), "date": sandbox.clock.unix()}
    message = Message(message_id, body, isinstance(by, Bot), sandbox.clock(), by=by, service=service)
    group.messages[message_id] = message
    if isinstance(by, Bot) and not service:
        group.last_bot = by.id
    for member in group.inside:
        if isinstance(member.account, Person) and member.account is not by:
            group.unread[member.account.id] = group.unread.get(member.account.id, 0) + 1
    sandbox.events.tell("message", None, chat=group.id, message=shown(message))
    tell(group, message, "channel_post" if group.type == "channel" else "message")
    return message


def _ordered(group: Group, content: Json) -> Json:
    """`from`, `sender_chat`, `chat` first, as the Bot API has them."""
    first: Json = {name: content[name] for name in ("from", "sender_chat") if name in content}
    return {**first, "chat": group.body(), **{name: value for name, value in content.items() if name not in first}}


def _number(group: Group) -> int:
    """Supergroups and channels count for themselves; a basic group shares the numbers of its members' accounts."""
    last = group.last_message_id
    if group.type == "group":
        last = max([last, *(bot.last_message_id for bot in group.bots)])
        for bot in group.bots:
            bot.last_message_id = last + 1
    group.last_message_id = last + 1
    return group.last_message_id


def _forward(sandbox: Sandbox, discussion: Group, channel: Group, message: Message) -> None:
    origin = {"type": "channel", "chat": channel.body(), "message_id": message.id, "date": message.body["date"]}
    kept = {k: v for k, v in message.body.items() if k not in ("message_id", "chat", "date", "reply_to_message")}
    forwarded = {**kept, "from": TELEGRAM, "forward_origin": origin, "is_automatic_forward": True}
    discussion.pinned.append(_add(sandbox, discussion, None, forwarded, service=False).id)


def tell(group: Group, message: Message, kind: str) -> None:
    """Queue the update for every bot of the group that may see the message."""
    for member in group.inside:
        if isinstance(member.account, Bot) and hears(group, member, member.account, message):
            member.account.updates.put(kind, message.body)


def hears(group: Group, member: Member, bot: Bot, message: Message) -> bool:
    """Whether a bot sees this message (Bot FAQ, "What messages will my bot get?").

    Every bot: service messages, and every post of a channel it is in. Never what another bot wrote in a group, nor its
    own, but that it changed the title, pinned or removed somebody (telegram-bot-api, `need_skip_update_message`). An
    administrator, and a bot without privacy mode: everything that people write. With privacy: what is meant for it.
    """
    if message.by is bot:
        return message.service
    if message.service or group.type == "channel":
        return True
    if isinstance(message.by, Bot):
        return False
    return member.leads or not bot.privacy or _meant_for(group, bot, message)


def _meant_for(group: Group, bot: Bot, message: Message) -> bool:
    """A reply to it, its name, a command with its name, or a bare command if no other bot has written since.

    A reply has the highest priority, then the name in a command: such a message is for one bot only.
    """
    body = message.body
    answered = group.messages.get(body.get("reply_to_message", {}).get("message_id", 0))
    if answered is not None and isinstance(answered.by, Bot):
        return answered.by is bot
    name = f"@{bot.username}".lower()
    written = _found(body, "bot_command")
    if any("@" in command for command in written):
        return any(command.endswith(name) for command in written)
    if written and _written(body).startswith("/"):
        return group.last_bot in (None, bot.id)
    return name in _found(body, "mention")


def _written(body: Json) -> str:
    return str(body.get("text") or body.get("caption") or "")


def _found(body: Json, kind: str) -> list[str]:
    """The pieces of text that Telegram marked so."""
    units = _written(body).encode("utf-16-le", "surrogatepass")
    entities = body.get("entities") or body.get("caption_entities") or []
    return [
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
        .decode("utf-16-le", "surrogatepass")
        .lower()
        for entity in entities
        if entity["type"] == kind
    ]


def meant_people(group: Group, message: Message) -> set[int]:
    """Those whom a selective keyboard is for: mentioned in the text, or the author of the message it answers."""
    names = _found(message.body, "mention")
    meant = {member.account.id for member in group.inside if f"@{member.account.username or ''}".lower() in names}
    answered = group.messages.get(message.body.get("reply_to_message", {}).get("message_id", 0))
    if answered is not None and answered.by is not None:
        meant.add(answered.by.id)
    named = [entity["user"]["id"] for entity in message.body.get("entities", []) if entity["type"] == "text_mention"]
    return meant | set(named)
