"""`По списку`: what a list says, to the last piece, and what saving it writes. On both databases."""

import asyncio
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.absences import AttendanceCode
from db.engine import Database
from db.marks import MarkChange, MarkValue
from journal.absences import attendance
from journal.lessons import sheet
from journal.marks import by_list, list_typed, marking, works
from journal.marks.by_list import Piece
from journal.marks.list_typed import Typed
from journal.marks.marking import Cell
from journal.operations import drafts
from journal.refusals import NoMarks, PreviewGone, Stale
from locales.written import WRITTEN
from tests.school import NamedSchool, Somebody, moscow
from tests.teaching import FIRST_GRADE, Desk, Stands

SCALE = tuple(value for value in MarkValue if value is not MarkValue.ONE)
PYOTR = "Иванов Пётр"
NOW = moscow("08:50")
LATER = moscow("10:00", date(2026, 11, 25))
TWELVE = "5 4 н 3 - 5/4 - оп4 . - зч 2"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


# --- reading: pure -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marks", "code"),
    [
        ("5", ("5",), None), ("-", (), None), ("—", (), None), ("5/4", ("5", "4"), None), (".", (".",), None),
        ("зч", ("ЗЧ",), None), ("Н/А", ("н/а",), None), ("осв", ("осв",), None), ("пять", ("5",), None),
        ("н", (), "Н"), ("H", (), "Н"), ("н/б", (), "Н"), ("б", (), "Б"), ("ув", (), "У"), ("оп", (), "ОП"),
        ("оп4", ("4",), "ОП"), ("оп/4", ("4",), "ОП"), ("Н/4", ("4",), "Н"), ("нз/5", ("НЗ", "5"), None),
    ],
)  # fmt: skip
def test_a_piece_is_read(text: str, marks: tuple[str, ...], code: str | None) -> None:
    assert [(it.marks, it.code, it.wrong) for it in by_list.read(text, WRITTEN, SCALE)] == [(marks, code, False)]


@pytest.mark.parametrize(
    "text", ["6", "54", "4-", "1", "п", "Иванов", "5/4/3", "н/б/у", "+", "0", "5.", "/", "4/", "<b>"]
)
def test_a_piece_that_can_mean_two_things_or_none_is_named(text: str) -> None:
    assert [it for it in by_list.read(text, WRITTEN, SCALE) if it.wrong] == [Piece(text, wrong=True)]


def test_a_plus_is_a_comment() -> None:
    assert by_list.read("4+ 5/3+", WRITTEN, SCALE) == [
        Piece("4+", ("4",), ("+",)),
        Piece("5/3+", ("5", "3"), ("", "+")),
    ]


def test_commas_semicolons_and_lines_only_separate() -> None:
    assert [it.text for it in by_list.read(" 5, 4;\nн  3,-\n", WRITTEN, SCALE)] == ["5", "4", "н", "3", "-"]


PIECES = st.sampled_from(["5", "4", "3", "2", "зч", "нз", "н/а", "осв", ".", "-", "н", "б", "у", "оп", "5/4", "оп3"])


@given(st.lists(PIECES, max_size=40), st.sampled_from([" ", ", ", "\n", " ; "]))
def test_every_list_is_read_piece_by_piece(pieces: list[str], joint: str) -> None:
    read = by_list.read(joint.join(pieces), WRITTEN, SCALE)

    assert [it.text for it in read] == pieces
    assert not any(it.wrong for it in read)
    for written, it in zip(pieces, read, strict=True):
        assert by_list.read(written, WRITTEN, SCALE) == [it]


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for it in by_list.read(text, WRITTEN, SCALE):
        assert it.wrong or it.marks or it.code or it.text in by_list.DASHES


# --- saving ------------------------------------------------------------------------------------------------------------


