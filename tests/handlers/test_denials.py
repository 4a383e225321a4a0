"""Denials are counted and written down, at a bounded cost and without a word of what was asked for (G25)."""

from datetime import timedelta

from sqlalchemy import select

from db.operations import AuditEntry
from journal.operations import watch
from tests.school import MONDAY
from tests.telegram import World


async def denied(world: World) -> list[tuple[int | None, dict[str, object]]]:
    async with world.db.read() as session:
        rows = await session.execute(
            select(AuditEntry.person_id, AuditEntry.facts)
            .where(AuditEntry.action == "access.denied")
            .order_by(AuditEntry.id)
        )
    return [(row.person_id, row.facts) for row in rows]


def counted(world: World, reason: str) -> float:
    return float(watch.of(world.db).denials.labels(reason)._value.get())  # noqa: SLF001 - what is scraped


async def test_a_flood_is_counted_whole_and_written_down_once_a_minute(world: World) -> None:
    father = await world.phone(world.school.father)
    await father.say("/menu")
    child = world.school.students["Иванов Пётр"]
    for _ in range(20):
        await father.forge(f"marks:{child}")
    assert counted(world, "not_found") == 20
    assert await denied(world) == [(world.school.father.person_id, {"about": "marks", "more": 0})]
    world.clock.forward(timedelta(minutes=1))
    await father.forge(f"tt:{child}:{MONDAY}")
    assert [facts for _, facts in await denied(world)] == [{"about": "marks", "more": 0}, {"about": "tt", "more": 19}]


async def test_each_account_has_a_minute_of_its_own(world: World) -> None:
    child = world.school.students["Иванов Пётр"]
    for somebody in (world.school.father, world.school.mother):
        phone = await world.phone(somebody)
        await phone.say("/menu")
        await phone.forge(f"marks:{child}")
    assert {person for person, _ in await denied(world)} == {
        world.school.father.person_id,
        world.school.mother.person_id,
    }


async def test_what_somebody_made_up_is_not_written_down(world: World) -> None:
    father, stranger = await world.phone(world.school.father), await world.stranger()
    for phone in (father, stranger):
        await phone.say("/menu")
    await father.forge("Смирнова Полина:5")
    await stranger.forge("menu")
    assert (counted(world, "unknown_button"), counted(world, "no_access")) == (1, 1)
    assert await denied(world) == []


async def test_a_permitted_look_is_no_denial(world: World) -> None:
    father = await world.phone(world.school.father)
    await father.say("/menu")
    await father.forge(f"marks:{world.school.students['Смирнова Полина']}")
    assert counted(world, "not_found") == 0
    assert await denied(world) == []
