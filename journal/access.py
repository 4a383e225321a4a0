"""Every permission rule on one page. Loading an object is being permitted: what is not returned may not be touched.

Missing and forbidden raise the same `NotFound` after the same statement (G25). Rights come from the relation between
the person and the object at this moment, narrowed by what the account was granted; never from the menu role (decision 10).
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, and_, exists, false, func, or_, select

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import (
    ClassLead,
    Consent,
    Duty,
    Enrolment,
    Guardian,
    Person,
    SchoolClass,
    Scope,
    Staff,
    StaffDuty,
    Student,
)
from db.timetable import Course, CourseTeacher, GroupClass, GroupMember, StudyGroup, Subject
from journal.refusals import LessonAhead, LessonCancelled, NotFound


class Role(StrEnum):
    """What a person can be here. Derived from data at each look, never stored."""

    COORDINATOR = "coordinator"
    DEPUTY_HEAD = "deputy_head"
    TEACHER = "teacher"
    HOMEROOM_TEACHER = "homeroom_teacher"
    GUARDIAN = "guardian"
    STUDENT = "student"


class Granted(NamedTuple):
    """One live grant of an account."""

    person_id: int
    scope: Scope
    student_id: int | None


class Actor(NamedTuple):
    """Who is acting: an account with what it was granted. What it may do is asked anew at every operation."""

    account_id: int
    external_id: str
    language: str
    grants: tuple[Granted, ...]
    reachable: bool = True
    """False while the messenger refuses to deliver to this account (G13)."""

    @property
    def staff_id(self) -> int:
        """The person this account acts for as staff; 0, which nobody is, where there is none."""
        return next((grant.person_id for grant in self.grants if grant.scope is Scope.STAFF), 0)

    @property
    def person_id(self) -> int | None:
        """The person that the change log names."""
        return self.staff_id or next((grant.person_id for grant in self.grants), None)


class LessonFacts(NamedTuple):
    """A lesson with what every screen of it says."""

    id: int
    course_id: int
    subject_id: int
    group_id: int
    subject: str
    group: str
    grade: int
    marked: bool
    """False in grade 1 and in a course without marks (H5): no path may put one."""
    date: date
    period: int
    starts_at: datetime
    ends_at: datetime
    room: str
    state: LessonState
    topic_id: int | None
    topic: str
    work_type_id: int | None
    attendance_at: datetime | None
    first_entry_at: datetime | None
    closed_at: datetime | None


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


class Child(NamedTuple):
    """A student as the family sees it: always named, with the class of this day (None after leaving)."""

    student_id: int
    person_id: int
    given_name: str
    surname: str
    class_id: int | None
    grade: int | None
    letter: str
    legal: bool
    """Whether the actor is the child's legal representative (who alone consents, signs and sends notes)."""
    own: bool
    """True for the student: the screens say «вы»."""
    alias: str = ""
    """What this guardian wants the child to be called."""

    @property
    def called(self) -> str:
        """The name in pushes: the alias that the guardian chose, or the first name."""
        return self.alias or self.given_name


def during(
    valid_from: SQLColumnExpression[date],
    valid_to: SQLColumnExpression[date | None],
    day: SQLColumnExpression[date] | date,
) -> ColumnElement[bool]:
    """True where the day lies within the dates, both inclusive; no end is for ever."""
    return and_(valid_from <= day, or_(valid_to.is_(None), valid_to >= day))


# --- lessons -----------------------------------------------------------------------------------------------------------


def lessons() -> Select[*tuple[Any, ...]]:
    """The columns of `LessonFacts`, for any where-clause."""
    return (
        select(
            Lesson.id,
            Lesson.course_id,
            Course.subject_id,
            Course.group_id,
            Subject.name,
            StudyGroup.name,
            StudyGroup.grade,
            takes_marks(),
            Lesson.date,
            Lesson.period,
            Lesson.starts_at,
            Lesson.ends_at,
            Lesson.room,
            Lesson.state,
            Lesson.topic_id,
            Lesson.topic,
            Lesson.work_type_id,
            Lesson.attendance_at,
            Lesson.first_entry_at,
            Lesson.closed_at,
        )
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
    )


def takes_marks() -> ColumnElement[bool]:
    """Whether marks may be put on the lesson: not in grade 1, nor in a course without marks at its date (H5)."""
    return and_(
        StudyGroup.grade > 1, Subject.marked, or_(Course.marks_from.is_(None), Course.marks_from <= Lesson.date)
    )


