"""What importing a file would do, and doing it: a plan is made of rows and of what is there, then written whole or not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.engine import Session
from db.lessons import Lesson
from db.people import Duty, School
from journal import access, audit
from journal.access import Actor
from journal.imports import (
    calendar,
    classes,
    courses,
    groups,
    guardians,
    people,
    programme,
    slots,
    staff,
    store,
    students,
)
from journal.imports.draft import Question, Sketch
from journal.imports.parse import RowError, Rows
from journal.imports.refusals import NoSchool
from journal.imports.store import Change, Draft
from journal.imports.words import Words
from journal.names import fold

Step = Callable[[int, int], None]


@dataclass
class Plan:
    """What an import would do. `errors` stop it; `notes` and `questions` do not."""

    draft: Draft
    changes: list[Change]
    errors: list[RowError]
    notes: list[RowError]
    questions: list[Question]
    merges: list[tuple[store.Key, store.Key]]
    unanswered: list[str]
    """Answers (`--same`) that fit nobody of the file."""

    @property
    def refused(self) -> bool:
        """Nothing of it may be written."""
        return bool(self.errors or self.unanswered)


async def world(session: Session) -> store.World:
    """What is there. Raises NoSchool before `init`."""
    if await session.scalar(select(School.id)) is None:
        raise NoSchool
    taken = await session.scalars(select(Lesson.topic_id).where(Lesson.topic_id.is_not(None)).distinct())
    return await store.load(session, (topic for topic in taken if topic is not None))


def make(there: store.World, rows: Rows, words: Words, *, now: datetime, same: tuple[str, ...] = ()) -> Plan:
    """The plan of a file's rows over what is there. Pure: `now` in the school's zone says which day it is.

    What the file leaves out stays; nobody is removed by being absent. All errors are found at once.
    """
    draft = Draft(there)
    sketch = Sketch(draft, rows, words, now.date(), frozenset(fold(name) for name in same))
    sketch.errors += rows.errors
    sketch.notes += rows.notes
    if not rows.whole or not any(getattr(rows, sheet) for sheet in words.SHEETS):
        return refusing(there, rows.errors, rows.notes)
    calendar.draft_calendar(sketch)
    classes.draft_classes(sketch)
    everybody = people.People(sketch)
    employed = staff.match(everybody)
    studying = students.match(everybody)
    guarding = guardians.match(everybody)
    guardians.settle_namesakes(everybody)
    staff.draft(everybody, employed)
    students.draft(everybody, studying)
    guardians.draft(everybody, guarding)
    classes.draft_leads(everybody)
    parts = groups.Groups(sketch)
    taught = courses.Courses(everybody, parts)
    taught.draft_subjects()
    taught.draft_courses()
    taught.draft_hours((one.course, one.row.weeks) for one in slots.draft_slots(taught))
    groups.draft_members(parts, studying)
    programme.draft_programme(sketch)
    named = {*everybody.mentioned, *(human.full for _, human in studying)}
    return Plan(
        draft,
        draft.changes(),
        sorted(sketch.errors, key=lambda error: (list(words.SHEETS.values()).index(error.sheet), error.row)),
        sketch.notes,
        sketch.questions,
        sketch.merges,
        [name for name in same if fold(name) not in named],
    )


def refusing(there: store.World, errors: Sequence[RowError], notes: Sequence[RowError] = ()) -> Plan:
    """The plan of a file that cannot be compared with anything: all there is to it are its errors."""
    return Plan(Draft(there), [], [*errors], [*notes], [], [], [])


async def write(
    session: Session, actor: Actor | None, plan: Plan, *, now: datetime, step: Step = lambda *_: None
) -> None:
    """Write a plan that is not refused, in the caller's transaction. `actor` None is the operator; else a coordinator.

    Raises NotFound for anybody else (П 5.3.1).
    """
    if actor is not None:
        await access.on_duty(session, actor, Duty.COORDINATOR)
    if plan.refused:
        raise ValueError("a plan with errors is never written")
    await guardians.merge(session, plan.merges)
    await store.write(session, plan.draft, now=now, step=step)
    if plan.changes or plan.merges:
        audit.record(
            session,
            actor,
            "import.file",
            now,
            added=sum(change.old is None for change in plan.changes),
            changed=sum(change.old is not None and change.new is not None for change in plan.changes),
            removed=sum(change.new is None for change in plan.changes),
            joined=len(plan.merges),
        )
