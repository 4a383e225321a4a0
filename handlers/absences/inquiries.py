"""Why is the child not there: a guardian answers the question, the staff say what they found."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database, Session
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.absences import answering, inquiry_stories
from journal.absences.answering import Answered, Settled
from journal.absences.inquiry_stories import Asked, Story
from journal.access import Actor
from journal.family import days
from keyboards.absences import inquiries as kb
from keyboards.data import markup
from locales import Texts

router = Router(name="absence inquiries")
router.callback_query.filter(Prefixes(kb.AskedOf, kb.AskTill, kb.AnswerTill, kb.AnswerNow, kb.AlarmOf, kb.SettleAlarm))

AHEAD: Final = timedelta(days=20)
"""How far the days on the buttons reach; any other is typed."""


@router.callback_query(Tap(kb.AskedOf))
async def open_question(
    query: CallbackQuery, tap: kb.AskedOf, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The question, or what became of it."""
    async with db.read() as session:
        asked = await inquiry_stories.of_guardian(session, actor, tap.inquiry_id, now.date())
    await _show(query, asked, t, now)


@router.callback_query(Tap(kb.AskTill))
async def ask_till(query: CallbackQuery, tap: kb.AskTill, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Until which day? If it was answered meanwhile, what."""
    async with db.read() as session:
        asked = await inquiry_stories.of_guardian(session, actor, tap.inquiry_id, now.date())
        ahead = await _school_days(session, asked)
    if asked.story.explained or asked.story.here is not None:
        await _show(query, asked, t, now)
        return
    await show(query, kb.till_text(t, asked, tap.reason), markup(kb.till(t, asked, tap.reason, ahead)))


@router.callback_query(Tap(kb.AnswerTill))
async def answer_till(
    query: CallbackQuery, tap: kb.AnswerTill, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It is a note from now on."""
    try:
        async with db.write() as session:
            asked = await answering.explain(
                session, actor, tap.inquiry_id, reason=tap.reason, last=tap.last, version=tap.version, now=now
            )
    except Answered as refused:
        await _again(query, tap.inquiry_id, refused, actor=actor, db=db, t=t, now=now)
        return
    await _show(query, asked, t, now)


@router.callback_query(Tap(kb.AnswerNow))
async def answer_now(
    query: CallbackQuery, tap: kb.AnswerNow, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Late, or should be at school."""
    try:
        async with db.write() as session:
            asked = await answering.give(
                session, actor, tap.inquiry_id, answer=tap.answer, version=tap.version, now=now
            )
    except Answered as refused:
        await _again(query, tap.inquiry_id, refused, actor=actor, db=db, t=t, now=now)
        return
    await _show(query, asked, t, now)


@router.callback_query(Tap(kb.AlarmOf))
async def open_alarm(
    query: CallbackQuery, tap: kb.AlarmOf, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The alarm, and what was found."""
    async with db.read() as session:
        story = await inquiry_stories.of_staff(session, actor, tap.inquiry_id, now.date())
    await _show_alarm(query, story, t)


@router.callback_query(Tap(kb.SettleAlarm))
async def look(query: CallbackQuery, tap: kb.SettleAlarm, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What was found; if somebody else found the child meanwhile, that is shown."""
    alert = ""
    try:
        async with db.write() as session:
            story = await answering.look(session, actor, tap.inquiry_id, here=tap.here, now=now)
    except Settled as settled:
        alert = t.label(settled.key, **settled.facts)
        async with db.read() as session:
            story = await inquiry_stories.of_staff(session, actor, tap.inquiry_id, now.date())
    await _show_alarm(query, story, t, alert=alert)


# --- screens: a push stays one, so it has no way to the menu -----------------------------------------------------------


async def _show(query: CallbackQuery, asked: Asked, t: Texts, now: datetime, *, alert: str = "") -> None:
    await show(query, kb.text(t, asked), markup(kb.rows(t, asked, now.date())), alert=alert)


async def _show_alarm(query: CallbackQuery, story: Story, t: Texts, *, alert: str = "") -> None:
    await show(query, kb.alarm_text(t, story), markup(kb.alarm(t, story)), alert=alert)


async def _again(
    query: CallbackQuery, inquiry_id: int, refused: Answered, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    async with db.read() as session:
        asked = await inquiry_stories.of_guardian(session, actor, inquiry_id, now.date())
    await _show(query, asked, t, now, alert=t.label(refused.key, **refused.facts))


async def _school_days(session: Session, asked: Asked) -> Sequence[date]:
    first = asked.story.day
    lessons = await days.sittings(session, asked.child, first, first + AHEAD)
    return [lesson.date for lesson in lessons if lesson.takes_place]
