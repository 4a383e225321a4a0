"""The substitute's side: `Принимаю` or `Не могу`, the kit, and the signature in the substitution journal (П 5.4.2)."""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import or_, select, update

from db.engine import Session
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.substitutions import Substitution, SubstitutionKind, SubstitutionState
from journal import access, audit
from journal.access import STANDING_IN, Actor, Pupil
from journal.refusals import NotFound
from journal.substitutions import assigning, lines, news
from journal.substitutions.lines import Line
from journal.substitutions.refusals import NotHeldYet, SubstitutionSigned, TopicNeeded
from journal.timetable import changed

SHOWN_BACK: Final = timedelta(days=31)
"""How long a signed one stays on the own list."""
LAST_TOPICS: Final = 3
WITHOUT_TOPIC: Final = frozenset({SubstitutionKind.SUPERVISION, SubstitutionKind.JOINED})
"""Where no lesson of its own was taught, its topic may be empty."""


class Topic(NamedTuple):
    """What was taught on a day."""

    day: date
    title: str


class Task(NamedTuple):
    """Homework that is due on the lesson."""

    text: str
    set_on: date


class Kit(NamedTuple):
    """What a substitute needs to know: who sits there, what was taught last, what was set."""

    line: Line
    pupils: tuple[Pupil, ...]
    topics: tuple[Topic, ...]
    tasks: tuple[Task, ...]


async def mine(session: Session, actor: Actor, *, now: datetime) -> list[Line]:
    """What the actor was asked to take: what is ahead or to be signed, and a month back."""
    return await lines.read(
        session,
        Substitution.substitute_id == (await access.works(session, actor)),
        Substitution.state.in_(STANDING_IN),
        or_(Lesson.date >= now.date() - SHOWN_BACK, Substitution.signed_at.is_(None)),
    )


async def one(session: Session, actor: Actor, substitution_id: int, *, lock: bool = False) -> Line:
    """One of them; NotFound for another's."""
    found = await lines.read(
        session, Substitution.id == substitution_id, Substitution.substitute_id == actor.staff_id, lock=lock
    )
    if not found or not actor.staff_id:
        raise NotFound
    return found[0]


async def of_lesson(session: Session, actor: Actor, lesson_id: int) -> Line | None:
    """The actor's live substitution in this lesson, if there is one."""
    found = await lines.read(
        session,
        or_(Substitution.lesson_id == lesson_id, Substitution.instead_id == lesson_id),
        Substitution.substitute_id == actor.staff_id,
        Substitution.state.in_(STANDING_IN),
    )
    return found[0] if found else None


async def accept(session: Session, actor: Actor, batch_id: int, *, now: datetime) -> list[Line]:
    """`Принимаю` all that was asked together; the families hear of it. Again it changes nothing.

    Raises SubstitutionGone once all of it was taken back.
    """
    found = await _asked(session, actor, batch_id)
    waiting = [line for line in found if line.state is SubstitutionState.OFFERED]
    if not waiting:
        if not any(line.state is SubstitutionState.ACCEPTED for line in found):
            raise assigning.gone(found[0])
        return found
    ids = [line.id for line in waiting]
    await session.execute(
        update(Substitution).where(Substitution.id.in_(ids)).values(state=SubstitutionState.ACCEPTED, answered_at=now)
    )
    audit.record(session, actor, "substitution.accept", now, substitution=ids[0], count=len(ids))
    accepted = [line._replace(state=SubstitutionState.ACCEPTED, answered_at=now) for line in waiting]
    await news.answered(session, accepted[0], now=now)
    await changed.promise(session, [line.lesson_id for line in accepted], now=now)
    return [line for line in found if line not in waiting] + accepted


async def decline(session: Session, actor: Actor, batch_id: int, *, now: datetime) -> None:
    """`Не могу`: all that was asked together and is not signed. The deputy head is told at once.

    Raises SubstitutionSigned where all of it is in the journal already. Declined again, or taken back, it is no change.
    """
    found = await _asked(session, actor, batch_id)
    live = [line for line in found if line.live]
    if live and all(line.signed for line in live):
        raise SubstitutionSigned
    for line in live:
        if not line.signed:
            await assigning.undo(session, actor, line, SubstitutionState.DECLINED, now=now)
    if live:
        await news.answered(session, live[0]._replace(state=SubstitutionState.DECLINED), now=now)


async def sign(session: Session, actor: Actor, substitution_id: int, *, now: datetime) -> Line:
    """`Урок проведён`: it stands in the substitution journal, with the time and the topic as it is now. Again: no change.

    Raises SubstitutionGone, NotHeldYet before the lesson begins, TopicNeeded while a taught lesson has no topic.
    """
    line = await one(session, actor, substitution_id, lock=True)
    if line.signed:
        return line
    if not line.live:
        raise assigning.gone(line)
    if line.starts_at > now:
        raise NotHeldYet
    if line.instead_id is None and line.lesson_state is LessonState.CANCELLED:
        raise assigning.gone(line)
    if not line.held_topic and line.kind not in WITHOUT_TOPIC:
        raise TopicNeeded
    signed = line._replace(
        state=SubstitutionState.ACCEPTED, answered_at=line.answered_at or now, signed_at=now, topic=line.held_topic
    )
    await session.execute(
        update(Substitution)
        .where(Substitution.id == line.id)
        .values(state=signed.state, answered_at=signed.answered_at, signed_at=now, topic=signed.topic)
    )
    audit.record(session, actor, "substitution.sign", now, substitution=line.id, lesson=line.lesson_id)
    return signed


async def kit(session: Session, actor: Actor, substitution_id: int) -> Kit:
    """What to know of the lesson; gone with the access to it (G26). Four statements."""
    line = await one(session, actor, substitution_id)
    if not line.live or line.ended_at is not None:
        raise NotFound
    lesson = await access.lesson_of_teacher(session, actor, line.opens)
    topics = await session.execute(
        select(Lesson.date, Lesson.topic)
        .where(Lesson.course_id == lesson.course_id, Lesson.date < lesson.date, Lesson.topic != "")
        .order_by(Lesson.date.desc(), Lesson.period.desc())
        .limit(LAST_TOPICS)
    )
    tasks = await session.execute(
        select(Homework.text, Lesson.date)
        .join(Lesson, Lesson.id == Homework.lesson_id)
        .where(
            Lesson.course_id == lesson.course_id,
            Homework.due_on == lesson.date,
            Homework.kind != HomeworkKind.NONE,
        )
        .order_by(Homework.id)
        .limit(LAST_TOPICS)
    )
    return Kit(
        line,
        tuple(await access.pupils_of(session, lesson)),
        tuple(Topic(*row) for row in topics),
        tuple(Task(*row) for row in tasks),
    )


async def _asked(session: Session, actor: Actor, batch_id: int) -> list[Line]:
    """What the actor was asked together, locked."""
    found = await lines.read(
        session,
        or_(Substitution.batch_id == batch_id, Substitution.id == batch_id),
        Substitution.substitute_id == actor.staff_id,
        lock=True,
    )
    if not found or not actor.staff_id:
        raise NotFound
    return found
