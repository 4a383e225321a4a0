"""The demo school's substitutions: absences since October, signed by whoever came instead, and a colleague away tomorrow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from bot.demo.house import Taught
from bot.demo.school import Made
from db import bulk
from db.engine import Session
from db.people import Duty, StaffDuty
from db.substitutions import StaffAbsence, Substitution, SubstitutionKind, SubstitutionReason, SubstitutionState
from journal.substitutions import ending
from journal.timetable.planning import Placed

Row = dict[str, Any]


class Away(NamedTuple):
    """Whose lessons, by a subject and a grade that the teacher has; how many days from today, why, by which order."""

    subject: str
    grade: int
    first: int
    last: int
    reason: SubstitutionReason
    order: str


PAST: Final = (
    Away("Обществознание", 8, -41, -39, SubstitutionReason.TRIP, "104-к от 12.10"),
    Away("Физика", 8, -18, -17, SubstitutionReason.COURSE, "118-к от 03.11"),
    Away("История", 6, -13, -10, SubstitutionReason.ILL, "121-к от 10.11"),
    Away("Биология", 7, -5, -4, SubstitutionReason.FAMILY, "125-к от 18.11"),
    Away("Химия", 9, -3, -3, SubstitutionReason.ILL, ""),
)
AHEAD: Final = Away("География", 8, 1, 2, SubstitutionReason.ILL, "")
"""Said yesterday evening: of these lessons one is taken, one waits for its answer, the rest are to be planned."""
SAID: Final = timedelta(hours=13)
BEFORE: Final = timedelta(hours=20)
"""How long before a lesson somebody was asked."""


class _Hour(NamedTuple):
    lesson: Placed
    course: Taught


class Planned(NamedTuple):
    """Rows to be written once lessons are filled, and who fills which lesson instead of its teacher."""

    rows: list[Row]
    absences: list[Row]
    hands: dict[int, int]


def plan(made: Made, lessons: Mapping[int, Sequence[Placed]], *, now: datetime) -> Planned:
    """Choose who was away and who came instead: of those who are free the one who knows the subject or the class."""
    hours = sorted(
        (_Hour(lesson, course) for course in made.courses for lesson in lessons[course.course_id]),
        key=lambda hour: (hour.lesson.starts_at, hour.lesson.id),
    )
    busy: defaultdict[tuple[int, date], list[Placed]] = defaultdict(list)
    for hour in hours:
        busy[hour.course.teacher_id, hour.lesson.date].append(hour.lesson)
    days = sorted({hour.lesson.date for hour in hours})
    found = Planned([], [], {})
    for away in (*PAST, AHEAD):
        absent = next(
            course.teacher_id
            for course in made.courses
            if (course.subject.name, course.grade) == (away.subject, away.grade)
        )
        first, last = now.date() + timedelta(days=away.first), now.date() + timedelta(days=away.last)
        said = {"person_id": absent, "first_on": first, "last_on": last, "withdrawn_at": None}
        told = min(datetime.combine(first, datetime.min.time(), now.tzinfo) - timedelta(hours=4), now - SAID)
        found.absences.append({**said, "told_at": told})
        missed = [hour for hour in hours if hour.course.teacher_id == absent and first <= hour.lesson.date <= last]
        # Of what is ahead two are planned already.
        for number, hour in enumerate(missed if away is not AHEAD else missed[:2]):
            substitute = _free(hour, made.courses, busy, absent)
            if substitute is None:
                continue
            busy[substitute, hour.lesson.date].append(hour.lesson)
            knows = any(
                substitute == it.teacher_id
                and (it.subject.name == hour.course.subject.name or it.group_id == hour.course.group_id)
                for it in made.courses
            )
            kind = SubstitutionKind.SAME_SUBJECT if knows else SubstitutionKind.SUPERVISION
            answered = away is not AHEAD or number == 0
            found.rows.append(_row(hour, substitute, kind, away, days, answered=answered, now=now))
            found.hands[hour.lesson.id] = substitute
    return found


def _free(
    hour: _Hour, courses: Iterable[Taught], busy: Mapping[tuple[int, date], Sequence[Placed]], absent: int
) -> int | None:
    """Somebody without a lesson at that time, first of the same subject, then of the same class."""
    lesson = hour.lesson

    def fits(course: Taught) -> tuple[bool, bool, int]:
        return (
            course.subject.name != hour.course.subject.name,
            course.group_id != hour.course.group_id,
            course.teacher_id,
        )

    for course in sorted(courses, key=fits):
        there = busy.get((course.teacher_id, lesson.date), ())
        taken = any(it.starts_at < lesson.ends_at and lesson.starts_at < it.ends_at for it in there)
        # Whoever is not at school that day is not called in for one lesson.
        if course.teacher_id != absent and there and not taken:
            return course.teacher_id
    return None


def _row(
    hour: _Hour,
    substitute: int,
    kind: SubstitutionKind,
    away: Away,
    days: Sequence[date],
    *,
    answered: bool,
    now: datetime,
) -> Row:
    lesson = hour.lesson
    asked = min(lesson.starts_at - BEFORE, now - timedelta(minutes=25))
    after = [day for day in days if day > lesson.date][: ending.SCHOOL_DAYS]
    return {
        "batch_id": None, "lesson_id": lesson.id, "instead_id": None, "absent_id": hour.course.teacher_id,
        "substitute_id": substitute, "kind": kind, "reason": away.reason,
        "order_number": away.order, "paid": True,
        "state": SubstitutionState.ACCEPTED if answered else SubstitutionState.OFFERED,
        "until": after[-1] if after else lesson.date, "offered_at": asked,
        "answered_at": asked + timedelta(minutes=6) if answered else None,
        "ended_at": None, "signed_at": None, "topic": "",
    }  # fmt: skip


async def write(session: Session, planned: Planned, closed: Iterable[Row], *, now: datetime) -> None:
    """Write them: what was closed is signed with its topic; the latest waits for the signature, as it does in life."""
    deputy = min(
        person for person, duty in await bulk.read_rows(session, StaffDuty.person_id, StaffDuty.duty)
        if duty is Duty.DEPUTY_HEAD
    )  # fmt: skip
    held = {row["id"]: row for row in closed}
    rows: list[Row] = []
    latest = next((row["lesson_id"] for row in reversed(planned.rows) if row["lesson_id"] in held), 0)
    for row in planned.rows:
        lesson = held.get(row["lesson_id"])
        done: Row = {"offered_by": deputy}
        if lesson is not None:
            done["ended_at"] = lesson["closed_at"]
            if row["lesson_id"] != latest:
                done |= {"signed_at": lesson["closed_at"] + timedelta(minutes=2), "topic": lesson["topic"]}
        elif row["until"] < now.date():
            done["ended_at"] = now
        rows.append(row | done)
    await bulk.insert_rows(session, Substitution, rows)
    await bulk.insert_rows(session, StaffAbsence, planned.absences)
