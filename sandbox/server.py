"""The HTTP side: `/bot<token>/<method>`, file downloads, and what a call goes through on its way."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from sandbox import page_api, requests, webhooks
from sandbox.dispatch import Cut, perform
from sandbox.errors import Refused
from sandbox.world import Sandbox

SANDBOX = web.AppKey("sandbox", Sandbox)


def application(sandbox: Sandbox) -> web.Application:
    """The whole server as an aiohttp application."""
    app = web.Application(client_max_size=requests.MAX_BODY)
    app[SANDBOX] = sandbox
    sandbox.start_webhook = webhooks.deliver
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", answer_call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", download)
    page_api.add_routes(app, sandbox)
    return app


class Running:
    """A sandbox that listens: `base` is the address that a bot takes for Telegram's."""

    def __init__(self, sandbox: Sandbox, base: str) -> None:
        self.sandbox = sandbox
        self.base = base


@asynccontextmanager
async def running(sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Running]:
    """Serve while the block lasts; port 0 takes a free one."""
    runner = web.AppRunner(application(sandbox), access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield Running(sandbox, f"http://{host}:{runner.addresses[0][1]}")
    finally:
        await sandbox.close()
        await runner.cleanup()


async def answer_call(request: web.Request) -> web.StreamResponse:
    """One call of a bot."""
    sandbox = request.app[SANDBOX]
    try:
        bot = sandbox.bot_of(request.match_info["token"])
        return _json(*await perform(sandbox, bot, request.match_info["method"], requests.read(request)))
    except Refused as refused:
        return _json(refused.code, refused.answer())
    except Cut:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


async def download(request: web.Request) -> web.StreamResponse:
    """A file by the path that getFile gave."""
    sandbox = request.app[SANDBOX]
    try:
        sandbox.bot_of(request.match_info["token"])
    except Refused as refused:
        return _json(refused.code, refused.answer())
    file = sandbox.files.at(request.match_info["path"])
    if file is None:
        missing = Refused("not-found")
        return _json(missing.code, missing.answer())
    return web.Response(body=file.content, content_type="application/octet-stream")


def _json(status: int, body: dict[str, Any]) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace"),
        content_type="application/json",
    )
