"""A typed message: the menu's labels, what somebody is in the middle of, what an area understands; else the menu."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers import screen
from handlers.reading import Reader, Understands
from journal.access import Actor
from journal.operations import drafts
from locales import Texts

router = Router(name="text")

READERS: dict[str, Reader] = {}
AREAS: tuple[Understands, ...] = ()


@router.message()
async def typed(message: Message, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Give the message to whoever expects it. What nobody takes is answered, never dropped."""
    async with db.read() as session:
        draft = await drafts.current(session, actor)
    if draft is not None and draft.kind in READERS:
        await READERS[draft.kind](message, draft, actor=actor, db=db, t=t, now=now)
        return
    if message.text is None:
        await screen.show(message, t("text-expected"))
        return
    for understand in AREAS:
        if await understand(message, actor=actor, db=db, t=t, now=now):
            return
    await screen.show(message, t("text-not-understood"))


@router.callback_query()
async def stale(query: CallbackQuery, t: Texts) -> None:
    """A button that nobody heard: drawn by an older release, or bytes that we never wrote."""
    await screen.answer(query, t.label("stale-button"), alert=True)
