"""What an operator asks at the command line: `doctor` and `outbox` (contract: exit 0 done, 1 refused with reasons, 2 wrong use)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import Database
from db.operations import AuditEntry, Notice, NoticeKind, NoticeState
from db.people import Account
from locales import texts
from sandbox import Sandbox, running
from tests.acceptance.test_command_line import Ended, zvonok
from tests.school import NamedSchool, Somebody, moscow
from tests.telegram import TOKEN

T = texts("ru")
WIDE = {"COLUMNS": "200"}


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    """A messenger that knows our token."""
    async with running(Sandbox(token=TOKEN, username="zvonok_bot")) as server:
        yield server.base


def plain(url: str) -> str:
    return url.replace("+asyncpg", "").replace("+aiosqlite", "")


# --- doctor ------------------------------------------------------------------------------------------------------------


async def doctor(folder: Path, **settings: str) -> Ended:
    return await zvonok(folder, "doctor", **WIDE, **settings)


def row(ended: Ended, what: str) -> str:
    return next(line for line in ended.out.splitlines() if T.label(f"doctor-{what}") in line)


async def test_a_bot_that_can_work(db: Database, school: NamedSchool, telegram: str, tmp_path: Path) -> None:
    ended = await doctor(tmp_path, BOT_TOKEN=TOKEN, BOT_API_BASE=telegram, DATABASE_URL=plain(db.url))
    assert ended.code == 0, ended.out + ended.err
    assert "✗" not in ended.out
    assert "@zvonok_bot" in row(ended, "token")
    assert "СОШ № 7, Europe/Moscow" in row(ended, "school")
    assert "✓" in row(ended, "clock")
    assert ended.out.splitlines()[-1] == T.label("doctor-end", bad=0)
    assert TOKEN not in ended.out


async def test_an_empty_folder(tmp_path: Path) -> None:
    """Everything that is wrong is told at once, and nothing is made."""
    ended = await doctor(tmp_path)
    assert ended.code == 1
    assert T.label("doctor-token-none") in row(ended, "token")
    assert "её создаёт команда init" in row(ended, "database")
    assert list(tmp_path.iterdir()) == []


async def test_a_token_that_is_refused(db: Database, school: NamedSchool, telegram: str, tmp_path: Path) -> None:
    ended = await doctor(tmp_path, BOT_TOKEN="1:wrong", BOT_API_BASE=telegram, DATABASE_URL=plain(db.url))
    assert ended.code == 1
    assert "✗" in row(ended, "token")
    assert "✓" in row(ended, "database")


async def test_nobody_answers(tmp_path: Path) -> None:
    ended = await doctor(
        tmp_path,
        BOT_TOKEN=TOKEN,
        BOT_API_BASE="http://127.0.0.1:9",
        DATABASE_URL="postgresql://zvonok:secret@127.0.0.1:9/zvonok",
    )
    assert ended.code == 1
    assert "✗" in row(ended, "token")
    assert "✗" in row(ended, "database")
    assert "secret" not in ended.out + ended.err
    assert "Traceback" not in ended.err


async def test_a_database_without_a_school(empty_db: Database, telegram: str, tmp_path: Path) -> None:
    ended = await doctor(tmp_path, BOT_TOKEN=TOKEN, BOT_API_BASE=telegram, DATABASE_URL=plain(empty_db.url))
    assert ended.code == 1
    assert "школы ещё нет" in row(ended, "database")


# --- outbox ------------------------------------------------------------------------------------------------------------


async def letter(db: Database, somebody: Somebody, key: str, kind: NoticeKind, student_id: int | None = None) -> int:
    """A push of somebody's that was given up."""
    at = moscow("09:00") - timedelta(days=3)
    async with db.write() as session:
        account = await session.scalar(select(Account.id).where(Account.external_id == str(somebody.telegram)))
        row = Notice(
            key=key,
            kind=kind,
            account_id=account or 0,
            student_id=student_id,
            facts={},
            due_at=at,
            state=NoticeState.DEAD,
            created_at=at,
            error="5xx",
        )
        session.add(row)
        await session.flush()
        return row.id


async def states(db: Database, *numbers: int) -> list[str]:
    async with db.read() as session:
        rows = await session.execute(select(Notice.id, Notice.state).where(Notice.id.in_(numbers)))
    found = {row.id: row.state.value for row in rows}
    return [found[number] for number in numbers]


async def test_the_queue_is_listed_acted_on_and_written_down(db: Database, school: NamedSchool, tmp_path: Path) -> None:
    where = {"DATABASE_URL": plain(db.url), **WIDE}
    ours = [
        await letter(db, school.mother, "a", NoticeKind.LESSON_NEWS, school.students["Смирнова Полина"]),
        await letter(db, school.algebra, "b", NoticeKind.UNFILLED),
        await letter(db, school.primary, "c", NoticeKind.UNFILLED),
    ]
    shown = await zvonok(tmp_path, "outbox", "list", **where)
    assert shown.code == 0, shown.err
    assert "Не доставлено: 3" in shown.out
    assert "родителю, 8Б" in shown.out
    assert "5xx" in shown.out
    assert "Смирнова" not in shown.out

    again = await zvonok(tmp_path, "outbox", "retry", str(ours[0]), **where)
    assert (again.code, await states(db, *ours)) == (0, ["pending", "dead", "dead"])
    dropped = await zvonok(tmp_path, "outbox", "drop", "--kind", "unfilled", **where)
    assert (dropped.code, await states(db, *ours)) == (0, ["pending", "dropped", "dropped"])
    nothing = await zvonok(tmp_path, "outbox", "drop", "--all", **where)
    assert (nothing.code, nothing.out) == (1, f"{T.label('outbox-drop-done', count=0)}\n")
    async with db.read() as session:
        told = await session.execute(
            select(AuditEntry.action, AuditEntry.person_id).where(AuditEntry.action.startswith("push."))
        )
    assert sorted(map(tuple, told)) == [("push.drop", None), ("push.retry", None)]


async def test_wrong_use_of_the_queue(db: Database, school: NamedSchool, tmp_path: Path) -> None:
    where = {"DATABASE_URL": plain(db.url)}
    nothing_said = await zvonok(tmp_path, "outbox", "retry", **where)
    assert (nothing_said.code, nothing_said.err) == (2, f"{T.label('outbox-what')}\n")
    no_such_act = await zvonok(tmp_path, "outbox", "burn", **where)
    assert no_such_act.code == 2
    assert "Traceback" not in no_such_act.err
