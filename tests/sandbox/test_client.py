"""Phones over HTTP, against a bot of ten lines that polls."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox import Running, Sandbox
from sandbox.client import Misbehaved, Telegram
from sandbox.phone import NoSuchButton, Phone, Unanswered
from tests.sandbox.conftest import Api, Watch
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
    try:
        async with Telegram(server.base) as telegram:
            yield telegram
    finally:
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


async def test_a_phone_shows_the_chat_with_one_bot(phone: Phone, api: Api) -> None:
    other = Api(api.session, "43:another")
    await other.ok("getMe")
    await api.page("/page/say", {"user": phone.id, "text": "тебе", "bot": "sandbox2_bot"})
    await other.ok("sendMessage", chat_id=phone.id, text="от другого")

    await phone.say("раз")

    assert [message.text for message in phone.messages] == ["раз", "эхо: раз"]


async def test_a_second_client_finds_what_was_said(server: Running, phone: Phone) -> None:
    await phone.say("раз")

    async with Telegram(server.base) as other:
        [same] = await other.people()

    assert [message.text for message in same.messages] == ["раз", "эхо: раз"]


async def test_a_transcript_has_everything_with_its_time(server: Running, phone: Phone, tmp_path: Path) -> None:
    transcript = tmp_path / "transcript.jsonl"
    await phone.say("раз")
    async with Telegram(server.base, transcript=transcript) as telegram:
        await telegram.people()
        await telegram.forward(timedelta(minutes=11))
        await telegram.phones[phone.id].press("Иванова Анна")

    lines = [json.loads(line) for line in transcript.read_text(encoding="utf-8").splitlines()]
    assert [line["type"] for line in lines if line["type"] != "call"] == ["clock", "tap", "edit", "answer"]
    assert [line["call"]["method"] for line in lines if line["type"] == "call"][:2] == ["getUpdates", "editMessageText"]
    assert {line["at"] for line in lines} == {"2026-11-23T09:28:00+00:00"}
    numbers = [line["number"] for line in lines]
    assert numbers == list(range(numbers[0], numbers[0] + len(lines)))


# what a bot does wrong fails the test that made it


async def test_a_refused_call_fails_the_test(server: Running, api: Api) -> None:
    with pytest.raises(Misbehaved, match=r"sendMessage\(\{'chat_id': 7, 'text': 'т'\}\): Bad Request: chat not found"):
        async with Telegram(server.base):
            await api.refused("sendMessage", chat_id=7, text="т")


@pytest.mark.parametrize(("method", "words"), [("sendOwl", "method not found"), ("sendGame", "does not play it")])
async def test_so_does_a_method_that_is_not_there(server: Running, api: Api, method: str, words: str) -> None:
    with pytest.raises(Misbehaved, match=words):
        async with Telegram(server.base):
            await api.refused(method, **({} if method == "sendOwl" else {"chat_id": 7, "game_short_name": "g"}))


async def test_a_tap_without_an_answer_fails_the_test(
    server: Running, telegram: Telegram, phone: Phone, api: Api
) -> None:
    await phone.say("раз")
    press = {"user": phone.id, "message_id": phone.last.id, "data": "silent"}
    with pytest.raises(Misbehaved, match=f"no answer to the tap 'silent' of {phone.id}"):
        async with Telegram(server.base):
            await api.page("/page/press", press)
    telegram.strict = False


async def late(server: Running, phone: Phone, api: Api, watch: Watch) -> None:
    """A bot that answers a tap after 151 seconds."""
    async with Telegram(server.base):
        press = {"user": phone.id, "message_id": phone.last.id, "data": "silent"}
        tap = (await api.page("/page/press", press))["callback_id"]
        watch.move(seconds=151)
        await api.refused("answerCallbackQuery", callback_query_id=tap)


async def test_an_answer_that_comes_too_late_is_none(
    server: Running, telegram: Telegram, phone: Phone, api: Api, watch: Watch
) -> None:
    await phone.say("раз")
    with pytest.raises(Misbehaved) as failure:
        await late(server, phone, api, watch)
    assert [line.partition(":")[0] for line in str(failure.value).splitlines()] == [
        "answerCallbackQuery({'callback_query_id'",
        f"no answer to the tap 'silent' of {phone.id}",
    ]
    telegram.strict = False


async def test_what_is_provoked_is_no_failure(server: Running, api: Api, sandbox: Sandbox) -> None:
    async with Telegram(server.base) as telegram:
        telegram.tolerated.add("chat not found")
        await api.refused("sendMessage", chat_id=7, text="т")
        for kind in ("403", "429", "401", "500"):
            await telegram.fault(kind)
            await api.refused("getMe")
        webhook = "http://127.0.0.1:1/"
        await telegram.limit()
        await api.ok("setWebhook", url=webhook)
        await api.refused("getUpdates")
        assert (await api.refused("setWebhook", url=webhook))[0] == 429
    assert len(telegram.refused) == 7


async def test_a_lenient_client_only_looks_on(server: Running, api: Api) -> None:
    async with Telegram(server.base, strict=False) as telegram:
        await api.refused("sendMessage", chat_id=7, text="т")
        await telegram.until(lambda: len(telegram.unexpected) == 1, "the refusal")


async def broken(server: Running, api: Api) -> None:
    async with Telegram(server.base):
        await api.refused("sendMessage", chat_id=7, text="т")
        raise ZeroDivisionError


async def test_a_failure_of_the_test_itself_comes_first(server: Running, api: Api) -> None:
    with pytest.raises(ZeroDivisionError):
        await broken(server, api)


TWO_TESTS = """
import aiohttp, pytest
from sandbox import Sandbox, running
from sandbox.client import Telegram

@pytest.mark.parametrize("chat", [7, None])
async def test_bot(chat):
    async with running(Sandbox()) as server, Telegram(server.base) as telegram:
        mother = await telegram.person("Иванова Мария")
        await telegram.post("/page/say", {"user": mother.id, "text": "/start"})
        async with aiohttp.ClientSession(server.base) as session:
            await session.post("/bot42:token/sendMessage", json={"chat_id": chat or mother.id, "text": "т"})
"""


def test_pytest_fails_the_test_that_did_it_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "test_bot.py").write_text(TWO_TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert "1 failed, 1 passed" in done.stdout, done.stdout
    assert "FAILED test_bot.py::test_bot[7] - sandbox.client.Misbehaved: sendMessage" in done.stdout


async def test_pacing_can_be_judged(telegram: Telegram, phone: Phone, watch: Watch) -> None:
    await telegram.limit()
    await phone.say("раз")
    await phone.say("два")
    assert telegram.impatient == []

    await phone.say("три")

    [call] = telegram.impatient
    assert (call["method"], call["impatient"], call["retry_after"]) == ("sendMessage", 1, 1)


async def test_faults_are_planned_and_cleared(telegram: Telegram, phone: Phone) -> None:
    first = await telegram.fault("500", method="sendMessage", count=None)
    assert await telegram.fault("reorder", user=phone.id) == first + 1

    await phone.say("раз")
    assert phone.heard == []
    await telegram.clear_faults()
    await telegram.settled()

    assert [message.text for message in phone.heard] == ["эхо: раз"]


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
