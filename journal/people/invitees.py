"""Whom an operator means by a name: everybody called so, in each scope a code could be issued for."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from db.engine import Session
from db.people import Enrolment, Guardian, Person, SchoolClass, Scope, Staff, Student
from journal.names import fold, search_key


class Invitee(NamedTuple):
    """A person in one scope. `child` and `class_name` tell what a namesake is told from."""

    person_id: int
    name: str
    scope: Scope
    student_id: int | None
    child: str
    class_name: str
    born_on: date | None
    """Of the student, where there is one; else of the person."""


class Hints(NamedTuple):
    """What the operator said besides the name; None says nothing."""

    scope: Scope | None = None
    child: str | None = None
    class_name: str | None = None
    born_on: date | None = None

    def fit(self, invitee: Invitee) -> bool:
        """Whether this one may be meant."""
        return (
            self.scope in (None, invitee.scope)
            and (self.child is None or _contains(invitee.child, self.child))
            and (self.class_name is None or _squeezed(self.class_name) == _squeezed(invitee.class_name))
            and self.born_on in (None, invitee.born_on)
        )


def _contains(name: str, part: str) -> bool:
    """«Иванов Пётр» is enough for «Иванов Пётр Андреевич»."""
    return set(fold(part).split()) <= set(fold(name).split())


def _squeezed(class_name: str) -> str:
    return "".join(fold(class_name).split())


async def named(session: Session, name: str) -> list[Invitee]:
    """Everybody of this full name: as staff, as a student, as an adult of each child."""
    people = {
        row.id: row
        for row in await session.execute(
            select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.born_on)
            .where(Person.search_key == search_key(name))
            .order_by(Person.id)
        )
    }
    full = {key: _full(row.surname, row.given_name, row.patronymic) for key, row in people.items()}
    staff = await session.scalars(select(Staff.person_id).where(Staff.person_id.in_(people), Staff.left_on.is_(None)))
    found = [Invitee(key, full[key], Scope.STAFF, None, "", "", people[key].born_on) for key in sorted(staff)]
    child = aliased(Person)
    students = (
        select(
            Student.id,
            Student.person_id,
            child.surname,
            child.given_name,
            child.patronymic,
            child.born_on,
            SchoolClass.grade,
            SchoolClass.letter,
        )
        .join(child, child.id == Student.person_id)
        .outerjoin(Enrolment, and_(Enrolment.student_id == Student.id, Enrolment.valid_to.is_(None)))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .order_by(child.search_key, Student.id)
    )
    for row in await session.execute(students.where(Student.person_id.in_(people))):
        key = row.person_id
        found.append(Invitee(key, full[key], Scope.STUDENT, None, "", _class(row.grade, row.letter), row.born_on))
    guardians = students.add_columns(Guardian.person_id.label("adult")).join(
        Guardian, Guardian.student_id == Student.id
    )
    for row in await session.execute(guardians.where(Guardian.person_id.in_(people))):
        name_of_child = _full(row.surname, row.given_name, row.patronymic)
        found.append(
            Invitee(
                row.adult,
                full[row.adult],
                Scope.GUARDIAN,
                row.id,
                name_of_child,
                _class(row.grade, row.letter),
                row.born_on,
            )
        )
    return found


def _full(*names: str) -> str:
    return " ".join(name for name in names if name)


def _class(grade: int | None, letter: str | None) -> str:
    return f"{grade}{letter}" if grade else ""
