"""One limiter for everything that goes out: steps of 1/25 s, lanes, turns of chats, pauses (G11, G15). No second is real."""

import asyncio
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.sending.pace import EVERYWHERE, FREE, MESSAGE, SCREEN, Lane, Late, Pace, Rate
from tests.school import moscow
from tests.telegram import SetClock

STEP = 1 / 25
ROUNDING = 1e-6


class Trial:
    """A limiter in a time of its own, which goes on while somebody waits, and the record of who began when."""

    def __init__(self, **pace: Any) -> None:
        self.clock = SetClock(moscow("09:17"))
        self.pace = Pace(self.clock, **pace)
        self.clock.stands = lambda: any(self.pace.in_flight.values())
        self.begun: list[tuple[float, str]] = []
        self.late: list[str] = []

    async def call(self, chat: str, lane: Lane = Lane.NEWS, rate: Rate = MESSAGE, name: str = "") -> None:
        try:
            async with self.pace.turn(chat, lane, rate):
                self.begun.append((self.clock.time(), name or chat))
        except Late:
            self.late.append(name or chat)

    @property
    def order(self) -> list[str]:
        return [name for _, name in self.begun]

    @property
    def times(self) -> list[float]:
        return [round(at, 6) for at, _ in self.begun]


async def test_starts_are_spread_and_never_bunched() -> None:
    trial = Trial()
    await asyncio.gather(*(trial.call(f"chat {number}") for number in range(100)))
    assert trial.times == [pytest.approx(number * STEP) for number in range(100)]


async def test_an_answer_goes_next_while_two_thousand_pushes_wait() -> None:
    """G15, in steps and not in seconds: whatever waits, an answer begins with the very next turn."""
    trial = Trial()
    trial.clock.stands = lambda: True
    pushes = [asyncio.create_task(trial.call(f"push {number}", Lane.BROADCAST)) for number in range(2_000)]
    await asyncio.sleep(0)
    for number in range(20):
        before = len(trial.begun)
        answer = asyncio.create_task(trial.call(f"answer {number}", Lane.ANSWER))
        news = asyncio.create_task(trial.call(f"news {number}", Lane.NEWS))
        await asyncio.sleep(0)
        for _ in range(2):
            trial.clock.forward(timedelta(seconds=0.04))
            await asyncio.gather(*[task for task in (answer, news) if task.done()])
            await asyncio.sleep(0)
        await asyncio.gather(answer, news)
        assert trial.order[before:] == [f"answer {number}", f"news {number}"]
    for push in pushes:
        push.cancel()
    await asyncio.gather(*pushes, return_exceptions=True)


async def test_chats_take_turns_and_none_is_starved() -> None:
    trial = Trial(chat_seconds=0)
    busy = [trial.call("busy", name=f"busy {number}") for number in range(10)]
    await asyncio.gather(*busy, trial.call("quiet"), trial.call("rare"))
    assert trial.order[:5] == ["busy 0", "busy 1", "quiet", "rare", "busy 2"]


async def test_a_chat_gets_one_message_a_second_and_thirty_screens_at_once() -> None:
    trial = Trial(patience=100)
    await asyncio.gather(*(trial.call("one", name="message") for _ in range(3)))
    assert trial.times == [0.0, 1.0, 2.0]
    trial = Trial(patience=100)
    await asyncio.gather(*(trial.call("one", Lane.ANSWER, SCREEN) for _ in range(34)))
    assert trial.times[:31] == [pytest.approx(number * STEP) for number in range(31)]
    assert trial.times[31:] == [pytest.approx(at) for at in (2.0, 3.0, 4.0)]


async def test_what_puts_nothing_into_a_chat_is_not_paced_but_pauses_hold_it() -> None:
    trial = Trial()
    await asyncio.gather(*(trial.call("one", Lane.ANSWER, FREE) for _ in range(50)))
    assert set(trial.times) == {0.0}
    trial.pace.pause("one", 1.5)
    await trial.call("one", Lane.ANSWER, FREE)
    assert trial.times[-1] == 1.5
    trial.pace.pause("one", 10)
    await trial.call("one", Lane.ANSWER, FREE)
    assert trial.late == ["one"]


async def test_the_answer_to_a_tap_does_not_overtake_its_screen() -> None:
    """A spinner that stops says that the screen is there."""
    trial = Trial()
    await asyncio.gather(
        *(trial.call("others", Lane.ANSWER, SCREEN) for _ in range(3)),
        trial.call("one", Lane.ANSWER, SCREEN, name="screen"),
        trial.call("one", Lane.ANSWER, FREE, name="answer"),
        trial.call("two", Lane.ANSWER, FREE),
    )
    assert trial.order.index("answer") == trial.order.index("screen") + 1
    assert trial.times[trial.order.index("answer")] == trial.times[trial.order.index("screen")] > 0
    assert trial.times[trial.order.index("two")] == 0


async def test_a_429_pauses_its_chat_and_a_second_chat_within_a_second_the_bot() -> None:
    trial = Trial()
    assert trial.pace.flooded("one", 5) == "one"
    assert (trial.pace.paused("one"), trial.pace.paused("two")) == (5, 0)
    trial.clock.forward(timedelta(seconds=1.1))
    assert trial.pace.flooded("two", 3) == "two"
    assert trial.pace.paused("three") == 0
    trial.clock.forward(timedelta(seconds=0.9))
    assert trial.pace.flooded("three", 7) == EVERYWHERE
    assert trial.pace.paused("four") == 7


