"""Whose finals: a teacher's courses with their columns, read in one statement; every other file of this room starts here."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)

from db.engine import Session
from db.finals import CourseFinals, FinalKind
from db.lessons import Lesson, LessonState
from db.people import Duty
from db.timetable import AcademicYear, Course, StudyGroup, Subject, Term, TermGrade
from journal import access
from journal import rules as school
from journal.access import Actor
from journal.finals import columns, rules
from journal.finals.columns import Column, Confirmed, CourseFacts, Stage, TermFacts
from journal.finals.rules import FinalsRules
from journal.names import search_key
from journal.refusals import NoMarks, NotFound


class Found(NamedTuple):
    """A course with its columns, and whether the actor teaches it: whoever only reads it is a deputy head."""

    facts: CourseFacts
    columns: tuple[Column, ...]
    rules: FinalsRules
    mine: bool = True

    def column(self, column_id: int) -> Column:
        """One column. Raises NoMarks where the course has none (H5), NotFound for a term of others."""
        if not self.columns:
            raise NoMarks
        for column in self.columns:
            if column.id == column_id:
                return column
        raise NotFound

    def at_hand(self, now: datetime) -> Column | None:
        """The column to begin with: the last term that opened, else the first one ahead."""
        terms = [column for column in self.columns if column.term is not None]
        opened = [column for column in terms if column.opens_on <= now.date()]
        return opened[-1] if opened else next(iter(terms), None)

    def last_opened(self, now: datetime) -> bool:
        """Whether the year's columns are open, or were."""
        return bool(self.columns) and self.columns[-1].opens_on <= now.date()


def clamped(today: date) -> ColumnElement[date]:
    """The day by which it is judged who teaches a course: today, and once the year is over its last one."""
    day = literal(today, Date)
    return case((AcademicYear.ends_on < day, AcademicYear.ends_on), else_=day)


async def own(session: Session, actor: Actor, now: datetime) -> list[Found]:
    """The actor's courses of this year that have finals, in the order of classes; in summer of the year that ended."""
    found = await load(
        session,
        and_(
            current_year(now.date()), access.course_taught_by(actor.staff_id, clamped(now.date())), StudyGroup.grade > 1
        ),
        now,
    )
    return [course for course in found if course.columns]


async def one(session: Session, actor: Actor, course_id: int, now: datetime) -> Found:
    """A course to look at: its teacher's, or any deputy head's. NotFound otherwise."""
    mine = access.course_taught_by(actor.staff_id, clamped(now.date()))
    reads = or_(mine, access.serves(actor.staff_id, Duty.DEPUTY_HEAD))
    found = await load(session, and_(Course.id == course_id, reads), now, mine=mine)
    if not found:
        raise NotFound
    return found[0]


async def to_fill(session: Session, actor: Actor, course_id: int, now: datetime) -> Found:
    """A course of the actor's own, locked until the transaction ends; NotFound for anybody else, a deputy head too (G27)."""
    mine = access.course_taught_by(actor.staff_id, clamped(now.date()))
    if await session.scalar(_of_course(course_id).where(mine).with_for_update(of=Course)) is None:
        raise NotFound
    # By a statement of its own: what waited for the lock has to see what was confirmed meanwhile.
    return (await load(session, Course.id == course_id, now))[0]


async def to_unlock(session: Session, actor: Actor, course_id: int, now: datetime) -> Found:
    """Any course, locked, for a deputy head; NotFound otherwise."""
    serves = access.serves(actor.staff_id, Duty.DEPUTY_HEAD)
    if await session.scalar(_of_course(course_id).where(serves).with_for_update(of=Course)) is None:
        raise NotFound
    return (await load(session, Course.id == course_id, now))[0]


