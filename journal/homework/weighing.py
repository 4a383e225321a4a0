"""Homework that would be too much for its day: what was wanted is kept until it fits, or until somebody says why not."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from db.engine import Session
from db.homework import HomeworkKind
from journal import access, typed
from journal.access import Actor, LessonFacts
from journal.homework import assigning, load, page
from journal.homework.assigning import HomeworkThere, Wanted
from journal.homework.load import Load
from journal.homework.page import Page
from journal.lessons import card, sheet
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, Overload, PreviewGone

KIND = "load"
"""The kind of draft that an overload is: the next message is a new homework, or, once asked for, the reason."""
REASON_LIMIT = 300
OFFERED = 3
"""Days on which it would fit, so many at most."""


class Weighed(NamedTuple):
    """What was wanted, the load of its day without it, and where it would fit."""

    lesson: LessonFacts
    wanted: Wanted
    load: Load
    fitting: tuple[Load, ...]
    draft: DraftFacts


async def change(
    session: Session,
    actor: Actor,
    lesson_id: int,
    *,
    version: int,
    screen: int | None,
    now: datetime,
    kind: HomeworkKind | None = None,
    minutes: int | None = None,
    due_on: date | None = None,
) -> Page | Weighed:
    """Change one thing of what is set, as `assigning.change`, and show it; or the overload that this would be."""
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, lesson_id, now))
    was = await assigning.there(session, lesson_id)
    wanted = assigning.changed(was, kind, minutes, due_on)
    try:
        made = await assigning.write(session, actor, lesson, was, wanted, version=version, now=now)
    except Overload:
        return await weigh(session, actor, lesson, was, wanted, screen=screen, now=now)
    await sheet.entered(session, lesson, assigning.entry(actor, was, made), now=now)
    return await page.reread(session, lesson)


async def weigh(
    session: Session,
    actor: Actor,
    lesson: LessonFacts,
    was: HomeworkThere,
    wanted: Wanted,
    *,
    screen: int | None,
    now: datetime,
    days: Sequence[date] | None = None,
) -> Weighed:
    """Keep what was wanted, with the numbers of its day and the course's next days on which it would fit."""
    if wanted.due_on is None:
        raise NotFound
    days = await assigning.days_of_course(session, lesson) if days is None else days
    loads = await load.of_days(session, lesson, {wanted.due_on, *days}, besides=[was.id])
    fitting = [loads[day] for day in days if day != wanted.due_on and not loads[day].exceeded_by(wanted.minutes)]
    packed = {**wanted._asdict(), "due_on": wanted.due_on.isoformat()}
    payload = {"lesson": lesson.id, "version": was.version, "wanted": packed}
    draft = await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return Weighed(lesson, wanted, loads[wanted.due_on], tuple(fitting[:OFFERED]), draft)


async def fit(
    session: Session, actor: Actor, draft_id: int, version: int, *, minutes: int, due_on: date, now: datetime
) -> Page:
    """Set what was kept with other minutes or for another day. Raises PreviewGone, and Overload where that is too much."""
    draft = await _mine(session, actor, draft_id, version)
    wanted = _wanted(draft)._replace(minutes=minutes, due_on=due_on)
    return await _set(session, actor, draft, wanted, reason="", now=now)


async def ask(session: Session, actor: Actor, draft_id: int, version: int, *, now: datetime) -> DraftFacts:
    """The next message is the reason. Raises PreviewGone for what is no longer this one."""
    draft = await _mine(session, actor, draft_id, version)
    payload = {**draft.payload, "asks_reason": True}
    return await drafts.put(session, actor, kind=KIND, payload=payload, screen=draft.screen, now=now)


async def insist(session: Session, actor: Actor, draft: DraftFacts, reason: str, *, now: datetime) -> Page:
    """Set what was kept for this reason, which is stored and proved by the change log. Raises TooLong, Stale."""
    said = typed.line(reason, REASON_LIMIT)
    return await _set(session, actor, draft, _wanted(draft), reason=said, now=now)


async def _set(
    session: Session, actor: Actor, draft: DraftFacts, wanted: Wanted, *, reason: str, now: datetime
) -> Page:
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, draft.payload["lesson"], now))
    was = await assigning.there(session, lesson.id)
    made = await assigning.write(
        session, actor, lesson, was, wanted, version=draft.payload["version"], reason=reason, now=now
    )
    await sheet.entered(session, lesson, assigning.entry(actor, was, made), now=now)
    await card.lay(session, actor, lesson.id, screen=draft.screen, now=now)
    return await page.reread(session, lesson)


async def _mine(session: Session, actor: Actor, draft_id: int, version: int) -> DraftFacts:
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version) != (draft_id, version) or draft.kind != KIND:
        raise PreviewGone
    return draft


def _wanted(draft: DraftFacts) -> Wanted:
    kept = draft.payload["wanted"]
    return Wanted(HomeworkKind(kept["kind"]), kept["text"], kept["minutes"], date.fromisoformat(kept["due_on"]))
