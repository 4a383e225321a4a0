"""What is new in a child's finals for one recipient: what was confirmed against what was told."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import select

from db.engine import Session
from db.finals import FinalKind, FinalMark
from db.people import Grant
from db.timetable import Subject, Term, TermKind
from journal.access import Actor
from journal.finals import courses
from journal.finals.columns import Column, CourseFacts, Stage
from journal.operations import told
from journal.refusals import NotFound

LOOKED_BACK: Final = timedelta(days=60)
"""How long a confirmation may have waited to be told: longer than a messenger is ever away."""


class FinalNews(NamedTuple):
    """A final that was never told (old None), or was told otherwise."""

    subject: str
    kind: FinalKind
    term_kind: TermKind | None
    term: str
    old: str | None
    new: str


class News(NamedTuple):
    """A child's news; `values` is what the recipient will have been told."""

    finals: tuple[FinalNews, ...]
    values: Mapping[str, str]


def cell(final_id: int) -> str:
    """The cell of a final in `told`."""
    return f"final:{final_id}"


async def of_child(
    session: Session, account_id: int, student_id: int, now: datetime, *, hold: timedelta = timedelta()
) -> News:
    """What was confirmed lately and not told yet. The caller looked whether the account may hear of the child.

    `hold`: what is not told by its own promise, which comes due after the hold, leaves out what may still change (A3).
    """
    since = (
        select(Grant.granted_at)
        .where(Grant.account_id == account_id, Grant.ended_at.is_(None))
        .order_by(Grant.granted_at)
        .limit(1)
        .scalar_subquery()
    )
    rows = (
        await session.execute(
            select(FinalMark.id, FinalMark.confirmed, Subject.name, FinalMark.kind, Term.kind, Term.name)
            .join(Subject, Subject.id == FinalMark.subject_id)
            .outerjoin(Term, Term.id == FinalMark.term_id)
            .where(
                FinalMark.student_id == student_id,
                FinalMark.confirmed.is_not(None),
                FinalMark.confirmed_at.between(now - LOOKED_BACK, now - hold),
                FinalMark.confirmed_at >= since,
            )
            .order_by(Subject.name, FinalMark.id)
        )
    ).all()
    before = await told.told(session, account_id, [cell(row[0]) for row in rows])
    values: dict[str, str] = {}
    finals = []
    for final_id, confirmed, subject, kind, term_kind, term in rows:
        old = before.get(cell(final_id))
        if confirmed is not None and old != confirmed:
            values[cell(final_id)] = confirmed
            finals.append(FinalNews(subject, kind, term_kind, term or "", old, confirmed))
    return News(tuple(finals), values)


class Unlocked(NamedTuple):
    """A column that a deputy head opened for its teacher."""

    course: CourseFacts
    column: Column


async def unlocked(session: Session, actor: Actor, course_id: int, column_id: int, now: datetime) -> Unlocked | None:
    """What was opened, if it still is. NotFound once the recipient does not teach it any more (G26)."""
    found = await courses.one(session, actor, course_id, now)
    if not found.mine:
        raise NotFound
    column = found.column(column_id)
    return Unlocked(found.facts, column) if column.stage(now) is Stage.UNLOCKED else None
