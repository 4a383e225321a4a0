"""`🙋 Посещаемость`: what was missed in a term and why."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from itertools import groupby

from aiogram import Router
from aiogram.types import CallbackQuery

from db.absences import AttendanceCode
from db.engine import Database
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.dates import Days
from journal.family import attendance
from journal.family.attendance import Missed, PeriodPage, TermPage, Waiting
from keyboards import family as kb
from keyboards.absences.notes import days
from keyboards.sections import AttendanceOf
from locales import Markup, Texts

router = Router(name="family attendance")
router.callback_query.filter(Prefixes(AttendanceOf, kb.AttendanceIn))

WORDS = {
    AttendanceCode.ABSENT: "absent",
    AttendanceCode.ILL: "ill",
    AttendanceCode.EXCUSED: "excused",
    AttendanceCode.LATE: "late",
}
"""The end of the text's key."""
ABSENCES = (AttendanceCode.ABSENT, AttendanceCode.ILL, AttendanceCode.EXCUSED)


@router.callback_query(Tap(AttendanceOf))
async def of_term(query: CallbackQuery, tap: AttendanceOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The attendance of the current term."""
    async with db.read() as session:
        page = await attendance.term_page(session, actor, student_id=tap.student_id, now=now)
    await show(query, *term_screen(t, page))


@router.callback_query(Tap(kb.AttendanceIn))
async def in_term(
    query: CallbackQuery, tap: kb.AttendanceIn, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The attendance of one term, or a further part of it."""
    async with db.read() as session:
        page = await attendance.term_page(session, actor, student_id=tap.student_id, span_id=tap.span_id, now=now)
    await show(query, *term_screen(t, page, tap.part))


# --- screens -----------------------------------------------------------------------------------------------------------


def term_screen(t: Texts, page: TermPage, part: int = 0) -> Screen:
    """The sums, then each day, newest first."""
    child = page.child
    title = t("family-attendance-title", own=int(child.own), whose=wording.whose(t, child))
    if page.place is None:
        text = f"{title}\n\n{t('family-nothing-missed')}"
        return Screen(text, kb.attendance(t, child.student_id, terms=(), parts=kb.Parts()))
    head: list[str] = [title, wording.span(t, page.place.span)]
    head += [*_sums(t, page.entries.missed), *_waiting(t, page.entries.waiting)]
    shown = wording.parted(head, _days(t, page.entries.missed), part=part)
    door = partial(kb.AttendanceIn, student_id=child.student_id, span_id=page.place.span.id)
    keyboard = kb.attendance(
        t,
        child.student_id,
        terms=wording.term_buttons(t, page.place),
        parts=shown.parts(door),
        missed=child if any(one.code in ABSENCES for one in page.entries.missed) else None,
    )
    return Screen(shown.text, keyboard)


def period_screen(t: Texts, page: PeriodPage, *, part: int, door: wording.Door) -> Screen:
    """The answer to «пропуски за неделю»."""
    child = page.child
    head = [
        t("family-attendance-title", own=int(child.own), whose=wording.whose(t, child)),
        wording.days(t, page.first, page.last),
        *_sums(t, page.entries.missed),
        *_waiting(t, page.entries.waiting),
    ]
    shown = wording.parted(head, _days(t, page.entries.missed), part=part)
    return Screen(shown.text, kb.answer(t, child.student_id, kind="attendance", parts=shown.parts(door)))


def _sums(t: Texts, missed: Iterable[Missed]) -> list[str]:
    """Lessons missed by reason; late is not absent."""
    counts = attendance.counts(missed)
    details = [t(f"family-missed-{WORDS[code]}", lessons=counts[code]) for code in ABSENCES if counts[code]]
    found: list[str] = []
    if details:
        total = sum(counts[code] for code in ABSENCES)
        found.append(t("family-missed", lessons=total, details=Markup(", ".join(details))))
    if counts[AttendanceCode.LATE]:
        found.append(t("family-late", lessons=counts[AttendanceCode.LATE]))
    return ["", *(found or [t("family-nothing-missed")])]


def _waiting(t: Texts, notes: Iterable[Waiting]) -> list[str]:
    """What was explained and is not accepted yet: until then the journal says «причина не указана»."""
    return [
        t("family-note-waiting", days=days(t, Days(note.first_on, note.last_on)), reason=note.reason.value)
        for note in notes
    ]


def _days(t: Texts, missed: Iterable[Missed]) -> list[str]:
    """«пн 23.11 — болезнь: 1. Алгебра, 2. Русский язык»."""
    found: list[str] = []
    for (day, code), lessons in groupby(missed, key=lambda one: (one.date, one.code)):
        each = [
            t("family-missed-lesson", period=str(one.period), subject=wording.named(one.subject)) for one in lessons
        ]
        why = t(f"family-why-{WORDS[code]}")
        found.append(t("family-missed-day", day=t.day(day), why=why, lessons=Markup(", ".join(each))))
    return found
