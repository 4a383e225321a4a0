"""A class list as buttons. A keyboard holds a hundred; groups joined of several classes may be longer."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from pydantic import Field

from journal.lessons.sheet import Line

SHOWN = 60
"""Names a screen: with the rows above and below it stays under the messenger's hundred buttons."""

Part = Annotated[int, Field(ge=0, le=99)]
"""Which part of a long list, from 0."""


class Roll(NamedTuple):
    """A part of a list, and the parts around it: their numbers with the places they begin and end at."""

    lines: Sequence[Line]
    others: Sequence[tuple[int, int, int]]


def part(lines: Sequence[Line], number: int) -> Roll:
    """The part of that number; beyond the end the last one."""
    count = max(1, -(-len(lines) // SHOWN))
    number = min(number, count - 1)
    spans = [(one, one * SHOWN + 1, min((one + 1) * SHOWN, len(lines))) for one in range(count) if one != number]
    return Roll(lines[number * SHOWN : (number + 1) * SHOWN], spans)


def part_of(lines: Sequence[Line], student_id: int) -> int:
    """In which part a student stands; the first for somebody who is not on the list."""
    return next((place // SHOWN for place, line in enumerate(lines) if line.student_id == student_id), 0)
