"""The way in: stored, then confirmed, then worked; nothing lost, nothing twice (G2, G3, G14, G17, G29)."""

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from bot.app import dispatcher
from bot.intake import Intake
from db.operations import InboxState, InboxUpdate
from tests.telegram import World


def typed(
    user: int, text: str, *, number: int, message_id: int | None = None, chat: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A raw update as Telegram writes it."""
    return {
        "update_id": number,
        "message": {
            "message_id": message_id or number,
            "date": 1_795_414_620,
            "chat": chat or {"id": user, "type": "private", "first_name": "Кто-то"},
            "from": {"id": user, "is_bot": False, "first_name": "Кто-то", "language_code": "ru"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else [],
        },
    }


async def states(world: World) -> dict[InboxState, int]:
    """How many updates are in which state."""
    async with world.db.read() as session:
        rows = await session.execute(select(InboxUpdate.state, func.count()).group_by(InboxUpdate.state))
        return {state: number for state, number in rows}  # noqa: C416 - a Row is no pair to `dict`


async def test_a_forged_button_is_answered(world: World) -> None:
    phone = await world.phone(world.school.mother)
    await phone.say("/menu")
    answer = await phone.forge("nonsense:1")
    assert answer is not None
    assert "устарела" in answer["text"]


async def test_a_stranger_gets_an_answer(world: World) -> None:
    phone = await world.stranger()
    await phone.say("что это?")
    assert phone.heard


async def test_the_same_update_again_is_answered_once(world: World) -> None:
    phone = await world.phone(world.school.mother)
    update = typed(phone.id, "/menu", number=7001)
    for _ in range(3):
        await world.intake.take([update])
        await world.idle()
    await world.intake.take([{**update, "update_id": 9_000_000}])
    await world.idle()
    await world.telegram.settled()
    assert len(phone.heard) == 1


async def test_what_was_stored_before_a_kill_is_worked_after_it(world: World) -> None:
    phone = await world.phone(world.school.mother)
    await world.intake.stop()
    await world.intake.take([typed(phone.id, "/menu", number=7002)])
    assert phone.heard == []
    fresh = Intake(world.bot, dispatcher(), world.db, world.clock)
    task = asyncio.create_task(fresh.work())
    async with asyncio.timeout(20):
        await phone.sees("Смирнова")
        while await states(world) != {InboxState.DONE: 1}:
            await asyncio.wait_for(fresh.idle(), 20)
    await fresh.stop()
    await task
    async with world.db.read() as session:
        assert await session.scalar(select(InboxUpdate.payload)) is None


async def test_an_update_that_cannot_be_read_is_set_aside_and_delays_nobody(world: World) -> None:
    phone = await world.phone(world.school.mother)
    broken = typed(4242, "что-то", number=7003)
    broken["message"]["date"] = "not a date"
    await world.intake.take([broken, typed(phone.id, "/menu", number=7004)])
    await world.idle()
    await world.telegram.settled()
    assert phone.heard
    assert (await states(world))[InboxState.QUARANTINED] == 1
    async with world.db.read() as session:
        kept = await session.scalar(select(InboxUpdate.payload).where(InboxUpdate.state == InboxState.QUARANTINED))
    assert kept == broken, "a coordinator may have it tried again"
    world.tolerated.add("chat not found")  # the apology to somebody who never wrote here


async def test_one_person_is_served_in_order(world: World) -> None:
    phone = await world.phone(world.school.mother)
    texts = [f"непонятно {number}" for number in range(10)]
    await world.intake.take([typed(phone.id, text, number=7100 + i) for i, text in enumerate(texts)])
    await world.idle()
    async with world.db.read() as session:
        done = list(await session.scalars(select(InboxUpdate.update_id).order_by(InboxUpdate.done_at, InboxUpdate.id)))
    assert done == sorted(done)
    assert await states(world) == {InboxState.DONE: 10}


async def test_a_group_gets_one_neutral_line_and_nothing_else(world: World) -> None:
    world.tolerated.add("chat not found")
    teacher = world.school.algebra
    assert teacher.telegram is not None
    group = {"id": -100500, "type": "supergroup", "title": "8Б родители"}
    await world.intake.take([typed(teacher.telegram, "/menu", number=7200, chat=group)])
    await world.intake.take([typed(teacher.telegram, "Иванов 5", number=7201, chat=group)])
    await world.idle()
    await world.telegram.settled()
    sent = [call["params"]["text"] for call in world.telegram.calls if call["method"] == "sendMessage"]
    assert sent
    assert set(sent) == {"Я работаю только в личных сообщениях. Напишите мне лично."}


async def test_a_screen_that_could_not_be_sent_is_drawn_later(world: World) -> None:
    phone = await world.phone(world.school.mother)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="sendMessage", user=phone.id, count=2)
    await phone.say("/menu")
    assert await states(world) == {InboxState.DONE: 1}
    for seconds in (1, 2):
        assert phone.heard == []
        await world.deliver(after=timedelta(seconds=seconds))
    assert len(phone.heard) == 1
