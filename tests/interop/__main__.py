"""`make interop`: bots that we did not write take the sandbox for Telegram, by polling and by webhook.

Each example is a process of its own with a sandbox of its own, unchanged, led there from outside (`shim/`, `apiRoot`).
People play a dialogue with it and look at what the phone shows. A refused call that does not belong to the dialogue
fails it. Exit 0 only when all of them passed.
"""

import asyncio
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from sandbox import Sandbox, running
from sandbox.client import Misbehaved, Telegram
from tests.interop import aiogram_examples, grammy_examples, telegram_examples
from tests.interop.process import free_port, started
from tests.interop.stage import PERSON, PERSON_ID, Play, Stage, Unplayed
from tests.interop.talk import Talk

PLAYS = {
    "aiogram": aiogram_examples.PLAYS,
    "python-telegram-bot": telegram_examples.PLAYS,
    "grammY": grammy_examples.PLAYS,
}
PATIENCE = 60.0
"""Seconds for any answer: aiogram takes three to be imported, and much more on a busy machine."""


class Played(NamedTuple):
    library: str
    play: Play
    calls: int = 0
    refused: int = 0
    failure: str = ""


async def play(library: str, what: Play) -> Played:
    """Play one example from its start to its end."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    sandbox = Sandbox()
    sandbox.webhook_back_off = 0.05
    with tempfile.TemporaryDirectory(prefix="zvonok-interop-") as name:
        async with (
            running(sandbox, routes={what.example.public: address}) as server,
            Telegram(server.base, patience=PATIENCE, strict=False) as telegram,
        ):
            phone = await telegram.person(PERSON)
            if PERSON_ID in what.example.arguments:  # a bot never writes first
                await telegram.post("/page/say", {"user": phone.id, "text": "/start"})
            async with started(what.example, server.base, port, Path(name)) as process:
                stage = Stage(telegram, Talk(telegram, phone), process, address)
                failure = await _dialogue(what, stage)
            return Played(library, what, len(telegram.calls), len(telegram.refused), failure)


async def _dialogue(what: Play, stage: Stage) -> str:
    """Empty when all was as it must be; a bot that ends by itself ends its dialogue."""
    dialogue = asyncio.ensure_future(what.dialogue(stage))
    ended = asyncio.ensure_future(stage.process.ended())
    try:
        await asyncio.wait({dialogue, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not dialogue.done() and stage.process.process.returncode != 0:
            return f"the bot ended with {stage.process.process.returncode}\n{stage.process.tail()}"
        await dialogue
        return await _wrongs(what, stage.telegram)
    except AssertionError as error:
        at = traceback.extract_tb(error.__traceback__)
        where = next(frame for frame in reversed(at) if frame.filename.endswith("_examples.py"))
        return f"{Path(where.filename).name}:{where.lineno}: {where.line}\n{error}\n{stage.process.tail()}"
    finally:
        for task in (dialogue, ended):
            task.cancel()
        await asyncio.gather(dialogue, ended, return_exceptions=True)


async def _wrongs(what: Play, telegram: Telegram) -> str:
    """Empty when the bot did nothing wrong (`Telegram.judge`), and what belongs to the dialogue was refused."""
    telegram.tolerated.update(what.refused)
    try:
        await telegram.judge()
    except Misbehaved as misbehaved:
        return f"refused: {misbehaved}"
    errors = [str(call["error"]) for call in telegram.refused]
    missing = [words for words in what.refused if not any(words in error for error in errors)]
    return "\n".join(f"was not refused: {words}" for words in missing)


async def confirm(what: Unplayed) -> str:
    """Empty when an example that cannot be played ends as it is said to."""
    with tempfile.TemporaryDirectory(prefix="zvonok-interop-") as name:
        async with running(Sandbox()) as server, started(what.example, server.base, free_port(), Path(name)) as process:
            await asyncio.wait_for(process.ended(), PATIENCE)
            return "" if what.ends_with in process.log else f"it ended otherwise\n{process.tail()}"


def table(played: list[Played], unplayed: list[tuple[Unplayed, str]], spent: float) -> Table:
    """What was played, and what cannot be and why."""
    calls = sum(one.calls for one in played)
    drawn = Table(
        title=f"Other people's bots against the sandbox: {len(played)} dialogues, {calls} calls, {spent:.0f} s"
    )
    for column in ("library", "example", "by", "played"):
        drawn.add_column(column)
    for column in ("calls", "refused"):
        drawn.add_column(column, justify="right")
    drawn.add_column("")
    for one in played:
        what = one.play
        told = "[red]failed" if one.failure else "[green]passed"
        drawn.add_row(one.library, what.name, what.mode, what.what, str(one.calls), str(one.refused), told)
    for left, failure in unplayed:
        drawn.add_row("aiogram", left.name, "", left.why, "", "", "[red]failed" if failure else "not played")
    return drawn


async def main(only: list[str]) -> int:
    """Play them, as many at a time as there are processors; names given are the only ones played."""
    turns = asyncio.Semaphore(os.cpu_count() or 2)

    async def in_turn(library: str, what: Play) -> Played:
        async with turns:
            return await play(library, what)

    async def confirmed(what: Unplayed) -> tuple[Unplayed, str]:
        async with turns:
            return what, await confirm(what)

    begun = time.monotonic()
    wanted = [(library, what) for library, plays in PLAYS.items() for what in plays if not only or what.name in only]
    left = [what for what in aiogram_examples.UNPLAYED if not only or what.name in only]
    played, unplayed = await asyncio.gather(
        asyncio.gather(*(in_turn(library, what) for library, what in wanted)),
        asyncio.gather(*(confirmed(what) for what in left)),
    )
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(table(played, unplayed, time.monotonic() - begun))
    failures = [(f"{one.library}, {one.play.name}, {one.play.mode}", one.failure) for one in played if one.failure]
    failures += [(what.name, failure) for what, failure in unplayed if failure]
    for name, failure in failures:
        console.print(f"\n{name}:", style="red")
        console.print(failure, markup=False, highlight=False)
    return 1 if failures or not (played or unplayed) else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
