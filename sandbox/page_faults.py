"""The page's switches for bad luck: faults, limits, and the calls that came too early."""

from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox import page_requests, wire
from sandbox.faults import CALLS, DELIVERIES, Fault
from sandbox.world import Sandbox


class FaultPage:
    """The handlers; `polite` answers nonsense with one line, as for the rest of the page."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def add_routes(self, app: web.Application, polite: Callable[[Handler], Handler]) -> None:
        for method, path, handler in (
            ("GET", "/page/faults", self.faults),
            ("POST", "/page/faults", self.plan),
            ("DELETE", "/page/faults/{id}", self.clear),
            ("GET", "/page/faults/kinds", self.kinds),
            ("GET", "/page/limits", self.limits),
            ("POST", "/page/limits", self.set_limits),
            ("GET", "/page/impatient", self.impatient),
        ):
            app.router.add_route(method, path, polite(handler))

    async def faults(self, _: web.Request) -> web.StreamResponse:
        return wire.answer([fault.record() for fault in self.sandbox.faults.planned])

    async def kinds(self, _: web.Request) -> web.StreamResponse:
        return wire.answer({"calls": CALLS, "deliveries": DELIVERIES})

    async def plan(self, request: web.Request) -> web.StreamResponse:
        """A fault more, or a list of them; `[]` clears them all."""
        body = await page_requests.read_any(request)
        wanted = [page_requests.checked(request, fault) for fault in (body if isinstance(body, list) else [body])]
        if not wanted:
            self.sandbox.faults.clear()
        for fault in wanted:
            Fault(**fault)  # all of them make sense, or none is planned
        for fault in wanted:
            self.sandbox.faults.plan(**fault)
        return await self.faults(request)

    async def clear(self, request: web.Request) -> web.StreamResponse:
        try:
            self.sandbox.faults.clear(int(request.match_info["id"]))
        except KeyError:
            return wire.answer({"error": "there is no such fault"}, status=404)
        return await self.faults(request)

    async def limits(self, _: web.Request) -> web.StreamResponse:
        return wire.answer(self.sandbox.limits.record())

    async def set_limits(self, request: web.Request) -> web.StreamResponse:
        self.sandbox.limits.change(**await page_requests.read(request))
        self.sandbox.events.tell("limits", **self.sandbox.limits.record())
        return await self.limits(request)

    async def impatient(self, request: web.Request) -> web.StreamResponse:
        """Calls made before a `retry_after` had run out, after the call of that number."""
        since = int(request.query.get("since", 0))
        return wire.answer([call.record() for call in self.sandbox.impatient if call.number > since])
