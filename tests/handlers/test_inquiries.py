"""The absence loop through phones (A6): an Н, the question ten minutes later, the answer, the alarm, what comes of it."""

import asyncio
from contextlib import suppress
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db.absences import Answer, Inquiry
from db.engine import Database
from journal import notices
from journal.absences import answering
from journal.absences.answering import Settled
from journal.access import Actor
from keyboards.absences.attendance import Attendance as AttendanceDoor
from keyboards.sections import LessonCard
from tests.school import MONDAY, NamedSchool
from tests.teaching import ALGEBRA, RUSSIAN, Desk, asking, at
from tests.telegram import Phone, World

POLINA = "Смирнова Полина"
WEDNESDAY = date(2026, 11, 25)
LINE = "11 Смирнова П."
ASKED = "❓ Полина · Алгебра: нет на уроке (Н). Что случилось?"
ANSWERS = ["Болеет", "По семейным обстоятельствам", "Опаздывает", "❗ Должен быть в школе"]
TEN = timedelta(minutes=10)


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def tapped(world: World, desk: Desk, course: str = ALGEBRA, *labels: str) -> int:
    """The lesson's teacher taps Полина's name on the attendance list, and then these."""
    lesson_id = await desk.lesson(course)
    teacher = await world.phone(desk.school.algebra if course == ALGEBRA else desk.school.homeroom)
    await teacher.say("/menu")
    await teacher.forge(AttendanceDoor(lesson_id=lesson_id).pack())
    line = next(label for label in teacher.screen.labels if label.startswith(LINE))
    await teacher.press(line)
    for label in labels:
        await teacher.press(label)
    return lesson_id


async def asked(world: World, desk: Desk) -> tuple[Phone, Phone]:
    """Both parents of Полина have the question before them."""
    await tapped(world, desk)
    await world.deliver(TEN)
    return await world.phone(desk.school.mother), await world.phone(desk.school.father)


async def inquiries(desk: Desk) -> list[Inquiry]:
    async with desk.db.read() as session:
        return list(await session.scalars(select(Inquiry).order_by(Inquiry.id)))


# --- who is asked, and when ----------------------------------------------------------------------------------------------


async def test_both_are_asked_ten_minutes_after_the_absence_was_saved(world: World, desk: Desk) -> None:
    """One message: the question tells of the absence, and the news do not say it again."""
    await tapped(world, desk)
    mother, father = await world.phone(desk.school.mother), await world.phone(desk.school.father)
    await world.deliver(timedelta(minutes=9))
    assert (mother.heard, father.heard) == ([], [])
    await world.deliver(timedelta(minutes=1))
    for phone in (mother, father):
        assert [it.text for it in phone.heard] == [ASKED]
        assert phone.last.labels == ANSWERS
    await world.deliver(timedelta(hours=1))
    assert len(mother.heard) == len(father.heard) == 1


async def test_closing_the_lesson_tells_at_once_and_asks_at_the_ten_minutes(world: World, desk: Desk) -> None:
    lesson_id = await tapped(world, desk)
    async with desk.db.write() as session:
        await notices.hasten(session, lesson_id, now=world.clock.now())
    mother = await world.phone(desk.school.mother)
    await world.deliver()
    assert [it.text for it in mother.heard] == ["Полина · Алгебра: нет на уроке (Н)"]
    await world.deliver(TEN)
    assert mother.last.text == ASKED


async def test_an_absence_corrected_in_time_asks_nobody(world: World, desk: Desk) -> None:
    await tapped(world, desk, ALGEBRA, f"{LINE} Н", "✅ Пришёл")
    await world.deliver(timedelta(minutes=30))
    assert (await world.phone(desk.school.mother)).heard == []


async def test_an_absence_put_again_is_asked_about_after_its_own_ten_minutes(world: World, desk: Desk) -> None:
    await tapped(world, desk, ALGEBRA, f"{LINE} Н", "✅ Пришёл")
    await world.deliver(timedelta(minutes=12))
    await tapped(world, desk)
    mother = await world.phone(desk.school.mother)
    await world.deliver(timedelta(minutes=9))
    assert mother.heard == []
    await world.deliver(timedelta(minutes=1))
    assert [it.text for it in mother.heard] == [ASKED]


