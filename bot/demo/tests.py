"""The tests that the demo school has planned for the next two weeks: one a subject, one a day a class, never at its edge."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from bot.demo.school import Made
from db import bulk
from db.assessments import Assessment, AssessmentDay, AssessmentState
from db.engine import Session
from db.timetable import GroupClass
from journal.assessments import on_lessons
from journal.timetable.planning import Placed

FROM_GRADE: Final = 5
AWEEK: Final = 2
"""So many tests a class a week."""
NOT_SOONER: Final = timedelta(days=2)


async def plan(session: Session, made: Made, lessons: Mapping[int, Sequence[Placed]], *, now: datetime) -> None:
    """Plan them on lessons that are made already, as their teachers would have by the bot."""
    groups = {course.group_id for course in made.courses}
    classes: defaultdict[int, list[int]] = defaultdict(list)
    for group_id, class_id in await bulk.read_rows(session, GroupClass.group_id, GroupClass.class_id):
        if group_id in groups:
            classes[group_id].append(class_id)
    form = {course.course_id: made.homes[course.students[0]].class_name for course in made.courses if course.students}
    size: defaultdict[str, int] = defaultdict(int)
    held: defaultdict[tuple[str, Any], set[int]] = defaultdict(set)
    for course in made.courses:
        name = form.get(course.course_id, "")
        size[name] = max(size[name], len(course.students))
        for lesson in lessons[course.course_id]:
            held[name, lesson.date].add(lesson.period)
    taken: set[tuple[str, Any]] = set()
    week: defaultdict[tuple[str, int], int] = defaultdict(int)
    tests: list[dict[str, Any]] = []
    days: list[dict[str, Any]] = []
    for course in made.courses:
        name = form.get(course.course_id, "")
        if course.grade < FROM_GRADE or not course.subject.marked or len(course.students) < size[name]:
            continue
        for lesson in lessons[course.course_id]:
            number = lesson.date.isocalendar().week
            edge = lesson.period in (min(held[name, lesson.date]), max(held[name, lesson.date]))
            free = (name, lesson.date) not in taken and week[name, number] < AWEEK
            if lesson.date < now.date() + NOT_SOONER or edge or not free:
                continue
            taken.add((name, lesson.date))
            week[name, number] += 1
            tests.append({
                "id": len(tests) + 1, "course_id": course.course_id, "date": lesson.date, "period": lesson.period,
                "work_type_id": made.work_types["test"], "minutes": 45, "external": False,
                "state": AssessmentState.PLANNED, "author_id": course.teacher_id, "version": 1,
                "put_at": now - NOT_SOONER, "changed_at": now - NOT_SOONER,
            })  # fmt: skip
            days += [
                {"class_id": class_id, "date": lesson.date, "assessment_id": len(tests)}
                for class_id in classes[course.group_id]
            ]
            break
    await bulk.insert_rows(session, Assessment, tests)
    await bulk.insert_rows(session, AssessmentDay, days)
    await on_lessons.tell_made(session, now.date(), now.date() + timedelta(days=14))
