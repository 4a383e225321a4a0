"""`По списку`: the marks in list order in one message; the preview names everybody."""

import re
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers import heard
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen, heading
from handlers.marks import wording
from handlers.screen import place, show
from journal.access import Actor
from journal.marks import list_typed
from journal.marks.by_list import Listed, Place
from journal.marks.list_typed import Typed
from journal.operations.drafts import DraftFacts
from journal.refusals import AbsentWithMark, Stale
from keyboards.data import clip
from keyboards.marks import by_list as kb
from keyboards.sections import OpenList
from locales import Markup, Texts
from locales.written import WRITTEN

router = Router(name="marks by list")
router.callback_query.filter(Prefixes(OpenList, kb.ListWhy, kb.SaveList))

WORD = re.compile(r"[^\W\d_]{4,}")
"""Longer than any code of a list: a name, or a topic."""
PIECE = 20
ECHO = 600


@router.callback_query(Tap(OpenList))
async def begin(query: CallbackQuery, tap: OpenList, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next message is the list; here it is with its numbers."""
    async with db.write() as session:
        shown = await list_typed.begin(session, actor, tap.lesson_id, words=WRITTEN, screen=place(query), now=now)
    await show(query, *_screen(t, shown))


async def read(message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The list, or a corrected one, or the reason that was asked for."""
    if not (message.text or "").strip():
        await show(message, t("text-expected"))
        return
    # «5 4 3» is a list that is too short, and not two marks of number five.
    if WORD.search(message.text or "") and await heard.instead(
        message, draft.payload["lesson"], actor=actor, db=db, t=t, now=now
    ):
        return
    async with db.write() as session:
        shown = await list_typed.hear(session, actor, draft, message.text or "", words=WRITTEN, now=now)
    await show(message, *_screen(t, shown))


@router.callback_query(Tap(kb.ListWhy))
async def because(query: CallbackQuery, tap: kb.ListWhy, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Why marks of an earlier day are replaced."""
    reason = "" if tap.reason == "own" else t.label("marks-why", why=tap.reason)
    async with db.write() as session:
        shown = await list_typed.because(
            session, actor, tap.draft_id, tap.version, reason=reason, words=WRITTEN, now=now
        )
    await show(query, *_screen(t, shown))


@router.callback_query(Tap(kb.SaveList))
async def save(query: CallbackQuery, tap: kb.SaveList, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Save it all. If a cell changed since the preview was shown, show what it would be now instead (G16)."""
    try:
        async with db.write() as session:
            told, shown = await list_typed.save(session, actor, tap.draft_id, tap.version, words=WRITTEN, now=now)
    except (Stale, AbsentWithMark) as changed:
        async with db.write() as session:
            draft = await list_typed.mine(session, actor, tap.draft_id, tap.version)
            fresh = await list_typed.refresh(session, actor, draft, words=WRITTEN, now=now)
        await show(query, *_screen(t, fresh), alert=t.label(changed.key, **changed.facts))
        return
    done = t("mlist-saved", marks=len(told.marks), codes=len(told.codes))
    await show(query, *wording.page(t, shown, now, done=done, walked=False))


# --- said --------------------------------------------------------------------------------------------------------------


def _screen(t: Texts, shown: Typed) -> Screen:
    page = shown.page
    lines = [t("mlist-title"), *heading(t, page.lesson), t("several-work", work=page.work.name), ""]
    if shown.asks_reason:
        lines.append(t("mlist-asks-reason"))
    elif shown.told is None:
        lines.append(t("mlist-hint", expected=len(page.sheet.lines)))
        lines += [
            t("mlist-name", number=str(line.pupil.number), name=line.pupil.full, there=line.cell or "")
            for line in page.sheet.lines
        ]
    else:
        lines += _preview(t, shown, shown.told)
    return Screen("\n".join(lines), kb.typed(t, shown))


def _preview(t: Texts, shown: Typed, told: Listed) -> list[str]:
    lines: list[str] = []
    if not told.counted:
        lines += [t("mlist-count", expected=told.expected, given=told.given), ""]
    lines += [_line(t, place) for place in told.places]
    lines.append("")
    if told.right and shown.needs_reason:
        lines.append(t("mlist-reason"))
    elif shown.reason:
        lines.append(t("mlist-because", reason=shown.reason))
    if not told.right:
        lines += [t("mlist-wrong"), t("mlist-yours", text=clip(shown.text.replace("\n", " "), ECHO))]
    return lines


def _line(t: Texts, place: Place) -> str:
    """«3. Иванова Мария — 4 → 5»."""
    name, number = place.line.pupil.full, str(place.line.pupil.number)
    return t("mlist-line", number=number, name=name, said=_said(t, place))


def _said(t: Texts, place: Place) -> Markup:
    piece = clip(place.piece.text, PIECE)
    if place.piece.wrong:
        return t("mlist-piece-wrong", piece=piece)
    if place.full:
        return t("mlist-piece-full", piece=piece, there="/".join(place.line.values))
    parts = [t("mlist-code", code=place.code.code or "")] if place.code is not None else []
    for change, before in zip(place.marks, place.before, strict=True):
        value = f"{change.value}{change.comment or ''}"
        if before is not None and before != change.value:
            parts.append(t("mlist-mark-changed", before=before, value=value))
        else:
            parts.append(t("mlist-mark", value=value))
    if not parts:
        return t("mlist-as-it-is", there=place.line.cell) if place.line.cell else t("mlist-nothing")
    said = Markup(", ".join(parts))
    return t("mlist-conflict", said=said) if place.conflict else said
