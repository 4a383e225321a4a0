"""What waits and for how long, the same on both databases."""

from db.engine import Database
from journal.operations import standing
from tests.school import NamedSchool, moscow


async def test_a_quiet_school_waits_for_nothing(db: Database, school: NamedSchool) -> None:
    now = moscow("09:17")
    async with db.read() as session:
        stands = await standing.measure(session, now=now, real=now)
    assert stands._replace(database_bytes=0) == standing.Standing(
        standing.Waiting(0, None),
        0,
        {"news": standing.Waiting(0, None), "broadcast": standing.Waiting(0, None)},
        0,
        0,
        0,
        standing.Waiting(0, None),
        standing.Waiting(0, None),
        0,
        0,
        0,
        None,
        refused=False,
        database_bytes=0,
    )
    assert stands.database_bytes > 100_000
