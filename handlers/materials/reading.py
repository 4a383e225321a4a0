"""`📁 Файлы` of a family: what is for the child's class, grade or school."""

from datetime import datetime

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery

from db.engine import Database
from db.homework import FileKind
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import answer, show
from journal.access import Actor
from journal.family import materials
from journal.family.materials import MaterialsPage, SeenMaterial
from keyboards import materials as kb
from keyboards.sections import MaterialsOf
from locales import Markup, Texts

router = Router(name="materials read")
router.callback_query.filter(Prefixes(MaterialsOf, kb.OpenMaterial))


@router.callback_query(Tap(MaterialsOf))
async def of_child(query: CallbackQuery, tap: MaterialsOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The latest ones."""
    async with db.read() as session:
        page = await materials.page(session, actor, student_id=tap.student_id, now=now)
    await show(query, *screen(t, page, now, tap.part))


@router.callback_query(Tap(kb.OpenMaterial))
async def open_file(
    query: CallbackQuery, tap: kb.OpenMaterial, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The file, as a new message under the screen."""
    async with db.read() as session:
        found = await materials.one(session, actor, student_id=tap.student_id, material_id=tap.material_id, now=now)
    sent = await _send(query, found)
    await answer(query, "" if sent else t.label("family-files-gone"), alert=not sent)


async def _send(query: CallbackQuery, found: SeenMaterial) -> bool:
    bot, file_id = query.bot, found.platform_file_id
    if (
        bot is None or file_id is None
    ):  # pragma: no cover - aiogram binds every event to its bot; only files have buttons
        return False
    try:
        if found.kind is FileKind.PHOTO:
            await bot.send_photo(query.from_user.id, file_id)
        else:
            await bot.send_document(query.from_user.id, file_id)
    except TelegramBadRequest:
        return False
    return True


def screen(t: Texts, page: MaterialsPage, now: datetime, part: int = 0) -> Screen:
    """A block a material."""
    child = page.child
    head = [t("material-family-title", own=int(child.own), whose=wording.whose(t, child))]
    foot = [] if page.materials else [t("material-none")]
    shown = wording.parted(head, [_block(t, it, now) for it in page.materials], foot, part=part, gap="\n\n")
    before = shown.number - 1 if shown.before else None
    after = shown.number + 1 if shown.after else None
    return Screen(shown.text, kb.of_child(t, child.student_id, page.materials, before=before, after=after))


def _block(t: Texts, it: SeenMaterial, now: datetime) -> Markup:
    day = t.day(it.put_at.astimezone(now.tzinfo).date())
    head = t("material-head", topic=it.topic.value, day=day, author=wording.named(it.author))
    lines = [head, *([t("remark-text", text=it.text)] if it.text else [])]
    if it.file:
        lines.append(t("material-file", name=wording.named(it.file)))
    return Markup("\n".join(lines))
