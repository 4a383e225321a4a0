"""What people do: write, tap, send files, edit, block. Each becomes an update for the bot."""

import secrets
from typing import Any

from sandbox import crowd, posting
from sandbox.attachments import GROUPED, KINDS, MAX_ALBUM, attachment
from sandbox.crowd import Impossible
from sandbox.errors import Refused
from sandbox.rules import found, text
from sandbox.rules.text import Formatted
from sandbox.state import Bot, Group, Json, Message, Person, Room, Tap
from sandbox.world import Sandbox, place, shown

STICKER = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
"""A WebP of one pixel, for a sticker sent without a file."""


def say(sandbox: Sandbox, bot: Bot, person: Person, written: str, **extra: Any) -> list[Message]:
    """Send a text, in several messages when it is longer than 4,096 characters, as Telegram's apps do.

    The first message opens the chat; any message unblocks the bot.
    """
    content = text.clean(Formatted(written, []))
    if text.is_blank(content.text):
        raise Impossible("a text must not be blank")
    return [send(sandbox, bot, person, _text(part), **extra) for part in _parts(content.text)]


def _text(written: str) -> Json:
    entities = found.find(written)
    return {"text": written, **({"entities": entities} if entities else {})}


def _parts(written: str) -> list[str]:
    """Cut at the last line's or word's end before the limit."""
    parts = []
    while len(written) > text.MAX_TEXT:
        head = written[: text.MAX_TEXT]
        at = max(head.rfind("\n"), head.rfind(" ") if "\n" not in head else -1)
        at = at if at > 0 else text.MAX_TEXT
        parts.append(written[:at])
        written = written[at:].lstrip(" \n")
    return [*parts, written] if written else parts


def send(
    sandbox: Sandbox,
    bot: Bot,
    person: Person,
    content: Json,
    *,
    group: Group | None = None,
    reply_to: int | None = None,
    forwarded_from: str | None = None,
    sender_chat: Group | None = None,
) -> Message:
    """Put a person's message into the chat, the private one unless a group is named, and into the bot's queue."""
    _check_alive(person)
    chat = group if group is not None else sandbox.chat(bot, person)
    content = {**_around(sandbox, chat, reply_to, forwarded_from), **content}
    if isinstance(chat, Group):
        return crowd.send(sandbox, chat, person, content, sender_chat)
    if chat.blocked:
        block(sandbox, bot, person, blocked=False)
    chat.started = True
    message = sandbox.add_message(bot, chat, content, from_bot=False)
    if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
        sandbox.show_keyboard(chat, None)
    bot.updates.put("message", message.body)
    return message


def _check_alive(person: Person) -> None:
    if person.deactivated:
        raise Impossible("this account is deactivated")


def _around(sandbox: Sandbox, room: Room, reply_to: int | None, forwarded_from: str | None) -> Json:
    """What a message answers, and from whom it was forwarded."""
    extra: Json = {}
    if reply_to is not None:
        target = room.find(reply_to)
        if target is None:
            raise Impossible("there is no such message to reply to")
        extra["reply_to_message"] = {k: v for k, v in target.body.items() if k != "reply_to_message"}
    if forwarded_from is not None:
        origin = {"type": "hidden_user", "sender_user_name": forwarded_from, "date": sandbox.clock.unix()}
        extra["forward_origin"] = origin
    return extra


def edit(
    sandbox: Sandbox, bot: Bot, person: Person, message_id: int, written: str, group: Group | None = None
) -> Message:
    """Edit an own text message."""
    _check_alive(person)
    chat = group if group is not None else sandbox.chat(bot, person)
    message = chat.find(message_id)
    if message is None or message.by is not person or "text" not in message.body:
        raise Impossible("there is no such text of one's own to edit")
    if isinstance(chat, Group):
        crowd.inside(chat, person)
    content = text.clean(Formatted(written, []))
    if text.is_blank(content.text) or len(content.text) > text.MAX_TEXT:
        raise Impossible(f"a text has 1 to {text.MAX_TEXT} characters")
    body = {k: v for k, v in message.body.items() if k != "entities"}
    body |= {**_text(content.text), "edit_date": sandbox.clock.unix()}
    message.body = body
    sandbox.events.tell("edit", **place(chat), message=shown(message))
    if isinstance(chat, Group):
        posting.tell(chat, message, "edited_channel_post" if chat.type == "channel" else "edited_message")
    else:
        bot.updates.put("edited_message", body)
    return message


def delete(sandbox: Sandbox, bot: Bot, person: Person, message_id: int, group: Group | None = None) -> None:
    """Delete a message: anybody's in a private chat, in a group one's own or with the right to; bots hear nothing."""
    _check_alive(person)
    chat = group if group is not None else sandbox.chat(bot, person)
    message = chat.find(message_id)
    if message is None:
        raise Impossible("there is no such message")
    if isinstance(chat, Group):
        crowd.check_deleting(chat, person, message)
    message.deleted = True
    sandbox.events.tell("delete", **place(chat), message_id=message_id)


