"""The finals that stand at the end of a term, for what is printed: a class's sheet, a page of the journal.

For staff, so those that were put and not confirmed yet are there too, and say so.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select

from db.engine import Session
from db.finals import FinalKind, FinalMark
from db.timetable import Course, Subject, Term
from journal.family.terms import Span


class Stands(NamedTuple):
    """One final."""

    value: str
    confirmed: bool
    """Whether families may know it: else its teacher may still change it."""


class Standing(NamedTuple):
    """Finals by kind, each (student, subject), and what their subjects are called."""

    finals: Mapping[FinalKind, Mapping[tuple[int, int], Stands]]
    subjects: Mapping[int, str]


NOTHING = Standing({}, {})


async def of(session: Session, students: Collection[int], span: Span, *, course_id: int | None = None) -> Standing:
    """What ends with the term: its finals, and those of the year with the year's last term. One statement.

    A subject that is assessed by half-years stands in the quarter that its half-year ends with. `course_id`: only the
    subject of that course. The caller read the students: that was the permission. None in grade 1 (П 5.5).
    """
    if not span.marked or not students:
        return NOTHING
    year = select(Term.year_id).where(Term.id == span.id).scalar_subquery() if span.kind else -span.id
    ends = select(func.max(Term.ends_on)).where(Term.year_id == year).scalar_subquery()
    query = (
        select(
            FinalMark.kind, FinalMark.student_id, FinalMark.subject_id, Subject.name, FinalMark.value, FinalMark.confirmed
        )
        .join(Subject, Subject.id == FinalMark.subject_id)
        .outerjoin(Term, Term.id == FinalMark.term_id)
        .where(
            FinalMark.student_id.in_(students),
            FinalMark.year_id == year,
            FinalMark.value.is_not(None),
            or_(Term.ends_on.between(span.first, span.last), and_(FinalMark.term_id.is_(None), ends <= span.last)),
        )
    )  # fmt: skip
    if course_id is not None:
        own = select(Course.subject_id).where(Course.id == course_id).scalar_subquery()
        query = query.where(FinalMark.subject_id == own)
    finals: defaultdict[FinalKind, dict[tuple[int, int], Stands]] = defaultdict(dict)
    subjects: dict[int, str] = {}
    for kind, student_id, subject_id, subject, value, confirmed in await session.execute(query):
        subjects[subject_id] = subject
        finals[kind][student_id, subject_id] = Stands(value or "", value == confirmed)
    return Standing({kind: finals[kind] for kind in FinalKind if kind in finals}, subjects)
