"""`🏁 Итоговые` of a course: each student's marks, what they come to, and the final that stands there."""

import zlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import and_, select

from db.engine import Session
from db.finals import CertificatePart, CertificateRule, FinalKind, FinalMark, Formula
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkValue, WorkType
from db.people import Enrolment, Person, Student
from db.timetable import AcademicYear, Course, Subject
from journal import access
from journal.access import Actor, Pupil
from journal.finals import arithmetic, courses
from journal.finals.arithmetic import Proposal
from journal.finals.columns import Column, CourseFacts, Stage
from journal.finals.courses import Found
from journal.finals.rules import FinalsRules
from journal.marks.averages import Weighed
from journal.marks.marking import scale
from journal.refusals import NotFound

TOKENS: Final = (MarkValue.NOT_ASSESSED, MarkValue.EXEMPT, MarkValue.PASS, MarkValue.FAIL)
"""What a final may be besides a figure; a debt is none."""


class FinalThere(NamedTuple):
    """What stands in a cell of finals, by the rule of versions of a mark."""

    id: int = 0
    version: int = 0
    value: str | None = None
    proposed: str | None = None
    comment: str = ""
    author_id: int = 0
    confirmed: str | None = None


class Line(NamedTuple):
    """A student of the course."""

    pupil: Pupil
    marks: tuple[Weighed, ...]
    """Of the term in their order; of a year the finals that it is made of."""
    proposal: Proposal
    there: FinalThere

    @property
    def student_id(self) -> int:
        """Whose line it is."""
        return self.pupil.student_id

    @property
    def differs(self) -> bool:
        """Whether the final is another than the arithmetic says now."""
        return None not in (self.there.value, self.proposal.value) and self.there.value != self.proposal.value


class Page(NamedTuple):
    """A column of a course."""

    found: Found
    column: Column
    subject_id: int
    """The subject of these finals: the course's own, or the one of the certificate that it goes into."""
    subject: str
    lines: tuple[Line, ...]

    @property
    def course(self) -> CourseFacts:
        """The course."""
        return self.found.facts

    def line(self, student_id: int) -> Line:
        """A student's line; NotFound for anybody else."""
        for line in self.lines:
            if line.student_id == student_id:
                return line
        raise NotFound

    @property
    def waiting(self) -> tuple[Line, ...]:
        """Those whose proposal can be accepted."""
        return tuple(line for line in self.lines if line.there.value is None and line.proposal.value is not None)

    @property
    def missing(self) -> tuple[Line, ...]:
        """Those without a final."""
        return tuple(line for line in self.lines if line.there.value is None)

    @property
    def unexplained(self) -> tuple[Line, ...]:
        """Finals that differ from what the arithmetic says now, without a comment."""
        return tuple(line for line in self.lines if line.differs and not line.there.comment)

    @property
    def seen(self) -> int:
        """A fingerprint of what the screen shows: what changed meanwhile is accepted by nobody."""
        shown = [(line.student_id, line.proposal.value, line.there.version) for line in self.lines]
        return zlib.crc32(repr(shown).encode())

    def replaced(self, lines: Mapping[int, Line]) -> "Page":
        """The page with some lines as they are now."""
        return self._replace(lines=tuple(lines.get(line.student_id, line) for line in self.lines))


def values(session: Session) -> tuple[MarkValue, ...]:
    """What a final may be in this school, in the order of the buttons."""
    return tuple(value for value in scale(session) if value is not MarkValue.DEBT)


async def of(session: Session, actor: Actor, course_id: int, column_id: int, *, now: datetime) -> Page:
    """A column to look at: its teacher's, or any deputy head's. Raises NoMarks in grade 1 (П 5.5)."""
    found = await courses.one(session, actor, course_id, now)
    return await made(session, found, found.column(column_id), now)


async def at_hand(session: Session, actor: Actor, course_id: int, *, now: datetime) -> Page:
    """The column to begin with; the same rules. NotFound where no term has begun to matter."""
    found = await courses.one(session, actor, course_id, now)
    column = found.at_hand(now)
    return await made(session, found, found.column(column.id if column else 0), now)


