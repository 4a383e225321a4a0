"""Photos, documents, albums, and the way back: getFile."""

import secrets
from typing import Any

from sandbox.errors import Refused
from sandbox.files import MAX_DOWNLOAD, File, photo_sizes
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Json
from sandbox.world import Call, Sandbox

MAX_ALBUM = 10
FLAGS = ("has_spoiler", "show_caption_above_media")


def photo(sandbox: Sandbox, file: File) -> Json:
    return {"photo": photo_sizes(sandbox.files, file)}


def document(_: Sandbox, file: File) -> Json:
    return {"document": {**file.body(), "file_name": file.name, "mime_type": file.mime}}


MEDIA = {"photo": photo, "document": document}


def _media(sandbox: Sandbox, call: Call, kind: str, value: Any, params: Json) -> Json:
    file = sandbox.files.sent(value, call.uploads, kind)
    flags = {flag: True for flag in FLAGS if params.get(flag) and kind == "photo"}
    if "has_spoiler" in flags:
        flags["has_media_spoiler"] = flags.pop("has_spoiler")
    return {**MEDIA[kind](sandbox, file), **flags, **common.message_caption(params)}


@plays("sendPhoto")
def send_photo(sandbox: Sandbox, call: Call) -> Json:
    chat = common.chat_to_write(call)
    content = _media(sandbox, call, "photo", call.params["photo"], call.params)
    return common.send(sandbox, call, chat, content).body


@plays("sendDocument")
def send_document(sandbox: Sandbox, call: Call) -> Json:
    chat = common.chat_to_write(call)
    content = _media(sandbox, call, "document", call.params["document"], call.params)
    return common.send(sandbox, call, chat, content).body


@plays("sendMediaGroup")
def send_media_group(sandbox: Sandbox, call: Call) -> list[Json]:
    """Up to ten photos, or up to ten documents; each is a message of its own with one `media_group_id`."""
    chat = common.chat_to_write(call)
    items = call.params["media"]
    if not items:
        raise Refused("album-empty")
    if len(items) > MAX_ALBUM:
        raise Refused("album-long")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 or not kinds <= MEDIA.keys():
        raise Refused("album-mixed", kind=max(kinds).capitalize())
    contents = [_media(sandbox, call, item["type"], item["media"], item) for item in items]
    group = {"media_group_id": str(secrets.randbits(53))} if len(items) > 1 else {}
    return [common.send(sandbox, call, chat, {**content, **group}).body for content in contents]


@plays("getFile")
def get_file(sandbox: Sandbox, call: Call) -> Json:
    """A path to download from, for files up to 20 MB."""
    file = sandbox.files.get(call.params["file_id"])
    if file is None:
        raise Refused("file-id-invalid")
    if len(file.content) > MAX_DOWNLOAD:
        raise Refused("file-big")
    return {**file.body(), "file_path": file.path}
