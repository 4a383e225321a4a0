"""The bot as a process of its own: started, listened to, killed."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.processes.incubator import Child, incubator

PROJECT = Path(__file__).parents[2]
START_SECONDS = 60
PROGRAM = ("python", "-m", "bot")


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """These settings, and what any program finds around it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": str(PROJECT), "LANG": "ru_RU.UTF-8", "PYTHONUTF8": "1"} | dict(settings)


class Process:
    """A running bot and what it logged."""

    def __init__(self, process: Child) -> None:
        self.process = process
        self.logged: list[dict[str, Any]] = []
        self._news = asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    async def says(self, event: str, times: int = 1) -> None:
        """Wait until it has logged that so often; AssertionError if it ends before."""
        async with asyncio.timeout(START_SECONDS), self._news:
            await self._news.wait_for(lambda: self.said(event) >= times or self._reading.done())
        assert self.said(event) >= times, f"it ended, having said {self.logged}"

    def said(self, event: str) -> int:
        """How often it has logged that."""
        return sum(entry.get("event") == event for entry in self.logged)

    async def kill(self) -> None:
        """Kill it with -9."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        await self._reading

    async def stop(self) -> int:
        """SIGTERM; returns its exit code."""
        self.process.terminate()
        code = await self.process.wait()
        await self._reading
        return code

    async def _read(self) -> None:
        async for line in self.process.stderr:
            try:
                entry = json.loads(line)
            except ValueError:
                entry = {"event": line.decode(errors="replace").rstrip()}
            async with self._news:
                self.logged.append(entry)
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()


@asynccontextmanager
async def started(command: Sequence[str], folder: Path, settings: Mapping[str, str]) -> AsyncIterator[Process]:
    """Run `python -m bot …` in an empty folder with these settings only."""
    assert tuple(command[:3]) == PROGRAM
    process = await (await incubator()).bear(command[3:], folder, environment(settings))
    running = Process(process)
    try:
        yield running
    finally:
        await running.kill()
