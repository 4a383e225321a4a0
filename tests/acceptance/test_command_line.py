"""What an operator can get wrong at the start: one readable line, exit 2, no traceback."""

import asyncio
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from db.engine import Database
from locales import texts
from sandbox import Sandbox, running
from tests.processes.incubator import Child, incubator
from tests.processes.running import environment
from tests.school import NamedSchool
from tests.telegram import TOKEN

PATIENCE = 60
T = texts("ru")


class Ended(NamedTuple):
    """How the program ended and what it printed."""

    code: int | None
    out: str
    err: str


async def zvonok(folder: Path, *words: str, **settings: str) -> Ended:
    """`python -m bot …` in an empty folder, with these settings only."""
    return await _ended(await (await incubator()).bear(words, folder, environment(settings)))


async def by_itself(folder: Path, *words: str, **settings: str) -> Ended:
    """The same, started by the system as an operator starts it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=environment(settings),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    return await _ended(process)


async def _ended(process: Child | asyncio.subprocess.Process) -> Ended:
    try:
        async with asyncio.timeout(PATIENCE):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    return Ended(process.returncode, out.decode(), err.decode())


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port on which somebody listens already."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


async def test_no_token(tmp_path: Path) -> None:
    expected = Ended(2, "", f"{T.label('cli-no-token')}\n")
    assert await by_itself(tmp_path, "run") == expected
    assert await zvonok(tmp_path, "run") == expected


async def test_a_token_that_is_none(tmp_path: Path) -> None:
    ended = await zvonok(tmp_path, "run", BOT_TOKEN="secret-but-wrong")
    assert ended == Ended(2, "", f"{T.label('cli-bad-token')}\n")


async def test_no_school(tmp_path: Path) -> None:
    ended = await zvonok(tmp_path, "run", BOT_TOKEN=TOKEN, BOT_API_BASE="http://127.0.0.1:9")
    assert ended == Ended(2, "", f"{T.label('cli-no-school')}\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUSH_HOLD", "soon"),
        ("QUIET_HOURS", "25-99"),
        ("SCHOOL_TZ", "Mars/Olympus"),
        ("LOG_LEVEL", "loud"),
        ("PUSH_DETAIL", "everything"),
        ("WEBHOOK_SECRET", "short"),
        ("WEBHOOK_LISTEN", "anywhere"),
        ("HEALTH_LISTEN", "anywhere"),
        ("BOT_API_BASE", "telegram"),
        ("DATABASE_URL", "mysql://root@localhost/school"),
        ("DATABASE_URL", "postgresql://zvonok@localhost:port/school"),
    ],
)
async def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    ended = await zvonok(tmp_path, "run", **{"WEBHOOK_URL": "https://example.org/hook", name: value})

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"Настройка {name} неверна: ")
    assert len(ended.err.splitlines()) == 1
    assert value not in ended.err


async def test_the_demo_on_a_busy_port(tmp_path: Path, busy_port: int) -> None:
    ended = await zvonok(tmp_path, "demo", "--no-browser", "--port", str(busy_port))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [T.label("demo-building"), T.label("demo-port-taken", port=str(busy_port))]


async def test_the_bot_on_a_busy_port(db: Database, school: NamedSchool, tmp_path: Path, busy_port: int) -> None:
    async with running(Sandbox(token=TOKEN)) as server:
        ended = await zvonok(
            tmp_path,
            "run",
            BOT_TOKEN=TOKEN,
            BOT_API_BASE=server.base,
            DATABASE_URL=db.url,
            HEALTH_LISTEN=f"127.0.0.1:{busy_port}",
        )

    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err
    assert ended.err.splitlines()[-1].startswith("Не удалось начать работу: ")


async def test_a_command_that_is_none(tmp_path: Path) -> None:
    ended = await zvonok(tmp_path, "fly")

    assert ended.code == 2
    assert "Traceback" not in ended.err


async def test_a_file_that_is_no_school(tmp_path: Path) -> None:
    (tmp_path / "cat.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a school")
    ended = await zvonok(tmp_path, "import", "cat.jpg")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"{T.label('import-refusal-kind')}\n"
