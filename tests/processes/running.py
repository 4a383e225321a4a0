"""The bot as a process of its own: started, listened to, killed."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Process:
    """A running bot and what it logged."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
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
        assert self.process.stderr is not None
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
    """Run it in an empty folder with these settings only; `python` is ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    environment = kept | {"PYTHONPATH": str(PROJECT), "LANG": "ru_RU.UTF-8", "PYTHONUTF8": "1"} | dict(settings)
    words = [sys.executable if word == "python" else word for word in command]
    process = await asyncio.create_subprocess_exec(
        *words,
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Process(process)
    try:
        yield running
    finally:
        await running.kill()
