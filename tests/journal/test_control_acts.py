"""Acts of the weekly control as operations: numbers, double taps, who reads what, what is promised (П 5.6, G4, G5)."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from db.control import ControlAct, ControlFinding, ControlReading
from db.engine import Database
from db.lessons import LessonState
from db.operations import Draft, Notice, NoticeKind, NoticeState
from db.people import Duty, Enrolment, Grant, Staff, StaffDuty
from journal.control import acts, signing
from journal.control.acts import Page
from journal.control.refusals import ActGone, NothingHeld
from journal.control.signing import Preview, due_days
from journal.operations import drafts
from journal.refusals import NotFound, TooLong
from tests.controlling import LAST, NOW, Control
from tests.school import MONDAY, NamedSchool, Somebody
from tests.teaching import RUSSIAN


class Acts(Control):
    """The deputy head's hand."""

    async def begin(self, monday: date = LAST, by: Somebody | None = None) -> Preview:
        actor = await self.actor(by or self.school.deputy)
        async with self.db.write() as session:
            return await signing.begin(session, actor, monday=monday, screen=None, now=NOW)

    async def sign(self, shown: Preview, by: Somebody | None = None, **other: int) -> Page:
        actor = await self.actor(by or self.school.deputy)
        ids = {"draft_id": shown.draft.id, "version": shown.draft.version, **other}
        async with self.db.write() as session:
            return await signing.sign(session, actor, **ids, now=NOW)

    async def told(self) -> list[int]:
        query = select(Notice.account_id).where(Notice.kind == NoticeKind.CONTROL, Notice.state == NoticeState.PENDING)
        async with self.db.read() as session:
            return list(await session.scalars(query))

    async def mine(self, act_id: int, who: Somebody) -> Page:
        actor = await self.actor(who)
        async with self.db.read() as session:
            return await acts.mine(session, actor, act_id, now=NOW)

    async def account(self, who: Somebody) -> int:
        return (await self.actor(who)).account_id


@pytest.fixture
async def desk(db: Database, school: NamedSchool) -> Acts:
    made = Acts(db, school)
    await made.fill()
    await made.change(state=LessonState.OPEN, topic="")
    await made.change(course=RUSSIAN, topic="", state=LessonState.OPEN)
    return made


async def test_an_act_and_its_promises_are_one(desk: Acts) -> None:
    page = await desk.sign(await desk.begin())
    assert (page.act.number, page.act.found, page.act.held, page.act.filled) == (1, 2, 18, 16)
    assert [it.name.split()[0] for it in page.people] == ["Кузнецова", "Титова"]
    school = desk.school
    assert sorted(await desk.told()) == sorted([await desk.account(it) for it in (school.algebra, school.homeroom)])
    assert (await desk.actions())[-1] == "control.sign"


async def test_a_second_tap_signs_nothing(desk: Acts) -> None:
    shown = await desk.begin()
    await desk.sign(shown)
    with pytest.raises(ActGone):
        await desk.sign(shown)
    assert (await desk.count(ControlAct), await desk.count(ControlFinding)) == (1, 2)


async def test_what_was_changed_after_the_button_was_drawn_is_not_signed(desk: Acts) -> None:
    shown = await desk.begin()
    actor = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        said = await signing.remark(session, actor, shown.draft, "Внимательнее", now=NOW)
    with pytest.raises(ActGone):
        await desk.sign(shown)
    assert (await desk.sign(said)).act.remarks == "Внимательнее"


async def test_another_kind_of_draft_is_no_act(desk: Acts) -> None:
    actor = await desk.actor(desk.school.deputy)
    async with desk.db.write() as session:
        draft = await drafts.put(session, actor, kind="topic", payload={}, screen=None, now=NOW)
    shown = await desk.begin()
    async with desk.db.write() as session:
        await session.execute(update(Draft).where(Draft.id == draft.id).values(kind="topic"))
    with pytest.raises(ActGone):
        await desk.sign(shown)
    assert await desk.count(ControlAct) == 0
    assert await desk.count(Draft) == 1, "and it is not lost"


@pytest.mark.parametrize("who", ["algebra", "coordinator", "homeroom", "mother"])
async def test_nobody_but_a_deputy_head_begins_or_signs(desk: Acts, who: str) -> None:
    somebody = getattr(desk.school, who)
    with pytest.raises(NotFound):
        await desk.begin(by=somebody)
    shown = await desk.begin()
    with pytest.raises(NotFound):
        await desk.sign(shown, by=somebody)


async def test_a_deputy_head_no_more_does_not_sign_what_was_begun(desk: Acts) -> None:
    shown = await desk.begin()
    async with desk.db.write() as session:
        await session.execute(delete(StaffDuty).where(StaffDuty.duty == Duty.DEPUTY_HEAD))
    with pytest.raises(NotFound):
        await desk.sign(shown)


