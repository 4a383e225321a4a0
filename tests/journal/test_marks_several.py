"""One mark for several in one transaction, whom to ask, who has not written. On both databases."""

import asyncio
from datetime import date

import pytest

from db.absences import AttendanceCode
from db.engine import Database
from db.marks import MarkValue
from journal.absences import attendance
from journal.lessons import card
from journal.lessons.sheet import Sheet
from journal.marks import marking, page, several, to_ask, works
from journal.marks.marking import Cell
from journal.marks.several import Several
from journal.refusals import AbsentWithMark, NoMarks, NotFound, PreviewGone, Stale, TicksChanged
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import FIRST_GRADE, RUSSIAN, Desk, Stands

PYOTR, POLINA, ILYA, EGOR = "Иванов Пётр", "Смирнова Полина", "Петров Илья", "Сидоров Егор"
NOW = moscow("08:50")
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def begin(desk: Desk) -> Several:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        return await several.begin(session, actor, await desk.lesson(), screen=None, now=NOW)


async def tick(desk: Desk, shown: Several, name: str, *, on: bool = True) -> Several:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        return await several.tick(
            session, actor, shown.draft.id, student_id=desk.student(name), on=on, screen=None, now=NOW
        )


async def five(desk: Desk, shown: Several, value: str = "5") -> Several:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        return await several.choose(session, actor, shown.draft.id, value=MarkValue(value), screen=None, now=NOW)


async def ready(desk: Desk, *names: str) -> Several:
    shown = await begin(desk)
    for name in names:
        shown = await tick(desk, shown, name)
    return await five(desk, shown)


async def save(desk: Desk, shown: Several) -> None:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        await several.save(session, actor, shown.draft.id, shown.draft.version, now=NOW)


async def put(desk: Desk, name: str, value: str = "3", *, slot: int = 1, colleague: bool = False) -> None:
    actor = await desk.actor(desk.school.homeroom if colleague else desk.school.algebra)
    cell, work = Cell(await desk.lesson(), desk.student(name), slot), await desk.work()
    async with desk.db.write() as session:
        await marking.put(session, actor, cell, value=MarkValue(value), work_type_id=work, version=0, now=NOW)


async def missing(desk: Desk, name: str, lesson_id: int, *, code: AttendanceCode = AttendanceCode.ABSENT) -> None:
    somebody = desk.school.algebra if lesson_id == await desk.lesson() else desk.school.homeroom
    actor = await desk.actor(somebody)
    async with desk.db.write() as session:
        await attendance.put(session, actor, lesson_id, desk.student(name), code=code, version=0, now=NOW)


# --- one mark for several ----------------------------------------------------------------------------------------------


async def test_everybody_ticked_gets_the_mark_in_the_free_place(desk: Desk) -> None:
    await put(desk, POLINA)
    await save(desk, await ready(desk, PYOTR, POLINA, ILYA))

    lesson_id = await desk.lesson()
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert (await desk.mark(POLINA, lesson_id), await desk.mark(POLINA, lesson_id, 2)) == (
        Stands("3", 1),
        Stands("5", 1),
    )
    assert await desk.mark(ILYA, lesson_id) == Stands("5", 1)
    assert await desk.mark(EGOR, lesson_id) == Stands(None, 0)


async def test_a_tick_is_said_of_a_student_and_never_turned_over(desk: Desk) -> None:
    shown = await begin(desk)
    for _ in range(2):
        shown = await tick(desk, shown, PYOTR)
    shown = await tick(desk, shown, POLINA)
    assert set(shown.ticks) == {desk.student(PYOTR), desk.student(POLINA)}

    for _ in range(2):
        shown = await tick(desk, shown, PYOTR, on=False)
    assert set(shown.ticks) == {desk.student(POLINA)}


async def test_the_screen_opened_again_has_kept_its_ticks(desk: Desk) -> None:
    shown = await ready(desk, PYOTR)
    again = await begin(desk)

    assert (again.ticks, again.value) == (shown.ticks, shown.value)


