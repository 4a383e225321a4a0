"""Which lesson a message is about when no card lies open: the one of today's own lessons that it fits."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from db.engine import Session
from db.lessons import Lesson
from db.people import Enrolment, Person, Student
from db.timetable import Course
from journal import access, typed
from journal.access import Actor, LessonFacts
from journal.lessons import day, dictation
from journal.lessons.dictation import Pupil, QuestionKind, Roster
from journal.lessons.spoken import LIMIT, UNPLACED, defaults
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.words import Words

KIND = UNPLACED


class Fit(NamedTuple):
    """The lessons that a text may be about, the likeliest first; `only` where exactly one fits."""

    only: LessonFacts | None
    lessons: tuple[LessonFacts, ...]


async def find(session: Session, actor: Actor, text: str, *, words: Words, now: datetime) -> Fit | None:
    """What the text fits among today's own lessons that began and are not closed. None: it is not about a lesson.

    A lesson fits when everybody named sits in it. Several that fit, or none, are asked about: nothing is guessed.
    """
    lessons = await day.started_today(session, actor, now)
    lists = await _rosters(session, lessons, words)
    saying: list[LessonFacts] = []
    fitting: list[LessonFacts] = []
    for lesson in reversed(lessons):
        read = dictation.parse(text, lists[lesson.id], words, defaults(session, lesson, now))
        if not read.says_something:
            continue
        saying.append(lesson)
        if not any(question.kind is QuestionKind.UNKNOWN_NAME for question in read.questions):
            fitting.append(lesson)
    candidates = fitting or saying
    if not candidates:
        return None
    return Fit(candidates[0] if len(candidates) == 1 else None, tuple(candidates))


async def read(
    session: Session, actor: Actor, lesson_id: int, text: str, *, words: Words, now: datetime
) -> dictation.Dictation:
    """What the text says of this own lesson."""
    lesson = await access.lesson_of_teacher(session, actor, lesson_id)
    lists = await _rosters(session, (lesson,), words)
    return dictation.parse(text, lists[lesson.id], words, defaults(session, lesson, now))


async def keep(session: Session, actor: Actor, text: str, *, now: datetime) -> DraftFacts:
    """Keep the text until the lesson is chosen."""
    payload = {"text": typed.text(text, LIMIT), "answers": []}
    return await drafts.put(session, actor, kind=KIND, payload=payload, screen=None, now=now)


async def keep_more(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime
) -> tuple[DraftFacts, tuple[LessonFacts, ...]]:
    """The second part of a text whose lesson is not chosen yet, and the lessons to choose from."""
    whole = dictation.merge(draft.payload["text"], text)
    return await keep(session, actor, whole, now=now), await others(session, actor, draft, now=now)


async def others(session: Session, actor: Actor, draft: DraftFacts, *, now: datetime) -> tuple[LessonFacts, ...]:
    """The own lessons of the day that a text could be about instead: of the lesson's day, else of today."""
    today = await day.of_day(session, actor, now.date(), now=now)
    began = tuple(lesson for lesson in reversed(today.lessons) if lesson.starts_at <= now)
    return tuple(lesson for lesson in began if lesson.id != draft.payload.get("lesson"))


async def _rosters(session: Session, lessons: Sequence[LessonFacts], words: Words) -> dict[int, Roster]:
    """The class lists of several lessons in one statement."""
    rows = await session.execute(
        select(Lesson.id, Enrolment.student_id, Person.surname, Person.given_name, Person.patronymic)
        .join(Course, Course.id == Lesson.course_id)
        .join(Enrolment, access.sits_in(Course.group_id, Lesson.date))
        .join(Student, Student.id == Enrolment.student_id)
        .join(Person, Person.id == Student.person_id)
        .where(Lesson.id.in_([lesson.id for lesson in lessons]))
        .order_by(Lesson.id, Person.search_key, Enrolment.student_id)
    )
    found: dict[int, list[Pupil]] = {lesson.id: [] for lesson in lessons}
    for lesson_id, student_id, surname, given_name, patronymic in rows:
        of_lesson = found[lesson_id]
        of_lesson.append(Pupil(student_id, len(of_lesson) + 1, surname, given_name, patronymic))
    return {lesson_id: Roster(pupils, words.diminutives) for lesson_id, pupils in found.items()}
