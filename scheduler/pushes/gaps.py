"""After a gap: the note to whoever was in the middle of something (G6)."""

from datetime import datetime

from db.engine import Session
from journal.operations import gaps, recipients
from journal.operations.queue import Claimed
from keyboards.data import Rows, button
from keyboards.sections import LessonCard
from locales import Texts
from scheduler.pushes.push import Push


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """The note with the lessons to check; None for who is no staff any more."""
    to = await recipients.recipient(session, notice.account_id)
    if not to.actor.staff_id:
        return None
    gap = await gaps.of_notice(session, to.actor, notice.facts)
    rows: Rows = [
        [
            button(
                t.label("reminder-lesson", group=lesson.group, subject=lesson.subject, period=str(lesson.period)),
                LessonCard(lesson_id=lesson.id),
            )
        ]
        for lesson in gap.lessons
    ]
    facts = {"begin": f"{gap.begin:%H:%M}", "end": f"{gap.end:%H:%M}"}
    if gap.begin.date() != now.date():
        return Push(t("push-gap-since", day=t.day(gap.begin.date()), **facts), rows)
    return Push(t("push-gap", **facts), rows)
