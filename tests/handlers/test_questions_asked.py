"""A family asks in its own words, and gets the screen of the right child, subject and day."""

from datetime import date

import pytest
from sqlalchemy import update

from db.engine import Database
from db.homework import HomeworkKind
from db.people import Account
from journal.assessments import plans
from journal.assessments.slots import Slot
from keyboards import family as kb
from locales import texts
from tests.journal.family_entries import Teacher
from tests.school import NamedSchool, moscow
from tests.teaching import Desk
from tests.telegram import World

TUESDAY, WEDNESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)
POLINA, ZLATA, PYOTR = "Смирнова Полина", "Рыбакова Злата", "Иванов Пётр"


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


@pytest.fixture
async def evening(world: World, teacher: Teacher) -> World:
    """Monday 18:00: homework is set, a mark is put, everything is long told."""
    world.clock.set("18:00")
    await teacher.homework("8Б русский язык", "упр. 214", due=TUESDAY, minutes=20)
    await teacher.homework("8Б алгебра", "§21 № 3–5", due=WEDNESDAY)
    await teacher.homework("1А математика", "раскрасить", due=TUESDAY, kind=HomeworkKind.CREATIVE)
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")), comment="за доклад")
    await teacher.mark(POLINA, "8Б алгебра", ("3", moscow("08:40", date(2026, 11, 16))), day=date(2026, 11, 16))
    await teacher.mark(PYOTR, "8Б алгебра", ("2", moscow("08:40")))
    await teacher.absent(POLINA, "8Б русский язык", day=date(2026, 11, 17))
    return world


@pytest.mark.parametrize(
    ("question", "first_line", "and_also"),
    [
        ("дз на завтра", "📝 Домашнее задание · Полина, 8Б", "упр. 214"),
        ("Что задали по алгебре?", "📝 Алгебра: домашнее задание · Полина, 8Б", "на ср 25.11 · письменно"),
        ("дз на неделю", "📝 Домашнее задание · Полина, 8Б", "§21 № 3–5"),
        ("дз по русскому на завтра", "📝 Русский язык: домашнее задание · Полина, 8Б", "упр. 214"),
        ("дз по алгебре на пятницу", "📝 Алгебра: домашнее задание · Полина, 8Б", "ничего не записано"),
        ("дз по алгебре на завтра", "📝 Алгебра: домашнее задание · Полина, 8Б", "на ср 25.11 · письменно"),
        ("дз по алгебре на завтра", "📝 Алгебра: домашнее задание · Полина, 8Б", "в этот день нет. Ближайшее"),
        ("оценки", "📊 Отметки · Полина, 8Б", "Алгебра: 3 5 · ср. 4,00"),
        ("оценки по алгебре", "📊 Алгебра · Полина, 8Б", "5 · пн 23.11 · ответ — за доклад"),
        ("оценки за неделю", "📊 Отметки · Полина, 8Б", "17.11 – 23.11\n\nпн 23.11\nАлгебра: 5"),
        ("оценки по русскому за неделю", "📊 Отметки · Полина, 8Б", "За эти дни отметок нет."),
        ("расписание на пятницу", "🗓 Расписание · Полина, 8Б", "Пятница, 27 ноября\n\n1. 08:30–09:15 Алгебра"),
        ("расписание на неделю", "🗓 Неделя 23.11 – 29.11 · Полина, 8Б", "чт 26.11 · 10:30–11:15"),
        ("расписание алгебры", "🗓 Расписание · Полина, 8Б", "ср 25.11\n2. 09:25–10:10 Алгебра"),
        ("пропуски", "🙋 Посещаемость · Полина, 8Б", "вт 17.11 — причина не указана"),
        ("пропуски за неделю", "🙋 Посещаемость · Полина, 8Б", "Пропущено уроков: 1"),
        ("когда контрольная", "📅 Контрольные · Полина, 8Б", "пока нет назначенных контрольных"),
    ],
)
async def test_a_question_opens_its_screen(
    evening: World, school: NamedSchool, question: str, first_line: str, and_also: str
) -> None:
    father = await evening.phone(school.father)

    await father.say(question)

    assert father.last.text.splitlines()[0] == first_line
    assert and_also in father.last.text
    assert "🏠 Меню" in father.last.labels


async def test_two_children_and_none_named_are_asked_about(evening: World, school: NamedSchool) -> None:
    mother = await evening.phone(school.mother)

    await mother.say("дз на завтра")
    assert mother.last.text == "О ком вы спрашиваете?"
    assert mother.last.labels == ["Злата, 1А", "Полина, 8Б", "🏠 Меню"]
    choice = mother.last
    await mother.press("Злата, 1А")
    assert "📝 Домашнее задание · Злата, 1А\nНа завтра, вт 24.11" in mother.screen.text
    assert "раскрасить" in mother.screen.text
    assert mother.screen.id == choice.id


async def test_a_question_is_not_lost_while_somebody_chooses(evening: World, school: NamedSchool) -> None:
    """Asked on Monday about «завтра», answered by a tap on Tuesday: it is still Tuesday's homework."""
    mother = await evening.phone(school.mother)
    await mother.say("дз на завтра")

    evening.clock.set("07:00", TUESDAY)
    await mother.press("Полина, 8Б")

    assert "На сегодня, вт 24.11" in mother.screen.text
    assert "упр. 214" in mother.screen.text


