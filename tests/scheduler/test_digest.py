"""After a pause one message instead of a flood, and what it said counts as told (G13)."""

from datetime import timedelta

import pytest

from db.absences import AttendanceCode
from db.engine import Session
from db.operations import NoticeKind
from journal import notices
from journal.operations.queue import Claimed
from keyboards.data import button
from keyboards.people.access import CloseAccess
from locales import Texts
from scheduler.pushes.push import Push
from scheduler.sending import packing
from tests.scheduler.lessons import account_id, attend, put
from tests.telegram import Phone, World

TOLD = "Полина · Алгебра: 5 (ответ)"
LATE = "Злата · Математика: опоздание (ОП)"


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard]


async def news_of_both(world: World) -> None:
    await put(world, world.school.mother, "5", close=True)
    await attend(world, "Рыбакова Злата", AttendanceCode.LATE, course="1А математика", close=True)


@pytest.mark.parametrize(("away", "messages"), [(59, 2), (60, 1)])
async def test_what_is_an_hour_old_comes_as_one_message(world: World, away: int, messages: int) -> None:
    mother = await world.phone(world.school.mother)
    await news_of_both(world)
    await world.deliver(after=timedelta(minutes=away))
    assert len(mother.heard) == messages
    assert sorted("\n\n".join(texts(mother)).split("\n\n")) == sorted([LATE, TOLD])


async def test_somebody_who_comes_back_gets_one_message_and_it_counts_as_told(world: World) -> None:
    mother = await world.phone(world.school.mother)
    world.tolerated.add("blocked")
    await mother.block()
    await news_of_both(world)
    await world.deliver()
    await put(world, world.school.mother, "4", course="8Б русский язык", close=True)
    await world.deliver(after=timedelta(hours=3))
    await mother.block(blocked=False)
    await mother.say("/menu")
    before = len(mother.heard)
    await world.deliver()
    assert len(mother.heard) == before + 1
    assert all(word in mother.last.text for word in ("Полина", "Алгебра: 5", "Русский язык: 4", LATE))
    assert sorted(mother.last.labels) == ["📊 Отметки: Злата", "📊 Отметки: Полина"]
    await put(world, world.school.mother, "4", reason="описка", close=True)
    await world.deliver()
    assert mother.last.text == "Полина · Алгебра: исправлено 5 → 4: описка"


async def test_what_quiet_hours_held_is_no_pause(world: World) -> None:
    mother = await world.phone(world.school.mother)
    world.clock.set("22:10")
    await news_of_both(world)
    await world.deliver()
    await world.deliver(after=timedelta(hours=8, minutes=50))
    assert len(mother.heard) == 2


async def test_other_pushes_join_and_what_asks_for_a_decision_stays_apart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def said(_: Session, notice: Claimed, t: Texts, __: object) -> Push:
        rows = [[button("Отозвать", CloseAccess(grant_id=1))]] if notice.facts["asks"] else []
        return Push(str(notice.facts["words"]), rows)

    monkeypatch.setitem(packing.RENDER, NoticeKind.ACCESS, said)
    mother = await world.phone(world.school.mother)
    account, now = await account_id(world, world.school.mother), world.clock.now()
    await put(world, world.school.mother, "5", close=True)
    async with world.db.write() as session:
        for words, asks in (("первое", 0), ("второе", 0), ("решите", 1)):
            await notices.promise(
                session, NoticeKind.ACCESS, account, key=words, due_at=now, now=now, words=words, asks=asks
            )
    await world.deliver(after=timedelta(hours=2))
    assert texts(mother) == [f"Пока сообщения не доходили:\n\n{TOLD}\n\nпервое\n\nвторое", "решите"]
    await world.deliver(after=timedelta(hours=2))
    assert len(mother.heard) == 2


async def test_a_flood_that_fits_no_message_is_cut_between_pushes_and_nothing_is_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def said(_: Session, notice: Claimed, __: Texts, ___: object) -> Push:
        return Push(f"{notice.facts['words']} " + "и" * 1500)

    monkeypatch.setitem(packing.RENDER, NoticeKind.ACCESS, said)
    mother = await world.phone(world.school.mother)
    account, now = await account_id(world, world.school.mother), world.clock.now()
    async with world.db.write() as session:
        for number in range(5):
            await notices.promise(
                session, NoticeKind.ACCESS, account, key=str(number), due_at=now, now=now, words=f"№{number}"
            )
    await world.deliver(after=timedelta(hours=2))
    assert len(mother.heard) == 3
    assert all(f"№{number} " in "".join(texts(mother)) for number in range(5))
