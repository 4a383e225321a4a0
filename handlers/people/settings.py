"""`⚙️ Настройки`: how pushes come, the language, the menu, what a child is called, consent, signing out."""

from datetime import datetime, time
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database, Session
from db.people import MarksDelivery
from handlers import menu
from handlers.filters import Prefixes, Tap
from handlers.menu import Screen
from handlers.reading import Reader
from handlers.screen import show
from journal import access, rules
from journal.access import Actor, Role
from journal.operations import drafts, recipients
from journal.operations.drafts import DraftFacts
from journal.people import closing, consents, preferences, roles
from journal.people.preferences import Preferences
from journal.refusals import NotFound
from keyboards.people import settings as kb
from keyboards.people.settings import Choice
from keyboards.sections import SettingsOf
from locales import Markup, Texts, texts

router = Router(name="settings")
router.callback_query.filter(
    Prefixes(
        *(SettingsOf, kb.Choose, kb.SetDelivery, kb.SetQuiet, kb.SetEveryLesson, kb.SetTomorrow, kb.SetDigest),
        *(
            kb.SetLanguage,
            kb.AliasOf,
            kb.TakeAlias,
            kb.DropAlias,
            kb.FirstName,
            kb.WithdrawConsent,
            kb.Withdraw,
            kb.SignOut,
        ),
    )
)

ALIAS: Final = "alias"


@router.callback_query(Tap(SettingsOf))
async def settings(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Everything that is set, and what can be."""
    async with db.read() as session:
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.Choose))
async def choose(query: CallbackQuery, tap: kb.Choose, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One page: what is chosen now, and what else there is."""
    async with db.read() as session:
        chosen = await preferences.of(session, actor)
        school = rules.of(session)
        standing = await roles.standing(session, actor, now.date()) if tap.what is Choice.ROLE else None
    match tap.what:
        case Choice.DELIVERY:
            keyboard = kb.delivery(t, chosen.marks_delivery or MarksDelivery.NOW)
        case Choice.QUIET:
            keyboard = kb.quiet(t, chosen.quiet_from or school.quiet_from, chosen.quiet_to or school.quiet_to)
        case Choice.LESSONS:
            keyboard = kb.lessons(t, every=chosen.every_lesson)
        case Choice.TOMORROW:
            keyboard = kb.tomorrow(t, chosen.tomorrow_at)
        case Choice.DIGEST:
            keyboard = kb.digest(t, *_evening(chosen))
        case Choice.LANGUAGE:
            keyboard = kb.language(t)
        case Choice.ROLE:
            hats = menu.hats(standing) if standing else []
            keyboard = kb.roles(t, hats, menu.hat(standing.role, standing.roles) if standing else None)
        case Choice.LEAVING:
            keyboard = kb.leaving(t)
    await show(query, t(f"people-about-{tap.what.value}"), keyboard)


@router.callback_query(Tap(kb.SetDelivery))
async def set_delivery(
    query: CallbackQuery, tap: kb.SetDelivery, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """How marks come."""
    async with db.write() as session:
        await preferences.choose_delivery(session, actor, tap.how, now=now)
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.SetQuiet))
async def set_quiet(
    query: CallbackQuery, tap: kb.SetQuiet, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The quiet hours."""
    async with db.write() as session:
        await preferences.choose_quiet(session, actor, time(tap.begins), time(tap.ends))
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.SetEveryLesson))
async def set_every_lesson(
    query: CallbackQuery, tap: kb.SetEveryLesson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """When a teacher is reminded."""
    async with db.write() as session:
        await preferences.choose_every_lesson(session, actor, wanted=tap.wanted)
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.SetTomorrow))
async def set_tomorrow(
    query: CallbackQuery, tap: kb.SetTomorrow, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """When tomorrow's homework comes, if at all."""
    async with db.write() as session:
        await preferences.choose_tomorrow(session, actor, None if tap.hour is None else time(tap.hour))
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.SetDigest))
async def set_digest(
    query: CallbackQuery, tap: kb.SetDigest, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """When the week comes."""
    async with db.write() as session:
        await preferences.choose_digest(session, actor, tap.weekday, time(tap.hour))
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.SetLanguage))
async def set_language(query: CallbackQuery, tap: kb.SetLanguage, actor: Actor, db: Database, now: datetime) -> None:
    """The language, from this screen on."""
    async with db.write() as session:
        await preferences.choose_language(session, actor, tap.language)
        screen = await _page(session, actor, texts(tap.language), now)
    await show(query, *screen)


