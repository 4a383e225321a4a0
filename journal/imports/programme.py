"""«КТП»: the numbered topics of a course. A file has the whole plan of each course it names."""

import re
from collections import defaultdict

from rapidfuzz import fuzz, process

from db.lessons import CurriculumPlan, Topic
from db.timetable import Course
from journal.imports.cells import Bad
from journal.imports.draft import Sketch, listed
from journal.imports.layouts import TopicRow
from journal.imports.people import GUESSES
from journal.imports.store import Key
from journal.names import fold

_PUNCTUATION = re.compile(r"[«»\"'().,:·—–+]")


def draft_programme(sketch: Sketch) -> None:
    """Want the topics of each course. One that a lesson took stays, also when the new plan has it no more."""
    by_course: dict[Key, list[TopicRow]] = defaultdict(list)
    named = _names(sketch)
    courses: list[Key] | None = None
    for row in sketch.rows.programme or []:
        try:
            if row.course:
                courses = []  # one error is enough: the rows below it follow whatever this one becomes
                courses = _courses(row.course, named)
            elif courses is None:
                raise Bad("import-bad-blank")
        except Bad as bad:
            sketch.bad("programme", row.row, "course", bad)
        for course in courses or []:
            by_course[course].append(row)
    for course, rows in by_course.items():
        _plan(sketch, course, rows)


def _plan(sketch: Sketch, course: Key, rows: list[TopicRow]) -> None:
    draft = sketch.draft
    plan = draft.put(CurriculumPlan, (course,))
    numbers: dict[int, int] = {}
    for row in rows:
        if (other := numbers.setdefault(row.number, row.row)) != row.row:
            sketch.error("programme", row.row, "number", "import-bad-number-twice", other=other)
            continue
        draft.put(Topic, (plan, row.number), title=row.title, hours=row.hours, homework=row.homework)
    for key in [key for key in draft.keys(Topic) if key[0] == plan and key[1] not in numbers]:
        if draft.world.ids[Topic][key] in draft.world.taken_topics:
            sketch.note("programme", 0, "import-note-taken-topic", number=str(key[1]), course=_title(course))
        else:
            draft.drop(Topic, key)


def _title(course: Key) -> str:
    return f"{course[0][0]} {course[1][1]}"


def _names(sketch: Sketch) -> dict[str, list[Key]]:
    """The year's courses by each way to write them: «Алгебра 8Б», «8Б алгебра»."""
    named: dict[str, list[Key]] = defaultdict(list)
    for key in sketch.draft.keys(Course):
        subject, group = key[0][0], key[1][1]
        if key[1][0] == sketch.year:
            for spelling in (f"{subject} {group}", f"{group} {subject}"):
                named[_bare(spelling)].append(key)
    return named


def _bare(written: str) -> str:
    """Compared without punctuation, and without the space of «8 Б»."""
    return re.sub(r"(?<=\d) (?=[^\W\d_]\b)", "", fold(_PUNCTUATION.sub(" ", written)))


def _courses(written: str, named: dict[str, list[Key]]) -> list[Key]:
    """The courses of a cell; several that share a plan stand with semicolons between them. Raises Bad."""
    found: list[Key] = []
    for part in written.split(";"):
        if part.strip():
            keys = named.get(_bare(part), [])
            if len(keys) != 1:
                titles = [_title(key) for key in {key: None for keys in named.values() for key in keys}]
                near = process.extract(part.strip(), titles, scorer=fuzz.WRatio, limit=GUESSES)
                raise Bad("import-bad-plan-course", found=part.strip(), near=listed([title for title, _, _ in near]))
            found += keys
    return found
