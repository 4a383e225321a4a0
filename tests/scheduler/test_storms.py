"""Floods, outages and bad recipients, in a time that goes on by itself (T6; G8, G11–G15, G47)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from db.operations import Notice, NoticeState
from journal import notices
from scheduler.sending.breaker import TRIAL_SECONDS
from scheduler.sending.outgoing import REFUSED_SECONDS
from tests.scheduler.crowd import SECOND, gather, limits
from tests.telegram import World

MANY = 40
ALERT = "the messenger refuses our token: nothing is sent until there is another"


def too_many(world: World) -> list[str]:
    """Calls that were refused because there were too many of them."""
    return [call["error"] for call in world.telegram.refused if "Too Many" in (call["error"] or "")]


async def test_a_busy_hour_is_refused_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pushes to everybody, some three times, and people who tap meanwhile: no 429 at all, and about 25 a second."""
    crowd = await gather(world, MANY, monkeypatch)
    mother = await world.phone(world.school.mother)
    await limits(world)
    for key in ("первое", "второе", "третье"):
        await crowd.promise(key)
    start = world.clock.time()
    delivery = asyncio.create_task(world.delivery.deliver_due())
    for _ in range(3):
        await mother.say("/menu")
        await mother.press("🗓 Расписание")
    await delivery
    await world.telegram.settled()
    assert (too_many(world), world.telegram.impatient) == ([], [])
    assert len(crowd.arrived) == 3 * MANY
    assert world.clock.time() - start <= 3 * MANY / 25 + 15


