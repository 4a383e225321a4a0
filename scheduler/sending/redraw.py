"""Draws the screens that could not be drawn when they were answered (G11): in order, and only what is still allowed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, cast

import structlog
from aiogram import Bot, methods
from aiogram.exceptions import AiogramError
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Message

from db.engine import Database, Session
from journal.operations import recipients, screens
from journal.operations.screens import Promised
from journal.people import accounts
from locales import LANGUAGES, texts
from scheduler.clock import Clock
from scheduler.sending.calls import speaking
from scheduler.sending.failures import AWAY, REDRAWN, UNCERTAIN, Outcome, back_off, judge
from scheduler.sending.outgoing import Door
from scheduler.sending.pace import Lane

log = structlog.get_logger()

NO_MESSAGE: Final = REDRAWN[1:]
"""The message to redraw is gone: the screen comes as a new one."""


class Redraw:
    """The drawer of this process."""

    def __init__(self, db: Database, bot: Bot, clock: Clock, door: Door) -> None:
        """`door` tells when there is something to draw."""
        self.db = db
        self.bot = bot
        self.clock = clock
        self.door = door

    def waits(self) -> timedelta | None:
        """How long until a screen is due; None while none is promised. Asks nobody."""
        return None if self.door.next_screen is None else self.door.next_screen - self.clock.real()

    async def claim(self, busy: Sequence[str], limit: int) -> dict[str, list[Promised]]:
        """So many of the screens that are due, by chat."""
        real = self.clock.real()
        async with self.db.write() as session:
            claimed = await screens.claim(session, real=real, busy=busy, limit=limit)
            self.door.next_screen = await screens.next_due(session)
        by_chat: defaultdict[str, list[Promised]] = defaultdict(list)
        for screen in claimed:
            by_chat[screen.chat].append(screen)
        return by_chat

    async def draw(self, chat: str, promised: Sequence[Promised]) -> int:
        """Draw a chat's screens in order; where one has to wait, those behind it wait too. Returns how many came."""
        async with self.db.read() as session:
            rights = set(await screens.rights(session, chat, self.clock.now().date()))
            actor = await accounts.actor(session, chat, language=LANGUAGES[0])
        drawn = 0
        for number, screen in enumerate(promised):
            method = _method(screen)
            if rights.issuperset(screen.rights):
                outcome = await self._call(screen, method)
            elif "text" in screen.payload:
                instead = {"text": texts(actor.language)("sending-outdated"), "reply_markup": None}
                outcome = await self._call(screen, method.model_copy(update=instead))
            else:
                outcome = Outcome(sent=True)
            async with self.db.write() as session:
                await self._settle(session, screen, outcome, promised[number + 1 :], actor.account_id)
                self.door.next_screen = await screens.next_due(session)
            if outcome.pauses:
                break
            drawn += outcome.sent
        return drawn

    async def _call(self, screen: Promised, method: TelegramMethod[Any]) -> Outcome:
        try:
            with speaking(Lane.ANSWER):
                result = await self.bot(method)
        except (AiogramError, OSError, TimeoutError) as error:
            outcome = judge(error, attempts=screen.attempts, before=screen.error)
            if outcome.plain and getattr(method, "parse_mode", None) is not None:
                log.exception("a promised screen: our markup was refused", method=screen.method)
                return await self._call(screen, method.model_copy(update={"parse_mode": None}))
            if screen.message_id is not None and any(words in str(error) for words in NO_MESSAGE):
                anew = {name: screen.payload.get(name) for name in ("chat_id", "text", "reply_markup")}
                return await self._call(screen, SendMessage.model_validate(anew)) if anew["text"] else outcome
            if outcome.error == UNCERTAIN and screen.message_id is not None:
                return Outcome(wait=back_off(screen.attempts), error=UNCERTAIN)  # to redraw twice does no harm
            return outcome
        if screen.message_id is None and isinstance(result, Message):
            self.door.drawn(screen.id, result.message_id)
        return Outcome(sent=True)

    async def _settle(
        self, session: Session, screen: Promised, outcome: Outcome, behind: Sequence[Promised], account_id: int
    ) -> None:
        real = self.clock.real()
        if outcome.unreachable:
            await recipients.unreachable(session, account_id, real)
            await screens.done(session, [screen, *behind])
        elif outcome.sent or outcome.dead:
            await screens.done(session, [screen])
            self.door.forget(screen.chat, screen.message_id)
            if outcome.dead:
                log.error("a promised screen was given up", method=screen.method, error=outcome.error)
        else:
            not_before = real + timedelta(seconds=outcome.wait)
            word = screens.UNCERTAIN if outcome.error == UNCERTAIN and screen.message_id is None else screen.error
            word = screens.AWAY if outcome.error in AWAY and word != screens.UNCERTAIN else word
            await screens.again(session, screen, not_before=not_before, error=word, counted=outcome.counted)
            if behind:
                await screens.put_back(session, behind, not_before=not_before)


def _method(screen: Promised) -> TelegramMethod[Any]:
    """The call as it was meant; the bot fills in its defaults anew."""
    kind = cast(type[TelegramMethod[Any]], getattr(methods, screen.method))
    return kind.model_validate(screen.payload)
