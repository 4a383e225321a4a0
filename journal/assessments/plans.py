"""Plan a test, move it, change what it is, cancel it. What breaks a rule is refused, or allowed by the deputy head for a reason."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, literal, select, update

from db.assessments import Assessment, AssessmentDay, AssessmentState
from db.engine import Session, insert, insert_missing
from db.people import Duty
from db.timetable import GroupClass
from journal import access, audit, rules, typed
from journal.access import Actor, CourseToPlan
from journal.assessments import conflicts, on_lessons, places, reading
from journal.assessments.conflicts import Conflict, Place, PlannedTest, Why
from journal.assessments.slots import Slot
from journal.marks import works
from journal.refusals import NotFound, Refusal

REASON_LIMIT = 300
USUAL = "test"
"""The work type that a planned test has unless another is chosen: контрольная работа."""
USUAL_MINUTES = 45


class TestRefused(Refusal):
    """A test there breaks a rule; only the deputy head may allow it, with a reason."""

    key = "refusal-test"
    __test__ = False

    conflicts: tuple[Conflict, ...] = ()
    """The rules that are broken."""


def refusal(found: Sequence[Conflict]) -> TestRefused:
    """No, by these rules."""
    first = found[0]
    made = TestRefused(why=first.why.value, subject=first.other.subject if first.other else "")
    made.conflicts = tuple(found)
    return made


class TestChanged(Refusal):
    """Somebody else changed, moved or cancelled the test since the screen was drawn (G16)."""

    key = "refusal-test-changed"
    __test__ = False


async def plan(
    session: Session,
    actor: Actor,
    spot: Slot,
    *,
    now: datetime,
    minutes: int = USUAL_MINUTES,
    reason: str = "",
) -> int:
    """Plan a test of the usual kind on a lesson ahead; returns it. The same again is that same test.

    Raises TestRefused with the rules it breaks, unless a deputy head gives a reason; NotFound where there is no such
    lesson, NoMarks in grade 1 and in courses without marks.
    """
    course = await access.course_to_plan(session, actor, spot.course_id, now.date(), lock=True)
    tests = await reading.around(session, course)
    there = next((one for one in tests if (one.course_id, one.date, one.period) == spot), None)
    if there is not None:
        return there.id
    place = await _place(session, course, spot, now)
    found = conflicts.of(course, place, tests, rules.of(session), minutes=minutes)
    allowed = _allowed(course, found, reason)
    kinds = await works.all_of(session)
    work = next((kind for kind in kinds if kind.code == USUAL), kinds[0])
    test_id = await session.scalar(
        insert(session, Assessment)
        .values(
            course_id=spot.course_id, date=spot.date, period=spot.period, work_type_id=work.id, minutes=minutes,
            external=False, state=AssessmentState.PLANNED, author_id=actor.staff_id, version=1, put_at=now, changed_at=now,
            **_why_allowed(actor, found, allowed),
        )
        .returning(Assessment.id)
    )  # fmt: skip
    await _take_day(session, course, test_id or 0, spot.date, minutes, allowed=bool(allowed))
    await on_lessons.tell(session, spot, work.id, was=None)
    audit.record(
        session, actor, "test.plan", now, test=test_id, course=course.id, date=spot.date.isoformat(),
        conflicts=_named(found), reason=audit.sealed(allowed) if allowed else None,
    )  # fmt: skip
    return test_id or 0


async def move(
    session: Session, actor: Actor, test_id: int, spot: Slot, *, version: int, now: datetime, reason: str = ""
) -> int:
    """Move a test to another lesson of its course, by the same rules. Raises TestChanged if somebody else changed it meanwhile."""
    test = await reading.one(session, actor, test_id, now.date(), lock=True)
    if (test.course_id, test.date, test.period) == spot:
        return test_id
    if test.course_id != spot.course_id:
        raise NotFound
    _same(test, version)
    course = await access.course_to_plan(session, actor, spot.course_id, now.date(), lock=True)
    place = await _place(session, course, spot, now)
    tests = await reading.around(session, course)
    if any((one.course_id, one.date, one.period) == spot for one in tests):
        raise NotFound
    found = conflicts.of(
        course, place, tests, rules.of(session), minutes=test.minutes, external=test.external, besides=test.id
    )
    allowed = _allowed(course, found, reason)
    await session.execute(delete(AssessmentDay).where(AssessmentDay.assessment_id == test.id))
    values = {"date": spot.date, "period": spot.period, **_why_allowed(actor, found, allowed)}
    await _write(session, test, now, values)
    await _take_day(session, course, test.id, spot.date, test.minutes, allowed=bool(allowed))
    await on_lessons.tell(session, Slot(test.course_id, test.date, test.period), None, was=test.work_type_id)
    await on_lessons.tell(session, spot, test.work_type_id, was=None)
    audit.record(
        session, actor, "test.move", now, test=test.id, old=test.date.isoformat(), new=spot.date.isoformat(),
        conflicts=_named(found), reason=audit.sealed(allowed) if allowed else None,
    )  # fmt: skip
    return test.id


async def change(
    session: Session,
    actor: Actor,
    test_id: int,
    *,
    version: int,
    now: datetime,
    work_type_id: int | None = None,
    minutes: int | None = None,
    external: bool | None = None,
) -> int:
    """Change what kind of work it is, how long it takes, or whether it comes from outside (a deputy head's to say).

    Longer than it was is judged anew, and what was allowed for a reason stays allowed. Raises TestRefused, TestChanged.
    """
    test = await reading.one(session, actor, test_id, now.date(), lock=True)
    outside = test.external if external is None else external
    wanted: dict[str, int] = {
        "work_type_id": work_type_id or test.work_type_id,
        "minutes": minutes or test.minutes,
        "external": outside,
    }
    if all(getattr(test, name) == value for name, value in wanted.items()):
        return test_id
    if outside != test.external:
        await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    _same(test, version)
    course = await access.course_to_plan(session, actor, test.course_id, now.date(), lock=True)
    if work_type_id and all(work.id != work_type_id for work in await works.all_of(session)):
        raise NotFound
    if wanted["minutes"] != test.minutes or outside != test.external:
        spot = Slot(test.course_id, test.date, test.period)
        place = await _place(session, course, spot, now)
        tests = await reading.around(session, course)
        found = conflicts.of(
            course, place, tests, rules.of(session), minutes=wanted["minutes"], external=outside,
            besides=test.id,
        )  # fmt: skip
        if found and not test.reason:
            raise refusal(found)
        await session.execute(delete(AssessmentDay).where(AssessmentDay.assessment_id == test.id))
        await _take_day(session, course, test.id, test.date, wanted["minutes"], allowed=bool(test.reason))
    await _write(session, test, now, wanted)
    if wanted["work_type_id"] != test.work_type_id:
        spot = Slot(test.course_id, test.date, test.period)
        await on_lessons.tell(session, spot, wanted["work_type_id"], was=test.work_type_id)
    audit.record(session, actor, "test.change", now, test=test.id, **wanted)
    return test.id


async def cancel(session: Session, actor: Actor, test_id: int, *, version: int, now: datetime) -> PlannedTest:
    """There will be no such test; its day is free again. Raises TestChanged, NotFound for one that is cancelled already."""
    test = await reading.one(session, actor, test_id, now.date(), lock=True)
    _same(test, version)
    await session.execute(delete(AssessmentDay).where(AssessmentDay.assessment_id == test.id))
    await _write(session, test, now, {"state": AssessmentState.CANCELLED})
    await on_lessons.tell(session, Slot(test.course_id, test.date, test.period), None, was=test.work_type_id)
    audit.record(session, actor, "test.cancel", now, test=test.id, date=test.date.isoformat())
    return test


async def _place(session: Session, course: CourseToPlan, spot: Slot, now: datetime) -> Place:
    """The lesson ahead that the test is for; NotFound for a day without it, for today and for the past."""
    if spot.date > now.date():
        for place in await places.of_course(session, course, spot.date, spot.date, today=now.date()):
            if place.period == spot.period:
                return place
    raise NotFound


def _same(test: PlannedTest, version: int) -> None:
    if test.version != version:
        raise TestChanged


def _allowed(course: CourseToPlan, found: Sequence[Conflict], reason: str) -> str:
    """The deputy head's reason where one is needed; raises TestRefused where there is none or who asks may not."""
    said = typed.line(reason, REASON_LIMIT)
    if found and not (said and course.deputy):
        raise refusal(found)
    return said if found else ""


def _why_allowed(actor: Actor, found: Sequence[Conflict], allowed: str) -> dict[str, Any]:
    return {
        "conflicts": _named(found) or "",
        "reason": allowed,
        "allowed_by": actor.staff_id if allowed else None,
    }


def _named(found: Sequence[Conflict]) -> str | None:
    return ",".join(conflict.why for conflict in found) or None


async def _write(session: Session, test: PlannedTest, now: datetime, values: dict[str, Any]) -> None:
    values = {**values, "version": test.version + 1, "changed_at": now}
    await session.execute(update(Assessment).where(Assessment.id == test.id).values(**values))


async def _take_day(
    session: Session, course: CourseToPlan, test_id: int, day: date, minutes: int, *, allowed: bool
) -> None:
    """Take the day of the group's classes. Two teachers may have seen it free: the key lets one of them have it."""
    if not course.whole or minutes < rules.of(session).test_minutes:
        return
    classes = select(GroupClass.class_id, literal(day), literal(test_id)).where(GroupClass.group_id == course.group_id)
    columns = ["class_id", "date", "assessment_id"]
    taken = await session.scalars(
        insert_missing(session, AssessmentDay).from_select(columns, classes).returning(AssessmentDay.class_id)
    )
    if len(taken.all()) < course.classes and not allowed:
        raise refusal([Conflict(Why.DAY)])
