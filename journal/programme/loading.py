"""A plan loaded from a file or taken over from a parallel course: shown first, written when its teacher says so.

What was shown waits in the actor's draft, and is what is written: all of it or nothing (A14).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from zlib import crc32

from db.engine import Session
from journal.access import Actor, plans
from journal.access.plans import PlannedCourse
from journal.imports import kinds, parse, programme, reading
from journal.imports.parse import RowError, Rows
from journal.imports.words import Words
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.programme import merging, writing
from journal.programme import reading as plans_there
from journal.programme.merging import Merged, Wanted
from journal.refusals import NotFound, Refusal

KIND: Final = "programme"
"""The kind of draft that waits for a file, and holds what was read from it."""
SOME: Final = 0
"""Instead of a course: whichever own courses the file names."""


class NotProgramme(Refusal):
    """A workbook or a table without a number and a topic in its columns."""

    key = "programme-refusal-kind"


class PlanGone(Refusal):
    """What a preview showed is loaded already, or another file came since."""

    key = "programme-refusal-gone"


class PlanChanged(Refusal):
    """The plan is no longer the one that the preview was made over."""

    key = "programme-refusal-changed"


class Ready(NamedTuple):
    """What becomes of one course's plan."""

    course: PlannedCourse
    wanted: tuple[Wanted, ...]
    merged: Merged

    @property
    def hours(self) -> int:
        """Hours of the new plan."""
        return sum(topic.hours for topic in self.wanted)


class Preview(NamedTuple):
    """What loading would do. With `errors` nothing of it can be written. `draft` is what `Загрузить` refers to."""

    course_id: int
    ready: tuple[Ready, ...]
    errors: tuple[RowError, ...]
    notes: tuple[RowError, ...]
    draft: DraftFacts | None = None

    @property
    def nothing_new(self) -> bool:
        """Whether all of it is there already."""
        return not self.errors and all(it.merged.nothing_new for it in self.ready)


async def read(data: bytes, words: Words) -> Rows:
    """The rows of a КТП file, whatever its sheet is called. Raises NotProgramme and the refusals of `imports` (G35)."""
    sheet = kinds.programme(await reading.read(data), words)
    if sheet is None:
        raise NotProgramme
    return parse.parse_programme(sheet, words)


async def begin(
    session: Session, actor: Actor, course_id: int, *, screen: int | None, now: datetime
) -> PlannedCourse | None:
    """The next file is the plan of this own course, or with SOME of those that it names. NotFound for another's."""
    course = await plans.to_keep(session, actor, course_id, now.date()) if course_id else None
    await drafts.put(session, actor, kind=KIND, payload={"course": course_id}, screen=screen, now=now)
    return course


async def draw(
    session: Session, actor: Actor, course_id: int, rows: Rows, *, words: Words, screen: int | None, now: datetime
) -> Preview:
    """What loading these rows would do; it waits for a yes where it can be done. Only own courses can be named."""
    courses = {it.id: it for it in await plans.own_courses(session, actor, now.date())}
    if not courses or (course_id and course_id not in courses):
        raise NotFound
    found = programme.assign(
        rows.programme or [], [*courses], lambda it: (courses[it].subject, courses[it].group), unnamed=course_id or None
    )
    sheet, titles = words.SHEETS["programme"], words.COLUMNS["programme"]
    wrong = [RowError(sheet, it.row, titles[it.column], it.bad.key, it.bad.facts) for it in found.wrong]
    errors = sorted([*rows.errors, *wrong], key=lambda error: error.row)
    # A course's own screen says which course it is, so that a file need not: its column may be absent.
    notes = tuple(note for note in rows.notes if note.key != "import-note-columns")
    if errors or not found.plans:
        return Preview(course_id, (), tuple(errors), notes)
    wanted = {course: programme.wanted(topics) for course, topics in found.plans.items()}
    return await _keep(session, actor, course_id, courses, wanted, notes, screen=screen, now=now)


