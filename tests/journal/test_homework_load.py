"""The load of a day: whose minutes count, from when on a reason is asked for, and what is stored of it. On both databases."""

from datetime import date

import pytest
from sqlalchemy import select

from db.engine import Database
from db.homework import Homework, HomeworkKind
from db.operations import AuditEntry
from db.timetable import Course, GroupClass, GroupMember, StudyGroup
from journal import access
from journal.access import Actor
from journal.homework import assigning, load
from journal.homework.assigning import Wanted
from journal.lessons import sheet
from journal.refusals import Overload
from journal.rules import DEFAULTS
from tests.school import YEAR_START, NamedSchool, moscow
from tests.teaching import RUSSIAN, SENIOR, Desk

WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
IN_CLASS = moscow("08:50")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


@pytest.fixture
async def teacher(desk: Desk) -> Actor:
    return await desk.actor(desk.school.algebra)


async def russian(desk: Desk, minutes: int | None, due: date = WEDNESDAY, kind: HomeworkKind | None = None) -> int:
    """What Russian of the same Monday has set; returns the lesson."""
    lesson_id = await desk.lesson(RUSSIAN)
    wanted = Wanted(kind or HomeworkKind.WRITTEN, "упр. 5", minutes, due)
    async with desk.db.write() as session:
        actor = await desk.actor(desk.school.homeroom)
        await assigning.put(session, actor, lesson_id, wanted, version=0, reason="", now=moscow("09:40"))
    return lesson_id


async def algebra(
    desk: Desk, actor: Actor, minutes: int, due: date = WEDNESDAY, *, version: int = 0, reason: str = ""
) -> None:
    wanted = Wanted(text="§21", minutes=minutes, due_on=due)
    async with desk.db.write() as session:
        await assigning.put(session, actor, await desk.lesson(), wanted, version=version, reason=reason, now=IN_CLASS)


@pytest.mark.parametrize(
    ("grade", "limit"), [(1, 60), (2, 90), (3, 90), (4, 120), (5, 120), (6, 150), (8, 150), (9, 210), (11, 210)]
)
def test_the_limits_of_the_grades(grade: int, limit: int) -> None:
    assert DEFAULTS.homework_limit(grade) == limit


async def test_a12_120_of_150_and_40_more_take_a_reason(desk: Desk, teacher: Actor) -> None:
    await russian(desk, 120)
    with pytest.raises(Overload) as refused:
        await algebra(desk, teacher, 40)
    assert refused.value.facts == {"others": 120, "limit": 150, "minutes": 40, "total": 160}
    assert await desk.homework(await desk.lesson()) is None

    await algebra(desk, teacher, 40, reason="перед контрольной")
    row = await desk.homework(await desk.lesson())
    assert row is not None
    assert (row.minutes, row.load_reason) == (40, "перед контрольной")
    async with desk.db.read() as session:
        facts = await session.scalar(select(AuditEntry.facts).order_by(AuditEntry.id.desc()).limit(1))
    assert facts is not None
    assert (facts["load"], facts["limit"]) == (160, 150)
    assert facts["reason"]
    assert "контрольной" not in str(facts)


async def test_exactly_the_limit_is_no_overload(desk: Desk, teacher: Actor) -> None:
    await russian(desk, 110)
    await algebra(desk, teacher, 40)


async def test_another_day_long_term_and_no_minutes_are_no_load(desk: Desk, teacher: Actor) -> None:
    await russian(desk, 150, FRIDAY)
    await algebra(desk, teacher, 40)
    await russian_again(desk, kind=HomeworkKind.LONG_TERM)
    await algebra(desk, teacher, 45, FRIDAY, version=1)


async def russian_again(desk: Desk, *, kind: HomeworkKind) -> None:
    async with desk.db.write() as session:
        actor = await desk.actor(desk.school.homeroom)
        await assigning.change(session, actor, await desk.lesson(RUSSIAN), kind=kind, version=1, now=IN_CLASS)


async def test_the_own_homework_is_not_counted_twice_and_fewer_minutes_ask_nothing(desk: Desk, teacher: Actor) -> None:
    await algebra(desk, teacher, 100)
    await russian(desk, 50)
    await algebra(desk, teacher, 90, version=1)
    with pytest.raises(Overload):
        await algebra(desk, teacher, 110, version=2)


async def test_a_reason_stands_while_the_minutes_do(desk: Desk, teacher: Actor) -> None:
    await russian(desk, 120)
    await algebra(desk, teacher, 40, reason="зачёт")
    async with desk.db.write() as session:
        wanted = Wanted(text="§22", minutes=40, due_on=WEDNESDAY)
        await assigning.put(session, teacher, await desk.lesson(), wanted, version=1, now=IN_CLASS)
    row = await desk.homework(await desk.lesson())
    assert row is not None
    assert row.load_reason == "зачёт"

    await algebra(desk, teacher, 30, version=2)
    row = await desk.homework(await desk.lesson())
    assert row is not None
    assert row.load_reason == ""


async def test_another_class_is_no_load(desk: Desk, teacher: Actor) -> None:
    async with desk.db.write() as session:
        wanted = Wanted(text="№ 1", minutes=200, due_on=WEDNESDAY)
        await assigning.put(session, teacher, await desk.lesson(SENIOR), wanted, version=0, now=moscow("11:00"))
    await algebra(desk, teacher, 40)


async def test_a_part_of_the_class_has_its_own_load(desk: Desk, teacher: Actor) -> None:
    """Russian becomes a subgroup's of one student: the fullest day of anybody decides, for those who sit in the lesson."""
    await russian(desk, 120)
    async with desk.db.write() as session:
        group = await session.scalar(select(StudyGroup).where(StudyGroup.name == "8Б"))
        assert group is not None
        part = StudyGroup(year_id=group.year_id, name="8Б, 1", whole=False, grade=8)
        session.add(part)
        await session.flush()
        session.add(GroupClass(group_id=part.id, class_id=desk.school.classes["8Б"]))
        session.add(GroupMember(group_id=part.id, student_id=desk.student("Козлов Никита"), valid_from=YEAR_START))
        course = await session.get_one(Course, desk.school.courses[RUSSIAN])
        course.group_id = part.id
    with pytest.raises(Overload):
        await algebra(desk, teacher, 40)
    async with desk.db.read() as session:
        lesson = sheet.local(session, await access.lesson_of_teacher(session, teacher, await desk.lesson()))
        for name, minutes in (("Козлов Никита", 120), ("Петров Илья", 0)):
            found = await load.of_day(session, lesson, WEDNESDAY, students=[desk.student(name)])
            assert found.minutes == minutes
    assert await desk.count(Homework) == 1