@router.callback_query(Tap(kb.AliasOf))
async def ask_alias(query: CallbackQuery, tap: kb.AliasOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Ask what to call the child; the next text is the answer."""
    async with db.write() as session:
        child = await access.child(session, actor, tap.student_id, now.date())
        screen = query.message.message_id if query.message else None
        await drafts.put(session, actor, kind=ALIAS, payload={"student_id": child.student_id}, screen=screen, now=now)
    text = t("people-alias-ask", child=child.given_name, limit=preferences.ALIAS_LENGTH)
    await show(query, text, kb.alias(t, child.student_id, named=bool(child.alias)))


async def read_alias(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Is this text the name? Somebody may have left the question long ago and be asking about homework."""
    alias = preferences.alias_in(message.text or "")
    async with db.write() as session:
        payload = {"student_id": draft.payload["student_id"], "alias": alias}
        kept = await drafts.put(session, actor, kind=ALIAS, payload=payload, screen=None, now=now)
    await show(message, t("people-alias-sure", alias=alias), kb.alias_sure(t, draft_id=kept.id, version=kept.version))


@router.callback_query(Tap(kb.TakeAlias))
async def take_alias(
    query: CallbackQuery, tap: kb.TakeAlias, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """It is what the child is called in pushes."""
    async with db.write() as session:
        draft = await drafts.take(session, actor, draft_id=tap.draft_id, version=tap.version)
        if draft.kind != ALIAS or "alias" not in draft.payload:
            raise NotFound
        student_id, alias = int(draft.payload["student_id"]), str(draft.payload["alias"])
        await preferences.choose_alias(session, actor, student_id=student_id, alias=alias)
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.DropAlias))
async def drop_alias(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Nothing is asked any more."""
    async with db.write() as session:
        await drafts.drop(session, actor)
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.FirstName))
async def first_name(
    query: CallbackQuery, tap: kb.FirstName, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The first name again."""
    async with db.write() as session:
        await preferences.choose_alias(session, actor, student_id=tap.student_id, alias="")
        await drafts.drop(session, actor)
        screen = await _page(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.WithdrawConsent))
async def ask_withdrawal(
    query: CallbackQuery, tap: kb.WithdrawConsent, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What withdrawing means, and whether it is meant."""
    async with db.read() as session:
        child = await access.child(session, actor, tap.student_id, now.date())
    await show(query, t("people-withdraw-ask", child=child.given_name), kb.withdrawing(t, child.student_id))


@router.callback_query(Tap(kb.Withdraw))
async def withdraw(query: CallbackQuery, tap: kb.Withdraw, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """From now on nothing about the child is shown or sent to this guardian."""
    async with db.write() as session:
        await consents.withdraw(session, actor, student_id=tap.student_id, now=now)
        screen = await menu.menu(session, actor, t, now)
    await show(query, Markup("\n\n".join([t("people-withdrawn"), screen.text])), screen.keyboard)


@router.callback_query(Tap(kb.SignOut))
async def sign_out(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The account is a stranger's again."""
    async with db.write() as session:
        await closing.sign_out(session, actor, now=now)
    await show(query, t("people-signed-out"))


async def _page(session: Session, actor: Actor, t: Texts, now: datetime) -> Screen:
    """What is set, a line each."""
    chosen = await preferences.of(session, actor)
    standing = await roles.standing(session, actor, now.date())
    ties = await consents.ties(session, actor)
    school = rules.of(session)
    begins, ends = chosen.quiet_from or school.quiet_from, chosen.quiet_to or school.quiet_to
    who = kb.For(
        Role.GUARDIAN in standing.roles,
        Role.STUDENT in standing.roles,
        Role.TEACHER in standing.roles,
        weekly=chosen.marks_delivery is MarksDelivery.WEEKLY,
    )
    hours = (
        t.label("people-hours-none")
        if begins == ends
        else t.label("people-hours", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")
    )
    lines = [t("people-settings")]
    if who.guardian:
        how = chosen.marks_delivery or MarksDelivery.NOW
        lines.append(t("people-set-delivery", how=t.label(f"people-come-{how.value}")))
    if who.guardian and who.weekly:
        weekday, at = _evening(chosen)
        lines.append(t("people-set-digest", when=t.label("people-week-at", weekday=weekday, clock=f"{at:%H:%M}")))
    if who.guardian or who.student:
        said = f"{chosen.tomorrow_at:%H:%M}" if chosen.tomorrow_at else t.label("people-tomorrow-never")
        lines.append(t("people-set-tomorrow", said=said))
    lines.append(t("people-set-quiet", hours=hours))
    if who.teacher:
        lines.append(t("people-set-lessons", every=int(chosen.every_lesson)))
    lines.append(t("people-set-language", language=t.label("people-language-name")))
    keyboard = kb.page(t, who=who, hats=menu.hats(standing), ties=ties)
    return Screen(Markup("\n".join(lines)), keyboard)


def _evening(chosen: Preferences) -> tuple[int, time]:
    """When the week comes."""
    return chosen.digest_on or recipients.DIGEST_ON, chosen.digest_at or recipients.DIGEST_AT


READERS: Final[dict[str, Reader]] = {ALIAS: read_alias}
