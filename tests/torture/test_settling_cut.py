"""The wire to PostgreSQL is cut while it is written down that a push went out: it is known all the same, and sent once (G8)."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import make_url

from db.engine import Database, DatabaseError
from db.operations import NoticeState
from journal.operations.queue import LEASE
from tests.scheduler.crowd import gather
from tests.school import NamedSchool
from tests.telegram import bot_running
from tests.torture.proxy import At, wire

MANY = 5


@pytest.mark.parametrize("populated", ["postgresql"], indirect=True)
@pytest.mark.parametrize("at", list(At))
async def test_a_push_that_could_not_be_settled_at_once_is_not_sent_again(
    db: Database, school: NamedSchool, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_url(db.url)
    async with wire(str(url.host), int(url.port or 5432)) as (cord, port):
        behind = Database(url.set(host="127.0.0.1", port=port).render_as_string(hide_password=False))
        behind.info |= db.info
        async with bot_running(behind, school) as world:
            crowd = await gather(world, MANY, monkeypatch)
            await crowd.promise("новость")
            cord.arm(at, skip=1)  # the first commit is the claim
            with suppress(DatabaseError):  # whichever round it struck; `run` begins another one
                await world.deliver()
            await world.deliver(after=LEASE + timedelta(minutes=1))
            assert set(crowd.copies("новость").values()) == {1}
            assert await crowd.states() == {NoticeState.SENT: MANY}
        await behind.close()
