"""A2: a reminder leads to the lesson, one message fills it, one tap closes it, the families' phones ring."""

from sqlalchemy import select

from db.absences import Attendance
from db.homework import Homework
from db.marks import Mark
from sandbox.phone import Phone
from tests.acceptance.conftest import CLOSE, Ears, walk
from tests.telegram import World

DICTATED = "Иванов 5 4, Петров н, Сидоров оп 3 за доклад; тема Дроби; дз §21 №3–5 30 мин"
PREVIEW = """\
📝 8Б · Алгебра · 1-й урок, пн 23.11

Отметки
Иванов Пётр — 5, 4
Сидоров Егор — 3 (за доклад)

Посещаемость
Петров Илья — нет (Н)
Сидоров Егор — опоздание (ОП)
Остальные на месте

📖 Дроби (по КТП)
📝 На ср 25.11: §21 №3–5 · 30 мин

Можно дописать ещё одним сообщением или поправить: «нет, Иванов 4»."""
CARD = """\
8Б · Алгебра
1-й урок · пн 23.11 · 08:30–09:15 · каб. 21

📖 Дроби
🙋 Нет (Н): Петров И.; Опоздали (ОП): Сидоров Е.
📊 Отметки у 2 учеников из 12
Иванов П. 5/4, Сидоров Е. 3
📝 На ср 25.11: §21 №3–5 · 30 мин

✅ Закрыт в 09:17"""
PUSH = "Пётр · Алгебра: 5 (ответ), 4 (ответ). Д/з на ср 25.11: §21 №3–5"


async def reminded(world: World) -> Phone:
    """The algebra teacher at 09:17, who wants a reminder after every lesson."""
    world.clock.set("09:00")
    teacher = await world.phone(world.school.algebra)
    await walk(teacher, "⚙️ Настройки", "Напоминания", "После каждого урока")
    world.clock.set("09:16")
    await world.tick()
    assert not any("не заполнен" in message.text for message in teacher.heard[1:])
    world.clock.set("09:17")
    await world.tick()
    return teacher


async def test_a2_one_message_and_one_tap_close_a_lesson(world: World, families: Ears) -> None:
    teacher = await reminded(world)
    assert teacher.last.text == "8Б, алгебра, 1-й урок не заполнен"
    assert teacher.last.rows == [["8Б · Алгебра · 1-й урок"], ["⚡ Быстро"]]
    written = len([message for message in teacher.messages if not message.from_bot])

    await teacher.press("8Б · Алгебра · 1-й урок")
    assert "📖 Тема по КТП: Дроби — ещё не взята" in teacher.screen.text
    await teacher.say(DICTATED)
    assert teacher.screen.text == PREVIEW
    assert teacher.screen.labels[0] == CLOSE
    assert await families.rang() == {}
    await teacher.press(CLOSE)

    assert teacher.screen.text == CARD
    assert await families.rang() == {"Иванова Светлана": [PUSH], "Иванов Пётр": [PUSH]}
    assert len([message for message in teacher.messages if not message.from_bot]) - written == 1


async def test_a2_it_is_in_the_journal_as_it_was_said(world: World) -> None:
    school = world.school
    teacher = await reminded(world)
    await teacher.press("8Б · Алгебра · 1-й урок")
    await teacher.say(DICTATED)
    await teacher.press(CLOSE)
    # A tap that comes again, and the button of a preview that is done: nothing twice.
    answer = await teacher.forge("close:1")
    assert answer is not None

    async with world.db.read() as session:
        marks = await session.execute(select(Mark.student_id, Mark.slot, Mark.value, Mark.comment).order_by(Mark.id))
        codes = await session.execute(select(Attendance.student_id, Attendance.code))
        homework = (await session.execute(select(Homework.text, Homework.minutes, Homework.due_on))).one()
    assert sorted(tuple(row) for row in marks) == sorted(
        [
            (school.students["Иванов Пётр"], 1, "5", ""),
            (school.students["Иванов Пётр"], 2, "4", ""),
            (school.students["Сидоров Егор"], 1, "3", "за доклад"),
        ]
    )
    assert {tuple(row) for row in codes} == {
        (school.students["Петров Илья"], "Н"),
        (school.students["Сидоров Егор"], "ОП"),
    }
    assert (homework.text, homework.minutes, str(homework.due_on)) == ("§21 №3–5", 30, "2026-11-25")


async def test_a2_the_reminder_is_gone_once_the_lesson_is_closed(world: World) -> None:
    teacher = await reminded(world)
    await teacher.press("8Б · Алгебра · 1-й урок")
    await teacher.say(DICTATED)
    await teacher.press(CLOSE)
    world.clock.set("09:25")
    await world.tick()

    assert not any(message.text.endswith("1-й урок не заполнен") for message in teacher.heard)
