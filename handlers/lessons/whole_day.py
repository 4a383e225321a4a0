"""`☀️ Весь день`: attendance once for all own lessons of a class, then their topics and homework on one screen."""

from datetime import date, datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.lessons import wording
from handlers.screen import show
from journal.access import Actor
from journal.lessons import day as days
from journal.lessons import topics, whole_day
from journal.lessons.whole_day import Part, Seat, WholeDay
from journal.refusals import DayChanged, NotFound, Refusal, TopicChanged
from keyboards.data import clip
from keyboards.lessons import whole_day as kb
from keyboards.sections import WholeDayOf
from locales import Markup, Texts

router = Router(name="whole day")
router.callback_query.filter(
    Prefixes(
        *(WholeDayOf, kb.DayAttendance, kb.DayStudent, kb.DayCode),
        *(kb.DayPresent, kb.DayTopic, kb.DayNothing, kb.DayClose),
    )
)


@router.callback_query(Tap(WholeDayOf))
async def open_page(query: CallbackQuery, tap: WholeDayOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The day's lessons of the class, with what each lacks."""
    async with db.read() as session:
        found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    await show(query, *screen(t, found, now))


@router.callback_query(Tap(kb.DayAttendance))
async def open_attendance(
    query: CallbackQuery, tap: kb.DayAttendance, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The class; a name tapped is missing the whole day."""
    async with db.read() as session:
        found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    await show(query, *attendance(t, found))


@router.callback_query(Tap(kb.DayStudent))
async def one_student(
    query: CallbackQuery, tap: kb.DayStudent, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What a student's code may be instead."""
    async with db.read() as session:
        found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    seat = next((it for it in found.seats if it.pupil.student_id == tap.student_id), None)
    if seat is None:
        raise NotFound
    text = "\n".join([*_heading(t, found), "", t("day-student", name=seat.pupil.full, codes=_codes(seat))])
    await show(query, text, kb.student(t, found, seat))


@router.callback_query(Tap(kb.DayCode))
async def set_code(query: CallbackQuery, tap: kb.DayCode, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A student's code for the whole day."""
    try:
        async with db.write() as session:
            await whole_day.put(session, actor, **tap.model_dump(), now=now)
            found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    except DayChanged as changed:
        await _again(query, tap.class_id, tap.day, changed, of_attendance=True, actor=actor, db=db, t=t, now=now)
        return
    await show(query, *attendance(t, found))


@router.callback_query(Tap(kb.DayPresent))
async def everybody(
    query: CallbackQuery, tap: kb.DayPresent, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Nobody is missing the whole day."""
    try:
        async with db.write() as session:
            await whole_day.everybody(session, actor, class_id=tap.class_id, day=tap.day, now=now)
            found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    except DayChanged as changed:
        await _again(query, tap.class_id, tap.day, changed, of_attendance=True, actor=actor, db=db, t=t, now=now)
        return
    await show(query, *screen(t, found, now))


@router.callback_query(Tap(kb.DayTopic))
async def take_topic(
    query: CallbackQuery, tap: kb.DayTopic, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The plan's topic for one lesson; one that somebody else set meanwhile stays and is shown."""
    try:
        async with db.write() as session:
            await topics.accept(session, actor, tap.lesson_id, tap.topic_id, seen=0, now=now)
            found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    except TopicChanged:
        await _again(query, tap.class_id, tap.day, DayChanged(), actor=actor, db=db, t=t, now=now)
        return
    await show(query, *screen(t, found, now))


@router.callback_query(Tap(kb.DayNothing))
async def set_nothing(
    query: CallbackQuery, tap: kb.DayNothing, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """«Не задано» on one lesson."""
    async with db.write() as session:
        await whole_day.set_nothing(session, actor, tap.lesson_id, now=now)
        found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    await show(query, *screen(t, found, now))


@router.callback_query(Tap(kb.DayClose))
async def close(query: CallbackQuery, tap: kb.DayClose, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Every lesson that can be closed; if the screen would say something else by now, it says so first."""
    try:
        async with db.write() as session:
            await whole_day.close(session, actor, class_id=tap.class_id, day=tap.day, mark=tap.mark, now=now)
            found = await whole_day.page(session, actor, class_id=tap.class_id, day=tap.day, now=now)
    except DayChanged as changed:
        await _again(query, tap.class_id, tap.day, changed, actor=actor, db=db, t=t, now=now)
        return
    await show(query, *screen(t, found, now))


async def _again(
    query: CallbackQuery,
    class_id: int,
    day: date,
    why: Refusal,
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
    of_attendance: bool = False,
) -> None:
    """The screen as it is by now, and why it is not as it was expected."""
    async with db.read() as session:
        found = await whole_day.page(session, actor, class_id=class_id, day=day, now=now)
    shown = attendance(t, found) if of_attendance else screen(t, found, now)
    await show(query, *shown, alert=t.label(why.key))


# --- screens -----------------------------------------------------------------------------------------------------------


def screen(t: Texts, found: WholeDay, now: datetime) -> Screen:
    """Who is missing; each lesson with its topic and homework, as they are or as closing would set them."""
    lines = [*_heading(t, found), "", *_missing(t, found)]
    for part in found.parts:
        lines += ["", *_part(t, part, now)]
    if any(part.closes(now) for part in found.parts):
        lines += ["", t("day-hint")]
    return Screen("\n".join(lines), kb.page(t, found, now))


def attendance(t: Texts, found: WholeDay) -> Screen:
    """Who is missing the whole day, and what a tap does."""
    lines = [*_heading(t, found), "", *_missing(t, found), "", t("day-attendance-hint")]
    return Screen("\n".join(lines), kb.attendance(t, found))


def _heading(t: Texts, found: WholeDay) -> list[Markup]:
    return [t("day-title", form=found.form.name, day=t.day_in_words(found.day))]


def _missing(t: Texts, found: WholeDay) -> list[Markup]:
    away = [seat for seat in found.seats if seat.said - {None}]
    if away:
        return [t("day-missing", names=", ".join(f"{seat.pupil.short} ({_codes(seat)})" for seat in away))]
    return [t("lesson-attendance-all", total=len(found.seats)) if found.taken else t("lesson-attendance-untaken")]


def _codes(seat: Seat) -> str:
    """«Н»; «Н/Б» where the lessons differ, «—» for who is present."""
    return "/".join(sorted(code for code in seat.said if code is not None)) or "—"


def _part(t: Texts, part: Part, now: datetime) -> list[Markup]:
    lesson = part.lesson
    stage = t.label("lesson-stage", stage=days.stage(lesson, now))
    lines = [t("day-part", stage=stage, period=str(lesson.period), subject=clip(lesson.subject))]
    if lesson.topic:
        lines.append(t("lesson-has-topic", topic=clip(lesson.topic, wording.TASK)))
    elif part.topic is not None:
        lines.append(t("lesson-proposes-topic", topic=clip(part.topic.title, wording.TASK)))
    else:
        lines.append(t("lesson-no-topic"))
    if part.homework is not None:
        kind, text = part.homework
        nothing = kind.value == "none"
        lines.append(t("lesson-homework-nothing") if nothing else t("day-homework", text=clip(text, wording.TASK)))
    elif part.planned:
        lines.append(t("day-homework-planned", text=clip(part.planned, wording.TASK)))
    else:
        lines.append(t("lesson-homework-unsaid"))
    return lines
