"""A1, access chains, through phones: from the homeroom teacher's button to «доступ закрыт» (П 5.2, G30–G32, G39)."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.lessons import Lesson
from db.marks import MarkValue, WorkType
from db.people import CodeLock, Guardian, Person
from journal.marks import marking
from journal.marks.marking import Cell
from journal.names import search_key
from journal.people import accounts
from sandbox.phone import NoSuchButton
from tests.school import LONG_AGO, MONDAY
from tests.telegram import Phone, World

CODE = re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}\b")
LINK = re.compile(r"\?start=([\w-]+)")


async def code_from(teacher: Phone, *path: str) -> str:
    """Open the class, go down the path of buttons, and read the code off the message that comes."""
    await walk(teacher, "👥 Мой класс", *path)
    return newest(teacher, CODE)


async def walk(phone: Phone, *path: str) -> None:
    """From the menu down a path of buttons."""
    await phone.say("/menu")
    for label in path:
        await phone.press(label)


def newest(phone: Phone, shape: re.Pattern[str]) -> str:
    found = [match for message in phone.heard for match in shape.findall(message.text)]
    assert found, f"no code on {phone!r}"
    return str(found[-1])


def texts_of(phone: Phone) -> list[str]:
    return [message.text for message in phone.heard]


async def test_a1_a_parents_code_links_exactly_that_child_once(world: World) -> None:
    teacher, mother = await world.phone(world.school.homeroom), await world.phone(world.school.mother)
    code = await code_from(teacher, "11 Смирнова П.", "🎟 Новый код: отец")
    father = await world.stranger("Алексей")

    await father.say("/start")
    assert "классный руководитель" in father.last.text
    await father.say(f"  {code.replace('-', ' ').lower()} ")
    assert "✓ подключение" not in father.last.text

    # The consent of this guardian lives already; the named child opens, and nobody else.
    assert "Полина" in father.screen.text
    assert father.screen.labels[:4] == ["📝 Домашнее задание", "📊 Отметки", "🗓 Расписание", "🙋 Посещаемость"]
    assert not any("Злата" in text for text in texts_of(father))

    await world.deliver()
    assert "Подключение к дневнику: Смирнов Алексей Иванович (отец, Смирнова Полина, 8Б)" in teacher.last.text
    assert "подключился ещё один взрослый" in mother.last.text
    assert "Смирнов" not in mother.last.text

    # A second use by a stranger is refused, and the issuer is told.
    thief = await world.stranger("Чужой")
    await thief.say(code)
    assert "Код не подошёл" in thief.last.text
    await world.deliver()
    assert "уже использованный код" in teacher.last.text

    # Revoked: «доступ закрыт» from the next tap.
    await teacher.press("Отозвать", message=next(m for m in reversed(teacher.heard) if "Подключение" in m.text))
    await teacher.press("Подключился не тот человек")
    assert "Доступ закрыт: Смирнов Алексей Иванович" in teacher.screen.text
    answer = await father.press("📊 Отметки")
    assert answer is not None
    assert answer["text"].startswith("Доступ закрыт")
    await father.say("оценки")
    assert father.last.text.startswith("Доступ закрыт")


async def test_a1_a_code_is_one_time_for_fourteen_days(world: World) -> None:
    teacher = await world.phone(world.school.homeroom)
    code = await code_from(teacher, "11 Смирнова П.", "🎟 Новый код: отец")
    assert "до пн 07.12" in teacher.heard[-1].text
    world.clock.forward(timedelta(days=14))
    late = await world.stranger()
    await late.say(code)
    assert "Код не подошёл" in late.last.text


async def test_a1_a_new_code_ends_the_old_one_and_a_double_tap_brings_one(world: World) -> None:
    teacher, stranger = await world.phone(world.school.homeroom), await world.stranger()
    await walk(teacher, "👥 Мой класс", "11 Смирнова П.")
    button = next(it for it in teacher.screen.buttons if it["text"] == "🎟 Новый код: отец")["callback_data"]
    await teacher.forge(button)
    first = newest(teacher, CODE)
    again = await teacher.forge(button)
    assert again is not None
    assert "Код уже выдан" in again["text"]
    assert newest(teacher, CODE) == first

    await teacher.press("🎟 Новый код: отец")
    assert newest(teacher, CODE) != first
    await stranger.say(first)
    assert "Код не подошёл" in stranger.last.text


async def test_a1_another_class_and_a_teacher_are_refused(world: World) -> None:
    """Buttons that nobody drew for this person: another's class, a code for staff."""
    school = world.school
    teacher = await world.phone(school.homeroom)
    await teacher.say("/menu")
    forged = (
        f"class:{school.classes['1А']}",
        f"invites:{school.classes['1А']}",
        f"pupil:{school.classes['1А']}:{school.students['Зайцева Ева']}",
        f"pupil:{school.classes['8Б']}:{school.students['Зайцева Ева']}",
        f"code:{school.first_grade_mother.person_id}:guardian:{school.students['Зайцева Ева']}:0:{school.classes['1А']}",
        f"code:{school.algebra.person_id}:staff:0:0:0",
        "school",
        "staff:0",
        f"member:{school.algebra.person_id}",
        "classes",
    )
    for data in forged:
        answer = await teacher.forge(data)
        assert answer is not None
        assert answer["text"].startswith("Не нашлось"), data
    assert not any(CODE.search(text) for text in texts_of(teacher))


