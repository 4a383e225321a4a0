"""The bot of the real Telegram and a sandbox never share a process, whichever of them comes first."""

import gc
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from bot import apart
from bot.app import make_bot
from bot.settings import TELEGRAM
from sandbox import Sandbox, running
from sandbox import apart as sandbox_apart

TOKEN = "700007:a-token-of-the-tests"


@pytest.fixture
async def real() -> AsyncIterator[Bot]:
    """A bot of the real Telegram; nothing is ever sent by it."""
    bot = make_bot(TOKEN)
    yield bot
    await bot.session.close()


async def test_the_sandbox_first() -> None:
    async with running(Sandbox()) as served:
        with pytest.raises(sandbox_apart.TwoTelegrams, match=f"{served.base}.*{TELEGRAM}"):
            make_bot(TOKEN)
        for base in (served.base, "http://127.0.0.1:1", "http://localhost:1"):
            await make_bot(TOKEN, base).session.close()


async def test_the_real_bot_first(real: Bot) -> None:
    with pytest.raises(apart.TwoTelegrams, match="a bot of the real Telegram lives in this process"):
        async with running(Sandbox()):
            pass


async def test_a_refused_sandbox_lets_go_of_its_port(real: Bot) -> None:
    with pytest.raises(apart.TwoTelegrams) as refused:
        async with running(Sandbox()):
            pass
    port = int(str(refused.value).partition("127.0.0.1:")[2].partition(" ")[0])
    await real.session.close()
    async with running(Sandbox(), port=port) as served:
        assert served.base.endswith(str(port))


async def test_once_the_real_bot_has_left(real: Bot) -> None:
    await real.session.close()
    async with running(Sandbox()):
        pass


async def test_a_bot_that_was_forgotten_has_left_too() -> None:
    make_bot(TOKEN)
    gc.collect()
    async with running(Sandbox()):
        pass


async def test_a_bot_of_this_machine_is_no_hindrance() -> None:
    bot = make_bot(TOKEN, "http://127.0.0.1:1")
    async with running(Sandbox()):
        pass
    await bot.session.close()


def test_both_halves_speak_of_the_same_events() -> None:
    assert (apart.SERVES, apart.SESSION) == (sandbox_apart.SERVES, sandbox_apart.SESSION)
