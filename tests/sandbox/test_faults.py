"""Scripted faults strike the call or the update they are meant for, and no other."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.faults import CALLS, DELIVERIES
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import KEYBOARD, Groups


async def count(api: Api, person: Person) -> int:
    return len((await api.page(f"/page/chat/{person.id}"))["messages"])


async def clear(api: Api, fault: dict[str, Any]) -> Any:
    async with api.session.delete(f"/page/faults/{fault['id']}") as response:
        return response.status, await response.json()


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(5):
        while not await condition():
            await asyncio.sleep(0)


async def say(api: Api, person: Person, *texts: str) -> None:
    for text in texts:
        await api.page("/page/say", {"user": person.id, "text": text})


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


# when it strikes


async def test_a_fault_is_used_up(api: Api, mother: Person) -> None:
    [planned] = await api.page("/page/faults", {"kind": "429", "method": "SendMessage", "count": 2, "retry_after": 7})
    assert {**planned, "id": 0} == {
        "id": 0,
        "kind": "429",
        "method": "SendMessage",
        "user": None,
        "count": 2,
        "probability": 1.0,
        "seed": 0,
        "retry_after": 7,
        "delay": 1.0,
        "struck": 0,
    }

    for left in (1, 0):
        status, body = await api.call("sendMessage", chat_id=mother.id, text="т")
        assert (status, body["parameters"]) == (429, {"retry_after": 7})
        assert [fault["count"] for fault in await api.page("/page/faults")] == [left] * left

    await api.ok("sendMessage", chat_id=mother.id, text="т")
    assert await count(api, mother) == 2


async def test_without_a_count_it_lasts_until_it_is_cleared(api: Api) -> None:
    [fault, other] = await api.page(
        "/page/faults", [{"kind": "500", "method": "getMe", "count": None}, {"kind": "403", "method": "close"}]
    )

    for _ in range(5):
        assert (await api.refused("getMe"))[0] == 500
    assert (await api.page("/page/faults"))[0]["struck"] == 5

    assert await clear(api, fault) == (200, [other])
    await api.ok("getMe")
    assert (await clear(api, fault))[0] == 404


async def test_a_probability_has_the_same_luck_every_time(api: Api, sandbox: Sandbox) -> None:
    async def luck(seed: int) -> list[int]:
        await api.page("/page/faults", {"kind": "500", "count": None, "probability": 0.5, "seed": seed})
        statuses = [(await api.call("getMe"))[0] for _ in range(20)]
        await api.page("/page/faults", [])
        return statuses

    first = await luck(1)

    assert first == await luck(1)
    assert first != await luck(2)
    assert {200, 500} == set(first)


async def test_a_fault_of_one_person_spares_the_others(api: Api, sandbox: Sandbox, mother: Person) -> None:
    father = sandbox.add_person("Иванов Иван")
    await say(api, father, "/start")
    sandbox.faults.plan("403", user=mother.id)

    await api.ok("getMe")
    await api.ok("sendMessage", chat_id=father.id, text="т")
    assert (await api.refused("sendMessage", chat_id=mother.id, text="т"))[0] == 403


async def test_a_fault_finds_the_person_behind_a_tap(api: Api, sandbox: Sandbox, mother: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    sent = await api.ok("sendMessage", chat_id=mother.id, text="?", reply_markup=keyboard)
    press = {"user": mother.id, "message_id": sent["message_id"], "data": "yes"}
    tap = (await api.page("/page/press", press))["callback_id"]
    sandbox.faults.plan("500", user=mother.id)

    assert (await api.refused("answerCallbackQuery", callback_query_id=tap))[0] == 500


async def test_in_a_group_a_fault_means_the_group_or_who_pressed(api: Api, sandbox: Sandbox, groups: Groups) -> None:
    chat = await groups.make()
    pupil = await groups.pupil(chat)
    sent = await api.ok("sendMessage", chat_id=chat, text="?", reply_markup=KEYBOARD)
    press = {"user": pupil.id, "chat": chat, "message_id": sent["message_id"], "data": "yes"}
    tap = (await api.page("/page/press", press))["callback_id"]

    for user in (chat, pupil.id):
        sandbox.faults.plan("500", user=user)
        assert (await api.refused("answerCallbackQuery", callback_query_id=tap))[0] == 500
    await api.ok("answerCallbackQuery", callback_query_id=tap)


async def test_the_list_can_be_cleared(api: Api, sandbox: Sandbox) -> None:
    sandbox.faults.plan("500")
    assert await api.page("/page/faults", []) == []
    await api.ok("getMe")


@pytest.mark.parametrize(
    "nonsense",
    [
        {"kind": "flood"},
        {"kind": "500", "count": 0},
        {"kind": "500", "probability": 0},
        {"kind": "500", "probability": 1.5},
        {"kind": "429", "retry_after": 0},
        {"kind": "slow", "delay": -1},
        {"kind": "500", "often": True},
        {"kind": "500", "id": 7},
        {},
    ],
)
async def test_nonsense_is_refused(api: Api, sandbox: Sandbox, nonsense: dict[str, Any]) -> None:
    async with api.session.post("/page/faults", json=nonsense) as response:
        assert response.status == 400
        assert (await response.json())["error"]
    assert sandbox.faults.planned == []


async def test_the_page_is_told(api: Api, sandbox: Sandbox) -> None:
    assert await api.page("/page/faults/kinds") == {"calls": list(CALLS), "deliveries": list(DELIVERIES)}
    seen = sandbox.events.last
    sandbox.faults.plan("500")
    await api.refused("getMe")

    async with api.session.get("/page/events", params={"since": seen}) as stream:
        told = [
            json.loads(line[6:])["type"]
            for line in [await stream.content.readline() for _ in range(12)]
            if b"data" in line
        ]
    assert told == ["faults", "faults", "call"]


# what it does to a call


@pytest.mark.parametrize(
    ("kind", "description"),
    [
        ("429", "Too Many Requests: retry after 1"),
        ("403", "Forbidden: bot was blocked by the user"),
        ("401", "Unauthorized"),
        ("409", "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
        ("500", "Internal Server Error"),
    ],
)
async def test_a_refusal_has_no_effect(api: Api, sandbox: Sandbox, mother: Person, kind: Any, description: str) -> None:
    sandbox.faults.plan(kind)

    assert await api.refused("sendMessage", chat_id=mother.id, text="т") == (int(kind), description)

    assert await count(api, mother) == 1
    assert (sandbox.calls[-1].fault, sandbox.calls[-1].error) == (kind, description)


async def test_a_429_says_when_to_come_back_in_the_header_too(api: Api, sandbox: Sandbox) -> None:
    sandbox.faults.plan("429", retry_after=5)
    async with api.session.get(f"/bot{api.token}/getMe") as response:
        assert response.headers["Retry-After"] == "5"


async def test_502_is_a_page_of_nginx(api: Api, sandbox: Sandbox, mother: Person) -> None:
    sandbox.faults.plan("502")
    form = {"chat_id": str(mother.id), "text": "т"}

    async with api.session.post(f"/bot{api.token}/sendMessage", data=form) as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert "<center><h1>502 Bad Gateway</h1></center>" in await response.text()

    assert await count(api, mother) == 1
    assert (sandbox.calls[-1].status, sandbox.calls[-1].error) == (502, "Bad Gateway")


@pytest.mark.parametrize(("kind", "arrived"), [("cut-before", 0), ("cut-after", 1)])
async def test_a_cut_connection(api: Api, sandbox: Sandbox, mother: Person, kind: str, arrived: int) -> None:
    await api.page("/page/faults", {"kind": kind, "method": "sendMessage"})
    before = await count(api, mother)

    with pytest.raises(aiohttp.ClientConnectionError):
        await api.call("sendMessage", chat_id=mother.id, text="т")

    assert await count(api, mother) == before + arrived
    assert sandbox.calls[-1].error is not None
    await api.ok("sendMessage", chat_id=mother.id, text="т")


async def test_a_cut_poll_is_recorded(api: Api, sandbox: Sandbox) -> None:
    sandbox.faults.plan("cut-before")

    with pytest.raises(aiohttp.ClientConnectionError):
        await api.call("getUpdates")

    assert (sandbox.calls[-1].method, sandbox.calls[-1].fault) == ("getUpdates", "cut-before")


async def test_garbage_is_half_an_answer_after_the_effect(api: Api, sandbox: Sandbox, mother: Person) -> None:
    sandbox.faults.plan("garbage", method="sendMessage")
    form = {"chat_id": str(mother.id), "text": "т"}

    async with api.session.post(f"/bot{api.token}/sendMessage", data=form) as response:
        assert (response.status, response.content_type) == (200, "application/json")
        with pytest.raises(json.JSONDecodeError):
            json.loads(await response.read())

    assert await count(api, mother) == 2
    assert sandbox.calls[-1].error == "the answer was broken"


async def test_a_slow_answer_is_right_and_its_effect_is_there_before(
    api: Api, sandbox: Sandbox, mother: Person
) -> None:
    sandbox.faults.plan("slow", delay=3600)
    call = asyncio.create_task(api.ok("sendMessage", chat_id=mother.id, text="т"))

    async def arrived() -> bool:
        return await count(api, mother) == 2

    await until(arrived)
    assert not call.done()
    await api.page("/page/faults", [])

    assert (await call)["text"] == "т"
    assert (sandbox.calls[-1].status, sandbox.calls[-1].error) == (200, None)


async def test_a_slow_answer_comes_by_itself(api: Api, sandbox: Sandbox) -> None:
    sandbox.faults.plan("slow", delay=0.01)
    started = asyncio.get_running_loop().time()

    await api.ok("getMe")

    assert asyncio.get_running_loop().time() - started >= 0.01


async def test_what_hangs_is_cut_when_the_fault_is_cleared(api: Api, sandbox: Sandbox, mother: Person) -> None:
    sandbox.faults.plan("hang", method="sendMessage")
    call = asyncio.create_task(api.call("sendMessage", chat_id=mother.id, text="т"))

    async def struck() -> bool:
        return not await api.page("/page/faults")

    await until(struck)
    await api.ok("getMe")
    assert not call.done()
    await api.page("/page/faults", [])

    with pytest.raises(aiohttp.ClientConnectionError):
        await call
    assert await count(api, mother) == 1


async def test_who_does_not_wait_for_what_hangs_is_recorded(api: Api, sandbox: Sandbox) -> None:
    sandbox.faults.plan("hang")

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await api.call("getMe")

    async def recorded() -> bool:
        return bool(await api.page("/page/calls"))

    await until(recorded)
    assert (sandbox.calls[-1].fault, sandbox.calls[-1].error) == ("hang", "the caller left")


# what it does to an update (webhooks: test_webhooks.py)


async def test_a_duplicate_comes_again_once_it_was_confirmed(api: Api, sandbox: Sandbox, mother: Person) -> None:
    await api.page("/page/faults", {"kind": "duplicate", "method": "message", "user": mother.id})
    await say(api, mother, "раз", "два")

    first = await api.ok("getUpdates")
    again = await api.ok("getUpdates", offset=first[-1]["update_id"] + 1)

    assert texts(first) == ["раз", "два"]
    assert again == first[:1]
    assert await api.ok("getUpdates", offset=first[-1]["update_id"] + 1) == []


async def test_a_reordered_update_comes_after_the_next_one(api: Api, sandbox: Sandbox, mother: Person) -> None:
    father = sandbox.add_person("Иванов Иван")
    sandbox.faults.plan("reorder", user=mother.id)

    await say(api, mother, "раз")
    assert await api.ok("getUpdates") == []
    await say(api, father, "/start")
    await say(api, mother, "два")

    updates = await api.ok("getUpdates")
    assert texts(updates) == ["/start", "раз", "два"]
    ids = [update["update_id"] for update in updates]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_a_held_update_is_let_go_when_the_faults_are_cleared(api: Api, sandbox: Sandbox, mother: Person) -> None:
    sandbox.faults.plan("reorder")
    await say(api, mother, "раз")
    await api.page("/page/settled")

    await api.page("/page/faults", [])

    assert texts(await api.ok("getUpdates")) == ["раз"]


async def test_a_fault_of_deliveries_leaves_calls_alone_and_the_other_way_round(
    api: Api, sandbox: Sandbox, mother: Person
) -> None:
    sandbox.faults.plan("duplicate", method="callback_query")
    sandbox.faults.plan("500", method="sendMessage")

    await say(api, mother, "раз")

    [update] = await api.ok("getUpdates")
    assert await api.ok("getUpdates", offset=update["update_id"] + 1) == []
    assert len(await api.page("/page/faults")) == 2

    await api.page("/page/faults", [])
    sandbox.faults.plan("500")
    await say(api, mother, "два")
    assert (await api.refused("getUpdates"))[0] == 500
    sandbox.faults.plan("reorder")
    assert texts(await api.ok("getUpdates")) == ["два"]
    assert [fault["kind"] for fault in await api.page("/page/faults")] == ["reorder"]
