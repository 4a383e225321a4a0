"""`🔁 Замены`: what a deputy head sees to plan: a day, a teacher's lessons of it, who could take one or all of them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import and_, or_, select

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Duty, Person, Staff
from db.substitutions import StaffAbsence, Substitution, SubstitutionKind, SubstitutionState
from db.timetable import CourseTeacher
from journal import access
from journal.access import Actor, LessonFacts, teaches_on_its_day
from journal.lessons import sheet
from journal.names import initials
from journal.refusals import NotFound
from journal.substitutions import absences, lines, people
from journal.substitutions.absences import Away, Covered
from journal.substitutions.lines import Line
from journal.substitutions.people import Candidate

LONGEST: Final = timedelta(days=31)


class DayPage(NamedTuple):
    """A day: who is away, which lessons were handed over, which are cancelled or moved."""

    day: date
    away: tuple[Away, ...]
    lines: tuple[Line, ...]
    changed: tuple[LessonFacts, ...]


class Teacher(NamedTuple):
    """Somebody with lessons on a day."""

    person_id: int
    name: str


class TeacherPage(NamedTuple):
    """The lessons of one teacher on some days, and whether the teacher said to be away then."""

    person_id: int
    name: str
    first: date
    last: date
    away: Away | None
    lessons: tuple[Covered, ...]

    @property
    def uncovered(self) -> tuple[LessonFacts, ...]:
        """What nobody was asked to take yet."""
        return tuple(
            it.lesson
            for it in self.lessons
            if it.cover is None and it.lesson.state in (LessonState.PLANNED, LessonState.OPEN)
        )


class LessonPage(NamedTuple):
    """One lesson as it is planned."""

    lesson: LessonFacts
    teachers: tuple[Teacher, ...]
    line: Line | None
    """Who was asked to take it; the last one, also where the answer was no."""


class Choice(NamedTuple):
    """Who could take some lessons of a teacher."""

    absent: Teacher
    lessons: tuple[LessonFacts, ...]
    candidates: tuple[Candidate, ...]


class KindPage(NamedTuple):
    """How one of them could."""

    absent: Teacher
    lessons: tuple[LessonFacts, ...]
    candidate: Candidate
    kinds: tuple[SubstitutionKind, ...]


async def day_page(session: Session, actor: Actor, *, day: date) -> DayPage:
    """A deputy head's. Four statements."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    away = await absences.read(session, StaffAbsence.first_on <= day, StaffAbsence.last_on >= day)
    shown = (SubstitutionState.OFFERED, SubstitutionState.ACCEPTED, SubstitutionState.DECLINED)
    found = await lines.read(session, Lesson.date == day, Substitution.state.in_(shown))
    live = {line.lesson_id for line in found if line.live}
    stands_in = {line.instead_id for line in found}
    rows = await session.execute(
        access.lessons()
        .where(
            or_(
                and_(Lesson.date == day, or_(Lesson.state == LessonState.CANCELLED, Lesson.from_date.is_not(None))),
                Lesson.from_date == day,
            ),
            Lesson.instead_of.is_(None),
        )
        .order_by(Lesson.starts_at, Lesson.id)
    )
    changed = [LessonFacts(*row) for row in rows]
    return DayPage(
        day,
        tuple(away),
        # A refusal is shown until somebody else was asked.
        tuple(line for line in found if line.live or line.lesson_id not in live),
        tuple(sheet.local(session, it) for it in changed if it.id not in live and it.id not in stands_in),
    )


