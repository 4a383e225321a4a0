"""The buttons of homework: what kind, how long, by when, nothing at all."""

from datetime import date
from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.homework import HomeworkKind
from journal.access import Pupil
from journal.homework.named import Page as NamedPage
from journal.homework.page import Due, Page
from journal.homework.weighing import Weighed
from journal.lessons import topics
from keyboards import calendar
from keyboards.data import Button, Data, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import Leave, LessonCard
from locales import Texts

Version = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=0, le=9)]
NAMES = 60
"""Students with a button on one screen: the messenger takes a hundred buttons, tasks of others and the ways out included."""
Part = Annotated[int, Field(ge=0, le=99)]
MINUTES = (10, 15, 20, 30, 45, 60)


class Homework(Data, prefix="hl"):
    """`Домашнее задание` of a lesson."""

    lesson_id: int


class NothingSet(Data, prefix="hl0"):
    """«Не задано»."""

    lesson_id: int
    version: Version


class TakePlanned(Data, prefix="hlp"):
    """Set what the КТП has for this topic; the fingerprint is of the text that the screen showed."""

    lesson_id: int
    version: Version
    seen: int


class SetKind(Data, prefix="hlk"):
    """What kind of homework it is (П 5.4.1)."""

    lesson_id: int
    version: Version
    kind: HomeworkKind


class SetMinutes(Data, prefix="hlm"):
    """How long it takes."""

    lesson_id: int
    version: Version
    minutes: Annotated[int, Field(ge=1, le=600)]


class DueDays(Data, prefix="hlc"):
    """The days of a month to choose from; none is the month of the day that it is due on."""

    lesson_id: int
    month: SchoolDate | None = None


class SetDue(Data, prefix="hld"):
    """By when it is due."""

    lesson_id: int
    version: Version
    due_on: SchoolDate


class DropFiles(Data, prefix="hlf0"):
    """Take the photos and files off."""

    lesson_id: int
    version: Version


class ReplaceTyped(Data, prefix="hl="):
    """Replace what somebody else set meanwhile by the typed text, which the draft holds."""

    draft_id: int
    version: Version


class Fit(Data, prefix="hl<"):
    """Set what would be too much for its day with fewer minutes, or for another day; the draft holds the rest."""

    draft_id: int
    version: Version
    minutes: Annotated[int, Field(ge=1, le=600)]
    due_on: SchoolDate


class Insist(Data, prefix="hl!"):
    """Set it all the same: the reason is asked for."""

    draft_id: int
    version: Version


class ForNamed(Data, prefix="hn"):
    """Homework for named students: one that is there, or a new one by number 0."""

    lesson_id: int
    number: Number = 0
    part: Part = 0


class PickNamed(Data, prefix="hn+"):
    """A student gets it too, or no longer."""

    lesson_id: int
    number: Number
    student_id: int
    on: bool
    part: Part = 0


class DropNamedFiles(Data, prefix="hn0"):
    """Take the photos and files off what these students have."""

    lesson_id: int
    number: Number
    version: Version


class TakeBackNamed(Data, prefix="hn-"):
    """These students have nothing of their own any more."""

    lesson_id: int
    number: Number
    version: Version


class ShowFiles(Data, prefix="hlf"):
    """Send the photos and files of the homework; by its number what the named students have."""

    lesson_id: int
    number: Number = 0


