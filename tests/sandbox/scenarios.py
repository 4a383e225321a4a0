"""How each refusal happens: what a scenario has at hand, and the table that `*_refusals` fill and `test_errors` plays."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any, TypeAlias

import aiohttp

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.pictures import png

Answer: TypeAlias = tuple[int, str]


class World:
    """What a scenario needs at hand."""

    def __init__(self, api: Api, sandbox: Sandbox, mother: Person, watch: Watch) -> None:
        self.api = api
        self.sandbox = sandbox
        self.mother = mother
        self.watch = watch

    async def send(self, **params: Any) -> tuple[int, str]:
        return await self.api.refused("sendMessage", **{"chat_id": self.mother.id, "text": "т", **params})

    async def sent(self, **params: Any) -> int:
        message = await self.api.ok("sendMessage", **{"chat_id": self.mother.id, "text": "было", **params})
        return int(message["message_id"])

    async def edit(self, message_id: int, **params: Any) -> tuple[int, str]:
        params = {"chat_id": self.mother.id, "message_id": message_id, "text": "стало", **params}
        return await self.api.refused("editMessageText", **params)

    async def upload(self, method: str, content: bytes, name: str) -> tuple[int, str]:
        form = aiohttp.FormData({"chat_id": str(self.mother.id)})
        form.add_field(name, BytesIO(content), filename="a.png")
        async with self.api.session.post(f"/bot{self.api.token}/{method}", data=form) as response:
            return response.status, (await response.json())["description"]

    async def uploaded(self) -> dict[str, Any]:
        form = aiohttp.FormData({"chat_id": str(self.mother.id)})
        form.add_field("photo", png(10, 10), filename="a.png")
        async with self.api.session.post(f"/bot{self.api.token}/sendPhoto", data=form) as response:
            message: dict[str, Any] = (await response.json())["result"]
            return message

    async def raw(self, path: str, **request: Any) -> tuple[int, str]:
        async with self.api.session.post(path, **request) as response:
            return response.status, (await response.json())["description"]

    async def markup(self, **button: Any) -> tuple[int, str]:
        return await self.send(reply_markup={"inline_keyboard": [[button]]})

    async def tap(self) -> str:
        message_id = await self.sent(reply_markup={"inline_keyboard": [[{"text": "т", "callback_data": "d"}]]})
        tap = await self.api.page("/page/press", {"user": self.mother.id, "message_id": message_id, "data": "d"})
        return str(tap["callback_id"])


Scenario: TypeAlias = Callable[[World], Awaitable[Answer]]
SCENARIOS: dict[str, Scenario] = {}


def row(key: str) -> Callable[[Scenario], Scenario]:
    """The scenario that makes the row of that key happen."""

    def register(scenario: Scenario) -> Scenario:
        assert key not in SCENARIOS
        SCENARIOS[key] = scenario
        return scenario

    return register
