"""The notes that guardians of the demo school have sent: most absences are explained, some notes were declined, two wait."""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from bot.demo.house import Household
from db import bulk
from db.absences import LONGEST_NOTE, AbsenceNote, AttendanceCode, NoteReason, NoteState
from db.engine import Session

EXPLAINED: Final = {AttendanceCode.ILL: 0.85, AttendanceCode.EXCUSED: 0.6}
"""How many of the absences with a reason have it from a note; the others were told by telephone."""
REASONS: Final = {AttendanceCode.ILL: NoteReason.ILL, AttendanceCode.EXCUSED: NoteReason.FAMILY}
DECLINED: Final = (
    "По журналу на остальных уроках ребёнок был. Напишите, пожалуйста, что случилось на этом.",
    "С одного урока отпускаем по заявлению заранее. Подойдите, пожалуйста, ко мне.",
)
WAITING: Final = (("8Б", NoteReason.ILL, 0, 2), ("1А", NoteReason.FAMILY, 1, 1))
"""The classes of the guests, with the reason and the days from today: each homeroom teacher has a note to answer."""
EVENING: Final = time(19, 20)

Row = dict[str, Any]


class Absence(NamedTuple):
    """Days in a row on which a student was missing for one reason, with the rows that say so."""

    student_id: int
    code: AttendanceCode
    first: date
    last: date
    rows: Sequence[Row]


async def write(
    session: Session,
    rows: Iterable[Row],
    days: Mapping[int, date],
    homes: Mapping[int, Household],
    ill: Mapping[int, Collection[date]],
    *,
    now: datetime,
    draw: random.Random,
) -> None:
    """Write the notes and point the rows of attendance at them, which are saved after.

    `days` are the dates of the lessons, `ill` the days that a student is ill, those ahead too.
    """
    notes = Notes(homes, now, draw)
    gone: list[Absence] = []
    for absence in absences(rows, days, ill):
        if absence.code is AttendanceCode.ABSENT:
            gone.append(absence)
        elif homes[absence.student_id].known or draw.random() < EXPLAINED[absence.code]:
            notes.accept(absence, until=still_ill(absence, ill))
    guests = {name for name, *_ in WAITING}
    recent = [it for it in reversed(gone) if not homes[it.student_id].known and it.last < now.date()]
    recent.sort(key=lambda absence: homes[absence.student_id].class_name not in guests)
    for absence, comment in zip(recent, DECLINED, strict=False):
        notes.decline(absence, comment)
    for name, reason, begins, ends in WAITING:
        notes.wait(name, reason, now.date() + timedelta(days=begins), now.date() + timedelta(days=ends))
    await bulk.insert_rows(session, AbsenceNote, notes.rows)


def absences(rows: Iterable[Row], days: Mapping[int, date], ill: Mapping[int, Collection[date]]) -> list[Absence]:
    """What stands in the journal, put together by its days; a weekend does not interrupt an illness. In order of their ends."""
    of_student: defaultdict[tuple[int, AttendanceCode], list[Row]] = defaultdict(list)
    for row in rows:
        row["note_id"] = None
        if row["code"] is not AttendanceCode.LATE:
            of_student[row["student_id"], row["code"]].append(row)
    found: list[Absence] = []
    for (student, code), own in of_student.items():
        run: list[Row] = []
        for row in sorted(own, key=lambda row: days[row["lesson_id"]]):
            day = days[row["lesson_id"]]
            through = ill[student] if code is AttendanceCode.ILL else ()
            if run and not _goes_on(through, days[run[0]["lesson_id"]], days[run[-1]["lesson_id"]], day):
                found.append(_absence(student, code, run, days))
                run = []
            run.append(row)
        found.append(_absence(student, code, run, days))
    return sorted(found, key=lambda absence: (absence.last, absence.student_id))


def still_ill(absence: Absence, ill: Mapping[int, Collection[date]]) -> date:
    """The last day of an illness that is not over yet: the note covers it to its end."""
    last = absence.last
    while absence.code is AttendanceCode.ILL and last + timedelta(days=1) in ill[absence.student_id]:
        last += timedelta(days=1)
    return min(last, absence.first + timedelta(days=LONGEST_NOTE - 1))


def _goes_on(through: Collection[date], first: date, before: date, day: date) -> bool:
    between = (before + timedelta(days=number) for number in range(1, (day - before).days))
    return day == before or (
        (day - first).days < LONGEST_NOTE and day in through and all(it in through for it in between)
    )


def _absence(student: int, code: AttendanceCode, run: Sequence[Row], days: Mapping[int, date]) -> Absence:
    return Absence(student, code, days[run[0]["lesson_id"]], days[run[-1]["lesson_id"]], tuple(run))


class Notes:
    """Rows of notes, collected; each is numbered here, so that attendance can point at it."""

    def __init__(self, homes: Mapping[int, Household], now: datetime, draw: random.Random) -> None:
        self.homes = homes
        self.now = now
        self.draw = draw
        self.rows: list[Row] = []

    def accept(self, absence: Absence, *, until: date) -> None:
        """The reason came in the morning and was accepted the same day."""
        sent = self._at(absence.first, time(7, self.draw.randint(2, 55)))
        note = self._add(absence.student_id, REASONS[absence.code], absence.first, until, sent)
        self._settle(note, NoteState.ACCEPTED, min(sent + timedelta(minutes=self.draw.randint(20, 420)), self.now))
        for row in absence.rows:
            row["note_id"] = note["id"]

    def decline(self, absence: Absence, comment: str) -> None:
        """The reason came in the evening and did not fit: what stands there stays without one."""
        sent = self._at(absence.last, EVENING)
        note = self._add(absence.student_id, NoteReason.FAMILY, absence.first, absence.last, sent)
        self._settle(note, NoteState.DECLINED, min(sent + timedelta(hours=13), self.now), comment)

    def wait(self, class_name: str, reason: NoteReason, first: date, last: date) -> None:
        """This morning's note of somebody of the class who has no other these days."""
        busy = {row["student_id"] for row in self.rows if row["last_on"] >= self.now.date()}
        student = next(
            student
            for student, home in reversed(list(self.homes.items()))
            if home.class_name == class_name and not home.known and student not in busy
        )
        self._add(student, reason, first, last, self.now - timedelta(minutes=85))

    def _add(self, student: int, reason: NoteReason, first: date, last: date, sent_at: datetime) -> Row:
        note: Row = {
            "id": len(self.rows) + 1, "student_id": student, "author_id": self.homes[student].guardian_id,
            "reason": reason, "first_on": first, "last_on": last, "state": NoteState.SENT, "comment": "",
            "settled_by": None, "settled_at": None, "sent_at": sent_at, "version": 1,
        }  # fmt: skip
        self.rows.append(note)
        return note

    def _settle(self, note: Row, state: NoteState, at: datetime, comment: str = "") -> None:
        settler = self.homes[note["student_id"]].homeroom_id
        note |= {"state": state, "comment": comment, "settled_by": settler, "settled_at": at, "version": 2}

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.now.tzinfo)