async def new_adult(world: World, child: str, *, legal: bool) -> None:
    """Write another adult of a child into the school, without any consent."""
    async with world.db.write() as session:
        person = Person(
            surname="Новикова",
            given_name="Анна",
            patronymic="Львовна",
            search_key=search_key("Новикова Анна Львовна"),
            created_at=LONG_AGO,
        )
        session.add(person)
        await session.flush()
        student_id = world.school.students[child]
        session.add(Guardian(person_id=person.id, student_id=student_id, kinship="бабушка", legal=legal))


async def test_a_guardian_reads_and_consents_before_anything_is_shown(world: World) -> None:
    await new_adult(world, "Белов Кирилл", legal=True)
    teacher, adult = await world.phone(world.school.homeroom), await world.stranger()
    await adult.say(await code_from(teacher, "2 Белов К.", "🎟 Код: бабушка"))

    assert "Какие данные обрабатываются" in adult.screen.text
    student = world.school.students["Белов Кирилл"]
    for data in (f"hw:{student}:", f"marks:{student}", f"tt:{student}:", f"abs:{student}", f"child:{student}"):
        answer = await adult.forge(data)
        assert answer is not None
        assert answer["text"].startswith("Не нашлось")
    await adult.press("🏠 Меню")
    assert "дайте согласие" in adult.screen.text
    assert not any("Белов" in text or "Кирилл" in text for text in texts_of(adult))

    await adult.press("📄 Прочитать и дать согласие")
    await adult.press("Даю согласие")
    assert adult.screen.labels == ["Сразу", "После уроков одним сообщением", "Только неделя", "🏠 Меню"]
    await adult.press("После уроков одним сообщением")
    assert "Ребёнок: Кирилл, 8Б" in adult.screen.text


async def test_another_adult_and_a_student_wait_for_a_representatives_consent(world: World) -> None:
    await new_adult(world, "Белов Кирилл", legal=False)
    teacher, adult, pupil = await world.phone(world.school.homeroom), await world.stranger(), await world.stranger()
    await adult.say(await code_from(teacher, "2 Белов К.", "🎟 Код: бабушка"))
    await pupil.say(await code_from(teacher, "2 Белов К.", "🎟 Код: ученик"))

    for phone in (adult, pupil):
        assert "согласие даст законный представитель" in phone.screen.text
        assert phone.screen.labels == ["⚙️ Настройки", "🆘 Помощь"]
    student = world.school.students["Белов Кирилл"]
    answer = await adult.forge(f"agree:{student}:1")
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")