def press(
    sandbox: Sandbox,
    bot: Bot,
    person: Person,
    message_id: int,
    data: str,
    *,
    group: Group | None = None,
    forged: bool = False,
) -> Tap:
    """Press an inline button. A forged tap sends data that no button carries, as any altered client can.

    In a group the bot that wrote the message gets the tap, whoever presses.
    """
    _check_alive(person)
    chat = group if group is not None else sandbox.chat(bot, person)
    message = chat.messages.get(message_id)
    if isinstance(chat, Group):
        bot = crowd.presses(chat, person, message)
    if message is None or not message.from_bot:
        raise Impossible("there is no such message of the bot")
    if not forged and (message.deleted or data not in message.data):
        raise Impossible("the message has no such button")
    tap = Tap(str(secrets.randbits(63)), chat, person, data, sandbox.clock())
    bot.taps[tap.id] = tap
    where = place(chat) | {"user": person.id}
    sandbox.events.tell("tap", **where, callback_id=tap.id, message_id=message_id, data=data)
    shown_message = message.body
    if message.deleted:
        shown_message = {"chat": chat.body(), "message_id": message_id, "date": 0}
    bot.updates.put(
        "callback_query",
        {
            "id": tap.id,
            "from": person.user(),
            "message": shown_message,
            "chat_instance": chat.instance,
            "data": data,
        },
    )
    return tap


def upload(
    sandbox: Sandbox,
    bot: Bot,
    person: Person,
    files: list[tuple[bytes, str, str]],
    kind: str,
    caption: str = "",
    *,
    group: Group | None = None,
) -> list[Message]:
    """Send files: one message each, an album when 2 to 10. The caption stands at the first."""
    if kind not in KINDS:
        raise Impossible(f"nobody can send a {kind}")
    if len(files) > MAX_ALBUM or (len(files) > 1 and kind not in GROUPED):
        raise Impossible(f"{len(files)} files of kind {kind} are no album")
    if len(caption) > text.MAX_CAPTION:
        raise Impossible(f"a caption has at most {text.MAX_CAPTION} characters")
    try:
        stored = [sandbox.files.add(content, kind=kind, name=name, mime=mime) for content, name, mime in files]
        contents = [attachment(sandbox.files, file, kind) for file in stored]
    except Refused as refused:
        raise Impossible(refused.text) from refused
    if caption:
        contents[0]["caption"] = caption
        entities = found.find(caption)
        if entities:
            contents[0]["caption_entities"] = entities
    if len(contents) > 1:
        album = str(secrets.randbits(50))
        contents = [{**content, "media_group_id": album} for content in contents]
    return [send(sandbox, bot, person, content, group=group) for content in contents]


def contact(
    sandbox: Sandbox,
    bot: Bot,
    person: Person,
    phone_number: str,
    of: Person | None = None,
    *,
    group: Group | None = None,
) -> Message:
    """Send a contact: one's own, or somebody else's."""
    owner = of or person
    content = {"phone_number": phone_number, "first_name": owner.name, "user_id": owner.id}
    return send(sandbox, bot, person, {"contact": content}, group=group)


def block(sandbox: Sandbox, bot: Bot, person: Person, *, blocked: bool) -> None:
    """Block or unblock the bot; it hears of it by `my_chat_member`."""
    _check_alive(person)
    chat = sandbox.chat(bot, person)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    member = {"user": bot.user(), "status": "member"}
    kicked = {"user": bot.user(), "status": "kicked", "until_date": 0}
    old, new = (member, kicked) if blocked else (kicked, member)
    bot.updates.put(
        "my_chat_member",
        {
            "chat": chat.body(),
            "from": person.user(),
            "date": sandbox.clock.unix(),
            "old_chat_member": old,
            "new_chat_member": new,
        },
    )
    sandbox.events.tell("people", person.id)


def unread(sandbox: Sandbox, person: Person) -> int:
    """What waits on a person's phone, from every bot and in every group that they are in."""
    private = sum(bot.chats[person.id].unread for bot in sandbox.bots if person.id in bot.chats)
    return private + sum(group.unread.get(person.id, 0) for group in sandbox.groups.values())


def read(sandbox: Sandbox, bot: Bot, person: Person, group: Group | None = None) -> None:
    """Open the chat: nothing in it is unread any more."""
    if group is not None:
        if group.unread.pop(person.id, 0):
            sandbox.events.tell("people", person.id)
        return
    chat = sandbox.chat(bot, person)
    if chat.unread:
        chat.unread = 0
        sandbox.events.tell("people", person.id)
