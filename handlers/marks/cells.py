"""`Отметки`: the list with the student at hand, one cell, the work type of the lesson."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers import heard
from handlers.filters import Prefixes, Tap
from handlers.marks import wording
from handlers.screen import place, show
from journal.absences import attendance
from journal.access import Actor
from journal.lessons import card
from journal.marks import half_typed, marking, page, works
from journal.marks.half_typed import Target
from journal.marks.marking import Cell
from journal.operations.drafts import DraftFacts
from journal.refusals import ReasonNeeded, Stale
from keyboards.marks import cells as kb
from locales import Texts

router = Router(name="cells")
router.callback_query.filter(
    Prefixes(
        *(kb.Marks, kb.OneCell, kb.PutMark, kb.RemoveMark, kb.Comment, kb.Why, kb.WhySaid),
        *(kb.Cancel, kb.Came, kb.WorkTypes, kb.ChooseWork),
    )
)


@router.callback_query(Tap(kb.Marks))
async def open_page(query: CallbackQuery, tap: kb.Marks, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The list, with the row of marks for the student who was tapped."""
    async with db.read() as session:
        shown = await page.page(session, actor, tap.lesson_id, student_id=tap.student_id or None)
    await show(query, *wording.page(t, shown, now, part=tap.part))


@router.callback_query(Tap(kb.OneCell))
async def one_cell(query: CallbackQuery, tap: kb.OneCell, actor: Actor, db: Database, t: Texts) -> None:
    """One cell: every value, the comment, the second mark, removing."""
    async with db.read() as session:
        shown = await page.cell(session, actor, tap.lesson_id, tap.student_id, tap.slot)
    await show(query, *wording.cell(t, shown))


