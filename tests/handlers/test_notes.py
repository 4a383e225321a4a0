"""Absence notes through phones (A6, H6): a parent writes, the homeroom teacher answers, the journal and the family follow."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.absences import AbsenceNote, Attendance, NoteState
from db.engine import Database
from db.people import Guardian, Staff
from journal import rules
from keyboards.absences.attendance import Attendance as AttendanceDoor
from keyboards.sections import AttendanceOf, ClassNotes, NoteCard, NotesOf
from tests.school import MONDAY, NamedSchool
from tests.teaching import ALGEBRA, RUSSIAN, Desk, asking, at
from tests.telegram import Phone, World

POLINA, PYOTR = "Смирнова Полина", "Иванов Пётр"
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
LINE = "11 Смирнова П."


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def walked(phone: Phone, *labels: str) -> Phone:
    await phone.say("/menu")
    for label in labels:
        await phone.press(label)
    return phone


async def sent(world: World, *days: str, reason: str = "Болеет") -> Phone:
    """Полина's mother sends a note by the buttons: `days` are what she presses or types."""
    mother = await world.phone(world.school.mother)
    await walked(mother, "Полина", "🤒 Сообщить об отсутствии", reason)
    for step in days:
        await (mother.press(step) if step in mother.labels else mother.say(step))
    await mother.press("✅ Отправить")
    return mother


async def missing(world: World, desk: Desk, course: str, day: date = MONDAY) -> int:
    """The lesson's teacher taps Полина's name on the attendance list."""
    lesson_id = await desk.lesson(course, day)
    who = desk.school.algebra if course == ALGEBRA else desk.school.homeroom
    teacher = await world.phone(who)
    await teacher.say("/menu")
    await teacher.forge(AttendanceDoor(lesson_id=lesson_id).pack())
    await teacher.press(LINE)
    return lesson_id


async def the_note(desk: Desk) -> AbsenceNote:
    async with desk.db.read() as session:
        return (await session.scalars(select(AbsenceNote))).one()


async def put_by(desk: Desk, lesson_id: int) -> int | None:
    async with desk.db.read() as session:
        return await session.scalar(select(Attendance.note_id).where(Attendance.lesson_id == lesson_id))


async def settle(world: World, *labels: str) -> Phone:
    homeroom = await world.phone(world.school.homeroom)
    return await walked(homeroom, "👥 Мой класс", "🤒 Записки (1)", "⏳ Смирнова П.", *labels)


# --- the loop ----------------------------------------------------------------------------------------------------------


async def test_the_loop_from_an_absence_to_a_reason_everywhere(world: World, desk: Desk) -> None:
    """A6: Н, a note, the reason offered on the next lesson, accepted: Б everywhere, and the family is told so."""
    first = await missing(world, desk, ALGEBRA)
    assert await desk.code(POLINA, first) == "Н"
    mother, father = await world.phone(desk.school.mother), await world.phone(desk.school.father)
    await world.deliver(timedelta(minutes=11))
    assert mother.last.text == father.last.text == "❓ Полина · Алгебра: нет на уроке (Н). Что случилось?"

    await sent(world, "До конца недели")
    assert "Записка отправлена" in mother.screen.text
    assert "пн 23.11 – пт 27.11 — болеет: ⏳ на проверке" in mother.screen.text
    await world.deliver()
    homeroom = await world.phone(desk.school.homeroom)
    assert homeroom.last.text == "🤒 Записка: Смирнова Полина, 8Б. Болеет: пн 23.11 – пт 27.11"

    second = await missing(world, desk, RUSSIAN)
    assert await desk.code(POLINA, second) == "Б"
    assert "Смирнова П. — болеет до пт 27.11" in homeroom.screen.text

    push = next(it for it in homeroom.heard if it.text.startswith("🤒 Записка:"))
    await homeroom.press("🤒 Открыть записку", message=push)
    assert "Смирнова Ирина Олеговна (мать)" in homeroom.screen.text
    assert "Уроков с Н за эти дни: 1. Если принять, они станут Б." in homeroom.screen.text
    await homeroom.press("✅ Принять")
    assert "✅ Принята." in homeroom.screen.text
    assert [await desk.code(POLINA, lesson) for lesson in (first, second)] == ["Б", "Б"]
    assert await put_by(desk, first) == (await the_note(desk)).id

    heard = len(mother.heard), len(father.heard)
    await world.deliver()
    assert mother.last.text == "✅ Полина: записка принята. Болеет: пн 23.11 – пт 27.11"
    await world.deliver(timedelta(minutes=11))
    told = [[it.text for it in phone.heard[since:]] for phone, since in zip((mother, father), heard, strict=True)]
    news = "Полина\nАлгебра: исправлено: отсутствует по болезни (Б)\nРусский язык: отсутствует по болезни (Б)"
    assert told == [["✅ Полина: записка принята. Болеет: пн 23.11 – пт 27.11", news], [news]]
    assert {"note.send", "note.accepted"} <= set(await desk.actions())


