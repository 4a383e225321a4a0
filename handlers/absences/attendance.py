"""`Посещаемость`: everybody is present but the exceptions."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.absences import AttendanceCode
from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen, heading, names
from handlers.screen import show
from journal.absences import attendance, page
from journal.absences.page import Page
from journal.access import Actor
from journal.lessons import sheet
from journal.lessons.sheet import Line, Sheet
from journal.refusals import NoteGone, Stale
from keyboards import roll
from keyboards.absences import attendance as kb
from locales import Texts

router = Router(name="absences")
router.callback_query.filter(Prefixes(kb.Attendance, kb.OneStudent, kb.SetCode, kb.ByNote, kb.AllPresent, kb.AsBefore))


@router.callback_query(Tap(kb.Attendance))
async def open_page(query: CallbackQuery, tap: kb.Attendance, actor: Actor, db: Database, t: Texts) -> None:
    """The list; a name tapped gets the code that is chosen."""
    async with db.read() as session:
        shown = await page.page(session, actor, tap.lesson_id, code=tap.code)
    await show(query, *screen(t, shown, tap.part))


@router.callback_query(Tap(kb.OneStudent))
async def one_student(query: CallbackQuery, tap: kb.OneStudent, actor: Actor, db: Database, t: Texts) -> None:
    """What a student's code may be instead."""
    async with db.read() as session:
        found = await sheet.of_teacher(session, actor, tap.lesson_id)
    await show(query, *_one(t, found, found.line(tap.student_id)))


@router.callback_query(Tap(kb.SetCode))
async def set_code(query: CallbackQuery, tap: kb.SetCode, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Set a code. If somebody else did meanwhile, say who and what, and show the list that knows it (G16)."""
    try:
        async with db.write() as session:
            await attendance.put(
                session, actor, tap.lesson_id, tap.student_id, code=tap.code, version=tap.version, now=now
            )
            shown = await page.page(session, actor, tap.lesson_id, code=tap.after)
    except Stale as stale:
        async with db.read() as session:
            found = await sheet.of_teacher(session, actor, tap.lesson_id)
        alert = t.label(stale.key, **stale.facts)
        await show(query, *_one(t, found, found.line(tap.student_id)), alert=alert)
        return
    await show(query, *screen(t, shown, roll.part_of(shown.sheet.lines, tap.student_id)))


@router.callback_query(Tap(kb.ByNote))
async def by_note(query: CallbackQuery, tap: kb.ByNote, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Set what a guardian's note says. If the note or the cell is another by now, show the list that knows it (G16)."""
    alert = ""
    try:
        async with db.write() as session:
            await attendance.put_by_note(
                session, actor, tap.lesson_id, tap.student_id, note_id=tap.note_id, version=tap.version, now=now
            )
            shown = await page.page(session, actor, tap.lesson_id, code=tap.after)
    except (Stale, NoteGone) as changed:
        alert = t.label(changed.key, **changed.facts)
        async with db.read() as session:
            shown = await page.page(session, actor, tap.lesson_id, code=tap.after)
    await show(query, *screen(t, shown, roll.part_of(shown.sheet.lines, tap.student_id)), alert=alert)


@router.callback_query(Tap(kb.AllPresent))
async def all_present(
    query: CallbackQuery, tap: kb.AllPresent, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Nobody is missing. An exception that somebody entered meanwhile stays and is shown."""
    alert = ""
    try:
        async with db.write() as session:
            await attendance.all_present(session, actor, tap.lesson_id, now=now)
            shown = await page.page(session, actor, tap.lesson_id)
    except Stale as stale:
        alert = t.label("absences-not-all", **stale.facts)
        async with db.read() as session:
            shown = await page.page(session, actor, tap.lesson_id)
    await show(query, *screen(t, shown), alert=alert)


@router.callback_query(Tap(kb.AsBefore))
async def as_before(
    query: CallbackQuery, tap: kb.AsBefore, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Take over the previous lesson's list, if it is still the one that the button named."""
    async with db.write() as session:
        done = await attendance.as_before(session, actor, tap.lesson_id, mark=tap.mark, now=now)
        shown = await page.page(session, actor, tap.lesson_id)
    await show(query, *screen(t, shown), alert="" if done else t.label("absences-before-changed"))


# --- screens -----------------------------------------------------------------------------------------------------------


def screen(t: Texts, shown: Page, part: int = 0) -> Screen:
    """Who is missing, and what a tap on a name does."""
    lines = [t("absences-title"), *heading(t, shown.lesson), ""]
    if not shown.taken:
        lines.append(t("absences-untaken"))
        if shown.missing_before:
            lines.append(t("absences-before", names=names(shown.missing_before)))
    elif not any(shown.sheet.excepted()):
        lines.append(t("absences-everybody", total=len(shown.sheet.lines)))
    lines += [
        t("absences-said", code=code.name.lower(), names=names(missing))
        for code in AttendanceCode
        if (missing := [line for line in shown.sheet.lines if line.attendance.code is code])
    ]
    if shown.taken and any(shown.sheet.excepted()):
        lines.append(t("absences-others"))
    if late := [line for line in shown.sheet.lines if line.late]:
        lines += ["", t("absences-late-said", names=names(late))]
    noted = list(shown.sheet.noted())
    if noted:
        lines += ["", t("absences-notes"), *(_note(t, line) for line in noted)]
    lines += ["", t("absences-hint", code=shown.code.name.lower())]
    if any(line.attendance.code is None for line in noted) and shown.code is AttendanceCode.ABSENT:
        lines.append(t("absences-hint-notes"))
    return Screen("\n".join(lines), kb.page(t, shown, part))


def _note(t: Texts, line: Line) -> str:
    """«Смирнова П. — болеет до ср 25.11»."""
    note = line.note
    if note is None:  # pragma: no cover - only lines with one are asked for
        return ""
    return t("absences-note", name=line.pupil.short, reason=note.reason.value, last=t.day(note.last_on))


def _one(t: Texts, found: Sheet, line: Line) -> Screen:
    code = line.attendance.code.name.lower() if line.attendance.code else "present"
    lines = [*heading(t, found.lesson), "", t("absences-one", name=line.pupil.full, code=code)]
    return Screen("\n".join(lines), kb.one_student(t, found.lesson.id, line))
