"""The buttons of planned tests: where one could be, what it is, the schedule of a class."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.access import ClassFacts
from journal.assessments.conflicts import Place, PlannedTest
from journal.assessments.pages import Board, Card, Days, Own
from journal.assessments.slots import Slot
from journal.timetable.months import Month
from keyboards import calendar
from keyboards.data import Button, Data, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import BoardOfTests, LessonTests, Menu, Week
from locales import Texts

Version = Annotated[int, Field(ge=0)]
Period = Annotated[int, Field(ge=0, le=20)]
MINUTES = (20, 30, 45, 90)
LISTED = 40
"""Tests with a button of their own on one screen."""


class DaysForTest(Data, prefix="kd"):
    """Where a course could write a test, four weeks from a day on; with a test, where that one could be moved.

    `class_id` 0 is the teacher's own way here, otherwise it is the class whose schedule a deputy head came from.
    """

    course_id: int
    class_id: int
    start: SchoolDate | None = None
    test_id: int = 0


class MonthForTest(Data, prefix="kq"):
    """The same as a calendar: the weeks of the month that a day lies in."""

    course_id: int
    class_id: int
    month: SchoolDate
    test_id: int = 0


class PlanTest(Data, prefix="kp"):
    """Plan a test on this lesson, or move the one that is there to it."""

    course_id: int
    class_id: int
    day: SchoolDate
    period: Period
    test_id: int
    version: Version

    @property
    def slot(self) -> Slot:
        """The lesson."""
        return Slot(self.course_id, self.day, self.period)


class AllowTest(Data, prefix="k!"):
    """The same against a rule: a deputy head is asked for the reason."""

    course_id: int
    class_id: int
    day: SchoolDate
    period: Period
    test_id: int
    version: Version


class CardOfTest(Data, prefix="kt"):
    """A planned test."""

    test_id: int
    class_id: int


class SetTestWork(Data, prefix="kw"):
    """What kind of work it is."""

    test_id: int
    class_id: int
    version: Version
    work_type_id: int


class SetTestMinutes(Data, prefix="km"):
    """How long it takes."""

    test_id: int
    class_id: int
    version: Version
    minutes: Annotated[int, Field(ge=5, le=240)]


class SetTestOutside(Data, prefix="kv"):
    """Whether it is set from outside (ВПР)."""

    test_id: int
    class_id: int
    version: Version
    external: bool


class AskCancelTest(Data, prefix="kx"):
    """`Отменить`: asked once more."""

    test_id: int
    class_id: int


class CancelTest(Data, prefix="k0"):
    """There will be no such test."""

    test_id: int
    class_id: int
    version: Version


class BoardOf(Data, prefix="kb"):
    """The schedule of a class."""

    class_id: int


class BoardCourses(Data, prefix="kc"):
    """The courses of a class that a deputy head plans a test for."""

    class_id: int


def own(t: Texts, shown: Own, monday: date) -> InlineKeyboardMarkup:
    """The tests ahead, then the courses that one can be planned for."""
    foot = [button(t.label("back"), Week(monday=monday)), button(t.label("menu"), Menu())]
    tests = [[_test(t, test, 0)] for test in shown.tests[:LISTED]]
    courses = [_course(t, course, 0, named=True) for course in shown.courses[:LISTED]]
    return markup([*tests, *in_rows(courses, 2), foot])


def days(t: Texts, shown: Days, class_id: int) -> InlineKeyboardMarkup:
    """The free lessons; for a deputy head those too that break a rule, marked; the same as a calendar."""
    test_id = shown.moving.id if shown.moving else 0
    free = [button(_place(t, day.place, shown), PlanTest(**_to(shown, class_id, day.place))) for day in shown.free]
    others = [
        button(
            t.label("test-day-against", day=_place(t, day.place, shown)), AllowTest(**_to(shown, class_id, day.place))
        )
        for day in (shown.others if shown.course.deputy else [])
    ]
    months = MonthForTest(course_id=shown.course.id, class_id=class_id, month=shown.start, test_id=test_id)
    around = [
        button(
            t.label(key),
            DaysForTest(course_id=shown.course.id, class_id=class_id, start=start, test_id=test_id),
        )
        for key, start in (("test-earlier", shown.earlier), ("test-later", shown.later))
        if start is not None
    ]
    by_month = [button(t.label("test-calendar"), months)]
    return markup([*in_rows(free, 3), *in_rows(others, 3), around, by_month, _foot(t, _origin(shown, class_id))])


def month(t: Texts, shown: Days, grid: Month, class_id: int) -> InlineKeyboardMarkup:
    """The calendar: a tap on a free day plans the test, on a marked one asks the deputy head why."""
    test_id = shown.moving.id if shown.moving else 0
    choices: dict[date, Button] = {}
    for day in [*shown.free, *(shown.others if shown.course.deputy else [])]:
        against = bool(day.conflicts)
        tap = (AllowTest if against else PlanTest)(**_to(shown, class_id, day.place))
        choices.setdefault(day.place.date, button(calendar.number(t, grid, day.place.date, against=against), tap))

    def turn(first: date) -> MonthForTest:
        return MonthForTest(course_id=shown.course.id, class_id=class_id, month=first, test_id=test_id)

    listed = DaysForTest(course_id=shown.course.id, class_id=class_id, test_id=test_id)
    return markup([*calendar.rows(t, grid, choices, turn), _foot(t, listed)])


def _to(shown: Days, class_id: int, place: Place) -> dict[str, Any]:
    """What a button of a lesson carries: which course and day, and the test that goes there."""
    moving = shown.moving
    return {
        "course_id": shown.course.id,
        "class_id": class_id,
        "day": place.date,
        "period": place.period,
        "test_id": moving.id if moving else 0,
        "version": moving.version if moving else 0,
    }


def _origin(shown: Days, class_id: int) -> Data:
    """Where one came from: the test that is moved, the class's schedule, the own tests."""
    if shown.moving is not None:
        return CardOfTest(test_id=shown.moving.id, class_id=class_id)
    return BoardOf(class_id=class_id) if class_id else LessonTests()


