"""The deputy head's Monday: last week's findings (П 5.6), at 08:00, once, and nothing in holidays."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from db.control import ControlAct, ControlFinding
from db.lessons import Lesson, LessonState
from db.people import StaffDuty
from db.timetable import Holiday, StudyGroup
from journal.timetable import planning
from scheduler.reminders import reminding
from tests.controlling import LAST, Control
from tests.scheduler.clockwork import Clockwork
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import asking
from tests.telegram import Phone, SetClock, World

NEXT_MONDAY = MONDAY + timedelta(days=7)
FOUND = [
    "📈 Контроль недели пн 16.11 – вс 22.11",
    "Заполнено уроков: 17 из 18.",
    "Кузнецова М. В. — 1: нет темы 1",
]


@pytest.fixture
async def control(world: World, school: NamedSchool) -> Control:
    """One lesson of last week has no topic, and it is Sunday."""
    made = Control(world.db, school)
    await made.fill()
    await made.change(topic="", state=LessonState.OPEN)
    world.clock.set("12:00", MONDAY - timedelta(days=1))
    return made


async def ticked(world: World, clock: str, day: date = MONDAY) -> None:
    world.clock.set(clock, day)
    await world.tick()


def told(phone: Phone) -> list[list[str]]:
    """The findings; that there is no act yet stands after an empty line."""
    texts = [it.text for it in phone.heard if it.text.startswith("📈 Контроль недели")]
    return [text.partition("\n\n")[0].splitlines() for text in texts]


async def test_on_monday_at_eight_once(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    await ticked(world, "07:59")
    assert told(deputy) == []
    for clock in ("08:00", "08:01", "11:59", "20:00"):
        await ticked(world, clock)
    assert told(deputy) == [FOUND]
    await deputy.press("📈 Контроль")
    assert "• нет темы — 1" in deputy.screen.text
    assert told(await world.phone(world.school.algebra)) == []


async def test_down_over_the_hour_it_comes_until_noon_and_then_with_the_next_week(
    world: World, control: Control
) -> None:
    deputy = await world.phone(world.school.deputy)
    await ticked(world, "12:00")
    await ticked(world, "09:00", MONDAY + timedelta(days=1))
    assert told(deputy) == []
    await ticked(world, "11:59", NEXT_MONDAY)
    assert [lines[0] for lines in told(deputy)] == ["📈 Контроль недели пн 23.11 – вс 29.11"]


async def test_a_week_without_findings_is_told_too(world: World, control: Control) -> None:
    await control.change(topic="Дроби", state=LessonState.CLOSED)
    deputy = await world.phone(world.school.deputy)
    await ticked(world, "08:00")
    assert told(deputy) == [[FOUND[0], "Заполнено уроков: 18 из 18.", "✅ Замечаний нет."]]


async def test_what_was_put_right_before_it_is_sent_is_not_told(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    world.clock.set("08:00")
    await reminding.remind(reminding.BY_KIND["control"], world.db, world.clock)
    await control.change(topic="Дроби", state=LessonState.CLOSED)
    await world.deliver()
    assert told(deputy)[0][2:] == ["✅ Замечаний нет."]


async def test_not_on_a_holiday_nor_after_a_week_without_lessons(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    async with world.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1)) or 0
        session.add(Holiday(year_id=year, name="Карантин", starts_on=MONDAY, ends_on=MONDAY))
    await ticked(world, "08:00")
    assert told(deputy) == []
    async with world.db.write() as session:
        await session.execute(delete(Holiday).where(Holiday.name == "Карантин"))
        await session.execute(update(Lesson).where(Lesson.date < MONDAY).values(state=LessonState.CANCELLED))
    await ticked(world, "08:00")
    assert told(deputy) == []


async def test_who_is_no_deputy_head_any_more_hears_nothing(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    world.clock.set("08:00")
    await reminding.remind(reminding.BY_KIND["control"], world.db, world.clock)
    async with world.db.write() as session:
        await session.execute(delete(StaffDuty))
    await world.deliver()
    assert told(deputy) == []


async def test_it_asks_one_statement_while_nothing_is_due(world: World, control: Control) -> None:
    await ticked(world, "08:00")
    async with asking(world, 1):
        await reminding.remind(reminding.BY_KIND["control"], world.db, world.clock)


# --- seven days without an act -----------------------------------------------------------------------------------------


async def act(control: Control, signed_on: date, monday: date = LAST) -> None:
    async with control.db.write() as session:
        year_id = await session.scalar(select(StudyGroup.year_id).limit(1)) or 0
        number = await session.scalar(select(func.count()).select_from(ControlAct)) or 0
        session.add(
            ControlAct(
                year_id=year_id, number=number + 1, monday=monday, held=1, filled=1, due_on=signed_on,
                signed_by=control.school.deputy.person_id, signed_at=moscow("10:00", signed_on), signed_on=signed_on,
            )
        )  # fmt: skip


def alone(phone: Phone) -> list[str]:
    return [it.text.splitlines()[0] for it in phone.heard if it.text.startswith("📈 Справки по контролю нет")]


async def test_a_week_that_has_its_act_is_not_told_of_on_monday(world: World, control: Control) -> None:
    await act(control, MONDAY - timedelta(days=3))
    deputy = await world.phone(world.school.deputy)
    await ticked(world, "08:00")
    assert (told(deputy), alone(deputy)) == ([], [])


async def test_without_an_act_on_the_eighth_day_whatever_day_it_is(world: World, control: Control) -> None:
    await act(control, MONDAY + timedelta(days=1))
    deputy = await world.phone(world.school.deputy)
    await ticked(world, "08:00", NEXT_MONDAY)
    assert alone(deputy) == [], "six days"
    await ticked(world, "20:59", NEXT_MONDAY + timedelta(days=1))
    assert alone(deputy) == ["📈 Справки по контролю нет 7 дней"], "down since the morning"
    await ticked(world, "08:00", NEXT_MONDAY + timedelta(days=2))
    assert len(alone(deputy)) == 1


async def test_an_act_that_came_before_the_message_is_sent_silences_it(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    await act(control, MONDAY - timedelta(days=6))
    world.clock.set("08:00", MONDAY + timedelta(days=1))
    await reminding.remind(reminding.BY_KIND["control-week"], world.db, world.clock)
    await act(control, MONDAY + timedelta(days=1))
    await world.deliver()
    assert alone(deputy) == []


async def test_where_nobody_ever_left_one_the_days_are_of_the_years_lessons(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    await ticked(world, "08:00")
    assert "Справки по контролю нет 7 дней" in deputy.heard[-1].text, "the first lesson was on 16.11"


async def test_not_in_holidays_and_once_after_them(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    tuesday = MONDAY + timedelta(days=1)
    async with world.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1)) or 0
        session.add(Holiday(year_id=year, name="Карантин", starts_on=MONDAY, ends_on=tuesday))
    for day in (MONDAY, tuesday):
        await ticked(world, "09:00", day)
    assert alone(deputy) == []
    for clock in ("07:59", "08:00", "08:01"):
        await ticked(world, clock, tuesday + timedelta(days=1))
    assert alone(deputy) == ["📈 Справки по контролю нет 9 дней"]


async def test_the_day_an_act_is_due_in_holidays_is_silent(world: World, control: Control) -> None:
    await act(control, MONDAY)
    async with world.db.write() as session:
        act_id = await session.scalar(select(ControlAct.id)) or 0
        person = world.school.algebra.person_id
        session.add(ControlFinding(act_id=act_id, rule="topic", person_id=person, group_name="8Б", period=1, many=1))
        year = await session.scalar(select(StudyGroup.year_id).limit(1)) or 0
        session.add(Holiday(year_id=year, name="Карантин", starts_on=MONDAY, ends_on=MONDAY))
    await ticked(world, "08:00")
    assert not any("срок по справке" in it.text for it in (await world.phone(world.school.algebra)).heard)


# --- under any clock (T9) ----------------------------------------------------------------------------------------------


@pytest.fixture
async def works(world: World, school: NamedSchool) -> Clockwork:
    return Clockwork(world.db, school, SetClock(moscow("09:17")))


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Europe/Bucharest", "Asia/Vladivostok"])
async def test_in_any_zone_once_at_its_hour_with_three_processes(works: Clockwork, zone: str) -> None:
    works.set("06:00", LAST)
    await works.prepare(LAST, MONDAY, zone)
    for clock in ("07:59", "08:00", "08:01", "11:59"):
        works.set(clock, MONDAY)
        await works.tick(processes=3)
        await works.send()
    assert works.heard("control", "control-week") == ["control Mon 08:00"]
    works.set("08:00", MONDAY + timedelta(days=1))
    async with works.db.write() as session:
        await planning.make_lessons(session, MONDAY, NEXT_MONDAY, today=MONDAY)
    await works.tick(processes=3)
    await works.send()
    assert works.heard("control-week") == ["control-week Tue 08:00"]


@pytest.mark.parametrize("winds", ["2026-10-19", "2027-03-29"])
async def test_the_mondays_beside_the_nights_on_which_bucharest_winds_its_clocks(works: Clockwork, winds: str) -> None:
    monday = date.fromisoformat(winds)
    works.set("06:00", monday - timedelta(days=7))
    await works.prepare(monday - timedelta(days=7), monday, "Europe/Bucharest")
    for minutes in (-120, 0, 61, -61, 120):
        works.set("08:00", monday)
        works.clock.forward(timedelta(minutes=minutes))
        await works.tick()
        await works.send()
    heard = works.heard("control")
    assert len(heard) == 1
    assert len(works.heard("control-week")) <= 1
    assert (works.too_often(), works.at_night()) == ({}, [])


async def test_every_restart_within_the_window_is_silent(works: Clockwork) -> None:
    """A tick remembers nothing but what is in the database."""
    works.set("06:00", LAST)
    await works.prepare(LAST, MONDAY)
    async with works.db.write() as session:
        await planning.make_lessons(session, MONDAY, NEXT_MONDAY, today=MONDAY)
    for day in (MONDAY, NEXT_MONDAY):
        for clock in ("08:30", "09:30", "10:30", "11:30"):
            works.set(clock, day)
            await works.tick()
            await works.tick()
            await works.send()
    assert works.heard("control") == ["control Mon 08:30"] * 2
