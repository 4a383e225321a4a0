"""What a family asked for: tomorrow's homework at its hour, the week's marks in one message. Once, and nothing twice."""

from collections.abc import Collection
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select, update

from db.absences import AttendanceCode
from db.homework import Homework, HomeworkKind
from db.lessons import Lesson, LessonState
from db.operations import Told
from db.people import Consent, Grant, MarksDelivery, Preference
from db.timetable import DayTransfer, Holiday, StudyGroup
from journal import rules
from journal.operations.reminders import Due
from scheduler.reminders import reminding
from tests.scheduler.lessons import account_id, attend, lesson_id, put
from tests.school import LONG_AGO, MONDAY, Somebody, moscow
from tests.telegram import Phone, World

TUESDAY = MONDAY + timedelta(days=1)
FRIDAY = MONDAY + timedelta(days=4)
SUNDAY = MONDAY + timedelta(days=6)
NEXT_MONDAY = MONDAY + timedelta(days=7)
WEEK = "📒 Неделя пн 23.11 – вс 29.11"


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard]


async def wish(world: World, somebody: Somebody, **wished: object) -> None:
    account = await account_id(world, somebody)
    async with world.db.write() as session:
        session.add(Preference(account_id=account, **wished))


async def homework(world: World, text: str, *, course: str = "8Б русский язык", due_on: date = TUESDAY) -> None:
    lesson = await lesson_id(world, course)
    async with world.db.write() as session:
        session.add(
            Homework(
                lesson_id=lesson, kind=HomeworkKind.WRITTEN, text=text, minutes=30, due_on=due_on,
                author_id=world.school.homeroom.person_id, version=1, put_at=LONG_AGO, changed_at=LONG_AGO,
            )
        )  # fmt: skip


async def ticked(world: World, clock: str, day: date = MONDAY) -> None:
    world.clock.at = moscow(clock, day)
    await world.tick()


async def day_off(world: World, first: date, last: date) -> None:
    async with world.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1))
        session.add(Holiday(year_id=year or 0, name="Карантин", starts_on=first, ends_on=last))


# --- tomorrow's homework -----------------------------------------------------------------------------------------------


async def test_at_the_hour_they_picked_all_children_in_one_message(world: World) -> None:
    await wish(world, world.school.mother, tomorrow_at=time(16))
    await homework(world, "упр. 12 <b>")
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await ticked(world, "15:59")
    assert mother.heard == []
    for clock in ("16:00", "16:01", "20:59"):
        await ticked(world, clock)
    zlata = "Злата\nПока не записано: Математика, Литературное чтение"
    polina = "Полина\nРусский язык: упр. 12 <b> (≈30 мин)"
    assert texts(mother) == [f"📝 На завтра, вт 24.11\n\n{zlata}\n\n{polina}"]
    assert father.heard == []


async def test_a_student_gets_the_own_without_a_name(world: World) -> None:
    await wish(world, world.school.pupil, tomorrow_at=time(16))
    await homework(world, "упр. 12")
    pupil = await world.phone(world.school.pupil)
    await ticked(world, "16:00")
    assert texts(pupil) == ["📝 На завтра, вт 24.11\n\nРусский язык: упр. 12 (≈30 мин)"]
    await pupil.press("📝 Задания")
    assert "упр. 12" in pupil.screen.text


async def test_nobody_hears_who_did_not_ask_for_it(world: World) -> None:
    await homework(world, "упр. 12")
    await ticked(world, "16:00")
    assert [texts(await world.phone(one)) for one in (world.school.mother, world.school.pupil)] == [[], []]