async def teachers(session: Session, actor: Actor, *, day: date) -> list[Teacher]:
    """Who has lessons on that day, by name. A deputy head's."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    rows = await session.execute(
        select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.search_key)
        .join(Staff, and_(Staff.person_id == Person.id, Staff.left_on.is_(None)))
        .join(CourseTeacher, CourseTeacher.person_id == Person.id)
        .join(Lesson, teaches_on_its_day())
        .where(Lesson.date == day, Lesson.state != LessonState.CANCELLED)
        .distinct()
        .order_by(Person.search_key, Person.id)
    )
    return [Teacher(person_id, initials(*name)) for person_id, *name, _ in rows]


async def teacher_page(session: Session, actor: Actor, *, person_id: int, first: date, last: date) -> TeacherPage:
    """The lessons of one teacher on some days. NotFound for who does not work here. A deputy head's."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    if not first <= last <= first + LONGEST:
        raise NotFound
    name = await _name(session, person_id)
    said = await absences.read(
        session, StaffAbsence.person_id == person_id, StaffAbsence.first_on <= last, StaffAbsence.last_on >= first
    )
    found = await absences.of_teacher(session, person_id, first, last)
    return TeacherPage(person_id, name, first, last, said[0] if said else None, tuple(found))


async def lesson_page(session: Session, actor: Actor, *, lesson_id: int) -> LessonPage:
    """One lesson with whoever teaches it, and who was asked to take it. A deputy head's. Three statements."""
    rows = (
        await session.execute(
            access.lessons()
            .join(CourseTeacher, teaches_on_its_day(), isouter=True)
            .join(Person, Person.id == CourseTeacher.person_id, isouter=True)
            .where(Lesson.id == lesson_id, access.serves(actor.staff_id, Duty.DEPUTY_HEAD))
            .add_columns(Person.id, Person.surname, Person.given_name, Person.patronymic)
            .order_by(Person.search_key, Person.id)
        )
    ).all()
    if not rows:
        raise NotFound
    found = await lines.read(session, Substitution.lesson_id == lesson_id)
    asked = [line for line in found if line.live] or [
        line for line in found if line.state is SubstitutionState.DECLINED
    ]
    return LessonPage(
        sheet.local(session, LessonFacts(*rows[0][:-4])),
        tuple(Teacher(row[-4], initials(*row[-3:])) for row in rows if row[-4] is not None),
        asked[-1] if asked else None,
    )


async def choice(session: Session, actor: Actor, *, lesson_id: int, absent_id: int, now: datetime) -> Choice:
    """Who could take one lesson of this teacher. Three statements."""
    page = await lesson_page(session, actor, lesson_id=lesson_id)
    absent = next((it for it in page.teachers if it.person_id == absent_id), None)
    if absent is None:
        raise NotFound
    found = await people.candidates(session, [page.lesson], absent_id=absent_id, now=now)
    return Choice(absent, (page.lesson,), tuple(found))


async def choice_of_days(
    session: Session, actor: Actor, *, person_id: int, first: date, last: date, now: datetime
) -> Choice:
    """Who could take everything that nobody takes yet of this teacher's lessons on some days."""
    page = await teacher_page(session, actor, person_id=person_id, first=first, last=last)
    absent = Teacher(person_id, page.name)
    if not page.uncovered:
        return Choice(absent, (), ())
    found = await people.candidates(session, page.uncovered, absent_id=person_id, now=now)
    return Choice(absent, page.uncovered, tuple(found))


async def kinds(session: Session, chosen: Choice, substitute_id: int) -> KindPage:
    """How a candidate could take the lessons: with a lesson of the own at that time, only beside it."""
    found = next((it for it in chosen.candidates if it.person_id == substitute_id), None)
    if found is None or not chosen.lessons:
        raise NotFound
    if found.busy:
        joined = [SubstitutionKind.JOINED] if found.joins else []
        return KindPage(chosen.absent, chosen.lessons, found, (*joined, SubstitutionKind.SUPERVISION))
    own: Sequence[SubstitutionKind] = []
    if len(chosen.lessons) == 1 and await people.own_course(session, substitute_id, chosen.lessons[0]) is not None:
        own = [SubstitutionKind.OWN_SUBJECT]
    offered = (SubstitutionKind.SAME_SUBJECT, *own, SubstitutionKind.SUPERVISION)
    return KindPage(chosen.absent, chosen.lessons, found, offered)


async def _name(session: Session, person_id: int) -> str:
    row = (
        await session.execute(
            select(Person.surname, Person.given_name, Person.patronymic)
            .join(Staff, and_(Staff.person_id == Person.id, Staff.left_on.is_(None)))
            .where(Person.id == person_id)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return initials(*row)
