"""Editing and deleting what the bot sent."""

from datetime import timedelta

from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.rules import markup
from sandbox.state import Chat, Json, Message
from sandbox.world import Call, Sandbox, shown

DELETABLE = timedelta(hours=48)


@plays("editMessageText")
def edit_message_text(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(call)
    if "text" not in message.body:
        raise Refused("edit-no-text")
    content = common.message_text(call.params)
    if "link_preview_options" in call.params:
        content["link_preview_options"] = call.params["link_preview_options"]
    return _edit(sandbox, call, chat, message, content, ("text", "entities", "link_preview_options"))


@plays("editMessageCaption")
def edit_message_caption(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(call)
    if not message.body.keys() & {"photo", "document", "video", "audio", "voice", "animation"}:
        raise Refused("edit-no-caption")
    content = common.message_caption(call.params)
    return _edit(sandbox, call, chat, message, content, ("caption", "caption_entities"))


@plays("editMessageReplyMarkup")
def edit_message_reply_markup(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(call)
    return _edit(sandbox, call, chat, message, {}, ())


@plays("deleteMessage")
def delete_message(sandbox: Sandbox, call: Call) -> bool:
    """Own and foreign messages of a private chat, younger than 48 hours."""
    chat = common.chat_of(call.bot, call.params["chat_id"])
    message = common.message_in(chat, call.params["message_id"], "delete-not-found")
    if sandbox.clock() - message.sent >= DELETABLE:
        raise Refused("delete-impossible")
    _delete(sandbox, chat, message)
    return True


@plays("deleteMessages")
def delete_messages(sandbox: Sandbox, call: Call) -> bool:
    """Those that are there and young enough go; the others are skipped, as Telegram does."""
    chat = common.chat_of(call.bot, call.params["chat_id"])
    for message_id in call.params["message_ids"]:
        message = chat.find(message_id)
        if message is not None and sandbox.clock() - message.sent < DELETABLE:
            _delete(sandbox, chat, message)
    return True


def _delete(sandbox: Sandbox, chat: Chat, message: Message) -> None:
    message.deleted = True
    sandbox.events.tell("delete", chat.id, message_id=message.id)


def _message_to_edit(call: Call) -> tuple[Chat, Message]:
    """A message of the bot's own, not forwarded, that never carried a reply keyboard."""
    if "inline_message_id" in call.params:
        raise Refused("inline-message-id-invalid")
    if "chat_id" not in call.params:
        raise Refused("chat-id-empty" if "message_id" in call.params else "inline-message-id-empty")
    chat = common.chat_of(call.bot, call.params["chat_id"])
    if chat.person.deactivated:
        raise Refused("deactivated")
    message = common.message_in(chat, call.params.get("message_id", 0), "edit-not-found")
    if not message.from_bot or message.had_keyboard or "forward_origin" in message.body:
        raise Refused("edit-impossible")
    return chat, message


def _edit(sandbox: Sandbox, call: Call, chat: Chat, message: Message, content: Json, replaced: tuple[str, ...]) -> Json:
    """Replace content and keyboard; a call without `reply_markup` removes it, one that changes nothing is refused."""
    keyboard = markup.inline(call.params.get("reply_markup"))
    body = {name: value for name, value in message.body.items() if name not in (*replaced, "reply_markup")}
    body |= content
    if keyboard is not None:
        body["reply_markup"] = keyboard
    if body == message.body:
        raise Refused("not-modified")
    message.body = {**body, "edit_date": sandbox.clock.unix()}
    sandbox.events.tell("edit", chat.id, message=shown(message))
    return message.body
