"""Questions of a teacher in one's own words: «какие у меня уроки завтра», «расписание на неделю», «что не заполнено»."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from aiogram.types import Message

from db.engine import Database, Session
from db.people import Scope
from handlers.heading import Screen
from handlers.lessons import wording
from handlers.screen import show
from journal.access import Actor
from journal.dates import Days
from journal.family import questions
from journal.family.questions import Ask
from journal.lessons import day as days
from journal.lessons import whole_day
from journal.names import fold
from journal.words import tokens
from locales import Texts
from locales.written import WRITTEN

SPOKEN: Final = replace(
    WRITTEN, asks={**dict.fromkeys(WRITTEN.doubtful_asks, "timetable"), **WRITTEN.asks}, doubtful_asks={}
)
"""A teacher has no homework to do: «уроки» are lessons."""


async def understand_question(message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
    """Answer with the own lessons. False: it is no such question, or may be one about a child of the asker's."""
    text = message.text or ""
    if not actor.staff_id or (_is_parent(actor) and not _says_own(text)):
        return False
    undone = is_about_unfilled(text)
    when = None if undone else own_lessons(text, now.date())
    if not undone and when is None:
        return False
    async with db.read() as session:
        if when is None:
            screen = wording.unfilled(t, await days.unfilled(session, actor, now), now)
        else:
            screen = await _lessons(session, actor, when, t, now)
    await show(message, *screen)
    return True


def own_lessons(text: str, today: date) -> Days | None:
    """The days whose lessons a teacher asks for; None for anything else, such as what was on a lesson."""
    asked = questions.parse(text, today, (), (), SPOKEN)
    if not isinstance(asked, Ask) or asked.kind != "timetable":
        return None
    return asked.dates if isinstance(asked.dates, Days) else Days(today, today)


async def _lessons(session: Session, actor: Actor, when: Days, t: Texts, now: datetime) -> Screen:
    if when.first == when.last:
        page = await days.of_day(session, actor, when.first, now=now)
        whole = await whole_day.classes(session, page.lessons) if when.first <= now.date() else {}
        return wording.day(t, page, now, whole=whole)
    monday = when.first - timedelta(days=when.first.weekday())
    return wording.week(t, monday, await days.of_week(session, actor, monday, now=now), now)


def _is_parent(actor: Actor) -> bool:
    return any(grant.scope is not Scope.STAFF for grant in actor.grants)


def _keys(text: str) -> list[str]:
    return [token.key for token in tokens(text) if token.key[0].isalnum()]


def _says_own(text: str) -> bool:
    return any(key in WRITTEN.own for key in _keys(text))


def is_about_unfilled(text: str) -> bool:
    """The whole question, without what changes nothing: «что у меня не заполнено?» is «не заполнено»."""
    idle = (WRITTEN.noise | WRITTEN.asides | WRITTEN.own) - WRITTEN.not_
    return " ".join(key for key in _keys(text) if key not in idle) in {fold(said) for said in WRITTEN.unfilled}
