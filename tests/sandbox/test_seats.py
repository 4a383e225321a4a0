"""Phones with a group open, against a bot of ten lines that polls."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest

from sandbox import Running
from sandbox.client import Telegram
from sandbox.phone import Phone
from sandbox.seat import Seat
from tests.sandbox.conftest import Api
from tests.sandbox.groups import BOT, KEYBOARD
from tests.sandbox.pictures import png


async def poll(api: Api) -> None:
    """Greets who comes, answers a command with a keyboard and a tap with words only for who tapped."""
    offset = 0
    while True:
        for update in await api.ok("getUpdates", offset=offset, timeout=30):
            offset = update["update_id"] + 1
            await answer(api, update)


async def answer(api: Api, update: dict[str, Any]) -> None:
    if "callback_query" in update:
        query = update["callback_query"]
        await api.ok("answerCallbackQuery", callback_query_id=query["id"], text=f"Принято, {query['from']['id']}")
    elif "message" in update:
        message = update["message"]
        chat = {"chat_id": message["chat"]["id"]}
        if "new_chat_members" in message and not message["new_chat_members"][0]["is_bot"]:
            await api.ok("sendMessage", text=f"Здравствуйте, {message['new_chat_members'][0]['first_name']}", **chat)
        elif message.get("text", "").startswith("/vote"):
            await api.ok("sendMessage", text="Едем?", reply_markup=KEYBOARD, **chat)
        elif "photo" in message:
            await api.ok("sendMessage", text="Вижу", **chat)


@pytest.fixture
async def telegram(server: Running, api: Api) -> AsyncIterator[Telegram]:
    bot = asyncio.create_task(poll(api))
    async with Telegram(server.base) as telegram:
        yield telegram
    bot.cancel()
    with suppress(asyncio.CancelledError):
        await bot


@pytest.fixture
async def owner(telegram: Telegram) -> Phone:
    return await telegram.person("Иванова Мария")


@pytest.fixture
async def seat(telegram: Telegram, owner: Phone) -> Seat:
    return await telegram.group(owner, "8А", BOT)


async def test_everybody_sees_what_is_written(telegram: Telegram, seat: Seat) -> None:
    pupil = await seat.add(await telegram.person("Петров Пётр"))
    await pupil.say("привет")

    assert seat.heard[-1].text == "Здравствуйте, Петров Пётр"
    assert (seat.messages[-1].text, seat.messages[-1].sender) == ("привет", "Петров Пётр")
    assert not seat.messages[-1].from_bot
    assert (await telegram.seat(pupil, seat.chat)) is pupil


async def test_each_gets_ones_own_answer_to_a_tap(telegram: Telegram, seat: Seat, owner: Phone) -> None:
    pupil = await telegram.join(await telegram.person("Петров Пётр"), seat.chat)
    await seat.say("/vote")

    await pupil.press("Да")

    assert (pupil.alerts, seat.alerts, owner.alerts) == ([f"Принято, {pupil.id}"], [], [])
    assert owner.messages == []


async def test_an_anonymous_administrator_is_no_bot(seat: Seat) -> None:
    await seat.make("creator", anonymous=True)

    await seat.say("объявление")

    assert (seat.messages[-1].sender, seat.messages[-1].from_bot) == ("8А", False)


async def test_pictures_edits_and_deletes_in_a_group(telegram: Telegram, seat: Seat) -> None:
    await seat.make("administrator", BOT)
    await seat.upload(png(10, 10), kind="photo", name="a.png", mime="image/png")
    assert seat.heard[-1].text == "Вижу"

    await seat.say("раз")
    await seat.edit(seat.messages[-1], "два")
    assert seat.messages[-1].text == "два"
    await seat.delete(seat.messages[-1])
    assert seat.messages[-1].text == "Вижу"


async def test_a_group_is_led_and_left(telegram: Telegram, seat: Seat) -> None:
    pupil = await telegram.join(await telegram.person("Петров Пётр"), seat.chat)
    await seat.change(title="9А")
    await pupil.leave()

    group = await seat.group()
    assert (group["title"], [member["id"] for member in group["members"]]) == ("9А", [seat.id, 42])
    with pytest.raises(AssertionError, match="is not in 9А"):
        await pupil.say("ещё тут?")


async def test_a_channel_has_posts_of_its_own(telegram: Telegram, owner: Phone) -> None:
    channel = await telegram.group(owner, "Новости", BOT, type="channel", username="news")
    reader = await telegram.seat(await telegram.person("Читатель"), channel.chat)

    await channel.say("новость")

    assert (reader.messages[-1].text, reader.messages[-1].sender) == ("новость", "Новости")
