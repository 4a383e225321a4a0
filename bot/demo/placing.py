"""Places the demo school's weekly hours: no teacher twice at once, no gaps in a class's day, a subject once a day."""

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Unit(NamedTuple):
    """An hour of a class: one course, or two at once where the class is divided (English)."""

    name: str
    courses: tuple[int, ...]
    teachers: tuple[int, ...]


class Place(NamedTuple):
    """A course on a weekday (1 = Monday) at a period."""

    course: int
    weekday: int
    period: int


def place(
    hours: Mapping[str, Sequence[Unit]],
    fixed: Mapping[tuple[str, int, int], str],
    longest: Mapping[str, int],
    draw: random.Random,
    tries: int = 400,
) -> list[Place]:
    """Place every unit of every class. `fixed` says what stands at (class, weekday, period).

    Raises LookupError if the draw finds no week in so many tries.
    """
    for _ in range(tries):
        placed = _attempt(hours, fixed, longest, draw)
        if placed is not None:
            return placed
    raise LookupError("no timetable was found")


def _attempt(
    hours: Mapping[str, Sequence[Unit]],
    fixed: Mapping[tuple[str, int, int], str],
    longest: Mapping[str, int],
    draw: random.Random,
) -> list[Place] | None:
    left = {name: draw.sample(list(units), len(units)) for name, units in hours.items()}
    placed: list[Place] = []
    for weekday in range(1, 6):
        # As even as can be over the days that are left, never longer than the grade may have.
        ends = {name: min(longest[name], -(-len(left[name]) // (6 - weekday))) for name in hours}
        # What is fixed for a later day is not spent before.
        kept_of = {
            name: {subject for spot, subject in fixed.items() if spot[0] == name and spot[1] > weekday}
            for name in hours
        }
        had = {name: {subject for place, subject in fixed.items() if place[:2] == (name, weekday)} for name in hours}
        for period in range(1, 8):
            busy: set[int] = set()
            # Where something is fixed goes first, then whoever has most left to place.
            order = sorted(
                (name for name in hours if period <= ends[name]),
                key=lambda name: ((name, weekday, period) not in fixed, -len(left[name]), draw.random()),
            )
            for name in order:
                unit = _choose(
                    left[name],
                    busy,
                    had[name],
                    fixed.get((name, weekday, period)),
                    kept=kept_of[name],
                    days_left=5 - weekday,
                )
                if unit is None:
                    ends[name] = 0  # nobody is free: the class goes home, no gaps
                    continue
                left[name].remove(unit)
                busy.update(unit.teachers)
                had[name].add(unit.name)
                placed += [Place(course, weekday, period) for course in unit.courses]
    return placed if not any(left.values()) else None


def _choose(
    units: Sequence[Unit], busy: set[int], had: set[str], wanted: str | None, *, kept: set[str], days_left: int
) -> Unit | None:
    """A unit whose teachers are free; first those with more hours left than days, since they must come today."""
    if wanted is not None:
        return next((unit for unit in units if unit.name == wanted and not busy.intersection(unit.teachers)), None)
    count: dict[str, int] = {}
    for unit in units:
        count[unit.name] = count.get(unit.name, 0) + 1
    able = [unit for unit in units if unit.name not in kept and not busy.intersection(unit.teachers)]
    # A subject comes once a day; twice in a row only if nothing else can be taught now.
    free = [unit for unit in able if unit.name not in had] or able
    return max(free, key=lambda unit: (count[unit.name] > days_left, count[unit.name]), default=None)