async def hear(
    desk: Desk, text: str, *, by: Somebody | None = None, now: datetime = NOW, lesson_id: int | None = None
) -> Typed:
    actor = await desk.actor(by or desk.school.algebra)
    async with desk.db.write() as session:
        begun = await list_typed.begin(
            session, actor, lesson_id or await desk.lesson(), words=WRITTEN, screen=None, now=now
        )
    async with desk.db.write() as session:
        return await list_typed.hear(session, actor, begun.draft, text, words=WRITTEN, now=now)


async def save(desk: Desk, shown: Typed, *, by: Somebody | None = None, now: datetime = NOW) -> None:
    actor = await desk.actor(by or desk.school.algebra)
    async with desk.db.write() as session:
        await list_typed.save(session, actor, shown.draft.id, shown.draft.version, words=WRITTEN, now=now)


async def cells(desk: Desk) -> list[str]:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.read() as session:
        return [line.cell for line in (await sheet.of_teacher(session, actor, await desk.lesson())).lines]


async def test_what_the_preview_names_is_what_is_saved(desk: Desk) -> None:
    shown = await hear(desk, TWELVE)
    assert shown.ready
    assert await cells(desk) == [""] * 12

    await save(desk, shown)

    assert await cells(desk) == ["5", "4", "Н", "3", "", "5/4", "", "ОП 4", ".", "", "ЗЧ", "2"]
    assert (await desk.row(await desk.lesson())).attendance_at == NOW
    assert len(await desk.history()) == 9


@pytest.mark.parametrize("text", ["5 4 3", f"{TWELVE} 5", "5", ""])
async def test_a_count_that_differs_saves_nothing(desk: Desk, text: str) -> None:
    shown = await hear(desk, text)
    assert not shown.ready
    if shown.told is not None:
        assert (shown.told.expected, shown.told.given) == (12, len(text.split()))

    with pytest.raises(PreviewGone):
        await save(desk, shown)
    assert await cells(desk) == [""] * 12


async def test_a_piece_that_is_not_understood_saves_nothing(desk: Desk) -> None:
    shown = await hear(desk, TWELVE.replace("2", "6"))

    assert not shown.ready
    with pytest.raises(PreviewGone):
        await save(desk, shown)
    assert await desk.count(MarkChange) == 0


async def test_a_list_is_saved_once(desk: Desk) -> None:
    shown = await hear(desk, TWELVE)
    await save(desk, shown)

    with pytest.raises(PreviewGone):
        await save(desk, shown)
    assert len(await desk.history()) == 9


async def test_the_same_work_again_is_corrected_and_another_work_takes_the_free_place(desk: Desk) -> None:
    dashes = " -" * 11
    await save(desk, await hear(desk, f"4{dashes}"))
    await save(desk, await hear(desk, f"5{dashes}"))
    assert (await cells(desk))[0] == "5"
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    async with desk.db.write() as session:
        await works.choose(session, actor, lesson_id, await desk.work("test"), now=NOW)
    await save(desk, await hear(desk, f"3{dashes}"))
    assert (await cells(desk))[0] == "5/3"

    async with desk.db.write() as session:
        await works.choose(session, actor, lesson_id, await desk.work("quiz"), now=NOW)
    shown = await hear(desk, f"2{dashes}")
    assert shown.told is not None
    assert shown.told.places[0].full
    assert not shown.ready


async def test_who_is_missing_gets_no_mark_on_the_day(desk: Desk) -> None:
    dashes = " -" * 11
    await save(desk, await hear(desk, f"н{dashes}"))

    for text in (f"5{dashes}", f"н/5{dashes}"):
        shown = await hear(desk, text)
        assert not shown.ready
        assert shown.told is not None
        assert shown.told.places[0].conflict

    await save(desk, await hear(desk, f"4{dashes}", now=LATER), now=LATER)
    assert (await cells(desk))[0] == "Н/4"


