"""A topic that is being typed: the draft that remembers for which lesson, and which topic stood there."""

from datetime import datetime

from db.engine import Session
from journal import access, typed
from journal.access import Actor, LessonFacts
from journal.lessons import card, sheet, topics
from journal.lessons.topics import Choice
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import PreviewGone

KIND = "topic"


async def begin(
    session: Session, actor: Actor, lesson_id: int, *, screen: int | None, now: datetime
) -> tuple[LessonFacts, Choice]:
    """The next message is this lesson's topic. Raises LessonCancelled, LessonAhead."""
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, lesson_id, now))
    payload = {"lesson": lesson_id, "seen": topics.fingerprint(lesson.topic)}
    await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return lesson, await topics.choice(session, lesson)


async def save(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> int:
    """Set the typed topic; the lesson lies on the desk again. Raises TopicChanged."""
    lesson_id = int(draft.payload["lesson"])
    await topics.put(session, actor, lesson_id, text, seen=draft.payload["seen"], now=now)
    await card.lay(session, actor, lesson_id, screen=draft.screen, now=now)
    return lesson_id


async def keep(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime
) -> tuple[LessonFacts, DraftFacts]:
    """Keep what was typed beside the topic that stands there now, until the teacher chooses."""
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, draft.payload["lesson"], now))
    payload = {
        "lesson": lesson.id,
        "seen": topics.fingerprint(lesson.topic),
        "typed": typed.line(text, topics.LIMIT),
    }
    return lesson, await drafts.put(session, actor, kind=KIND, payload=payload, screen=draft.screen, now=now)


async def replace(session: Session, actor: Actor, draft_id: int, version: int, *, now: datetime) -> int:
    """Set the topic that was kept. Raises PreviewGone for a draft that is no longer this one."""
    draft = await drafts.current(session, actor)
    if (
        draft is None
        or (draft.id, draft.version, draft.kind) != (draft_id, version, KIND)
        or "typed" not in draft.payload
    ):
        raise PreviewGone
    return await save(session, actor, draft, draft.payload["typed"], now=now)
