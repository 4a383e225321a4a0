"""Delivery to a webhook: the address, the secret, order and chats side by side, again after a failure, answers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox import Sandbox
from sandbox.state import Person
from sandbox.webhooks import GONE, back_off
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.pictures import png


class Hook:
    """A bot that listens. `answers` are given one after the other, then 200; `gate` holds requests back while shut."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.hosts: list[str] = []
        self.answers: list[web.Response | None] = []
        self.reply: Callable[[], web.Response] | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.now = 0
        self.most = 0
        self.url = ""
        self.base = ""

    async def take(self, request: web.Request) -> web.StreamResponse:
        update = await request.json()
        self.now += 1
        self.most = max(self.most, self.now)
        await self.gate.wait()
        self.now -= 1
        self.heard.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.hosts.append(request.host)
        if self.answers:
            answer = self.answers.pop(0)
            if answer is None:
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            return answer
        return self.reply() if self.reply else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.heard]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    hook.url = f"{hook.base}/hook"
    yield hook
    hook.gate.set()
    await runner.cleanup()


@pytest.fixture
def hurry(sandbox: Sandbox) -> None:
    """A second of back-off lasts a millisecond."""
    sandbox.webhook_back_off = 0.001


async def say(api: Api, person: Person, *texts: str) -> None:
    for text in texts:
        await api.page("/page/say", {"user": person.id, "text": text})


async def heard(api: Api, person: Person, *texts: str) -> None:
    """They are said, and the webhook has taken all of it."""
    await say(api, person, *texts)
    await api.page("/page/settled")


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    async with asyncio.timeout(5):
        while True:
            met = condition()
            if met if isinstance(met, bool) else await met:
                return
            await asyncio.sleep(0)


# delivery


async def test_updates_come_in_order_with_the_secret(api: Api, mother: Person, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url, secret_token="s" * 32)

    await heard(api, mother, "раз", "два")

    assert hook.texts == ["раз", "два"]
    assert hook.secrets == ["s" * 32] * 2
    info = await api.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_without_a_secret_there_is_no_header(api: Api, mother: Person, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url)
    await heard(api, mother, "раз")
    assert hook.secrets == [None]


async def test_a_chat_keeps_its_order_while_others_go_on(
    api: Api, sandbox: Sandbox, mother: Person, hook: Hook
) -> None:
    father = sandbox.add_person("Иванов Иван")
    hook.gate.clear()
    await api.ok("setWebhook", url=hook.url)

    await say(api, mother, "раз", "два", "три")
    await say(api, father, "четыре", "пять")
    await until(lambda: hook.now == 2)
    hook.gate.set()
    await api.page("/page/settled")

    assert hook.most == 2
    assert [text for text in hook.texts if text in ("раз", "два", "три")] == ["раз", "два", "три"]
    assert [text for text in hook.texts if text in ("четыре", "пять")] == ["четыре", "пять"]
    assert set(hook.texts[:2]) == {"раз", "четыре"}


async def test_a_tap_waits_for_the_message_before_it(api: Api, mother: Person, hook: Hook) -> None:
    keyboard = {"inline_keyboard": [[{"text": "т", "callback_data": "d"}]]}
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=keyboard)
    hook.gate.clear()
    await api.ok("setWebhook", url=hook.url)

    await say(api, mother, "раз")
    await api.page("/page/press", {"user": mother.id, "message_id": sent["message_id"], "data": "d"})
    await until(lambda: hook.now == 1)
    hook.gate.set()
    await api.page("/page/settled")

    assert hook.most == 1
    assert ["callback_query" in update for update in hook.heard] == [False, True]


@pytest.mark.parametrize(("asked", "most"), [(3, 3), (1, 1), (0, 1)])
async def test_no_more_connections_than_allowed(api: Api, sandbox: Sandbox, hook: Hook, asked: int, most: int) -> None:
    people = [sandbox.add_person(f"Родитель {number}") for number in range(6)]
    hook.gate.clear()
    await api.ok("setWebhook", url=hook.url, max_connections=asked)

    for person in people:
        await say(api, person, "/start")
    await until(lambda: hook.now == most)
    hook.gate.set()
    await api.page("/page/settled")

    assert hook.most == most
    assert len(hook.heard) == 6


