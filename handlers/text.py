"""A typed message: what somebody is in the middle of, then what an area understands; else the menu."""

from datetime import datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers import (
    absences,
    assessments,
    control,
    family,
    finals,
    homework,
    imports,
    lessons,
    marks,
    menu,
    people,
    programme,
    remarks,
    substitutions,
)
from handlers.family import asked
from handlers.reading import Reader, Understands
from handlers.screen import answer, show
from journal.access import Actor
from journal.operations import drafts, watch
from journal.typed import is_seen
from locales import Markup, Texts

router = Router(name="text")

AREAS: Final = (
    people,
    lessons,
    absences,
    marks,
    homework,
    assessments,
    finals,
    control,
    family,
    programme,
    remarks,
    substitutions,
    imports,
)
READERS: Final[dict[str, Reader]] = {kind: reader for area in AREAS for kind, reader in area.READERS.items()}
"""Who reads what continues a draft, by its kind; no two areas name one alike (a test counts them)."""
SPLIT: Final = 4000
"""An app cuts what is longer than 4,096 at a border of words: a text of this length has a rest, and no field takes it."""
UNDERSTANDS: Final[tuple[Understands, ...]] = (
    people.redeem_typed,
    lessons.understand,
    lessons.understand_question,
    asked.understand,
)
"""Who may know what a free text means, asked in this order."""


@router.message()
async def typed(message: Message, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Give the message to whoever expects it. What nobody takes is answered with the menu, never dropped."""
    if message.text is not None and not is_seen(message.text):
        await show(message, t("text-expected"))
        return
    async with db.read() as session:
        draft = await drafts.current(session, actor)
    long = message.text is not None and len(message.text) >= SPLIT
    if draft is not None and (long or drafts.is_rest(draft, message.date)):
        async with db.write() as session:
            await drafts.note_split(session, draft, message.date if long else None)
        await show(message, t("text-too-long", limit=SPLIT) if long else t("text-rest-of-too-long"))
        return
    if draft is not None and draft.kind in READERS:
        await READERS[draft.kind](message, draft, actor=actor, db=db, t=t, now=now)
        return
    if message.text is None:
        for understand_file in (programme.understand_file, imports.understand_file):
            if await understand_file(message, actor=actor, db=db, t=t, now=now):
                return
        await show(message, t("text-expected"))
        return
    for understand in UNDERSTANDS:
        if await understand(message, actor=actor, db=db, t=t, now=now):
            return
    async with db.read() as session:
        screen = await menu.menu(session, actor, t, now)
    await show(message, Markup("\n\n".join([t("text-not-understood"), screen.text])), screen.keyboard)


@router.callback_query()
async def stale(query: CallbackQuery, db: Database, t: Texts) -> None:
    """A button that nobody heard: drawn by an older release, or bytes that we never wrote."""
    watch.of(db).denials.labels("unknown_button").inc()
    await answer(query, t.label("stale-button"), alert=True)
