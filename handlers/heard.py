"""A text about a lesson becomes a preview, whatever else was being asked for: a whole lesson is no topic and no reason."""

from datetime import datetime

from aiogram.types import Message

from db.engine import Database
from handlers import preview
from handlers.screen import show
from journal.access import Actor
from journal.lessons import spoken, whose
from journal.lessons.dictation import Dictation
from locales import Texts
from locales.written import WRITTEN


async def hear(message: Message, lesson_id: int, *, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Show what the text says about the lesson; nothing is saved yet."""
    if not message.text:
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        shown = await spoken.hear(session, actor, lesson_id, message.text, words=WRITTEN, screen=None, now=now)
    await show(message, *preview.preview(t, shown))


async def read(message: Message, lesson_id: int, *, actor: Actor, db: Database, now: datetime) -> Dictation:
    """What the text says of an own lesson, to decide whom it is for."""
    async with db.read() as session:
        return await whose.read(session, actor, lesson_id, message.text or "", words=WRITTEN, now=now)


async def instead(message: Message, lesson_id: int, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
    """Whether the text was a dictated lesson and not the answer that was waited for; then it is previewed.

    Only what is understood to the last word and names a student, or says several things at once.
    """
    told = await read(message, lesson_id, actor=actor, db=db, now=now)
    several = sum(map(bool, (told.topic, told.homework, told.all_present))) > 1
    if not (told.can_be_saved and (told.entries or several)):
        return False
    await hear(message, lesson_id, actor=actor, db=db, t=t, now=now)
    return True
