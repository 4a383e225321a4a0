"""A child's marks as the family sees them: by subject of a term, and one by one."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, case, cast, func, null, or_, select, true, union_all

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.finals import FinalKind, FinalMark
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange, WorkType
from db.timetable import Course, StudyGroup, Subject, Term
from journal import access, rules
from journal.access import Actor, Child
from journal.family import days, terms, visible
from journal.family.visible import Stood
from journal.finals import rules as finals_rules
from journal.finals.rules import FinalsRules
from journal.lessons.sheet import ABSENT
from journal.marks.averages import Averaging, Weighed
from journal.names import search_key
from journal.refusals import NotFound

Day = date
"""A field named `date` hides the type from those after it."""


class SeenMark(NamedTuple):
    """A mark that the family may see. An older value that stands until a correction is told has no comment."""

    lesson_id: int
    subject_id: int
    subject: str
    date: date
    period: int
    slot: int
    value: str
    work: str
    weight: int
    comment: str
    later: Day | None = None
    """When somebody who had missed the lesson got it: «написано позже»."""


class SubjectMarks(NamedTuple):
    """A subject of the child's in a term."""

    id: int
    name: str
    marked: bool
    marks: tuple[SeenMark, ...]
    finals: tuple[tuple[FinalKind, str], ...] = ()
    """Those that were confirmed and told: the term's, and with the last term those of the year."""
    averaging: Averaging = Averaging()

    @property
    def mean(self) -> Fraction | None:
        """The exact average, as the school reckons this subject; None where nothing counts towards it."""
        return self.averaging.mean(Weighed(mark.value, mark.weight) for mark in self.marks)


class TermPage(NamedTuple):
    """`📊 Отметки`: no place for a child who was never in a class."""

    child: Child
    place: terms.Place | None
    subjects: tuple[SubjectMarks, ...]


class SubjectPage(NamedTuple):
    """Every mark of one subject in a term."""

    child: Child
    place: terms.Place
    subject: SubjectMarks


class PeriodPage(NamedTuple):
    """The marks of some days, newest first."""

    child: Child
    first: date
    last: date
    marks: tuple[SeenMark, ...]


async def term_page(
    session: Session, actor: Actor, *, student_id: int, span_id: int | None = None, before: bool = False, now: datetime
) -> TermPage:
    """The marks of a term by subject, of the current one unless another is named. П 5.5: grade 1 has none."""
    child = await access.child(session, actor, student_id, now.date())
    place = terms.around(await terms.spans(session, child, now.date()), now.date(), span_id, earlier=before)
    if place is None or not place.span.marked:
        return TermPage(child, place, ())
    return TermPage(child, place, await _by_subject(session, child, place.span.first, place.span.last, now))


async def subject_page(
    session: Session,
    actor: Actor,
    *,
    student_id: int,
    subject_id: int,
    span_id: int | None = None,
    before: bool = False,
    now: datetime,
) -> SubjectPage:
    """Every mark of a subject in a term. NotFound for a subject that the child does not have in it."""
    child = await access.child(session, actor, student_id, now.date())
    place = terms.around(await terms.spans(session, child, now.date()), now.date(), span_id, earlier=before)
    if place is None:
        raise NotFound
    found = await _by_subject(session, child, place.span.first, place.span.last, now, subject_id=subject_id)
    if not found:
        raise NotFound
    subject = found[0] if place.span.marked else found[0]._replace(marked=False, marks=(), finals=())
    return SubjectPage(child, place, subject)


async def period_page(
    session: Session,
    actor: Actor,
    *,
    student_id: int,
    first: date,
    last: date,
    subject_id: int | None = None,
    now: datetime,
) -> PeriodPage:
    """The marks of the lessons from one day to another, of one subject or of all."""
    child = await access.child(session, actor, student_id, now.date())
    subjects = await _by_subject(session, child, first, last, now, subject_id=subject_id)
    marks = sorted(
        (mark for subject in subjects for mark in subject.marks),
        key=lambda mark: (-mark.date.toordinal(), mark.period, mark.slot),
    )
    return PeriodPage(child, first, last, tuple(marks))


class YearsPage(NamedTuple):
    """`🗄 Прошлые годы`: every term that the child was here for, oldest first."""

    child: Child
    spans: tuple[terms.Span, ...]


async def years(session: Session, actor: Actor, *, student_id: int, now: datetime) -> YearsPage:
    """All terms of all years; they stay readable, after leaving too (H11)."""
    child = await access.child(session, actor, student_id, now.date())
    return YearsPage(child, tuple(await terms.spans(session, child, now.date())))


async def of_days(session: Session, child: Child, first: date, last: date, *, now: datetime) -> list[SeenMark]:
    """The marks of the lessons of some days. The child was loaded: that was the permission."""
    return [mark for subject in await _by_subject(session, child, first, last, now) for mark in subject.marks]


