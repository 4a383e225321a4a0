"""The sandbox keeps to this machine: where it listens, by which name it is called, and whom its webhooks reach."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from sandbox import Running, Sandbox, running
from sandbox.addresses import NotLoopback, behind, host_of, is_loopback
from sandbox.state import Person
from tests.sandbox.conftest import TOKEN, Api, Watch

ROUTES = {"https://bot.example": "http://127.0.0.1:9"}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.10", "::1", "[::1]"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "0.0.0.0",
        "::",
        "[::]",
        "192.168.1.5",
        "10.0.0.1",
        "::ffff:192.168.1.5",
        "example.com",
        "localhost.example",
        "127.1",
    ],
)
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "bot.example"])
async def test_a_program_may_not_listen_where_others_reach_either(host: str) -> None:
    with pytest.raises(NotLoopback, match="can be reached by others"):
        async with running(Sandbox(), host):
            pass


async def test_it_may_once_told(sandbox: Sandbox) -> None:
    async with running(sandbox, "0.0.0.0", allow_remote=True) as server, aiohttp.ClientSession() as session:
        port = server.base.rpartition(":")[2]
        async with session.get(f"http://127.0.0.1:{port}/page/clock", headers={"Host": "bot.example"}) as response:
            assert response.status == 200


async def test_ipv6_has_brackets(sandbox: Sandbox) -> None:
    async with running(sandbox, "::1") as server, aiohttp.ClientSession(server.base) as session:
        assert server.base.startswith("http://[::1]:")
        async with session.get(f"/bot{TOKEN}/getMe") as response:
            assert response.status == 200


@pytest.mark.parametrize("host", ["bot.example", "bot.example:80", "192.0.2.1", "localhost.example"])
@pytest.mark.parametrize("path", ["/", "/page/people", "/page/assets/page.js", f"/bot{TOKEN}/getMe"])
async def test_a_name_that_is_not_this_machines_opens_nothing(api: Api, host: str, path: str) -> None:
    async with api.session.get(path, headers={"Host": host, "Origin": f"http://{host}"}) as response:
        assert response.status == 403


@pytest.mark.parametrize("host", ["localhost:8081", "127.0.0.1", "[::1]:8081"])
async def test_its_own_names_do(api: Api, host: str) -> None:
    async with api.session.get("/page/people", headers={"Host": host}) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://bot.example/hook?a=1", "http://127.0.0.1:9/hook?a=1"),
        ("https://bot.example", "http://127.0.0.1:9"),
        ("https://bot.example.org/hook", "https://bot.example.org/hook"),
        ("http://bot.example/hook", "http://bot.example/hook"),
        ("https://bot.example:444/hook", "https://bot.example:444/hook"),
    ],
)
def test_a_route_leads_one_origin_here(url: str, leads_to: str) -> None:
    assert behind(url, ROUTES) == leads_to


def test_a_host_is_read_out_of_an_address() -> None:
    assert [host_of(url) for url in ("http://[::1]:5/x", "https://a.b:1", "nonsense", "http://[")] == [
        "::1",
        "a.b",
        "",
        "",
    ]


class Hook:
    """A webhook that hands over what was posted to it."""

    def __init__(self, port: int, posted: "asyncio.Queue[str]") -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.posted = posted


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    posted: asyncio.Queue[str] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        posted.put_nowait(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield Hook(runner.addresses[0][1], posted)
    await runner.cleanup()


async def test_a_webhook_of_a_public_address_comes_by_its_route(watch: Watch, hook: Hook) -> None:
    sandbox = Sandbox(watch)
    async with (
        running(sandbox, routes={"https://bot.example": hook.base}) as server,
        aiohttp.ClientSession(server.base) as session,
    ):
        api = Api(session)
        await api.ok("setWebhook", url="https://bot.example/hook")
        await api.page("/page/say", {"user": sandbox.add_person("Иванова Мария").id, "text": "/start"})
        assert await asyncio.wait_for(hook.posted.get(), 5) == "/hook"
        assert (await api.ok("getWebhookInfo"))["url"] == "https://bot.example/hook"


async def test_a_webhook_beyond_this_machine_is_not_reached(
    api: Api, sandbox: Sandbox, server: Running, mother: Person
) -> None:
    await api.ok("setWebhook", url="https://192.0.2.1/hook")  # TEST-NET: leads nowhere, should it ever be called
    await api.page("/page/say", {"user": mother.id, "text": "привет"})
    async with asyncio.timeout(5):
        while not (info := await api.ok("getWebhookInfo")).get("last_error_message"):
            await asyncio.sleep(0)
    assert "on this machine only" in info["last_error_message"]
    assert info["pending_update_count"] == 1