@router.callback_query(Tap(kb.PutMark))
async def put_mark(query: CallbackQuery, tap: kb.PutMark, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Put a mark; the list comes back with the next student at hand."""
    cell = Cell(tap.lesson_id, tap.student_id, tap.slot)
    await _change(query, Target(cell, tap.value, tap.work, tap.version), actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.RemoveMark))
async def remove_mark(
    query: CallbackQuery, tap: kb.RemoveMark, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Take a mark out of its cell."""
    cell = Cell(tap.lesson_id, tap.student_id, tap.slot)
    await _change(query, Target(cell, None, 0, tap.version), actor=actor, db=db, t=t, now=now)


async def _change(query: CallbackQuery, target: Target, *, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A refusal that can be got over is a question: replace what somebody else put (G16), or say why."""
    cell = target.cell
    try:
        async with db.write() as session:
            before = await marking.put(
                session,
                actor,
                cell,
                value=target.value,
                work_type_id=target.work_type_id,
                version=target.version,
                now=now,
            )
            following = page.after(before, cell.student_id, own_day=before.own_day(now)) if target.value else None
            shown = await page.reread(session, before.lesson, student_id=following)
    except Stale as stale:
        async with db.read() as session:
            there = await page.cell(session, actor, *cell)
        await show(query, *wording.conflict(t, there, target.value, target.work_type_id, stale))
        return
    except ReasonNeeded:
        async with db.write() as session:
            draft, line = await half_typed.ask_reason(session, actor, target, screen=place(query), now=now)
        await show(query, *wording.reason(t, cell, line, target.value, draft))
        return
    done = wording.done(t, before.line(cell.student_id), cell.slot, target.value)
    await show(query, *wording.page(t, shown, now, done=done))


async def read_reason(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The reason of a change after the lesson's day."""
    if not (message.text or "").strip():
        await show(message, t("text-expected"))
        return
    if await heard.instead(message, draft.payload["cell"][0], actor=actor, db=db, t=t, now=now):
        return
    await _because(message, draft, message.text or "", actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.Why))
async def why(query: CallbackQuery, tap: kb.Why, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One of the usual reasons."""
    async with db.read() as session:
        draft = await half_typed.mine(session, actor, tap.draft_id, tap.version)
    await _because(query, draft, t.label("marks-why", why=tap.reason), actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.WhySaid))
async def why_said(query: CallbackQuery, tap: kb.WhySaid, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The reason that was typed before a colleague changed the cell holds for what stands there now too."""
    async with db.read() as session:
        draft = await half_typed.mine(session, actor, tap.draft_id, tap.version)
    await _because(query, draft, half_typed.kept_reason(draft), actor=actor, db=db, t=t, now=now)


async def _because(
    event: CallbackQuery | Message,
    draft: DraftFacts,
    reason: str,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
) -> None:
    """Make the change. If the cell changed meanwhile, the reason is kept while it is asked what to do (G16)."""
    target = half_typed.target_of(draft)
    try:
        async with db.write() as session:
            await half_typed.give_reason(session, actor, draft, reason, now=now)
            shown = await page.page(session, actor, target.cell.lesson_id, student_id=target.cell.student_id)
    except Stale as stale:
        async with db.write() as session:
            said, there = await half_typed.keep_reason(session, actor, draft, reason, now=now)
        screen = wording.conflict(t, there, target.value, target.work_type_id, stale, said=said)
        await show(event, *screen)
        return
    await show(event, *wording.page(t, shown, now))


@router.callback_query(Tap(kb.Comment))
async def ask_comment(
    query: CallbackQuery, tap: kb.Comment, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is what the mark is for."""
    cell = Cell(tap.lesson_id, tap.student_id, tap.slot)
    async with db.write() as session:
        line = await half_typed.ask_comment(session, actor, cell, version=tap.version, screen=place(query), now=now)
    await show(query, *wording.comment(t, cell, line))


async def read_comment(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What a mark is for."""
    if not (message.text or "").strip():
        await show(message, t("text-expected"))
        return
    if await heard.instead(message, draft.payload["cell"][0], actor=actor, db=db, t=t, now=now):
        return
    try:
        async with db.write() as session:
            cell = await half_typed.give_comment(session, actor, draft, message.text or "", now=now)
            shown = await page.page(session, actor, cell.lesson_id, student_id=cell.student_id)
    except Stale:
        cell = Cell(*draft.payload["cell"])
        async with db.write() as session:
            there = await page.cell(session, actor, *cell)
            await card.lay(session, actor, cell.lesson_id, screen=None, now=now)
        await show(message, *wording.cell(t, there, changed=True))
        return
    await show(message, *wording.page(t, shown, now))


@router.callback_query(Tap(kb.Cancel))
async def cancel(query: CallbackQuery, tap: kb.Cancel, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """No reason and no comment after all; the lesson lies on the desk again."""
    async with db.write() as session:
        shown = await page.page(session, actor, tap.lesson_id, student_id=tap.student_id or None)
        await card.lay(session, actor, tap.lesson_id, screen=place(query), now=now)
    await show(query, *wording.page(t, shown, now))


@router.callback_query(Tap(kb.Came))
async def came(query: CallbackQuery, tap: kb.Came, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The student came after all: the code goes, the row of marks appears. A code that changed is shown first (G16)."""
    alert = ""
    try:
        async with db.write() as session:
            await attendance.put(session, actor, tap.lesson_id, tap.student_id, code=None, version=tap.version, now=now)
            shown = await page.page(session, actor, tap.lesson_id, student_id=tap.student_id)
    except Stale as stale:
        alert = t.label(stale.key, **stale.facts)
        async with db.read() as session:
            shown = await page.page(session, actor, tap.lesson_id, student_id=tap.student_id)
    await show(query, *wording.page(t, shown, now), alert=alert)


@router.callback_query(Tap(kb.WorkTypes))
async def work_types(query: CallbackQuery, tap: kb.WorkTypes, actor: Actor, db: Database, t: Texts) -> None:
    """The work types to choose from."""
    async with db.read() as session:
        shown = await page.page(session, actor, tap.lesson_id)
    await show(query, *wording.work_types(t, shown))


@router.callback_query(Tap(kb.ChooseWork))
async def choose_work(
    query: CallbackQuery, tap: kb.ChooseWork, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Marks of this lesson are of this type from now on."""
    async with db.write() as session:
        await works.choose(session, actor, tap.lesson_id, tap.work, now=now)
        shown = await page.page(session, actor, tap.lesson_id)
    await show(query, *wording.page(t, shown, now))
