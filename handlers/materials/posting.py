"""`📁 Файлы` of staff: why, for whom, then a file, a photo or a text with a link."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.homework.sending import incoming
from handlers.screen import place, show
from journal.access import Actor, ClassFacts
from journal.access.materials import may_post
from journal.materials import posting
from journal.materials.posting import OwnPage, Posted
from journal.operations.drafts import DraftFacts
from keyboards import materials as kb
from keyboards.data import clip
from keyboards.sections import Materials
from locales import Markup, Texts

router = Router(name="materials posted")
router.callback_query.filter(Prefixes(Materials, kb.PostWhy, kb.PostFor, kb.TakeOff))

TEXT = 120
"""Characters of a material in the list of the own ones."""


@router.callback_query(Tap(Materials))
async def open_own(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What stands; whoever comes back from posting has given that up."""
    async with db.write() as session:
        page = await posting.leave(session, actor, now=now)
    await show(query, *_own(t, page, now))


@router.callback_query(Tap(kb.PostWhy))
async def ask_whom(query: CallbackQuery, tap: kb.PostWhy, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The classes and grades that it may be for."""
    async with db.read() as session:
        may = await may_post(session, actor, now.date())
    text = "\n".join([t(f"material-why-{tap.topic}"), "", t("material-whom")])
    await show(query, text, kb.whom(t, tap.topic, may))


@router.callback_query(Tap(kb.PostFor))
async def wait(query: CallbackQuery, tap: kb.PostFor, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next message is the material."""
    class_id, grade = tap.class_id or None, tap.grade or None
    async with db.write() as session:
        may = await posting.begin(
            session, actor, topic=tap.topic, class_id=class_id, grade=grade, screen=place(query), now=now
        )
    to = _whom(t, class_id, grade, may.classes)
    text = "\n".join([t(f"material-why-{tap.topic}"), t("material-for", whom=to), "", t("material-send")])
    await show(query, text, kb.waiting(t))


async def read_material(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Posted. After a file more files may come; a text then is not posted unasked."""
    text, file = message.text or message.caption or "", incoming(message)
    if file is None and draft.payload.get(posting.MORE):
        async with db.write() as session:
            page = await posting.leave(session, actor, now=now)
        await show(message, *_own(t, page, now, note="material-not-posted"))
        return
    async with db.write() as session:
        page = await posting.post(session, actor, draft, text=text, file=file, now=now)
    await show(message, *_own(t, page, now, note="material-posted"))


@router.callback_query(Tap(kb.TakeOff))
async def take_off(query: CallbackQuery, tap: kb.TakeOff, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """No family sees it any more."""
    async with db.write() as session:
        page = await posting.withdraw(session, actor, material_id=tap.material_id, now=now)
    await show(query, *_own(t, page, now))


def _own(t: Texts, page: OwnPage, now: datetime, *, note: str = "") -> Screen:
    lines: list[str] = [t("material-title")]
    if note:
        lines += ["", t(note)]
    lines += ["", *(_line(t, number, it, page, now) for number, it in enumerate(page.posted, start=1))]
    if not page.posted:
        lines.append(t("material-none-own"))
    return Screen("\n".join([*lines, "", t("material-ask")]), kb.own(t, page))


def _line(t: Texts, number: int, it: Posted, page: OwnPage, now: datetime) -> Markup:
    return t(
        "material-own-line",
        number=str(number),
        topic=it.topic.value,
        day=t.day(it.put_at.astimezone(now.tzinfo).date()),
        whom=_whom(t, it.class_id, it.grade, page.may.classes),
        name=clip(kb.name(it), TEXT),
    )


def _whom(t: Texts, class_id: int | None, grade: int | None, classes: tuple[ClassFacts, ...]) -> str:
    if class_id is not None:
        return next((it.name for it in classes if it.id == class_id), t.label("material-other-class"))
    return t.label("material-grade", grade=str(grade)) if grade is not None else t.label("material-school")
