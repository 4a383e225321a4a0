"""`🤒 Не выйду на работу` and `🔁 Мои замены`."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from handlers.substitutions import wording
from journal.access import Actor
from journal.substitutions import absences, answering
from keyboards.sections import Away, MySubstitution, MySubstitutions
from keyboards.substitutions import own as kb
from locales import Texts

router = Router(name="own substitutions")
router.callback_query.filter(
    Prefixes(
        *(Away, kb.AwayFrom, kb.AwayCheck, kb.TellAway, kb.WithdrawAway),
        *(MySubstitutions, MySubstitution, kb.AcceptLessons, kb.DeclineLessons, kb.Kit, kb.Sign),
    )
)


@router.callback_query(Tap(Away))
async def away(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What was said, and how to say more."""
    async with db.read() as session:
        page = await absences.page(session, actor, now=now)
    await show(query, *wording.away(t, page, now.date()))


@router.callback_query(Tap(kb.AwayFrom))
async def away_from(
    query: CallbackQuery, tap: kb.AwayFrom, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Up to which day."""
    async with db.read() as session:
        await absences.meant(session, actor, first=tap.first, last=tap.first, now=now)
    await show(query, *wording.away_from(t, tap.first, now.date()))


@router.callback_query(Tap(kb.AwayCheck))
async def away_check(
    query: CallbackQuery, tap: kb.AwayCheck, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Which lessons it is about."""
    async with db.read() as session:
        lessons = await absences.meant(session, actor, first=tap.first, last=tap.last, now=now)
    await show(query, *wording.away_check(t, lessons, tap.first, tap.last))


@router.callback_query(Tap(kb.TellAway))
async def tell(query: CallbackQuery, tap: kb.TellAway, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Say it."""
    async with db.write() as session:
        await absences.tell(session, actor, first=tap.first, last=tap.last, now=now)
        page = await absences.page(session, actor, now=now)
    await show(query, *wording.away(t, page, now.date()), alert=t.label("away-told"))


@router.callback_query(Tap(kb.WithdrawAway))
async def withdraw(
    query: CallbackQuery, tap: kb.WithdrawAway, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Take it back."""
    async with db.write() as session:
        await absences.withdraw(session, actor, absence_id=tap.absence_id, now=now)
        page = await absences.page(session, actor, now=now)
    await show(query, *wording.away(t, page, now.date()), alert=t.label("away-withdrawn"))


# --- asked ---------------------------------------------------------------------------------------------------------------


@router.callback_query(Tap(MySubstitutions))
async def mine(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """What one was asked to take."""
    async with db.read() as session:
        found = await answering.mine(session, actor, now=now)
    await show(query, *wording.mine(t, found, now))


@router.callback_query(Tap(MySubstitution))
async def one(query: CallbackQuery, tap: MySubstitution, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """One lesson."""
    async with db.read() as session:
        line = await answering.one(session, actor, tap.substitution_id)
    await show(query, *wording.one(t, line, now))


@router.callback_query(Tap(kb.AcceptLessons))
async def accept(
    query: CallbackQuery, tap: kb.AcceptLessons, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """`Принимаю`: the deputy head and the families hear of it."""
    async with db.write() as session:
        found = await answering.accept(session, actor, tap.batch_id, now=now)
    taken = [line for line in found if line.live]
    screen = wording.one(t, taken[0], now) if len(taken) == 1 else wording.mine(t, taken, now)
    await show(query, *screen, alert=t.label("substitution-accepted"))


@router.callback_query(Tap(kb.DeclineLessons))
async def decline(
    query: CallbackQuery, tap: kb.DeclineLessons, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """`Не могу`."""
    async with db.write() as session:
        await answering.decline(session, actor, tap.batch_id, now=now)
        found = await answering.mine(session, actor, now=now)
    await show(query, *wording.mine(t, found, now), alert=t.label("substitution-declined"))


@router.callback_query(Tap(kb.Kit))
async def kit(query: CallbackQuery, tap: kb.Kit, actor: Actor, db: Database, t: Texts) -> None:
    """What to know of it."""
    async with db.read() as session:
        found = await answering.kit(session, actor, tap.substitution_id)
    await show(query, *wording.kit(t, found))


@router.callback_query(Tap(kb.Sign))
async def sign(query: CallbackQuery, tap: kb.Sign, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """`Урок проведён`."""
    async with db.write() as session:
        line = await answering.sign(session, actor, tap.substitution_id, now=now)
    await show(query, *wording.one(t, line, now))
