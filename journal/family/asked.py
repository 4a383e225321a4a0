"""Who asks a question in free text, and about what it may be: the own children and the subjects they have."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from db.engine import Session
from db.people import Enrolment
from db.timetable import Course, GroupClass, StudyGroup, Subject
from journal import access
from journal.access import Actor, Child, sits_in
from journal.dates import Days
from journal.family import tests
from journal.family.tests import TestAhead


class Asker(NamedTuple):
    """The children of who asks, and who has which subject."""

    children: tuple[Child, ...]
    subjects: dict[int, tuple[str, str]]
    """Name and short name."""
    has: frozenset[tuple[int, int]]
    """(child, subject)."""

    def child(self, student_id: int | None) -> Child | None:
        """One of the children."""
        return next((child for child in self.children if child.student_id == student_id), None)

    def meant(self, child_id: int | None, subject_id: int | None) -> list[Child]:
        """Whom a question may be about: the child that was named, else those who have the subject, else all."""
        named = self.child(child_id)
        if named is not None:
            return [named]
        having = [child for child in self.children if (child.student_id, subject_id) in self.has]
        return having or list(self.children)


class AheadPage(NamedTuple):
    """The tests ahead that the journal knows of, or those of the days that were asked about."""

    child: Child
    tests: tuple[TestAhead, ...]


async def asker(session: Session, actor: Actor, today: date) -> Asker:
    """Two statements; nobody's children, nobody's subjects but the asker's own."""
    children = await access.children(session, actor, today)
    if not children:
        return Asker((), {}, frozenset())
    rows = await session.execute(
        select(Enrolment.student_id, Subject.id, Subject.name, Subject.short_name)
        .select_from(Enrolment)
        .join(GroupClass, GroupClass.class_id == Enrolment.class_id)
        .join(StudyGroup, StudyGroup.id == GroupClass.group_id)
        .join(Course, Course.group_id == StudyGroup.id)
        .join(Subject, Subject.id == Course.subject_id)
        .where(Enrolment.student_id.in_([child.student_id for child in children]), sits_in(Course.group_id, today))
        .order_by(Subject.id)
    )
    found = rows.all()
    return Asker(
        tuple(children),
        {row.id: (row.name, row.short_name) for row in found},
        frozenset((row.student_id, row.id) for row in found),
    )


async def ahead(
    session: Session,
    actor: Actor,
    *,
    student_id: int,
    subject_id: int | None = None,
    of: Days | None = None,
    now: datetime,
) -> AheadPage:
    """The tests after today, or those of some days; all, or those of a subject."""
    child = await access.child(session, actor, student_id, now.date())
    first, last = of or (now.date() + timedelta(days=1), None)
    return AheadPage(child, tuple(await tests.of_child(session, child, first, last, subject_id=subject_id, now=now)))
