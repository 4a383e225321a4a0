"""Put together what runs: the bot, its dispatcher, the rules of this school."""

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import LinkPreviewOptions

from bot.middlewares import Acting
from bot.settings import TELEGRAM, Settings
from db.engine import Database
from handlers import ROUTERS, errors
from scheduler.clock import Clock


def make_bot(token: str, base: str = TELEGRAM) -> Bot:
    """A bot that writes HTML without link previews, to Telegram or to another Bot API server."""
    server = TelegramAPIServer.from_base(base)
    return Bot(
        token,
        session=AiohttpSession(api=server),
        default=DefaultBotProperties(
            parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
        ),
    )


def make_dispatcher(db: Database, clock: Clock) -> Dispatcher:
    """The dispatcher: one middleware in front, the areas' routers in their order, refusals answered."""
    dispatcher = Dispatcher()
    dispatcher.update.outer_middleware(Acting(db, clock))
    dispatcher.include_routers(*ROUTERS, errors.router)
    return dispatcher