async def take_over(
    session: Session, actor: Actor, course_id: int, from_id: int, *, screen: int | None, now: datetime
) -> Preview:
    """What taking a parallel course's plan would do. NotFound unless it is of the same subject, grade and year."""
    course = await plans.to_keep(session, actor, course_id, now.date())
    if from_id not in {it.course_id for it in await plans_there.parallels(session, course)}:
        raise NotFound
    there = (await writing.there(session, [from_id])).get(from_id, [])
    wanted = [Wanted(it.number, it.title, it.hours, it.homework) for it in there if it.number is not None]
    return await _keep(session, actor, course_id, {course.id: course}, {course.id: wanted}, (), screen=screen, now=now)


async def _keep(
    session: Session,
    actor: Actor,
    course_id: int,
    courses: Mapping[int, PlannedCourse],
    wanted: Mapping[int, Sequence[Wanted]],
    notes: tuple[RowError, ...],
    *,
    screen: int | None,
    now: datetime,
) -> Preview:
    """The preview, kept in the draft where there is something to write."""
    ready = await _ready(session, courses, wanted)
    preview = Preview(course_id, ready, (), notes)
    if preview.nothing_new:
        return preview
    payload: dict[str, Any] = {
        "course": course_id,
        "plans": {str(course): [list(topic) for topic in topics] for course, topics in wanted.items()},
        "over": _fingerprint(ready),
    }
    kept = await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return preview._replace(draft=kept)


async def _ready(
    session: Session, courses: Mapping[int, PlannedCourse], wanted: Mapping[int, Sequence[Wanted]]
) -> tuple[Ready, ...]:
    there = await writing.there(session, wanted)
    return tuple(
        Ready(courses[course], tuple(topics), merging.merge(there.get(course, []), topics))
        for course, topics in wanted.items()
    )


def _fingerprint(ready: Sequence[Ready]) -> int:
    """What a preview was made over: whatever changes there changes what loading would do."""
    return crc32(repr([(it.course.id, it.merged) for it in ready]).encode())


class _Opened(NamedTuple):
    draft: DraftFacts
    courses: Mapping[int, PlannedCourse]
    wanted: Mapping[int, Sequence[Wanted]]


async def _open(session: Session, actor: Actor, draft_id: int, version: int, now: datetime) -> _Opened:
    """The draft of a preview, with courses that are still the actor's. Raises PlanGone, NotFound."""
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version) != (draft_id, version) or "plans" not in draft.payload:
        raise PlanGone
    courses = {it.id: it for it in await plans.own_courses(session, actor, now.date())}
    wanted = {int(key): [Wanted(*topic) for topic in topics] for key, topics in draft.payload["plans"].items()}
    if not wanted.keys() <= courses.keys():
        raise NotFound
    return _Opened(draft, courses, wanted)


async def load(session: Session, actor: Actor, draft_id: int, version: int, *, now: datetime) -> Preview:
    """Write what a preview showed. Raises PlanGone once it is written or replaced, PlanChanged, NotFound."""
    draft, courses, wanted = await _open(session, actor, draft_id, version, now)
    plan_ids = await writing.begun(session, [*wanted])
    ready = await _ready(session, courses, wanted)
    if _fingerprint(ready) != draft.payload["over"]:
        raise PlanChanged
    await writing.write(session, actor, [(it.course.id, plan_ids[it.course.id], it.merged) for it in ready], now=now)
    await drafts.drop(session, actor)
    return Preview(int(draft.payload["course"]), ready, (), ())


async def again(session: Session, actor: Actor, draft_id: int, version: int, *, now: datetime) -> Preview:
    """The preview of the same plan over what is there now. Raises as `load`."""
    draft, courses, wanted = await _open(session, actor, draft_id, version, now)
    return await _keep(session, actor, int(draft.payload["course"]), courses, wanted, (), screen=draft.screen, now=now)
