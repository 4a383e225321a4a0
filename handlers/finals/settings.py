"""`⚖️ Как считаем`: averages of the school and of a subject, and the school's other decisions about finals."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.screen import show
from journal.access import Actor
from journal.finals import rules
from journal.finals.rules import Page
from keyboards.data import clip
from keyboards.finals import settings as kb
from locales import Texts

router = Router(name="rules of finals")
router.callback_query.filter(Prefixes(kb.RulesOf, kb.RulesSubjects, kb.SetAveraging, kb.Decide, kb.HalfYears))


@router.callback_query(Tap(kb.RulesOf))
async def of(query: CallbackQuery, tap: kb.RulesOf, actor: Actor, db: Database, t: Texts) -> None:
    """What is in force."""
    async with db.read() as session:
        shown = await rules.page(session, actor)
    await show(query, *_screen(t, shown, tap.subject_id))


@router.callback_query(Tap(kb.RulesSubjects))
async def subjects(query: CallbackQuery, actor: Actor, db: Database, t: Texts) -> None:
    """The subjects, those with a way of their own marked."""
    async with db.read() as session:
        shown = await rules.page(session, actor)
    await show(query, t("finals-rules-which"), kb.subjects(t, shown))


@router.callback_query(Tap(kb.SetAveraging))
async def set_averaging(
    query: CallbackQuery, tap: kb.SetAveraging, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Of the school or of a subject."""
    async with db.write() as session:
        shown = await rules.set_averaging(
            session,
            actor,
            tap.subject_id,
            weights=bool(tap.weights),
            harder=bool(tap.harder),
            own=bool(tap.own),
            now=now,
        )
    await show(query, *_screen(t, shown, tap.subject_id))


@router.callback_query(Tap(kb.Decide))
async def decide(query: CallbackQuery, tap: kb.Decide, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One of the other decisions."""
    flag = bool(tap.value)
    async with db.write() as session:
        shown = await rules.decide(
            session,
            actor,
            attestation_counts=flag if tap.what == "pa" else None,
            enough=flag if tap.what == "few" else None,
            deadline_days=tap.value if tap.what == "days" else None,
            now=now,
        )
    await show(query, *_screen(t, shown, 0))


@router.callback_query(Tap(kb.HalfYears))
async def half_years(
    query: CallbackQuery, tap: kb.HalfYears, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Whether a subject's courses of one hour a week are assessed by half-years."""
    async with db.write() as session:
        shown = await rules.decide(session, actor, half_year=(tap.subject_id, bool(tap.on)), now=now)
    await show(query, *_screen(t, shown, tap.subject_id))


def _screen(t: Texts, shown: Page, subject_id: int) -> Screen:
    """What is in force, for the school or a subject."""
    known = shown.rules
    averaging = known.averaging(subject_id) if subject_id else known.school
    head = t("finals-rules-of", subject=clip(shown.name(subject_id))) if subject_id else t("finals-rules-title")
    lines: list[str] = [head]
    if subject_id and subject_id not in known.subjects:
        lines.append(t("finals-rules-as-school"))
    key = "finals-rules-weighed" if averaging.weights else "finals-rules-simple"
    lines += [t(key), t("finals-rules-thresholds", thresholds=kb.thresholds(t, averaging))]
    if not subject_id:
        lines.append(t("finals-rules-deadline", days=known.deadline_days))
        own_way = [name for key_, name in shown.subjects if key_ in known.subjects]
        if own_way:
            lines.append(t("finals-rules-own", subjects=clip(", ".join(own_way), 600)))
    return Screen("\n".join(lines), kb.rules(t, shown, subject_id))