async def test_on_the_eve_of_a_free_day_nothing_comes_and_on_sunday_it_does(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    mother = await world.phone(world.school.ivanov_mother)
    for day in (FRIDAY, FRIDAY + timedelta(days=1)):
        await ticked(world, "16:00", day)
    assert mother.heard == []
    await ticked(world, "16:00", SUNDAY)
    assert [text.splitlines()[0] for text in texts(mother)] == ["📝 На завтра, пн 30.11"]


async def test_a_saturday_school_hears_on_friday(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    mother = await world.phone(world.school.ivanov_mother)
    async with world.db.write() as session:
        session.add(DayTransfer(date=FRIDAY + timedelta(days=1), weekday=2))
    await ticked(world, "16:00", FRIDAY)
    assert [text.splitlines()[0] for text in texts(mother)] == ["📝 На завтра, сб 28.11"]


async def test_cancelled_lessons_make_no_eve(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    async with world.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.date == TUESDAY).values(state=LessonState.CANCELLED))
    await ticked(world, "16:00")
    assert texts(await world.phone(world.school.ivanov_mother)) == []


async def test_not_in_holidays(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    await day_off(world, MONDAY, MONDAY)
    await ticked(world, "16:00")
    assert texts(await world.phone(world.school.ivanov_mother)) == []


@pytest.mark.parametrize(("clock", "comes"), [("20:59", True), ("21:00", False)])
async def test_what_was_missed_comes_the_same_evening_or_never(world: World, clock: str, *, comes: bool) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16), quiet_from=time(0), quiet_to=time(0))
    mother = await world.phone(world.school.ivanov_mother)
    await ticked(world, clock)
    await ticked(world, "07:00", TUESDAY)
    assert bool(mother.heard) is comes


async def test_a_promise_that_was_not_sent_in_the_evening_is_gone_in_the_morning(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16), quiet_from=time(0), quiet_to=time(0))
    world.clock.set("20:59")
    await reminding.remind(reminding.BY_KIND["tomorrow"], world.db, world.clock)
    for clock, day in (("21:30", MONDAY), ("07:30", TUESDAY)):
        world.clock.set(clock, day)
        await world.deliver()
    assert texts(await world.phone(world.school.ivanov_mother)) == []


