"""The way out: hold, merge, correction, one push a recipient and child (A3, G8–G10)."""

from datetime import date, timedelta

from sqlalchemy import select

from db.people import Account
from tests.scheduler.lessons import put
from tests.school import moscow
from tests.telegram import World


async def test_only_the_last_word_is_told_once_to_each_parent(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    world.clock.set("09:20")
    await put(world, world.school.mother, "3")
    await world.deliver()
    assert mother.heard == []
    world.clock.set("09:25")
    await put(world, world.school.mother, "4")
    world.clock.set("09:26")
    await put(world, world.school.mother, "4", close=True)
    await world.deliver()
    for phone in (mother, father):
        assert [message.text for message in phone.heard] == ["Полина · Алгебра: 4 (ответ)"]
    await world.deliver(after=timedelta(hours=1))
    assert len(mother.heard) == len(father.heard) == 1


async def test_a_late_change_is_one_correction_with_its_reason(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "4", close=True)
    await world.deliver()
    world.clock.set("12:00", date(2026, 11, 25))
    await put(world, world.school.mother, "5", reason="ошиблась строкой")
    await world.deliver(after=timedelta(minutes=11))
    assert [message.text for message in mother.heard][1:] == [
        "Полина · Алгебра, пн 23.11: исправлено 4 → 5: ошиблась строкой"
    ]


async def test_what_was_removed_before_it_was_told_is_never_told(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "2")
    await put(world, world.school.mother, None)
    await world.deliver(after=timedelta(minutes=11))
    assert mother.heard == []


async def test_what_was_told_and_removed_is_told(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "2", close=True)
    await world.deliver()
    await put(world, world.school.mother, None)
    await world.deliver(after=timedelta(minutes=11))
    assert mother.last.text == "Полина · Алгебра: отметка 2 убрана"


async def test_quiet_hours_hold_until_morning(world: World) -> None:
    mother = await world.phone(world.school.mother)
    world.clock.set("22:10")
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert mother.heard == []
    world.clock.at = moscow("07:01", date(2026, 11, 24))
    await world.deliver()
    assert mother.last.text == "Полина · Алгебра, пн 23.11: 5 (ответ)"


async def test_a_blocked_parent_waits_and_the_other_hears(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    world.tolerated.add("blocked")
    await mother.block()
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert len(father.heard) == 1
    async with world.db.read() as session:
        since = await session.scalar(select(Account.unreachable_since).where(Account.external_id == str(mother.id)))
    assert since is not None


async def test_a_server_error_is_tried_again_and_told_once(world: World) -> None:
    mother = await world.phone(world.school.mother)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="sendMessage", user=mother.id, count=1)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert mother.heard == []
    await world.deliver(after=timedelta(seconds=5))
    assert len(mother.heard) == 1
