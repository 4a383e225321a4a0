"""What a teacher sees of remarks: a lesson's students, what was written about one, and an own remark with what it may become."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, func, select

from db.engine import Session
from db.lessons import Lesson
from db.people import Enrolment, Person, SchoolClass, Student
from db.remarks import Audience, Remark, RemarkKind
from db.timetable import Course, Subject
from journal import access, rules
from journal.access import Actor, LessonFacts, Pupil, during
from journal.names import initials
from journal.refusals import NotFound

EARLIER: Final = 5
"""How many remarks about a student stand on the screen where the next one is written."""

Day = date
"""A field named `date` hides the type from those after it."""


class LessonPage(NamedTuple):
    """`Замечание` of a lesson: its students, and how many remarks each has of this lesson."""

    lesson: LessonFacts
    pupils: Sequence[Pupil]
    counts: dict[int, int]


class Noted(NamedTuple):
    """A remark that stands, as staff read it."""

    id: int
    kind: RemarkKind
    audience: Audience
    text: str
    author_id: int
    author: str
    subject: str | None
    """None: the homeroom teacher's."""
    put_at: datetime


class Card(NamedTuple):
    """An own remark: about whom, on which lesson, and until when it may still be changed."""

    id: int
    student_id: int
    name: str
    class_id: int | None
    form: str
    lesson_id: int | None
    subject: str | None
    date: Day | None
    kind: RemarkKind
    audience: Audience
    text: str
    seen_from: datetime
    """When the family is told, and its screens begin to show it."""
    withdrawn: bool

    def held(self, now: datetime) -> bool:
        """Whether nobody of the family can know of it yet."""
        return now < self.seen_from


async def of_lesson(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> LessonPage:
    """The students of a lesson that the actor may fill (П 5.4.1, П 5.4.2). Raises LessonAhead, LessonCancelled."""
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    rows = await session.execute(
        select(Remark.student_id, func.count())
        .where(Remark.lesson_id == lesson_id, Remark.withdrawn_at.is_(None))
        .group_by(Remark.student_id)
    )
    counts = {row[0]: row[1] for row in rows}
    return LessonPage(lesson, await access.pupils_of(session, lesson), counts)


async def earlier(session: Session, student_id: int, *, lesson_id: int | None = None) -> list[Noted]:
    """The latest remarks about a student, of one lesson or of all. The caller loaded the student: that was the permission."""
    query = (
        select(
            Remark.id,
            Remark.kind,
            Remark.audience,
            Remark.text,
            Remark.author_id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            Subject.name,
            Remark.put_at,
        )
        .join(Person, Person.id == Remark.author_id)
        .outerjoin(Lesson, Lesson.id == Remark.lesson_id)
        .outerjoin(Course, Course.id == Lesson.course_id)
        .outerjoin(Subject, Subject.id == Course.subject_id)
        .where(Remark.student_id == student_id, Remark.withdrawn_at.is_(None))
        .order_by(Remark.put_at.desc(), Remark.id.desc())
        .limit(EARLIER)
    )
    rows = await session.execute(query if lesson_id is None else query.where(Remark.lesson_id == lesson_id))
    return [Noted(*row[:5], initials(*row[5:8]), row[8], row[9]) for row in rows]


async def card(session: Session, actor: Actor, remark_id: int, *, now: datetime) -> Card:
    """An own remark. NotFound for anybody else's, for the homeroom teacher and the deputy head too."""
    # On the day of a move a student may be in two classes.
    row = (await session.execute(_cards(now.date()).where(Remark.id == remark_id, access.wrote(actor)))).first()
    if row is None:
        raise NotFound
    return _card(row, hold=rules.of(session).hold)


def _cards(today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Remark.id,
            Remark.student_id,
            Person.surname,
            Person.given_name,
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
            Remark.lesson_id,
            Subject.name,
            Lesson.date,
            Remark.kind,
            Remark.audience,
            Remark.text,
            Remark.changed_at,
            Remark.withdrawn_at,
        )
        .join(Student, Student.id == Remark.student_id)
        .join(Person, Person.id == Student.person_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
        )
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .outerjoin(Lesson, Lesson.id == Remark.lesson_id)
        .outerjoin(Course, Course.id == Lesson.course_id)
        .outerjoin(Subject, Subject.id == Course.subject_id)
    )


def _card(row: Any, *, hold: timedelta) -> Card:
    remark_id, student_id, surname, given_name, class_id, grade, letter, *rest = row
    lesson_id, subject, day, kind, audience, text, changed_at, withdrawn_at = rest
    form = f"{grade}{letter}" if class_id is not None else ""
    return Card(
        remark_id,
        student_id,
        f"{surname} {given_name}".strip(),
        class_id,
        form,
        lesson_id,
        subject,
        day,
        kind,
        audience,
        text,
        seen_from=changed_at + hold,
        withdrawn=withdrawn_at is not None,
    )
