"""Copies and forwards: what was written in one chat, in another."""

import secrets

from sandbox.errors import Refused
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Json, Message, Room
from sandbox.world import Call, Sandbox

MAX_SENT_ON = 100
OWN = frozenset({
    "message_id", "from", "sender_chat", "author_signature", "is_automatic_forward", "chat", "date", "edit_date",
    "reply_to_message", "reply_markup", "media_group_id", "has_protected_content", "forward_origin",
})  # fmt: skip
"""What belongs to a message and not to its content."""


@plays("copyMessage")
def copy_message(sandbox: Sandbox, call: Call) -> Json:
    """The content again, without a trace of where it came from; a new caption and keyboard may join it."""
    chat = common.chat_to_write(sandbox, call)
    source = common.chat_of(sandbox, call, "from_chat_id")
    content = _copied(common.message_in(source, call.params["message_id"], "copy-not-found"))
    if "caption" in call.params and "text" not in content:
        content = {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}
        content |= common.message_caption(call.params)
    return {"message_id": common.send(sandbox, call, chat, content).id}


@plays("forwardMessage")
def forward_message(sandbox: Sandbox, call: Call) -> Json:
    chat = common.chat_to_write(sandbox, call)
    source = common.chat_of(sandbox, call, "from_chat_id")
    content = _forwarded(common.message_in(source, call.params["message_id"], "forward-not-found"))
    return common.send(sandbox, call, chat, content).body


@plays("copyMessages")
def copy_messages(sandbox: Sandbox, call: Call) -> list[Json]:
    """Several at once; those that are not there or can't be copied are skipped, albums stay together."""
    contents = [
        {name: value for name, value in _copied(message).items() if not _without_caption(call, name)} | group
        for message, group in _several(sandbox, call)
        if not message.service
    ]
    return _send(sandbox, call, contents)


@plays("forwardMessages")
def forward_messages(sandbox: Sandbox, call: Call) -> list[Json]:
    """The same for forwards."""
    sent_on = [(message, group) for message, group in _several(sandbox, call) if _can_be_forwarded(message)]
    return _send(sandbox, call, [_forwarded(message) | group for message, group in sent_on])


def _without_caption(call: Call, name: str) -> bool:
    return bool(call.params.get("remove_caption")) and name in ("caption", "caption_entities")


def _several(sandbox: Sandbox, call: Call) -> list[tuple[Message, Json]]:
    """The messages that are there, each with the id of the album that it goes on in."""
    ids: list[int] = call.params["message_ids"]
    if not ids:
        raise Refused("ids-missing")
    if len(ids) > MAX_SENT_ON:
        raise Refused("ids-many")
    if sorted(set(ids)) != ids:
        raise Refused("ids-order")
    source: Room = common.chat_of(sandbox, call, "from_chat_id")
    found = [message for message in map(source.find, ids) if message is not None]
    albums = [message.body["media_group_id"] for message in found if "media_group_id" in message.body]
    new = {album: str(secrets.randbits(53)) for album in albums if albums.count(album) > 1}
    groups = [new.get(message.body.get("media_group_id")) for message in found]
    return [(message, {"media_group_id": group} if group else {}) for message, group in zip(found, groups, strict=True)]


def _send(sandbox: Sandbox, call: Call, contents: list[Json]) -> list[Json]:
    chat = common.chat_to_write(sandbox, call)
    for content in contents:
        common.check_sending(call, chat, content)
    return [{"message_id": common.send(sandbox, call, chat, content).id} for content in contents]


def _copied(message: Message) -> Json:
    """The content alone; what Telegram itself tells about a chat has none."""
    if message.service:
        raise Refused("copy-impossible")
    return {name: value for name, value in message.body.items() if name not in OWN}


def _can_be_forwarded(message: Message) -> bool:
    return not message.service and "has_protected_content" not in message.body


def _forwarded(message: Message) -> Json:
    if not _can_be_forwarded(message):
        raise Refused("forward-impossible")
    return {"forward_origin": _origin(message), **_copied(message)}


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
