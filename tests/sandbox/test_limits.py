"""How much a bot may send, 429 with the time to wait, and the record of who did not wait."""

import asyncio
import sys
from typing import Any

import aiohttp
import pytest

from sandbox import Running, Sandbox, running
from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.groups import Groups
from tests.sandbox.pictures import png

TOO_MANY = "Too Many Requests: retry after {}"


@pytest.fixture
def sandbox(watch: Watch) -> Sandbox:
    return Sandbox(watch, limits=True)


async def starters(api: Api, sandbox: Sandbox, number: int) -> list[Person]:
    people = [sandbox.add_person(f"Родитель {at}") for at in range(number)]
    for person in people:
        await api.page("/page/say", {"user": person.id, "text": "/start"})
    return people


async def send(api: Api, person: Person) -> tuple[int, Any]:
    return await api.call("sendMessage", chat_id=person.id, text="т")


# the rules


async def test_one_a_second_in_a_chat(api: Api, mother: Person, watch: Watch) -> None:
    assert (await send(api, mother))[0] == 200

    status, body = await send(api, mother)
    assert (status, body["description"]) == (429, TOO_MANY.format(1))
    assert body["parameters"] == {"retry_after": 1}

    watch.move(seconds=0.999)
    assert (await send(api, mother))[0] == 429
    watch.move(seconds=0.001)
    assert (await send(api, mother))[0] == 200


async def test_thirty_a_second_for_a_bot(api: Api, sandbox: Sandbox, watch: Watch) -> None:
    people = await starters(api, sandbox, 32)

    for person in people[:15]:
        assert (await send(api, person))[0] == 200
    watch.move(seconds=0.5)
    for person in people[15:30]:
        assert (await send(api, person))[0] == 200
    assert (await send(api, people[30]))[0] == 429

    watch.move(seconds=0.5)
    assert (await send(api, people[30]))[0] == 200


async def test_a_bot_does_not_suffer_for_another(api: Api, mother: Person) -> None:
    other = Api(api.session, "43:another")
    await other.ok("getMe")
    await api.page("/page/say", {"user": mother.id, "text": "/start", "bot": "sandbox2_bot"})

    assert (await send(api, mother))[0] == 200
    assert (await send(other, mother))[0] == 200


async def test_twenty_a_minute_in_a_group(api: Api, groups: Groups, watch: Watch) -> None:
    chat = await groups.make(username="class8a")
    for _ in range(20):
        await api.ok("sendMessage", chat_id=chat, text="т")
        watch.move(seconds=1)

    watch.move(seconds=0.5)
    assert await api.refused("sendMessage", chat_id=chat, text="т") == (429, TOO_MANY.format(40))
    watch.move(seconds=39)
    assert await api.refused("sendMessage", chat_id="@class8a", text="т") == (429, TOO_MANY.format(1))
    watch.move(seconds=0.5)
    await api.ok(
        "sendMessage", chat_id="@class8a", text="т"
    )  # half a second before what it was told, as seconds are whole
    assert [call["impatient"] for call in await api.page("/page/impatient")] == [1, 0.5]


async def test_a_channel_has_no_minute(api: Api, groups: Groups, watch: Watch) -> None:
    chat = await groups.make("channel")
    for _ in range(25):
        await api.ok("sendMessage", chat_id=chat, text="т")
        watch.move(seconds=1)


async def test_a_private_chat_has_no_minute(api: Api, mother: Person, watch: Watch) -> None:
    for _ in range(25):
        assert (await send(api, mother))[0] == 200
        watch.move(seconds=1)


async def test_an_album_is_one_message_for_a_chat_and_several_for_the_bot(
    api: Api, sandbox: Sandbox, mother: Person, watch: Watch
) -> None:
    people = await starters(api, sandbox, 3)
    form = aiohttp.FormData({"chat_id": str(mother.id)})
    form.add_field("photo", png(10, 10), filename="a.png")
    async with api.session.post(f"/bot{api.token}/sendPhoto", data=form) as response:
        photo = (await response.json())["result"]["photo"][-1]["file_id"]
    watch.move(seconds=1)
    media = [{"type": "photo", "media": photo}] * 10

    statuses = [(await api.call("sendMediaGroup", chat_id=person.id, media=media))[0] for person in (*people, mother)]

    assert statuses == [200, 200, 200, 429]
    watch.move(seconds=1)
    sandbox.limits.change(chat_per_second=2)
    assert (await api.call("sendMediaGroup", chat_id=mother.id, media=media))[0] == 200
    assert (await send(api, mother))[0] == 200


async def test_all_ways_to_send_share_the_limit_and_the_rest_is_free(api: Api, mother: Person, watch: Watch) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т")
    here = {"chat_id": mother.id, "message_id": sent["message_id"]}

    for method in ("copyMessage", "forwardMessage"):
        assert (await api.refused(method, from_chat_id=mother.id, **here))[0] == 429
    assert (await api.refused("sendPhoto", chat_id=mother.id, photo="any"))[0] == 429
    for _ in range(3):
        await api.ok("sendChatAction", chat_id=mother.id, action="typing")
        await api.ok("getMe")
    await api.ok("editMessageText", text="другое", **here)
    await api.ok("deleteMessage", **here)


async def test_what_the_schema_refuses_spends_nothing(api: Api, mother: Person) -> None:
    assert (await api.refused("sendMessage", chat_id=mother.id))[0] == 400
    assert (await send(api, mother))[0] == 200


async def test_a_webhook_is_set_once_a_second(api: Api, watch: Watch) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/a")
    assert await api.refused("setWebhook", url="http://127.0.0.1:1/b") == (429, TOO_MANY.format(1))
    await api.ok("deleteWebhook")
    watch.move(seconds=1)
    await api.ok("setWebhook", url="http://127.0.0.1:1/b")


