"""A course's page of a term: its lessons that were held, its students, and what stands in each cell.

For the teacher of the course, and for whoever reads the class whole, so nothing of it waits for a family's hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, func, literal, or_, select, type_coerce, union_all

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.finals import FinalKind
from db.homework import Homework, HomeworkKind
from db.jobs import Job
from db.lessons import Lesson, LessonState
from db.marks import Mark, WorkType
from db.people import Enrolment, Person, School, Student
from db.timetable import AcademicYear, Course, CourseTeacher, GroupClass, GroupMember, StudyGroup, Term, TermGrade
from journal import access
from journal.access import Actor, CourseFacts
from journal.family import terms
from journal.family.terms import Span
from journal.finals import rules, standing
from journal.finals.standing import Stands
from journal.marks.averages import Averaging, Weighed
from journal.refusals import NotFound


class Heading(NamedTuple):
    """Which course in which term, for whom."""

    course: CourseFacts
    class_id: int
    """The class whose part of the course this is; 0: the whole group, for its teacher."""
    span: Span
    spans: Sequence[Span]
    """Every term that has begun, oldest first."""
    after: int
    """The actor's last job: a button carries it, so that a double tap is known."""
    averaging: Averaging = Averaging()
    """How the subject's marks are reckoned: the school's way, or the subject's own."""


class Column(NamedTuple):
    """A lesson that was held, or is of today."""

    lesson_id: int
    date: date
    period: int
    topic: str


class Row(NamedTuple):
    """A student who sat in the course in that term."""

    student_id: int
    surname: str
    given_name: str
    stays: tuple[tuple[date, date | None], ...]
    """From when to when, both inclusive."""

    @property
    def name(self) -> str:
        """«Иванов Пётр»."""
        return f"{self.surname} {self.given_name}".strip()

    @property
    def short(self) -> str:
        """«Иванов П.»."""
        return f"{self.surname} {self.given_name[:1]}." if self.given_name else self.surname

    def sits(self, day: date) -> bool:
        """Whether the student sat in the course on that day: before and after there are no cells."""
        return any(first <= day and (last is None or day <= last) for first, last in self.stays)


class Cell(NamedTuple):
    """What stands in a cell: an attendance code, marks, or both."""

    code: AttendanceCode | None = None
    marks: tuple[Weighed, ...] = ()


EMPTY = Cell()


class Page(NamedTuple):
    """The whole page of the term. Cells are (student, lesson)."""

    heading: Heading
    columns: Sequence[Column]
    rows: Sequence[Row]
    cells: Mapping[tuple[int, int], Cell]

    def cell(self, row: Row, column: Column) -> Cell | None:
        """What stands there; None where the student did not sit in that lesson.

        Who came brings the own marks along; what is entered after leaving is for the next class to read.
        """
        there = self.cells.get((row.student_id, column.lesson_id))
        if there is not None and any(last is None or column.date <= last for _, last in row.stays):
            return there
        return EMPTY if row.sits(column.date) else None

    def mean(self, row: Row) -> Fraction | None:
        """The student's average of the term, by the school's rule."""
        marks = (mark for column in self.columns for mark in (self.cell(row, column) or EMPTY).marks)
        return self.heading.averaging.mean(marks)

    def left_on(self, row: Row) -> date | None:
        """The student's last day, where it is before the last lesson."""
        last = max((until or date.max for _, until in row.stays), default=date.max)
        return last if self.columns and last < self.columns[-1].date else None


