"""`📊 Ведомость`: a class in a term, students by subjects: finals, averages, how many marks, and what was missed.

For whoever reads the whole class, so nothing of it waits for a family's hold. Grade 1 has attendance only (П 5.5).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, exists, func, or_, select

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.finals import FinalKind
from db.lessons import Lesson, LessonState
from db.marks import Mark, WorkType
from db.people import Duty, Enrolment, Person, School, SchoolClass, Student
from db.timetable import AcademicYear, Course, GroupClass, Subject, Term, TermGrade
from journal import access
from journal.access import Actor, ClassFacts, ClassToRead
from journal.family import terms
from journal.family.terms import Span
from journal.finals import rules, standing
from journal.finals.rules import FinalsRules
from journal.finals.standing import NOTHING, Standing
from journal.marks.averages import NUMBERS, Weighed
from journal.names import search_key
from journal.refusals import NotFound

MISSED: Final = (AttendanceCode.ILL, AttendanceCode.EXCUSED, AttendanceCode.ABSENT)
"""Late is not absent."""


class Heading(NamedTuple):
    """Which class and which term."""

    of: ClassToRead
    span: Span


class Column(NamedTuple):
    """A subject that the class had lessons of."""

    id: int
    name: str


class Row(NamedTuple):
    """A student who was in the class in that term."""

    student_id: int
    name: str
    left_on: date | None
    """The last day in the class, where that was before the term's end."""


class Tally(NamedTuple):
    """Equal marks of a student in a subject."""

    value: str
    weight: int
    times: int
    last_on: date


class Found(NamedTuple):
    """What the tables say, still to be reckoned. Cells are (student, subject)."""

    school: str
    heading: Heading
    rows: Sequence[Row]
    columns: Sequence[Column]
    marks: Mapping[tuple[int, int], Sequence[Tally]]
    missed: Mapping[tuple[int, int], Mapping[AttendanceCode, int]]
    rules: FinalsRules = FinalsRules()
    """How each subject's marks make an average: as on the screen of its finals."""
    standing: Standing = NOTHING


class Cell(NamedTuple):
    """A student in a subject."""

    mean: Fraction | None
    marks: int
    """Those that the mean is made of."""
    said: str
    """Where there is no mean: the last word instead of a mark (осв, н/а, ЗЧ), or nothing."""
    missed: int


# --- which class, which term -------------------------------------------------------------------------------------------


async def spans(session: Session, actor: Actor, class_id: int, now: datetime) -> tuple[ClassToRead, list[Span]]:
    """The class and its terms that have begun, oldest first; NotFound for who may not read the whole class."""
    today = now.date()
    found = await access.class_to_read(session, actor, class_id, today)
    year = (AcademicYear.id, AcademicYear.name, AcademicYear.starts_on, AcademicYear.ends_on)
    graded = Term.id.in_(select(TermGrade.term_id).where(TermGrade.grade == found.facts.grade))
    query: Select[*tuple[Any, ...]] = (
        select(*year, Term.id, Term.kind, Term.name, Term.starts_on, Term.ends_on)
        .select_from(SchoolClass)
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .outerjoin(Term, and_(Term.year_id == AcademicYear.id, Term.starts_on <= today, graded))
        .where(SchoolClass.id == class_id, AcademicYear.starts_on <= today)
        .order_by(Term.starts_on, Term.ends_on)
    )
    rows = await session.execute(query)
    return found, [
        Span(-year_id, None, name, name, first, last, found.facts.grade)
        if term is None
        else Span(term, kind, term_name, name, begins, ends, found.facts.grade)
        for year_id, name, first, last, term, kind, term_name, begins, ends in rows
    ]


async def heading(session: Session, actor: Actor, *, class_id: int, span_id: int | None, now: datetime) -> Heading:
    """The class and one of its terms (None: of today). NotFound as above, and for a term of other classes."""
    found, known = await spans(session, actor, class_id, now)
    return chosen(found, known, span_id, now)


def chosen(of: ClassToRead, known: Sequence[Span], span_id: int | None, now: datetime) -> Heading:
    """One of the terms that were read (None: of today), by the same rule."""
    span = (
        terms.current(known, now.date()) if span_id is None else next((one for one in known if one.id == span_id), None)
    )
    if span is None:
        raise NotFound
    return Heading(of, span)


