"""Screens that could not be drawn: promised in a row, drawn when it is possible, to whom it is still allowed (G11, G26)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import String, and_, case, cast, delete, func, literal, or_, select, union_all, update

from db.engine import Session, insert
from db.people import Account, ClassLead, Consent, Grant, Guardian, Scope, Staff, StaffDuty, Student
from db.sending import PromisedScreen
from db.substitutions import Substitution
from db.timetable import CourseTeacher
from journal.access import STANDING_IN, during
from journal.people.accounts import TELEGRAM

KEPT: Final = timedelta(hours=24)
"""A screen older than this says nothing of today."""
LEASE: Final = timedelta(seconds=60)
"""How long one try may take; a sender that died in it is succeeded then."""
BATCH: Final = 200
UNCERTAIN: Final = "uncertain"
"""The last try may have arrived: a new message is tried once more only."""
AWAY: Final = "away"
"""The messenger could not be reached, or had no answer."""


class Promised(NamedTuple):
    """A screen to be drawn."""

    id: int
    chat: str
    message_id: int | None
    method: str
    payload: dict[str, Any]
    rights: list[str]
    version: int
    attempts: int
    error: str


async def rights(session: Session, chat: str, today: date, *, platform: str = TELEGRAM) -> list[str]:
    """What this account may see at all, as words to compare: grants, consents, duties, classes, courses.

    A screen is drawn later only if none of them is missing then. One statement; empty for somebody unknown.
    """
    granted = (
        select(Grant.id, Grant.person_id, Grant.scope, Grant.student_id)
        .join(Account, Account.id == Grant.account_id)
        .where(Account.platform == platform, Account.external_id == chat, Grant.ended_at.is_(None))
        .cte("granted")
    )
    staff = (
        select(granted.c.person_id)
        .join(Staff, and_(Staff.person_id == granted.c.person_id, Staff.left_on.is_(None)))
        .where(granted.c.scope == Scope.STAFF)
    )
    own = and_(Student.person_id == granted.c.person_id, granted.c.scope == Scope.STUDENT)
    consents = (
        select(literal("consent"), cast(Consent.id, String))
        .join(Guardian, Guardian.id == Consent.guardian_id)
        .join(Student, Student.id == Guardian.student_id)
        .join(granted, or_(granted.c.student_id == Student.id, own))
        .where(Consent.withdrawn_at.is_(None))
    )
    words = union_all(
        select(literal("grant"), cast(granted.c.id, String)),
        consents,
        select(literal("duty"), cast(StaffDuty.duty, String)).where(StaffDuty.person_id.in_(staff)),
        select(literal("class"), cast(ClassLead.class_id, String)).where(
            ClassLead.person_id.in_(staff), during(ClassLead.valid_from, ClassLead.valid_to, today)
        ),
        select(literal("course"), cast(CourseTeacher.course_id, String)).where(
            CourseTeacher.person_id.in_(staff), during(CourseTeacher.valid_from, CourseTeacher.valid_to, today)
        ),
        select(literal("substitution"), cast(Substitution.id, String)).where(
            Substitution.substitute_id.in_(staff),
            Substitution.state.in_(STANDING_IN),
            Substitution.ended_at.is_(None),
            Substitution.until >= today,
        ),
    )
    return sorted({f"{kind}:{word}" for kind, word in await session.execute(words)})


async def promise(
    session: Session,
    *,
    chat: str,
    message_id: int | None,
    method: str,
    payload: Mapping[str, Any],
    not_before: datetime,
    now: datetime,
    real: datetime,
    error: str = "",
    platform: str = TELEGRAM,
) -> int:
    """Promise a screen; the newest of a message takes the place of the one before. Returns its id.

    New messages of a chat keep their order: none is due before one that was promised earlier.
    """
    if message_id is None:
        before = select(func.max(PromisedScreen.not_before)).where(
            PromisedScreen.platform == platform, PromisedScreen.chat == chat, PromisedScreen.message_id.is_(None)
        )
        not_before = max(not_before, await session.scalar(before) or not_before)
    statement = insert(session, PromisedScreen).values(
        platform=platform,
        chat=chat,
        message_id=message_id,
        method=method,
        payload=dict(payload),
        rights=await rights(session, chat, now.date(), platform=platform),
        version=1,
        created_at=real,
        not_before=not_before,
        error=error,
    )
    made = statement.on_conflict_do_update(
        index_elements=[PromisedScreen.platform, PromisedScreen.chat, PromisedScreen.message_id],
        index_where=PromisedScreen.message_id.is_not(None),
        set_={
            "method": statement.excluded.method,
            "payload": statement.excluded.payload,
            "rights": statement.excluded.rights,
            "version": PromisedScreen.version + 1,
            "created_at": statement.excluded.created_at,
            "not_before": statement.excluded.not_before,
            "attempts": 0,
            "error": statement.excluded.error,
        },
    ).returning(PromisedScreen.id)
    return int((await session.execute(made)).scalar_one())


async def amend(session: Session, promised_id: int, payload: Mapping[str, Any]) -> bool:
    """Change what a screen that is not drawn yet will say; False if it is drawn or gone already."""
    row = await session.get(PromisedScreen, promised_id, with_for_update=True)
    if row is None:
        return False
    row.payload, row.version = {**row.payload, **payload}, row.version + 1
    return True


async def claim(session: Session, *, real: datetime, busy: Iterable[str] = (), limit: int = BATCH) -> list[Promised]:
    """Take the screens that are due, chat by chat in the order they were made; what is a day old is forgotten.

    Until its outcome is known a new message counts as one that may have arrived.
    """
    await session.execute(delete(PromisedScreen).where(PromisedScreen.created_at < real - KEPT))
    due = (
        select(PromisedScreen)
        .where(PromisedScreen.not_before <= real, PromisedScreen.chat.not_in(list(busy)))
        .order_by(PromisedScreen.id)
        .limit(limit)
    )
    rows = (await session.execute(due.with_for_update(skip_locked=True))).scalars().all()
    found = [
        Promised(
            row.id, row.chat, row.message_id, row.method, row.payload, row.rights, row.version, row.attempts, row.error
        )
        for row in rows
    ]
    if found:
        sent = case((PromisedScreen.message_id.is_(None), UNCERTAIN), else_=PromisedScreen.error)
        await session.execute(
            update(PromisedScreen)
            .where(PromisedScreen.id.in_([screen.id for screen in found]))
            .values(attempts=PromisedScreen.attempts + 1, not_before=real + LEASE, error=sent)
        )
    return found


async def done(session: Session, screens: Sequence[Promised]) -> None:
    """These need not be drawn any more; a newer content of the same message stays."""
    ours = or_(*(and_(PromisedScreen.id == one.id, PromisedScreen.version == one.version) for one in screens))
    await session.execute(delete(PromisedScreen).where(ours))


async def drawn(session: Session, chat: str, message_id: int, *, platform: str = TELEGRAM) -> None:
    """A message was redrawn by a later answer: what was promised for it is old."""
    await session.execute(
        delete(PromisedScreen).where(
            PromisedScreen.platform == platform, PromisedScreen.chat == chat, PromisedScreen.message_id == message_id
        )
    )


async def again(session: Session, screen: Promised, *, not_before: datetime, error: str, counted: bool = True) -> None:
    """Try it again later."""
    await session.execute(
        update(PromisedScreen)
        .where(PromisedScreen.id == screen.id, PromisedScreen.version == screen.version)
        .values(not_before=not_before, error=error, attempts=PromisedScreen.attempts - int(not counted))
    )


async def put_back(session: Session, screens: Sequence[Promised], *, not_before: datetime) -> None:
    """These were not tried: those before them in the same chat could not be drawn."""
    for screen in screens:
        await again(session, screen, not_before=not_before, error=screen.error, counted=False)


async def hasten(session: Session, *, real: datetime) -> None:
    """The messenger is back: what failed by its absence is due now."""
    await session.execute(
        update(PromisedScreen)
        .where(PromisedScreen.error == AWAY, PromisedScreen.not_before > real)
        .values(not_before=real)
    )


async def next_due(session: Session) -> datetime | None:
    """When the first of them is to be drawn."""
    return await session.scalar(select(func.min(PromisedScreen.not_before)))


async def messages(session: Session, *, platform: str = TELEGRAM) -> set[tuple[str, int]]:
    """The messages that are to be redrawn, as (chat, message)."""
    rows = await session.execute(
        select(PromisedScreen.chat, PromisedScreen.message_id).where(
            PromisedScreen.platform == platform, PromisedScreen.message_id.is_not(None)
        )
    )
    return {(chat, message) for chat, message in rows if message is not None}
