"""Dead letters: pushes that were given up. A coordinator, or the operator, has them sent again or drops them (G12).

Their texts are made when they are sent, so there is nothing to read here: only what they are about and whom they are for.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, true, update
from sqlalchemy.orm import aliased

from db.engine import Session
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Duty, Enrolment, Grant, SchoolClass, Scope, Student
from journal import access, audit
from journal.access import Actor, during

PAGE: Final = 8
"""So many on a screen, the latest first."""


class Whose(StrEnum):
    """Whom a letter was for."""

    STAFF = "staff"
    GUARDIAN = "guardian"
    STUDENT = "student"


class DeadLetter(NamedTuple):
    """A dead letter."""

    id: int
    kind: NoticeKind
    whose: Whose
    form: str
    """The child's class of today; empty for staff."""
    error: str
    created_at: datetime


class Heap(NamedTuple):
    """The dead letters of one kind."""

    kind: NoticeKind
    letters: int
    last_id: int
    """The latest that a screen counted: those that die later are not ended unseen."""


class Which(NamedTuple):
    """Some dead letters: by id, or of a kind up to one; nothing said is all of them."""

    ids: Collection[int] = ()
    kind: NoticeKind | None = None
    until: int | None = None

    def clause(self) -> ColumnElement[bool]:
        """These among the dead."""
        return and_(
            Notice.state == NoticeState.DEAD,
            Notice.id.in_(self.ids) if self.ids else true(),
            Notice.kind == self.kind if self.kind is not None else true(),
            Notice.id <= self.until if self.until is not None else true(),
        )


async def heaps(session: Session, actor: Actor | None) -> list[Heap]:
    """How many there are of each kind, for a coordinator (None: the operator); NotFound for anybody else."""
    await _permitted(session, actor)
    rows = await session.execute(
        select(Notice.kind, func.count(), func.max(Notice.id))
        .where(Notice.state == NoticeState.DEAD)
        .group_by(Notice.kind)
        .order_by(Notice.kind)
    )
    return [Heap(*row) for row in rows]


async def latest(session: Session, actor: Actor | None, *, kind: NoticeKind | None, now: datetime) -> list[DeadLetter]:
    """The latest of a kind (None: of any), without a name; the operator gets all of them."""
    await _permitted(session, actor)
    own = exists().where(Grant.account_id == Notice.account_id, Grant.scope == Scope.STUDENT)
    rows = await session.execute(
        select(
            Notice.id,
            Notice.kind,
            case((Notice.student_id.is_(None), _of_staff()), (own, Whose.STUDENT.value), else_=Whose.GUARDIAN.value),
            SchoolClass.grade,
            SchoolClass.letter,
            Notice.error,
            Notice.created_at,
        )
        .outerjoin(Student, Student.id == Notice.student_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.student_id == Student.id, during(Enrolment.valid_from, Enrolment.valid_to, now.date())),
        )
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(Which(kind=kind).clause())
        .order_by(Notice.id.desc())
        .limit(None if actor is None else PAGE)
    )
    return [
        DeadLetter(number, of_kind, Whose(whose), f"{grade}{letter}" if grade else "", error, created_at)
        for number, of_kind, whose, grade, letter, error, created_at in rows
    ]


def _of_staff() -> ColumnElement[str]:
    """A notice that names no child is a colleague's, or is about a guardian's own access."""
    staff = exists().where(Grant.account_id == Notice.account_id, Grant.scope == Scope.STAFF)
    return case((staff, Whose.STAFF.value), else_=Whose.GUARDIAN.value)


async def retry(session: Session, actor: Actor | None, *, which: Which, now: datetime) -> int:
    """Promise these anew, as if made now; returns how many. Entitlement and text are asked for when they are sent.

    Where the same is promised already, by a newer letter or one that is pending, the older one has nothing to add.
    """
    await _permitted(session, actor)
    newer = aliased(Notice)
    told_by_another = exists().where(
        newer.key == Notice.key,
        or_(newer.state == NoticeState.PENDING, and_(newer.state == NoticeState.DEAD, newer.id > Notice.id)),
    )
    await session.execute(
        update(Notice).where(which.clause(), told_by_another).values(state=NoticeState.DROPPED, settled_at=now)
    )
    done = await session.scalars(
        update(Notice)
        .where(which.clause())
        .values(
            state=NoticeState.PENDING,
            due_at=now,
            created_at=now,
            settled_at=None,
            lease=None,
            leased_until=None,
            attempts=0,
            copies=0,
            error="",
        )
        .returning(Notice.id)
    )
    return _note(session, actor, "push.retry", which, len(done.all()), now)


async def drop(session: Session, actor: Actor | None, *, which: Which, now: datetime) -> int:
    """Give these up for good; returns how many. Their rows stay until they are swept."""
    await _permitted(session, actor)
    done = await session.scalars(
        update(Notice).where(which.clause()).values(state=NoticeState.DROPPED, settled_at=now).returning(Notice.id)
    )
    return _note(session, actor, "push.drop", which, len(done.all()), now)


async def _permitted(session: Session, actor: Actor | None) -> None:
    if actor is not None:
        await access.on_duty(session, actor, Duty.COORDINATOR)


def _note(session: Session, actor: Actor | None, action: str, which: Which, count: int, now: datetime) -> int:
    if count:
        notice = next(iter(which.ids)) if len(which.ids) == 1 else None
        audit.record(session, actor, action, now, notice=notice, kind=which.kind, count=count)
    return count
