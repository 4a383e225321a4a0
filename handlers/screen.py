"""One living screen: redraw the message under the finger, or send a new one, always after the commit."""

import asyncio

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from keyboards import sections
from keyboards.data import Data

log = structlog.get_logger()

LIMIT = 4000
"""Characters a message; Telegram takes 4096 after entities, the second messenger 4000."""

UNCHANGED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited", "there is no text in the message to edit")
DOORS = frozenset(
    kind.__prefix__
    for kind in vars(sections).values()
    if isinstance(kind, type) and issubclass(kind, Data) and kind is not Data
)
WAYS_ON = frozenset({sections.Menu().pack(), sections.Help().pack()})
"""Every screen has a way to the menu, the menu itself one to the help; no push has either."""
OLD_TAP = ("query is too old", "query id is invalid")


async def show(
    event: CallbackQuery | Message, text: str, keyboard: InlineKeyboardMarkup | None = None, *, alert: str = ""
) -> None:
    """Show a screen: a tap redraws its message, a typed message is answered by a new one.

    A text over the limit is split at line borders into several messages, the keyboard under the last. `alert` is said
    over the redrawn screen: why it is not the one that was expected.
    """
    if isinstance(event, Message):
        await _send(event, text, keyboard)
        return
    await asyncio.gather(_redraw(event, text, keyboard), answer(event, alert, alert=bool(alert)))


def place(query: CallbackQuery) -> int | None:
    """The message that shows the screen; a tap on a very old one comes without it."""
    return query.message.message_id if query.message is not None else None


async def answer(query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """Stop the spinner of a button, with a note or an alert; a tap too old to answer is done all the same."""
    try:
        await query.answer(text[:200] or None, show_alert=alert)
    except TelegramBadRequest as error:
        if not any(words in error.message.lower() for words in OLD_TAP):
            raise


async def _redraw(query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    message = query.message
    if not isinstance(message, Message) or len(text) > LIMIT or message.text is None or _is_push(message, query.data):
        await _send_to(query, text, keyboard)
        return
    try:
        await message.edit_text(text, reply_markup=keyboard)
    except TelegramBadRequest as error:
        if UNCHANGED in error.message:
            return
        if not any(words in error.message for words in GONE):
            raise
        await _send_to(query, text, keyboard)


def _is_push(message: Message, tapped: str | None) -> bool:
    """Whether a door was opened from a push: it stays as it came, and the section comes as a message of its own."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    is_screen = any(button.callback_data in WAYS_ON for row in rows for button in row)
    return not is_screen and (tapped or "").partition(":")[0] in DOORS


async def _send(message: Message, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    *before, last = pages(text)
    for page in before:
        await message.answer(page)
    await message.answer(last, reply_markup=keyboard)


async def _send_to(query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    bot = query.bot
    if bot is None:  # pragma: no cover - aiogram binds every event to its bot
        return
    *before, last = pages(text)
    for page in before:
        await bot.send_message(query.from_user.id, page)
    await bot.send_message(query.from_user.id, last, reply_markup=keyboard)


def pages(text: str, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most `limit` characters, cut between lines: our tags never span one."""
    found: list[str] = []
    piece = ""
    for line in text.split("\n"):
        if piece and len(piece) + 1 + len(line) > limit:
            found.append(piece)
            piece = line
        else:
            piece = f"{piece}\n{line}" if piece else line
    return [*found, piece]
