"""A lesson in one message: what is typed becomes a preview, and one tap saves it all."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from db.people import Scope
from handlers import heard, homework, preview
from handlers.family import asked
from handlers.filters import Prefixes, Tap
from handlers.lessons import wording
from handlers.lessons.asked import understand_question
from handlers.screen import show
from handlers.substitutions import signature
from journal.access import Actor
from journal.lessons import card, spoken, whose
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NoteGone, NotFound, Stale
from keyboards.lessons import spoken as kb
from locales import Texts
from locales.written import WRITTEN

router = Router(name="lesson in one message")
router.callback_query.filter(
    Prefixes(
        kb.Resolve, kb.CameAfterAll, kb.Apply, kb.Rewrite, kb.GiveReason, kb.Forget, kb.ForLesson, kb.Elsewhere, kb.Look
    )
)


# --- typed ---------------------------------------------------------------------------------------------------------------


async def read_on_desk(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A message while a card lies open is about its lesson; once it lay there too long, about the lesson it fits.

    A question about the own timetable is one all the same: no lesson is dictated in such words (the corpus shows it).
    """
    if await understand_question(message, actor=actor, db=db, t=t, now=now):
        return
    lesson_id = card.on_desk(draft, now)
    if lesson_id is None and message.text and await understand(message, actor=actor, db=db, t=t, now=now):
        return
    lesson_id = lesson_id or int(draft.payload["lesson"])
    if message.text and await _of_a_parent(message, lesson_id, actor=actor, db=db, t=t, now=now):
        return
    if message.photo or message.document:
        await homework.attach(message, lesson_id, actor=actor, db=db, t=t, now=now)
        return
    await heard.hear(message, lesson_id, actor=actor, db=db, t=t, now=now)


