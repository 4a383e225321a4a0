"""`Домашнее задание`: type it, or choose; the kind, the minutes and the day are one tap each."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database, Session
from db.homework import HomeworkKind
from handlers import heard
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.homework import sending, wording
from handlers.screen import answer, place, show
from journal.access import Actor
from journal.homework import assigning, files, half_typed, page, weighing
from journal.homework.page import Page
from journal.homework.weighing import Weighed
from journal.operations.drafts import DraftFacts
from journal.refusals import Stale
from keyboards import homework as kb
from locales import Texts
from locales.written import WRITTEN

router = Router(name="homework")
router.callback_query.filter(
    Prefixes(
        kb.Homework,
        kb.NothingSet,
        kb.TakePlanned,
        kb.SetKind,
        kb.SetMinutes,
        kb.DueDays,
        kb.SetDue,
        kb.DropFiles,
        kb.ShowFiles,
        kb.ReplaceTyped,
        kb.Fit,
        kb.Insist,
    )
)


@router.callback_query(Tap(kb.Homework))
async def open_page(
    query: CallbackQuery, tap: kb.Homework, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What is set; the next message, photo or file is this lesson's homework."""
    async with db.write() as session:
        lesson = await half_typed.begin(session, actor, tap.lesson_id, screen=place(query), now=now)
        shown = await page.reread(session, lesson)
    await show(query, *wording.page(t, shown, typing=True))


