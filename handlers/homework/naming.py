"""Homework for named students: choose them by taps, write it in one message."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers import heard
from handlers.filters import Prefixes, Tap
from handlers.homework import sending, wording
from handlers.screen import place, show
from journal.access import Actor
from journal.homework import files, half_typed, named, page
from journal.operations.drafts import DraftFacts
from keyboards import homework as kb
from locales import Texts
from locales.written import WRITTEN

router = Router(name="homework for some")
router.callback_query.filter(Prefixes(kb.ForNamed, kb.PickNamed, kb.DropNamedFiles, kb.TakeBackNamed))


@router.callback_query(Tap(kb.ForNamed))
async def open_named(
    query: CallbackQuery, tap: kb.ForNamed, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The class list; the next message is the homework of those who are chosen."""
    async with db.write() as session:
        shown = await named.begin(session, actor, tap.lesson_id, number=tap.number, screen=place(query), now=now)
    await show(query, *wording.named(t, shown, tap.part))


@router.callback_query(Tap(kb.PickNamed))
async def pick(query: CallbackQuery, tap: kb.PickNamed, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A student gets it too, or no longer."""
    async with db.write() as session:
        shown = await named.pick(
            session,
            actor,
            tap.lesson_id,
            number=tap.number,
            student_id=tap.student_id,
            on=tap.on,
            screen=place(query),
            now=now,
        )
    await show(query, *wording.named(t, shown, tap.part))


@router.callback_query(Tap(kb.DropNamedFiles))
async def drop_files(
    query: CallbackQuery, tap: kb.DropNamedFiles, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Their task without photos and files."""
    async with db.write() as session:
        await files.detach_all(session, actor, tap.lesson_id, number=tap.number, version=tap.version, now=now)
        shown = await named.begin(session, actor, tap.lesson_id, number=tap.number, screen=place(query), now=now)
    await show(query, *wording.named(t, shown))


@router.callback_query(Tap(kb.TakeBackNamed))
async def take_back(
    query: CallbackQuery, tap: kb.TakeBackNamed, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Nothing of their own any more; the group's homework is shown."""
    async with db.write() as session:
        lesson = await named.take_back(session, actor, tap.lesson_id, number=tap.number, version=tap.version, now=now)
        await half_typed.begin(session, actor, lesson.id, screen=place(query), now=now)
        shown = await page.reread(session, lesson)
    await show(query, *wording.page(t, shown, typing=True))


async def read_named(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The typed homework of those who are chosen, a photo or file of it; a whole lesson in one message is that all the same."""
    if not message.text:
        await sending.attach_named(message, draft, actor=actor, db=db, t=t, now=now)
        return
    if await heard.instead(message, draft.payload["lesson"], actor=actor, db=db, t=t, now=now):
        return
    async with db.write() as session:
        shown = await named.save(session, actor, draft, message.text, words=WRITTEN, now=now)
    await show(message, *wording.named(t, shown))
