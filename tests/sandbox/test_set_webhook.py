"""setWebhook, deleteWebhook, getWebhookInfo: which addresses are taken, what is known of them, what becomes of updates."""

import aiohttp
import pytest
from aiohttp import web

from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.hooks import Hook, heard, say


async def test_all_that_is_known_of_a_webhook(api: Api, hook: Hook) -> None:
    assert await api.ok("getWebhookInfo") == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}

    kinds = ["message", "callback_query"]
    await api.ok("setWebhook", url=hook.url, max_connections=7, allowed_updates=kinds)
    assert await api.ok("getWebhookInfo") == {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 7,
        "ip_address": "127.0.0.1",
        "allowed_updates": kinds,
    }

    await api.ok("deleteWebhook")
    assert await api.ok("getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "allowed_updates": kinds,
    }


@pytest.mark.parametrize(("asked", "kept"), [({}, 40), ({"max_connections": 1000}, 100), ({"max_connections": -1}, 1)])
async def test_connections_are_clamped(api: Api, hook: Hook, asked: dict[str, int], kept: int) -> None:
    await api.ok("setWebhook", url=hook.url, **asked)
    assert (await api.ok("getWebhookInfo"))["max_connections"] == kept


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/hook", "https://", "https:///hook", "http://127.0.0.1:99999/", "http://[::1/", "http://a b"],
)
async def test_an_address_that_cannot_be(api: Api, hook: Hook, url: str) -> None:
    await api.ok("setWebhook", url=hook.url)

    assert await api.refused("setWebhook", url=url) == (400, "Bad Request: invalid webhook URL specified")

    assert (await api.ok("getWebhookInfo"))["url"] == ""  # the old one went before the new one was looked at


async def test_an_address_without_a_scheme_is_https(api: Api) -> None:
    await api.ok("setWebhook", url="bot.example/hook")
    info = await api.ok("getWebhookInfo")
    assert (info["url"], info["ip_address"]) == ("https://bot.example/hook", "<unknown>")


async def test_a_fixed_address_is_asked_whatever_the_name(api: Api, mother: Person, hook: Hook) -> None:
    port = hook.base.rpartition(":")[2]
    await api.ok("setWebhook", url=f"http://bot.example:{port}/hook", ip_address="127.0.0.1")

    await heard(api, mother, "раз")

    assert hook.hosts == [f"bot.example:{port}"]
    assert (await api.ok("getWebhookInfo"))["ip_address"] == "127.0.0.1"


async def test_a_certificate_is_kept_in_mind(api: Api, hook: Hook) -> None:
    form = aiohttp.FormData({"url": hook.url})
    form.add_field("certificate", b"-----BEGIN CERTIFICATE-----", filename="cert.pem")
    async with api.session.post(f"/bot{api.token}/setWebhook", data=form) as response:
        assert response.status == 200
    assert (await api.ok("getWebhookInfo"))["has_custom_certificate"] is True


async def test_the_same_webhook_again_forgets_nothing(api: Api, mother: Person, hook: Hook, hurry: None) -> None:
    hook.answers = [web.Response(status=500)]
    await api.ok("setWebhook", url=hook.url)
    await heard(api, mother, "раз")

    await api.ok("setWebhook", url=hook.url, allowed_updates=["message"])
    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["allowed_updates"] == ["message"]

    await api.ok("setWebhook", url=hook.url, max_connections=2)
    assert "last_error_message" not in await api.ok("getWebhookInfo")


async def test_a_webhook_takes_what_waited(api: Api, mother: Person, hook: Hook) -> None:
    await say(api, mother, "раз")
    await api.ok("setWebhook", url=hook.url)
    await api.page("/page/settled")
    assert hook.texts == ["раз"]


async def test_a_webhook_that_drops_what_waited(api: Api, mother: Person, hook: Hook) -> None:
    await say(api, mother, "раз")
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1

    await api.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    await heard(api, mother, "два")

    assert hook.texts == ["два"]


async def test_a_deleted_webhook_leaves_updates_to_polling(api: Api, mother: Person, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url)
    await api.ok("deleteWebhook")
    await api.page("/page/say", {"user": mother.id, "text": "раз"})

    assert len(await api.ok("getUpdates")) == 1
    assert hook.heard == []
    assert (await api.ok("getWebhookInfo"))["url"] == ""


async def test_pending_updates_can_be_dropped(api: Api, mother: Person) -> None:
    await api.page("/page/say", {"user": mother.id, "text": "раз"})

    await api.ok("deleteWebhook", drop_pending_updates=True)

    assert await api.ok("getUpdates") == []
