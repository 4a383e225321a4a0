"""The one door to the messenger: every call of the Bot API goes through it, paced, held by pauses, and counted (G11).

An answer that cannot be drawn now becomes a promised screen, and whoever sent it gets a stand-in for the result: the
update is done all the same. A push that cannot go now is refused at once, since its sender knows better what to do.
"""

import asyncio
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any, Final, cast

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery, GetMe, SendMediaGroup, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message

from db.engine import Database, DatabaseError
from journal.operations import pauses, screens, watch
from scheduler.clock import Clock
from scheduler.sending.breaker import Breaker
from scheduler.sending.calls import SERVED, Held, chat_of, later, passes, payload_of, rate_of, speaking, voice
from scheduler.sending.failures import AWAY, judge, word
from scheduler.sending.pace import EVERYWHERE, MESSAGE, SCREEN, Lane, Late, Pace
from scheduler.sending.silence import Silence

log = structlog.get_logger()

ANSWER_SECONDS: Final = 15.0
"""An answer that takes longer is drawn later: nobody's updates wait a minute for one connection."""
REFUSED_SECONDS: Final = 300.0
"""How often it is looked whether the messenger takes our token again."""
ASK_EVERY: Final = timedelta(seconds=REFUSED_SECONDS)
REMEMBERED: Final = 1_000


