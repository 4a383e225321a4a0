"""The screens of planned tests: where a course could write one, what a test is, the schedule of a class."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from db.assessments import Assessment
from db.engine import Session
from db.people import Duty, SchoolClass
from db.timetable import AcademicYear, Course, GroupClass
from journal import access, rules
from journal.access import Actor, ClassFacts, CourseToPlan
from journal.assessments import conflicts, places, reading
from journal.assessments.conflicts import Conflict, Place, PlannedTest
from journal.assessments.plans import USUAL_MINUTES
from journal.marks import works
from journal.marks.works import Work
from journal.timetable import calendar, months
from journal.timetable.months import Month

WINDOW = timedelta(days=27)
"""Four weeks a screen."""
FARTHEST = timedelta(days=300)
SEEN_BACK = timedelta(days=28)
"""So much of the past stands in a class's schedule: what the next tests are judged by."""


class Day(NamedTuple):
    """A lesson that could be a test, and what speaks against it."""

    place: Place
    conflicts: tuple[Conflict, ...]
    taken: bool
    """The test is planned here already."""


class Days(NamedTuple):
    """Where a course could write a test within four weeks: the free lessons and the others, each in order."""

    course: CourseToPlan
    start: date
    days: tuple[Day, ...]
    moving: PlannedTest | None
    used: int
    most: int
    earlier: date | None
    later: date | None
    month: Month | None = None
    """The same as a calendar, where a month was asked for."""

    @property
    def free(self) -> list[Day]:
        """Nothing speaks against these."""
        return [day for day in self.days if not day.conflicts and not day.taken]

    @property
    def others(self) -> list[Day]:
        """A rule would be broken here."""
        return [day for day in self.days if day.conflicts and not day.taken]


class Card(NamedTuple):
    """A planned test with what it may be changed to."""

    test: PlannedTest
    works: Sequence[Work]
    deputy: bool


class Own(NamedTuple):
    """A teacher's tests ahead, and the courses that one can be planned for."""

    tests: Sequence[PlannedTest]
    courses: Sequence[tuple[int, str, str]]


class Listed(NamedTuple):
    """A test on a class's schedule, and which rules it breaks as things stand now."""

    test: PlannedTest
    broken: frozenset[str]


class Board(NamedTuple):
    """The schedule of a class."""

    form: ClassFacts
    tests: Sequence[Listed]


async def days(
    session: Session,
    actor: Actor,
    course_id: int,
    *,
    start: date | None = None,
    month: date | None = None,
    test_id: int = 0,
    now: datetime,
) -> Days:
    """Where a test could be, or the one that is being moved (`test_id`), from a day on or in the weeks of a month.

    NotFound for anybody else's course.
    """
    today = now.date()
    course = await access.course_to_plan(session, actor, course_id, today)
    tests = await reading.around(session, course)
    moving = next((test for test in tests if test.id == test_id and test.course_id == course_id), None)
    tomorrow, farthest = today + timedelta(days=1), today + FARTHEST
    first = min(max(start or tomorrow, tomorrow), farthest)
    last = first + WINDOW
    if month is not None:
        shown, end = months.span(min(max(month, tomorrow), farthest))
        first, last = max(shown, tomorrow), min(end, farthest)
    found = await places.of_course(session, course, first, last, today=today)
    school = rules.of(session)
    own = {(test.date, test.period) for test in tests if test.course_id == course_id}
    listed = [
        Day(
            place,
            conflicts.of(
                course,
                place,
                tests,
                school,
                minutes=moving.minutes if moving else USUAL_MINUTES,
                external=bool(moving and moving.external),
                besides=moving.id if moving else 0,
            ),
            (place.date, place.period) in own,
        )
        for place in found
    ]
    counted = [test for test in tests if test.course_id == course_id and not test.external]
    used = sum(1 for test in counted if test.minutes >= school.test_minutes)
    before, after = first - WINDOW - timedelta(days=1), first + WINDOW + timedelta(days=1)
    return Days(
        course,
        first,
        tuple(listed),
        moving,
        used,
        conflicts.most(course, school),
        max(before, today + timedelta(days=1)) if first > today + timedelta(days=1) else None,
        after if after <= today + FARTHEST else None,
        await _month(session, course, month, {place.date for place in found}, today) if month is not None else None,
    )


async def _month(session: Session, course: CourseToPlan, month: date, held: set[date], today: date) -> Month:
    return months.month(
        month,
        lessons=held,
        plan=await calendar.load_days(session),
        grade=course.grade,
        earliest=today + timedelta(days=1),
        latest=today + FARTHEST,
    )


async def card(session: Session, actor: Actor, test_id: int, *, now: datetime) -> Card:
    """A planned test of an own course; any to a deputy head."""
    test = await reading.one(session, actor, test_id, now.date())
    deputy = bool(await session.scalar(select(access.serves(actor.staff_id, Duty.DEPUTY_HEAD))))
    return Card(test, await works.all_of(session), deputy)


async def own(session: Session, actor: Actor, *, now: datetime) -> Own:
    """The tests ahead of the courses that the actor teaches."""
    tests = await reading.own(session, actor, now.date())
    return Own(tests, await reading.courses(session, actor, now.date()))


async def classes(session: Session, actor: Actor, *, now: datetime) -> list[tuple[ClassFacts, int]]:
    """The classes of the year with how many tests are ahead of them; a deputy head's screen, NotFound otherwise."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    ahead = (
        select(func.count())
        .select_from(Assessment)
        .join(Course, Course.id == Assessment.course_id)
        .join(GroupClass, GroupClass.group_id == Course.group_id)
        .where(GroupClass.class_id == SchoolClass.id, Assessment.date >= now.date(), reading.PLANNED)
        .correlate(SchoolClass)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(SchoolClass.id, SchoolClass.grade, SchoolClass.letter, ahead)
        .join(AcademicYear, AcademicYear.id == SchoolClass.year_id)
        .where(SchoolClass.grade > 1, AcademicYear.starts_on <= now.date(), AcademicYear.ends_on >= now.date())
        .order_by(SchoolClass.grade, SchoolClass.letter)
    )
    return [(ClassFacts(row[0], row[1], row[2]), row[3]) for row in rows]


async def board(session: Session, actor: Actor, class_id: int, *, now: datetime) -> Board:
    """The tests of a class, of the last weeks and ahead, those marked that break a rule as things stand now."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    form = await access.class_to_read(session, actor, class_id, now.date())
    tests = await reading.of_class(session, class_id, now.date() - SEEN_BACK)
    school = rules.of(session)
    return Board(form.facts, [Listed(test, _broken(test, tests, school)) for test in tests])


def _broken(test: PlannedTest, tests: Sequence[PlannedTest], school: rules.Rules) -> frozenset[str]:
    """What was allowed when it was planned, and what the other tests of the class say now."""
    if test.minutes < school.test_minutes:
        return frozenset()
    others = [one for one in tests if one.id != test.id and one.minutes >= school.test_minutes]
    day = any(one.date == test.date and one.whole and test.whole for one in others)
    soon = any(
        one.subject_id == test.subject_id
        and (one.course_id == test.course_id or one.whole)
        and timedelta() < abs(one.date - test.date) < school.test_gap
        for one in others
    )
    at_planning = {word for word in test.conflicts.split(",") if word in {"first", "last", "share"}}
    return frozenset(at_planning | ({"day"} if day else set()) | ({"soon"} if soon else set()))
