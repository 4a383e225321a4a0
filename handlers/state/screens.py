"""`🩺 Состояние`, `✉️ Не доставлено` and `🧯 Не разобрано`: look, have it tried again, or let it go."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database, Session
from db.operations import NoticeKind
from handlers.filters import Prefixes, Tap
from handlers.menu import Screen
from handlers.screen import show
from handlers.state import wording
from journal.access import Actor
from journal.operations import aside, dead, standing, watch
from journal.operations.dead import Which
from keyboards import state as kb
from locales import Texts

router = Router(name="state")
router.callback_query.filter(
    Prefixes(
        *(kb.State, kb.Dead, kb.KindAgain, kb.KindDrop, kb.LetterAgain, kb.LetterDrop),
        *(kb.Aside, kb.AsideAgain, kb.AsideRemove),
    )
)


@router.callback_query(Tap(kb.State))
async def state(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime, real: datetime) -> None:
    """How the bot stands at this moment."""
    async with db.read() as session:
        stands = await standing.of_school(session, actor, now=now, real=real)
    text = wording.state(t, stands, watch.of(db), sqlite=db.sqlite, now=now, real=real)
    await show(query, text, kb.state(t, stands))


@router.callback_query(Tap(kb.Dead))
async def not_delivered(
    query: CallbackQuery, tap: kb.Dead, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The kinds of what was not delivered, or one kind."""
    async with db.read() as session:
        screen = await undelivered(session, actor, t, tap.kind, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.KindAgain))
async def kind_again(
    query: CallbackQuery, tap: kb.KindAgain, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """All of a kind, again."""
    await _again(query, Which(kind=tap.kind, until=tap.until), tap.kind, actor, db, t, now)


@router.callback_query(Tap(kb.LetterAgain))
async def letter_again(
    query: CallbackQuery, tap: kb.LetterAgain, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """One, again."""
    await _again(query, Which(ids=(tap.notice_id,)), tap.kind, actor, db, t, now)


@router.callback_query(Tap(kb.KindDrop))
async def kind_drop(
    query: CallbackQuery, tap: kb.KindDrop, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """All of a kind, no more."""
    await _drop(query, Which(kind=tap.kind, until=tap.until), tap.kind, actor, db, t, now)


@router.callback_query(Tap(kb.LetterDrop))
async def letter_drop(
    query: CallbackQuery, tap: kb.LetterDrop, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """One, no more."""
    await _drop(query, Which(ids=(tap.notice_id,)), tap.kind, actor, db, t, now)


@router.callback_query(Tap(kb.Aside))
async def set_aside(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What was set aside."""
    async with db.read() as session:
        page = await aside.latest(session, actor)
    await show(query, wording.aside(t, page, now), kb.aside(t, page))


@router.callback_query(Tap(kb.AsideAgain))
async def aside_again(
    query: CallbackQuery, tap: kb.AsideAgain, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Have it worked once more; it waits its turn behind this tap."""
    async with db.write() as session:
        await aside.again(session, actor, inbox_id=tap.inbox_id, now=now)
        page = await aside.latest(session, actor)
    await show(query, wording.aside(t, page, now), kb.aside(t, page))


@router.callback_query(Tap(kb.AsideRemove))
async def aside_remove(
    query: CallbackQuery, tap: kb.AsideRemove, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Let it go."""
    async with db.write() as session:
        await aside.remove(session, actor, inbox_id=tap.inbox_id, now=now)
        page = await aside.latest(session, actor)
    await show(query, wording.aside(t, page, now), kb.aside(t, page))


# --- screens -----------------------------------------------------------------------------------------------------------


async def undelivered(session: Session, actor: Actor, t: Texts, kind: NoticeKind | None, now: datetime) -> Screen:
    """One kind; once nothing of it is left, and without a kind, all kinds."""
    found = await dead.heaps(session, actor)
    heap = next((it for it in found if it.kind is kind), None)
    if heap is None:
        return Screen(wording.heaps(t, found), kb.heaps(t, found))
    shown = await dead.latest(session, actor, kind=kind, now=now)
    return Screen(wording.letters(t, heap, shown, now), kb.letters(t, heap, shown))


async def _again(
    query: CallbackQuery, which: Which, kind: NoticeKind, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    async with db.write() as session:
        count = await dead.retry(session, actor, which=which, now=now)
        screen = await undelivered(session, actor, t, kind, now)
    await show(query, *screen, alert=t.label("state-sent-again", count=count))


async def _drop(
    query: CallbackQuery, which: Which, kind: NoticeKind, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    async with db.write() as session:
        count = await dead.drop(session, actor, which=which, now=now)
        screen = await undelivered(session, actor, t, kind, now)
    await show(query, *screen, alert=t.label("state-dropped", count=count))
