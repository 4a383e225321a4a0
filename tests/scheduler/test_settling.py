"""What became of the messages is written down together, and kept while the database is away (G8)."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.operations import Notice, NoticeState, Told
from journal.operations import queue
from scheduler.pushes.push import Parcel, Push
from scheduler.sending.failures import Outcome
from scheduler.sending.settling import Settling
from tests.scheduler.crowd import gather
from tests.scheduler.test_delivery import dying_before_settling
from tests.telegram import World


async def test_what_ends_together_is_settled_together(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = await gather(world, 20, monkeypatch)
    await crowd.promise("новость")
    async with world.db.write() as session:
        claimed = await queue.claim(session, now=world.clock.now(), real=world.clock.real())
    settling = Settling(world.db, world.clock)
    with world.statements() as asked:
        await asyncio.gather(
            *(
                settling.settle(
                    Parcel([notice], Push("…"), "1", {f"mark:{notice.id}:1:1": "5"}),
                    Outcome(sent=True, message_id=1000 + number),
                )
                for number, notice in enumerate(claimed)
            )
        )
    updates = [statement for statement in asked if statement.startswith("UPDATE notice")]
    assert len(updates) == 2  # whoever came first, and everybody who came meanwhile
    assert len([statement for statement in asked if statement.startswith("INSERT INTO told")]) == 2
    async with world.db.read() as session:
        rows = await session.execute(select(Notice.state, Notice.message_id).order_by(Notice.id))
        assert [tuple(row) for row in rows] == [(NoticeState.SENT, 1000 + number) for number in range(20)]
        assert len(list(await session.scalars(select(Told.cell)))) == 20


async def test_what_was_sent_while_the_database_is_away_is_settled_once_it_is_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = await gather(world, 3, monkeypatch)
    await crowd.promise("новость")
    with dying_before_settling(world), suppress(ConnectionError):
        await world.deliver()
    await world.telegram.settled()
    assert len(crowd.arrived) == 3
    await world.deliver(after=timedelta(minutes=6))  # longer than the lease
    assert await crowd.states() == {NoticeState.SENT: 3}
    assert len(crowd.arrived) == 3


async def test_an_outcome_that_cannot_be_written_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = await gather(world, 3, monkeypatch)
    await crowd.promise("новость")
    async with world.db.write() as session:
        claimed = await queue.claim(session, now=world.clock.now(), real=world.clock.real())
    settling = Settling(world.db, world.clock)
    poison = {"mark:1:1:1": object()}
    await asyncio.gather(
        *(
            settling.settle(
                Parcel([notice], Push("…"), "1", poison if number == 1 else {}),  # type: ignore[arg-type] # what no database takes
                Outcome(sent=True, message_id=number),
            )
            for number, notice in enumerate(claimed)
        )
    )
    assert settling.unsettled == []
    assert await crowd.states() == {NoticeState.SENT: 2, NoticeState.PENDING: 1}