def _of_course(course_id: int) -> Select[int]:
    return (
        select(Course.id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(AcademicYear, AcademicYear.id == StudyGroup.year_id)
        .where(Course.id == course_id)
    )


def current_year(today: date) -> ColumnElement[bool]:
    """The `AcademicYear` is the one that began last."""
    inner = AcademicYear.__table__.alias("began")
    latest = select(func.max(inner.c.starts_on)).where(inner.c.starts_on <= today).scalar_subquery()
    return AcademicYear.starts_on == latest


WIDTH: Final = len(CourseFacts._fields)


async def load(
    session: Session, where: ColumnElement[bool], now: datetime, *, mine: SQLColumnExpression[bool] | None = None
) -> list[Found]:
    """Courses with their columns; the caller's where-clause was the permission. One statement."""
    graded = exists().where(TermGrade.term_id == Term.id, TermGrade.grade == StudyGroup.grade)
    in_term = and_(Lesson.date.between(Term.starts_on, Term.ends_on), Lesson.state != LessonState.CANCELLED)
    held = exists().where(Lesson.course_id == Course.id, in_term).correlate(Course, Term)
    query: Select[*tuple[Any, ...]] = (
        select(
            Course.id,
            Course.subject_id,
            Subject.name,
            Course.group_id,
            StudyGroup.name,
            StudyGroup.grade,
            Course.hours_per_week,
            and_(StudyGroup.grade > 1, Subject.marked),
            Course.marks_from,
            AcademicYear.id,
            AcademicYear.name,
            AcademicYear.ends_on,
            literal(value=True) if mine is None else mine,
            rules.STORED,
            graded,
            Term.id,
            Term.kind,
            Term.name,
            Term.starts_on,
            Term.ends_on,
            held,
            CourseFinals.kind,
            CourseFinals.term_id,
            CourseFinals.confirmed_at,
            CourseFinals.unlocked_until,
        )
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(AcademicYear, AcademicYear.id == StudyGroup.year_id)
        .outerjoin(Term, Term.year_id == AcademicYear.id)
        .outerjoin(
            CourseFinals,
            and_(
                CourseFinals.course_id == Course.id,
                or_(CourseFinals.term_id == Term.id, CourseFinals.term_id.is_(None)),
            ),
        )
        .where(where)
    )
    return _gathered(session, (await session.execute(query)).all(), now)


def _gathered(session: Session, rows: Collection[Any], now: datetime) -> list[Found]:
    zone = school.of(session).zone
    facts: dict[int, CourseFacts] = {}
    mine: dict[int, bool] = {}
    terms: defaultdict[int, dict[int, TermFacts]] = defaultdict(dict)
    stored: defaultdict[int, dict[tuple[FinalKind, int | None], Confirmed]] = defaultdict(dict)
    known = FinalsRules()
    for row in rows:
        course = CourseFacts(*row[:WIDTH])
        own_course, stored_rules, graded, *rest = row[WIDTH:]
        known = rules.read(stored_rules)
        facts[course.id], mine[course.id] = course, bool(own_course)
        kind, of_term, confirmed_at, unlocked_until = rest[len(TermFacts._fields) :]
        if rest[0] is not None:
            term = TermFacts._make(rest[: len(TermFacts._fields)])
            if columns.assesses(term.kind, graded=graded, course=course, rules=known):
                terms[course.id][term.id] = term
        if kind is not None:
            there = Confirmed(
                confirmed_at and confirmed_at.astimezone(zone), unlocked_until and unlocked_until.astimezone(zone)
            )
            stored[course.id][kind, of_term] = there
    found = [
        Found(course, columns.columns(course, terms[key].values(), stored[key], known, now), known, mine=mine[key])
        for key, course in facts.items()
    ]
    return sorted(found, key=lambda it: (it.facts.grade, search_key(it.facts.group), search_key(it.facts.subject)))


# --- what marks ask ----------------------------------------------------------------------------------------------------


async def stage_on(session: Session, course_id: int, day: date, now: datetime) -> Stage:
    """How the course's term that the day lies in stands; a day between terms is always open. One statement.

    Whoever asks has locked the lesson: confirming locks the lessons of its term, so neither passes the other by.
    """
    found = await load(session, Course.id == course_id, now)
    of_day = (
        column
        for course in found
        for column in course.columns
        if column.term is not None and column.term.first <= day <= column.term.last
    )
    column = next(of_day, None)
    return column.stage(now) if column is not None else Stage.AHEAD
