"""Substitutions by phone: what a card says, what teachers hear, the order's number, and what must not go wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from db.homework import Homework, HomeworkKind
from db.lessons import Lesson
from db.people import Person, Staff
from db.substitutions import Substitution, SubstitutionKind
from db.timetable import Course, GroupClass, GroupMember, StudyGroup
from journal.names import search_key
from keyboards.sections import (
    LessonCard,
    LessonToCover,
    MySubstitutions,
    SubstitutionsOf,
    TeacherAway,
    TimetableOf,
    Together,
)
from keyboards.substitutions import lesson as kb
from keyboards.substitutions.planning import Pick, Teachers
from sandbox.phone import Phone
from tests.hostile.hand import message, raw, tap
from tests.school import LONG_AGO, MONDAY, YEAR_START
from tests.substituting import THURSDAY, WEDNESDAY, handed_over, in_hand
from tests.teaching import ALGEBRA, RUSSIAN, Desk, asking, at
from tests.telegram import World

LONG = "Константинопольская-Задунайская"


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world.db, world.school)


async def only(desk: Desk) -> Substitution:
    async with desk.db.read() as session:
        return (await session.scalars(select(Substitution))).one()


async def deputy_at(world: World, lesson_id: int) -> Phone:
    return await at(world, world.school.deputy, LessonToCover(lesson_id=lesson_id))


# --- the card ------------------------------------------------------------------------------------------------------------


async def test_a_card_says_whose_lesson_it_is_and_by_which_order(world: World, desk: Desk) -> None:
    lesson_id = await in_hand(desk, order_number="47-к от 23.11")
    for somebody in (world.school.homeroom, world.school.algebra):
        phone = await at(world, somebody, LessonCard(lesson_id=lesson_id))
        assert "🔁 Замена: Титова Е. С. за Кузнецова М. В." in phone.screen.text
        assert "Приказ № 47-к от 23.11" in phone.screen.text


async def test_a_card_says_that_nobody_answered_yet_and_names_no_order(world: World, desk: Desk) -> None:
    phone = await at(world, world.school.algebra, LessonCard(lesson_id=await handed_over(desk)))
    assert "· ещё без ответа" in phone.screen.text
    assert "Приказ" not in phone.screen.text


async def test_an_ordinary_card_says_nothing_of_it(world: World, desk: Desk) -> None:
    phone = await at(world, world.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    assert "🔁" not in phone.screen.text


async def test_a_family_sees_who_gives_it_and_never_why_or_by_which_order(world: World, desk: Desk) -> None:
    await in_hand(desk, order_number="47-к")
    polina = desk.student("Смирнова Полина")
    mother = await at(world, world.school.mother, TimetableOf(student_id=polina, day=MONDAY))
    assert "ведёт Титова Е. С." in mother.screen.text
    assert "47-к" not in mother.screen.text
    assert "Кузнецова" not in mother.screen.text


async def test_a_family_is_told_nothing_before_the_colleague_agreed(world: World, desk: Desk) -> None:
    await handed_over(desk)
    polina = desk.student("Смирнова Полина")
    mother = await at(world, world.school.mother, TimetableOf(student_id=polina, day=MONDAY))
    assert "Титова" not in mother.screen.text


# --- what a lesson's own teacher hears -------------------------------------------------------------------------------------


async def test_the_teacher_hears_of_a_cancelled_lesson_and_where_its_homework_went(world: World, desk: Desk) -> None:
    lesson_id, monday = await desk.lesson(ALGEBRA, WEDNESDAY), await desk.lesson()
    async with world.db.write() as session:
        session.add(
            Homework(
                lesson_id=monday, kind=HomeworkKind.WRITTEN, text="№ 5", due_on=WEDNESDAY, version=1,
                author_id=world.school.algebra.person_id, put_at=LONG_AGO, changed_at=LONG_AGO,
            )
        )  # fmt: skip
    teacher, deputy = await world.phone(world.school.algebra), await deputy_at(world, lesson_id)
    await deputy.press("✖️ Отменить урок")
    await deputy.forge(kb.CancelLesson(lesson_id=lesson_id).pack())
    await world.deliver()
    assert [it.text for it in teacher.heard if "отменён" in it.text] == [
        "✖️ Ваш урок отменён\nср 25.11, 2-й урок, 09:25 · 8Б · Алгебра\nЗаданное к нему теперь на пт 27.11."
    ]
    await deputy.press("↩️ Вернуть урок")
    assert "1 задание перенесено на ср 25.11" in deputy.alerts[-1]
    await world.deliver()
    assert teacher.last.text == (
        "↩️ Ваш урок снова по расписанию\nср 25.11, 2-й урок, 09:25 · 8Б · Алгебра\n"
        "Заданное к нему — снова на этот день."
    )
    await teacher.press("📋 Уроки, ср 25.11")
    assert "8Б · Алгебра" in teacher.screen.text


async def test_the_teacher_hears_of_a_moved_lesson_from_where_to_where(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    teacher, deputy = await world.phone(world.school.algebra), await deputy_at(world, lesson_id)
    await deputy.forge(kb.MoveTo(lesson_id=lesson_id, day=THURSDAY, period=5).pack())
    await world.deliver()
    assert teacher.last.text == ("↔️ Ваш урок перенесён с ср 25.11, 2-й урок:\nчт 26.11, 5-й урок, 12:30 · 8Б · Алгебра")


async def test_what_was_taken_back_before_it_was_told_is_not_told(world: World, desk: Desk) -> None:
    """Quiet hours hold it; meanwhile the lesson is back."""
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    teacher, deputy = await world.phone(world.school.algebra), await deputy_at(world, lesson_id)
    before = len(teacher.heard)
    await deputy.press("✖️ Отменить урок")
    await deputy.press("↩️ Вернуть урок")
    await world.deliver()
    assert len(teacher.heard) == before


async def test_a_deputy_head_is_not_told_of_what_that_one_did(world: World, desk: Desk) -> None:
    await desk.co_teacher(world.school.deputy)
    deputy = await deputy_at(world, await desk.lesson(ALGEBRA, WEDNESDAY))
    before = len(deputy.heard)
    await deputy.press("✖️ Отменить урок")
    await world.deliver()
    assert not [it for it in deputy.heard[before:] if "Ваш урок" in it.text]


# --- the order's number ------------------------------------------------------------------------------------------------------


async def test_the_number_of_the_order_by_phone(world: World, desk: Desk) -> None:
    lesson_id = await in_hand(desk)
    deputy = await deputy_at(world, lesson_id)
    await deputy.press("№ приказа")
    assert "Напишите номер приказа" in deputy.screen.text
    await deputy.say("  47-к <b>от</b> 23.11\n")
    assert "Приказ № 47-к <b>от</b> 23.11" in deputy.last.text
    assert (await only(desk)).order_number == "47-к <b>от</b> 23.11"
    await deputy.say("просто слова")
    assert (await only(desk)).order_number == "47-к <b>от</b> 23.11"


async def test_a_number_that_is_too_long_is_asked_for_again(world: World, desk: Desk) -> None:
    deputy = await deputy_at(world, await in_hand(desk))
    await deputy.press("№ приказа")
    await deputy.say("9" * 65)
    assert "64" in deputy.last.text
    assert (await only(desk)).order_number == ""
    await deputy.say("48-к")
    assert (await only(desk)).order_number == "48-к"


async def test_a_number_that_comes_twice_is_written_once(world: World, desk: Desk) -> None:
    """G3: the same update delivered again changes nothing."""
    deputy = await deputy_at(world, await in_hand(desk))
    await deputy.press("№ приказа")
    update = message(world, deputy, text="47-к")
    for _ in range(3):
        await raw(world, update)
    assert (await only(desk)).order_number == "47-к"
    assert (await desk.actions()).count("substitution.describe") == 1


async def test_leaving_the_question_keeps_later_words_out_of_the_order(world: World, desk: Desk) -> None:
    deputy = await deputy_at(world, await in_hand(desk))
    await deputy.press("№ приказа")
    await deputy.press("🏠 Меню")
    await deputy.say("47-к")
    assert (await only(desk)).order_number == ""


# --- taps twice, long names, namesakes --------------------------------------------------------------------------------------


async def test_answers_delivered_again_and_again_are_one(world: World, desk: Desk) -> None:
    """G3, G4: accepting, signing, asking and taking back, each tapped twice and each tap delivered three times."""
    lesson_id = await handed_over(desk, until=THURSDAY)
    row = await only(desk)
    world.tolerated.add("query is too old")
    world.clock.set("09:20")
    async with world.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(topic="Дроби"))
    substitute = await at(world, world.school.homeroom, MySubstitutions())
    deputy = await deputy_at(world, lesson_id)
    for phone, data in (
        *((substitute, f"sub+:{row.id}"), (substitute, f"sub=:{row.id}"), (deputy, f"subr:{row.id}:trip")),
        *((deputy, f"sub0:{row.id}"), (substitute, f"sub-:{row.id}")),
    ):
        for one in (tap(world, phone, data, on=phone.screen), tap(world, phone, data, on=phone.screen)):
            for _ in range(3):
                await raw(world, one)
    done = await desk.actions()
    assert (done.count("substitution.accept"), done.count("substitution.sign")) == (1, 1)
    assert not {"substitution.cancelled", "substitution.declined"} & set(done)
    assert (await only(desk)).signed_at is not None


async def test_long_names_and_thirty_namesakes_stay_readable(world: World, desk: Desk) -> None:
    async with world.db.write() as session:
        for _ in range(30):
            person = Person(
                surname=LONG,
                given_name="Вера",
                patronymic="",
                search_key=search_key(f"{LONG} Вера"),
                created_at=LONG_AGO,
            )
            session.add(person)
            await session.flush()
            session.add(Staff(person_id=person.id))
    lesson_id = await desk.lesson(ALGEBRA, WEDNESDAY)
    deputy = await at(world, world.school.deputy, Pick(lesson_id=lesson_id, absent_id=world.school.algebra.person_id))
    seen = set()
    for _ in range(6):
        seen |= {it["callback_data"] for it in deputy.screen.buttons if it["callback_data"].startswith("how:")}
        assert max(map(len, deputy.screen.labels)) <= 64
        if "›" not in "".join(deputy.screen.labels):
            break
        await deputy.press(next(label for label in deputy.screen.labels if "›" in label))
    assert len(seen) >= 33


# --- how often the database is asked --------------------------------------------------------------------------------------------


async def test_how_often_the_database_is_asked_by_the_deputy_heads_screens(world: World, desk: Desk) -> None:
    lesson_id, algebra = await in_hand(desk, day=WEDNESDAY), world.school.algebra.person_id
    row = await only(desk)
    deputy = await at(world, world.school.deputy, SubstitutionsOf(day=WEDNESDAY))
    reads = [
        (SubstitutionsOf(day=WEDNESDAY), 5),
        (Teachers(day=WEDNESDAY), 3),
        (TeacherAway(person_id=algebra, first=WEDNESDAY, last=WEDNESDAY), 5),
        (LessonToCover(lesson_id=lesson_id), 3),
        (Pick(lesson_id=lesson_id, absent_id=algebra), 5),
        (kb.MoveLesson(lesson_id=lesson_id, day=THURSDAY), 6),
    ]
    for door, at_most in reads:
        async with asking(world, at_most):
            await deputy.forge(door.pack())
    async with asking(world, 8):
        await deputy.forge(kb.Paid(substitution_id=row.id, paid=False).pack())
    async with asking(world, 14):
        await deputy.forge(kb.TakeBack(substitution_id=row.id).pack())
    async with asking(world, 16):
        await deputy.forge(kb.CancelLesson(lesson_id=lesson_id).pack())
    async with asking(world, 20):
        await deputy.forge(kb.RestoreLesson(lesson_id=lesson_id).pack())


async def test_how_often_the_database_is_asked_by_the_substitutes_screens(world: World, desk: Desk) -> None:
    lesson_id = await handed_over(desk, until=THURSDAY)
    row = await only(desk)
    phone = await at(world, world.school.homeroom, MySubstitutions())
    async with asking(world, 3):
        await phone.forge(MySubstitutions().pack())
    async with asking(world, 3):
        await phone.forge(f"mysub:{row.id}")
    async with asking(world, 6):
        await phone.forge(f"kit:{row.id}")
    async with asking(world, 10):
        await phone.forge(f"sub+:{row.id}")
    async with asking(world, 10):
        await phone.forge(LessonCard(lesson_id=lesson_id).pack())


# --- the days pass -----------------------------------------------------------------------------------------------------------------


async def test_the_minute_after_its_last_day_a_substitute_reads_nothing_more(world: World, desk: Desk) -> None:
    """Writing ends at midnight by itself, reading with the next tick: a minute at most (G26)."""
    lesson_id = await in_hand(desk, until=MONDAY)
    row = await only(desk)
    substitute = await at(world, world.school.homeroom, LessonCard(lesson_id=lesson_id))
    world.clock.set("00:01", MONDAY + timedelta(days=1))
    await world.tick()
    for data in (LessonCard(lesson_id=lesson_id).pack(), f"kit:{row.id}"):
        before = len(substitute.alerts)
        await substitute.forge(data)
        assert substitute.alerts[before:] == ["Не нашлось. Возможно, это уже удалено или вам недоступно."]
    assert (await only(desk)).ended_at is not None


async def test_what_was_instead_is_said_on_the_card(world: World, desk: Desk) -> None:
    school, lesson_id = world.school, await desk.lesson(ALGEBRA, WEDNESDAY)
    deputy = await deputy_at(world, lesson_id)
    await deputy.forge(f"ask+:{lesson_id}:{school.algebra.person_id}:{school.homeroom.person_id}:own_subject")
    row = await only(desk)
    assert (row.kind, row.instead_id is not None) == (SubstitutionKind.OWN_SUBJECT, True)
    phone = await at(world, school.homeroom, LessonCard(lesson_id=row.instead_id or 0))
    assert "🔁 Вместо урока «Алгебра»: Титова Е. С. за Кузнецова М. В. · ещё без ответа" in phone.screen.text


# --- two groups with one teacher ------------------------------------------------------------------------------------------------


async def halves(world: World, desk: Desk) -> tuple[int, int]:
    """8Б sits in two halves at the first hour: algebra's joined to the homeroom teacher's Russian."""
    school, members = world.school, sorted(name for name in world.school.students if desk.student(name))
    of_8b = [name for name in members if name not in {"Зайцева Ева", "Орлов Тимур"}]
    first, second = await desk.lesson(), await desk.lesson(RUSSIAN)
    async with world.db.write() as session:
        year = await session.scalar(select(StudyGroup.year_id).limit(1))
        for part, course in enumerate((ALGEBRA, RUSSIAN)):
            half = StudyGroup(year_id=year or 0, name=f"8Б, гр. {part + 1}", whole=False, grade=8)
            session.add(half)
            await session.flush()
            session.add(GroupClass(group_id=half.id, class_id=school.classes["8Б"]))
            session.add_all(
                GroupMember(group_id=half.id, student_id=desk.student(name), valid_from=YEAR_START)
                for name in of_8b[part::2]
            )
            await session.execute(update(Course).where(Course.id == school.courses[course]).values(group_id=half.id))
        there = await session.get_one(Lesson, first)
        row = await session.get_one(Lesson, second)
        row.starts_at, row.ends_at, row.period = there.starts_at, there.ends_at, there.period
    await in_hand(desk, kind=SubstitutionKind.JOINED, until=THURSDAY)
    return first, second


async def mark_on(phone: Phone, surname: str, value: str) -> None:
    """The figure beside a name."""
    keyboard = phone.screen.raw["reply_markup"]["inline_keyboard"]
    line = next(line for line in keyboard if surname in line[0]["text"].split())
    await phone.forge(next(it["callback_data"] for it in line if it["text"] == value), message=phone.screen)


async def test_both_groups_are_one_list_and_each_mark_goes_to_its_own_course(world: World, desk: Desk) -> None:
    first, second = await halves(world, desk)
    phone = await at(world, world.school.homeroom, LessonCard(lesson_id=second))
    assert "🔁 Группы вместе: Титова Е. С. за Кузнецова М. В." in phone.screen.text
    async with asking(world, 6):
        await phone.press("👥 Обе группы")
    assert "• 8Б, гр. 2 · Русский язык\n• 8Б, гр. 1 · Алгебра" in phone.screen.text
    names = [row[0] for row in phone.screen.rows if len(row) == 3]
    assert len(names) == 12
    assert names == sorted(names)
    await mark_on(phone, "Антонова", "5")
    await mark_on(phone, "Белов", "4")
    await phone.press("Смирнова")
    here = [("Антонова Вера", "5"), ("Белов Кирилл", "4")]
    found = [((await desk.mark(name, first)).value, (await desk.mark(name, second)).value) for name, _ in here]
    assert sorted(found, key=str) == sorted([("5", None), (None, "4")], key=str)
    codes = {await desk.code("Смирнова Полина", lesson_id) for lesson_id in (first, second)}
    assert codes == {"Н", None}
    assert "🙋 Нет: Смирнова П." in phone.screen.text
    await phone.press("✅ Пришёл")
    assert {await desk.code("Смирнова Полина", lesson_id) for lesson_id in (first, second)} == {None}
    await phone.press("📝 8Б, гр. 1 · Алгебра")
    assert "Алгебра" in phone.screen.text.splitlines()[0]


async def test_a_double_tap_on_the_common_list_is_one_mark(world: World, desk: Desk) -> None:
    first, second = await halves(world, desk)
    phone = await at(world, world.school.homeroom, Together(lesson_id=first))
    old = phone.screen
    keyboard = old.raw["reply_markup"]["inline_keyboard"]
    data = next(line for line in keyboard if "Антонова" in line[0]["text"].split())[1]["callback_data"]
    for _ in range(3):
        await phone.forge(data, message=old)
    marks = [await desk.mark("Антонова Вера", lesson_id) for lesson_id in (first, second)]
    assert sorted((it.value or "", it.version) for it in marks) == [("", 0), ("5", 1)]


async def test_what_was_taken_back_leaves_the_own_group_only(world: World, desk: Desk) -> None:
    first, second = await halves(world, desk)
    phone = await at(world, world.school.homeroom, Together(lesson_id=second))
    row = await only(desk)
    keyboard = phone.screen.raw["reply_markup"]["inline_keyboard"]
    stale = next(
        it["callback_data"] for line in keyboard for it in line if it["callback_data"].startswith(f"qbm:{first}:")
    )
    await (await deputy_at(world, first)).forge(kb.TakeBack(substitution_id=row.id).pack())
    answer = await phone.forge(stale)
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")
    await phone.forge(Together(lesson_id=second).pack())
    assert "Алгебра" not in phone.screen.text
    assert len([one for one in phone.screen.rows if len(one) == 3]) == 6
    assert (await phone.forge(Together(lesson_id=first).pack()) or {})["text"].startswith("Не нашлось")


async def test_nobody_else_has_the_common_list(world: World, desk: Desk) -> None:
    first, second = await halves(world, desk)
    teacher = await at(world, world.school.algebra, Together(lesson_id=first))
    assert "Русский" not in teacher.screen.text
    for somebody in (world.school.primary, world.school.deputy, world.school.mother):
        phone = await world.phone(somebody)
        await phone.say("/menu")
        for lesson_id in (first, second):
            answer = await phone.forge(Together(lesson_id=lesson_id).pack())
            assert answer is not None
            assert answer["text"].startswith("Не нашлось")


async def test_two_lessons_of_one_hour_that_are_not_joined_stay_two_lists(world: World, desk: Desk) -> None:
    _, second = await halves(world, desk)
    async with world.db.write() as session:
        await session.execute(update(Substitution).values(kind=SubstitutionKind.SUPERVISION))
    phone = await at(world, world.school.homeroom, LessonCard(lesson_id=second))
    assert "👥 Обе группы" not in phone.screen.labels
    await phone.forge(Together(lesson_id=second).pack())
    assert "Алгебра" not in phone.screen.text
