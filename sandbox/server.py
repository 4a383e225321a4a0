"""The HTTP side: `/bot<token>/<method>`, file downloads, and what a call goes through on its way."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox import addresses, apart, page_api, requests, webhooks, wire
from sandbox.dispatch import Cut, Spoiled, perform
from sandbox.errors import Refused
from sandbox.world import Sandbox

SANDBOX = web.AppKey("sandbox", Sandbox)


def application(sandbox: Sandbox, *, allow_remote: bool = False) -> web.Application:
    """The whole server as an aiohttp application."""
    app = web.Application(client_max_size=requests.MAX_BODY, middlewares=() if allow_remote else (_called_by_its_name,))
    app[SANDBOX] = sandbox
    sandbox.start_webhook = webhooks.deliver
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", answer_call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", download)
    app.router.add_route("*", "/{path:(?:file/)?bot.*}", answer_nothing)
    page_api.add_routes(app, sandbox)
    return app


class Running:
    """A sandbox that listens: `base` is the address that a bot takes for Telegram's."""

    def __init__(self, sandbox: Sandbox, base: str) -> None:
        self.sandbox = sandbox
        self.base = base


@asynccontextmanager
async def running(
    sandbox: Sandbox,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    allow_remote: bool = False,
    routes: Mapping[str, str] | None = None,
) -> AsyncIterator[Running]:
    """Serve while the block lasts; port 0 takes a free one.

    Nothing goes beyond this machine unless `allow_remote`: neither who may call nor whom a webhook reaches. `routes`
    leads webhooks of public addresses to this machine, `{"https://bot.example": "http://127.0.0.1:8080"}`, as a reverse
    proxy would.
    """
    if not allow_remote and not addresses.is_loopback(host):
        raise addresses.NotLoopback(host)
    sandbox.routes = dict(routes or {})
    sandbox.reaches_out = allow_remote
    app = application(sandbox, allow_remote=allow_remote)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        base = addresses.base(host, runner.addresses[0][1])
        with apart.served(base):
            yield Running(sandbox, base)
    finally:
        await sandbox.close()
        await runner.cleanup()


@web.middleware
async def _called_by_its_name(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A foreign page can give its own name to this machine (DNS rebinding): what calls by such a name is not let in."""
    host = request.headers.get("Host")
    if host is not None and not addresses.is_loopback(addresses.host_of(f"//{host}")):
        return wire.answer(
            {"ok": False, "error_code": 403, "description": "Forbidden: not a name of this machine"}, 403
        )
    return await handler(request)


async def answer_call(request: web.Request) -> web.StreamResponse:
    """One call of a bot."""
    sandbox = request.app[SANDBOX]
    try:
        bot = sandbox.bot_of(request.match_info["token"])
        status, body = await perform(sandbox, bot, request.match_info["method"], requests.read(request))
    except Refused as refused:
        status, body = refused.code, refused.answer()
    except Cut:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    except Spoiled as spoiled:
        return web.Response(status=spoiled.status, content_type=spoiled.content_type, body=spoiled.body)
    response = wire.answer(body, status)
    if status == 429:
        response.headers["Retry-After"] = str(body["parameters"]["retry_after"])
    return response


async def answer_nothing(_: web.Request) -> web.StreamResponse:
    """An address that looks like a bot's and is none: still an answer that a library can read."""
    refused = Refused("not-found")
    return wire.answer(refused.answer(), refused.code)


async def download(request: web.Request) -> web.StreamResponse:
    """A file by the path that getFile gave."""
    sandbox = request.app[SANDBOX]
    try:
        sandbox.bot_of(request.match_info["token"])
        file = sandbox.files.at(request.match_info["path"])
        if file is None:
            raise Refused("not-found")
    except Refused as refused:
        return wire.answer(refused.answer(), refused.code)
    return web.Response(body=file.content, content_type="application/octet-stream")
