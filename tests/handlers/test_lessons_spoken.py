"""A lesson in one message, through a phone: understood, asked about, previewed, saved whole or not at all."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from db.absences import Attendance
from db.engine import Database
from db.homework import Homework
from db.lessons import Lesson, LessonState, Topic
from db.marks import Mark, MarkChange
from db.operations import Draft
from keyboards.absences import attendance as absences
from keyboards.marks import cells as marks
from keyboards.sections import LessonCard
from locales import texts
from sandbox.phone import Phone
from tests.school import MONDAY, NamedSchool, moscow
from tests.teaching import FIRST_GRADE, SENIOR, Desk, Stands, asking, at
from tests.telegram import World

PYOTR, ILYA, EGOR = "Иванов Пётр", "Петров Илья", "Сидоров Егор"
WEDNESDAY = date(2026, 11, 25)
DICTATED = "Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин"
GONE = texts("ru").label("refusal-preview-gone")


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def talking(world: World, desk: Desk) -> Phone:
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("/menu")
    return teacher


async def test_one_message_and_one_tap_close_a_lesson(world: World, desk: Desk) -> None:
    """A2 without the reminder: the card is open, so the message is about its lesson."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    async with asking(world, 10):
        await teacher.say(DICTATED)
    assert teacher.screen.text == (
        "📝 8Б · Алгебра · 1-й урок, пн 23.11\n\n"
        "Отметки\n"
        "Иванов Пётр — 5, 4\n"
        "Сидоров Егор — 3 (за доклад)\n\n"
        "Посещаемость\n"
        "Петров Илья — нет (Н)\n"
        "Сидоров Егор — опоздание (ОП)\n"
        "Остальные на месте\n\n"
        "📖 Дроби (по КТП)\n"
        "📝 На ср 25.11: §21 №3–5 · 30 мин\n\n"
        "Можно дописать ещё одним сообщением или поправить: «нет, Иванов 4»."
    )
    assert teacher.screen.rows[0] == ["✅ Закрыть урок"]
    assert await desk.actions() == [], "nothing is saved by a preview"

    # Marks, attendance, topic, homework and closing at once, and the card that shows them.
    async with asking(world, 34):
        await teacher.press("✅ Закрыть урок", message=teacher.screen)

    lesson_id = await desk.lesson()
    row, task = await desk.row(lesson_id), await desk.homework(lesson_id)
    assert (await desk.mark(PYOTR, lesson_id), await desk.mark(PYOTR, lesson_id, 2)) == (
        Stands("5", 1),
        Stands("4", 1),
    )
    assert await desk.mark(EGOR, lesson_id) == Stands("3", 1)
    assert (await desk.code(ILYA, lesson_id), await desk.code(EGOR, lesson_id)) == ("Н", "ОП")
    assert task is not None
    assert (task.text, task.minutes, task.due_on) == ("§21 №3–5", 30, WEDNESDAY)
    assert (row.state, row.topic) == ("closed", "Дроби")
    assert row.topic_id is not None, "typed out or tapped, it is the plan's topic"
    assert {notice.due_at for notice in (await desk.promised(lesson_id)).values()} == {moscow("09:17")}


async def test_without_an_open_card_the_lesson_is_the_one_that_fits(world: World, desk: Desk) -> None:
    world.clock.set("11:20")
    teacher = await talking(world, desk)
    async with asking(world, 12):
        await teacher.say("Титов 5, Крылова 4")
    assert "10А · Алгебра · 3-й урок" in teacher.screen.text

    await teacher.press("Не сохранять")
    await teacher.say("Смирнова 5")
    assert "❓ «Смирнова» — такой фамилии в списке нет" in teacher.screen.text, "the open card's lesson is meant"


async def test_what_fits_several_lessons_is_asked_about_and_nothing_is_lost(world: World, desk: Desk) -> None:
    world.clock.set("11:20")
    teacher = await talking(world, desk)
    await teacher.say("все на месте; тема Повторение")
    assert teacher.screen.text == "О каком уроке это сообщение?"
    assert teacher.screen.labels[:2] == ["🔴 3. 10А · Алгебра", "🔴 1. 8Б · Алгебра"]

    await teacher.say("дз §5")
    await teacher.press("🔴 1. 8Б", message=teacher.screen)

    assert "8Б · Алгебра" in teacher.screen.text
    assert "📖 Повторение\n📝 На ср 25.11: §5" in teacher.screen.text
    await teacher.press("✅ Закрыть урок", message=teacher.screen)
    assert (await desk.row(await desk.lesson())).state == "closed"
    assert (await desk.row(await desk.lesson(SENIOR))).state == "planned"


async def test_a_text_about_no_lesson_is_left_to_others(world: World, desk: Desk) -> None:
    teacher = await talking(world, desk)
    await teacher.say("что-то совсем другое")

    assert texts("ru").label("text-not-understood") in teacher.last.text
    assert await desk.count(Draft) == 0


