"""Somebody else's bot as a process of its own, led to the sandbox by its environment only."""

import asyncio
import base64
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from tests.sandbox.pictures import png

HERE = Path(__file__).parent
INTEROP = HERE.parents[1] / ".interop"
PYTHON = INTEROP / "venv" / "bin" / "python"
TOKEN = "4242:a-bot-of-somebody-else"
PICTURE = png(300, 200)
"""What a bot of ours sends."""
OUTPUT = "output"
LOG_LINES = 40


class Example(NamedTuple):
    """What is started: a script of a library, its own arguments, and whether it has a web server."""

    library: str
    script: Path
    arguments: tuple[str, ...] = ()
    webhook: bool = False
    public: str = "https://bot.example"
    beside: Path | None = None
    """A folder whose modules it imports."""

    def command(self) -> list[str]:
        program = "node" if self.script.suffix == ".js" else str(PYTHON)
        return [program, str(self.script), *self.arguments]


class Process:
    """A running example, the folder it works in, and what it has printed."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self.process = process
        self.folder = folder

    @property
    def log(self) -> str:
        return (self.folder / OUTPUT).read_text("utf-8", "replace")

    async def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        return await self.process.wait()

    def tail(self) -> str:
        return "\n".join(self.log.splitlines()[-LOG_LINES:])


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def started(example: Example, api: str, port: int, folder: Path) -> AsyncIterator[Process]:
    """Run it while the block lasts, in an empty folder: some examples write files."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": os.pathsep.join([str(HERE / "shim"), *map(str, filter(None, [example.beside]))]),
        "PYTHONUNBUFFERED": "1",
        "NODE_PATH": str(INTEROP / "node" / "node_modules"),
        "BOT_TOKEN": TOKEN,
        "APP_BASE_URL": example.public,
        "INTEROP_LIBRARY": example.library,
        "INTEROP_API": api,
        "INTEROP_PUBLIC": example.public,
        "INTEROP_PICTURE": base64.b64encode(PICTURE).decode("ascii"),
    }
    if example.webhook:
        environment["INTEROP_PORT"] = str(port)
    with (folder / OUTPUT).open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *example.command(), cwd=folder, env=environment, stdout=output, stderr=asyncio.subprocess.STDOUT
        )
    try:
        yield Process(process, folder)
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 5)
            except TimeoutError:
                process.kill()
                await process.wait()
