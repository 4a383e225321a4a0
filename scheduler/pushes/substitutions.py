"""Pushes about substitutions: to who is asked, to who waits for the answer, to the deputy heads that somebody is away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from db.engine import Session
from db.substitutions import StaffAbsence
from journal.operations import recipients
from journal.operations.queue import Claimed
from journal.substitutions import absences, news
from journal.substitutions.absences import Covered
from journal.substitutions.lines import Line
from journal.substitutions.news import News
from journal.timetable import teachers
from keyboards.data import Rows, button, clip
from keyboards.sections import LessonToCover, TeacherAway
from keyboards.substitutions import own as kb
from locales import Markup, Texts
from scheduler.pushes import lesson_changes
from scheduler.pushes.push import Push

SHOWN: Final = 8
"""Lessons that a push names; the screen names them all."""
HEADS: Final = {
    News.SILENT: "push-substitution-silent",
    News.ACCEPTED: "push-substitution-accepted",
    News.DECLINED: "push-substitution-declined",
}


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """What there is to say now, or None once it is settled otherwise or is no longer the recipient's (G26)."""
    to = await recipients.recipient(session, notice.account_id)
    if notice.facts["about"] == teachers.ABOUT:
        return await lesson_changes.render(session, to, notice, t, now)
    story = await news.story(session, to.actor, notice.facts, now)
    if story is None:
        return None
    if story.about in (News.AWAY, News.BACK):
        return await _away(session, t, story.about, story.absence_id)
    first = story.lines[0]
    if story.about is News.OFFERED:
        head = t("push-substitution-asked", count=len(story.lines), absent=clip(first.absent))
        said = _kind(t, first)
        return Push(_text(t, head, story.lines, said), kb.asked(t, story.lines))
    if story.about is News.CANCELLED:
        return Push(_text(t, t("push-substitution-cancelled"), story.lines))
    head = t(HEADS[story.about], name=clip(first.substitute))
    return Push(_text(t, head, story.lines), _doors(t, story.lines), silent=story.about is News.ACCEPTED)


def _text(t: Texts, head: Markup, lines: Sequence[Line], said: Markup | None = None) -> Markup:
    text = [head, *(_line(t, line) for line in lines[:SHOWN])]
    if len(lines) > SHOWN:
        text.append(t("push-substitution-more", count=len(lines) - SHOWN))
    return Markup("\n".join([*text, *([said] if said else [])]))


def _line(t: Texts, line: Line) -> Markup:
    return t(
        "push-substitution-line",
        day=t.day(line.date),
        period=str(line.period),
        begins=f"{line.starts_at:%H:%M}",
        group=clip(line.group),
        subject=clip(line.subject),
    )


def _kind(t: Texts, line: Line) -> Markup:
    return t("push-substitution-kind", kind=line.kind.value, instead=clip(line.instead))


def _doors(t: Texts, lines: Sequence[Line]) -> Rows:
    return [
        [
            button(
                t.label("push-substitution-open", period=str(line.period), group=clip(line.group, 16)),
                LessonToCover(lesson_id=line.lesson_id),
            )
        ]
        for line in lines[:3]
    ]


async def _away(session: Session, t: Texts, about: News, absence_id: int) -> Push | None:
    """The lessons to cover, with the way to them; or that the teacher comes after all."""
    found = await absences.read(session, StaffAbsence.id == absence_id, withdrawn=True)
    if not found:
        return None
    it = found[0]
    days = kb.span(t, it.first_on, it.last_on)
    if about is News.BACK:
        return Push(t("push-back", name=clip(it.name), days=days))
    lessons = await absences.of_teacher(session, it.person_id, it.first_on, it.last_on)
    open_ = [covered for covered in lessons if _is_open(covered)]
    head = t("push-away", name=clip(it.name), days=days)
    lines = [
        t(
            "push-substitution-line",
            day=t.day(lesson.date),
            period=str(lesson.period),
            begins=f"{lesson.starts_at:%H:%M}",
            group=clip(lesson.group),
            subject=clip(lesson.subject),
        )
        for lesson, _ in open_[:SHOWN]
    ]
    if len(open_) > SHOWN:
        lines.append(t("push-substitution-more", count=len(open_) - SHOWN))
    text = Markup("\n".join([head, t("push-away-lessons", count=len(open_)), *lines]))
    door = TeacherAway(person_id=it.person_id, first=it.first_on, last=it.last_on)
    return Push(text, [[button(t.label("push-away-open"), door)]])


def _is_open(covered: Covered) -> bool:
    return covered.cover is None and covered.lesson.state != "cancelled"
