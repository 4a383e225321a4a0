"""A11, weekly control: findings by rule, teacher and class; remind with deep links; fixed ones turn green; the act is stored.

П 5.6: not less than once a week; seven days without an act are told of.
"""

from datetime import timedelta

import pytest

from db.lessons import LessonState
from sandbox.phone import Phone
from tests.acceptance.conftest import walk
from tests.controlling import LAST, Control
from tests.school import MONDAY, NamedSchool
from tests.teaching import RUSSIAN
from tests.telegram import World

PLACE = "8Б · Алгебра, пн 16.11, 1-й урок"
OTHER = "8Б · Русский язык, вт 17.11, 1-й урок"


@pytest.fixture
async def control(world: World, school: NamedSchool) -> Control:
    """Algebra of Monday has no topic, Tuesday's Russian nothing at all; Wednesday's algebra was filled a day late."""
    made = Control(world.db, school)
    await made.fill()
    await made.change(state=LessonState.OPEN, topic="")
    await made.change(
        course=RUSSIAN, day=LAST + timedelta(days=1), state=LessonState.PLANNED, topic="", first_entry_at=None
    )
    await made.change(day=LAST + timedelta(days=2), first_entry_at=world.clock.now())
    return made


def pushes(phone: Phone) -> list[list[str]]:
    return [it.text.splitlines() for it in phone.heard if "по итогам контроля · " in it.text.splitlines()[0]]


async def test_a11_from_the_findings_to_a_green_act(world: World, control: Control) -> None:
    deputy, teacher = await world.phone(world.school.deputy), await world.phone(world.school.algebra)
    homeroom = await world.phone(world.school.homeroom)
    await walk(deputy, "📈 Контроль", "📝 Оставить справку")
    assert deputy.screen.text.splitlines() == [
        "📝 Справка по итогам контроля · пн 16.11 – вс 22.11",
        "Прошло 18 уроков, заполнено 16 (88 %).",
        "",
        "3 замечания у 2 учителей:",
        "• не заполнен урок — 1",
        "• нет темы — 1",
        "• заполнено не в день урока — 1",
        "",
        "Исправить до чт 26.11.",
        "Напишите свои замечания сообщением (до 600 знаков) или подпишите без них.",
    ]
    await deputy.press("до вт 24.11")
    await deputy.say("Темы — по КТП, <b>без</b> сокращений")
    assert "Замечания завуча: Темы — по КТП, <b>без</b> сокращений" in deputy.screen.text
    assert "✓ до вт 24.11" in deputy.screen.labels
    await deputy.press("✅ Подписать справку")
    assert deputy.screen.text.splitlines() == [
        "📝 Справка № 1 · пн 16.11 – вс 22.11",
        "Подписал(а) Лебедева Ольга Юрьевна, пн 23.11.",
        "Прошло 18 уроков, заполнено 16 (88 %).",
        "Исправить до вт 24.11.",
        "Замечания завуча: Темы — по КТП, <b>без</b> сокращений",
        "",
        "🔴 Кузнецова Марина Викторовна — исправлено 0 из 1, уже случилось: 1 · ещё не читал(а)",
        "🔴 Титова Елена Сергеевна — исправлено 0 из 1 · ещё не читал(а)",
    ]

    # Each hears of the own part, with the way to it.
    await world.deliver()
    assert pushes(teacher) == [
        [
            "📝 Справка № 1 по итогам контроля · пн 16.11 – вс 22.11",
            "Исправить до вт 24.11.",
            f"🔴 {PLACE}: нет темы",
        ]
    ]
    assert pushes(await world.phone(world.school.primary)) == []
    await teacher.press("📝 Открыть справку")
    assert "⚪️ 8Б · Алгебра, ср 18.11, 2-й урок: заполнен не в день урока" in teacher.screen.text
    assert OTHER not in teacher.screen.text
    await teacher.press("✅ Ознакомлен(а)")
    assert "Вы ознакомлены со справкой." in teacher.screen.text

    # Put right on the lesson itself, it is green at the next look of either.
    await teacher.press(PLACE)
    await teacher.press("Тема")
    await teacher.press("📖 Дроби")
    await teacher.press("✅ Закрыть урок")
    await walk(teacher, "📈 Замечания", "📝 Справка № 1, до вт 24.11")
    assert f"✅ {PLACE}: нет темы" in teacher.screen.text
    assert PLACE not in teacher.screen.labels
    await deputy.press("🔄 Проверить снова")
    assert "✅ Кузнецова Марина Викторовна — исправлено 1 из 1, уже случилось: 1 · ознакомлен(а)" in deputy.screen.text

    # Who has something left is reminded, and nobody else.
    await deputy.press("🔔 Напомнить")
    assert deputy.alerts[-1] == "Напомним 1 учителю."
    await world.deliver()
    assert (len(pushes(teacher)), len(pushes(homeroom))) == (1, 2)
    world.clock.set("08:00", MONDAY + timedelta(days=1))
    await world.tick()
    due = [it.text.splitlines() for it in homeroom.heard if it.text.startswith("⏰ Сегодня срок")]
    assert due == [["⏰ Сегодня срок по справке № 1", f"🔴 {OTHER}: не заполнен"]]
    assert not any(it.text.startswith("⏰ Сегодня срок") for it in teacher.heard)

    # The act stays what it was, whatever is put right.
    await walk(deputy, "📈 Контроль", "🗂 Справки")
    assert deputy.screen.text.splitlines()[1:] == ["№ 1 от пн 23.11 · пн 16.11 – вс 22.11 · 3 замечания"]


async def test_a11_seven_days_without_an_act_are_told_of(world: World, control: Control) -> None:
    deputy = await world.phone(world.school.deputy)

    def told() -> list[str]:
        return [it.text.splitlines()[0] for it in deputy.heard if "Справки по контролю нет" in it.text.splitlines()[0]]

    await walk(deputy, "📈 Контроль", "📝 Оставить справку", "✅ Подписать справку")
    for days in (1, 2, 3, 4):
        world.clock.set("08:00", MONDAY + timedelta(days=days))
        await world.tick()
    assert told() == []
    # The next Monday says it together with the findings, and on Tuesday it comes alone: once a week.
    world.clock.set("08:00", MONDAY + timedelta(days=7))
    await world.tick()
    assert "Справки по контролю нет 7 дней" in deputy.heard[-1].text
    assert told() == []
    for days, clock in ((8, "07:59"), (8, "08:00"), (8, "12:00"), (9, "08:00"), (10, "08:00"), (11, "08:00")):
        world.clock.set(clock, MONDAY + timedelta(days=days))
        await world.tick()
    assert told() == ["📈 Справки по контролю нет 8 дней"]
    await deputy.press("📈 Контроль")
    await deputy.press("📝 Оставить справку")
    await deputy.press("✅ Подписать справку")
    assert deputy.screen.text.startswith("📝 Справка № 2")
    world.clock.set("08:00", MONDAY + timedelta(days=14))
    await world.tick()
    assert told() == ["📈 Справки по контролю нет 8 дней"]
