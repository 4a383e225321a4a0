"""Answers that cannot be drawn: promised, drawn later in order, once, and only to whom they are still allowed (G11, G26)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import pytest
from aiogram.exceptions import TelegramRetryAfter
from sqlalchemy import func, select, update

from db.engine import Database
from db.operations import InboxState, InboxUpdate
from db.people import Grant
from db.sending import PromisedScreen, SendPause
from sandbox.phone import Phone
from scheduler.sending.calls import Held, serving, speaking
from scheduler.sending.pace import Lane
from tests.bot.test_database_away import read_only
from tests.scheduler.crowd import SECOND
from tests.telegram import World

MINUTE = timedelta(minutes=1)


async def promised(world: World) -> int:
    async with world.db.read() as session:
        return await session.scalar(select(func.count()).select_from(PromisedScreen)) or 0


async def waiting(world: World) -> int:
    """Updates that are not done."""
    async with world.db.read() as session:
        undone = select(func.count()).select_from(InboxUpdate).where(InboxUpdate.state != InboxState.DONE)
        return await session.scalar(undone) or 0


async def answering(phone: Phone, work: Callable[[], Awaitable[object]]) -> None:
    """Work as a handler of this person's update would."""

    async def worked() -> None:
        serving(str(phone.id))
        await work()

    await asyncio.create_task(worked())


@pytest.mark.parametrize("kind", ["429", "500", "502", "cut-before"])
async def test_a_tap_is_done_though_its_screen_cannot_be_drawn(world: World, kind: str) -> None:
    phone = await world.phone(world.school.mother)
    await phone.say("/menu")
    world.tolerated |= {"Too Many Requests", "Internal Server Error", "Bad Gateway", "cut off"}
    await world.telegram.fault(kind, method="editMessageText", user=phone.id, retry_after=5)
    before = phone.screen.text
    await phone.press("🗓 Расписание")
    assert (phone.screen.text, await waiting(world), await promised(world)) == (before, 0, 1)
    await world.deliver(after=6 * SECOND)
    assert phone.screen.text != before
    assert await promised(world) == 0
    assert world.telegram.impatient == []
    assert len(phone.heard) == 1


async def test_while_a_chat_is_paused_its_screens_are_promised_and_the_newest_of_a_message_wins(world: World) -> None:
    phone, other = await world.phone(world.school.mother), await world.phone(world.school.father)
    await phone.say("/menu")
    world.tolerated.add("Too Many Requests")
    await world.telegram.fault("429", method="editMessageText", user=phone.id, retry_after=30)
    await phone.press("🗓 Расписание")
    for text in ("раньше", "позже"):
        redraw = partial(world.bot.edit_message_text, text, chat_id=phone.id, message_id=phone.screen.id)
        await answering(phone, redraw)
    await other.say("/menu")
    assert len(other.heard) == 1
    assert await promised(world) == 1
    await world.deliver(after=29 * SECOND)
    assert phone.screen.text not in ("раньше", "позже")
    await world.deliver(after=2 * SECOND)
    assert phone.screen.text == "позже"
    assert world.telegram.impatient == []


async def test_a_later_screen_takes_away_what_was_promised_for_its_message(world: World) -> None:
    phone = await world.phone(world.school.mother)
    await phone.say("/menu")
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="editMessageText", user=phone.id)
    await phone.press("🗓 Расписание")
    assert await promised(world) == 1
    await phone.press("🙋 Посещаемость")
    shown = phone.screen.text
    assert await promised(world) == 0
    await world.deliver(after=MINUTE)
    assert phone.screen.text == shown


async def test_pages_stay_in_order(world: World) -> None:
    phone = await world.phone(world.school.mother)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="sendMessage", user=phone.id)

    async def pages() -> None:
        for number in range(3):
            await world.bot.send_message(phone.id, f"страница {number}")

    await answering(phone, pages)
    await world.deliver(after=0.5 * SECOND)  # the first is not due yet, and the others wait for it
    assert phone.heard == []
    await world.telegram.fault("500", method="sendMessage", user=phone.id)
    await world.deliver(after=2 * SECOND)
    assert phone.heard == []
    await world.deliver(after=5 * SECOND)
    assert [message.text for message in phone.heard] == ["страница 0", "страница 1", "страница 2"]


async def test_a_message_that_may_have_arrived_is_sent_once_more_only(world: World) -> None:
    phone = await world.phone(world.school.mother)
    world.tolerated.add("cut off")
    await world.telegram.fault("cut-after", method="sendMessage", user=phone.id, count=9)
    await phone.say("/menu")
    assert len(phone.heard) == 1
    await world.deliver(after=59 * SECOND)
    assert len(phone.heard) == 1
    for _ in range(5):
        await world.deliver(after=2 * MINUTE)
    assert len(phone.heard) == 2
    assert await promised(world) == 0


async def test_a_sender_that_died_while_it_drew_may_have_sent(world: World) -> None:
    """So the next try is the last, also where its own answer is lost."""
    phone = await world.phone(world.school.mother)
    world.tolerated |= {"Internal Server Error", "cut off"}
    await world.telegram.fault("500", method="sendMessage", user=phone.id)
    await phone.say("/menu")
    for _ in range(2):
        world.clock.forward(2 * MINUTE)
        await world.delivery.redraw.claim([], 200)  # and then nothing more is heard of it
        world.restarted()
        await world.door.lead()
    await world.telegram.fault("cut-after", method="sendMessage", user=phone.id, count=9)
    for _ in range(4):
        await world.deliver(after=2 * MINUTE)
    assert len(phone.heard) == 1
    assert await promised(world) == 0


