"""Sending text, copying, forwarding, typing."""

from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Json, Message
from sandbox.world import Call, Sandbox

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
OWN = frozenset({
    "message_id", "from", "chat", "date", "edit_date", "reply_to_message", "reply_markup", "media_group_id",
    "has_protected_content", "forward_origin",
})  # fmt: skip
"""What belongs to a message and not to its content."""


@plays("sendMessage")
def send_message(sandbox: Sandbox, call: Call) -> Json:
    content = common.message_text(call.params)
    if "link_preview_options" in call.params:
        content["link_preview_options"] = call.params["link_preview_options"]
    return common.send(sandbox, call, common.chat_to_write(call), content).body


@plays("sendChatAction")
def send_chat_action(sandbox: Sandbox, call: Call) -> bool:
    if call.params["action"] not in ACTIONS:
        raise Refused("action")
    chat = common.chat_to_write(call)
    sandbox.events.tell("typing", chat.id, action=call.params["action"])
    return True


@plays("copyMessage")
def copy_message(sandbox: Sandbox, call: Call) -> Json:
    """The content again, without a trace of where it came from; a new caption and keyboard may join it."""
    chat = common.chat_to_write(call)
    content = _content(_source(call, "copy-not-found"))
    if "caption" in call.params and "text" not in content:
        content = {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}
        content |= common.message_caption(call.params)
    return {"message_id": common.send(sandbox, call, chat, content).id}


@plays("forwardMessage")
def forward_message(sandbox: Sandbox, call: Call) -> Json:
    chat = common.chat_to_write(call)
    source = _source(call, "forward-not-found")
    origin = source.body.get("forward_origin") or {
        "type": "user",
        "sender_user": source.body["from"],
        "date": source.body["date"],
    }
    return common.send(sandbox, call, chat, {"forward_origin": origin, **_content(source)}).body


def _source(call: Call, missing: str) -> Message:
    source = common.chat_of(call.bot, call.params["from_chat_id"])
    return common.message_in(source, call.params["message_id"], missing)


def _content(message: Message) -> Json:
    return {name: value for name, value in message.body.items() if name not in OWN}
