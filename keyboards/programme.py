"""`📚 КТП`: courses, a course's plan by pages, a topic, a file to load."""

from collections.abc import Callable, Sequence
from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.programme import editing
from journal.programme.loading import Preview
from journal.programme.reading import Line, Page, Parallel
from keyboards.data import Button, Data, Rows, button, clip, in_rows, markup
from keyboards.sections import Leave, Menu, Programme, ProgrammeOf, ProgrammeOfSchool, foot
from locales import Texts

A_PAGE: Final = 10
"""Topics a page: with their days about one screen of a phone."""
LINES: Final = 12
"""Courses a page."""
HOURS: Final = (1, 2, 3, 4, 5, 6)
PARALLELS: Final = 8
TITLE: Final = 24

Version = Annotated[int, Field(ge=0)]


class LoadPlan(Data, prefix="ktpf"):
    """`📥 Загрузить из файла`: the next file is this course's plan; 0: of the courses that it names."""

    course_id: int


class TakeOver(Data, prefix="ktp<"):
    """`📋 Взять у 8А`: see what taking a parallel course's plan would do."""

    course_id: int
    from_id: int


class ApplyPlan(Data, prefix="ktp+"):
    """`✅ Загрузить` what a preview showed."""

    draft_id: int
    version: Version


class GetPlan(Data, prefix="ktpx"):
    """`📄 Скачать XLSX`: the plan as a file that can be changed and loaded again; without a plan an empty one."""

    course_id: int


class TopicOf(Data, prefix="ktpt"):
    """A topic of a plan."""

    course_id: int
    topic_id: int


class SetHours(Data, prefix="ktph"):
    """How many lessons a topic has."""

    course_id: int
    topic_id: int
    hours: Annotated[int, Field(ge=1, le=100)]


class AskField(Data, prefix="ktpe"):
    """The next message is this of the topic."""

    course_id: int
    topic_id: int
    field: editing.Field


class ClearHomework(Data, prefix="ktp0"):
    """The plan has no homework for the topic."""

    course_id: int
    topic_id: int


class RemoveTopic(Data, prefix="ktp-"):
    """Take a topic out of the plan; first it is asked whether one is sure."""

    course_id: int
    topic_id: int
    sure: bool


# --- courses -----------------------------------------------------------------------------------------------------------


def own(t: Texts, lines: Sequence[Line]) -> InlineKeyboardMarkup:
    """The own courses; a file may be of several."""
    load = [[button(t.label("programme-load"), LoadPlan(course_id=0))]] if lines else []
    return markup([*_courses(lines), *load, foot(t)])


def school(t: Texts, lines: Sequence[Line], page: int, pages: int) -> InlineKeyboardMarkup:
    """A page of all courses."""
    around = _around(t, page, pages, lambda other: ProgrammeOfSchool(page=other))
    return markup([*_courses(lines), around, foot(t)])


def _courses(lines: Sequence[Line]) -> Rows:
    return in_rows([button(name(line), ProgrammeOf(course_id=line.course.id)) for line in lines], 2)


def name(line: Line) -> str:
    """«8Б · Алгебра»."""
    return f"{clip(line.course.group, TITLE)} · {clip(line.course.subject, TITLE)}"


def _around(t: Texts, page: int, pages: int, door: Callable[[int], Data]) -> list[Button]:
    before = [button(t.label("programme-before"), door(page - 1))] if page > 0 else []
    after = [button(t.label("programme-after"), door(page + 1))] if page + 1 < pages else []
    return [*before, *after]


# --- a plan ------------------------------------------------------------------------------------------------------------


def page_of(place: int | None, count: int) -> int:
    """The page where a topic stands; after the last topic the last page."""
    return (place if place is not None else max(count - 1, 0)) // A_PAGE


