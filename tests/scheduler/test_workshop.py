"""Slow work is a stored job: asked for once, seen to go on, sent once, whatever dies, and only to who may still have it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select, update

from db.absences import AttendanceCode
from db.jobs import Job, JobKind, JobState
from db.operations import AuditEntry
from db.people import ClassLead, Grant, StaffDuty
from journal.operations import jobs
from locales import Texts
from scheduler.workshop import term_sheet
from scheduler.workshop.errand import Craft, Errand
from scheduler.workshop.workshop import Workshop
from tests.scheduler.lessons import attend, put
from tests.scheduler.workshop import DONE, MAKING, TERM, asked, at_terms, cells, documents, job, make, workshop
from tests.school import MONDAY
from tests.telegram import World


async def count(world: World) -> int:
    async with world.db.read() as session:
        return await session.scalar(select(func.count()).select_from(Job)) or 0


async def expire(world: World) -> None:
    """The lease of whoever died is over."""
    world.clock.forward(jobs.LEASE + timedelta(seconds=1))


# --- the way it should go ----------------------------------------------------------------------------------------------


async def test_a_sheet_is_asked_for_seen_to_grow_and_comes(world: World) -> None:
    await put(world, world.school.pupil, "5")
    await attend(world, "Смирнова Полина", AttendanceCode.ABSENT, course="8Б алгебра")
    teacher = await asked(world)
    assert teacher.screen.text.startswith(f"{MAKING} 0 %")
    assert teacher.screen.labels == ["✖️ Отменить"]
    seen: list[str] = []

    async def watch(done: int, steps: int) -> None:
        await world.telegram.settled()
        if teacher.screen.text not in seen:
            seen.append(teacher.screen.text)
        world.clock.forward(timedelta(seconds=1))

    await make(world, watch)
    shown = [int(text.split("… ")[1].partition(" ")[0]) for text in seen]
    assert shown == sorted(set(shown))
    assert len(shown) > 3
    assert shown[-1] < 100
    assert teacher.screen.text == DONE
    assert teacher.screen.labels == ["‹ Назад", "🏠 Меню"]
    async with world.db.read() as session:
        entry = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "document.term_sheet"))).one()
    assert (entry.person_id, entry.facts["class_id"]) == (world.school.homeroom.person_id, world.school.classes["8Б"])
    (document,) = documents(teacher)
    assert document.raw["document"]["file_name"] == "Ведомость 8Б 2-я четверть.xlsx"
    titles, *rows, below = await cells(teacher, "Средний балл")
    assert titles == ["№", "Ученик", "Алгебра", "Русский язык", "В среднем"]
    assert rows[5] == ["6", "Иванов Пётр", "5", "", "5"]
    assert below == ["", "Класс", "5", "", "5"]
    missed = await cells(teacher, "Пропуски")
    assert missed[0] == ["№", "Ученик", "Алгебра", "Русский язык", "Б", "У", "Н", "Всего"]
    assert missed[11] == ["11", "Смирнова Полина", "1", "", "0", "0", "1", "1"]


async def test_the_progress_is_redrawn_once_in_two_seconds_at_most(world: World) -> None:
    await asked(world)
    times = []

    async def half_a_second(done: int, steps: int) -> None:
        world.clock.forward(timedelta(milliseconds=500))
        await world.telegram.settled()
        drawn = sum(call["method"] == "editMessageText" for call in world.telegram.calls)
        times.append((world.clock.time(), drawn))

    await make(world, half_a_second)
    changes = [at for (at, drawn), (_, before) in zip(times[1:], times, strict=False) if drawn > before]
    assert changes
    assert all(later - earlier >= 2.0 for earlier, later in pairwise(changes))


async def test_a_deputy_head_has_any_class(world: World) -> None:
    deputy = await asked(world, world.school.deputy)
    await make(world)
    assert deputy.screen.text == DONE
    assert len(documents(deputy)) == 1


async def test_whoever_runs_is_woken_by_the_commit(world: World) -> None:
    running = workshop(world)
    task = asyncio.create_task(running.run())
    try:
        teacher = await asked(world)
        await world.telegram.until(lambda: teacher.screen.text == DONE, "the sheet")
    finally:
        running.stop()
        async with asyncio.timeout(10):
            await task
    assert len(documents(teacher)) == 1


# --- once --------------------------------------------------------------------------------------------------------------


async def test_a_double_tap_is_one_sheet(world: World) -> None:
    teacher = await at_terms(world)
    terms = teacher.screen
    button = next(one["callback_data"] for one in terms.buttons if one["text"] == TERM)
    await teacher.press(TERM)
    await teacher.forge(button, message=terms)
    assert await count(world) == 1
    await make(world)
    await teacher.forge(button, message=terms)
    assert teacher.screen.text == DONE
    await make(world)
    assert (await count(world), len(documents(teacher))) == (1, 1)


async def test_asked_for_anew_it_comes_anew(world: World) -> None:
    teacher = await asked(world)
    await make(world)
    await put(world, world.school.pupil, "4")
    await teacher.press("‹ Назад")
    await teacher.press(TERM)
    await make(world)
    assert len(documents(teacher)) == 2
    assert (await cells(teacher, "Средний балл"))[6][2] == "4"


async def test_the_database_takes_one_pending_job_of_a_key(world: World) -> None:
    """What `ask` finds and what a second process inserts meanwhile: the index decides."""
    await asked(world)
    row = await job(world)
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with world.db.write() as session:
            session.add(
                Job(
                    kind=row.kind, key=row.key, account_id=row.account_id, facts={}, state=JobState.WAITING,
                    created_at=world.clock.now(),
                )
            )  # fmt: skip


async def test_one_person_asks_for_three_at_once_and_no_more(world: World) -> None:
    for form, term in (("8Б", TERM), ("1А", "1-я четверть"), ("10А", "1-е полугодие")):
        deputy = await at_terms(world, world.school.deputy, form)
        await deputy.press(term)
    assert await count(world) == 3
    answer = await (await at_terms(world, world.school.deputy)).press("1-я четверть")
    assert answer is not None
    assert answer["text"].startswith("Уже готовлю 3 файла")
    assert await count(world) == 3
    await make(world)
    assert len(documents(deputy)) == 3


async def test_two_are_made_at_once_and_one_of_a_person(world: World) -> None:
    """Somebody who wants much stands in nobody's way."""
    for form, term in (("8Б", TERM), ("1А", "1-я четверть"), ("10А", "1-е полугодие")):
        await (await at_terms(world, world.school.deputy, form)).press(term)
    for who in (world.school.homeroom, world.school.primary):
        await asked(world, who)
    order: list[int] = []
    busy: list[int] = []
    most: list[int] = []
    last = asyncio.Event()

    async def craft(errand: Errand) -> bytes:
        """The first of them lasts until the last person's has been made."""
        account_id = errand.actor.account_id
        first = not order
        order.append(account_id)
        busy.append(account_id)
        most.append(len(busy) if len(set(busy)) == len(busy) else 99)
        if first:
            await last.wait()
        made = await term_sheet.make(errand)
        if errand.actor.staff_id == world.school.primary.person_id:
            last.set()
        busy.remove(account_id)
        return made

    await Workshop(world.db, world.bot, world.clock, {JobKind.TERM_SHEET: Craft(term_sheet.order, craft)}).make_due()
    await world.telegram.settled()
    assert max(most) == 2
    assert [len(documents(await world.phone(who))) for who in (world.school.deputy, world.school.homeroom)] == [3, 1]


