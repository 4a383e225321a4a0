"""The menus: a role's sections, the day's work of a teacher, the chosen child of a family; and what stands where to help."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from db.engine import Database, Session
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal import access
from journal.access import Actor, Child, Role
from journal.family import missed_out
from journal.lessons import day
from journal.lessons.day import Stage
from journal.people import consents, preferences, roles
from journal.people.roles import Standing
from keyboards import menu as kb
from keyboards.sections import ChildMenu, Help, Menu
from locales import Markup, Texts

router = Router(name="menu")
router.callback_query.filter(Prefixes(Menu, ChildMenu, Help, kb.MenuOf))


class Screen(NamedTuple):
    """A text with its buttons."""

    text: str
    keyboard: InlineKeyboardMarkup


@router.message(Command("menu"))
async def say_menu(message: Message, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The menu, as a new message."""
    async with db.read() as session:
        screen = await menu(session, actor, t, now)
    await show(message, *screen)


@router.callback_query(Tap(Menu))
async def show_menu(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The menu, in place of the screen."""
    async with db.read() as session:
        screen = await menu(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.MenuOf))
async def choose_role(
    query: CallbackQuery, tap: kb.MenuOf, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Another role's menu, from now on."""
    async with db.write() as session:
        await preferences.choose_role(session, actor, tap.role)
        screen = await menu(session, actor, t, now)
    await show(query, *screen)


@router.callback_query(Tap(ChildMenu))
async def choose_child(
    query: CallbackQuery, tap: ChildMenu, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A child's screens; the menu opens this child from now on."""
    async with db.read() as session:
        child = await access.child(session, actor, tap.student_id, now.date())
        standing = await roles.standing(session, actor, now.date())
        siblings = await access.children(session, actor, now.date())
        back = await missed_out.is_due(session, child, now=now)
    if standing.child_id != child.student_id:
        async with db.write() as session:
            await preferences.choose_child(session, actor, child.student_id, today=now.date())
    await show(query, *_family(t, standing, child, siblings, back=back))


@router.message(Command("help"))
async def say_help(message: Message, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What can be done here, for the role."""
    async with db.read() as session:
        standing = await roles.standing(session, actor, now.date())
    await show(message, *_help(t, standing))


@router.callback_query(Tap(Help))
async def show_help(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What can be done here, for the role."""
    async with db.read() as session:
        standing = await roles.standing(session, actor, now.date())
    await show(query, *_help(t, standing))


# --- screens -----------------------------------------------------------------------------------------------------------


async def menu(session: Session, actor: Actor, t: Texts, now: datetime) -> Screen:
    """The menu of the chosen role, with what is there of its day."""
    standing = await roles.standing(session, actor, now.date())
    match hat(standing.role, standing.roles):
        case Role.TEACHER:
            return await _teacher(session, actor, t, standing, now)
        case Role.HOMEROOM_TEACHER:
            keyboard = kb.homeroom(t, class_id=standing.class_id, others=others(standing))
            return Screen(_head(t, standing), keyboard)
        case Role.DEPUTY_HEAD:
            return Screen(_head(t, standing), kb.deputy_head(t, today=now.date(), others=others(standing)))
        case Role.COORDINATOR:
            return Screen(_head(t, standing), kb.coordinator(t, others=others(standing)))
        case Role.GUARDIAN | Role.STUDENT:
            return await _children(session, actor, t, standing, now)
    return Screen(t("menu-nobody"), kb.home(t))


def hat(role: Role | None, held: Sequence[Role]) -> Role | None:
    """Whose menu a role has: a homeroom teacher who teaches finds the own class in the teacher's."""
    return Role.TEACHER if role is Role.HOMEROOM_TEACHER and Role.TEACHER in held else role


def hats(standing: Standing) -> list[Role]:
    """The menus there are for a person."""
    return list(dict.fromkeys(it for role in standing.roles if (it := hat(role, standing.roles)) is not None))


def others(standing: Standing) -> list[Role]:
    """The menus to switch to."""
    return [role for role in hats(standing) if role is not hat(standing.role, standing.roles)]


async def _teacher(session: Session, actor: Actor, t: Texts, standing: Standing, now: datetime) -> Screen:
    """The lessons of today, and the one that is to be filled first."""
    today = await day.of_day(session, actor, now.date(), now=now)
    unfilled = await day.unfilled_count(session, actor, now)
    held = [lesson for lesson in today.lessons if day.stage(lesson, now) is not Stage.CANCELLED]
    by_stage = {stage: [it for it in held if day.stage(it, now) is stage] for stage in (Stage.DUE, Stage.NOW)}
    at_hand = next(iter(by_stage[Stage.DUE] + by_stage[Stage.NOW]), None)
    lines = [_head(t, standing), "", t("menu-lessons", day=t.day_heading(now.date()), count=len(held))]
    if by_stage[Stage.DUE]:
        lines.append(t("menu-first-unfilled", lesson=kb.lesson(t, by_stage[Stage.DUE][0])))
    elif unfilled:
        lines.append(t("menu-unfilled-before", count=unfilled))
    keyboard = kb.teacher(
        t,
        today=now.date(),
        unfilled=unfilled,
        class_id=standing.class_id,
        at_hand=at_hand,
        others=others(standing),
        substitutions=standing.substitutions,
    )
    return Screen(Markup("\n".join(lines)), keyboard)


async def _children(session: Session, actor: Actor, t: Texts, standing: Standing, now: datetime) -> Screen:
    """The chosen child's menu. Without any consent nothing is shown of a child, and it is said why."""
    ties = await consents.ties(session, actor)
    asking = [tie.student_id for tie in ties if tie.asks]
    children = await access.children(session, actor, now.date())
    family = [child for child in children if child.own is (standing.role is Role.STUDENT)]
    if family:
        chosen = next((child for child in family if child.student_id == standing.child_id), family[0])
        back = await missed_out.is_due(session, chosen, now=now)
        return _family(t, standing, chosen, family, asking, back=back)
    why = "menu-consent-needed" if asking else "menu-consent-of-others"
    text = Markup("\n".join([_head(t, standing), "", t(why)]))
    return Screen(text, kb.nothing_open(t, asking=asking, others=others(standing)))


def _family(
    t: Texts,
    standing: Standing,
    child: Child,
    siblings: Sequence[Child],
    asking: Sequence[int] = (),
    *,
    back: bool,
) -> Screen:
    """One child's sections."""
    form = f"{child.grade}{child.letter}" if child.grade else t.label("menu-left")
    if child.own:
        text = t("menu-own", name=f"{child.surname} {child.given_name}", form=form)
        others_of_family: Sequence[Child] = ()
    else:
        lines = [_head(t, standing, Role.GUARDIAN), "", t("menu-of-child", name=child.given_name, form=form)]
        text, others_of_family = Markup("\n".join(lines)), [it for it in siblings if not it.own]
    keyboard = kb.family(
        t,
        child,
        siblings=others_of_family if len(others_of_family) > 1 else (),
        asking=asking,
        others=others(standing),
        back=back,
    )
    return Screen(text, keyboard)


def _head(t: Texts, standing: Standing, role: Role | None = None) -> Markup:
    """Who one is, in which role."""
    role = role or hat(standing.role, standing.roles)
    if role is None or role not in standing.names:
        return t("menu-nobody")
    return t("menu-head", name=standing.names[role], role=t.label(f"menu-role-{role.value}"))


def _help(t: Texts, standing: Standing) -> Screen:
    role = hat(standing.role, standing.roles)
    return Screen(t(f"menu-help-{role.value}") if role else t("menu-nobody"), kb.home(t))