async def heading(
    session: Session, actor: Actor, *, course_id: int, class_id: int, span_id: int | None, now: datetime
) -> Heading:
    """The course and one of its terms (None: of today), in one statement; NotFound for anybody else's and for no term."""
    today = now.date()
    year = (AcademicYear.id, AcademicYear.name, AcademicYear.starts_on, AcademicYear.ends_on)
    graded = Term.id.in_(select(TermGrade.term_id).where(TermGrade.grade == StudyGroup.grade))
    newest = select(func.max(Job.id)).where(Job.account_id == actor.account_id).scalar_subquery()
    rows = await session.execute(
        access.courses()
        .add_columns(
            *year, Term.id, Term.kind, Term.name, Term.starts_on, Term.ends_on, newest, Course.subject_id, rules.STORED
        )
        .join(AcademicYear, AcademicYear.id == StudyGroup.year_id)
        .outerjoin(Term, and_(Term.year_id == AcademicYear.id, Term.starts_on <= today, graded))
        .where(access.course_to_read(actor, course_id, class_id, today), AcademicYear.starts_on <= today)
        .order_by(Term.starts_on, Term.ends_on)
    )
    width = len(CourseFacts._fields)
    course, spans, after, averaging = None, [], 0, Averaging()
    for row in rows:
        course = CourseFacts(*row[:width])
        year_id, name, first, last, term, kind, term_name, begins, ends, newest_job, subject_id, stored = row[width:]
        after, averaging = newest_job or 0, rules.read(stored).averaging(subject_id)
        spans.append(
            Span(-year_id, None, name, name, first, last, course.grade)
            if term is None
            else Span(term, kind, term_name, name, begins, ends, course.grade)
        )
    chosen = terms.current(spans, today) if span_id is None else next((it for it in spans if it.id == span_id), None)
    if course is None or chosen is None:
        raise NotFound
    return Heading(course, class_id, chosen, spans, after, averaging)


async def page(
    session: Session, actor: Actor, *, course_id: int, class_id: int, span_id: int | None, now: datetime
) -> Page:
    """The page in three statements however large; NotFound as above."""
    found = await heading(session, actor, course_id=course_id, class_id=class_id, span_id=span_id, now=now)
    first, last = found.span.first, min(found.span.last, now.date())
    columns = [Column(*row) for row in await session.execute(_lessons(found.course.id, first, last))]
    names: dict[int, tuple[str, str]] = {}
    stays: dict[int, set[tuple[date, date]]] = defaultdict(set)
    codes: dict[tuple[int, int], AttendanceCode] = {}
    marks: dict[tuple[int, int], dict[int, Weighed]] = defaultdict(dict)
    for student, surname, given, begins, ends, joins, leaves, lesson, slot, value, weight in await session.execute(
        _students(found, first, last)
    ):
        names[student] = surname, given
        stays[student].add((max(begins, joins or begins), min(ends or date.max, leaves or date.max)))
        if slot == 0:
            codes[student, lesson] = AttendanceCode(value)
        elif slot and found.course.marked:
            marks[student, lesson][slot] = Weighed(value, weight)
    rows = [
        Row(student, *names[student], _within(spans, first, last))
        for student, spans in stays.items()
        if _within(spans, first, last)
    ]
    cells = {
        key: Cell(codes.get(key), tuple(mark for _, mark in sorted(marks.get(key, {}).items())))
        for key in codes.keys() | marks.keys()
    }
    return Page(found, columns, rows, cells)


def _within(spans: Iterable[tuple[date, date]], first: date, last: date) -> tuple[tuple[date, date | None], ...]:
    """The stays that reach into these days, in their order."""
    real = sorted((begins, ends) for begins, ends in spans if max(begins, first) <= min(ends, last))
    return tuple((begins, None if ends == date.max else ends) for begins, ends in real)


def _held(course_id: int, first: date, last: date) -> tuple[Any, ...]:
    return Lesson.course_id == course_id, Lesson.date.between(first, last), Lesson.state != LessonState.CANCELLED


def _lessons(course_id: int, first: date, last: date) -> Select[*tuple[Any, ...]]:
    return (
        select(Lesson.id, Lesson.date, Lesson.period, Lesson.topic)
        .where(*_held(course_id, first, last))
        .order_by(Lesson.date, Lesson.starts_at, Lesson.period, Lesson.id)
    )


