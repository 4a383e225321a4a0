"""The buttons of a teacher's lessons: days, the card, the topic, closing, and the preview of a dictated lesson."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Annotated, Literal

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.access import LessonFacts
from journal.lessons import day as days
from journal.lessons import whole_day
from journal.lessons.card import Card
from journal.lessons.closing import Answers, Closing, Gap
from journal.lessons.day import Day as DayPage
from journal.lessons.topics import Choice, Planned, fingerprint
from keyboards.absences.attendance import Attendance
from keyboards.data import Button, Data, button, clip, in_rows, markup
from keyboards.homework import Homework
from keyboards.lessons.spoken import Look
from keyboards.lessons.undo import LastEntry
from keyboards.marks.cells import Marks
from keyboards.remarks import RemarksOnLesson
from keyboards.sections import (
    Day,
    Leave,
    LessonCard,
    LessonTests,
    Menu,
    Quick,
    Today,
    Together,
    Unwritten,
    Week,
    WholeDayOf,
    WhoToAsk,
    foot,
)
from locales import Texts

Version = Annotated[int, Field(ge=0)]
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


class AskTopic(Data, prefix="topic"):
    """`Тема`: take the plan's, or type another."""

    lesson_id: int


class AcceptTopic(Data, prefix="topic+"):
    """Take a topic of the КТП; the fingerprint is of the topic that the screen showed."""

    lesson_id: int
    topic_id: int
    seen: int


class ReplaceTopic(Data, prefix="topic="):
    """Replace what somebody else entered meanwhile by the typed topic, which the draft holds."""

    draft_id: int
    version: Version


class Close(Data, prefix="done"):
    """`✅ Закрыть урок`."""

    lesson_id: int


class CloseWith(Data, prefix="done+"):
    """Close with the answers that the screen named; attendance: untouched, everybody, as on the previous lesson."""

    lesson_id: int
    topic_id: int
    attendance: Literal["-", "all", "same"]
    mark: int
    no_homework: bool
    planned: int = 0

    @classmethod
    def of(cls, lesson_id: int, answers: Answers) -> "CloseWith":
        """The button of these answers."""
        same = answers.as_before is not None
        return cls(
            lesson_id=lesson_id,
            topic_id=answers.topic_id or 0,
            attendance="same" if same else "all" if answers.all_present else "-",
            mark=answers.as_before or 0,
            no_homework=answers.no_homework,
            planned=answers.planned or 0,
        )

    @property
    def answers(self) -> Answers:
        """What the tap says."""
        return Answers(
            self.topic_id or None,
            all_present=self.attendance == "all",
            as_before=self.mark if self.attendance == "same" else None,
            no_homework=self.no_homework,
            planned=self.planned or None,
        )


# --- days ----------------------------------------------------------------------------------------------------------------


def lesson_button(t: Texts, lesson: LessonFacts, now: datetime, *, dated: bool = False) -> Button:
    """«🔴 1. 8Б · Алгебра», with its day where the list has several."""
    label = t.label(
        "lesson-button-dated" if dated else "lesson-button",
        stage=days.stage(lesson, now),
        day=t.day(lesson.date),
        period=str(lesson.period),
        group=clip(lesson.group),
        subject=clip(lesson.subject),
    )
    return button(label, LessonCard(lesson_id=lesson.id))


def day(
    t: Texts, page: DayPage, now: datetime, *, whole: Mapping[int, Sequence[LessonFacts]] = MappingProxyType({})
) -> InlineKeyboardMarkup:
    """What is next first, the lessons of a class together, the neighbouring days, the week."""
    around = [
        button(t.label("lesson-day-before", day=t.day(page.day - ONE_DAY)), Day(day=page.day - ONE_DAY)),
        button(t.label("lesson-day-after", day=t.day(page.day + ONE_DAY)), Day(day=page.day + ONE_DAY)),
    ]
    today = [] if page.day == now.date() else [button(t.label("lesson-today"), Today())]
    doors = [[_day_door(t, class_id, those)] for class_id, those in whole.items()]
    first = whole_day.fills(whole, page.lessons)
    week = button(t.label("lesson-week"), Week(monday=page.day - timedelta(days=page.day.weekday())))
    return markup(
        [
            *doors[: 1 if first else 0],
            *([lesson_button(t, lesson, now)] for lesson in days.in_order(page.lessons, now)),
            *doors[1 if first else 0 :],
            around,
            [*today, week],
            foot(t),
        ]
    )


def _day_door(t: Texts, class_id: int, lessons: Sequence[LessonFacts]) -> Button:
    """`☀️ Весь день` of a class with several own lessons."""
    form = min((lesson.group for lesson in lessons), key=len)
    return button(t.label("day-door", form=clip(form)), WholeDayOf(class_id=class_id, day=lessons[0].date))


def week(t: Texts, monday: date, pages: Sequence[DayPage], now: datetime) -> InlineKeyboardMarkup:
    """The days of the week, the neighbouring weeks."""
    doors = [button(_week_day(t, page, now), Day(day=page.day)) for page in pages]
    around = [
        button(t.label("lesson-week-before"), Week(monday=monday - ONE_WEEK)),
        button(t.label("lesson-week-after"), Week(monday=monday + ONE_WEEK)),
    ]
    tests = [button(t.label("test-plan"), LessonTests())]
    return markup([*in_rows(doors, 3), around, tests, [button(t.label("lesson-today"), Today())], foot(t)])


def _week_day(t: Texts, page: DayPage, now: datetime) -> str:
    """A day with its sign: something to fill, all closed, or neither yet."""
    return t.label("lesson-week-day", stage=days.stage_of_day(page.lessons, now) or "none", day=t.day(page.day))


