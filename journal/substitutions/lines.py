"""One substitution with everything that its screens, its pushes and the journal say of it, read in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Person
from db.substitutions import Substitution, SubstitutionKind, SubstitutionReason, SubstitutionState
from db.timetable import Course, StudyGroup, Subject
from journal import rules
from journal.access import STANDING_IN, LessonFacts
from journal.names import initials


class Line(NamedTuple):
    """A line of the substitution journal, signed or not."""

    id: int
    batch_id: int
    lesson_id: int
    instead_id: int | None
    absent_id: int
    substitute_id: int
    kind: SubstitutionKind
    reason: SubstitutionReason
    order_number: str
    paid: bool
    state: SubstitutionState
    until: date
    offered_by: int
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    signed_at: datetime | None
    topic: str
    """The topic as it was signed."""
    course_id: int
    date: date
    period: int
    starts_at: datetime
    ends_at: datetime
    lesson_state: LessonState
    room: str
    lesson_topic: str
    group_id: int
    group: str
    grade: int
    subject: str
    instead: str
    """The subject that is taught instead."""
    instead_topic: str
    absent: str
    substitute: str

    @property
    def live(self) -> bool:
        """Offered or accepted."""
        return self.state in STANDING_IN

    @property
    def open(self) -> bool:
        """The substitute may open the lesson now."""
        return self.live and self.ended_at is None and self.kind is not SubstitutionKind.OWN_SUBJECT

    @property
    def opens(self) -> int:
        """The lesson that the substitute fills."""
        return self.instead_id or self.lesson_id

    @property
    def held_topic(self) -> str:
        """What the topic of the lesson that is held is now."""
        return self.instead_topic if self.instead_id else self.lesson_topic

    @property
    def signed(self) -> bool:
        """Whether it stands in the journal."""
        return self.signed_at is not None


def lines() -> Select[*tuple[Any, ...]]:
    """The query of `read`, for any where-clause."""
    absent, substitute = aliased(Person), aliased(Person)
    other, other_course, other_subject = aliased(Lesson), aliased(Course), aliased(Subject)
    return (
        select(
            Substitution.id,
            Substitution.batch_id,
            Substitution.lesson_id,
            Substitution.instead_id,
            Substitution.absent_id,
            Substitution.substitute_id,
            Substitution.kind,
            Substitution.reason,
            Substitution.order_number,
            Substitution.paid,
            Substitution.state,
            Substitution.until,
            Substitution.offered_by,
            Substitution.offered_at,
            Substitution.answered_at,
            Substitution.ended_at,
            Substitution.signed_at,
            Substitution.topic,
            Lesson.course_id,
            Lesson.date,
            Lesson.period,
            Lesson.starts_at,
            Lesson.ends_at,
            Lesson.state,
            Lesson.room,
            Lesson.topic,
            StudyGroup.id,
            StudyGroup.name,
            StudyGroup.grade,
            Subject.name,
            other_subject.name,
            other.topic,
            absent.surname,
            absent.given_name,
            absent.patronymic,
            substitute.surname,
            substitute.given_name,
            substitute.patronymic,
        )
        .select_from(Substitution)
        .join(Lesson, Lesson.id == Substitution.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(absent, absent.id == Substitution.absent_id)
        .join(substitute, substitute.id == Substitution.substitute_id)
        .outerjoin(other, other.id == Substitution.instead_id)
        .outerjoin(other_course, other_course.id == other.course_id)
        .outerjoin(other_subject, other_subject.id == other_course.subject_id)
    )


async def read(
    session: Session, *where: ColumnElement[bool], lock: bool = False, limit: int | None = None
) -> list[Line]:
    """The substitutions that satisfy the clauses, in the order of their lessons. The clauses are the permission."""
    query = lines().where(*where).order_by(Lesson.date, Lesson.starts_at, Lesson.period, Substitution.id)
    if lock:
        query = query.with_for_update(of=Substitution)
    return [_line(session, row) for row in await session.execute(query.limit(limit))]


async def of_lesson(session: Session, lesson: LessonFacts, staff_id: int) -> Line | None:
    """The live substitution in a lesson, the one for which it is held, or the group that is joined to it.

    The caller loaded the lesson: that was the permission. Of two absent co-teachers the first one's.
    """
    joined = and_(
        Substitution.kind == SubstitutionKind.JOINED,
        Substitution.substitute_id == staff_id,
        Lesson.date == lesson.date,
        Lesson.starts_at < lesson.ends_at,
        Lesson.ends_at > lesson.starts_at,
    )
    meant = or_(Substitution.lesson_id == lesson.id, Substitution.instead_id == lesson.id, joined)
    found = await read(session, meant, Substitution.state.in_(STANDING_IN), limit=1)
    return found[0] if found else None


def _line(session: Session, row: Sequence[Any]) -> Line:
    *plain, instead, instead_topic = row[:-6]
    zone = rules.of(session).zone
    made = Line(*[*plain, instead or "", instead_topic or "", initials(*row[-6:-3]), initials(*row[-3:])])
    return made._replace(
        batch_id=made.batch_id or made.id,
        starts_at=made.starts_at.astimezone(zone),
        ends_at=made.ends_at.astimezone(zone),
        signed_at=made.signed_at and made.signed_at.astimezone(zone),
    )
