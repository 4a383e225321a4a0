"""Marks of many at once through a phone: `Нескольким`, `По списку`, `Кого спросить`, `Не писали`."""

from datetime import date, timedelta

import pytest

from db.engine import Database
from keyboards.absences import attendance as absences
from keyboards.marks import cells as marks
from keyboards.sections import LessonCard, MarksOf, OpenList, OpenSeveral, Unwritten, WhoToAsk
from locales import texts
from tests.school import NamedSchool
from tests.teaching import FIRST_GRADE, Desk, Stands, asking, at
from tests.telegram import World

PYOTR, POLINA, ILYA = "Иванов Пётр", "Смирнова Полина", "Петров Илья"
WEDNESDAY = date(2026, 11, 25)
TWELVE = "5 4 н 3 - 5/4 - оп4 . - зч 2"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def test_one_mark_for_several(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id))
    async with asking(world, 9):
        await teacher.press("👥 Нескольким")
    async with asking(world, 9):
        await teacher.press("6 Иванов")
    await teacher.press("9 Петров")
    assert "Осталось выбрать отметку" in teacher.screen.text
    assert not [label for label in teacher.screen.labels if label.startswith("💾")]
    await teacher.press("5")
    save = teacher.screen.buttons[0]["callback_data"]
    assert teacher.screen.rows[0] == ["💾 Поставить 5: 2 ученикам"]
    async with asking(world, 15):
        await teacher.press("💾 Поставить 5")
    assert "✅ 5: Иванов П., Петров И." in teacher.screen.text
    assert "↩️ Отменить" in teacher.screen.labels

    answer = await teacher.forge(save)
    assert answer is not None
    assert answer["text"] == texts("ru").label("refusal-preview-gone")
    assert (await desk.mark(PYOTR, lesson_id), await desk.mark(ILYA, lesson_id)) == (Stands("5", 1), Stands("5", 1))
    await teacher.press("↩️ Отменить")
    await teacher.press("↩️ Отменить")
    assert (await desk.mark(PYOTR, lesson_id)).value is None


async def test_quick_fingers_tick_from_one_screen(world: World, desk: Desk) -> None:
    """Two names tapped before the screen was redrawn are both ticked; saving from the old screen asks to look first."""
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, OpenSeveral(lesson_id=lesson_id))
    await teacher.press("5")
    by_label = {button["text"]: button["callback_data"] for button in teacher.screen.buttons}
    first, second = (next(data for text, data in by_label.items() if name in text) for name in ("Иванов П", "Петров И"))
    await teacher.forge(first)
    stale = teacher.screen.buttons[0]["callback_data"]
    await teacher.forge(second)
    await teacher.forge(second)

    answer = await teacher.forge(stale)
    assert answer is not None
    assert answer["text"] == texts("ru").label("refusal-ticks-changed")
    assert "<b>" not in teacher.screen.text
    assert "5: Иванов П., Петров И." in teacher.screen.text
    assert await desk.history() == []


async def test_a_message_while_ticking_is_about_the_lesson(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, OpenSeveral(lesson_id=await desk.lesson()))
    await teacher.say("Смирнова 4")
    assert POLINA in teacher.screen.text
    assert "4" in teacher.screen.text


async def test_who_is_missing_is_named_and_not_offered(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("9 Петров")
    await teacher.forge(OpenSeveral(lesson_id=lesson_id).pack())

    assert "Нет на уроке: Петров И." in teacher.screen.text
    assert not [label for label in teacher.screen.labels if "Петров И" in label]


async def test_a_list_is_named_and_saved(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, marks.Marks(lesson_id=lesson_id))
    await teacher.press("📋 По списку")
    assert "Пришлите одним сообщением 12 отметок" in teacher.screen.text
    async with asking(world, 13):
        await teacher.say(TWELVE)
    assert "3. " in teacher.screen.text
    assert "— Н\n" in teacher.screen.text
    assert "— 5, 4\n" in teacher.screen.text
    assert "— ОП, 4\n" in teacher.screen.text
    async with asking(world, 19):
        await teacher.press("💾 Сохранить")
    assert "✅ Сохранено: 9 отметок, посещаемость: 2" in teacher.screen.text
    assert len(await desk.history()) == 9


async def test_a_short_list_of_figures_is_a_list_and_no_lesson(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, OpenList(lesson_id=await desk.lesson()))
    await teacher.say("5 4 3")
    assert "Нужно 12, а в сообщении 3. Ничего не сохранено." in teacher.screen.text


async def test_a_list_of_another_length_is_shown_as_it_fell_and_saves_nothing(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, OpenList(lesson_id=await desk.lesson()))
    await teacher.say("5 4 <b> 3")
    assert "Нужно 12, а в сообщении 4. Ничего не сохранено." in teacher.screen.text
    assert "❗ непонятно: «<b>»" in teacher.screen.text
    assert "Ваш текст: 5 4 <b> 3" in teacher.screen.text
    assert not [label for label in teacher.screen.labels if label.startswith("💾")]
    assert await desk.history() == []

    await teacher.say(TWELVE)
    await teacher.press("💾 Сохранить")
    assert len(await desk.history()) == 9


async def test_a_colleague_took_a_place_while_the_list_was_looked_at(world: World, desk: Desk) -> None:
    await desk.co_teacher(desk.school.homeroom)
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, OpenList(lesson_id=lesson_id))
    await teacher.say(" ".join(["5"] * 12))
    colleague = await at(world, desk.school.homeroom, marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)))
    await colleague.press("2")

    answer = await teacher.press("💾 Сохранить")
    assert answer is not None
    assert "Титова Е. С." in answer["text"]
    assert f"{PYOTR} — 2 → 5" in teacher.screen.text
    assert await desk.mark(PYOTR, lesson_id) == Stands("2", 1)
    await teacher.press("💾 Сохранить")
    assert await desk.mark(PYOTR, lesson_id) == Stands("5", 2)


