"""`make bench ARGS=sandbox`: how fast the sandbox is, in a process of its own, for one aiogram process.

What is asked of it: 1,500 sendMessage a second, a round trip within 3 ms, an answer 1 s after its start. Each figure
is the best of several rounds, since other work on the machine only ever slows it; what a call costs the processor hardly
depends on that other work, and says what a free machine would do. Nothing asserts a time.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

import aiohttp
import psutil
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
    own: float
    """Seconds of processor that such a call costs the sandbox."""
    theirs: float
    """And aiogram with its bot."""


class Served(NamedTuple):
    process: psutil.Process
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
        yield Served(psutil.Process(process.pid), base, person, start)
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


def used(process: psutil.Process) -> float:
    """Seconds of processor so far."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def measure() -> Figures:
    """Several rounds against fresh sandboxes."""
    found = []
    for _ in range(ROUNDS):
        async with served() as sandbox:
            bot = make_bot(TOKEN, sandbox.base)
            try:
                median = await trip(bot, sandbox.person)
                own, theirs = used(sandbox.process), time.process_time()
                speed = await rate(bot, sandbox.person)
                own, theirs = used(sandbox.process) - own, time.process_time() - theirs
            finally:
                await bot.session.close()
            found.append(Figures(sandbox.start, median, speed, own / TOGETHER, theirs / TOGETHER))
    starts, trips, rates, owns, others = zip(*found, strict=True)
    return Figures(min(starts), min(trips), max(rates), min(owns), min(others))


async def main() -> None:
    """Measure and print what was asked, what there is, and the ratio of the two."""
    found = await measure()
    table = Table("", "asked", "here", "ratio", title=f"The sandbox on this machine, best of {ROUNDS} rounds")
    table.add_row("sendMessage a second, aiogram", "≥ 1500", f"{found.rate:.0f}", f"{found.rate / 1500:.1f} ×")
    table.add_row("round trip, median, ms", "≤ 3", f"{found.trip * 1000:.2f}", f"{0.003 / found.trip:.1f} ×")
    table.add_row("start to first answer, s", "≤ 1", f"{found.start:.2f}", f"{1 / found.start:.1f} ×")
    table.add_row(
        "processor a call, sandbox, µs", "", f"{found.own * 1e6:.0f}", f"{found.own / found.theirs:.1f} × aiogram's"
    )
    table.add_row("processor a call, aiogram, µs", "", f"{found.theirs * 1e6:.0f}", "")
    Console().print(table)


if __name__ == "__main__":
    asyncio.run(main())
