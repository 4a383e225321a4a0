"""A proxy before several processes: whichever answers will do, as `compose.yaml` sets its own up."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

import aiohttp
from aiohttp import web


@asynccontextmanager
async def before(backends: Sequence[str]) -> AsyncIterator[str]:
    """Pass POSTs round-robin to the backends, to the next where one is down; gives the own address."""
    turns = count()
    async with aiohttp.ClientSession() as session:

        async def forward(request: web.Request) -> web.Response:
            body = await request.read()
            headers = {name: value for name, value in request.headers.items() if name.startswith(("X-", "Content-T"))}
            first = next(turns)
            for turn in range(len(backends)):
                backend = backends[(first + turn) % len(backends)]
                try:
                    async with session.post(f"http://{backend}{request.path}", data=body, headers=headers) as answer:
                        return web.Response(status=answer.status)
                except aiohttp.ClientError:
                    continue
            return web.Response(status=502)

        app = web.Application()
        app.router.add_post("/{path:.*}", forward)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
