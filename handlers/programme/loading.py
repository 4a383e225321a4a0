"""A plan from a file or from a parallel course: sent, looked at, loaded."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers import lessons
from handlers.family import asked
from handlers.fetching import fetched
from handlers.filters import Prefixes, Tap
from handlers.programme import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.operations.drafts import DraftFacts
from journal.programme import loading, reading
from keyboards import programme as kb
from locales import Texts
from locales.ru import workbook

router = Router(name="programme loading")
router.callback_query.filter(Prefixes(kb.LoadPlan, kb.TakeOver, kb.ApplyPlan))


@router.callback_query(Tap(kb.LoadPlan))
async def ask(query: CallbackQuery, tap: kb.LoadPlan, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next file is the plan; a parallel course's plan may be taken instead."""
    async with db.write() as session:
        course = await loading.begin(session, actor, tap.course_id, screen=place(query), now=now)
        parallels = await reading.parallels(session, course) if course is not None else ()
    title = f"{course.group} · {course.subject}" if course is not None else ""
    await show(query, *wording.waiting(t, title, tap.course_id, parallels))


async def read_file(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A file while one is waited for, or after another that had mistakes. A text is none, but may mean something else."""
    if message.document is not None:
        await _look(message, int(draft.payload["course"]), actor=actor, db=db, t=t, now=now)
        return
    if message.text:
        for understand in (lessons.understand, asked.understand):
            if await understand(message, actor=actor, db=db, t=t, now=now):
                return
    await show(message, t("programme-file-expected"))


async def understand_file(message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
    """A workbook that somebody sends without being asked: a teacher's is a plan of the courses that it names."""
    name = message.document.file_name if message.document is not None else None
    if not actor.staff_id or not (name or "").lower().endswith(".xlsx"):
        return False
    async with db.read() as session:
        if not await reading.teaches(session, actor, now=now):
            return False
    await _look(message, loading.SOME, actor=actor, db=db, t=t, now=now)
    return True


async def _look(message: Message, course_id: int, *, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Fetch and read the file, then show what it would change. Raises the refusals of `imports`."""
    document = message.document
    data = await fetched(message.bot, document.file_id, document.file_size) if document is not None else None
    if data is None:
        await show(message, t("programme-file-lost"))
        return
    rows = await loading.read(data, workbook)
    async with db.write() as session:
        shown = await loading.draw(session, actor, course_id, rows, words=workbook, screen=None, now=now)
    await show(message, *wording.preview(t, shown))


@router.callback_query(Tap(kb.TakeOver))
async def take_over(
    query: CallbackQuery, tap: kb.TakeOver, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What taking a parallel course's plan would do."""
    async with db.write() as session:
        shown = await loading.take_over(session, actor, tap.course_id, tap.from_id, screen=place(query), now=now)
    await show(query, *wording.preview(t, shown))


@router.callback_query(Tap(kb.ApplyPlan))
async def apply(query: CallbackQuery, tap: kb.ApplyPlan, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Write what the preview showed. Over a plan that was changed meanwhile it is shown again."""
    try:
        async with db.write() as session:
            shown = await loading.load(session, actor, tap.draft_id, tap.version, now=now)
    except loading.PlanChanged as changed:
        async with db.write() as session:
            shown = await loading.again(session, actor, tap.draft_id, tap.version, now=now)
        await show(query, *wording.preview(t, shown), alert=t.label(changed.key))
        return
    await show(query, *wording.loaded(t, shown))