def page(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """While nothing is set: the plan's task and «не задано». Then the kind, the minutes and the day, as they would be."""
    own = {"lesson_id": shown.lesson.id, "version": shown.there.version}
    foot = [button(t.label("back"), LessonCard(lesson_id=shown.lesson.id)), button(t.label("menu"), Leave())]
    nothing = [button(t.label("homework-nothing"), NothingSet(**own))]
    some = [button(t.label("homework-for-named"), ForNamed(lesson_id=shown.lesson.id))]
    if not shown.there.said or shown.there.none:
        planned = (
            [button(t.label("homework-take-planned"), TakePlanned(**own, seen=topics.fingerprint(shown.planned)))]
            if shown.planned
            else []
        )
        return markup([planned, [] if shown.there.none else nothing, some, foot])
    kinds = [
        button(
            t.label("homework-choice", chosen=int(kind is shown.there.kind), choice=t.label(f"homework-kind-{kind}")),
            SetKind(**own, kind=kind),
        )
        for kind in HomeworkKind
        if kind is not HomeworkKind.NONE
    ]
    minutes = [
        button(
            t.label("homework-minutes-choice", chosen=int(minutes == shown.there.minutes), minutes=minutes),
            SetMinutes(**own, minutes=minutes),
        )
        for minutes in MINUTES
    ]
    due = [button(t.label("homework-due-button"), DueDays(lesson_id=shown.lesson.id))]
    files: list[Button] = []
    if shown.files:
        files = [
            button(t.label("homework-show-files", files=len(shown.files)), ShowFiles(lesson_id=shown.lesson.id)),
            button(t.label("homework-drop-files"), DropFiles(**own)),
        ]
    return markup([*in_rows(kinds, 3), minutes, due, files, nothing, some, foot])


def days(t: Texts, shown: Due) -> InlineKeyboardMarkup:
    """The calendar: the days with a lesson of the course, the chosen one marked."""

    def choice(day: date) -> Button:
        tap = SetDue(lesson_id=shown.lesson.id, version=shown.there.version, due_on=day)
        return button(calendar.number(t, shown.month, day, chosen=day == shown.there.due_on), tap)

    def turn(month: date) -> DueDays:
        return DueDays(lesson_id=shown.lesson.id, month=month)

    choices = {day.date: choice(day.date) for week in shown.month.weeks for day in week if day.why is None}
    return markup([*calendar.rows(t, shown.month, choices, turn), _back_to(t, shown.lesson.id)])


def overload(t: Texts, shown: Weighed) -> InlineKeyboardMarkup:
    """Where it would fit, first; then setting it for a reason."""
    own = {"draft_id": shown.draft.id, "version": shown.draft.version}
    rows = [
        [
            button(
                t.label("homework-fit-day", day=t.day(one.day), minutes=one.minutes, limit=one.limit),
                Fit(**own, minutes=shown.wanted.minutes or 1, due_on=one.day),
            )
        ]
        for one in shown.fitting
    ]
    if shown.load.room:
        fewer = Fit(**own, minutes=shown.load.room, due_on=shown.load.day)
        rows.append([button(t.label("homework-fit-minutes", minutes=shown.load.room), fewer)])
    rows.append([button(t.label("homework-insist"), Insist(**own))])
    return markup([*rows, _back_to(t, shown.lesson.id)])


def reason(t: Texts, lesson_id: int) -> InlineKeyboardMarkup:
    """The reason is being typed."""
    return markup([_back_to(t, lesson_id)])


def _back_to(t: Texts, lesson_id: int) -> list[Button]:
    return [button(t.label("back"), Homework(lesson_id=lesson_id)), button(t.label("menu"), Leave())]


def confirm(t: Texts, draft_id: int, version: int, lesson_id: int) -> InlineKeyboardMarkup:
    """Somebody else set homework meanwhile: replace it by what was typed, or leave it (G16)."""
    replace = ReplaceTyped(draft_id=draft_id, version=version)
    return markup(
        [
            [button(t.label("homework-replace"), replace)],
            [button(t.label("homework-leave"), Homework(lesson_id=lesson_id)), button(t.label("menu"), Leave())],
        ]
    )


def named(t: Texts, shown: NamedPage, part: int = 0) -> InlineKeyboardMarkup:
    """The class list, a part at a time, with who gets it; what is there for others; taking this one back."""
    own = {"lesson_id": shown.lesson.id, "number": shown.number}
    part = min(part, max(len(shown.pupils) - 1, 0) // NAMES)
    names = [
        button(
            t.label(
                "homework-choice", chosen=int(pupil.student_id in shown.chosen), choice=clip(_name(shown, pupil), 28)
            ),
            PickNamed(**own, student_id=pupil.student_id, on=pupil.student_id not in shown.chosen, part=part),
        )
        for pupil in shown.pupils[part * NAMES : (part + 1) * NAMES]
    ]
    around = [
        button(t.label(key), ForNamed(**own, part=other))
        for key, other in (("people-page-before", part - 1), ("people-page-after", part + 1))
        if 0 <= other * NAMES < len(shown.pupils)
    ]
    files: list[Button] = []
    if shown.there.files:
        files = [
            button(t.label("homework-show-files", files=shown.there.files), ShowFiles(**own)),
            button(t.label("homework-drop-files"), DropNamedFiles(**own, version=shown.there.version)),
        ]
    others = [
        [
            button(
                clip(t.label("homework-named-other", names=shown.names(one.students)), 60),
                ForNamed(lesson_id=shown.lesson.id, number=one.number),
            )
        ]
        for one in shown.others
    ]
    back: list[list[Button]] = []
    if shown.there.said and not shown.there.none:
        taken = TakeBackNamed(**own, version=shown.there.version)
        back = [
            [
                button(t.label("homework-named-take-back"), taken),
                button(t.label("homework-named-more"), ForNamed(lesson_id=shown.lesson.id)),
            ]
        ]
    return markup([*in_rows(names, 2), around, *others, files, *back, _back_to(t, shown.lesson.id)])


def _name(shown: NamedPage, pupil: Pupil) -> str:
    """«Иванов П.»; namesakes with their place in the list."""
    alike = sum(1 for one in shown.pupils if one.short == pupil.short) > 1
    return f"{pupil.number}. {pupil.full}" if alike else pupil.short