async def test_who_lost_a_right_meanwhile_is_not_shown_the_screen(world: World) -> None:
    phone = await world.phone(world.school.mother)
    await phone.say("/menu")
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="editMessageText", user=phone.id)
    await phone.press("🗓 Расписание")
    async with world.db.write() as session:
        await session.execute(
            update(Grant).where(Grant.person_id == world.school.mother.person_id).values(ended_at=world.clock.now())
        )
    await world.deliver(after=MINUTE)
    assert "доступ изменился" in phone.screen.text
    assert phone.screen.labels == []
    assert await promised(world) == 0


async def test_a_screen_of_yesterday_is_forgotten(world: World) -> None:
    phone = await world.phone(world.school.mother)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="sendMessage", user=phone.id)
    await phone.say("/menu")
    await world.deliver(after=timedelta(hours=24, seconds=1))
    assert phone.heard == []
    assert await promised(world) == 0


async def test_a_message_not_drawn_yet_can_be_redrawn_and_then_goes_by_its_real_number(world: World) -> None:
    """Progress: the handler holds a message that does not exist yet."""
    phone = await world.phone(world.school.mother)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="sendMessage", user=phone.id)
    shown = await world.bot.send_message(phone.id, "готовлю… 0 %")
    assert shown.message_id < 0
    await world.bot.edit_message_text("готовлю… 40 %", chat_id=phone.id, message_id=shown.message_id)
    await world.deliver(after=2 * SECOND)
    assert phone.screen.text == "готовлю… 40 %"
    await world.bot.edit_message_text("готово", chat_id=phone.id, message_id=shown.message_id)
    await world.telegram.settled()
    assert [message.text for message in phone.heard] == ["готово"]


async def test_who_blocked_us_gets_no_promised_screen(world: World) -> None:
    phone = await world.phone(world.school.mother)
    world.tolerated |= {"Internal Server Error", "blocked"}
    await world.telegram.fault("500", method="sendMessage", user=phone.id)
    await phone.say("/menu")
    await phone.block()
    await world.deliver(after=MINUTE)
    assert await promised(world) == 0


async def test_a_tap_is_not_answered_late(world: World) -> None:
    """The spinner ends by itself; an alert minutes later would be about nothing."""
    phone = await world.phone(world.school.mother)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="answerCallbackQuery")
    world.telegram.strict = False
    await world.bot.answer_callback_query("1", "поздно")
    assert await promised(world) == 0
    assert phone.heard == []


async def test_a_push_is_refused_while_its_chat_is_paused_and_never_promised(world: World) -> None:
    phone = await world.phone(world.school.mother)
    world.door.pace.pause(str(phone.id), 10)
    with speaking(Lane.NEWS), pytest.raises(Exception, match="held back"):
        await world.bot.send_message(phone.id, "новость")
    assert await promised(world) == 0
    assert [call for call in world.telegram.calls if call["method"] == "sendMessage"] == []


async def test_what_goes_to_a_chat_at_once_is_not_impatient(world: World) -> None:
    """A redraw of a living message and an answer: the first is told to wait, so the second is not begun."""
    phone = await world.phone(world.school.mother)
    await phone.say("/menu")
    world.tolerated.add("Too Many Requests")
    await world.telegram.fault("429", method="editMessageText", user=phone.id, retry_after=30)
    with speaking(Lane.NEWS):
        edits = [
            world.bot.edit_message_text(text, chat_id=phone.id, message_id=phone.screen.id) for text in ("раз", "два")
        ]
        refused = await asyncio.gather(*edits, return_exceptions=True)
    assert [type(error) for error in refused] == [TelegramRetryAfter, Held]
    assert len([call for call in world.telegram.calls if call["method"] == "editMessageText"]) == 1


@pytest.mark.parametrize("populated", ["sqlite"], indirect=True)
async def test_a_pause_that_the_database_did_not_take_is_written_once_it_does(world: World, db: Database) -> None:
    phone = await world.phone(world.school.mother)
    world.tolerated.add("Too Many Requests")
    await world.telegram.fault("429", method="sendMessage", user=phone.id, retry_after=30)
    mend = await read_only(db)
    with speaking(Lane.NEWS), pytest.raises(TelegramRetryAfter):
        await world.bot.send_message(phone.id, "новость")
    await mend()
    await world.deliver()
    world.restarted()
    await world.door.lead()
    assert world.door.pace.paused(str(phone.id)) == 30


async def test_without_trouble_the_door_asks_the_database_nothing(world: World) -> None:
    phone = await world.phone(world.school.mother)
    with world.statements() as asked:
        for _ in range(3):
            await world.bot.send_message(phone.id, "экран")
    assert asked == []


async def test_pauses_end_by_themselves(world: World) -> None:
    phone = await world.phone(world.school.mother)
    world.tolerated.add("Too Many Requests")
    await world.telegram.fault("429", method="sendMessage", user=phone.id, retry_after=3)
    await phone.say("/menu")
    world.clock.forward(10 * SECOND)
    await world.door.lead()
    async with world.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(SendPause)) == 0
