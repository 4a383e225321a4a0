"""«Расписание»: which lesson is when. A timetable that is imported ends each slot of its classes that it has not."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from db.timetable import Course, Period, StudyGroup, TimetableSlot, Weeks
from journal.imports.cells import Bad
from journal.imports.courses import Courses, Teaching
from journal.imports.draft import listed
from journal.imports.layouts import SlotRow
from journal.imports.store import Key


class Wanted(NamedTuple):
    """A row whose course is known."""

    row: SlotRow
    course: Key

    @property
    def place(self) -> Key:
        """What is the same slot, whenever it began."""
        return (self.course, self.row.weekday, self.row.period, self.row.weeks)


def draft_slots(courses: Courses) -> list[Wanted]:
    """Want the file's timetable; returns its rows with their courses."""
    sketch = courses.sketch
    if sketch.rows.timetable is None:
        return []
    wanted = [Wanted(row, course) for row, course in _courses(courses)]
    _check(courses, wanted)
    covered = {class_key for one in wanted for class_key in courses.groups.classes(one.course[1])}
    there: dict[Key, list[Key]] = defaultdict(list)
    for key in sketch.draft.keys(TimetableSlot):
        there[key[:4]].append(key)
    timetabled = {
        class_key for key in sketch.draft.world.rows[TimetableSlot] for class_key in courses.groups.classes(key[0][1])
    }
    kept: set[Key] = set()
    starts: dict[Key, date] = {}
    for one in wanted:
        classes = courses.groups.classes(one.course[1])
        usual = sketch.since if classes & timetabled else sketch.starts_on
        since = one.row.since or usual
        for class_key in classes:
            starts[class_key] = min(since, starts.get(class_key, since))
        key = _kept(courses, there[one.place], one.row.since, since) or (*one.place, since)
        kept.add(sketch.draft.put(TimetableSlot, key, room=one.row.room, valid_to=one.row.until))
    for key in [key for keys in there.values() for key in keys if key not in kept]:
        classes = courses.groups.classes(key[0][1]) & covered
        until = sketch.draft.get(TimetableSlot, key)["valid_to"]
        ends = min((starts[class_key] for class_key in classes), default=sketch.since)
        if key[4] >= ends:
            ends = sketch.since  # it was in force: it ends today rather than never having been
        if classes and (until is None or until >= ends):
            sketch.end(TimetableSlot, key, ends)
    return wanted


def _kept(courses: Courses, there: list[Key], said: date | None, since: date) -> Key | None:
    """The slot that takes place already: begun by that day and not over."""
    for key in there:
        until = courses.sketch.draft.get(TimetableSlot, key)["valid_to"]
        over = until is not None and until < since
        if key[4] == said or (not over and (key[4] <= since or said is None)):
            return key
    return None


def _courses(courses: Courses) -> Iterator[tuple[SlotRow, Key]]:
    """Each row with its course. Without «Курсы» in the file a new course comes from its first row, teachers too."""
    sketch = courses.sketch
    derived: dict[Key, list[Teaching]] = defaultdict(list)
    found: list[tuple[SlotRow, Key]] = []
    for row in sketch.rows.timetable or []:
        column = "subject"
        try:
            subject = courses.subject(row.subject)
            column = "group"
            group = courses.groups.want(row.group)
            column = "teacher"
            teachers = [courses.people.employee(name).root.key for name in row.teacher]
        except Bad as bad:
            sketch.bad("timetable", row.row, column, bad)
            continue
        key: Key = (subject, group)
        if courses.find(subject, group) is None and sketch.rows.courses is not None:
            sketch.error("timetable", row.row, "subject", "import-bad-course", subject=subject[0], group=group[1])
            continue
        if courses.find(subject, group) is None:
            sketch.draft.put(Course, key, hours_per_week=0)
            derived[key] = []
        if key in derived:
            derived[key] += [Teaching(person, None, None) for person in teachers]
        elif teachers and not set(teachers) <= courses.teachers(key):
            sketch.error("timetable", row.row, "teacher", "import-bad-other-teacher", found=listed(row.teacher))
        found.append((row, key))
    for key, teachings in derived.items():
        courses.teach(key, list(dict.fromkeys(teachings)))
    yield from found


def _check(courses: Courses, wanted: list[Wanted]) -> None:
    """Errors: a row twice, a period without bells. Notes: a teacher or a whole class in two places at once."""
    sketch = courses.sketch
    numbers = {key[1] for key in sketch.draft.keys(Period)}
    bells_known = all(error.sheet != sketch.words.SHEETS["bells"] for error in sketch.errors)
    rows: dict[Key, int] = {}
    busy: dict[Key, Wanted] = {}
    for one in wanted:
        row = one.row
        if row.since and row.until and row.since > row.until:
            sketch.error("timetable", row.row, "until", "import-bad-order")
        if (other := rows.setdefault((*one.place, row.since), row.row)) != row.row:
            sketch.error("timetable", row.row, "period", "import-bad-repeat", other=other)
            continue
        if bells_known and row.period not in numbers:
            sketch.error("timetable", row.row, "period", "import-bad-no-bell", found=row.period)
        if row.weeks is not Weeks.EVERY or row.since or row.until:
            continue  # two that take turns share an hour rightly
        whole = sketch.draft.get(StudyGroup, one.course[1])["whole"]
        who: list[Key] = [("teacher", person) for person in sorted(courses.teachers(one.course), key=str)]
        who += [("class", class_key) for class_key in courses.groups.classes(one.course[1]) if whole]
        for key in who:
            other_one = busy.setdefault((*key, row.weekday, row.period), one)
            if other_one is not one and other_one.row.row != row.row:
                sketch.note("timetable", row.row, f"import-note-two-{key[0]}", other=other_one.row.row)
                break
