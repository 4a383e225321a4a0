"""How much is asked of the database: at most 4 statements a screen that reads, 10 an update that writes."""

import re

from tests.telegram import World

PATHS = (
    ("homeroom", ("👥 Мой класс",), 4),
    ("homeroom", ("👥 Мой класс", "🎟 Приглашения"), 4),
    ("homeroom", ("👥 Мой класс", "11 Смирнова П."), 4),
    ("homeroom", ("👥 Мой класс", "11 Смирнова П.", "🎟 Код: ученик"), 10),
    ("homeroom", ("👥 Мой класс", "11 Смирнова П.", "Отозвать: отец"), 4),
    ("homeroom", ("👥 Мой класс", "11 Смирнова П.", "Отозвать: отец", "Другая причина"), 10),
    ("homeroom", ("👥 Мой класс", "📊 Ведомость"), 4),
    ("homeroom", ("👥 Мой класс", "📊 Ведомость", "2-я четверть"), 10),
    ("homeroom", ("👥 Мой класс", "📊 Ведомость", "1-я четверть", "✖️ Отменить"), 10),
    ("deputy", ("🏫 Классы", "📊 Ведомость"), 4),
    ("deputy", ("🏫 Классы", "📊 Ведомость", "8Б"), 4),
    ("coordinator", ("🛠 Школа",), 4),
    ("coordinator", ("🛠 Школа", "👤 Сотрудники"), 4),
    ("coordinator", ("🛠 Школа", "👤 Сотрудники", "Титова"), 4),
    ("coordinator", ("🛠 Школа", "👤 Сотрудники", "Титова", "🎟 Новый код: Титова"), 10),
    ("coordinator", ("🩺 Состояние",), 4),
    ("deputy", ("🏫 Классы",), 4),
    ("mother", ("⚙️ Настройки",), 4),
    ("mother", ("⚙️ Настройки", "Тихие часы"), 4),
    ("mother", ("⚙️ Настройки", "Тихие часы", "22:00–07:00"), 10),
    ("mother", ("Полина",), 10),
    ("homeroom", ("🔁 Я родитель",), 10),
    ("mother", ("⚙️ Настройки", "Отозвать согласие: Полина", "Да, отозвать согласие"), 10),
)


async def test_a_screen_asks_little(world: World) -> None:
    too_much = []
    for who, path, most in PATHS:
        phone = await world.phone(getattr(world.school, who))
        await phone.say("/menu")
        for label in path[:-1]:
            await phone.press(label)
        with world.statements() as asked:
            await phone.press(path[-1])
        if not 0 < len(asked) <= most:
            too_much.append(f"{who} → {' → '.join(path)}: {len(asked)} statements, at most {most}")
    assert not too_much, "\n".join(too_much)


async def test_coming_in_by_a_code_asks_little(world: World) -> None:
    """The fullest case: an earlier account, a homeroom teacher and another adult to tell. The screen after it is read apart."""
    teacher, father = await world.phone(world.school.homeroom), await world.stranger()
    await teacher.say("/menu")
    for label in ("👥 Мой класс", "11 Смирнова П.", "🎟 Новый код: отец"):
        await teacher.press(label)
    code = re.findall(r"\b\w{3}-\w{3}-\w{3}\b", teacher.heard[-1].text)[0]
    with world.statements() as asked:
        await father.say(code)
    assert "Полина" in father.last.text
    into = next(number for number, statement in enumerate(asked) if "INSERT INTO notice" in statement) + 1
    assert into <= 10, "\n".join(asked)
    assert len(asked) - into <= 6, "\n".join(asked)
