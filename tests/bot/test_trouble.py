"""The messenger will not have us: one alert, nothing consumed, and work goes on by itself once it will again (G47)."""

import asyncio
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.app import dispatcher
from bot.intake import Intake
from bot.polling import Trouble
from tests.telegram import World


async def until(world: World, trouble: Trouble | None) -> None:
    """Wait until the poll is in this trouble, or in none; every answer of the messenger is looked at."""
    polling = world.intake.polling
    async with asyncio.timeout(20):
        while polling.trouble is not trouble:
            await asyncio.sleep(0)


@pytest.mark.parametrize(("kind", "trouble"), [("401", Trouble.TOKEN), ("409", Trouble.CONFLICT)])
async def test_a_refusal_is_one_alert_and_consumes_nothing(world: World, kind: str, trouble: Trouble) -> None:
    phone = await world.phone(world.school.mother)
    world.intake.polling.refused_pause = 0.001
    with capture_logs() as logs:
        await world.telegram.fault(kind, method="getUpdates", count=4)
        await phone.say("/menu")
        await until(world, None)
    assert phone.heard
    alerts = [entry for entry in logs if entry["log_level"] == "error"]
    assert [(entry["event"], entry["trouble"]) for entry in alerts] == [("intake: the messenger refuses us", trouble)]


async def test_who_asks_after_a_restart_waits_as_the_one_before_was_told(world: World) -> None:
    """G11: a `retry_after` holds for `getUpdates` too, also across a restart."""
    mother = await world.phone(world.school.mother)
    await world.telegram.fault("429", method="getUpdates", count=1, retry_after=30)
    world.telegram.settle = None
    say = asyncio.create_task(mother.say("/menu"))  # it ends the poll of now; the next one is told to wait
    async with asyncio.timeout(20):
        while world.door.silence.poll_held() == 0:
            await asyncio.sleep(0)
    world.restarted()
    await world.door.lead()
    assert world.door.silence.poll_held() == 30
    another = Intake(world.bot, dispatcher(), world.db, world.clock)
    with suppress(TimeoutError):
        await asyncio.wait_for(another.poll(), 0.5)
    assert world.telegram.impatient == []
    say.cancel()
    await asyncio.gather(say, return_exceptions=True)


async def test_garbage_and_html_are_waited_out(world: World) -> None:
    phone = await world.phone(world.school.mother)
    await world.telegram.fault("502", method="getUpdates", count=1)
    await world.telegram.fault("garbage", method="getUpdates", count=1)
    await phone.say("/menu")
    assert phone.heard
