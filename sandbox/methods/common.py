"""What sending and editing share: whom to, which message, what text, which keyboard."""

from typing import Any

from sandbox import posting, rights
from sandbox.errors import Refused
from sandbox.methods import mentions
from sandbox.methods.access import Access, find_room
from sandbox.rules import formatting, markup, text
from sandbox.rules.text import Formatted
from sandbox.state import Chat, Group, Json, Message, Person, Room
from sandbox.world import Call, Sandbox


def chat_of(sandbox: Sandbox, call: Call, name: str = "chat_id", access: Access = Access.READ) -> Room:
    """The chat that a parameter of the call names."""
    return find_room(sandbox, call.bot, call.params[name], access)


def chat_to_write(sandbox: Sandbox, call: Call) -> Room:
    """A chat that takes messages of the bot: it is let in, and a person has not blocked it."""
    chat = chat_of(sandbox, call, access=Access.WRITE)
    if isinstance(chat, Chat) and chat.blocked:
        raise Refused("blocked")
    return chat


def message_in(chat: Room, message_id: int, missing: str) -> Message:
    message = chat.find(message_id)
    if message is None:
        raise Refused(missing)
    return message


def formatted(params: Json, name: str, entities: str = "entities") -> Formatted:
    """A text parameter, parsed by its parse_mode or with its entities, cleaned, with what Telegram finds in it."""
    return formatting.read(params.get(name, ""), params.get("parse_mode", ""), params.get(entities))


def message_text(params: Json) -> Json:
    """`text` and `entities` of a message, or why not."""
    if not params.get("text"):
        raise Refused("text-empty")
    content = formatted(params, "text")
    if text.is_blank(content.text):
        raise Refused("text-blank")
    if len(content.text) > text.MAX_TEXT:
        raise Refused("text-long")
    return _body(content, "text", "entities")


def message_caption(params: Json) -> Json:
    """`caption` and `caption_entities`, or nothing for an empty one."""
    content = formatted(params, "caption", "caption_entities")
    if len(content.text) > text.MAX_CAPTION:
        raise Refused("caption-long")
    return _body(content, "caption", "caption_entities") if content.text else {}


def _body(content: Formatted, name: str, entities: str) -> Json:
    return {name: content.text, **({entities: content.entities} if content.entities else {})}


def check_sending(call: Call, chat: Room, content: Json) -> None:
    """What a group lets its members send, and a channel its administrators (td, `can_send_message_to_dialog`)."""
    if isinstance(chat, Chat):
        return
    member = chat.member(call.bot.id)
    if chat.type == "channel":
        if not rights.may(chat, member, "can_post_messages"):
            raise Refused("channel-rights")
        return
    word = rights.may_send(chat, member, content)
    if word is not None:
        raise Refused("send-rights", what=word)


def send(sandbox: Sandbox, call: Call, chat: Room, content: Json) -> Message:
    """Put the bot's message into the chat with its reply and keyboard."""
    check_sending(call, chat, content)
    given = call.params.get("reply_markup")
    keyboard: Json | None = None
    if given is not None and "inline_keyboard" in given:
        keyboard = markup.inline(given, chat.body()["type"])
        given = None
    elif given is not None:
        markup.reply(given, chat.body()["type"])
    extra: Json = {**_reply(chat, call.params), **mentions.resolved(sandbox, call.bot, content)}
    if keyboard is not None:
        extra["reply_markup"] = keyboard
    if call.params.get("protect_content"):
        extra["has_protected_content"] = True
    if isinstance(chat, Group):
        message = posting.post(sandbox, chat, call.bot, extra)
    else:
        message = sandbox.add_message(call.bot, chat, extra, from_bot=True)
    if given is not None:
        message.had_keyboard = True
        if "keyboard" in given or given.get("remove_keyboard"):
            _show(sandbox, chat, message, given)
    return message


def _show(sandbox: Sandbox, chat: Room, message: Message, given: Json) -> None:
    """Show a reply keyboard, or take it away; in a group for everybody, or only for those whom `selective` means."""
    keyboard = given if "keyboard" in given else None
    if isinstance(chat, Chat):
        sandbox.show_keyboard(chat, keyboard)
        return
    people = [member.account for member in chat.inside if isinstance(member.account, Person)]
    if given.get("selective"):
        meant = posting.meant_people(chat, message)
        people = [person for person in people if person.id in meant]
    for person in people:
        sandbox.show_group_keyboard(chat, person, keyboard)


def _reply(chat: Room, params: Json) -> Json:
    """`reply_to_message` as it is shown: the message without its own reply."""
    parameters: Json = params.get("reply_parameters") or {}
    target: Any = parameters.get("message_id", params.get("reply_to_message_id"))
    if target is None:
        return {}
    message = chat.find(target)
    if message is None:
        if parameters.get("allow_sending_without_reply") or params.get("allow_sending_without_reply"):
            return {}
        raise Refused("reply-not-found")
    return {"reply_to_message": {name: value for name, value in message.body.items() if name != "reply_to_message"}}
