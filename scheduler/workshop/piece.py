"""One stored job in hand: ordered again by who may still have it, made, sent, told of."""

import asyncio
from datetime import timedelta
from typing import Final, NamedTuple

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup

from db.engine import Database, Session, is_away
from db.jobs import JobState
from journal.access import Actor
from journal.operations import jobs, recipients
from journal.operations.jobs import Claimed
from journal.refusals import Refusal
from keyboards import jobs as kb
from locales import Markup, Texts, texts
from scheduler.clock import Clock
from scheduler.sending.calls import Held, speaking
from scheduler.sending.failures import MOST_COPIES, REDRAWN, UNCERTAIN, back_off, judge
from scheduler.sending.pace import Lane
from scheduler.workshop.errand import Craft, Errand, Order

log = structlog.get_logger()

REDRAW_EVERY: Final = timedelta(seconds=2)
"""How often the progress is written down and shown, at most."""
REDRAW_SECONDS: Final = 5
"""A redraw that takes longer holds up the work."""
MAKING_SECONDS: Final = 600
"""One try; a job that takes longer hangs."""
SOONEST: Final = 2.0
LATEST: Final = 60.0
"""Seconds between two tries while the messenger is away: somebody waits for the document."""


class Stopped(Exception):
    """The job is not ours any more: cancelled, or taken over. Nothing is to be said."""


class Draining(Exception):
    """The process ends: the job is given back as it was."""


class Ending(NamedTuple):
    """What became of a try: the job's last state, or None and when it is tried again."""

    state: JobState | None
    error: str = ""
    wait: float = 0.0
    counted: bool = False
    arrived: bool = False
    """The document may be there already."""
    unreachable: bool = False