async def made(session: Session, found: Found, column: Column, now: datetime) -> Page:
    """The page of a course that was loaded: that was the permission."""
    course = found.facts
    subject_id, subject, formula = course.subject_id, course.subject, None
    parts: tuple[int, ...] = (course.subject_id,)
    if column.kind is FinalKind.CERTIFICATE:
        subject_id, subject, parts, formula = await _certificate(session, course)
    there = await _students(session, found, column, {subject_id, *parts}, now)
    marks: Mapping[int, Sequence[Weighed]] = {}
    if column.term is not None and column.stage(now) is not Stage.AHEAD:
        marks = await _marks(session, list(there), course.subject_id, column.term.first, column.term.last)
    lines = []
    for pupil, finals in there.values():
        mine = _reckon(found, column, marks.get(pupil.student_id, ()), finals, parts, formula)
        own = next((it.there for it in finals if it.is_of(column, subject_id, course.year_id)), FinalThere())
        lines.append(Line(pupil, *mine, own))
    return Page(found, column, subject_id, subject, tuple(lines))


class _Final(NamedTuple):
    """A final of a student in one of the subjects, of whatever year."""

    subject_id: int
    kind: FinalKind
    term_id: int | None
    year_id: int
    year_ends: date
    there: FinalThere

    def is_of(self, column: Column, subject_id: int, year_id: int) -> bool:
        """Whether it stands in this column."""
        of_term = self.term_id == (column.term.id if column.term else None)
        return (self.subject_id, self.kind, self.year_id) == (subject_id, column.kind, year_id) and of_term


def _reckon(
    found: Found,
    column: Column,
    marks: Sequence[Weighed],
    finals: Sequence[_Final],
    parts: Sequence[int],
    formula: Formula | None,
) -> tuple[tuple[Weighed, ...], Proposal]:
    """What the line shows, and what it comes to."""
    course, rules = found.facts, found.rules
    if column.term is not None:
        wanted = rules.wanted(column.term.kind, course.hours)
        return tuple(marks), arithmetic.of_term(marks, rules.averaging(course.subject_id), wanted=wanted)
    if column.kind is FinalKind.YEAR:
        return _year(found, finals, rules)
    if column.kind is FinalKind.CERTIFICATE and formula is not None:
        return _of_certificate(finals, parts, course, formula)
    return (), Proposal()


def _year(found: Found, finals: Sequence[_Final], rules: FinalsRules) -> tuple[tuple[Weighed, ...], Proposal]:
    own = [it for it in finals if it.subject_id == found.facts.subject_id and it.year_id == found.facts.year_id]
    by_term = {it.term_id: it.there.value for it in own if it.kind is FinalKind.TERM}
    terms = [by_term.get(column.term.id) for column in found.columns if column.term is not None]
    attestation = next((it.there.value for it in own if it.kind is FinalKind.ATTESTATION), None)
    proposal = arithmetic.of_year(terms, attestation, attestation_counts=rules.attestation_counts)
    shown = [*terms, attestation] if rules.attestation_counts and attestation else terms
    return tuple(Weighed(value) for value in shown if value is not None), proposal


def _of_certificate(
    finals: Sequence[_Final], parts: Sequence[int], course: CourseFacts, formula: Formula
) -> tuple[tuple[Weighed, ...], Proposal]:
    years = [
        max((it for it in finals if it.subject_id == part and it.kind is FinalKind.YEAR), key=_when, default=None)
        for part in parts
    ]
    values_of_years = [it.there.value if it else None for it in years]
    exams = [it for it in finals if it.kind is FinalKind.EXAM and it.there.value and it.year_id == course.year_id]
    exam = exams[0].there.value if exams else None
    terms: list[str | None] = []
    if (
        formula is Formula.ALL_TERMS
        and course.grade == arithmetic.LAST_GRADE
        and any(_this(it, course) for it in years)
    ):
        terms = [it.there.value for it in sorted(finals, key=_when) if it.kind is FinalKind.TERM]
        earlier = [it for it in finals if it.kind is FinalKind.YEAR and it not in years]
        values_of_years = [it.there.value for it in sorted(earlier, key=_when)] + values_of_years
    proposal = arithmetic.of_certificate(formula, years=values_of_years, exam=exam, terms=terms)
    shown = [*terms, *values_of_years, *([exam] if exam and formula is Formula.YEAR_AND_EXAM else [])]
    return tuple(Weighed(value) for value in shown if value is not None), proposal