async def test_the_document_is_written_in_a_thread(world: World) -> None:
    """Taps are answered by the loop's own thread, and it does not wait for a workbook."""
    teacher = await asked(world)
    writers: set[int] = set()

    class Noting(Texts):
        def label(self, key: str, **facts: str | int) -> str:
            if key.startswith("sheet-"):
                writers.add(threading.get_ident())
            return super().label(key, **facts)

    async def craft(errand: Errand) -> bytes:
        return await term_sheet.make(errand._replace(t=Noting("ru")))

    await Workshop(world.db, world.bot, world.clock, {JobKind.TERM_SHEET: Craft(term_sheet.order, craft)}).make_due()
    await world.telegram.settled()
    assert len(documents(teacher)) == 1
    assert writers
    assert threading.get_ident() not in writers


# --- whatever dies -----------------------------------------------------------------------------------------------------


class Died(BaseException):
    """The process is killed at this step."""


async def die_in_the_middle(world: World) -> None:
    """A runner that is cut off after a few steps, as by kill -9: nothing is given back."""
    reached = asyncio.Event()

    async def hang(done: int, steps: int) -> None:
        if done == 3:
            reached.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(workshop(world, hang).make_due())
    async with asyncio.timeout(10):
        await reached.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_a_killed_maker_is_succeeded_when_its_lease_is_over(world: World) -> None:
    teacher = await asked(world)
    await die_in_the_middle(world)
    await make(world)
    assert documents(teacher) == []
    await expire(world)
    await make(world)
    await expire(world)
    await make(world)
    assert len(documents(teacher)) == 1
    assert (await job(world)).attempts == 2


