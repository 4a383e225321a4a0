"""Roles are derived from the data at each look, in one statement, and narrowed by what the account was granted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, update

from db.engine import Database
from db.people import ClassLead, Scope, Staff
from journal.access import Actor, Granted, Role
from journal.people import accounts, preferences, roles
from journal.people.roles import Standing
from tests.school import MONDAY, NamedSchool, Somebody


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_: Connection, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    # On PostgreSQL the reader is the writer with another option, and hears the writer's listeners too.
    writer, reader = (engine.sync_engine for engine in db.engines)
    engines = {writer} if reader.pool is writer.pool else {writer, reader}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield asked
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def standing(db: Database, somebody: Somebody, today: date = MONDAY) -> Standing:
    async with db.read() as session:
        actor = await accounts.actor(session, str(somebody.telegram), language="ru")
        return await roles.standing(session, actor, today)


@pytest.mark.parametrize(
    ("who", "held"),
    [
        ("coordinator", (Role.COORDINATOR,)),
        ("deputy", (Role.DEPUTY_HEAD,)),
        ("algebra", (Role.TEACHER,)),
        ("primary", (Role.TEACHER, Role.HOMEROOM_TEACHER)),
        ("homeroom", (Role.TEACHER, Role.HOMEROOM_TEACHER, Role.GUARDIAN)),
        ("mother", (Role.GUARDIAN,)),
        ("pupil", (Role.STUDENT,)),
    ],
)
async def test_what_everybody_is(db: Database, school: NamedSchool, who: str, held: tuple[Role, ...]) -> None:
    found = await standing(db, getattr(school, who))

    assert found.roles == held
    assert found.role is held[0]


async def test_it_takes_one_statement(db: Database, school: NamedSchool) -> None:
    async with db.read() as session:
        actor = await accounts.actor(session, str(school.homeroom.telegram), language="ru")
        with statements(db) as asked:
            await roles.standing(session, actor, MONDAY)
    assert len(asked) == 1


async def test_a_parents_code_never_opens_a_teachers_menu(db: Database, school: NamedSchool) -> None:
    """The person teaches; this account was granted the child only (architecture, decision 10)."""
    child = school.students["Титов Лев"]
    actor = Actor(1, "1", "ru", (Granted(school.homeroom.person_id, Scope.GUARDIAN, child),))
    async with db.read() as session:
        assert (await roles.standing(session, actor, MONDAY)).roles == (Role.GUARDIAN,)


async def test_who_has_left_has_no_role(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        await session.execute(update(Staff).where(Staff.person_id == school.homeroom.person_id).values(left_on=MONDAY))
    found = await standing(db, school.homeroom)
    assert found.roles == (Role.GUARDIAN,)
    assert found.class_id is None


async def test_a_class_is_led_while_the_dates_last(db: Database, school: NamedSchool) -> None:
    assert (await standing(db, school.homeroom)).class_id == school.classes["8Б"]
    async with db.write() as session:
        await session.execute(
            update(ClassLead)
            .where(ClassLead.person_id == school.homeroom.person_id)
            .values(valid_to=MONDAY - timedelta(days=1))
        )
    assert (await standing(db, school.homeroom)).class_id is None


async def test_the_chosen_role_opens_while_it_is_held(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        actor = await accounts.actor(session, str(school.homeroom.telegram), language="ru")
        await preferences.choose_role(session, actor, Role.GUARDIAN)
    assert (await standing(db, school.homeroom)).role is Role.GUARDIAN
    async with db.write() as session:
        await preferences.choose_role(session, actor, Role.COORDINATOR)
    found = await standing(db, school.homeroom)
    assert found.role is Role.TEACHER
    assert Role.COORDINATOR not in found.roles