async def test_declined_with_a_comment_only_what_the_note_put_goes_back(world: World, desk: Desk) -> None:
    first = await missing(world, desk, ALGEBRA)
    mother = await sent(world, "Сегодня", reason="По семейным обстоятельствам")
    second = await missing(world, desk, RUSSIAN)
    assert [await desk.code(POLINA, lesson) for lesson in (first, second)] == ["Н", "У"]
    teacher = await at(world, desk.school.algebra, AttendanceDoor(lesson_id=first))
    await teacher.press(LINE)
    await teacher.press("Б — болеет")

    homeroom = await settle(world, "✖️ Отклонить")
    await homeroom.say("Не та  дата")
    assert "Отклонить с комментарием «Не та дата»?" in homeroom.last.text
    assert (await the_note(desk)).state is NoteState.SENT
    await homeroom.press("✖️ Отклонить")
    assert "Комментарий: Не та дата" in homeroom.screen.text
    assert [await desk.code(POLINA, lesson) for lesson in (first, second)] == ["Б", "Н"]
    assert await put_by(desk, second) is None

    await world.deliver()
    assert mother.last.text.endswith("Классный руководитель: Не та дата")
    await mother.press("🤒 Записки")
    assert "✖️ отклонена: Не та дата" in mother.screen.text
    teacher = await at(world, desk.school.algebra, AttendanceDoor(lesson_id=first))
    assert "Записки родителей" not in teacher.screen.text


async def test_a_note_long_settled_leaves_the_list(world: World, desk: Desk) -> None:
    await sent(world, "Сегодня")
    homeroom = await settle(world, "✅ Принять", "‹ Назад")
    assert "Все записки разобраны." in homeroom.screen.text
    assert homeroom.screen.labels[0] == "✅ Смирнова П. · пн 23.11"
    world.clock.set("09:00", MONDAY + timedelta(days=15))
    await walked(homeroom, "👥 Мой класс", "🤒 Записки")
    assert "Новых записок от родителей нет." in homeroom.screen.text


async def test_a_decision_can_be_changed(world: World, desk: Desk) -> None:
    lesson_id = await missing(world, desk, ALGEBRA)
    await sent(world, "Сегодня")
    homeroom = await settle(world, "✅ Принять", "✖️ Отклонить", "Без комментария")
    assert "✖️ Отклонена." in homeroom.screen.text
    assert await desk.code(POLINA, lesson_id) == "Н"
    await homeroom.press("✅ Принять")
    assert await desk.code(POLINA, lesson_id) == "Б"


async def test_withdrawn_it_explains_nothing_and_rings_nobody(world: World, desk: Desk) -> None:
    mother = await sent(world, "Сегодня")
    lesson_id = await missing(world, desk, ALGEBRA)
    assert await desk.code(POLINA, lesson_id) == "Б"
    await mother.press("Отозвать: пн 23.11")
    assert "Записка отозвана" in mother.screen.text
    assert await desk.code(POLINA, lesson_id) == "Н"
    await world.deliver()
    assert (await world.phone(desk.school.homeroom)).heard == []
    note = await the_note(desk)
    await mother.forge(f"ntake:{note.id}")
    assert (await the_note(desk)).version == note.version == 2
    homeroom = await at(world, desk.school.homeroom, NoteCard(note_id=note.id))
    assert "Отозвана родителем" in homeroom.screen.text
    for data in (f"note+:{note.id}:1", f"note+:{note.id}:2", f"note0:{note.id}:2"):
        answer = await homeroom.forge(data)
        assert (answer or {})["text"] == "Эту записку отозвали."
    assert (await the_note(desk)).state is NoteState.WITHDRAWN


