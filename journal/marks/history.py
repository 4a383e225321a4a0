"""`🕓 История`: every value that stood in a cell, who put it, when and why; and the way to it for who reads a class whole."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from db.absences import Attendance
from db.engine import Session
from db.lessons import Lesson
from db.marks import Mark, MarkChange, WorkType
from db.people import Person
from db.timetable import Course, Subject
from journal import access, rules
from journal.access import Actor, LessonFacts
from journal.family.terms import Span
from journal.lessons import sheet
from journal.marks import term_sheet
from journal.marks.term_sheet import Heading, Row
from journal.names import search_key
from journal.refusals import NotFound


class Change(NamedTuple):
    """One change of a cell. `late`: not on the lesson's own day (П 5.4.1)."""

    slot: int
    old: str | None
    new: str | None
    work: str
    reason: str
    author: str
    at: datetime
    late: bool


class CellHistory(NamedTuple):
    """A cell, oldest change first."""

    lesson: LessonFacts
    student: str
    changes: tuple[Change, ...]


async def of_cell(session: Session, actor: Actor, lesson_id: int, student_id: int, *, now: datetime) -> CellHistory:
    """Both slots of a cell: for the lesson's teacher, the student's homeroom teacher and a deputy head."""
    found = await access.cell_to_read(session, actor, lesson_id, student_id, now.date())
    zone = rules.of(session).zone
    query: Select[*tuple[Any, ...]] = (
        select(
            Mark.slot,
            MarkChange.old_value,
            MarkChange.new_value,
            func.coalesce(WorkType.short_name, ""),
            MarkChange.reason,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            MarkChange.at,
        )
        .join(Mark, Mark.id == MarkChange.mark_id)
        .join(Person, Person.id == MarkChange.author_id)
        .outerjoin(WorkType, WorkType.id == MarkChange.work_type_id)
        .where(Mark.lesson_id == lesson_id, Mark.student_id == student_id)
        .order_by(MarkChange.at, MarkChange.id)
    )
    changes = []
    for slot, old, new, work, reason, surname, given_name, patronymic, at in await session.execute(query):
        local = at.astimezone(zone)
        author = sheet.initials(surname, given_name, patronymic)
        changes.append(Change(slot, old, new, work, reason, author, local, local.date() != found.lesson.date))
    return CellHistory(sheet.local(session, found.lesson), found.student, tuple(changes))


# --- for who reads the whole class -------------------------------------------------------------------------------------


class ClassList(NamedTuple):
    """The students of a class in a term."""

    heading: Heading
    spans: Sequence[Span]
    rows: Sequence[Row]


class Counted(NamedTuple):
    """A subject with how many marks a student has in it, and how many of them were ever changed."""

    id: int
    name: str
    marks: int
    changed: int


class StudentPage(NamedTuple):
    """A student's subjects in a term."""

    heading: Heading
    row: Row
    subjects: tuple[Counted, ...]


class CellThere(NamedTuple):
    """A lesson's cell as the journal prints it; `changed`: something else stood there before."""

    lesson_id: int
    date: date
    period: int
    printed: str
    changed: bool


class SubjectCells(NamedTuple):
    """The cells of a student in a subject, newest first."""

    heading: Heading
    row: Row
    subject: str
    cells: tuple[CellThere, ...]


async def of_class(session: Session, actor: Actor, *, class_id: int, span_id: int | None, now: datetime) -> ClassList:
    """The students of a class that the actor may read whole; NotFound otherwise."""
    of, spans = await term_sheet.spans(session, actor, class_id, now)
    heading = term_sheet.chosen(of, spans, span_id, now)
    last = min(heading.span.last, now.date())
    return ClassList(heading, spans, await term_sheet.rows_of(session, class_id, heading.span.first, last))


async def of_student(
    session: Session, actor: Actor, *, class_id: int, student_id: int, span_id: int | None, now: datetime
) -> StudentPage:
    """The subjects in which a student of that class has, or had, a mark in the term."""
    found = await of_class(session, actor, class_id=class_id, span_id=span_id, now=now)
    row = _row(found, student_id)
    query: Select[*tuple[Any, ...]] = (
        _cells(found.heading, class_id, student_id, now)
        .with_only_columns(Subject.id, Subject.name, func.count(Mark.value), func.count(_again()))
        .group_by(Subject.id, Subject.name)
    )
    subjects = [Counted(*it) for it in await session.execute(query)]
    return StudentPage(found.heading, row, tuple(sorted(subjects, key=lambda it: search_key(it.name))))


async def of_subject(
    session: Session,
    actor: Actor,
    *,
    class_id: int,
    student_id: int,
    span_id: int | None,
    subject_id: int,
    now: datetime,
) -> SubjectCells:
    """The cells of a student in a subject; NotFound where none was ever filled."""
    found = await of_class(session, actor, class_id=class_id, span_id=span_id, now=now)
    row = _row(found, student_id)
    query: Select[*tuple[Any, ...]] = (
        _cells(found.heading, class_id, student_id, now)
        .with_only_columns(
            Lesson.id.label("lesson_id"),
            Lesson.date,
            Lesson.period,
            Subject.name,
            Mark.value,
            Attendance.code,
            _again().label("again"),
        )
        .outerjoin(Attendance, (Attendance.lesson_id == Lesson.id) & (Attendance.student_id == student_id))
        .where(Subject.id == subject_id)
        .order_by(Lesson.date.desc(), Lesson.period.desc(), Lesson.id, Mark.slot)
    )
    rows = (await session.execute(query)).all()
    if not rows:
        raise NotFound
    cells = [_cell(list(lines)) for _, lines in groupby(rows, key=lambda line: line.lesson_id)]
    return SubjectCells(found.heading, row, rows[0].name, tuple(cells))


def _cell(lines: Sequence[Any]) -> CellThere:
    """Both slots of a lesson."""
    first = lines[0]
    values = [line.value for line in lines if line.value is not None]
    changed = any(line.again is not None for line in lines)
    return CellThere(first.lesson_id, first.date, first.period, sheet.printed(first.code, values), changed)


def _row(found: ClassList, student_id: int) -> Row:
    row = next((row for row in found.rows if row.student_id == student_id), None)
    if row is None:
        raise NotFound
    return row


def _cells(heading: Heading, class_id: int, student_id: int, now: datetime) -> Select[*tuple[Any, ...]]:
    """Marks of a student on the lessons of the term, also those that were taken away since."""
    last = min(heading.span.last, now.date())
    return (
        select(Mark.id)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .where(Mark.student_id == student_id, term_sheet.not_after(class_id, Mark.student_id))
        .where(*term_sheet.held(heading.span.first, last))
    )


def _again() -> Any:
    """Something where the cell was written more than once."""
    return func.nullif(Mark.version, 1)
