"""`Нескольким`: one mark for several students. Whom was ticked is a draft; saving is one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from db.engine import Session
from db.marks import MarkValue
from journal.access import Actor
from journal.lessons import card, sheet
from journal.lessons.sheet import Line, Sheet
from journal.marks import marking, page
from journal.marks.page import Page
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, PreviewGone, TicksChanged

SEVERAL = "mark-several"
"""The kind of draft."""

Ticks = Mapping[int, tuple[int, int]]
"""By student: the slot that the mark goes to, and the version that was seen there."""


class Several(NamedTuple):
    """What the screen shows. `value` is the mark that the ticked ones get, once it was chosen."""

    page: Page
    value: MarkValue | None
    ticks: Ticks
    draft: DraftFacts

    @property
    def sheet(self) -> Sheet:
        """The lesson with its students."""
        return self.page.sheet

    def may_get(self, line: Line, *, own_day: bool) -> bool:
        """Whether the student can be ticked: nobody who is missing today, nor who has two marks already."""
        return slot(line) is not None and not (own_day and line.attendance.absent)

    @property
    def ready(self) -> bool:
        """Whether there is something to save."""
        return bool(self.value and self.ticks)


def slot(line: Line) -> int | None:
    """Where one more mark goes; None: both places are taken."""
    return next((number for number, mark in enumerate(line.marks, start=1) if mark.value is None), None)


async def begin(session: Session, actor: Actor, lesson_id: int, *, screen: int | None, now: datetime) -> Several:
    """Open the screen, with what was ticked before if it was of this lesson. Raises NoMarks (П 5.5)."""
    draft = await drafts.current(session, actor)
    mine = draft is not None and draft.kind == SEVERAL and draft.payload["lesson"] == lesson_id
    payload = draft.payload if draft is not None and mine else {"lesson": lesson_id, "value": None, "ticks": {}}
    return await _show(session, actor, payload, screen=screen, now=now)


async def choose(
    session: Session, actor: Actor, draft_id: int, *, value: MarkValue, screen: int | None, now: datetime
) -> Several:
    """The ticked ones get this mark."""
    draft = await _mine(session, actor, draft_id)
    return await _show(session, actor, {**draft.payload, "value": value}, screen=screen, now=now)


async def tick(
    session: Session, actor: Actor, draft_id: int, *, student_id: int, on: bool, screen: int | None, now: datetime
) -> Several:
    """This student gets the mark too, or does not. Said of a student, never of the list: a stale tap is harmless."""
    draft = await _mine(session, actor, draft_id)
    ticks = {key: place for key, place in draft.payload["ticks"].items() if key != str(student_id)}
    if on:
        ticks[str(student_id)] = None
    return await _show(session, actor, {**draft.payload, "ticks": ticks}, screen=screen, now=now)


async def save(session: Session, actor: Actor, draft_id: int, version: int, *, now: datetime) -> tuple[Several, Page]:
    """Everybody who is ticked on this very screen gets the mark, or nobody; the lesson lies on the desk again.

    Raises PreviewGone for a selection that was saved or left, TicksChanged for one that went on since the screen was
    drawn, and what `marking.put` does (Stale: a colleague took the place meanwhile).
    """
    draft = await _mine(session, actor, draft_id)
    if draft.version != version:
        raise TicksChanged
    found = await sheet.to_fill(session, actor, draft.payload["lesson"], now)
    shown = Several(await page.made(session, found, student_id=None), _value(draft), _ticks(draft), draft)
    if shown.value is None or not shown.ticks:
        raise PreviewGone
    work = shown.page.work.id
    changes = [
        marking.Change(student_id, place, shown.value, work, seen) for student_id, (place, seen) in shown.ticks.items()
    ]
    touched = await marking.write(session, actor, found, changes, now=now)
    await sheet.entered(session, found.lesson, touched, now=now)
    await card.lay(session, actor, found.lesson.id, screen=draft.screen, now=now)
    return shown, await page.left(session, shown.page)


async def refresh(session: Session, actor: Actor, draft_id: int, *, now: datetime) -> Several:
    """The same selection against what stands there now: who cannot get a mark any more is ticked no longer."""
    draft = await _mine(session, actor, draft_id)
    ticks = dict.fromkeys(draft.payload["ticks"])
    return await _show(session, actor, {**draft.payload, "ticks": ticks}, screen=draft.screen, now=now)


async def _mine(session: Session, actor: Actor, draft_id: int) -> DraftFacts:
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.kind) != (draft_id, SEVERAL):
        raise PreviewGone
    return draft


async def _show(
    session: Session, actor: Actor, payload: Mapping[str, Any], *, screen: int | None, now: datetime
) -> Several:
    """Keep the selection. A tick that is new gets the place that is free now, with the version seen there."""
    found = await sheet.to_fill(session, actor, payload["lesson"], now)
    shown = await page.made(session, found, student_id=None)
    value = payload["value"]
    if value is not None and MarkValue(value) not in shown.scale:
        raise NotFound
    ticks: dict[str, tuple[int, int]] = {}
    for key, place in payload["ticks"].items():
        line = found.line(int(key))
        free = slot(line)
        if place is not None:
            ticks[key] = place
        elif free is not None and not (found.own_day(now) and line.attendance.absent):
            ticks[key] = (free, line.marks[free - 1].version)
    draft = await drafts.put(session, actor, kind=SEVERAL, payload={**payload, "ticks": ticks}, screen=screen, now=now)
    return Several(shown, _value(draft), _ticks(draft), draft)


def _value(draft: DraftFacts) -> MarkValue | None:
    value = draft.payload["value"]
    return MarkValue(value) if value is not None else None


def _ticks(draft: DraftFacts) -> dict[int, tuple[int, int]]:
    return {int(key): (place, seen) for key, (place, seen) in draft.payload["ticks"].items()}
