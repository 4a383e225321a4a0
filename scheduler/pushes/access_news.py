"""Pushes about codes and connections: to the issuer, the homeroom teacher, the child's other adults (G32)."""

from datetime import datetime

from db.engine import Session
from db.people import Scope
from journal.operations import recipients
from journal.operations.queue import Claimed
from journal.people import access_news
from journal.people.access_news import News, Story
from keyboards.people import access as kb
from locales import Markup, Texts
from scheduler.pushes.push import Push


async def render(session: Session, notice: Claimed, t: Texts, now: datetime) -> Push | None:
    """The push, or None if the connection has ended since or it is no longer the recipient's to hear of (G26)."""
    to = await recipients.recipient(session, notice.account_id)
    story = await access_news.story(session, to.actor, notice.facts, now.date())
    return None if story is None else Push(_text(t, story), kb.news(t, story))


def _text(t: Texts, story: Story) -> Markup:
    match story.event:
        case News.MOVED:
            return t("people-news-moved")
        case News.LET_IN:
            return t("people-news-let-in")
        case News.NEIGHBOUR:
            return t("people-news-neighbour", child=story.child, student=int(story.scope is Scope.STUDENT))
        case News.BOUND:
            return t("people-news-bound", who=kb.who(t, story))
        case News.REUSED:
            return t("people-news-reused", who=kb.who(t, story))
        case News.WAITS:
            return t("people-news-waits", who=kb.who(t, story))
        case News.REPORTED:
            return t("people-news-reported", who=kb.who(t, story))
