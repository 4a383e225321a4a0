"""`make migration NAME="…"`: compare the models with the newest schema on a real PostgreSQL and write what differs."""

import asyncio
import sys

from alembic import command
from sqlalchemy import Connection

from db import migrate
from db.engine import Database
from tests.postgres import running


async def make(message: str, url: str) -> None:
    """Upgrade an empty database to the newest revision, then write the next one."""
    db = Database(url)
    await migrate.upgrade(db)

    def revise(connection: Connection) -> None:
        number = f"{len(list((migrate.HERE / 'versions').glob('0*.py'))) + 1:04}"
        command.revision(migrate.config(connection), message, autogenerate=True, rev_id=number)

    async with db.engine.connect() as connection:
        await connection.run_sync(revise)
    await db.close()


def main() -> None:
    """Make the migration named by the arguments."""
    with running() as server:

        async def work() -> None:
            await make(" ".join(sys.argv[1:]) or "change", await server.create())

        asyncio.run(work())


if __name__ == "__main__":
    main()
