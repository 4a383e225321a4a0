"""The deputy head's buttons of a day: who is away, a teacher's lessons, who takes them and how."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from db.lessons import LessonState
from db.substitutions import SubstitutionKind
from journal.access import LessonFacts
from journal.substitutions.covering import Choice, DayPage, KindPage, Teacher, TeacherPage
from journal.substitutions.lines import Line
from journal.substitutions.people import Candidate
from keyboards.data import Button, Data, Rows, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import LessonToCover, Menu, SubstitutionBook, SubstitutionsOf, TeacherAway, foot
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
    return markup([*in_rows(each, 2), way_back(t, SubstitutionsOf(day=of_day))])


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
    return markup([*rows, way_back(t, SubstitutionsOf(day=page.first))])


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
    return markup([*([button(candidate(t, it), how(it.person_id))] for it in shown), around, way_back(t, back)])


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
    return markup([*each, way_back(t, back)])


def way_back(t: Texts, to: Data) -> list[Button]:
    return [button(t.label("back"), to), button(t.label("menu"), Menu())]
