"""A lesson's marks typed in list order: the draft that holds the text until it is saved, all of it in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from db.engine import Session
from journal import typed
from journal.absences import attendance
from journal.access import Actor
from journal.lessons import card, sheet
from journal.lessons.sheet import Touched
from journal.marks import by_list, marking, page
from journal.marks.by_list import Listed
from journal.marks.page import Page
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import PreviewGone
from journal.words import Words

LIST = "mark-list"
"""The kind of draft."""
LIMIT = 1000
REASON_LIMIT = 200


class Typed(NamedTuple):
    """What the screen shows; nothing is told before a list was typed."""

    page: Page
    told: Listed | None
    text: str
    reason: str
    asks_reason: bool
    draft: DraftFacts

    @property
    def needs_reason(self) -> bool:
        """Whether a mark of an earlier day would be replaced and nobody has said why."""
        return self.told is not None and self.told.corrected and not self.reason

    @property
    def ready(self) -> bool:
        """Whether it can be saved."""
        return self.told is not None and self.told.right and not self.needs_reason


async def begin(
    session: Session, actor: Actor, lesson_id: int, *, words: Words, screen: int | None, now: datetime
) -> Typed:
    """The next message is the list. Raises NoMarks in grade 1 and in a course without marks (П 5.5)."""
    return await _show(session, actor, {"lesson": lesson_id, "text": ""}, words=words, screen=screen, now=now)


async def hear(session: Session, actor: Actor, draft: DraftFacts, text: str, *, words: Words, now: datetime) -> Typed:
    """The list, or a corrected one that takes its place; or the reason that was asked for. Raises TooLong."""
    payload = {key: value for key, value in draft.payload.items() if key != "asks_reason"}
    if draft.payload.get("asks_reason"):
        payload["reason"] = typed.line(text, REASON_LIMIT)
    else:
        payload["text"] = typed.text(text, LIMIT)
    return await _show(session, actor, payload, words=words, screen=draft.screen, now=now)


async def because(
    session: Session, actor: Actor, draft_id: int, version: int, *, reason: str, words: Words, now: datetime
) -> Typed:
    """Why marks of an earlier day are replaced; nothing: the next message says it."""
    draft = await mine(session, actor, draft_id, version)
    payload = {**draft.payload, **({"reason": reason} if reason else {"asks_reason": True})}
    return await _show(session, actor, payload, words=words, screen=draft.screen, now=now)


async def refresh(session: Session, actor: Actor, draft: DraftFacts, *, words: Words, now: datetime) -> Typed:
    """The same list against what stands there now."""
    return await _show(session, actor, draft.payload, words=words, screen=draft.screen, now=now)


async def save(
    session: Session, actor: Actor, draft_id: int, version: int, *, words: Words, now: datetime
) -> tuple[Listed, Page]:
    """Save what the preview named, all of it or nothing; the lesson lies on the desk again.

    Raises PreviewGone for a list that was saved, replaced, or cannot be saved, and what a single mark would raise.
    """
    draft = await mine(session, actor, draft_id, version)
    found = await sheet.to_fill(session, actor, draft.payload["lesson"], now)
    shown = await page.made(session, found, student_id=None)
    told = _told(shown, draft.payload, words, now, seen=draft.payload["seen"])
    reason = draft.payload.get("reason", "")
    if not told.right or (told.corrected and not reason):
        raise PreviewGone
    touched = Touched()
    with session.no_autoflush:
        if told.codes:
            touched |= await attendance.write(session, actor, found, told.codes, now=now) or Touched()
            found = attendance.with_changes(found, told.codes)
        if told.marks:
            touched |= await marking.write(session, actor, found, told.marks, now=now, reason=reason) or Touched()
    await sheet.entered(session, found.lesson, touched, now=now)
    await card.lay(session, actor, found.lesson.id, screen=draft.screen, now=now)
    return told, await page.left(session, shown)


async def mine(session: Session, actor: Actor, draft_id: int, version: int) -> DraftFacts:
    """The list that a button was drawn for. Raises PreviewGone if it was saved, replaced or is another's."""
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version, draft.kind) != (draft_id, version, LIST):
        raise PreviewGone
    return draft


async def _show(
    session: Session, actor: Actor, payload: Mapping[str, Any], *, words: Words, screen: int | None, now: datetime
) -> Typed:
    """Read the list, note the versions of what stands there, keep the draft."""
    found = await sheet.to_fill(session, actor, payload["lesson"], now)
    shown = await page.made(session, found, student_id=None)
    told = _told(shown, payload, words, now, seen={}) if payload["text"] else None
    kept = {**payload, "seen": by_list.versions(told) if told is not None else {}}
    draft = await drafts.put(session, actor, kind=LIST, payload=kept, screen=screen, now=now)
    return Typed(shown, told, payload["text"], payload.get("reason", ""), bool(payload.get("asks_reason")), draft)


def _told(shown: Page, payload: Mapping[str, Any], words: Words, now: datetime, *, seen: Mapping[str, int]) -> Listed:
    pieces = by_list.read(payload["text"], words, shown.scale)
    return by_list.listed(pieces, shown.sheet, shown.work.id, seen, own_day=shown.sheet.own_day(now))