async def test_only_the_first_missed_lesson_of_a_day_is_asked_about(world: World, desk: Desk) -> None:
    mother, _ = await asked(world, desk)
    await tapped(world, desk, RUSSIAN)
    await world.deliver(timedelta(minutes=11))
    assert [it.text for it in mother.heard] == [ASKED, "Полина · Русский язык: нет на уроке (Н)"]
    assert len(await inquiries(desk)) == 1


async def test_who_left_later_is_asked_about(world: World, desk: Desk) -> None:
    """Present on the first lesson, missing from the second: that one is asked about."""
    await tapped(world, desk, ALGEBRA, f"{LINE} Н", "✅ Пришёл")
    await tapped(world, desk, RUSSIAN)
    await world.deliver(TEN)
    assert (await world.phone(desk.school.mother)).last.text.startswith("❓ Полина · Русский язык")


async def test_what_a_note_explains_is_not_asked(world: World, desk: Desk) -> None:
    mother = await world.phone(desk.school.mother)
    await tapped(world, desk)
    await mother.say("/menu")
    for label in ("Полина", "🤒 Сообщить об отсутствии", "Болеет", "Сегодня", "✅ Отправить"):
        await mother.press(label)
    await world.deliver(TEN)
    for phone in (mother, await world.phone(desk.school.father)):
        assert not any("Что случилось" in it.text for it in phone.heard)


async def test_what_is_entered_after_the_day_is_news_without_a_question(world: World, desk: Desk) -> None:
    world.clock.set("14:11")
    await tapped(world, desk)
    await world.deliver(timedelta(minutes=11))
    assert [it.text for it in (await world.phone(desk.school.mother)).heard] == ["Полина · Алгебра: нет на уроке (Н)"]
    assert await inquiries(desk) == []


async def test_a_question_of_yesterday_is_not_asked(world: World, desk: Desk) -> None:
    """The phone was away over the night: the news come, the question makes no sense any more."""
    await tapped(world, desk)
    world.clock.set("08:00", MONDAY + timedelta(days=1))
    await world.deliver()
    assert "Что случилось" not in (await world.phone(desk.school.mother)).last.text


async def test_an_entry_costs_three_statements_more(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, AttendanceDoor(lesson_id=lesson_id))
    async with asking(world, at_most=12):
        await teacher.press(LINE)


# --- the answers ---------------------------------------------------------------------------------------------------------


async def test_ill_until_wednesday_and_the_loop_to_its_end(world: World, desk: Desk) -> None:
    """A6 whole: question, «Болеет до 25.11», Б offered on the next lesson, accepted, Б everywhere, both hear of it."""
    mother, father = await asked(world, desk)
    question = mother.last.id
    await mother.press("Болеет")
    assert mother.screen.text == "Полина: болеет. До какого дня?"
    await mother.press("ср 25.11")
    assert mother.screen.id == question
    assert mother.screen.text == (
        "✅ Полина · Алгебра: болеет до ср 25.11. Записка у классного руководителя: сообщу, когда ответит."
    )
    await world.deliver()
    assert father.last.text == "✅ Полина · Алгебра: болеет до ср 25.11. Ответил другой взрослый."
    assert len(father.heard) == 1
    homeroom = await world.phone(desk.school.homeroom)
    assert homeroom.last.text == "🤒 Записка: Смирнова Полина, 8Б. Болеет: пн 23.11 – ср 25.11"

    second = await tapped(world, desk, RUSSIAN)
    assert await desk.code(POLINA, second) == "Б"
    push = next(it for it in homeroom.heard if it.text.startswith("🤒 Записка:"))
    await homeroom.press("🤒 Открыть записку", message=push)
    await homeroom.press("✅ Принять")
    first = await desk.lesson()
    assert [await desk.code(POLINA, lesson) for lesson in (first, second)] == ["Б", "Б"]
    await world.deliver()
    assert mother.last.text == "✅ Полина: записка принята. Болеет: пн 23.11 – ср 25.11"
    await world.deliver(TEN)
    news = "Полина\nАлгебра: исправлено: отсутствует по болезни (Б)\nРусский язык: отсутствует по болезни (Б)"
    assert mother.last.text == father.last.text == news


