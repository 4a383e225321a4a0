"""Pictures, documents and other files, albums, and the way back: getFile."""

import secrets
from typing import Any

from sandbox.attachments import CAPTIONED, KINDS, MAX_ALBUM, attachment
from sandbox.errors import Refused
from sandbox.files import MAX_DOWNLOAD
from sandbox.methods import common
from sandbox.methods.registry import plays
from sandbox.state import Json
from sandbox.world import Call, Sandbox

ALONE = ("document", "audio")
"""Kinds that share an album with nothing else."""
SHOWN_FLAGS = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}
"""What a picture may be asked for, and how its message shows it."""


def content(sandbox: Sandbox, call: Call, kind: str, value: Any, params: Json) -> Json:
    """A file and its caption as a message holds them; `params` are the call's own, or those of one InputMedia."""
    if kind not in KINDS:
        raise Refused("not-implemented", method=f"a {kind} in {call.method}")
    file = sandbox.files.sent(value, call.uploads, kind)
    flags = {shown: True for flag, shown in SHOWN_FLAGS.items() if params.get(flag)}
    caption = common.message_caption(params) if kind in CAPTIONED else {}
    return {**attachment(sandbox.files, file, kind), **flags, **caption}


def _plays_sending(kind: str) -> None:
    @plays("send" + kind.title().replace("_", ""))
    def send(sandbox: Sandbox, call: Call) -> Json:
        chat = common.chat_to_write(sandbox, call)
        return common.send(sandbox, call, chat, content(sandbox, call, kind, call.params[kind], call.params)).body


for _kind in KINDS:
    _plays_sending(_kind)


@plays("sendMediaGroup")
def send_media_group(sandbox: Sandbox, call: Call) -> list[Json]:
    """Up to ten pictures and films, or documents, or audio files; messages of their own with one `media_group_id`."""
    chat = common.chat_to_write(sandbox, call)
    items = call.params["media"]
    if not items:
        raise Refused("album-empty")
    if len(items) > MAX_ALBUM:
        raise Refused("album-long")
    kinds = [item["type"] for item in items]
    for alone in ALONE:
        if alone in kinds and set(kinds) != {alone}:
            raise Refused("album-mixed", kind=alone.capitalize())
    if len({bool(item.get("show_caption_above_media")) for item in items}) > 1:
        raise Refused("album-captions")
    contents = [content(sandbox, call, item["type"], item["media"], item) for item in items]
    for shown in contents:
        common.check_sending(call, chat, shown)
    group = {"media_group_id": str(secrets.randbits(53))} if len(items) > 1 else {}
    return [common.send(sandbox, call, chat, {**shown, **group}).body for shown in contents]


@plays("getFile")
def get_file(sandbox: Sandbox, call: Call) -> Json:
    """A path to download from, for files up to 20 MB."""
    file = sandbox.files.get(call.params["file_id"])
    if file is None:
        raise Refused("file-id-invalid")
    if file.size > MAX_DOWNLOAD:
        raise Refused("file-big")
    return {**file.body(), "file_path": file.path}
