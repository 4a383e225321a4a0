"""Pushes of the question why a child misses a lesson: to the guardians, and the alarm to the staff."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db.absences import Answer, AttendanceCode
from db.engine import Session
from journal import rules
from journal.absences import inquiries, inquiry_stories
from journal.absences.inquiries import Event
from journal.absences.inquiry_stories import Asked, Story
from journal.operations import living, recipients, told
from journal.operations.queue import Claimed
from journal.operations.recipients import Recipient
from journal.refusals import NotFound
from keyboards.absences import inquiries as kb
from keyboards.data import Rows, button, clip
from locales import Markup, Texts
from scheduler.pushes.push import Living, Push


def is_one(facts: Mapping[str, Any]) -> bool:
    """Whether a notice is about such a question."""
    return facts.get("event") in frozenset(Event)


def asks(notice: Claimed) -> bool:
    """Whether it is the question itself."""
    return notice.facts.get("event") == Event.ASKED


def at_any_hour(notice: Claimed) -> bool:
    """An alarm and its end ring at night, too; what is only redrawn rings nobody."""
    return notice.facts.get("event") in (*inquiries.RINGS, *inquiries.REDRAWS)


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """What there is to say now; None once it is answered, corrected, of another day, or not the recipient's (G26)."""
    to = await recipients.recipient(session, notice.account_id)
    event = Event(notice.facts["event"])
    if event in (Event.ALARM, Event.LOOKED):
        return await _alarm(session, to, notice.facts["inquiry"], event, t, now)
    asked = await inquiry_stories.promised(session, to.actor, notice.student_id or 0, notice.facts, now.date())
    if asked is None:
        return None
    kind, day = f"inquiry:{asked.story.id}", asked.story.day
    there = await living.of(session, notice.account_id, kind, day)
    text, rows = _asked(t, asked, now, hushed=rules.of(session).detail == "none")
    match event:
        case Event.ASKED:
            if day != now.date() or not asked.story.open or there is not None:
                return None
            cell = told.attendance_cell(asked.story.lesson_id, asked.story.student_id)
            return Push(
                text, rows, living=Living(kind, day, None, redraw=False), values={cell: AttendanceCode.ABSENT.value}
            )
        case Event.ANSWERED:
            return None if there is None else Push(text, rows, living=Living(kind, day, there, redraw=True))
    return None if asked.story.here is None else Push(text, rows)


def _asked(t: Texts, asked: Asked, now: datetime, *, hushed: bool) -> tuple[Markup, Rows]:
    """The question and its answers; where nothing of a child may go through the messenger, the way to them."""
    if not hushed:
        return kb.text(t, asked), kb.rows(t, asked, now.date())
    door = button(t.label("inquiry-open"), kb.AskedOf(inquiry_id=asked.story.id))
    return t("inquiry-hushed", child=clip(asked.child.called)), [[door]]


async def _alarm(
    session: Session, to: Recipient, inquiry_id: int, event: Event, t: Texts, now: datetime
) -> Push | None:
    try:
        story = await inquiry_stories.of_staff(session, to.actor, inquiry_id, now.date())
    except NotFound:
        return None
    kind = f"alarm:{story.id}"
    there = await living.of(session, to.actor.account_id, kind, story.day)
    text, rows = _called(t, story, hushed=rules.of(session).detail == "none")
    if event is Event.LOOKED:
        return None if there is None else Push(text, rows, living=Living(kind, story.day, there, redraw=True))
    if story.here is not None or story.answer is not Answer.AT_SCHOOL:
        return None
    return Push(text, rows, living=Living(kind, story.day, there, redraw=False))


def _called(t: Texts, story: Story, *, hushed: bool) -> tuple[Markup, Rows]:
    if not hushed:
        return kb.alarm_text(t, story), kb.alarm(t, story)
    door = button(t.label("inquiry-open"), kb.AlarmOf(inquiry_id=story.id))
    return t("alarm-hushed", form=story.class_name), [[door]]
