"""getUpdates as Telegram has it: offsets, limits, lives, kinds."""

import asyncio
from typing import Any

from sandbox import Sandbox
from sandbox.state import Person
from sandbox.updates import UpdateQueue
from tests.sandbox.conftest import Api, Watch


async def say(api: Api, person: Person, *texts: str) -> None:
    for text in texts:
        await api.page("/page/say", {"user": person.id, "text": text})


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_an_offset_confirms_them(api: Api, mother: Person) -> None:
    await say(api, mother, "раз", "два", "три")

    first = await api.ok("getUpdates")
    assert texts(first) == ["раз", "два", "три"]
    assert texts(await api.ok("getUpdates")) == ["раз", "два", "три"]
    assert texts(await api.ok("getUpdates", offset=first[1]["update_id"])) == ["два", "три"]
    assert texts(await api.ok("getUpdates")) == ["два", "три"]
    assert await api.ok("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_ids_follow_one_another(api: Api, mother: Person) -> None:
    await say(api, mother, "раз", "два")

    first, second = await api.ok("getUpdates")

    assert second["update_id"] == first["update_id"] + 1


async def test_after_a_quiet_week_ids_start_anywhere(api: Api, mother: Person, watch: Watch) -> None:
    await say(api, mother, "раз")
    [before] = await api.ok("getUpdates")
    await api.ok("getUpdates", offset=before["update_id"] + 1)
    watch.move(days=8)

    await say(api, mother, "два")
    [after] = await api.ok("getUpdates")

    assert abs(after["update_id"] - before["update_id"]) > 1


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(api: Api, mother: Person) -> None:
    await say(api, mother, "раз", "два", "три")

    assert texts(await api.ok("getUpdates", offset=-2)) == ["два", "три"]
    assert texts(await api.ok("getUpdates")) == ["два", "три"]


async def test_an_offset_far_ahead_confirms_nothing(api: Api, mother: Person) -> None:
    await say(api, mother, "раз")
    [update] = await api.ok("getUpdates")

    assert texts(await api.ok("getUpdates", offset=update["update_id"] + 100)) == ["раз"]


async def test_limit_is_clamped(api: Api, mother: Person) -> None:
    await say(api, mother, "раз", "два")

    assert len(await api.ok("getUpdates", limit=1)) == 1
    assert len(await api.ok("getUpdates", limit=-5)) == 1
    assert len(await api.ok("getUpdates", limit=1000)) == 2


async def test_a_long_poll_ends_with_the_first_update(api: Api, mother: Person, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api.ok("getUpdates", timeout=30))
    while not sandbox.bot().updates.polled:
        await asyncio.sleep(0)

    await say(api, mother, "раз")

    assert texts(await poll) == ["раз"]


async def test_updates_live_a_day_and_taps_150_seconds(api: Api, mother: Person, watch: Watch) -> None:
    keyboard = {"inline_keyboard": [[{"text": "т", "callback_data": "d"}]]}
    message = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=keyboard)
    await say(api, mother, "раз")
    tap = {"user": mother.id, "message_id": message["message_id"], "data": "d"}
    await api.page("/page/press", tap)

    assert len(await api.ok("getUpdates")) == 2
    watch.move(seconds=150)
    assert texts(await api.ok("getUpdates")) == ["раз"]
    watch.move(days=1)
    assert await api.ok("getUpdates") == []


async def test_allowed_updates_last_until_they_are_changed(api: Api, mother: Person) -> None:
    await api.ok("getUpdates", allowed_updates=["callback_query"])
    await say(api, mother, "не услышат")
    assert await api.ok("getUpdates") == []

    await api.ok("getUpdates", allowed_updates=[])
    await say(api, mother, "услышат")
    assert texts(await api.ok("getUpdates")) == ["услышат"]


async def test_each_token_is_a_bot_of_its_own(api: Api, sandbox: Sandbox, mother: Person) -> None:
    other = Api(api.session, "43:another")

    me, another = await api.ok("getMe"), await other.ok("getMe")
    assert (me["id"], another["id"]) == (42, 43)
    assert me["username"] != another["username"]

    await api.page("/page/say", {"user": mother.id, "text": "тебе", "bot": another["username"]})
    assert await api.ok("getUpdates") == []
    assert texts(await other.ok("getUpdates")) == ["тебе"]


async def test_a_poller_that_leaves_takes_nothing_along(api: Api, mother: Person, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api.ok("getUpdates", timeout=30))
    while not sandbox.bot().updates.polled:
        await asyncio.sleep(0)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)

    await say(api, mother, "раз")

    assert texts(await api.ok("getUpdates", timeout=5)) == ["раз"]


async def test_settling_does_not_wait_for_what_comes_later(watch: Watch) -> None:
    queue = UpdateQueue(watch, seed=1)
    queue.put("message", {})
    [update] = await queue.get(0, 1, 0)
    settling = asyncio.ensure_future(queue.settled())
    await asyncio.sleep(0)
    queue.put("message", {})

    await queue.get(update["update_id"] + 1, 1, 0)

    await settling
    assert len(queue) == 1


async def test_dead_updates_settle(watch: Watch) -> None:
    queue = UpdateQueue(watch, seed=1)
    queue.put("message", {})
    watch.move(days=1)

    await queue.settled()