async def test_a_settled_note_cannot_be_withdrawn(world: World, desk: Desk) -> None:
    mother = await sent(world, "Сегодня")
    await settle(world, "✅ Принять")
    answer = await mother.press("Отозвать: пн 23.11")
    assert (answer or {})["text"] == "Эту записку уже приняли."
    assert "✅ принята" in mother.screen.text
    assert not any(label.startswith("Отозвать") for label in mother.screen.labels)


async def test_present_and_late_are_never_touched(world: World, desk: Desk) -> None:
    first, second = await desk.lesson(ALGEBRA), await desk.lesson(RUSSIAN)
    teacher = await at(world, desk.school.algebra, AttendanceDoor(lesson_id=first))
    await teacher.press("ОП")
    await teacher.press(LINE)
    homeroom = await at(world, desk.school.homeroom, AttendanceDoor(lesson_id=second))
    await homeroom.press("✅ Все на месте")
    await sent(world, "Сегодня")
    await settle(world, "✅ Принять")
    assert [await desk.code(POLINA, lesson) for lesson in (first, second)] == ["ОП", None]


async def test_a_namesake_keeps_the_own_absence(world: World, desk: Desk) -> None:
    """«Иванова» of 8Б is missing without a note; only Полина's note is there."""
    lesson_id = await missing(world, desk, ALGEBRA)
    teacher = await at(world, desk.school.algebra, AttendanceDoor(lesson_id=lesson_id))
    await teacher.press("6 Иванов П.")
    await teacher.press("7 Иванова М.")
    await sent(world, "Сегодня")
    await settle(world, "✅ Принять")
    codes = [await desk.code(name, lesson_id) for name in (POLINA, PYOTR, "Иванова Мария")]
    assert codes == ["Б", "Н", "Н"]


async def test_a_municipal_school_tells_the_messenger_no_reason(world: World, desk: Desk) -> None:
    world.db.info["rules"] = rules.DEFAULTS._replace(detail="none")
    mother = await sent(world, "Сегодня")
    await world.deliver()
    assert (await world.phone(desk.school.homeroom)).last.text == "🤒 Новая записка об отсутствии, 8Б"
    await settle(world, "✅ Принять")
    await world.deliver()
    assert mother.last.text == "Полина: на вашу записку ответили, откройте дневник"


# --- days --------------------------------------------------------------------------------------------------------------


async def test_days_are_typed_checked_and_corrected(world: World, desk: Desk) -> None:
    mother = await world.phone(desk.school.mother)
    await walked(mother, "Полина", "🤒 Сообщить об отсутствии", "Болеет", "✏️ Другие даты")
    await mother.say("как-нибудь потом")
    assert "Не понял даты" in mother.last.text
    await mother.say("25.11")
    assert "День: среда, 25 ноября" in mother.last.text
    await mother.say("до пятницы")
    assert "Дни: понедельник, 23 ноября — пятница, 27 ноября (5 дней)" in mother.last.text
    await mother.press("✅ Отправить")
    note = await the_note(desk)
    assert (note.first_on, note.last_on) == (MONDAY, date(2026, 11, 27))
    await mother.say("дз на завтра")
    assert "Не понял даты" not in mother.last.text


async def test_too_far_and_twice_is_refused_with_the_reason(world: World, desk: Desk) -> None:
    mother = await sent(world, "Сегодня и завтра")
    for days, refusal in (
        ("2026-11-15:2026-11-16", "с 16.11 по 24.12"),
        ("2026-12-01:2026-12-25", "с 16.11 по 24.12"),
        ("2026-11-20:2026-12-24", "не больше 31"),
        ("2026-11-25:2026-11-24", "с 16.11 по 24.12"),
        ("2026-11-24:2026-11-26", "уже есть ваша записка: 23.11–24.11"),
    ):
        answer = await mother.forge(f"nsend:{desk.student(POLINA)}:ill:{days}")
        assert refusal in (answer or {})["text"], days
    assert await desk.count(AbsenceNote) == 1


async def test_the_weekend_is_not_offered(world: World, desk: Desk) -> None:
    world.clock.set("15:00", date(2026, 11, 27))
    mother = await world.phone(desk.school.mother)
    await walked(mother, "Полина", "🤒 Сообщить об отсутствии", "Болеет")
    assert mother.screen.labels[:-2] == ["Сегодня", "пн 30.11", "✏️ Другие даты"]


# --- the lesson's teacher ----------------------------------------------------------------------------------------------


