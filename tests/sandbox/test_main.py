"""`python -m sandbox`: starts quickly, stops on a signal, and refuses in one line."""

import asyncio
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from sandbox import Running
from sandbox.__main__ import main

LIST_MODULES = "import sys, sandbox.client, sandbox; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )


async def test_it_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    clock = tmp_path / "offset"
    process = await start(
        "-m", "sandbox", "--listen", "127.0.0.1:0", "--person", "Иванова Мария", "--clock-file", str(clock)
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    base = line.removeprefix("Sandbox: ").strip()
    async with aiohttp.ClientSession(base) as session:
        async with session.get("/page/people") as response:
            assert (await response.json())[0]["name"] == "Иванова Мария"
        async with session.post("/page/clock", json={"forward": 5}):
            assert clock.read_text() == "+5\n"

    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


async def test_a_busy_port_is_one_line(server: Running) -> None:
    listen = server.base.removeprefix("http://")
    process = await start("-m", "sandbox", "--listen", listen)

    _, errors = await process.communicate()

    assert process.returncode == 2
    assert errors.decode().splitlines() == [f"sandbox: cannot listen on {listen}: the port is taken"]


@pytest.mark.parametrize("listen", ["0.0.0.0:8081", "example.com:80", "192.168.1.5:1", "8081", "127.0.0.1:x", ":80"])
def test_what_others_can_reach_or_makes_no_sense_is_refused(listen: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--listen", listen]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


async def test_it_imports_nothing_of_a_bot() -> None:
    process = await start("-c", LIST_MODULES)

    output, _ = await process.communicate()

    assert {"aiogram", "pydantic", "sqlalchemy", "bot", "db", "journal"}.isdisjoint(output.decode().split())
