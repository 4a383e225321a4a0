"""What of a child's day is otherwise than the timetable says, and when the family is told of it.

Tomorrow's changes are told on the eve, so that a day is one message; what is cancelled or moved today, at once. A push
says what is true when it is sent, and what was told already is not told again.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import String, and_, cast, literal, or_, select, true

from db.engine import Session, insert
from db.lessons import Lesson
from db.operations import Notice, NoticeKind, NoticeState, Told
from db.people import Enrolment, Grant, Scope, Student
from db.timetable import Course
from journal.access import Child, sits_in
from journal.assessments import following
from journal.family import days
from journal.family.days import Sitting
from journal.notices import NEWS_COLUMNS, PENDING

EVE: Final = time(17)
"""When tomorrow's changes are told."""
GATHERS: Final = timedelta(minutes=2)
"""Several changes of one day are one message."""


class Changes(NamedTuple):
    """A child's day as it is otherwise."""

    day: date
    cancelled: tuple[Sitting, ...] = ()
    instead: tuple[tuple[Sitting, Sitting], ...] = ()
    """What is held, and what it stands in for."""
    moved_away: tuple[Sitting, ...] = ()
    moved_here: tuple[Sitting, ...] = ()
    substituted: tuple[Sitting, ...] = ()
    tests: frozenset[int] = frozenset()
    """Of the lessons that are cancelled or moved, those with a planned test, which goes along."""

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return any(self[1:-1])

    @property
    def mark(self) -> str:
        """A fingerprint: what was told last, to be compared."""
        parts = [
            *(f"c{it.lesson_id}" for it in self.cancelled),
            *(f"i{it.lesson_id}" for it, _ in self.instead),
            *(f"a{it.lesson_id}>{it.date}/{it.period}" for it in self.moved_away),
            *(f"h{it.lesson_id}/{it.period}" for it in self.moved_here),
            *(f"s{it.lesson_id}={it.substitute}" for it in self.substituted),
        ]
        return ";".join(sorted(parts))


def cell(student_id: int, day: date) -> str:
    """The name under which it is kept what a family was told of a day."""
    return f"changes:{student_id}:{day}"


async def promise(
    session: Session, lessons: Collection[int], *, now: datetime, at_once: bool = False, days: Collection[date] = ()
) -> None:
    """Promise the families of these lessons the changes of their days, one push a child and day.

    `at_once`: also today's, at this moment; without it today's lessons are told of by nobody. `days` names the days a
    lesson was moved from and to. Days that are past are never told.
    """
    wanted = set(days) or set(await session.scalars(select(Lesson.date).where(Lesson.id.in_(lessons)).distinct()))
    for day in sorted(wanted):
        eve = datetime.combine(day - timedelta(days=1), EVE, now.tzinfo)
        if day > now.date() or (day == now.date() and at_once):
            await _promise(session, lessons, day, due_at=max(eve, now + GATHERS) if day > now.date() else now, now=now)


async def _promise(session: Session, lessons: Collection[int], day: date, *, due_at: datetime, now: datetime) -> None:
    own = and_(Student.person_id == Grant.person_id, Grant.scope == Scope.STUDENT)
    family = (
        select(Grant.account_id, Student.id.label("student_id"))
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(Enrolment, sits_in(Course.group_id, Lesson.date))
        .join(Student, Student.id == Enrolment.student_id)
        .join(Grant, or_(Grant.student_id == Student.id, own))
        .where(Lesson.id.in_(lessons), Grant.ended_at.is_(None), Grant.scope != Scope.STAFF)
        .distinct()
        .subquery()
    )
    account, student = cast(family.c.account_id, String), cast(family.c.student_id, String)
    columns = [*NEWS_COLUMNS]
    columns.remove("lesson_id")
    rows = select(
        literal("changes:") + account + ":" + student + f":{day}",
        literal(NoticeKind.CHANGES.value),
        family.c.account_id,
        family.c.student_id,
        literal({"day": day.isoformat()}, Notice.facts.type),
        literal(due_at, Notice.due_at.type),
        literal(NoticeState.PENDING.value),
        literal(now, Notice.created_at.type),
        # SQLite reads ON CONFLICT after a SELECT without WHERE as a join's ON.
    ).where(true())
    statement = insert(session, Notice).from_select(columns, rows)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Notice.key],
            index_where=PENDING,
            set_={"due_at": statement.excluded.due_at, "lease": None, "leased_until": None},
        )
    )


# --- what it is ----------------------------------------------------------------------------------------------------------


async def of_child(session: Session, child: Child, day: date, *, now: datetime) -> Changes:
    """What is otherwise on a child's day. The child was loaded: the permission. Two statements at most."""
    query: Any = days.sat_by(select(*days.COLUMNS), child.student_id)
    found = of_day(await days.read(session, query.where(or_(Lesson.date == day, Lesson.from_date == day))), day)
    lessons = [*found.cancelled, *(lost for _, lost in found.instead), *found.moved_away, *found.moved_here]
    return found._replace(tests=await following.with_tests(session, [it.lesson_id for it in lessons], now=now))


def of_day(lessons: Collection[Sitting], day: date) -> Changes:
    """What is otherwise among these lessons. A lesson of the own subject stands with what it stands in for."""
    here = [lesson for lesson in lessons if lesson.date == day]
    by_id = {lesson.lesson_id: lesson for lesson in here}
    held = [lesson for lesson in here if lesson.takes_place]
    instead = [(it, by_id[it.instead_of]) for it in held if it.instead_of in by_id]
    replaced = {lost.lesson_id for _, lost in instead}
    return Changes(
        day,
        cancelled=tuple(
            it for it in here if not it.takes_place and it.instead_of is None and it.lesson_id not in replaced
        ),
        instead=tuple(instead),
        moved_away=tuple(it for it in lessons if it.from_date == day and it.date != day and it.takes_place),
        moved_here=tuple(it for it in held if it.from_date is not None),
        substituted=tuple(it for it in held if it.substitute),
    )


async def told_before(session: Session, account_id: int, student_id: int, day: date) -> str | None:
    """The fingerprint of what the account was told of the day; None: nothing."""
    return await session.scalar(
        select(Told.value).where(Told.account_id == account_id, Told.cell == cell(student_id, day))
    )