async def test_a_double_tap_saves_once(desk: Desk) -> None:
    shown = await ready(desk, PYOTR, ILYA)
    await save(desk, shown)
    with pytest.raises(PreviewGone):
        await save(desk, shown)

    assert await desk.history() == [(None, "5", "")] * 2


async def test_what_was_ticked_since_the_screen_was_drawn_is_shown_first(desk: Desk) -> None:
    shown = await ready(desk, PYOTR)
    await tick(desk, shown, ILYA)

    with pytest.raises(TicksChanged):
        await save(desk, shown)
    assert await desk.history() == []


async def test_nobody_ticked_and_no_mark_save_nothing(desk: Desk) -> None:
    for name in ("", PYOTR):
        shown = await begin(desk)
        shown = await tick(desk, shown, name) if name else shown
        assert not shown.ready
        with pytest.raises(PreviewGone):
            await save(desk, shown)


async def test_who_is_missing_or_has_two_marks_cannot_be_ticked(desk: Desk) -> None:
    await missing(desk, ILYA, await desk.lesson())
    await put(desk, POLINA)
    await put(desk, POLINA, slot=2)
    shown = await begin(desk)
    for name in (ILYA, POLINA, PYOTR):
        shown = await tick(desk, shown, name)

    assert set(shown.ticks) == {desk.student(PYOTR)}
    with pytest.raises(NotFound):
        await tick(desk, shown, "Титов Лев")


async def test_who_went_missing_since_gets_none_and_neither_does_anybody(desk: Desk) -> None:
    shown = await ready(desk, PYOTR, ILYA)
    await missing(desk, ILYA, await desk.lesson())

    with pytest.raises(AbsentWithMark):
        await save(desk, shown)
    assert await desk.mark(PYOTR, await desk.lesson()) == Stands(None, 0)


