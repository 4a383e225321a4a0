"""What somebody is here, derived from the data at each look; it picks the menu and gives no right (architecture, decision 10)."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select

from db.engine import Session
from db.lessons import Lesson
from db.people import ClassLead, Duty, Guardian, Person, Preference, Scope, Staff, StaffDuty, Student
from db.substitutions import Substitution, SubstitutionState
from db.timetable import CourseTeacher
from journal.access import STANDING_IN, Actor, Role, during

ORDER = (Role.TEACHER, Role.HOMEROOM_TEACHER, Role.DEPUTY_HEAD, Role.COORDINATOR, Role.GUARDIAN, Role.STUDENT)
"""Which menu opens first, until another is chosen: the one with the day's work."""


MONTH: Final = timedelta(days=31)


class Standing(NamedTuple):
    """Who the account is, in which roles, and whose menu was chosen."""

    roles: tuple[Role, ...]
    """In the order of `ORDER`."""
    role: Role | None
    """Whose menu to show: the chosen one while it is held, else the first."""
    names: dict[Role, str]
    """As whom: «Кузнецова Марина Викторовна», a role each."""
    child_id: int | None
    """The child chosen last."""
    class_id: int | None
    """The class led today; the newest where there are several."""
    substitutions: int | None = None
    """Lessons for others that wait for an answer or a signature; None: nobody asked lately."""


async def standing(session: Session, actor: Actor, today: date) -> Standing:
    """The roles of an account, in one statement: those of its people that its grants let it act in."""
    people = {grant.person_id for grant in actor.grants}
    if not people:
        return Standing((), None, {}, None, None)
    rows = await session.execute(
        select(
            Person.id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            or_(_has(Duty.TEACHER), _teaches(today), _stands_in(today)).label("teacher"),
            _class_led(today).label("class_id"),
            _has(Duty.DEPUTY_HEAD).label("deputy_head"),
            _has(Duty.COORDINATOR).label("coordinator"),
            exists().where(Staff.person_id == Person.id, Staff.left_on.is_(None)).label("works"),
            exists().where(Guardian.person_id == Person.id).label("guardian"),
            exists().where(Student.person_id == Person.id).label("student"),
            _asked(today).label("asked"),
            _asked(today, waiting=True).label("waiting"),
            Preference.menu_role,
            Preference.child_id,
        )
        .outerjoin(Preference, Preference.account_id == actor.account_id)
        .where(Person.id.in_(people))
    )
    names: dict[Role, str] = {}
    chosen = child_id = class_id = substitutions = None
    for row in rows:
        chosen, child_id = row.menu_role, row.child_id
        scopes = {grant.scope for grant in actor.grants if grant.person_id == row.id}
        held = {
            Role.TEACHER: row.works and row.teacher and Scope.STAFF in scopes,
            Role.HOMEROOM_TEACHER: row.works and row.class_id is not None and Scope.STAFF in scopes,
            Role.DEPUTY_HEAD: row.works and row.deputy_head and Scope.STAFF in scopes,
            Role.COORDINATOR: row.works and row.coordinator and Scope.STAFF in scopes,
            Role.GUARDIAN: row.guardian and Scope.GUARDIAN in scopes,
            Role.STUDENT: row.student and Scope.STUDENT in scopes,
        }
        full = " ".join(filter(None, (row.surname, row.given_name, row.patronymic)))
        names |= {role: full for role, holds in held.items() if holds}
        class_id = row.class_id if held[Role.HOMEROOM_TEACHER] else class_id
        substitutions = row.waiting if held[Role.TEACHER] and row.asked else substitutions
    roles = tuple(role for role in ORDER if role in names)
    role = Role(chosen) if chosen in roles else next(iter(roles), None)
    return Standing(roles, role, names, child_id, class_id, substitutions)


def _has(duty: Duty) -> ColumnElement[bool]:
    return exists().where(StaffDuty.person_id == Person.id, StaffDuty.duty == duty)


def _teaches(today: date) -> ColumnElement[bool]:
    return exists().where(
        CourseTeacher.person_id == Person.id, during(CourseTeacher.valid_from, CourseTeacher.valid_to, today)
    )


def _stands_in(today: date) -> ColumnElement[bool]:
    """Whoever was asked to replace a teacher needs the teacher's menu for it."""
    return exists().where(
        Substitution.substitute_id == Person.id, Substitution.state.in_(STANDING_IN), Substitution.until >= today
    )


def _asked(today: date, *, waiting: bool = False) -> ScalarSelect[int]:
    """How many lessons of the last month and ahead one was asked to take; `waiting`: unanswered, or given and unsigned."""
    counted = select(func.count()).select_from(Substitution).join(Lesson, Lesson.id == Substitution.lesson_id)
    unsigned = (Substitution.state == SubstitutionState.OFFERED, Lesson.date <= today)
    where = [Substitution.signed_at.is_(None), or_(*unsigned)] if waiting else []
    return counted.where(
        Substitution.substitute_id == Person.id,
        Substitution.state.in_(STANDING_IN),
        Lesson.date >= today - MONTH,
        *where,
    ).scalar_subquery()


def _class_led(today: date) -> ScalarSelect[int | None]:
    return (
        select(func.max(ClassLead.class_id))
        .where(ClassLead.person_id == Person.id, during(ClassLead.valid_from, ClassLead.valid_to, today))
        .scalar_subquery()
    )
