"""What people do: write, tap, send files, edit, block. Each becomes an update for the bot."""

import secrets
from typing import Any

from sandbox.attachments import KINDS, attachment
from sandbox.errors import Refused
from sandbox.rules import found, text
from sandbox.rules.text import Formatted
from sandbox.state import Bot, Chat, Json, Message, Person, Tap
from sandbox.world import Sandbox, shown

STICKER = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
"""A WebP of one pixel, for a sticker sent without a file."""


class Impossible(Exception):
    """A person can't do that: the page says why."""


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
    reply_to: int | None = None,
    forwarded_from: str | None = None,
) -> Message:
    """Put a person's message into the chat and into the bot's queue."""
    if person.deactivated:
        raise Impossible("this account is deactivated")
    chat = sandbox.chat(bot, person)
    if chat.blocked:
        block(sandbox, bot, person, blocked=False)
    chat.started = True
    extra: Json = {}
    if reply_to is not None:
        target = chat.find(reply_to)
        if target is None:
            raise Impossible("there is no such message to reply to")
        extra["reply_to_message"] = {k: v for k, v in target.body.items() if k != "reply_to_message"}
    if forwarded_from is not None:
        origin = {"type": "hidden_user", "sender_user_name": forwarded_from, "date": sandbox.clock.unix()}
        extra["forward_origin"] = origin
    message = sandbox.add_message(bot, chat, {**extra, **content}, from_bot=False)
    if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
        sandbox.show_keyboard(chat, None)
    bot.updates.put("message", message.body)
    return message


def edit(sandbox: Sandbox, bot: Bot, person: Person, message_id: int, written: str) -> Message:
    """Edit an own text message."""
    chat = sandbox.chat(bot, person)
    message = chat.find(message_id)
    if message is None or message.from_bot or "text" not in message.body:
        raise Impossible("there is no such text of one's own to edit")
    content = text.clean(Formatted(written, []))
    body = {k: v for k, v in message.body.items() if k != "entities"}
    body |= {**_text(content.text), "edit_date": sandbox.clock.unix()}
    message.body = body
    sandbox.events.tell("edit", chat.id, message=shown(message))
    bot.updates.put("edited_message", body)
    return message


def press(sandbox: Sandbox, bot: Bot, person: Person, message_id: int, data: str, *, forged: bool = False) -> Tap:
    """Press an inline button. A forged tap sends data that no button carries, as any altered client can."""
    chat = sandbox.chat(bot, person)
    message = chat.messages.get(message_id)
    if message is None or not message.from_bot:
        raise Impossible("there is no such message of the bot")
    if not forged and (message.deleted or data not in message.data):
        raise Impossible("the message has no such button")
    tap = Tap(str(secrets.randbits(63)), chat, data, sandbox.clock())
    bot.taps[tap.id] = tap
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
    sandbox: Sandbox, bot: Bot, person: Person, files: list[tuple[bytes, str, str]], kind: str, caption: str = ""
) -> list[Message]:
    """Send files: one message each, an album when several. The caption stands at the first."""
    if kind not in KINDS:
        raise Impossible(f"nobody can send a {kind}")
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
    return [send(sandbox, bot, person, content) for content in contents]


def contact(sandbox: Sandbox, bot: Bot, person: Person, phone_number: str, of: Person | None = None) -> Message:
    """Send a contact: one's own, or somebody else's."""
    owner = of or person
    content = {"phone_number": phone_number, "first_name": owner.name, "user_id": owner.id}
    return send(sandbox, bot, person, {"contact": content})


def block(sandbox: Sandbox, bot: Bot, person: Person, *, blocked: bool) -> None:
    """Block or unblock the bot; it hears of it by `my_chat_member`."""
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


def read(sandbox: Sandbox, bot: Bot, person: Person) -> Chat:
    """Open the chat: nothing in it is unread any more."""
    chat = sandbox.chat(bot, person)
    if chat.unread:
        chat.unread = 0
        sandbox.events.tell("people", person.id)
    return chat
