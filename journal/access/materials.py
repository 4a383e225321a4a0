"""Materials: a teacher posts for the classes taught or led today and for their grades, a deputy head for any (П 6.2)."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select

from db.engine import Session
from db.materials import Material
from db.people import Duty, SchoolClass, Staff
from db.timetable import AcademicYear, Course, GroupClass
from journal.access.actors import Actor
from journal.access.classes import ClassFacts, leads
from journal.access.courses import course_taught_by
from journal.access.dates import during
from journal.access.duties import serves
from journal.access.families import Child
from journal.refusals import NotFound


class Readership(NamedTuple):
    """For whom a material is: a class, else a grade, else everybody."""

    class_id: int | None = None
    grade: int | None = None


class MayPost(NamedTuple):
    """The classes that the actor may post for, and whether for the whole school."""

    classes: tuple[ClassFacts, ...]
    everybody: bool

    @property
    def grades(self) -> list[int]:
        """Their grades."""
        return sorted({it.grade for it in self.classes})

    def allows(self, to: Readership) -> bool:
        """Whether this readership is one of them; nothing is for a class and a grade at once."""
        if to.class_id is not None:
            return to.grade is None and any(it.id == to.class_id for it in self.classes)
        return self.everybody if to.grade is None else to.grade in self.grades


async def may_post(session: Session, actor: Actor, today: date) -> MayPost:
    """For whom the actor may post materials today. NotFound for who does not work here."""
    deputy = serves(actor.staff_id, Duty.DEPUTY_HEAD)
    taught = exists().where(
        GroupClass.class_id == SchoolClass.id,
        Course.group_id == GroupClass.group_id,
        course_taught_by(actor.staff_id, today),
    )
    works = exists().where(Staff.person_id == actor.staff_id, Staff.left_on.is_(None))
    rows = (
        await session.execute(
            select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter, deputy)
            .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
            .where(
                during(AcademicYear.starts_on, AcademicYear.ends_on, today),
                works,
                or_(deputy, taught, leads(actor.staff_id, today)),
            )
            .order_by(SchoolClass.grade, SchoolClass.letter, SchoolClass.id)
        )
    ).all()
    if not rows:
        raise NotFound
    return MayPost(tuple(ClassFacts(*row[:3]) for row in rows), everybody=bool(rows[0][3]))


def posted(actor: Actor) -> ColumnElement[bool]:
    """The `Material` is the actor's own, who still works here."""
    works = exists().where(Staff.person_id == Material.author_id, Staff.left_on.is_(None))
    return and_(Material.author_id == actor.staff_id, works)


def is_for(child: Child) -> ColumnElement[bool]:
    """The `Material` is for this child's class or grade of today, or for everybody, while the child is in a class."""
    whole = and_(Material.class_id.is_(None), Material.grade.is_(None))
    if child.class_id is None:
        return and_(whole, Material.id.is_(None))
    return or_(whole, Material.class_id == child.class_id, Material.grade == child.grade)
