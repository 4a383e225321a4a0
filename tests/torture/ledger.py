"""The model: what teachers meant, in their order, and what each screen told them was saved."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

MARK: Final = "mark"
ATTENDANCE: Final = "attendance"
TOPIC: Final = "topic"
HOMEWORK: Final = "homework"
CLOSED: Final = "closed"


class Cell(NamedTuple):
    """One value of the journal. A lesson's own cells have no student."""

    kind: str
    lesson_id: int
    student_id: int = 0


Value: TypeAlias = str
"""What stands there; empty where nothing does."""
Meant: TypeAlias = Mapping[Cell, Value]


Seen: TypeAlias = int | str
"""What somebody saw in a cell before: the version that the button carries, or the value that the preview showed."""


@dataclass(eq=False)
class Attempt:
    """One deed of a teacher: the cells it would set. `acked`: a screen showed them saved."""

    meant: Meant
    perhaps: Meant
    """Where a text may end too: what awaits it is decided when it is worked, and screens may have come late."""
    who: int
    """The teacher, as a person."""
    seen: Mapping[Cell, Seen]
    tapped: float
    shown: float | None = None
    """When a screen showed it saved."""

    @property
    def acked(self) -> bool:
        """Whether it was told to be saved."""
        return self.shown is not None


class Tried(NamedTuple):
    """One attempt at one cell."""

    value: Value
    attempt: Attempt
    sure: bool = True
    """Whether it is this cell that the deed was about."""

    @property
    def acked(self) -> bool:
        """Whether this cell was shown saved."""
        return self.sure and self.attempt.acked


class Conflict(NamedTuple):
    """Somebody was told that a colleague changed the mark that was on the screen (G16)."""

    cell: Cell
    seen: int
    """The version that the own button carried."""
    there: Value
    by: str


class Ledger:
    """Every attempt in the order of the taps. One person's updates run in that order (G17), two people's in any."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.conflicts: list[Conflict] = []

    def attempt(
        self, meant: Meant, perhaps: Meant | None = None, *, who: int, seen: Mapping[Cell, Seen] | None = None
    ) -> Attempt:
        """A teacher taps or types."""
        made = Attempt(dict(meant), dict(perhaps or {}), who, dict(seen or {}), time.monotonic())
        self.attempts.append(made)
        return made

    @property
    def acked(self) -> int:
        """How many deeds were told to be saved."""
        return sum(attempt.acked for attempt in self.attempts)

    def by_cell(self) -> dict[Cell, list[Tried]]:
        """What was meant for each cell, in order."""
        found: defaultdict[Cell, list[Tried]] = defaultdict(list)
        for attempt in self.attempts:
            for cell, value in attempt.meant.items():
                found[cell].append(Tried(value, attempt))
            for cell, value in attempt.perhaps.items():
                found[cell].append(Tried(value, attempt, sure=False))
        return dict(found)


def may_stand(tried: Sequence[Tried]) -> set[Value]:
    """What may stand in a cell: the last acked value, or one that was tried after it and may have been saved unseen.

    Of two teachers each has a last one, unless the other's was tapped when it had been shown already.
    """
    nothing = [] if any(one.acked for one in tried) else [""]
    return {*nothing, *(one.value for place, one in enumerate(tried) if not _overtaken(one, tried[place + 1 :]))}


def _overtaken(one: Tried, later: Sequence[Tried]) -> bool:
    """Whether an acked value came surely after it."""
    shown = one.attempt.shown if one.acked else None
    return any(
        other.acked and (other.attempt.who == one.attempt.who or (shown is not None and shown < other.attempt.tapped))
        for other in later
    )


def explained(changes: Iterable[Value], tried: Sequence[Tried]) -> bool:
    """Whether each change of a cell is one tap's: the changes are a subsequence of what was meant.

    A tap that had its effect twice, with another one between, is a change too many.
    """
    values = iter(one.value for one in tried)
    return all(any(value == one for one in values) for value in changes)


class Change(NamedTuple):
    """What the journal says of one change of a cell."""

    who: int | None
    old: Value
    new: Value


def unseen(cell: Cell, changes: Sequence[Change], tried: Sequence[Tried]) -> list[Change]:
    """The changes that nobody meant who saw what they changed: overwritten unseen (G16), or done twice.

    Each change is one deed's of its author, in the author's order, and the deed began from what stood there before, as
    far as its screen said what that was.
    """
    left: dict[int, list[Attempt]] = defaultdict(list)
    for one in tried:
        if one.sure:
            left[one.attempt.who].append(one.attempt)
    wrong: list[Change] = []
    for version, change in enumerate(changes):
        mine = left[change.who or 0]
        for place, attempt in enumerate(mine):
            if attempt.meant[cell] == change.new and attempt.seen.get(cell, version) in (version, change.old):
                del mine[: place + 1]
                break
        else:
            wrong.append(change)
    return wrong
