"""A topic by hand: each change is one tap or one message, and shows the topic anew."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database, Session
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.programme import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.operations.drafts import DraftFacts
from journal.programme import editing, reading
from journal.programme.editing import TopicEdited
from keyboards import programme as kb
from locales import Texts

router = Router(name="programme editing")
router.callback_query.filter(Prefixes(kb.SetHours, kb.AskField, kb.ClearHomework, kb.RemoveTopic))


@router.callback_query(Tap(kb.AskField))
async def ask(query: CallbackQuery, tap: kb.AskField, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next message is this of the topic."""
    async with db.write() as session:
        topic = await editing.ask(session, actor, tap.course_id, tap.topic_id, tap.field, screen=place(query), now=now)
    await show(query, *wording.asking(t, tap.course_id, topic, tap.field))


async def read_typed(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What was typed of a topic. Over a topic that was changed meanwhile it is asked for once more."""
    if not message.text:
        await show(message, t("text-expected"))
        return
    try:
        async with db.write() as session:
            course_id, topic_id = await editing.save(session, actor, draft, message.text, now=now)
            screen = await _screen(session, actor, t, course_id, topic_id, now)
    except TopicEdited as edited:
        course_id, topic_id = int(draft.payload["course"]), int(draft.payload["topic"])
        field = editing.Field(draft.payload["field"])
        async with db.write() as session:
            topic = await editing.ask(session, actor, course_id, topic_id, field, screen=draft.screen, now=now)
        screen = wording.asking(t, course_id, topic, field)
        await show(message, t(edited.key, **edited.facts), screen.keyboard)
        return
    await show(message, *screen)


@router.callback_query(Tap(kb.SetHours))
async def set_hours(
    query: CallbackQuery, tap: kb.SetHours, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """How many lessons it has."""
    async with db.write() as session:
        await editing.set_hours(session, actor, tap.course_id, tap.topic_id, hours=tap.hours, now=now)
        screen = await _screen(session, actor, t, tap.course_id, tap.topic_id, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.ClearHomework))
async def clear_homework(
    query: CallbackQuery, tap: kb.ClearHomework, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """No homework in the plan."""
    async with db.write() as session:
        await editing.clear_homework(session, actor, tap.course_id, tap.topic_id, now=now)
        screen = await _screen(session, actor, t, tap.course_id, tap.topic_id, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.RemoveTopic))
async def remove(
    query: CallbackQuery, tap: kb.RemoveTopic, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Ask first, then take it out."""
    if not tap.sure:
        async with db.read() as session:
            shown, at = await reading.topic(session, actor, tap.course_id, tap.topic_id, now=now)
        await show(query, *wording.removing(t, shown, at))
        return
    async with db.write() as session:
        await editing.remove(session, actor, tap.course_id, tap.topic_id, now=now)
        screen = await _screen(session, actor, t, tap.course_id, 0, now)
    await show(query, *screen)


async def _screen(session: Session, actor: Actor, t: Texts, course_id: int, topic_id: int, now: datetime) -> Screen:
    """The topic as it is now; without one the course's plan."""
    if not topic_id:
        return wording.plan(t, await reading.of_course(session, actor, course_id, now=now), None)
    return wording.topic(t, *await reading.topic(session, actor, course_id, topic_id, now=now))
