"""Where bots are born fast: a process that has imported everything forks one a run, so that a kill costs half a second.

The child is the real thing: `python -m bot run`, with its environment, killed by SIGKILL. Only the import is shared.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Final

from bot.__main__ import main as command
from bot.app import dispatcher
from locales import LANGUAGES, texts

ROOT: Final = Path(__file__).parents[2]
REST: Final = 0.2
"""Seconds after a bot that ended by itself, a database that is away for one."""


class Nursery:
    """The driver's side: at most one bot at a time, and another one as soon as it ends."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.exits: list[int] = []
        """Exit codes of bots that ended by themselves; a killed one is no such."""
        self.deaths: list[float] = []
        """When a bot was told to end, by the loop's clock."""
        self.born = 0.0
        """When the bot of now was started."""
        self._pid: int | None = None
        self._stopping = False
        self._may, self._none = asyncio.Event(), asyncio.Event()
        self._may.set()
        self._none.set()

    def kill(self, number: int = signal.SIGKILL) -> bool:
        """End it at this very instruction; False if none lives."""
        pid, self._pid = self._pid, None
        if pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        self.deaths.append(asyncio.get_running_loop().time())
        return True

    async def keep(self) -> None:
        """Whatever supervises the bot in earnest: start it, and start it again when it ends."""
        while not self._stopping:
            await self._may.wait()
            self._none.clear()
            self._pid = int(await self._ask("bear"))
            self.born = asyncio.get_running_loop().time()
            code = int(await self._ask("wait"))
            self._pid = None
            self._none.set()
            if code != -signal.SIGKILL:
                self.exits.append(code)
                await asyncio.sleep(REST)

    @asynccontextmanager
    async def nobody(self) -> AsyncIterator[None]:
        """Within the block there is no bot: the one of now is told to end, and waited for."""
        self._may.clear()
        self.kill(signal.SIGTERM)
        await self._none.wait()
        try:
            yield
        finally:
            self._may.set()

    def stop(self) -> None:
        """SIGTERM, and no other bot after this one."""
        self._stopping = True
        self.kill(signal.SIGTERM)

    async def _ask(self, word: str) -> str:
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the nursery has no pipes")
        self.process.stdin.write(f"{word}\n".encode())
        line = await self.process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery is gone")
        return line.decode().strip()


@asynccontextmanager
async def nursery(environment: Mapping[str, str], log: Path) -> AsyncIterator[Nursery]:
    """A nursery whose bots run in this environment; they end with the block, or with us."""
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.torture.nursery",
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=PIPE,
            stdout=PIPE,
            stderr=errors,
            start_new_session=True,  # Ctrl-C is meant for the driver
        )
    made = Nursery(process)
    try:
        if process.stdout is None or not await process.stdout.readline():
            raise RuntimeError(f"the nursery does not start: see {log}")
        yield made
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


# --- the process itself ------------------------------------------------------------------------------------------------


def main() -> None:
    """Import everything once, then fork a bot for each word; the end of the input ends the last one."""
    import_module("bot.commands.run")
    dispatcher()
    for language in LANGUAGES:
        texts(language)
    _say("ready")
    child = 0
    for word in sys.stdin:
        if word.strip() == "bear":
            child = os.fork()
            if child == 0:
                _be_a_bot()
            _say(child)
        else:
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            child = 0
            _say(code)
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _say(word: str | int) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _be_a_bot() -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what it prints belongs to the log
    code = 70
    try:
        code = command(["run"])
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
