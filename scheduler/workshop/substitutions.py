"""The substitution journal of a month made: read at once, written in a thread."""

import asyncio
import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from db.engine import Session
from documents import substitutions as document
from journal.access import Actor
from journal.substitutions import book
from keyboards.sections import SubstitutionBook
from locales import Texts
from scheduler.workshop.errand import Craft, Errand, Order

STEPS: Final = 2


def _month(facts: Mapping[str, Any]) -> date:
    return date(facts["year"], facts["month"], 1)


async def order(session: Session, actor: Actor, facts: Mapping[str, Any], t: Texts, now: datetime) -> Order:  # noqa: ARG001 - every order is given the time
    """Which month; NotFound for who is no deputy head now (G26)."""
    await book.permitted(session, actor)
    month = f"{_month(facts):%m.%Y}"
    return Order(
        t.label("book-title", month=month), SubstitutionBook(month=_month(facts)), t.label("book-file", month=month)
    )


async def make(errand: Errand) -> bytes:
    """The workbook: one step for what was read, one for what was written."""
    async with errand.db.read() as session:
        found = await book.of_month(session, errand.actor, month=_month(errand.facts))
    await errand.step(1, STEPS)
    file = io.BytesIO()
    await asyncio.to_thread(document.write, file, errand.t, found, now=errand.now)
    await errand.step(STEPS, STEPS)
    return file.getvalue()


CRAFT: Final = Craft(order, make)
