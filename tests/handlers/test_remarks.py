"""Remarks through phones (П 5.3.3, П 4.2.3): written by a teacher, held, corrected, taken back; heard by a family."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.people import ClassLead, Consent, Grant, Scope
from db.remarks import Audience, Remark, RemarkKind
from journal import rules
from keyboards import remarks as kb
from keyboards.people.directory import ClassStudent
from keyboards.sections import LessonCard, RemarksOf
from tests.hostile.hand import at, set_aside, typed
from tests.hostile.nasty import NASTY, flat, survives
from tests.school import NamedSchool, moscow
from tests.teaching import FIRST_GRADE, Desk, asking
from tests.telegram import Phone, World

POLINA, PYOTR, EVA = "Смирнова Полина", "Иванов Пётр", "Зайцева Ева"
SECTION = "📣 Замечания и похвала"
TEXT = "Помогла подготовить кабинет"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def composing(world: World, desk: Desk, name: str = "11. Смирнова П.") -> Phone:
    """The algebra teacher is about to write about a student."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.press("Замечание")
    await teacher.press(name)
    return teacher


async def rows(desk: Desk) -> list[Remark]:
    async with desk.db.read() as session:
        return list(await session.scalars(select(Remark).order_by(Remark.id)))


async def family_page(world: World, desk: Desk, who: str = "mother", name: str = POLINA) -> str:
    phone = await at(world, getattr(desk.school, who), RemarksOf(student_id=desk.student(name)))
    return phone.screen.text


# --- a teacher writes, a family hears --------------------------------------------------------------------------------


