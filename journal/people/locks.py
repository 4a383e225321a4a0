"""Wrong codes are counted: five in an hour lock one user, fifty in an hour slow the whole school down (G31)."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ScalarSelect, delete, func, or_, select

from db.engine import Session, insert
from db.people import CodeLock
from journal.people.accounts import TELEGRAM

FAILURES: Final = 5
WINDOW: Final = timedelta(hours=1)
LONGEST: Final = 24
"""Hours: each lock is twice the one before, up to this; after as long without one it begins anew."""
STORM: Final = 50
"""More wrong codes than this in an hour, over all users: somebody is guessing."""


class Lock(NamedTuple):
    """What is remembered of one user's wrong codes. All moments are real time: winding the school's clock frees nobody."""

    failures: int = 0
    counted_from: datetime | None = None
    locked_until: datetime | None = None
    locked_hours: int = 0

    def holds(self, at: datetime) -> bool:
        """Whether codes are refused at that moment, right ones too."""
        return self.locked_until is not None and at < self.locked_until

    def after_failure(self, at: datetime) -> "Lock":
        """The state once one more wrong code came."""
        counting = self.counted_from is not None and at - self.counted_from < WINDOW
        failures = self.failures + 1 if counting else 1
        counted_from = self.counted_from if counting else at
        if failures < FAILURES:
            return Lock(failures, counted_from, self.locked_until, self.locked_hours)
        rested = self.locked_until is None or at - self.locked_until >= timedelta(hours=LONGEST)
        hours = 1 if rested else min(self.locked_hours * 2, LONGEST)
        return Lock(failures, counted_from, at + timedelta(hours=hours), hours)


async def of(session: Session, external_id: str, platform: str = TELEGRAM) -> Lock | None:
    """What is remembered of a user, if anything; kept from others until the transaction ends."""
    row = (
        await session.execute(
            select(CodeLock.failures, CodeLock.counted_from, CodeLock.locked_until, CodeLock.locked_hours)
            .where(CodeLock.platform == platform, CodeLock.external_id == external_id)
            .with_for_update()
        )
    ).one_or_none()
    return Lock(*row) if row else None


async def count_failure(
    session: Session, external_id: str, lock: Lock | None, at: datetime, platform: str = TELEGRAM
) -> None:
    """Remember one more wrong code."""
    state = (lock or Lock()).after_failure(at)._asdict()
    statement = insert(session, CodeLock).values(platform=platform, external_id=external_id, **state)
    await session.execute(
        statement.on_conflict_do_update(index_elements=[CodeLock.platform, CodeLock.external_id], set_=state)
    )


async def forgive(session: Session, external_id: str, platform: str = TELEGRAM) -> None:
    """Forget the wrong codes of somebody who has come with a right one."""
    await session.execute(delete(CodeLock).where(CodeLock.platform == platform, CodeLock.external_id == external_id))


def recent_failures(at: datetime) -> ScalarSelect[Any]:
    """How many wrong codes came in the last hour, over all users; what a locked user tries is not counted."""
    return (
        select(func.coalesce(func.sum(CodeLock.failures), 0))
        .where(CodeLock.counted_from > at - WINDOW)
        .scalar_subquery()
    )


async def sweep(session: Session, at: datetime) -> None:
    """Remove what no longer counts: the hour is over, and a lock is so long past that the next one begins anew."""
    rested = or_(CodeLock.locked_until.is_(None), CodeLock.locked_until <= at - timedelta(hours=LONGEST))
    await session.execute(delete(CodeLock).where(CodeLock.counted_from <= at - WINDOW, rested))