def card(t: Texts, shown: Card, class_id: int) -> InlineKeyboardMarkup:
    """What it may be changed to, each as it would be."""
    test = shown.test
    own = {"test_id": test.id, "class_id": class_id, "version": test.version}
    kinds = [
        button(
            t.label("test-choice", chosen=int(work.id == test.work_type_id), choice=clip(work.name, 24)),
            SetTestWork(**own, work_type_id=work.id),
        )
        for work in shown.works
        if work.code not in {"answer", "homework"}
    ]
    minutes = [
        button(
            t.label("test-choice", chosen=int(one == test.minutes), choice=t.label("test-minutes", minutes=one)),
            SetTestMinutes(**own, minutes=one),
        )
        for one in MINUTES
    ]
    outside: list[Button] = []
    if shown.deputy:
        key = "test-not-outside" if test.external else "test-outside"
        outside = [button(t.label(key), SetTestOutside(**own, external=not test.external))]
    acts = [
        button(t.label("test-move"), DaysForTest(course_id=test.course_id, class_id=class_id, test_id=test.id)),
        button(t.label("test-cancel"), AskCancelTest(test_id=test.id, class_id=class_id)),
    ]
    return markup([*in_rows(kinds, 2), minutes, outside, acts, _foot(t, _list(class_id))])


def cancelling(t: Texts, test: PlannedTest, class_id: int) -> InlineKeyboardMarkup:
    """Yes, or back to it."""
    yes = CancelTest(test_id=test.id, class_id=class_id, version=test.version)
    return markup([[button(t.label("test-cancel-yes"), yes)], _foot(t, CardOfTest(test_id=test.id, class_id=class_id))])


def asks_reason(t: Texts, course_id: int, class_id: int, test_id: int) -> InlineKeyboardMarkup:
    """The reason is being typed."""
    return markup([_foot(t, DaysForTest(course_id=course_id, class_id=class_id, test_id=test_id))])


def boards(t: Texts, found: Sequence[tuple[ClassFacts, int]]) -> InlineKeyboardMarkup:
    """The classes with how many tests are ahead of each."""
    forms = [
        button(t.label("test-board-class", form=form.name, tests=ahead), BoardOf(class_id=form.id))
        for form, ahead in found[:90]
    ]
    return markup([*in_rows(forms, 3), _foot(t, Menu())])


def board(t: Texts, shown: Board, today: date) -> InlineKeyboardMarkup:
    """The tests that are still ahead, and planning one more."""
    ahead = [one for one in shown.tests if one.test.date > today]
    rows = [[_test(t, one.test, shown.form.id, against=bool(one.broken))] for one in ahead[:LISTED]]
    plan = button(t.label("test-plan"), BoardCourses(class_id=shown.form.id))
    return markup([*rows, [plan], _foot(t, BoardOfTests())])


def courses(t: Texts, found: Sequence[tuple[int, str, str]], class_id: int) -> InlineKeyboardMarkup:
    """Of which course."""
    return markup(
        [
            *in_rows([_course(t, course, class_id, named=False) for course in found[:80]], 2),
            _foot(t, BoardOf(class_id=class_id)),
        ]
    )


def after_cancel(t: Texts, class_id: int) -> InlineKeyboardMarkup:
    """To the list it is no longer on."""
    return markup([_foot(t, _list(class_id))])


def _list(class_id: int) -> Data:
    return BoardOf(class_id=class_id) if class_id else LessonTests()


def _test(t: Texts, test: PlannedTest, class_id: int, *, against: bool = False) -> Button:
    label = t.label(
        "test-button",
        day=t.day(test.date),
        group=clip(test.group, 12),
        subject=clip(test.subject, 24),
        against=int(against),
    )
    return button(label, CardOfTest(test_id=test.id, class_id=class_id))


def _course(t: Texts, course: tuple[int, str, str], class_id: int, *, named: bool) -> Button:
    course_id, subject, group = course
    key = "test-course-of" if named else "test-course"
    label = t.label(key, group=clip(group, 12), subject=clip(subject, 24))
    return button(label, DaysForTest(course_id=course_id, class_id=class_id))


def _place(t: Texts, place: Place, shown: Days) -> str:
    """«ср 25.11», with the lesson where the day has two of them."""
    double = sum(1 for day in shown.days if day.place.date == place.date) > 1
    day = t.day(place.date)
    return t.label("test-day-period", day=day, period=str(place.period)) if double else day


def _foot(t: Texts, back: Data) -> list[Button]:
    return [button(t.label("back"), back), button(t.label("menu"), Menu())]
