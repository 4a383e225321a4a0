"""`🗓 Расписание`: the lessons of a day, and the week at a glance."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from itertools import groupby

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import timetable
from journal.family.days import Sitting
from journal.family.timetable import DayPage, SubjectPage, WeekPage
from keyboards import family as kb
from keyboards.data import clip
from keyboards.sections import TimetableOf
from locales import Markup, Texts

router = Router(name="family timetable")
router.callback_query.filter(Prefixes(TimetableOf, kb.WeekOf))


@router.callback_query(Tap(TimetableOf))
async def of_day(query: CallbackQuery, tap: TimetableOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The lessons of a day, by default of the day at hand."""
    async with db.read() as session:
        page = await timetable.day_page(session, actor, student_id=tap.student_id, day=tap.day, now=now)
    await show(query, *day_screen(t, page, now))


@router.callback_query(Tap(kb.WeekOf))
async def of_week(query: CallbackQuery, tap: kb.WeekOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The week of a day."""
    async with db.read() as session:
        page = await timetable.week_page(session, actor, student_id=tap.student_id, day=tap.day, now=now)
    await show(query, *week_screen(t, page, now, part=tap.part))


# --- screens -----------------------------------------------------------------------------------------------------------


def day_screen(t: Texts, page: DayPage, now: datetime) -> Screen:
    """Each lesson with its time and room; what was cancelled is struck out, what was moved says where from and to."""
    child = page.child
    head = [
        t("family-timetable-title", own=int(child.own), whose=wording.whose(t, child)),
        _dated(t, page.day, now.date()),
    ]
    shown = wording.parted(
        head,
        [
            *(_lesson(t, lesson, now.tzinfo) for lesson in page.lessons),
            *(_moved_away(t, lesson) for lesson in page.moved_away),
        ],
        [_summary(t, page, now.tzinfo)],
        part=0,
    )
    return Screen(shown.text, kb.timetable(t, child.student_id, day=page.day, days=page.neighbours))


def week_screen(t: Texts, page: WeekPage, now: datetime, *, part: int = 0, door: wording.Door | None = None) -> Screen:
    """A block a day: when it begins and ends, and what there is."""
    child, sunday = page.child, page.monday + timedelta(days=6)
    title = t(
        "family-week-title",
        own=int(child.own),
        whose=wording.whose(t, child),
        begins=f"{page.monday:%d.%m}",
        ends=f"{sunday:%d.%m}",
    )
    by_day = [(day, list(lessons)) for day, lessons in groupby(page.lessons, key=lambda lesson: lesson.date)]
    blocks = [_day(t, day, lessons, now.tzinfo) for day, lessons in by_day]
    foot = [] if blocks else [_no_week(t, page)]
    shown = wording.parted([title], blocks, foot, part=part, gap="\n\n")
    door = door or partial(kb.WeekOf, student_id=child.student_id, day=page.monday)
    keyboard = kb.week(
        t, child.student_id, days=[day for day, _ in by_day], neighbours=page.neighbours, parts=shown.parts(door)
    )
    return Screen(shown.text, keyboard)


def subject_screen(t: Texts, page: SubjectPage, now: datetime, *, part: int, door: wording.Door) -> Screen:
    """The answer to «когда алгебра»: its next lessons."""
    child = page.child
    head = [t("family-timetable-title", own=int(child.own), whose=wording.whose(t, child))]
    blocks = [
        "\n".join([t("family-day-head", day=t.day(lesson.date)), _lesson(t, lesson, now.tzinfo)])
        for lesson in page.lessons
    ]
    foot = [] if blocks else [t("family-lessons-none-ahead")]
    shown = wording.parted(head, blocks, foot, part=part)
    return Screen(shown.text, kb.answer(t, child.student_id, kind="timetable", parts=shown.parts(door)))


def _dated(t: Texts, day: date, today: date) -> Markup:
    """«Завтра, вторник, 24 ноября», «Пятница, 27 ноября»."""
    away = wording.away(day, today)
    return t("family-timetable-day", away=away, day=t.day_in_words(day) if away < 2 else t.day_heading(day))


def _lesson(t: Texts, lesson: Sitting, zone: tzinfo | None) -> Markup:
    period, subject = str(lesson.period), wording.named(lesson.subject)
    begins, ends = _clock(lesson.starts_at, zone), _clock(lesson.ends_at, zone)
    if not lesson.takes_place:
        return t("family-lesson-cancelled", period=period, subject=subject, begins=begins, ends=ends)
    if lesson.room:
        line = t("family-lesson-room", period=period, subject=subject, begins=begins, ends=ends, room=lesson.room)
    else:
        line = t("family-lesson", period=period, subject=subject, begins=begins, ends=ends)
    return Markup(line + _otherwise(t, lesson))


def _otherwise(t: Texts, lesson: Sitting) -> str:
    """How the lesson differs from the timetable: another subject in its hour, moved here, given by a colleague."""
    if lesson.instead_of is not None:
        return t("family-lesson-instead")
    said = t("family-lesson-substitute", name=clip(lesson.substitute)) if lesson.substitute else Markup("")
    if lesson.from_date is None:
        return said
    return t("family-lesson-moved-here", day=t.day(lesson.from_date)) + said


def _moved_away(t: Texts, lesson: Sitting) -> Markup:
    subject = wording.named(lesson.subject)
    return t("family-lesson-moved-away", subject=subject, day=t.day(lesson.date), period=str(lesson.period))


def _summary(t: Texts, page: DayPage, zone: tzinfo | None) -> Markup:
    meant = [lesson for lesson in page.lessons if lesson.takes_place]
    if meant:
        return t("family-lessons-span", begins=_begin(meant, zone), ends=_end(meant, zone))
    if page.lessons:
        return t("family-lessons-all-cancelled")
    if page.child.class_id is None:
        return t("family-timetable-left", own=int(page.child.own))
    if page.holiday:
        return t("family-timetable-free-because", holiday=page.holiday)
    return t("family-timetable-later" if page.not_made_yet else "family-timetable-free")


def _day(t: Texts, day: date, lessons: Sequence[Sitting], zone: tzinfo | None) -> str:
    meant = [lesson for lesson in lessons if lesson.takes_place]
    if meant:
        head = t("family-week-day", day=t.day(day), begins=_begin(meant, zone), ends=_end(meant, zone))
    else:
        head = t("family-week-day-cancelled", day=t.day(day))
    return "\n".join([head, *(_short(t, lesson) for lesson in lessons)])


def _short(t: Texts, lesson: Sitting) -> Markup:
    period, subject = str(lesson.period), wording.named(lesson.subject)
    if lesson.takes_place:
        otherwise = lesson.instead_of is not None or lesson.from_date is not None or bool(lesson.substitute)
        return t("family-lesson-short", period=period, subject=subject, otherwise=int(otherwise))
    return t("family-lesson-short-cancelled", period=period, subject=subject)


def _no_week(t: Texts, page: WeekPage) -> Markup:
    if page.child.class_id is None:
        return t("family-timetable-left", own=int(page.child.own))
    return t("family-timetable-later" if page.not_made_yet else "family-week-free")


def _begin(lessons: Iterable[Sitting], zone: tzinfo | None) -> str:
    return _clock(min(lesson.starts_at for lesson in lessons), zone)


def _end(lessons: Iterable[Sitting], zone: tzinfo | None) -> str:
    return _clock(max(lesson.ends_at for lesson in lessons), zone)


def _clock(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
