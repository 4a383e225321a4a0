"""`📖 Журнал` of a term made as a workbook: read in a few statements, written in a thread, a sheet a step."""

import asyncio
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db.engine import Session
from documents import register_book as document
from journal.access import Actor
from journal.register import page as pages
from keyboards.marks import register as kb
from keyboards.marks import term_sheet
from keyboards.sections import RegisterPage
from locales import Texts
from scheduler.workshop.errand import Craft, Errand, Order, file_name


async def order(session: Session, actor: Actor, facts: Mapping[str, Any], t: Texts, now: datetime) -> Order:
    """Which course and term; NotFound for who neither teaches it nor reads the class whole now (G26)."""
    of = await pages.heading(session, actor, **facts, now=now)
    names = {"group": of.course.group, "subject": of.course.subject, "term": term_sheet.term(t, of.span)}
    return Order(kb.title(t, of), RegisterPage(**facts), file_name(t.label("register-file-name", **names)))


async def make(errand: Errand) -> bytes:
    """The workbook. One step for what was read, one a sheet, one to put it together."""
    async with errand.db.read() as session:
        found = await pages.page(session, errand.actor, **errand.facts, now=errand.now)
        said = await pages.said(session, found)
    steps = 1 + document.steps(found)
    await errand.step(1, steps)
    file = io.BytesIO()
    term = term_sheet.term(errand.t, found.heading.span)
    writing = document.write(file, errand.t, found, said, term=term, now=errand.now)
    for number in range(2, steps + 1):
        await asyncio.to_thread(next, writing)
        await errand.step(number, steps)
    await asyncio.to_thread(next, writing, None)
    return file.getvalue()


CRAFT = Craft(order, make)