async def test_a_withdrawn_consent_between_promise_and_send_drops_it(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    world.clock.set("16:00")
    await reminding.remind(reminding.BY_KIND["tomorrow"], world.db, world.clock)
    async with world.db.write() as session:
        await session.execute(update(Consent).values(withdrawn_at=world.clock.now()))
    await world.deliver()
    assert texts(await world.phone(world.school.ivanov_mother)) == []


async def test_a_school_that_keeps_things_out_of_pushes_names_no_homework(world: World) -> None:
    world.db.info["rules"] = rules.DEFAULTS._replace(detail="none")
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    await homework(world, "упр. 12")
    await ticked(world, "16:00")
    said = texts(await world.phone(world.school.ivanov_mother))
    assert said == ["📝 На завтра, вт 24.11\nПётр: откройте задания в дневнике"]


async def test_endless_homework_is_one_message(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    await homework(world, "ж" * 3990)
    await ticked(world, "16:00")
    (said,) = texts(await world.phone(world.school.ivanov_mother))
    assert len(said) < 4000
    assert said.endswith("… (≈30 мин)")


# --- the week in one message -------------------------------------------------------------------------------------------


async def weekly(world: World, **wished: object) -> Phone:
    await wish(world, world.school.mother, marks_delivery=MarksDelivery.WEEKLY, **wished)
    return await world.phone(world.school.mother)


async def test_friday_evening_brings_the_weeks_marks_and_absences_once(world: World) -> None:
    mother = await weekly(world)
    await put(world, world.school.mother, "5", close=True)
    await put(world, world.school.mother, "4", course="8Б русский язык", close=True)
    await put(world, world.school.mother, "3", day=MONDAY + timedelta(days=2), close=True)
    await attend(world, "Рыбакова Злата", AttendanceCode.LATE, course="1А математика", close=True)
    await ticked(world, "17:59", FRIDAY)
    assert texts(mother) == []
    for clock, day in (
        ("18:00", FRIDAY),
        ("18:01", FRIDAY),
        ("09:00", FRIDAY + timedelta(days=1)),
        ("11:00", NEXT_MONDAY),
    ):
        await ticked(world, clock, day)
    zlata = "Злата\n🙋 Пропуски и опоздания, уроков: ОП — 1"
    polina = "Полина\nАлгебра: 5 (ответ), 3 (ответ)\nРусский язык: 4 (ответ)"
    assert texts(mother) == [f"{WEEK}\n\n{zlata}\n\n{polina}"]
    assert mother.last.labels == ["🙋 Посещаемость: Злата", "📊 Отметки: Полина"]


async def test_what_was_told_is_settled_and_a_later_change_is_a_correction(world: World) -> None:
    mother = await weekly(world)
    await put(world, world.school.mother, "3", close=True)
    await ticked(world, "18:00", FRIDAY)
    async with world.db.read() as session:
        told = dict((await session.execute(select(Told.cell, Told.value).where(Told.cell.like("mark:%")))).all())
    assert list(told.values()) == ["3"]
    world.clock.set("10:00", NEXT_MONDAY)
    await put(world, world.school.mother, "4", reason="описка", close=True)
    await ticked(world, "18:00", NEXT_MONDAY + timedelta(days=4))
    assert len(texts(mother)) == 2
    assert "Алгебра: пн 23.11: исправлено 3 → 4: описка" in texts(mother)[-1]


async def test_what_was_corrected_before_the_evening_is_told_once_and_right(world: World) -> None:
    mother = await weekly(world)
    await put(world, world.school.mother, "2", close=True)
    await put(world, world.school.mother, "5", reason="описка", close=True)
    await ticked(world, "18:00", FRIDAY)
    assert texts(mother) == [f"{WEEK}\n\nПолина\nАлгебра: 5 (ответ)"]


async def test_what_a_teacher_may_still_correct_waits_for_the_next_week(world: World) -> None:
    mother = await weekly(world)
    world.clock.set("17:55", FRIDAY)
    await put(world, world.school.mother, "2", day=FRIDAY)
    await ticked(world, "18:00", FRIDAY)
    await ticked(world, "18:30", FRIDAY)
    assert texts(mother) == []
    await ticked(world, "18:00", FRIDAY + timedelta(days=7))
    assert "Алгебра: пт 27.11: 2 (ответ)" in texts(mother)[-1]


async def test_a_week_without_news_is_silent(world: World) -> None:
    mother = await weekly(world)
    await ticked(world, "18:00", FRIDAY)
    assert texts(mother) == []


async def test_the_evening_that_was_chosen(world: World) -> None:
    mother = await weekly(world, digest_on=7, digest_at=time(12))
    await put(world, world.school.mother, "5", close=True)
    for clock, day in (("18:00", FRIDAY), ("11:59", SUNDAY)):
        await ticked(world, clock, day)
    assert texts(mother) == []
    await ticked(world, "12:00", SUNDAY)
    assert texts(mother) == [f"{WEEK}\n\nПолина\nАлгебра: 5 (ответ)"]


@pytest.mark.parametrize(("clock", "comes"), [("11:59", True), ("12:00", False)])
async def test_a_missed_evening_is_made_up_for_until_monday_noon_or_folded_into_the_next(
    world: World, clock: str, *, comes: bool
) -> None:
    mother = await weekly(world)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    await ticked(world, clock, NEXT_MONDAY)
    assert texts(mother) == ([f"{WEEK}\n\nПолина\nАлгебра: 5 (ответ)"] if comes else [])
    await ticked(world, "18:00", NEXT_MONDAY + timedelta(days=4))
    assert len(texts(mother)) == 1
    assert "5 (ответ)" in texts(mother)[0]


async def test_a_free_friday_moves_it_to_the_next_day(world: World) -> None:
    mother = await weekly(world)
    await put(world, world.school.mother, "5", close=True)
    await day_off(world, FRIDAY, FRIDAY)
    await ticked(world, "18:00", FRIDAY)
    assert texts(mother) == []
    await ticked(world, "10:00", FRIDAY + timedelta(days=1))
    assert texts(mother) == [f"{WEEK}\n\nПолина\nАлгебра: 5 (ответ)"]


async def test_who_wants_the_marks_at_once_again_gets_what_was_not_told(world: World) -> None:
    mother = await weekly(world)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert texts(mother) == []
    await mother.say("/menu")
    for label in ("⚙️ Настройки", "Как приходят отметки", "Сразу"):
        await mother.press(label)
    await world.deliver()
    assert mother.last.text == f"{WEEK}\n\nПолина\nАлгебра: 5 (ответ)"
    heard = len(mother.heard)
    await ticked(world, "18:00", FRIDAY)
    assert len(mother.heard) == heard


async def test_marks_of_before_the_connection_are_no_news(world: World) -> None:
    mother = await weekly(world)
    await put(world, world.school.mother, "5", close=True)
    async with world.db.write() as session:
        await session.execute(update(Grant).values(granted_at=moscow("12:00", TUESDAY)))
    await ticked(world, "18:00", FRIDAY)
    assert texts(mother) == []


@pytest.mark.parametrize(
    ("detail", "said"),
    [("subject", "Полина: новое по предметам — Алгебра"), ("none", "Полина: есть новости, откройте дневник")],
)
async def test_a_school_can_keep_marks_out_of_the_week(world: World, detail: str, said: str) -> None:
    world.db.info["rules"] = rules.DEFAULTS._replace(detail=detail)
    mother = await weekly(world)
    await put(world, world.school.mother, "5", close=True)
    await ticked(world, "18:00", FRIDAY)
    assert texts(mother) == [f"{WEEK}\n{said}"]


# --- the settings ------------------------------------------------------------------------------------------------------


async def test_a_family_picks_its_hours_by_taps(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await mother.say("/menu")
    for label in ("⚙️ Настройки", "Задания на завтра"):
        await mother.press(label)
    assert "✓ не присылать" in mother.screen.labels
    await mother.press("16:00")
    assert "Задания на завтра: 16:00" in mother.screen.text
    assert "Когда приходит неделя" not in mother.screen.labels
    for label in ("Как приходят отметки", "Только неделя", "Когда приходит неделя"):
        await mother.press(label)
    assert mother.screen.labels[0] == "✓ в пятницу в 18:00"
    await mother.press("в воскресенье в 12:00")
    assert "Неделя приходит: в воскресенье в 12:00" in mother.screen.text
    for label in ("Задания на завтра", "не присылать"):
        await mother.press(label)
    assert "Задания на завтра: не присылать" in mother.screen.text
    async with world.db.read() as session:
        kept = (await session.scalars(select(Preference))).one()
    assert (kept.tomorrow_at, kept.digest_on, kept.digest_at) == (None, 7, time(12))


async def test_no_other_hours_can_be_set(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await mother.say("/menu")
    for data in ("setnext:3", "setnext:21", "setweek:1:18", "setweek:5:21", "setweek:5:7"):
        answer = await mother.forge(data)
        assert answer is not None
        assert "устарела" in answer["text"], data


async def test_outside_their_hour_nothing_is_asked_and_inside_one_statement(world: World) -> None:
    await weekly(world, tomorrow_at=time(16))
    for kind, clock, day, most in (
        ("tomorrow", "06:59", MONDAY, 0),
        ("tomorrow", "15:59", MONDAY, 1),
        ("digest", "15:00", MONDAY, 0),
        ("digest", "17:59", FRIDAY, 1),
    ):
        world.clock.set(clock, day)
        with world.statements() as asked:
            await reminding.remind(reminding.BY_KIND[kind], world.db, world.clock)
        assert len(asked) == most, (kind, clock, asked)


# --- once, and not at night --------------------------------------------------------------------------------------------


async def test_a_process_that_looked_before_another_one_sent_promises_nothing(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    mother, row = await world.phone(world.school.ivanov_mother), reminding.BY_KIND["tomorrow"]
    world.clock.set("16:00")
    async with world.db.read() as session:
        seen = await row.due(session, row.kind, row.window.days(world.clock.now()), world.clock.now())

    async def as_seen_before(*_: object) -> Collection[Due]:
        return seen

    assert len(seen) == 1
    await world.tick()
    await reminding.remind(row._replace(due=as_seen_before), world.db, world.clock)
    await world.deliver()
    assert len(mother.heard) == 1


async def test_a_week_promised_late_in_the_evening_comes_in_the_morning(world: World) -> None:
    mother = await weekly(world, quiet_from=time(0), quiet_to=time(0))
    await put(world, world.school.mother, "5", close=True)
    world.clock.set("20:59", FRIDAY)
    await reminding.remind(reminding.BY_KIND["digest"], world.db, world.clock)
    world.clock.set("21:00", FRIDAY)
    await world.deliver()
    assert texts(mother) == []
    for clock, heard in (("06:59", 0), ("07:00", 1)):
        world.clock.set(clock, FRIDAY + timedelta(days=1))
        await world.deliver()
        assert len(mother.heard) == heard


async def test_what_was_made_is_asked_for_once_a_tick_and_no_more(world: World) -> None:
    await wish(world, world.school.ivanov_mother, tomorrow_at=time(16))
    world.clock.set("16:00")
    row = reminding.BY_KIND["tomorrow"]
    await reminding.remind(row, world.db, world.clock)
    with world.statements() as asked:
        await reminding.remind(row, world.db, world.clock)
    assert len(asked) == 1
