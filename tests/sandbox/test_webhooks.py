"""Delivery to a webhook: the secret, order and chats side by side, again after a failure."""

from datetime import timedelta

import pytest
from aiohttp import web

from sandbox import Sandbox
from sandbox.state import Person
from sandbox.webhooks import GONE, back_off
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.hooks import Hook, heard, say, until


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


def test_a_gone_webhook_has_nearly_a_day() -> None:
    assert timedelta(hours=23) == GONE
