"""Albums: what may stand together, from bots and from people, in private chats and groups."""

from typing import Any

import aiohttp
import pytest

from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import BOT, Groups
from tests.sandbox.pictures import png
from tests.sandbox.test_media import send


async def uploaded(api: Api, person: Person, kind: str) -> str:
    """The id of a file of that kind that the bot has sent."""
    method = "send" + kind.title()
    sent = await send(api, method, {kind: png(10, 10)}, chat_id=person.id)
    body = sent[kind]
    return str(body[-1]["file_id"] if kind == "photo" else body["file_id"])


async def album(api: Api, person: Person, *kinds: str, **first: Any) -> tuple[int, Any]:
    media = [{"type": kind, "media": await uploaded(api, person, kind)} for kind in kinds]
    media[0] |= first
    return await api.call("sendMediaGroup", chat_id=person.id, media=media)


@pytest.mark.parametrize(
    ("kinds", "refusal"),
    [
        (["photo", "video"], None),
        (["document", "document"], None),
        (["audio", "audio"], None),
        (["photo", "document"], "Bad Request: Document can't be mixed with other media types"),
        (["video", "audio"], "Bad Request: Audio can't be mixed with other media types"),
        (["audio", "document"], "Bad Request: Document can't be mixed with other media types"),
    ],
)
async def test_what_stands_together(api: Api, mother: Person, kinds: list[str], refusal: str | None) -> None:
    status, body = await album(api, mother, *kinds)

    assert (status, body.get("description")) == (200 if refusal is None else 400, refusal)


async def test_all_captions_stand_on_one_side(api: Api, mother: Person) -> None:
    status, body = await album(api, mother, "photo", "photo", show_caption_above_media=True)

    assert (status, body["description"]) == (
        400, "Bad Request: parameter show_caption_above_media must be the same for all messages",
    )  # fmt: skip


async def test_an_album_is_all_or_nothing(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    allowed = {"can_send_photos": True, "can_send_messages": True}
    await groups.member(chat, "restricted", BOT, rights=allowed)
    media = [{"type": kind, "media": await uploaded(api, mother, kind)} for kind in ("photo", "video")]
    before = len((await groups.seen(mother, chat))["messages"])

    refusal = await api.refused("sendMediaGroup", chat_id=chat, media=media)

    assert refusal == (400, "Bad Request: not enough rights to send videos to the chat")
    assert len((await groups.seen(mother, chat))["messages"]) == before


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("photo", "video", None),
        ("photo", "document", "Bad Request: can't change media type in the album"),
        ("document", "photo", "Bad Request: can't change media type in the album"),
        ("photo", "animation", "Bad Request: message content type can't be used in an album"),
    ],
)
async def test_an_album_keeps_its_kind(api: Api, mother: Person, old: str, new: str, refusal: str | None) -> None:
    _, body = await album(api, mother, old, old)
    media = {"type": new, "media": await uploaded(api, mother, new)}

    target = {"chat_id": mother.id, "message_id": body["result"][0]["message_id"]}
    status, answer = await api.call("editMessageMedia", media=media, **target)

    assert (status, answer.get("description")) == (200 if refusal is None else 400, refusal)


async def upload(api: Api, person: Person, kind: str, count: int, **fields: str) -> tuple[int, Any]:
    form = aiohttp.FormData({"user": str(person.id), "kind": kind, "caption": "задание", **fields})
    for number in range(count):
        form.add_field("file", png(10, 10), filename=f"{number}.png", content_type="image/png")
    async with api.session.post("/page/upload", data=form) as response:
        return response.status, await response.json()


async def test_a_person_sends_up_to_ten_as_an_album(api: Api, mother: Person) -> None:
    assert (await upload(api, mother, "photo", 10))[0] == 200
    assert (await upload(api, mother, "photo", 11))[0] == 400
    assert (await upload(api, mother, "voice", 2))[0] == 400

    messages = [update["message"] for update in await api.ok("getUpdates")]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["задание", *[None] * 9]


async def test_a_persons_album_comes_to_a_group(api: Api, groups: Groups, mother: Person) -> None:
    chat = await groups.make()
    await groups.lead(chat)

    assert (await upload(api, mother, "photo", 2, chat=str(chat)))[0] == 200

    got = await groups.updates()
    assert [(content["chat"]["id"], "photo" in content) for _, content in got] == [(chat, True)] * 2
