"""Pushes about finals: to a family those that were confirmed, to a teacher that a term was unlocked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from db.engine import Session
from db.finals import FinalKind
from db.operations import NoticeKind
from journal import rules
from journal.access import Child
from journal.finals import news
from journal.finals.news import FinalNews
from journal.operations import recipients
from journal.operations.queue import Claimed
from journal.operations.recipients import Recipient
from journal.refusals import Refusal
from keyboards.data import button, clip
from keyboards.finals import naming
from keyboards.sections import FinalsOf, MarksOf
from locales import Markup, Texts
from scheduler.pushes.push import Push

SHOWN: Final = 40
"""Subjects in a message; a student has some twenty."""


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """To a teacher: a term was unlocked. What families are told is packed with their other news: `of_child`."""
    to = await recipients.recipient(session, notice.account_id)
    return await _unlocked(session, to, notice.facts["course"], notice.facts["column"], t, now)


async def of_child(session: Session, to: Recipient, child: Child, t: Texts, now: datetime) -> Push | None:
    """To a family: what was confirmed and not told yet; None where there is nothing, and in grade 1 (П 5.5)."""
    found = await news.of_child(session, to.actor.account_id, child.student_id, now)
    if not found.finals or child.grade == 1:
        return None
    text = _text(t, child.called, found.finals, detail=rules.of(session).detail)
    return Push(text, [[button(t.label("push-open-marks"), MarksOf(student_id=child.student_id))]], values=found.values)


def is_familys(notice: Claimed) -> bool:
    """Whether a family is told of its child's finals: such come as marks do, the way that the family chose."""
    return notice.kind is NoticeKind.FINALS and notice.student_id is not None


async def _unlocked(
    session: Session, to: Recipient, course_id: int, column_id: int, t: Texts, now: datetime
) -> Push | None:
    """To a teacher: what may be changed, and until when."""
    try:
        opened = await news.unlocked(session, to.actor, course_id, column_id, now)
    except Refusal:
        return None
    until = opened and opened.column.stored.unlocked_until
    if opened is None or until is None:
        return None
    text = t(
        "push-finals-unlocked",
        course=f"{clip(opened.course.group, 20)} · {clip(opened.course.subject)}",
        column=naming.column(t, opened.column),
        day=t.day(until.date()),
        clock=f"{until:%H:%M}",
    )
    return Push(text, [[button(t.label("menu-finals"), FinalsOf(course_id=course_id, column_id=column_id))]])


def _text(t: Texts, name: str, found: Sequence[FinalNews], *, detail: str) -> Markup:
    """«Полина · Итоговые (2-я четверть): Алгебра — 4», a line a period; PUSH_DETAIL as in the news of lessons."""
    if detail == "none":
        return t("push-news-none", child=name)
    if detail == "subject":
        subjects = ", ".join(dict.fromkeys(clip(it.subject) for it in found[:SHOWN]))
        return t("push-finals-subjects", child=name, subjects=subjects)
    said = lines(t, found)
    if len(said) == 1:
        return t("push-news-one", child=name, line=said[0])
    return Markup("\n".join([t("push-news-many", child=name), *said]))


def lines(t: Texts, found: Sequence[FinalNews]) -> list[Markup]:
    """«Итоговые, 2-я четверть: Алгебра — 4», a line a period."""
    periods: dict[str, list[Markup]] = {}
    for it in found[:SHOWN]:
        periods.setdefault(_period(t, it), []).append(_final(t, it))
    return [t("push-finals-line", period=period, finals=Markup(", ".join(said))) for period, said in periods.items()]


def _period(t: Texts, final: FinalNews) -> str:
    if final.kind is not FinalKind.TERM or final.term_kind is None:
        return t.label(f"finals-column-{final.kind}")
    return t.label(f"family-term-{final.term_kind}", name=final.term) if final.term.isdecimal() else final.term


def _final(t: Texts, final: FinalNews) -> Markup:
    subject = clip(final.subject)
    if final.old is None:
        return t("push-final", subject=subject, value=final.new)
    return t("push-final-corrected", subject=subject, old=final.old, value=final.new)