async def test_what_is_not_taken_comes_again(api: Api, mother: Person, hook: Hook, hurry: None) -> None:
    hook.answers = [web.Response(status=503), web.Response(status=302, headers={"Location": "/hook"})]
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз", "два")

    assert hook.texts == ["раз", "раз", "раз", "два"]
    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"
    assert info["last_error_date"] > 0


async def test_a_chat_that_waits_for_another_attempt_holds_nobody_up(
    api: Api, sandbox: Sandbox, mother: Person, hook: Hook
) -> None:
    father = sandbox.add_person("Иванов Иван")
    hook.answers = [web.Response(status=503), web.Response(status=503)]
    await api.ok("setWebhook", url=hook.url, max_connections=1)

    await say(api, mother, "раз")
    await until(lambda: len(hook.heard) == 2)  # the second repetition is two seconds away
    await say(api, father, "два")
    await until(lambda: len(hook.heard) == 3)

    assert hook.texts == ["раз", "раз", "два"]


@pytest.mark.parametrize(("failures", "waits"), [(1, 0), (2, 2), (3, 4), (5, 16), (6, 32), (7, 60), (2000, 60)])
async def test_back_off_doubles_up_to_a_minute(sandbox: Sandbox, failures: int, waits: float) -> None:
    assert sandbox.webhook_back_off * back_off(failures) == waits


@pytest.mark.parametrize(("header", "waits"), [("7", 7), ("100000", 3600), ("soon", 0)])
async def test_a_bot_may_say_when_to_come_again(header: str, waits: float) -> None:
    assert back_off(1, header) == waits


async def test_a_connection_that_breaks_is_a_failure(api: Api, mother: Person, hook: Hook, hurry: None) -> None:
    hook.answers = [None]
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    assert hook.texts == ["раз", "раз"]
    assert (await api.ok("getWebhookInfo"))["last_error_message"] == "Webhook connection closed"


async def test_nobody_listens(api: Api, mother: Person, watch: Watch, hurry: None) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/hook")
    await say(api, mother, "раз")

    async def failed() -> bool:
        return "last_error_message" in await api.ok("getWebhookInfo")

    await until(failed)
    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    assert info["last_error_date"] == int(watch.now.timestamp())
    assert info["pending_update_count"] == 1


async def test_what_nobody_takes_for_a_day_is_dropped(
    api: Api, mother: Person, watch: Watch, hook: Hook, hurry: None
) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/hook")
    await say(api, mother, "раз")
    watch.move(days=1)
    await api.page("/page/settled")

    await api.ok("setWebhook", url=hook.url)
    await heard(api, mother, "два")

    assert hook.texts == ["два"]


async def test_who_is_gone_for_a_day_has_no_webhook_any_more(
    api: Api, sandbox: Sandbox, mother: Person, watch: Watch, hook: Hook, hurry: None
) -> None:
    hook.answers = [web.Response(status=410) for _ in range(3)]
    await api.ok("setWebhook", url=hook.url)
    await heard(api, mother, "раз")
    assert (await api.ok("getWebhookInfo"))["url"] == hook.url

    hook.reply = lambda: web.Response(status=410)
    await say(api, mother, "два")
    await until(lambda: hook.texts.count("два") >= 2)
    watch.move(hours=23, seconds=1)

    async def deleted() -> bool:
        return not (await api.ok("getWebhookInfo"))["url"]

    await until(deleted)
    assert len(await api.ok("getUpdates")) == 1


async def test_who_only_fails_for_a_day_keeps_the_webhook(
    api: Api, mother: Person, watch: Watch, hook: Hook, hurry: None
) -> None:
    hook.reply = lambda: web.Response(status=503)
    await api.ok("setWebhook", url=hook.url)
    await say(api, mother, "раз")
    await until(lambda: len(hook.heard) >= 2)
    watch.move(hours=23, seconds=1)
    hook.reply = lambda: web.Response(status=410)
    before = len(hook.heard)
    await until(lambda: len(hook.heard) >= before + 3)

    assert (await api.ok("getWebhookInfo"))["url"] == hook.url


