"""Migrations go up, down and up again on both databases with rows in child tables, and end where the models are."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from db import migrate
from db.engine import Database
from db.lessons import Lesson
from db.models import metadata
from db.timetable import TimetableSlot
from tests.school import NamedSchool


async def test_the_newest_schema_is_the_models(empty_db: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))

    async with empty_db.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_up_again_changes_nothing_and_keeps_the_rows(db: Database, school: NamedSchool) -> None:
    async def counts() -> tuple[int, ...]:
        async with db.read() as session:
            return tuple(
                [
                    await session.scalar(select(func.count()).select_from(table)) or 0
                    for table in (Lesson, TimetableSlot)
                ]
            )

    before = await counts()
    assert min(before) > 0
    await migrate.upgrade(db)
    assert await counts() == before


async def test_every_step_goes_down_and_up(db: Database, school: NamedSchool) -> None:
    revisions = [revision.revision for revision in ScriptDirectory.from_config(migrate.config()).walk_revisions()]
    for revision in [*revisions[1:], "base"]:
        await migrate.downgrade(db, revision)
    for revision in reversed(revisions):
        await migrate.upgrade(db, revision)
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Lesson)) == 0
