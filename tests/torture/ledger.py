"""The model: what teachers meant, in their order, and what each screen told them was saved."""

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


@dataclass(eq=False)
class Attempt:
    """One deed of a teacher: the cells it would set. `acked`: a screen showed them saved."""

    meant: Meant
    perhaps: Meant
    """Where a text may end too: what awaits it is decided when it is worked, and screens may have come late."""
    acked: bool = False


class Ledger:
    """Every attempt in the order of the taps. One teacher writes a cell, and one person's updates run in order (G17)."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []

    def attempt(self, meant: Meant, perhaps: Meant | None = None) -> Attempt:
        """A teacher taps or types."""
        made = Attempt(dict(meant), dict(perhaps or {}))
        self.attempts.append(made)
        return made

    @property
    def acked(self) -> int:
        """How many deeds were told to be saved."""
        return sum(attempt.acked for attempt in self.attempts)

    def by_cell(self) -> dict[Cell, list[tuple[Value, bool]]]:
        """What was meant for each cell, in order, and whether it was acked."""
        found: defaultdict[Cell, list[tuple[Value, bool]]] = defaultdict(list)
        for attempt in self.attempts:
            for cell, value in attempt.meant.items():
                found[cell].append((value, attempt.acked))
            for cell, value in attempt.perhaps.items():
                found[cell].append((value, False))
        return dict(found)


def may_stand(meant: Sequence[tuple[Value, bool]]) -> set[Value]:
    """What may stand in a cell: the last acked value, or one that was tried after it and may have been saved unseen."""
    last = max((number for number, (_, acked) in enumerate(meant) if acked), default=-1)
    before = meant[last][0] if last >= 0 else ""
    return {before, *(value for value, _ in meant[last + 1 :])}


def explained(changes: Iterable[Value], meant: Sequence[tuple[Value, bool]]) -> bool:
    """Whether each change of a cell is one tap's: the changes are a subsequence of what was meant.

    A tap that had its effect twice, with another one between, is a change too many.
    """
    tried = iter(value for value, _ in meant)
    return all(any(value == one for one in tried) for value in changes)
