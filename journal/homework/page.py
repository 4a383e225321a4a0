"""The homework screen of a lesson: what is set, what the plan proposes, when the course meets next."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from db.engine import Session
from journal import access
from journal.access import Actor, LessonFacts
from journal.homework import assigning, files, load
from journal.homework.assigning import HomeworkThere, Wanted
from journal.homework.files import Attached
from journal.homework.load import UNCOUNTED, Load
from journal.lessons import sheet, topics
from journal.refusals import NotFound
from journal.timetable import months
from journal.timetable.months import Month


class Page(NamedTuple):
    """What is set on a lesson, and what can be proposed: the plan's task while nothing is."""

    lesson: LessonFacts
    there: HomeworkThere
    planned: str
    days: list[date]
    """The course's next days with a lesson."""
    files: list[Attached]
    load: Load | None = None
    """What else is due on its day; None while it has none."""

    @property
    def total(self) -> int:
        """The minutes of the day with this homework."""
        own = self.there.minutes if self.there.said and self.there.kind not in UNCOUNTED else 0
        return (self.load.minutes if self.load else 0) + (own or 0)

    @property
    def next_day(self) -> date | None:
        """When it is due unless said otherwise."""
        return self.days[0] if self.days else None

    @property
    def off_lesson(self) -> bool:
        """Due on a day on which, as far as the timetable is made, the course has no lesson."""
        due = self.there.due_on
        return due is not None and bool(self.days) and due <= self.days[-1] and due not in self.days


async def page(session: Session, actor: Actor, lesson_id: int) -> Page:
    """The homework screen of an own lesson."""
    lesson = sheet.local(session, await access.lesson_of_teacher(session, actor, lesson_id))
    return await reread(session, lesson)


async def reread(
    session: Session, lesson: LessonFacts, there: HomeworkThere | None = None, days: list[date] | None = None
) -> Page:
    """The screen of a lesson that was loaded, as this transaction sees it; what is known already is not asked again."""
    there = there or await assigning.there(session, lesson.id)
    attached = await files.of_homework(session, lesson.id) if there.files else []
    planned = "" if there.said else await _planned(session, lesson)
    days = await assigning.days_of_course(session, lesson) if days is None else days
    due = there.due_on if there.said and not there.none else next(iter(days), None)
    of_day = there.weighed or (await load.of_day(session, lesson, due, besides=[there.id]) if due else None)
    return Page(lesson, there, planned, days, attached, of_day)


class Due(NamedTuple):
    """What is set on a lesson, and the month from which its day is chosen."""

    lesson: LessonFacts
    there: HomeworkThere
    month: Month


async def due(session: Session, actor: Actor, lesson_id: int, *, month: date | None, now: datetime) -> Due:
    """The days on which the homework of an own lesson can be due; without a month the one of the day it is due on."""
    lesson = sheet.local(session, await access.lesson_of_teacher(session, actor, lesson_id))
    there = await assigning.there(session, lesson_id)
    earliest, latest = lesson.date + timedelta(days=1), lesson.date + assigning.FARTHEST
    found = await months.of_course(
        session,
        lesson.course_id,
        lesson.grade,
        month_of=month or there.due_on or earliest,
        earliest=earliest,
        latest=latest,
        today=now.date(),
    )
    return Due(lesson, there, found)


async def take_planned(
    session: Session, actor: Actor, lesson_id: int, *, seen: int, version: int, now: datetime
) -> LessonFacts:
    """Set what the КТП has for the lesson's topic. Raises NotFound if it is no longer what the screen showed."""
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, lesson_id, now))
    planned = await _planned(session, lesson)
    if not planned or topics.fingerprint(planned) != seen:
        raise NotFound
    wanted = Wanted(text=planned, due_on=await assigning.next_day(session, lesson))
    await assigning.put(session, actor, lesson_id, wanted, version=version, now=now)
    return lesson


async def _planned(session: Session, lesson: LessonFacts) -> str:
    """The task that the КТП has for the lesson's topic, or for the next one where there is none yet."""
    if lesson.topic_id is None:
        if lesson.topic:
            return ""
        proposed = await topics.next_of(session, lesson)
        return proposed.homework if proposed else ""
    try:
        return (await topics.planned(session, lesson, lesson.topic_id)).homework
    except NotFound:
        return ""
