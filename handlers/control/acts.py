"""Leave an act of the control, look at what of it was put right, remind; and read the own part of one (П 5.6)."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers.control import saying, wording
from handlers.filters import Prefixes, Tap
from handlers.screen import place, show
from journal.access import Actor
from journal.control import acts, pages, signing
from journal.operations.drafts import DraftFacts
from journal.typed import is_seen
from keyboards.control import acts as kb
from keyboards.control.looking import Acts, AskAct
from keyboards.sections import ActOf, MyAct
from locales import Texts

router = Router(name="acts of control")
router.callback_query.filter(
    Prefixes(AskAct, Acts, ActOf, MyAct, kb.ActDue, kb.SignAct, kb.LeaveAct, kb.RemindOf, kb.ReadAct)
)


@router.callback_query(Tap(AskAct))
async def ask(query: CallbackQuery, tap: AskAct, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What the act would say; the next message is its remarks."""
    async with db.write() as session:
        shown = await signing.begin(session, actor, monday=tap.monday, screen=place(query), now=now)
    await show(query, *saying.preview(t, shown, today=now.date()))


async def read_remarks(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What the deputy head adds in words."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        shown = await signing.remark(session, actor, draft, message.text or "", now=now)
    await show(message, *saying.preview(t, shown, today=now.date()))


@router.callback_query(Tap(kb.ActDue))
async def due(query: CallbackQuery, tap: kb.ActDue, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Until when it is to be put right."""
    async with db.write() as session:
        shown = await signing.choose_due(
            session, actor, draft_id=tap.draft_id, version=tap.version, due_on=tap.due_on, now=now
        )
    await show(query, *saying.preview(t, shown, today=now.date()))


@router.callback_query(Tap(kb.LeaveAct))
async def leave(query: CallbackQuery, tap: kb.LeaveAct, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """No act after all."""
    async with db.write() as session:
        await signing.leave(session, actor)
        shown = await pages.of_school(session, actor, monday=tap.monday, now=now)
    await show(query, *wording.school(t, shown))


@router.callback_query(Tap(kb.SignAct))
async def sign(query: CallbackQuery, tap: kb.SignAct, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The act is stored, and each whom it concerns is told."""
    async with db.write() as session:
        shown = await signing.sign(session, actor, draft_id=tap.draft_id, version=tap.version, now=now)
    await show(query, *saying.act(t, shown))


@router.callback_query(Tap(Acts))
async def listed(query: CallbackQuery, actor: Actor, db: Database, t: Texts) -> None:
    """The last acts."""
    async with db.read() as session:
        shown = await acts.newest(session, actor)
    await show(query, *saying.listed(t, shown))


@router.callback_query(Tap(ActOf))
async def one(query: CallbackQuery, tap: ActOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """By teacher, what was put right is green."""
    async with db.read() as session:
        shown = await acts.page(session, actor, tap.act_id, now=now)
    await show(query, *saying.act(t, shown))


@router.callback_query(Tap(kb.RemindOf))
async def remind(query: CallbackQuery, tap: kb.RemindOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """To those who have something left."""
    async with db.write() as session:
        shown = await signing.remind(session, actor, tap.act_id, now=now)
    people = sum(1 for it in shown.people if it.left)
    await show(query, *saying.act(t, shown), alert=t.label("control-reminded", count=people))


@router.callback_query(Tap(MyAct))
async def mine(query: CallbackQuery, tap: MyAct, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own part."""
    async with db.read() as session:
        shown = await acts.mine(session, actor, tap.act_id, now=now)
    await show(query, *saying.mine(t, shown))


@router.callback_query(Tap(kb.ReadAct))
async def read(query: CallbackQuery, tap: kb.ReadAct, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The deputy head sees that it was read."""
    async with db.write() as session:
        shown = await signing.acknowledge(session, actor, tap.act_id, now=now)
    await show(query, *saying.mine(t, shown))