def taught_by(person_id: int) -> ColumnElement[bool]:
    """The lesson is this person's: its teacher or a co-teacher on its date, who still works here."""
    return exists().where(
        CourseTeacher.course_id == Lesson.course_id,
        CourseTeacher.person_id == person_id,
        during(CourseTeacher.valid_from, CourseTeacher.valid_to, Lesson.date),
        Staff.person_id == CourseTeacher.person_id,
        Staff.left_on.is_(None),
    )


async def lesson_of_teacher(session: Session, actor: Actor, lesson_id: int) -> LessonFacts:
    """A lesson of the actor's own, to look at."""
    return await _lesson(session, lessons().where(Lesson.id == lesson_id, taught_by(actor.staff_id)))


async def lesson_to_fill(session: Session, actor: Actor, lesson_id: int, now: datetime) -> LessonFacts:
    """A lesson that the actor may fill: own, taking place, not of a later date. Locked until the transaction ends.

    Raises LessonCancelled, LessonAhead; NotFound for a lesson of anybody else (a deputy head's included: П 5.4.1).
    """
    found = await _lesson(
        session,
        lessons().where(Lesson.id == lesson_id, taught_by(actor.staff_id)).with_for_update(of=Lesson),
    )
    if found.state is LessonState.CANCELLED:
        raise LessonCancelled
    if found.date > now.date():
        raise LessonAhead
    return found


async def _lesson(session: Session, query: Select[*tuple[Any, ...]]) -> LessonFacts:
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    return LessonFacts(*row)


# --- students ----------------------------------------------------------------------------------------------------------


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


# --- the family --------------------------------------------------------------------------------------------------------


def _own_children(actor: Actor) -> ColumnElement[bool]:
    """Students whom the account's grants name, for whom the relation still holds and somebody's consent is live.

    A guardian needs the own consent; a student one live consent of any legal representative (G39).
    """
    reached: list[ColumnElement[bool]] = []
    for grant in actor.grants:
        if grant.scope is Scope.GUARDIAN:
            reached.append(
                and_(
                    Student.id == grant.student_id,
                    exists().where(
                        Guardian.person_id == grant.person_id,
                        Guardian.student_id == Student.id,
                        or_(consented(Guardian.id), and_(Guardian.legal.is_(False), any_consent())),
                    ),
                )
            )
        elif grant.scope is Scope.STUDENT:
            reached.append(and_(Student.person_id == grant.person_id, any_consent()))
    return or_(false(), *reached)


def consented(guardian_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """This guardian's own consent is live."""
    return exists().where(Consent.guardian_id == guardian_id, Consent.withdrawn_at.is_(None))


def any_consent() -> ColumnElement[bool]:
    """A legal representative of the `Student` of the enclosing statement consents."""
    other = Guardian.__table__.alias("other_guardian")
    return (
        exists()
        .where(
            other.c.student_id == Student.id,
            other.c.legal,
            Consent.guardian_id == other.c.id,
            Consent.withdrawn_at.is_(None),
        )
        .correlate_except(other, Consent)
    )


async def children(session: Session, actor: Actor, today: date) -> list[Child]:
    """The children whose data the actor may see, in order of name; a student gets oneself."""
    if not any(grant.scope is not Scope.STAFF for grant in actor.grants):
        return []
    rows = await session.execute(_children(actor, today).order_by(Person.search_key, Student.id))
    return [_child(actor, row) for row in rows]


async def child(session: Session, actor: Actor, student_id: int, today: date) -> Child:
    """One child of the actor's; NotFound for anybody else's (H9), for a withdrawn consent and for a revoked grant alike."""
    row = (await session.execute(_children(actor, today).where(Student.id == student_id))).one_or_none()
    if row is None:
        raise NotFound
    return _child(actor, row)


def _children(actor: Actor, today: date) -> Select[*tuple[Any, ...]]:
    guarding = [grant.person_id for grant in actor.grants if grant.scope is Scope.GUARDIAN]
    return (
        select(
            Student.id,
            Person.id,
            Person.given_name,
            Person.surname,
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
            exists().where(Guardian.student_id == Student.id, Guardian.person_id.in_(guarding), Guardian.legal),
            select(func.max(Guardian.alias))
            .where(Guardian.student_id == Student.id, Guardian.person_id.in_(guarding))
            .scalar_subquery(),
        )
        .join(Person, Person.id == Student.person_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, today)),
        )
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(_own_children(actor))
    )


