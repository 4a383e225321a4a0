"""The school as rows under natural keys: what is there, what is wanted, the difference, and writing it.

A key is made of what people know a thing by: («Алгебра»,), ((«2026/2027»,), «8Б»). Where a column refers to another
table its natural key stands instead of the number, so a plan can speak of what does not exist yet, and importing the
same file twice compares equal. Which columns refer where is read from the models.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Table as SqlTable
from sqlalchemy import delete, insert, select, update

from db.base import Table
from db.engine import Session
from db.lessons import CurriculumPlan, Topic
from db.people import ClassLead, Enrolment, Guardian, Person, SchoolClass, Staff, StaffDuty, Student
from db.timetable import (
    AcademicYear,
    BellSchedule,
    BellUse,
    Course,
    CourseTeacher,
    DayTransfer,
    GroupClass,
    GroupMember,
    Holiday,
    HolidayGrade,
    Period,
    StudyGroup,
    Subject,
    Term,
    TermGrade,
    TimetableSlot,
)

Key = tuple[Any, ...]
Values = Mapping[str, Any]
Kind = type[Table]

KEYS: dict[Kind, tuple[str, ...]] = {
    AcademicYear: ("name",),
    Term: ("year_id", "kind", "name"),
    TermGrade: ("term_id", "grade"),
    Holiday: ("year_id", "name", "starts_on"),
    HolidayGrade: ("holiday_id", "grade"),
    DayTransfer: ("date",),
    BellSchedule: ("name",),
    Period: ("schedule_id", "number"),
    BellUse: ("schedule_id", "grade", "weekday", "date"),
    Subject: ("name",),
    Person: ("id",),
    Staff: ("person_id",),
    StaffDuty: ("person_id", "duty"),
    SchoolClass: ("year_id", "grade", "letter"),
    ClassLead: ("class_id", "person_id", "valid_from"),
    Student: ("person_id",),
    Enrolment: ("student_id", "class_id", "valid_from"),
    Guardian: ("person_id", "student_id"),
    StudyGroup: ("year_id", "name"),
    GroupClass: ("group_id", "class_id"),
    GroupMember: ("group_id", "student_id", "valid_from"),
    Course: ("subject_id", "group_id"),
    CourseTeacher: ("course_id", "person_id", "valid_from"),
    TimetableSlot: ("course_id", "weekday", "period", "weeks", "valid_from"),
    CurriculumPlan: ("course_id",),
    Topic: ("id",),
}
"""Every table an import writes, those referred to first.

