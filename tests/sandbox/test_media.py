"""Pictures and documents, both ways."""

import json
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.files import image_sides
from sandbox.state import Person
from tests.sandbox.conftest import TOKEN, Api
from tests.sandbox.pictures import png


async def send(api: Api, method: str, files: dict[str, bytes], **fields: Any) -> Any:
    form = aiohttp.FormData({name: str(value) for name, value in fields.items()})
    for name, content in files.items():
        form.add_field(name, content, filename=f"{name}.png", content_type="image/png")
    async with api.session.post(f"/bot{TOKEN}/{method}", data=form) as response:
        body = await response.json()
        assert response.status == 200, body
        return body["result"]


async def test_a_photo_has_sizes_and_comes_back(api: Api, mother: Person) -> None:
    picture = png(400, 300)
    sent = await send(
        api, "sendPhoto", {"photo": picture}, chat_id=mother.id, caption="<b>Класс</b>", parse_mode="HTML"
    )

    sizes = [(size["width"], size["height"]) for size in sent["photo"]]
    assert sizes == [(90, 67), (320, 240), (400, 300)]
    assert len({size["file_unique_id"] for size in sent["photo"]}) == 3
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 5}]

    file = await api.ok("getFile", file_id=sent["photo"][-1]["file_id"])
    assert file["file_size"] == len(picture)
    async with api.session.get(f"/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == picture


async def test_a_photo_is_sent_again_by_its_id(api: Api, mother: Person) -> None:
    sent = await send(api, "sendPhoto", {"photo": png(10, 10)}, chat_id=mother.id)

    again = await api.ok("sendPhoto", chat_id=mother.id, photo=sent["photo"][0]["file_id"])

    assert again["photo"] == sent["photo"]


async def test_a_document_keeps_its_name(api: Api, mother: Person) -> None:
    sent = await send(api, "sendDocument", {"document": b"hello"}, chat_id=mother.id)

    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("document.png", "image/png")


async def test_a_caption_is_edited_and_removed(api: Api, mother: Person) -> None:
    sent = await send(api, "sendPhoto", {"photo": png(10, 10)}, chat_id=mother.id, caption="было")
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}

    assert (await api.ok("editMessageCaption", caption="стало", **target))["caption"] == "стало"
    assert "caption" not in await api.ok("editMessageCaption", **target)


async def test_a_picture_takes_the_place_of_another(api: Api, mother: Person) -> None:
    sent = await send(api, "sendPhoto", {"photo": png(10, 10)}, chat_id=mother.id, caption="было")
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}
    media = json.dumps({"type": "photo", "media": "attach://new", "caption": "стало", "has_spoiler": True})

    edited = await send(api, "editMessageMedia", {"new": png(20, 20)}, media=media, **target)

    assert (edited["photo"][-1]["width"], edited["caption"], edited["has_media_spoiler"]) == (20, "стало", True)
    again = {"type": "photo", "media": edited["photo"][-1]["file_id"], "caption": "стало", "has_spoiler": True}
    assert "not modified" in (await api.refused("editMessageMedia", media=again, **target))[1]


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("sendVideo", "video"),
        ("sendAnimation", "animation"),
        ("sendAudio", "audio"),
        ("sendVoice", "voice"),
        ("sendVideoNote", "video_note"),
        ("sendSticker", "sticker"),
    ],
)
async def test_a_bot_sends_other_files(api: Api, mother: Person, method: str, kind: str) -> None:
    sent = await send(api, method, {kind: b"bytes"}, chat_id=mother.id)

    again = await api.ok(method, chat_id=mother.id, **{kind: sent[kind]["file_id"]})
    assert again[kind] == sent[kind]


async def test_an_album_is_several_messages_of_one_group(api: Api, mother: Person) -> None:
    media = [
        {"type": "photo", "media": "attach://one", "caption": "Первая"},
        {"type": "photo", "media": "attach://two"},
    ]
    sent = await send(
        api, "sendMediaGroup", {"one": png(10, 10), "two": png(20, 20)}, chat_id=mother.id, media=json.dumps(media)
    )

    assert [message.get("caption") for message in sent] == ["Первая", None]
    assert len({message["media_group_id"] for message in sent}) == 1


async def upload(api: Api, person: Person, kind: str, *files: bytes, caption: str = "") -> Any:
    form = aiohttp.FormData({"user": str(person.id), "kind": kind, "caption": caption}, default_to_multipart=True)
    for number, content in enumerate(files):
        form.add_field("file", content, filename=f"{number}.png", content_type="image/png")
    async with api.session.post("/page/upload", data=form) as response:
        return response.status, await response.json()


async def test_a_person_sends_pictures(api: Api, mother: Person) -> None:
    await upload(api, mother, "photo", png(900, 900), caption="задание /help")
    await upload(api, mother, "photo", png(10, 10), png(20, 20))

    one, two, three = [update["message"] for update in await api.ok("getUpdates")]
    assert [size["width"] for size in one["photo"]] == [90, 320, 800, 900]
    assert one["caption_entities"] == [{"type": "bot_command", "offset": 8, "length": 5}]
    assert two["media_group_id"] == three["media_group_id"]

    file = await api.ok("getFile", file_id=one["photo"][-1]["file_id"])
    async with api.session.get(f"/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == png(900, 900)
    async with api.session.get(f"/page/file/{one['photo'][0]['file_id']}") as response:
        assert response.content_type == "image/png"


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio", "sticker"])
async def test_a_person_sends_other_files(api: Api, mother: Person, kind: str) -> None:
    status, _ = await upload(api, mother, kind, b"bytes")
    assert status == 200

    [update] = await api.ok("getUpdates")
    assert kind in update["message"]


async def test_a_sticker_needs_no_file_and_the_rest_do(api: Api, mother: Person) -> None:
    assert (await upload(api, mother, "sticker"))[0] == 200
    assert (await upload(api, mother, "document"))[0] == 400
    assert (await upload(api, mother, "photo", b"no picture"))[0] == 400
    assert (await upload(api, mother, "owl", b"bytes"))[0] == 400


async def test_a_page_is_never_served_as_a_page(api: Api, sandbox: Sandbox) -> None:
    file = sandbox.files.add(b"<script>", kind="document", name="a.html", mime="text/html")

    async with api.session.get(f"/page/file/{file.id}") as response:
        assert response.content_type == "application/octet-stream"


@pytest.mark.parametrize(
    ("content", "sides"),
    [
        (png(7, 9), (7, 9)),
        (b"GIF89a" + (5).to_bytes(2, "little") + (6).to_bytes(2, "little"), (5, 6)),
        (bytes.fromhex("ffd8ffe00004abcdffc00011080010002003"), (32, 16)),
        (b"BM" + bytes(16) + (3).to_bytes(4, "little") + (4).to_bytes(4, "little"), (3, 4)),
        (b"RIFF0000WEBPVP8X" + bytes(8) + (6).to_bytes(3, "little") + (8).to_bytes(3, "little"), (7, 9)),
        (b"RIFF0000WEBPVP8 " + bytes(10) + (6).to_bytes(2, "little") + (8).to_bytes(2, "little"), (6, 8)),
        (b"RIFF0000WEBPVP8L" + bytes(5) + (6 | 8 << 14).to_bytes(4, "little"), (7, 9)),
        (b"\xff\xd8\xff", None),
        (b"\xff\xd8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", None),
        (b"plain", None),
    ],
)
def test_sides_are_read_from_the_header(content: bytes, sides: tuple[int, int] | None) -> None:
    assert image_sides(content) == sides