async def test_a_mark_of_an_earlier_day_is_replaced_with_a_reason(desk: Desk) -> None:
    dashes = " -" * 11
    await save(desk, await hear(desk, f"3{dashes}"))
    shown = await hear(desk, f"4{dashes}", now=LATER)
    assert shown.needs_reason
    with pytest.raises(PreviewGone):
        await save(desk, shown, now=LATER)

    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        shown = await list_typed.because(
            session, actor, shown.draft.id, shown.draft.version, reason="пересдача", words=WRITTEN, now=LATER
        )
    await save(desk, shown, now=LATER)
    assert await desk.history() == [(None, "3", ""), ("3", "4", "пересдача")]


async def test_what_a_colleague_entered_meanwhile_is_not_overwritten(desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    shown = await hear(desk, TWELVE)
    colleague, lesson_id, work = await desk.actor(desk.school.homeroom), await desk.lesson(), await desk.work()
    first = shown.page.sheet.lines[0].student_id
    async with desk.db.write() as session:
        await marking.put(
            session, colleague, Cell(lesson_id, first), value=MarkValue.TWO, work_type_id=work, version=0, now=NOW
        )

    with pytest.raises(Stale):
        await save(desk, shown)
    assert await cells(desk) == ["2"] + [""] * 11

    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        fresh = await list_typed.refresh(session, actor, shown.draft, words=WRITTEN, now=NOW)
    assert fresh.told is not None
    assert fresh.told.places[0].before == ("2",)


@pytest.mark.parametrize("attempt", range(3))
async def test_a_list_and_a_colleagues_tap_at_once(desk: Desk, attempt: int) -> None:
    """One of them hears of the other; never both in one place, and never half a list (G16)."""
    await desk.co_teacher(desk.school.homeroom)
    shown = await hear(desk, TWELVE)
    colleague, lesson_id, work = await desk.actor(desk.school.homeroom), await desk.lesson(), await desk.work()
    cell = Cell(lesson_id, shown.page.sheet.lines[0].student_id)
    gate = asyncio.Barrier(2)

    async def by_tap() -> None:
        await gate.wait()
        async with desk.db.write() as session:
            await marking.put(session, colleague, cell, value=MarkValue.TWO, work_type_id=work, version=0, now=NOW)

    async def whole_list() -> None:
        await gate.wait()
        await save(desk, shown)

    deeds = [by_tap(), whole_list()]
    outcomes = await asyncio.gather(*(deeds if attempt % 2 else reversed(deeds)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "Stale"]
    assert (await cells(desk)) in (
        ["2"] + [""] * 11,
        ["5", "4", "Н", "3", "", "5/4", "", "ОП 4", ".", "", "ЗЧ", "2"],
    )


async def test_grade_one_has_no_list(desk: Desk) -> None:
    with pytest.raises(NoMarks):
        await hear(desk, "5", by=desk.school.primary, lesson_id=await desk.lesson(FIRST_GRADE))


async def test_another_kind_of_draft_is_no_list(desk: Desk) -> None:
    actor = await desk.actor(desk.school.algebra)
    async with desk.db.write() as session:
        draft = await drafts.put(session, actor, kind="lesson", payload={"lesson": 1}, screen=None, now=NOW)
    with pytest.raises(PreviewGone):
        async with desk.db.write() as session:
            await list_typed.save(session, actor, draft.id, draft.version, words=WRITTEN, now=NOW)


async def test_a_code_by_a_note_is_the_notes(desk: Desk) -> None:
    """Н where a mark stands is a conflict as well; Н beside nothing is not."""
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    async with desk.db.write() as session:
        await attendance.put(
            session, actor, lesson_id, desk.student(PYOTR), code=AttendanceCode.LATE, version=0, now=NOW
        )
    place = [line.pupil.full for line in (await hear(desk, "5")).page.sheet.lines].index(PYOTR)
    text = ["-"] * 12
    text[place] = "3"
    await save(desk, await hear(desk, " ".join(text)))

    assert await desk.code(PYOTR, lesson_id) == "ОП"
    assert await desk.mark(PYOTR, lesson_id) == Stands("3", 1)
