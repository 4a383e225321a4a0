"""Homework that is being typed: the next message is its text, and what a text says of minutes and the day is taken out."""

from datetime import date, datetime
from typing import Any, NamedTuple

from db.engine import Session
from journal import access, typed
from journal.access import Actor, LessonFacts
from journal.dates import Days
from journal.homework import assigning, page, weighing
from journal.homework.assigning import LIMIT, Wanted
from journal.homework.page import Page
from journal.homework.weighing import Weighed
from journal.lessons import card, dictation, sheet
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import Overload, PreviewGone
from journal.words import Words

KIND = "homework"


class TypedHomework(NamedTuple):
    """What a typed homework says."""

    text: str
    minutes: int | None = None
    due_on: date | None = None
    nothing: bool = False
    """«Не задано»."""


async def begin(session: Session, actor: Actor, lesson_id: int, *, screen: int | None, now: datetime) -> LessonFacts:
    """The next message, photo or file is this lesson's homework. Raises LessonCancelled, LessonAhead."""
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, lesson_id, now))
    there = await assigning.there(session, lesson_id)
    await _keep(session, actor, {"lesson": lesson_id, "version": there.version}, screen, now)
    return lesson


async def save(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, words: Words, now: datetime
) -> Page | Weighed:
    """Set what was typed, and show what is set now; or the overload of the day that it would be.

    Raises TooLong, and Stale when somebody else set homework meanwhile.
    """
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, draft.payload["lesson"], now))
    there = await assigning.there(session, lesson.id)
    days = await assigning.days_of_course(session, lesson)
    told = read(text, lesson.date, words)
    kept = there.wanted if there.said and not there.none else Wanted(due_on=next(iter(days), None))
    wanted = Wanted(kept.kind, told.text, told.minutes or kept.minutes, told.due_on or kept.due_on)
    if told.nothing:
        wanted = assigning.NOTHING
    # What the teacher changed by buttons since the screen was drawn is no surprise to the teacher.
    seen = there.version if there.author_id == actor.staff_id else draft.payload["version"]
    try:
        made = await assigning.write(session, actor, lesson, there, wanted, version=seen, now=now)
    except Overload:
        return await weighing.weigh(session, actor, lesson, there, wanted, screen=draft.screen, now=now, days=days)
    await sheet.entered(session, lesson, assigning.entry(actor, there, made), now=now)
    await card.lay(session, actor, lesson.id, screen=draft.screen, now=now)
    return await page.reread(session, lesson, made, days)


async def keep_typed(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> DraftFacts:
    """Keep what was typed beside what somebody else set meanwhile, until the teacher chooses."""
    there = await assigning.there(session, draft.payload["lesson"])
    payload = {**draft.payload, "version": there.version, "typed": typed.text(text, LIMIT)}
    return await _keep(session, actor, payload, draft.screen, now)


async def replace(
    session: Session, actor: Actor, draft_id: int, version: int, *, words: Words, now: datetime
) -> Page | Weighed:
    """Set the text that was kept. Raises PreviewGone for a draft that is no longer this one."""
    draft = await drafts.current(session, actor)
    if (
        draft is None
        or (draft.id, draft.version, draft.kind) != (draft_id, version, KIND)
        or "typed" not in draft.payload
    ):
        raise PreviewGone
    return await save(session, actor, draft, draft.payload["typed"], words=words, now=now)


def read(text: str, today: date, words: Words) -> TypedHomework:
    """«§21 №3–5 30 мин к пт» → the text, the minutes, the day. A text that says more than that is taken as it is."""
    whole = typed.text(text, LIMIT)
    only = _homework_alone(whole, today, words) or _homework_alone(f"{words.canon['homework']} {whole}", today, words)
    if only is None:
        return TypedHomework(whole)
    if only.kind == "none":
        return TypedHomework("", nothing=True)
    due = only.due_hint.last if isinstance(only.due_hint, Days) else None
    if only.minutes is None and due is None and not any(map(str.isalnum, whole.replace(only.text, "", 1))):
        # Nothing was said besides the text: its own brackets and semicolons are not the parser's to take.
        return TypedHomework(whole)
    return TypedHomework(only.text, only.minutes, due if due and due > today else None)


def _homework_alone(text: str, today: date, words: Words) -> dictation.HomeworkDraft | None:
    """The homework that the text says, if it says nothing else; whoever is named in it is part of the task."""
    said = dictation.parse(text, dictation.Roster(()), words, dictation.Defaults(today, unmarked="course"))
    if said.questions or said.entries or said.topic or said.all_present:
        return None
    found = said.homework
    return found if found and (found.text or found.kind == "none") else None


async def _keep(
    session: Session, actor: Actor, payload: dict[str, Any], screen: int | None, now: datetime
) -> DraftFacts:
    return await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
