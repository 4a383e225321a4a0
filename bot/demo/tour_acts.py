"""The acts of the tour. What the guests type and what their phones must show is the demo school's data, in Russian."""

from datetime import timedelta
from typing import Final

from bot.demo.tour_stage import Stage

REMINDER: Final = "8Б, алгебра, 1-й урок не заполнен"
DICTATED: Final = "Смирнова 5 4, Суворов н, Иванов оп 3 за доклад; дз §21 №3–5 30 мин"
CLOSE: Final = "✅ Закрыть урок"
LIST_OF_8B: Final = "21 Смирнова П."


async def play(stage: Stage) -> None:
    """Monday's lesson in one message, first grade, a mark corrected in time, a question, a correction on Wednesday."""
    await one_message(stage)
    await first_grade(stage)
    await held_mark(stage)
    await question(stage)
    await correction(stage)


async def one_message(stage: Stage) -> None:
    """A2: a reminder, one message, one tap; the phones of the families ring."""
    teacher, mother, pupil = stage.phone("Кузнецова"), stage.phone("Смирнова"), stage.phone("Иванов")
    stage.act("tour-act-message")
    await stage.later(timedelta(seconds=30))
    reminder = await stage.rings(teacher, REMINDER)
    stage.expect_equal(reminder.text, REMINDER)
    await stage.taps(teacher, "8Б · Алгебра · 1-й урок", on=reminder)
    stage.expect(teacher.screen.text, "Тема по КТП: ")
    topic = teacher.screen.labels[0].removeprefix("📖 ")
    await stage.writes(teacher, DICTATED)
    stage.expect(
        teacher.screen.text,
        "Смирнова Полина — 5, 4",
        "Иванов Пётр — 3 (за доклад)",
        "Суворов Владимир — нет (Н)",
        "Иванов Пётр — опоздание (ОП)",
        f"📖 {topic} (по КТП)",
        "На ср 25.11: §21 №3–5 · 30 мин",
    )
    await stage.taps(teacher, CLOSE)
    stage.expect(teacher.screen.text, "✅ Закрыт в 09:1")
    news = await stage.rings(mother, "Полина · Алгебра")
    stage.expect_equal(news.text, "Полина · Алгебра: 5 (ответ), 4 (ответ). Д/з на ср 25.11: §21 №3–5")
    own = await stage.rings(pupil, "Пётр · Алгебра")
    stage.expect_equal(own.text, "Пётр · Алгебра: опоздание (ОП), 3 (ответ; за доклад). Д/з на ср 25.11: §21 №3–5")
    stage.proved("tour-proved-message")


async def first_grade(stage: Stage) -> None:
    """A5: no marks in grade 1 (П 5.5); absence and homework as usual."""
    teacher, mother = stage.phone("Соколова"), stage.phone("Зайцева")
    stage.act("tour-act-first-grade")
    await stage.walks(teacher, "✍️ 1-й урок, 1А")
    stage.expect(teacher.screen.text, "Без отметок (П 5.5)")
    await stage.writes(teacher, "Зайцева Ева 5")
    stage.expect(teacher.screen.text, "в 1-м классе отметок не ставят (П 5.5)")
    await stage.taps(teacher, "Не учитывать", show=False)
    await stage.writes(teacher, "Зайцева Ева н; дз с. 14 10 мин")
    stage.expect(teacher.screen.text, "Зайцева Ева — нет (Н)", "На вт 24.11: с. 14 · 10 мин")
    await stage.taps(teacher, CLOSE, show=False)
    stage.expect(teacher.screen.text, "✅ Закрыт в 09:1", "Без отметок (П 5.5)")
    news = await stage.rings(mother, "Ева · Русский язык")
    stage.expect_equal(news.text, "Ева · Русский язык: нет на уроке (Н). Д/з на вт 24.11: с. 14")
    stage.proved("tour-proved-first-grade")


async def held_mark(stage: Stage) -> None:
    """A3: 3, then 4 before the families are told: one push, with the 4."""
    teacher, mother = stage.phone("Титова"), stage.phone("Смирнова")
    stage.act("tour-act-held")
    await stage.later(timedelta(minutes=49))
    await stage.walks(teacher, "📋 Уроки сегодня", "🔔 2. 8Б · Русский язык")
    await stage.taps(teacher, "Отметки", show=False)
    await stage.taps(teacher, LIST_OF_8B, show=False)
    await stage.taps(teacher, "3")
    stage.expect(teacher.screen.text, "✅ Смирнова П.: 3")
    await stage.later(timedelta(minutes=3))
    await stage.taps(teacher, LIST_OF_8B, show=False)
    await stage.taps(teacher, "4")
    stage.expect(teacher.screen.text, "✅ Смирнова П.: 3 → 4")
    await stage.taps(teacher, "‹ Назад", show=False)
    await stage.taps(teacher, CLOSE)
    await stage.taps(teacher, "✅ Так и закрыть", show=False)
    stage.expect(teacher.screen.text, "✅ Закрыт в 10:0")
    news = await stage.rings(mother, "Полина · Русский язык")
    stage.expect_equal(
        news.text, "Полина · Русский язык: 4 (ответ). Д/з на вт 24.11: упр. 139, разобрать предложения 2 и 4"
    )
    stage.proved("tour-proved-held")


async def question(stage: Stage) -> None:
    """A student asks in plain words the evening before."""
    pupil = stage.phone("Иванов")
    stage.act("tour-act-question")
    await stage.later(timedelta(days=1, hours=7, minutes=50))
    await stage.writes(pupil, "что задали на завтра по алгебре")
    stage.expect(pupil.screen.text, "Алгебра", "§21 №3–5", "30 мин")
    stage.proved("tour-proved-question")


async def correction(stage: Stage) -> None:
    """A3: two days later a mark is changed only with a reason, and the family hears it once."""
    teacher, mother = stage.phone("Титова"), stage.phone("Смирнова")
    stage.act("tour-act-correction")
    await stage.later(timedelta(hours=16))
    await stage.walks(teacher, "🗓 Неделя", "🔴 пн 23.11", "✅ 2. 8Б · Русский язык")
    await stage.taps(teacher, "Отметки", show=False)
    await stage.taps(teacher, LIST_OF_8B, show=False)
    await stage.taps(teacher, "5")
    stage.expect(teacher.screen.text, "Смирнова Полина: 4 → 5", "нужна причина")
    await stage.writes(teacher, "не заметила верное решение на обороте", show=False)
    stage.expect(teacher.screen.text, "21. Смирнова Полина: 5 (ответ)")
    await stage.later(timedelta(minutes=10))
    news = await stage.rings(mother, "исправлено")
    stage.expect_equal(
        news.text, "Полина · Русский язык, пн 23.11: исправлено 4 → 5: не заметила верное решение на обороте"
    )
    stage.expect_count(mother, "Полина · Русский язык", 2)
    await stage.taps(mother, "📊 Отметки", on=news)
    stage.expect(mother.screen.text, "Полина, 8Б", "Русский язык")
    stage.proved("tour-proved-correction")