async def _of_a_parent(
    message: Message, lesson_id: int, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> bool:
    """A teacher who is a parent may ask about the own child over an open card: what says nothing of the lesson is that."""
    if all(grant.scope is Scope.STAFF for grant in actor.grants):
        return False
    if (await heard.read(message, lesson_id, actor=actor, db=db, now=now)).says_something:
        return False
    return await asked.understand(message, actor=actor, db=db, t=t, now=now)


async def read_more(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A further message while a preview is open belongs to it."""
    if not message.text:
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        shown = await spoken.hear_more(session, actor, draft, message.text, words=WRITTEN, now=now)
    await show(message, *preview.preview(t, shown))


async def understand(message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
    """A lesson dictated without an open card: the lesson of today that it fits, or the question which one."""
    if not actor.staff_id or not message.text:
        return False
    async with db.read() as session:
        fit = await whose.find(session, actor, message.text, words=WRITTEN, now=now)
    if fit is None:
        return False
    if fit.only is not None:
        await heard.hear(message, fit.only.id, actor=actor, db=db, t=t, now=now)
        return True
    async with db.write() as session:
        draft = await whose.keep(session, actor, message.text, now=now)
    await show(message, *preview.which(t, fit.lessons, draft, now))
    return True


async def read_whose(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """More text before the lesson was chosen: it is one text, and the question stands."""
    if not message.text:
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        draft, lessons = await whose.keep_more(session, actor, draft, message.text, now=now)
    await show(message, *preview.which(t, lessons, draft, now))


# --- tapped --------------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.ForLesson))
async def for_lesson(
    query: CallbackQuery, tap: kb.ForLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The text is about this lesson."""
    async with db.write() as session:
        shown = await spoken.move(session, actor, tap.draft_id, tap.version, tap.lesson_id, words=WRITTEN, now=now)
    await show(query, *preview.preview(t, shown))


@router.callback_query(Tap(kb.Look))
async def look(query: CallbackQuery, tap: kb.Look, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The preview again, against what stands in the journal now."""
    async with db.write() as session:
        draft = await spoken.mine(session, actor, tap.draft_id, tap.version)
        shown = await spoken.refresh(session, actor, draft, words=WRITTEN, now=now)
    await show(query, *preview.preview(t, shown))


@router.callback_query(Tap(kb.Elsewhere))
async def elsewhere(
    query: CallbackQuery, tap: kb.Elsewhere, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Choose another lesson for the text."""
    async with db.read() as session:
        draft = await spoken.mine(session, actor, tap.draft_id, tap.version)
        lessons = await whose.others(session, actor, draft, now=now)
    await show(query, *preview.which(t, lessons, draft, now))


@router.callback_query(Tap(kb.Resolve))
async def resolve(query: CallbackQuery, tap: kb.Resolve, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One question is answered; the next one, or the whole, is shown."""
    async with db.write() as session:
        shown = await spoken.resolve(
            session,
            actor,
            tap.draft_id,
            tap.version,
            question=tap.question,
            option=tap.option,
            words=WRITTEN,
            now=now,
        )
    await show(query, *preview.preview(t, shown))


@router.callback_query(Tap(kb.CameAfterAll))
async def came(query: CallbackQuery, tap: kb.CameAfterAll, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Who was missing has come; the preview knows it."""
    async with db.write() as session:
        shown = await spoken.came(session, actor, tap.draft_id, tap.version, tap.student_id, words=WRITTEN, now=now)
    await show(query, *preview.preview(t, shown))


@router.callback_query(Tap(kb.Rewrite))
async def rewrite(query: CallbackQuery, tap: kb.Rewrite, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next message replaces the text."""
    async with db.write() as session:
        shown = await spoken.ask(session, actor, tap.draft_id, tap.version, flag="rewriting", words=WRITTEN, now=now)
    await show(query, *preview.rewriting(t, shown))


@router.callback_query(Tap(kb.GiveReason))
async def give_reason(
    query: CallbackQuery, tap: kb.GiveReason, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message says why a mark of an earlier day is replaced."""
    async with db.write() as session:
        shown = await spoken.ask(session, actor, tap.draft_id, tap.version, flag="asks_reason", words=WRITTEN, now=now)
    await show(query, *preview.asking_reason(t, shown))


@router.callback_query(Tap(kb.Forget))
async def forget(query: CallbackQuery, tap: kb.Forget, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Nothing of it is saved; the card comes back where there is one."""
    async with db.write() as session:
        draft = await spoken.mine(session, actor, tap.draft_id, tap.version)
        lesson_id = draft.payload.get("lesson")
        if lesson_id is None:
            await drafts.drop(session, actor)
        else:
            await card.lay(session, actor, lesson_id, screen=draft.screen, now=now)
            shown = await card.card(session, actor, lesson_id, now=now)
    if lesson_id is None:
        await show(query, t("spoken-forgotten"))
        return
    await show(query, *wording.card(t, shown), alert=t.label("spoken-forgotten"))


@router.callback_query(Tap(kb.Apply))
async def apply(query: CallbackQuery, tap: kb.Apply, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Save it all. If a cell changed since the preview was shown, show what it would be now instead (G16)."""
    try:
        async with db.write() as session:
            lesson_id = await spoken.apply(
                session,
                actor,
                tap.draft_id,
                tap.version,
                close=tap.close,
                assumed=tap.assumed,
                words=WRITTEN,
                now=now,
            )
            try:
                screen = wording.card(t, await card.card(session, actor, lesson_id, now=now))
            except NotFound:  # closed by a substitute, whose access ends with it
                screen = await signature.left(session, actor, lesson_id, t=t, now=now)
    except (Stale, NoteGone) as changed:
        async with db.write() as session:
            draft = await spoken.mine(session, actor, tap.draft_id, tap.version)
            fresh = await spoken.refresh(session, actor, draft, words=WRITTEN, now=now)
        note = t("spoken-stale", **changed.facts) if isinstance(changed, Stale) else t("spoken-note-changed")
        await show(query, *preview.preview(t, fresh, note=note))
        return
    await show(query, *screen)