def unfilled(t: Texts, lessons: Sequence[LessonFacts], now: datetime) -> InlineKeyboardMarkup:
    """Every unfilled lesson, the latest first."""
    return markup(
        [
            *([lesson_button(t, lesson, now, dated=True)] for lesson in lessons),
            [button(t.label("back"), Today()), _menu(t)],
        ]
    )


def _menu(t: Texts) -> Button:
    return button(t.label("menu"), Menu())


# --- a lesson ------------------------------------------------------------------------------------------------------------


def card(t: Texts, shown: Card) -> InlineKeyboardMarkup:
    """What is most likely next stands first: the plan's topic, closing, or after it the next lesson to fill."""
    lesson_id = shown.lesson.id
    foot = [button(t.label("back"), Day(day=shown.lesson.date)), _menu(t)]
    if not shown.fillable:
        return markup([foot])
    first: list[Button] = []
    if shown.preview is not None:
        draft_id, version = shown.preview
        first = [button(t.label("spoken-look"), Look(draft_id=draft_id, version=version))]
    elif shown.topic is not None:
        first = [_accept(t, shown.lesson, shown.topic)]
    elif shown.following is not None:
        label = t.label(
            "lesson-following",
            period=str(shown.following.period),
            group=clip(shown.following.group),
            subject=clip(shown.following.subject),
        )
        first = [button(label, LessonCard(lesson_id=shown.following.id))]
    sections = [
        [button(t.label("lesson-topic"), AskTopic(lesson_id=lesson_id)), _attendance(t, lesson_id)],
        [
            *([button(t.label("lesson-marks"), Marks(lesson_id=lesson_id))] if shown.lesson.marked else []),
            button(t.label("lesson-homework"), Homework(lesson_id=lesson_id)),
        ],
    ]
    both = [button(t.label("lesson-both"), Together(lesson_id=lesson_id))] if shown.together else []
    quick = [] if shown.closed else [button(t.label("lesson-quick"), Quick(lesson_id=lesson_id))]
    close = [] if shown.closed else [button(t.label("lesson-close"), Close(lesson_id=lesson_id))]
    rest = [button(t.label("lesson-remark"), RemarksOnLesson(lesson_id=lesson_id))]
    if shown.lesson.marked:
        rest.append(button(t.label("asking"), WhoToAsk(lesson_id=lesson_id)))
    unwritten = (
        [button(t.label("unwritten", count=shown.unwritten), Unwritten(lesson_id=lesson_id))] if shown.unwritten else []
    )
    undo = [button(t.label("undo"), LastEntry(lesson_id=lesson_id))] if shown.lesson.first_entry_at else []
    return markup([first, both, *sections, [*quick, *close], rest, unwritten, undo, foot])


def _attendance(t: Texts, lesson_id: int) -> Button:
    return button(t.label("lesson-attendance"), Attendance(lesson_id=lesson_id))


def _accept(t: Texts, lesson: LessonFacts, topic: Planned) -> Button:
    return button(
        t.label("lesson-topic-accept", topic=clip(topic.title)),
        AcceptTopic(lesson_id=lesson.id, topic_id=topic.id, seen=fingerprint(lesson.topic)),
    )


def topic(t: Texts, lesson: LessonFacts, plan: Choice) -> InlineKeyboardMarkup:
    """The plan's topic by one tap, then those around it by their numbers; anything else is typed."""
    planned = plan.next
    accept = [_accept(t, lesson, planned)] if planned is not None and planned.title != lesson.topic else []
    others = [
        [
            button(
                t.label("lesson-topic-other", number=str(other.number), topic=clip(other.title)),
                AcceptTopic(lesson_id=lesson.id, topic_id=other.id, seen=fingerprint(lesson.topic)),
            )
        ]
        for other in plan.others
        if other.id != lesson.topic_id
    ]
    leave = button(t.label("menu"), Leave())
    return markup([accept, *others, [button(t.label("back"), LessonCard(lesson_id=lesson.id)), leave]])


def replace_topic(t: Texts, lesson_id: int, draft_id: int, version: int, typed: str) -> InlineKeyboardMarkup:
    """Somebody else set a topic meanwhile: replace it or leave it (G16)."""
    replace = button(
        t.label("lesson-topic-replace", topic=clip(typed)), ReplaceTopic(draft_id=draft_id, version=version)
    )
    return markup([[replace], [button(t.label("lesson-topic-leave"), LessonCard(lesson_id=lesson_id)), _menu(t)]])


def close(t: Texts, shown: Closing) -> InlineKeyboardMarkup:
    """One tap that answers everything as the screen says, or each question in its own place."""
    lesson_id = shown.sheet.lesson.id
    rows: list[list[Button]] = []
    proposal = shown.proposal
    if proposal is not None:
        rows.append([button(t.label("lesson-close-so"), CloseWith.of(lesson_id, proposal))])
        if proposal.as_before is not None:
            here = proposal._replace(as_before=None, all_present=True)
            rows.append([button(t.label("lesson-close-all-present"), CloseWith.of(lesson_id, here))])
        if proposal.planned is not None:
            nothing = proposal._replace(planned=None, no_homework=True)
            rows.append([button(t.label("lesson-close-no-homework"), CloseWith.of(lesson_id, nothing))])
    doors = {
        Gap.TOPIC: button(t.label("lesson-topic"), AskTopic(lesson_id=lesson_id)),
        Gap.ATTENDANCE: _attendance(t, lesson_id),
        Gap.HOMEWORK: button(t.label("lesson-homework"), Homework(lesson_id=lesson_id)),
    }
    rows += in_rows([doors[gap] for gap in shown.gaps], 2)
    return markup([*rows, [button(t.label("back"), LessonCard(lesson_id=lesson_id)), _menu(t)]])