async def classes(session: Session, actor: Actor, now: datetime) -> list[ClassFacts]:
    """The classes of this year, for a deputy head; NotFound for anybody else."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    today = now.date()
    rows = await session.execute(
        select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter)
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .where(AcademicYear.starts_on <= today, AcademicYear.ends_on >= today)
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    return [ClassFacts(*row) for row in rows]


# --- what stands in the journal ----------------------------------------------------------------------------------------


async def read(session: Session, actor: Actor, *, class_id: int, span_id: int | None, now: datetime) -> Found:
    """Everything that the sheet says, in eight statements however large the class; NotFound as above."""
    found = await heading(session, actor, class_id=class_id, span_id=span_id, now=now)
    first, last = found.span.first, min(found.span.last, now.date())
    rows = await rows_of(session, class_id, first, last)
    here = [row.student_id for row in rows]
    marks: dict[tuple[int, int], list[Tally]] = defaultdict(list)
    missed: dict[tuple[int, int], dict[AttendanceCode, int]] = defaultdict(dict)
    names: dict[int, str] = {row[0]: row[1] for row in await session.execute(_subjects(class_id, first, last))}
    if found.span.marked:
        for student, subject, name, *tally in await session.execute(_marks(class_id, here, first, last)):
            names[subject] = name
            marks[student, subject].append(Tally(*tally))
    for student, subject, name, code, times in await session.execute(_missed(class_id, here, first, last)):
        names[subject] = name
        missed[student, subject][code] = times
    columns = [Column(*pair) for pair in sorted(names.items(), key=lambda pair: (search_key(pair[1]), pair[0]))]
    # What was put after somebody had left is for the next class to read.
    finals = await standing.of(session, [row.student_id for row in rows if row.left_on is None], found.span)
    name, stored = (await session.execute(select(School.name, rules.STORED))).one_or_none() or ("", None)
    return Found(name, found, rows, columns, dict(marks), dict(missed), rules.read(stored), finals)


async def rows_of(session: Session, class_id: int, first: date, last: date) -> list[Row]:
    """Who was in the class, in the order of the paper list. Who came back is one row, with the end of the last stay."""
    stays = await session.execute(
        select(Enrolment.student_id, Person.surname, Person.given_name, Enrolment.valid_to)
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .where(
            Enrolment.class_id == class_id,
            Enrolment.valid_from <= last,
            or_(Enrolment.valid_to.is_(None), Enrolment.valid_to >= first),
        )
        .order_by(Person.search_key, Enrolment.student_id, Enrolment.valid_from)
    )
    rows: dict[int, Row] = {}
    for student_id, surname, given_name, until in stays:
        left_on = until if until is not None and until < last else None
        rows[student_id] = Row(student_id, f"{surname} {given_name}".strip(), left_on)
    return list(rows.values())


def _subjects(class_id: int, first: date, last: date) -> Select[int, str]:
    """The subjects that the class, or a part of it, had lessons of."""
    return (
        select(Subject.id, Subject.name)
        .join(Course, Course.subject_id == Subject.id)
        .join(GroupClass, GroupClass.group_id == Course.group_id)
        .join(Lesson, Lesson.course_id == Course.id)
        .where(GroupClass.class_id == class_id, *held(first, last))
        .distinct()
    )


def _marks(class_id: int, students: Sequence[int], first: date, last: date) -> Select[*tuple[Any, ...]]:
    """Equal marks counted, whatever group they were given in: a student who came in mid-term brings the own along."""
    return (
        select(
            Mark.student_id, Subject.id, Subject.name, Mark.value, WorkType.weight, func.count(), func.max(Lesson.date)
        )
        .select_from(Mark)
        .join(WorkType, WorkType.id == Mark.work_type_id)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .where(Mark.student_id.in_(students), Mark.value.is_not(None), not_after(class_id, Mark.student_id))
        .where(*held(first, last))
        .group_by(Mark.student_id, Subject.id, Subject.name, Mark.value, WorkType.weight)
    )


def _missed(class_id: int, students: Sequence[int], first: date, last: date) -> Select[*tuple[Any, ...]]:
    return (
        select(Attendance.student_id, Subject.id, Subject.name, Attendance.code, func.count())
        .select_from(Attendance)
        .join(Lesson, Lesson.id == Attendance.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .where(Attendance.student_id.in_(students), Attendance.code.in_(MISSED))
        .where(not_after(class_id, Attendance.student_id), *held(first, last))
        .group_by(Attendance.student_id, Subject.id, Subject.name, Attendance.code)
    )


def not_after(class_id: int, student_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """The student had not left the class for good: what another class entered later is not for this one to read."""
    return exists().where(
        Enrolment.class_id == class_id,
        Enrolment.student_id == student_id,
        or_(Enrolment.valid_to.is_(None), Enrolment.valid_to >= Lesson.date),
    )


def held(first: date, last: date) -> tuple[Any, ...]:
    """The lessons of these days that took place."""
    return Lesson.date.between(first, last), Lesson.state != LessonState.CANCELLED


# --- reckoning: pure ---------------------------------------------------------------------------------------------------


def column(found: Found, subject: Column) -> dict[int, Cell]:
    """A subject's cells by student."""
    return {row.student_id: _cell(found, row.student_id, subject.id) for row in found.rows}


def _cell(found: Found, student_id: int, subject_id: int) -> Cell:
    tallies = found.marks.get((student_id, subject_id), ())
    counted = [one for one in tallies if one.value in NUMBERS and one.weight > 0]
    averaging = found.rules.averaging(subject_id)
    mean = averaging.mean(Weighed(one.value, one.weight) for one in counted for _ in range(one.times))
    words = [one for one in tallies if one.value not in NUMBERS]
    said = max(words, key=lambda one: one.last_on).value if words and mean is None else ""
    missed = sum(found.missed.get((student_id, subject_id), {}).values())
    return Cell(mean, sum(one.times for one in counted), said, missed)


def mean_of(means: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of means: of a student over the subjects, of a subject over the students. Exact, as each of them is."""
    known = [mean for mean in means if mean is not None]
    return sum(known, Fraction()) / len(known) if known else None


def columns_of(found: Found, kind: FinalKind) -> list[Column]:
    """The subjects that have finals of this kind; a certificate has some that nobody teaches, as математика."""
    subjects = {subject_id for _, subject_id in found.standing.finals[kind]}
    named = [Column(subject_id, found.standing.subjects[subject_id]) for subject_id in subjects]
    return sorted(named, key=lambda column: (search_key(column.name), column.id))


def mean_of_finals(values: Iterable[str]) -> Fraction | None:
    """The mean of those finals that are figures."""
    return mean_of(Fraction(NUMBERS[value]) for value in values if value in NUMBERS)


def missed_by(found: Found, student_id: int, code: AttendanceCode) -> int:
    """How many lessons a student missed with this code."""
    return sum(codes.get(code, 0) for (student, _), codes in found.missed.items() if student == student_id)
