"""To a family: a remark, or that one was taken back by whoever told it."""

from datetime import datetime

from db.engine import Session
from journal import rules
from journal.operations import recipients
from journal.operations.queue import Claimed
from journal.remarks import news
from journal.remarks.news import RemarkNews
from keyboards.data import button, clip
from keyboards.sections import RemarksOf
from locales import Markup, Texts
from scheduler.pushes.push import Push


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """What stands there now; None if it was taken back before it was told, or is not the recipient's to hear (G26)."""
    to = await recipients.recipient(session, notice.account_id)
    child = await recipients.entitled(session, to.actor, notice.student_id or 0, now.date())
    found = child and await news.of_child(session, notice.account_id, child, notice.facts["remark"])
    if child is None or not found:
        return None
    hours = await recipients.school_day(session, [child.student_id], now.date()) if child.own else None
    return Push(
        _text(t, clip(child.called), found, detail=rules.of(session).detail),
        [[button(t.label("push-open-remarks"), RemarksOf(student_id=child.student_id))]],
        silent=hours is not None and hours[0] <= now <= hours[1],
        values=found.values,
    )


def _text(t: Texts, name: str, found: RemarkNews, *, detail: str) -> Markup:
    """«👏 Полина · Алгебра: помогла …»; PUSH_DETAIL as in the news of lessons."""
    if detail == "none":
        return t("push-news-none", child=name)
    where = clip(found.subject) if found.subject is not None else t.label("remark-homeroom")
    if found.withdrawn:
        return t("push-remark-withdrawn", child=name, where=where, author=clip(found.author))
    if detail == "subject":
        return t("push-remark-hushed", child=name, where=where)
    return t("push-remark", kind=found.kind.value, child=name, where=where, author=clip(found.author), text=found.text)
