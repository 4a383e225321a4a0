"""The topic of a lesson: the next one of the КТП by one tap, or whatever the teacher types."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from sqlalchemy import and_, func, select, tuple_

from db.engine import Session
from db.lessons import CurriculumPlan, Lesson, LessonState, Topic
from journal import access, audit, typed
from journal.access import Actor, LessonFacts
from journal.lessons import sheet
from journal.lessons.entries import TopicWas, Was
from journal.lessons.sheet import Touched
from journal.names import search_key
from journal.programme import pace
from journal.programme.pace import Hour, Step
from journal.refusals import NotFound, TopicChanged

LIMIT = 300
"""Characters a typed topic may have: one line on a phone is about forty."""
_NUMBER = re.compile(r"(?:№|N|n)?\s?([0-9]{1,4})\.?")
PASSED_OVER, COMING = 2, 3
"""Topics offered beside the next one."""


class Planned(NamedTuple):
    """A topic of the КТП. Without a number it has left the plan: only the lesson that took it still has it."""

    id: int
    number: int
    title: str
    homework: str = ""


class Choice(NamedTuple):
    """What the plan has for a lesson: the next topic, and others that a teacher may want instead, nearest first."""

    next: Planned | None
    others: tuple[Planned, ...] = ()


async def next_of(
    session: Session, lesson: LessonFacts, *, proposed: Sequence[tuple[int, Hour]] = ()
) -> Planned | None:
    """The topic that the plan has for this lesson (`pace.following`).

    Lessons that were cancelled or got a topic of their own shift the plan. `proposed`: topics that earlier lessons of the
    course are about to take, each with its lesson: this one goes on from there.
    """
    steps = [
        step._replace(taken=(*step.taken, *(hour for topic_id, hour in proposed if topic_id == step.id)))
        for step in await _steps(session, lesson)
    ]
    place = pace.following(steps)
    return None if place is None else _planned(steps[place])


async def choice(session: Session, lesson: LessonFacts) -> Choice:
    """The same with the topics around it: those passed over lately, and those that come after."""
    steps = await _steps(session, lesson)
    place = pace.following(steps)
    taken = [other for other, step in enumerate(steps) if step.taken]
    passed_over = [other for other in range(max(taken, default=0)) if not steps[other].taken][-PASSED_OVER:]
    after = range(len(steps) if place is None else place + 1, len(steps))[:COMING]
    others = tuple(_planned(steps[other]) for other in [*reversed(passed_over), *after])
    return Choice(None if place is None else _planned(steps[place]), others)


def _planned(step: Step) -> Planned:
    return Planned(step.id, step.number, step.title, step.homework)


async def _steps(session: Session, lesson: LessonFacts) -> list[Step]:
    """The plan of the lesson's course with what was taken before this lesson."""
    rows = await session.execute(
        select(Topic.id, Topic.number, Topic.title, Topic.hours, Topic.homework, Lesson.date, Lesson.period)
        .join(CurriculumPlan, CurriculumPlan.id == Topic.plan_id)
        .outerjoin(
            Lesson,
            and_(
                Lesson.course_id == lesson.course_id,
                Lesson.topic_id == Topic.id,
                Lesson.id != lesson.id,
                Lesson.state != LessonState.CANCELLED,
                tuple_(Lesson.date, Lesson.period) < tuple_(lesson.date, lesson.period),
            ),
        )
        .where(CurriculumPlan.course_id == lesson.course_id, Topic.number.is_not(None))
        .order_by(Topic.number, Lesson.date, Lesson.period)
    )
    return pace.steps(rows)


def fingerprint(title: str) -> int:
    """What a button carries of the topic that its screen showed; 0: there was none."""
    return crc32(title.encode()) if title else 0


async def accept(session: Session, actor: Actor, lesson_id: int, topic_id: int, *, seen: int, now: datetime) -> None:
    """Take a topic of the course's own plan, by the rules of `put`. NotFound for one that has left it meanwhile."""
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    topic = await planned(session, lesson, topic_id)
    if not topic.number and topic.id != lesson.topic_id:
        raise NotFound
    await sheet.entered(session, lesson, write(session, actor, lesson, topic, seen=seen, now=now), now=now)


async def put(session: Session, actor: Actor, lesson_id: int, title: str, *, seen: int, now: datetime) -> None:
    """Set a typed topic; a bare number is that topic of the plan. `seen` is the fingerprint of what stood there before.

    The same again is a success without a change. Raises TooLong, and TopicChanged when another one stands there now.
    """
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    steps = await _steps(session, lesson)
    place = pace.following(steps)
    topic = _numbered(title, steps) or matched(title, None if place is None else _planned(steps[place]))
    await sheet.entered(session, lesson, write(session, actor, lesson, topic, seen=seen, now=now), now=now)


def _numbered(title: str, steps: Sequence[Step]) -> Planned | None:
    """«28», «№ 28»: a topic of the plan by its number; who begins the journal in November goes on from there."""
    found = _NUMBER.fullmatch(title.strip())
    return next((_planned(step) for step in steps if found and step.number == int(found[1])), None)


def matched(title: str, planned: Planned | None) -> Planned | str:
    """What was typed, or the plan's own topic where it was only typed out: the plan goes on from there."""
    return planned if planned is not None and search_key(planned.title) == search_key(title) else title


async def planned(session: Session, lesson: LessonFacts, topic_id: int) -> Planned:
    """A topic of the lesson's own course; NotFound for any other."""
    row = (
        await session.execute(
            select(Topic.id, func.coalesce(Topic.number, 0), Topic.title, Topic.homework)
            .join(CurriculumPlan, CurriculumPlan.id == Topic.plan_id)
            .where(CurriculumPlan.course_id == lesson.course_id, Topic.id == topic_id)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return Planned(*row)


def write(
    session: Session, actor: Actor, lesson: LessonFacts, topic: Planned | str, *, seen: int, now: datetime
) -> Touched | None:
    """The same for a lesson that this transaction has locked; what was touched goes to `sheet.entered`."""
    title = topic.title if isinstance(topic, Planned) else typed.line(topic, LIMIT)
    topic_id = topic.id if isinstance(topic, Planned) else None
    if not title or (lesson.topic == title and lesson.topic_id == topic_id):
        return None
    if fingerprint(lesson.topic) not in (0, seen):
        raise TopicChanged(topic=lesson.topic)
    return _written(session, actor, lesson, title, topic_id, now)


def restore(session: Session, actor: Actor, lesson: LessonFacts, was: TopicWas, *, now: datetime) -> Touched | None:
    """Put back the topic that stood before, or none. Raises TopicChanged when it is no longer the one put instead."""
    if (lesson.topic, lesson.topic_id) == (was.title, was.topic_id):
        return None
    if lesson.topic != was.now:
        raise TopicChanged(topic=lesson.topic)
    return _written(session, actor, lesson, was.title, was.topic_id, now)


def _written(
    session: Session, actor: Actor, lesson: LessonFacts, title: str, topic_id: int | None, now: datetime
) -> Touched:
    audit.record(
        session,
        actor,
        "lesson.topic",
        now,
        lesson=lesson.id,
        topic=topic_id,
        new=audit.sealed(title) if title else None,
        old=audit.sealed(lesson.topic) if lesson.topic else None,
        late=int(now.date() != lesson.date),
    )
    was = Was(actor.staff_id, topic=TopicWas(lesson.topic, lesson.topic_id, title))
    return Touched(values={"topic": title, "topic_id": topic_id}, was=was)