async def test_a_teachers_praise_is_held_and_then_heard_by_both_parents(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    assert "Смирнова Полина, 8Б · Алгебра, пн 23.11" in teacher.screen.text
    assert "✓ ⚠️ Замечание" in teacher.labels
    await teacher.press("👏 Похвала")
    await teacher.say(TEXT)
    assert teacher.screen.text.startswith("✅ Записано.\n👏 Похвала · Смирнова Полина, 8Б · Алгебра, пн 23.11\n" + TEXT)
    assert "Родители и ученик увидят это в 09:27." in teacher.screen.text
    mother, father = await world.phone(desk.school.mother), await world.phone(desk.school.father)

    await world.deliver(timedelta(minutes=9))
    assert (mother.heard, father.heard) == ([], [])
    assert "Записей пока нет" in await family_page(world, desk)

    await world.deliver(timedelta(minutes=1))
    said = "👏 Полина · Алгебра, Кузнецова М. В.: " + TEXT
    assert mother.last.text == father.last.text == said
    await mother.press(SECTION)
    assert mother.screen.text == (
        f"📣 Замечания и похвала · Полина, 8Б\n\n👏 пн 23.11 · Алгебра · Кузнецова М. В.\n{TEXT}"
    )
    assert [it.text for it in mother.heard].count(said) == 1, "a push stays as it came"
    await world.deliver(timedelta(hours=1))
    assert [it.text for it in father.heard] == [said]
    assert await desk.actions() == ["remark.write"]


async def test_what_is_corrected_within_the_hold_is_never_heard(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Не принёс тетрадь")
    await world.deliver(timedelta(minutes=6))
    await teacher.press("✏️ Исправить текст")
    await teacher.say("Не принесла тетрадь и учебник")
    assert "увидят это в 09:33" in teacher.screen.text
    await world.deliver(timedelta(minutes=6))
    mother = await world.phone(desk.school.mother)
    assert mother.heard == []
    await teacher.press("👏 Похвала")
    await teacher.press("только родители")
    await world.deliver(timedelta(minutes=10))
    assert mother.last.text == "👏 Полина · Алгебра, Кузнецова М. В.: Не принесла тетрадь и учебник"
    assert len(mother.heard) == 1
    assert len(await rows(desk)) == 1


async def test_what_is_taken_back_within_the_hold_is_never_heard(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Сорвала урок")
    await teacher.press("↩️ Отозвать")
    assert "Отозвано" in teacher.screen.text
    await world.deliver(timedelta(hours=1))
    mother = await world.phone(desk.school.mother)
    assert mother.heard == []
    assert "Записей пока нет" in await family_page(world, desk)


async def test_after_the_hold_it_is_only_taken_back_and_that_is_heard(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Сорвала урок")
    card = teacher.screen
    await world.deliver(timedelta(minutes=10))
    await teacher.press("👏 Похвала", message=card)
    assert "Десять минут прошли" in teacher.alerts[-1]
    await teacher.press("✏️ Исправить текст", message=card)
    assert "Десять минут прошли" in teacher.alerts[-1]
    await teacher.press("↩️ Отозвать", message=card)
    await teacher.forge(kb.WithdrawRemark(remark_id=(await rows(desk))[0].id).pack())
    await world.deliver()
    mother = await world.phone(desk.school.mother)
    assert [it.text for it in mother.heard] == [
        "⚠️ Полина · Алгебра, Кузнецова М. В.: Сорвала урок",
        "↩️ Полина · Алгебра, Кузнецова М. В.: запись отозвана",
    ]
    assert "Записей пока нет" in await family_page(world, desk)
    assert await desk.actions() == ["remark.write", "remark.withdraw"]


async def test_a_text_half_typed_while_the_hold_ended_changes_nothing(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Сорвала урок")
    await teacher.press("✏️ Исправить текст")
    world.clock.forward(timedelta(minutes=10))
    await teacher.say("Была внимательна")
    assert "Десять минут прошли" in teacher.last.text
    assert [row.text for row in await rows(desk)] == ["Сорвала урок"]


# --- who reads it ----------------------------------------------------------------------------------------------------


async def test_for_the_adults_alone_the_student_hears_and_sees_nothing(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk, "6. Иванов П.")
    await teacher.press("только родители")
    await teacher.say("Третий день без завтрака")
    assert "Родители увидят это в 09:27, ученик не увидит." in teacher.screen.text
    await world.deliver(timedelta(minutes=10))
    pupil, mother = await world.phone(desk.school.pupil), await world.phone(desk.school.ivanov_mother)
    assert pupil.heard == []
    assert len(mother.heard) == 1
    assert "Записей пока нет" in await family_page(world, desk, "pupil", PYOTR)
    assert "завтрака" in await family_page(world, desk, "ivanov_mother", PYOTR)


async def test_a_students_phone_stays_silent_during_lessons(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk, "6. Иванов П.")
    await teacher.say("Отличный ответ")
    await world.deliver(timedelta(minutes=10))
    sent = [call for call in world.telegram.calls if call["method"] == "sendMessage"]
    silent = {call["params"]["chat_id"]: bool(call["params"].get("disable_notification")) for call in sent}
    assert silent[desk.school.pupil.telegram] is True
    assert silent[desk.school.ivanov_mother.telegram] is False


async def test_whose_access_ended_or_consent_was_withdrawn_hears_nothing(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say(TEXT)
    async with desk.db.write() as session:
        ended = update(Grant).where(Grant.person_id == desk.school.father.person_id, Grant.scope == Scope.GUARDIAN)
        await session.execute(ended.values(ended_at=moscow("09:20")))
        await session.execute(update(Consent).values(withdrawn_at=moscow("09:20")))
    await world.deliver(timedelta(minutes=10))
    for who in (desk.school.mother, desk.school.father):
        assert (await world.phone(who)).heard == []


@pytest.mark.parametrize(
    ("detail", "said"), [("subject", "📣 Полина: новая запись — Алгебра"), ("none", "есть новости")]
)
async def test_the_school_may_hush_the_text(world: World, desk: Desk, detail: str, said: str) -> None:
    world.db.info["rules"] = rules.DEFAULTS._replace(detail=detail)
    teacher = await composing(world, desk)
    await teacher.say(TEXT)
    await world.deliver(timedelta(minutes=10))
    mother = await world.phone(desk.school.mother)
    assert said in mother.last.text
    assert TEXT not in mother.last.text


# --- no other child's name --------------------------------------------------------------------------------------------


async def test_a_classmates_surname_is_asked_to_be_taken_out(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Разговаривала с Петровым")
    assert "Не записал" in teacher.screen.text
    assert "«Петровым»" in teacher.screen.text
    assert await rows(desk) == []
    await teacher.say("Разговаривала с соседом")
    assert [row.text for row in await rows(desk)] == ["Разговаривала с соседом"]


async def test_a_word_that_is_no_student_is_written_on_the_teachers_word(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Рассказала о писателе Белове")
    insist = next(it["callback_data"] for it in teacher.screen.buttons if it["text"].startswith("Это"))
    await teacher.press("Это не ученик, записать так")
    assert [row.text for row in await rows(desk)] == ["Рассказала о писателе Белове"]
    await teacher.forge(insist)
    assert len(await rows(desk)) == 1, "a second tap writes nothing"
    assert await desk.actions() == ["remark.write", "remark.insist"]


async def test_a_rewritten_text_is_asked_about_too(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Разговаривала с соседом")
    await teacher.press("✏️ Исправить текст")
    await teacher.say("Разговаривала с Петровым")
    assert "Не записал" in teacher.screen.text
    assert [row.text for row in await rows(desk)] == ["Разговаривала с соседом"]


# --- the homeroom teacher ---------------------------------------------------------------------------------------------


async def test_the_homeroom_teacher_reads_what_there_is_and_writes_without_a_lesson(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say("Сорвала урок")
    door = ClassStudent(class_id=desk.school.classes["8Б"], student_id=desk.student(POLINA))
    homeroom = await at(world, desk.school.homeroom, door)
    await homeroom.press("Замечание / похвала")
    assert "⚠️ пн 23.11 · Алгебра · Кузнецова М. В.: Сорвала урок" in homeroom.screen.text
    assert not any("Сорвала" in label for label in homeroom.labels), "another's remark is not hers to change"
    await homeroom.say("Победила в олимпиаде")
    await world.deliver(timedelta(minutes=10))
    mother = await world.phone(desk.school.mother)
    assert "👏 Полина · классный руководитель, Титова Е. С.: Победила в олимпиаде" in [it.text for it in mother.heard]
    row = (await rows(desk))[-1]
    assert (row.lesson_id, row.kind, row.audience) == (None, RemarkKind.PRAISE, Audience.FAMILY)


async def test_a_class_led_no_more_takes_no_text_that_was_half_typed(world: World, desk: Desk) -> None:
    door = ClassStudent(class_id=desk.school.classes["8Б"], student_id=desk.student(POLINA))
    homeroom = await at(world, desk.school.homeroom, door)
    await homeroom.press("Замечание / похвала")
    async with desk.db.write() as session:
        led = update(ClassLead).where(ClassLead.person_id == desk.school.homeroom.person_id)
        await session.execute(led.values(valid_to=date(2026, 11, 22)))
    await homeroom.say("Победила в олимпиаде")
    assert "Не нашлось" in homeroom.last.text
    assert await rows(desk) == []


async def test_grade_one_has_remarks_as_everybody(world: World, desk: Desk) -> None:
    """П 5.5: no marks, the rest as usual."""
    lesson_id = await desk.lesson(FIRST_GRADE)
    teacher = await at(world, desk.school.primary, LessonCard(lesson_id=lesson_id))
    await teacher.press("Замечание")
    await teacher.press("1. Зайцева Е.")
    await teacher.say("Читает по слогам уверенно")
    await world.deliver(timedelta(minutes=10))
    mother = await world.phone(desk.school.first_grade_mother)
    assert "Читает по слогам уверенно" in mother.last.text
    assert "уверенно" in await family_page(world, desk, "first_grade_mother", EVA)


# --- taps, texts, statements ------------------------------------------------------------------------------------------


async def test_a_family_with_two_children_sees_each_ones_own(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say(TEXT)
    world.clock.forward(timedelta(minutes=10))
    assert TEXT in await family_page(world, desk)
    assert TEXT not in await family_page(world, desk, name="Рыбакова Злата")
    stranger = await at(world, desk.school.ivanov_mother, RemarksOf(student_id=desk.student(POLINA)))
    assert "Не нашлось" in stranger.alerts[-1]


async def test_leaving_the_screen_gives_the_question_up(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.press("‹ Назад")
    await teacher.say("Сорвала урок")
    assert await rows(desk) == []
    await composing(world, desk)
    await teacher.press("🏠 Меню")
    await teacher.say("Сорвала урок")
    assert await rows(desk) == []


async def test_after_a_remark_what_is_typed_is_the_lessons_again(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    await teacher.say(TEXT)
    await teacher.say("Иванов 5")
    assert "Иванов" in teacher.screen.text
    assert len(await rows(desk)) == 1


async def test_any_text_is_read_as_it_was_typed(world: World, desk: Desk) -> None:
    lost = []
    texts = {name: text for name, text in NASTY.items() if not text.startswith("/") and len(text) <= 600}
    teacher = await composing(world, desk)
    for name, text in texts.items():
        await teacher.forge(kb.RemarkOnLesson(lesson_id=await desk.lesson(), student_id=desk.student(POLINA)).pack())
        await typed(world, teacher, text)
        if survives(text) not in flat(teacher.screen.text):
            lost.append((name, teacher.screen.text))
    assert lost == []
    await world.deliver(timedelta(minutes=10))
    assert await set_aside(world) == 0
    await composing(world, desk)
    await teacher.say("а" * 601)
    assert "600" in teacher.last.text


async def test_screens_and_texts_cost_few_statements(world: World, desk: Desk) -> None:
    teacher = await composing(world, desk)
    async with asking(world, at_most=12):
        await teacher.say(TEXT)
    async with asking(world, at_most=9):
        await teacher.press("👏 Похвала")
    world.clock.forward(timedelta(minutes=10))
    mother = await at(world, desk.school.mother, RemarksOf(student_id=desk.student(POLINA)))
    async with asking(world, at_most=4):
        await mother.forge(RemarksOf(student_id=desk.student(POLINA)).pack())
