"""When the bot was out of reach: whoever was in the middle of something is asked to check it (G6).

Telegram keeps a message for a day and a tap for 150 seconds only, so a longer gap may have swallowed taps. Nobody can
tell which; but who was at work just before it, and on what, is in the change log.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from db.engine import Session, insert
from db.lessons import Lesson
from db.operations import AuditEntry, Draft, Liveness, NoticeKind
from db.people import Grant, Scope
from journal import access, notices
from journal.access import Actor, LessonFacts

TAPS_LIVE: Final = timedelta(seconds=150)
AT_WORK: Final = timedelta(minutes=15)
"""Who did something so shortly before the gap was in the middle of it."""
FORGOTTEN: Final = timedelta(hours=12)
"""After so long a gap a note would only puzzle."""
LESSONS: Final = 3
"""So many lessons get a button."""


class Gap(NamedTuple):
    """A time out of reach, by the school's clock, and the lessons that the recipient was at."""

    begin: datetime
    end: datetime
    lessons: list[LessonFacts]


async def alive(session: Session, *, now: datetime, real: datetime) -> None:
    """People can reach us at this moment. If they could not for over 150 s, promise each who was at work one note.

    `now` is school time, `real` the real one, by which a gap is measured.
    """
    last = await session.scalar(select(Liveness.at).where(Liveness.id == 1).with_for_update())
    statement = insert(session, Liveness).values(id=1, at=real)
    await session.execute(statement.on_conflict_do_update(index_elements=[Liveness.id], set_={"at": real}))
    if last is not None and TAPS_LIVE < real - last <= FORGOTTEN:
        begin = now - (real - last)
        at_work = await _at_work(session, begin)
        facts = {
            account_id: {
                "begin": begin.isoformat(),
                "end": now.isoformat(),
                "lessons": ",".join(map(str, lessons[:LESSONS])),
            }
            for account_id, lessons in at_work.items()
        }
        await notices.promise_own(
            session, NoticeKind.GAP, facts, key=f"gap:{int(last.timestamp())}", due_at=now, now=now
        )


async def _at_work(session: Session, begin: datetime) -> dict[int, list[int]]:
    """Staff accounts that changed or were typing something right before, each with the lessons, the last one first."""
    staff = select(Grant.account_id).where(Grant.scope == Scope.STAFF, Grant.ended_at.is_(None))
    found: dict[int, list[int]] = {}
    typing = await session.scalars(
        select(Draft.account_id).where(Draft.changed_at > begin - AT_WORK, Draft.account_id.in_(staff))
    )
    for account_id in typing:
        found[account_id] = []
    entries = await session.execute(
        select(AuditEntry.account_id, AuditEntry.facts)
        .where(AuditEntry.at > begin - AT_WORK, AuditEntry.account_id.in_(staff))
        .order_by(AuditEntry.id.desc())
    )
    for account_id, facts in entries:
        lesson = facts.get("lesson")
        if isinstance(lesson, int) and lesson not in found.setdefault(account_id, []):
            found[account_id].append(lesson)
    return found


async def of_notice(session: Session, actor: Actor, facts: Mapping[str, Any]) -> Gap:
    """What a promised note says now: only lessons that are still the recipient's (G26)."""
    ids = [int(lesson) for lesson in facts["lessons"].split(",") if lesson]
    rows = await session.execute(access.lessons().where(Lesson.id.in_(ids), access.may_see(actor.staff_id)))
    by_id = {row[0]: LessonFacts(*row) for row in rows} if ids else {}
    begin, end = (datetime.fromisoformat(facts[name]) for name in ("begin", "end"))
    return Gap(begin, end, [by_id[lesson] for lesson in ids if lesson in by_id])
