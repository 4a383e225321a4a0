"""КТП: the numbered topics of a course, whole or not at all (A14)."""

from typing import Any

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.lessons import Lesson, Topic
from tests.imports.workbooks import AUTUMN, NOW, changed, errors, found, load, notes, school

TITLES = ["курс", "№", "тема", "часы", "задание"]


def plan(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"Лист1": [TITLES, *rows]}


def whole() -> list[list[Any]]:
    """68 hours in 34 topics, the course named once."""
    return [["Алгебра 8Б" if number == 1 else "", number, f"Тема {number}", 2, ""] for number in range(1, 35)]


async def topics(db: Database) -> list[tuple[int | None, str, int]]:
    async with db.read() as session:
        rows = await session.execute(select(Topic.number, Topic.title, Topic.hours).order_by(Topic.number))
        return [(number, title, hours) for number, title, hours in rows]


async def test_two_bad_rows_stop_all_and_the_corrected_file_has_68_hours(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school(КТП=None))
    bad = whole()
    bad[6][2] = ""
    bad[20][3] = "два"

    dry, refused = await load(empty_db, plan(*bad), dry=True), await load(empty_db, plan(*bad))

    assert (
        errors(dry)
        == errors(refused)
        == [
            ("КТП", 8, "тема", "import-bad-blank"),
            ("КТП", 22, "часы", "import-bad-number"),
        ]
    )
    assert await topics(empty_db) == []

    await load(empty_db, plan(*whole()))

    assert sum(hours for _, _, hours in await topics(empty_db)) == 68
    assert changed(await load(empty_db, plan(*whole()), now=AUTUMN)) == []


@pytest.mark.parametrize("course", ["Алгебра 8Б", "8Б алгебра", "алгебра, 8 «Б»", "АЛГЕБРА (8Б)", "Алгебра. 8-Б"])
async def test_a_course_is_known_however_it_is_written(empty_db: Database, course: str) -> None:
    await found(empty_db)
    await load(empty_db, school(КТП=None))

    assert errors(await load(empty_db, plan([course, 1, "Дроби", 1, "§ 1"]))) == []
    assert await topics(empty_db) == [(1, "Дроби", 1)]


async def test_courses_that_share_a_plan(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school(КТП=None))
    both = "Английский язык 8Б, английский 1; Английский язык 8Б английский 2"

    await load(empty_db, plan([both, 1, "Present Perfect", 2, ""]))

    assert await topics(empty_db) == [(1, "Present Perfect", 2)] * 2


async def test_a_changed_plan_replaces_the_old_but_keeps_what_was_taught(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school(КТП=None))
    await load(empty_db, plan(["Алгебра 8Б", 1, "Дроби", 1], ["", 2, "Сложение", 1], ["", 3, "Вычитание", 1]))
    async with empty_db.write() as session:
        taught = await session.scalar(select(Topic.id).where(Topic.number == 3))
        session.add(Lesson(course_id=1, date=NOW.date(), period=1, starts_at=NOW, ends_at=AUTUMN, topic_id=taught))

    outcome = await load(empty_db, plan(["Алгебра 8Б", 1, "Дроби и доли", 2]), now=AUTUMN)

    assert notes(outcome) == ["import-note-taken-topic"]
    assert sorted(await topics(empty_db), key=str) == [(1, "Дроби и доли", 2), (None, "Вычитание", 1)]


async def test_a_row_without_any_course_and_an_unknown_one(empty_db: Database) -> None:
    await found(empty_db)
    await load(empty_db, school(КТП=None))

    outcome = await load(empty_db, plan(["", 1, "Дроби", 1], ["Алхимия 8Б", 2, "Золото", 1], ["", 3, "Ещё", 1]))

    assert errors(outcome) == [
        ("КТП", 2, "курс", "import-bad-blank"),
        ("КТП", 3, "курс", "import-bad-plan-course"),
    ]
    async with empty_db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Topic)) == 0
