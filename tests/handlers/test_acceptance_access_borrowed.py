"""A4, own data only: every button ever sent to one person, replayed, forged and mutated by others (G24, G25)."""

from collections.abc import Callable, Iterable
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import select

from db.base import Table
from keyboards.programme import GetPlan
from keyboards.substitutions.own import TellAway, WithdrawAway
from tests.school import PUPILS_1A, PUPILS_8B, PUPILS_10A
from tests.telegram import Phone, World

ENDS = ("signout", "withdrawn", "closed", "endcode", "turn")
"""What the owner does not press while collecting: it would take away what is to be collected."""
OWN = ("account", "audit_entry", "draft", "inbox_update", "living_message", "notice", "preference")
"""Tables where whoever taps leaves traces of the own account."""
ENOUGH = 35
"""So many buttons are pressed to collect more: one of each kind first."""


async def harvest(owner: Phone) -> list[str]:
    """Press everything the owner is offered, from the menu on; returns every callback data that was ever sent."""
    await owner.say("/menu")
    seen: dict[str, None] = dict.fromkeys(_offered(owner))
    pressed: set[str] = set()
    while len(pressed) < ENOUGH:
        left = [data for data in seen if data not in pressed and data.partition(":")[0] not in ENDS]
        # One of each kind before the second of any.
        kinds = {data.partition(":")[0] for data in pressed}
        data = next((it for it in left if it.partition(":")[0] not in kinds), left[0] if left else None)
        if data is None:
            break
        pressed.add(data)
        await owner.forge(data)
        seen |= dict.fromkeys(_offered(owner))
    return list(seen)


def _offered(phone: Phone) -> Iterable[str]:
    return (
        button["callback_data"] for message in phone.heard for button in message.buttons if "callback_data" in button
    )


async def everything(world: World) -> dict[str, list[Any]]:
    """Every row of the journal but what an account leaves behind itself."""
    async with world.db.read() as session:
        return {
            table.name: sorted(map(repr, (await session.execute(select(table))).all()))
            for table in Table.metadata.sorted_tables
            if table.name not in OWN
        }


def pupils_but(*own: str) -> set[str]:
    """«Иванов Пётр» of every class, but the viewer's own."""
    return {f"{pupil[0]} {pupil[1]}" for pupil in (*PUPILS_8B, *PUPILS_1A, *PUPILS_10A)} - set(own)


async def replay(phone: Phone, buttons: Iterable[str]) -> str:
    """Press each; returns everything that was shown, screen by screen: the next one is drawn over it."""
    seen = []
    for data in buttons:
        answer = await phone.forge(data)
        assert answer is not None, data
        seen += [str(answer.get("text")), *(text for it in phone.heard for text in (it.text, *it.labels))]
    return "\n".join(dict.fromkeys(seen))


VIEWERS: tuple[tuple[str, str, Callable[[], set[str]]], ...] = (
    ("algebra", "primary", lambda: pupils_but(*(f"{it[0]} {it[1]}" for it in PUPILS_1A))),
    ("homeroom", "ivanov_mother", lambda: pupils_but("Иванов Пётр")),
    ("mother", "ivanov_mother", lambda: {"Полина", "Злата"} | pupils_but("Иванов Пётр")),
    ("pupil", "first_grade_mother", lambda: pupils_but("Зайцева Ева")),
    ("coordinator", "deputy", lambda: {"Кузнецова Марина"}),
)


@pytest.mark.parametrize(("owner", "viewer", "secrets"), VIEWERS, ids=[f"{a}-to-{b}" for a, b, _ in VIEWERS])
async def test_a4_borrowed_buttons_show_and_change_nothing(
    world: World, owner: str, viewer: str, secrets: Callable[[], set[str]]
) -> None:
    lender, other = await world.phone(getattr(world.school, owner)), await world.phone(getattr(world.school, viewer))
    buttons = await harvest(lender)
    assert len(buttons) > 5
    before = await everything(world)
    await other.say("/menu")
    read = await replay(other, filter(_harmless, buttons))
    assert await everything(world) == before
    assert [secret for secret in secrets() if secret in read] == []


EMPTY_PLAN = GetPlan(course_id=0).pack()
"""The empty workbook of a plan, for the presser's own courses."""
AWAY = frozenset({TellAway.__prefix__, WithdrawAway.__prefix__})


def _harmless(data: str) -> bool:
    """What changes or makes only what is the presser's own is everybody's to press (tried elsewhere)."""
    return data not in {"signout", EMPTY_PLAN} and data.partition(":")[0] not in AWAY


async def test_a4_a_stranger_gets_one_answer_whatever_is_pressed(world: World) -> None:
    stranger = await world.stranger()
    await stranger.say("/start")
    buttons = [
        data for who in ("homeroom", "mother") for data in await harvest(await world.phone(getattr(world.school, who)))
    ]
    before = await everything(world)
    told = set()
    for data in {data.partition(":")[0]: data for data in [*buttons, "nonsense"]}.values():
        answer = await stranger.forge(data)
        assert answer is not None
        told.add(answer["text"])
    assert len(told) == 1
    assert len(stranger.heard) == 1
    assert await everything(world) == before


NONSENSE = ("-1", " 7 ", "1_0", "9" * 20, "", "'; --")


async def test_a4_mutated_buttons_are_answered_and_change_nothing(world: World) -> None:
    """Every part of every kind of button replaced by what nobody drew, in the hands of another teacher."""
    lender, other = await world.phone(world.school.homeroom), await world.phone(world.school.primary)
    one_each = {data.partition(":")[0]: data for data in await harvest(lender)}
    await other.say("/menu")
    before = await everything(world)
    nonsense = cycle(NONSENSE)
    for kind, data in one_each.items():
        parts = data.split(":")[1:]
        for place in range(len(parts)):
            for part in ("0", "9007199254740993", next(nonsense)):
                mutated = ":".join([kind, *parts[:place], part, *parts[place + 1 :]])
                if len(mutated.encode()) <= 64 and mutated != EMPTY_PLAN:
                    answer = await other.forge(mutated)
                    assert answer is not None, mutated
    assert await everything(world) == before


async def test_a4_another_persons_link_and_a_forwarded_button_give_nothing(world: World) -> None:
    """A deep link of one child's guardian, used; its message forwarded to another: no child opens to the other."""
    teacher, other = await world.phone(world.school.homeroom), await world.phone(world.school.ivanov_mother)
    await teacher.say("/menu")
    for label in ("👥 Мой класс", "11 Смирнова П.", "🎟 Новый код: отец"):
        await teacher.press(label)
    invitation = teacher.heard[-1].text
    father = await world.phone(world.school.father)
    await father.say(invitation)
    await other.say(invitation, forwarded_from="Алексей")
    assert "Код не подошёл" in other.last.text
    await other.say("/menu")
    assert "Полина" not in other.last.text
