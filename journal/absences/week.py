"""`🙋 Пропуски недели`: the homeroom teacher gives the week's absences their reason and says when it is done (H6).

П 5.3.2: the homeroom teacher corrects the attendance of the own class every week.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, select, true

from db.absences import AbsenceWeek, Attendance, AttendanceCode
from db.engine import Session, insert
from db.lessons import Lesson, LessonState
from db.people import Enrolment, Person, Student
from db.timetable import Course, Subject
from journal import access, audit
from journal.absences import explained
from journal.access import Actor, ClassFacts, during
from journal.dates import Days
from journal.refusals import NotFound

WEEK: Final = timedelta(days=7)
SETTLED: Final = (AttendanceCode.ABSENT, AttendanceCode.ILL, AttendanceCode.EXCUSED)
"""What the homeroom teacher can say of an absence: not known yet, ill, excused."""


class Absent(NamedTuple):
    """A student with lessons missed without a reason."""

    student_id: int
    surname: str
    given_name: str
    missed: int
    days: tuple[date, ...]

    @property
    def name(self) -> str:
        """«Смирнова Полина»."""
        return f"{self.surname} {self.given_name}".strip()


class Done(NamedTuple):
    """Who went through the week, and when."""

    at: datetime
    who: str


class ClassWeek(NamedTuple):
    """A class's week; `done` is None while nobody said so, and again once another Н came."""

    school_class: ClassFacts
    monday: date
    absent: tuple[Absent, ...]
    done: Done | None


class Missed(NamedTuple):
    """A lesson of the week that a student missed."""

    lesson_id: int
    subject: str
    date: date
    period: int
    code: AttendanceCode
    own: bool
    """It was this homeroom teacher who gave the reason, so it can be taken back."""


class StudentWeek(NamedTuple):
    """One student's week."""

    school_class: ClassFacts
    monday: date
    student_id: int
    name: str
    missed: tuple[Missed, ...]

    def days(self, code: AttendanceCode) -> list[date]:
        """The days on which something stands with this code."""
        return sorted({one.date for one in self.missed if one.code is code})


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


async def of_class(session: Session, actor: Actor, class_id: int, *, monday: date, now: datetime) -> ClassWeek:
    """The students with Н in a week; NotFound for another's class."""
    school_class = await access.class_led(session, actor, class_id, now.date())
    return await _of_class(session, school_class, monday_of(monday), now)


async def of_student(
    session: Session, actor: Actor, class_id: int, *, student_id: int, monday: date, now: datetime
) -> StudentWeek:
    """What a student of the own class missed in a week, reasons included."""
    school_class = await access.class_led(session, actor, class_id, now.date())
    monday = monday_of(monday)
    name = await _name(session, class_id, student_id, now.date())
    rows = await session.execute(
        select(
            Lesson.id,
            Subject.name,
            Lesson.date,
            Lesson.period,
            Attendance.code.label("code"),
            and_(Attendance.author_id == actor.staff_id, Attendance.note_id.is_(None)),
        )
        .select_from(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .where(Attendance.student_id == student_id, Attendance.code.in_(SETTLED), _within(monday))
        .order_by(Lesson.date, Lesson.period, Lesson.id)
    )
    return StudentWeek(
        school_class,
        monday,
        student_id,
        name,
        tuple(Missed(*row[:4], AttendanceCode(row.code), row[5]) for row in rows),
    )


async def settle(
    session: Session,
    actor: Actor,
    class_id: int,
    *,
    student_id: int,
    first: date,
    last: date,
    code: AttendanceCode,
    now: datetime,
) -> StudentWeek:
    """Every Н of these days of one week gets the reason, or what this teacher had said of them before gets another.

    Б and У of a parent's note or of the lesson's teacher stay, present and late are never touched. The same again is a
    success without a change.
    """
    if code not in SETTLED or last < first or monday_of(first) != monday_of(last):
        raise NotFound
    await access.class_led(session, actor, class_id, now.date())
    await _name(session, class_id, student_id, now.date())
    lessons = await explained.lock(session, student_id, Days(first, last), now=now)
    changed = await explained.decide(session, student_id, actor.staff_id, code=code, lessons=lessons, now=now)
    if changed:
        audit.record(
            session,
            actor,
            "absences.settle",
            now,
            student=student_id,
            first=f"{first}",
            last=f"{last}",
            code=code.value,
            lessons=changed,
        )
    return await of_student(session, actor, class_id, student_id=student_id, monday=first, now=now)


async def finish(session: Session, actor: Actor, class_id: int, *, monday: date, now: datetime) -> ClassWeek:
    """The week is gone through, and the deputy head sees so. What has no reason by then keeps its Н."""
    school_class = await access.class_led(session, actor, class_id, now.date())
    monday = monday_of(monday)
    statement = insert(session, AbsenceWeek).values(
        class_id=class_id, monday=monday, done_at=now, done_by=actor.staff_id
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[AbsenceWeek.class_id, AbsenceWeek.monday],
            set_={"done_at": statement.excluded.done_at, "done_by": statement.excluded.done_by},
        )
    )
    audit.record(session, actor, "absences.finish", now, school_class=class_id, monday=f"{monday}")
    return await _of_class(session, school_class, monday, now)