async def test_a_dictated_absence_is_previewed_and_saved_by_the_note(world: World, desk: Desk) -> None:
    await sent(world, "Сегодня")
    lesson_id = await desk.lesson()
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("Смирнова н, Петров н; тема Дроби; дз §21")
    assert "Смирнова Полина — болеет (Б) — по записке родителей" in teacher.screen.text
    assert "Петров Илья — нет (Н)\n" in teacher.screen.text
    await teacher.press("✅ Закрыть урок")
    assert [await desk.code(name, lesson_id) for name in (POLINA, "Петров Илья")] == ["Б", "Н"]


async def test_a_preview_is_never_saved_otherwise_than_shown(world: World, desk: Desk) -> None:
    """The note comes while the preview is open: it is shown anew first."""
    lesson_id = await desk.lesson()
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("Смирнова н; тема Дроби; дз §21")
    assert "Смирнова Полина — нет (Н)" in teacher.screen.text
    await sent(world, "Сегодня")
    await teacher.press("✅ Закрыть урок")
    assert "Записка родителя появилась" in teacher.screen.text
    assert await desk.code(POLINA, lesson_id) is None
    assert "Смирнова Полина — болеет (Б) — по записке родителей" in teacher.screen.text
    await teacher.press("✅ Закрыть урок")
    assert await desk.code(POLINA, lesson_id) == "Б"


async def test_a_button_of_a_note_that_is_gone_puts_nothing(world: World, desk: Desk) -> None:
    mother = await sent(world, "Сегодня")
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, AttendanceDoor(lesson_id=lesson_id))
    assert "11 Смирнова П. 🤒" in teacher.screen.labels
    await mother.press("Отозвать: пн 23.11")
    answer = await teacher.press("11 Смирнова П. 🤒")
    assert "Записка родителя появилась" in (answer or {})["text"]
    assert await desk.code(POLINA, lesson_id) is None
    assert LINE in teacher.screen.labels


async def test_the_next_lesson_takes_the_reason_over(world: World, desk: Desk) -> None:
    """`Как на прошлом уроке` after a Н that was explained since: the reason is put, not Н again."""
    await missing(world, desk, ALGEBRA)
    await sent(world, "Сегодня")
    second = await desk.lesson(RUSSIAN)
    homeroom = await at(world, desk.school.homeroom, AttendanceDoor(lesson_id=second))
    await homeroom.press("Как на прошлом уроке: нет Смирнова П.")
    assert await desk.code(POLINA, second) == "Б"
    assert await put_by(desk, second) == (await the_note(desk)).id


async def test_the_family_sees_that_a_note_waits(world: World, desk: Desk) -> None:
    await sent(world, "Сегодня и завтра")
    father = await at(world, desk.school.father, AttendanceOf(student_id=desk.student(POLINA)))
    assert "⏳ Записка на проверке: пн 23.11 – вт 24.11 — болеет" in father.screen.text
    await settle(world, "✅ Принять")
    await father.forge(AttendanceOf(student_id=desk.student(POLINA)).pack())
    assert "на проверке" not in father.screen.text


# --- twice, at once, and whom it is not for ----------------------------------------------------------------------------


async def test_double_taps_change_and_ring_once(world: World, desk: Desk) -> None:
    await missing(world, desk, ALGEBRA)
    mother = await sent(world, "Сегодня")
    await mother.forge(f"nsend:{desk.student(POLINA)}:ill:2026-11-23:2026-11-23")
    assert await desk.count(AbsenceNote) == 1
    await world.deliver()
    homeroom = await world.phone(desk.school.homeroom)
    assert len(homeroom.heard) == 1
    await settle(world, "✅ Принять")
    answer = await homeroom.forge(f"note+:{(await the_note(desk)).id}:1")
    assert not (answer or {}).get("text")
    before = len(mother.heard)
    await world.deliver()
    assert len(mother.heard) == before + 1
    assert (await the_note(desk)).version == 2
    assert (await desk.actions()).count("note.accepted") == 1


async def test_whoever_settles_second_sees_what_it_is(world: World, desk: Desk) -> None:
    await sent(world, "Сегодня")
    homeroom = await settle(world, "✅ Принять")
    answer = await homeroom.forge(f"note0:{(await the_note(desk)).id}:1")
    assert (answer or {})["text"] == "Эту записку уже приняли."
    assert "✅ Принята." in homeroom.screen.text


