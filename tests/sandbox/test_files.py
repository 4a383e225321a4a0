"""Files on disk, and how big they may be (Bot API, "Sending files", getFile)."""

import gc
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox, running
from sandbox.files import MAX_DOWNLOAD, MAX_PHOTO, MAX_UPLOAD, MAX_VIDEO_NOTE, Files
from sandbox.state import Person
from tests.sandbox.conftest import TOKEN, Api, Watch
from tests.sandbox.pictures import png


async def send(api: Api, person: Person, kind: str, content: bytes, name: str = "a.bin") -> tuple[int, Any]:
    form = aiohttp.FormData({"chat_id": str(person.id)})
    form.add_field(kind, BytesIO(content), filename=name)
    method = "send" + kind.title().replace("_", "")
    async with api.session.post(f"/bot{TOKEN}/{method}", data=form) as response:
        return response.status, await response.json()


async def test_a_directory_of_choice_keeps_what_was_sent(watch: Watch, tmp_path: Path) -> None:
    kept = tmp_path / "files"
    sandbox = Sandbox(watch, files=kept)
    async with running(sandbox):
        sandbox.files.add(b"homework", kind="document", name="a.txt", mime="text/plain")

    assert [path.read_bytes() for path in kept.iterdir()] == [b"homework"]


def test_the_same_bytes_lie_there_once(tmp_path: Path) -> None:
    files = Files(tmp_path)
    one, two = [files.add(b"same", kind="document", name=name, mime="text/plain") for name in ("a.txt", "b.txt")]

    assert (one.id != two.id, one.path != two.path, len(list(tmp_path.iterdir()))) == (True, True, 1)


def test_a_temporary_directory_goes_with_the_sandbox() -> None:
    files = Files()
    place = files.add(b"homework", kind="document", name="a.txt", mime="text/plain").place
    assert place.exists()

    del files
    gc.collect()

    assert not place.parent.exists()


@pytest.mark.parametrize("name", ["../../evil", "a./../../evil", "..", "a.b/c", "a.\0"])
def test_a_name_leads_nowhere(tmp_path: Path, name: str) -> None:
    file = Files(tmp_path).add(b"x", kind="document", name=name, mime="text/plain")

    assert file.place.parent == tmp_path
    assert file.path in ("documents/file_1.bin", "documents/file_1.plain")


async def test_limits_for_what_is_sent(api: Api, mother: Person) -> None:
    assert (await send(api, mother, "document", bytes(MAX_UPLOAD)))[0] == 200
    status, body = await send(api, mother, "document", bytes(MAX_UPLOAD + 1))
    assert (status, body["description"]) == (413, "Request Entity Too Large")
    picture = png(10, 10)
    assert (await send(api, mother, "photo", picture + bytes(MAX_PHOTO - len(picture))))[0] == 200
    status, body = await send(api, mother, "photo", picture + bytes(MAX_PHOTO - len(picture) + 1))
    assert (status, body["description"]) == (
        400, "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
    )  # fmt: skip
    status, body = await send(api, mother, "video_note", bytes(MAX_VIDEO_NOTE + 1))
    assert "for a video note" in body["description"]


async def test_only_20_mb_are_downloaded(api: Api, mother: Person) -> None:
    for size, status in ((MAX_DOWNLOAD, 200), (MAX_DOWNLOAD + 1, 400)):
        _, body = await send(api, mother, "document", bytes(size))
        found = await api.call("getFile", file_id=body["result"]["document"]["file_id"])
        assert found[0] == status
