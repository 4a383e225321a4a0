"""Sending text, and typing."""

from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Json
from sandbox.world import Call, Sandbox, place

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


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