# faults of deliveries


async def test_a_duplicate_is_posted_again(api: Api, sandbox: Sandbox, mother: Person, hook: Hook) -> None:
    sandbox.faults.plan("duplicate", user=mother.id)
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз", "два")

    assert hook.texts == ["раз", "раз", "два"]
    assert hook.heard[0] == hook.heard[1]


async def test_reordered_updates_are_posted_so(api: Api, sandbox: Sandbox, mother: Person, hook: Hook) -> None:
    sandbox.faults.plan("reorder")
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз", "два", "три")

    assert hook.texts == ["два", "раз", "три"]


# a method in the answer


async def last(api: Api, person: Person) -> dict[str, Any]:
    message: dict[str, Any] = (await api.page(f"/page/chat/{person.id}"))["messages"][-1]
    return message


async def test_a_method_in_a_json_answer_is_called(api: Api, mother: Person, hook: Hook) -> None:
    hook.reply = lambda: web.json_response({"method": "sendMessage", "chat_id": mother.id, "text": "в ответе"})
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    assert (await last(api, mother))["text"] == "в ответе"


async def test_a_method_in_a_form_is_called(api: Api, mother: Person, hook: Hook) -> None:
    body = aiohttp.FormData({"method": "sendmessage", "chat_id": str(mother.id), "text": "в форме"})
    form = body()
    assert isinstance(form, aiohttp.BytesPayload)
    hook.reply = lambda: web.Response(body=form._value, content_type="application/x-www-form-urlencoded")  # noqa: SLF001
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    assert (await last(api, mother))["text"] == "в форме"


async def test_a_method_in_multipart_brings_a_file(api: Api, mother: Person, hook: Hook) -> None:
    def reply() -> web.Response:
        writer = aiohttp.MultipartWriter("form-data")
        for name, value in {"method": "sendPhoto", "chat_id": str(mother.id), "caption": "в частях"}.items():
            writer.append(value).set_content_disposition("form-data", name=name)
        writer.append(png(10, 10)).set_content_disposition("form-data", name="photo", filename="a.png")
        return web.Response(body=writer)

    hook.reply = reply
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    message = await last(api, mother)
    assert message["caption"] == "в частях"
    assert message["photo"][-1]["width"] == 10


@pytest.mark.parametrize(
    "answer",
    [
        {"method": "getMe"},
        {"method": "setWebhook", "url": ""},
        {"method": "deleteWebhook"},
        {"method": "logOut"},
        {"method": "close"},
        {"text": "без метода"},
        ["sendMessage"],
        "ok",
    ],
)
async def test_what_is_no_call_in_an_answer_is_passed_over(
    api: Api, sandbox: Sandbox, mother: Person, hook: Hook, answer: Any
) -> None:
    await api.ok("setWebhook", url=hook.url)
    before = sandbox.call_count
    hook.reply = lambda: web.json_response(answer)

    await heard(api, mother, "раз")

    assert sandbox.call_count == before
    assert (await api.ok("getWebhookInfo"))["url"] == hook.url


async def test_text_is_no_call(api: Api, sandbox: Sandbox, mother: Person, hook: Hook) -> None:
    await api.ok("setWebhook", url=hook.url)
    before = sandbox.call_count
    hook.reply = lambda: web.Response(text='{"method": "sendMessage"}')

    await heard(api, mother, "раз")

    assert sandbox.call_count == before


async def test_a_refused_call_in_an_answer_is_recorded_and_told_to_nobody(
    api: Api, sandbox: Sandbox, mother: Person, hook: Hook
) -> None:
    hook.reply = lambda: web.json_response({"method": "sendMessage", "chat_id": mother.id})
    await api.ok("setWebhook", url=hook.url)

    await heard(api, mother, "раз")

    assert hook.texts == ["раз"]
    assert sandbox.calls[-1].error == "Bad Request: message text is empty"
    assert "last_error_message" not in await api.ok("getWebhookInfo")


# setting, deleting, asking


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


def test_a_gone_webhook_has_nearly_a_day() -> None:
    assert timedelta(hours=23) == GONE
