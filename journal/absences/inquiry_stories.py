"""One question to the guardians as it stands now, for who may see it: a legal representative, or the staff who look."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from db.absences import LIVE, AbsenceNote, Answer, Attendance, AttendanceCode, Inquiry
from db.engine import Session
from db.lessons import Lesson
from db.people import Duty, Enrolment, Guardian, Person, SchoolClass, Student
from db.timetable import Course, Subject
from journal import access
from journal.absences import notes
from journal.access import Actor, Child, during
from journal.lessons.sheet import initials
from journal.refusals import NotFound


class Story(NamedTuple):
    """A question, what was answered, and what the staff found."""

    id: int
    student_id: int
    lesson_id: int
    day: date
    answer: Answer | None
    last_on: date | None
    answered_by: int | None
    answered_at: datetime | None
    here: bool | None
    settled_at: datetime | None
    version: int
    subject: str
    period: int
    code: AttendanceCode | None
    """What stands on the lesson now."""
    noted: bool
    """A live note covers the day."""
    name: str
    """«Смирнова Полина», for the staff."""
    class_name: str
    settler: str
    """«Титова Е. С.», who looked."""
    answerer: str
    """«Смирнова Ирина Олеговна», for the staff."""
    kinship: str

    @property
    def open(self) -> bool:
        """It is to be answered still: the child is missing and nothing explains it."""
        return self.answer is None and self.code is AttendanceCode.ABSENT and not self.noted

    @property
    def explained(self) -> bool:
        """The answer is a note."""
        return self.answer in (Answer.ILL, Answer.FAMILY)


class Asked(NamedTuple):
    """The question as a guardian sees it."""

    story: Story
    child: Child
    own: bool
    """It is this guardian who answered."""


async def of_guardian(session: Session, actor: Actor, inquiry_id: int, today: date) -> Asked:
    """The question, for a legal representative of the child with a live consent; NotFound for anybody else."""
    return await _asked(session, actor, Inquiry.id == inquiry_id, today)


async def of_staff(session: Session, actor: Actor, inquiry_id: int, today: date) -> Story:
    """The alarm, for the homeroom teacher of today and for a deputy head; NotFound for anybody else."""
    found = await read(session, Inquiry.id == inquiry_id, today)
    if found is None or found.answer is not Answer.AT_SCHOOL:
        raise NotFound
    led = await session.scalar(
        select(SchoolClass.id)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(
            Enrolment.student_id == found.student_id,
            during(Enrolment.valid_from, Enrolment.valid_to, today),
            access.leads(actor.staff_id, today),
        )
    )
    if led is None:
        await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    return found


async def promised(
    session: Session, actor: Actor, student_id: int, facts: Mapping[str, Any], today: date
) -> Asked | None:
    """The question that a notice is about; None once it is no longer the recipient's to hear of."""
    of_student = Inquiry.student_id == student_id
    if "inquiry" in facts:
        which = Inquiry.id == facts["inquiry"]
    elif "lesson" in facts:
        which = and_(of_student, Inquiry.lesson_id == facts["lesson"])
    else:
        which = and_(of_student, Inquiry.date == today)
    try:
        return await _asked(session, actor, which, today)
    except NotFound:
        return None


async def _asked(session: Session, actor: Actor, which: ColumnElement[bool], today: date) -> Asked:
    found = await read(session, which, today)
    if found is None:
        raise NotFound
    child = await notes.represented(session, actor, found.student_id, today)
    people = {grant.person_id for grant in actor.grants if grant.student_id == found.student_id}
    return Asked(found, child, own=found.answered_by in people)


async def read(session: Session, which: ColumnElement[bool], today: date) -> Story | None:
    """In one statement. The caller asks who may see it."""
    settler, answerer = aliased(Person), aliased(Person)
    noted = exists().where(
        AbsenceNote.student_id == Inquiry.student_id,
        AbsenceNote.state.in_(LIVE),
        AbsenceNote.first_on <= Inquiry.date,
        AbsenceNote.last_on >= Inquiry.date,
    )
    row: Any = (
        await session.execute(
            select(
                Inquiry.id,
                Inquiry.student_id,
                Inquiry.lesson_id,
                Inquiry.date,
                Inquiry.answer,
                Inquiry.last_on,
                Inquiry.answered_by,
                Inquiry.answered_at,
                Inquiry.here,
                Inquiry.settled_at,
                Inquiry.version,
                Subject.name,
                Lesson.period,
                Attendance.code,
                noted,
                Person.surname,
                Person.given_name,
                SchoolClass.grade,
                SchoolClass.letter,
                settler.surname,
                settler.given_name,
                settler.patronymic,
                answerer.surname,
                answerer.given_name,
                answerer.patronymic,
                Guardian.kinship,
            )
            .select_from(Inquiry)
            .join(Lesson, Lesson.id == Inquiry.lesson_id)
            .join(Course, Course.id == Lesson.course_id)
            .join(Subject, Subject.id == Course.subject_id)
            .join(Student, Student.id == Inquiry.student_id)
            .join(Person, Person.id == Student.person_id)
            .join(
                Enrolment,
                and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
            )
            .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
            .outerjoin(Attendance, and_(Attendance.lesson_id == Lesson.id, Attendance.student_id == Inquiry.student_id))
            .outerjoin(settler, settler.id == Inquiry.settled_by)
            .outerjoin(answerer, answerer.id == Inquiry.answered_by)
            .outerjoin(
                Guardian,
                and_(Guardian.person_id == Inquiry.answered_by, Guardian.student_id == Inquiry.student_id),
            )
            .where(which)
            .order_by(Inquiry.id.desc())
            .limit(1)
        )
    ).one_or_none()
    if row is None:
        return None
    facts, (surname, given, grade, letter), looked, wrote, kinship = (
        row[:15],
        row[15:19],
        row[19:22],
        row[22:25],
        row[25],
    )
    return Story._make(
        (
            *facts,
            f"{surname} {given}".strip(),
            f"{grade}{letter}",
            initials(*looked) if looked[0] else "",
            " ".join(filter(None, wrote)),
            kinship or "",
        )
    )
