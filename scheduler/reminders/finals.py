"""Missing finals (П 5.8): to their teachers, and to the deputy head by teacher."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from db.engine import Session
from journal.finals import overdue, reminding
from journal.finals.columns import Stage
from journal.finals.overdue import Gap
from journal.operations.recipients import Recipient
from journal.refusals import NotFound
from keyboards.data import Rows, button, clip
from keyboards.finals import naming
from keyboards.sections import Finals, FinalsOf, FinalsOfSchool
from locales import Markup, Texts
from scheduler.pushes.push import Push

SHOWN: Final = 8
"""Courses a message lists, each with its button; the rest are counted."""
TEACHERS: Final = 25
NAMED: Final = 3


async def say(session: Session, to: Recipient, _: date, t: Texts, now: datetime) -> Push | None:
    """What the teacher has still to confirm; None once it is, or nobody teaches it any more (G26)."""
    gaps = await reminding.mine(session, to.actor, now)
    if not gaps:
        return None
    shown = gaps[:SHOWN]
    rows: Rows = [
        [
            button(
                t.label("reminder-final", **_facts(t, gap)), FinalsOf(course_id=gap.course.id, column_id=gap.column.id)
            )
        ]
        for gap in shown
    ]
    lines = [t("reminder-finals", count=len(gaps)), *(_line(t, gap) for gap in shown)]
    if len(gaps) > SHOWN:
        lines.append(t("reminder-more", count=len(gaps) - SHOWN))
        rows.append([button(t.label("reminder-more", count=len(gaps) - SHOWN), Finals())])
    return Push(Markup("\n".join(lines)), rows)


def _facts(t: Texts, gap: Gap) -> dict[str, str]:
    course = f"{clip(gap.course.group, 20)} · {clip(gap.course.subject, 26)}"
    return {"course": course, "column": naming.column(t, gap.column)}


def _line(t: Texts, gap: Gap) -> Markup:
    due = t.day(gap.column.deadline.date())
    if gap.stage is Stage.LATE:
        return t("reminder-final-late", **_facts(t, gap), day=due)
    return t("reminder-final-due", **_facts(t, gap), day=due)


async def say_of_school(session: Session, to: Recipient, _: date, t: Texts, now: datetime) -> Push | None:
    """By teacher; None where nothing is missing, or the recipient is no deputy head any more (G26)."""
    try:
        found = await overdue.of_school(session, to.actor, now)
    except NotFound:
        return None
    if not found.teachers:
        return None
    courses = {(gap.course.id, gap.column.id) for teacher in found.teachers for gap in teacher.gaps}
    lines = [t("reminder-finals-of-school", count=len(courses))]
    lines += [
        t("reminder-finals-teacher", teacher=clip(it.teacher), courses=_courses(t, it.gaps))
        for it in found.teachers[:TEACHERS]
    ]
    if len(found.teachers) > TEACHERS:
        lines.append(t("finals-of-teachers-more", count=len(found.teachers) - TEACHERS))
    return Push(Markup("\n".join(lines)), [[button(t.label("menu-finals"), FinalsOfSchool())]])


def _courses(t: Texts, gaps: Sequence[Gap]) -> str:
    courses = {gap.course.id: gap.course for gap in gaps}
    named = [f"{clip(course.group, 12)} {clip(course.subject, 20)}" for course in courses.values()]
    names = ", ".join(named[:NAMED])
    return f"{names}; {t.label('reminder-more', count=len(named) - NAMED)}" if len(named) > NAMED else names
