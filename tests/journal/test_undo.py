"""`↩️ Отменить`: the last entry is taken back whole, with a history of its own, and never over a colleague's. Both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from db.absences import AttendanceCode
from db.engine import Database
from db.homework import Homework
from db.marks import MarkValue
from journal.absences import attendance
from journal.lessons import closing, sheet, spoken, topics, undo
from journal.lessons.closing import Answers, Gap
from journal.lessons.undo import Undoable
from journal.marks import marking
from journal.marks.marking import Cell
from journal.refusals import NotFound, NothingToUndo, Stale, TopicChanged
from locales.written import WRITTEN
from tests.school import NamedSchool, Somebody, moscow
from tests.teaching import Desk, Stands

PYOTR, ILYA, POLINA = "Иванов Пётр", "Петров Илья", "Смирнова Полина"
IN_CLASS = moscow("08:50")
SOON = IN_CLASS + timedelta(minutes=2)
SLIP = "ошибка"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def put(
    desk: Desk,
    value: str | None,
    *,
    version: int,
    name: str = PYOTR,
    by: Somebody | None = None,
    now: datetime = IN_CLASS,
) -> None:
    actor, lesson_id, work = await desk.actor(by or desk.school.algebra), await desk.lesson(), await desk.work()
    cell = Cell(lesson_id, desk.student(name))
    wanted = MarkValue(value) if value is not None else None
    async with desk.db.write() as session:
        await marking.put(session, actor, cell, value=wanted, work_type_id=work, version=version, now=now)


async def code(desk: Desk, wanted: AttendanceCode | None, *, version: int, name: str = PYOTR) -> None:
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    async with desk.db.write() as session:
        await attendance.put(session, actor, lesson_id, desk.student(name), code=wanted, version=version, now=IN_CLASS)


async def take_back(desk: Desk, version: int = 1, *, by: Somebody | None = None, now: datetime = SOON) -> Undoable:
    actor, lesson_id = await desk.actor(by or desk.school.algebra), await desk.lesson()
    async with desk.db.write() as session:
        return await undo.undo(session, actor, lesson_id, version, reason=SLIP, now=now)


async def test_a_mark_goes_and_the_family_never_hears_of_it(desk: Desk) -> None:
    await put(desk, "2", version=0)

    back = await take_back(desk)

    lesson_id = await desk.lesson()
    assert [(it.value, it.slot) for it in back.was.marks] == [(None, 1)]
    assert await desk.mark(PYOTR, lesson_id) == Stands(None, 2)
    assert await desk.history() == [(None, "2", ""), ("2", None, SLIP)]
    assert await desk.actions() == ["mark.put", "mark.remove"]
    held = {notice.due_at for notice in (await desk.promised(lesson_id)).values()}
    assert held == {SOON + timedelta(minutes=10)}


async def test_what_stood_there_before_comes_back_with_its_comment(desk: Desk) -> None:
    await put(desk, "4", version=0)
    actor, cell = await desk.actor(desk.school.algebra), Cell(await desk.lesson(), desk.student(PYOTR))
    async with desk.db.write() as session:
        await marking.comment_on(session, actor, cell, "у доски", version=1, now=IN_CLASS)
    await put(desk, None, version=2)

    await take_back(desk, 3)

    assert await desk.mark(PYOTR, cell.lesson_id) == Stands("4", 4)
    async with desk.db.read() as session:
        shown = await sheet.of_teacher(session, actor, cell.lesson_id)
    assert shown.line(cell.student_id).marks[0].comment == "у доски"


async def test_a_double_tap_takes_back_once(desk: Desk) -> None:
    await put(desk, "4", version=0)
    await put(desk, "5", version=1)
    await take_back(desk, 2)

    with pytest.raises(NothingToUndo):
        await take_back(desk, 2)
    with pytest.raises(NothingToUndo):
        await take_back(desk, 3)

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("4", 3)


async def test_a_button_of_an_entry_before_the_last_takes_nothing_back(desk: Desk) -> None:
    await put(desk, "4", version=0)
    await put(desk, "5", version=0, name=POLINA)

    with pytest.raises(NothingToUndo):
        await take_back(desk, 1)

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("4", 1)
    assert await desk.mark(POLINA, await desk.lesson()) == Stands("5", 1)


async def test_what_a_colleague_changed_since_is_not_overwritten(desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    await put(desk, "3", version=0)
    await put(desk, "5", version=1, by=desk.school.homeroom)

    with pytest.raises(Stale) as refused:
        await take_back(desk)

    assert refused.value.facts["who"] == "Титова Е. С."
    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("5", 2)


async def test_everybody_takes_back_the_own_entry(desk: Desk) -> None:
    """A colleague's entry beside it stays, and a stranger has nothing to take back."""
    await desk.co_teacher(desk.school.homeroom)
    await put(desk, "3", version=0)
    await put(desk, "5", version=0, name=POLINA, by=desk.school.homeroom)

    await take_back(desk)

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands(None, 2)
    assert await desk.mark(POLINA, await desk.lesson()) == Stands("5", 1)
    for stranger in (desk.school.deputy, desk.school.primary, desk.school.mother):
        with pytest.raises(NotFound):
            await take_back(desk, by=stranger)


async def test_attendance_is_untaken_again(desk: Desk) -> None:
    await code(desk, AttendanceCode.ABSENT, version=0)
    assert (await desk.row(await desk.lesson())).attendance_at is not None

    await take_back(desk)

    assert await desk.code(PYOTR, await desk.lesson()) is None
    assert (await desk.row(await desk.lesson())).attendance_at is None


