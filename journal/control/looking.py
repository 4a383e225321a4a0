"""Go through the journal of a week by the rules of the control (П 5.6).

Findings are never stored while the week is looked at: what was put right is gone at the next look.
"""

from datetime import date, datetime

from db.engine import Session
from journal.absences.week import WEEK, monday_of
from journal.control import on_lessons, on_students, rules
from journal.control.finding import Looked, Week, in_order


def last_week(today: date) -> date:
    """The Monday of the week before: the one that is controlled."""
    return monday_of(today) - WEEK


async def look(session: Session, week: Week, now: datetime, *, person_id: int | None = None) -> Looked:
    """Go through the journal of a week; the caller's permission was asked. Six statements at most, whatever the school's size."""
    known = await rules.of(session)
    lessons = await on_lessons.of_week(session, week, known, now, person_id=person_id)
    cells = await on_lessons.in_cells(session, week, known, person_id=person_id)
    behind = (
        await on_students.behind(session, week, now, person_id=person_id)
        if lessons.held and known.on(rules.Rule.BEHIND)
        else on_students.Students([], [])
    )
    unexplained = (
        await on_students.unexplained(session, week, known, person_id=person_id)
        if known.on(rules.Rule.UNEXPLAINED)
        else on_students.Students([], [])
    )
    findings = [*lessons.findings, *cells.findings, *behind.findings, *unexplained.findings]
    people = sorted({*lessons.names, *cells.names, *behind.names, *unexplained.names})
    names = {person: name for _, person, name in people}
    return Looked(in_order(findings), names, lessons.held, lessons.filled)
