"""A file that a coordinator sent in the chat: looked at first, written whole when that is said, and only if nothing changed.

The file itself is not kept: the draft holds the messenger's id of it, and it is read anew each time.
"""

from datetime import datetime
from typing import Any, Final
from zlib import crc32

from db.engine import Session
from db.people import Duty
from journal import access
from journal.access import Actor
from journal.imports import incoming, plan
from journal.imports.incoming import Incoming, Outcome
from journal.imports.kinds import FileKind
from journal.imports.plan import Plan
from journal.imports.words import Words
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, Refusal

KIND: Final = "import"
"""The kind of draft that waits for a file, and then for a yes to it."""


class FetAlone(Refusal):
    """A FET timetable needs its map, which the command writes."""

    key = "import-refusal-fet-chat"


class FileGone(Refusal):
    """What a preview showed is written already, or another file came since."""

    key = "import-refusal-gone"


class SchoolChanged(Refusal):
    """The school is no longer the one that the preview was made over."""

    key = "import-refusal-changed"


async def begin(session: Session, actor: Actor, *, screen: int | None, now: datetime) -> None:
    """The next file is imported. NotFound for whoever is no coordinator (П 5.3.1)."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    await drafts.put(session, actor, kind=KIND, payload={}, screen=screen, now=now)


async def coordinates(session: Session, actor: Actor) -> bool:
    """Whether a file that nobody asked for could be an import."""
    try:
        await access.on_duty(session, actor, Duty.COORDINATOR)
    except NotFound:
        return False
    return True


async def draw(
    session: Session, actor: Actor, taken: Incoming, *, same: tuple[str, ...] = (), words: Words, now: datetime
) -> Outcome:
    """What importing the file would do. Raises FetAlone, NotFound."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    if taken.kind is FileKind.FET:
        raise FetAlone
    return await incoming.draw(session, taken, words, now=now, same=same)


async def keep(
    session: Session, actor: Actor, file: str, drawn: Outcome, *, same: tuple[str, ...] = (), now: datetime
) -> DraftFacts:
    """Remember which file was looked at, what was answered, and what it would change."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    payload: dict[str, Any] = {
        "file": file,
        "same": [*same],
        "asked": [question.name for question in drawn.plan.questions],
        "over": _fingerprint(drawn.plan),
    }
    return await drafts.put(session, actor, kind=KIND, payload=payload, screen=None, now=now)


async def mine(session: Session, actor: Actor, draft_id: int, version: int) -> DraftFacts:
    """The draft of a preview. Raises FileGone for one that was written or replaced, NotFound for no coordinator."""
    await access.on_duty(session, actor, Duty.COORDINATOR)
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version) != (draft_id, version) or draft.kind != KIND or not draft.payload:
        raise FileGone
    return draft


async def apply(
    session: Session, actor: Actor, draft_id: int, version: int, taken: Incoming, *, words: Words, now: datetime
) -> Outcome:
    """Write what the preview showed, all of it or nothing. Raises FileGone; SchoolChanged where it would be another change."""
    draft = await mine(session, actor, draft_id, version)
    drawn = await draw(session, actor, taken, same=tuple(draft.payload["same"]), words=words, now=now)
    if drawn.plan.refused or _fingerprint(drawn.plan) != draft.payload["over"]:
        raise SchoolChanged
    await plan.write(session, actor, drawn.plan, now=now)
    await drafts.drop(session, actor)
    return drawn


def _fingerprint(made: Plan) -> int:
    """Of every change by name: what a preview showed is what may be written."""
    changes = [(it.kind.__tablename__, it.key, it.old, it.new) for it in made.changes]
    return crc32(repr((changes, made.merges, made.refused)).encode())
