"""Who hears of codes and bindings (G32): promised in the operation's own transaction, put together when it is sent."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, exists, literal, or_, select
from sqlalchemy.orm import aliased

from db.engine import Session, insert
from db.operations import Notice, NoticeKind, NoticeState
from db.people import (
    ClassLead,
    Enrolment,
    Grant,
    Guardian,
    Invite,
    Person,
    SchoolClass,
    Scope,
    Student,
)
from journal import access
from journal.access import Actor, during
from journal.notices import PENDING
from journal.refusals import NotFound


class News(StrEnum):
    """What there is to hear: the word kept in `Notice.facts["event"]`."""

    BOUND = "bound"
    """To who may take it back: this person connected. With «Отозвать»."""
    NEIGHBOUR = "neighbour"
    """To the child's other adults: somebody connected, without a name. With «Сообщить классному руководителю»."""
    MOVED = "moved"
    """To the account that had this access before."""
    REUSED = "reused"
    """To the issuer: somebody else sent a code that was used already."""
    WAITS = "waits"
    """To who may issue it: a binding waits for a button."""
    LET_IN = "let_in"
    """To who waited."""
    REPORTED = "reported"
    """To the homeroom teacher: an adult of the child does not know of this connection."""


class Story(NamedTuple):
    """A piece of news with the names of today; nothing of it is stored in the notice."""

    event: News
    grant_id: int = 0
    invite_id: int = 0
    scope: Scope = Scope.STAFF
    person_id: int = 0
    person: str = ""
    kinship: str = ""
    student_id: int = 0
    child: str = ""
    class_id: int = 0
    class_name: str = ""


# --- promising ---------------------------------------------------------------------------------------------------------


async def bound(
    session: Session,
    grant_id: int,
    account_id: int,
    issued_by: int | None,
    child_id: int | None,
    *,
    moved_from: Iterable[int],
    now: datetime,
) -> None:
    """A scope was bound to an account: its admitters, the child's other adults and the account before it hear of it."""
    adults = select(Grant.account_id, literal(News.NEIGHBOUR.value)).where(
        Grant.scope == Scope.GUARDIAN,
        Grant.student_id == child_id,
        Grant.ended_at.is_(None),
        Grant.id != grant_id,
    )
    admitters = _admitters(issued_by, child_id, now.date())
    rows = await session.execute(admitters.union(adults))
    told = {account: News(event) for account, event in sorted(rows, key=lambda row: row[1] == News.BOUND)}
    told |= dict.fromkeys(moved_from, News.MOVED)
    told.pop(account_id, None)
    await _promise(session, told, f"grant:{grant_id}", now, grant_id=grant_id)


async def code_reused(
    session: Session, invite_id: int, issued_by: int | None, child_id: int | None, *, now: datetime
) -> None:
    """Somebody else sent a code that was used already: its issuer hears of it (A1)."""
    rows = await session.execute(_admitters(issued_by, child_id, now.date()))
    await _promise(session, {row[0]: News.REUSED for row in rows}, f"invite:{invite_id}", now, invite_id=invite_id)


async def code_waits(
    session: Session, invite_id: int, issued_by: int | None, child_id: int | None, *, now: datetime
) -> bool:
    """A binding waits for a button; False if nobody who could press it is connected."""
    rows = await session.execute(_admitters(issued_by, child_id, now.date()))
    told = {row[0]: News.WAITS for row in rows}
    await _promise(session, told, f"waits:{invite_id}", now, invite_id=invite_id)
    return bool(told)


async def let_in(session: Session, invite_id: int, account_id: int, *, now: datetime) -> None:
    """Who waited hears that the access is there."""
    await _promise(session, {account_id: News.LET_IN}, f"waits:{invite_id}", now, invite_id=invite_id)


async def report(session: Session, actor: Actor, *, grant_id: int, now: datetime) -> None:
    """An adult does not know of this connection: the homeroom teacher hears of it. NotFound for another's child."""
    child_id = await session.scalar(select(Student.id).join(Grant, _concerned(Grant)).where(Grant.id == grant_id))
    if child_id is None or (await access.child(session, actor, child_id, now.date())).own:
        raise NotFound
    rows = await session.execute(_admitters(None, child_id, now.date()))
    await _promise(session, {row[0]: News.REPORTED for row in rows}, f"report:{grant_id}", now, grant_id=grant_id)


def _admitters(issued_by: int | None, child_id: int | None, day: date) -> Select[int, str]:
    """Accounts that may take a binding back: the issuer's, and those of the class's homeroom teachers of that day."""
    people: list[ColumnElement[bool]] = [Grant.person_id == issued_by]
    if child_id is not None:
        people.append(
            exists().where(
                ClassLead.person_id == Grant.person_id,
                during(ClassLead.valid_from, ClassLead.valid_to, day),
                Enrolment.class_id == ClassLead.class_id,
                Enrolment.student_id == child_id,
                during(Enrolment.valid_from, Enrolment.valid_to, day),
            )
        )
    return select(Grant.account_id, literal(News.BOUND.value)).where(
        Grant.scope == Scope.STAFF, Grant.ended_at.is_(None), or_(*people)
    )