async def test_attendance_stays_taken_where_it_was_before(desk: Desk) -> None:
    await code(desk, AttendanceCode.ABSENT, version=0)
    await code(desk, AttendanceCode.ILL, version=0, name=ILYA)

    await take_back(desk, 2)

    lesson_id = await desk.lesson()
    assert (await desk.code(PYOTR, lesson_id), await desk.code(ILYA, lesson_id)) == ("Н", None)
    assert (await desk.row(lesson_id)).attendance_at is not None


async def test_a_topic_comes_back_and_a_closed_lesson_keeps_one(desk: Desk) -> None:
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    async with desk.db.write() as session:
        await topics.put(session, actor, lesson_id, "Степени", seen=0, now=IN_CLASS)
    async with desk.db.write() as session:
        await topics.put(session, actor, lesson_id, "Корни", seen=topics.fingerprint("Степени"), now=IN_CLASS)
    await take_back(desk, 2)
    assert (await desk.row(lesson_id)).topic == "Степени"

    async with desk.db.write() as session:
        await closing.close(
            session, actor, lesson_id, answers=Answers(None, all_present=True, no_homework=True), now=SOON
        )
    with pytest.raises(NothingToUndo):
        await take_back(desk, 4)
    row = await desk.row(lesson_id)
    assert (row.state, row.topic, row.attendance_at) == ("closed", "Степени", SOON)


async def test_a_topic_that_a_colleague_replaced_stays(desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    for somebody, topic, seen in ((desk.school.algebra, "Степени", ""), (desk.school.homeroom, "Корни", "Степени")):
        actor = await desk.actor(somebody)
        async with desk.db.write() as session:
            await topics.put(session, actor, lesson_id, topic, seen=topics.fingerprint(seen), now=IN_CLASS)

    with pytest.raises(TopicChanged):
        await take_back(desk)

    assert (await desk.row(lesson_id)).topic == "Корни"


async def test_an_hour_later_it_is_corrected_like_any_other(desk: Desk) -> None:
    await put(desk, "3", version=0)

    with pytest.raises(NothingToUndo):
        await take_back(desk, now=IN_CLASS + undo.FOR + timedelta(seconds=1))

    assert await desk.mark(PYOTR, await desk.lesson()) == Stands("3", 1)


async def test_a_change_of_another_day_is_taken_back_with_its_own_reason(desk: Desk) -> None:
    """After the lesson's day every change needs one (П 5.4.1): the taking back says so itself."""
    later = moscow("10:00", date(2026, 11, 25))
    await put(desk, "3", version=0, now=later)

    await take_back(desk, now=later + timedelta(minutes=1))

    assert await desk.history() == [(None, "3", ""), ("3", None, SLIP)]


async def told_all(
    desk: Desk, text: str, *, now: datetime = IN_CLASS, by: Somebody | None = None, close: bool = False
) -> None:
    """A lesson in one message, saved."""
    actor, lesson_id = await desk.actor(by or desk.school.algebra), await desk.lesson()
    async with desk.db.write() as session:
        shown = await spoken.hear(session, actor, lesson_id, text, words=WRITTEN, screen=None, now=now)
        assert shown.ready
        await spoken.apply(
            session, actor, shown.draft_id, shown.version, close=close, assumed=shown.closing or spoken.Assumed(),
            words=WRITTEN, now=now,
        )  # fmt: skip


async def tasks(desk: Desk) -> dict[int, tuple[str, bool, int]]:
    async with desk.db.read() as session:
        rows = await session.execute(
            select(Homework.number, Homework.text, Homework.withdrawn, Homework.version).order_by(Homework.number)
        )
    return {number: (text, withdrawn, version) for number, text, withdrawn, version in rows}


async def test_homework_comes_back_as_it_was(desk: Desk) -> None:
    await told_all(desk, "дз §5 20 мин")
    await told_all(desk, "дз §6 30 мин к пятнице")

    await take_back(desk, 2)

    row = await desk.homework(await desk.lesson())
    assert row is not None
    assert (row.text, row.minutes, row.due_on, row.version) == ("§5", 20, date(2026, 11, 25), 3)
    with pytest.raises(NothingToUndo):
        await take_back(desk, 2)


async def test_a_first_homework_leaves_a_gap_that_closing_asks_about(desk: Desk) -> None:
    await told_all(desk, "дз §5; Петрову №6")

    await take_back(desk)

    assert await tasks(desk) == {0: ("", True, 2), 1: ("", True, 2)}
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    async with desk.db.read() as session:
        assert Gap.HOMEWORK in (await closing.page(session, actor, lesson_id)).gaps
    await told_all(desk, "дз §7")
    assert (await tasks(desk))[0] == ("§7", False, 3), "the version goes on: no old screen takes it for its own"


async def test_a_dictated_lesson_is_taken_back_whole(desk: Desk) -> None:
    await told_all(desk, "Иванов П. 5, Петров н; тема Корни; дз §5")

    back = await take_back(desk)

    lesson_id = await desk.lesson()
    assert [it.text for it in back.was.homework] == [""]
    assert await desk.mark(PYOTR, lesson_id) == Stands(None, 2)
    assert await desk.code(ILYA, lesson_id) is None
    assert (await tasks(desk))[0][1]


async def test_a_closed_lesson_keeps_the_homework_that_it_was_closed_with(desk: Desk) -> None:
    await told_all(desk, "Иванов П. 5; тема Корни; дз §5", close=True)

    await take_back(desk)

    assert await tasks(desk) == {0: ("§5", False, 1)}


async def test_homework_that_a_colleague_changed_is_not_overwritten(desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    await told_all(desk, "дз §5")
    await told_all(desk, "дз §6", by=desk.school.homeroom)

    with pytest.raises(Stale) as refused:
        await take_back(desk)

    assert refused.value.facts["who"] == "Титова Е. С."
    assert (await tasks(desk))[0] == ("§6", False, 2)