def plan(t: Texts, shown: Page, page: int) -> InlineKeyboardMarkup:
    """The page's topics by number, the pages around, and for its teacher what may be done."""
    course_id = shown.course.id
    topics = [
        button(str(row.step.number), TopicOf(course_id=course_id, topic_id=row.step.id))
        for row in shown.rows[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    pages = -(-len(shown.rows) // A_PAGE)
    own_ = [button(t.label("programme-load"), LoadPlan(course_id=course_id))] if shown.course.own else []
    add = AskField(course_id=course_id, topic_id=0, field=editing.Field.NEW)
    new = [button(t.label("programme-add"), add)] if shown.course.own else []
    get = button(t.label("programme-get"), GetPlan(course_id=course_id))
    return markup(
        [
            *in_rows(topics, 5),
            _around(t, page, pages, lambda other: ProgrammeOf(course_id=course_id, page=other)),
            own_,
            [*new, get],
            [_up(t, shown), _menu(t)],
        ]
    )


def _up(t: Texts, shown: Page) -> Button:
    return button(t.label("back"), Programme() if shown.course.own else ProgrammeOfSchool())


def _menu(t: Texts) -> Button:
    return button(t.label("menu"), Menu())


def topic(t: Texts, shown: Page, place: int) -> InlineKeyboardMarkup:
    """A topic: its neighbours, and for its teacher each change in one tap or one message."""
    step, course_id = shown.rows[place].step, shown.course.id
    neighbours = [
        button(
            t.label(
                "programme-topic-before" if other < place else "programme-topic-after",
                number=str(shown.rows[other].step.number),
            ),
            TopicOf(course_id=course_id, topic_id=shown.rows[other].step.id),
        )
        for other in (place - 1, place + 1)
        if 0 <= other < len(shown.rows)
    ]
    up = ProgrammeOf(course_id=course_id, page=page_of(place, len(shown.rows)))
    foot_ = [button(t.label("back"), up), _menu(t)]
    if not shown.course.own:
        return markup([neighbours, foot_])
    hours = [
        button(
            t.label("programme-hours", hours=hours, chosen=int(hours == step.hours)),
            SetHours(course_id=course_id, topic_id=step.id, hours=hours),
        )
        for hours in HOURS
    ]

    def ask(field: editing.Field) -> AskField:
        return AskField(course_id=course_id, topic_id=step.id, field=field)

    edit = [
        button(t.label("programme-title"), ask(editing.Field.TITLE)),
        button(t.label("programme-homework"), ask(editing.Field.HOMEWORK)),
    ]
    add = button(t.label("programme-add-after"), ask(editing.Field.NEW))
    remove = RemoveTopic(course_id=course_id, topic_id=step.id, sure=False)
    out = [] if step.taken else [button(t.label("programme-remove"), remove)]
    return markup([*in_rows(hours, 3), edit, [add, *out], neighbours, foot_])


def removing(t: Texts, shown: Page, place: int) -> InlineKeyboardMarkup:
    """Ask whether one is sure."""
    step, course_id = shown.rows[place].step, shown.course.id
    sure = RemoveTopic(course_id=course_id, topic_id=step.id, sure=True)
    back = button(t.label("back"), TopicOf(course_id=course_id, topic_id=step.id))
    return markup([[button(t.label("programme-remove-sure"), sure)], [back, _menu(t)]])


def asking(t: Texts, course_id: int, topic_id: int, *, clears: bool) -> InlineKeyboardMarkup:
    """While something is typed; homework may also be taken away."""
    clear = ClearHomework(course_id=course_id, topic_id=topic_id)
    back: Data = TopicOf(course_id=course_id, topic_id=topic_id) if topic_id else ProgrammeOf(course_id=course_id)
    return markup(
        [
            [button(t.label("programme-homework-none"), clear)] if clears else [],
            [button(t.label("back"), back), button(t.label("menu"), Leave())],
        ]
    )


# --- a file ------------------------------------------------------------------------------------------------------------


def waiting(t: Texts, course_id: int, parallels: Sequence[Parallel]) -> InlineKeyboardMarkup:
    """While a file is waited for: an empty one, or a parallel course's plan instead."""
    get = [button(t.label("programme-template"), GetPlan(course_id=course_id))]
    take = [
        button(
            t.label("programme-take", group=clip(it.group, TITLE)), TakeOver(course_id=course_id, from_id=it.course_id)
        )
        for it in parallels[:PARALLELS]
    ]
    back: Data = ProgrammeOf(course_id=course_id) if course_id else Programme()
    return markup([*in_rows(take, 2), get, [button(t.label("back"), back), button(t.label("menu"), Leave())]])


def preview(t: Texts, shown: Preview) -> InlineKeyboardMarkup:
    """Load it, or leave it; another file may be sent at any time."""
    draft = shown.draft
    apply = [button(t.label("programme-apply"), ApplyPlan(draft_id=draft.id, version=draft.version))] if draft else []
    return markup([apply, _after(t, shown.course_id)])


def loaded(t: Texts, shown: Preview) -> InlineKeyboardMarkup:
    """The plans that were loaded."""
    doors = [
        button(
            f"{clip(it.course.group, TITLE)} · {clip(it.course.subject, TITLE)}", ProgrammeOf(course_id=it.course.id)
        )
        for it in shown.ready[:LINES]
    ]
    return markup([*in_rows(doors, 2), _after(t, shown.course_id)])


def _after(t: Texts, course_id: int) -> list[Button]:
    back: Data = LoadPlan(course_id=course_id)
    return [button(t.label("back"), back), button(t.label("menu"), Leave())]
