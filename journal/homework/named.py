"""Homework for named students, beside the group's: who gets it is chosen by taps, what it is comes as a message.

Nobody else's family hears of it, and its screens name no other student.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select, update

from db.engine import Session, insert_missing
from db.homework import Homework, HomeworkKind, HomeworkRecipient
from journal import access, audit
from journal.access import Actor, LessonFacts, Pupil
from journal.homework import assigning, files, half_typed
from journal.homework.assigning import HomeworkThere, Wanted
from journal.homework.files import Incoming
from journal.lessons import sheet
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, Refusal, TooMany
from journal.words import Words

KIND = "homework_named"
MOST = 9
"""Homework of its own for so many sets of students a lesson."""


class NobodyNamed(Refusal):
    """A homework for named students needs at least one."""

    key = "refusal-nobody-named"


class Named(NamedTuple):
    """A homework that is set for some, by its number."""

    number: int
    kind: HomeworkKind
    text: str
    version: int
    students: frozenset[int]
    instead: bool = False
    """Its students do not have the group's."""


class Place(NamedTuple):
    """Where a homework for these students stands, or will."""

    number: int
    there: HomeworkThere = HomeworkThere()
    instead: bool = False


class Page(NamedTuple):
    """One of them being chosen and written, and the others there are."""

    lesson: LessonFacts
    number: int
    there: HomeworkThere
    pupils: Sequence[Pupil]
    chosen: frozenset[int]
    others: Sequence[Named]

    def names(self, students: Collection[int]) -> str:
        """«Козлов Н., Петров И.»."""
        return ", ".join(pupil.short for pupil in self.pupils if pupil.student_id in students)


async def of_lesson(session: Session, lesson_id: int) -> list[Named]:
    """What is set for some on a lesson that the caller was permitted to see; what was taken back is left out."""
    rows = await session.execute(
        select(
            Homework.number,
            Homework.kind,
            Homework.text,
            Homework.version,
            Homework.instead,
            HomeworkRecipient.student_id,
        )
        .join(HomeworkRecipient, HomeworkRecipient.homework_id == Homework.id)
        .where(Homework.lesson_id == lesson_id, Homework.number > 0)
        .order_by(Homework.number)
    )
    found: dict[int, Named] = {}
    students: defaultdict[int, set[int]] = defaultdict(set)
    for number, kind, text, version, instead, student_id in rows:
        students[number].add(student_id)
        found[number] = Named(number, kind, text, version, frozenset(students[number]), instead)
    return list(found.values())


async def begin(
    session: Session, actor: Actor, lesson_id: int, *, number: int, screen: int | None, now: datetime
) -> Page:
    """Choose for whom, and the next message is their homework; number 0 is a new one. Raises TooMany, LessonAhead."""
    lesson, there = await _lesson(session, actor, lesson_id, now)
    before: frozenset[int] = frozenset()
    if number:
        before = await _half_chosen(session, actor, lesson_id, number)
    number = number or next((free for free in range(1, MOST + 1) if free not in {one.number for one in there}), 0)
    if not 1 <= number <= MOST:
        raise TooMany(limit=MOST)
    chosen = next((one.students for one in there if one.number == number), before)
    return await _page(session, actor, lesson, number, chosen, there, screen=screen, now=now)


async def pick(
    session: Session,
    actor: Actor,
    lesson_id: int,
    *,
    number: int,
    student_id: int,
    on: bool,
    screen: int | None,
    now: datetime,
) -> Page:
    """A student gets this homework too, or no longer. What is set already changes at once and keeps one student at least."""
    lesson, there = await _lesson(session, actor, lesson_id, now)
    await access.pupil_of(session, lesson, student_id)
    stands = next((one for one in there if one.number == number), None)
    before = await _half_chosen(session, actor, lesson_id, number)
    chosen = (stands.students if stands else before) - {student_id} | ({student_id} if on else frozenset())
    if stands is not None and chosen != stands.students:
        if not chosen:
            raise NobodyNamed
        homework = await assigning.there(session, lesson_id, number)
        await _recipients(session, actor, lesson, homework.id, chosen, now)
        await assigning.correct(session, lesson, number=number, students=stands.students - chosen, now=now)
        there = [one._replace(students=chosen) if one.number == number else one for one in there]
    return await _page(session, actor, lesson, number, chosen, there, screen=screen, now=now)


async def save(session: Session, actor: Actor, draft: DraftFacts, text: str, *, words: Words, now: datetime) -> Page:
    """Set what was typed for those who are chosen. Raises NobodyNamed, Overload with its numbers, Stale, TooLong."""
    lesson, there, number, pupils, chosen = await _meant(session, actor, draft, now)
    was = await assigning.there(session, lesson.id, number)
    told = half_typed.read(text, lesson.date, words)
    kept = was.wanted if was.said and not was.none else Wanted(due_on=await assigning.next_day(session, lesson))
    wanted = Wanted(kept.kind, told.text, told.minutes or kept.minutes, told.due_on or kept.due_on)
    if told.nothing:
        wanted = assigning.NOTHING
    made = await assigning.write(
        session, actor, lesson, was, wanted, version=was.version, number=number, students=chosen, now=now
    )
    if chosen != next((one.students for one in there if one.number == number), None):
        await _recipients(session, actor, lesson, made.id, chosen, now)
    await sheet.entered(session, lesson, assigning.entry(actor, was, made, number=number), now=now)
    return await _page(
        session, actor, lesson, number, chosen, there, screen=draft.screen, now=now, homework=made, pupils=pupils
    )


