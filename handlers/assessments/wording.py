"""How planned tests are said: the free days, what speaks against the others, a test, a class's schedule."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.heading import Screen
from journal.assessments.conflicts import Conflict, PlannedTest
from journal.assessments.pages import Board, Card, Day, Days, Own
from journal.assessments.plans import TestRefused
from keyboards import assessments as kb
from keyboards.data import clip
from locales import Texts

NAMED = 3
"""Free days that an alert names: it holds 200 characters."""
SUBJECT = 30


def own(t: Texts, shown: Own, today: date) -> Screen:
    """The tests ahead."""
    lines: list[str] = [t("test-title"), ""]
    lines += [_line(t, test, group=True) for test in shown.tests[: kb.LISTED]] or [t("test-none")]
    lines += ["", t("test-choose-course" if shown.courses else "test-no-courses")]
    return Screen("\n".join(lines), kb.own(t, shown, today - timedelta(days=today.weekday())))


def days(t: Texts, shown: Days, class_id: int) -> Screen:
    """The free days are buttons; the others are named with what speaks against each."""
    course = shown.course
    title = t("test-of", group=clip(course.group), subject=clip(course.subject))
    lines: list[str] = [title, t("test-used", used=str(shown.used), most=str(shown.most))]
    if shown.moving is not None:
        lines.append(t("test-moving", day=t.day(shown.moving.date)))
    if shown.month is not None:
        first = shown.month.first
        named = t.label("calendar-month", month=first.month, year=str(first.year))
        lines += ["", t("calendar-title", month=named), t("test-calendar-hint" if shown.free else "test-no-free-month")]
    else:
        lines += ["", t("test-free" if shown.free else "test-no-free")]
    if shown.others:
        lines += ["", t("test-others")]
        lines += [t("test-against", day=t.day(day.place.date), why=_all(t, day)) for day in shown.others]
        if shown.course.deputy:
            lines.append(t("test-deputy-may-month" if shown.month is not None else "test-deputy-may"))
        else:
            lines.append(t("test-ask-deputy"))
    text = "\n".join(lines)
    if shown.month is not None:
        return Screen(text, kb.month(t, shown, shown.month, class_id))
    return Screen(text, kb.days(t, shown, class_id))


def refused(t: Texts, refusal: TestRefused, left: Days | None = None) -> str:
    """Why not, and when instead, in an alert."""
    said = t.label("test-refused", why="; ".join(_why(t, one) for one in refusal.conflicts[:2]))
    if left is None or not left.free:
        return said
    free = ", ".join(t.day(day.place.date) for day in left.free[:NAMED])
    return f"{said} {t.label('test-refused-free', days=free)}"


def card(t: Texts, shown: Card, class_id: int) -> Screen:
    """A planned test."""
    test = shown.test
    lines: list[str] = [
        t("test-of", group=clip(test.group), subject=clip(test.subject)),
        t("test-what", work=test.work, day=t.day(test.date), period=str(test.period), minutes=str(test.minutes)),
    ]
    if test.external:
        lines.append(t("test-is-outside"))
    if test.reason:
        lines.append(t("test-allowed", why=_broken(t, test.conflicts.split(",")), reason=test.reason))
    lines += ["", t("test-families")]
    return Screen("\n".join(lines), kb.card(t, shown, class_id))


def cancelling(t: Texts, test: PlannedTest, class_id: int) -> Screen:
    """Asked once more."""
    lines: list[str] = [_line(t, test, group=True), "", t("test-cancel-ask")]
    return Screen("\n".join(lines), kb.cancelling(t, test, class_id))


def cancelled(t: Texts, test: PlannedTest, class_id: int) -> Screen:
    """It is gone."""
    return Screen(f"{t('test-cancelled')}\n{_line(t, test, group=True)}", kb.after_cancel(t, class_id))


def asks_reason(t: Texts, tap: kb.AllowTest) -> Screen:
    """The next message is why."""
    text = t("test-asks-reason", day=t.day(tap.day), period=str(tap.period))
    return Screen(text, kb.asks_reason(t, tap.course_id, tap.class_id, tap.test_id))


def board(t: Texts, shown: Board, today: date) -> Screen:
    """A class's tests by day, what was and what is ahead."""
    lines: list[str] = [t("test-board", form=shown.form.name)]
    if not shown.tests:
        lines += ["", t("test-board-none")]
    for past in (False, True):
        listed = [one for one in shown.tests if (one.test.date < today) is past]
        if listed:
            lines += ["", t("test-board-past" if past else "test-board-ahead")]
        for one in listed[: kb.LISTED]:
            lines.append(_line(t, one.test, group=not one.test.whole))
            if one.broken:
                lines.append(t("test-board-broken", why=_broken(t, sorted(one.broken))))
            if one.test.reason:
                lines.append(t("test-board-reason", reason=clip(one.test.reason, 120)))
    return Screen("\n".join(lines), kb.board(t, shown, today))


def _line(t: Texts, test: PlannedTest, *, group: bool) -> str:
    return t(
        "test-line-of" if group else "test-line",
        day=t.day(test.date),
        period=str(test.period),
        group=clip(test.group, 20),
        subject=clip(test.subject, SUBJECT),
        work=test.work,
    )


def _all(t: Texts, day: Day) -> str:
    return "; ".join(_why(t, one) for one in day.conflicts)


def _why(t: Texts, conflict: Conflict) -> str:
    """«в этот день уже контрольная: Русский язык»."""
    other = conflict.other
    if other is None:
        return t.label("test-why", why=conflict.why.value)
    return t.label(
        "test-why-other", why=conflict.why.value, subject=clip(other.subject, SUBJECT), day=t.day(other.date)
    )


def _broken(t: Texts, words: Sequence[str]) -> str:
    return "; ".join(t.label("test-why", why=word) for word in words if word)
