"""A10: proposals with their arithmetic, weights and thresholds, the lock and the key to it, and the days of reminders."""

from datetime import date, timedelta

import pytest

from journal.timetable import planning
from keyboards.sections import Finals, FinalsOf, MarksOf
from sandbox.phone import Phone
from tests.acceptance.conftest import Ears, walk
from tests.journal.finals_desk import Finals as Desk
from tests.school import NamedSchool
from tests.teaching import RUSSIAN, at
from tests.telegram import World

PYOTR, POLINA = "Иванов Пётр", "Смирнова Полина"
OPENS, SOON, LAST = date(2026, 12, 22), date(2026, 12, 26), date(2026, 12, 29)
DEADLINE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def desk(world: World, school: NamedSchool) -> Desk:
    return Desk(world.db, school)


async def on(world: World, clock: str, day: date) -> None:
    world.clock.set(clock, day)
    await world.tick()


def told(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard if "одтверждены итоговые" in message.text]


async def test_a10_the_teacher_accepts_changes_one_and_confirms(world: World, desk: Desk, families: Ears) -> None:
    await desk.marks(PYOTR, "45")
    await desk.marks(POLINA, "5443")
    await desk.marks("Белов Кирилл", "23")
    world.clock.set("15:00", OPENS)
    teacher = await world.phone(desk.school.algebra)
    await walk(teacher, "🏁 Итоговые", "8Б · Алгебра")
    lines = teacher.screen.text.splitlines()
    assert "6. Иванов П.: 4 5 → 4,50 → 5 · ⚠️ мало" in lines
    assert "11. Смирнова П.: 5 4 4 3 → 4,00 → 4 · ⚠️ мало" in lines
    assert "2. Белов К.: 2 3 → 2,50 → 3 · ⚠️ мало" in lines
    assert "1. Антонова В.: нет отметок · ⚠️ мало" in lines

    await teacher.press("Принять все (3)")
    await teacher.press("6. Иванов П. 5")
    assert "4 + 5 = 9; 9 : 2 = 4,50 → 5" in teacher.screen.text
    assert "⚠️ Мало отметок: 2, а нужно не меньше 7." in teacher.screen.text
    await teacher.press("4")
    assert "по отметкам 5, вы ставите 4" in teacher.screen.text
    assert (await desk.value(PYOTR)) == "5", "nothing changes without the comment"
    await teacher.say("пропустил две контрольные")
    assert "✅ Иванов П.: 4" in teacher.screen.text
    assert "→ 4,50 → 5 · ✍️ стоит 4 (пропустил две контрольные)" in teacher.screen.text

    assert "✅ Подтвердить" not in teacher.screen.labels, "somebody has no final yet"
    for line in (await desk.page()).missing:
        await teacher.press(f"{line.pupil.number}. {line.pupil.short}")
        await teacher.press("н/а")
    await teacher.press("✅ Подтвердить")
    assert "«4» — 2, «3» — 1, «н/а» — 9" in teacher.screen.text
    await families.rang()
    await teacher.press("✅ Да, подтвердить")
    assert "✅ Подтверждены вт 22.12" in teacher.screen.text
    assert not any("Принять" in label or "Подтвердить" in label for label in teacher.screen.labels)

    # The hold, then one push a child; what the family's screen shows keeps the same hold.
    mother = await at(world, desk.school.mother, MarksOf(student_id=desk.student(POLINA)))
    assert "итог" not in mother.screen.text
    assert list(await families.rang()) == ["Смирнова Ирина"], "the screen that she asked for, and no push"
    world.clock.forward(timedelta(minutes=10))
    heard = await families.rang()
    assert heard["Смирнов Алексей"] == ["Полина · Итоговые, 2-я четверть: Алгебра — 4"]
    assert heard["Иванов Пётр"] == ["Пётр · Итоговые, 2-я четверть: Алгебра — 4"]
    assert "Зайцева Юлия" not in heard
    await mother.forge(MarksOf(student_id=desk.student(POLINA)).pack())
    assert "Алгебра: 5 4 4 3 · ср. 4,00 · итог 4" in mother.screen.text
    await families.rang()
    world.clock.forward(timedelta(hours=1))
    assert await families.rang() == {}


async def test_a10_two_subjects_within_the_hold_are_one_push(world: World, desk: Desk, families: Ears) -> None:
    world.clock.set("15:00", OPENS)
    now = world.clock.now()
    await desk.everybody(now=now)
    await desk.confirm(now=now)
    await desk.co_teacher(desk.school.algebra, RUSSIAN)
    for line in (await desk.page(course=RUSSIAN, now=now)).lines:
        await desk.put(line.pupil.full, "5", course=RUSSIAN, now=now)
    await desk.confirm(course=RUSSIAN, now=now)
    world.clock.forward(timedelta(minutes=10))
    heard = await families.rang()
    assert heard["Смирнов Алексей"] == ["Полина · Итоговые, 2-я четверть: Алгебра — 4, Русский язык — 5"]


