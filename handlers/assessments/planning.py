"""Plan a test: free days first; move it, change it, cancel it; the deputy head's schedule of a class."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database, Session
from handlers.assessments import wording
from handlers.filters import Prefixes, Tap
from handlers.screen import place, show
from journal.access import Actor
from journal.assessments import allowing, pages, plans, reading
from journal.assessments.plans import TestChanged, TestRefused
from journal.assessments.slots import Slot
from journal.operations.drafts import DraftFacts
from keyboards import assessments as kb
from keyboards.sections import BoardOfTests, LessonTests
from locales import Texts

router = Router(name="assessments")
router.callback_query.filter(
    Prefixes(
        LessonTests,
        BoardOfTests,
        kb.DaysForTest,
        kb.MonthForTest,
        kb.PlanTest,
        kb.AllowTest,
        kb.CardOfTest,
        kb.SetTestWork,
        kb.SetTestMinutes,
        kb.SetTestOutside,
        kb.AskCancelTest,
        kb.CancelTest,
        kb.BoardOf,
        kb.BoardCourses,
    )
)


@router.callback_query(Tap(LessonTests))
async def own(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The own tests ahead, and the courses to plan one for."""
    async with db.read() as session:
        shown = await pages.own(session, actor, now=now)
    await show(query, *wording.own(t, shown, now.date()))


@router.callback_query(Tap(kb.DaysForTest))
async def days(query: CallbackQuery, tap: kb.DaysForTest, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Where a test could be: the free lessons, then what speaks against the others."""
    async with db.read() as session:
        shown = await pages.days(session, actor, tap.course_id, start=tap.start, test_id=tap.test_id, now=now)
    await show(query, *wording.days(t, shown, tap.class_id))


@router.callback_query(Tap(kb.MonthForTest))
async def month(
    query: CallbackQuery, tap: kb.MonthForTest, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The same as a calendar."""
    async with db.read() as session:
        shown = await pages.days(session, actor, tap.course_id, month=tap.month, test_id=tap.test_id, now=now)
    await show(query, *wording.days(t, shown, tap.class_id))


@router.callback_query(Tap(kb.PlanTest))
async def plan(query: CallbackQuery, tap: kb.PlanTest, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Plan or move a test. A day that is not free any more says why, over the days that are."""

    async def put(session: Session) -> int:
        if tap.test_id:
            return await plans.move(session, actor, tap.test_id, tap.slot, version=tap.version, now=now)
        return await plans.plan(session, actor, tap.slot, now=now)

    try:
        async with db.write() as session:
            shown = await pages.card(session, actor, await put(session), now=now)
    except TestRefused as refused:
        async with db.read() as session:
            left = await pages.days(session, actor, tap.course_id, start=tap.day, test_id=tap.test_id, now=now)
        await show(query, *wording.days(t, left, tap.class_id), alert=wording.refused(t, refused, left))
        return
    await show(query, *wording.card(t, shown, tap.class_id))


@router.callback_query(Tap(kb.CardOfTest))
async def card(query: CallbackQuery, tap: kb.CardOfTest, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """A planned test."""
    async with db.read() as session:
        shown = await pages.card(session, actor, tap.test_id, now=now)
    await show(query, *wording.card(t, shown, tap.class_id))


@router.callback_query(Tap(kb.SetTestWork))
async def set_work(
    query: CallbackQuery, tap: kb.SetTestWork, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """What kind of work it is."""

    async def put(session: Session) -> int:
        return await plans.change(
            session, actor, tap.test_id, work_type_id=tap.work_type_id, version=tap.version, now=now
        )

    await _changed(query, tap, put, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.SetTestMinutes))
async def set_minutes(
    query: CallbackQuery, tap: kb.SetTestMinutes, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """How long it takes; longer is judged anew."""

    async def put(session: Session) -> int:
        return await plans.change(session, actor, tap.test_id, minutes=tap.minutes, version=tap.version, now=now)

    await _changed(query, tap, put, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.SetTestOutside))
async def set_outside(
    query: CallbackQuery, tap: kb.SetTestOutside, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Whether it is set from outside: a deputy head's to say."""

    async def put(session: Session) -> int:
        return await plans.change(session, actor, tap.test_id, external=tap.external, version=tap.version, now=now)

    await _changed(query, tap, put, actor=actor, db=db, t=t, now=now)


async def _changed(
    query: CallbackQuery,
    tap: kb.SetTestWork | kb.SetTestMinutes | kb.SetTestOutside,
    put: Callable[[Session], Awaitable[int]],
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
) -> None:
    """Change one thing and show the test; what somebody else changed meanwhile is shown instead, and says so (G16)."""
    alert = ""
    try:
        async with db.write() as session:
            shown = await pages.card(session, actor, await put(session), now=now)
    except (TestChanged, TestRefused) as refused:
        alert = wording.refused(t, refused) if isinstance(refused, TestRefused) else t.label(refused.key)
        async with db.read() as session:
            shown = await pages.card(session, actor, tap.test_id, now=now)
    await show(query, *wording.card(t, shown, tap.class_id), alert=alert)


@router.callback_query(Tap(kb.AskCancelTest))
async def ask_cancel(
    query: CallbackQuery, tap: kb.AskCancelTest, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Asked once more: families may have read of it already."""
    async with db.read() as session:
        test = await reading.one(session, actor, tap.test_id, now.date())
    await show(query, *wording.cancelling(t, test, tap.class_id))


@router.callback_query(Tap(kb.CancelTest))
async def cancel(query: CallbackQuery, tap: kb.CancelTest, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """There will be no such test."""
    async with db.write() as session:
        test = await plans.cancel(session, actor, tap.test_id, version=tap.version, now=now)
    await show(query, *wording.cancelled(t, test, tap.class_id))


# --- the deputy head -----------------------------------------------------------------------------------------------------


@router.callback_query(Tap(kb.AllowTest))
async def ask_reason(
    query: CallbackQuery, tap: kb.AllowTest, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The next message is the reason why a rule may be broken."""
    async with db.write() as session:
        await allowing.ask(
            session,
            actor,
            Slot(tap.course_id, tap.day, tap.period),
            test_id=tap.test_id,
            version=tap.version,
            class_id=tap.class_id,
            screen=place(query),
            now=now,
        )
    await show(query, *wording.asks_reason(t, tap))


async def read_reason(
    message: Message, draft: DraftFacts, *, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """The reason: the test stands, and says why."""
    if not message.text:
        await show(message, t("text-expected"))
        return
    async with db.write() as session:
        test_id = await allowing.allow(session, actor, draft, message.text, now=now)
        shown = await pages.card(session, actor, test_id, now=now)
    await show(message, *wording.card(t, shown, draft.payload["class"]))


@router.callback_query(Tap(BoardOfTests))
async def boards(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """`📅 График контрольных`: of which class."""
    async with db.read() as session:
        found = await pages.classes(session, actor, now=now)
    await show(query, t("test-boards"), kb.boards(t, found))


@router.callback_query(Tap(kb.BoardOf))
async def board(query: CallbackQuery, tap: kb.BoardOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The tests of a class, conflicts marked."""
    async with db.read() as session:
        shown = await pages.board(session, actor, tap.class_id, now=now)
    await show(query, *wording.board(t, shown, now.date()))


@router.callback_query(Tap(kb.BoardCourses))
async def courses(
    query: CallbackQuery, tap: kb.BoardCourses, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Of which course the deputy head plans one."""
    async with db.read() as session:
        found = await reading.courses(session, actor, now.date(), class_id=tap.class_id)
    await show(query, t("test-which-course"), kb.courses(t, found, tap.class_id))
