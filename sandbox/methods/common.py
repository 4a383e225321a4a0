"""What sending and editing share: whom to, which message, what text, which keyboard."""

from typing import Any

from sandbox.errors import Refused
from sandbox.rules import entities as rules
from sandbox.rules import html, markup, text
from sandbox.rules.text import Formatted
from sandbox.state import Bot, Chat, Json, Message
from sandbox.world import Call, Sandbox


def chat_of(bot: Bot, chat_id: int | str) -> Chat:
    """A chat that the bot knows: a bot never writes first, so a person who never wrote is not found."""
    if isinstance(chat_id, str):
        raise Refused("chat-not-found")
    chat = bot.chats.get(chat_id)
    if chat is None or not chat.started:
        raise Refused("chat-not-found")
    return chat


def chat_to_write(call: Call) -> Chat:
    """A chat that takes messages: neither deactivated nor blocked."""
    chat = chat_of(call.bot, call.params["chat_id"])
    if chat.person.deactivated:
        raise Refused("deactivated")
    if chat.blocked:
        raise Refused("blocked")
    return chat


def message_in(chat: Chat, message_id: int, missing: str) -> Message:
    message = chat.find(message_id)
    if message is None:
        raise Refused(missing)
    return message


def formatted(params: Json, name: str, entities: str = "entities") -> Formatted:
    """A text parameter, parsed by its parse_mode or with its entities, cleaned, with what Telegram finds in it."""
    source: str = params.get(name, "")
    if len(source.encode("utf-8", "surrogatepass")) > text.MAX_RAW:
        raise Refused("text-raw-long")
    mode = params.get("parse_mode", "").lower()
    if mode == "html":
        return text.finish(html.parse(source))
    if mode in ("markdown", "markdownv2"):
        raise Refused("markdown")
    if mode not in ("", "none"):
        raise Refused("parse-mode")
    given = params.get(entities)
    return text.finish(Formatted(source, rules.check(source, given) if given else []))


def message_text(params: Json) -> Json:
    """`text` and `entities` of a message, or why not."""
    if not params["text"]:
        raise Refused("text-empty")
    content = formatted(params, "text")
    if text.is_blank(content.text):
        raise Refused("text-blank")
    if len(content.text) > text.MAX_TEXT:
        raise Refused("text-long")
    return _body(content, "text", "entities")


def message_caption(params: Json) -> Json:
    """`caption` and `caption_entities`, or nothing for a blank one."""
    content = formatted(params, "caption", "caption_entities")
    if len(content.text) > text.MAX_CAPTION:
        raise Refused("caption-long")
    return {} if text.is_blank(content.text) else _body(content, "caption", "caption_entities")


def _body(content: Formatted, name: str, entities: str) -> Json:
    return {name: content.text, **({entities: content.entities} if content.entities else {})}


def send(sandbox: Sandbox, call: Call, chat: Chat, content: Json) -> Message:
    """Put the bot's message into the chat with its reply and keyboard."""
    given = call.params.get("reply_markup")
    keyboard: Json | None = None
    if given is not None and "inline_keyboard" in given:
        keyboard = markup.inline(given)
        given = None
    elif given is not None:
        markup.reply(given)
    extra: Json = {**_reply(chat, call.params), **content}
    if keyboard is not None:
        extra["reply_markup"] = keyboard
    if call.params.get("protect_content"):
        extra["has_protected_content"] = True
    message = sandbox.add_message(call.bot, chat, extra, from_bot=True)
    if given is not None:
        message.had_keyboard = True
        if "keyboard" in given:
            sandbox.show_keyboard(chat, given)
        elif given.get("remove_keyboard"):
            sandbox.show_keyboard(chat, None)
    return message


def _reply(chat: Chat, params: Json) -> Json:
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
