"""Homework that is being typed: the next message is its text, and what a text says of minutes and the day is taken out."""

from datetime import date, datetime
from typing import Any, NamedTuple

from db.engine import Session
from journal import access, typed
from journal.access import Actor, LessonFacts
from journal.dates import Days
from journal.homework import assigning
from journal.homework.assigning import Wanted
from journal.lessons import card, dictation, sheet
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import PreviewGone
from journal.words import Words

KIND = "homework"
LIMIT = 2000
"""Characters of a homework."""


class Told(NamedTuple):
    """What a typed homework says."""

    text: str
    minutes: int | None
    due_on: date | None


async def begin(session: Session, actor: Actor, lesson_id: int, *, screen: int | None, now: datetime) -> LessonFacts:
    """The next message, photo or file is this lesson's homework. Raises LessonCancelled, LessonAhead."""
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, lesson_id, now))
    there = await assigning.there(session, lesson_id)
    await _keep(session, actor, {"lesson": lesson_id, "version": there.version}, screen, now)
    return lesson


async def save(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, words: Words, now: datetime
) -> LessonFacts:
    """Set what was typed. Raises TooLong, and Stale when somebody else set homework meanwhile."""
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, draft.payload["lesson"], now))
    there = await assigning.there(session, lesson.id)
    told = read(text, lesson.date, words)
    kept = there.wanted if there.said and not there.none else Wanted(due_on=await assigning.next_day(session, lesson))
    wanted = Wanted(kept.kind, told.text, told.minutes or kept.minutes, told.due_on or kept.due_on)
    # What the teacher changed by buttons since the screen was drawn is no surprise to the teacher.
    seen = there.version if there.author_id == actor.staff_id else draft.payload["version"]
    made = await assigning.write(session, actor, lesson, there, wanted, version=seen, now=now)
    if made != there:
        await sheet.entered(session, lesson, sheet.Touched(), now=now)
    await card.lay(session, actor, lesson.id, screen=draft.screen, now=now)
    return lesson


async def keep_typed(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> DraftFacts:
    """Keep what was typed beside what somebody else set meanwhile, until the teacher chooses."""
    there = await assigning.there(session, draft.payload["lesson"])
    payload = {**draft.payload, "version": there.version, "typed": typed.text(text, LIMIT)}
    return await _keep(session, actor, payload, draft.screen, now)


async def replace(
    session: Session, actor: Actor, draft_id: int, version: int, *, words: Words, now: datetime
) -> LessonFacts:
    """Set the text that was kept. Raises PreviewGone for a draft that is no longer this one."""
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version) != (draft_id, version) or "typed" not in draft.payload:
        raise PreviewGone
    return await save(session, actor, draft, draft.payload["typed"], words=words, now=now)


def read(text: str, today: date, words: Words) -> Told:
    """«§21 №3–5 30 мин к пт» → the text, the minutes, the day. A text that says more than that is taken as it is."""
    whole = typed.text(text, LIMIT)
    nobody = dictation.Roster(())
    said = dictation.parse(
        f"{words.canon['homework']} {whole}", nobody, words, dictation.Defaults(today, unmarked="course")
    )
    only = said.homework if not (said.questions or said.entries or said.topic or said.all_present) else None
    if only is None or only.kind == "none" or not only.text:
        return Told(whole, None, None)
    due = only.due_hint.last if isinstance(only.due_hint, Days) else None
    return Told(only.text, only.minutes, due if due and due > today else None)


async def _keep(
    session: Session, actor: Actor, payload: dict[str, Any], screen: int | None, now: datetime
) -> DraftFacts:
    return await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
