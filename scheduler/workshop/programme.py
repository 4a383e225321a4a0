"""A course's plan made as a workbook, or an empty one for all own courses: read at once, written in a thread."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from db.engine import Session
from documents import programme as document
from journal.access import Actor
from journal.programme import reading
from keyboards.jobs import plan_of
from locales import Texts
from locales.ru import workbook
from scheduler.workshop.errand import Craft, Errand, Order, file_name

STEPS: Final = 2


async def order(session: Session, actor: Actor, facts: Mapping[str, Any], t: Texts, now: datetime) -> Order:
    """Which course; NotFound for who neither teaches it nor is a deputy head now, or teaches nothing (G26)."""
    titles = await reading.titles(session, actor, facts["course_id"], now=now)
    name = t.label("programme-file", title=titles[0]) if facts["course_id"] else t.label("programme-file-empty")
    return Order(name, plan_of(facts["course_id"]), file_name(name))


async def make(errand: Errand) -> bytes:
    """The workbook: one step for what was read, one for what was written."""
    course_id = errand.facts["course_id"]
    async with errand.db.read() as session:
        titles = await reading.titles(session, errand.actor, course_id, now=errand.now)
        shown = await reading.of_course(session, errand.actor, course_id, now=errand.now) if course_id else None
    await errand.step(1, STEPS)
    data = await asyncio.to_thread(document.workbook, errand.t, workbook, titles, shown)
    await errand.step(STEPS, STEPS)
    return data


CRAFT: Final = Craft(order, make)
