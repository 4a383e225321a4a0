"""Pushes of finals: after the hold, the way that each family chose, once; and never to who may not hear them."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import delete, select, update

from db.people import Grant, MarksDelivery, Preference
from db.timetable import Holiday, StudyGroup
from journal.access import Actor
from journal.operations.recipients import Recipient, after_week
from journal.timetable import planning
from tests.journal.finals_desk import Finals as Desk
from tests.scheduler.lessons import account_id, put
from tests.school import NamedSchool, Somebody, moscow
from tests.telegram import Phone, World

POLINA = "Смирнова Полина"
TUESDAY = date(2026, 12, 22)
"""The day on which finals of quarter 2 open; 8Б has lessons until the 29th, then come the holidays."""
WEDNESDAY = date(2026, 12, 23)
FRIDAY = date(2026, 12, 25)
SAID = "Итоговые, 2-я четверть: Алгебра — 4"


@pytest.fixture
async def desk(world: World, school: NamedSchool) -> Desk:
    async with world.db.write() as session:
        await planning.make_lessons(session, TUESDAY, date(2026, 12, 29), today=date(2026, 12, 14))
    return Desk(world.db, school)


async def wish(world: World, somebody: Somebody, how: MarksDelivery) -> None:
    account = await account_id(world, somebody)
    async with world.db.write() as session:
        await session.execute(delete(Preference).where(Preference.account_id == account))
        session.add(Preference(account_id=account, marks_delivery=how))


async def confirmed(world: World, desk: Desk, clock: str, day: date = TUESDAY) -> None:
    world.clock.set(clock, day)
    await desk.everybody(now=world.clock.now())
    await desk.confirm(now=world.clock.now())


async def at(world: World, clock: str, day: date) -> None:
    world.clock.set(clock, day)
    await world.tick()


def said(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard if "Итоговые" in message.text or "тоговые" in message.text]


async def test_at_once_is_after_the_hold_and_once(world: World, desk: Desk) -> None:
    father = await world.phone(desk.school.father)
    await confirmed(world, desk, "09:00")
    await at(world, "09:09", TUESDAY)
    assert said(father) == []
    for clock in ("09:10", "09:11", "15:00"):
        await at(world, clock, TUESDAY)
    assert said(father) == [f"Полина · {SAID}"]


async def test_after_lessons_waits_for_them_and_joins_the_marks_of_the_day(world: World, desk: Desk) -> None:
    """A mark and a final, both of the morning, are one message, a block each, with one door into her marks."""
    await wish(world, desk.school.father, MarksDelivery.AFTER_LESSONS)
    father = await world.phone(desk.school.father)
    world.clock.set("09:00", WEDNESDAY)
    await put(world, desk.school.father, "5", day=WEDNESDAY)
    await confirmed(world, desk, "09:05", WEDNESDAY)
    await at(world, "09:20", WEDNESDAY)
    assert father.heard == []
    for clock in ("14:00", "14:30", "19:00", "20:00"):
        await at(world, clock, WEDNESDAY)
    assert [message.text for message in father.heard] == [f"Полина · Алгебра: 5 (ответ)\n\nПолина · {SAID}"]
    assert father.last.labels == ["📊 Отметки: Полина"]


async def test_what_is_confirmed_in_the_evening_joins_the_round_of_nineteen(world: World, desk: Desk) -> None:
    await wish(world, desk.school.father, MarksDelivery.AFTER_LESSONS)
    father = await world.phone(desk.school.father)
    await confirmed(world, desk, "16:00")
    await at(world, "18:59", TUESDAY)
    assert said(father) == []
    await at(world, "19:00", TUESDAY)
    assert said(father) == [f"Полина · {SAID}"]


async def test_the_week_only_has_them_in_its_message(world: World, desk: Desk) -> None:
    await wish(world, desk.school.father, MarksDelivery.WEEKLY)
    father = await world.phone(desk.school.father)
    await confirmed(world, desk, "09:00")
    for number in range(22, 25):
        for clock in ("09:30", "18:30", "20:59"):
            await at(world, clock, date(2026, 12, number))
    assert father.heard == []
    await at(world, "18:00", FRIDAY)
    assert len(said(father)) == 1
    assert said(father)[0].startswith("📒 Неделя пн 21.12 – вс 27.12")
    assert SAID in said(father)[0]
    for clock, day in (("19:00", FRIDAY), ("20:59", FRIDAY), ("12:00", FRIDAY + timedelta(days=3))):
        await at(world, clock, day)
    assert len(said(father)) == 1, "what the week told is told"


async def test_in_holidays_there_is_no_week_so_they_come_on_its_evening_by_themselves(world: World, desk: Desk) -> None:
    """Confirmed on the deadline's day: no lessons, and Friday's message does not come either."""
    await wish(world, desk.school.father, MarksDelivery.WEEKLY)
    father = await world.phone(desk.school.father)
    async with world.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1))
        session.add(Holiday(year_id=year or 0, name="Зима", starts_on=date(2026, 12, 30), ends_on=date(2027, 1, 10)))
    await confirmed(world, desk, "12:00", date(2026, 12, 31))
    await at(world, "18:30", date(2026, 12, 31))
    for clock in ("18:00", "18:59"):
        await at(world, clock, date(2027, 1, 1))
    assert father.heard == []
    await at(world, "19:00", date(2027, 1, 1))
    assert said(father) == [f"Полина · {SAID}"]


async def test_what_is_confirmed_within_the_weeks_hold_comes_after_it(world: World, desk: Desk) -> None:
    """At 17:55 on Friday: the message of 18:00 may not tell it yet, and it does not wait for another week."""
    await wish(world, desk.school.father, MarksDelivery.WEEKLY)
    father = await world.phone(desk.school.father)
    await confirmed(world, desk, "17:55", FRIDAY)
    await at(world, "18:00", FRIDAY)
    assert said(father) == []
    await at(world, "19:00", FRIDAY)
    assert said(father) == [f"Полина · {SAID}"]


async def test_a_student_is_told_at_once_and_silently_during_lessons(world: World, desk: Desk) -> None:
    pupil = await world.phone(desk.school.pupil)
    await confirmed(world, desk, "08:30")
    await at(world, "08:40", TUESDAY)
    assert said(pupil) == [f"Пётр · {SAID}"]
    rung = {
        int(call["params"]["chat_id"]): call["params"].get("disable_notification")
        for call in world.telegram.calls
        if call["method"] == "sendMessage"
    }
    mother = await world.phone(desk.school.ivanov_mother)
    assert (rung[pupil.id], rung[mother.id]) == (True, None)


async def test_who_lost_the_access_meanwhile_hears_nothing(world: World, desk: Desk) -> None:
    father = await world.phone(desk.school.father)
    await wish(world, desk.school.father, MarksDelivery.AFTER_LESSONS)
    await confirmed(world, desk, "09:00")
    await at(world, "09:15", TUESDAY)
    account = await account_id(world, desk.school.father)
    async with world.db.write() as session:
        await session.execute(update(Grant).where(Grant.account_id == account).values(ended_at=world.clock.now()))
    await at(world, "19:00", TUESDAY)
    assert father.heard == []


async def test_confirmed_anew_within_the_hold_only_the_last_word_is_told(world: World, desk: Desk) -> None:
    father = await world.phone(desk.school.father)
    await confirmed(world, desk, "15:00")
    world.clock.set("15:05", TUESDAY)
    now = world.clock.now()
    await desk.unlock(now=now)
    await desk.put(POLINA, "5", version=1, comment="олимпиада", now=now)
    await desk.confirm(now=now)
    await at(world, "15:10", TUESDAY)
    assert said(father) == []
    await at(world, "15:15", TUESDAY)
    assert said(father) == ["Полина · Итоговые, 2-я четверть: Алгебра — 5"]


def test_the_evening_after_the_week() -> None:
    """An hour after it; within a day of that at once, however the day ended; then the next one."""
    to = Recipient(Actor(1, "1", "ru", ()), MarksDelivery.WEEKLY, time(21), time(7), 5, time(20, 30))
    friday = moscow("21:30", FRIDAY)
    for now in (friday, friday + timedelta(hours=9, minutes=30)):
        assert after_week(to, now) == now
    for now in (moscow("09:00", TUESDAY), moscow("21:29", FRIDAY)):
        assert after_week(to, now) == friday
    assert after_week(to, friday + timedelta(days=1)) == friday + timedelta(days=7)


async def test_the_week_that_is_made_up_for_tells_them_once(world: World, desk: Desk) -> None:
    """Away from 17:00 to 19:30 on that evening: the week's message and the finals' own hour come at the same moment."""
    await wish(world, desk.school.father, MarksDelivery.WEEKLY)
    father = await world.phone(desk.school.father)
    await confirmed(world, desk, "09:00")
    await at(world, "09:30", TUESDAY)
    for clock in ("19:30", "19:41", "20:30"):
        await at(world, clock, FRIDAY)
    assert len(said(father)) == 1
    assert SAID in said(father)[0]
