"""Who may import, and an import over a school that came another way."""

import random

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.lessons import Lesson
from db.operations import AuditEntry
from db.people import Duty
from db.timetable import TimetableSlot
from journal import access
from journal.imports import incoming, plan
from journal.people import accounts
from journal.refusals import NotFound
from locales.ru import workbook as words
from tests.imports.test_parse import shuffled
from tests.imports.workbooks import AUTUMN, SCHOOL, Sheets, changed, errors, found, load, xlsx
from tests.school import NamedSchool

SUBJECT = {"Предметы": [["предмет", "кратко"], ["Астрономия", "Астр."]]}


async def test_a_coordinator_imports_and_nobody_else(db: Database, school: NamedSchool) -> None:
    taken = await incoming.take(xlsx(SUBJECT), words)

    for somebody in (school.algebra, school.deputy, school.homeroom, school.mother, school.pupil):
        async with db.write() as session:
            actor = await accounts.actor(session, str(somebody.telegram), language="ru")
            drawn = await incoming.draw(session, taken, words, now=AUTUMN)
            with pytest.raises(NotFound):
                await plan.write(session, actor, drawn.plan, now=AUTUMN)
    async with db.write() as session:
        actor = await accounts.actor(session, str(school.coordinator.telegram), language="ru")
        await access.on_duty(session, actor, Duty.COORDINATOR)
        drawn = await incoming.draw(session, taken, words, now=AUTUMN)
        await plan.write(session, actor, drawn.plan, now=AUTUMN)

    async with db.read() as session:
        entry = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "import.file"))).one()
    assert entry.person_id == school.coordinator.person_id
    assert entry.facts == {"added": 1, "changed": 0, "removed": 0, "joined": 0}


async def test_an_import_over_a_running_school_touches_only_what_it_says(db: Database, school: NamedSchool) -> None:
    async with db.read() as session:
        lessons = await session.scalar(select(func.count()).select_from(Lesson))
    timetable: Sheets = {
        "Расписание": [
            ["класс или группа", "день", "урок", "предмет", "кабинет"],
            ["8Б", "пн", 1, "Алгебра", 21],
            ["8Б", "ср", 2, "Алгебра", 21],
            ["8Б", "пт", 2, "Алгебра", 21],
            ["8Б", "пн", 2, "Русский язык", 14],
            ["8Б", "вт", 1, "Русский язык", 14],
            ["8Б", "чт", 3, "Русский язык", 14],
        ]
    }

    outcome = await load(db, timetable, now=AUTUMN)

    assert errors(outcome) == []
    assert set(changed(outcome)) == {(TimetableSlot, "changed"), (TimetableSlot, "added")}
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Lesson)) == lessons


async def test_a_plan_with_errors_is_never_written(db: Database) -> None:
    async with db.write() as session:
        taken = await incoming.take(xlsx({"Предметы": [["предмет", "кратко"], ["", "Астр."]]}), words)
        drawn = await incoming.draw(session, taken, words, now=AUTUMN)
        assert drawn.plan.refused
        with pytest.raises(ValueError, match="never written"):
            await plan.write(session, None, drawn.plan, now=AUTUMN)


@pytest.mark.parametrize("seed", range(3))
async def test_the_same_school_in_another_order_changes_nothing(empty_db: Database, seed: int) -> None:
    draw = random.Random(seed)
    await found(empty_db)
    await load(empty_db, SCHOOL)

    sheets = [shuffled(name, rows, draw) for name, rows in SCHOOL.items()]
    outcome = await load(empty_db, {sheet.name.strip(): sheet.rows for sheet in sheets}, now=AUTUMN)

    assert errors(outcome) == []
    assert changed(outcome) == []