async def attach(
    session: Session, actor: Actor, draft: DraftFacts, file: Incoming, *, text: str, now: datetime
) -> Page:
    """A photo or file of it, with its caption as the text where there is none. Raises NobodyNamed, TooMany, TooLong."""
    lesson, there, number, pupils, chosen = await _meant(session, actor, draft, now)
    was = await assigning.there(session, lesson.id, number)
    made = await files.add(session, actor, lesson, was, file, text=text, number=number, students=chosen, now=now)
    if chosen != next((one.students for one in there if one.number == number), None):
        await _recipients(session, actor, lesson, made.id, chosen, now)
    await sheet.entered(session, lesson, sheet.Touched(), now=now)
    return await _page(
        session, actor, lesson, number, chosen, there, screen=draft.screen, now=now, homework=made, pupils=pupils
    )


class _Meant(NamedTuple):
    """What a draft is about, as it is now."""

    lesson: LessonFacts
    there: list[Named]
    number: int
    pupils: Sequence[Pupil]
    chosen: frozenset[int]


async def _meant(session: Session, actor: Actor, draft: DraftFacts, now: datetime) -> _Meant:
    lesson, there = await _lesson(session, actor, draft.payload["lesson"], now)
    pupils = await access.pupils_of(session, lesson)
    chosen = frozenset(draft.payload["students"]) & {pupil.student_id for pupil in pupils}
    if not chosen:
        raise NobodyNamed
    return _Meant(lesson, there, int(draft.payload["number"]), pupils, chosen)


async def places(session: Session, lesson_id: int, sets: Sequence[Collection[int]]) -> list[Place]:
    """Where homework for each of these sets of students stands already, or the next free number. Raises TooMany."""
    if not sets:
        return []
    there = await of_lesson(session, lesson_id)
    free = (number for number in range(1, MOST + 1) if number not in {one.number for one in there})
    found = []
    for students in sets:
        same = next((one for one in there if one.students == frozenset(students)), None)
        if same:
            homework = await assigning.there(session, lesson_id, same.number)
            found.append(Place(same.number, homework, same.instead))
        elif number := next(free, 0):
            found.append(Place(number))
        else:
            raise TooMany(limit=MOST)
    return found


async def put(
    session: Session,
    actor: Actor,
    lesson: LessonFacts,
    place: Place,
    wanted: Wanted,
    *,
    students: Collection[int],
    instead: bool,
    besides: Collection[int],
    version: int,
    reason: str,
    now: datetime,
) -> sheet.Touched:
    """Set this for these students of a lesson that is locked; `instead` of the group's, or beside it.

    Raises Stale when it changed since that version was seen, Overload where the day's load takes a reason.
    """
    made = await assigning.write(
        session,
        actor,
        lesson,
        place.there,
        wanted,
        version=version,
        reason=reason,
        number=place.number,
        students=students,
        besides=besides,
        now=now,
    )
    if not place.there.said:
        await _recipients(session, actor, lesson, made.id, students, now)
    if instead != place.instead:
        await session.execute(update(Homework).where(Homework.id == made.id).values(instead=instead))
    return assigning.entry(actor, place.there, made, number=place.number) or sheet.Touched()


async def take_back(
    session: Session, actor: Actor, lesson_id: int, *, number: int, version: int, now: datetime
) -> LessonFacts:
    """These students have nothing of their own any more; whoever was told of it hears that. Raises Stale, NotFound."""
    lesson, _ = await _lesson(session, actor, lesson_id, now)
    was = await assigning.there(session, lesson_id, number)
    if not number or not was.said:
        raise NotFound
    await assigning.write(session, actor, lesson, was, assigning.NOTHING, version=version, number=number, now=now)
    await drafts.drop(session, actor, kind=KIND)
    return lesson


async def _lesson(session: Session, actor: Actor, lesson_id: int, now: datetime) -> tuple[LessonFacts, list[Named]]:
    lesson = sheet.local(session, await access.lesson_to_fill(session, actor, lesson_id, now))
    return lesson, await of_lesson(session, lesson_id)


async def _page(
    session: Session,
    actor: Actor,
    lesson: LessonFacts,
    number: int,
    chosen: frozenset[int],
    there: Sequence[Named],
    *,
    screen: int | None,
    now: datetime,
    homework: HomeworkThere | None = None,
    pupils: Sequence[Pupil] | None = None,
) -> Page:
    payload = {"lesson": lesson.id, "number": number, "students": sorted(chosen)}
    await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    others = [one for one in there if one.number != number and one.kind is not HomeworkKind.NONE]
    homework = homework or await assigning.there(session, lesson.id, number)
    pupils = pupils or await access.pupils_of(session, lesson)
    return Page(lesson, number, homework, pupils, chosen, others)


async def _recipients(
    session: Session, actor: Actor, lesson: LessonFacts, homework_id: int, chosen: Collection[int], now: datetime
) -> None:
    """Exactly these students; the change log says how many, and which homework."""
    await session.execute(
        delete(HomeworkRecipient).where(
            HomeworkRecipient.homework_id == homework_id, HomeworkRecipient.student_id.not_in(chosen)
        )
    )
    rows = [{"homework_id": homework_id, "student_id": student_id} for student_id in sorted(chosen)]
    await session.execute(insert_missing(session, HomeworkRecipient).values(rows))
    audit.record(session, actor, "homework.name", now, lesson=lesson.id, homework=homework_id, students=len(rows))


async def _half_chosen(session: Session, actor: Actor, lesson_id: int, number: int) -> frozenset[int]:
    """Who was chosen for it so far, while it is not written yet."""
    draft = await drafts.current(session, actor)
    if draft is None or draft.kind != KIND:
        return frozenset()
    same = (draft.payload["lesson"], draft.payload["number"]) == (lesson_id, number)
    return frozenset(draft.payload["students"]) if same else frozenset()
