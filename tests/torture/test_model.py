"""The checker's own model: what it must find, and what it must let pass (G1, G16)."""

import pytest

from tests.torture.ledger import MARK, Attempt, Cell, Change, Tried, may_stand, unseen

CELL = Cell(MARK, 1, 1)
ANNA, BORIS = 1, 2


def tried(value: str, who: int, tapped: float, shown: float | None = None, seen: int | str = 0) -> Tried:
    return Tried(value, Attempt({CELL: value}, {}, who, {CELL: seen}, tapped, shown))


@pytest.mark.parametrize(
    ("attempts", "stands"),
    [
        ([], {""}),
        ([tried("5", ANNA, 1, 2)], {"5"}),
        ([tried("5", ANNA, 1)], {"", "5"}),
        ([tried("5", ANNA, 1, 2), tried("4", ANNA, 3)], {"5", "4"}),
        ([tried("5", ANNA, 1, 2), tried("4", ANNA, 3, 4)], {"4"}),
        # Another's value that was shown before the own tap is gone, one that was under way is not.
        ([tried("5", ANNA, 1, 2), tried("4", BORIS, 3, 4)], {"4"}),
        ([tried("5", ANNA, 1, 3), tried("4", BORIS, 2, 4)], {"5", "4"}),
        ([tried("5", ANNA, 1), tried("4", BORIS, 2, 4)], {"5", "4"}),
    ],
)
def test_what_may_stand(attempts: list[Tried], stands: set[str]) -> None:
    assert may_stand(attempts) == stands


@pytest.mark.parametrize(
    ("changes", "attempts", "wrong"),
    [
        ([Change(ANNA, "", "5")], [tried("5", ANNA, 1)], []),
        # Boris confirmed what his screen said had become of the cell.
        ([Change(ANNA, "", "5"), Change(BORIS, "5", "4")], [tried("5", ANNA, 1), tried("4", BORIS, 2, seen=1)], []),
        # He read «5» in a preview.
        ([Change(ANNA, "", "5"), Change(BORIS, "5", "4")], [tried("5", ANNA, 1), tried("4", BORIS, 2, seen="5")], []),
        # His screen showed an empty cell: overwritten unseen.
        ([Change(ANNA, "", "5"), Change(BORIS, "5", "4")], [tried("5", ANNA, 1), tried("4", BORIS, 2)], [1]),
        # One tap had its effect twice.
        (
            [Change(ANNA, "", "5"), Change(BORIS, "5", "4"), Change(ANNA, "4", "5")],
            [tried("5", ANNA, 1), tried("4", BORIS, 2, seen=1)],
            [2],
        ),
        # Somebody else's tap is nobody's reason.
        ([Change(BORIS, "", "5")], [tried("5", ANNA, 1)], [0]),
    ],
)
def test_what_was_overwritten_unseen(changes: list[Change], attempts: list[Tried], wrong: list[int]) -> None:
    assert unseen(CELL, changes, attempts) == [changes[place] for place in wrong]