async def test_who_takes_over_waits_for_no_lease(world: World) -> None:
    teacher = await asked(world)
    await die_in_the_middle(world)
    running = workshop(world)
    task = asyncio.create_task(running.run())
    await world.telegram.until(lambda: teacher.screen.text == DONE, "the sheet")
    running.stop()
    await task
    assert len(documents(teacher)) == 1


async def test_a_maker_that_woke_up_late_sends_nothing(world: World) -> None:
    """It was frozen for longer than its lease: another made the document meanwhile."""
    teacher = await asked(world)

    async def frozen(done: int, steps: int) -> None:
        if done == steps:
            await expire(world)
            await make(world)

    await make(world, frozen)
    assert len(documents(teacher)) == 1
    assert (await job(world)).state is JobState.DONE


async def test_three_deaths_are_enough(world: World) -> None:
    teacher = await asked(world)
    for _ in range(jobs.TRIES):
        await die_in_the_middle(world)
        await expire(world)
    await make(world)
    row = await job(world)
    assert (row.state, documents(teacher)) == (JobState.FAILED, [])
    assert teacher.screen.text.startswith("Не получилось приготовить файл.")
    assert str(row.id) in teacher.screen.text


async def test_what_breaks_us_is_tried_three_times(world: World) -> None:
    teacher = await asked(world)
    tries = []

    async def broken(done: int, steps: int) -> None:
        tries.append(done)
        raise ArithmeticError("a mistake of ours")

    for _ in range(5):
        await make(world, broken)
        world.clock.forward(timedelta(minutes=6))
    assert len(tries) == jobs.TRIES
    assert teacher.screen.text.startswith("Не получилось приготовить файл.")
    assert (await job(world)).error == "poison"


async def test_sigterm_gives_the_job_back_without_counting_the_try(world: World) -> None:
    teacher = await asked(world)

    async def stop(done: int, steps: int) -> None:
        stopping.stop()

    stopping = workshop(world, stop)
    await stopping.make_due()
    row = await job(world)
    assert (row.state, row.attempts) == (JobState.WAITING, 0)
    await make(world)
    assert len(documents(teacher)) == 1


# --- cancelling --------------------------------------------------------------------------------------------------------


async def test_a_cancelled_job_ends_at_its_next_step(world: World) -> None:
    teacher = await asked(world)
    steps_done = []

    async def cancel(done: int, steps: int) -> None:
        steps_done.append(done)
        if done == 2:
            await teacher.press("✖️ Отменить")
        world.clock.forward(timedelta(seconds=3))

    await make(world, cancel)
    assert teacher.screen.text == "✖️ Отменено."
    assert (documents(teacher), steps_done) == ([], [1, 2])
    assert (await job(world)).state is JobState.CANCELLED


async def test_cancelled_within_two_seconds_nothing_is_sent(world: World) -> None:
    teacher = await asked(world)

    async def cancel(done: int, steps: int) -> None:
        if done == 2:
            await teacher.press("✖️ Отменить")

    await make(world, cancel)
    assert (teacher.screen.text, documents(teacher)) == ("✖️ Отменено.", [])


async def test_cancelling_too_late_says_so(world: World) -> None:
    teacher = await asked(world)
    async with world.db.write() as session:
        await session.execute(update(Job).values(sending=True))
    answer = await teacher.press("✖️ Отменить")
    assert answer is not None
    assert answer["text"].startswith("Файл уже отправляется")
    async with world.db.write() as session:
        await session.execute(update(Job).values(sending=False))
    cancelling = teacher.screen.buttons[0]["callback_data"]
    await make(world)
    await teacher.forge(cancelling)
    assert teacher.screen.text == "✅ Готово: файл уже отправлен."
    assert (await job(world)).state is JobState.DONE


