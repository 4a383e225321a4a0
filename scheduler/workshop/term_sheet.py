"""`📊 Ведомость` made: read in a few statements, reckoned by subject and written by student in a thread, step by step."""

import asyncio
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from db.engine import Session
from documents import term_sheet as document
from journal.access import Actor
from journal.marks import term_sheet
from keyboards.marks import term_sheet as kb
from keyboards.sections import SheetOf
from locales import Texts
from scheduler.workshop.errand import Craft, Errand, Order, file_name


async def order(session: Session, actor: Actor, facts: Mapping[str, Any], t: Texts, now: datetime) -> Order:
    """Which class and term; NotFound for who is neither its homeroom teacher nor a deputy head now (G26)."""
    heading = await term_sheet.heading(session, actor, class_id=facts["class_id"], span_id=facts["span_id"], now=now)
    form, term = heading.of.facts.name, kb.term(t, heading.span)
    name = file_name(t.label("sheet-file", form=form, term=term))
    return Order(kb.title(t, heading), SheetOf(class_id=heading.of.facts.id), name)


async def make(errand: Errand) -> bytes:
    """The workbook. One step for what was read, one a subject that is reckoned, one for every few students written."""
    t, class_id, span_id = errand.t, errand.facts["class_id"], errand.facts["span_id"]
    async with errand.db.read() as session:
        found = await term_sheet.read(session, errand.actor, class_id=class_id, span_id=span_id, now=errand.now)
    steps = 1 + len(found.columns) + document.steps(found)
    await errand.step(1, steps)
    cells: dict[int, Mapping[int, term_sheet.Cell]] = {}
    for number, subject in enumerate(found.columns, start=2):
        cells[subject.id] = await asyncio.to_thread(term_sheet.column, found, subject)
        await errand.step(number, steps)
    file = io.BytesIO()
    writing = document.write(file, t, found, cells, term=kb.term(t, found.heading.span), now=errand.now)
    for number in range(len(cells) + 2, steps + 1):
        await asyncio.to_thread(next, writing)
        await errand.step(number, steps)
    await asyncio.to_thread(next, writing, None)
    return file.getvalue()


CRAFT: Final = Craft(order, make)
