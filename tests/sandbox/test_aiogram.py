"""A real aiogram bot takes the sandbox for Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MediaUnion,
    Message,
)

from sandbox import Running
from sandbox.client import Telegram
from tests.sandbox.conftest import TOKEN
from tests.sandbox.pictures import png

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])


@pytest.fixture
async def bot(server: Running) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.base))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    yield bot
    await session.close()


@pytest.fixture
async def telegram(server: Running, bot: Bot) -> AsyncIterator[Telegram]:
    """Phones, while a dispatcher polls."""
    dispatcher = Dispatcher()

    async def start(message: Message, command: CommandObject) -> None:
        await message.answer(f"<b>Код</b>: {command.args}", reply_markup=YES)

    async def picture(message: Message, bot: Bot) -> None:
        assert message.photo
        content = await bot.download(message.photo[-1])
        assert content is not None
        await message.answer_document(BufferedInputFile(content.read(), "назад.png"), caption="вот")

    async def yes(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Принято")
        await query.answer("Готово", show_alert=True)

    dispatcher.message.register(start, CommandStart(deep_link=True))
    dispatcher.message.register(picture, F.photo)
    dispatcher.callback_query.register(yes, F.data == "yes")
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    async with Telegram(server.base) as telegram:
        yield telegram
    await dispatcher.stop_polling()
    with suppress(asyncio.CancelledError):
        await polling


async def test_a_dispatcher_plays_a_whole_talk(telegram: Telegram) -> None:
    phone = await telegram.person("Иванова Мария")

    await phone.say("/start АБВ-1")
    await phone.sees("Код: АБВ-1")
    assert phone.screen.entities == [{"type": "bold", "offset": 0, "length": 3}]

    await phone.press("Да")
    assert (phone.screen.text, phone.screen.rows, phone.alerts) == ("Принято", [], ["Готово"])

    await phone.upload(png(500, 400), name="a.png", kind="photo", mime="image/png")
    back = await phone.sees("вот")
    assert await phone.download(back) == png(500, 400)
    assert telegram.refused == []


async def test_calls_of_every_kind(bot: Bot, telegram: Telegram) -> None:
    phone = await telegram.person("Иванова Мария")
    await phone.say("/start x")
    await phone.sees("Код")

    assert (await bot.get_me()).username == "sandbox_bot"
    album: list[MediaUnion] = [InputMediaPhoto(media=BufferedInputFile(png(9, 9), f"{n}.png")) for n in range(2)]
    assert len(await bot.send_media_group(phone.id, album)) == 2
    photo = await bot.send_photo(phone.id, BufferedInputFile(png(400, 300), "a.png"), caption="<i>к</i>")
    await bot.edit_message_caption(chat_id=phone.id, message_id=photo.message_id, caption="новая")
    await bot.send_chat_action(phone.id, "typing")
    await bot.set_my_commands([BotCommand(command="start", description="Начать")])
    assert (await bot.get_my_commands())[0].command == "start"
    assert (await bot.get_chat(phone.id)).first_name == "Иванова Мария"
    assert (await bot.copy_message(phone.id, phone.id, photo.message_id)).message_id
    assert await bot.delete_message(phone.id, photo.message_id)
    assert await bot.delete_webhook(drop_pending_updates=True)


async def test_refusals_become_aiograms_exceptions(bot: Bot, telegram: Telegram) -> None:
    telegram.tolerated |= {"chat not found", "can't parse entities", "blocked"}
    phone = await telegram.person("Иванова Мария")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(phone.id, "т")
    await phone.say("/start x")

    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(phone.id, "1 < 2")
    await telegram.fault("429", method="sendMessage", retry_after=5)
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(phone.id, "т")
    assert flood.value.retry_after == 5
    await phone.block()
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(phone.id, "т")
