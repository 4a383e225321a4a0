"""`⚡ Быстро`: one tap says that somebody is missing, one puts a mark, one closes the lesson."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database, Session
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen, heading, names
from handlers.lessons import wording
from handlers.marks import wording as marks
from handlers.screen import place, show
from journal.absences import attendance
from journal.access import Actor, LessonFacts
from journal.lessons import quick, sheet, together
from journal.lessons.quick import Quick as Shown
from journal.lessons.together import Together as Joint
from journal.marks import half_typed, page
from journal.marks.half_typed import Target
from journal.marks.marking import Cell
from journal.refusals import NoteGone, ReasonNeeded, Stale
from keyboards.data import clip
from keyboards.lessons import quick as kb
from keyboards.lessons import together as joint_kb
from keyboards.sections import Quick, Together
from locales import Texts

router = Router(name="quick")
router.callback_query.filter(Prefixes(*(Quick, Together, kb.QuickBefore), *kb.ALONE, *kb.TOGETHER))


@router.callback_query(Tap(Quick))
async def open_page(query: CallbackQuery, tap: Quick, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The whole lesson on one screen."""
    async with db.read() as session:
        shown = await quick.page(session, actor, tap.lesson_id, now=now)
    await show(query, *screen(t, shown, tap.pair, tap.part))


@router.callback_query(Tap(Together))
async def open_together(
    query: CallbackQuery, tap: Together, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Two groups with one teacher, as one list."""
    async with db.read() as session:
        shown = await together.page(session, actor, tap.lesson_id, now=now)
    await show(query, *both(t, shown, tap.pair, tap.part))


@router.callback_query(Tap(kb.BothMissing))
@router.callback_query(Tap(kb.QuickMissing))
async def missing(
    query: CallbackQuery, tap: kb.QuickMissing, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Somebody is missing. If the cell or the note is another by now, show the screen that knows it (G16)."""
    try:
        async with db.write() as session:
            lesson = await quick.missing(
                session, actor, tap.lesson_id, tap.student_id, note_id=tap.note_id, version=tap.version, now=now
            )
            shown = await _after(session, actor, lesson, tap, t=t, now=now)
    except (Stale, NoteGone) as changed:
        await _again(query, tap, t.label(changed.key, **changed.facts), actor=actor, db=db, t=t, now=now)
        return
    await show(query, *shown)


@router.callback_query(Tap(kb.BothCame))
@router.callback_query(Tap(kb.QuickCame))
async def came(query: CallbackQuery, tap: kb.QuickCame, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The student is present after all."""
    try:
        async with db.write() as session:
            lesson = await quick.came(session, actor, tap.lesson_id, tap.student_id, version=tap.version, now=now)
            shown = await _after(session, actor, lesson, tap, t=t, now=now)
    except Stale as stale:
        await _again(query, tap, t.label(stale.key, **stale.facts), actor=actor, db=db, t=t, now=now)
        return
    await show(query, *shown)


@router.callback_query(Tap(kb.BothMark))
@router.callback_query(Tap(kb.QuickMark))
async def put_mark(
    query: CallbackQuery, tap: kb.QuickMark, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A mark. A colleague's is replaced only knowingly, and after the lesson's day a change needs a reason."""
    cell = Cell(tap.lesson_id, tap.student_id)
    try:
        async with db.write() as session:
            lesson = await quick.mark(
                session,
                actor,
                tap.lesson_id,
                tap.student_id,
                value=tap.value,
                work_type_id=tap.work,
                version=tap.version,
                now=now,
            )
            shown = await _after(session, actor, lesson, tap, t=t, now=now)
    except Stale as stale:
        async with db.read() as session:
            there = await page.cell(session, actor, *cell)
        await show(query, *marks.conflict(t, there, tap.value, tap.work, stale))
        return
    except ReasonNeeded:
        target = Target(cell, tap.value, tap.work, tap.version)
        async with db.write() as session:
            draft, line = await half_typed.ask_reason(session, actor, target, screen=place(query), now=now)
        await show(query, *marks.reason(t, cell, line, tap.value, draft))
        return
    await show(query, *shown)


@router.callback_query(Tap(kb.QuickBefore))
async def as_before(
    query: CallbackQuery, tap: kb.QuickBefore, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Take over the previous lesson's list, if it is still the one that the button named."""
    async with db.write() as session:
        done = await attendance.as_before(session, actor, tap.lesson_id, mark=tap.mark, now=now)
        shown = await quick.page(session, actor, tap.lesson_id, now=now)
    alert = "" if done else t.label("absences-before-changed")
    await show(query, *screen(t, shown, tap.pair), alert=alert)


Tapped = kb.QuickMissing | kb.QuickCame | kb.QuickMark


async def _after(
    session: Session, actor: Actor, lesson: LessonFacts, tap: Tapped, *, t: Texts, now: datetime
) -> Screen:
    """The list under the finger as this transaction left it: of the lesson, or of both."""
    if isinstance(tap, kb.TOGETHER):
        joint = await together.page(session, actor, lesson.id, now=now)
        return both(t, joint, tap.pair, kb.part_of((seat.line for seat in joint.seats), tap.student_id))
    shown = await quick.after(session, lesson, now=now)
    return screen(t, shown, tap.pair, kb.part_of(shown.sheet.lines, tap.student_id))


async def _again(
    query: CallbackQuery, tap: Tapped, alert: str, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The screen as it is, and why it is not as it was expected."""
    async with db.read() as session:
        found = (await sheet.of_teacher(session, actor, tap.lesson_id)).lesson
        shown = await _after(session, actor, found, tap, t=t, now=now)
    await show(query, *shown, alert=alert)


def screen(t: Texts, shown: Shown, pair: int, part: int = 0) -> Screen:
    """What a tap does, what is there, and what closing would say of the rest."""
    found = shown.sheet
    lines = [t("quick-title"), *heading(t, shown.lesson), t("quick-hint" if shown.work_id else "quick-hint-unmarked")]
    absent = [line for line in found.lines if line.attendance.absent]
    marked = [f"{line.pupil.short} {'/'.join(line.values)}" for line in found.lines if line.values]
    said = []
    if absent:
        said.append(t("quick-missing", names=names(absent)))
    if marked:
        said.append(t("quick-marks", names=", ".join(marked)))
    proposal = shown.closing.proposal
    if proposal is None:
        closing = [t("lesson-state-missing", missing=wording.missing(t, shown.closing.gaps))]
    elif answered := wording.answers(t, shown.closing, proposal):
        closing = [t("quick-closing"), *answered]
    else:
        closing = [t("lesson-state-complete")]
    blocks = [*([""] if said else []), *said, "", *closing]
    return Screen("\n".join([*lines, *blocks]), kb.page(t, shown, pair, part))


def both(t: Texts, shown: Joint, pair: int, part: int = 0) -> Screen:
    """The lessons of the hour, what a tap does, and what is there."""
    lines: list[str] = [
        t("both-title"),
        *(t("both-line", group=clip(it.group), subject=clip(it.subject)) for it in shown.lessons),
    ]
    lines += [t("quick-hint" if shown.marked else "quick-hint-unmarked"), t("both-hint")]
    absent = [seat.line for seat in shown.seats if seat.line.attendance.absent]
    marked = [f"{it.line.pupil.short} {'/'.join(it.line.values)}" for it in shown.seats if it.line.values]
    if absent:
        lines += ["", t("quick-missing", names=names(absent))]
    if marked:
        lines += ["", t("quick-marks", names=", ".join(marked))]
    return Screen("\n".join(lines), joint_kb.page(t, shown, pair, part))
