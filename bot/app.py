"""Put together what runs: the bot, its dispatcher, the rules of this school."""

from functools import cache

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import LinkPreviewOptions

from bot.middlewares import Acting
from bot.settings import TELEGRAM
from handlers import ROUTERS, errors


def make_bot(token: str, base: str = TELEGRAM) -> Bot:
    """A bot that writes HTML without link previews, to Telegram or to another Bot API server."""
    server = TelegramAPIServer.from_base(base)
    return Bot(
        token,
        session=AiohttpSession(api=server),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)),
    )


@cache
def dispatcher() -> Dispatcher:
    """The dispatcher, one a process since a router has one parent: the areas' routers in their order, refusals answered.

    It holds nothing of a school: the database and the clock come with every update (`bot.intake`).
    """
    made = Dispatcher()
    made.update.outer_middleware(Acting())
    made.include_routers(*ROUTERS, errors.router)
    return made