async def test_every_question_is_a_button_and_one_at_a_time(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Щукина 3, Петров п, Козлов 5")
    assert teacher.screen.text.startswith("📝 8Б · Алгебра · 1-й урок, пн 23.11\n\n❓ ")
    assert "Потом ещё 1 вопрос." in teacher.screen.text
    assert not any(label.startswith("✅ Закрыть") for label in teacher.screen.labels)

    while "❓" in teacher.screen.text:
        skip = next(label for label in teacher.screen.labels if label.startswith("Не учитывать"))
        await teacher.press(skip, message=teacher.screen)
    await teacher.press("✅ Все на месте, д/з не задано, закрыть")

    lesson_id = await desk.lesson()
    assert await desk.count(Mark) == 1
    assert await desk.mark("Козлов Никита", lesson_id) == Stands("5", 1)


async def test_a_message_in_two_parts_is_one(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Иванов 5, Петров н")
    await teacher.say("тема Дроби; дз §21")
    await teacher.press("✅ Закрыть урок", message=teacher.screen)

    lesson_id = await desk.lesson()
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert (await desk.row(lesson_id)).state == "closed"


async def test_a_corrected_text_replaces_the_first(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Иванов 2")
    await teacher.press("✏️ Исправить")
    assert "Иванов 2" in teacher.screen.text
    await teacher.say("Иванов 5")
    assert "Иванов Пётр — 5" in teacher.screen.text
    await teacher.press("💾 Сохранить, не закрывая")

    lesson_id = await desk.lesson()
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert (await desk.row(lesson_id)).state == "open"


async def test_a_preview_given_up_saves_nothing(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say(DICTATED)
    preview = teacher.screen
    await teacher.press("Не сохранять")
    answer = await teacher.forge(preview.buttons[0]["callback_data"])

    assert answer is not None
    assert answer["text"] == GONE
    assert await desk.actions() == []


async def test_saved_twice_is_saved_once(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say(DICTATED)
    save = teacher.screen.buttons[0]["callback_data"]
    await teacher.forge(save)
    actions = await desk.actions()
    answer = await teacher.forge(save)

    assert answer is not None
    assert answer["text"] == GONE
    assert await desk.actions() == actions
    assert await desk.count(MarkChange) == 3


async def test_an_older_preview_saves_nothing_once_the_text_went_on(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Иванов 2; все на месте; дз не задано")
    save = teacher.screen.buttons[0]["callback_data"]
    await teacher.say("Козлов 5")
    answer = await teacher.forge(save)

    assert answer is not None
    assert answer["text"] == GONE
    assert await desk.count(Mark) == 0


async def test_a_forged_closing_assumes_nothing_aloud(world: World, desk: Desk) -> None:
    """The honest button says «все на месте»; bytes that leave it out close nothing and save nothing."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("Иванов 5")
    _, draft, version, *_ = teacher.screen.buttons[0]["callback_data"].split(":")
    for flags in ("1:0:0", "1:1:0", "1:0:1"):
        answer = await teacher.forge(f"d!:{draft}:{version}:{flags}")
        assert answer is not None
        assert answer["text"] == texts("ru").label("refusal-not-ready")

    assert await desk.count(Mark) == 0
    assert (await desk.row(await desk.lesson())).state == "planned"


async def test_a_cell_that_changed_under_the_preview_is_shown_before_it_is_replaced(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    first = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await first.say("Иванов 3; все на месте; дз не задано")
    second = await at(world, desk.school.homeroom, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await second.press("5")

    await first.press("✅ Закрыть урок", message=first.screen)
    assert "Пока предпросмотр был открыт, Титова Е. С. записал(а) в журнал: 5." in first.screen.text
    assert "Иванов Пётр — 5 → 3" in first.screen.text
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)
    assert (await desk.row(lesson_id)).state == "open"
    await first.press("✅ Закрыть урок", message=first.screen)

    assert await desk.mark(PYOTR, lesson_id) == Stands("3", 2)
    assert (await desk.row(lesson_id)).state == "closed"


async def test_replacing_marks_after_the_day_asks_why(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await teacher.press("3")
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.say("Иванов 5, Козлов 4")
    assert "чтобы заменить отметку, нужна причина" in teacher.screen.text
    assert not any("Закрыть" in label or "Сохранить" in label for label in teacher.screen.labels)

    await teacher.press("✏️ Указать причину")
    await teacher.say("пересдал в среду")
    assert "Причина: пересдал в среду" in teacher.screen.text
    await teacher.press("💾 Сохранить, не закрывая")

    assert ("3", "5", "пересдал в среду") in await desk.history()


async def test_an_absence_against_a_mark_that_stands_saves_nothing(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await teacher.press("3")
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.say("Иванов н; тема Дроби; дз §21")

    assert "⚠️ Иванов Пётр: в день урока пропуск и отметка вместе не ставятся" in teacher.screen.text
    assert not any("Закрыть" in label or "Сохранить" in label for label in teacher.screen.labels)


async def test_a_mark_for_who_was_missing_asks_whether_the_student_came(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("6 Иванов")
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.say("Иванов 5")
    assert "⚠️ Иванов Пётр: стоит пропуск, а в сообщении отметка. Пришёл?" in teacher.screen.text
    assert teacher.screen.labels[0] == "✅ Пришёл: Иванов П."
    again = teacher.screen.buttons[0]["callback_data"]
    await teacher.press("✅ Пришёл: Иванов П.")
    await teacher.forge(again)  # a double tap: the preview is another by now
    assert await desk.code(PYOTR, lesson_id) == "Н"
    await teacher.press("💾 Сохранить, не закрывая")
    assert await desk.code(PYOTR, lesson_id) is None
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)


async def test_who_is_said_to_be_there_after_all_gets_the_mark(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("6 Иванов")
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.say("Иванов на месте 5")
    await teacher.press("💾 Сохранить, не закрывая")

    assert await desk.code(PYOTR, lesson_id) is None
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 1)


async def test_a_mark_for_somebody_missing_is_a_conflict_in_the_preview(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("6 Иванов")
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    await teacher.say("Иванов 5")

    assert "⚠️ Иванов Пётр" in teacher.screen.text
    assert await desk.count(Mark) == 0


async def test_what_fails_at_the_end_leaves_nothing_of_the_beginning(world: World, desk: Desk) -> None:
    """The lesson is cancelled between the preview and the tap."""
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.say(DICTATED)
    await desk.cancel(lesson_id)
    answer = await teacher.press("✅ Закрыть урок", message=teacher.screen)

    assert answer is not None
    assert "отменён" in answer["text"]
    assert (await desk.count(Mark), await desk.count(Attendance), await desk.count(Homework)) == (0, 0, 0)


async def test_without_a_plan_and_a_topic_it_is_saved_but_not_closed(world: World, desk: Desk) -> None:
    world.clock.set("11:20")
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson(SENIOR)))
    await teacher.say("Титов 5; все на месте; дз §5")

    assert "без неё урок не закрыть" in teacher.screen.text
    assert "✅ Закрыть урок" not in teacher.screen.labels
    await teacher.press("💾 Сохранить, не закрывая")
    assert (await desk.row(await desk.lesson(SENIOR))).state == LessonState.OPEN


async def test_the_text_can_be_meant_for_another_lesson(world: World, desk: Desk) -> None:
    world.clock.set("11:20")
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("все на месте; тема Повторение; дз §5")
    await teacher.press("🔀 Другой урок")
    await teacher.press("🔴 3. 10А", message=teacher.screen)
    await teacher.press("✅ Закрыть урок", message=teacher.screen)

    assert (await desk.row(await desk.lesson(SENIOR))).topic == "Повторение"
    assert (await desk.row(await desk.lesson())).topic == ""


async def test_the_way_back_to_a_preview_leads_over_the_card(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=lesson_id))
    await teacher.say(DICTATED)
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    assert teacher.screen.labels[0] == "📝 Вернуться к сообщению"
    await teacher.press("📝 Вернуться к сообщению")

    assert "Иванов Пётр — 5, 4" in teacher.screen.text


async def test_a_card_left_open_for_hours_is_not_what_a_message_is_about(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    world.clock.forward(timedelta(hours=2, minutes=5))
    await teacher.say("Титов 5")

    assert "10А · Алгебра" in teacher.screen.text


async def test_grade_one_saves_no_mark_by_a_message(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.primary, LessonCard(lesson_id=await desk.lesson(FIRST_GRADE)))
    await teacher.say("Рыбакова 5")

    assert "П 5.5" in teacher.screen.text
    assert [label for label in teacher.screen.labels if label.startswith(("✅", "💾"))] == []


@pytest.mark.parametrize(
    "text", ["<b>Иванов</b> 5 & тема <i>", "тема " + "я" * 290, "Иванов 5 \u202e4; дз §\x0021", "🎉" * 50]
)
async def test_any_text_is_answered(world: World, desk: Desk, text: str) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    heard = len(teacher.heard)
    await teacher.say(text)

    assert len(teacher.heard) == heard + 1
    assert await desk.actions() == []


async def test_a_text_too_long_is_refused_with_the_limit(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.say("дз " + "я" * 3900)

    assert (
        teacher.last.text.replace("\xa0", "")
        == "Слишком длинно: 3903, а помещается 3500. Сократите и отправьте ещё раз."
    )


async def test_a_sticker_is_answered(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    await teacher.upload(b"RIFF....WEBP", name="s.webp", kind="sticker")

    assert teacher.last.text == texts("ru").label("text-expected")


async def test_nobody_elses_list_is_read(world: World, desk: Desk) -> None:
    """The deputy head and a mother who write the very words get nothing about a lesson."""
    async with desk.db.write() as session:
        await session.execute(update(Lesson).where(Lesson.date == MONDAY).values(state=LessonState.PLANNED))
        await session.execute(delete(Topic))
    for who in (desk.school.deputy, desk.school.mother):
        phone = await world.phone(who)
        await phone.say("/menu")
        await phone.say(DICTATED)
        assert "Иванов Пётр" not in phone.last.text
        assert "8Б · Алгебра ·" not in phone.last.text
    assert await desk.count(Draft) == 0