async def test_a_storm_of_429_loses_nothing_and_nobody_is_impatient(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = await gather(world, MANY, monkeypatch)
    await limits(world)
    world.tolerated.add("Too Many Requests")
    await world.telegram.fault("429", method="sendMessage", count=25, probability=0.4, seed=7, retry_after=4)
    await crowd.promise("новость")
    for _ in range(120):
        await world.deliver(after=SECOND)
        if await crowd.states() == {NoticeState.SENT: MANY}:
            break
    assert len(too_many(world)) >= 10
    assert world.telegram.impatient == []
    assert set(crowd.copies("новость").values()) == {1}
    assert len(crowd.copies("новость")) == MANY
    assert await crowd.tries() == {0}


async def test_a_pause_outlives_the_process(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = await gather(world, 5, monkeypatch)
    world.tolerated.add("Too Many Requests")
    for number in (0, 1):
        await world.telegram.fault("429", method="sendMessage", user=crowd.chat(number), retry_after=30)
    await crowd.promise("новость", only=[0, 1])
    await world.deliver()
    await crowd.promise("новость", only=[2, 3, 4])
    world.restarted()
    await world.door.lead()
    await world.deliver(after=29 * SECOND)
    assert crowd.arrived == []
    await world.deliver(after=2 * SECOND)
    assert len(crowd.arrived) == 5
    assert world.telegram.impatient == []


async def test_a_chat_that_is_flooded_pauses_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = await gather(world, 5, monkeypatch)
    world.tolerated.add("Too Many Requests")
    await world.telegram.fault("429", method="sendMessage", user=crowd.chat(0), retry_after=30)
    await crowd.promise("новость")
    await world.deliver()
    assert len(crowd.arrived) == 4
    await crowd.promise("ещё")
    await world.deliver(after=10 * SECOND)
    assert world.telegram.impatient == []
    world.restarted()
    await world.door.lead()
    await world.deliver(after=19 * SECOND)
    assert {number for number, _ in crowd.arrived} == {1, 2, 3, 4}
    await world.deliver(after=2 * SECOND)
    assert [words for number, words in crowd.arrived if number == 0] == ["новость", "ещё"]
    assert world.telegram.impatient == []


@pytest.mark.parametrize(
    ("kind", "method"),
    [("500", None), ("502", None), ("429", None), ("cut-before", None), ("500", "sendMessage")],
)
async def test_ten_bad_minutes_lose_nothing_and_drain_soon(
    world: World, monkeypatch: pytest.MonkeyPatch, kind: str, method: str | None
) -> None:
    crowd = await gather(world, MANY, monkeypatch)
    world.tolerated |= {"Too Many Requests", "Internal Server Error", "Bad Gateway", "cut off"}
    world.paced()
    await world.telegram.fault(kind, method=method, count=None, **({"retry_after": 20} if kind == "429" else {}))
    await crowd.promise("до")
    for minute in range(10):
        if minute == 5:
            await crowd.promise("во время")
        for _ in range(12):
            await world.deliver(after=5 * SECOND)
    assert crowd.arrived == []
    tried = len(crowd.tried)
    await world.telegram.post("/page/faults", [])
    start = world.clock.time()
    while await crowd.states() != {NoticeState.SENT: 2 * MANY} and world.clock.time() - start < 300:
        await world.deliver(after=SECOND)
    assert world.clock.time() - start <= 2 * MANY / 25 + 60
    for key in ("до", "во время"):
        assert crowd.copies(key) == dict.fromkeys(range(MANY), 1)
    assert world.telegram.impatient == []
    if kind != "429":  # an outage is found out by a few, and then one trial every 15 s uses up nobody's tries
        assert tried <= 5 + 600 / TRIAL_SECONDS


async def test_a_recipient_who_blocked_us_is_left_alone_in_mid_batch(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = await gather(world, 12, monkeypatch)
    world.tolerated.add("blocked")
    for number in (3, 7):
        await world.telegram.fault("403", method="sendMessage", user=crowd.chat(number), count=None)
    for key in ("первое", "второе"):
        await crowd.promise(key)
        await world.deliver(after=SECOND)
    assert set(crowd.copies("первое")) == set(crowd.copies("второе")) == set(range(12)) - {3, 7}
    assert len([call for call in crowd.tried if int(call["params"]["chat_id"]) == crowd.chat(3)]) == 1
    assert await crowd.states() == {NoticeState.SENT: 20, NoticeState.PENDING: 4}


async def test_one_who_hangs_delays_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """G14: everybody else is served at the usual pace, and what they get next too, while one connection hangs."""
    crowd = await gather(world, 40, monkeypatch)
    world.tolerated |= {"hung", "the caller left"}
    await world.telegram.fault("hang", method="sendMessage", user=crowd.chat(0))
    delivery = asyncio.create_task(world.delivery.run())
    for key in ("первое", "второе", "третье"):
        await crowd.promise(key)
        await world.telegram.until(lambda key=key: len(crowd.copies(key)) == 39, f"{key} for everybody else")  # type: ignore[misc] # a lambda of this very round
    assert all(number != 0 for number, _ in crowd.arrived)
    await world.telegram.post("/page/faults", [])
    world.delivery.stop()
    await delivery


async def test_news_overtake_an_announcement_and_answers_both(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = await gather(world, 300, monkeypatch)
    mother = await world.phone(world.school.mother)
    world.paced()
    await crowd.promise("объявление", lane=notices.EVERYBODY)
    delivery = asyncio.create_task(world.delivery.run())
    await world.telegram.until(lambda: len(crowd.arrived) >= 30, "the announcement to begin")
    before = len(crowd.arrived)
    await crowd.promise("оценка", only=[299])
    await mother.say("/menu")
    between = len(crowd.arrived) - before
    await world.telegram.until(lambda: (299, "оценка") in crowd.arrived, "the news")
    overtaken = crowd.arrived.index((299, "оценка")) - before
    world.delivery.stop()
    await delivery
    assert len(crowd.arrived) < 300
    assert overtaken <= 100  # those being served already, and what went out while this test looked
    assert between <= 100


async def test_three_copies_and_never_a_fourth(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies after each send: whoever comes next cannot know, but after three there is an end."""
    crowd = await gather(world, 1, monkeypatch)
    await crowd.promise("новость")
    for _ in range(6):
        world.delivery.settling.flush = dying  # type: ignore[method-assign] # the process ends before it settles
        await world.deliver(after=timedelta(minutes=6))
        world.restarted()
    assert crowd.copies("новость") == {0: 3}
    await world.deliver(after=timedelta(minutes=6))
    assert await crowd.states() == {NoticeState.DEAD: 1}


async def dying() -> None:
    """Nothing is settled any more."""


async def test_a_refused_token_is_one_alert_and_uses_up_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = await gather(world, 10, monkeypatch)
    world.tolerated.add("Unauthorized")
    await world.telegram.fault("401", count=None)
    await crowd.promise("новость")
    with capture_logs() as said:
        for _ in range(20):
            await world.deliver(after=timedelta(minutes=1))
    assert [entry["event"] for entry in said if entry["log_level"] == "error"] == [ALERT]
    assert await crowd.states() == {NoticeState.PENDING: 10}
    assert await crowd.tries() == {0}
    assert len(crowd.tried) <= 10
    assert len(world.telegram.refused) <= len(crowd.tried) + 20 * 60 / REFUSED_SECONDS + 1
    await world.telegram.post("/page/faults", [])
    await world.deliver(after=timedelta(minutes=6))
    assert crowd.copies("новость") == dict.fromkeys(range(10), 1)


async def test_with_a_new_token_what_waited_goes_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = await gather(world, 3, monkeypatch)
    world.tolerated.add("Unauthorized")
    await world.telegram.fault("401", count=1)
    await crowd.promise("новость")
    await world.deliver()
    assert world.door.refused_since is not None
    world.restarted()
    await world.door.lead()
    await world.deliver(after=SECOND)
    assert len(crowd.arrived) == 3
    async with world.db.read() as session:
        assert set(await session.scalars(select(Notice.attempts))) <= {0}