async def _by_subject(
    session: Session, child: Child, first: date, last: date, now: datetime, *, subject_id: int | None = None
) -> tuple[SubjectMarks, ...]:
    """One statement: the child's marks, and the subjects that the child sat, with or without a mark."""
    within = and_(Lesson.date.between(first, last), true() if subject_id is None else Subject.id == subject_id)
    hold = rules.of(session).hold
    marks = _marks(child.student_id, since=now - hold).where(within)
    sat = _subjects(child.student_id, first, last, until=now - hold).where(within)
    subjects: dict[int, tuple[str, bool]] = {}
    finals: dict[int, dict[FinalKind, str]] = {}
    cells: dict[int, list[_Line]] = {}
    rules_of_finals = FinalsRules()
    for row in await session.execute(union_all(marks, sat)):
        line = _Line(*row)
        known = subjects.get(line.subject_id, (line.subject, False))
        subjects[line.subject_id] = (line.subject, known[1] or bool(line.marked))
        if line.rules is not None:
            rules_of_finals = finals_rules.read(line.rules)
        if line.final_kind is not None and line.final is not None:
            finals.setdefault(line.subject_id, {})[FinalKind(line.final_kind)] = line.final
        if line.mark_id is not None:
            cells.setdefault(line.mark_id, []).append(line)
    seen: dict[int, list[SeenMark]] = {}
    for lines in cells.values():
        if mark := _seen(lines, now=now, hold=hold):
            seen.setdefault(mark.subject_id, []).append(mark)
    found = (
        SubjectMarks(
            subject,
            name,
            marked,
            tuple(sorted(seen.get(subject, ()), key=_in_order)),
            tuple((kind, finals[subject][kind]) for kind in FinalKind if kind in finals.get(subject, {})),
            rules_of_finals.averaging(subject),
        )
        for subject, (name, marked) in subjects.items()
    )
    return tuple(sorted(found, key=lambda subject: search_key(subject.name)))


class _Line(NamedTuple):
    """A subject that was sat; or a mark, once for every change it had while the hold of the last one runs."""

    subject_id: int
    subject: str
    marked: int
    mark_id: int | None
    lesson_id: int
    date: date
    period: int
    closed_at: datetime | None
    slot: int
    value: str | None
    work: str
    weight: int
    comment: str
    put_at: datetime
    changed_at: datetime
    change_id: int | None
    change_at: datetime
    old_value: str | None
    new_value: str | None
    code: AttendanceCode | None
    final_kind: str | None
    final: str | None
    rules: str | None


def _marks(student_id: int, *, since: datetime) -> Select[*tuple[Any, ...]]:
    """All marks of the student's, whatever groups it was in since; of those changed lately also the history."""
    return (
        select(
            Subject.id,
            Subject.name,
            case((access.takes_marks(), 1), else_=0),
            Mark.id,
            Mark.lesson_id,
            Lesson.date,
            Lesson.period,
            case((Lesson.state == LessonState.CLOSED, Lesson.closed_at)),
            Mark.slot,
            Mark.value,
            WorkType.short_name,
            WorkType.weight,
            Mark.comment,
            Mark.put_at,
            Mark.changed_at,
            MarkChange.id.label("change_id"),
            MarkChange.at,
            MarkChange.old_value,
            MarkChange.new_value,
            Attendance.code,
            *(null() for _ in ("final_kind", "final", "rules")),
        )
        .select_from(Mark)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(WorkType, WorkType.id == Mark.work_type_id)
        .outerjoin(MarkChange, and_(MarkChange.mark_id == Mark.id, Mark.changed_at > since))
        .outerjoin(Attendance, and_(Attendance.lesson_id == Mark.lesson_id, Attendance.student_id == Mark.student_id))
        .where(Mark.student_id == student_id)
    )


def _subjects(student_id: int, first: date, last: date, *, until: datetime) -> Select[*tuple[Any, ...]]:
    """The subjects of the lessons that the student sat; they take marks if one of those lessons does.

    With each of its finals in these days, a row each, as it was confirmed until then: a later one is still held (A3).
    """
    nothing = (null() for _ in _Line._fields[3:-3])
    kind = cast(FinalMark.kind, String)
    held = case((FinalMark.confirmed_at <= until, FinalMark.confirmed), else_=FinalMark.confirmed_before)
    marked = func.max(case((access.takes_marks(), 1), else_=0))
    sat = days.sat_by(select(Subject.id, Subject.name, marked, *nothing, kind, held, finals_rules.STORED), student_id)
    ends = func.max(Term.ends_on)
    of_term = select(Term.ends_on).where(Term.id == FinalMark.term_id).scalar_subquery()
    of_year = select(ends).where(Term.year_id == FinalMark.year_id, FinalMark.term_id.is_(None)).scalar_subquery()
    confirmed = and_(
        FinalMark.student_id == student_id,
        FinalMark.subject_id == Subject.id,
        FinalMark.confirmed.is_not(None),
        or_(of_term.between(first, last), of_year.between(first, last)),
    )
    return sat.outerjoin(FinalMark, confirmed).group_by(Subject.id, Subject.name, kind, held)


def _seen(lines: Sequence[_Line], *, now: datetime, hold: timedelta) -> SeenMark | None:
    line = lines[0]
    changes = sorted((other for other in lines if other.change_id is not None), key=lambda other: other.change_id or 0)
    stood = [Stood(change.change_at, change.new_value) for change in changes]
    history = [Stood(line.put_at, changes[0].old_value), *stood] if changes else [Stood(line.changed_at, line.value)]
    value = visible.mark(history, line.closed_at, now=now, hold=hold)
    if value is None:
        return None
    comment = line.comment if value == line.value else ""
    put_on = line.put_at.astimezone(now.tzinfo).date()
    return SeenMark(
        line.lesson_id,
        line.subject_id,
        line.subject,
        line.date,
        line.period,
        line.slot,
        value,
        line.work,
        line.weight,
        comment,
        put_on if line.code in ABSENT and put_on > line.date else None,
    )


def _in_order(mark: SeenMark) -> tuple[date, int, int]:
    return mark.date, mark.period, mark.slot
