"""How substitutions are said to the deputy head who plans them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from db.lessons import LessonState
from db.substitutions import SubstitutionState
from handlers.heading import Screen, clock
from handlers.substitutions import wording
from journal.access import LessonFacts
from journal.substitutions.covering import Choice, DayPage, KindPage, LessonPage, Teacher, TeacherPage
from journal.substitutions.lines import Line
from journal.substitutions.news import PATIENCE
from journal.timetable.changing import Done
from journal.timetable.places import Place
from keyboards.data import clip
from keyboards.substitutions import lesson as lesson_kb
from keyboards.substitutions import planning as kb
from keyboards.substitutions.own import span
from locales import Markup, Texts

SHOWN: Final = 20
MINUTE: Final = timedelta(minutes=1)


def day(t: Texts, page: DayPage, now: datetime) -> Screen:
    """Who is away, what was handed over, what is cancelled or moved."""
    lines: list[str] = [t("cover-title", day=t.day_in_words(page.day))]
    if page.away:
        lines += ["", t("cover-aways")]
        lines += [
            t("cover-away-line", name=clip(it.name), days=span(t, it.first_on, it.last_on)) for it in page.away[:SHOWN]
        ]
    if page.lines:
        lines += ["", t("cover-lines"), *(_line(t, line, now) for line in page.lines[:SHOWN])]
    if page.changed:
        lines += ["", t("cover-changed"), *(_changed(t, lesson) for lesson in page.changed[:SHOWN])]
    if not (page.away or page.lines or page.changed):
        lines += ["", t("cover-nothing")]
    shown = page._replace(away=page.away[:SHOWN], lines=page.lines[:SHOWN], changed=page.changed[:SHOWN])
    return Screen("\n".join(lines), kb.day(t, shown))


def _line(t: Texts, line: Line, now: datetime) -> Markup:
    """«1-й · 8Б · Алгебра: Кузнецова М. В. → Титова Е. С. — не отвечает 12 минут»."""
    what = t(
        "cover-line",
        state=line.state.value,
        period=str(line.period),
        group=clip(line.group),
        subject=clip(line.subject),
        absent=clip(line.absent),
        substitute=clip(line.substitute),
    )
    return Markup(f"{what} — {_answer(t, line, now)}")


def _answer(t: Texts, line: Line, now: datetime) -> Markup:
    waits = now - line.offered_at
    if line.state is SubstitutionState.OFFERED and PATIENCE <= waits < timedelta(hours=2):
        return t("cover-line-silent", minutes=waits // MINUTE)
    return t("cover-line-state", state="signed" if line.signed else line.state.value)


def _changed(t: Texts, lesson: LessonFacts) -> Markup:
    return t(
        "cover-changed-line",
        cancelled=int(lesson.state is LessonState.CANCELLED),
        day=t.day(lesson.date),
        period=str(lesson.period),
        group=clip(lesson.group),
        subject=clip(lesson.subject),
    )


def teachers(t: Texts, found: Sequence[Teacher], of_day: date) -> Screen:
    """Whose lessons."""
    key = "cover-teachers" if found else "cover-teachers-none"
    return Screen(t(key, day=t.day_heading(of_day)), kb.teachers(t, found, of_day))


def teacher(t: Texts, page: TeacherPage) -> Screen:
    """The lessons of one teacher, and how many nobody takes."""
    lines: list[str] = [t("cover-teacher", name=clip(page.name), days=span(t, page.first, page.last))]
    if page.away is not None:
        lines.append(t("cover-teacher-away", days=span(t, page.away.first_on, page.away.last_on)))
    if page.lessons:
        lines += [t("cover-teacher-open", count=len(page.uncovered)), "", *wording.covered(t, page.lessons)]
    else:
        lines.append(t("cover-teacher-none"))
    return Screen("\n".join(lines), kb.teacher(t, page._replace(lessons=page.lessons[:SHOWN])))


def lesson(t: Texts, page: LessonPage, now: datetime) -> Screen:
    """One lesson as it is planned."""
    facts, line = page.lesson, page.line
    names = ", ".join(clip(it.name) for it in page.teachers)
    lines: list[str] = [
        t("cover-lesson", group=clip(facts.group), subject=clip(facts.subject)),
        t(
            "substitution-when",
            day=t.day(facts.date),
            period=str(facts.period),
            begins=clock(facts.starts_at),
            ends=clock(facts.ends_at),
        ),
        t("cover-lesson-teachers", names=names) if names else t("cover-lesson-nobody"),
    ]
    if line is None or line.instead_id is None or not line.live:
        lines.append(t("cover-lesson-state", state=facts.state.value))
    if line is not None:
        lines += [
            "",
            t("cover-lesson-substitute", substitute=clip(line.substitute), absent=clip(line.absent)),
            Markup(f"{wording.kind(t, line)} — {_answer(t, line, now)}"),
        ]
        if line.live:
            reason = t.label(f"cover-reason-{line.reason.value}")
            lines.append(t("cover-lesson-terms", paid=int(line.paid), reason=reason))
            lines.append(
                t("cover-lesson-order", order=line.order_number) if line.order_number else t("cover-lesson-no-order")
            )
    return Screen("\n".join(lines), lesson_kb.lesson(t, page, now.date()))


def order(t: Texts, line: Line) -> Screen:
    """The question for a number."""
    return Screen("\n".join([*wording.heading(t, line), "", t("cover-order-ask")]), lesson_kb.order(t, line.lesson_id))


def pick(t: Texts, chosen: Choice, page: int, *, first: date, last: date, whole: bool) -> Screen:
    """Who could take it, the free ones first."""
    lines: list[str] = [t("cover-pick-title", absent=clip(chosen.absent.name)), *_lessons(t, chosen.lessons)]
    lines += ["", t("cover-pick-free") if chosen.lessons else t("cover-pick-none")]
    return Screen("\n".join(lines), kb.pick(t, chosen, page, first=first, last=last, whole=whole))


def kinds(t: Texts, page: KindPage, *, first: date, last: date, whole: bool) -> Screen:
    """How."""
    title = t("cover-how", name=clip(page.candidate.name), absent=clip(page.absent.name))
    text = "\n".join([title, *_lessons(t, page.lessons)])
    return Screen(text, kb.kinds(t, page, first=first, last=last, whole=whole))


def _lessons(t: Texts, lessons: Sequence[LessonFacts]) -> list[Markup]:
    lines = [
        t(
            "push-substitution-line",
            day=t.day(it.date),
            period=str(it.period),
            begins=clock(it.starts_at),
            group=clip(it.group),
            subject=clip(it.subject),
        )
        for it in lessons[:SHOWN]
    ]
    if len(lessons) > SHOWN:
        lines.append(t("away-more", count=len(lessons) - SHOWN))
    return lines


def places(t: Texts, facts: LessonFacts, of_day: date, found: Sequence[Place], today: date) -> Screen:
    """The free hours of a day."""
    lines: list[str] = [
        t("cover-lesson", group=clip(facts.group), subject=clip(facts.subject)),
        t("cover-places", day=t.day_in_words(of_day)),
    ]
    if facts.room and any(it.free and not it.room_free for it in found):
        lines.append(t("cover-places-room", room=clip(facts.room, 16)))
    if not any(it.free and (of_day, it.period) != (facts.date, facts.period) for it in found):
        lines.append(t("cover-places-none"))
    return Screen("\n".join(lines), lesson_kb.places(t, facts, of_day, found, today))


def done(t: Texts, key: str, made: Done) -> str:
    """What is said over the screen: what was done, and where homework went."""
    said = [t.label(key)]
    if made.homework.homeworks:
        said.append(
            t.label("cover-homework", count=made.homework.homeworks, day=t.day(made.homework.due_on))
            if made.homework.due_on
            else t.label("cover-homework-open")
        )
    if made.roomless:
        said.append(t.label("cover-roomless"))
    return " ".join(said)
