"""getUpdates as Telegram has it: offsets, limits, lives, kinds."""

import asyncio
from typing import Any, ClassVar

import pytest

from sandbox import Sandbox
from sandbox.state import Person
from sandbox.updates import ORDINARY, UpdateQueue
from tests.sandbox.conftest import Api, Watch
from tests.sandbox.groups import Groups


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


@pytest.mark.parametrize("confirmed", [True, False])
async def test_after_a_quiet_week_ids_start_anywhere(api: Api, mother: Person, watch: Watch, confirmed: bool) -> None:
    await say(api, mother, "раз")
    [before] = await api.ok("getUpdates")
    if confirmed:
        await api.ok("getUpdates", offset=before["update_id"] + 1)
    watch.move(days=7, seconds=1)

    await say(api, mother, "два")
    [after] = await api.ok("getUpdates")

    assert abs(after["update_id"] - before["update_id"]) > 1


async def test_a_week_that_is_not_over_changes_nothing(api: Api, mother: Person, watch: Watch) -> None:
    await say(api, mother, "раз")
    [before] = await api.ok("getUpdates")
    watch.move(days=7)

    await say(api, mother, "два")

    assert [update["update_id"] for update in await api.ok("getUpdates")] == [before["update_id"] + 1]


@pytest.mark.parametrize("seed", range(8))
async def test_the_offset_of_last_week_hides_nothing(watch: Watch, seed: int) -> None:
    queue = UpdateQueue(watch, seed)
    queue.put("message", {})
    [before] = await queue.get(0, 1, 0)
    assert await queue.get(before["update_id"] + 1, 1, 0) == []
    watch.move(days=8)

    queue.put("message", {})

    assert len(await queue.get(before["update_id"] + 1, 1, 0)) == 1


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(api: Api, mother: Person) -> None:
    await say(api, mother, "раз", "два", "три")

    assert texts(await api.ok("getUpdates", offset=-5)) == ["раз", "два", "три"]
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
    assert len(await api.ok("getUpdates", limit=0)) == 1

    await say(api, mother, *map(str, range(100)))
    assert len(await api.ok("getUpdates", limit=1000)) == 100
    assert len(await api.ok("getUpdates")) == 100


class Noting(UpdateQueue):
    """Notes how long a poll would wait, and does not."""

    waits: ClassVar[list[float]] = []

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        self.waits.append(timeout)
        return await super().get(offset, limit, 0)


async def test_the_time_to_wait_is_clamped(api: Api, sandbox: Sandbox, watch: Watch) -> None:
    await api.ok("getMe")
    sandbox.bot().updates = Noting(watch, seed=1)
    for timeout in (-1, 0, 20, 50, 1000):
        assert await api.ok("getUpdates", timeout=timeout) == []
    assert Noting.waits == [0, 0, 20, 50, 50]


async def test_a_poll_that_waits_in_vain_ends_empty(watch: Watch) -> None:
    assert await UpdateQueue(watch, seed=1).get(0, 100, 0.01) == []


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


CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def waiting(api: Api, sandbox: Sandbox) -> "asyncio.Task[tuple[int, Any]]":
    """A poll that waits."""
    poll = asyncio.create_task(api.call("getUpdates", timeout=30))
    while not sandbox.bot().updates.polled:
        await asyncio.sleep(0)
    return poll


async def test_a_second_poller_ends_the_first(api: Api, mother: Person, sandbox: Sandbox) -> None:
    first = await waiting(api, sandbox)
    second = asyncio.create_task(api.ok("getUpdates", timeout=30))

    status, body = await first
    assert (status, body["description"]) == (409, CONFLICT)
    await say(api, mother, "раз")
    assert texts(await second) == ["раз"]


async def test_a_look_that_does_not_wait_ends_nobody(api: Api, mother: Person, sandbox: Sandbox) -> None:
    first = await waiting(api, sandbox)

    assert await api.ok("getUpdates", timeout=0) == []
    await say(api, mother, "раз")

    assert texts((await first)[1]["result"]) == ["раз"]


async def test_a_webhook_ends_the_poll_and_keeps_the_next_out(api: Api, sandbox: Sandbox) -> None:
    first = await waiting(api, sandbox)
    await api.ok("setWebhook", url="http://127.0.0.1:1/hook")

    assert (await first)[1]["description"] == "Conflict: terminated by setWebhook request"
    assert await api.refused("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [
        ("message", 86_400),
        ("edited_message", 86_400),
        ("my_chat_member", 86_400),
        ("inline_query", 30),
        ("chosen_inline_result", 600),
        ("callback_query", 150),
        ("shipping_query", 150),
        ("pre_checkout_query", 150),
    ],
)
async def test_each_kind_has_its_life(watch: Watch, kind: str, seconds: int) -> None:
    queue = UpdateQueue(watch, seed=1)
    queue.put(kind, {})
    watch.move(seconds=seconds - 1)
    assert len(queue) == 1
    watch.move(seconds=1)
    assert len(queue) == 0


async def test_members_and_reactions_come_only_when_they_are_asked_for(watch: Watch) -> None:
    for kind in ("chat_member", "message_reaction", "message_reaction_count"):
        queue = UpdateQueue(watch, seed=1)
        queue.put(kind, {})
        assert len(queue) == 0
        queue.allow([kind])
        queue.put(kind, {})
        assert len(queue) == 1


async def test_in_a_group_too(api: Api, groups: Groups) -> None:
    chat = await groups.make()
    await groups.lead(chat)
    await api.ok("getUpdates", allowed_updates=[])
    pupil = await groups.api.page("/page/people", {"name": "Петров Пётр"})
    await groups.member(chat, "member", user=pupil["id"])
    assert all("chat_member" not in update for update in await api.ok("getUpdates"))

    await api.ok("getUpdates", allowed_updates=["chat_member"])
    await groups.member(chat, "left", user=pupil["id"])
    assert ["chat_member" in update for update in await api.ok("getUpdates", offset=-1)] == [True]


async def test_kinds_that_are_none_ask_for_everything_ordinary(watch: Watch) -> None:
    queue = UpdateQueue(watch, seed=1)
    queue.allow(["owls"])
    assert queue.allowed == ORDINARY
    queue.allow(["owls", "Message"])
    assert queue.allowed == {"message"}


async def test_what_was_made_before_stays_whatever_is_allowed_now(api: Api, mother: Person) -> None:
    await say(api, mother, "раз")
    assert texts(await api.ok("getUpdates", allowed_updates=["callback_query"])) == ["раз"]


async def test_allowed_updates_outlive_a_webhook(api: Api, mother: Person) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/hook", allowed_updates=["callback_query"])
    await api.ok("deleteWebhook")
    await say(api, mother, "не услышат")
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


async def test_settling_waits_for_every_update_not_only_the_newest(watch: Watch) -> None:
    queue = UpdateQueue(watch, seed=1)
    for chat in (7, 8):
        queue.put("message", {"chat": {"id": chat}})
    first, second = await queue.first(), await queue.first({7})
    settling = asyncio.ensure_future(queue.settled())

    queue.drop(second)
    await asyncio.sleep(0)
    assert not settling.done()
    queue.drop(first)

    await settling