async def test_nobody_cancels_anothers_job(world: World) -> None:
    teacher, deputy = await asked(world), await world.phone(world.school.deputy)
    await deputy.say("/menu")
    for data in (teacher.screen.buttons[0]["callback_data"], "job-:999", f"sheet+:{world.school.classes['8Б']}:999:0"):
        answer = await deputy.forge(data)
        assert answer is not None
        assert answer["text"].startswith("Не нашлось")
    assert (await job(world)).state is JobState.WAITING


# --- who may have it ---------------------------------------------------------------------------------------------------


async def revoke(world: World) -> None:
    """The homeroom teacher hands the class over, the deputy head is one no more."""
    yesterday = MONDAY - timedelta(days=1)
    async with world.db.write() as session:
        await session.execute(update(ClassLead).values(valid_to=yesterday))
        await session.execute(update(Grant).where(Grant.person_id == world.school.deputy.person_id).values(
            ended_at=world.clock.now()
        ))  # fmt: skip


@pytest.mark.parametrize("who", ["homeroom", "deputy"])
@pytest.mark.parametrize("when", ["before", "in the middle", "at the end"])
async def test_whose_access_is_gone_gets_no_document(world: World, who: str, when: str) -> None:
    phone = await asked(world, getattr(world.school, who))

    async def gone(done: int, steps: int) -> None:
        if done == (steps if when == "at the end" else 1):
            await revoke(world)

    if when == "before":
        await revoke(world)
    await make(world, None if when == "before" else gone)
    assert documents(phone) == []
    assert phone.screen.text == "Файл не отправлен: этот раздел вам больше недоступен."
    assert phone.screen.labels == ["🏠 Меню"]
    assert (await job(world)).error == "access"


@pytest.mark.parametrize("who", ["algebra", "primary", "coordinator", "mother", "pupil"])
async def test_nobody_else_asks(world: World, who: str) -> None:
    phone = await world.phone(getattr(world.school, who))
    await phone.say("/menu")
    form = world.school.classes["8Б"]
    async with world.db.read() as session:
        term = await session.scalar(select(func.max(Job.id))) or 1
    for data in (f"sheet:{form}", f"sheet+:{form}:{term}:0"):
        answer = await phone.forge(data)
        assert answer is not None
        assert answer["text"].startswith("Не нашлось")
    assert await count(world) == 0


async def test_a_deputy_head_who_is_none_any_more_chooses_no_class(world: World) -> None:
    phone = await at_terms(world, world.school.deputy)
    async with world.db.write() as session:
        await session.execute(update(StaffDuty).values(duty="coordinator"))
    for data in ("sheets", f"sheet:{world.school.classes['1А']}"):
        answer = await phone.forge(data)
        assert answer is not None
        assert answer["text"].startswith("Не нашлось")


# --- the messenger -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "words"), [("429", "Too Many Requests"), ("500", "Internal")])
async def test_what_was_refused_comes_later_once(world: World, kind: str, words: str) -> None:
    world.tolerated.add(words)
    teacher = await asked(world)
    await world.telegram.fault(kind, method="sendDocument", count=1, retry_after=5)
    await make(world)
    row = await job(world)
    assert (row.state, row.attempts, row.copies, documents(teacher)) == (JobState.WAITING, 0, 0, [])
    assert row.leased_until is not None
    assert row.leased_until > world.clock.real()
    world.clock.forward(timedelta(seconds=61))
    await make(world)
    await expire(world)
    await make(world)
    assert len(documents(teacher)) == 1
    assert teacher.screen.text == DONE


@pytest.mark.parametrize(("kind", "came"), [("cut-before", 1), ("cut-after", 2)])
async def test_a_lost_answer_is_tried_once_more(world: World, kind: str, came: int) -> None:
    world.tolerated.add("cut off")
    teacher = await asked(world)
    await world.telegram.fault(kind, method="sendDocument", count=1)
    await make(world)
    world.clock.forward(timedelta(seconds=59))
    await make(world)
    assert len(documents(teacher)) == came - 1
    for _ in range(3):
        world.clock.forward(timedelta(seconds=61))
        await make(world)
    assert len(documents(teacher)) == came
    assert (await job(world)).state is JobState.DONE


