"""What a plan says to a person: counts a kind of thing, and each change by name. Words come from `locales`."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any, NamedTuple

from db.base import Table
from db.lessons import CurriculumPlan, Topic
from db.people import Person, SchoolClass
from db.timetable import AcademicYear, GroupClass, HolidayGrade, TermGrade, Weeks
from journal.imports.plan import Plan
from journal.imports.store import KEYS, SHAPES, Change, Draft, Key, Kind
from journal.imports.words import Words

LINKS = frozenset[type[Table]]({GroupClass, HolidayGrade, TermGrade})
"""Rows that only say which classes or grades another row is for; they are counted, never listed."""
UNTOLD = frozenset({"search_key"})


class Count(NamedTuple):
    """How much of one kind (a table's name) is new, changed, gone and as it was."""

    thing: str
    added: int
    changed: int
    removed: int
    unchanged: int


class Detail(NamedTuple):
    """One change by name; `field` with old and new value where a value changed."""

    thing: str
    name: str
    field: str
    old: str
    new: str


def counts(plan: Plan) -> list[Count]:
    """A line for every kind of thing that the file speaks of."""
    lines = []
    for kind in KEYS:
        mine = [change for change in plan.changes if change.kind is kind]
        added = sum(change.old is None for change in mine)
        removed = sum(change.new is None for change in mine)
        unchanged = plan.draft.unchanged(kind)
        if mine or unchanged:
            lines.append(Count(kind.__tablename__, added, len(mine) - added - removed, removed, unchanged))
    return lines


def details(plan: Plan, words: Words) -> Iterator[Detail]:
    """Every change and removal; what is added is only counted."""
    for change in plan.changes:
        if change.kind in LINKS or change.old is None:
            continue
        thing, name = change.kind.__tablename__, _name(plan.draft, change.kind, change.key, words)
        if change.new is None:
            yield Detail(thing, name, "", "", "")
            continue
        for field, old, new in _fields(change):
            yield Detail(thing, name, field, _value(old), _value(new))


def _fields(change: Change) -> Iterator[tuple[str, Any, Any]]:
    for field, new in (change.new or {}).items():
        if field not in UNTOLD:
            yield field, (change.old or {})[field], new


def _name(draft: Draft, kind: Kind, key: Key, words: Words) -> str:
    """What people call it: «Алгебра 8Б понедельник 2»."""
    if kind is Person:
        person = draft.get(Person, key)
        return " ".join(part for part in (person["surname"], person["given_name"], person["patronymic"]) if part)
    if kind is Topic:
        topic = draft.get(Topic, key)
        plan = _name(draft, CurriculumPlan, topic["plan_id"], words)
        return f"{plan} {topic['number'] or topic['title']}"
    if kind is SchoolClass:
        return f"{key[1]}{key[2]}"
    parts = []
    for column, value in zip(KEYS[kind], key, strict=True):
        refers = SHAPES[kind].refers.get(column)
        if value is None or (refers is AcademicYear and len(key) > 1) or value is Weeks.EVERY or column == "valid_from":
            continue
        if refers is not None:
            parts.append(_name(draft, refers, value, words))
        else:
            parts.append(words.WEEKDAY_NAMES[value] if column == "weekday" else _value(value))
    return " ".join(parts)


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "+" if value else "−"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
