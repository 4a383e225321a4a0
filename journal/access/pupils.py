"""The students of a lesson: those who sit in its group on its date."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, or_, select

from db.engine import Session
from db.people import (
    Enrolment,
    Person,
    Student,
)
from db.timetable import GroupClass, GroupMember, StudyGroup
from journal.access.dates import during
from journal.access.teaching import LessonFacts
from journal.refusals import NotFound


class Pupil(NamedTuple):
    """A student on a list: number in the list, names, and the class where the group joins several."""

    student_id: int
    number: int
    surname: str
    given_name: str
    patronymic: str

    @property
    def short(self) -> str:
        """«Иванов П.»."""
        return f"{self.surname} {self.given_name[:1]}." if self.given_name else self.surname

    @property
    def full(self) -> str:
        """«Иванов Пётр»."""
        return f"{self.surname} {self.given_name}".strip()


def sits_in(group_id: SQLColumnExpression[int] | int, day: SQLColumnExpression[date] | date) -> ColumnElement[bool]:
    """The enrolment's student sits in the group on that day: its whole class does, or the student is listed."""
    return and_(
        during(Enrolment.valid_from, Enrolment.valid_to, day),
        exists()
        .where(
            GroupClass.group_id == group_id,
            GroupClass.class_id == Enrolment.class_id,
            StudyGroup.id == GroupClass.group_id,
            or_(
                StudyGroup.whole,
                exists()
                .where(
                    GroupMember.group_id == GroupClass.group_id,
                    GroupMember.student_id == Enrolment.student_id,
                    during(GroupMember.valid_from, GroupMember.valid_to, day),
                )
                .correlate_except(GroupMember),
            ),
        )
        # By itself a subquery sees only the query right around it, and would bring its own `enrolment`: anybody's.
        .correlate_except(GroupClass, StudyGroup),
    )


async def pupils_of(session: Session, lesson: LessonFacts) -> list[Pupil]:
    """The students of a lesson in the order of the paper list, numbered from 1. The caller loaded the lesson: that was the permission."""
    rows = await session.execute(
        select(Enrolment.student_id, Person.surname, Person.given_name, Person.patronymic)
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .where(sits_in(lesson.group_id, lesson.date))
        .order_by(Person.search_key, Enrolment.student_id)
    )
    return [Pupil(row[0], number, row[1], row[2], row[3]) for number, row in enumerate(rows, start=1)]


async def pupil_of(session: Session, lesson: LessonFacts, student_id: int) -> int:
    """The student, if one of this lesson; NotFound otherwise."""
    found = await session.scalar(
        select(Enrolment.student_id).where(Enrolment.student_id == student_id, sits_in(lesson.group_id, lesson.date))
    )
    if found is None:
        raise NotFound
    return found
