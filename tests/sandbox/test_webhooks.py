"""Delivery to a webhook: the secret, the order, again after a failure, a method in the answer."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api


class Hook:
    """A bot that listens."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.failures = 0
        self.answer: dict[str, Any] | None = None
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return web.json_response(self.answer) if self.answer else web.Response()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def say(api: Api, person: Person, *texts: str) -> None:
    for text in texts:
        await api.page("/page/say", {"user": person.id, "text": text})
    await api.page("/page/settled")


async def test_updates_come_in_order_with_the_secret(api: Api, mother: Person, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url, secret_token="s" * 32)

    await say(api, mother, "раз", "два")

    assert [update["message"]["text"] for update in hook.heard] == ["раз", "два"]
    assert hook.secrets == ["s" * 32] * 2
    info = await api.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_what_is_not_taken_comes_again(api: Api, mother: Person, hook: Hook, sandbox: Sandbox) -> None:
    sandbox.webhook_back_off = 0.001
    hook.failures = 2
    await api.ok("setWebhook", url=hook.url)

    await say(api, mother, "раз", "два")

    assert [update["message"]["text"] for update in hook.heard] == ["раз", "два"]
    error = (await api.ok("getWebhookInfo"))["last_error_message"]
    assert error == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_method_in_the_answer_is_called(api: Api, mother: Person, hook: Hook) -> None:
    hook.answer = {"method": "sendMessage", "chat_id": mother.id, "text": "в ответе"}
    await api.ok("setWebhook", url=hook.url)

    await say(api, mother, "раз")

    assert (await api.page(f"/page/chat/{mother.id}"))["messages"][-1]["text"] == "в ответе"


async def test_a_deleted_webhook_leaves_updates_to_polling(api: Api, mother: Person, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url)
    await api.ok("deleteWebhook")
    await api.page("/page/say", {"user": mother.id, "text": "раз"})

    assert len(await api.ok("getUpdates")) == 1
    assert hook.heard == []
    assert (await api.ok("getWebhookInfo"))["url"] == ""


async def test_pending_updates_can_be_dropped(api: Api, mother: Person) -> None:
    await api.page("/page/say", {"user": mother.id, "text": "раз"})
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1

    await api.ok("deleteWebhook", drop_pending_updates=True)

    assert await api.ok("getUpdates") == []
