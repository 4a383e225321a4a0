"""Codes and connections: issue, end, close with a reason, report, confirm."""

from datetime import datetime

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from db.engine import Database, Session
from db.people import Scope
from handlers.filters import Prefixes, Tap
from handlers.menu import Screen
from handlers.people import directory
from handlers.screen import show
from journal.access import Actor
from journal.people import access_news, binding, closing, invites
from journal.people.access_news import Story
from journal.people.invites import Issued
from keyboards.data import markup
from keyboards.menu import home
from keyboards.people import access as kb
from locales import Markup, Texts

router = Router(name="access")
router.callback_query.filter(
    Prefixes(kb.IssueCode, kb.EndCode, kb.CloseAccess, kb.CloseBecause, kb.ReportAccess, kb.LetIn, kb.TurnAway)
)


@router.callback_query(Tap(kb.IssueCode))
async def issue(
    query: CallbackQuery, tap: kb.IssueCode, actor: Actor, db: Database, t: Texts, now: datetime, bot: Bot
) -> None:
    """A new code, as a message of its own that can be handed on; the card shows that it is out."""
    child = tap.student_id if tap.scope is Scope.GUARDIAN else None
    async with db.write() as session:
        issued = await invites.issue(
            session, actor, person_id=tap.person_id, scope=tap.scope, student_id=child, now=now, after=tap.after
        )
        story = await access_news.about_invite(session, actor, issued.invite_id, now.date())
        screen = await _card(session, actor, t, story, now)
    name = (await bot.me()).username or ""
    await bot.send_message(query.from_user.id, _invitation(t, issued, story, name))
    await show(query, *screen)


@router.callback_query(Tap(kb.EndCode))
async def end_code(query: CallbackQuery, tap: kb.EndCode, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The code works no more."""
    async with db.write() as session:
        await invites.revoke(session, actor, invite_id=tap.invite_id, now=now)
        story = await access_news.about_invite(session, actor, tap.invite_id, now.date())
        screen = await _card(session, actor, t, story, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.CloseAccess))
async def ask_reason(
    query: CallbackQuery, tap: kb.CloseAccess, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """`Отозвать`: why? The answer is the confirmation."""
    async with db.read() as session:
        story = await access_news.about_grant(session, actor, tap.grant_id, now.date())
    await show(query, t("people-close-why", who=kb.who(t, story)), kb.reasons(t, story))


@router.callback_query(Tap(kb.CloseBecause))
async def close(
    query: CallbackQuery, tap: kb.CloseBecause, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The access is closed, from the account's next tap."""
    async with db.write() as session:
        await closing.close(session, actor, grant_id=tap.grant_id, reason=tap.reason, now=now)
        story = await access_news.about_grant(session, actor, tap.grant_id, now.date())
    await show(query, t("people-access-closed", who=kb.who(t, story)), markup(kb.card_of(t, story)))


@router.callback_query(Tap(kb.ReportAccess))
async def report(
    query: CallbackQuery, tap: kb.ReportAccess, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The homeroom teacher hears that an adult of the child does not know of a connection."""
    async with db.write() as session:
        await access_news.report(session, actor, grant_id=tap.grant_id, now=now)
    await show(query, t("people-report-sent"), home(t))


@router.callback_query(Tap(kb.LetIn))
async def let_in(query: CallbackQuery, tap: kb.LetIn, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A binding that waited takes place."""
    async with db.write() as session:
        await binding.let_in(session, actor, invite_id=tap.invite_id, now=now)
        story = await access_news.about_invite(session, actor, tap.invite_id, now.date())
    await show(query, t("people-is-in", who=kb.who(t, story)), markup(kb.card_of(t, story)))


@router.callback_query(Tap(kb.TurnAway))
async def turn_away(
    query: CallbackQuery, tap: kb.TurnAway, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A binding that waited does not take place, and its code ends."""
    async with db.write() as session:
        await binding.turn_away(session, actor, invite_id=tap.invite_id, now=now)
        story = await access_news.about_invite(session, actor, tap.invite_id, now.date())
    await show(query, t("people-is-turned-away", who=kb.who(t, story)), markup(kb.card_of(t, story)))


async def _card(session: Session, actor: Actor, t: Texts, story: Story, now: datetime) -> Screen:
    """The card that the buttons stand on, as it is now."""
    if story.scope is Scope.STAFF:
        return await directory.member(session, actor, t, story.person_id, now)
    return await directory.family(session, actor, t, story.class_id, story.student_id, now)


def _invitation(t: Texts, issued: Issued, story: Story, username: str) -> Markup:
    """What to hand on: for whom, the link, the code to type, until when."""
    return t(
        "people-invitation",
        who=kb.who(t, story),
        link=f"https://t.me/{username}?start={issued.link_payload}",
        bot=username,
        code=issued.code,
        day=t.day(issued.expires_at.date()),
    )
