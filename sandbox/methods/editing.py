"""Editing and deleting what the bot sent."""

from datetime import timedelta

from sandbox.attachments import CAPTIONED
from sandbox.errors import Refused
from sandbox.methods import common, media
from sandbox.methods.registry import plays
from sandbox.rules import markup
from sandbox.state import Chat, Json, Message
from sandbox.world import Call, Sandbox, shown

DELETABLE = timedelta(hours=48)
MAX_DELETED = 100
TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities")
MEDIA = CAPTIONED - {"voice"}
"""What can be replaced by another of these."""


@plays("editMessageText")
def edit_message_text(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(call)
    if "text" not in message.body:
        raise Refused("edit-no-text")
    content = common.message_text(call.params)
    if "link_preview_options" in call.params:
        content["link_preview_options"] = call.params["link_preview_options"]
    return _edit(sandbox, call, chat, message, content, TEXT)


@plays("editMessageCaption")
def edit_message_caption(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(call)
    if not message.body.keys() & CAPTIONED:
        raise Refused("edit-no-caption")
    content = common.message_caption(call.params)
    return _edit(sandbox, call, chat, message, content, CAPTION)


@plays("editMessageReplyMarkup")
def edit_message_reply_markup(sandbox: Sandbox, call: Call) -> Json:
    chat, message = _message_to_edit(call)
    return _edit(sandbox, call, chat, message, {}, ())


@plays("editMessageMedia")
def edit_message_media(sandbox: Sandbox, call: Call) -> Json:
    """Another photo or document, with its caption, in the place of what was shown; an album keeps its kind."""
    chat, message = _message_to_edit(call)
    if not message.body.keys() & (MEDIA | {"text"}):
        raise Refused("edit-media-impossible")
    given = call.params["media"]
    content = media.content(sandbox, call, given["type"], given["media"], given)
    return _edit(sandbox, call, chat, message, content, (*MEDIA, *CAPTION, *TEXT, *media.SHOWN_FLAGS.values()))


@plays("deleteMessage")
def delete_message(sandbox: Sandbox, call: Call) -> bool:
    """Own and foreign messages of a private chat, not older than 48 hours."""
    chat = common.chat_of(call.bot, call.params["chat_id"])
    message = common.message_in(chat, call.params["message_id"], "delete-not-found")
    _delete(sandbox, chat, [message])
    return True


@plays("deleteMessages")
def delete_messages(sandbox: Sandbox, call: Call) -> bool:
    """Those that are there, missing ones are skipped; one that is too old spares them all."""
    ids = call.params["message_ids"]
    if not ids:
        raise Refused("ids-missing")
    if len(ids) > MAX_DELETED:
        raise Refused("ids-many")
    chat = common.chat_of(call.bot, call.params["chat_id"])
    found = [chat.find(message_id) for message_id in dict.fromkeys(ids)]
    _delete(sandbox, chat, [message for message in found if message is not None])
    return True


def _delete(sandbox: Sandbox, chat: Chat, messages: list[Message]) -> None:
    if any(sandbox.clock() - message.sent > DELETABLE for message in messages):
        raise Refused("delete-impossible")
    for message in messages:
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
