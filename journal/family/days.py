"""The lessons that a student sits, day by day, and the school days around one."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, and_, case, func, select

from db.engine import Session
from db.lessons import Lesson, LessonState
from db.people import Enrolment, Person
from db.substitutions import Substitution, SubstitutionKind, SubstitutionState
from db.timetable import Course, GroupClass, StudyGroup, Subject
from journal.access import Child, sits_in

AROUND = timedelta(days=21)
"""How far a neighbouring school day is looked for: longer than any holidays within a year."""


Day = date
"""Within the class below `date` is its own field."""


class Sitting(NamedTuple):
    """A lesson of a student."""

    lesson_id: int
    course_id: int
    subject_id: int
    subject: str
    date: date
    period: int
    starts_at: datetime
    ends_at: datetime
    room: str
    state: LessonState
    from_date: Day | None = None
    """Where the timetable had it before it was moved."""
    instead_of: int | None = None
    """The cancelled lesson whose hour it takes."""
    substitute: str = ""
    """Who gives it in the teacher's place, once that one has agreed. Why is nobody's business here."""

    @property
    def takes_place(self) -> bool:
        """False once it is cancelled."""
        return self.state is not LessonState.CANCELLED


def _substitute() -> ScalarSelect[str]:
    """«Титова Е. С.», of a lesson that a colleague agreed to take."""
    given, patronymic = (
        case((name != "", " " + func.substr(name, 1, 1) + "."), else_="")
        for name in (Person.given_name, Person.patronymic)
    )
    return (
        select(Person.surname + given + patronymic)
        .join(Substitution, Substitution.substitute_id == Person.id)
        .where(
            Substitution.lesson_id == Lesson.id,
            Substitution.state == SubstitutionState.ACCEPTED,
            Substitution.kind != SubstitutionKind.OWN_SUBJECT,
        )
        .order_by(Substitution.id)
        .limit(1)
        .correlate(Lesson)
        .scalar_subquery()
    )


COLUMNS = (
    Lesson.id,
    Lesson.course_id,
    Course.subject_id,
    Subject.name,
    Lesson.date,
    Lesson.period,
    Lesson.starts_at,
    Lesson.ends_at,
    Lesson.room,
    Lesson.state,
    Lesson.from_date,
    Lesson.instead_of,
    func.coalesce(_substitute(), ""),
)
"""What a `Sitting` is made of."""


TAKEN_BACK = and_(Lesson.instead_of.is_not(None), Lesson.state == LessonState.CANCELLED)
"""A lesson that stood in for another and was taken back leaves nothing to see."""


class Neighbours(NamedTuple):
    """The school days before and after a day, where there are any."""

    before: date | None
    after: date | None


def sat_by(query: Select[*tuple[Any, ...]], student_id: int) -> Select[*tuple[Any, ...]]:
    """The query over `Lesson`, kept to the lessons of groups in which the student sat on their dates.

    `sits_in` is the rule; the joins before it only begin at the student instead of at every lesson of the school.
    """
    return (
        query.select_from(Enrolment)
        .join(GroupClass, GroupClass.class_id == Enrolment.class_id)
        .join(StudyGroup, StudyGroup.id == GroupClass.group_id)
        .join(Course, Course.group_id == StudyGroup.id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(Lesson, Lesson.course_id == Course.id)
        .where(Enrolment.student_id == student_id, sits_in(Course.group_id, Lesson.date))
    )


async def sittings(session: Session, child: Child, first: date, last: date) -> list[Sitting]:
    """The child's lessons from one day to another, in order, cancelled ones too. The child was loaded: the permission."""
    return await read(session, sat_by(select(*COLUMNS), child.student_id).where(Lesson.date.between(first, last)))


async def read(session: Session, query: Select[*tuple[Any, ...]]) -> list[Sitting]:
    """The lessons of a query over `COLUMNS`, in order."""
    rows = await session.execute(query.where(~TAKEN_BACK).order_by(Lesson.date, Lesson.period, Lesson.id))
    # A student who changes class may belong to both on the day of it.
    return list({row[0]: Sitting(*row) for row in rows}.values())


def next_day(lessons: Iterable[Sitting], today: date) -> date | None:
    """The next day after today on which lessons take place."""
    return min((lesson.date for lesson in lessons if lesson.takes_place and lesson.date > today), default=None)


def day_at_hand(lessons: Iterable[Sitting], now: datetime) -> date | None:
    """Today while lessons are still to end, otherwise the next day that has some."""
    return min((lesson.date for lesson in lessons if lesson.takes_place and lesson.ends_at > now), default=None)


def neighbours(lessons: Iterable[Sitting], day: date) -> Neighbours:
    """The days with lessons on either side; a day of cancelled lessons counts, since one wants to see them."""
    days = {lesson.date for lesson in lessons}
    return Neighbours(
        max((other for other in days if other < day), default=None),
        min((other for other in days if other > day), default=None),
    )
