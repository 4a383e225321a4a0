"""`🙋 Пропуски недели`: the homeroom teacher gives absences their reason; the deputy head sees whether it is done (H6)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from db.absences import AttendanceCode
from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.screen import show
from journal.absences import school_week
from journal.absences import week as weeks
from journal.absences.school_week import SchoolLine
from journal.absences.week import ClassWeek, StudentWeek, monday_of
from journal.access import Actor
from keyboards.absences import week as kb
from keyboards.data import clip
from keyboards.sections import WeekOfClass, WeekOfSchool
from locales import Markup, Texts

router = Router(name="absences of a week")
router.callback_query.filter(Prefixes(WeekOfClass, WeekOfSchool, kb.WeekOfStudent, kb.SettleDays, kb.FinishWeek))

SHOWN: Final = 60
"""Lessons of one student's week that are listed: no week has more."""


@router.callback_query(Tap(WeekOfClass))
async def of_class(query: CallbackQuery, tap: WeekOfClass, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The students with Н in the week."""
    async with db.read() as session:
        week = await weeks.of_class(session, actor, tap.class_id, monday=tap.monday, now=now)
    await show(query, *_class(t, week, now))


@router.callback_query(Tap(kb.WeekOfStudent))
async def of_student(
    query: CallbackQuery, tap: kb.WeekOfStudent, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """One student."""
    async with db.read() as session:
        week = await weeks.of_student(
            session, actor, tap.class_id, student_id=tap.student_id, monday=tap.monday, now=now
        )
    await show(query, *_student(t, week))


@router.callback_query(Tap(kb.SettleDays))
async def settle(query: CallbackQuery, tap: kb.SettleDays, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The absences of these days have a reason, or none again."""
    async with db.write() as session:
        week = await weeks.settle(
            session,
            actor,
            tap.class_id,
            student_id=tap.student_id,
            first=tap.first,
            last=tap.last,
            code=tap.code,
            now=now,
        )
    await show(query, *_student(t, week))


@router.callback_query(Tap(kb.FinishWeek))
async def finish(query: CallbackQuery, tap: kb.FinishWeek, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The week is gone through."""
    async with db.write() as session:
        week = await weeks.finish(session, actor, tap.class_id, monday=tap.monday, now=now)
    await show(query, *_class(t, week, now))


@router.callback_query(Tap(WeekOfSchool))
async def of_school(
    query: CallbackQuery, tap: WeekOfSchool, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Every class, for the deputy head."""
    async with db.read() as session:
        lines = await school_week.of_school(session, actor, monday=tap.monday, now=now)
    monday = monday_of(tap.monday)
    await show(query, _school(t, lines, monday, now), kb.of_school(t, monday, today=now.date()))


def _class(t: Texts, week: ClassWeek, now: datetime) -> Screen:
    head = t("absences-week-head", form=week.school_class.name, days=_days(t, week.monday), count=len(week.absent))
    lines: list[str] = [head]
    lines += [
        t("absences-week-line", name=clip(it.name), count=str(it.missed), days=", ".join(map(t.day, it.days)))
        for it in week.absent
    ]
    if week.done:
        lines += ["", t("absences-week-done", who=week.done.who, at=_moment(t, week.done.at, now))]
    return Screen(Markup("\n".join(lines)), kb.of_class(t, week, today=now.date()))


def _student(t: Texts, week: StudentWeek) -> Screen:
    head = t("absences-week-student", name=week.name, form=week.school_class.name, days=_days(t, week.monday))
    lines = [
        t(
            "absences-week-lesson",
            day=t.day(one.date),
            period=str(one.period),
            subject=clip(one.subject),
            code=one.code.value,
        )
        for one in week.missed[:SHOWN]
    ]
    left = any(one.code is AttendanceCode.ABSENT for one in week.missed)
    hint = [] if left else ["", t("absences-week-nothing-left")]
    return Screen(Markup("\n".join([head, *lines, *hint])), kb.of_student(t, week))


def _school(t: Texts, lines: Sequence[SchoolLine], monday: date, now: datetime) -> Markup:
    each = [
        t(
            "absences-week-class",
            form=it.name,
            homeroom=it.homeroom or "—",
            count=it.unexplained,
            done=int(it.done_at is not None),
            at=_moment(t, it.done_at, now) if it.done_at else "",
        )
        for it in lines
    ]
    return Markup("\n".join([t("absences-week-school", days=_days(t, monday)), "", *each]))


def _days(t: Texts, monday: date) -> str:
    return t.label("note-range", first=t.day(monday), last=t.day(monday + timedelta(days=6)))


def _moment(t: Texts, at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    return t.label("note-moment", day=t.day(local.date()), clock=f"{local:%H:%M}")