async def test_withdrawing_stops_this_guardian_at_once_and_no_other(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    await walk(mother, "⚙️ Настройки", "Отозвать согласие: Полина", "Да, отозвать согласие")
    assert "Согласие отозвано" in mother.screen.text
    assert "Злата" in mother.screen.text
    polina = world.school.students["Смирнова Полина"]
    answer = await mother.forge(f"marks:{polina}")
    assert answer is not None
    assert answer["text"].startswith("Не нашлось")

    await father.say("/menu")
    assert "Полина" in father.screen.text


async def test_nothing_is_pushed_to_a_guardian_who_withdrew(world: World) -> None:
    """What was promised before is asked again when it is sent (G26, G39)."""
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    async with world.db.write() as session:
        teacher = await accounts.actor(session, str(world.school.algebra.telegram), language="ru")
        course = world.school.courses["8Б алгебра"]
        query = select(Lesson.id).where(Lesson.course_id == course, Lesson.date == MONDAY)
        lesson_id = await session.scalar(query) or 0
        cell = Cell(lesson_id, world.school.students["Смирнова Полина"])
        work = await session.scalar(select(WorkType.id)) or 0
        now = world.clock.now()
        await marking.put(session, teacher, cell, value=MarkValue.FIVE, work_type_id=work, version=0, now=now)
    await walk(mother, "⚙️ Настройки", "Отозвать согласие: Полина", "Да, отозвать согласие")
    silent = len(mother.heard)
    await world.deliver(after=timedelta(minutes=11))
    assert "Полина · Алгебра: 5" in father.last.text
    assert len(mother.heard) == silent


async def test_an_old_notice_is_not_consent_to_the_new_one(world: World) -> None:
    await new_adult(world, "Белов Кирилл", legal=True)
    teacher, adult = await world.phone(world.school.homeroom), await world.stranger()
    await adult.say(await code_from(teacher, "2 Белов К.", "🎟 Код: бабушка"))
    answer = await adult.forge(f"agree:{world.school.students['Белов Кирилл']}:7")
    assert answer is not None
    assert "Текст согласия обновился" in answer["text"]


async def test_a_neighbour_reports_and_the_homeroom_teacher_hears(world: World) -> None:
    teacher, mother = await world.phone(world.school.homeroom), await world.phone(world.school.mother)
    stranger = await world.stranger()
    await stranger.say(await code_from(teacher, "11 Смирнова П.", "🎟 Новый код: отец"))
    await world.deliver()
    await mother.press("Сообщить классному руководителю")
    assert "классный руководитель получит" in mother.screen.text
    await world.deliver()
    assert "не знает об этом подключении: Смирнов Алексей Иванович" in teacher.last.text
    assert "Отозвать" in teacher.last.labels


async def test_guessing_locks_and_says_nothing_else(world: World) -> None:
    teacher, stranger = await world.phone(world.school.homeroom), await world.stranger()
    code = await code_from(teacher, "11 Смирнова П.", "🎟 Новый код: отец")
    for number in range(2, 7):
        await stranger.say(f"ACD-{number}34-EFH")
    wrong = stranger.last.text
    await stranger.say(code)
    assert stranger.last.text == wrong
    world.clock.forward(timedelta(minutes=61))
    await stranger.say(code)
    assert "Полина" in stranger.last.text


async def test_in_a_storm_of_guesses_the_homeroom_teacher_lets_in(world: World) -> None:
    async with world.db.write() as session:
        for number in range(13):
            session.add(
                CodeLock(platform="telegram", external_id=f"g{number}", failures=4, counted_from=world.clock.real())
            )
    teacher, stranger = await world.phone(world.school.homeroom), await world.stranger()
    await stranger.say(await code_from(teacher, "11 Смирнова П.", "🎟 Новый код: отец"))
    assert "подтвердил" in stranger.last.text
    await stranger.say("ну что?")
    assert "подтвердил" in stranger.last.text
    await world.deliver()
    await teacher.press("Подтвердить")
    assert "Доступ открыт: Смирнов Алексей" in teacher.screen.text
    await world.deliver()
    await stranger.press("🏠 Меню")
    assert "Полина" in stranger.screen.text


async def test_a_link_brings_in_as_a_code_does(world: World) -> None:
    teacher, pupil = await world.phone(world.school.homeroom), await world.stranger()
    await code_from(teacher, "11 Смирнова П.", "🎟 Код: ученик")
    await pupil.say(f"/start {newest(teacher, LINK)}")
    assert "Смирнова Полина, 8Б" in pupil.screen.text
    with pytest.raises(NoSuchButton):
        await pupil.press("✓ Полина")
    await pupil.say(f"/start {newest(teacher, LINK)}")
    assert "Смирнова Полина, 8Б" in pupil.screen.text


async def test_the_coordinator_brings_staff_in(world: World) -> None:
    coordinator, stranger = await world.phone(world.school.coordinator), await world.stranger("Новый телефон")
    await walk(coordinator, "🛠 Школа", "👤 Сотрудники", "Кузнецова Марина Викторовна", "🎟 Новый код: Кузнецова")
    await stranger.say(newest(coordinator, CODE))
    assert "Кузнецова Марина Викторовна · учитель" in stranger.screen.text
    assert "📋 Уроки сегодня" in stranger.screen.labels
    await world.deliver()
    old = await world.phone(world.school.algebra)
    assert "перенесён на другую учётную запись" in old.last.text
    await old.say("/menu")
    assert old.last.text.startswith("Доступ закрыт")
