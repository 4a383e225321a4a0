"""The demo school's finals: every quarter that ended was put and confirmed in time, as its marks come to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.demo.house import Taught
from db import bulk
from db.engine import Session
from db.finals import CourseFinals, FinalKind, FinalMark
from db.marks import MarkValue
from db.timetable import Course, Term, TermGrade
from journal.marks import averages
from journal.marks.averages import Weighed
from journal.timetable.planning import Placed


async def write(
    session: Session,
    courses: Sequence[Taught],
    marks: Sequence[Mapping[str, Any]],
    lessons: Mapping[int, Placed],
    *,
    now: datetime,
) -> None:
    """Finals of the terms that ended before `now`, by the marks in these rows; who has no marks is not assessed."""
    subjects = dict(await bulk.read_rows(session, Course.id, Course.subject_id))
    dates = await bulk.read_rows(session, Term.id, Term.year_id, Term.starts_on, Term.ends_on)
    ended = {row[0]: row for row in dates if row[3] < now.date()}
    grades = sorted(await bulk.read_rows(session, TermGrade.term_id, TermGrade.grade))
    terms = [(*ended[term_id], grade) for term_id, grade in grades if term_id in ended and grade > 1]
    given: defaultdict[tuple[int, int], list[tuple[date, str]]] = defaultdict(list)
    for mark in marks:
        lesson = lessons[mark["lesson_id"]]
        given[lesson.course_id, mark["student_id"]].append((lesson.date, mark["value"]))
    finals: list[dict[str, Any]] = []
    closed: list[dict[str, Any]] = []
    for term_id, year_id, first, last, grade in terms:
        at = datetime.combine(last - timedelta(days=1), time(15), now.tzinfo)
        for course in courses:
            if course.grade != grade or not course.subject.marked:
                continue
            told = {"confirmed_at": at, "term_id": term_id, "kind": FinalKind.TERM}
            closed.append({**told, "course_id": course.course_id, "confirmed_by": course.teacher_id})
            for student in course.students:
                own = [value for day, value in given[course.course_id, student] if first <= day <= last]
                mean = averages.average(Weighed(value) for value in own)
                value = MarkValue.NOT_ASSESSED.value if mean is None else str(averages.final(mean))
                finals.append(
                    {
                        **told, "student_id": student, "subject_id": subjects[course.course_id], "year_id": year_id,
                        "value": value, "proposed": value if own else None, "confirmed": value,
                        "author_id": course.teacher_id, "version": 1, "put_at": at, "changed_at": at,
                    }
                )  # fmt: skip
    await bulk.insert_rows(session, FinalMark, finals)
    await bulk.insert_rows(session, CourseFinals, closed)