async def test_the_same_chat_twice_pauses_nobody_else() -> None:
    trial = Trial()
    trial.pace.flooded("one", 5)
    assert trial.pace.flooded("one", 5) == "one"
    assert trial.pace.paused("two") == 0


async def test_a_pause_sends_pushes_away_and_lets_a_patient_answer_wait() -> None:
    trial = Trial()
    trial.clock.stands = lambda: True
    trial.pace.pause("one", 0.1)
    answer = asyncio.create_task(trial.call("one", Lane.ANSWER, name="answer"))
    push = asyncio.create_task(trial.call("one", name="push"))
    await asyncio.gather(push)
    assert (trial.late, trial.begun) == (["push"], [])
    trial.clock.forward(timedelta(seconds=0.1))
    await answer
    assert trial.times == [0.1]


async def test_who_waits_for_a_turn_leaves_when_a_pause_begins() -> None:
    trial = Trial()
    trial.clock.stands = lambda: True
    await trial.call("one")
    waiting = [asyncio.create_task(trial.call(chat)) for chat in ("one", "two")]
    await asyncio.sleep(0)
    trial.pace.pause(EVERYWHERE, 30)
    await asyncio.gather(*waiting)
    assert trial.late == ["one", "two"]


async def test_a_chats_next_screen_waits_for_the_answer_to_the_one_before() -> None:
    """It may be told to wait, and then nothing more of this chat is in flight (G11)."""
    trial = Trial()
    trial.clock.stands = lambda: True
    begun, told = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with trial.pace.turn("one", Lane.NEWS, SCREEN):
            begun.set()
            await told.wait()
            trial.pace.flooded("one", 5)

    others = [asyncio.create_task(first())]
    await begun.wait()
    trial.clock.forward(timedelta(seconds=0.5))
    others += [asyncio.create_task(trial.call("one", Lane.ANSWER, SCREEN)), asyncio.create_task(trial.call("two"))]
    others += [asyncio.create_task(trial.call("one", Lane.ANSWER, FREE, name="tap"))]
    await asyncio.sleep(0)
    assert trial.order == ["two"]
    told.set()
    await others[0]
    trial.clock.forward(timedelta(seconds=2))
    await asyncio.gather(*others)
    assert (trial.order, trial.late) == (["two"], ["one", "tap"])


async def test_who_hangs_holds_up_the_chats_next_screen_for_a_second_only() -> None:
    trial = Trial()
    trial.clock.stands = lambda: True

    async def hanging() -> None:
        async with trial.pace.turn("one", Lane.NEWS, SCREEN):
            await asyncio.Event().wait()

    hangs = asyncio.create_task(hanging())
    await asyncio.sleep(0)
    answer = asyncio.create_task(trial.call("one", Lane.ANSWER, SCREEN))
    await asyncio.sleep(0)
    assert trial.begun == []
    trial.clock.forward(timedelta(seconds=1))
    await answer
    assert trial.times == [1.0]
    hangs.cancel()
    await asyncio.gather(hangs, return_exceptions=True)
    trial.clock.forward(timedelta(seconds=STEP))
    await trial.call("one", Lane.ANSWER, SCREEN)
    assert trial.times == [1.0, pytest.approx(1.0 + STEP)]


async def test_somebody_who_gives_up_leaves_the_turn_to_others() -> None:
    trial = Trial()
    first, second = (asyncio.create_task(trial.call("one", name=name)) for name in ("first", "second"))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    await trial.call("two")
    assert trial.order[-2:] == ["second", "two"]
    assert not any(trial.pace.in_flight.values())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    calls=st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from(Lane), st.sampled_from([MESSAGE, SCREEN])), max_size=60
    ),
    floods=st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1, 5)), max_size=4),
)
async def test_whatever_is_asked_for_the_messengers_limits_hold(
    calls: list[tuple[str, Lane, Rate]], floods: list[tuple[str, int]]
) -> None:
    trial = Trial()
    until: defaultdict[str, float] = defaultdict(float)
    tasks = [
        asyncio.create_task(trial.call(chat, lane, rate, name=f"{chat}:{rate.name}")) for chat, lane, rate in calls
    ]
    for chat, seconds in floods:
        await asyncio.sleep(0)
        scope = trial.pace.flooded(chat, seconds)
        for one in {chat} if scope == chat else set("abcde"):
            until[one] = max(until[one], trial.clock.time() + seconds)
    flooded_at = trial.clock.time()
    await asyncio.gather(*tasks)
    times = [at for at, _ in trial.begun]
    assert all(later - earlier >= STEP - ROUNDING for earlier, later in pairwise(times))
    by_chat: defaultdict[str, list[float]] = defaultdict(list)
    for at, name in trial.begun:
        if name.endswith(MESSAGE.name):
            by_chat[name[0]].append(at)
        assert at <= flooded_at or at >= until[name[0]] - ROUNDING
    for own in by_chat.values():
        assert all(later - earlier >= 1 - ROUNDING for earlier, later in pairwise(own))
