"""«Файлы» through phones (П 6.2): staff post for whom they may, families read their own, and what is taken off is gone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from db.engine import Database
from db.materials import Material, MaterialTopic
from db.people import Enrolment, Staff
from keyboards import materials as kb
from keyboards.sections import Materials, MaterialsOf
from tests.handlers.family_doors import POLINA, PYOTR, ZLATA
from tests.hostile.hand import at, set_aside, typed
from tests.hostile.nasty import NASTY, flat, survives
from tests.school import MONDAY, NamedSchool
from tests.teaching import Desk, asking
from tests.telegram import Phone, World

LINK = "Олимпиада по алгебре: https://example.org/olymp"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def posting(world: World, desk: Desk, *labels: str) -> Phone:
    teacher = await at(world, desk.school.algebra, Materials())
    for label in labels or ("➕ Для одарённых учеников", "8Б"):
        await teacher.press(label)
    return teacher


async def family(world: World, desk: Desk, who: str = "mother", name: str = POLINA) -> Phone:
    return await at(world, getattr(desk.school, who), MaterialsOf(student_id=desk.student(name)))


async def count(desk: Desk) -> int:
    async with desk.db.read() as session:
        return await session.scalar(select(func.count()).select_from(Material)) or 0


async def test_a_link_for_a_class_is_read_by_its_families_and_taken_off(world: World, desk: Desk) -> None:
    teacher = await posting(world, desk)
    assert "Для кого: 8Б" in teacher.screen.text
    await teacher.say(LINK)
    assert "✅ Размещено." in teacher.screen.text
    assert "1. ⭐ пн 23.11 · 8Б · " + LINK in teacher.screen.text
    mother = await family(world, desk)
    assert f"⭐ Одарённым ученикам · пн 23.11 · Кузнецова М. В.\n{LINK}" in mother.screen.text
    assert LINK in (await family(world, desk, "pupil", PYOTR)).screen.text
    assert "пока ничего" in (await family(world, desk, name=ZLATA)).screen.text

    tap = next(it["callback_data"] for it in teacher.screen.buttons if it["text"].startswith("Убрать 1."))
    await teacher.press(f"Убрать 1. {LINK[:20]}")
    await teacher.forge(tap)
    assert "пока ничего" in (await family(world, desk)).screen.text
    assert await desk.actions() == ["material.post", "material.withdraw"]


async def test_a_file_goes_out_again_and_a_text_after_it_is_not_posted_unasked(world: World, desk: Desk) -> None:
    teacher = await posting(world, desk, "➕ К урокам", "все 8-е классы")
    await teacher.upload(b"%PDF-1.7", kind="document", name="guide.pdf")
    await teacher.upload(b"%PDF-1.7 two", kind="document", name="answers.pdf")
    assert await count(desk) == 2
    await teacher.say("Иванов 5 4, Петров н")
    assert "Этот текст я не разместил" in teacher.screen.text
    assert await count(desk) == 2
    mother = await family(world, desk)
    heard = len(mother.heard)
    await mother.press("📎 guide.pdf")
    assert len(mother.heard) == heard + 1
    assert await mother.download(mother.last) == b"%PDF-1.7"


async def test_nobody_posts_for_whom_they_do_not_teach(world: World, desk: Desk) -> None:
    foreign = kb.PostFor(topic=MaterialTopic.STUDY, class_id=desk.school.classes["1А"], grade=0)
    school = kb.PostFor(topic=MaterialTopic.STUDY, class_id=0, grade=0)
    both = kb.PostFor(topic=MaterialTopic.STUDY, class_id=desk.school.classes["8Б"], grade=8)
    for who in (desk.school.algebra, desk.school.mother):
        for tap in (foreign, school, both):
            phone = await at(world, who, tap)
            assert "Не нашлось" in phone.alerts[-1]
            await phone.say(LINK)
    assert await count(desk) == 0
    deputy = await at(world, desk.school.deputy, school)
    await deputy.say(LINK)
    for reader, name in (("mother", POLINA), ("first_grade_mother", "Зайцева Ева")):
        assert LINK in (await family(world, desk, reader, name)).screen.text


async def test_whose_right_ended_posts_nothing_that_was_begun(world: World, desk: Desk) -> None:
    teacher = await posting(world, desk)
    async with desk.db.write() as session:
        gone = update(Staff).where(Staff.person_id == desk.school.algebra.person_id)
        await session.execute(gone.values(left_on=MONDAY))
    await teacher.say(LINK)
    assert await count(desk) == 0


async def test_who_left_and_who_is_a_stranger_see_nothing(world: World, desk: Desk) -> None:
    teacher = await posting(world, desk, "➕ К урокам", "8Б")
    await teacher.upload(b"%PDF-1.7", kind="document", name="guide.pdf")
    async with desk.db.read() as session:
        material_id = await session.scalar(select(Material.id)) or 0
    for student in (ZLATA, POLINA):
        tap = kb.OpenMaterial(student_id=desk.student(student), material_id=material_id)
        phone = await at(world, desk.school.ivanov_mother if student == POLINA else desk.school.mother, tap)
        assert "Не нашлось" in phone.alerts[-1]
    async with desk.db.write() as session:
        left = update(Enrolment).where(Enrolment.student_id == desk.student(POLINA))
        await session.execute(left.values(valid_to=MONDAY))
    world.clock.forward(timedelta(days=1))
    assert "пока ничего" in (await family(world, desk)).screen.text


async def test_any_text_is_read_as_it_was_typed_and_costs_little(world: World, desk: Desk) -> None:
    teacher = await posting(world, desk)
    lost = []
    for name, text in NASTY.items():
        if text.startswith("/") or len(text) > 600:
            continue
        await teacher.forge(kb.PostFor(topic=MaterialTopic.CAREER, class_id=desk.school.classes["8Б"], grade=0).pack())
        await typed(world, teacher, text)
        mother = await family(world, desk)
        if survives(text) not in flat(mother.screen.text):
            lost.append((name, mother.screen.text))
    assert lost == []
    assert await set_aside(world) == 0
    await posting(world, desk)
    await teacher.say("а" * 601)
    assert "600" in teacher.last.text
    async with asking(world, at_most=10):
        await teacher.say(LINK)
    async with asking(world, at_most=3):
        await family(world, desk)
