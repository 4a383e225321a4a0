"""Where a course stands in its plan: pure arithmetic over topics, the lessons that took them, and days.

One lesson is one hour. A plan is gone through from the top; what a teacher does out of order is taken as it comes.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

Hour = tuple[date, int]
"""A lesson by its date and period: an hour of the course."""


class Step(NamedTuple):
    """A topic of the plan with the lessons that took it, in their order."""

    id: int
    number: int
    title: str
    hours: int
    homework: str
    taken: tuple[Hour, ...] = ()


class Pace(NamedTuple):
    """How far a course is. `lag` is negative where the course is ahead of its calendar."""

    hours: int
    passed: int
    lag: int
    short: int
    """Hours of the plan for which the year has no lesson left."""
    begun: bool = True
    """Whether any lesson has taken a topic of it: before that nobody knows where the course is."""


def steps(rows: Iterable[Any]) -> list[Step]:
    """Rows of topics beside the lessons that took them, in order: id, number, title, hours, homework, date, period."""
    found: dict[int, Step] = {}
    for topic_id, number, title, hours, homework, day, period in rows:
        step = found.get(topic_id) or Step(topic_id, number, title, hours, homework)
        found[topic_id] = step if day is None else step._replace(taken=(*step.taken, (day, period)))
    return list(found.values())


def following(steps: Sequence[Step]) -> int | None:
    """The place of the topic that comes next; None at the end of the plan.

    A topic in hand goes on until its hours are used up; then comes the one after the furthest that was taken. What was
    skipped on the way stays skipped until somebody chooses it: who begins the journal in November takes topic 28 once,
    and goes on from there.
    """
    taken = [(step.taken[-1], place) for place, step in enumerate(steps) if step.taken]
    if not taken:
        return 0 if steps else None
    furthest = max(place for _, place in taken)
    for place in (max(taken)[1], furthest):
        if len(steps[place].taken) < steps[place].hours:
            return place
    return furthest + 1 if furthest + 1 < len(steps) else None


def passed(steps: Sequence[Step]) -> int:
    """Hours of the plan that are behind the course.

    A topic is behind once a later one was taken, however many lessons it had: teachers press two hours into one to catch
    up. The furthest counts its lessons. Topics before the first one taken were taught before there was a journal;
    those skipped in between were not taught.
    """
    places = [place for place, step in enumerate(steps) if step.taken]
    if not places:
        return 0
    first, furthest = places[0], places[-1]
    behind = sum(step.hours for place, step in enumerate(steps[:furthest]) if place < first or step.taken)
    return behind + min(len(steps[furthest].taken), steps[furthest].hours)


def skipped(steps: Sequence[Step]) -> list[int]:
    """The places of topics that were passed over."""
    places = [place for place, step in enumerate(steps) if step.taken]
    return [place for place in range(places[0], places[-1]) if not steps[place].taken] if places else []


def ahead(steps: Sequence[Step], days: Sequence[date]) -> dict[int, tuple[date, ...]]:
    """The days on which the rest of the plan will be taken, by place: `days` are those of the lessons to come, one a lesson.

    A topic for which no day is left is not there. Days are never stored: a cancelled lesson or a new holiday is not among
    `days`, and everything after it moves.
    """
    found: dict[int, tuple[date, ...]] = {}
    at = 0
    for place, hours in _rest(steps):
        if at < len(days):
            found[place] = tuple(days[at : at + hours])
        at += hours
    return found


def intended(steps: Sequence[Step], days: Sequence[date]) -> dict[int, tuple[date, ...]]:
    """The days of every topic by the calendar alone, as if no lesson were ever cancelled: «по плану»."""
    found: dict[int, tuple[date, ...]] = {}
    at = 0
    for place, step in enumerate(steps):
        if at < len(days):
            found[place] = tuple(days[at : at + step.hours])
        at += step.hours
    return found


def pace(steps: Sequence[Step], *, so_far: Sequence[date], to_come: Sequence[date], today: date) -> Pace:
    """How far a course is before today: `so_far` are the days of all lessons that the calendar foresaw, today's not yet.

    Where the journal began in the middle of the plan the calendar is counted from that lesson on. A plan that no lesson
    took yet neither lags nor leads, whatever day it is: what was taught before is not written anywhere.
    """
    hours = sum(step.hours for step in steps)
    before = [step._replace(taken=tuple(hour for hour in step.taken if hour[0] < today)) for step in steps]
    first = next((place for place, step in enumerate(before) if step.taken), None)
    due = len(so_far)
    if first:
        began = min(step.taken[0] for step in before if step.taken)[0]
        due = sum(step.hours for step in before[:first]) + sum(1 for day in so_far if day >= began)
    lag = min(due, hours) - passed(before) if first is not None else 0
    begun = not steps or any(step.taken for step in steps)
    left = sum(rest for _, rest in _rest(steps))
    return Pace(hours, passed(steps), lag, max(left - len(to_come), 0), begun)


def _rest(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """Places that are still to be taken, with the hours they need."""
    at = following(steps)
    if at is None:
        return []
    furthest = max((place for place, step in enumerate(steps) if step.taken), default=-1)
    places = dict.fromkeys([at, *([furthest] if furthest >= 0 else []), *range(furthest + 1, len(steps))])
    rest = [(place, steps[place].hours - len(steps[place].taken)) for place in places]
    return [(place, hours) for place, hours in rest if hours > 0]