class Door(BaseRequestMiddleware):
    """Stands between the bot and its connection."""

    def __init__(self, db: Database, clock: Clock, pace: Pace) -> None:
        """One a bot: `door()` puts it there."""
        self.db = db
        self.clock = clock
        self.pace = pace
        self.breaker = Breaker()
        self.silence = Silence(db, clock)
        self.watch = watch.of(db)
        self.watch.away = lambda: self.breaker.open
        self.refused_since: datetime | None = None
        """Since when the messenger refuses our token (G47); None while it takes it."""
        self.next_screen: datetime | None = None
        """When the first promised screen is to be drawn."""
        self.recovered = False
        """An outage has ended, and what it held back waits to be hastened."""
        self._messages: set[tuple[str, int]] = set()
        self._drawn: OrderedDict[int, int] = OrderedDict()
        self._trying = False
        self._asked_at: datetime | None = None

    # --- who sends ---------------------------------------------------------------------------------------------------

    async def lead(self) -> None:
        """This process becomes the sender: it keeps to the pauses that the one before was given."""
        async with self.db.write() as session:
            held = await self.silence.inherit(session)
            await pauses.lift(session, pauses.TOKEN)
            self._messages = await screens.messages(session)
            self.next_screen = await screens.next_due(session)
        self.refused_since = None
        for scope, seconds in held.items():
            self.pace.pause(scope, seconds)

    def holds(self) -> float:
        """For how many seconds nothing at all may go out."""
        if self.refused_since is not None:
            return REFUSED_SECONDS
        return max(self.pace.paused(EVERYWHERE), self.breaker.holds(self.pace.timer.time()))

    def may_ask(self) -> bool:
        """Whether it is time to look if our token is taken again; the answer counts as a look."""
        due = self._asked_at is None or self.clock.real() - self._asked_at >= ASK_EVERY
        if due:
            self._asked_at = self.clock.real()
        return due

    async def knock(self, bot: Bot) -> bool:
        """Whether the messenger answers us, asked by a call that does nothing. An outage ends with the first real one."""
        self._trying = True
        try:
            with speaking(Lane.NEWS):
                await bot(GetMe())
        except (AiogramError, OSError, TimeoutError):
            return False
        finally:
            self._trying = False
        return True

    # --- calls -------------------------------------------------------------------------------------------------------

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> TelegramType:
        """Make the call when its turn comes, or promise it."""
        chat, promises = chat_of(method), voice().promises
        payload = payload_of(method) if promises else None
        known = self._known(method)
        if known is None:
            return await self._amend(method, payload)
        served = SERVED.get()
        try:
            if served is not None and served.behind and payload is not None and rate_of(known) is MESSAGE:
                raise Late(0.0)
            return await self._made(make_request, bot, known, chat, answer=payload is not None)
        except (Late, TelegramAPIError, ClientDecodeError, OSError, TimeoutError) as error:
            if promises and isinstance(method, AnswerCallbackQuery) and passes(error):
                log.info("a tap was not answered", error=type(error).__name__)
                return cast(TelegramType, True)
            if payload is not None and passes(error) and (made := await self._promise(known, chat, payload, error)):
                if served is not None:
                    served.behind = served.behind or rate_of(known) is MESSAGE
                return self._stand_in(bot, known, chat, made)
            if isinstance(error, Late):
                raise Held(method, error.seconds) from None
            raise

    async def _made(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
        chat: str,
        *,
        answer: bool,
    ) -> TelegramType:
        if self.refused_since is not None and not self._trying:
            raise Late(0.0)  # nothing is begun anyway until the token is taken
        try:
            async with self.pace.turn(chat, voice().lane, rate_of(method)):
                try:
                    async with asyncio.timeout(ANSWER_SECONDS if answer else None):
                        result = cast(TelegramType, await make_request(bot, method))
                except TelegramRetryAfter as error:  # before the turn ends, or the chat's next one would begin
                    self._flooded(chat, float(error.retry_after))
                    raise
        except (TelegramAPIError, ClientDecodeError, OSError, TimeoutError) as error:
            self._count(word(error))
            await self._failed(chat, error)
            raise
        self._count("ok")
        if not self._trying:
            self._answered()
        if (chat, message := getattr(method, "message_id", None)) in self._messages and message is not None:
            await self._outdated(chat, message)
        return result

    async def _failed(self, chat: str, error: Exception) -> None:
        if isinstance(error, TelegramRetryAfter):
            await self.silence.note()
        elif isinstance(error, TelegramUnauthorizedError):
            await self._refused()
        elif judge(error, attempts=0).error in AWAY:
            if self.breaker.failed(chat, self.pace.timer.time()):
                log.warning("the messenger is away")
                self.pace.send_away()
        else:
            self._answered()

    def _count(self, outcome: str) -> None:
        self.watch.calls.labels(voice().lane.name.lower(), outcome).inc()

    def _answered(self) -> None:
        if self.breaker.succeeded():
            log.info("the messenger is back")
            self.recovered = True
            self.db.committed.set()

    def _flooded(self, chat: str, seconds: float) -> None:
        """The pause holds at once, and is owed to whoever sends after us."""
        scope = self.pace.flooded(chat, seconds)
        self.watch.pause_seconds.inc(seconds)
        log.warning("the messenger asks for a pause", everywhere=scope == EVERYWHERE, seconds=seconds)
        for one in {chat, scope}:
            self.silence.owe(one, seconds)

    async def _refused(self) -> None:
        """One alert, however many calls are refused (G47)."""
        if self.refused_since is not None:
            return
        self.refused_since = self._asked_at = self.clock.real()
        log.error("the messenger refuses our token: nothing is sent until there is another")
        self.pace.send_away()
        try:
            async with self.db.plain().write() as session:
                await pauses.put(session, pauses.TOKEN, until=None, real=self.refused_since)
        except (DatabaseError, OSError) as error:
            log.warning("the refusal was not written down", error=type(error).__name__)

    async def taken_again(self) -> None:
        """The token is good after all."""
        self.refused_since = None
        log.info("the messenger takes our token again")
        async with self.db.plain().write() as session:
            await pauses.lift(session, pauses.TOKEN)

    # --- promises ----------------------------------------------------------------------------------------------------

    async def _promise(self, method: TelegramMethod[Any], chat: str, payload: dict[str, Any], error: Exception) -> int:
        """Write the screen down; 0 if the database does not take it either."""
        seconds, word = later(error, redraws=rate_of(method) is SCREEN)
        real = self.clock.real()
        not_before = real + timedelta(seconds=seconds)
        message: int | None = payload.get("message_id") if rate_of(method) is SCREEN else None
        try:
            async with self.db.plain().write() as session:
                made = await screens.promise(
                    session,
                    chat=chat,
                    message_id=message,
                    method=type(method).__name__,
                    payload=payload,
                    not_before=not_before,
                    now=self.clock.now(),
                    real=real,
                    error=word,
                )
        except (DatabaseError, OSError) as away:
            log.warning("a screen was not promised", error=type(away).__name__)
            return 0
        log.info("a screen is drawn later", seconds=round(seconds, 1), error=type(error).__name__)
        if message is not None:
            self._messages.add((chat, message))
        self.next_screen = min(self.next_screen or not_before, not_before)
        return made

    def _stand_in(self, bot: Bot, method: TelegramMethod[TelegramType], chat: str, made: int) -> TelegramType:
        """A result that looks like the messenger's. A message that is not there yet has its promise's number, negative."""
        message_id = getattr(method, "message_id", None) or -made
        message = Message(message_id=message_id, date=self.clock.real(), chat=Chat(id=int(chat), type="private")).as_(
            bot
        )
        return cast(TelegramType, [message] if isinstance(method, SendMediaGroup) else message)

    def _known(self, method: TelegramMethod[TelegramType]) -> TelegramMethod[TelegramType] | None:
        """The method with the number that the messenger gave to a message that was drawn late; None: not drawn yet."""
        number = getattr(method, "message_id", None)
        if number is None or number >= 0:
            return method
        given = self._drawn.get(-number)
        return None if given is None else method.model_copy(update={"message_id": given})

    async def _amend(self, method: TelegramMethod[TelegramType], payload: dict[str, Any] | None) -> TelegramType:
        """A message that is not drawn yet is changed where it waits."""
        number = -int(getattr(method, "message_id", 0))
        said = {name: value for name, value in (payload or {}).items() if name in ("text", "reply_markup")}
        if said:
            async with self.db.plain().write() as session:
                await screens.amend(session, number, said)
        return cast(TelegramType, True)

    async def _outdated(self, chat: str, message_id: int) -> None:
        """A later answer redrew this message: what was promised for it would only take it back."""
        self._messages.discard((chat, message_id))
        async with self.db.plain().write() as session:
            await screens.drawn(session, chat, message_id)

    def forget(self, chat: str, message_id: int | None) -> None:
        """What was promised for this message is drawn, or given up."""
        if message_id is not None:
            self._messages.discard((chat, message_id))

    def drawn(self, promised_id: int, message_id: int) -> None:
        """A promised message has its number now."""
        self._drawn[promised_id] = message_id
        if len(self._drawn) > REMEMBERED:
            self._drawn.popitem(last=False)


def door(bot: Bot, db: Database, clock: Clock, pace: Pace | None = None) -> Door:
    """The door of this bot, put there by the first who asks."""
    for middleware in bot.session.middleware:
        if isinstance(middleware, Door):
            return middleware
    made = Door(db, clock, pace or Pace(asyncio.get_running_loop()))
    bot.session.middleware(made)
    return made
