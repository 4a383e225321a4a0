"""Scripted faults strike the call they are meant for, and no other."""

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api


async def count(api: Api, person: Person) -> int:
    return len((await api.page(f"/page/chat/{person.id}"))["messages"])


async def test_a_fault_is_used_up(api: Api, mother: Person) -> None:
    planned = await api.page("/page/faults", {"kind": "429", "method": "sendMessage", "count": 2, "retry_after": 7})
    assert planned == [{"kind": "429", "method": "sendMessage", "user": None, "count": 2, "retry_after": 7}]

    for _ in range(2):
        status, body = await api.call("sendMessage", chat_id=mother.id, text="т")
        assert (status, body["parameters"]) == (429, {"retry_after": 7})

    await api.ok("sendMessage", chat_id=mother.id, text="т")
    assert await count(api, mother) == 2


async def test_a_fault_of_one_person_spares_the_others(api: Api, sandbox: Sandbox, mother: Person) -> None:
    father = sandbox.add_person("Иванов Иван")
    await api.page("/page/say", {"user": father.id, "text": "/start"})
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


@pytest.mark.parametrize(("kind", "arrived"), [("cut-before", 0), ("cut-after", 1)])
async def test_a_cut_connection(api: Api, sandbox: Sandbox, mother: Person, kind: str, arrived: int) -> None:
    await api.page("/page/faults", {"kind": kind, "method": "sendMessage"})
    before = await count(api, mother)

    with pytest.raises(aiohttp.ClientConnectionError):
        await api.call("sendMessage", chat_id=mother.id, text="т")

    assert await count(api, mother) == before + arrived
    assert sandbox.calls[-1].error is not None
    await api.ok("sendMessage", chat_id=mother.id, text="т")


async def test_the_list_can_be_cleared_and_nonsense_is_refused(api: Api, sandbox: Sandbox) -> None:
    sandbox.faults.plan("500")
    assert await api.page("/page/faults", []) == []
    await api.ok("getMe")

    async with api.session.post("/page/faults", json={"kind": "flood"}) as response:
        assert response.status == 400
