"""The deputy head's buttons: the day, a teacher's lessons, who takes them and how, and what else becomes of a lesson."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.lessons import LessonState
from db.substitutions import SubstitutionKind, SubstitutionReason
from journal.access import LessonFacts
from journal.substitutions.book import Book
from journal.substitutions.covering import Choice, DayPage, KindPage, LessonPage, Teacher, TeacherPage
from journal.substitutions.lines import Line
from journal.substitutions.people import Candidate
from journal.timetable.changing import AHEAD, Place
from keyboards.data import Button, Data, Rows, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import Leave, LessonToCover, Menu, SubstitutionsOf, TeacherAway, foot
from locales import Texts

Page = Annotated[int, Field(ge=0, le=10_000)]
Period = Annotated[int, Field(ge=0, le=20)]
A_PAGE: Final = 8
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


class Teachers(Data, prefix="coverw"):
    """Whose lessons of a day."""

    day: SchoolDate


class Pick(Data, prefix="pick"):
    """Who could take one lesson of this teacher."""

    lesson_id: int
    absent_id: int
    page: Page = 0


class PickForDays(Data, prefix="picks"):
    """Who could take all lessons of some days."""

    person_id: int
    first: SchoolDate
    last: SchoolDate
    page: Page = 0


class How(Data, prefix="how"):
    """How somebody could take one lesson."""

    lesson_id: int
    absent_id: int
    substitute_id: int


class HowForDays(Data, prefix="hows"):
    """How somebody could take all lessons of some days."""

    person_id: int
    first: SchoolDate
    last: SchoolDate
    substitute_id: int


class Assign(Data, prefix="ask+"):
    """Ask somebody to take one lesson."""

    lesson_id: int
    absent_id: int
    substitute_id: int
    kind: SubstitutionKind


class AssignDays(Data, prefix="asks+"):
    """Ask somebody to take everything of some days that nobody takes."""

    person_id: int
    first: SchoolDate
    last: SchoolDate
    substitute_id: int
    kind: SubstitutionKind


class TakeBack(Data, prefix="sub0"):
    """`Снять замену`."""

    substitution_id: int


class Because(Data, prefix="subr"):
    """Why the teacher is away."""

    substitution_id: int
    reason: SubstitutionReason


class Paid(Data, prefix="subp"):
    """Whether the hours are paid."""

    substitution_id: int
    paid: bool


class AskOrder(Data, prefix="subo"):
    """The next message is the number of the order."""

    substitution_id: int


class CancelLesson(Data, prefix="les-"):
    """The lesson does not take place."""

    lesson_id: int


class RestoreLesson(Data, prefix="les+"):
    """It takes place after all."""

    lesson_id: int


class MoveLesson(Data, prefix="lesm"):
    """Where on a day it could be moved to."""

    lesson_id: int
    day: SchoolDate


class MoveTo(Data, prefix="lesm+"):
    """Move it there."""

    lesson_id: int
    day: SchoolDate
    period: Period


class SubstitutionBook(Data, prefix="sbook"):
    """`📒 Журнал замещения уроков` of a month, by its first day."""

    month: SchoolDate
    part: Page = 0


class BookFile(Data, prefix="sbook+"):
    """The same as a workbook."""

    month: SchoolDate
    after: int


# --- a day ---------------------------------------------------------------------------------------------------------------


def day(t: Texts, page: DayPage) -> InlineKeyboardMarkup:
    """Who is away first, then every lesson that is otherwise."""
    before, after = page.day - ONE_DAY, page.day + ONE_DAY
    return markup(
        [
            *(
                [
                    button(
                        t.label("cover-away", name=clip(it.name)),
                        TeacherAway(person_id=it.person_id, first=page.day, last=page.day),
                    )
                ]
                for it in page.away
            ),
            *([_asked(t, line)] for line in page.lines),
            *([_changed(t, lesson)] for lesson in page.changed),
            [button(t.label("cover-other"), Teachers(day=page.day))],
            [button(t.label("cover-book"), SubstitutionBook(month=page.day.replace(day=1)))],
            [
                button(t.label("lesson-day-before", day=t.day(before)), SubstitutionsOf(day=before)),
                button(t.label("lesson-day-after", day=t.day(after)), SubstitutionsOf(day=after)),
            ],
            foot(t),
        ]
    )


def _asked(t: Texts, line: Line) -> Button:
    label = t.label(
        "cover-line-button",
        state=line.state.value,
        period=str(line.period),
        group=clip(line.group, 12),
        name=clip(line.substitute, 24),
    )
    return button(label, LessonToCover(lesson_id=line.lesson_id))


def _changed(t: Texts, lesson: LessonFacts) -> Button:
    cancelled = int(lesson.state is LessonState.CANCELLED)
    label = t.label(
        "cover-changed-button",
        cancelled=cancelled,
        period=str(lesson.period),
        group=clip(lesson.group, 12),
        subject=clip(lesson.subject, 24),
    )
    return button(label, LessonToCover(lesson_id=lesson.id))


def teachers(t: Texts, found: Sequence[Teacher], of_day: date) -> InlineKeyboardMarkup:
    """Everybody with lessons on that day."""
    each = [button(clip(it.name, 28), TeacherAway(person_id=it.person_id, first=of_day, last=of_day)) for it in found]
    return markup([*in_rows(each, 2), _back(t, SubstitutionsOf(day=of_day))])


def teacher(t: Texts, page: TeacherPage) -> InlineKeyboardMarkup:
    """All of it to one colleague, or lesson by lesson; the days that the teacher named by one tap."""
    rows: Rows = []
    if len(page.uncovered) > 1:
        every = PickForDays(person_id=page.person_id, first=page.first, last=page.last)
        rows.append([button(t.label("cover-every", count=len(page.uncovered)), every)])
    if page.away is not None and (page.away.first_on, page.away.last_on) != (page.first, page.last):
        first, last = page.away.first_on, page.away.last_on
        rows.append([
            button(
                t.label("cover-all-days", first=f"{first:%d.%m}", last=f"{last:%d.%m}"),
                TeacherAway(person_id=page.person_id, first=first, last=last),
            )
        ])  # fmt: skip
    dated = page.first != page.last
    for it in page.lessons:
        state = it.cover.state.value if it.cover else it.lesson.state.value
        label = t.label(
            "cover-lesson-button",
            state=state,
            day=t.day(it.lesson.date) if dated else "",
            period=str(it.lesson.period),
            group=clip(it.lesson.group, 12),
            subject=clip(it.lesson.subject, 20),
        )
        rows.append([button(label, LessonToCover(lesson_id=it.lesson.id))])
    if not dated:
        before, after = page.first - ONE_DAY, page.first + ONE_DAY
        rows.append([
            button(
                t.label("lesson-day-before", day=t.day(before)),
                TeacherAway(person_id=page.person_id, first=before, last=before),
            ),
            button(
                t.label("lesson-day-after", day=t.day(after)),
                TeacherAway(person_id=page.person_id, first=after, last=after),
            ),
        ])  # fmt: skip
    return markup([*rows, _back(t, SubstitutionsOf(day=page.first))])


# --- a lesson ------------------------------------------------------------------------------------------------------------


def lesson(t: Texts, page: LessonPage, today: date) -> InlineKeyboardMarkup:
    """Who takes it; on which terms once somebody does; or it is cancelled or moved."""
    rows: Rows = []
    line, facts = page.line, page.lesson
    if line is not None and line.live:
        rows += _terms(t, line)
    elif facts.state in (LessonState.PLANNED, LessonState.OPEN):
        for it in page.teachers:
            name = clip(it.name, 24)
            label = t.label("cover-pick") if len(page.teachers) == 1 else t.label("cover-pick-for", name=name)
            rows.append([button(label, Pick(lesson_id=facts.id, absent_id=it.person_id))])
    if facts.state is LessonState.PLANNED:
        rows.append([
            button(t.label("cover-cancel-lesson"), CancelLesson(lesson_id=facts.id)),
            button(t.label("cover-move-lesson"), MoveLesson(lesson_id=facts.id, day=max(facts.date, today))),
        ])  # fmt: skip
    if facts.state is LessonState.CANCELLED and (line is None or not line.live):
        rows.append([button(t.label("cover-restore-lesson"), RestoreLesson(lesson_id=facts.id))])
    return markup([*rows, _back(t, SubstitutionsOf(day=facts.date))])


def _terms(t: Texts, line: Line) -> Rows:
    reasons = [
        button(
            t.label("cover-reason-button", reason=reason.value, chosen=int(reason is line.reason)),
            Because(substitution_id=line.id, reason=reason),
        )
        for reason in SubstitutionReason
    ]
    paid = button(t.label("cover-paid", paid=int(not line.paid)), Paid(substitution_id=line.id, paid=not line.paid))
    order = button(t.label("cover-order"), AskOrder(substitution_id=line.id))
    back = [] if line.signed else [button(t.label("cover-take-back"), TakeBack(substitution_id=line.id))]
    return [*in_rows(reasons, 2), [paid, order], back]


def order(t: Texts, lesson_id: int) -> InlineKeyboardMarkup:
    """Out of a question: what is typed afterwards is no answer to it."""
    return markup([[button(t.label("back"), LessonToCover(lesson_id=lesson_id)), button(t.label("menu"), Leave())]])


def pick(t: Texts, chosen: Choice, page: int, *, first: date, last: date, whole: bool) -> InlineKeyboardMarkup:
    """The colleagues, a page at a time, whoever is free first."""
    absent = chosen.absent.person_id
    one = chosen.lessons[0].id if chosen.lessons else 0

    def how(person_id: int) -> Data:
        if whole:
            return HowForDays(person_id=absent, first=first, last=last, substitute_id=person_id)
        return How(lesson_id=one, absent_id=absent, substitute_id=person_id)

    def at(number: int) -> Data:
        if whole:
            return PickForDays(person_id=absent, first=first, last=last, page=number)
        return Pick(lesson_id=one, absent_id=absent, page=number)

    page = min(page, max(0, len(chosen.candidates) - 1) // A_PAGE)
    shown = chosen.candidates[page * A_PAGE : (page + 1) * A_PAGE]
    around = []
    if page:
        around.append(button(t.label("people-page-before"), at(page - 1)))
    if (page + 1) * A_PAGE < len(chosen.candidates):
        around.append(button(t.label("people-page-after"), at(page + 1)))
    back = TeacherAway(person_id=absent, first=first, last=last) if whole else LessonToCover(lesson_id=one)
    return markup([*([button(candidate(t, it), how(it.person_id))] for it in shown), around, _back(t, back)])


def candidate(t: Texts, it: Candidate) -> str:
    """«🟢 Титова Е. С. · знает класс», «🔴 Соколова А. Л. · урок»."""
    why = "away" if it.away else "joins" if it.busy and it.joins else "busy" if it.busy else ""
    why = why or ("subject" if it.same_subject else "class" if it.knows_class else "free")
    return t.label("cover-candidate", name=clip(it.name, 28), why=why)


def kinds(t: Texts, page: KindPage, *, first: date, last: date, whole: bool) -> InlineKeyboardMarkup:
    """Each way by one tap."""
    absent, substitute = page.absent.person_id, page.candidate.person_id
    one = page.lessons[0].id

    def ask(kind: SubstitutionKind) -> Data:
        if whole:
            return AssignDays(person_id=absent, first=first, last=last, substitute_id=substitute, kind=kind)
        return Assign(lesson_id=one, absent_id=absent, substitute_id=substitute, kind=kind)

    back: Data = (
        PickForDays(person_id=absent, first=first, last=last) if whole else Pick(lesson_id=one, absent_id=absent)
    )
    each = [[button(t.label(f"cover-kind-{kind.value}"), ask(kind))] for kind in page.kinds]
    return markup([*each, _back(t, back)])


def places(t: Texts, facts: LessonFacts, of_day: date, found: Sequence[Place], today: date) -> InlineKeyboardMarkup:
    """The free hours of a day, and the days around."""
    each = [
        button(
            t.label("cover-place", period=str(it.period), begins=f"{it.begins:%H:%M}"),
            MoveTo(lesson_id=facts.id, day=of_day, period=it.period),
        )
        for it in found
        if it.free and (of_day, it.period) != (facts.date, facts.period)
    ]
    around = []
    if of_day > today:
        before = of_day - ONE_DAY
        label = t.label("lesson-day-before", day=t.day(before))
        around.append(button(label, MoveLesson(lesson_id=facts.id, day=before)))
    if of_day < today + AHEAD:
        after = of_day + ONE_DAY
        around.append(button(t.label("lesson-day-after", day=t.day(after)), MoveLesson(lesson_id=facts.id, day=after)))
    return markup([*in_rows(each, 2), around, _back(t, LessonToCover(lesson_id=facts.id))])


# --- the journal ---------------------------------------------------------------------------------------------------------


def book(t: Texts, found: Book, *, part: int, more: bool, after: int, today: date) -> InlineKeyboardMarkup:
    """The workbook, the pages of a long month, the months around."""
    before, later = (found.month - ONE_DAY).replace(day=1), (found.month + timedelta(days=32)).replace(day=1)
    pages = []
    if part:
        pages.append(button(t.label("people-page-before"), SubstitutionBook(month=found.month, part=part - 1)))
    if more:
        pages.append(button(t.label("people-page-after"), SubstitutionBook(month=found.month, part=part + 1)))
    return markup(
        [
            [button(t.label("cover-book-file"), BookFile(month=found.month, after=after))],
            pages,
            [
                button(t.label("cover-month-before", month=f"{before:%m.%Y}"), SubstitutionBook(month=before)),
                button(t.label("cover-month-after", month=f"{later:%m.%Y}"), SubstitutionBook(month=later)),
            ],
            _back(t, SubstitutionsOf(day=today)),
        ]
    )


def _back(t: Texts, to: Data) -> list[Button]:
    return [button(t.label("back"), to), button(t.label("menu"), Menu())]
