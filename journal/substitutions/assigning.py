"""The deputy head asks somebody to take lessons of an absent teacher, and takes it back."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import insert, select, update

from db.engine import Session
from db.engine import insert as upsert
from db.lessons import Lesson, LessonState
from db.people import Duty
from db.substitutions import Substitution, SubstitutionKind, SubstitutionReason, SubstitutionState
from journal import access, audit
from journal.access import STANDING_IN, Actor, LessonFacts
from journal.homework import carrying
from journal.refusals import LessonCancelled, NotFound
from journal.substitutions import ending, lines, news, people
from journal.substitutions.lines import Line
from journal.substitutions.refusals import (
    AlreadyCovered,
    LessonFilled,
    NoOwnSubject,
    SubstituteBusy,
    SubstitutionGone,
    SubstitutionSigned,
)
from journal.timetable import calendar, changed, places

AT_MOST: Final = 60
"""Lessons that are handed over at once: two weeks of a full load."""
ALONGSIDE: Final = frozenset({SubstitutionKind.JOINED, SubstitutionKind.SUPERVISION})
"""What can be done beside a lesson of one's own."""


async def assign(
    session: Session,
    actor: Actor,
    *,
    lessons: Collection[int],
    absent_id: int,
    substitute_id: int,
    kind: SubstitutionKind,
    now: datetime,
) -> int:
    """Ask a member of staff to take these lessons of a teacher; returns what they are answered by. A deputy head's.

    The same again is a success without a change. Raises AlreadyCovered where somebody else was asked, SubstituteBusy,
    NoOwnSubject, LessonCancelled, LessonFilled; NotFound for lessons that are not this teacher's. Of two deputy heads who
    ask one colleague for one hour in the same second, one is refused.
    """
    await places.take_turn(session, actor)
    found = await _to_hand_over(session, actor, lessons, absent_id, now)
    there = await lines.read(
        session,
        Substitution.lesson_id.in_(lessons),
        Substitution.absent_id == absent_id,
        Substitution.state.in_(STANDING_IN),
    )
    if other := next((line for line in there if (line.substitute_id, line.kind) != (substitute_id, kind)), None):
        raise AlreadyCovered(who=other.substitute)
    meant = [lesson for lesson in found if lesson.id not in {line.lesson_id for line in there}]
    if not meant:
        return there[0].batch_id
    await _can_take(session, meant, absent_id, substitute_id, kind, now)
    until = await _last_days(session, meant)
    batch_id = await _write(session, actor, meant, absent_id, substitute_id, kind, until, now)
    await news.offered(session, actor, batch_id, substitute_id, now=now)
    if kind is SubstitutionKind.OWN_SUBJECT:
        await changed.promise(session, [lesson.id for lesson in meant], now=now)
    return batch_id


async def cancel(session: Session, actor: Actor, substitution_id: int, *, now: datetime) -> int:
    """Take it back: the substitute's access ends with it (G26). Returns the lesson. Signed, it stays.

    Raises SubstitutionSigned, and LessonFilled where the lesson of the own subject has entries.
    """
    line = await planned(session, actor, substitution_id)
    if not line.live:
        return line.lesson_id
    if line.signed:
        raise SubstitutionSigned
    await undo(session, actor, line, SubstitutionState.CANCELLED, now=now)
    await news.cancelled(session, line, now=now)
    return line.lesson_id


async def undo(session: Session, actor: Actor, line: Line, state: SubstitutionState, *, now: datetime) -> None:
    """End a live substitution, and what it had changed in the timetable. The caller loaded it: that was the permission."""
    await session.execute(
        update(Substitution)
        .where(Substitution.id == line.id)
        .values(state=state, ended_at=now, answered_at=now if state is SubstitutionState.DECLINED else line.answered_at)
    )
    audit.record(session, actor, f"substitution.{state.value}", now, substitution=line.id, lesson=line.lesson_id)
    if line.instead_id is not None:
        empty = await session.scalar(
            update(Lesson)
            .where(Lesson.id == line.instead_id, Lesson.state == LessonState.PLANNED)
            .values(state=LessonState.CANCELLED)
            .returning(Lesson.id)
        )
        if empty is None:
            raise LessonFilled
        await session.execute(update(Lesson).where(Lesson.id == line.lesson_id).values(state=LessonState.PLANNED))
        await carrying.call_back(session, actor, line.course_id, line.date, now=now)
    await changed.promise(session, [line.lesson_id], now=now)


# --- the steps of it ---------------------------------------------------------------------------------------------------