async def test_a_grandmother_has_no_button_and_no_way(world: World, desk: Desk) -> None:
    """Only a legal representative explains an absence; another adult views."""
    async with desk.db.write() as session:
        kin = (await session.scalars(select(Guardian).where(Guardian.person_id == desk.school.father.person_id))).one()
        kin.legal, kin.kinship = False, "бабушка"
    phone = await walked(await world.phone(desk.school.father))
    assert "🙋 Посещаемость" in phone.screen.labels
    assert "🤒 Сообщить об отсутствии" not in phone.screen.labels
    await refused_everywhere(world, desk, phone)


@pytest.mark.parametrize("who", ["pupil", "ivanov_mother", "primary", "algebra", "deputy"])
async def test_nobody_else_writes_or_settles(world: World, desk: Desk, who: str) -> None:
    phone = await walked(await world.phone(getattr(desk.school, who)))
    if who == "pupil":
        assert "🤒 Сообщить об отсутствии" not in phone.screen.labels
    await refused_everywhere(world, desk, phone)


async def refused_everywhere(world: World, desk: Desk, phone: Phone) -> None:
    await sent(world, "Сегодня")
    note, child = await the_note(desk), desk.student(POLINA)
    for data in (
        NotesOf(student_id=child).pack(),
        f"nwhen:{child}:ill",
        f"ntype:{child}:ill",
        f"ncheck:{child}:ill:2026-12-07:2026-12-08",
        f"nsend:{child}:ill:2026-12-07:2026-12-08",
        f"ntake:{note.id}",
        ClassNotes(class_id=desk.school.classes["8Б"]).pack(),
        NoteCard(note_id=note.id).pack(),
        *(f"{prefix}:{note.id}:1" for prefix in ("note+", "note-", "note0")),
        f"note.:{note.id}",
    ):
        answer = await phone.forge(data)
        assert (answer or {}).get("text", "").startswith("Не нашлось"), data
    assert await desk.count(AbsenceNote) == 1
    assert (await the_note(desk)).state is NoteState.SENT


async def test_the_other_parent_sees_the_note_and_cannot_take_it_back(world: World, desk: Desk) -> None:
    await sent(world, "Сегодня")
    father = await at(world, desk.school.father, NotesOf(student_id=desk.student(POLINA)))
    assert "на проверке (от другого взрослого)" in father.screen.text
    answer = await father.forge(f"ntake:{(await the_note(desk)).id}")
    assert (answer or {})["text"].startswith("Не нашлось")
    await father.press("Болеет")
    await father.press("Сегодня")
    await father.press("✅ Отправить")
    assert await desk.count(AbsenceNote) == 2


async def test_who_leads_the_class_no_more_is_not_rung(world: World, desk: Desk) -> None:
    """G26: asked again when it is sent."""
    await sent(world, "Сегодня")
    async with desk.db.write() as session:
        (await session.get_one(Staff, desk.school.homeroom.person_id)).left_on = MONDAY
    await world.deliver()
    assert (await world.phone(desk.school.homeroom)).heard == []


async def test_it_asks_little(world: World, desk: Desk) -> None:
    for day in (date(2026, 11, 20), MONDAY):
        world.clock.set("09:20", day)
        await missing(world, desk, ALGEBRA, day)
    world.clock.set("09:35")
    await world.deliver()
    mother = await at(world, desk.school.mother, NotesOf(student_id=desk.student(POLINA)))
    async with asking(world, 3):
        await mother.forge(NotesOf(student_id=desk.student(POLINA)).pack())
    async with asking(world, 4):
        await mother.press("Болеет")
    async with asking(world, 2):
        await mother.forge(f"ncheck:{desk.student(POLINA)}:ill:2026-11-20:2026-11-23")
    async with asking(world, 11):
        await mother.press("✅ Отправить")
    homeroom = await walked(await world.phone(desk.school.homeroom))
    async with asking(world, 4):
        await homeroom.press("👥 Мой класс")
    async with asking(world, 3):
        await homeroom.press("🤒 Записки (1)")
    async with asking(world, 2):
        await homeroom.press("⏳ Смирнова П.")
    async with asking(world, 10):
        await homeroom.press("✅ Принять")
    async with asking(world, 3):
        await homeroom.press("✖️ Отклонить")
    async with asking(world, 10):
        await homeroom.press("Без комментария")
    teacher = await world.phone(desk.school.algebra)
    await teacher.say("/menu")
    async with asking(world, 4):
        await teacher.forge(AttendanceDoor(lesson_id=await desk.lesson()).pack())
