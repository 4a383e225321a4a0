"""`🎓 Аттестат` of a deputy head: what the certificate of a grade is made of."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.screen import place, show
from journal.access import Actor
from journal.finals import arithmetic, certificate
from journal.finals.certificate import Page, Rule
from journal.operations.drafts import DraftFacts
from journal.typed import is_seen
from keyboards.data import clip
from keyboards.finals import certificate as kb
from keyboards.finals.settings import Certificate
from locales import Texts

router = Router(name="certificate")
router.callback_query.filter(Prefixes(Certificate, kb.NewRule, kb.RuleOf, kb.Join, kb.SetFormula, kb.AskName))


@router.callback_query(Tap(Certificate))
async def of(query: CallbackQuery, tap: Certificate, actor: Actor, db: Database, t: Texts) -> None:
    """The rules of a grade."""
    async with db.write() as session:
        shown = await certificate.leave(session, actor, tap.grade)
    await show(query, *_grade(t, shown))


@router.callback_query(Tap(kb.NewRule))
async def new(query: CallbackQuery, tap: kb.NewRule, actor: Actor, db: Database, t: Texts) -> None:
    """Which subject is made of others."""
    async with db.read() as session:
        shown = await certificate.page(session, actor, tap.grade)
    await show(query, t("certificate-which", grade=str(shown.grade)), kb.new(t, shown))


@router.callback_query(Tap(kb.RuleOf))
async def one(query: CallbackQuery, tap: kb.RuleOf, actor: Actor, db: Database, t: Texts) -> None:
    """One subject of the certificate."""
    async with db.read() as session:
        shown = await certificate.page(session, actor, tap.grade)
        rule = shown.rule(tap.subject_id)
    await show(query, *_rule(t, shown, rule))


@router.callback_query(Tap(kb.Join))
async def join(query: CallbackQuery, tap: kb.Join, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Whether a subject goes into it."""
    async with db.write() as session:
        shown = await certificate.join(
            session,
            actor,
            grade=tap.grade,
            subject_id=tap.subject_id,
            part_id=tap.part_id,
            joined=bool(tap.joined),
            now=now,
        )
    await show(query, *_rule(t, shown, shown.rule(tap.subject_id)))


@router.callback_query(Tap(kb.SetFormula))
async def choose(query: CallbackQuery, tap: kb.SetFormula, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """How it is reckoned."""
    async with db.write() as session:
        shown = await certificate.choose(
            session, actor, grade=tap.grade, subject_id=tap.subject_id, formula=tap.formula, now=now
        )
    await show(query, *_rule(t, shown, shown.rule(tap.subject_id)))


@router.callback_query(Tap(kb.AskName))
async def ask_name(query: CallbackQuery, tap: kb.AskName, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next message is the subject's name."""
    async with db.write() as session:
        shown = await certificate.ask_name(session, actor, tap.grade, screen=place(query), now=now)
    await show(query, t("certificate-name-ask"), kb.naming_it(t, shown))


async def read_name(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What the certificate calls a subject."""
    if not is_seen(message.text or ""):
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        shown, rule = await certificate.give_name(session, actor, draft, message.text or "", now=now)
    await show(message, *_rule(t, shown, rule))


def _grade(t: Texts, shown: Page) -> Screen:
    lines: list[str] = [t("certificate-title", grade=str(shown.grade))]
    lines += [
        t(
            "certificate-line",
            subject=clip(it.subject),
            parts=_parts(shown, it),
            how=t.label(f"certificate-by-{it.formula}"),
        )
        for it in shown.rules
    ]
    lines += ["", t("certificate-others", how=t.label(f"certificate-by-{arithmetic.usual(shown.grade)}"))]
    return Screen("\n".join(lines), kb.grade(t, shown))


def _rule(t: Texts, shown: Page, rule: Rule) -> Screen:
    lines: list[str] = [t("certificate-rule", subject=clip(rule.subject), grade=str(shown.grade))]
    lines.append(t("certificate-made-of", parts=_parts(shown, rule)) if rule.parts else t("certificate-own"))
    lines += ["", t("certificate-hint")]
    return Screen("\n".join(lines), kb.rule(t, shown, rule))


def _parts(shown: Page, rule: Rule) -> str:
    return clip(", ".join(shown.name(part) for part in rule.parts), 300)
