"""The lesson card, its topic and its closing."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database, Session
from handlers import heard, menu
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.lessons import wording
from handlers.screen import place, show
from handlers.substitutions import signature
from journal.access import Actor
from journal.lessons import card, closing, topic_draft, topics
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, NotReady, TopicChanged
from keyboards.data import clip
from keyboards.lessons import card as kb
from keyboards.sections import Leave, LessonCard
from locales import Texts

router = Router(name="lesson card")
router.callback_query.filter(
    Prefixes(LessonCard, Leave, kb.AskTopic, kb.AcceptTopic, kb.ReplaceTopic, kb.Close, kb.CloseWith)
)


@router.callback_query(Tap(LessonCard))
async def open_card(query: CallbackQuery, tap: LessonCard, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Show the card; from now on typed messages go to this lesson."""
    async with db.write() as session:
        shown = await card.open_card(session, actor, tap.lesson_id, screen=place(query), now=now)
    await show(query, *wording.card(t, shown))


# --- topic ---------------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.AskTopic))
async def ask_topic(
    query: CallbackQuery, tap: kb.AskTopic, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Show the plan's topic and those around it; the next message is a topic."""
    async with db.write() as session:
        lesson, plan = await topic_draft.begin(session, actor, tap.lesson_id, screen=place(query), now=now)
    await show(query, *wording.topic(t, lesson, plan))


@router.callback_query(Tap(Leave))
async def leave(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The menu from a screen that waits for a text: what is typed from now on is no answer to it."""
    async with db.write() as session:
        await drafts.drop(session, actor)
        screen = await menu.menu(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.AcceptTopic))
async def accept_topic(
    query: CallbackQuery, tap: kb.AcceptTopic, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Take the plan's topic. One that changed meanwhile is shown instead, with a button that knows it."""
    try:
        async with db.write() as session:
            await topics.accept(session, actor, tap.lesson_id, tap.topic_id, seen=tap.seen, now=now)
            shown = await card.open_card(session, actor, tap.lesson_id, screen=place(query), now=now)
    except TopicChanged as changed:
        async with db.write() as session:
            lesson, plan = await topic_draft.begin(session, actor, tap.lesson_id, screen=place(query), now=now)
        alert = t.label("lesson-topic-changed", topic=clip(str(changed.facts["topic"]), 100))
        await show(query, *wording.topic(t, lesson, plan), alert=alert)
        return
    await show(query, *wording.card(t, shown))


async def read_topic(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A typed topic. Where another one stands meanwhile both are shown, and what was typed is kept in the draft."""
    if not message.text:
        await show(message, t("text-expected"))
        return
    if await heard.instead(message, draft.payload["lesson"], actor=actor, db=db, t=t, now=now):
        return
    try:
        async with db.write() as session:
            lesson_id = await topic_draft.save(session, actor, draft, message.text, now=now)
            shown = await card.card(session, actor, lesson_id, now=now)
    except TopicChanged:
        async with db.write() as session:
            lesson, kept = await topic_draft.keep(session, actor, draft, message.text, now=now)
        screen = wording.topic_changed(t, lesson, kept.payload["typed"], draft_id=kept.id, version=kept.version)
        await show(message, *screen)
        return
    await show(message, *wording.card(t, shown))


@router.callback_query(Tap(kb.ReplaceTopic))
async def replace_topic(
    query: CallbackQuery, tap: kb.ReplaceTopic, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Replace the topic of the colleague by the one that was typed."""
    async with db.write() as session:
        lesson_id = await topic_draft.replace(session, actor, tap.draft_id, tap.version, now=now)
        shown = await card.card(session, actor, lesson_id, now=now)
    await show(query, *wording.card(t, shown))


# --- closing -------------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.Close))
async def close(query: CallbackQuery, tap: kb.Close, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Close at once what is complete; otherwise say what is missing and offer the answers."""
    await _close(query, tap.lesson_id, None, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.CloseWith))
async def close_with(
    query: CallbackQuery, tap: kb.CloseWith, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Close with the answers that the screen named."""
    await _close(query, tap.lesson_id, tap.answers, actor=actor, db=db, t=t, now=now)


async def _close(
    query: CallbackQuery,
    lesson_id: int,
    answers: closing.Answers | None,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
) -> None:
    try:
        async with db.write() as session:
            await closing.close(session, actor, lesson_id, answers=answers, now=now)
            screen = await _closed(session, actor, lesson_id, screen=place(query), t=t, now=now)
    except NotReady:
        async with db.read() as session:
            missing = await closing.page(session, actor, lesson_id)
        alert = t.label("lesson-close-changed") if answers is not None else ""
        await show(query, *wording.close(t, missing), alert=alert)
        return
    except NotFound:
        async with db.read() as session:
            screen = await signature.left(session, actor, lesson_id, t=t, now=now)
    await show(query, *screen)


async def _closed(
    session: Session, actor: Actor, lesson_id: int, *, screen: int | None, t: Texts, now: datetime
) -> Screen:
    """The card as it is now; a substitute, whose access ended with it, is asked for the signature that is left."""
    try:
        return wording.card(t, await card.open_card(session, actor, lesson_id, screen=screen, now=now))
    except NotFound:
        left = await signature.left(session, actor, lesson_id, t=t, now=now)
        await drafts.drop(session, actor)
        return left