async def test_an_answer_lost_twice_is_given_up_and_told(world: World) -> None:
    world.tolerated.add("cut off")
    teacher = await asked(world)
    await world.telegram.fault("cut-after", method="sendDocument", count=9)
    for _ in range(5):
        await make(world)
        world.clock.forward(timedelta(seconds=61))
    assert len(documents(teacher)) == 2
    assert teacher.screen.text.startswith("Telegram не подтвердил, что файл дошёл.")


@contextmanager
def dying_before_settling(world: World) -> Iterator[None]:
    """The process is killed once the document is out: how it ended is never written down."""

    def kill(_: Connection, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith("UPDATE job") and "finished_at" in statement:
            raise ConnectionError("killed")

    writer = world.db.engine.sync_engine
    event.listen(writer, "before_cursor_execute", kill)
    try:
        yield
    finally:
        event.remove(writer, "before_cursor_execute", kill)


async def test_a_death_between_send_and_settle_costs_one_copy(world: World) -> None:
    teacher = await asked(world)
    with dying_before_settling(world), suppress(ConnectionError):
        await make(world)
    await world.telegram.settled()
    assert len(documents(teacher)) == 1
    await make(world)
    assert len(documents(teacher)) == 1
    await expire(world)
    await make(world)
    await expire(world)
    await make(world)
    row = await job(world)
    assert (row.state, row.copies, len(documents(teacher))) == (JobState.DONE, 1, 2)


async def test_an_end_that_the_database_did_not_take_is_written_down_later(world: World) -> None:
    """The same maker lives on: it knows that the document is out, and sends no other."""
    teacher, maker = await asked(world), workshop(world)
    with dying_before_settling(world), suppress(ConnectionError):
        await maker.make_due()
    await expire(world)
    await maker.make_due()
    await world.telegram.settled()
    assert (await job(world)).state is JobState.DONE
    assert len(documents(teacher)) == 1


async def test_a_day_without_telegram_ends_it(world: World) -> None:
    world.tolerated.add("Internal")
    teacher = await asked(world)
    await world.telegram.fault("500", method="sendDocument", count=9)
    await make(world)
    world.clock.forward(jobs.GIVE_UP + timedelta(minutes=1))
    await make(world)
    assert (await job(world)).state is JobState.FAILED
    assert teacher.screen.text.startswith("Не получилось приготовить файл.")


async def test_who_blocked_the_bot_is_left_alone(world: World) -> None:
    world.tolerated |= {"blocked"}
    teacher = await asked(world)
    await teacher.block()
    await make(world)
    row = await job(world)
    assert (row.state, row.error) == (JobState.FAILED, "gone")


async def test_a_redraw_that_fails_is_no_error(world: World) -> None:
    world.tolerated |= {"Internal", "Too Many Requests"}
    teacher = await asked(world)
    await world.telegram.fault("500", method="editMessageText", count=99)

    async def slow(done: int, steps: int) -> None:
        world.clock.forward(timedelta(seconds=3))

    await make(world, slow)
    assert len(documents(teacher)) == 1
    await world.telegram.clear_faults()
    await world.deliver(after=timedelta(minutes=1))
    assert teacher.screen.text == DONE


async def test_a_failure_is_told_though_its_screen_is_gone(world: World) -> None:
    world.tolerated.add("message to edit not found")
    teacher = await asked(world)
    await teacher.delete(teacher.screen)
    await revoke(world)
    await make(world)
    assert teacher.last.text == "Файл не отправлен: этот раздел вам больше недоступен."


# --- nothing is left behind --------------------------------------------------------------------------------------------


async def test_old_jobs_are_swept(world: World) -> None:
    await asked(world)
    await make(world)
    async with world.db.write() as session:
        await jobs.sweep(session, world.clock.now() + jobs.KEPT)
    assert await count(world) == 1
    async with world.db.write() as session:
        await jobs.sweep(session, world.clock.now() + jobs.KEPT + timedelta(minutes=1))
    assert await count(world) == 0
