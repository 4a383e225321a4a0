"""`👥 Мой класс`, `🎟 Приглашения`, `🛠 Школа` → people, and the deputy head's `🏫 Классы`: who is connected and who is not."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database, Session
from db.people import Duty
from handlers.filters import Prefixes, Tap
from handlers.menu import Screen
from handlers.people import wording
from handlers.screen import show
from journal import access
from journal.absences.week import monday_of
from journal.access import Actor
from journal.operations import unreachable
from journal.people import directory
from keyboards.people import cards
from keyboards.people import directory as kb
from keyboards.sections import Classes, MyClass
from locales import Markup, Texts

router = Router(name="directory")
router.callback_query.filter(
    Prefixes(
        *(MyClass, kb.Invitations, kb.Undelivered, kb.ClassStudent),
        *(kb.School, kb.StaffList, kb.StaffMember, Classes),
    )
)


@router.callback_query(Tap(MyClass))
async def my_class(query: CallbackQuery, tap: MyClass, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The list of the own class."""
    async with db.read() as session:
        school_class, lines = await directory.class_list(session, actor, tap.class_id, now)
        led = await access.classes_led(session, actor, now.date())
    others = [other for other in led if other.id != school_class.id]
    keyboard = kb.class_list(t, school_class, lines, others=others, monday=monday_of(now.date()))
    await show(query, wording.class_list(t, school_class, lines), keyboard)


@router.callback_query(Tap(kb.Invitations))
async def invitations(
    query: CallbackQuery, tap: kb.Invitations, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The families of whom nobody has ever connected."""
    async with db.read() as session:
        school_class, lines = await directory.class_list(session, actor, tap.class_id, now)
    missing = [line for line in lines if not line.adults_connected]
    never = sum(not line.ever for line in missing)
    text = t("people-missing", name=school_class.name, missing=len(missing), never=never)
    await show(query, text, kb.invitations(t, school_class, missing))


@router.callback_query(Tap(kb.Undelivered))
async def undelivered(
    query: CallbackQuery, tap: kb.Undelivered, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Who cannot be written to, since when, and what helps."""
    async with db.read() as session:
        school_class, found = await unreachable.of_class(session, actor, tap.class_id, today=now.date())
    await show(query, wording.undelivered(t, school_class, found, now), kb.undelivered(t, school_class))


@router.callback_query(Tap(kb.ClassStudent))
async def student(
    query: CallbackQuery, tap: kb.ClassStudent, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A student's card."""
    async with db.read() as session:
        screen = await family(session, actor, t, tap.class_id, tap.student_id, now)
    await show(query, *screen)


@router.callback_query(Tap(kb.School))
async def school(query: CallbackQuery, actor: Actor, db: Database, t: Texts) -> None:
    """What a coordinator keeps."""
    async with db.read() as session:
        await access.on_duty(session, actor, Duty.COORDINATOR)
    await show(query, t("people-school"), kb.school(t))


@router.callback_query(Tap(kb.StaffList))
async def staff(query: CallbackQuery, tap: kb.StaffList, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A page of the staff."""
    async with db.read() as session:
        page = await directory.staff_page(session, actor, tap.page, now)
    text = t(
        "people-staff-head",
        total=page.total,
        connected=page.connected,
        page=str(page.page + 1),
        pages=str(page.pages),
    )
    await show(query, text, kb.staff_list(t, page))


@router.callback_query(Tap(kb.StaffMember))
async def staff_member(
    query: CallbackQuery, tap: kb.StaffMember, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """A member of staff."""
    async with db.read() as session:
        screen = await member(session, actor, t, tap.person_id, now)
    await show(query, *screen)


@router.callback_query(Tap(Classes))
async def classes(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Every class of the year: who leads it, how many families are connected."""
    async with db.read() as session:
        found = await directory.classes(session, actor, now)
    lines = [
        t("people-overview", name=it.name, homeroom=it.homeroom or "—", families=str(it.families), students=it.students)
        for it in found
    ]
    text = Markup("\n".join([t("people-overview-head"), "", *lines])) if lines else t("people-overview-none")
    await show(query, text, kb.classes(t, monday=monday_of(now.date())))


# --- screens -----------------------------------------------------------------------------------------------------------


async def family(session: Session, actor: Actor, t: Texts, class_id: int, student_id: int, now: datetime) -> Screen:
    """The card of a student of the own class."""
    school_class, reaches = await directory.family(session, actor, class_id=class_id, student_id=student_id, now=now)
    text = wording.family(t, school_class, reaches, now)
    return Screen(text, cards.family_card(t, school_class, student_id, reaches))


async def member(session: Session, actor: Actor, t: Texts, person_id: int, now: datetime) -> Screen:
    """The card of a member of staff."""
    reach, duties = await directory.staff_card(session, actor, person_id, now)
    lines = [wording.reach(t, reach, now)]
    if duties:
        named = ", ".join(t.label(f"people-duty-{duty.value}") for duty in duties)
        lines.append(t("people-duties", duties=named))
    return Screen(Markup("\n".join(lines)), cards.staff_card(t, reach, own=person_id == actor.staff_id))
