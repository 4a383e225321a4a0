"""`✖️ Отменить` under the progress of a stored job."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.screen import answer, show
from journal.access import Actor
from journal.operations import jobs
from keyboards import jobs as kb
from locales import Texts

router = Router(name="jobs")
router.callback_query.filter(Prefixes(kb.CancelJob))


@router.callback_query(Tap(kb.CancelJob))
async def cancel(query: CallbackQuery, tap: kb.CancelJob, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own job ends; if its document is on its way already, or came, this says so."""
    async with db.write() as session:
        job = await jobs.cancel(session, actor, job_id=tap.job_id, now=now)
    if job.pending:
        await answer(query, t.label("job-on-its-way"), alert=True)
        return
    await show(query, kb.over(t, job), kb.ended(t, kb.back(job)))