async def test_declined_it_is_absent_again(world: World, desk: Desk) -> None:
    mother, _ = await asked(world, desk)
    await mother.press("По семейным обстоятельствам")
    await mother.press("Только сегодня")
    second = await tapped(world, desk, RUSSIAN)
    assert await desk.code(POLINA, second) == "У"
    homeroom = await world.phone(desk.school.homeroom)
    await world.deliver()
    push = next(it for it in homeroom.heard if it.text.startswith("🤒 Записка:"))
    await homeroom.press("🤒 Открыть записку", message=push)
    await homeroom.press("✖️ Отклонить")
    await homeroom.press("Без комментария")
    assert [await desk.code(POLINA, it) for it in (await desk.lesson(), second)] == ["Н", "Н"]
    await world.deliver()
    assert mother.last.text.startswith("✖️ Полина: записка отклонена.")


async def test_the_second_answer_shows_the_first(world: World, desk: Desk) -> None:
    """Two parents at once: the first answer stands, the second one sees it."""
    mother, father = await asked(world, desk)
    await mother.press("Опаздывает")
    assert mother.screen.text == "⏰ Полина · Алгебра: опаздывает. Учитель увидит это в списке урока."
    await father.press("❗ Должен быть в школе")
    assert father.alerts[-1] == "Уже ответили, посмотрите на экран."
    assert father.screen.text == "⏰ Полина · Алгебра: опаздывает. Ответил другой взрослый."
    assert [it.answer for it in await inquiries(desk)] == [Answer.LATE]
    await father.press("❗ Должен быть в школе")  # whoever has seen it may correct it
    assert [it.answer for it in await inquiries(desk)] == [Answer.AT_SCHOOL]


async def test_should_be_at_school_calls_the_staff_and_the_family_hears_the_end(world: World, desk: Desk) -> None:
    mother, father = await asked(world, desk)
    homeroom, deputy = await world.phone(desk.school.homeroom), await world.phone(desk.school.deputy)
    await mother.press("❗ Должен быть в школе")
    await world.deliver()
    alarm = (
        "❗ Смирнова Полина, 8Б: нет на уроке (1-й, Алгебра), а дома считают, что в школе.\n"
        "Написал(а): Смирнова Ирина Олеговна (мать)."
    )
    for staff in (homeroom, deputy):
        assert staff.last.text == alarm
        assert staff.last.labels == ["✅ В школе, всё в порядке", "⚠️ В школе нет"]
    await homeroom.press("✅ В школе, всё в порядке")
    await world.deliver()
    assert deputy.last.text == f"{alarm}\n✅ В школе (Титова Е. С.). Семье сообщено."
    assert deputy.last.labels == []
    for phone in (mother, father):
        assert phone.last.text == "✅ Полина: в школе, всё в порядке (Титова Е. С.)"
    heard = len(mother.heard), len(deputy.heard)
    await homeroom.forge(f"mhere:{(await inquiries(desk))[0].id}:1")  # again
    await world.deliver()
    assert (len(mother.heard), len(deputy.heard)) == heard


async def test_of_two_who_look_at_once_the_child_that_was_found_stays_found(world: World, desk: Desk) -> None:
    mother, _ = await asked(world, desk)
    await mother.press(ANSWERS[-1])
    inquiry_id = (await inquiries(desk))[0].id
    homeroom, deputy = [await desk.actor(one) for one in (desk.school.homeroom, desk.school.deputy)]

    async def look(actor: Actor, *, here: bool) -> None:
        with suppress(Settled):
            async with desk.db.write() as session:
                await answering.look(session, actor, inquiry_id, here=here, now=world.clock.now())

    for _ in range(8):
        async with desk.db.write() as session:
            await session.execute(update(Inquiry).values(here=None, settled_by=None, settled_at=None))
        await asyncio.gather(look(homeroom, here=True), look(deputy, here=False))
        assert (await inquiries(desk))[0].here is True


