"""Files that people and bots sent: kept on disk, known by ids; and what an image header says about its size."""

import hashlib
import re
import shutil
import struct
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.errors import Refused
from sandbox.schema import Upload

MAX_PHOTO = 10 * 1024 * 1024
MAX_VIDEO_NOTE = 12 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
SIDES = (("s", 90), ("m", 320), ("x", 800), ("y", 1280))
"""The sizes in which Telegram keeps a photo; ours differ in name and stated sides, not in bytes."""

SMALLER = {"photo": (MAX_PHOTO, "photo"), "video_note": (MAX_VIDEO_NOTE, "video note")}
"""Kinds that may not be as big as others, and td's word for them (`check_full_local_location`)."""
SUFFIX = re.compile(r"[A-Za-z0-9]{1,16}")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """One stored file. `kind` is what it may be sent as: photo, document, sticker, voice, video, audio."""

    id: str
    unique_id: str
    path: str
    """Under which a bot downloads it."""
    place: Path
    size: int
    kind: str
    name: str
    mime: str

    @property
    def content(self) -> bytes:
        return self.place.read_bytes()

    def body(self) -> Json:
        """The fields that every file type of the Bot API has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """Everything stored, by id and by path: in a directory of one's choice, which stays, or in one that goes with this."""

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self.photos: dict[str, list[Json]] = {}
        """The sizes of a photo by the id of each of them: a photo sent again is the same photo."""

    def add(self, content: bytes, *, kind: str, name: str, mime: str) -> File:
        """Store bytes; an empty file is refused."""
        if not content:
            raise Refused("file-empty")
        digest = hashlib.sha256(content).hexdigest()
        place = self._folder() / digest
        if not place.exists():
            place.write_bytes(content)
        return self._keep(place, len(content), kind=kind, name=name, mime=mime)

    def again(self, file: File, name: str) -> File:
        """The same bytes under another id and name."""
        return self._keep(file.place, file.size, kind=file.kind, name=name, mime=file.mime)

    def _keep(self, place: Path, size: int, *, kind: str, name: str, mime: str) -> File:
        number = len(self._by_id) + 1
        suffix = name.rsplit(".", 1)[-1] if "." in name else mime.rsplit("/", 1)[-1]
        file = File(
            id=f"{kind[:2].upper()}{number:06d}{place.name[:40]}",
            unique_id=hashlib.sha256(f"{number}{place.name}".encode()).hexdigest()[:16],
            path=f"{kind}s/file_{number}.{suffix if SUFFIX.fullmatch(suffix) else 'bin'}",
            place=place,
            size=size,
            kind=kind,
            name=name,
            mime=mime,
        )
        self._by_id[file.id] = self._by_path[file.path] = file
        return file

    def _folder(self) -> Path:
        """Files are named by what is in them, so that a directory can serve again."""
        if self._directory is None:
            self._directory = Path(tempfile.mkdtemp(prefix="sandbox-"))
            weakref.finalize(self, shutil.rmtree, self._directory, ignore_errors=True)
        self._directory.mkdir(parents=True, exist_ok=True)
        return self._directory

    def get(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def sent(self, value: Upload | str, uploads: dict[str, Upload], kind: str) -> File:
        """The file that a bot sends: uploaded, named by `attach://`, or known by its id. URLs are not fetched."""
        if isinstance(value, str) and value.startswith("attach://"):
            name = value.removeprefix("attach://")
            if name not in uploads:
                raise Refused("media-not-found")
            value = uploads[name]
        if isinstance(value, Upload):
            _check_size(len(value.content), kind)
            return self.add(value.content, kind=kind, name=value.name, mime=value.content_type)
        if value.startswith(("http://", "https://")):
            raise Refused("file-url")
        file = self.get(value)
        if file is None:
            raise Refused("file-reference")
        if file.kind != kind:
            raise Refused("file-kind", actual=file.kind.capitalize(), wanted=kind.capitalize())
        return file


def _check_size(size: int, kind: str) -> None:
    """50 MB, photos 10 MB, round films 12 MB."""
    if size > MAX_UPLOAD:
        raise Refused("body-too-large")
    most, word = SMALLER.get(kind, (MAX_UPLOAD, ""))
    if size > most:
        raise Refused("file-kind-big", size=size, what=word, most=most)


def photo_sizes(files: Files, file: File) -> list[Json]:
    """Several PhotoSize, smallest first, the last one with the picture's own sides; 320 px always joins them.

    Telegram refuses what it cannot decode, sides that sum up to more than 10,000 and a ratio above 20.
    """
    if file.id in files.photos:
        return files.photos[file.id]
    sides = image_sides(file.content)
    if sides is None:
        raise Refused("photo-unreadable")
    width, height = sides
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise Refused("photo-dimensions")
    longest = max(width, height)
    sizes = []
    for letter, side in SIDES:
        if side < longest:
            small = files.again(file, f"{letter}.jpg")
            sizes.append(_size(small, width * side // longest or 1, height * side // longest or 1))
    sizes.append(_size(file, width, height))
    if len(sizes) == 1:
        small = files.again(file, "s.jpg")
        sizes.insert(0, _size(small, (width + 1) // 2, (height + 1) // 2))
    files.photos |= {size["file_id"]: sizes for size in sizes}
    return sizes


def _size(file: File, width: int, height: int) -> Json:
    return {**file.body(), "width": width, "height": height}


def image_sides(content: bytes) -> tuple[int, int] | None:
    """Width and height by the header of a PNG, GIF, JPEG, BMP or WebP; None when it is none of them."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if content.startswith(b"\xff\xd8"):
        return _jpeg_sides(content)
    if content.startswith(b"BM") and len(content) >= 26:
        return struct.unpack("<II", content[18:26])
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp_sides(content)
    return None


def _jpeg_sides(content: bytes) -> tuple[int, int] | None:
    """The start-of-frame segment holds them (ITU T.81 B.2.2); C4, C8 and CC are other segments of that range."""
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def _webp_sides(content: bytes) -> tuple[int, int] | None:
    form = content[12:16]
    if form == b"VP8 " and len(content) >= 30:
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L" and len(content) >= 25:
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X" and len(content) >= 30:
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return None
