"""What is found in the lessons of a week: a statement for what the lessons say, one for what stands in their cells."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from db.absences import Attendance, AttendanceCode
from db.engine import Session
from db.homework import Homework
from db.lessons import Lesson, LessonState
from db.marks import Mark, MarkChange, WorkType
from db.people import Enrolment, Person
from db.substitutions import Substitution
from db.timetable import Course, CourseTeacher, GroupClass, StudyGroup, Subject
from journal import access, rules
from journal.control.finding import Finding, Week
from journal.control.rules import ControlRules, Rule
from journal.lessons.unfilled import DUE_AFTER, takes_place
from journal.marks.works import WRITTEN

MISSED: Final = (AttendanceCode.ABSENT, AttendanceCode.ILL, AttendanceCode.EXCUSED)
CHANGED, ABSENT = "changed", "absent"


class _Row(NamedTuple):
    """A lesson that is due, beside one of those who answer for it."""

    lesson_id: int
    group: str
    subject: str
    date: Any
    period: int
    state: LessonState
    topic: str
    attendance_at: datetime | None
    first_entry_at: datetime | None
    marked: bool
    has_homework: bool
    overload: bool
    marks: int
    sitting: int
    unwritten: int
    grace: int | None
    person_id: int


WIDTH: Final = len(_Row._fields)


class Lessons(NamedTuple):
    """What the lessons of a week say."""

    findings: list[Finding]
    names: list[tuple[str, int, str]]
    """Search key, person, full name."""
    held: int
    filled: int


def full(*parts: str) -> str:
    """«Кузнецова Марина Викторовна»."""
    return " ".join(filter(None, parts))


async def of_week(
    session: Session, week: Week, known: ControlRules, now: datetime, *, person_id: int | None = None
) -> Lessons:
    """The lessons of the week that are due, everybody's or one person's."""
    found: list[Finding] = []
    names: dict[int, tuple[str, int, str]] = {}
    states: dict[int, LessonState] = {}
    rows = await session.execute(_lessons(week, now, person_id))
    for columns in rows:
        row, (key, *name) = _Row(*columns[:WIDTH]), columns[WIDTH:]
        names[row.person_id], states[row.lesson_id] = (key, row.person_id, full(*name)), row.state
        found += (_finding(row, rule, count) for rule, count in _broken(session, row, known, now) if known.on(rule))
    closed = sum(state is LessonState.CLOSED for state in states.values())
    return Lessons(found, list(names.values()), len(states), closed)


def _finding(row: _Row, rule: Rule, count: int) -> Finding:
    return Finding(
        rule, row.person_id, row.group, row.subject, row.date, row.period, lesson_id=row.lesson_id, many=count
    )


def _broken(session: Session, row: _Row, known: ControlRules, now: datetime) -> Iterator[tuple[Rule, int]]:
    """The rules that a lesson breaks, with how many students or marks they are about."""
    if row.state is not LessonState.CLOSED:
        yield from ((rule, 1) for rule in _gaps(row))
    zone = rules.of(session).zone
    if row.first_entry_at is not None and row.first_entry_at.astimezone(zone).date() > row.date:
        yield Rule.LATE, 1
    if row.overload:
        yield Rule.OVERLOAD, 1
    if not row.marked:
        return
    if row.grace is not None and row.unwritten and row.date + timedelta(days=row.grace) < now.date():
        yield Rule.UNWRITTEN, row.unwritten
    if not row.marks:
        yield Rule.NO_MARKS, 1
    elif row.marks < known.few and row.sitting >= known.few_of:
        yield Rule.FEW_MARKS, row.marks


def _gaps(row: _Row) -> list[Rule]:
    """What keeps a lesson from being closed; one into which nothing was entered is one finding and not three."""
    if row.first_entry_at is None and row.state is LessonState.PLANNED:
        return [Rule.UNFILLED]
    missing = {
        Rule.TOPIC: not row.topic,
        Rule.ATTENDANCE: row.attendance_at is None,
        Rule.HOMEWORK: not row.has_homework,
    }
    return [rule for rule, gap in missing.items() if gap] or [Rule.OPEN]


def replaced_by(today: Any) -> ColumnElement[bool]:
    """Joins the `Substitution` of a `Lesson` for its teacher: who answers for it now, or who closed it (П 5.4.2)."""
    in_hand = and_(Substitution.ended_at.is_(None), Substitution.until >= today)
    return and_(
        Substitution.lesson_id == Lesson.id,
        Substitution.absent_id == CourseTeacher.person_id,
        Substitution.state.in_(access.STANDING_IN),
        or_(in_hand, Lesson.closed_by == Substitution.substitute_id),
    )


def _lessons(week: Week, now: datetime, person_id: int | None) -> Select[*tuple[Any, ...]]:
    marks = select(func.count(Mark.id)).where(Mark.lesson_id == Lesson.id, Mark.value.is_not(None))
    query = (
        select(
            Lesson.id,
            StudyGroup.name,
            Subject.name,
            Lesson.date,
            Lesson.period,
            Lesson.state,
            Lesson.topic,
            Lesson.attendance_at,
            Lesson.first_entry_at,
            access.takes_marks(),
            exists().where(Homework.lesson_id == Lesson.id, Homework.number == 0, ~Homework.withdrawn),
            exists().where(Homework.lesson_id == Lesson.id, Homework.load_reason != ""),
            marks.scalar_subquery(),
            _sitting().scalar_subquery(),
            # Counted only where everybody writes.
            case((WorkType.code.in_(WRITTEN), _unwritten()), else_=0),
            case((WorkType.code.in_(WRITTEN), WorkType.grace_days), else_=null()),
            Person.id,
            Person.search_key,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .join(CourseTeacher, access.teaches_on_its_day())
        .outerjoin(Substitution, replaced_by(now.date()))
        .outerjoin(WorkType, WorkType.id == Lesson.work_type_id)
        .join(Person, Person.id == access.answering())
        .where(Lesson.date.between(week.monday, week.last), Lesson.ends_at <= now - DUE_AFTER, takes_place())
    )
    return query if person_id is None else query.where(Person.id == person_id)


def _sitting() -> Select[*tuple[int]]:
    """How many sit the `Lesson`."""
    return (
        select(func.count(Enrolment.student_id))
        .select_from(GroupClass)
        .join(Enrolment, Enrolment.class_id == GroupClass.class_id)
        .where(GroupClass.group_id == Course.group_id, access.sits_in(Course.group_id, Lesson.date))
        .correlate(Course, Lesson)
    )


def _unwritten() -> ColumnElement[int]:
    """Those present at the `Lesson` who have no mark in it."""
    missed = exists().where(
        Attendance.lesson_id == Lesson.id, Attendance.student_id == Enrolment.student_id, Attendance.code.in_(MISSED)
    )
    wrote = exists().where(
        Mark.lesson_id == Lesson.id, Mark.student_id == Enrolment.student_id, Mark.value.is_not(None)
    )
    return (
        _sitting()
        .where(
            ~missed.correlate_except(Attendance),
            ~wrote.correlate_except(Mark),
        )
        .scalar_subquery()
    )


# --- what stands in cells ----------------------------------------------------------------------------------------------


async def in_cells(session: Session, week: Week, known: ControlRules, *, person_id: int | None = None) -> Lessons:
    """Marks of the absent in the lessons of the week, and marks that were changed in it long after they were put."""
    zone = rules.of(session).zone
    begins = datetime.combine(week.monday, datetime.min.time(), zone)
    parts = [_absent_with_marks(week), _changed(begins, begins + timedelta(days=7))]
    if person_id is not None:
        parts = [part.where(Person.id == person_id) for part in parts]
    found: dict[tuple[str, int, int], Finding] = {}
    names: dict[int, tuple[str, int, str]] = {}
    for kind, lesson, group, subject, day, period, put_at, at, person, key, *name in await session.execute(
        union_all(*parts)
    ):
        if kind == CHANGED:
            broken, rule = at - put_at > known.changed_after, Rule.CHANGED
        else:
            broken, rule = put_at.astimezone(zone).date() == day, Rule.MARKED_ABSENT
        if not broken or not known.on(rule):
            continue
        names[person] = (key, person, full(*name))
        before = found.get((rule, lesson, person))
        many = before.many + 1 if before else 1
        found[rule, lesson, person] = Finding(rule, person, group, subject, day, period, lesson_id=lesson, many=many)
    return Lessons(list(found.values()), list(names.values()), 0, 0)


def _cells(kind: str, at: SQLColumnExpression[datetime]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(kind),
            Lesson.id,
            StudyGroup.name,
            Subject.name,
            Lesson.date,
            Lesson.period,
            Mark.put_at,
            at,
            Person.id,
            Person.search_key,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .select_from(Mark)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
    )


def _absent_with_marks(week: Week) -> Select[*tuple[Any, ...]]:
    """By whoever put the mark."""
    same = and_(Attendance.lesson_id == Mark.lesson_id, Attendance.student_id == Mark.student_id)
    return (
        _cells(ABSENT, Mark.changed_at)
        .join(Attendance, same)
        .join(Person, Person.id == Mark.author_id)
        .where(
            Lesson.date.between(week.monday, week.last),
            Lesson.state != LessonState.CANCELLED,
            Attendance.code.in_(MISSED),
            Mark.value.is_not(None),
        )
    )


def _changed(begins: datetime, ends: datetime) -> Select[*tuple[Any, ...]]:
    """By whoever changed it; what was empty before is a new mark and no change."""
    return (
        _cells(CHANGED, MarkChange.at)
        .join(MarkChange, MarkChange.mark_id == Mark.id)
        .join(Person, Person.id == MarkChange.author_id)
        .where(MarkChange.at >= begins, MarkChange.at < ends, MarkChange.old_value.is_not(None))
    )