async def test_a10_weights_and_thresholds_of_the_school(world: World, desk: Desk) -> None:
    await desk.marks(PYOTR, [("5", "answer"), ("4", "answer"), ("3", "test")])
    world.clock.set("15:00", OPENS)
    teacher, deputy = await world.phone(desk.school.algebra), await world.phone(desk.school.deputy)
    await walk(deputy, "🏁 Итоговые", "⚖️ Как считаем", "Взвешенный средний балл")
    assert "✓ Взвешенный средний балл" in deputy.screen.labels
    await walk(teacher, "🏁 Итоговые", "8Б · Алгебра")
    assert "6. Иванов П.: 5 4 3×3 → 3,60 → 4 · ⚠️ мало" in teacher.screen.text
    await deputy.press("От 4,65")
    await walk(teacher, "🏁 Итоговые", "8Б · Алгебра")
    assert "6. Иванов П.: 5 4 3×3 → 3,60 → 3 · ⚠️ мало" in teacher.screen.text

    # A subject may go its own way; the family's average is reckoned by the same rule.
    for label in ("📚 По предметам", "Алгебра", "Простой средний балл", "От 4,50"):
        await deputy.press(label)
    await walk(teacher, "🏁 Итоговые", "8Б · Алгебра")
    assert "6. Иванов П.: 5 4 3 → 4,00 → 4 · ⚠️ мало" in teacher.screen.text
    mother = await at(world, desk.school.ivanov_mother, MarksOf(student_id=desk.student(PYOTR)))
    assert "ср. 4,00" in mother.screen.text
    await deputy.press("Как в школе")
    await mother.forge(MarksOf(student_id=desk.student(PYOTR)).pack())
    assert "ср. 3,60" in mother.screen.text


async def test_a10_locked_unlocked_with_a_reason_and_locked_again(world: World, desk: Desk) -> None:
    world.clock.set("15:00", OPENS)
    await desk.everybody(now=world.clock.now())
    await desk.confirm(now=world.clock.now())
    teacher, deputy = await world.phone(desk.school.algebra), await world.phone(desk.school.deputy)
    lesson = await desk.lesson(day=date(2026, 11, 23))
    put = f"mark:{lesson}:{desk.student(PYOTR)}:1:5:{await desk.work()}:0"
    await teacher.say("/menu")
    answer = await teacher.forge(put)
    assert answer is not None
    assert "закрыты" in answer["text"]
    assert (await desk.mark(PYOTR, lesson)).value is None

    await walk(deputy, "🏁 Итоговые", "8Б", "8Б · Алгебра", "🔓 Открыть на 24 часа")
    assert "Напишите причину" in deputy.screen.text
    await deputy.say("работу нашли в другой тетради")
    assert "🔓 Открыто завучем до ср 23.12, 15:00" in deputy.screen.text
    await world.deliver()
    assert teacher.last.text.startswith("🔓 Завуч открыл период: 8Б · Алгебра, 2-я четверть.")
    assert await desk.actions() == [*["final.put"] * 12, "finals.confirm", "finals.unlock"]
    await teacher.forge(put)
    assert (await desk.mark(PYOTR, lesson)).value == "5"

    world.clock.set("15:00", OPENS + timedelta(days=1))
    answer = await teacher.forge(f"mark:{lesson}:{desk.student(PYOTR)}:1:4:{await desk.work()}:1")
    assert answer is not None
    assert "закрыты" in answer["text"]
    assert (await desk.mark(PYOTR, lesson)).value == "5"


async def test_a10_reminders_on_their_days_and_on_no_other(world: World, desk: Desk) -> None:
    """Quarter 2 and half-year 1 end on Tuesday 29.12; the deadline, 31.12, lies in the holidays."""
    async with world.db.write() as session:
        await planning.make_lessons(session, date(2026, 12, 8), LAST, today=date(2026, 12, 7))
    teacher, deputy = await world.phone(desk.school.algebra), await world.phone(desk.school.deputy)
    days: dict[str, list[str]] = {"teacher": [], "deputy": []}
    for shift in range(18, 36):
        day = date(2026, 12, 1) + timedelta(days=shift)
        for clock in ("07:30", "09:59", "10:00", "13:59", "14:00", "20:30"):
            before = {"teacher": len(told(teacher)), "deputy": len(told(deputy))}
            await on(world, clock, day)
            for who, phone in (("teacher", teacher), ("deputy", deputy)):
                days[who] += [f"{day:%d.%m} {clock}"] * (len(told(phone)) - before[who])
    assert days["teacher"] == ["22.12 14:00", "26.12 14:00", "29.12 14:00", "31.12 10:00"]
    assert days["deputy"] == ["29.12 14:00", "31.12 10:00"]
    assert "8Б · Алгебра · 2-я четверть: до чт 31.12, 23:59" in told(teacher)[0]
    assert "10А · Алгебра · 1-е полугодие: до чт 31.12, 23:59" in told(teacher)[0]
    assert "Кузнецова Марина Викторовна — 8Б Алгебра, 10А Алгебра" in told(deputy)[-1]

    # Overdue from the first minute after it (G23), for the teacher and for the deputy head.
    world.clock.set("09:00", AFTER)
    await walk(teacher, "🏁 Итоговые")
    assert "🔴 Просрочены: срок вышел чт 31.12" in teacher.screen.text
    await walk(deputy, "🏁 Итоговые")
    assert "8Б Алгебра (2-я четверть, просрочено)" in deputy.screen.text


async def test_a10_who_confirmed_hears_no_more(world: World, desk: Desk) -> None:
    now = world.clock.now
    world.clock.set("12:00", OPENS)
    await desk.everybody(now=now())
    await desk.confirm(now=now())
    teacher = await world.phone(desk.school.algebra)
    await on(world, "10:00", DEADLINE)
    assert "8Б · Алгебра · 2-я" not in told(teacher)[-1]
    assert "10А" in told(teacher)[-1]


async def test_a10_grade_1_has_none(world: World, desk: Desk) -> None:
    world.clock.set("15:00", OPENS)
    primary = await at(world, desk.school.primary, Finals())
    assert "Курсов с итоговыми отметками у вас нет" in primary.screen.text
    answer = await primary.forge(FinalsOf(course_id=desk.school.courses["1А математика"]).pack())
    assert answer is not None
    assert "П 5.5" in answer["text"]
