"""«Предметы» and «Курсы»: what is taught to whom, by whom and since when."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rapidfuzz import fuzz, process

from db.timetable import Course, CourseTeacher, Subject, Weeks
from journal.imports.cells import Bad
from journal.imports.draft import listed
from journal.imports.groups import Groups
from journal.imports.layouts import CourseRow
from journal.imports.people import GUESSES, RESEMBLANCE, People
from journal.imports.store import Key
from journal.names import fold

SHORT = 64


class Teaching(NamedTuple):
    """Who teaches, from when to when, as a row says it."""

    person: Key
    since: date | None
    until: date | None


class Courses:
    """The subjects and courses of the year."""

    def __init__(self, people: People, groups: Groups) -> None:
        """Take in the subjects there; the file's own come by `draft_subjects`."""
        self.people = people
        self.groups = groups
        self.sketch = groups.sketch
        self.subjects: dict[str, Key] = {}
        for key in self.sketch.draft.keys(Subject):
            self._know(key)

    def _know(self, key: Key) -> None:
        self.subjects.setdefault(fold(self.sketch.draft.get(Subject, key)["short_name"]), key)
        self.subjects[fold(key[0])] = key

    def draft_subjects(self) -> None:
        """Want the file's subjects. A blank short name is the whole one, unless there is one already."""
        seen: dict[str, int] = {}
        for row in self.sketch.rows.subjects or []:
            if (other := seen.setdefault(fold(row.name), row.row)) != row.row:
                self.sketch.error("subjects", row.row, "name", "import-bad-repeat", other=other)
                continue
            there = self.subjects.get(fold(row.name))
            # A short name may be another subject's whole one: it does not make them one.
            key = there if there is not None and fold(there[0]) == fold(row.name) else (row.name,)
            new = not self.sketch.draft.has(Subject, key)
            said: dict[str, object] = {"short_name": row.short or row.name[:SHORT]} if row.short or new else {}
            if row.unmarked is not None or new:
                said["marked"] = not row.unmarked
            self._know(self.sketch.draft.put(Subject, key, **said))

    def subject(self, written: str) -> Key:
        """The subject of that name or short name. Without «Предметы» in the file a new one is taken as it comes.

        Raises Bad with the nearest names.
        """
        if (key := self.subjects.get(fold(written))) is not None:
            return key
        if self.sketch.rows.subjects is None:
            key = self.sketch.draft.put(Subject, (written,), short_name=written[:SHORT], marked=True)
            self._know(key)
            return key
        names = [key[0] for key in self.subjects.values()]
        near = process.extract(
            written, dict.fromkeys(names), scorer=fuzz.WRatio, limit=GUESSES, score_cutoff=RESEMBLANCE
        )
        raise Bad("import-bad-subject", found=written, near=listed([name for _, _, name in near]))

    def find(self, subject: Key, group: Key) -> Key | None:
        """The course there is."""
        return (subject, group) if self.sketch.draft.has(Course, (subject, group)) else None

    def draft_courses(self) -> None:
        """Want every course of the file with its hours and its teachers."""
        together: dict[Key, list[CourseRow]] = {}
        for row in self.sketch.rows.courses or []:
            try:
                column = "subject"
                subject = self.subject(row.subject)
                column = "group"
                together.setdefault((subject, self.groups.want(row.group)), []).append(row)
            except Bad as bad:
                self.sketch.bad("courses", row.row, column, bad)
        for key, rows in together.items():
            self._course(key, rows)

    def _course(self, key: Key, rows: Sequence[CourseRow]) -> None:
        sketch = self.sketch
        said = [row.hours for row in rows if row.hours is not None]
        if len(set(said)) > 1:
            sketch.error("courses", rows[-1].row, "hours", "import-bad-hours-differ", other=rows[0].row)
        values: dict[str, object] = {}
        if said:
            values["hours_per_week"] = said[0]
        elif not sketch.draft.has(Course, key):
            values["hours_per_week"] = Decimal(0)  # `draft_hours` counts them once the timetable is known
        if dates := [row.unmarked_until for row in rows if row.unmarked_until]:
            values["marks_from"] = dates[0]
        sketch.draft.put(Course, key, **values)
        teachings = [teaching for row in rows for teaching in self._teachings(row)]
        if teachings:
            self.teach(key, teachings)

    def _teachings(self, row: CourseRow) -> Iterable[Teaching]:
        if row.since and row.until and row.since > row.until:
            self.sketch.error("courses", row.row, "until", "import-bad-order")
            return
        for name in row.teacher:
            try:
                yield Teaching(self.people.employee(name).root.key, row.since, row.until)
            except Bad as bad:
                self.sketch.bad("courses", row.row, "teacher", bad)

    def teach(self, course: Key, teachings: Sequence[Teaching]) -> None:
        """Want these teachers and no others from now on; who taught before keeps the dates (marks stay in one course)."""
        sketch, draft = self.sketch, self.sketch.draft
        there = [key for key in draft.keys(CourseTeacher) if key[0] == course]
        kept: set[Key] = set()
        starts: list[date] = []
        for person, since, until in teachings:
            if (key := self._kept(there, person, since)) is not None:
                draft.put(CourseTeacher, key, valid_to=until)
                kept.add(key)
                continue
            begins = since or (sketch.since if there else sketch.starts_on)
            if since:
                starts.append(since)
            kept.add(draft.put(CourseTeacher, (course, person, begins), valid_to=until))
        ends = min(starts, default=sketch.since)
        for key in there:
            until = draft.get(CourseTeacher, key)["valid_to"]
            if key not in kept and (until is None or until >= ends):
                sketch.end(CourseTeacher, key, ends)

    def _kept(self, there: Sequence[Key], person: Key, since: date | None) -> Key | None:
        """The row that says the same already: begun on that day, or before it and not over."""
        begins = since or self.sketch.since
        for key in there:
            until = self.sketch.draft.get(CourseTeacher, key)["valid_to"]
            begun = key[2] <= begins or since is None
            if key[1] == person and (key[2] == since or (begun and (until is None or until >= begins))):
                return key
        return None

    def teachers(self, course: Key) -> set[Key]:
        """Who teaches a course now or will."""
        draft = self.sketch.draft
        return {
            key[1]
            for key in draft.keys(CourseTeacher)
            if key[0] == course
            and ((until := draft.get(CourseTeacher, key)["valid_to"]) is None or until >= self.sketch.since)
        }

    def draft_hours(self, slots: Iterable[tuple[Key, Weeks]]) -> None:
        """Where no hours were said they are the lessons of a week; every second week counts a half."""
        counted: dict[Key, Decimal] = {}
        for course, weeks in slots:
            counted[course] = counted.get(course, Decimal(0)) + (Decimal(1) if weeks is Weeks.EVERY else Decimal("0.5"))
        for key, values in self.sketch.draft.wanted[Course].items():
            if values.get("hours_per_week") == 0:
                values["hours_per_week"] = counted.get(key, Decimal(1))
