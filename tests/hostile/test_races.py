"""Two at once, let go by one barrier, on both databases (T7: G16, G19)."""

import asyncio
from collections.abc import Awaitable
from datetime import date

import pytest

from db.engine import Database
from db.marks import MarkValue
from db.substitutions import Substitution, SubstitutionKind
from journal.lessons import closing
from journal.lessons.closing import Answers
from journal.marks import marking
from journal.marks.marking import Cell
from journal.refusals import Refusal, Stale
from journal.substitutions import assigning
from journal.substitutions.refusals import PlaceTaken, SubstituteBusy
from journal.timetable import changing
from tests.school import MONDAY, NamedSchool, moscow
from tests.substituting import THURSDAY, TUESDAY, WEDNESDAY
from tests.teaching import ALGEBRA, FIRST_GRADE, RUSSIAN, SENIOR, Desk, Stands

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


# --- the deputy heads' timetable ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("attempt", range(3))
@pytest.mark.parametrize(
    ("other", "day"), [(RUSSIAN, TUESDAY), (SENIOR, THURSDAY)], ids=["the same class", "the same teacher"]
)
async def test_two_deputy_heads_and_one_hour(desk: Desk, other: str, day: date, attempt: int) -> None:
    """Both saw Thursday's fifth hour free; one lesson gets it, the other stays where it was."""
    lessons = [await desk.lesson(ALGEBRA, WEDNESDAY), await desk.lesson(other, day)]
    deputy, gate = await desk.actor(desk.school.deputy), asyncio.Barrier(2)

    async def move(lesson_id: int) -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await changing.move(session, deputy, lesson_id, day=THURSDAY, period=5, now=NOW)

    outcomes = await together(*(move(lesson_id) for lesson_id in (lessons if attempt % 2 else reversed(lessons))))
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [PlaceTaken]
    there = [await desk.row(lesson_id) for lesson_id in lessons]
    assert sum((row.date, row.period) == (THURSDAY, 5) for row in there) == 1
    assert await desk.actions() == ["lesson.move"]


@pytest.mark.parametrize("attempt", range(3))
async def test_a_lesson_is_brought_back_while_another_is_moved_into_its_hour(desk: Desk, attempt: int) -> None:
    deputy, gate = await desk.actor(desk.school.deputy), asyncio.Barrier(2)
    lost, moved = await desk.lesson(RUSSIAN, THURSDAY), await desk.lesson(ALGEBRA, WEDNESDAY)
    async with desk.db.write() as session:
        await changing.cancel(session, deputy, lost, now=NOW)

    async def restore() -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await changing.restore(session, deputy, lost, now=NOW)

    async def move() -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await changing.move(session, deputy, moved, day=THURSDAY, period=3, now=NOW)

    outcomes = await together(*((restore(), move()) if attempt % 2 else (move(), restore())))
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [PlaceTaken]
    back = (await desk.row(lost)).state == "planned"
    assert ((await desk.row(moved)).date == THURSDAY) is not back


@pytest.mark.parametrize("attempt", range(3))
async def test_one_colleague_is_asked_for_one_hour_once(desk: Desk, attempt: int) -> None:
    school, gate = desk.school, asyncio.Barrier(2)
    deputy = await desk.actor(school.deputy)
    wanted = [
        (await desk.lesson(ALGEBRA, MONDAY), school.algebra.person_id),
        (await desk.lesson(FIRST_GRADE, MONDAY), school.primary.person_id),
    ]

    async def ask(lesson_id: int, absent_id: int) -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await assigning.assign(
                session, deputy, lessons=[lesson_id], absent_id=absent_id, substitute_id=school.homeroom.person_id,
                kind=SubstitutionKind.SAME_SUBJECT, now=moscow("07:30"),
            )  # fmt: skip

    outcomes = await together(*(ask(*one) for one in (wanted if attempt % 2 else reversed(wanted))))
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [SubstituteBusy]
    assert await desk.count(Substitution) == 1
