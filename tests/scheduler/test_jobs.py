"""What ticks: lessons are made, old rows go, and what runs beside the bot begins and ends cleanly."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from db.lessons import Lesson
from db.operations import InboxState, InboxUpdate, Notice, NoticeKind, NoticeState, Reminder
from db.people import CodeLock
from scheduler import jobs, runtime
from scheduler.clock import Clock
from tests.scheduler.lessons import put
from tests.school import MONDAY, ZONE, moscow
from tests.telegram import World

SUNDAY = date(2026, 11, 29)


async def days(world: World) -> tuple[date, date]:
    """The first and the last day that has lessons."""
    async with world.db.read() as session:
        row = (await session.execute(select(func.min(Lesson.date), func.max(Lesson.date)))).one()
    return row[0], row[1]


async def test_lessons_are_made_two_weeks_ahead_once_a_day(world: World) -> None:
    await world.tick()
    assert await days(world) == (date(2026, 11, 16), MONDAY + timedelta(days=14))
    with world.statements() as asked:
        await world.tick()
    assert [statement for statement in asked if "timetable_slot" in statement] == []
    world.clock.set("00:01", date(2026, 11, 24))
    await world.tick()
    assert (await days(world))[1] == date(2026, 12, 8)


async def test_days_that_passed_while_nothing_ran_get_their_lessons(world: World) -> None:
    async with world.db.write() as session:
        await session.execute(delete(Lesson).where(Lesson.date >= MONDAY))
    world.clock.set("06:00", date(2026, 11, 26))
    await world.tick()
    async with world.db.read() as session:
        found = set(await session.scalars(select(Lesson.date).where(Lesson.date.between(MONDAY, date(2026, 11, 26)))))
    assert found == {MONDAY + timedelta(days=shift) for shift in range(4)}


async def test_a_new_school_gets_no_lessons_of_the_past(world: World) -> None:
    async with world.db.write() as session:
        await session.execute(delete(Lesson))
    await world.tick()
    assert (await days(world))[0] == MONDAY


async def test_old_rows_of_the_inbox_and_of_wrong_codes_go(world: World) -> None:
    now = world.clock.real()
    async with world.db.write() as session:
        for number, (age, state) in enumerate(
            [(49, InboxState.DONE), (47, InboxState.DONE), (49, InboxState.QUARANTINED)], start=1
        ):
            received = now - timedelta(hours=age)
            session.add(
                InboxUpdate(
                    platform="telegram",
                    update_id=number,
                    event_key=f"m:{number}",
                    sender="1",
                    state=state,
                    received_at=received,
                    done_at=received,
                )
            )
        for name, hours, locked in (("old", 26, 25), ("fresh", 0, None), ("doubling", 26, 23)):
            session.add(
                CodeLock(
                    platform="telegram",
                    external_id=name,
                    failures=5,
                    counted_from=now - timedelta(hours=hours),
                    locked_until=now - timedelta(hours=locked) if locked else None,
                    locked_hours=1,
                )
            )
    await world.tick()
    async with world.db.read() as session:
        assert set(await session.scalars(select(InboxUpdate.update_id).where(InboxUpdate.sender == "1"))) == {2, 3}
        assert set(await session.scalars(select(CodeLock.external_id))) == {"fresh", "doubling"}


async def test_a_daily_job_that_failed_is_done_at_the_next_tick(world: World) -> None:
    calls: list[str] = []

    async def work(*_: object) -> None:
        calls.append("tried")
        if len(calls) == 1:
            raise ConnectionError("away")

    scan = jobs.once_a_day("trial", work)
    with pytest.raises(ConnectionError):
        await scan(world.db, world.clock)
    await scan(world.db, world.clock)
    await scan(world.db, world.clock)
    assert len(calls) == 2
    async with world.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Reminder)) == 1


async def test_running_sends_what_is_promised_and_ends_with_everything_settled(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    async with runtime.running(world.db, world.bot, world.clock):
        assert (await days(world))[1] == MONDAY + timedelta(days=14)
        await put(world, world.school.mother, "5", close=True)
        for phone in (mother, father):
            assert (await phone.sees("Полина")).text == "Полина · Алгебра: 5 (ответ)"
    async with world.db.read() as session:
        news = select(Notice.state).where(Notice.kind == NoticeKind.LESSON_NEWS)
        # The deputy head's second Monday message may wait for its second, but nothing is left in anybody's hands.
        assert set(await session.scalars(news)) == {NoticeState.SENT}
        assert set(await session.scalars(select(Notice.lease))) == {None}


async def test_what_waits_for_its_turn_is_left_for_the_next_start(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    async with world.db.write() as session:
        await session.execute(delete(Lesson).where(Lesson.date < MONDAY))  # of which the deputy head would hear first
    world.restarted(per_second=0.01)
    async with runtime.running(world.db, world.bot, world.clock) as delivery:
        await put(world, world.school.mother, "5", close=True)
        await world.telegram.until(lambda: bool(mother.heard or father.heard), "one push")
    assert delivery.stopped.is_set()
    assert len(mother.heard) + len(father.heard) == 1
    async with world.db.read() as session:
        family = select(Notice.state).where(Notice.kind == NoticeKind.LESSON_NEWS)
        assert sorted(await session.scalars(family)) == [NoticeState.PENDING, NoticeState.SENT]
        assert set(await session.scalars(select(Notice.lease))) == {None}
    world.restarted()
    await world.deliver()
    assert len(mother.heard) == len(father.heard) == 1


async def test_an_idle_sender_only_reads_and_does_not_spin(world: World) -> None:
    world.clock.set("07:20")
    async with runtime.running(world.db, world.bot, world.clock):
        for _ in range(100):  # what there is to do at the start is done when nothing was asked for a while
            with world.statements() as before:
                for _ in range(10):
                    await world.telegram.people()
            if not before:
                break
        with world.statements() as asked:
            async with world.db.write():
                pass
            for _ in range(500):  # woken by the commit, it looks; how soon is the machine's affair
                await world.telegram.people()
                if len(asked) >= 2:
                    break
            for _ in range(20):
                await world.telegram.people()
    assert [statement for statement in asked if not statement.startswith("SELECT")] == []
    assert 2 <= len(asked) <= 6


async def test_a_wound_clock_acts_within_seconds(world: World, tmp_path: Path) -> None:
    offset = tmp_path / "offset"
    start = world.clock.real()

    class WoundClock(Clock):
        """Stands still but for the file that winds it."""

        def real(self) -> datetime:
            return start

    clock = WoundClock(ZONE, offset)
    teacher = await world.phone(world.school.algebra)
    async with runtime.running(world.db, world.bot, clock):
        assert teacher.heard == []
        offset.write_text(str((moscow("11:17") - moscow("09:17")).total_seconds()))
        await teacher.sees("Не заполнены уроки: 2")
