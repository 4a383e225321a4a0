"""One topic by hand: its title, hours and homework, a new one, one taken out. The plan's numbers stay without a gap."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from zlib import crc32

from db.engine import Session
from journal import typed
from journal.access import Actor, plans
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.programme import writing
from journal.programme.merging import Merged, There, Wanted
from journal.refusals import NotFound, Refusal, TooMany

KIND: Final = "programme_topic"
TITLE, HOMEWORK = 300, 1000
"""Characters; a file may hold a little more."""
AT_ONCE: Final = 30
"""Topics typed in one message, one a line."""
MOST: Final = 1000
"""Topics of a plan, as in a file."""


class Field(StrEnum):
    """What of a topic is typed."""

    TITLE = "title"
    HOMEWORK = "homework"
    NEW = "new"
    """New topics after this one; after none at the plan's end."""


class TopicTaken(Refusal):
    """A lesson took the topic: it cannot be taken out of the plan by hand."""

    key = "programme-refusal-taken"


class TopicEdited(Refusal):
    """Somebody else changed the topic since it was asked for: what stands there now."""

    key = "programme-refusal-edited"


async def ask(
    session: Session, actor: Actor, course_id: int, topic_id: int, field: Field, *, screen: int | None, now: datetime
) -> There | None:
    """The next message is this topic's title or homework, or new topics after it (0: at the end)."""
    plan = await _plan(session, actor, course_id, now)
    topic = None if topic_id == 0 and field is Field.NEW else _one(plan, topic_id)
    payload = {"course": course_id, "topic": topic_id, "field": field.value, "seen": fingerprint(topic)}
    await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return topic


async def save(session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime) -> tuple[int, int]:
    """Take what was typed; returns the course and the topic to show.

    Raises TooLong, and TopicEdited when the topic is not the one that was asked about; then the next text replaces it.
    """
    course_id, topic_id = int(draft.payload["course"]), int(draft.payload["topic"])
    plan = await _plan(session, actor, course_id, now)
    field = Field(draft.payload["field"])
    if field is Field.NEW:
        await _add(session, actor, course_id, plan, topic_id, text, now=now)
    else:
        topic = _one(plan, topic_id)
        new = typed.line(text, TITLE if field is Field.TITLE else HOMEWORK)
        if getattr(topic, field.value) != new and fingerprint(topic) != draft.payload["seen"]:
            raise TopicEdited(topic=topic.title)
        was = _as_wanted(topic)
        if field is Field.HOMEWORK:
            await _change(session, actor, course_id, topic, was._replace(homework=new), now=now)
        elif new:
            await _change(session, actor, course_id, topic, was._replace(title=new), now=now)
    await drafts.drop(session, actor)
    return course_id, topic_id


async def set_hours(
    session: Session, actor: Actor, course_id: int, topic_id: int, *, hours: int, now: datetime
) -> None:
    """How many lessons the topic has."""
    topic = _one(await _plan(session, actor, course_id, now), topic_id)
    await _change(session, actor, course_id, topic, _as_wanted(topic)._replace(hours=hours), now=now)


async def clear_homework(session: Session, actor: Actor, course_id: int, topic_id: int, *, now: datetime) -> None:
    """The plan has no homework for this topic."""
    topic = _one(await _plan(session, actor, course_id, now), topic_id)
    await _change(session, actor, course_id, topic, _as_wanted(topic)._replace(homework=""), now=now)


async def remove(session: Session, actor: Actor, course_id: int, topic_id: int, *, now: datetime) -> None:
    """Take a topic out of the plan; those after it move up. Raises TopicTaken once a lesson has it."""
    plan = await _plan(session, actor, course_id, now)
    topic = _one(plan, topic_id)
    if topic.taken:
        raise TopicTaken
    rest = [it for it in plan if it.id != topic_id]
    kept = tuple((it, _as_wanted(it)._replace(number=number)) for number, it in enumerate(rest, start=1))
    await _write(session, actor, course_id, Merged(kept, (), (), (topic,)), now=now)


def fingerprint(topic: There | None) -> int:
    """What was seen of a topic when it was asked about."""
    return crc32(repr(tuple(_as_wanted(topic))).encode()) if topic is not None else 0


async def _plan(session: Session, actor: Actor, course_id: int, now: datetime) -> list[There]:
    """The plan of an own course in order, locked until the transaction ends; NotFound for another's."""
    course = await plans.to_keep(session, actor, course_id, now.date())
    await writing.begun(session, [course.id])
    there = (await writing.there(session, [course.id])).get(course.id, [])
    return [topic for topic in there if topic.number is not None]


def _one(plan: list[There], topic_id: int) -> There:
    for topic in plan:
        if topic.id == topic_id:
            return topic
    raise NotFound


def _as_wanted(topic: There) -> Wanted:
    return Wanted(topic.number or 0, topic.title, topic.hours, topic.homework)


async def _add(
    session: Session, actor: Actor, course_id: int, plan: list[There], after_id: int, text: str, *, now: datetime
) -> None:
    """A topic of one hour a line, after the given one; those behind move down."""
    titles = [title for line in text.split("\n") if (title := typed.line(line, TITLE))]
    if len(titles) > AT_ONCE:
        raise TooMany(limit=AT_ONCE)
    if len(plan) + len(titles) > MOST:
        raise TooMany(limit=MOST)
    at = plan.index(_one(plan, after_id)) + 1 if after_id else len(plan)
    first = (plan[at - 1].number or 0) + 1 if at else 1
    added = tuple(Wanted(first + place, title, 1, "") for place, title in enumerate(titles))
    behind = [(it, _as_wanted(it)) for it in plan]
    kept = tuple(
        (it, wanted if place < at else wanted._replace(number=wanted.number + len(added)))
        for place, (it, wanted) in enumerate(behind)
    )
    await _write(session, actor, course_id, Merged(kept, added, (), ()), now=now)


async def _change(
    session: Session, actor: Actor, course_id: int, topic: There, wanted: Wanted, *, now: datetime
) -> None:
    await _write(session, actor, course_id, Merged(((topic, wanted),), (), (), ()), now=now)


async def _write(session: Session, actor: Actor, course_id: int, merged: Merged, *, now: datetime) -> None:
    """Write what is new; the same again is a success without a change."""
    if not merged.nothing_new:
        plan_ids = await writing.begun(session, [course_id])
        await writing.write(session, actor, [(course_id, plan_ids[course_id], merged)], now=now)