async def _to_hand_over(
    session: Session, actor: Actor, lessons: Collection[int], absent_id: int, now: datetime
) -> list[LessonFacts]:
    """The lessons, locked; all of this teacher, none closed or cancelled, none of a day long past."""
    if not 0 < len(lessons) <= AT_MOST:
        raise NotFound
    rows = await session.execute(
        access.lessons()
        .where(Lesson.id.in_(lessons), access.taught_by(absent_id), access.serves(actor.staff_id, Duty.DEPUTY_HEAD))
        .order_by(Lesson.starts_at, Lesson.id)
        .with_for_update(of=Lesson)
    )
    found = [LessonFacts(*row) for row in rows]
    if len(found) != len(set(lessons)) or any((now.date() - lesson.date).days > ending.SCHOOL_DAYS for lesson in found):
        raise NotFound
    swapped = select(Substitution.lesson_id).where(
        Substitution.lesson_id.in_(lessons),
        Substitution.kind == SubstitutionKind.OWN_SUBJECT,
        Substitution.state.in_(STANDING_IN),
    )
    if any(lesson.state is LessonState.CANCELLED for lesson in found):
        handed = set(await session.scalars(swapped))
        if any(lesson.state is LessonState.CANCELLED and lesson.id not in handed for lesson in found):
            raise LessonCancelled
    if any(lesson.state is LessonState.CLOSED for lesson in found):
        raise LessonFilled
    return found


async def _can_take(
    session: Session,
    lessons: Sequence[LessonFacts],
    absent_id: int,
    substitute_id: int,
    kind: SubstitutionKind,
    now: datetime,
) -> None:
    found = await people.candidates(session, lessons, absent_id=absent_id, only=substitute_id, now=now)
    if not found:
        raise NotFound
    if found[0].busy and kind not in ALONGSIDE:
        raise SubstituteBusy(who=found[0].name)


async def _last_days(session: Session, lessons: Sequence[LessonFacts]) -> dict[int, date]:
    """Until when each may be filled. From the lessons that are made; beyond them, from the calendar."""
    first = min(lesson.date for lesson in lessons)
    made = await session.scalars(
        select(Lesson.date).where(Lesson.date > first).distinct().order_by(Lesson.date).limit(60)
    )
    known = list(made)
    found: dict[int, date] = {}
    for lesson in lessons:
        after = [day for day in known if day > lesson.date][: ending.SCHOOL_DAYS]
        if len(after) < ending.SCHOOL_DAYS:
            plan, week = await calendar.load_days(session), await ending.school_week(session)
            return {it.id: ending.last_day(plan, week, it.date, it.grade) for it in lessons}
        found[lesson.id] = after[-1]
    return found


async def _write(
    session: Session,
    actor: Actor,
    lessons: Sequence[LessonFacts],
    absent_id: int,
    substitute_id: int,
    kind: SubstitutionKind,
    until: dict[int, date],
    now: datetime,
) -> int:
    own = kind is SubstitutionKind.OWN_SUBJECT
    instead = {
        lesson.id: await _teach_instead(session, actor, lesson, substitute_id, now) if own else None
        for lesson in lessons
    }
    rows = [
        {
            "lesson_id": lesson.id,
            "instead_id": instead[lesson.id],
            "absent_id": absent_id,
            "substitute_id": substitute_id,
            "kind": kind,
            "reason": SubstitutionReason.ILL,
            "paid": kind is not SubstitutionKind.JOINED,
            "state": SubstitutionState.OFFERED,
            "until": until[lesson.id],
            "offered_by": actor.staff_id,
            "offered_at": now,
        }
        for lesson in lessons
    ]
    made = list(await session.scalars(insert(Substitution).returning(Substitution.id), rows))
    batch_id = min(made)
    if len(made) > 1:
        await session.execute(update(Substitution).where(Substitution.id.in_(made)).values(batch_id=batch_id))
    await audit.record_all(
        session,
        actor,
        [
            (
                "substitution.offer",
                {"lesson": lesson.id, "absent": absent_id, "substitute": substitute_id, "kind": kind.value},
            )
            for lesson in lessons
        ],
        now,
    )
    return batch_id


async def _teach_instead(session: Session, actor: Actor, lesson: LessonFacts, substitute_id: int, now: datetime) -> int:
    """This lesson is cancelled, and one of the substitute's own course is held in its hour."""
    course_id = await people.own_course(session, substitute_id, lesson)
    if course_id is None:
        raise NoOwnSubject
    values = {
        "starts_at": lesson.starts_at,
        "ends_at": lesson.ends_at,
        "room": lesson.room,
        "state": LessonState.PLANNED,
        "instead_of": lesson.id,
    }
    made = (
        upsert(session, Lesson)
        .values(course_id=course_id, date=lesson.date, period=lesson.period, **values)
        .on_conflict_do_update(
            index_elements=[Lesson.course_id, Lesson.date, Lesson.period],
            set_=values,
            where=Lesson.state == LessonState.CANCELLED,
        )
        .returning(Lesson.id)
    )
    instead_id = await session.scalar(made)
    if instead_id is None:
        raise SubstituteBusy(who="")
    await session.execute(update(Lesson).where(Lesson.id == lesson.id).values(state=LessonState.CANCELLED))
    await carrying.carry(session, actor, lesson.course_id, lesson.date, first=lesson.date, now=now)
    return instead_id


async def planned(session: Session, actor: Actor, substitution_id: int) -> Line:
    """The substitution, locked, for a deputy head."""
    found = await lines.read(
        session, Substitution.id == substitution_id, access.serves(actor.staff_id, Duty.DEPUTY_HEAD), lock=True
    )
    if not found:
        raise NotFound
    return found[0]


def gone(line: Line) -> SubstitutionGone:
    """Why nothing more can be done with it."""
    return SubstitutionGone(subject=line.subject, group=line.group)
