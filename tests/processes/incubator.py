"""Where the program is started fast: a process that has imported everything forks one a start.

A child is the real thing: a process of its own with its own environment, folder, output and signals, in which
`python -m bot …` begins. Only the import, several seconds on a busy machine, is shared; that the program also starts by
itself `tests/acceptance/test_command_line.py` shows.
"""

import asyncio
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Self

ROOT: Final = Path(__file__).parents[2]
LARGEST: Final = 1 << 16
COMMANDS: Final = ("run", "doctor", "outbox", "importing", "init", "invite", "settings", "template")


class Child:
    """One running program."""

    def __init__(self, pid: int, out: asyncio.StreamReader, err: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stdout = out
        self.stderr = err
        self.returncode: int | None = None
        self._ended = asyncio.Event()

    def ended(self, code: int) -> None:
        """The incubator says so."""
        self.returncode = code
        self._ended.set()

    async def wait(self) -> int:
        """Its exit code; negative for a signal."""
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    async def communicate(self) -> tuple[bytes, bytes]:
        """Everything it prints, once it has ended."""
        out, err = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return out, err

    def kill(self) -> None:
        """At this very instruction."""
        self.send(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send(signal.SIGTERM)

    def send(self, number: int) -> None:
        """A signal, if it still lives."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


class Incubator:
    """The driver's side."""

    def __init__(self, process: asyncio.subprocess.Process, line: socket.socket) -> None:
        self.process = process
        self.line = line
        self.children: dict[int, Child] = {}
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._turn = asyncio.Lock()
        self._early: dict[int, int] = {}
        """Exit codes of children that nobody knows of yet."""
        asyncio.get_running_loop().add_reader(line.fileno(), self._hear)

    @classmethod
    async def open(cls) -> Self:
        """Start it; it has imported everything when the first child is wanted."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.processes.incubator", str(theirs.fileno())),
                cwd=ROOT,
                env=os.environ | {"PYTHONUTF8": "1"},
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # Ctrl-C is meant for the driver, whose end ends us
            )
        ours.setblocking(False)
        return cls(process, ours)

    def _hear(self) -> None:
        try:
            said = self.line.recv(LARGEST)
        except BlockingIOError:
            return
        if not said:
            asyncio.get_running_loop().remove_reader(self.line.fileno())
            return
        word = json.loads(said)
        if "born" in word:
            self._born.put_nowait(word["born"])
        elif (child := self.children.pop(word["ended"], None)) is not None:
            child.ended(word["code"])
        else:
            self._early[word["ended"]] = word["code"]

    async def bear(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Child:
        """`python -m bot` with these words, in that folder, with this environment only."""
        loop = asyncio.get_running_loop()
        readers: list[asyncio.StreamReader] = []
        ends: list[int] = []
        for _ in range(2):
            here, there = os.pipe()
            reader = asyncio.StreamReader()
            await loop.connect_read_pipe(
                lambda reader=reader: asyncio.StreamReaderProtocol(reader),  # type: ignore[misc]
                os.fdopen(here, "rb", buffering=0),
            )
            readers.append(reader)
            ends.append(there)
        asked = json.dumps({"words": list(words), "folder": str(folder), "environment": dict(environment)})
        async with self._turn:
            socket.send_fds(self.line, [asked.encode()], ends)
            for end in ends:
                os.close(end)
            pid = await self._born.get()
        child = Child(pid, *readers)
        if pid in self._early:
            child.ended(self._early.pop(pid))
        else:
            self.children[pid] = child
        return child

    async def close(self) -> None:
        """Nobody is born any more; what lives ends."""
        asyncio.get_running_loop().remove_reader(self.line.fileno())
        self.line.close()
        await self.process.wait()


_made: list[Incubator] = []


async def incubator() -> Incubator:
    """The one of this run of tests, made at the first need; `close` ends it."""
    if not _made:
        _made.append(await Incubator.open())
    return _made[0]


async def close() -> None:
    """Tests are over."""
    while _made:
        await _made.pop().close()


# --- the process itself ------------------------------------------------------------------------------------------------


def main() -> None:
    """Import everything once, then fork a child for each request, until nobody asks any more."""
    line = socket.socket(fileno=int(sys.argv[1]))
    command = import_module("bot.__main__").main
    for name in COMMANDS:
        import_module(f"bot.commands.{name}")
    import_module("bot.app").dispatcher()
    locales = import_module("locales")
    for language in locales.LANGUAGES:
        locales.texts(language)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: set[int] = set()
    while True:
        watched: list[Any] = [line, woken]
        ready, _, _ = select.select(watched, [], [])
        if woken in ready:
            os.read(woken, LARGEST)
            _bury(children, line)
        if line in ready:
            asked, ends, _, _ = socket.recv_fds(line, LARGEST, 2)
            if not asked:
                break
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                line.close()
                _live(command, json.loads(asked), ends)
            for end in ends:
                os.close(end)
            children.add(pid)
            line.send(json.dumps({"born": pid}).encode())
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    os._exit(0)  # nothing of what was imported needs a goodbye


def _bury(children: set[int], line: socket.socket) -> None:
    for pid in list(children):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            children.discard(pid)
            line.send(json.dumps({"ended": pid, "code": os.waitstatus_to_exitcode(status)}).encode())


def _live(command: Any, asked: Mapping[str, Any], ends: Sequence[int]) -> None:
    """Be the program until its end."""
    code = 1
    try:
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        for number, end in enumerate(ends, start=1):
            os.dup2(end, number)
            os.close(end)
        code = command(asked["words"])
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter would
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
