"""`📈 Контроль` and `📈 Замечания` through phones (A11, П 5.6)."""

import pytest
from sqlalchemy import update

from db.control import ControlAct
from db.lessons import Lesson, LessonState
from db.people import Person
from journal.control.rules import Rule
from keyboards.sections import MyFindings
from tests.acceptance.conftest import walk
from tests.controlling import LAST, Control
from tests.school import MONDAY, NamedSchool
from tests.teaching import RUSSIAN, asking, at
from tests.telegram import World

PLACE = "8Б · Алгебра, пн 16.11, 1-й урок"


@pytest.fixture
async def control(world: World, school: NamedSchool) -> Control:
    made = Control(world.db, school)
    await made.fill()
    return made


async def test_the_deputy_head_sees_a_week_by_rule_and_by_teacher(world: World, control: Control) -> None:
    await control.change(state=LessonState.OPEN, topic="")
    await control.change(course=RUSSIAN, state=LessonState.PLANNED, first_entry_at=None)
    deputy = await world.phone(world.school.deputy)
    await walk(deputy, "📈 Контроль")
    assert deputy.screen.text.splitlines() == [
        "📈 Контроль · пн 16.11 – вс 22.11",
        "Прошло 18 уроков, заполнено 16 (88 %).",
        "",
        "2 замечания у 2 учителей:",
        "• не заполнен урок — 1",
        "• нет темы — 1",
    ]
    await deputy.press("Кузнецова М. В. · 1")
    assert deputy.screen.text.splitlines() == [
        "📈 Кузнецова Марина Викторовна · пн 16.11 – вс 22.11",
        f"🔴 {PLACE}: нет темы",
    ]
    await deputy.press("‹ Назад")
    await deputy.press("Дальше ›")
    assert deputy.screen.text.startswith("📈 Контроль · пн 23.11 – вс 29.11")
    assert "Дальше ›" not in deputy.screen.labels
    await deputy.press("‹ Раньше")
    await deputy.press("‹ Раньше")
    assert deputy.screen.text.splitlines()[1:] == ["Уроков за эту неделю ещё не было."]


async def test_a_week_without_findings(world: World, control: Control) -> None:
    deputy, teacher = await world.phone(world.school.deputy), await world.phone(world.school.algebra)
    await walk(deputy, "📈 Контроль")
    assert deputy.screen.text.splitlines()[1:] == ["Прошло 18 уроков, заполнено 18 (100 %).", "✅ Замечаний нет."]
    await walk(teacher, "📈 Замечания")
    assert "✅ За эту неделю замечаний к вашему журналу нет." in teacher.screen.text


async def test_what_the_teacher_puts_right_goes_by_itself(world: World, control: Control) -> None:
    await control.change(state=LessonState.OPEN, topic="")
    await control.change(course=RUSSIAN, topic="", state=LessonState.OPEN)
    teacher, deputy = await world.phone(world.school.algebra), await world.phone(world.school.deputy)
    await walk(teacher, "📈 Замечания")
    assert f"🔴 {PLACE}: нет темы" in teacher.screen.text
    assert "Русский" not in teacher.screen.text
    await teacher.press(PLACE)
    await teacher.press("Тема")
    await teacher.press("📖 Дроби")
    await teacher.forge(MyFindings(monday=LAST).pack())
    assert f"🔴 {PLACE}: всё внесено, урок не закрыт" in teacher.screen.text
    await teacher.press(PLACE)
    await teacher.press("✅ Закрыть урок")
    await teacher.forge(MyFindings(monday=LAST).pack())
    assert "замечаний к вашему журналу нет" in teacher.screen.text
    await walk(deputy, "📈 Контроль")
    assert not any("Кузнецова" in label for label in deputy.screen.labels)


async def test_what_happened_is_told_apart_and_has_no_button(world: World, control: Control) -> None:
    await control.change(first_entry_at=world.clock.now())
    teacher = await world.phone(world.school.algebra)
    await walk(teacher, "📈 Замечания")
    assert f"⚪️ {PLACE}: заполнен не в день урока" in teacher.screen.text
    assert PLACE not in teacher.screen.labels