def _students(of: Heading, first: date, last: date) -> Select[*tuple[Any, ...]]:
    """A row a stay and a cell, in the order of the paper list. Attendance is slot 0."""
    lessons = select(Lesson.id).where(*_held(of.course.id, first, last))
    attended = select(
        Attendance.student_id, Attendance.lesson_id, literal(0).label("slot"), type_coerce(Attendance.code, String).label("value"),
        literal(0).label("weight"),
    ).where(Attendance.lesson_id.in_(lessons), Attendance.code.is_not(None))  # fmt: skip
    marked = (
        select(Mark.student_id, Mark.lesson_id, Mark.slot, Mark.value, WorkType.weight)
        .join(WorkType, WorkType.id == Mark.work_type_id)
        .where(Mark.lesson_id.in_(lessons), Mark.value.is_not(None))
    )
    entered = union_all(attended, marked).subquery()
    member = and_(GroupMember.group_id == of.course.group_id, GroupMember.student_id == Enrolment.student_id)
    return (
        select(
            Enrolment.student_id, Person.surname, Person.given_name, Enrolment.valid_from, Enrolment.valid_to,
            GroupMember.valid_from, GroupMember.valid_to,
            entered.c.lesson_id, entered.c.slot, entered.c.value, entered.c.weight,
        )
        .select_from(Enrolment)
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .join(GroupClass, and_(GroupClass.class_id == Enrolment.class_id, GroupClass.group_id == of.course.group_id))
        .join(StudyGroup, StudyGroup.id == GroupClass.group_id)
        .outerjoin(GroupMember, and_(member, StudyGroup.whole.is_(False)))
        .outerjoin(entered, entered.c.student_id == Enrolment.student_id)
        .where(
            Enrolment.valid_from <= last,
            or_(Enrolment.valid_to.is_(None), Enrolment.valid_to >= first),
            or_(StudyGroup.whole, GroupMember.id.is_not(None)),
            *([Enrolment.class_id == of.class_id] if of.class_id else []),
        )
        .order_by(Person.search_key, Enrolment.student_id)
    )  # fmt: skip


class Said(NamedTuple):
    """What only the workbook says."""

    school: str
    teachers: Sequence[str]
    homework: Mapping[int, tuple[HomeworkKind, str]]
    """By lesson; a lesson without an entry is a gap."""
    finals: Mapping[FinalKind, Mapping[int, Stands]] = MappingProxyType({})
    """What ended with the term, by student: the term's own, and with the year's last term those of the year."""


async def said(session: Session, found: Page) -> Said:
    """The school, the homework of the page's lessons, the finals of the subject. Who read the page was permitted to."""
    of, lessons = found.heading, [column.lesson_id for column in found.columns]
    rows = await session.execute(
        select(Homework.lesson_id, Homework.kind, Homework.text).where(
            Homework.lesson_id.in_(lessons), Homework.number == 0, ~Homework.withdrawn
        )
    )
    name = await session.scalar(select(School.name)) or ""
    teachers = await session.execute(
        select(Person.surname, Person.given_name, Person.patronymic, Person.search_key)
        .join(CourseTeacher, CourseTeacher.person_id == Person.id)
        .where(CourseTeacher.course_id == of.course.id, CourseTeacher.valid_from <= of.span.last)
        .where(or_(CourseTeacher.valid_to.is_(None), CourseTeacher.valid_to >= of.span.first))
        .order_by(Person.search_key)
        .distinct()
    )
    there = [row.student_id for row in found.rows if found.left_on(row) is None] if of.course.marked else []
    stands = await standing.of(session, there, of.span, course_id=of.course.id)
    return Said(
        name,
        [" ".join(filter(None, it[:3])) for it in teachers],
        {row[0]: (row[1], row[2]) for row in rows},
        {kind: {who: it for (who, _), it in finals.items()} for kind, finals in stands.finals.items()},
    )