def _child(actor: Actor, row: Row[*tuple[Any, ...]]) -> Child:
    student_id, person_id, given_name, surname, class_id, grade, letter, legal, alias = row
    guarded = any(grant.scope is Scope.GUARDIAN and grant.student_id == student_id for grant in actor.grants)
    own = any(grant.scope is Scope.STUDENT and grant.person_id == person_id for grant in actor.grants)
    return Child(
        student_id,
        person_id,
        given_name,
        surname,
        class_id,
        grade,
        letter or "",
        legal=legal and guarded,
        own=own,
        alias=(alias or "") if guarded else "",
    )


# --- classes and duties ------------------------------------------------------------------------------------------------


def leads(person_id: SQLColumnExpression[int] | int, day: date) -> ColumnElement[bool]:
    """The person is homeroom teacher of the `SchoolClass` on that day, or was appointed to act as one (H1)."""
    return exists().where(
        ClassLead.class_id == SchoolClass.id,
        ClassLead.person_id == person_id,
        during(ClassLead.valid_from, ClassLead.valid_to, day),
        Staff.person_id == ClassLead.person_id,
        Staff.left_on.is_(None),
    )


def serves(person_id: int, duty: Duty) -> ColumnElement[bool]:
    """The person works here and is on this duty; a coordinator is the first chain of П 5.2 (H1)."""
    return exists().where(
        StaffDuty.person_id == person_id,
        StaffDuty.duty == duty,
        Staff.person_id == StaffDuty.person_id,
        Staff.left_on.is_(None),
    )


def may_admit(
    actor: Actor,
    person_id: SQLColumnExpression[int],
    scope: SQLColumnExpression[Scope],
    student_id: SQLColumnExpression[int | None],
    day: date,
) -> ColumnElement[bool]:
    """The two chains of access and no other (H1, П 5.2): the actor may give this person this scope, and take it back.

    A coordinator admits staff; today's homeroom teacher admits the students of the own class and their guardians.
    """
    # Its own tables throughout: the statement around it may hold a student of its own.
    pupil = (
        exists()
        .where(
            or_(
                and_(scope == Scope.GUARDIAN, Student.id == student_id),
                and_(scope == Scope.STUDENT, Student.person_id == person_id),
            ),
            Enrolment.student_id == Student.id,
            during(Enrolment.valid_from, Enrolment.valid_to, day),
            SchoolClass.id == Enrolment.class_id,
            leads(actor.staff_id, day),
        )
        .correlate_except(Student, Enrolment, SchoolClass)
    )
    return or_(and_(scope == Scope.STAFF, serves(actor.staff_id, Duty.COORDINATOR)), pupil)


class ClassFacts(NamedTuple):
    """A class by name."""

    id: int
    grade: int
    letter: str

    @property
    def name(self) -> str:
        """8Б."""
        return f"{self.grade}{self.letter}"


async def classes_led(session: Session, actor: Actor, today: date) -> list[ClassFacts]:
    """The classes whose homeroom teacher the actor is today."""
    rows = await session.execute(
        select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter)
        .where(leads(actor.staff_id, today))
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    return [ClassFacts(*row) for row in rows]


async def class_led(session: Session, actor: Actor, class_id: int, today: date) -> ClassFacts:
    """The class, if the actor is its homeroom teacher today; NotFound otherwise."""
    row = (
        await session.execute(
            select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter).where(
                SchoolClass.id == class_id, leads(actor.staff_id, today)
            )
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return ClassFacts(*row)


class ClassToRead(NamedTuple):
    """A class whose marks the actor may read, in every subject."""

    facts: ClassFacts
    own: bool
    """Its homeroom teacher; otherwise a deputy head."""


async def class_to_read(session: Session, actor: Actor, class_id: int, today: date) -> ClassToRead:
    """The class, if the actor may read it whole: today's homeroom teacher, or a deputy head.

    NotFound otherwise, for a teacher of the class too (П 5.4.1).
    """
    own = leads(actor.staff_id, today)
    row = (
        await session.execute(
            select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter, own).where(
                SchoolClass.id == class_id, or_(own, serves(actor.staff_id, Duty.DEPUTY_HEAD))
            )
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return ClassToRead(ClassFacts(row[0], row[1], row[2]), own=bool(row[3]))


async def on_duty(session: Session, actor: Actor, duty: Duty) -> int:
    """The actor's person, if on this duty now (coordinator, deputy head); NotFound otherwise."""
    found = await session.scalar(
        select(StaffDuty.person_id)
        .join(Staff, Staff.person_id == StaffDuty.person_id)
        .where(StaffDuty.person_id == actor.staff_id, StaffDuty.duty == duty, Staff.left_on.is_(None))
    )
    if found is None:
        raise NotFound
    return found
