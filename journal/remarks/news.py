"""What a recipient is told of a remark: the remark, or that it was taken back by whom told it before."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select

from db.engine import Session
from db.lessons import Lesson
from db.people import Person
from db.remarks import Audience, Remark, RemarkKind
from db.timetable import Course, Subject
from journal.access import Child
from journal.audit import sealed
from journal.names import initials
from journal.operations import told


class RemarkNews(NamedTuple):
    """A remark to be told; `values` is what the recipient will have been told."""

    kind: RemarkKind
    text: str
    subject: str | None
    author: str
    withdrawn: bool
    values: Mapping[str, str]


def cell(remark_id: int) -> str:
    """The cell of a remark in `told`; its value is a fingerprint, empty once taken back."""
    return f"remark:{remark_id}"


async def of_child(session: Session, account_id: int, child: Child, remark_id: int) -> RemarkNews | None:
    """What there is to tell, or nothing; a student is not told what is for the adults.

    The caller looked whether the account may hear of the child.
    """
    row = (
        await session.execute(
            select(
                Remark.kind,
                Remark.text,
                Remark.audience,
                Remark.withdrawn_at,
                Subject.name,
                Person.surname,
                Person.given_name,
                Person.patronymic,
            )
            .join(Person, Person.id == Remark.author_id)
            .outerjoin(Lesson, Lesson.id == Remark.lesson_id)
            .outerjoin(Course, Course.id == Lesson.course_id)
            .outerjoin(Subject, Subject.id == Course.subject_id)
            .where(Remark.id == remark_id, Remark.student_id == child.student_id)
        )
    ).one_or_none()
    if row is None or (child.own and row.audience is Audience.ADULTS):
        return None
    before = (await told.told(session, account_id, [cell(remark_id)])).get(cell(remark_id), "")
    value = "" if row.withdrawn_at is not None else sealed(f"{row.kind}\n{row.text}")
    if before == value:
        return None
    author = initials(row.surname, row.given_name, row.patronymic)
    return RemarkNews(row.kind, row.text, row.name, author, not value, {cell(remark_id): value})
