"""Many recipients at once, whose pushes say no more than a number: for what is about sending and not about news."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from db.engine import Session
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Account
from journal import notices
from journal.operations.queue import Claimed
from locales import Texts
from sandbox.phone import Json
from sandbox.state import Person
from scheduler.pushes.push import Push
from scheduler.sending import packing
from tests.telegram import World

FIRST = 7_000_000_000


class Crowd:
    """Accounts with chats that the bot may write to."""

    def __init__(self, world: World, accounts: Sequence[int]) -> None:
        self.world = world
        self.accounts = accounts

    def chat(self, number: int) -> int:
        """The chat of the n-th of them."""
        return FIRST + number

    async def promise(self, key: str, *, lane: int = notices.OWN, only: Sequence[int] | None = None) -> None:
        """Promise each of them (or these) a push."""
        now = self.world.clock.now()
        accounts = self.accounts if only is None else [self.accounts[number] for number in only]
        async with self.world.db.write() as session:
            await notices.promise_each(
                session, NoticeKind.UNFILLED, accounts, key=key, due_at=now, now=now, lane=lane, words=key
            )

    @property
    def tried(self) -> list[Json]:
        """Every call that carried one of their pushes, in order."""
        calls = self.world.telegram.calls
        return [call for call in calls if call["method"] == "sendMessage" and int(call["params"]["chat_id"]) >= FIRST]

    @property
    def arrived(self) -> list[tuple[int, str]]:
        """Who got what, in order."""
        return [
            (int(call["params"]["chat_id"]) - FIRST, call["params"]["text"])
            for call in self.tried
            if call["status"] == 200 or call["result"]
        ]

    def copies(self, key: str) -> Counter[int]:
        """How often each of them got it."""
        return Counter(number for number, words in self.arrived if words == key)

    async def states(self) -> dict[NoticeState, int]:
        """How many of their notices are in which state."""
        async with self.world.db.read() as session:
            rows = await session.execute(
                select(Notice.state, func.count()).where(Notice.account_id.in_(self.accounts)).group_by(Notice.state)
            )
            return {state: number for state, number in rows}  # noqa: C416 - a Row is no pair to `dict`

    async def tries(self) -> set[int]:
        """How many tries their notices were counted."""
        async with self.world.db.read() as session:
            return set(await session.scalars(select(Notice.attempts).where(Notice.account_id.in_(self.accounts))))


async def gather(world: World, size: int, monkeypatch: pytest.MonkeyPatch) -> Crowd:
    """So many strangers with accounts, and pushes that say the key they were promised with."""

    async def words(_: Session, notice: Claimed, __: Texts, ___: object) -> Push:
        return Push(str(notice.facts["words"]))

    monkeypatch.setitem(packing.RENDER, NoticeKind.UNFILLED, words)
    sandbox = world.server.sandbox
    rows = []
    for number in range(size):
        person = Person(FIRST + number, f"№ {number}")
        sandbox.people[person.id] = person
        sandbox.chat(sandbox.bot(), person).started = True
        rows.append(
            {
                "platform": "telegram",
                "external_id": str(person.id),
                "language": "ru",
                "created_at": world.clock.now(),
            }
        )
    async with world.db.write() as session:
        accounts = list(
            await session.scalars(insert(Account).returning(Account.id, sort_by_parameter_order=True), rows)
        )
    return Crowd(world, accounts)


async def limits(world: World) -> None:
    """From now on the messenger enforces its limits, and the bot keeps the pace it is made for."""
    await world.telegram.post("/page/limits", {"enforced": True})
    world.paced()


SECOND = timedelta(seconds=1)
