"""The buttons of a lesson told in one message: its questions, saving, correcting, another lesson."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.access import LessonFacts
from journal.lessons import day as days
from journal.lessons.spoken import Assumed, Preview
from keyboards.data import Button, Data, button, clip, markup
from keyboards.sections import Menu
from locales import Texts

Version = Annotated[int, Field(ge=0)]
Place = Annotated[int, Field(ge=0, le=99)]


class Resolve(Data, prefix="d?"):
    """Answer a question of the preview by one of its options."""

    draft_id: int
    version: Version
    question: Place
    option: Place


class CameAfterAll(Data, prefix="d+"):
    """`Пришёл`: a student who stands as missing is present after all."""

    draft_id: int
    version: Version
    student_id: int


class Apply(Data, prefix="d!"):
    """Save what the preview shows; `close` with what the button assumed aloud."""

    draft_id: int
    version: Version
    close: bool
    all_present: bool
    no_homework: bool

    @property
    def assumed(self) -> Assumed:
        """What the button said besides the preview."""
        return Assumed(all_present=self.all_present, no_homework=self.no_homework)


class Rewrite(Data, prefix="d="):
    """`Исправить`: the next message replaces the text."""

    draft_id: int
    version: Version


class GiveReason(Data, prefix="dr"):
    """The next message is the reason of the changes that come after the lesson's day."""

    draft_id: int
    version: Version


class Forget(Data, prefix="d0"):
    """Give the text up."""

    draft_id: int
    version: Version


class ForLesson(Data, prefix="d>"):
    """The text is about this lesson."""

    draft_id: int
    version: Version
    lesson_id: int


class Look(Data, prefix="d."):
    """Show the preview again."""

    draft_id: int
    version: Version


class Elsewhere(Data, prefix="d<"):
    """`Другой урок`: choose which."""

    draft_id: int
    version: Version


def preview(t: Texts, shown: Preview, options: Sequence[str]) -> InlineKeyboardMarkup:
    """A question's options while there is one; otherwise closing, saving without it, and correcting."""
    own = {"draft_id": shown.draft_id, "version": shown.version}
    rows: list[list[Button]] = [
        [button(clip(label, 60), Resolve(**own, question=0, option=place))] for place, label in enumerate(options)
    ]
    rows += [
        [
            button(
                clip(t.label("spoken-came", name=line.pupil.short), 60), CameAfterAll(**own, student_id=line.student_id)
            )
        ]
        for line in ([] if options else shown.said.conflicts)
        if line.attendance.absent
    ]
    if not options and shown.needs_reason:
        rows.append([button(t.label("spoken-give-reason"), GiveReason(**own))])
    elif not options and shown.ready:
        if shown.closing is not None:
            assumed = shown.closing
            key = {
                (False, False): "spoken-close",
                (True, False): "spoken-close-present",
                (False, True): "spoken-close-nothing",
                (True, True): "spoken-close-both",
            }[assumed.all_present, assumed.no_homework]
            rows.append(
                [
                    button(
                        t.label(key),
                        Apply(**own, close=True, all_present=assumed.all_present, no_homework=assumed.no_homework),
                    )
                ]
            )
        if not shown.closed or shown.closing is None:
            save = Apply(**own, close=False, all_present=False, no_homework=False)
            rows.append([button(t.label("spoken-save"), save)])
    rows.append(
        [button(t.label("spoken-rewrite"), Rewrite(**own)), button(t.label("spoken-elsewhere"), Elsewhere(**own))]
    )
    rows.append([button(t.label("spoken-forget"), Forget(**own)), button(t.label("menu"), Menu())])
    return markup(rows)


def rewriting(t: Texts, draft_id: int, version: int) -> InlineKeyboardMarkup:
    """A new text or a reason is being typed."""
    return markup(
        [
            [
                button(t.label("spoken-forget"), Forget(draft_id=draft_id, version=version)),
                button(t.label("menu"), Menu()),
            ]
        ]
    )


def which(
    t: Texts, lessons: Sequence[LessonFacts], draft_id: int, version: int, now: datetime, *, chosen: bool
) -> InlineKeyboardMarkup:
    """The lessons that a text may be about; `chosen`: it has one, to which there is a way back."""
    rows = [
        [
            button(
                t.label(
                    "lesson-button",
                    stage=days.stage(lesson, now),
                    period=str(lesson.period),
                    group=clip(lesson.group),
                    subject=clip(lesson.subject),
                ),
                ForLesson(draft_id=draft_id, version=version, lesson_id=lesson.id),
            )
        ]
        for lesson in lessons
    ]
    own = {"draft_id": draft_id, "version": version}
    forget = button(t.label("spoken-forget"), Forget(**own))
    back = [button(t.label("back"), Look(**own))] if chosen else []
    return markup([*rows, [forget], [*back, button(t.label("menu"), Menu())]])
