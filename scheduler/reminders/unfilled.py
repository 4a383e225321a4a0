"""Reminders of lessons that are not closed: to their teachers, and the next school morning to the deputy heads (A8)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final, NamedTuple

from db.engine import Database, Session
from db.operations import NoticeKind
from db.people import Duty
from journal import access, notices
from journal.access import LessonFacts
from journal.lessons import unfilled, whole_day
from journal.lessons.unfilled import DUE_AFTER, Overdue, TeachersDay
from journal.operations import living, recipients, reminders
from journal.operations.queue import Claimed
from journal.operations.reminders import Key
from journal.refusals import NotFound
from keyboards.data import Button, Rows, button
from keyboards.sections import LessonCard, Quick, Unfilled, WholeDayOf
from locales import Markup, Texts
from scheduler.clock import Clock
from scheduler.pushes.push import Living, Push
from scheduler.reminders.windows import at_night

EVENING: Final = time(18)
MORNING: Final = time(7, 30)
SHOWN: Final = 8
"""Lessons a reminder lists, each with its button; the rest are counted."""


class Kind(StrEnum):
    """Each at most once a scope and a local date."""

    AFTER_LESSON = "unfilled-lesson"
    """For those who switched it on; the scope is the account and the lesson."""
    AFTER_DAY = "unfilled-day"
    EVENING = "unfilled-evening"
    MORNING = "unfilled-morning"
    """To a deputy head; the scope is the account."""


class About(StrEnum):
    """What a notice of kind UNFILLED asks for."""

    DAY = "day"
    REDRAW = "redraw"
    OVERDUE = "overdue"


def only_redraws(notice: Claimed) -> bool:
    """Whether a notice changes a message that is there and rings nobody."""
    return notice.kind is NoticeKind.UNFILLED and notice.facts.get("about") == About.REDRAW


# --- what is to be reminded of -----------------------------------------------------------------------------------------


def wanted(teachers: TeachersDay, now: datetime) -> set[Key]:
    """The reminders of a teacher whose time has come and that still make sense: something is due and not closed.

    Those whose hour passed while we were down become due together, and are one message.
    """
    if not teachers.due:
        return set()
    account = str(teachers.account_id)
    keys = (
        {Key(Kind.AFTER_LESSON, f"{account}:{lesson}") for lesson in teachers.due} if teachers.every_lesson else set()
    )
    if now >= teachers.last_ends_at + DUE_AFTER:
        keys.add(Key(Kind.AFTER_DAY, account))
        if now.timetz().replace(tzinfo=None) >= EVENING:
            keys.add(Key(Kind.EVENING, account))
    return keys


async def remind_teachers(db: Database, clock: Clock) -> None:
    """Promise what is due. One statement while nothing is."""
    now = clock.now()
    if at_night(now):
        return
    async with db.read() as session:
        asked = {row.account_id: keys for row in await unfilled.teachers(session, now) if (keys := wanted(row, now))}
    await _promise(db, asked, About.DAY, now)


async def remind_deputy_heads(db: Database, clock: Clock) -> None:
    """Once a morning, what was left open before it; on a day without lessons it waits for the next one."""
    now = clock.now()
    if at_night(now) or now.timetz().replace(tzinfo=None) < MORNING:
        return
    async with db.read() as session:
        accounts = await recipients.on_duty(session, Duty.DEPUTY_HEAD)
        made = await reminders.made(session, [Kind.MORNING], now.date())
        asked = {
            account_id: {key} for account_id in accounts if (key := Key(Kind.MORNING, str(account_id))) not in made
        }
        school = bool(asked) and await unfilled.school_today(session, now.date())
    await _promise(db, asked, About.OVERDUE, now, say=school)


async def _promise(db: Database, asked: dict[int, set[Key]], about: About, now: datetime, *, say: bool = True) -> None:
    """Write the reminders down and promise one push to each account that has a new one, in one transaction."""
    if not asked:
        return
    day = now.date()
    keys = set().union(*asked.values())
    async with db.read() as session:
        new = keys - await reminders.made(session, {key.kind for key in keys}, day)
    if not new:
        return
    async with db.write() as session:
        won = await reminders.make(session, sorted(new), day, now)
        accounts = [account_id for account_id, own in asked.items() if say and own & won]
        await notices.promise_each(
            session,
            NoticeKind.UNFILLED,
            accounts,
            key=_key(about, day),
            due_at=now,
            now=now,
            about=about.value,
            day=day.isoformat(),
        )


def _key(about: About, day: date) -> str:
    return f"unfilled-{about}:{day}"


# --- what is said when it is sent --------------------------------------------------------------------------------------


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """The reminder from what is true now; None once it is done, stale, or no longer this account's (G26)."""
    about, day = About(notice.facts["about"]), date.fromisoformat(notice.facts["day"])
    to = await recipients.recipient(session, notice.account_id)
    if about is About.REDRAW:
        return await _redrawn(session, to.actor, day, t, now)
    if day != now.date() or at_night(now) or not to.actor.staff_id:
        return None
    if about is About.OVERDUE:
        return await _overdue(session, to.actor, t, now)
    lessons = await unfilled.of_teacher(session, to.actor, day, now)
    if not lessons:
        return None
    there = await living.of(session, notice.account_id, living.UNFILLED, day)
    push = await _of_day(session, t, lessons)
    return push._replace(living=Living(living.UNFILLED, day, there, redraw=False))


