"""`python -m sandbox`: starts quickly, stops on a signal, and refuses in one line."""

import asyncio
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from sandbox import Running
from sandbox.__main__ import main

LIST_MODULES = (
    "import sys, sandbox.client, sandbox.__main__; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
)

FOREIGN = {"aiogram", "pydantic", "sqlalchemy", "bot", "db", "journal", "handlers", "locales"}


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


@pytest.mark.parametrize(
    "listen", ["0.0.0.0:8081", "[::]:8081", "example.com:80", "192.168.1.5:1", "8081", "127.0.0.1:x", ":80"]
)
def test_what_others_can_reach_or_makes_no_sense_is_refused(listen: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--listen", listen]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


async def test_it_imports_nothing_of_a_bot() -> None:
    process = await start("-c", LIST_MODULES)

    output, _ = await process.communicate()

    assert FOREIGN.isdisjoint(output.decode().split())


async def test_its_process_loads_nothing_of_a_bot_while_it_serves() -> None:
    process = await start("-X", "importtime", "-m", "sandbox", "--listen", "127.0.0.1:0")
    assert process.stdout is not None
    base = (await process.stdout.readline()).decode().removeprefix("Sandbox: ").strip()
    async with aiohttp.ClientSession(base) as session:
        for path in ("/bot42:a/getMe", "/bot42:a/sendMessage?chat_id=1&text=x", "/page/people"):
            async with session.get(path) as response:
                assert (await response.json()) is not None

    process.send_signal(signal.SIGTERM)
    _, timed = await process.communicate()
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in timed.decode().splitlines()}
    assert {"aiohttp", "sandbox"} <= loaded
    assert FOREIGN.isdisjoint(loaded)


async def test_a_webhooks_public_address_is_led_here_by_an_option() -> None:
    process = await start("-m", "sandbox", "--listen", "[::1]:0", "--route", "https://bot.example=http://127.0.0.1:1")
    assert process.stdout is not None
    base = (await process.stdout.readline()).decode().removeprefix("Sandbox: ").strip()
    assert base.startswith("http://[::1]:")
    async with (
        aiohttp.ClientSession(base) as session,
        session.get("/bot42:a/setWebhook", params={"url": "https://bot.example/hook"}) as response,
    ):
        assert response.status == 200
    process.send_signal(signal.SIGTERM)
    await process.communicate()


@pytest.mark.parametrize("route", ["nonsense", "https://bot.example", "https://bot.example=", "=http://127.0.0.1:1"])
def test_a_route_that_leads_nowhere_is_refused(route: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--listen", "127.0.0.1:0", "--route", route]) == 2
    assert "--route wants PUBLIC=LOCAL" in capsys.readouterr().err