class Piece:
    """A claimed job, until its try has ended."""

    def __init__(
        self, job: Claimed, craft: Craft, *, db: Database, bot: Bot, clock: Clock, stopped: asyncio.Event
    ) -> None:
        """Nothing is done until `made`. Once `stopped` is set, the next step is the last."""
        self.job = job
        self.craft = craft
        self.db = db
        self.bot = bot
        self.clock = clock
        self.stopped = stopped
        self._chat = 0
        self._t: Texts | None = None
        self._order: Order | None = None
        self._shown = clock.real()

    async def made(self) -> Ending | None:
        """Make and send the document; how that ended, None where the job is not ours any more."""
        job = self.job
        try:
            async with self.db.read() as session:
                actor, t = await self._whose(session)
                if job.attempts > jobs.TRIES:
                    log.error("workshop: a job was given up", job=job.id, kind=job.kind, error=job.error)
                    return Ending(JobState.FAILED, job.error or "crashed")
                if job.copies >= MOST_COPIES:
                    return Ending(JobState.FAILED, kb.UNSURE)
                self._order = await self.craft.order(session, actor, job.facts, t, self.clock.now())
            errand = Errand(self.db, actor, job.facts, t, self.clock.now(), self._step)
            async with asyncio.timeout(MAKING_SECONDS):
                document = await self.craft.make(errand)
            return await self._sent(document)
        except Stopped:
            return None
        except Draining:
            return Ending(None)
        except Refusal:
            return Ending(JobState.FAILED, kb.NO_ACCESS)
        except Exception as error:  # noqa: BLE001 - whatever a craft raises: tried again or given up, and logged there
            return self._broken(error)

    async def tell(self, ending: Ending) -> None:
        """Show how the job ended. What cannot be drawn now is promised, as any answer is."""
        t, order = self._t, self._order
        if t is None or ending.state is None or ending.unreachable:
            return
        with speaking(Lane.ANSWER, promises=True):
            if ending.state is JobState.DONE and order is not None:
                await self._redraw(t("job-done", title=order.title), kb.ended(t, order.back))
                return
            back = order.back if order is not None and ending.error != kb.NO_ACCESS else None
            text, keyboard = kb.failed(t, self.job.id, ending.error), kb.ended(t, back)
            if not await self._redraw(text, keyboard):
                await self._say(text, keyboard)

    # --- making --------------------------------------------------------------------------------------------------------

    async def _whose(self, session: Session) -> tuple[Actor, Texts]:
        """The account that asked, with what is granted to it now."""
        actor = (await recipients.recipient(session, self.job.account_id)).actor
        self._chat, self._t = int(actor.external_id), texts(actor.language)
        return actor, self._t

    async def _step(self, done: int, steps: int) -> None:
        """Every two seconds at most: write down how far it is, look whether it is ours still, show it."""
        if self.stopped.is_set():
            raise Draining
        real = self.clock.real()
        if real - self._shown < REDRAW_EVERY:
            return
        self._shown = real
        async with self.db.write() as session:
            if not await jobs.progress(session, self.job, done=done, steps=steps, real=real):
                raise Stopped
        if self._t is not None and self._order is not None:
            text = kb.making(self._t, self._order.title, jobs.percent(done, steps))
            with speaking(Lane.ANSWER):
                await self._redraw(text, kb.pending(self._t, self.job.id))

    async def _redraw(self, text: Markup, keyboard: InlineKeyboardMarkup) -> bool:
        """Redraw the job's screen; False if there is none any more. Whatever else fails is no error."""
        if self.job.screen is None:
            return False
        try:
            async with asyncio.timeout(REDRAW_SECONDS):
                await self.bot.edit_message_text(
                    text, chat_id=self._chat, message_id=self.job.screen, reply_markup=keyboard
                )
        except TelegramBadRequest as error:
            return not any(words in error.message for words in REDRAWN[1:])
        except (AiogramError, OSError, TimeoutError) as error:
            log.info("workshop: a screen was not redrawn", job=self.job.id, error=type(error).__name__)
        return True

    async def _say(self, text: Markup, keyboard: InlineKeyboardMarkup) -> None:
        """How it ended, as a message of its own."""
        try:
            await self.bot.send_message(self._chat, text, reply_markup=keyboard)
        except (AiogramError, OSError, TimeoutError) as error:
            log.info("workshop: the end was not told", job=self.job.id, error=type(error).__name__)

    # --- sending -------------------------------------------------------------------------------------------------------

    async def _sent(self, document: bytes) -> Ending:
        """Authorise again, mark the document as on its way, send it. What the answer means is as with pushes."""
        if self.stopped.is_set():
            raise Draining
        job, real = self.job, self.clock.real()
        async with self.db.write() as session:
            actor, t = await self._whose(session)
            order = self._order = await self.craft.order(session, actor, job.facts, t, self.clock.now())
            if not await jobs.sending(session, job, actor, now=self.clock.now(), real=real):
                raise Stopped
        file = BufferedInputFile(document, order.file_name)
        try:
            with speaking(Lane.ANSWER):
                await self.bot.send_document(self._chat, file)
        except Held as held:
            return self._later(held.seconds)
        except (AiogramError, OSError, TimeoutError) as error:
            return self._refused(error)
        return Ending(JobState.DONE)

    def _refused(self, error: Exception) -> Ending:
        outcome = judge(error, attempts=0, before=UNCERTAIN if self.job.copies else "", copies=self.job.copies)
        if outcome.unreachable:
            return Ending(JobState.FAILED, outcome.error, unreachable=True)
        if outcome.dead:
            log.error("workshop: a document was refused", job=self.job.id, error=outcome.error)
            return Ending(JobState.FAILED, kb.UNSURE if outcome.error == UNCERTAIN else "refused")
        if outcome.error == UNCERTAIN:
            return Ending(None, UNCERTAIN, outcome.wait, arrived=True)
        return self._later(outcome.wait if not outcome.error else self._pause(), outcome.error)

    def _later(self, wait: float, error: str = "") -> Ending:
        """The messenger's fault and none of the job's: it costs no try, for a day."""
        if self._age() > jobs.GIVE_UP:
            log.error("workshop: a document could not be sent", job=self.job.id, error=error)
            return Ending(JobState.FAILED, error)
        return Ending(None, error, wait)

    def _broken(self, error: Exception) -> Ending:
        """The database's absence costs no try; a mistake of ours does (G14)."""
        job = self.job
        if is_away(error) and not isinstance(error, TimeoutError):
            log.warning("workshop: the database is away", job=job.id, error=type(error).__name__)
            return Ending(None, job.error, self._pause())
        log.error("workshop: a job failed", job=job.id, kind=job.kind, tried=job.attempts, exc_info=error)
        if job.attempts >= jobs.TRIES:
            return Ending(JobState.FAILED, "poison")
        return Ending(None, "poison", back_off(job.attempts), counted=True)

    def _age(self) -> timedelta:
        return self.clock.now() - self.job.created_at

    def _pause(self) -> float:
        """The longer somebody has waited, the longer until the next try."""
        return min(max(self._age().total_seconds() / 4, SOONEST), LATEST)
