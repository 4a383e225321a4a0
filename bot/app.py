"""Put together what runs: the bot, its dispatcher, the rules of this school."""

from functools import cache
from typing import Any, Final

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import LinkPreviewOptions

from bot import apart
from bot.middlewares import Acting
from bot.settings import TELEGRAM
from handlers import ROUTERS, errors

KEPT: Final[dict[Any, type[Response[Any]]]] = {}
"""`Response[T]` by T. Pydantic remembers such a model weakly only, so that aiogram would build it anew at every call."""


class Http(AiohttpSession):
    """aiogram's own session, with the models of its answers kept alive: that halves what an update costs.

    Made and closed aloud (`bot.apart`): no process has both the real Telegram and a sandbox.
    """

    def __init__(self, base: str) -> None:
        apart.opened(self, base)
        super().__init__(api=TelegramAPIServer.from_base(base))

    async def close(self) -> None:
        await super().close()
        apart.closed(self)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's
    ) -> TelegramType:
        """An answer cut off within a letter is broken like one cut off between two; aiogram knows the latter only."""
        try:
            return await super().make_request(bot, method, timeout)
        except UnicodeDecodeError as error:
            raise ClientDecodeError("the answer is not UTF-8", error, None) from None

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Keep the model of this answer, then read it as aiogram does."""
        returned = method.__returning__
        if returned not in KEPT:
            KEPT[returned] = Response[returned]  # type: ignore[valid-type] # made while running, as aiogram does
        return super().check_response(bot, method, status_code, content)


def make_bot(token: str, base: str = TELEGRAM) -> Bot:
    """A bot that writes HTML without link previews, to Telegram or to another Bot API server."""
    return Bot(
        token,
        session=Http(base),
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
