"""`📥 Импорт` of a coordinator: dry run, every mistake by its row, all or nothing by a button; nobody else's (A14, П 5.3.1)."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from db.engine import Database
from db.people import Guardian, Person, SchoolClass
from db.timetable import Subject
from keyboards.imports import ApplyImport
from keyboards.people.directory import School
from keyboards.sections import ImportFile
from sandbox.phone import Phone
from tests.imports.workbooks import xlsx
from tests.programme.files import file, of_68_hours, plan, send
from tests.school import NamedSchool
from tests.teaching import Desk, at
from tests.telegram import World

ADULTS = ["фамилия", "имя", "отчество", "ученик", "класс", "кем приходится", "законный представитель", "телефон"]


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


def workbook(*subjects: list[Any]) -> bytes:
    return xlsx({"Предметы": [["предмет", "кратко"], *subjects]})


async def opened(world: World, desk: Desk) -> Phone:
    coordinator = await at(world, desk.school.coordinator, School())
    await coordinator.press("📥 Импорт")
    assert "Сначала покажу, что изменится" in coordinator.screen.text
    return coordinator


def data(phone: Phone, label: str) -> str:
    return next(str(one["callback_data"]) for one in phone.screen.buttons if one["text"] == label)


async def subjects(desk: Desk) -> set[str]:
    async with desk.db.read() as session:
        return set(await session.scalars(select(Subject.name)))


async def test_a_workbook_is_looked_at_and_written_once_by_the_button(world: World, desk: Desk) -> None:
    coordinator, before = await opened(world, desk), await subjects(desk)
    await coordinator.upload(workbook(["Химия", "Хим."], ["Алгебра", "Алг. и нач."]), name="школа.xlsx")
    assert "Предметы: новых 1, изменено 1" in coordinator.screen.text
    assert "Алгебра: кратко" in coordinator.screen.text
    assert await subjects(desk) == before, "a dry run writes nothing"
    tap = data(coordinator, "✅ Записать")
    await coordinator.press("✅ Записать")
    assert "Записано: новых 1, изменено 1, убрано 0." in coordinator.screen.text
    assert await subjects(desk) == before | {"Химия"}
    await coordinator.forge(tap)
    assert coordinator.alerts[-1].startswith("Этот файл уже записан")
    assert await desk.actions() == ["import.file"]

    await coordinator.upload(workbook(["Химия", "Хим."]), name="школа.xlsx")
    assert "В файле нет ничего нового." in coordinator.screen.text, "sent without being asked, too"
    assert "✅ Записать" not in coordinator.screen.labels


async def test_a14_every_mistake_by_its_row_and_nothing_written(world: World, desk: Desk) -> None:
    coordinator, before = await opened(world, desk), await plan(desk.db, desk.school)
    bad = of_68_hours("Алгебра 8Б")
    bad[6][2], bad[20][3] = "", "два"
    await coordinator.upload(file(*bad), name="КТП.xlsx")
    assert "Нашлись 2 ошибки. Ничего не записано." in coordinator.screen.text
    assert "строка 8, столбец «тема»" in coordinator.screen.text
    assert "строка 22, столбец «часы»" in coordinator.screen.text
    assert "✅ Записать" not in coordinator.screen.labels
    await send(coordinator, file(*of_68_hours("Алгебра 8Б")))
    assert "Часов в КТП: 68." in coordinator.screen.text
    assert await plan(desk.db, desk.school) == before
    await coordinator.press("✅ Записать")
    assert sum(topic.hours for topic in await plan(desk.db, desk.school) if topic.number) == 68


async def test_namesakes_are_asked_about_and_joined_by_a_button(world: World, desk: Desk) -> None:
    coordinator = await opened(world, desk)
    rows = [
        ["Орлова", "Нина", "Павловна", "Белов Кирилл Олегович", "8Б", "мать", "да", ""],
        ["Орлова", "Нина", "Павловна", "Громов Артём Павлович", "8Б", "мать", "да", ""],
    ]

    async def people() -> int:
        async with desk.db.read() as session:
            return await session.scalar(select(func.count()).where(Person.surname == "Орлова")) or 0

    await coordinator.upload(xlsx({"Родители": [ADULTS, *rows]}), name="родители.xlsx")
    assert "Орлова Нина Павловна: Родители, строка 2 и Родители, строка 3" in coordinator.screen.text
    assert "Люди: новых 2" in coordinator.screen.text
    await coordinator.press("👤 Один человек: Орлова Нина Павловна")
    assert "Люди: новых 1" in coordinator.screen.text
    await coordinator.press("✅ Записать")
    assert await people() == 1
    async with desk.db.read() as session:
        of_her = select(func.count()).select_from(Guardian).join(Person, Person.id == Guardian.person_id)
        assert await session.scalar(of_her.where(Person.surname == "Орлова")) == 2


async def test_over_a_school_that_changed_meanwhile_it_is_shown_again(world: World, desk: Desk) -> None:
    coordinator = await opened(world, desk)
    await coordinator.upload(workbook(["Химия", "Хим."], ["Алгебра", "Алг. и нач."]), name="школа.xlsx")
    async with desk.db.write() as session:
        await session.execute(update(Subject).where(Subject.name == "Алгебра").values(short_name="Алг. и нач."))
    await coordinator.press("✅ Записать")
    assert coordinator.alerts[-1].startswith("Школу за это время изменили.")
    assert "Химия" not in await subjects(desk)
    await coordinator.press("✅ Записать")
    assert "Химия" in await subjects(desk)


async def test_what_is_no_file_of_ours_says_so_and_the_next_one_is_taken(world: World, desk: Desk) -> None:
    coordinator = await opened(world, desk)
    await coordinator.say("вот")
    assert "Здесь нужен файл XLSX." in coordinator.last.text
    await coordinator.upload(b"%PDF-1.7", name="школа.xlsx")
    assert "не книга XLSX" in coordinator.last.text
    await coordinator.upload(b"Activity Id,Day,Hour,Students Sets,Subject,Teachers\n", name="fet.csv")
    assert "Расписание FET загружают командой import" in coordinator.last.text
    await coordinator.upload(workbook(["Химия", ""]), name="школа.xlsx")
    assert "✅ Записать" in coordinator.screen.labels


async def test_only_a_coordinator_and_never_another_ones_preview(world: World, desk: Desk) -> None:
    coordinator = await opened(world, desk)
    await coordinator.upload(workbook(["Химия", ""]), name="школа.xlsx")
    tap = data(coordinator, "✅ Записать")
    assert len(tap.encode()) <= 64
    for somebody in (desk.school.deputy, desk.school.algebra, desk.school.mother, desk.school.pupil):
        phone = await at(world, somebody, ImportFile())
        assert phone.alerts[-1].startswith("Не нашлось")
        for forged in (tap, ApplyImport(draft_id=1, version=1).pack(), "imp=:1:1:0"):
            await phone.forge(forged)
            assert phone.alerts[-1].startswith("Не нашлось")
    assert "Химия" not in await subjects(desk)


async def test_a_class_of_next_year_is_not_this_ones_to_lose(world: World, desk: Desk) -> None:
    """Nobody is removed by being absent from a file."""
    coordinator = await opened(world, desk)
    await coordinator.upload(xlsx({"Классы": [["класс", "классный руководитель"], ["9В", ""]]}), name="школа.xlsx")
    await coordinator.press("✅ Записать")
    async with desk.db.read() as session:
        assert await session.scalar(select(func.count()).select_from(SchoolClass)) == 4