async def to_remind_of(session: Session, actor: Actor, monday: date, now: datetime) -> list[ClassWeek]:
    """The own classes with absences that have no reason, in weeks that nobody has gone through since they came."""
    led = await access.classes_led(session, actor, now.date())
    weeks = [await _of_class(session, school_class, monday, now) for school_class in led]
    return [week for week in weeks if week.absent and week.done is None]


# --- reading -------------------------------------------------------------------------------------------------------------


def _within(monday: date) -> ColumnElement[bool]:
    return Lesson.date.between(monday, monday + WEEK - timedelta(days=1))


def unexplained(monday: date, today: date) -> Select[*tuple[Any, ...]]:
    """The Н of a week of today's students, lessons that were cancelled after all left out."""
    return (
        select(Attendance.id)
        .select_from(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .join(
            Enrolment,
            and_(
                Enrolment.student_id == Attendance.student_id,
                during(Enrolment.valid_from, Enrolment.valid_to, today),
            ),
        )
        .where(
            Attendance.code == AttendanceCode.ABSENT,
            Lesson.state != LessonState.CANCELLED,
            _within(monday),
        )
    )


def not_done(monday: date) -> ColumnElement[bool]:
    """Nobody has gone through the week since this `Attendance` was written."""
    return ~exists().where(
        AbsenceWeek.class_id == Enrolment.class_id,
        AbsenceWeek.monday == monday,
        AbsenceWeek.done_at >= Attendance.changed_at,
    )


async def _of_class(session: Session, school_class: ClassFacts, monday: date, now: datetime) -> ClassWeek:
    rows = await session.execute(
        unexplained(monday, now.date())
        .join(Student, Student.id == Attendance.student_id)
        .join(Person, Person.id == Student.person_id)
        .with_only_columns(Student.id, Person.surname, Person.given_name, Lesson.date, Attendance.changed_at)
        .where(Enrolment.class_id == school_class.id)
        .order_by(Person.search_key, Student.id, Lesson.date)
    )
    names: dict[int, tuple[str, str]] = {}
    days: dict[int, list[date]] = {}
    latest: datetime | None = None
    for student_id, surname, given_name, day, changed_at in rows:
        names[student_id] = (surname, given_name)
        days.setdefault(student_id, []).append(day)
        latest = changed_at if latest is None else max(latest, changed_at)
    absent = tuple(
        Absent(student_id, *names[student_id], len(missed), tuple(dict.fromkeys(missed)))
        for student_id, missed in days.items()
    )
    return ClassWeek(school_class, monday, absent, await _done(session, school_class.id, monday, latest))


async def _done(session: Session, class_id: int, monday: date, latest: datetime | None) -> Done | None:
    row = (
        await session.execute(
            select(AbsenceWeek.done_at, Person.surname, Person.given_name, Person.patronymic)
            .join(Person, Person.id == AbsenceWeek.done_by)
            .where(
                AbsenceWeek.class_id == class_id,
                AbsenceWeek.monday == monday,
                AbsenceWeek.done_at >= latest if latest is not None else true(),
            )
        )
    ).one_or_none()
    if row is None:
        return None
    done_at, surname, *names = row
    return Done(done_at, f"{surname} {' '.join(f'{name[:1]}.' for name in names if name)}".strip())


async def _name(session: Session, class_id: int, student_id: int, today: date) -> str:
    """«Смирнова Полина»; NotFound for who is not in the class today."""
    row = (
        await session.execute(
            select(Person.surname, Person.given_name)
            .join(Student, Student.person_id == Person.id)
            .join(Enrolment, Enrolment.student_id == Student.id)
            .where(
                Student.id == student_id,
                Enrolment.class_id == class_id,
                during(Enrolment.valid_from, Enrolment.valid_to, today),
            )
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return f"{row.surname} {row.given_name}".strip()
