"""Pressed buttons and their answers."""

from typing import Any

import pytest

from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch

KEYBOARD = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}


@pytest.fixture
async def message(api: Api, mother: Person) -> dict[str, Any]:
    sent: dict[str, Any] = await api.ok("sendMessage", chat_id=mother.id, text="?", reply_markup=KEYBOARD)
    return sent


async def press(api: Api, person: Person, message: dict[str, Any], data: str = "yes", **more: Any) -> str:
    tap = {"user": person.id, "message_id": message["message_id"], "data": data, **more}
    return str((await api.page("/page/press", tap))["callback_id"])


async def test_a_tap_reaches_the_bot_with_its_message(api: Api, mother: Person, message: dict[str, Any]) -> None:
    tap = await press(api, mother, message)

    [update] = await api.ok("getUpdates")

    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (tap, "yes", mother.id)
    assert query["message"] == message
    assert query["chat_instance"]


async def test_an_answer_is_shown_once(api: Api, mother: Person, message: dict[str, Any], watch: Watch) -> None:
    tap = await press(api, mother, message)
    watch.move(seconds=150)

    await api.ok("answerCallbackQuery", callback_query_id=tap, text="Сохранено", show_alert=True)

    [alert] = (await api.page(f"/page/chat/{mother.id}"))["alerts"]
    assert (alert["callback_id"], alert["text"], alert["show_alert"]) == (tap, "Сохранено", True)

    await api.ok("answerCallbackQuery", callback_query_id=tap, text="Ещё раз")
    assert (await api.page(f"/page/chat/{mother.id}"))["alerts"] == [alert]


async def test_an_empty_answer_shows_nothing(api: Api, mother: Person, message: dict[str, Any]) -> None:
    await api.ok("answerCallbackQuery", callback_query_id=await press(api, mother, message))

    assert (await api.page(f"/page/chat/{mother.id}"))["alerts"] == []


async def test_only_a_forged_tap_carries_other_data(api: Api, mother: Person, message: dict[str, Any]) -> None:
    tap = {"user": mother.id, "message_id": message["message_id"], "data": "other"}
    async with api.session.post("/page/press", json=tap) as response:
        assert response.status == 400

    await press(api, mother, message, "other", forged=True)

    [update] = await api.ok("getUpdates")
    assert update["callback_query"]["data"] == "other"


async def test_a_forged_tap_on_a_deleted_message_has_no_content(
    api: Api, mother: Person, message: dict[str, Any]
) -> None:
    await api.ok("deleteMessage", chat_id=mother.id, message_id=message["message_id"])

    await press(api, mother, message, forged=True)

    [update] = await api.ok("getUpdates")
    shown = update["callback_query"]["message"]
    assert (shown["message_id"], shown["date"]) == (message["message_id"], 0)
    assert "text" not in shown
