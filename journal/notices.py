"""Promised pushes: rows that refer, written in the transaction of what they are about (architecture, «A push»)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    Subquery,
    case,
    cast,
    exists,
    literal,
    null,
    or_,
    select,
    text,
    true,
    update,
)

from db.engine import Session, insert
from db.lessons import Lesson
from db.operations import Notice, NoticeKind, NoticeState, Told
from db.people import Grant, Scope, Student
from journal.access import LessonFacts
from journal.operations import living

PENDING = text("state = 'pending'")
DOUBT = {"doubt": True}
"""A push of this promise was being sent as the promise was moved."""
OWN = 1
EVERYBODY = 2
NOTHING: Mapping[str, int] = MappingProxyType({})


async def lesson_news(
    session: Session, lesson: LessonFacts, students: Collection[int], *, due_at: datetime, now: datetime
) -> None:
    """Promise the families of these students the news of a lesson, one push a recipient and child, due after the hold.

    A further edit moves the promise that is pending, so what was corrected before is never told (A3); it also takes a
    lease away, so that a push that is being sent at this moment is followed by one with the last word (G10): should its
    sender die, nobody knows what that push said.
    Who is entitled, and to what, is asked again when it is sent.
    """
    if not students:
        return
    family = _family(students)
    await _promise_news(session, _news(family, literal(lesson.id), due_at=due_at, now=now))


async def corrected(
    session: Session, student_id: int, lessons: Collection[int], *, due_at: datetime, now: datetime
) -> None:
    """Promise the news of these lessons to whoever was told, or is about to be told, the attendance that stood there.

    Nobody else hears of it: to a family that never heard of an absence its reason is no news.
    """
    if not lessons:
        return
    family, lesson_id = _family([student_id]), Lesson.id
    cell = literal("attendance:") + cast(lesson_id, String) + f":{student_id}"
    was_told = exists().where(Told.account_id == family.c.account_id, Told.cell == cell)
    pending = exists().where(Notice.key == _key(family, lesson_id), Notice.state == NoticeState.PENDING)
    promised = _news(family, lesson_id, due_at=due_at, now=now).join_from(family, Lesson, lesson_id.in_(lessons))
    await _promise_news(session, promised.where(or_(was_told, pending)))


async def finals_news(session: Session, students: Collection[int], *, due_at: datetime, now: datetime) -> None:
    """Promise the families of these students the finals that were confirmed: what several courses confirm is one push."""
    if not students:
        return
    family = _family(students)
    account, student = (cast(column, String) for column in (family.c.account_id, family.c.student_id))
    key = literal("finals:") + account + ":" + student
    await _promise_news(
        session, _of_family(family, key, NoticeKind.FINALS, null(), due_at=due_at, now=now).where(true())
    )


async def remark(session: Session, remark_id: int, student_id: int, *, due_at: datetime, now: datetime) -> None:
    """Promise the family a remark, or that it was taken back; whether it is for the student too is asked when it is sent."""
    family = _family([student_id])
    key = literal(f"remark:{remark_id}:") + cast(family.c.account_id, String)
    facts = {"remark": remark_id}
    await _promise_news(
        session, _of_family(family, key, NoticeKind.REMARK, null(), due_at=due_at, now=now, facts=facts)
    )


def _family(students: Collection[int]) -> Subquery:
    """The accounts that were given these students: `account_id`, `student_id`."""
    return (
        select(Grant.account_id, Student.id.label("student_id"))
        .join(
            Student,
            or_(
                Student.id == Grant.student_id,
                (Student.person_id == Grant.person_id) & (Grant.scope == Scope.STUDENT),
            ),
        )
        .where(Grant.ended_at.is_(None), Grant.scope != Scope.STAFF, Student.id.in_(students))
        .distinct()
        .subquery()
    )


NEWS_COLUMNS = ("key", "kind", "account_id", "student_id", "lesson_id", "facts", "due_at", "state", "created_at")


def _key(family: Subquery, lesson_id: SQLColumnExpression[int]) -> ColumnElement[str]:
    account, student = (cast(column, String) for column in (family.c.account_id, family.c.student_id))
    return literal("lesson:") + account + ":" + student + ":" + cast(lesson_id, String)


def _news(
    family: Subquery, lesson_id: SQLColumnExpression[int], *, due_at: datetime, now: datetime
) -> Select[*tuple[Any, ...]]:
    """One promise an account of the family, student and lesson, as rows of `NEWS_COLUMNS`."""
    return _of_family(family, _key(family, lesson_id), NoticeKind.LESSON_NEWS, lesson_id, due_at=due_at, now=now)


def _of_family(
    family: Subquery,
    key: ColumnElement[str],
    kind: NoticeKind,
    lesson_id: SQLColumnExpression[Any],
    *,
    due_at: datetime,
    now: datetime,
    facts: Mapping[str, int] = NOTHING,
) -> Select[*tuple[Any, ...]]:
    return select(
        key,
        literal(kind.value),
        family.c.account_id,
        family.c.student_id,
        lesson_id,
        literal(dict(facts), Notice.facts.type),
        literal(due_at, Notice.due_at.type),
        literal(NoticeState.PENDING.value),
        literal(now, Notice.created_at.type),
        # SQLite reads ON CONFLICT after a SELECT without WHERE as a join's ON.
    ).where(true())


async def _promise_news(session: Session, rows: Select[*tuple[Any, ...]]) -> None:
    statement = insert(session, Notice).from_select(NEWS_COLUMNS, rows)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Notice.key],
            index_where=PENDING,
            set_={
                "due_at": statement.excluded.due_at,
                "facts": case((Notice.lease.is_not(None), literal(DOUBT, Notice.facts.type)), else_=Notice.facts),
                "lease": None,
                "leased_until": None,
            },
        )
    )


async def hasten(session: Session, lesson_id: int, *, now: datetime) -> None:
    """The teacher closed a lesson: what is pending of it is due now, and reminders that list it are redrawn."""
    await session.execute(
        update(Notice)
        .where(Notice.lesson_id == lesson_id, Notice.state == NoticeState.PENDING, Notice.due_at > now)
        .values(due_at=now)
    )
    shown = await living.showing(session, lesson_id)
    for day in set(shown.values()):
        accounts = sorted(account_id for account_id, of_day in shown.items() if of_day == day)
        await promise_each(
            session,
            NoticeKind.UNFILLED,
            accounts,
            key=f"redraw:{day}",
            due_at=now,
            now=now,
            about="redraw",
            day=str(day),
        )


async def promise(
    session: Session,
    kind: NoticeKind,
    account_id: int,
    *,
    key: str,
    due_at: datetime,
    now: datetime,
    student_id: int | None = None,
    lesson_id: int | None = None,
    **facts: str | int | None,
) -> None:
    """Promise one account one push; the same key pending already is moved to `due_at` and takes the new facts."""
    await _promise(
        session,
        [
            {
                "key": key,
                "kind": kind,
                "account_id": account_id,
                "student_id": student_id,
                "lesson_id": lesson_id,
                "facts": facts,
                "due_at": due_at,
                "state": NoticeState.PENDING,
                "created_at": now,
            }
        ],
    )


async def promise_each(
    session: Session,
    kind: NoticeKind,
    accounts: Collection[int],
    *,
    key: str,
    due_at: datetime,
    now: datetime,
    lane: int = OWN,
    **facts: str | int | None,
) -> None:
    """The same push for each of these accounts, in one statement; their keys are `key:ACCOUNT`.

    `lane` EVERYBODY: an announcement waits behind what is news of somebody's own.
    """
    await promise_own(session, kind, dict.fromkeys(accounts, facts), key=key, due_at=due_at, now=now, lane=lane)


async def promise_own(
    session: Session,
    kind: NoticeKind,
    facts: Mapping[int, Mapping[str, str | int | None]],
    *,
    key: str,
    due_at: datetime,
    now: datetime,
    lane: int = OWN,
) -> None:
    """The same kind of push for each of these accounts with its own facts, in one statement; keys are `key:ACCOUNT`."""
    rows = [
        {
            "key": f"{key}:{account_id}",
            "kind": kind,
            "account_id": account_id,
            "facts": dict(own),
            "due_at": due_at,
            "lane": lane,
            "state": NoticeState.PENDING,
            "created_at": now,
        }
        for account_id, own in facts.items()
    ]
    if rows:
        await _promise(session, rows)


async def _promise(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    statement = insert(session, Notice).values(rows)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Notice.key],
            index_where=PENDING,
            set_={
                "due_at": statement.excluded.due_at,
                "facts": statement.excluded.facts,
                "lease": None,
                "leased_until": None,
            },
        )
    )
