"""The terms that a student was here for: the current one, and those before, which stay readable (H11)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from db.engine import Session
from db.people import Enrolment, SchoolClass
from db.timetable import AcademicYear, Term, TermGrade, TermKind
from journal.access import Child
from journal.refusals import NotFound

FIRST_GRADE = 1


class Span(NamedTuple):
    """A term of a student, or the whole year where the grade is not assessed by terms (no kind, the year's id negated)."""

    id: int
    kind: TermKind | None
    name: str
    year: str
    first: date
    last: date
    grade: int

    @property
    def marked(self) -> bool:
        """Grade 1 has no marks (П 5.5)."""
        return self.grade > FIRST_GRADE


class Place(NamedTuple):
    """A term between its neighbours."""

    span: Span
    before: Span | None
    after: Span | None
    years: int = 1
    """How many years there are to look at."""


async def spans(session: Session, child: Child, today: date) -> list[Span]:
    """The child's terms that have begun, oldest first; over all years, also of a student who left."""
    rows = await session.execute(
        select(
            Term.id,
            Term.kind,
            Term.name,
            AcademicYear.id,
            AcademicYear.name,
            AcademicYear.starts_on,
            AcademicYear.ends_on,
            Term.starts_on,
            Term.ends_on,
            SchoolClass.grade,
        )
        .select_from(Enrolment)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .outerjoin(
            Term,
            and_(
                Term.year_id == AcademicYear.id,
                Term.starts_on <= today,
                Term.ends_on >= Enrolment.valid_from,
                or_(Enrolment.valid_to.is_(None), Term.starts_on <= Enrolment.valid_to),
                Term.id.in_(select(TermGrade.term_id).where(TermGrade.grade == SchoolClass.grade)),
            ),
        )
        .where(Enrolment.student_id == child.student_id, AcademicYear.starts_on <= today)
        .distinct()
    )
    terms: dict[int, Span] = {}
    years: dict[str, Span] = {}
    for term_id, kind, name, year_id, year, year_first, year_last, first, last, grade in rows:
        if term_id is None:
            years[year] = Span(-year_id, None, year, year, year_first, year_last, grade)
        else:
            terms[term_id] = Span(term_id, kind, name, year, first, last, grade)
    divided = {span.year for span in terms.values()}
    whole = [span for year, span in years.items() if year not in divided]
    return sorted([*terms.values(), *whole], key=lambda span: (span.first, span.last))


def current(spans: Iterable[Span], today: date) -> Span | None:
    """The term of today; in holidays, and after leaving, the last one that began."""
    begun = [span for span in spans if span.first <= today]
    return next((span for span in reversed(begun) if today <= span.last), begun[-1] if begun else None)


def around(spans: Sequence[Span], today: date, span_id: int | None, *, earlier: bool = False) -> Place | None:
    """The term with this id, or the current one, between its neighbours. NotFound for a term that is not the child's.

    `earlier`: the one before it, where there is one. None: the child was never in a class.
    """
    span = current(spans, today) if span_id is None else next((one for one in spans if one.id == span_id), None)
    if span is None:
        if span_id is not None:
            raise NotFound
        return None
    index = max(spans.index(span) - earlier, 0)
    span = spans[index]
    before, after = spans[index - 1] if index else None, spans[index + 1] if index + 1 < len(spans) else None
    return Place(span, before, after, len({one.year for one in spans}))