async def _promise(session: Session, told: Mapping[int, News], about: str, now: datetime, **facts: int) -> None:
    """One notice an account, all in one statement; one that is pending already says it."""
    rows = [
        {
            "key": f"access:{about}:{event}:{account_id}",
            "kind": NoticeKind.ACCESS,
            "account_id": account_id,
            "facts": {"event": event.value, **facts},
            "due_at": now,
            "state": NoticeState.PENDING,
            "created_at": now,
        }
        for account_id, event in told.items()
    ]
    if rows:
        await session.execute(
            insert(session, Notice)
            .values(rows)
            .on_conflict_do_nothing(index_elements=[Notice.key], index_where=PENDING)
        )


# --- telling -----------------------------------------------------------------------------------------------------------


async def story(session: Session, actor: Actor, facts: Mapping[str, Any], today: date) -> Story | None:
    """What a notice says to this recipient now; None if nothing is left to say or it is no longer theirs to hear (G26)."""
    event = News(facts["event"])
    if event in {News.MOVED, News.LET_IN}:
        return Story(event)
    if event in {News.REUSED, News.WAITS}:
        of_invite = _about(Invite, today).where(Invite.id == facts["invite_id"], _may_admit(Invite, actor, today))
        waits = (Invite.live, Invite.used_at.is_(None), Invite.used_by.is_not(None))
        row = (await session.execute(of_invite.where(*waits) if event is News.WAITS else of_invite)).one_or_none()
        return _story(event, row, invite_id=facts["invite_id"]) if row else None
    of_grant = _about(Grant, today).where(Grant.id == facts["grant_id"], Grant.ended_at.is_(None))
    if event is News.NEIGHBOUR:
        row = (await session.execute(of_grant)).one_or_none()
        return await _neighbour(session, actor, row, facts["grant_id"], today) if row else None
    row = (await session.execute(of_grant.where(_may_admit(Grant, actor, today)))).one_or_none()
    return _story(event, row, grant_id=facts["grant_id"]) if row else None


async def about_grant(session: Session, actor: Actor, grant_id: int, today: date) -> Story:
    """Whose access it is, ended or not, for whoever may take it back; NotFound for anybody else."""
    query = _about(Grant, today).where(Grant.id == grant_id, _may_admit(Grant, actor, today))
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    return _story(News.BOUND, row, grant_id=grant_id)


async def about_invite(session: Session, actor: Actor, invite_id: int, today: date) -> Story:
    """Whose code it is, for whoever may issue it; NotFound for anybody else."""
    query = _about(Invite, today).where(Invite.id == invite_id, _may_admit(Invite, actor, today))
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    return _story(News.WAITS, row, invite_id=invite_id)


async def _neighbour(
    session: Session, actor: Actor, row: Row[*tuple[Any, ...]], grant_id: int, today: date
) -> Story | None:
    """Another adult hears only of which own child, no name of who connected (G32)."""
    try:
        child = await access.child(session, actor, row.child_id, today)
    except NotFound:
        return None
    return Story(News.NEIGHBOUR, grant_id=grant_id, scope=row.scope, child=child.given_name)


def _story(event: News, row: Row[*tuple[Any, ...]], *, grant_id: int = 0, invite_id: int = 0) -> Story:
    return Story(
        event,
        grant_id,
        invite_id,
        row.scope,
        row.person_id,
        " ".join(filter(None, (row.surname, row.given_name, row.patronymic))),
        row.kinship or "",
        row.child_id or 0,
        f"{row.child_surname} {row.child_name}" if row.child_id else "",
        row.class_id or 0,
        f"{row.grade}{row.letter}" if row.class_id else "",
    )


def _about(table: type[Grant] | type[Invite], today: date) -> Select[*tuple[Any, ...]]:
    """Who an invite or a grant is for, and the student it concerns with the class of this day."""
    child = aliased(Person)
    return (
        select(
            table.scope,
            Person.id.label("person_id"),
            Person.surname,
            Person.given_name,
            Person.patronymic,
            Guardian.kinship,
            Student.id.label("child_id"),
            child.surname.label("child_surname"),
            child.given_name.label("child_name"),
            SchoolClass.id.label("class_id"),
            SchoolClass.grade,
            SchoolClass.letter,
        )
        .select_from(table)
        .join(Person, Person.id == table.person_id)
        .outerjoin(Student, _concerned(table))
        .outerjoin(child, child.id == Student.person_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
        )
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .outerjoin(Guardian, and_(Guardian.person_id == table.person_id, Guardian.student_id == table.student_id))
    )


def _concerned(table: type[Grant] | type[Invite]) -> ColumnElement[bool]:
    """The `Student` that it concerns: the guardian's child, or the student."""
    return or_(Student.id == table.student_id, and_(table.scope == Scope.STUDENT, Student.person_id == table.person_id))


def _may_admit(table: type[Grant] | type[Invite], actor: Actor, today: date) -> ColumnElement[bool]:
    return access.may_admit(actor, table.person_id, table.scope, table.student_id, today)
