"""Pushes about absence notes: to the homeroom teacher that one came, to its author what became of it."""

from datetime import datetime

from db.absences import NoteState
from db.engine import Session
from journal import rules
from journal.absences import note_news
from journal.absences.note_news import News, Story
from journal.dates import Days
from journal.operations import recipients
from journal.operations.queue import Claimed
from keyboards.absences.notes import days
from keyboards.data import button
from keyboards.sections import NoteCard, NotesOf
from locales import Markup, Texts
from scheduler.pushes import inquiries
from scheduler.pushes.push import Push


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """The push, or None if it was withdrawn or settled meanwhile, or is no longer the recipient's to hear of (G26)."""
    if inquiries.is_one(notice.facts):
        return await inquiries.render(session, notice, t, now)
    to = await recipients.recipient(session, notice.account_id)
    story = await note_news.story(session, to.actor, notice.facts, now.date())
    if story is None:
        return None
    text = _hushed(t, story) if rules.of(session).detail == "none" else _text(t, story)
    if story.event is News.SENT:
        return Push(text, [[button(t.label("push-note-open"), NoteCard(note_id=story.note_id))]])
    return Push(text, [[button(t.label("push-note-list"), NotesOf(student_id=story.student_id))]])


def _text(t: Texts, story: Story) -> Markup:
    what = {"reason": story.reason.value, "days": days(t, Days(story.first_on, story.last_on))}
    if story.event is News.SENT:
        return t("push-note-sent", name=story.name, form=story.class_name, **what)
    if story.state is NoteState.ACCEPTED:
        return t("push-note-accepted", child=story.name, **what)
    key = "push-note-declined-because" if story.comment else "push-note-declined"
    return t(key, child=story.name, comment=story.comment, **what)


def _hushed(t: Texts, story: Story) -> Markup:
    """Where nothing of a child may go through the messenger (PUSH_DETAIL): that there is something to read."""
    if story.event is News.SENT:
        return t("push-note-sent-hushed", form=story.class_name)
    return t("push-note-settled-hushed", child=story.name)
