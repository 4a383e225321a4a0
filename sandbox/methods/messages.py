"""Sending text, copying, forwarding, typing."""

from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Json, Message
from sandbox.world import Call, Sandbox, place

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
OWN = frozenset({
    "message_id", "from", "sender_chat", "author_signature", "is_automatic_forward", "chat", "date", "edit_date",
    "reply_to_message", "reply_markup", "media_group_id", "has_protected_content", "forward_origin",
})  # fmt: skip
"""What belongs to a message and not to its content."""


@plays("sendMessage")
def send_message(sandbox: Sandbox, call: Call) -> Json:
    content = common.message_text(call.params)
    if "link_preview_options" in call.params:
        content["link_preview_options"] = call.params["link_preview_options"]
    return common.send(sandbox, call, common.chat_to_write(sandbox, call), content).body


@plays("sendChatAction")
def send_chat_action(sandbox: Sandbox, call: Call) -> bool:
    if call.params["action"] not in ACTIONS:
        raise Refused("action")
    chat = common.chat_to_write(sandbox, call)
    sandbox.events.tell("typing", **place(chat), action=call.params["action"])
    return True


@plays("copyMessage")
def copy_message(sandbox: Sandbox, call: Call) -> Json:
    """The content again, without a trace of where it came from; a new caption and keyboard may join it."""
    chat = common.chat_to_write(sandbox, call)
    content = _content(_source(sandbox, call, "copy-not-found"))
    if "caption" in call.params and "text" not in content:
        content = {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}
        content |= common.message_caption(call.params)
    return {"message_id": common.send(sandbox, call, chat, content).id}


@plays("forwardMessage")
def forward_message(sandbox: Sandbox, call: Call) -> Json:
    chat = common.chat_to_write(sandbox, call)
    source = _source(sandbox, call, "forward-not-found")
    if "has_protected_content" in source.body:
        raise Refused("forward-not-found")
    content = {"forward_origin": _origin(source), **_content(source)}
    return common.send(sandbox, call, chat, content).body


def _origin(source: Message) -> Json:
    """Where a message was first written: by a person, in a channel, or by a group's anonymous administrator."""
    body = source.body
    if "forward_origin" in body:
        found: Json = body["forward_origin"]
        return found
    date: Json = {"date": body["date"]}
    if body["chat"]["type"] == "channel":
        return {"type": "channel", "chat": body["chat"], "message_id": source.id, **date}
    if "sender_chat" in body:
        return {"type": "chat", "sender_chat": body["sender_chat"], **date}
    return {"type": "user", "sender_user": body["from"], **date}


def _source(sandbox: Sandbox, call: Call, missing: str) -> Message:
    """A message to copy or forward; what Telegram tells about a chat can't be sent on."""
    source = common.chat_of(sandbox, call, "from_chat_id")
    message = common.message_in(source, call.params["message_id"], missing)
    if message.service:
        raise Refused(missing)
    return message


def _content(message: Message) -> Json:
    return {name: value for name, value in message.body.items() if name not in OWN}