async def test_a_subject_or_a_name_tells_the_child(evening: World, school: NamedSchool) -> None:
    mother = await evening.phone(school.mother)

    await mother.say("что задали по алгебре")
    assert "Полина, 8Б" in mother.last.text
    await mother.say("что задали по математике Злате")
    assert "📝 Математика: домашнее задание · Злата, 1А" in mother.last.text
    assert "раскрасить" in mother.last.text
    await mother.say("оценки Златы")
    assert "В 1-м классе отметки не ставят" in mother.last.text


async def test_what_is_doubtful_is_offered(evening: World, school: NamedSchool) -> None:
    father = await evening.phone(school.father)

    await father.say("уроки на завтра")
    assert father.last.text == "Не уверен, что понял. Что открыть?"
    assert father.last.labels == ["🗓 Расписание · вт 24.11", "📝 Домашнее задание · вт 24.11", "🏠 Меню"]
    await father.press("📝 Домашнее задание · вт 24.11")
    assert "упр. 214" in father.screen.text


async def test_a_doubtful_question_of_two_children_offers_each(evening: World, school: NamedSchool) -> None:
    mother = await evening.phone(school.mother)

    await mother.say("уроки на завтра")

    assert mother.last.labels == [
        "🗓 Расписание · вт 24.11 · Злата, 1А",
        "🗓 Расписание · вт 24.11 · Полина, 8Б",
        "📝 Домашнее задание · вт 24.11 · Злата, 1А",
        "📝 Домашнее задание · вт 24.11 · Полина, 8Б",
        "🏠 Меню",
    ]


async def test_a_test_that_is_planned_is_told(evening: World, school: NamedSchool, teacher: Teacher) -> None:
    deputy = await Desk(evening.db, school).actor(school.deputy)
    async with evening.db.write() as session:
        slot = Slot(school.courses["8Б алгебра"], FRIDAY, 1)
        await plans.plan(session, deputy, slot, reason="проба", now=moscow("17:00"))
    father = await evening.phone(school.father)

    await father.say("когда контрольная по алгебре?")
    assert father.last.text == "📅 Контрольные · Полина, 8Б\n\nпт 27.11, 1-й урок · Алгебра · Контрольная работа"
    await father.say("когда контрольная по русскому?")
    assert "пока нет назначенных" in father.last.text


async def test_a_student_asks_about_oneself(evening: World, school: NamedSchool) -> None:
    pupil = await evening.phone(school.pupil)

    await pupil.say("дз на завтра")
    assert "📝 Ваше домашнее задание · 8Б" in pupil.last.text
    assert "упр. 214" in pupil.last.text
    await pupil.say("мои оценки по алгебре")
    assert "📊 Алгебра · 8Б" in pupil.last.text
    assert "2 · пн 23.11" in pupil.last.text


async def test_what_is_no_question_is_left_to_others(evening: World, school: NamedSchool) -> None:
    father = await evening.phone(school.father)

    await father.say("Здравствуйте, Марина Викторовна, Полина завтра не придёт, у неё температура")

    assert texts("ru").label("text-not-understood") in father.last.text


async def test_a_teacher_without_a_child_asks_nobody(evening: World, school: NamedSchool) -> None:
    coordinator = await evening.phone(school.coordinator)

    with evening.statements() as asked:
        await coordinator.say("оценки за неделю")

    assert not any("enrolment" in statement and "homework" in statement for statement in asked)
    assert "Отметки ·" not in coordinator.last.text


async def test_a_question_is_re_authorised_by_its_tap(evening: World, school: NamedSchool) -> None:
    mother = await evening.phone(school.mother)
    await mother.say("дз на завтра")
    polina = school.students[POLINA]
    for kind in "hmtakvw":
        for subject in (0, 1):
            for days in ("", "20261124", "20261123-20261129", "t", "p"):
                theirs = kb.Question(student_id=school.students[PYOTR], kind=kind, subject_id=subject, days=days)
                await mother.forge(theirs.pack())
    assert set(mother.alerts) == {texts("ru").label("refusal-not-found")}
    assert len(mother.alerts) == 7 * 2 * 5

    mother.alerts.clear()
    for data in (f"q:{polina}:z:0::0", f"q:{polina}:h:0:20261332:0", f"q:{polina}:h:0:20261124-20261101:0"):
        await mother.forge(data)
    assert set(mother.alerts) == {texts("ru").label("stale-button")}


async def test_an_answer_costs_little(evening: World, school: NamedSchool) -> None:
    """Who acts, the draft, whose children, their subjects; then what the screen itself asks."""
    father = await evening.phone(school.father)
    asked = {}
    for question in ("дз на завтра", "оценки", "оценки по алгебре", "расписание на неделю", "пропуски"):
        with evening.statements() as statements:
            await father.say(question)
        asked[question] = len(statements)

    assert {question: number for question, number in asked.items() if number > 8} == {}


async def test_english_words_and_an_english_answer(evening: World, school: NamedSchool) -> None:
    async with evening.db.write() as session:
        account = update(Account).where(Account.external_id == str(school.father.telegram))
        await session.execute(account.values(language="en"))
    father = await evening.phone(school.father)

    await father.say("homework for tomorrow")

    assert "📝 Homework · Полина, 8Б\nFor tomorrow, Tue 24.11 · 20 min in all" in father.last.text
