"""`make bench ARGS=sandbox`: how fast the sandbox is, in a process of its own, for one aiogram process.

What is asked of it: 1,500 sendMessage a second, a round trip within 3 ms, an answer 1 s after its start. Each figure
is the best of several rounds, since other work on the machine only ever slows it. Nothing asserts a time.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

import aiohttp
from aiogram import Bot
from rich.console import Console
from rich.table import Table

from bot.app import make_bot

ROUNDS: Final = 5
ALONE: Final = 300
"""Calls one after another."""
TOGETHER: Final = 3_000
IN_FLIGHT: Final = 32
TOKEN: Final = "700007:a-bot-in-a-hurry"
TEXT: Final = "<b>8Б</b> · Алгебра: §14, № 203, 205 &amp; повторить формулы"


class Figures(NamedTuple):
    """The best of the rounds."""

    start: float
    """Seconds from the start of the process to its first answer."""
    trip: float
    """Median seconds of a call that waits for the one before."""
    rate: float
    """Calls a second with many in flight."""
    bare: float
    """The same from a client that does no more than HTTP: what of it is the sandbox's own."""


class Served(NamedTuple):
    base: str
    person: int
    start: float


@asynccontextmanager
async def served() -> AsyncIterator[Served]:
    """A sandbox in a process of its own, with a person who has written to the bot."""
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--listen", "127.0.0.1:0", "--person", "Мама", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        base = (await process.stdout.readline()).decode().removeprefix("Sandbox: ").strip()
        async with aiohttp.ClientSession(base) as session:
            async with session.get(f"/bot{TOKEN}/getMe") as response:
                await response.read()
            start = time.perf_counter() - begun
            async with session.get("/page/people") as response:
                person = int((await response.json())[0]["id"])
            async with session.post("/page/say", json={"user": person, "text": "/start"}) as response:
                response.raise_for_status()
        yield Served(base, person, start)
    finally:
        process.terminate()
        await process.wait()


async def trip(bot: Bot, person: int) -> float:
    """Median seconds of one call after another."""
    spent = []
    for _ in range(ALONE):
        begun = time.perf_counter()
        await bot.send_message(person, TEXT)
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


async def rate(bot: Bot, person: int) -> float:
    """Calls a second, so many in flight at once."""
    turns = iter(range(TOGETHER))

    async def sender() -> None:
        for _ in turns:
            await bot.send_message(person, TEXT)

    begun = time.perf_counter()
    await asyncio.gather(*(sender() for _ in range(IN_FLIGHT)))
    return TOGETHER / (time.perf_counter() - begun)


async def bare(base: str, person: int) -> float:
    """The same without aiogram."""
    turns = iter(range(TOGETHER))
    body = {"chat_id": str(person), "text": TEXT, "parse_mode": "HTML"}
    async with aiohttp.ClientSession(base) as session:

        async def sender() -> None:
            for _ in turns:
                async with session.post(f"/bot{TOKEN}/sendMessage", data=body) as response:
                    await response.read()

        begun = time.perf_counter()
        await asyncio.gather(*(sender() for _ in range(IN_FLIGHT)))
        return TOGETHER / (time.perf_counter() - begun)


async def measure() -> Figures:
    """Several rounds against fresh sandboxes."""
    starts, trips, rates, bares = [], [], [], []
    for _ in range(ROUNDS):
        async with served() as sandbox:
            starts.append(sandbox.start)
            bot = make_bot(TOKEN, sandbox.base)
            try:
                trips.append(await trip(bot, sandbox.person))
                rates.append(await rate(bot, sandbox.person))
            finally:
                await bot.session.close()
            bares.append(await bare(sandbox.base, sandbox.person))
    return Figures(min(starts), min(trips), max(rates), max(bares))


async def main() -> None:
    """Measure and print what was asked, what there is, and the ratio of the two."""
    found = await measure()
    table = Table("", "asked", "here", "ratio", title=f"The sandbox on this machine, best of {ROUNDS} rounds")
    table.add_row("sendMessage a second, aiogram", "≥ 1500", f"{found.rate:.0f}", f"{found.rate / 1500:.1f} ×")
    table.add_row("round trip, median, ms", "≤ 3", f"{found.trip * 1000:.2f}", f"{0.003 / found.trip:.1f} ×")
    table.add_row("start to first answer, s", "≤ 1", f"{found.start:.2f}", f"{1 / found.start:.1f} ×")
    table.add_row(
        "sendMessage a second, HTTP only", "", f"{found.bare:.0f}", f"{found.bare / found.rate:.1f} × aiogram's"
    )
    Console().print(table)


if __name__ == "__main__":
    asyncio.run(main())