@pytest.mark.parametrize("own", [False, True])
async def test_a_list_that_changes_an_earlier_day_needs_a_reason(world: World, desk: Desk, *, own: bool) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, OpenList(lesson_id=lesson_id))
    await teacher.say(" ".join(["4"] * 12))
    await teacher.press("💾 Сохранить")
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(OpenList(lesson_id=lesson_id).pack())
    await teacher.say(" ".join(["5", *["-"] * 11]))
    assert "выберите причину" in teacher.screen.text
    if own:
        await teacher.press("✍️ Своя причина")
        await teacher.say("перепроверила тетради")
    else:
        await teacher.press("Апелляция")
    await teacher.press("💾 Сохранить")

    assert (await desk.history())[-1] == ("4", "5", "перепроверила тетради" if own else "Апелляция")


async def test_names_in_a_list_are_a_dictated_lesson(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, OpenList(lesson_id=await desk.lesson()))
    await teacher.say("Смирнова 5, Петров н")
    assert "✅ Закрыть урок" in teacher.screen.labels or "💾 Сохранить" not in teacher.screen.labels
    assert POLINA in teacher.screen.text


async def test_whom_to_ask(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("9 Петров")
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(PYOTR)).pack())
    await teacher.press("5")
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    async with asking(world, 4):
        await teacher.press("🙋 Кого спросить")

    assert "Сегодня нет: Петров И.\nУже с отметкой на этом уроке: 1" in teacher.screen.text
    assert PYOTR not in teacher.screen.text
    name = teacher.screen.labels[0].rpartition(" · ")[0]
    await teacher.press(name)
    assert name.split()[0] in teacher.screen.text
    await teacher.press("3")
    assert f"✅ {name}: 3" in teacher.screen.text


async def test_who_has_not_written_writes_later(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("9 Петров")
    await teacher.forge(marks.WorkTypes(lesson_id=lesson_id).pack())
    await teacher.press("Контрольная работа")
    await teacher.press("📋 По списку")
    await teacher.say(" ".join(["4"] * 8 + ["-"] + ["4"] * 3))
    await teacher.press("💾 Сохранить")
    await teacher.forge(LessonCard(lesson_id=lesson_id).pack())
    async with asking(world, 5):
        await teacher.press("Не писали (1)")
    assert "Отметка тому, кого нет на уроке, ставится позже" in teacher.screen.text

    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(Unwritten(lesson_id=lesson_id).pack())
    assert "«написал(а) позже» с сегодняшней датой" in teacher.screen.text
    await teacher.press("9 Петров И. Н")
    await teacher.press("5")
    await teacher.forge(Unwritten(lesson_id=lesson_id).pack())
    assert "Петров Илья — Н/5, ср 25.11" in teacher.screen.text
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=desk.student(ILYA)).pack())
    assert "5 (к/р, написал(а) позже, ср 25.11)" in teacher.screen.text
    assert not [label for label in teacher.screen.labels if label.startswith("Не писали")]


async def test_grade_one_has_none_of_it(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson(FIRST_GRADE)
    teacher = await at(world, desk.school.primary, LessonCard(lesson_id=lesson_id))
    assert "🙋 Кого спросить" not in teacher.screen.labels
    for door in (OpenList, OpenSeveral, WhoToAsk, Unwritten):
        answer = await teacher.forge(door(lesson_id=lesson_id).pack())
        assert answer is not None
        assert "П 5.5" in answer["text"]


async def test_the_family_hears_when_a_missed_work_was_written(world: World, desk: Desk) -> None:
    """At once the absence; two days later, after the hold, the mark with its day, on the screen and in the push."""
    lesson_id, student_id = await desk.lesson(), desk.student(POLINA)
    teacher = await at(world, desk.school.algebra, absences.Attendance(lesson_id=lesson_id))
    await teacher.press("11 Смирнова")
    world.clock.set("10:00", WEDNESDAY)
    await teacher.forge(marks.Marks(lesson_id=lesson_id, student_id=student_id).pack())
    await teacher.press("4")
    mother = await at(world, desk.school.mother, MarksOf(student_id=student_id))
    assert "Пока нет отметок: Алгебра" in mother.screen.text
    await world.deliver(after=timedelta(minutes=11))

    assert "Алгебра, пн 23.11: нет на уроке (Н), 4 (ответ, написано позже, ср 25.11)" in mother.last.text
    await mother.forge(MarksOf(student_id=student_id).pack())
    await mother.press("Алгебра")
    assert "4 · пн 23.11 · ответ, написано позже, ср 25.11" in mother.screen.text
