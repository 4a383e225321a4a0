"""`Нескольким`: choose a mark, tick the students, save once."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers import heard
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen, heading, names
from handlers.marks import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.marks import several
from journal.marks.several import Several
from journal.operations.drafts import DraftFacts
from journal.refusals import AbsentWithMark, Stale, TicksChanged
from keyboards.marks import cells as marks
from keyboards.marks import several as kb
from keyboards.sections import OpenSeveral
from locales import Texts

router = Router(name="one mark for several")
router.callback_query.filter(Prefixes(OpenSeveral, kb.SameMark, kb.Tick, kb.SaveSeveral))


@router.callback_query(Tap(OpenSeveral))
async def begin(query: CallbackQuery, tap: OpenSeveral, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The marks and the list, with what was ticked before."""
    async with db.write() as session:
        shown = await several.begin(session, actor, tap.lesson_id, screen=place(query), now=now)
    await show(query, *_screen(t, shown, now))


@router.callback_query(Tap(kb.SameMark))
async def choose(query: CallbackQuery, tap: kb.SameMark, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The ticked ones get this mark."""
    async with db.write() as session:
        shown = await several.choose(session, actor, tap.draft_id, value=tap.value, screen=place(query), now=now)
    await show(query, *_screen(t, shown, now, tap.part))


@router.callback_query(Tap(kb.Tick))
async def tick(query: CallbackQuery, tap: kb.Tick, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One more student, or one less."""
    async with db.write() as session:
        shown = await several.tick(
            session, actor, tap.draft_id, student_id=tap.student_id, on=tap.on, screen=place(query), now=now
        )
    await show(query, *_screen(t, shown, now, tap.part))


@router.callback_query(Tap(kb.SaveSeveral))
async def save(query: CallbackQuery, tap: kb.SaveSeveral, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Everybody at once. Whatever changed meanwhile is shown before anything is saved (G16)."""
    try:
        async with db.write() as session:
            done, shown = await several.save(session, actor, tap.draft_id, tap.version, now=now)
    except (Stale, TicksChanged, AbsentWithMark) as changed:
        async with db.write() as session:
            fresh = await several.refresh(session, actor, tap.draft_id, now=now)
        await show(query, *_screen(t, fresh, now), alert=t.label(changed.key, **changed.facts))
        return
    got = [line for line in done.sheet.lines if line.student_id in done.ticks]
    said = t("several-saved", value=marks.said(t, done.value or ""), names=names(got))
    await show(query, *wording.page(t, shown, now, done=said, walked=False))


async def read(message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A text while students are being ticked is about the lesson, as over its card."""
    await heard.hear(message, draft.payload["lesson"], actor=actor, db=db, t=t, now=now)


def _screen(t: Texts, shown: Several, now: datetime, part: int = 0) -> Screen:
    own_day = shown.sheet.own_day(now)
    lines = [t("several-title"), *heading(t, shown.sheet.lesson), t("several-work", work=shown.page.work.name), ""]
    ticked = [line for line in shown.sheet.lines if line.student_id in shown.ticks]
    if ticked and shown.value:
        lines.append(t("several-so", value=marks.said(t, shown.value), names=names(ticked)))
    elif ticked:
        lines.append(t("several-who", names=names(ticked)))
    else:
        lines.append(t("several-hint"))
    if absent := [line for line in shown.sheet.lines if own_day and line.attendance.absent]:
        lines.append(t("several-absent", names=names(absent)))
    if full := [line for line in shown.sheet.lines if several.slot(line) is None]:
        lines.append(t("several-full", names=names(full)))
    return Screen("\n".join(lines), kb.several(t, shown, own_day=own_day, part=part))