@pytest.mark.parametrize("attempt", range(3))
async def test_a_colleague_takes_one_of_the_places_at_once(desk: Desk, attempt: int) -> None:
    """Either all of them or the one: never a place overwritten unseen (G16)."""
    await desk.co_teacher(desk.school.homeroom)
    shown = await ready(desk, PYOTR, ILYA, POLINA)
    gate = asyncio.Barrier(2)

    async def all_of_them() -> None:
        await gate.wait()
        await save(desk, shown)

    async def the_one() -> None:
        await gate.wait()
        await put(desk, ILYA, "2", colleague=True)

    deeds = [all_of_them(), the_one()]
    outcomes = await asyncio.gather(*(deeds if attempt % 2 else reversed(deeds)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "Stale"]
    lesson_id = await desk.lesson()
    there = [(await desk.mark(name, lesson_id)).value for name in (PYOTR, ILYA, POLINA)]
    assert there in (["5", "5", "5"], [None, "2", None])


async def test_after_a_conflict_the_selection_takes_the_place_that_is_free(desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    shown = await ready(desk, PYOTR, ILYA)
    await put(desk, ILYA, "2", colleague=True)
    with pytest.raises(Stale):
        await save(desk, shown)

    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        fresh = await several.refresh(session, actor, shown.draft.id, now=NOW)
    await save(desk, fresh)
    assert await desk.mark(ILYA, await desk.lesson(), 2) == Stands("5", 1)


async def test_grade_one_and_strangers(desk: Desk) -> None:
    primary, lesson_id = await desk.actor(desk.school.primary), await desk.lesson(FIRST_GRADE)
    with pytest.raises(NoMarks):
        async with desk.db.write() as session:
            await several.begin(session, primary, lesson_id, screen=None, now=NOW)
    shown = await ready(desk, PYOTR)
    homeroom = await desk.actor(desk.school.homeroom)
    with pytest.raises(PreviewGone):
        async with desk.db.write() as session:
            await several.save(session, homeroom, shown.draft.id, shown.draft.version, now=NOW)


# --- whom to ask -------------------------------------------------------------------------------------------------------


async def ask(desk: Desk, lesson_id: int | None = None) -> to_ask.ToAsk:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.read() as session:
        return await to_ask.of_lesson(session, actor, lesson_id or await desk.lesson())


async def test_the_fewest_marks_come_first_and_the_missing_not_at_all(desk: Desk) -> None:
    await put(desk, PYOTR)
    await put(desk, PYOTR, slot=2)
    await put(desk, ILYA)
    wednesday = await desk.lesson(day=WEDNESDAY)

    found = await ask(desk, wednesday)
    counts = {it.line.pupil.full: (it.marks, it.last_on) for it in found.students}
    full = [line.pupil.full for line in (await sheet_of(desk, wednesday)).lines]
    assert [it.line.pupil.full for it in found.students] == [n for n in full if n not in (PYOTR, ILYA)][:10]
    assert PYOTR not in counts or counts[PYOTR] == (2, MONDAY)


async def sheet_of(desk: Desk, lesson_id: int) -> Sheet:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.read() as session:
        return (await page.page(session, actor, lesson_id)).sheet


async def test_who_was_asked_today_or_is_not_here_is_passed_over(desk: Desk) -> None:
    await put(desk, PYOTR)
    await missing(desk, ILYA, await desk.lesson())

    found = await ask(desk)

    names = {it.line.pupil.full for it in found.students}
    assert not names & {PYOTR, ILYA}
    assert [line.pupil.full for line in found.missing] == [ILYA]
    assert found.asked == 1


async def test_before_attendance_was_taken_the_last_lesson_says_who_is_missing(desk: Desk) -> None:
    """Russian is later that day: whoever missed algebra is not asked, until the lesson says otherwise."""
    await missing(desk, ILYA, await desk.lesson())
    russian = await desk.lesson(RUSSIAN)
    actor = await desk.actor(desk.school.homeroom)
    async with desk.db.read() as session:
        found = await to_ask.of_lesson(session, actor, russian)
    assert [line.pupil.full for line in found.missing] == [ILYA]

    async with desk.db.write() as session:
        await attendance.all_present(session, actor, russian, now=NOW)
    async with desk.db.read() as session:
        assert (await to_ask.of_lesson(session, actor, russian)).missing == ()


async def test_grade_one_is_not_asked_for_marks(desk: Desk) -> None:
    primary, lesson_id = await desk.actor(desk.school.primary), await desk.lesson(FIRST_GRADE)
    with pytest.raises(NoMarks):
        async with desk.db.read() as session:
            await to_ask.of_lesson(session, primary, lesson_id)


# --- who has not written -----------------------------------------------------------------------------------------------


async def test_a_tests_card_counts_who_has_not_written(desk: Desk) -> None:
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()

    async def count() -> int:
        async with desk.db.read() as session:
            return (await card.card(session, actor, lesson_id, now=NOW)).unwritten

    await put(desk, PYOTR)
    assert await count() == 0
    for code, waiting in (("test", 12), ("answer", 0), ("quiz", 12)):
        async with desk.db.write() as session:
            await works.choose(session, actor, lesson_id, await desk.work(code), now=NOW)
        assert await count() == waiting
    await save(desk, await ready(desk, PYOTR, ILYA))
    assert await count() == 10


async def test_a_mark_put_later_for_who_was_missing_says_so(desk: Desk) -> None:
    lesson_id, student_id = await desk.lesson(), desk.student(ILYA)
    await missing(desk, ILYA, lesson_id)
    actor, work = await desk.actor(desk.school.algebra), await desk.work("test")
    late = moscow("10:00", WEDNESDAY)
    for name, value in ((ILYA, "4"), (PYOTR, "5")):
        async with desk.db.write() as session:
            await marking.put(
                session,
                actor,
                Cell(lesson_id, desk.student(name)),
                value=MarkValue(value),
                work_type_id=work,
                version=0,
                now=late,
            )

    found = await sheet_of(desk, lesson_id)
    line, present = found.line(student_id), found.line(desk.student(PYOTR))
    assert (line.cell, found.later(line, line.marks[0])) == ("Н/4", WEDNESDAY)
    assert (present.cell, found.later(present, present.marks[0])) == ("5", None)
