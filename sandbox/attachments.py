"""How a stored file looks inside a message, whoever sent it."""

from collections.abc import Callable
from typing import Any

from sandbox.files import File, Files, photo_sizes

Json = dict[str, Any]


def _photo(files: Files, file: File) -> Any:
    return photo_sizes(files, file)


def _document(_: Files, file: File) -> Json:
    return {**file.body(), "file_name": file.name, "mime_type": file.mime}


def _moving(_: Files, file: File) -> Json:
    """The sandbox does not look into films: sides and length are made up."""
    return {**file.body(), "width": 320, "height": 240, "duration": 1, "file_name": file.name, "mime_type": file.mime}


def _audio(_: Files, file: File) -> Json:
    return {**file.body(), "duration": 1, "file_name": file.name, "mime_type": file.mime}


def _voice(_: Files, file: File) -> Json:
    return {**file.body(), "duration": 1, "mime_type": file.mime}


def _video_note(_: Files, file: File) -> Json:
    return {**file.body(), "length": 240, "duration": 1}


def _sticker(_: Files, file: File) -> Json:
    flags = {"type": "regular", "is_animated": False, "is_video": False}
    return {**file.body(), **flags, "width": 512, "height": 512, "emoji": "👍"}


KINDS: dict[str, Callable[[Files, File], Any]] = {
    "photo": _photo,
    "document": _document,
    "video": _moving,
    "animation": _moving,
    "audio": _audio,
    "voice": _voice,
    "video_note": _video_note,
    "sticker": _sticker,
}
CAPTIONED = frozenset(KINDS) - {"sticker", "video_note"}
"""Kinds that may have a caption."""
GROUPED = frozenset({"photo", "video", "document", "audio"})
"""Kinds that may stand in an album."""
MAX_ALBUM = 10


def attachment(files: Files, file: File, kind: str) -> Json:
    """The field of a message that holds the file."""
    return {kind: KINDS[kind](files, file)}
