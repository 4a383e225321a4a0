"""«КТП»: the numbered topics of a course. A file has the whole plan of each course it names."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from db.lessons import CurriculumPlan, Topic
from db.timetable import Course
from journal.imports.cells import Bad
from journal.imports.draft import Sketch, listed
from journal.imports.layouts import TopicRow
from journal.imports.people import GUESSES
from journal.imports.store import Key
from journal.names import fold
from journal.programme import merging
from journal.programme.merging import There, Wanted

_PUNCTUATION = re.compile(r"[«»\"'().,:·—–+]")

One = TypeVar("One")
"""What a course is known by to who asks: its natural key, or its number."""


class Wrong(NamedTuple):
    """What is wrong in a row, and in which column."""

    row: int
    column: str
    bad: Bad


class Assigned(NamedTuple, Generic[One]):
    """The rows of each course that a file names, and those that cannot be."""

    plans: dict[One, list[TopicRow]]
    wrong: list[Wrong]


def assign(
    rows: Iterable[TopicRow],
    courses: Sequence[One],
    names: Callable[[One], tuple[str, str]],
    *,
    unnamed: One | None = None,
) -> Assigned[One]:
    """Which rows are which course's; `names` gives subject and group, `unnamed` takes rows above which no course stands.

    A course is known by «Алгебра 8Б» and «8Б алгебра»; several that share a plan stand with semicolons between them.
    """
    named: dict[str, list[One]] = defaultdict(list)
    for course in courses:
        subject, group = names(course)
        for spelling in (f"{subject} {group}", f"{group} {subject}"):
            named[_bare(spelling)].append(course)
    titles = [" ".join(names(course)) for course in courses]
    plans: dict[One, list[TopicRow]] = {}
    wrong: list[Wrong] = []
    seen: dict[tuple[One, int], int] = {}
    meant: list[One] | None = None if unnamed is None else [unnamed]
    for row in rows:
        try:
            if row.course:
                meant = []  # one error is enough: the rows below it follow whatever this one becomes
                meant = _meant(row.course, named, titles)
            elif meant is None:
                raise Bad("import-bad-blank")
        except Bad as bad:
            wrong.append(Wrong(row.row, "course", bad))
        for course in meant or []:
            if (other := seen.setdefault((course, row.number), row.row)) != row.row:
                wrong.append(Wrong(row.row, "number", Bad("import-bad-number-twice", other=other)))
                break
            plans.setdefault(course, []).append(row)
    return Assigned(plans, wrong)


def wanted(rows: Iterable[TopicRow]) -> list[Wanted]:
    """A course's rows as the topics of its plan."""
    return [Wanted(row.number, row.title, row.hours, row.homework) for row in rows]


def draft_programme(sketch: Sketch) -> None:
    """Want the topics of each course. One that a lesson took stays for it, also when the new plan has it no more."""
    keys = [key for key in sketch.draft.keys(Course) if key[1][0] == sketch.year]
    found = assign(sketch.rows.programme or [], keys, lambda key: (key[0][0], key[1][1]))
    for row, column, bad in found.wrong:
        sketch.bad("programme", row, column, bad)
    for course, rows in found.plans.items():
        _plan(sketch, course, rows)


def _plan(sketch: Sketch, course: Key, rows: list[TopicRow]) -> None:
    draft, world = sketch.draft, sketch.draft.world
    plan = draft.put(CurriculumPlan, (course,))
    there = [
        There(key[0], row["number"], row["title"], row["hours"], row["homework"], key[0] in world.taken_topics)
        for key, row in world.rows[Topic].items()
        if row["plan_id"] == plan
    ]
    merged = merging.merge(there, wanted(rows))
    for topic, new in merged.kept:
        draft.put(Topic, (topic.id,), **new._asdict())
    for new in merged.added:
        draft.put(Topic, (f"{plan} {new.number}",), plan_id=plan, **new._asdict())
    for topic in merged.removed:
        draft.drop(Topic, (topic.id,))
    for topic in merged.left:
        draft.put(Topic, (topic.id,), number=None)
        sketch.note(
            "programme", 0, "import-note-taken-topic", title=topic.title, course=f"{course[0][0]} {course[1][1]}"
        )


def _bare(written: str) -> str:
    """Compared without punctuation, and without the space of «8 Б»."""
    return re.sub(r"(?<=\d) (?=[^\W\d_]\b)", "", fold(_PUNCTUATION.sub(" ", written)))


def _meant(written: str, named: Mapping[str, list[One]], titles: Sequence[str]) -> list[One]:
    """The courses of a cell. Raises Bad with the nearest names."""
    found: list[One] = []
    for part in written.split(";"):
        if part.strip():
            courses = named.get(_bare(part), [])
            if len(courses) != 1:
                near = process.extract(part.strip(), titles, scorer=fuzz.WRatio, limit=GUESSES)
                raise Bad("import-bad-plan-course", found=part.strip(), near=listed([title for title, _, _ in near]))
            found += courses
    return found
