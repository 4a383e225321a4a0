"""A lesson's card: everything there is about the lesson, and the desk: the lesson that typed messages go to."""

from datetime import datetime, timedelta
from typing import NamedTuple

from db.engine import Session
from db.lessons import LessonState
from db.substitutions import SubstitutionKind
from journal.access import Actor, LessonFacts
from journal.homework import assigning
from journal.homework.assigning import HomeworkThere
from journal.lessons import closing, day, sheet, topics
from journal.lessons.closing import Gap
from journal.lessons.sheet import Sheet
from journal.lessons.topics import Planned
from journal.marks import works
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.substitutions import lines
from journal.substitutions.lines import Line

ON_DESK = "lesson"
"""The kind of draft that an open card is: what is typed goes to its lesson."""
DICTATED = "dictation"
"""The kind of draft that a preview is."""
LIES_FOR = timedelta(hours=2)
"""A card left open so long is no longer what a message is about: the bot looks at the clock or asks instead."""


class Card(NamedTuple):
    """What the card shows. `topic` is the plan's proposal where the lesson has none yet."""

    sheet: Sheet
    homework: HomeworkThere
    topic: Planned | None
    fillable: bool
    gaps: tuple[Gap, ...]
    following: LessonFacts | None
    """Once this one is closed: the next lesson of the day that began and is not."""
    unwritten: int = 0
    """How many have no mark yet for a work that the whole class writes."""
    preview: tuple[int, int] | None = None
    """The draft, by id and version, of a dictated text about this lesson that is not saved yet."""
    substitution: Line | None = None
    """Who stands in for whom in it, agreed to or asked; or in the place of which lesson it is held."""

    together: bool = False
    """The actor has two groups at once in this hour."""

    @property
    def lesson(self) -> LessonFacts:
        """The lesson itself."""
        return self.sheet.lesson

    @property
    def closed(self) -> bool:
        """Whether the teacher closed it."""
        return self.lesson.state is LessonState.CLOSED

    @property
    def late(self) -> bool:
        """Closed after its day (П 5.4.1): kept, and shown as it is."""
        closed = self.lesson.closed_at
        return closed is not None and closed.date() > self.lesson.date


async def card(session: Session, actor: Actor, lesson_id: int, *, now: datetime) -> Card:
    """The card of an own lesson; of one that is cancelled or of a later date there is nothing to fill."""
    found = await sheet.of_teacher(session, actor, lesson_id)
    homework = await assigning.there(session, lesson_id)
    topic = None if found.lesson.topic else await topics.next_of(session, found.lesson)
    fillable = found.lesson.state is not LessonState.CANCELLED and found.lesson.date <= now.date()
    following = None
    if found.lesson.state is LessonState.CLOSED:
        following = next(iter(await day.started_today(session, actor, now)), None)
    unwritten = await works.unwritten(session, found)
    handed = await lines.of_lesson(session, found.lesson, actor.staff_id)
    both = handed is not None and handed.kind is SubstitutionKind.JOINED and handed.substitute_id == actor.staff_id
    return Card(
        found, homework, topic, fillable, closing.gaps(found, homework), following, unwritten, substitution=handed,
        together=both,
    )  # fmt: skip


async def open_card(session: Session, actor: Actor, lesson_id: int, *, screen: int | None, now: datetime) -> Card:
    """Show the card and lay the lesson on the desk. A preview of this very lesson is not swept away by it."""
    shown = await card(session, actor, lesson_id, now=now)
    if not shown.fillable:
        return shown
    draft = await drafts.current(session, actor)
    if draft is not None and draft.kind == DICTATED and draft.payload["lesson"] == lesson_id:
        return shown._replace(preview=(draft.id, draft.version))
    await lay(session, actor, lesson_id, screen=screen, now=now)
    return shown


async def lay(session: Session, actor: Actor, lesson_id: int, *, screen: int | None, now: datetime) -> None:
    """Typed messages go to this lesson from now on; whatever was half typed is replaced."""
    payload = {"lesson": lesson_id, "at": now.isoformat()}
    await drafts.put(session, actor, kind=ON_DESK, payload=payload, screen=screen, now=now)


def on_desk(draft: DraftFacts, now: datetime) -> int | None:
    """The lesson whose card lies open; None once it lay there for too long."""
    since = datetime.fromisoformat(draft.payload["at"])
    return int(draft.payload["lesson"]) if now - since <= LIES_FOR else None
