"""Writes down what became of the messages: of all that ended meanwhile in one transaction (G8)."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import structlog

from db.engine import Database, Session, is_away
from db.operations import NoticeState
from journal.operations import living, queue, recipients
from journal.operations.queue import Claimed, Sent
from scheduler.clock import Clock
from scheduler.pushes.push import Parcel
from scheduler.sending.failures import UNCERTAIN, Outcome

log = structlog.get_logger()


class Ended(NamedTuple):
    """A parcel that was tried, and those of the same recipient that wait because of it."""

    parcel: Parcel
    outcome: Outcome
    behind: Sequence[Claimed]


class Settling:
    """Whoever comes while a transaction is being written goes into the next one, together with all others who came."""

    def __init__(self, db: Database, clock: Clock) -> None:
        """Nothing is unsettled."""
        self.db = db
        self.clock = clock
        self.unsettled: list[Ended] = []
        """What the database did not take yet: our leases hold it meanwhile, and it is not sent again."""
        self._turn = asyncio.Lock()

    async def settle(self, parcel: Parcel, outcome: Outcome, behind: Sequence[Claimed] = ()) -> None:
        """Return once it is written down. While the database is away it is kept, and the database's error raised."""
        self.unsettled.append(Ended(parcel, outcome, behind))
        await self.flush()

    async def flush(self) -> None:
        """Write down whatever is not settled."""
        async with self._turn:
            if not self.unsettled:
                return
            batch, self.unsettled = self.unsettled, []
            try:
                await self._write(batch)
            except Exception as error:  # one that cannot be written must not hold up the others
                if is_away(error):
                    self.unsettled = batch + self.unsettled
                    raise
                log.exception("delivery: a batch could not be settled")
                await self._one_by_one(batch)

    async def _one_by_one(self, batch: Sequence[Ended]) -> None:
        for ended in batch:
            try:
                await self._write([ended])
            except Exception as error:  # as above; its lease runs out and it is tried again
                if is_away(error):
                    self.unsettled.append(ended)
                    raise
                log.exception("delivery: a message could not be settled", notice=ended.parcel.notices[0].id)

    async def _write(self, batch: Sequence[Ended]) -> None:
        real = self.clock.real()
        sent = [ended for ended in batch if ended.outcome.sent]
        async with self.db.write() as session:
            if sent:
                told = [Sent(one.parcel.notices, one.outcome.message_id, one.parcel.values) for one in sent]
                await queue.settle_sent(session, told, real=real)
            for parcel, outcome, behind in batch:
                there = parcel.push.living
                if not outcome.sent:
                    await self._failed(session, parcel, outcome)
                elif there is not None and not there.redraw and outcome.message_id is not None:
                    account_id = parcel.notices[0].account_id
                    await living.put(session, account_id, there.kind, there.day, outcome.message_id)
                if behind:
                    await self._put_back(session, behind, outcome)

    async def _put_back(self, session: Session, behind: Sequence[Claimed], outcome: Outcome) -> None:
        """These wait as long as what failed before them, and no longer: an outage's end hastens both."""
        wait = None if outcome.unreachable else self.clock.real() + timedelta(seconds=outcome.wait)
        error = outcome.error if outcome.error in queue.AWAY else ""
        in_doubt = [notice for notice in behind if notice.error == UNCERTAIN]
        for some, word in ((in_doubt, ""), ([notice for notice in behind if notice not in in_doubt], error)):
            if some:
                await queue.give_back(session, some, not_before=wait, error=word)

    async def _failed(self, session: Session, parcel: Parcel, outcome: Outcome) -> None:
        real, notices = self.clock.real(), parcel.notices
        if outcome.unreachable:
            await recipients.unreachable(session, notices[0].account_id, real)
            await queue.give_back(session, notices, error=outcome.error)
        elif outcome.dead or self.clock.now() - notices[0].created_at > queue.GIVE_UP:
            await queue.settle(session, notices, state=NoticeState.DEAD, real=real, error=outcome.error)
        else:
            # A message that may have arrived is sent once more only, whatever happens to that try meanwhile.
            before = notices[0].error == UNCERTAIN
            await queue.give_back(
                session,
                notices,
                not_before=real + timedelta(seconds=outcome.wait),
                error="" if before else outcome.error,
                counted=outcome.counted,
            )