def _this(final: _Final | None, course: CourseFacts) -> bool:
    return final is not None and final.year_id == course.year_id


def _when(final: _Final) -> tuple[date, int]:
    return final.year_ends, final.term_id or 0


# --- what the tables say -----------------------------------------------------------------------------------------------


async def _students(
    session: Session, found: Found, column: Column, subjects: Collection[int], now: datetime
) -> dict[int, tuple[Pupil, list[_Final]]]:
    """Whoever sat the course on the column's last day, or sits it today, with all their finals in these subjects."""
    day = min(now.date(), column.last)
    query = (
        select(
            Enrolment.student_id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            FinalMark.subject_id,
            FinalMark.kind,
            FinalMark.term_id,
            FinalMark.year_id,
            AcademicYear.ends_on,
            *(getattr(FinalMark, name) for name in FinalThere._fields),
        )
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .outerjoin(FinalMark, and_(FinalMark.student_id == Student.id, FinalMark.subject_id.in_(subjects)))
        .outerjoin(AcademicYear, AcademicYear.id == FinalMark.year_id)
        .where(access.sits_in(found.facts.group_id, day))
        .order_by(Person.search_key, Enrolment.student_id, FinalMark.id)
    )
    there: dict[int, tuple[Pupil, list[_Final]]] = {}
    for student_id, surname, given_name, patronymic, *final in await session.execute(query):
        if student_id not in there:
            there[student_id] = (Pupil(student_id, len(there) + 1, surname, given_name, patronymic), [])
        if final[0] is not None:
            there[student_id][1].append(_Final._make((*final[:5], FinalThere(*final[5:]))))
    return there


async def _marks(
    session: Session, students: Sequence[int], subject_id: int, first: date, last: date
) -> dict[int, list[Weighed]]:
    """The marks of the subject in these days, in whatever group they were given: a student who came brings the own along."""
    rows = await session.execute(
        select(Mark.student_id, Mark.value, WorkType.weight)
        .join(WorkType, WorkType.id == Mark.work_type_id)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .where(
            Mark.student_id.in_(students),
            Mark.value.is_not(None),
            Course.subject_id == subject_id,
            Lesson.date.between(first, last),
            Lesson.state != LessonState.CANCELLED,
        )
        .order_by(Lesson.date, Lesson.period, Mark.slot)
    )
    found: defaultdict[int, list[Weighed]] = defaultdict(list)
    for student_id, value, weight in rows:
        found[student_id].append(Weighed(value, weight))
    return found


async def _certificate(session: Session, course: CourseFacts) -> tuple[int, str, tuple[int, ...], Formula]:
    """The subject of the certificate that the course goes into, its parts and its formula: data, or the grade's default."""
    own = select(CertificatePart.rule_id).where(CertificatePart.subject_id == course.subject_id)
    rows = (
        await session.execute(
            select(CertificateRule.subject_id, Subject.name, CertificateRule.formula, CertificatePart.subject_id)
            .join(Subject, Subject.id == CertificateRule.subject_id)
            .join(CertificatePart, CertificatePart.rule_id == CertificateRule.id)
            .where(CertificateRule.grade == course.grade, CertificateRule.id.in_(own))
            .order_by(CertificateRule.id, CertificatePart.subject_id)
        )
    ).all()
    if rows:
        first: Any = rows[0]
        return first[0], first[1], tuple(row[3] for row in rows if row[0] == first[0]), first[2]
    return course.subject_id, course.subject, (course.subject_id,), arithmetic.usual(course.grade)


# --- one student -------------------------------------------------------------------------------------------------------


class One(NamedTuple):
    """One student's final, with who put it and what may stand there."""

    page: Page
    line: Line
    author: str
    scale: tuple[MarkValue, ...]