async def test_the_alarm_rings_at_any_hour(world: World, desk: Desk) -> None:
    mother, _ = await asked(world, desk)
    homeroom = await world.phone(desk.school.homeroom)
    world.clock.set("22:30")
    await mother.press("❗ Должен быть в школе")
    await world.deliver()
    assert homeroom.last.text.startswith("❗ Смирнова Полина")
    await homeroom.press("⚠️ В школе нет")
    await world.deliver()
    assert mother.last.text.startswith("⚠️ Полина: в школе нет (Титова Е. С.).")
    await homeroom.press("✅ В школе, всё в порядке")
    await world.deliver()
    assert mother.last.text.startswith("✅ Полина: в школе")


async def test_a_double_tap_is_one_note_and_one_alarm(world: World, desk: Desk) -> None:
    mother, _ = await asked(world, desk)
    await mother.press("Болеет")
    data = next(it["callback_data"] for it in mother.screen.buttons if it["text"] == "ср 25.11")
    for _ in range(3):
        await mother.forge(data)
    await world.deliver()
    assert (await desk.actions()).count("note.send") == 1
    homeroom = await world.phone(desk.school.homeroom)
    assert sum(it.text.startswith("🤒 Записка") for it in homeroom.heard) == 1


@pytest.mark.parametrize("who", ["ivanov_mother", "pupil", "algebra", "homeroom", "deputy"])
async def test_nobody_else_answers(world: World, desk: Desk, who: str) -> None:
    mother, _ = await asked(world, desk)
    number = (await inquiries(desk))[0].id
    other = await at(world, getattr(desk.school, who), LessonCard(lesson_id=0))
    for data in (f"mq:{number}", f"mtill:{number}:ill", f"mill:{number}:ill:2026-11-25:1", f"mnow:{number}:late:1"):
        await other.forge(data)
    assert [it.answer for it in await inquiries(desk)] == [None]
    assert mother.last.text == ASKED


async def test_nobody_looks_but_the_class_s_teacher_and_the_deputy_head(world: World, desk: Desk) -> None:
    mother, _ = await asked(world, desk)
    number = (await inquiries(desk))[0].id
    homeroom = await at(world, desk.school.homeroom, LessonCard(lesson_id=0))
    await homeroom.forge(f"mhere:{number}:1")  # nobody called
    await mother.press("❗ Должен быть в школе")
    for somebody in (desk.school.algebra, desk.school.primary, desk.school.mother, desk.school.ivanov_mother):
        other = await at(world, somebody, LessonCard(lesson_id=0))
        await other.forge(f"mhere:{number}:1")
    assert [it.here for it in await inquiries(desk)] == [None]


async def test_an_old_button_tells_what_became_of_it(world: World, desk: Desk) -> None:
    """The journal was corrected, or a note came by the menu: the old buttons change nothing."""
    mother, father = await asked(world, desk)
    await tapped(world, desk, ALGEBRA, "ОП — опоздание")
    await father.press("Болеет")
    await father.press("‹ Назад")
    assert father.screen.text == "✅ Полина · Алгебра: отметка в журнале исправлена, вопрос снят."
    world.clock.set("09:00", WEDNESDAY)
    await mother.press("Опаздывает")
    assert [it.answer for it in await inquiries(desk)] == [None]


async def test_the_teacher_sees_who_is_late(world: World, desk: Desk) -> None:
    mother, _ = await asked(world, desk)
    await mother.press("Опаздывает")
    lesson_id = await desk.lesson(RUSSIAN)
    homeroom = await at(world, desk.school.homeroom, AttendanceDoor(lesson_id=lesson_id))
    assert "⏰ Родители пишут, что опаздывает: Смирнова П." in homeroom.screen.text
    await homeroom.press(f"{LINE}")
    await homeroom.press(f"{LINE} Н")
    assert homeroom.screen.labels[0] == "✅ Пришёл"


async def test_a_note_by_the_menu_redraws_the_questions(world: World, desk: Desk) -> None:
    mother, father = await asked(world, desk)
    await father.say("/menu")
    for label in ("🤒 Сообщить об отсутствии", "Болеет", "Сегодня", "✅ Отправить"):
        await father.press(label)
    await world.deliver()
    over = "✅ Полина · Алгебра: записка есть, вопрос снят."
    assert mother.last.text == over
    assert over in [it.text for it in father.heard]
    assert mother.last.labels == ["🤒 Записки"]
