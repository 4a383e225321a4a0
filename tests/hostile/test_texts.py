"""Nasty texts through every field and back: literally, on both databases, and Telegram refuses nothing (T11: G33, G34)."""

from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db.engine import Database
from db.homework import Homework as HomeworkRow
from journal import typed as fit
from journal.refusals import TooLong
from keyboards import homework
from keyboards.lessons import card as lessons
from keyboards.marks import cells as marks
from keyboards.people.settings import AliasOf
from keyboards.sections import HomeworkOf, LessonCard, SettingsOf
from tests.hostile.hand import at, message, raw, set_aside, tap, typed
from tests.hostile.nasty import NASTY, UNSEEN, flat, survives
from tests.school import NamedSchool
from tests.teaching import Desk
from tests.telegram import World

PYOTR = "Иванов Пётр"
TYPED = {name: text for name, text in NASTY.items() if not text.startswith("/start")}
"""What is no command of the bot."""
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def test_a_topic_is_shown_as_it_was_typed(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    lost = []
    for name, text in TYPED.items():
        await teacher.forge(lessons.AskTopic(lesson_id=lesson_id).pack())
        await typed(world, teacher, text)
        if survives(text) not in flat(teacher.screen.text):
            lost.append((name, teacher.screen.text))
    assert lost == [], lost
    assert await set_aside(world) == 0


async def test_a_marks_comment_and_a_reason_are_shown_as_they_were_typed(world: World, desk: Desk) -> None:
    lesson_id, student = await desk.lesson(), desk.student(PYOTR)
    cell = marks.OneCell(lesson_id=lesson_id, student_id=student, slot=1)
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=student))
    await teacher.press("5")
    lost = []
    for name, text in TYPED.items():
        if len(text) > 200:
            continue
        await teacher.forge(cell.pack())
        await teacher.press("💬")
        await typed(world, teacher, text)
        await teacher.forge(cell.pack())
        if survives(text) not in flat(teacher.screen.text):
            lost.append((name, teacher.screen.text))
    assert lost == [], lost
    world.clock.set("09:00", TUESDAY)
    for name, text in TYPED.items():
        if len(text) > 200:
            continue
        there = await desk.mark(PYOTR, lesson_id)
        await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=student).pack())
        await teacher.press("4" if there.value == "5" else "5")
        await typed(world, teacher, text)
        history = await desk.history()
        if flat(history[-1][2]) != survives(text):
            lost.append((name, history[-1][2]))
    assert lost == [], lost
    assert await set_aside(world) == 0


async def test_homework_reaches_the_family_as_it_was_typed(world: World, desk: Desk) -> None:
    lesson_id, student = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    mother = await world.phone(desk.school.ivanov_mother)
    await mother.say("/menu")
    lost = []
    for name, text in TYPED.items():
        await teacher.forge(homework.Homework(lesson_id=lesson_id).pack())
        await typed(world, teacher, text)
        world.clock.set("10:00")
        await mother.forge(HomeworkOf(student_id=student, day=WEDNESDAY).pack())
        world.clock.set("09:17")
        read = (flat(teacher.screen.text), flat(mother.screen.text))
        if not all(survives(text) in shown for shown in read):
            lost.append((name, *read))
    assert lost == [], lost
    assert await set_aside(world) == 0


async def test_an_alias_is_shown_as_it_was_typed(world: World, desk: Desk) -> None:
    mother = await at(world, desk.school.ivanov_mother, SettingsOf())
    lost = []
    for name, text in TYPED.items():
        await mother.forge(AliasOf(student_id=desk.student(PYOTR)).pack())
        await typed(world, mother, text)
        if len(survives(text)) > 30:
            assert "30" in mother.screen.text, name
            continue
        asked = mother.screen.text
        assert "Да, называть так" in mother.screen.labels, name
        await mother.press("Да, называть так")
        await mother.say("/menu")
        if survives(text) not in flat(asked):
            lost.append((name, asked, mother.screen.text))
    assert lost == [], lost
    assert await set_aside(world) == 0


async def test_free_texts_are_answered_whoever_writes_them(world: World, desk: Desk) -> None:
    """A stranger, a parent, a teacher without and with an open card: every text gets an answer, and nothing is saved."""
    stranger = await world.stranger()
    await stranger.say("/start")
    mother = await world.phone(desk.school.ivanov_mother)
    teacher = await world.phone(desk.school.algebra)
    unanswered = []
    for phone in (stranger, mother, teacher):
        for name, text in chain(NASTY.items(), UNSEEN.items()):
            heard = len(phone.heard)
            await typed(world, phone, text)
            if len(phone.heard) == heard:
                unanswered.append((phone.name, name))
    assert unanswered == []
    assert await set_aside(world) == 0
    assert {action for action in await desk.actions() if not action.startswith(("code.", "access."))} == set()


async def test_what_cannot_be_seen_is_no_topic_no_comment_and_no_homework(world: World, desk: Desk) -> None:
    lesson_id, student = await desk.lesson(), desk.student(PYOTR)
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=student))
    await teacher.press("5")
    mother = await at(world, desk.school.ivanov_mother, AliasOf(student_id=student))
    for name, text in UNSEEN.items():
        await teacher.forge(lessons.AskTopic(lesson_id=lesson_id).pack())
        await typed(world, teacher, text)
        assert (await desk.row(lesson_id)).topic == "", name
        await teacher.forge(homework.Homework(lesson_id=lesson_id).pack())
        await typed(world, teacher, text)
        assert await desk.homework(lesson_id) is None, name
        await typed(world, mother, text)
        assert "Здесь нужен текст" in mother.last.text, name
    assert await set_aside(world) == 0


async def test_captions_are_cleaned_and_bounded(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, homework.Homework(lesson_id=lesson_id))
    photo = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "file_size": 1}]
    update = message(world, teacher, photo=photo, caption="до\x00по\ud800\u202eсле")
    await raw(world, update)
    there = await desk.homework(lesson_id)
    assert there is not None
    assert there.text == "допосле"
    for letter in "абвгд":
        await raw(world, message(world, teacher, photo=photo, caption=letter * 1000))
    async with desk.db.read() as session:
        text = await session.scalar(select(HomeworkRow.text))
    assert text is not None
    assert len(text) <= 2000
    assert "2000" in flat(teacher.last.text).replace(" ", "")


async def test_a_tap_of_bytes_nobody_can_store_is_an_old_button(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    world.tolerated.add("query is too old")
    for data in ("\x00", "\ud800", "lesson:\x00", "mark:\udfff:1:1:5:1:0", "{ $x }", "<b>", "lesson:٥", ":" * 60):
        await raw(world, tap(world, teacher, data, on=teacher.screen))
    assert await set_aside(world) == 0


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = fit.clean(text)
    assert fit.clean(once) == once
    assert "\x00" not in once
    once.encode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\u200e\u200f")))
def test_what_can_be_stored_and_shown_is_left_alone(text: str) -> None:
    kept = "".join(sign for sign in text if sign not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert fit.clean(text) == kept


@given(st.text(), st.integers(0, 50))
def test_a_line_is_one_line_and_not_too_long(text: str, limit: int) -> None:
    try:
        line = fit.line(text, limit)
    except TooLong:
        return
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert not line or fit.is_seen(line)
