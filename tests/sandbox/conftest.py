"""A fresh sandbox a test, on a clock that the test moves, and a bare HTTP caller in the place of a bot."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from sandbox import Running, Sandbox, running, schema
from sandbox.state import Person
from tests.sandbox.groups import Groups
from tests.sandbox.hooks import Hook, listening

TOKEN = "42:sandbox-token"


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 17, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class Api:
    """A bot without a library: calls by HTTP, checks every result and update against the schema."""

    def __init__(self, session: aiohttp.ClientSession, token: str = TOKEN) -> None:
        self.session = session
        self.token = token

    async def call(self, method: str, **params: Any) -> tuple[int, Any]:
        async with self.session.post(f"/bot{self.token}/{method}", json=params) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        status, body = await self.call(method, **params)
        assert (status, body["ok"]) == (200, True), body
        described = schema.telegram().method(method)
        assert described is not None
        return described.returns(body["result"], method)

    async def refused(self, method: str, **params: Any) -> tuple[int, str]:
        status, body = await self.call(method, **params)
        assert body["ok"] is False, body
        assert body["error_code"] == status
        return status, body["description"]

    async def page(self, path: str, body: Any = None) -> Any:
        """What a person does: POST with a body, GET without."""
        request = self.session.get(path) if body is None else self.session.post(path, json=body)
        async with request as response:
            assert response.status == 200, await response.text()
            return await response.json()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def sandbox(watch: Watch) -> Sandbox:
    return Sandbox(watch)


@pytest.fixture
async def server(sandbox: Sandbox) -> AsyncIterator[Running]:
    async with running(sandbox) as server:
        yield server


@pytest.fixture
async def api(server: Running) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession(server.base) as session:
        yield Api(session)


@pytest.fixture
async def mother(sandbox: Sandbox, api: Api) -> Person:
    """A person who has started the bot; the update of that is confirmed."""
    person = sandbox.add_person("Иванова Мария", username="maria")
    await api.page("/page/say", {"user": person.id, "text": "/start"})
    await api.ok("getUpdates", offset=-1)
    await api.ok("getUpdates", offset=2**31 - 1)
    sandbox.bot().updates.clear()
    return person


@pytest.fixture
def groups(api: Api, sandbox: Sandbox, mother: Person) -> Groups:
    """Groups that the mother makes and leads."""
    return Groups(api, sandbox, mother)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A bot that listens for its updates."""
    async with listening() as hook:
        yield hook


@pytest.fixture
def hurry(sandbox: Sandbox) -> None:
    """A second of a webhook's back-off lasts a millisecond."""
    sandbox.webhook_back_off = 0.001
