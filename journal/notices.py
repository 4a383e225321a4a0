"""Promised pushes: rows that refer, written in the transaction of what they are about (architecture, «A push»)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, literal, or_, select, text, true, update

from db.engine import Session, insert
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Grant, Scope, Student
from journal.access import LessonFacts
from journal.operations import living

PENDING = text("state = 'pending'")
OWN = 1
EVERYBODY = 2


async def lesson_news(
    session: Session, lesson: LessonFacts, students: Collection[int], *, due_at: datetime, now: datetime
) -> None:
    """Promise the families of these students the news of a lesson, one push a recipient and child, due after the hold.

    A further edit moves the promise that is pending, so what was corrected before is never told (A3); it also takes a
    lease away, so that a push that is being sent at this moment is followed by one with the last word (G10).
    Who is entitled, and to what, is asked again when it is sent.
    """
    if not students:
        return
    entitled = (
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
    account_id, student_id = entitled.c.account_id, entitled.c.student_id
    key = literal("lesson:") + cast(account_id, String) + ":" + cast(student_id, String) + f":{lesson.id}"
    recipients = select(
        key,
        literal(NoticeKind.LESSON_NEWS.value),
        account_id,
        student_id,
        literal(lesson.id),
        literal({}, Notice.facts.type),
        literal(due_at, Notice.due_at.type),
        literal(NoticeState.PENDING.value),
        literal(now, Notice.created_at.type),
        # SQLite reads ON CONFLICT after a SELECT without WHERE as a join's ON.
    ).where(true())
    columns = ["key", "kind", "account_id", "student_id", "lesson_id", "facts", "due_at", "state", "created_at"]
    statement = insert(session, Notice).from_select(columns, recipients)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Notice.key],
            index_where=PENDING,
            set_={"due_at": statement.excluded.due_at, "lease": None, "leased_until": None},
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
    rows = [
        {
            "key": f"{key}:{account_id}",
            "kind": kind,
            "account_id": account_id,
            "facts": facts,
            "due_at": due_at,
            "lane": lane,
            "state": NoticeState.PENDING,
            "created_at": now,
        }
        for account_id in accounts
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
