"""The buttons of homework: what kind, how long, by when, nothing at all."""

from datetime import date
from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.homework import HomeworkKind
from journal.homework.page import Page
from journal.homework.weighing import Weighed
from journal.lessons import topics
from keyboards.data import Button, Data, SchoolDate, button, in_rows, markup
from keyboards.sections import Leave, LessonCard
from locales import Texts

Version = Annotated[int, Field(ge=0)]
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
    """The course's next lessons to choose from."""

    lesson_id: int


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


class ShowFiles(Data, prefix="hlf"):
    """Send the photos and files of the homework."""

    lesson_id: int


def page(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """While nothing is set: the plan's task and «не задано». Then the kind, the minutes and the day, as they would be."""
    own = {"lesson_id": shown.lesson.id, "version": shown.there.version}
    foot = [button(t.label("back"), LessonCard(lesson_id=shown.lesson.id)), button(t.label("menu"), Leave())]
    nothing = [button(t.label("homework-nothing"), NothingSet(**own))]
    if not shown.there.said or shown.there.none:
        planned = (
            [button(t.label("homework-take-planned"), TakePlanned(**own, seen=topics.fingerprint(shown.planned)))]
            if shown.planned
            else []
        )
        return markup([planned, [] if shown.there.none else nothing, foot])
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
    return markup([*in_rows(kinds, 3), minutes, due, files, nothing, foot])


def days(t: Texts, shown: Page) -> InlineKeyboardMarkup:
    """A small calendar: the course's next lessons, the chosen one marked."""

    def choice(day: date) -> Button:
        tap = SetDue(lesson_id=shown.lesson.id, version=shown.there.version, due_on=day)
        return button(t.label("homework-choice", chosen=int(day == shown.there.due_on), choice=t.day(day)), tap)

    return markup([*in_rows([choice(day) for day in shown.days], 3), _back_to(t, shown.lesson.id)])


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
