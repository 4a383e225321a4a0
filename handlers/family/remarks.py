"""`📣 Замечания и похвала`: what a family reads of a child."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import remarks
from journal.family.remarks import RemarksPage, SeenRemark
from keyboards import remarks as kb
from keyboards.sections import RemarksOf
from locales import Markup, Texts

router = Router(name="family remarks")
router.callback_query.filter(Prefixes(RemarksOf))


@router.callback_query(Tap(RemarksOf))
async def of_child(query: CallbackQuery, tap: RemarksOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The latest ones, newest first."""
    async with db.read() as session:
        page = await remarks.page(session, actor, student_id=tap.student_id, now=now)
    await show(query, *screen(t, page, tap.part))


def screen(t: Texts, page: RemarksPage, part: int) -> Screen:
    """A block a remark: when, from whom, and the text as it was written."""
    child = page.child
    head = [t("remark-title", own=int(child.own), whose=wording.whose(t, child))]
    foot = [] if page.remarks else [t("remark-none")]
    shown = wording.parted(head, [block(t, it) for it in page.remarks], foot, part=part, gap="\n\n")
    before = shown.number - 1 if shown.before else None
    after = shown.number + 1 if shown.after else None
    return Screen(shown.text, kb.of_child(t, child.student_id, before=before, after=after))


def block(t: Texts, it: SeenRemark) -> Markup:
    """«👏 пн 23.11 · Алгебра · Кузнецова М. В.», and the text."""
    where = wording.named(it.subject) if it.subject is not None else t.label("remark-homeroom")
    head = t("remark-head", kind=it.kind.value, day=t.day(it.date), where=where, author=wording.named(it.author))
    return Markup(f"{head}\n{t('remark-text', text=it.text)}")
