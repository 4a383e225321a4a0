"""Who is connected and who is not: the homeroom teacher's class, the coordinator's staff, the deputy head's classes."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from db.absences import AbsenceNote, NoteState
from db.engine import Session
from db.people import (
    Account,
    ClassLead,
    Duty,
    Enrolment,
    Grant,
    Guardian,
    Invite,
    Person,
    SchoolClass,
    Scope,
    Staff,
    StaffDuty,
    Student,
)
from db.timetable import AcademicYear
from journal import access
from journal.access import Actor, ClassFacts, during
from journal.operations import unreachable
from journal.refusals import NotFound

PAGE: Final = 10
"""Members of staff on one screen."""


class ClassLine(NamedTuple):
    """A student of a class list, and who of the family is connected."""

    student_id: int
    number: int
    surname: str
    given_name: str
    connected: bool
    adults: int
    adults_connected: int
    ever: bool
    """Anybody of the family was connected at any time."""
    notes: int
    """Absence notes that wait for the homeroom teacher."""
    unreachable: int
    """Accounts of the family that the messenger delivers nothing to (G13)."""


class Reach(NamedTuple):
    """Somebody who can be connected in one scope, and how far that is."""

    person_id: int
    name: str
    scope: Scope
    grant_id: int | None
    granted_at: datetime | None
    invite_id: int | None
    """A code that is out and neither used nor expired."""
    invite_expires_at: datetime | None
    ever: bool
    """Was connected at any time."""
    student_id: int | None = None
    """The child, where the scope is a guardian's."""
    kinship: str = ""
    legal: bool = False
    consented: bool = False
    unreachable_since: datetime | None = None
    """Since when the messenger delivers nothing to this person (G13)."""


class StaffPage(NamedTuple):
    """A page of the staff list."""

    page: int
    pages: int
    total: int
    connected: int
    staff: list[Reach]


class ClassOverview(NamedTuple):
    """A class as the deputy head sees it."""

    name: str
    homeroom: str
    students: int
    families: int
    """Students with at least one connected adult."""


async def class_list(
    session: Session, actor: Actor, class_id: int, now: datetime
) -> tuple[ClassFacts, list[ClassLine]]:
    """The homeroom teacher's class in the order of the paper list; NotFound for another's."""
    school_class = await access.class_led(session, actor, class_id, now.date())
    adults = select(func.count()).where(Guardian.student_id == Student.id)
    waiting = select(func.count()).where(AbsenceNote.student_id == Student.id, AbsenceNote.state == NoteState.SENT)
    grant = and_(Grant.person_id == Guardian.person_id, Grant.student_id == Guardian.student_id)
    rows = await session.execute(
        select(
            Student.id,
            Person.surname,
            Person.given_name,
            exists().where(Grant.person_id == Person.id, Grant.scope == Scope.STUDENT, Grant.ended_at.is_(None)),
            adults.scalar_subquery(),
            adults.where(exists().where(grant, Grant.ended_at.is_(None))).scalar_subquery(),
            or_(
                exists().where(Grant.person_id == Person.id, Grant.scope == Scope.STUDENT),
                exists().where(Grant.student_id == Student.id),
            ),
            waiting.scalar_subquery(),
            unreachable.of_student().with_only_columns(func.count()).scalar_subquery(),
        )
        .join(Student, Student.person_id == Person.id)
        .join(Enrolment, Enrolment.student_id == Student.id)
        .where(Enrolment.class_id == class_id, during(Enrolment.valid_from, Enrolment.valid_to, now.date()))
        .order_by(Person.search_key, Student.id)
    )
    return school_class, [ClassLine(row[0], number, *row[1:]) for number, row in enumerate(rows, start=1)]


async def family(
    session: Session, actor: Actor, *, class_id: int, student_id: int, now: datetime
) -> tuple[ClassFacts, list[Reach]]:
    """A student of the own class first, then the adults. NotFound for another class and for a student not in this one."""
    school_class = await access.class_led(session, actor, class_id, now.date())
    pupil = (
        await session.execute(
            _reach(Scope.STUDENT, None, now)
            .join(Student, Student.person_id == Person.id)
            .join(Enrolment, Enrolment.student_id == Student.id)
            .where(
                Student.id == student_id,
                Enrolment.class_id == class_id,
                during(Enrolment.valid_from, Enrolment.valid_to, now.date()),
            )
        )
    ).one_or_none()
    if pupil is None:
        raise NotFound
    adults = await session.execute(
        _reach(Scope.GUARDIAN, student_id, now)
        .add_columns(Guardian.kinship, Guardian.legal, access.consented(Guardian.id))
        .join(Guardian, Guardian.person_id == Person.id)
        .where(Guardian.student_id == student_id)
        .order_by(Guardian.id)
    )
    return school_class, [
        _reached(pupil, Scope.STUDENT),
        *(
            _reached(row, Scope.GUARDIAN)._replace(
                student_id=student_id, kinship=row.kinship, legal=row.legal, consented=row[-1]
            )
            for row in adults
        ),
    ]


