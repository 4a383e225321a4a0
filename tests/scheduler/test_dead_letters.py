"""What was given up is seen, and can be sent again or let go; who cannot be reached is seen by the homeroom teacher (G12, G13)."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from db.operations import AuditEntry, Notice, NoticeState
from db.people import Account
from journal.operations import dead, unreachable
from journal.operations.dead import Which
from journal.people import accounts
from journal.refusals import NotFound
from tests.scheduler.lessons import put
from tests.scheduler.test_delivery import TOLD, states, texts
from tests.school import MONDAY, Somebody
from tests.telegram import World


async def given_up(world: World) -> int:
    """The father's push, after 72 hours of failing."""
    father = await world.phone(world.school.father)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="sendMessage", user=father.id, count=2)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    await world.deliver(after=timedelta(hours=72, minutes=1))
    assert await states(world, father) == [NoticeState.DEAD]
    async with world.db.read() as session:
        found = await session.scalar(select(Notice.id).where(Notice.state == NoticeState.DEAD))
    assert found is not None
    return found


async def listed(world: World, somebody: Somebody) -> list[dead.DeadLetter]:
    async with world.db.read() as session:
        actor = await accounts.actor(session, str(somebody.telegram), language="ru")
        return await dead.latest(session, actor, kind=None, now=world.clock.now())


async def test_a_coordinator_sees_what_was_given_up_and_why(world: World) -> None:
    number = await given_up(world)
    (letter,) = await listed(world, world.school.coordinator)
    assert (letter.id, letter.whose, letter.form, letter.error) == (number, dead.Whose.GUARDIAN, "8Б", "5xx")
    with pytest.raises(NotFound):
        await listed(world, world.school.deputy)


async def test_a_retried_letter_is_sent_once_and_written_down(world: World) -> None:
    number = await given_up(world)
    father = await world.phone(world.school.father)
    async with world.db.write() as session:
        actor = await accounts.actor(session, str(world.school.coordinator.telegram), language="ru")
        await dead.retry(session, actor, which=Which(ids=(number,)), now=world.clock.now())
    await world.deliver()
    await world.deliver(after=timedelta(hours=1))
    assert [text.replace(", пн 23.11", "") for text in texts(father)] == [TOLD]
    assert await states(world, father) == [NoticeState.SENT]
    async with world.db.read() as session:
        assert "push.retry" in set(await session.scalars(select(AuditEntry.action)))
    async with world.db.write() as session:
        assert await dead.retry(session, None, which=Which(ids=(number,)), now=world.clock.now()) == 0


async def test_a_dropped_letter_is_gone(world: World) -> None:
    number = await given_up(world)
    async with world.db.write() as session:
        assert await dead.drop(session, None, which=Which(ids=(number,)), now=world.clock.now()) == 1
    async with world.db.read() as session:
        assert await dead.heaps(session, None) == []
    await world.deliver(after=timedelta(hours=1))
    assert texts(await world.phone(world.school.father)) == []


async def test_where_the_same_is_promised_already_that_one_tells_it(world: World) -> None:
    number = await given_up(world)
    father = await world.phone(world.school.father)
    await put(world, world.school.mother, "4", reason="описка", close=True)
    async with world.db.write() as session:
        assert await dead.retry(session, None, which=Which(ids=(number,)), now=world.clock.now()) == 0
    await world.deliver()
    assert [text.replace(", пн 23.11", "") for text in texts(father)] == ["Полина · Алгебра: 4 (ответ)"]
    assert await states(world, father) == [NoticeState.DROPPED, NoticeState.SENT]


async def test_the_homeroom_teacher_sees_who_cannot_be_reached_and_since_when(world: World) -> None:
    mother = await world.phone(world.school.mother)
    world.tolerated.add("blocked")
    await mother.block()
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    since = world.clock.real()
    class_id = world.school.classes["8Б"]
    async with world.db.read() as session:
        homeroom = await accounts.actor(session, str(world.school.homeroom.telegram), language="ru")
        _, (found,) = await unreachable.of_class(session, homeroom, class_id, today=MONDAY)
        assert (found.surname, found.given_name, found.kinship) == ("Смирнова", "Полина", "мать")
        assert found.since == since
        algebra = await accounts.actor(session, str(world.school.algebra.telegram), language="ru")
        with pytest.raises(NotFound):
            await unreachable.of_class(session, algebra, class_id, today=MONDAY)
    async with world.db.write() as session:
        await session.execute(update(Account).values(unreachable_since=None))
        assert (await unreachable.of_class(session, homeroom, class_id, today=MONDAY))[1] == []
