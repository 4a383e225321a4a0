"""Bring a database to the newest schema, in this process and under a lock: two starts at once migrate once."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from db.engine import Database

HERE = Path(__file__).parent / "migrations"
LOCK = 0x5A564F4E4F4B
"""An advisory lock of PostgreSQL, held while migrating."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file; `connection` is the one to work on."""
    made = Config()
    made.set_main_option("script_location", str(HERE).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


async def upgrade(db: Database, revision: str = "head") -> None:
    """Run the migrations that are missing. On SQLite foreign keys are off meanwhile and checked afterwards."""
    await _migrate(db, lambda made: command.upgrade(made, revision))


async def downgrade(db: Database, revision: str) -> None:
    """Go back to a revision: for tests, and for an operator who returns to an older release."""
    await _migrate(db, lambda made: command.downgrade(made, revision))


async def missing(db: Database) -> bool:
    """Whether the schema is not the newest; nothing is changed."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    async with db.engine.connect() as connection:
        current = await connection.run_sync(lambda it: MigrationContext.configure(it).get_current_revision())
    return current != head


async def _migrate(db: Database, run: Callable[[Config], None]) -> None:
    def steps(connection: Connection) -> None:
        if db.sqlite:
            # Must be set outside a transaction: rebuilding a table would otherwise delete its children silently.
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.close()
        with connection.begin():
            if not db.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            run(config(connection))
            if db.sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise RuntimeError(f"the migration left a row of {broken[0]} without its parent")

    async with db.engine.connect() as connection:
        try:
            await connection.run_sync(steps)
        finally:
            if db.sqlite:
                await connection.invalidate()
