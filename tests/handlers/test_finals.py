"""Finals through phones: exam, attestation and certificate, twice the same tap, another's id, crowds, locked columns."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.finals import FinalChange, FinalKind, FinalMark
from db.marks import MarkValue
from db.timetable import Subject
from keyboards.finals.certificate import RuleOf
from keyboards.finals.control import ClassFinals
from keyboards.finals.filling import AcceptAll, AskConfirm, Confirm, OneFinal, PutFinal, RemoveFinal
from keyboards.finals.settings import Certificate, RulesOf
from keyboards.sections import Finals, FinalsOf, FinalsOfSchool
from tests.acceptance.conftest import walk
from tests.hostile.hand import raw, tap
from tests.journal.finals_desk import ATTESTATION, CERTIFICATE, EXAM, JUNE, YEAR
from tests.journal.finals_desk import Finals as Desk
from tests.school import NamedSchool
from tests.teaching import ALGEBRA, RUSSIAN, at
from tests.telegram import Phone, World

PYOTR, POLINA = "Иванов Пётр", "Смирнова Полина"


@pytest.fixture
async def desk(world: World, school: NamedSchool) -> Desk:
    desk = Desk(world.db, school)
    await desk.ninth_grade()
    return desk


def put(desk: Desk, student: str, value: str, column: int, version: int = 0) -> PutFinal:
    return PutFinal(
        course_id=desk.school.courses[ALGEBRA], column_id=column, student_id=desk.student(student),
        value=MarkValue(value), version=version,
    )  # fmt: skip


async def in_june(world: World, desk: Desk, column: int) -> Phone:
    world.clock.set("15:00", JUNE.date())
    return await at(world, desk.school.algebra, FinalsOf(course_id=desk.school.courses[ALGEBRA], column_id=column))


async def changes(world: World) -> int:
    async with world.db.read() as session:
        return await session.scalar(select(func.count(FinalChange.id))) or 0


# --- exam, attestation, certificate --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "title", "kind"),
    [
        (EXAM, "Экзамен", FinalKind.EXAM),
        (ATTESTATION, "Промежуточная аттестация", FinalKind.ATTESTATION),
        (CERTIFICATE, "Аттестат", FinalKind.CERTIFICATE),
    ],
)
async def test_a_column_of_the_year_is_put_confirmed_and_heard_of(
    world: World, desk: Desk, column: int, title: str, kind: FinalKind
) -> None:
    teacher = await in_june(world, desk, column)
    mother = await world.phone(desk.school.ivanov_mother)
    assert f"🏁 8Б · Алгебра · {title}" in teacher.screen.text
    assert "6. Иванов П.: нет отметок" in teacher.screen.text
    for line in (await desk.page(column=column, now=JUNE)).lines:
        await teacher.press(f"{line.pupil.number}. {line.pupil.short}")
        await teacher.press("4")
    await teacher.press("✅ Подтвердить")
    assert "Семьи получат сообщение. Изменить потом можно через завуча." in teacher.screen.text
    await teacher.press("✅ Да, подтвердить")
    assert "✅ Подтверждены чт 27.05" in teacher.screen.text
    world.clock.forward(timedelta(minutes=10))
    await world.tick()
    assert [message.text for message in mother.heard] == [f"Пётр · Итоговые, {title}: Алгебра — 4"]
    async with world.db.read() as session:
        rows = await session.execute(select(FinalMark.kind, FinalMark.value).distinct())
    assert [tuple(row) for row in rows] == [(kind, "4")]

    # It is locked, and opened by a deputy head with a reason.
    await teacher.press("6. Иванов П. 4")
    assert not {"5", "4", "3"} & set(teacher.screen.labels)
    answer = await teacher.forge(put(desk, PYOTR, "5", column, 1).pack())
    assert answer is not None
    assert "закрыты" in answer["text"]
    deputy = await at(world, desk.school.deputy, FinalsOf(course_id=desk.school.courses[ALGEBRA], column_id=column))
    await deputy.press("🔓 Открыть на 24 часа")
    await deputy.say("апелляция")
    await teacher.forge(put(desk, PYOTR, "5", column, 1).pack())
    assert (await desk.value(PYOTR)) == "5"


async def test_the_exam_makes_the_certificate(world: World, desk: Desk) -> None:
    """The year 5 and the exam 4 are 4.50, half up."""
    await desk.put(PYOTR, "5", column=YEAR, now=JUNE)
    await desk.put(PYOTR, "4", column=EXAM, now=JUNE)
    teacher = await in_june(world, desk, CERTIFICATE)
    assert "6. Иванов П.: 5 4 → 4,50 → 5" in teacher.screen.text
    await teacher.press("6. Иванов П.")
    assert "5 + 4 = 9; 9 : 2 = 4,50 → 5" in teacher.screen.text
    await teacher.press("4")
    assert "по отметкам 5, вы ставите 4" in teacher.screen.text
    await teacher.say("решение педсовета")
    assert "✅ Иванов П.: 4" in teacher.screen.text


async def test_the_attestation_enters_the_year_where_the_school_says_so(world: World, desk: Desk) -> None:
    await desk.put(PYOTR, "5", column=ATTESTATION, now=JUNE)
    await desk.put(PYOTR, "4", column=await desk.term("4"), now=JUNE)
    teacher = await in_june(world, desk, YEAR)
    assert "6. Иванов П.: 4 → 4,00 → 4" in teacher.screen.text
    deputy = await at(world, desk.school.deputy, FinalsOfSchool())
    await walk(deputy, "⚖️ Как считаем")
    await deputy.press("ПА входит в годовую")
    await teacher.forge(FinalsOf(course_id=desk.school.courses[ALGEBRA], column_id=YEAR).pack())
    assert "6. Иванов П.: 4 5 → 4,50 → 5" in teacher.screen.text


async def test_other_grades_have_no_exam_and_no_certificate(world: World, desk: Desk) -> None:
    world.clock.set("15:00", JUNE.date())
    for column in (EXAM, CERTIFICATE):
        course = desk.school.courses["10А алгебра"]
        teacher = await at(world, desk.school.algebra, Finals())
        before = teacher.screen.text
        await teacher.forge(FinalsOf(course_id=course, column_id=column).pack())
        assert teacher.screen.text == before


# --- the rules of the certificate ----------------------------------------------------------------------------------------


async def test_a_deputy_head_joins_subjects_and_the_teacher_sees_it(world: World, desk: Desk) -> None:
    await desk.put(PYOTR, "4", column=YEAR, now=JUNE)
    world.clock.set("15:00", JUNE.date())
    deputy = await at(world, desk.school.deputy, FinalsOfSchool())
    await walk(deputy, "⚖️ Как считаем", "🎓 Аттестат")
    assert "Остальные предметы — каждый сам по себе: годовая и экзамен." in deputy.screen.text
    await deputy.press("➕ Объединить предметы")
    await deputy.press("✍️ Другое название")
    await deputy.say("Матем. (ОГЭ)")
    assert "🎓 Матем. (ОГЭ), 9 класс" in deputy.screen.text
    assert "правила пока нет" in deputy.screen.text
    await deputy.press("Алгебра")
    await deputy.press("Русский язык")
    assert "Складывается из: Алгебра, Русский язык" in deputy.screen.text
    assert {"✓ Алгебра", "✓ Русский язык", "✓ годовая и экзамен"} <= set(deputy.screen.labels)
    await deputy.press("‹ Назад")
    assert "Матем. (ОГЭ): Алгебра, Русский язык — годовая и экзамен" in deputy.screen.text

    teacher = await in_june(world, desk, CERTIFICATE)
    assert "В аттестат идёт предмет «Матем. (ОГЭ)»." in teacher.screen.text
    await deputy.press("Матем. (ОГЭ)")
    await deputy.press("✓ Алгебра")
    await deputy.press("✓ Русский язык")
    await teacher.forge(FinalsOf(course_id=desk.school.courses[ALGEBRA], column_id=CERTIFICATE).pack())
    assert "В аттестат идёт" not in teacher.screen.text


async def test_a_name_is_taken_or_withdrawn_and_never_swallowed(world: World, desk: Desk) -> None:
    deputy = await at(world, desk.school.deputy, Certificate(grade=11))
    await deputy.press("➕ Объединить предметы")
    await deputy.press("✍️ Другое название")
    await deputy.say("алгебра")
    assert "🎓 Алгебра, 11 класс" in deputy.screen.text, "one that there is, however it is written"
    await deputy.press("‹ Назад")
    await deputy.press("➕ Объединить предметы")
    await deputy.press("✍️ Другое название")
    await deputy.press("‹ Назад")
    await deputy.say("Физика Плюс")
    for name in ("<b>" + "я" * 57, "ф" * 61):
        await deputy.forge(Certificate(grade=11).pack())
        await deputy.press("➕ Объединить предметы")
        await deputy.press("✍️ Другое название")
        await deputy.say(name)
    async with world.db.read() as session:
        known = set(await session.scalars(select(Subject.name)))
    assert "<b>" + "я" * 57 in known, "shown as it is typed, and interpreted by nobody"
    assert not known & {"Физика Плюс", "ф" * 61}


# --- twice, late, borrowed ----------------------------------------------------------------------------------------------


async def test_twice_is_once(world: World, desk: Desk) -> None:
    """An update that comes again, a double tap, and an old button of another value."""
    world.tolerated |= {"query is too old"}
    teacher = await in_june(world, desk, EXAM)
    update = tap(world, teacher, put(desk, PYOTR, "5", EXAM).pack(), on=teacher.screen)
    for _ in range(3):
        await raw(world, update)
    await teacher.forge(put(desk, PYOTR, "5", EXAM).pack())
    assert await changes(world) == 1
    answer = await teacher.forge(put(desk, PYOTR, "4", EXAM).pack())
    assert answer is not None
    assert (await desk.value(PYOTR)) == "5", "drawn before the five: asked, not done"
    await teacher.press("4")
    assert (await desk.value(PYOTR)) == "4"
    for _ in range(2):
        of = {"course_id": desk.school.courses[ALGEBRA], "column_id": EXAM, "student_id": desk.student(PYOTR)}
        await teacher.forge(RemoveFinal(**of, version=2).pack())
    assert (await desk.value(PYOTR)) is None
    assert await changes(world) == 3


async def test_confirming_is_heard_of_once_however_often_it_is_pressed(world: World, desk: Desk) -> None:
    teacher = await in_june(world, desk, EXAM)
    mother = await world.phone(desk.school.ivanov_mother)
    for line in (await desk.page(column=EXAM, now=JUNE)).lines:
        await desk.put(line.pupil.full, "4", column=EXAM, now=JUNE)
    seen = (await desk.page(column=EXAM, now=JUNE)).seen
    confirm = Confirm(course_id=desk.school.courses[ALGEBRA], column_id=EXAM, seen=seen).pack()
    for _ in range(3):
        await teacher.forge(confirm)
        world.clock.forward(timedelta(minutes=11))
        await world.tick()
    assert len(mother.heard) == 1
    assert (await desk.actions()).count("finals.confirm") == 1


async def test_a_list_that_changed_since_is_shown_first(world: World, desk: Desk) -> None:
    """Both buttons for a whole list: accepting, and confirming (another's tap came between)."""
    teacher = await in_june(world, desk, YEAR)
    await desk.put(PYOTR, "4", column=await desk.term("4"), now=JUNE)
    of = {"course_id": desk.school.courses[ALGEBRA], "column_id": YEAR}
    answer = await teacher.forge(AcceptAll(**of, seen=1).pack())
    assert answer is not None
    assert "отметки изменились" in answer["text"]
    assert (await desk.value(PYOTR)) == "4", "of the term alone"
    for line in (await desk.page(column=EXAM, now=JUNE)).lines:
        await desk.put(line.pupil.full, "4", column=EXAM, now=JUNE)
    answer = await teacher.forge(Confirm(**{**of, "column_id": EXAM}, seen=1).pack())
    assert answer is not None
    assert "отметки изменились" in answer["text"]
    assert await desk.stored() == []


async def test_anothers_student_course_and_column_are_nonsense(world: World, desk: Desk) -> None:
    teacher = await in_june(world, desk, EXAM)
    course = desk.school.courses[ALGEBRA]
    for forged in (
        put(desk, "Зайцева Ева", "5", EXAM),
        put(desk, PYOTR, "5", 10**12),
        PutFinal(
            course_id=desk.school.courses[RUSSIAN],
            column_id=EXAM,
            student_id=desk.student(PYOTR),
            value=MarkValue.FIVE,
            version=0,
        ),
        OneFinal(course_id=course, column_id=EXAM, student_id=desk.student("Зайцева Ева")),
        AcceptAll(course_id=desk.school.courses[RUSSIAN], column_id=EXAM, seen=0),
        Confirm(course_id=desk.school.courses[RUSSIAN], column_id=EXAM, seen=0),
    ):
        before = teacher.screen.text
        answer = await teacher.forge(forged.pack())
        assert answer is not None
        assert teacher.screen.text == before
    for somebody in (desk.school.homeroom, desk.school.mother, desk.school.pupil):
        phone = await world.phone(somebody)
        await phone.say("/menu")
        await phone.forge(put(desk, PYOTR, "5", EXAM).pack())
    assert await changes(world) == 0


# --- what it costs ------------------------------------------------------------------------------------------------------


async def test_the_statements_of_each_screen(world: World, desk: Desk) -> None:
    """At most four a read screen and twelve a write, whatever the size of the class (besides who it is and the inbox)."""
    teacher = await in_june(world, desk, EXAM)
    deputy = await at(world, desk.school.deputy, FinalsOfSchool())
    course = desk.school.courses[ALGEBRA]
    term = await desk.term("4")
    one = {"course_id": course, "column_id": EXAM, "student_id": desk.student(PYOTR)}
    reads = {
        "own": (teacher, Finals()),
        "term": (teacher, FinalsOf(course_id=course, column_id=term)),
        "year": (teacher, FinalsOf(course_id=course, column_id=YEAR)),
        "certificate": (teacher, FinalsOf(course_id=course, column_id=CERTIFICATE)),
        "one": (teacher, OneFinal(**one)),
        "confirming": (teacher, AskConfirm(course_id=course, column_id=EXAM)),
        "school": (deputy, FinalsOfSchool()),
        "class": (deputy, ClassFinals(class_id=desk.school.classes["8Б"])),
        "rules": (deputy, RulesOf()),
        "certificate's rule": (deputy, RuleOf(grade=9, subject_id=1)),
    }
    for name, (phone, door) in reads.items():
        with world.statements() as asked:
            await phone.forge(door.pack())
        assert 0 < len(asked) <= 4, f"{name}: " + "\n".join(asked)
    with world.statements() as asked:
        await teacher.forge(put(desk, PYOTR, "5", EXAM).pack())
    assert 0 < len(asked) <= 12, "\n".join(asked)