async def test_two_deputy_heads_at_once_get_a_number_each(desk: Acts) -> None:
    other = desk.school.coordinator
    async with desk.db.write() as session:
        session.add(StaffDuty(person_id=other.person_id, duty=Duty.DEPUTY_HEAD))
    one, two = await desk.begin(), await desk.begin(by=other)
    pages = await asyncio.gather(desk.sign(one), desk.sign(two, by=other))
    assert sorted(page.act.number for page in pages) == [1, 2]


async def test_a_week_without_lessons_leaves_no_act_and_one_without_findings_does(desk: Acts) -> None:
    with pytest.raises(NothingHeld):
        await desk.begin(LAST - timedelta(days=7))
    await desk.change(topic="Дроби", state=LessonState.CLOSED)
    await desk.change(course=RUSSIAN, topic="Причастие", state=LessonState.CLOSED)
    page = await desk.sign(await desk.begin())
    assert (page.act.found, page.people, await desk.told()) == (0, (), [])


async def test_remarks_have_a_limit_and_only_offered_days_are_taken(desk: Acts) -> None:
    shown, actor = await desk.begin(), await desk.actor(desk.school.deputy)
    with pytest.raises(TooLong):
        async with desk.db.write() as session:
            await signing.remark(session, actor, shown.draft, "а" * 601, now=NOW)
    ids = {"draft_id": shown.draft.id, "version": shown.draft.version}
    for day in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=2)):
        with pytest.raises(NotFound):
            async with desk.db.write() as session:
                await signing.choose_due(session, actor, **ids, due_on=day, now=NOW)


def test_a_sunday_is_no_day_to_be_ready_by() -> None:
    assert due_days(date(2026, 11, 26)) == [date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 3)]
    assert due_days(date(2026, 11, 28))[0] == date(2026, 11, 30)


async def test_each_reads_the_own_part_only(desk: Acts) -> None:
    page = await desk.sign(await desk.begin())
    own = await desk.mine(page.act.id, desk.school.algebra)
    assert [(it.name.split()[0], len(it.findings)) for it in own.people] == [("Кузнецова", 1)]
    for stranger in (desk.school.primary, desk.school.coordinator, desk.school.mother, desk.school.deputy):
        with pytest.raises(NotFound):
            await desk.mine(page.act.id, stranger)
    async with desk.db.write() as session:
        await session.execute(
            update(Staff).where(Staff.person_id == desk.school.algebra.person_id).values(left_on=MONDAY)
        )
    with pytest.raises(NotFound):
        await desk.mine(page.act.id, desk.school.algebra)


async def test_reading_it_twice_is_once(desk: Acts) -> None:
    page = await desk.sign(await desk.begin())
    actor = await desk.actor(desk.school.algebra)
    for _ in range(2):
        async with desk.db.write() as session:
            shown = await signing.acknowledge(session, actor, page.act.id, now=NOW)
        assert shown.people[0].read_at is not None
    assert (await desk.count(ControlReading), (await desk.actions()).count("control.read")) == (1, 1)


async def test_what_is_put_right_is_green_and_what_breaks_again_is_red(desk: Acts) -> None:
    page = await desk.sign(await desk.begin())
    await desk.change(topic="Дроби", state=LessonState.CLOSED)
    own = (await desk.mine(page.act.id, desk.school.algebra)).people[0]
    assert (own.left, own.fixed(own.findings[0])) == ((), True)
    await desk.change(topic="", state=LessonState.OPEN)
    assert len((await desk.mine(page.act.id, desk.school.algebra)).people[0].left) == 1


async def test_a_reminder_of_what_is_left_goes_to_the_accounts_of_now(desk: Acts) -> None:
    page = await desk.sign(await desk.begin())
    async with desk.db.write() as session:
        await session.execute(update(Notice).values(state=NoticeState.SENT))
        await session.execute(
            update(Grant).where(Grant.person_id == desk.school.homeroom.person_id).values(ended_at=NOW)
        )
    actor = await desk.actor(desk.school.deputy)
    for _ in range(2):
        async with desk.db.write() as session:
            await signing.remind(session, actor, page.act.id, now=NOW)
    assert await desk.told() == [await desk.account(desk.school.algebra)]


async def test_an_act_outlives_who_leaves(desk: Acts) -> None:
    page = await desk.sign(await desk.begin())
    async with desk.db.write() as session:
        await session.execute(update(Enrolment).values(valid_to=MONDAY))
    actor = await desk.actor(desk.school.deputy)
    async with desk.db.read() as session:
        assert (await acts.page(session, actor, page.act.id, now=NOW)).act.found == 2
