"""A bot that listens for its updates, and what tests of webhooks wait for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.state import Person

if TYPE_CHECKING:
    from tests.sandbox.conftest import Api


class Hook:
    """A bot that listens. `answers` are given one after the other, then 200; `gate` holds requests back while shut."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.hosts: list[str] = []
        self.answers: list[web.Response | None] = []
        self.reply: Callable[[], web.Response] | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.now = 0
        self.most = 0
        self.url = ""
        self.base = ""

    async def take(self, request: web.Request) -> web.StreamResponse:
        update = await request.json()
        self.now += 1
        self.most = max(self.most, self.now)
        await self.gate.wait()
        self.now -= 1
        self.heard.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.hosts.append(request.host)
        if self.answers:
            answer = self.answers.pop(0)
            if answer is None:
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            return answer
        return self.reply() if self.reply else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.heard]


@asynccontextmanager
async def listening() -> AsyncIterator[Hook]:
    """It listens while the block lasts."""
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    hook.url = f"{hook.base}/hook"
    try:
        yield hook
    finally:
        hook.gate.set()
        await runner.cleanup()


async def say(api: Api, person: Person, *texts: str) -> None:
    for text in texts:
        await api.page("/page/say", {"user": person.id, "text": text})


async def heard(api: Api, person: Person, *texts: str) -> None:
    """They are said, and the webhook has taken all of it."""
    await say(api, person, *texts)
    await api.page("/page/settled")


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    async with asyncio.timeout(5):
        while True:
            met = condition()
            if met if isinstance(met, bool) else await met:
                return
            await asyncio.sleep(0)