async def staff_page(session: Session, actor: Actor, page: int, now: datetime) -> StaffPage:
    """The staff in order of name, ten a page; NotFound for anybody but a coordinator. A page past the end is the last."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    everybody = _reach(Scope.STAFF, None, now).join(Staff, Staff.person_id == Person.id).where(Staff.left_on.is_(None))
    total, connected = (await session.execute(everybody.with_only_columns(func.count(), func.count(Grant.id)))).one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    rows = await session.execute(everybody.order_by(Person.search_key, Person.id).limit(PAGE).offset(page * PAGE))
    return StaffPage(page, pages, total, connected, [_reached(row, Scope.STAFF) for row in rows])


async def staff_card(session: Session, actor: Actor, person_id: int, now: datetime) -> tuple[Reach, list[Duty]]:
    """A member of staff with the duties; NotFound for anybody but a coordinator, and for who does not work here."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    row = (
        await session.execute(
            _reach(Scope.STAFF, None, now)
            .join(Staff, Staff.person_id == Person.id)
            .where(Person.id == person_id, Staff.left_on.is_(None))
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    duties = await session.scalars(select(StaffDuty.duty).where(StaffDuty.person_id == person_id))
    return _reached(row, Scope.STAFF), sorted(duties)


async def classes(session: Session, actor: Actor, now: datetime) -> list[ClassOverview]:
    """The classes of the year, for the deputy head: who leads them, how many families are connected. No child is named."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    today = now.date()
    here = (Enrolment.class_id == SchoolClass.id, during(Enrolment.valid_from, Enrolment.valid_to, today))
    connected = exists().where(
        Grant.student_id == Enrolment.student_id, Grant.scope == Scope.GUARDIAN, Grant.ended_at.is_(None)
    )
    students = select(func.count()).select_from(Enrolment).where(*here)
    lead = (
        select(func.min(ClassLead.person_id))
        .where(ClassLead.class_id == SchoolClass.id, during(ClassLead.valid_from, ClassLead.valid_to, today))
        .scalar_subquery()
    )
    rows = await session.execute(
        select(
            SchoolClass.grade,
            SchoolClass.letter,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            students.scalar_subquery(),
            students.where(connected).scalar_subquery(),
        )
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .outerjoin(Person, Person.id == lead)
        .where(AcademicYear.starts_on <= today, AcademicYear.ends_on >= today)
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    return [
        ClassOverview(f"{grade}{letter}", " ".join(filter(None, name)), everybody, families)
        for grade, letter, *name, everybody, families in rows
    ]


def _reach(scope: Scope, student_id: int | None, now: datetime) -> Select[*tuple[Any, ...]]:
    """People with what connects them in one scope: the live grant, a code that is out, whether there ever was a grant."""

    def same(table: type[Grant] | type[Invite]) -> ColumnElement[bool]:
        child = table.student_id.is_(None) if student_id is None else table.student_id == student_id
        return and_(table.person_id == Person.id, table.scope == scope, child)

    before = aliased(Grant)
    return (
        select(
            Person.id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            Grant.id.label("grant_id"),
            Grant.granted_at,
            Invite.id.label("invite_id"),
            Invite.expires_at,
            exists().where(same(before)).label("ever"),
            Account.unreachable_since,
        )
        .select_from(Person)
        .outerjoin(Grant, and_(same(Grant), Grant.ended_at.is_(None)))
        .outerjoin(Account, Account.id == Grant.account_id)
        .outerjoin(Invite, and_(same(Invite), Invite.live, Invite.expires_at > now))
    )


def _reached(row: Row[*tuple[Any, ...]], scope: Scope) -> Reach:
    return Reach(
        row.id,
        " ".join(filter(None, (row.surname, row.given_name, row.patronymic))),
        scope,
        row.grant_id,
        row.granted_at,
        row.invite_id,
        row.expires_at,
        row.ever,
        unreachable_since=row.unreachable_since,
    )
