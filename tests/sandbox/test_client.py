"""Phones over HTTP, against a bot of ten lines that polls."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox import Running
from sandbox.client import Telegram
from sandbox.phone import NoSuchButton, Phone, Unanswered
from tests.sandbox.conftest import Api
from tests.sandbox.pictures import png

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Иванов Пётр", "callback_data": "1"}, {"text": "Иванова Анна", "callback_data": "2"}],
        [{"text": "Молчать", "callback_data": "silent"}, {"text": "Сайт", "url": "https://example.com"}],
    ]
}
MENU = {"keyboard": [[{"text": "📋 Уроки"}], ["🗓 Неделя"], [{"text": "Мой номер", "request_contact": True}]]}


async def echo(api: Api) -> None:
    """Answers a text with itself and a keyboard, a tap with a redrawn screen."""
    offset = 0
    while True:
        for update in await api.ok("getUpdates", offset=offset, timeout=30):
            if "message" in update:
                await answer(api, update["message"])
            elif "callback_query" in update:
                await redraw(api, update["callback_query"])
            offset = update["update_id"] + 1


async def answer(api: Api, message: dict[str, Any]) -> None:
    text = message.get("text", "файл")
    markup = MENU if text == "/menu" else KEYBOARD
    await api.call("sendMessage", chat_id=message["chat"]["id"], text=f"эхо: {text}", reply_markup=markup)


async def redraw(api: Api, query: dict[str, Any]) -> None:
    if query["data"] == "silent":
        return
    message = query["message"]
    target = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
    await api.ok("editMessageText", text=f"выбран {query['data']}", **target)
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="Сохранено")


@pytest.fixture
async def telegram(server: Running, api: Api) -> AsyncIterator[Telegram]:
    bot = asyncio.create_task(echo(api))
    async with Telegram(server.base) as telegram:
        yield telegram
    bot.cancel()
    with suppress(asyncio.CancelledError):
        await bot


@pytest.fixture
async def phone(telegram: Telegram) -> Phone:
    return await telegram.person("Иванова Мария")


async def test_a_phone_shows_the_answer(phone: Phone) -> None:
    await phone.say("привет")

    assert phone.last.text == "эхо: привет"
    assert phone.screen.rows == [["Иванов Пётр", "Иванова Анна"], ["Молчать", "Сайт"]]
    assert [message.text for message in phone.messages] == ["привет", "эхо: привет"]


async def test_a_label_is_pressed_by_its_unique_beginning(phone: Phone) -> None:
    await phone.say("раз")
    await phone.say("два")

    answered = await phone.press("Иванов ", message=phone.heard[0])

    assert answered is not None
    assert answered["text"] == "Сохранено"
    assert phone.alerts == ["Сохранено"]
    assert phone.screen.text == "выбран 1"
    assert phone.screen.edited
    assert phone.last.text == "эхо: два"


async def test_the_newest_message_is_pressed(phone: Phone) -> None:
    await phone.say("раз")
    await phone.say("два")

    await phone.press("Иванова Анна")

    assert [message.text for message in phone.heard] == ["эхо: раз", "выбран 2"]


async def test_a_wrong_label_names_what_there_is(phone: Phone) -> None:
    await phone.say("раз")

    with pytest.raises(NoSuchButton, match="there is no button 'Сидоров'; there are: 'Иванов Пётр', 'Иванова Анна'"):
        await phone.press("Сидоров")
    with pytest.raises(NoSuchButton, match="several buttons begin with 'Иван'"):
        await phone.press("Иван")
    with pytest.raises(NoSuchButton, match="Сайт"):
        await phone.press("Сайт")


async def test_a_reply_keyboard_writes_its_label(phone: Phone) -> None:
    await phone.say("/menu")

    assert await phone.press("📋") is None

    assert phone.last.text == "эхо: 📋 Уроки"
    assert "🗓 Неделя" in phone.labels
    await phone.press("Мой номер")
    assert phone.messages[-2].raw["contact"]["user_id"] == phone.id


async def test_an_unanswered_tap_fails(server: Running, telegram: Telegram, phone: Phone) -> None:
    await phone.say("раз")
    telegram.patience = 0.05

    with pytest.raises(Unanswered, match="silent"):
        await phone.press("Молчать")


async def test_a_forged_tap(phone: Phone) -> None:
    await phone.say("раз")

    await phone.forge("чужое")

    assert phone.screen.text == "выбран чужое"


async def test_files_go_both_ways(phone: Phone, telegram: Telegram, api: Api) -> None:
    await phone.upload(png(10, 10), name="a.png", kind="photo", caption="дз", mime="image/png")
    await phone.upload(kind="sticker")
    await phone.upload(b"text", name="a.txt")
    await phone.contact("+79990000000")

    own = [message for message in phone.messages if not message.from_bot]
    assert own[0].text == "дз"
    assert await phone.download(own[0]) == png(10, 10)
    assert await phone.download(own[2]) == b"text"
    with pytest.raises(Unanswered):
        await phone.download(phone.last)


async def test_what_comes_by_itself_is_waited_for(phone: Phone, api: Api) -> None:
    await phone.say("раз")
    push = asyncio.create_task(api.ok("sendMessage", chat_id=phone.id, text="Полина · Алгебра: 5"))

    seen = await phone.sees("Алгебра")

    assert seen.text == "Полина · Алгебра: 5"
    await push


async def test_refused_calls_are_at_hand(phone: Phone, telegram: Telegram) -> None:
    await phone.say("раз")
    assert telegram.refused == []
    await telegram.fault("403", method="sendMessage", user=phone.id)

    await phone.say("два")

    assert [call["error"] for call in telegram.refused] == ["Forbidden: bot was blocked by the user"]


async def test_edits_blocks_and_deletes(phone: Phone, telegram: Telegram, api: Api) -> None:
    await phone.say("раз")
    await phone.edit(phone.messages[0], "раз и навсегда")
    await api.ok("deleteMessage", chat_id=phone.id, message_id=phone.last.id)
    await telegram.settled()

    assert [message.text for message in phone.messages] == ["раз и навсегда"]
    await phone.block()
    await phone.block(blocked=False)
    await phone.deactivate()
    with pytest.raises(AssertionError, match="deactivated"):
        await phone.say("два")


async def test_a_second_client_finds_what_was_said(server: Running, phone: Phone) -> None:
    await phone.say("раз")

    async with Telegram(server.base) as other:
        [same] = await other.people()

    assert [message.text for message in same.messages] == ["раз", "эхо: раз"]


async def test_the_clock_and_a_transcript(server: Running, phone: Phone, tmp_path: Path) -> None:
    transcript = tmp_path / "transcript.jsonl"
    async with Telegram(server.base, transcript=transcript) as telegram:
        await telegram.forward(timedelta(minutes=11))
        await telegram.settled()

    [line] = [json.loads(line) for line in transcript.read_text().splitlines()]
    assert (line["type"], line["offset"]) == ("clock", 660)


async def test_a_bot_that_works_after_confirming_is_waited_for(telegram: Telegram, phone: Phone, api: Api) -> None:
    async def settle() -> None:
        await api.ok("sendMessage", chat_id=phone.id, text="доделано")

    telegram.settle = settle

    await phone.say("раз")

    assert phone.last.text == "доделано"


async def test_a_bot_that_does_not_poll_is_told(server: Running) -> None:
    async with Telegram(server.base, patience=0.05) as telegram:
        phone = await telegram.person("Петров Пётр")

        with pytest.raises(AssertionError, match="the bot has not confirmed every update"):
            await phone.say("раз")
