"""Photos and files of homework, both ways between a chat and the journal."""

from collections import OrderedDict
from datetime import datetime

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from db.homework import FileKind
from handlers.heading import Screen
from handlers.homework import wording
from handlers.screen import show
from journal.access import Actor
from journal.homework import files, named, page
from journal.homework.files import Attached, Incoming
from journal.operations.drafts import DraftFacts
from locales import Texts

log = structlog.get_logger()

ALBUMS = 200
"""How many albums are remembered at once; their messages come within a second or two."""
_albums: OrderedDict[tuple[int, str], Message] = OrderedDict()
"""Where an album was answered. Only to keep the chat short: after a restart the next photo gets an answer of its own."""


def incoming(message: Message) -> Incoming | None:
    """The photo in its largest size, or the document, of a message."""
    if message.photo:
        largest = message.photo[-1]
        return Incoming(largest.file_id, FileKind.PHOTO, f"{largest.file_unique_id}.jpg", largest.file_size or 0)
    if message.document:
        document = message.document
        name = document.file_name or document.file_unique_id
        return Incoming(document.file_id, FileKind.DOCUMENT, name, document.file_size or 0)
    return None


async def attach(message: Message, lesson_id: int, *, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Add a photo or file to a lesson's homework, and show what is set now."""
    file = incoming(message)
    if file is None:
        await show(message, t("homework-file-expected"))
        return
    async with db.write() as session:
        await files.attach(session, actor, lesson_id, file, text=message.caption or "", now=now)
        shown = await page.page(session, actor, lesson_id)
    await _show_once(message, wording.page(t, shown))


async def attach_named(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The same for the students who are chosen."""
    file = incoming(message)
    if file is None:
        await show(message, t("homework-file-expected"))
        return
    async with db.write() as session:
        shown = await named.attach(session, actor, draft, file, text=message.caption or "", now=now)
    await _show_once(message, wording.named(t, shown))


async def _show_once(message: Message, screen: Screen) -> None:
    """An album comes as so many messages: the first is answered, and the others redraw that answer."""
    album = (message.chat.id, message.media_group_id or "")
    answered = _albums.get(album) if message.media_group_id else None
    if answered is not None:
        try:
            await answered.edit_text(screen.text, reply_markup=screen.keyboard)
        except TelegramBadRequest as error:
            log.info("the answer to an album is gone", error=error.message)
        else:
            return
    sent = await message.answer(screen.text, reply_markup=screen.keyboard)
    if message.media_group_id:
        _albums[album] = sent
        while len(_albums) > ALBUMS:
            _albums.popitem(last=False)


async def send(query: CallbackQuery, found: list[Attached]) -> bool:
    """Send the files as new messages under the screen; False if one cannot be opened any more."""
    bot, chat, sent = query.bot, query.from_user.id, True
    for file in found:
        if bot is None:  # pragma: no cover - aiogram binds every event to its bot
            return False
        try:
            if file.kind is FileKind.PHOTO:
                await bot.send_photo(chat, file.platform_file_id)
            else:
                await bot.send_document(chat, file.platform_file_id)
        except TelegramBadRequest as error:
            log.warning("a file of a homework cannot be sent", file=file.file_id, error=error.message)
            sent = False
    return sent
