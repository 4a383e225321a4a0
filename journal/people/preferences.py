"""What one account chose for itself: how marks come, quiet hours, language, which menu, which child, what a child is called."""

from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from sqlalchemy import and_, or_, select, update

from db.engine import Session, insert
from db.people import Account, Guardian, MarksDelivery, Preference, Scope
from journal import access, typed
from journal.access import Actor, Role
from journal.operations import reminders
from journal.refusals import NotFound, Refusal, TooLong

ALIAS_LENGTH: Final = 30


class NoAlias(Refusal):
    """What was sent cannot be a name: nothing, or more than 30 characters."""

    key = "refusal-alias"


class Preferences(NamedTuple):
    """What was chosen; None is the school's default."""

    marks_delivery: MarksDelivery | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    every_lesson: bool = False
    tomorrow_at: time | None = None
    digest_on: int | None = None
    digest_at: time | None = None


async def of(session: Session, actor: Actor) -> Preferences:
    """The account's choices."""
    row = (
        await session.execute(
            select(*(getattr(Preference, name) for name in Preferences._fields)).where(
                Preference.account_id == actor.account_id
            )
        )
    ).one_or_none()
    return Preferences(*row) if row else Preferences()


async def choose_delivery(session: Session, actor: Actor, how: MarksDelivery, *, now: datetime) -> None:
    """How this adult wants marks to come (until chosen: at once).

    Whoever got the week only and will not any more gets what has not been told yet.
    """
    before = (await of(session, actor)).marks_delivery
    await _choose(session, actor, marks_delivery=how)
    if before is MarksDelivery.WEEKLY and how is not before:
        await reminders.ask_for(session, reminders.DIGEST, actor.account_id, now)


async def choose_tomorrow(session: Session, actor: Actor, at: time | None) -> None:
    """At what hour this account is told of tomorrow's homework; None: not at all."""
    await _choose(session, actor, tomorrow_at=at)


async def choose_digest(session: Session, actor: Actor, weekday: int, at: time) -> None:
    """On which evening the week comes, 1 = Monday."""
    await _choose(session, actor, digest_on=weekday, digest_at=at)


async def choose_quiet(session: Session, actor: Actor, begins: time, ends: time) -> None:
    """When this account's pushes are held, local time; equal hours hold nothing."""
    await _choose(session, actor, quiet_from=begins, quiet_to=ends)


async def choose_every_lesson(session: Session, actor: Actor, *, wanted: bool) -> None:
    """Whether a teacher is reminded after every lesson, or only after the last."""
    await _choose(session, actor, every_lesson=wanted)


async def choose_role(session: Session, actor: Actor, role: Role) -> None:
    """Whose menu is shown. It gives no right: one who is not in that role gets the next best menu."""
    await _choose(session, actor, menu_role=role.value)


async def choose_child(session: Session, actor: Actor, student_id: int, *, today: date) -> None:
    """Whose screens the menu opens; NotFound for a child of somebody else's."""
    await access.child(session, actor, student_id, today)
    await _choose(session, actor, child_id=student_id)


async def choose_language(session: Session, actor: Actor, language: str) -> None:
    """The language of screens and pushes."""
    await session.execute(update(Account).where(Account.id == actor.account_id).values(language=language))


def alias_in(text: str) -> str:
    """A name out of what was typed, on one line. Raises NoAlias for nothing to be seen and for over 30 characters."""
    try:
        alias = typed.line(text, ALIAS_LENGTH)
    except TooLong:
        raise NoAlias(limit=ALIAS_LENGTH) from None
    if not alias:
        raise NoAlias(limit=ALIAS_LENGTH)
    return alias


async def choose_alias(session: Session, actor: Actor, *, student_id: int, alias: str) -> None:
    """What this guardian's pushes call the child; empty: the first name. NotFound for a child of another's."""
    own = [
        and_(Guardian.person_id == grant.person_id, Guardian.student_id == grant.student_id)
        for grant in actor.grants
        if grant.scope is Scope.GUARDIAN and grant.student_id == student_id
    ]
    if not own:
        raise NotFound
    named = await session.scalars(update(Guardian).where(or_(*own)).values(alias=alias).returning(Guardian.id))
    if not named.all():
        raise NotFound


async def _choose(session: Session, actor: Actor, **chosen: Any) -> None:
    if not actor.account_id:
        raise NotFound
    statement = insert(session, Preference).values(account_id=actor.account_id, **chosen)
    await session.execute(statement.on_conflict_do_update(index_elements=[Preference.account_id], set_=chosen))