async def test_in_english(world: World, control: Control) -> None:
    await control.change(state=LessonState.OPEN, topic="")
    deputy = await world.phone(world.school.deputy)
    await walk(deputy, "⚙️ Настройки", "Язык · Language", "English")
    await walk(deputy, "📈 Control")
    assert "1 finding, 1 teacher:" in deputy.screen.text
    await deputy.press("Кузнецова М. В. · 1")
    assert deputy.screen.text.splitlines()[1] == "🔴 8Б · Алгебра, Mon 16.11, lesson 1: no topic"


async def test_long_names_and_a_school_of_findings_fit(world: World, control: Control) -> None:
    await control.look_at(*Rule)
    async with world.db.write() as session:
        await session.execute(
            update(Lesson).where(Lesson.date < MONDAY).values(topic="", state=LessonState.OPEN, attendance_at=None)
        )
        await session.execute(
            update(Person)
            .where(Person.id == world.school.primary.person_id)
            .values(surname="Абдурахмангаджиева-Салахетдинова " * 5)
        )
    deputy, teacher = await world.phone(world.school.deputy), await world.phone(world.school.primary)
    await walk(deputy, "📈 Контроль")
    await deputy.press(next(label for label in deputy.screen.labels if "…" in label))
    assert deputy.screen.text.count("🔴") == 20
    await walk(teacher, "📈 Замечания")
    assert teacher.screen.text.count("🔴") == 20


async def test_it_asks_little_of_the_database(world: World, control: Control) -> None:
    """One look goes through the whole school: more than the four statements of a screen, but never more by its size."""
    await control.look_at(*Rule)
    deputy, teacher = await world.phone(world.school.deputy), await world.phone(world.school.algebra)
    await deputy.say("/menu")
    async with asking(world, 10):
        await deputy.press("📈 Контроль")
    await teacher.say("/menu")
    async with asking(world, 10):
        await teacher.press("📈 Замечания")


async def test_a_week_of_another_age_is_no_button(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    await deputy.say("/menu")
    for data in ("ctl:1999-12-31", "ctl:2026-02-30", "ctl: 2026-11-16", "ctlm:2026-11-16:0", "ctl"):
        answer = await deputy.forge(data)
        assert "Эта кнопка устарела" in ((answer or {}).get("text") or ""), data
    deputy = await at(world, world.school.deputy, MyFindings(monday=LAST))
    assert "замечаний к вашему журналу нет" in deputy.screen.text, "any day of the week is its week"


async def test_a_double_tap_on_sign_is_one_act(world: World, control: Control) -> None:
    await control.change(state=LessonState.OPEN, topic="")
    deputy = await world.phone(world.school.deputy)
    await walk(deputy, "📈 Контроль", "📝 Оставить справку")
    sign = next(it for it in deputy.screen.buttons if it["text"] == "✅ Подписать справку")
    async with asking(world, 20):
        await deputy.forge(sign["callback_data"])
    answer = await deputy.forge(sign["callback_data"])
    assert "Эта справка уже подписана" in ((answer or {}).get("text") or "")
    assert await control.count(ControlAct) == 1


async def test_back_from_an_act_what_is_typed_is_no_remark(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)
    await walk(deputy, "📈 Контроль", "📝 Оставить справку", "‹ Назад")
    assert deputy.screen.text.startswith("📈 Контроль · ")
    await deputy.say("Внимательнее")
    assert "Замечания завуча" not in deputy.screen.text
    assert await control.count(ControlAct) == 0


async def test_an_act_in_english(world: World, control: Control) -> None:
    await control.change(state=LessonState.OPEN, topic="")
    deputy = await world.phone(world.school.deputy)
    await walk(deputy, "⚙️ Настройки", "Язык · Language", "English")
    await walk(deputy, "📈 Control", "📝 Leave an act", "✅ Sign the act")
    assert deputy.screen.text.splitlines()[-1] == "🔴 Кузнецова Марина Викторовна: 0 of 1 put right · not read yet"
    await walk(deputy, "📈 Control", "🗂 Acts")
    assert "1 finding" in deputy.screen.text