async def _redrawn(session: Session, actor: access.Actor, day: date, t: Texts, now: datetime) -> Push | None:
    """The day's reminder as it is now; None where there is none, or a new one is on its way."""
    there = await living.of(session, actor.account_id, living.UNFILLED, day)
    if there is None or await living.is_promised(
        session, actor.account_id, f"{_key(About.DAY, day)}:{actor.account_id}"
    ):
        return None
    lessons = await unfilled.of_teacher(session, actor, day, now) if actor.staff_id else []
    push = await _of_day(session, t, lessons) if lessons else Push(t("reminder-done"))
    return push._replace(living=Living(living.UNFILLED, day, there, redraw=True))


async def _of_day(session: Session, t: Texts, lessons: Sequence[LessonFacts]) -> Push:
    """One lesson in a sentence; several in a list, each with its button; a day with one class has one button for all."""
    shown = lessons[:SHOWN]
    if len(lessons) == 1:
        facts, quick = _facts(shown[0]), Quick(lesson_id=shown[0].id)
        rows: Rows = [[_door(t, shown[0])], [button(t.label("lesson-quick"), quick)]]
        return Push(t("reminder-one", **{**facts, "subject": in_sentence(facts["subject"])}), rows)
    rows = [[_door(t, lesson)] for lesson in shown]
    together = await whole_day.classes(session, lessons)
    if whole_day.fills(together, lessons):
        rows.insert(0, [_day_door(t, *next(iter(together.items())))])
    lines = [t("reminder-many", count=len(lessons)), *(t("reminder-lesson", **_facts(lesson)) for lesson in shown)]
    if len(lessons) > SHOWN:
        lines.append(t("reminder-more", count=len(lessons) - SHOWN))
        rows.append([button(t.label("reminder-more", count=len(lessons) - SHOWN), Unfilled())])
    return Push(Markup("\n".join(lines)), rows)


def _door(t: Texts, lesson: LessonFacts) -> Button:
    return button(t.label("reminder-lesson", **_facts(lesson)), LessonCard(lesson_id=lesson.id))


def _day_door(t: Texts, class_id: int, lessons: Sequence[LessonFacts]) -> Button:
    """`☀️ Весь день`: the lessons of a class in one button."""
    form = min((lesson.group for lesson in lessons), key=len)
    return button(
        t.label("day-door-due", form=form, count=len(lessons)), WholeDayOf(class_id=class_id, day=lessons[0].date)
    )


async def _overdue(session: Session, actor: access.Actor, t: Texts, now: datetime) -> Push | None:
    """By teacher, with the lessons and their days."""
    try:
        await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    except NotFound:
        return None
    found = await unfilled.overdue(session, now.date(), now)
    if not found:
        return None
    # A lesson of co-teachers stands under each of them and counts once.
    total = len({lesson.id for teacher in found for lesson in teacher.lessons})
    return Push(_report(t, found, total))


REPORT: Final = 3500
"""Characters of a morning report: one message, with room for its last line."""


def _report(t: Texts, found: Sequence[Overdue], total: int) -> Markup:
    lines = [t("reminder-overdue", count=total)]
    for number, teacher in enumerate(found):
        line = t(
            "reminder-overdue-teacher",
            teacher=teacher.teacher,
            count=len(teacher.lessons),
            lessons=Markup("; ".join(_dated(t, lesson) for lesson in teacher.lessons[:SHOWN])),
            more=max(len(teacher.lessons) - SHOWN, 0),
        )
        if sum(map(len, lines)) + len(line) > REPORT:
            lines.append(t("reminder-overdue-more", count=len(found) - number))
            break
        lines.append(line)
    return Markup("\n".join(lines))


def _dated(t: Texts, lesson: LessonFacts) -> Markup:
    return t("reminder-lesson-dated", **_facts(lesson), day=t.day(lesson.date))


class _Facts(NamedTuple):
    group: str
    subject: str
    period: str


def _facts(lesson: LessonFacts) -> dict[str, str]:
    return _Facts(lesson.group, lesson.subject, str(lesson.period))._asdict()


def in_sentence(subject: str) -> str:
    """A subject's name within a sentence: «алгебра», but «ОБЗР» as it is."""
    return subject[:1].lower() + subject[1:] if subject[1:2].islower() else subject
