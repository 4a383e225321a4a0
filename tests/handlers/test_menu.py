"""The menus: what is shown to whom, and how much is asked of the database for it."""

from tests.school import Somebody
from tests.telegram import Phone, World

FAMILY = ["📝 Домашнее задание", "📊 Отметки", "🗓 Расписание", "🙋 Посещаемость", "📁 Файлы"]
FAMILY += ["📒 Дневник", "📈 Что проходят", "📣 Замечания и похвала"]
NOTE = "🤒 Сообщить об отсутствии"
FOOT = ["⚙️ Настройки", "🆘 Помощь"]


async def menu_of(world: World, somebody: Somebody) -> Phone:
    phone = await world.phone(somebody)
    await phone.say("/menu")
    return phone


async def test_a_teachers_day(world: World) -> None:
    """09:17 on Monday: algebra in 8Б is over and not filled, 10А comes third."""
    teacher = await menu_of(world, world.school.algebra)
    lines = teacher.screen.text.split("\n")
    assert lines[0] == "Кузнецова Марина Викторовна · учитель"
    assert lines[2:] == [
        "Понедельник, 23 ноября. Сегодня 2 урока.",
        "🔴 Не заполнен: 1-й урок, 8Б · Алгебра",
    ]
    first, *rest = teacher.screen.labels
    assert first == "✍️ 1-й урок, 8Б · Алгебра"
    assert rest[:2] == ["📋 Уроки сегодня", "🗓 Неделя"]
    assert rest[2].startswith("🔴 Не заполнены (")
    assert rest[-2:] == FOOT


async def test_a_homeroom_teacher_finds_the_own_class_among_the_lessons(world: World) -> None:
    teacher = await menu_of(world, world.school.homeroom)
    assert "👥 Мой класс" in teacher.screen.labels
    assert "🔁 Я родитель" in teacher.screen.labels
    await teacher.press("👥 Мой класс")
    assert "8Б · 12 учеников" in teacher.screen.text


async def test_a_mother_of_two_switches(world: World) -> None:
    mother = await menu_of(world, world.school.mother)
    assert mother.screen.labels == ["Злата · 1А ✓", "Полина · 8Б", FAMILY[0], *FAMILY[2:], NOTE, *FOOT]
    await mother.press("Злата · 1А")
    assert "Ребёнок: Злата, 1А" in mother.screen.text
    assert "📊 Отметки" not in mother.screen.labels
    await mother.press("Полина · 8Б")
    assert "Ребёнок: Полина, 8Б" in mother.screen.text
    await mother.say("/menu")
    assert "Ребёнок: Полина, 8Б" in mother.screen.text


async def test_a_student(world: World) -> None:
    student = await menu_of(world, world.school.pupil)
    assert student.screen.text == "Иванов Пётр, 8Б"
    assert student.screen.labels == [*FAMILY, *FOOT]


async def test_the_administration(world: World) -> None:
    assert (await menu_of(world, world.school.coordinator)).screen.labels == ["🛠 Школа", "🩺 Состояние", *FOOT]
    deputy = await menu_of(world, world.school.deputy)
    sections = ["📈 Контроль", "🔁 Замены", "🏁 Итоговые", "🏫 Классы", "📚 КТП", "📅 График контрольных"]
    assert deputy.screen.labels == [*sections, *FOOT]
    await deputy.press("🏫 Классы")
    assert "8Б — 2 из 12, Титова Елена Сергеевна" in deputy.screen.text


async def test_no_button_is_dead(world: World) -> None:
    """Every button of every menu is answered with a screen, and leads back to the menu."""
    for who in ("coordinator", "deputy", "algebra", "homeroom", "mother", "pupil"):
        phone = await menu_of(world, getattr(world.school, who))
        for label in phone.screen.labels:
            await phone.say("/menu")
            answer = await phone.press(label)
            assert answer is None or "устарела" not in (answer.get("text") or ""), (who, label)
            leads_back = any("Меню" in it or "Назад" in it for it in phone.screen.labels)
            assert leads_back or phone.screen.labels[-2:] == FOOT, (who, label)


async def test_a_menu_asks_little(world: World) -> None:
    for who, most in (("coordinator", 2), ("deputy", 2), ("algebra", 4), ("homeroom", 4), ("mother", 5), ("pupil", 5)):
        phone = await world.phone(getattr(world.school, who))
        with world.statements() as asked:
            await phone.say("/menu")
        assert len(asked) <= most, (who, asked)


async def test_help_speaks_to_the_role(world: World) -> None:
    teacher, mother = await menu_of(world, world.school.algebra), await menu_of(world, world.school.mother)
    await teacher.press("🆘 Помощь")
    assert "Учителю" in teacher.screen.text
    await mother.say("/help")
    assert "Родителю" in mother.screen.text


async def test_a_stranger_is_told_who_gives_the_code(world: World) -> None:
    stranger = await world.stranger()
    for text in ("/start", "/menu", "/help", "привет"):
        await stranger.say(text)
        assert "классный руководитель" in stranger.last.text
        assert "координатор" in stranger.last.text
