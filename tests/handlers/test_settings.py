"""`⚙️ Настройки`: absolute buttons, kept at once, harmless when tapped twice."""

from datetime import time

import pytest
from sqlalchemy import select

from db.people import Guardian, MarksDelivery, Preference
from sandbox.phone import NoSuchButton
from tests.telegram import Phone, World


async def opened(phone: Phone, *path: str) -> None:
    await phone.say("/menu")
    for label in ("⚙️ Настройки", *path):
        await phone.press(label)


async def kept(world: World) -> Preference:
    async with world.db.read() as session:
        return (await session.scalars(select(Preference))).one()


async def test_how_marks_come(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await opened(mother, "Как приходят отметки")
    assert mother.screen.labels[0] == "✓ Сразу"
    await mother.press("После уроков одним сообщением")
    assert "Отметки: После уроков одним сообщением" in mother.screen.text
    assert (await kept(world)).marks_delivery is MarksDelivery.AFTER_LESSONS
    await mother.forge("setmarks:after_lessons")
    await mother.forge("setmarks:weekly")
    assert (await kept(world)).marks_delivery is MarksDelivery.WEEKLY


async def test_quiet_hours(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await opened(teacher, "Тихие часы")
    assert teacher.screen.labels[0] == "✓ 21:00–07:00"
    await teacher.press("22:00–07:00")
    assert "Тихие часы: 22:00–07:00" in teacher.screen.text
    preference = await kept(world)
    assert (preference.quiet_from, preference.quiet_to) == (time(22), time(7))
    await opened(teacher, "Тихие часы", "без тихих часов")
    assert "Тихие часы: без тихих часов" in teacher.screen.text


async def test_nothing_else_can_be_set(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await opened(teacher)
    for data in ("setquiet:24:7", "setquiet:-1:7", "setlang:de", "setmarks:never", "setevery:2"):
        answer = await teacher.forge(data)
        assert answer is not None
        assert "устарела" in answer["text"], data


async def test_the_language_changes_with_the_tap(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await opened(mother, "Язык · Language", "English")
    assert mother.screen.text.startswith("⚙️ Settings")
    await mother.press("🏠 Menu")
    assert "Child: Злата" in mother.screen.text
    await mother.press("⚙️ Settings")
    await mother.press("Язык · Language")
    await mother.press("русский")
    assert mother.screen.text.startswith("⚙️ Настройки")


async def test_a_teacher_is_reminded_after_every_lesson_if_wished(world: World) -> None:
    teacher = await world.phone(world.school.algebra)
    await opened(teacher, "Напоминания", "После каждого урока")
    assert "Напоминание: после каждого урока" in teacher.screen.text
    assert (await kept(world)).every_lesson is True
    await teacher.forge("setevery:0")
    assert (await kept(world)).every_lesson is False


async def test_what_a_child_is_called(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await opened(mother, "Как называть: Полина")
    await mother.say("Поля   <b>моя</b>")
    assert "«Поля <b>моя</b>»?" in mother.last.text
    await mother.press("Да, называть так")
    assert "⚙️ Настройки" in mother.screen.text
    async with world.db.read() as session:
        named = select(Guardian.alias).where(Guardian.person_id == world.school.mother.person_id)
        assert sorted((await session.scalars(named)).all()) == ["", "Поля <b>моя</b>"]
    await opened(mother, "Как называть: Полина", "Вернуть имя")
    async with world.db.read() as session:
        assert set((await session.scalars(select(Guardian.alias))).all()) == {""}


async def test_what_cannot_be_a_name_is_refused_and_asked_again(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await opened(mother, "Как называть: Полина")
    await mother.say("Поля" * 20)
    assert "от одного до 30 знаков" in mother.last.text
    await mother.say("\u2063")
    assert "нужен текст" in mother.last.text
    await mother.say("Поля")
    await mother.press("Да, называть так")
    assert "⚙️ Настройки" in mother.screen.text


async def test_a_question_in_the_middle_is_not_taken_for_a_name(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await opened(mother, "Как называть: Полина")
    await mother.say("дз на завтра")
    assert "«дз на завтра»?" in mother.last.text
    await mother.press("Отмена")
    async with world.db.read() as session:
        assert set((await session.scalars(select(Guardian.alias))).all()) == {""}
    await mother.say("дз на завтра")
    assert "Называть" not in mother.last.text


async def test_another_persons_child_is_not_named(world: World) -> None:
    other = await world.phone(world.school.ivanov_mother)
    await opened(other)
    polina = world.school.students["Смирнова Полина"]
    for data in (f"alias:{polina}", f"noalias:{polina}", f"withdraw:{polina}", f"withdrawn:{polina}"):
        answer = await other.forge(data)
        assert answer is not None
        assert answer["text"].startswith("Не нашлось"), data


async def test_the_menu_of_another_role(world: World) -> None:
    teacher = await world.phone(world.school.homeroom)
    await opened(teacher, "Чьё меню", "родитель")
    assert "Ребёнок: Лев, 10А" in teacher.screen.text
    await teacher.press("🔁 Я учитель")
    assert "📋 Уроки сегодня" in teacher.screen.labels


async def test_signing_out(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await opened(mother, "🚪 Выйти", "Да, выйти")
    assert "Вы вышли" in mother.screen.text
    await mother.say("дз на завтра")
    assert mother.last.text.startswith("Доступ закрыт")


async def test_each_sees_only_what_is_theirs_to_set(world: World) -> None:
    student, teacher = await world.phone(world.school.pupil), await world.phone(world.school.algebra)
    await opened(student)
    for label in ("Как приходят отметки", "Напоминания", "Чьё меню", "Отозвать согласие", "Как называть"):
        with pytest.raises(NoSuchButton):
            await student.press(label)
    await opened(teacher)
    with pytest.raises(NoSuchButton):
        await teacher.press("Как приходят отметки")
