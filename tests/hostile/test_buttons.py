"""Buttons that nobody drew, drew long ago, or drew for another: forged ids, dates, versions; replays (G3, G4, G24–G26, G29)."""

import inspect
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import pytest
from sqlalchemy import select

from db.base import Table
from db.engine import Database
from db.operations import InboxState, InboxUpdate
from keyboards.data import Data
from keyboards.lessons.card import Close
from keyboards.marks.cells import Marks
from keyboards.sections import LessonCard
from tests.hostile.hand import at, message, raw, tap, typed
from tests.school import NamedSchool
from tests.teaching import Desk, Stands
from tests.telegram import World

PYOTR = "Иванов Пётр"
EXTREMES = ("0", "-1", "1", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "")
DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "2100-01-01", "2000-01-01", "")
ENDS = ("signout", "withdrawn", "closed", "endcode", "turn")
OWN = ("account", "audit_entry", "draft", "inbox_update", "living_message", "notice", "preference")
"""Tables where whoever taps leaves traces of the own account."""


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


def kinds(root: type[Data] = Data) -> Iterator[type[Data]]:
    """Every kind of button that there is."""
    for kind in root.__subclasses__():
        yield kind
        yield from kinds(kind)


def forged() -> list[str]:
    """Of every kind of button the extremes of each of its parts, the others being likely."""
    made: dict[str, None] = {}
    for kind in kinds():
        if kind.__prefix__ in ENDS:
            continue
        likely = [_likely(field.annotation) for field in kind.model_fields.values()]
        for place in range(len(likely)):
            for extreme in (*EXTREMES, *(DAYS if "-" in likely[place] else ())):
                parts = [*likely[:place], extreme, *likely[place + 1 :]]
                made[":".join([kind.__prefix__, *parts])] = None
        made[":".join([kind.__prefix__, *likely])] = None
        made[":".join([kind.__prefix__, *(["9223372036854775807"] * len(likely))])] = None
    return [data for data in made if len(data.encode()) <= 64]


def _likely(annotation: Any) -> str:
    found = next((part for part in (annotation, *get_args(annotation)) if inspect.isclass(part)), None)
    if get_origin(annotation) is Literal:
        return str(get_args(annotation)[0])
    if found is bool:
        return "1"
    if found is date:
        return "2026-11-23"
    if found is not None and issubclass(found, Enum):
        return str(next(iter(found)).value)
    return "1" if found is int else "x"


async def everything(world: World) -> dict[str, list[Any]]:
    async with world.db.read() as session:
        return {
            table.name: sorted(map(repr, (await session.execute(select(table))).all()))
            for table in Table.metadata.sorted_tables
            if table.name not in OWN
        }


ROLES = ("algebra", "primary", "ivanov_mother", "pupil", "coordinator")
SHARES = 3
"""A role presses a third of them on a database: together, on both, the roles press each at least three times."""


@pytest.mark.parametrize("who", ROLES)
async def test_forged_buttons_are_answered_and_break_nothing(world: World, who: str) -> None:
    """Ids of nothing, of the end of 64 bits and beyond, days of other ages: an answer each, and no update set aside."""
    phone = await world.phone(getattr(world.school, who))
    await phone.say("/menu")
    assert len(forged()) > 300
    buttons = forged()[(ROLES.index(who) + (not world.db.sqlite)) % SHARES :: SHARES]
    world.tolerated |= {"query is too old"}
    for start in range(0, len(buttons), 20):
        await world.intake.take([tap(world, phone, data, on=phone.last) for data in buttons[start : start + 20]])
        await world.idle()
    async with world.db.read() as session:
        failed = await session.scalars(select(InboxUpdate.payload).where(InboxUpdate.state == InboxState.QUARANTINED))
        assert [payload["callback_query"]["data"] for payload in failed if payload] == []


DICTATED = "Иванов 5, Петров н; тема Дроби; дз §21"


async def test_a_forwarded_lesson_does_not_act_for_its_author(world: World, desk: Desk) -> None:
    """A colleague's dictation, forwarded: it is read as the forwarder's own words, against the forwarder's own class (G29)."""
    lesson_id = await desk.lesson()
    await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    other = await world.phone(desk.school.primary)
    await other.say("/menu")
    await other.say(DICTATED, forwarded_from="Кузнецова Марина")
    assert "8Б" not in other.screen.text
    for data in [button["callback_data"] for button in other.screen.buttons]:
        await other.forge(data)
    assert await desk.mark(PYOTR, lesson_id) == Stands(None, 0)
    assert (await desk.row(lesson_id)).topic == ""


async def test_an_edited_message_never_acts_again(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.say(DICTATED)
    said = next(shown for shown in reversed(teacher.messages) if not shown.from_bot)
    preview, heard = teacher.screen.text, len(teacher.heard)
    await teacher.edit(said, "Иванов 2")
    assert (teacher.screen.text, len(teacher.heard)) == (preview, heard)
    await teacher.press("✅")
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    await teacher.edit(said, "Иванов 3")
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    update = message(world, teacher, text="Иванов 2")
    await raw(world, {"update_id": update["update_id"], "edited_message": update["message"]})
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)


async def test_taps_delivered_again_in_any_order_change_once(world: World, desk: Desk) -> None:
    """Every tap of a filled lesson, each delivered five times and then all of them once more from the end (G3, G4)."""
    lesson_id, student = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, Marks(lesson_id=lesson_id, student_id=student))
    taps = [
        tap(world, teacher, data, on=teacher.screen)
        for data in (
            f"mark:{lesson_id}:{student}:1:5:{await desk.work()}:0",
            f"mark:{lesson_id}:{student}:2:4:{await desk.work()}:0",
            f"hl0:{lesson_id}:0",
            f"atta:{lesson_id}",
        )
    ]
    world.tolerated.add("query is too old")
    for update in (*taps, *taps, *reversed(taps), *taps, *taps):
        await raw(world, update)
    actions = await desk.actions()
    assert (await desk.mark(PYOTR, lesson_id), await desk.mark(PYOTR, lesson_id, 2)) == (
        Stands("5", 1),
        Stands("4", 1),
    )
    assert sorted(actions) == ["attendance.take", "homework.put", "mark.put", "mark.put"]


async def test_old_buttons_after_the_lesson_was_cancelled_change_nothing(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.say(DICTATED)
    save = [button["callback_data"] for button in teacher.screen.buttons]
    await teacher.forge(Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    put = [button["callback_data"] for button in teacher.screen.buttons]
    before = await desk.actions()
    await desk.cancel(lesson_id)
    for data in (*save, *put, Close(lesson_id=lesson_id).pack()):
        if data.partition(":")[0] not in {"menu", "help", "lesson"}:
            await teacher.forge(data)
    await typed(world, teacher, DICTATED)
    assert await desk.actions() == before
    assert await desk.mark(PYOTR, lesson_id) == Stands(None, 0)
