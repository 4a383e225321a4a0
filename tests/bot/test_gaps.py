"""After a time out of reach, whoever was in the middle of something is asked to check it, once (G6)."""

from datetime import timedelta

from journal.operations import gaps
from tests.telegram import World

SAID = "Бот не отвечал с 09:17 до 09:21. Нажатия кнопок за это время могли потеряться: проверьте, всё ли записано."


async def be_away(world: World, away: timedelta) -> None:
    """People can reach the bot now; then for so long they cannot; then they can again."""
    await _alive(world)
    world.clock.forward(away)
    await _alive(world)
    await world.deliver()


async def _alive(world: World) -> None:
    async with world.db.write() as session:
        await gaps.alive(session, now=world.clock.now(), real=world.clock.real())


async def test_who_was_filling_a_lesson_is_asked_to_check_it(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await teacher.say("Иванов 5")
    await teacher.press("💾 Сохранить, не закрывая")
    before = len(teacher.heard)
    await be_away(world, timedelta(minutes=4))
    assert [shown.text for shown in teacher.heard[before:]] == [SAID]
    assert teacher.screen.labels == ["8Б · Алгебра · 1-й урок"]
    for other in (world.school.mother, world.school.deputy):
        assert (await world.phone(other)).heard == []
    await be_away(world, timedelta(seconds=20))
    assert len(teacher.heard) == before + 1


async def test_a_short_gap_swallows_no_tap(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await teacher.say("Иванов 5")
    before = len(teacher.heard)
    await be_away(world, gaps.TAPS_LIVE)
    assert len(teacher.heard) == before


async def test_who_was_typing_is_asked_too(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await teacher.say("Иванов 5")
    before = len(teacher.heard)
    await be_away(world, timedelta(minutes=4))
    assert [shown.text for shown in teacher.heard[before:]] == [SAID]


async def test_who_did_something_earlier_is_left_in_peace(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await teacher.say("Иванов 5")
    before = len(teacher.heard)
    for _ in range(gaps.AT_WORK // gaps.TAPS_LIVE + 1):
        world.clock.forward(gaps.TAPS_LIVE)
        await _alive(world)
    await be_away(world, timedelta(minutes=4))
    assert len(teacher.heard) == before


async def test_the_note_is_of_today_only(world: World) -> None:
    """A bot that was off for a weekend puzzles nobody."""
    teacher = await world.phone(world.school.algebra)
    await teacher.say("Иванов 5")
    before = len(teacher.heard)
    await be_away(world, gaps.FORGOTTEN + timedelta(minutes=1))
    assert len(teacher.heard) == before
