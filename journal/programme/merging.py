"""A new version of a plan over the one that is there: which topic is which. Pure.

A lesson refers to the topic that it took, so a topic has to be known again when its number changes: an inserted topic
moves all that follow. Both plans are laid side by side by their titles, in order; a topic whose title was only corrected
is the same one; one that a lesson took and the new plan has no more leaves the plan and stays for its lesson.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from journal.names import fold

ALIKE = 60
"""From this ratio (0–100) a taken topic's new title is a correction; below it is another topic."""


class There(NamedTuple):
    """A topic that is there. Without a number it has left the plan."""

    id: int
    number: int | None
    title: str
    hours: int
    homework: str
    taken: bool


class Wanted(NamedTuple):
    """A topic as a file has it."""

    number: int
    title: str
    hours: int
    homework: str


class Merged(NamedTuple):
    """What becomes of each topic."""

    kept: tuple[tuple[There, Wanted], ...]
    """The same topic, changed or not."""
    added: tuple[Wanted, ...]
    left: tuple[There, ...]
    """Taken by a lesson and in the plan no more."""
    removed: tuple[There, ...]

    @property
    def changed(self) -> tuple[tuple[There, Wanted], ...]:
        """Topics with another title, length or task; a new number alone is told by what was put in or taken out."""
        return tuple(pair for pair in self.kept if _what(pair[0]) != _what(pair[1]))

    @property
    def moved(self) -> int:
        """Topics of which only the number is new."""
        return sum(1 for there, wanted in self.kept if there.number != wanted.number and _what(there) == _what(wanted))

    @property
    def nothing_new(self) -> bool:
        """Whether all of it is there already just so."""
        return not (self.added or self.left or self.removed or self.changed or self.moved)


def _what(topic: There | Wanted) -> tuple[str, int, str]:
    return topic.title, topic.hours, topic.homework


def merge(there: Sequence[There], wanted: Sequence[Wanted]) -> Merged:
    """Which topic of the new plan is which of the old. Every topic of either is in exactly one place of the answer."""
    sides = _Sides(there, wanted)
    replaced = sides.lay_side_by_side()
    sides.find_moved()
    sides.find_corrected(replaced)
    every = [*sides.old, *sides.outside]
    gone = [topic for topic in sides.old if topic.id not in sides.pairs]
    return Merged(
        tuple((topic, sides.new[sides.pairs[topic.id]]) for topic in every if topic.id in sides.pairs),
        tuple(sides.new[place] for place in sorted(sides.free)),
        tuple(topic for topic in gone if topic.taken),
        tuple(topic for topic in gone if not topic.taken),
    )


class _Sides:
    """Two versions of a plan, and who was found again where."""

    def __init__(self, there: Sequence[There], wanted: Sequence[Wanted]) -> None:
        self.old = sorted((topic for topic in there if topic.number is not None), key=lambda topic: topic.number or 0)
        self.outside = [topic for topic in there if topic.number is None]
        self.new = sorted(wanted, key=lambda topic: topic.number)
        self.titles = [fold(topic.title) for topic in self.new]
        self.pairs: dict[int, int] = {}
        """Places in the new plan by ids of the old one."""
        self.free = set(range(len(self.new)))

    def _pair(self, topic: There, place: int) -> None:
        self.pairs[topic.id] = place
        self.free.discard(place)

    def lay_side_by_side(self) -> list[tuple[int, int]]:
        """Pair equal titles in order; returns the places where one title stands instead of another."""
        replaced: list[tuple[int, int]] = []
        for step in Levenshtein.opcodes([fold(topic.title) for topic in self.old], self.titles):
            same = zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=False)
            if step.tag == "equal":
                for source, place in same:
                    self._pair(self.old[source], place)
            elif step.tag == "replace":
                replaced += same
        return replaced

    def find_moved(self) -> None:
        """What moved to another place has its title still; so has what had left the plan and comes back."""
        by_title: defaultdict[str, deque[int]] = defaultdict(deque)
        for place in sorted(self.free):
            by_title[self.titles[place]].append(place)
        for topic in [*self.old, *self.outside]:
            if topic.id not in self.pairs and (places := by_title[fold(topic.title)]):
                self._pair(topic, places.popleft())

    def find_corrected(self, replaced: Sequence[tuple[int, int]]) -> None:
        """What stands in the same place, or under the same number, with a title that was corrected."""
        by_number = {topic.number: place for place, topic in enumerate(self.new)}
        numbered = [(at, by_number[topic.number]) for at, topic in enumerate(self.old) if topic.number in by_number]
        for source, place in [*replaced, *numbered]:
            topic = self.old[source]
            if topic.id not in self.pairs and place in self.free and _corrected(topic, self.new[place]):
                self._pair(topic, place)


def _corrected(topic: There, wanted: Wanted) -> bool:
    """Whether the new title is the old one corrected. One that nobody took may as well become another."""
    return not topic.taken or fuzz.ratio(fold(topic.title), fold(wanted.title)) >= ALIKE