A person's and a topic's key is its number, or a word until it has one: names change, and so do places in a plan.
"""

BATCH = 500


class Shape(NamedTuple):
    """A table as the store sees it."""

    columns: tuple[str, ...]
    refers: dict[str, Kind]
    """Columns that hold a row of another of our tables."""
    primary: tuple[str, ...]


def _table(kind: Kind) -> SqlTable:
    return Table.metadata.tables[kind.__tablename__]


def _shape(kind: Kind) -> Shape:
    by_name = {other.__tablename__: other for other in KEYS}
    mapped = _table(kind).columns
    refers = {
        column.name: by_name[reference.column.table.name] for column in mapped for reference in column.foreign_keys
    }
    return Shape(
        tuple(column.name for column in mapped), refers, tuple(column.name for column in mapped if column.primary_key)
    )


SHAPES = {kind: _shape(kind) for kind in KEYS}


@dataclass
class World:
    """What is there: the rows of each table by natural key, and the number of each."""

    rows: dict[Kind, dict[Key, Values]] = field(default_factory=lambda: {kind: {} for kind in KEYS})
    ids: dict[Kind, dict[Key, Any]] = field(default_factory=lambda: {kind: {} for kind in KEYS})
    taken_topics: frozenset[int] = frozenset()
    """Topics that a lesson took: they stay, whatever a new plan says."""


class Change(NamedTuple):
    """A row that is added (`old` None), changed (`new` holds what differs) or removed (`new` None)."""

    kind: Kind
    key: Key
    old: Values | None
    new: Values | None


@dataclass
class Draft:
    """What is wanted, over what is there. Nothing is written here."""

    world: World
    wanted: dict[Kind, dict[Key, dict[str, Any]]] = field(default_factory=lambda: {kind: {} for kind in KEYS})
    removed: dict[Kind, dict[Key, None]] = field(default_factory=lambda: {kind: {} for kind in KEYS})

    def put(self, kind: Kind, key: Key, **values: Any) -> Key:
        """Want this row with these values; what is not named stays as it is."""
        self.removed[kind].pop(key, None)
        self.wanted[kind].setdefault(key, {}).update(values)
        return key

    def drop(self, kind: Kind, key: Key) -> None:
        """Want this row gone: a part of a plan, or dates that never came to be. People and marks have no way here."""
        self.wanted[kind].pop(key, None)
        if key in self.world.rows[kind]:
            self.removed[kind][key] = None

    def has(self, kind: Kind, key: Key) -> bool:
        """Whether the row is there or wanted."""
        return key not in self.removed[kind] and (key in self.wanted[kind] or key in self.world.rows[kind])

    def get(self, kind: Kind, key: Key) -> dict[str, Any]:
        """The row as it will be."""
        return {**self.world.rows[kind].get(key, {}), **self.wanted[kind].get(key, {})}

    def keys(self, kind: Kind) -> list[Key]:
        """Every row as it will be, those there first."""
        known = dict.fromkeys([*self.world.rows[kind], *self.wanted[kind]])
        return [key for key in known if key not in self.removed[kind]]

    def changes(self) -> list[Change]:
        """The difference, table by table."""
        return [change for kind in KEYS for change in self._changes(kind)]

    def unchanged(self, kind: Kind) -> int:
        """How many wanted rows are there already just so."""
        touched = {change.key for change in self._changes(kind)}
        return sum(key not in touched for key in self.wanted[kind])

    def _changes(self, kind: Kind) -> list[Change]:
        there = self.world.rows[kind]
        found = [Change(kind, key, there[key], None) for key in self.removed[kind]]
        for key, values in self.wanted[kind].items():
            if (old := there.get(key)) is None:
                found.append(Change(kind, key, None, values))
            elif differing := {name: value for name, value in values.items() if old[name] != value}:
                found.append(Change(kind, key, old, differing))
        return found


async def load(session: Session, taken_topics: Iterable[int] = ()) -> World:
    """Everything an import may compare with: the school without its lessons and marks."""
    world = World(taken_topics=frozenset(taken_topics))
    known: dict[Kind, dict[Any, Key]] = {}
    for kind, names in KEYS.items():
        shape = SHAPES[kind]
        known[kind] = {}
        for row in (await session.execute(select(*_table(kind).columns))).mappings():
            values = {
                name: known[shape.refers[name]][value] if name in shape.refers and value is not None else value
                for name, value in row.items()
            }
            key = tuple(values[name] for name in names)
            world.rows[kind][key] = values
            world.ids[kind][key] = row[shape.primary[0]]
            known[kind][row[shape.primary[0]]] = key
    return world


async def write(
    session: Session, draft: Draft, *, now: datetime, step: Callable[[int, int], None] = lambda *_: None
) -> None:
    """Write the difference in the caller's transaction; `step` hears how far it is."""
    changes = draft.changes()
    done = 0
    ids = {kind: dict(there) for kind, there in draft.world.ids.items()}
    for kind in reversed(KEYS):
        for change in changes:
            if change.kind is kind and change.new is None:
                await session.execute(delete(kind).where(*_place(kind, change.key, ids)))
                done += 1
    for kind in KEYS:
        mine = [change for change in changes if change.kind is kind and change.new is not None]
        if moving := [ids[kind][it.key] for it in mine if kind is Topic and it.old and "number" in (it.new or {})]:
            # Numbers are taken away before they are given anew: of one number there is one topic at any moment.
            await session.execute(update(Topic).where(Topic.id.in_(moving)).values(number=None))
        # What ends comes first: of some things only one may be open at a time.
        for change in mine:
            if change.old is not None:
                values = _plain(kind, change.new or {}, ids)
                await session.execute(update(kind).where(*_place(kind, change.key, ids)).values(values))
                done += 1
        added = [change for change in mine if change.old is None]
        for batch in _batches(added):
            await _insert(session, kind, batch, ids, now)
            done += len(batch)
            step(done, len(changes))
    step(len(changes), len(changes))


def _batches(added: list[Change]) -> Iterable[list[Change]]:
    """Rows that name the same columns go together."""
    for _, same in groupby(added, key=lambda change: sorted(change.new or {})):
        rows = list(same)
        yield from (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


async def _insert(
    session: Session, kind: Kind, batch: list[Change], ids: dict[Kind, dict[Key, Any]], now: datetime
) -> None:
    shape = SHAPES[kind]
    rows = []
    for change in batch:
        own = dict(zip(KEYS[kind], change.key, strict=True)) | dict(change.new or {})
        if KEYS[kind] == ("id",):
            del own["id"]
        if kind is Person:
            own["created_at"] = now
        rows.append(_plain(kind, own, ids))
    primary = _table(kind).columns[shape.primary[0]]
    if len(shape.primary) > 1:
        await session.execute(insert(_table(kind)), rows)
        return
    made = await session.execute(insert(_table(kind)).returning(primary, sort_by_parameter_order=True), rows)
    for change, number in zip(batch, made.scalars(), strict=True):
        ids[kind][change.key] = number


def _plain(kind: Kind, values: Values, ids: Mapping[Kind, Mapping[Key, Any]]) -> dict[str, Any]:
    """Natural keys back to numbers."""
    refers = SHAPES[kind].refers
    return {
        name: ids[refers[name]][value] if name in refers and value is not None else value
        for name, value in values.items()
    }


def _place(kind: Kind, key: Key, ids: Mapping[Kind, Mapping[Key, Any]]) -> list[Any]:
    columns = _table(kind).columns
    if (primary := SHAPES[kind].primary) == ("id",):
        return [columns["id"] == ids[kind][key]]
    own = _plain(kind, dict(zip(KEYS[kind], key, strict=True)), ids)
    return [columns[name] == own[name] for name in primary]
