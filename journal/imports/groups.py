"""Study groups by name: who sits a lesson together.

«8Б» is the whole class, «8Б английский 1» a part of it, «10А+10Б» two classes together, «10А+10Б физика» those of both
who are listed there. In «Ученики» the column «группы» lists a student's parts with semicolons, in short («английский 1»)
or in full; «Курсы» says which parts there are. The journal writes them «8Б, английский 1».
"""

import re
from datetime import date
from typing import NamedTuple

from db.people import Enrolment
from db.timetable import Course, GroupClass, GroupMember, StudyGroup
from journal.imports.cells import Bad
from journal.imports.draft import Sketch, class_of, listed
from journal.imports.people import Human
from journal.imports.store import Key
from journal.imports.students import Matched
from journal.names import fold

_PUNCTUATION = re.compile(r"[«»\"'(),:]")


class Spelling(NamedTuple):
    """A group as it is written: its classes and, for a part, its label."""

    classes: tuple[Key, ...]
    label: str


class Groups:
    """The year's groups, by their classes and folded label."""

    def __init__(self, sketch: Sketch) -> None:
        """Take in those there."""
        self.sketch = sketch
        self.known: dict[tuple[frozenset[Key], str], Key] = {}
        draft = sketch.draft
        members: dict[Key, set[Key]] = {}
        for group, class_key in draft.keys(GroupClass):
            members.setdefault(group, set()).add(class_key)
        for key, classes in members.items():
            if key[0] == sketch.year:
                self.known[frozenset(classes), fold(self.label(key))] = key

    def label(self, key: Key) -> str:
        """A group's name without its classes."""
        if self.sketch.draft.get(StudyGroup, key)["whole"]:
            return ""
        return str(key[1].partition(", ")[2] or key[1])

    def classes(self, key: Key) -> set[Key]:
        """The classes of a group."""
        return {class_key for classes, _ in self.known if self.known[classes, _] == key for class_key in classes}

    def spell(self, written: str) -> Spelling:
        """Which classes stand at the beginning of a text, and what follows them. Raises Bad."""
        known = self.sketch.classes()
        by_name = {fold(str(class_of(key))): key for key in known.values()}
        words = _PUNCTUATION.sub(" ", written).replace("+", " + ").split()
        classes: list[Key] = []
        while words:
            # «8 Б» is tried before the only eighth class of a village.
            size = 2 if fold("".join(words[:2])) in by_name and len(words) > 1 else 1
            found = by_name.get(fold("".join(words[:size])))
            if found is None:
                break
            classes.append(found)
            words = words[size:]
            if words and fold(words[0]) in self.sketch.words.CLASS_WORDS:
                words = words[1:]
            if not words or words[0] != "+":
                break
            words = words[1:]
        if not classes or (words and words[0] == "+"):
            raise Bad("import-bad-group", found=written, known=listed([str(class_of(key)) for key in known.values()]))
        return Spelling(tuple(dict.fromkeys(classes)), " ".join(words))

    def find(self, spelling: Spelling) -> Key | None:
        """The group there is."""
        return self.known.get((frozenset(spelling.classes), fold(spelling.label)))

    def want(self, written: str) -> Key:
        """The group that is written, made if it is new. Raises Bad."""
        spelling = self.spell(written)
        if (key := self.find(spelling)) is not None:
            return key
        name = "+".join(str(class_of(key)) for key in spelling.classes)
        if spelling.label:
            name = f"{name}, {spelling.label}"
        if len(name) > 200:
            raise Bad("import-bad-long", limit=200, length=len(name))
        key = self.sketch.draft.put(
            StudyGroup,
            (self.sketch.year, name),
            whole=not spelling.label,
            grade=max(class_of(one).grade for one in spelling.classes),
        )
        for class_key in spelling.classes:
            self.sketch.draft.put(GroupClass, (key, class_key))
        self.known[frozenset(spelling.classes), fold(spelling.label)] = key
        return key

    def part(self, written: str, class_key: Key) -> Key:
        """The part of a class that a student's cell names, in short or in full.

        Where no part of that class has a course yet it is made: «Курсы» may come later. Raises Bad.
        """
        mine = {(classes, label): key for (classes, label), key in self.known.items() if class_key in classes and label}
        short = [key for (_, label), key in mine.items() if label == fold(_PUNCTUATION.sub(" ", written))]
        if len(short) == 1:
            return short[0]
        if short:
            raise Bad("import-bad-group-which", found=written, known=listed([key[1] for key in short]))
        try:
            spelling = self.spell(written)
        except Bad:
            spelling = Spelling((class_key,), " ".join(_PUNCTUATION.sub(" ", written).split()))
        if (key := self.find(spelling)) is not None and spelling.label and class_key in spelling.classes:
            return key
        taught = any(group in mine.values() for _, group in self.sketch.draft.keys(Course))
        if taught or class_key not in spelling.classes or not spelling.label:
            raise Bad("import-bad-part", found=written, known=listed([key[1] for key in mine.values()]))
        return self.want(f"{class_of(class_key)} {spelling.label}")


def draft_members(groups: Groups, matched: Matched) -> None:
    """Want each student in the parts that the cell lists and in no others. Without the column nothing is said."""
    sketch = groups.sketch
    before: dict[Key, dict[Key, Key]] = {}
    for key in sketch.draft.keys(GroupMember):
        if sketch.draft.get(GroupMember, key)["valid_to"] is None and key[0][0] == sketch.year:
            before.setdefault(key[1], {})[key[0]] = key
    peopled = {key[0] for key in sketch.draft.world.rows[GroupMember]}
    for row, human in matched:
        student: Key = (human.root.key,)
        there = before.get(student, {})
        wanted = _wanted(groups, row.row, row.groups, human, there)
        for group in there.keys() - wanted:
            sketch.end(GroupMember, there[group], sketch.since)
        for group in sorted(wanted - there.keys()):
            since = sketch.since if group in peopled and _was_here(sketch, student) else _joined(sketch, student)
            sketch.draft.put(GroupMember, (group, student, since), valid_to=None)


def _wanted(groups: Groups, row: int, labels: tuple[str, ...] | None, human: Human, there: dict[Key, Key]) -> set[Key]:
    if human.class_key is None:
        return set(there)
    if labels is None:
        return {group for group in there if human.class_key in groups.classes(group)}
    wanted = set()
    for label in labels:
        try:
            wanted.add(groups.part(label, human.class_key))
        except Bad as bad:
            groups.sketch.bad("students", row, "groups", bad)
    return wanted


def _was_here(sketch: Sketch, student: Key) -> bool:
    return any(key[0] == student for key in sketch.draft.world.rows[Enrolment])


def _joined(sketch: Sketch, student: Key) -> date:
    """Since when the student is in the class."""
    days: list[date] = [key[2] for key in sketch.draft.keys(Enrolment) if key[0] == student]
    return max(days)