async def read_homework(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The typed homework. Where somebody else set one meanwhile both are shown, and what was typed is kept."""
    if not message.text:
        await sending.attach(message, draft.payload["lesson"], actor=actor, db=db, t=t, now=now)
        return
    if await heard.instead(message, draft.payload["lesson"], actor=actor, db=db, t=t, now=now):
        return
    try:
        async with db.write() as session:
            shown = await half_typed.save(session, actor, draft, message.text, words=WRITTEN, now=now)
    except Stale as stale:
        async with db.write() as session:
            kept = await half_typed.keep_typed(session, actor, draft, message.text, now=now)
        await show(message, *wording.conflict(t, kept, stale))
        return
    await show(message, *_screen(t, shown))


def _screen(t: Texts, shown: Page | Weighed) -> Screen:
    return wording.page(t, shown) if isinstance(shown, Page) else wording.overload(t, shown)


@router.callback_query(Tap(kb.ReplaceTyped))
async def replace_typed(
    query: CallbackQuery, tap: kb.ReplaceTyped, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Replace the homework of the colleague by what was typed."""
    async with db.write() as session:
        shown = await half_typed.replace(session, actor, tap.draft_id, tap.version, words=WRITTEN, now=now)
    await show(query, *_screen(t, shown))


@router.callback_query(Tap(kb.NothingSet))
async def nothing_set(
    query: CallbackQuery, tap: kb.NothingSet, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """«Не задано» is an entry; an empty field is a gap."""

    async def put(session: Session) -> None:
        await assigning.put(session, actor, tap.lesson_id, assigning.NOTHING, version=tap.version, now=now)

    await _tapped(query, tap.lesson_id, put, actor=actor, db=db, t=t)


@router.callback_query(Tap(kb.TakePlanned))
async def take_planned(
    query: CallbackQuery, tap: kb.TakePlanned, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Set what the КТП has for this topic."""

    async def put(session: Session) -> None:
        await page.take_planned(session, actor, tap.lesson_id, seen=tap.seen, version=tap.version, now=now)

    await _tapped(query, tap.lesson_id, put, actor=actor, db=db, t=t)


@router.callback_query(Tap(kb.SetKind))
async def set_kind(query: CallbackQuery, tap: kb.SetKind, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What kind of homework it is (П 5.4.1)."""
    await _weighed(query, tap.lesson_id, tap.version, actor=actor, db=db, t=t, now=now, kind=tap.kind)


@router.callback_query(Tap(kb.SetMinutes))
async def set_minutes(
    query: CallbackQuery, tap: kb.SetMinutes, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """How long it takes."""
    await _weighed(query, tap.lesson_id, tap.version, actor=actor, db=db, t=t, now=now, minutes=tap.minutes)


@router.callback_query(Tap(kb.SetDue))
async def set_due(query: CallbackQuery, tap: kb.SetDue, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """By when it is due."""
    await _weighed(query, tap.lesson_id, tap.version, actor=actor, db=db, t=t, now=now, due_on=tap.due_on)


async def _weighed(
    query: CallbackQuery,
    lesson_id: int,
    version: int,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
    kind: HomeworkKind | None = None,
    minutes: int | None = None,
    due_on: date | None = None,
) -> None:
    """Change what the day's load is made of; too much for the day is shown before it is saved (A12)."""

    async def put(session: Session) -> Page | Weighed:
        return await weighing.change(
            session,
            actor,
            lesson_id,
            version=version,
            screen=place(query),
            now=now,
            kind=kind,
            minutes=minutes,
            due_on=due_on,
        )

    await _tapped(query, lesson_id, put, actor=actor, db=db, t=t)


# --- more than the day may have ------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.Fit))
async def fit(query: CallbackQuery, tap: kb.Fit, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """With the minutes that there are, or on a day that has them."""
    async with db.write() as session:
        shown = await weighing.fit(
            session, actor, tap.draft_id, tap.version, minutes=tap.minutes, due_on=tap.due_on, now=now
        )
    await show(query, *wording.page(t, shown))


@router.callback_query(Tap(kb.Insist))
async def ask_reason(query: CallbackQuery, tap: kb.Insist, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next message is the reason."""
    async with db.write() as session:
        draft = await weighing.ask(session, actor, tap.draft_id, tap.version, now=now)
    await show(query, *wording.asks_reason(t, draft))


async def read_overload(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The reason, once it was asked for; before that a message is the homework anew."""
    if not draft.payload.get("asks_reason"):
        await read_homework(message, draft, actor=actor, db=db, t=t, now=now)
        return
    if not message.text:
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        shown = await weighing.insist(session, actor, draft, message.text, now=now)
    await show(message, *wording.page(t, shown))


@router.callback_query(Tap(kb.DropFiles))
async def drop_files(
    query: CallbackQuery, tap: kb.DropFiles, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Take the photos and files off."""

    async def put(session: Session) -> None:
        await files.detach_all(session, actor, tap.lesson_id, version=tap.version, now=now)

    await _tapped(query, tap.lesson_id, put, actor=actor, db=db, t=t)


async def _tapped(
    query: CallbackQuery,
    lesson_id: int,
    put: Callable[[Session], Awaitable[Page | Weighed | None]],
    *,
    actor: Actor,
    db: Database,
    t: Texts,
) -> None:
    """Change one thing and show what is set. What somebody else changed meanwhile is shown instead, and says so (G16)."""
    alert = ""
    try:
        async with db.write() as session:
            shown: Page | Weighed = await put(session) or await page.page(session, actor, lesson_id)
    except Stale as stale:
        alert = t.label("homework-changed", who=str(stale.facts["who"]))
        async with db.read() as session:
            shown = await page.page(session, actor, lesson_id)
    await show(query, *_screen(t, shown), alert=alert)


@router.callback_query(Tap(kb.DueDays))
async def due_days(query: CallbackQuery, tap: kb.DueDays, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The days of a month to choose from."""
    async with db.read() as session:
        shown = await page.due(session, actor, tap.lesson_id, month=tap.month, now=now)
    await show(query, *wording.days(t, shown))


@router.callback_query(Tap(kb.ShowFiles))
async def show_files(query: CallbackQuery, tap: kb.ShowFiles, actor: Actor, db: Database, t: Texts) -> None:
    """Send the photos and files again, as new messages under the screen."""
    async with db.read() as session:
        found = await files.shown(session, actor, tap.lesson_id, tap.number)
    sent = await sending.send(query, found)
    await answer(query, "" if sent else t.label("homework-files-gone"), alert=not sent)
