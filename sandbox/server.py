"""The HTTP side: `/bot<token>/<method>`, file downloads, and what a call goes through on its way."""

import inspect
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from sandbox import page_api, requests, schema
from sandbox.errors import Refused
from sandbox.faults import Fault
from sandbox.methods import METHODS
from sandbox.requests import Raw
from sandbox.world import Call, Sandbox

SANDBOX = web.AppKey("sandbox", Sandbox)


def application(sandbox: Sandbox) -> web.Application:
    """The whole server as an aiohttp application."""
    app = web.Application(client_max_size=requests.MAX_BODY)
    app[SANDBOX] = sandbox
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", answer_call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", download)
    page_api.add_routes(app, sandbox)
    return app


class Running:
    """A sandbox that listens: `base` is the address that a bot takes for Telegram's."""

    def __init__(self, sandbox: Sandbox, base: str) -> None:
        self.sandbox = sandbox
        self.base = base


class Cut(Exception):
    """The connection ends without an answer."""


@asynccontextmanager
async def running(sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Running]:
    """Serve while the block lasts; port 0 takes a free one."""
    runner = web.AppRunner(application(sandbox), access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield Running(sandbox, f"http://{host}:{runner.addresses[0][1]}")
    finally:
        await runner.cleanup()


async def answer_call(request: web.Request) -> web.StreamResponse:
    """One call: the token, the parameters, a scripted fault perhaps, the method, and the record of it all."""
    sandbox = request.app[SANDBOX]
    try:
        bot = sandbox.bot_of(request.match_info["token"])
    except Refused as refused:
        return _json(refused.code, refused.answer())
    call = sandbox.call(bot, request.match_info["method"])
    try:
        return await _play(request, sandbox, call)
    except Refused as refused:
        call.status, call.error = refused.code, refused.text
        return _json(refused.code, refused.answer())
    except Cut as cut:
        call.error = str(cut)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    finally:
        sandbox.keep(call)


async def _play(request: web.Request, sandbox: Sandbox, call: Call) -> web.StreamResponse:
    raw = await requests.read(request)
    fault = sandbox.faults.take(call.method, raw)
    if fault is not None:
        call.params = {name: value for name, value in raw.items() if isinstance(value, str | int)}
        _strike_before(fault)
    call.result = await _run(sandbox, call, raw)
    call.status = 200
    if fault is not None:
        raise Cut("the answer was cut off after the effect")
    return _json(200, {"ok": True, "result": call.result})


async def _run(sandbox: Sandbox, call: Call, raw: Raw) -> Any:
    method = schema.telegram().method(call.method)
    if method is None:
        call.params = {name: value for name, value in raw.items() if isinstance(value, str | int)}
        raise Refused("method-not-found")
    call.method = method.name
    call.params = raw
    call.params, call.uploads = requests.check(method, raw)
    play = METHODS.get(method.name)
    if play is None:
        raise Refused("not-implemented", method=method.name)
    result = play(sandbox, call)
    return await result if inspect.isawaitable(result) else result


def _strike_before(fault: Fault) -> None:
    """A fault that strikes before the effect; `cut-after` passes."""
    match fault.kind:
        case "429":
            raise Refused("too-many", retry_after=fault.retry_after)
        case "403":
            raise Refused("blocked")
        case "401":
            raise Refused("unauthorized")
        case "500":
            raise Refused("server-error")
        case "cut-before":
            raise Cut("cut off before the effect")


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
