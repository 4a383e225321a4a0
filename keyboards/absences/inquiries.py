"""The question why a child misses a lesson: its buttons for the guardians, the alarm's for the staff, and their words."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from db.absences import Answer, NoteReason
from journal.absences.inquiry_stories import Asked, Story
from keyboards.absences.notes import TypeDays
from keyboards.data import Button, Data, Rows, SchoolDate, button, clip, in_rows
from keyboards.sections import AttendanceOf, NotesOf
from locales import Markup, Texts

NAME = 60
"""Characters of a name in a text."""


class AskedOf(Data, prefix="mq"):
    """The question again, from a push that does not say it or from the choice of days."""

    inquiry_id: int


class AskTill(Data, prefix="mtill"):
    """Until which day? The reason is chosen."""

    inquiry_id: int
    reason: NoteReason


class AnswerTill(Data, prefix="mill"):
    """The note: from the day of the lesson to this one."""

    inquiry_id: int
    reason: NoteReason
    last: SchoolDate
    version: int


class AnswerNow(Data, prefix="mnow"):
    """Late, or should be at school."""

    inquiry_id: int
    answer: Literal[Answer.LATE, Answer.AT_SCHOOL]
    version: int


class AlarmOf(Data, prefix="mal"):
    """The alarm, from a push that does not say it."""

    inquiry_id: int


class SettleAlarm(Data, prefix="mhere"):
    """What the staff found."""

    inquiry_id: int
    here: bool


# --- a guardian's ------------------------------------------------------------------------------------------------------


def text(t: Texts, asked: Asked) -> Markup:
    """The question, or what became of it."""
    story = asked.story
    facts = {"child": clip(asked.child.called, NAME), "subject": clip(story.subject)}
    if story.here is not None and story.settled_at is not None:
        return t("inquiry-looked", child=facts["child"], here=int(story.here), who=story.settler)
    if story.explained and story.last_on is not None:
        reason = str(story.answer)
        return t("inquiry-explained", **facts, reason=reason, last=t.day(story.last_on), own=int(asked.own))
    if story.answer is not None:
        return t(f"inquiry-said-{_word(story.answer)}", **facts, own=int(asked.own))
    return t("inquiry-ask", **facts) if story.open else t("inquiry-over", **facts, noted=int(story.noted))


def rows(t: Texts, asked: Asked, today: date) -> Rows:
    """The answers while one is to be given, or may be corrected; else the way to what there is."""
    story = asked.story
    missing = story.day == today and story.here is None and not story.explained
    if not missing or (story.answer is None and not story.open):
        legal = button(t.label("push-note-list"), NotesOf(student_id=story.student_id))
        attendance = button(t.label("menu-attendance"), AttendanceOf(student_id=story.student_id))
        return [[legal if story.explained or story.noted else attendance]]
    each: list[Button] = [
        button(t.label(f"inquiry-answer-{reason.value}"), AskTill(inquiry_id=story.id, reason=reason))
        for reason in NoteReason
    ]
    now: tuple[Literal[Answer.LATE, Answer.AT_SCHOOL], ...] = (Answer.LATE, Answer.AT_SCHOOL)
    each += [
        button(
            t.label(f"inquiry-answer-{_word(answer)}"),
            AnswerNow(inquiry_id=story.id, answer=answer, version=story.version),
        )
        for answer in now
        if answer is not story.answer
    ]
    return [[one] for one in each]


def till_text(t: Texts, asked: Asked, reason: NoteReason) -> Markup:
    """The question until which day."""
    return t("inquiry-till", child=clip(asked.child.called, NAME), reason=reason.value)


def till(t: Texts, asked: Asked, reason: NoteReason, school_days: Iterable[date]) -> Rows:
    """The school days ahead, the day of the lesson first: one tap sends."""
    story = asked.story

    def choice(day: date) -> Button:
        label = t.label("inquiry-till-today") if day == story.day else t.day(day)
        return button(label, AnswerTill(inquiry_id=story.id, reason=reason, last=day, version=story.version))

    ahead = [choice(day) for day in sorted(set(school_days)) if day > story.day]
    other = button(t.label("note-days-other"), TypeDays(student_id=story.student_id, reason=reason))
    back = button(t.label("back"), AskedOf(inquiry_id=story.id))
    return [[choice(story.day)], *in_rows(ahead, 3), [other], [back]]


# --- the staff's -------------------------------------------------------------------------------------------------------


def alarm_text(t: Texts, story: Story) -> Markup:
    """Who is missing, who says so, and what was found."""
    lines = [
        t(
            "alarm-head",
            name=clip(story.name, NAME),
            form=story.class_name,
            subject=clip(story.subject),
            period=str(story.period),
        ),
        t("alarm-from", name=clip(story.answerer, NAME), kinship=story.kinship or "—"),
    ]
    if story.here is not None:
        lines.append(t("alarm-looked", here=int(story.here), who=story.settler))
    return Markup("\n".join(lines))


def alarm(t: Texts, story: Story) -> Rows:
    """What was found; a child that was not there may be found still."""
    here, away = (
        button(t.label(f"alarm-found-{word}"), SettleAlarm(inquiry_id=story.id, here=found))
        for word, found in (("here", True), ("away", False))
    )
    return [] if story.here else [[here]] if story.here is False else [[here], [away]]


def _word(answer: Answer) -> str:
    return answer.value.replace("_", "-")
