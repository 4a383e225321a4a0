"""A guardian answers why the child misses a lesson; the staff say what they found where it should be at school."""

from datetime import date, datetime

from sqlalchemy import update

from db.absences import Answer, Inquiry, NoteReason
from db.engine import Session
from journal import audit
from journal.absences import inquiries, inquiry_stories, notes
from journal.absences.inquiries import Event
from journal.absences.inquiry_stories import Asked, Story
from journal.access import Actor
from journal.refusals import NotFound, Refusal


class Answered(Refusal):
    """Another guardian answered meanwhile: the screen shows what."""

    key = "refusal-inquiry-answered"


class Settled(Refusal):
    """Somebody looked meanwhile: the screen shows who, and what was found."""

    key = "refusal-inquiry-settled"


async def explain(
    session: Session,
    actor: Actor,
    inquiry_id: int,
    *,
    reason: NoteReason,
    last: date,
    version: int,
    now: datetime,
) -> Asked:
    """Ill, or family reasons, from the day of the lesson to this one: it is a note like any other.

    The same answer again is a success. Raises Answered, and what sending a note does.
    """
    found = await inquiry_stories.of_guardian(session, actor, inquiry_id, now.date())
    answer = Answer(reason.value)
    if (found.story.answer, found.story.last_on) == (answer, last):
        return found
    await _write(session, actor, found.story, answer, last=last, version=version, now=now)
    await notes.send(session, actor, found.child.student_id, reason=reason, first=found.story.day, last=last, now=now)
    return await inquiry_stories.of_guardian(session, actor, inquiry_id, now.date())


async def give(
    session: Session, actor: Actor, inquiry_id: int, *, answer: Answer, version: int, now: datetime
) -> Asked:
    """Late, or «should be at school»: the homeroom teacher and the deputy heads hear of that at once, whatever the hour.

    The same again is a success and calls nobody a second time. It holds on the lesson's own day. Raises Answered.
    """
    found = await inquiry_stories.of_guardian(session, actor, inquiry_id, now.date())
    if answer not in (Answer.LATE, Answer.AT_SCHOOL) or found.story.day != now.date():
        raise NotFound
    if found.story.answer is answer:
        return found
    await _write(session, actor, found.story, answer, last=None, version=version, now=now)
    if answer is Answer.AT_SCHOOL:
        await inquiries.tell_staff(session, inquiry_id, found.child.student_id, Event.ALARM, now=now)
    return await inquiry_stories.of_guardian(session, actor, inquiry_id, now.date())


async def _write(
    session: Session,
    actor: Actor,
    story: Story,
    answer: Answer,
    *,
    last: date | None,
    version: int,
    now: datetime,
) -> None:
    """The first answer counts, and whoever sees it may correct it, until it is a note: that one is withdrawn instead."""
    people = sorted(grant.person_id for grant in actor.grants if grant.student_id == story.student_id)
    written = await session.scalar(
        update(Inquiry)
        .where(
            Inquiry.id == story.id,
            Inquiry.version == version,
            Inquiry.settled_at.is_(None),
            Inquiry.last_on.is_(None),
        )
        .values(answer=answer, last_on=last, answered_by=people[0], answered_at=now, version=Inquiry.version + 1)
        .returning(Inquiry.id)
    )
    if written is None:
        raise Answered
    audit.record(session, actor, "inquiry.answer", now, inquiry=story.id, student=story.student_id, answer=answer.value)
    await inquiries.tell_guardians(session, story.id, Event.ANSWERED, but=actor.account_id, now=now)


async def look(session: Session, actor: Actor, inquiry_id: int, *, here: bool, now: datetime) -> Story:
    """The staff found the child, or did not: the guardians hear of it at once. Who was away may be found still.

    The same again is a success. Raises Settled where somebody else has found the child.
    """
    found = await inquiry_stories.of_staff(session, actor, inquiry_id, now.date())
    if found.here is here:
        return found
    if found.here:
        raise Settled(who=found.settler)
    looked = await session.scalar(
        update(Inquiry)
        .where(Inquiry.id == inquiry_id, Inquiry.here.is_not(True))
        .values(here=here, settled_by=actor.staff_id, settled_at=now, version=Inquiry.version + 1)
        .returning(Inquiry.id)
    )
    if looked is None:  # by somebody in this very moment
        found = await inquiry_stories.of_staff(session, actor, inquiry_id, now.date())
        raise Settled(who=found.settler)
    audit.record(session, actor, "inquiry.look", now, inquiry=inquiry_id, student=found.student_id, here=int(here))
    await inquiries.tell_guardians(session, inquiry_id, Event.FOUND, now=now)
    await inquiries.tell_staff(session, inquiry_id, found.student_id, Event.LOOKED, but=actor.account_id, now=now)
    return await inquiry_stories.of_staff(session, actor, inquiry_id, now.date())
