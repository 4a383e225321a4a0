"""Several messages copied or forwarded at once."""

import json
from typing import Any

import aiohttp
import pytest

from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import Groups


async def texts(api: Api, person: Person, sent: list[dict[str, Any]]) -> list[Any]:
    """What the messages with these ids say, in the person's private chat."""
    shown = {message["message_id"]: message for message in (await api.page(f"/page/chat/{person.id}"))["messages"]}
    return [shown[one["message_id"]] for one in sent]


@pytest.mark.parametrize("method", ["copyMessages", "forwardMessages"])
async def test_what_is_there_goes_on_and_the_rest_is_skipped(
    api: Api, groups: Groups, mother: Person, method: str
) -> None:
    chat = await groups.make()
    ids = [(await api.ok("sendMessage", chat_id=chat, text=text))["message_id"] for text in ("раз", "два")]

    sent = await api.ok(method, chat_id=mother.id, from_chat_id=chat, message_ids=[1, *ids, 999])

    shown = await texts(api, mother, sent)
    assert [message["text"] for message in shown] == ["раз", "два"]
    assert ["forward_origin" in message for message in shown] == [method == "forwardMessages"] * 2


async def test_protected_messages_are_copied_and_not_forwarded(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", protect_content=True)
    target = {"chat_id": mother.id, "from_chat_id": mother.id, "message_ids": [sent["message_id"]]}

    assert await api.ok("forwardMessages", **target) == []
    assert len(await api.ok("copyMessages", **target)) == 1


async def test_an_album_stays_together_and_may_lose_its_captions(api: Api, mother: Person) -> None:
    file = await api.ok("sendMessage", chat_id=mother.id, text="т")
    media = [{"type": "document", "media": "attach://a", "caption": str(number)} for number in range(2)]
    sent = await _album(api, mother, media)
    ids = [file["message_id"], *(message["message_id"] for message in sent)]

    target = {"chat_id": mother.id, "from_chat_id": mother.id, "message_ids": ids, "remove_caption": True}
    first, *album = await texts(api, mother, await api.ok("copyMessages", **target))

    assert "media_group_id" not in first
    assert [message.get("caption") for message in album] == [None, None]
    [group] = {message["media_group_id"] for message in album}
    assert group != sent[0]["media_group_id"]
    alone = await api.ok("copyMessages", **{**target, "message_ids": ids[:2]})
    assert "media_group_id" not in (await texts(api, mother, alone))[1]


async def _album(api: Api, mother: Person, media: list[dict[str, Any]]) -> list[dict[str, Any]]:
    form = aiohttp.FormData({"chat_id": str(mother.id), "media": json.dumps(media)})
    form.add_field("a", b"x", filename="a.txt")
    async with api.session.post(f"/bot{api.token}/sendMediaGroup", data=form) as response:
        found: list[dict[str, Any]] = (await response.json())["result"]
        return found
