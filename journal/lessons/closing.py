"""Close a lesson: the teacher says that it is all there, and the families hear."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from db.engine import Session
from db.lessons import LessonState
from journal import audit, notices
from journal.absences import attendance
from journal.absences.attendance import Earlier
from journal.access import Actor
from journal.homework import assigning
from journal.homework.assigning import NOTHING, HomeworkThere, Wanted
from journal.lessons import sheet, topics
from journal.lessons.sheet import Sheet, Touched
from journal.lessons.topics import Planned
from journal.refusals import NotFound, NotReady


class Gap(StrEnum):
    """What a closed lesson cannot be without (П 5.4.1). Marks are no duty of every lesson."""

    TOPIC = "topic"
    ATTENDANCE = "attendance"
    HOMEWORK = "homework"


class Answers(NamedTuple):
    """What the close screen proposed and the teacher confirmed with one tap."""

    topic_id: int | None = None
    all_present: bool = False
    as_before: int | None = None
    """The fingerprint of the previous lesson's list (`Earlier.mark`)."""
    no_homework: bool = False
    planned: int | None = None
    """The homework that the КТП has for the topic, by the fingerprint of its text."""


class Closing(NamedTuple):
    """The close screen: what is missing, and what could fill it."""

    sheet: Sheet
    gaps: tuple[Gap, ...]
    topic: Planned | None
    earlier: Earlier
    planned: str = ""
    """The КТП's homework for the topic, where none is set yet."""

    @property
    def proposal(self) -> Answers | None:
        """One tap's worth of answers: the plan's topic and homework, the previous lesson's list or nobody, «не задано».

        None where only a person knows the answer: a course without a plan has no topic to propose.
        """
        if Gap.TOPIC in self.gaps and self.topic is None:
            return None
        attends = Gap.ATTENDANCE in self.gaps
        before = attends and bool(self.earlier.codes)
        return Answers(
            self.topic.id if Gap.TOPIC in self.gaps and self.topic else None,
            all_present=attends and not before,
            as_before=self.earlier.mark if before else None,
            no_homework=Gap.HOMEWORK in self.gaps and not self.planned,
            planned=topics.fingerprint(self.planned) if self.planned else None,
        )


def gaps(found: Sheet, homework: HomeworkThere) -> tuple[Gap, ...]:
    """What is missing. Attendance counts as taken once the teacher said so or entered an exception, never by itself."""
    missing = {
        Gap.TOPIC: not found.lesson.topic,
        Gap.ATTENDANCE: found.lesson.attendance_at is None,
        Gap.HOMEWORK: not homework.said,
    }
    return tuple(gap for gap, open_ in missing.items() if open_)


async def page(session: Session, actor: Actor, lesson_id: int) -> Closing:
    """The close screen of an own lesson."""
    return await made(session, await sheet.of_teacher(session, actor, lesson_id))


async def made(session: Session, found: Sheet) -> Closing:
    """The close screen of a sheet that was loaded."""
    missing = gaps(found, await assigning.there(session, found.lesson.id))
    topic = await topics.next_of(session, found.lesson) if Gap.TOPIC in missing else None
    before = await attendance.earlier(session, found) if Gap.ATTENDANCE in missing else Earlier(taken=False, codes={})
    planned = await _planned(session, found, topic) if Gap.HOMEWORK in missing else ""
    return Closing(found, missing, topic, before, planned)


async def _planned(session: Session, found: Sheet, topic: Planned | None) -> str:
    """The task that the КТП has for the lesson's topic, or for the one that is proposed; a topic of one's own has none."""
    if found.lesson.topic_id is not None:
        try:
            topic = await topics.planned(session, found.lesson, found.lesson.topic_id)
        except NotFound:
            return ""
    return topic.homework if topic is not None else ""


async def close(
    session: Session, actor: Actor, lesson_id: int, *, now: datetime, answers: Answers | None = None
) -> None:
    """Close a lesson, with the answers to what was missing; news that were held are due now.

    Closing again changes nothing. Raises NotReady while something is missing, also when an answer no longer fits.
    """
    found = await sheet.to_fill(session, actor, lesson_id, now)
    if found.lesson.state is LessonState.CLOSED:
        return
    homework = await assigning.there(session, lesson_id)
    missing = set(gaps(found, homework))
    touched = Touched()
    if answers is not None:
        answered, touched = await _answer(session, actor, found, homework, missing, answers, now)
        missing -= answered
    if missing:
        raise NotReady
    await sheet.entered(session, found.lesson, touched | write(session, actor, found, now=now), now=now)
    await notices.hasten(session, lesson_id, now=now)


def write(session: Session, actor: Actor, found: Sheet, *, now: datetime) -> Touched:
    """Close a lesson that this transaction has locked and found complete; the caller tells `sheet.entered` and hastens."""
    audit.record(session, actor, "lesson.close", now, lesson=found.lesson.id, late=int(not found.own_day(now)))
    return Touched(values={"state": LessonState.CLOSED, "closed_at": now, "closed_by": actor.staff_id})


async def _answer(
    session: Session,
    actor: Actor,
    found: Sheet,
    homework: HomeworkThere,
    missing: set[Gap],
    answers: Answers,
    now: datetime,
) -> tuple[set[Gap], Touched]:
    """Enter the answers to what is missing; what somebody has entered meanwhile is left as it is."""
    lesson = found.lesson
    answered: set[Gap] = set()
    touched, topic = Touched(), None
    if Gap.TOPIC in missing and answers.topic_id is not None:
        topic = await topics.planned(session, lesson, answers.topic_id)
        touched |= topics.write(session, actor, lesson, topic, seen=0, now=now) or Touched()
        answered.add(Gap.TOPIC)
    if Gap.ATTENDANCE in missing and (exceptions := await _exceptions(session, found, answers)) is not None:
        touched |= await attendance.write(session, actor, found, exceptions, now=now) or Touched()
        answered.add(Gap.ATTENDANCE)
    if Gap.HOMEWORK in missing and (wanted := await _homework(session, found, topic, answers)) is not None:
        made = await assigning.write(session, actor, lesson, homework, wanted, version=homework.version, now=now)
        touched |= assigning.entry(actor, homework, made) or Touched()
        answered.add(Gap.HOMEWORK)
    return answered, touched


async def _homework(session: Session, found: Sheet, topic: Planned | None, answers: Answers) -> Wanted | None:
    """What is set by the answers; None where they do not say, or the plan's task is no longer the one that was shown."""
    if answers.planned is None:
        return NOTHING if answers.no_homework else None
    text = await _planned(session, found, topic)
    if not text or topics.fingerprint(text) != answers.planned:
        return None
    return Wanted(text=text, due_on=await assigning.next_day(session, found.lesson))


async def _exceptions(session: Session, found: Sheet, answers: Answers) -> list[attendance.Change] | None:
    """Who is missing by the answers; None where they do not say, or the list is no longer the one that was shown."""
    if answers.as_before is None:
        return [] if answers.all_present else None
    before = await attendance.earlier(session, found)
    if not before.taken or before.mark != answers.as_before:
        return None
    return attendance.changes_of(found, before)
