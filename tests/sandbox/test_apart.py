"""While a sandbox is served, its process does not talk to the real Telegram, whatever library tries."""

import socket
import sys

import pytest
from aiogram import Bot

from sandbox import Running, Sandbox, apart, running
from sandbox.apart import TwoTelegrams
from tests.sandbox.conftest import TOKEN

TELEGRAM = "https://api.telegram.org"


@pytest.mark.parametrize("name", ["api.telegram.org", "API.Telegram.org.", b"api.telegram.ORG"])
def test_telegram_is_not_looked_up_beside_a_sandbox(server: Running, name: str | bytes) -> None:
    with pytest.raises(TwoTelegrams, match=f"a sandbox is served in this process \\({server.base}\\)"):
        socket.getaddrinfo(name, 443)


async def test_a_bot_that_knows_nothing_of_this_gets_nowhere(server: Running) -> None:
    bot = Bot(TOKEN)
    try:
        with pytest.raises(TwoTelegrams):
            await bot.get_me()
    finally:
        await bot.session.close()


@pytest.mark.parametrize("base", [TELEGRAM, "https://telegram.school.example", "http://192.0.2.1:8081"])
def test_a_bot_of_another_machine_is_refused(server: Running, base: str) -> None:
    with pytest.raises(TwoTelegrams):
        sys.audit(apart.SESSION, base)


def test_a_bot_of_this_machine_is_not(server: Running) -> None:
    sys.audit(apart.SESSION, server.base)
    sys.audit(apart.SESSION, "http://[::1]:8081")
    assert socket.getaddrinfo("localhost", 80)


async def test_it_ends_with_the_last_sandbox() -> None:
    async with running(Sandbox()):
        async with running(Sandbox()):
            pass
        with pytest.raises(TwoTelegrams):
            sys.audit(apart.LOOKUP, apart.TELEGRAM, 443, 0, 0, 0)
    sys.audit(apart.SESSION, TELEGRAM)
    sys.audit(apart.LOOKUP, apart.TELEGRAM, 443, 0, 0, 0)


def test_the_refusal_is_one_line(server: Running) -> None:
    with pytest.raises(TwoTelegrams) as refused:
        sys.audit(apart.SESSION, TELEGRAM)
    assert len(str(refused.value).splitlines()) == 1
