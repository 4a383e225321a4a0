"""What may go wrong on the way out, and the hours people chose (G8–G14)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, select, update

from db.absences import AttendanceCode
from db.engine import Session
from db.lessons import Lesson
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Account, Consent, Grant, MarksDelivery
from journal import notices, rules
from journal.operations.queue import Claimed
from locales import Texts
from scheduler.pushes.push import Push
from scheduler.sending import packing
from tests.scheduler.lessons import account_id, attend, choose, close, lesson_id, put
from tests.school import Somebody, moscow
from tests.telegram import Phone, World

TOLD = "Полина · Алгебра: 5 (ответ)"


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard]


async def states(world: World, phone: Phone) -> list[NoticeState]:
    """What became of the notices to a phone."""
    async with world.db.read() as session:
        query = select(Notice.state).join(Account, Account.id == Notice.account_id).order_by(Notice.id)
        return list(await session.scalars(query.where(Account.external_id == str(phone.id))))


@contextmanager
def dying_before_settling(world: World) -> Iterator[None]:
    """The process is killed once a message is out: nothing is settled and nothing given back."""

    def kill(_: Connection, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith("UPDATE notice") and "RETURNING" not in statement:
            raise ConnectionError("killed")

    writer = world.db.engine.sync_engine
    event.listen(writer, "before_cursor_execute", kill)
    try:
        yield
    finally:
        event.remove(writer, "before_cursor_execute", kill)


# --- crashes and faults ------------------------------------------------------------------------------------------------


async def test_a_crash_between_send_and_settle_costs_one_duplicate_at_most(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "5", close=True)
    with dying_before_settling(world), suppress(ConnectionError):
        await world.deliver()
    await world.telegram.settled()
    assert texts(mother) == [TOLD]
    world.restarted()
    await world.deliver(after=timedelta(minutes=4))
    assert texts(mother) == [TOLD]
    await world.deliver(after=timedelta(minutes=2))
    await world.deliver(after=timedelta(hours=1))
    assert texts(mother) == [TOLD, TOLD]
    assert await states(world, mother) == [NoticeState.SENT]


@pytest.mark.parametrize(("kind", "copies"), [("cut-before", 1), ("cut-after", 2)])
async def test_a_lost_answer_is_tried_once_more(world: World, kind: str, copies: int) -> None:
    world.tolerated.add("cut off")
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await world.telegram.fault(kind, method="sendMessage", user=mother.id, count=1)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert texts(father) == [TOLD]
    await world.deliver(after=timedelta(seconds=61))
    await world.deliver(after=timedelta(hours=1))
    assert texts(mother) == [TOLD] * copies


async def test_an_answer_lost_twice_is_given_up_rather_than_sent_three_times(world: World) -> None:
    world.tolerated.add("cut off")
    mother = await world.phone(world.school.mother)
    await world.telegram.fault("cut-after", method="sendMessage", user=mother.id, count=9)
    await put(world, world.school.mother, "5", close=True)
    for _ in range(4):
        await world.deliver(after=timedelta(minutes=5))
    assert texts(mother) == [TOLD, TOLD]
    assert await states(world, mother) == [NoticeState.DEAD]


async def test_429_waits_as_long_as_it_says_and_costs_no_try(world: World) -> None:
    world.tolerated.add("Too Many Requests")
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await world.telegram.fault("429", method="sendMessage", user=mother.id, count=1, retry_after=1)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert (texts(mother), texts(father)) == ([], [TOLD])
    await world.deliver(after=timedelta(milliseconds=900))
    assert texts(mother) == []
    await world.deliver(after=timedelta(milliseconds=200))
    assert texts(mother) == [TOLD]
    async with world.db.read() as session:
        assert set(await session.scalars(select(Notice.attempts))) == {0}


async def test_after_a_message_from_somebody_unreachable_what_waited_goes_out(world: World) -> None:
    world.tolerated.add("blocked")
    mother = await world.phone(world.school.mother)
    await mother.block()
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    await put(world, world.school.mother, "4", reason="описка", close=True)
    await world.deliver(after=timedelta(hours=1))
    assert texts(mother) == []
    await mother.block(blocked=False)
    await mother.say("/menu")
    await world.deliver()
    assert "Полина · Алгебра: 4 (ответ)" in texts(mother)
    with world.statements() as asked:
        await mother.say("/menu")
    assert [statement for statement in asked if statement.startswith("UPDATE account")] == []


async def test_somebody_who_cannot_be_reached_delays_nobody(world: World) -> None:
    world.tolerated |= {"blocked", "Internal Server Error"}
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await mother.block()
    await world.telegram.fault("500", method="sendMessage", user=mother.id, count=1)
    for value in ("5", "4"):
        await put(world, world.school.mother, value, reason="описка", close=True)
        await world.deliver(after=timedelta(minutes=1))
    assert texts(father) == [TOLD, "Полина · Алгебра: исправлено 5 → 4: описка"]


async def test_markup_that_is_refused_goes_out_as_plain_text(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: Session, __: Claimed, ___: Texts, ____: object) -> Push:
        return Push("<b>Не закрыто")

    monkeypatch.setitem(packing.RENDER, NoticeKind.UNFILLED, broken)
    world.tolerated.add("can't parse entities")
    teacher = await world.phone(world.school.algebra)
    await promise(world, await account_id(world, world.school.algebra))
    await world.deliver()
    assert texts(teacher) == ["<b>Не закрыто"]
    assert await states(world, teacher) == [NoticeState.SENT]


async def test_what_breaks_us_is_set_aside_after_five_tries_and_delays_nothing_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def poison(_: Session, __: Claimed, ___: Texts, ____: object) -> Push:
        raise LookupError("the text has no value")

    monkeypatch.setitem(packing.RENDER, NoticeKind.UNFILLED, poison)
    teacher = await world.phone(world.school.homeroom)
    account = await account_id(world, world.school.homeroom)
    mother = Somebody(0, "", None, world.school.students["Титов Лев"])
    await promise(world, account)
    await put(world, mother, "5", course="10А алгебра", close=True)
    await world.deliver()
    assert texts(teacher) == ["Лев · Алгебра: 5 (ответ)"]
    for _ in range(4):
        assert await states(world, teacher) == [NoticeState.PENDING, NoticeState.SENT]
        await world.deliver(after=timedelta(minutes=10))
    assert await states(world, teacher) == [NoticeState.DEAD, NoticeState.SENT]


async def promise(world: World, account: int) -> None:
    """A reminder to one account."""
    now = world.clock.now()
    async with world.db.write() as session:
        await notices.promise(session, NoticeKind.UNFILLED, account, key="one", due_at=now, now=now, about="day")


# --- a push and the screens it leads to ---------------------------------------------------------------------------------


async def test_a_push_stays_as_it_came_when_its_button_opens_a_section(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    await mother.press("📊 Отметки")
    assert texts(mother)[0] == TOLD
    assert len(mother.heard) == 2
    await mother.press("🏠 Меню")
    assert len(mother.heard) == 2


# --- re-authorised when it is sent -------------------------------------------------------------------------------------


async def test_a_grant_that_ended_after_the_promise_drops_the_push(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await put(world, world.school.mother, "5", close=True)
    async with world.db.write() as session:
        revoked = update(Grant).where(Grant.person_id == world.school.mother.person_id)
        await session.execute(revoked.values(ended_at=world.clock.now()))
    await world.deliver()
    assert (texts(mother), texts(father)) == ([], [TOLD])
    assert await states(world, mother) == [NoticeState.DROPPED]


async def test_a_consent_withdrawn_after_the_promise_drops_the_push(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await put(world, world.school.mother, "5", close=True)
    async with world.db.write() as session:
        await session.execute(update(Consent).values(withdrawn_at=world.clock.now()))
    await world.deliver()
    assert texts(mother) == texts(father) == []
    assert await states(world, mother) == [NoticeState.DROPPED]


# --- as they chose -----------------------------------------------------------------------------------------------------


async def test_after_lessons_both_children_come_in_one_message(world: World) -> None:
    await choose(world, world.school.mother, MarksDelivery.AFTER_LESSONS)
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await put(world, world.school.mother, "5", close=True)
    await attend(world, "Рыбакова Злата", AttendanceCode.LATE, course="1А математика", close=True)
    await world.deliver()
    assert (texts(mother), texts(father)) == ([], [TOLD])
    world.clock.set("10:24")
    await world.deliver()
    assert texts(mother) == []
    world.clock.set("10:25")
    await world.deliver()
    assert len(mother.heard) == 1
    assert sorted(mother.last.text.split("\n\n")) == ["Злата · Математика: опоздание (ОП)", TOLD]
    assert sorted(mother.last.labels) == ["📊 Отметки: Злата", "📊 Отметки: Полина"]


async def test_what_is_closed_after_that_message_joins_one_at_seven(world: World) -> None:
    await choose(world, world.school.mother, MarksDelivery.AFTER_LESSONS)
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "5")
    world.clock.set("10:20")
    await put(world, world.school.mother, "4")
    await world.deliver()
    world.clock.set("16:00")
    await close(world, await lesson_id(world, "8Б алгебра"))
    await put(world, world.school.mother, "3", course="8Б русский язык", close=True)
    for clock in ("16:00", "18:59"):
        world.clock.set(clock)
        await world.deliver()
        assert texts(mother) == []
    world.clock.set("19:00")
    await world.deliver()
    assert texts(mother) == ["Полина\nАлгебра: 4 (ответ)\nРусский язык: 3 (ответ)"]
    world.clock.set("20:00")
    await put(world, world.school.mother, "5", reason="описка", close=True)
    await world.deliver()
    assert len(mother.heard) == 2


async def test_after_lessons_on_a_day_without_lessons_waits_for_nothing(world: World) -> None:
    await choose(world, world.school.mother, MarksDelivery.AFTER_LESSONS)
    mother = await world.phone(world.school.mother)
    world.clock.at = moscow("12:00", date(2026, 11, 29))
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert texts(mother) == ["Полина · Алгебра, пн 23.11: 5 (ответ)"]


async def test_absence_comes_at_once_whatever_was_chosen(world: World) -> None:
    await choose(world, world.school.mother, MarksDelivery.WEEKLY)
    mother = await world.phone(world.school.mother)
    await attend(world, "Смирнова Полина", AttendanceCode.ABSENT, course="8Б алгебра", close=True)
    await world.deliver()
    assert texts(mother) == ["Полина · Алгебра: нет на уроке (Н)"]


async def test_weekly_rings_for_no_mark(world: World) -> None:
    await choose(world, world.school.mother, MarksDelivery.WEEKLY)
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver(after=timedelta(hours=2))
    assert texts(mother) == []
    assert await states(world, mother) == [NoticeState.DROPPED]


async def test_several_lessons_due_at_once_are_one_message(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "5")
    await put(world, world.school.mother, "4", course="8Б русский язык")
    await world.deliver(after=timedelta(minutes=11))
    assert texts(mother) == ["Полина\nАлгебра: 5 (ответ)\nРусский язык: 4 (ответ)"]


@pytest.mark.parametrize(
    ("detail", "said"),
    [("subject", "Полина: новое по предметам — Алгебра"), ("none", "Полина: есть новости, откройте дневник")],
)
async def test_a_school_can_keep_marks_out_of_pushes(world: World, detail: str, said: str) -> None:
    world.db.info["rules"] = rules.DEFAULTS._replace(detail=detail)
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert texts(mother) == [said]


@pytest.mark.parametrize(("clock", "silent"), [("08:30", True), ("10:10", True), ("10:11", None), ("07:30", None)])
async def test_a_students_phone_is_silent_during_lessons(world: World, clock: str, *, silent: bool | None) -> None:
    pupil, mother = await world.phone(world.school.pupil), await world.phone(world.school.ivanov_mother)
    world.clock.set(clock)
    await put(world, world.school.pupil, "5", close=True)
    await world.deliver()
    assert texts(pupil) == texts(mother) == ["Пётр · Алгебра: 5 (ответ)"]
    rung = {
        int(call["params"]["chat_id"]): call["params"].get("disable_notification")
        for call in world.telegram.calls
        if call["method"] == "sendMessage"
    }
    assert rung == {pupil.id: silent, mother.id: None}


async def test_a_day_without_the_lesson_tells_nothing_of_it(world: World) -> None:
    """A cancelled lesson's news are dropped when they are sent."""
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "5")
    async with world.db.write() as session:
        await session.execute(
            update(Lesson).where(Lesson.course_id == world.school.courses["8Б алгебра"]).values(state="cancelled")
        )
    await world.deliver(after=timedelta(minutes=11))
    assert texts(mother) == []
