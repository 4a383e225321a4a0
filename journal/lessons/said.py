"""What a dictated lesson would change, compared with what stands there: pure once its material is loaded."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from db.absences import AttendanceCode
from db.engine import Session
from db.homework import HomeworkKind
from journal.absences.attendance import Change as CodeChange
from journal.access import Pupil
from journal.dates import Days
from journal.homework import assigning, named
from journal.homework.assigning import NOTHING, HomeworkThere, Wanted
from journal.homework.named import Place
from journal.lessons import topics
from journal.lessons.dictation import Dictation, Entry, HomeworkDraft, NamedHomework, SaidMark
from journal.lessons.sheet import ABSENT, Line, Sheet
from journal.lessons.topics import Planned
from journal.marks import works
from journal.marks.marking import Change as MarkChange
from journal.marks.works import Work


class Material(NamedTuple):
    """What a text is compared with besides the sheet."""

    sheet: Sheet
    works: list[Work]
    homework: HomeworkThere
    planned: Planned | None
    """What the plan has for this lesson, unless the lesson has its topic already."""
    next_day: date | None
    places: list[Place]
    """Where each homework for some stands or will."""


class SaidLine(NamedTuple):
    """One student of the preview: what stands there and what would."""

    line: Line
    values: tuple[SaidMark, ...]
    before: tuple[str | None, ...]
    """The marks that stand in the slots of `values`."""
    code: AttendanceCode | None
    code_said: bool
    noted: bool
    """Н was said, and the code is that of a guardian's note."""
    guess: str
    loose: str
    """A remark about a student without a mark: there is no place for it, and the preview says so."""


class NamedSaid(NamedTuple):
    """Homework for some, where it will stand, and the version of what is seen there."""

    pupils: tuple[Pupil, ...]
    place: Place
    wanted: Wanted
    version: int
    instead: bool
    guess: str

    @property
    def students(self) -> tuple[int, ...]:
        """Who has it."""
        return tuple(pupil.student_id for pupil in self.pupils)

    @property
    def key(self) -> str:
        """Under which its version is kept."""
        return f"w{'.'.join(map(str, self.students))}"


class Said(NamedTuple):
    """The changes of a preview, each with the version of what was shown."""

    lines: tuple[SaidLine, ...]
    marks: list[MarkChange]
    codes: list[CodeChange]
    taken: bool
    """«Все на месте»."""
    topic: Planned | str | None
    topic_seen: int
    homework: Wanted | None
    homework_version: int
    named: tuple[NamedSaid, ...]
    corrected: list[int]
    """Students whose mark of an earlier day would be replaced: that takes a reason."""
    conflicts: list[Line]
    """Students who would stand as missing with a mark, on the lesson's own day."""
    standing: tuple[Line, ...]
    """Exceptions entered before of which nothing is said: «все на месте» changes nothing of them, so they are shown."""

    def seen(self, stuff: Material) -> dict[str, int]:
        """The versions of what the preview shows, for the draft."""
        found = {
            f"c{change.student_id}": stuff.sheet.line(change.student_id).attendance.version for change in self.codes
        }
        found |= {f"n{change.student_id}": change.note_id or 0 for change in self.codes}
        for mark in self.marks:
            there = stuff.sheet.line(mark.student_id).marks[mark.slot - 1]
            found[f"m{mark.student_id}.{mark.slot}"] = there.version
        found |= {one.key: one.place.there.version for one in self.named}
        return found | {"t": topics.fingerprint(stuff.sheet.lesson.topic), "h": stuff.homework.version}


async def material(session: Session, found: Sheet, read: Dictation) -> Material:
    """Load what a text is compared with."""
    lesson = found.lesson
    return Material(
        found,
        await works.all_of(session),
        await assigning.there(session, lesson.id),
        None if lesson.topic else await topics.next_of(session, lesson),
        await assigning.next_day(session, lesson),
        await named.places(session, lesson.id, [one.students for one in read.named]),
    )


