"""Two at once, let go by one barrier, on both databases (T7: G16, G19)."""

import asyncio
from collections.abc import Awaitable

import pytest

from db.engine import Database
from db.marks import MarkValue
from journal.lessons import closing
from journal.lessons.closing import Answers
from journal.marks import marking
from journal.marks.marking import Cell
from journal.refusals import Refusal, Stale
from tests.school import NamedSchool, moscow
from tests.teaching import Desk, Stands

PYOTR = "Иванов Пётр"
NOW = moscow("09:17")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def together(*deeds: Awaitable[object]) -> list[object]:
    """All at once; what each returned or raised."""
    return await asyncio.gather(*deeds, return_exceptions=True)


@pytest.mark.parametrize("attempt", range(5))
async def test_two_teachers_and_one_cell(desk: Desk, attempt: int) -> None:
    """One wins, the other hears whose mark stands there; never both, never neither (G16)."""
    await desk.co_teacher(desk.school.homeroom)
    lesson_id, work = await desk.lesson(), await desk.work()
    cell = Cell(lesson_id, desk.student(PYOTR))
    both = [(await desk.actor(desk.school.algebra), "5"), (await desk.actor(desk.school.homeroom), "3")]
    gate = asyncio.Barrier(2)

    async def put(number: int) -> None:
        actor, value = both[number]
        await gate.wait()
        async with desk.db.write() as session:
            await marking.put(session, actor, cell, value=MarkValue(value), work_type_id=work, version=0, now=NOW)

    order = (0, 1) if attempt % 2 else (1, 0)
    outcomes = await together(*(put(number) for number in order))
    refused = [outcome for outcome in outcomes if outcome is not None]
    assert [type(outcome) for outcome in refused] == [Stale]
    there = await desk.mark(PYOTR, lesson_id)
    assert there.version == 1
    assert there.value in {"5", "3"}
    assert len(await desk.history()) == 1
    assert await desk.actions() == ["mark.put"]


@pytest.mark.parametrize("attempt", range(3))
async def test_one_tap_worked_twice_at_once_is_one_mark(desk: Desk, attempt: int) -> None:
    lesson_id, work, actor = await desk.lesson(), await desk.work(), await desk.actor(desk.school.algebra)
    gate = asyncio.Barrier(4)

    async def put() -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await marking.put(
                session,
                actor,
                Cell(lesson_id, desk.student(PYOTR)),
                value=MarkValue.FIVE,
                work_type_id=work,
                version=0,
                now=NOW,
            )

    assert await together(*(put() for _ in range(4))) == [None] * 4, attempt
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert len(await desk.history()) == 1
    assert len(await desk.promised(lesson_id)) == 2


@pytest.mark.parametrize("attempt", range(3))
async def test_closing_while_the_co_teacher_marks_keeps_both(desk: Desk, attempt: int) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id, work = await desk.lesson(), await desk.work()
    closer, marker = await desk.actor(desk.school.algebra), await desk.actor(desk.school.homeroom)
    async with desk.db.read() as session:
        proposal = (await closing.page(session, closer, lesson_id)).proposal
    assert proposal is not None
    gate = asyncio.Barrier(2)

    async def close(answers: Answers) -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await closing.close(session, closer, lesson_id, answers=answers, now=NOW)

    async def put() -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await marking.put(
                session,
                marker,
                Cell(lesson_id, desk.student(PYOTR)),
                value=MarkValue.FOUR,
                work_type_id=work,
                version=0,
                now=NOW,
            )

    outcomes = await together(close(proposal), put())
    assert not [outcome for outcome in outcomes if outcome is not None and not isinstance(outcome, Refusal)], attempt
    assert outcomes == [None, None]
    assert (await desk.row(lesson_id)).state == "closed"
    assert await desk.mark(PYOTR, lesson_id) == Stands("4", 1)
    assert len(await desk.promised(lesson_id)) == 2, "told once each"