# the switch


async def test_they_are_off_unless_asked_for(watch: Watch) -> None:
    sandbox = Sandbox(watch)
    async with running(sandbox) as server, aiohttp.ClientSession(server.base) as session:
        api = Api(session)
        [person] = await starters(api, sandbox, 1)
        for _ in range(40):
            assert (await send(api, person))[0] == 200
        assert await api.page("/page/limits") == {
            "enforced": False,
            "bot_per_second": 30,
            "chat_per_second": 1,
            "group_per_minute": 20,
        }


@pytest.mark.parametrize("options", [(), ("--limits",)])
async def test_the_command_line_switches_them_on(options: tuple[str, ...]) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--listen", "127.0.0.1:0", *options, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    base = (await process.stdout.readline()).decode().removeprefix("Sandbox: ").strip()
    async with aiohttp.ClientSession(base) as session, session.get("/page/limits") as response:
        assert (await response.json())["enforced"] is bool(options)
    process.terminate()
    assert await process.wait() == 0


async def test_the_page_switches_them(api: Api, sandbox: Sandbox, mother: Person) -> None:
    assert (await api.page("/page/limits", {"enforced": False}))["enforced"] is False
    assert [(await send(api, mother))[0] for _ in range(3)] == [200] * 3

    limits = await api.page("/page/limits", {"enforced": True, "chat_per_second": 2})
    assert limits == {"enforced": True, "bot_per_second": 30, "chat_per_second": 2, "group_per_minute": 20}
    assert [(await send(api, mother))[0] for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("nonsense", [{"enforced": 1}, {"bot_per_second": 0}, {"chat_per_second": True}, {"burst": 3}])
async def test_nonsense_changes_nothing(api: Api, sandbox: Sandbox, nonsense: dict[str, Any]) -> None:
    before = sandbox.limits.record()
    async with api.session.post("/page/limits", json={"group_per_minute": 5, **nonsense}) as response:
        assert response.status == 400
    assert sandbox.limits.record() == before


# the record


async def test_who_does_not_wait_is_recorded(api: Api, mother: Person, sandbox: Sandbox, watch: Watch) -> None:
    assert (await send(api, mother))[0] == 200
    assert (await send(api, mother))[0] == 429
    assert await api.page("/page/impatient") == []

    watch.move(seconds=0.25)
    assert (await send(api, mother))[0] == 429
    watch.move(seconds=1)
    assert (await send(api, mother))[0] == 200

    [call] = await api.page("/page/impatient")
    assert (call["method"], call["status"], call["retry_after"], call["impatient"]) == ("sendMessage", 429, 1, 0.75)
    assert call["params"] == {"chat_id": mother.id, "text": "т"}
    assert await api.page(f"/page/impatient?since={call['number']}") == []
    assert [called["impatient"] for called in await api.page("/page/calls")] == [None, None, None, None, 0.75, None]


async def test_waiting_to_the_dot_is_patient(api: Api, mother: Person, watch: Watch) -> None:
    await send(api, mother)
    _, body = await send(api, mother)
    watch.move(seconds=body["parameters"]["retry_after"])

    assert (await send(api, mother))[0] == 200
    assert await api.page("/page/impatient") == []


async def test_only_the_chat_that_was_refused_has_to_wait(api: Api, sandbox: Sandbox, mother: Person) -> None:
    [father] = await starters(api, sandbox, 1)
    await send(api, mother)
    await send(api, mother)

    assert (await send(api, father))[0] == 200
    await api.ok("sendChatAction", chat_id=mother.id, action="typing")

    assert await api.page("/page/impatient") == []


async def test_a_bot_that_sent_too_much_altogether_has_to_wait_everywhere(
    api: Api, sandbox: Sandbox, mother: Person, watch: Watch
) -> None:
    sandbox.limits.change(bot_per_second=1)
    [father] = await starters(api, sandbox, 1)
    assert (await send(api, mother))[0] == 200
    assert (await send(api, father))[0] == 429
    watch.move(seconds=0.5)

    assert (await send(api, mother))[0] == 429

    assert [call["impatient"] for call in await api.page("/page/impatient")] == [0.5]


@pytest.mark.parametrize("enforced", [True, False])
async def test_a_scripted_429_counts_as_well(
    api: Api, sandbox: Sandbox, mother: Person, watch: Watch, enforced: bool
) -> None:
    sandbox.limits.change(enforced=enforced)
    sandbox.faults.plan("429", method="sendMessage", retry_after=30)
    [father] = await starters(api, sandbox, 1)
    assert (await send(api, mother))[0] == 429
    watch.move(seconds=29)

    assert (await send(api, father))[0] == 200
    assert (await send(api, mother))[0] == 200

    [call] = await api.page("/page/impatient")
    assert (call["params"]["chat_id"], call["status"], call["impatient"]) == (mother.id, 200, 1)


async def test_a_scripted_429_of_polling_holds_polling_only(api: Api, sandbox: Sandbox, mother: Person) -> None:
    sandbox.faults.plan("429", method="getUpdates", retry_after=3)
    assert (await api.refused("getUpdates"))[0] == 429
    await api.ok("sendMessage", chat_id=mother.id, text="т")
    assert await api.page("/page/impatient") == []

    await api.page("/page/say", {"user": mother.id, "text": "т"})
    await api.ok("getUpdates")

    assert [call["method"] for call in await api.page("/page/impatient")] == ["getUpdates"]


async def test_an_impatient_empty_poll_is_recorded_too(api: Api, sandbox: Sandbox, server: Running) -> None:
    sandbox.faults.plan("429", method="getUpdates")
    await api.refused("getUpdates")
    await api.ok("getUpdates")
    assert len(await api.page("/page/impatient")) == 1