def said(read: Dictation, stuff: Material, seen: Mapping[str, int], *, own_day: bool) -> Said:
    """The changes that a text makes. `seen` are the versions of an earlier look; without them what stands there counts."""
    lines, marks, codes, corrected, conflicts = [], [], [], [], []
    for entry in read.entries:
        line = stuff.sheet.line(entry.student_id)
        shown = _line(line, entry)
        lines.append(shown)
        marks += _marks(line, entry, stuff, seen)
        if shown.code_said:
            codes.append(_code(line, shown, seen))
        if not own_day and any(
            old is not None and old != new.value for old, new in zip(shown.before, shown.values, strict=True)
        ):
            corrected.append(line.student_id)
        if own_day and shown.code in ABSENT and (line.values or shown.values):
            conflicts.append(line)
    homework = _homework(read.homework, stuff, stuff.homework.kind) if read.homework else None
    topic = topics.matched(read.topic, stuff.planned) if read.topic else stuff.planned
    return Said(
        tuple(lines),
        marks,
        codes,
        read.all_present,
        topic,
        seen.get("t", topics.fingerprint(stuff.sheet.lesson.topic)),
        homework,
        seen.get("h", stuff.homework.version),
        tuple(_named(one, place, stuff, seen) for one, place in zip(read.named, stuff.places, strict=True)),
        corrected,
        conflicts,
        _standing(stuff.sheet, codes, taken=read.all_present),
    )


def _standing(found: Sheet, codes: list[CodeChange], *, taken: bool) -> tuple[Line, ...]:
    said_of = {change.student_id for change in codes}
    if not (codes or taken):
        return ()
    return tuple(line for line in found.excepted() if line.student_id not in said_of)


def _line(line: Line, entry: Entry) -> SaidLine:
    code_said = entry.attendance is not None
    code = AttendanceCode(entry.attendance) if entry.attendance else None
    noted = code is AttendanceCode.ABSENT and line.note is not None
    if noted and line.note is not None:
        code = line.note.reason.code
    before = tuple(line.marks[slot].value for slot in range(len(entry.marks)))
    return SaidLine(
        line,
        _commented(entry),
        before,
        code if code_said else line.attendance.code,
        code_said,
        noted,
        entry.guess,
        "" if entry.marks else entry.comment,
    )


def _code(line: Line, shown: SaidLine, seen: Mapping[str, int]) -> CodeChange:
    version = seen.get(f"c{line.student_id}", line.attendance.version)
    return CodeChange(line.student_id, shown.code, version, line.note.id if shown.noted and line.note else None)


def _marks(line: Line, entry: Entry, stuff: Material, seen: Mapping[str, int]) -> list[MarkChange]:
    """Slot 1, then slot 2. A mark that is only said again keeps what it was for."""
    usual = works.of_lesson(stuff.works, stuff.sheet.lesson)
    by_code = {work.code: work.id for work in stuff.works}
    changes = []
    for slot, mark in enumerate(_commented(entry), start=1):
        there = line.marks[slot - 1]
        kept = usual.id if there.value is None else there.work_type_id
        changes.append(
            MarkChange(
                line.student_id,
                slot,
                mark.value,
                by_code.get(mark.work, kept) if mark.work else kept,
                seen.get(f"m{line.student_id}.{slot}", there.version),
                mark.comment or None,
            )
        )
    return changes


def _commented(entry: Entry) -> tuple[SaidMark, ...]:
    """«Козлов (доклад) 5»: what was said of the student before any mark is what the first one is for."""
    if not entry.marks or entry.marks[0].comment:
        return entry.marks
    return (entry.marks[0]._replace(comment=entry.comment), *entry.marks[1:])


def _named(read: NamedHomework, place: Place, stuff: Material, seen: Mapping[str, int]) -> NamedSaid:
    wanted = _homework(read.homework, stuff, place.there.kind)
    pupils = tuple(stuff.sheet.line(student).pupil for student in read.students)
    one = NamedSaid(pupils, place, wanted, place.there.version, read.instead, read.guess)
    return one._replace(version=seen.get(one.key, one.version))


def _homework(draft: HomeworkDraft, stuff: Material, there: HomeworkKind | None) -> Wanted:
    if draft.kind == "none":
        return NOTHING
    due = draft.due_hint.last if isinstance(draft.due_hint, Days) else None
    if due is None or due <= stuff.sheet.lesson.date:
        due = stuff.next_day
    kind = HomeworkKind(draft.kind) if draft.kind else there
    return Wanted(
        kind if kind not in (None, HomeworkKind.NONE) else HomeworkKind.WRITTEN, draft.text, draft.minutes, due
    )
