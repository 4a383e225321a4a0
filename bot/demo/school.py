"""The demo school: everything but its lessons, written in bulk."""

import random
from typing import NamedTuple

from bot.demo import courses, dates, people, plan
from bot.demo.house import BORN, Guest, House, Household, Taught
from db import bulk
from db.engine import Session
from db.people import (
    School,
)


class Made(NamedTuple):
    """What was written: whom the guest may be, and what history is about."""

    guests: tuple[Guest, ...]
    courses: tuple[Taught, ...]
    work_types: dict[str, int]
    programme: dict[int, list[tuple[int, str]]]
    """The topics of each course in their order: id and title."""
    homes: dict[int, Household]


async def build(session: Session, draw: random.Random) -> Made:
    """Write the school without lessons. The same seed writes the same school."""
    house = House(draw)
    write(house)
    for table, rows in house.rows.items():
        await bulk.insert_rows(session, table, rows)
    return Made(tuple(house.guests), tuple(house.taught), house.work_types, house.programme, house.homes)


def write(house: House) -> None:
    """Everything, in the order in which one thing needs another."""
    house.add(School, name="СОШ № 7", timezone="Europe/Moscow", municipal=False, created_at=BORN)
    dates.add_work_types(house)
    year = dates.add_calendar(house)
    people.add_staff(house)
    for grade, letter in plan.CLASSES:
        people.add_class(house, year, grade, letter)
    courses.add_courses(house, year)
