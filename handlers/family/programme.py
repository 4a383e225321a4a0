"""`📈 Что проходят`: how far each subject is through its programme, and what comes next (П 4.2.4)."""

from datetime import datetime
from functools import partial
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.family import wording
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import programme
from journal.family.programme import Progress, ProgressPage
from keyboards import family as kb
from keyboards.data import clip
from keyboards.sections import ProgressOf
from locales import Markup, Texts

router = Router(name="family programme")
router.callback_query.filter(Prefixes(ProgressOf))

BAR: Final = 10
"""Signs of the bar; it fits beside nothing else on the narrowest phone."""
TOPIC: Final = 200
"""Characters of the next topic."""


@router.callback_query(Tap(ProgressOf))
async def of_child(query: CallbackQuery, tap: ProgressOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Every subject that has a plan. A lag is the school's own affair."""
    async with db.read() as session:
        page = await programme.page(session, actor, student_id=tap.student_id, now=now)
    await show(query, *screen(t, page, tap.part))


def screen(t: Texts, page: ProgressPage, part: int = 0) -> Screen:
    """A block a subject."""
    child = page.child
    head = [t("family-progress-title", own=int(child.own), whose=wording.whose(t, child))]
    foot = [] if page.courses else [t("family-progress-none")]
    shown = wording.parted(head, [_course(t, it) for it in page.courses], foot, part=part, gap="\n\n")
    door = partial(ProgressOf, student_id=child.student_id)
    return Screen(shown.text, kb.progress(t, child.student_id, parts=shown.parts(door)))


def _course(t: Texts, it: Progress) -> str:
    """«Алгебра: пройдено 37 из 68 часов», a bar, and the next topic."""
    full = it.passed * BAR // it.hours if it.hours else 0
    lines = [
        t("family-progress", subject=wording.named(it.subject), passed=str(it.passed), hours=it.hours),
        Markup("▓" * full + "░" * (BAR - full)),
    ]
    lines.append(t("family-progress-next", topic=clip(it.next, TOPIC)) if it.next else t("family-progress-done"))
    return "\n".join(lines)
