"""Homework: by when, what kind, «не задано», files, and whom a change is told. On both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.homework import FileKind, Homework, HomeworkFile, HomeworkKind, StoredFile
from db.lessons import CurriculumPlan, Topic
from db.operations import Told
from db.people import Account
from journal.access import Actor
from journal.homework import assigning, files, half_typed, page
from journal.homework.assigning import NOTHING, Wanted
from journal.homework.files import Incoming
from journal.homework.half_typed import TypedHomework
from journal.lessons import topics
from journal.operations import drafts
from journal.refusals import LessonAhead, NotFound, Stale, TooLong, TooMany
from locales.written import WRITTEN
from tests.school import MONDAY, NamedSchool, Somebody, moscow
from tests.teaching import FIRST_GRADE, Desk

WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
IN_CLASS = moscow("08:50")
PHOTO = Incoming("photo-1", FileKind.PHOTO, "board.jpg", 90_000)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


@pytest.fixture
async def teacher(desk: Desk) -> Actor:
    return await desk.actor(desk.school.algebra)


async def put(desk: Desk, actor: Actor, wanted: Wanted, *, version: int = 0, lesson_id: int | None = None) -> None:
    async with desk.db.write() as session:
        await assigning.put(session, actor, lesson_id or await desk.lesson(), wanted, version=version, now=IN_CLASS)


async def test_the_next_lesson_is_one_of_a_later_date(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.read() as session:
        shown = await page.page(session, teacher, lesson_id)
    assert shown.days[:3] == [WEDNESDAY, FRIDAY, date(2026, 11, 30)]

    await desk.cancel(await desk.lesson(day=WEDNESDAY))
    async with desk.db.read() as session:
        shown = await page.page(session, teacher, lesson_id)
    assert shown.next_day == FRIDAY


async def test_homework_is_set_and_changed_in_one_thing(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    await put(desk, teacher, Wanted(text="§21", due_on=WEDNESDAY))
    async with desk.db.write() as session:
        await assigning.change(session, teacher, lesson_id, minutes=30, version=1, now=IN_CLASS)
    async with desk.db.write() as session:
        await assigning.change(session, teacher, lesson_id, kind=HomeworkKind.ORAL, version=2, now=IN_CLASS)
    async with desk.db.write() as session:
        await assigning.change(session, teacher, lesson_id, due_on=FRIDAY, version=3, now=IN_CLASS)

    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.kind, row.text, row.minutes, row.due_on, row.version) == ("oral", "§21", 30, FRIDAY, 4)


async def test_the_same_again_is_done_already(desk: Desk, teacher: Actor) -> None:
    await put(desk, teacher, Wanted(text="§21", due_on=WEDNESDAY))
    await put(desk, teacher, Wanted(text="§21", due_on=WEDNESDAY))

    assert await desk.actions() == ["homework.put"]


async def test_nothing_set_is_an_entry(desk: Desk, teacher: Actor) -> None:
    await put(desk, teacher, NOTHING)

    row = await desk.homework(await desk.lesson())
    assert row is not None
    assert (row.kind, row.due_on) == ("none", None)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await assigning.change(session, teacher, row.lesson_id, minutes=10, version=1, now=IN_CLASS)


@pytest.mark.parametrize("due", [MONDAY, MONDAY - timedelta(days=1), MONDAY + timedelta(days=400)])
async def test_due_never_before_the_next_day_nor_in_another_year(desk: Desk, teacher: Actor, due: date) -> None:
    with pytest.raises(NotFound):
        await put(desk, teacher, Wanted(text="§21", due_on=due))


async def test_the_second_of_two_teachers_sees_who_and_what(desk: Desk, teacher: Actor) -> None:
    await desk.co_teacher(desk.school.homeroom)
    await put(desk, await desk.actor(desk.school.homeroom), Wanted(text="§22"))

    with pytest.raises(Stale) as refused:
        await put(desk, teacher, Wanted(text="§21"))

    assert refused.value.facts == {"who": "Титова Е. С.", "value": "§22"}


async def test_nobody_else_may(desk: Desk, teacher: Actor) -> None:
    for stranger in (desk.school.deputy, desk.school.homeroom, desk.school.mother):
        with pytest.raises(NotFound):
            await put(desk, await desk.actor(stranger), Wanted(text="§21"))
    with pytest.raises(LessonAhead):
        await put(desk, teacher, Wanted(text="§21"), lesson_id=await desk.lesson(day=WEDNESDAY))
    assert await desk.count(Homework) == 0


async def test_grade_one_has_homework(desk: Desk) -> None:
    lesson_id = await desk.lesson(FIRST_GRADE)
    await put(desk, await desk.actor(desk.school.primary), Wanted(text="с. 14"), lesson_id=lesson_id)

    assert await desk.homework(lesson_id) is not None


# --- what families were told ---------------------------------------------------------------------------------------------


async def told(desk: Desk, somebody: Somebody, lesson_id: int) -> None:
    async with desk.db.write() as session:
        account = await session.scalar(select(Account.id).where(Account.external_id == str(somebody.telegram)))
        session.add(Told(account_id=account, cell=f"homework:{lesson_id}", value="…", told_at=IN_CLASS))


async def test_homework_alone_rings_nobody(desk: Desk, teacher: Actor) -> None:
    await put(desk, teacher, Wanted(text="§21"))

    assert await desk.promised(await desk.lesson()) == {}


async def test_a_change_is_promised_to_those_who_were_told(desk: Desk, teacher: Actor) -> None:
    """The mother of two was told of her older child's homework: the younger one's family news are not touched."""
    lesson_id = await desk.lesson()
    await put(desk, teacher, Wanted(text="§21"))
    await told(desk, desk.school.mother, lesson_id)
    await put(desk, teacher, Wanted(text="§22"), version=1)

    promised = await desk.promised(lesson_id)
    assert set(promised) == {str(desk.school.mother.telegram), str(desk.school.father.telegram)}
    assert {notice.student_id for notice in promised.values()} == {desk.student("Смирнова Полина")}


# --- typed ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "minutes", "due"),
    [
        ("§21 №3–5 30 мин", "§21 №3–5", 30, None),
        ("§21 №3–5 30 мин к пятнице", "§21 №3–5", 30, FRIDAY),
        ("дз §21 20 мин", "§21", 20, None),
        ("учебник с. 40", "учебник с. 40", None, None),
        ("выучить стихотворение Иванова", "выучить стихотворение Иванова", None, None),
        ("№ 5, 4, 3", "№ 5, 4, 3", None, None),
        ("повторить тему «Дроби»", "повторить тему «Дроби»", None, None),
        ("§1\n§2", "§1\n§2", None, None),
    ],
)
def test_minutes_and_day_are_taken_out_of_the_text(text: str, said: str, minutes: int | None, due: date | None) -> None:
    assert half_typed.read(text, MONDAY, WRITTEN) == TypedHomework(said, minutes, due)


@pytest.mark.parametrize("text", ["не задано", "дз не задано", "Ничего не задано"])
def test_nothing_set_can_be_typed(text: str) -> None:
    assert half_typed.read(text, MONDAY, WRITTEN).nothing


async def test_a_typed_homework_is_due_on_the_next_lesson(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await half_typed.begin(session, teacher, lesson_id, screen=None, now=IN_CLASS)
    async with desk.db.write() as session:
        draft = await drafts.current(session, teacher)
        assert draft is not None
        await half_typed.save(session, teacher, draft, "§21 20 мин", words=WRITTEN, now=IN_CLASS)

    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.text, row.minutes, row.due_on) == ("§21", 20, WEDNESDAY)


def test_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLong) as refused:
        half_typed.read("я" * 2001, MONDAY, WRITTEN)

    assert refused.value.facts == {"limit": 2000, "length": 2001}


async def test_the_plan_proposes_its_task(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    plan = select(CurriculumPlan.id).where(CurriculumPlan.course_id == desk.school.courses["8Б алгебра"])
    async with desk.db.write() as session:
        await session.execute(
            update(Topic).where(Topic.number == 1, Topic.plan_id.in_(plan)).values(homework="§1 №1–4")
        )
    async with desk.db.read() as session:
        shown = await page.page(session, teacher, lesson_id)
    assert shown.planned == "§1 №1–4"

    seen = topics.fingerprint(shown.planned)
    for _ in range(2):
        async with desk.db.write() as session:
            await page.take_planned(session, teacher, lesson_id, seen=seen, version=0, now=IN_CLASS)
    with pytest.raises(NotFound):
        async with desk.db.write() as session:
            await page.take_planned(session, teacher, lesson_id, seen=seen + 1, version=1, now=IN_CLASS)
    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.text, row.due_on, row.version) == ("§1 №1–4", WEDNESDAY, 1)


# --- files ---------------------------------------------------------------------------------------------------------------


async def test_a_photo_makes_homework_with_its_caption(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await files.attach(session, teacher, lesson_id, PHOTO, text="как на доске", now=IN_CLASS)
    async with desk.db.write() as session:
        await files.attach(session, teacher, lesson_id, PHOTO._replace(file_id="photo-2"), now=IN_CLASS)

    row = await desk.homework(lesson_id)
    assert row is not None
    assert (row.text, row.due_on) == ("как на доске", WEDNESDAY)
    async with desk.db.read() as session:
        found = await files.of_homework(session, lesson_id)
        unfetched = await files.unfetched(session, IN_CLASS)
    assert [file.platform_file_id for file in found] == ["photo-1", "photo-2"]
    assert [file.platform_file_id for file in unfetched] == ["photo-1", "photo-2"]


async def test_a_file_too_large_to_fetch_is_kept_by_its_id(desk: Desk, teacher: Actor) -> None:
    huge = PHOTO._replace(kind=FileKind.DOCUMENT, name="film.mp4", size=files.FETCHABLE + 1)
    async with desk.db.write() as session:
        await files.attach(session, teacher, await desk.lesson(), huge, now=IN_CLASS)

    async with desk.db.read() as session:
        assert await files.unfetched(session, IN_CLASS) == []
        assert len(await files.of_homework(session, await desk.lesson())) == 1


async def test_ten_files_are_enough(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        for number in range(files.MOST):
            await files.attach(session, teacher, lesson_id, PHOTO._replace(file_id=f"{number}"), now=IN_CLASS)
    with pytest.raises(TooMany):
        async with desk.db.write() as session:
            await files.attach(session, teacher, lesson_id, PHOTO, now=IN_CLASS)

    assert await desk.count(StoredFile) == files.MOST


async def test_files_come_off_the_homework_and_stay_stored(desk: Desk, teacher: Actor) -> None:
    lesson_id = await desk.lesson()
    async with desk.db.write() as session:
        await files.attach(session, teacher, lesson_id, PHOTO, now=IN_CLASS)
    async with desk.db.write() as session:
        await files.detach_all(session, teacher, lesson_id, version=1, now=IN_CLASS)

    assert (await desk.count(HomeworkFile), await desk.count(StoredFile)) == (0, 1)
    with pytest.raises(Stale):
        async with desk.db.write() as session:
            await files.detach_all(session, teacher, lesson_id, version=9, now=IN_CLASS)
