"""Somebody else asks for our updates (409): the process that works lets the lock go, stands by, and comes back (G18)."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from db.engine import Database
from tests.processes.serving import STANDING_BY, WORKING, serving
from tests.school import NamedSchool
from tests.telegram import TOKEN

YIELDING = "somebody else asks for this bot's updates: yielding"
ALERT = "intake: the messenger refuses us"


@pytest.mark.parametrize("populated", ["postgresql"], indirect=True)
async def test_whoever_is_told_409_yields_to_the_one_that_stands_by(
    db: Database, school: NamedSchool, tmp_path: Path
) -> None:
    async with serving(db, school, tmp_path) as served, served.bot() as first, served.bot(STANDING_BY) as second:
        mother = served.phone(school.mother)
        await mother.say("/menu")
        await served.telegram.fault("409", method="getUpdates", count=1)
        await mother.say("/menu")
        await first.process.says(YIELDING)
        await second.process.says(WORKING)
        await first.process.says(STANDING_BY)
        await mother.say("/menu")
        await served.telegram.until(lambda: len(mother.heard) >= 3, "every answer")
        assert ((await first.health())["working"], (await second.health())["working"]) == (False, True)
        assert (await first.health())["trouble"] is None
        assert await second.process.stop() == 0
        await first.process.says(WORKING, 2)
        await mother.say("/menu")
        await served.telegram.until(lambda: len(mother.heard) >= 4, "the answer of the first")
        assert await first.process.stop() == 0


async def test_a_stranger_with_our_token_is_one_alert_and_we_come_back(
    db: Database, school: NamedSchool, tmp_path: Path
) -> None:
    """On either database: while nobody of ours works the lock is free, and health says why."""
    async with serving(db, school, tmp_path) as served, served.bot() as ours, aiohttp.ClientSession() as stranger:
        mother = served.phone(school.mother)
        served.telegram.tolerated.add("terminated by other getUpdates")

        async def ask() -> None:
            async with stranger.post(f"{served.base}/bot{TOKEN}/getUpdates", json={"timeout": 50}) as answer:
                await answer.read()

        asked = asyncio.create_task(ask())
        await ours.process.says(YIELDING)
        assert ((await ours.health())["working"], (await ours.health())["trouble"]) == (False, "conflict")
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        await ours.process.says(WORKING, 2)
        await mother.say("/menu")
        await served.telegram.until(lambda: len(mother.heard) >= 1, "the answer")
        assert (await ours.health())["trouble"] is None
        assert ours.process.said(ALERT) == 1
        assert await ours.process.stop() == 0
