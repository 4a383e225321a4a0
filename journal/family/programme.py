"""How far each subject of a child is through its programme (H12, П 4.2.4): hours passed, of how many, and what is next.

A lag is the school's own affair and is told to staff only. What the teacher may still be correcting is not counted yet.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, func, select

from db.engine import Session
from db.lessons import Lesson
from db.people import Enrolment
from db.timetable import Course, StudyGroup, Subject
from journal import access, rules
from journal.access import Actor, Child
from journal.family import visible
from journal.programme import pace, reading


class Progress(NamedTuple):
    """«Алгебра: пройдено 37 из 68, дальше: …»; at the plan's end nothing is next."""

    course_id: int
    subject: str
    group: str
    passed: int
    hours: int
    next: str


class ProgressPage(NamedTuple):
    """`📈 Что проходят`: the subjects that have a plan."""

    child: Child
    courses: tuple[Progress, ...]


async def page(session: Session, actor: Actor, *, student_id: int, now: datetime) -> ProgressPage:
    """The subjects of a child that have a plan, by name. NotFound for anybody else's child (H9)."""
    child = await access.child(session, actor, student_id, now.date())
    sits = exists().where(Enrolment.student_id == child.student_id, access.sits_in(Course.group_id, now.date()))
    rows = await session.execute(
        select(Course.id, Subject.name, StudyGroup.name)
        .join(Subject, Subject.id == Course.subject_id)
        .join(StudyGroup, StudyGroup.id == Course.group_id)
        .where(sits)
        .order_by(Subject.name, StudyGroup.name, Course.id)
    )
    courses = [(row[0], row[1], row[2]) for row in rows]
    entered_at = func.coalesce(Lesson.first_entry_at, Lesson.starts_at)
    told = visible.entry(entered_at, now=now, hold=rules.of(session).hold)
    plans = await reading.of_family(session, Course.id.in_([course[0] for course in courses]), told)
    found = []
    for course_id, subject, group in courses:
        if steps := plans.get(course_id):
            place = pace.following(steps)
            title = steps[place].title if place is not None else ""
            hours = sum(step.hours for step in steps)
            found.append(Progress(course_id, subject, group, pace.passed(steps), hours, title))
    return ProgressPage(child, tuple(found))
