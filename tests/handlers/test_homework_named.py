"""Homework for named students through phones: nobody else's family sees it, by any screen, push or question."""

from datetime import date, time

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.homework import Homework as Task
from db.homework import HomeworkKind, HomeworkRecipient, StoredFile
from db.people import Enrolment, Person, Preference, Student
from journal import access
from journal.homework.assigning import Wanted
from journal.homework.named import places, put
from keyboards.homework import ForNamed, Homework, PickNamed
from keyboards.lessons.undo import LastEntry
from keyboards.sections import HomeworkOf, LessonCard
from sandbox.phone import Phone
from tests.sandbox import pictures
from tests.scheduler.lessons import account_id
from tests.school import YEAR_START, NamedSchool, moscow
from tests.teaching import Desk, asking, at
from tests.telegram import World

WEDNESDAY = date(2026, 11, 25)
POLINA, PYOTR = "Смирнова Полина", "Иванов Пётр"


@pytest.fixture
def desk(db: Database, school: NamedSchool) -> Desk:
    return Desk(db, school)


async def named(world: World, desk: Desk) -> Phone:
    """The teacher set §21 to all and a task of her own to Полина."""
    teacher = await at(world, desk.school.algebra, Homework(lesson_id=await desk.lesson()))
    await teacher.say("§21")
    await teacher.press("👤 Отдельным ученикам")
    async with asking(world, 12):
        await teacher.press("Смирнова П.")
    async with asking(world, 17):
        await teacher.say("карточка 7, 20 мин")
    return teacher


async def recipients(desk: Desk) -> list[int]:
    async with desk.db.read() as session:
        return sorted(await session.scalars(select(HomeworkRecipient.student_id)))


async def test_chosen_by_taps_and_written_in_a_message(world: World, desk: Desk) -> None:
    teacher = await named(world, desk)
    assert "Кому: Смирнова П." in teacher.screen.text
    assert "карточка 7" in teacher.screen.text
    assert "✅ Смирнова П." in teacher.screen.labels
    row = await desk.homework(await desk.lesson())
    assert row is not None
    assert row.text == "§21", "the group's is as it was"
    assert await recipients(desk) == [desk.student(POLINA)]


async def test_only_the_named_family_sees_it(world: World, desk: Desk) -> None:
    await named(world, desk)
    world.clock.set("10:00")
    mother = await at(world, desk.school.mother, HomeworkOf(student_id=desk.student(POLINA), day=WEDNESDAY))
    assert "карточка 7" in mother.screen.text
    assert "лично" in mother.screen.text
    other = await at(world, desk.school.ivanov_mother, HomeworkOf(student_id=desk.student(PYOTR), day=WEDNESDAY))
    assert "§21" in other.screen.text
    assert "карточка" not in other.screen.text
    for question in ("что задали по алгебре", "дз на неделю", "дз на среду"):
        await other.say(question)
        assert "карточка" not in other.last.text, question
        await mother.say(f"{question} у Полины")
    assert "карточка 7" in mother.last.text

    for somebody in (desk.school.father, desk.school.pupil):
        account = await account_id(world, somebody)
        async with desk.db.write() as session:
            session.add(Preference(account_id=account, tomorrow_at=time(16)))
    father, pupil = await world.phone(desk.school.father), await world.phone(desk.school.pupil)
    world.clock.at = moscow("16:00", date(2026, 11, 24))
    await world.tick()
    assert "карточка 7" in father.last.text
    assert "§21" in pupil.last.text
    assert "карточка" not in pupil.last.text


async def test_the_push_of_a_lesson_tells_it_to_its_family_alone_and_once(world: World, desk: Desk) -> None:
    teacher = await named(world, desk)
    await teacher.forge(f"lesson:{await desk.lesson()}")
    await teacher.say("Смирнова 5, Иванов 4; тема Дроби")
    await teacher.press(next(label for label in teacher.screen.labels if label.startswith("✅")))
    mother, other = await world.phone(desk.school.mother), await world.phone(desk.school.ivanov_mother)
    world.clock.set("11:00")
    await world.tick()
    assert "Лично: Д/з на ср 25.11: карточка 7" in mother.last.text
    assert "карточка" not in other.last.text
    assert "Личное" not in other.last.text, "who never had one is told of none"

    heard = len(mother.heard), len(other.heard)
    await teacher.forge(ForNamed(lesson_id=await desk.lesson(), number=1).pack())
    await teacher.say("карточка 8")
    world.clock.set("12:00")
    await world.tick()
    assert (len(mother.heard), len(other.heard)) == (heard[0] + 1, heard[1]), "an edit is told once, to its family"
    assert "Лично: Д/з изменено, на ср 25.11: карточка 8" in mother.last.text


async def test_another_student_joins_and_the_last_one_stays(world: World, desk: Desk) -> None:
    teacher = await named(world, desk)
    await teacher.press("Иванов П.")
    assert await recipients(desk) == sorted([desk.student(POLINA), desk.student(PYOTR)])
    await teacher.press("✅ Смирнова П.")
    await teacher.press("✅ Иванов П.")
    assert teacher.alerts[-1].startswith("Отметьте хотя бы одного")
    assert await recipients(desk) == [desk.student(PYOTR)]


async def test_a_button_says_what_will_be_so_tapped_twice_it_is_one(world: World, desk: Desk) -> None:
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, ForNamed(lesson_id=lesson_id))
    tap = PickNamed(lesson_id=lesson_id, number=1, student_id=desk.student(POLINA), on=True).pack()
    for _ in range(2):
        await teacher.forge(tap)
    assert "Кому: Смирнова П." in teacher.screen.text
    stranger = PickNamed(lesson_id=lesson_id, number=1, student_id=desk.student("Зайцева Ева"), on=True).pack()
    await teacher.forge(stranger)
    assert teacher.alerts[-1].startswith("Не нашлось")


async def test_a_text_before_anybody_is_chosen_saves_nothing(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, ForNamed(lesson_id=await desk.lesson()))
    await teacher.say("карточка 7")
    assert teacher.last.text.startswith("Отметьте хотя бы одного")
    assert await desk.count(Task) == 0


async def test_taken_back_it_is_nobodys(world: World, desk: Desk) -> None:
    teacher = await named(world, desk)
    await teacher.press("Убрать")
    assert "📝 Домашнее задание" in teacher.screen.text
    world.clock.set("10:00")
    mother = await at(world, desk.school.mother, HomeworkOf(student_id=desk.student(POLINA), day=WEDNESDAY))
    assert "карточка" not in mother.screen.text
    async with desk.db.read() as session:
        kinds = (await session.scalars(select(Task.kind).where(Task.number > 0))).all()
        assert list(kinds) == [HomeworkKind.NONE]
        assert await session.scalar(select(func.count()).select_from(Task)) == 2


# --- photos and files ----------------------------------------------------------------------------------------------------


async def test_photos_albums_and_files_for_the_named_alone(world: World, desk: Desk) -> None:
    teacher = await named(world, desk)
    answers = len(teacher.heard)
    await teacher.upload(pictures.png(40, 40), pictures.png(50, 40), name="a.png", kind="photo", caption="образец")
    assert len(teacher.heard) == answers + 1, "an album is answered once"
    await teacher.upload(b"%PDF-1.7", name="карточка.pdf", kind="document")
    assert "карточка 7\nобразец" in teacher.screen.text
    await teacher.press("📎 Показать (3)")
    world.clock.set("10:00")
    mother = await at(world, desk.school.mother, HomeworkOf(student_id=desk.student(POLINA), day=WEDNESDAY))
    show = next(label for label in mother.screen.labels if "📎" in label)
    await mother.press(show)
    async with desk.db.read() as session:
        task = await session.scalar(select(Task.id).where(Task.number == 1))
    other = await at(world, desk.school.ivanov_mother, HomeworkOf(student_id=desk.student(PYOTR), day=WEDNESDAY))
    assert not [label for label in other.screen.labels if "📎" in label]
    await other.forge(f"hwf:{desk.student(PYOTR)}:{task}")
    assert other.alerts[-1].startswith("Не нашлось")


async def test_a_photo_alone_is_a_task_and_its_files_can_be_taken_off(world: World, desk: Desk) -> None:
    teacher = await at(world, desk.school.algebra, ForNamed(lesson_id=await desk.lesson()))
    await teacher.upload(pictures.png(40, 40), name="a.png", kind="photo")
    assert teacher.last.text.startswith("Отметьте хотя бы одного")
    assert await desk.count(StoredFile) == 0
    await teacher.forge(ForNamed(lesson_id=await desk.lesson()).pack())
    await teacher.press("Смирнова П.")
    await teacher.upload(pictures.png(40, 40), name="a.png", kind="photo", caption="карточка 7")
    assert "карточка 7" in teacher.screen.text
    await teacher.press("📎 Показать (1)")
    await teacher.press("Убрать файлы")
    assert "📎 Показать (1)" not in teacher.screen.labels
    assert await recipients(desk) == [desk.student(POLINA)]


# --- taken off -----------------------------------------------------------------------------------------------------------


async def test_whoever_was_told_and_is_taken_off_hears_it_once_and_not_what_it_became(world: World, desk: Desk) -> None:
    teacher = await named(world, desk)
    await teacher.press("Иванов П.")
    await teacher.forge(f"lesson:{await desk.lesson()}")
    await teacher.say("Смирнова 5, Иванов 4; тема Дроби")
    await teacher.press(next(label for label in teacher.screen.labels if label.startswith("✅")))
    mother, other = await world.phone(desk.school.mother), await world.phone(desk.school.ivanov_mother)
    world.clock.set("11:00")
    await world.tick()
    assert "карточка 7" in other.last.text
    heard = len(mother.heard), len(other.heard)

    await teacher.forge(ForNamed(lesson_id=await desk.lesson(), number=1).pack())
    await teacher.press("✅ Иванов П.")
    await teacher.say("карточка 8")
    world.clock.set("12:00")
    await world.tick()
    assert (len(mother.heard), len(other.heard)) == (heard[0] + 1, heard[1] + 1)
    assert "Личное задание снято" in other.last.text
    assert "карточка" not in other.last.text
    assert "Лично: Д/з изменено, на ср 25.11: карточка 8" in mother.last.text
    await teacher.say("карточка 9")
    world.clock.set("13:00")
    await world.tick()
    assert len(other.heard) == heard[1] + 1, "what it becomes later is not theirs to hear"


async def test_taken_off_and_put_back_within_the_hold_nobody_hears(world: World, desk: Desk) -> None:
    teacher = await named(world, desk)
    await teacher.press("Иванов П.")
    await teacher.forge(f"lesson:{await desk.lesson()}")
    await teacher.say("Смирнова 5, Иванов 4; тема Дроби")
    await teacher.press(next(label for label in teacher.screen.labels if label.startswith("✅")))
    other = await world.phone(desk.school.ivanov_mother)
    world.clock.set("11:00")
    await world.tick()
    heard = len(other.heard)
    await teacher.forge(ForNamed(lesson_id=await desk.lesson(), number=1).pack())
    await teacher.press("✅ Иванов П.")
    await teacher.press("Иванов П.")
    world.clock.set("12:00")
    await world.tick()
    assert len(other.heard) == heard


# --- a long list ---------------------------------------------------------------------------------------------------------


async def test_more_names_than_a_screen_holds_come_in_parts(world: World, desk: Desk) -> None:
    """A joined group may have a hundred students: the last of them can be chosen too, and the part stays."""
    async with desk.db.write() as session:
        for number in range(90):
            surname = f"Савельев{chr(1072 + number // 30)}{chr(1072 + number % 30)}"
            person = Person(
                surname=surname,
                given_name="Иван",
                patronymic="",
                search_key=surname.lower(),
                created_at=moscow("08:00"),
            )
            session.add(person)
            await session.flush()
            student = Student(person_id=person.id)
            session.add(student)
            await session.flush()
            session.add(Enrolment(student_id=student.id, class_id=desk.school.classes["8Б"], valid_from=YEAR_START))
    lesson_id = await desk.lesson()
    teacher = await at(world, desk.school.algebra, ForNamed(lesson_id=lesson_id))
    assert "Фёдоров Г." not in teacher.screen.labels
    await teacher.press("Дальше ›")
    assert "Дальше ›" not in teacher.screen.labels
    await teacher.press("Фёдоров Г.")
    assert "✅ Фёдоров Г." in teacher.screen.labels
    await teacher.press("‹ Раньше")
    await teacher.press("Иванова М.")
    assert "Кому: Иванова М., Фёдоров Г." in teacher.screen.text
    await teacher.forge(ForNamed(lesson_id=lesson_id, number=1, part=99).pack())
    assert "✅ Фёдоров Г." in teacher.screen.labels, "a part that is not there is the last one"


async def dictated(world: World, desk: Desk, text: str) -> Phone:
    """The teacher told it in one message over the lesson's open card."""
    teacher = await at(world, desk.school.algebra, LessonCard(lesson_id=await desk.lesson()))
    async with asking(world, 16):
        await teacher.say(text)
    return teacher


async def test_one_message_names_them_and_the_rest_has_its_own(world: World, desk: Desk) -> None:
    teacher = await dictated(world, desk, "тема Дроби; дз Смирновой №12 20 мин, остальным §5")
    assert "📝 На ср 25.11: §5\n👤 Вместо общего: Смирнова Полина" in teacher.screen.text
    async with asking(world, 40):
        await teacher.press("✅ Все на месте, закрыть", message=teacher.screen)

    assert await recipients(desk) == [desk.student(POLINA)]
    world.clock.set("10:00")
    mother = await at(world, desk.school.mother, HomeworkOf(student_id=desk.student(POLINA), day=WEDNESDAY))
    assert "№12" in mother.screen.text
    assert "§5" not in mother.screen.text, "it is for the rest"
    other = await at(world, desk.school.ivanov_mother, HomeworkOf(student_id=desk.student(PYOTR), day=WEDNESDAY))
    assert "§5" in other.screen.text
    assert "№12" not in other.screen.text


async def test_the_push_tells_each_family_what_is_theirs(world: World, desk: Desk) -> None:
    teacher = await dictated(world, desk, "Смирнова П. 5, Иванов П. 4; тема Дроби; дз Смирновой №12, остальным §5")
    await teacher.press(
        next(label for label in teacher.screen.labels if label.startswith("✅")), message=teacher.screen
    )
    mother, other = await world.phone(desk.school.mother), await world.phone(desk.school.ivanov_mother)
    world.clock.set("11:00")
    await world.tick()
    assert "Лично: Д/з на ср 25.11: №12" in mother.last.text
    assert "§5" not in mother.last.text
    assert "§5" in other.last.text
    assert "№12" not in other.last.text


async def test_what_may_be_a_name_is_asked_and_a_button_says_whose_it_is(world: World, desk: Desk) -> None:
    teacher = await dictated(world, desk, "homework Petrov: 5")
    assert "здесь назван ученик класса. Кому это задание?" in teacher.screen.text
    assert teacher.screen.labels[:3] == ["Только: Петров Илья", "Всей группе", "Не задавать"]
    await teacher.press("Только: Петров", message=teacher.screen)
    assert "👤 Лично: Петров Илья" in teacher.screen.text
    await teacher.press("💾 Сохранить", message=teacher.screen)
    assert await recipients(desk) == [desk.student("Петров Илья")]
    assert await desk.homework(await desk.lesson()) is None, "the group has none"


async def test_said_again_it_replaces_their_own_and_a_stale_preview_saves_nothing(world: World, desk: Desk) -> None:
    teacher = await dictated(world, desk, "дз Петрову: №5")
    await teacher.press("💾 Сохранить", message=teacher.screen)
    await teacher.say("дз Петрову: №6")
    preview = teacher.screen
    actor, lesson_id = await desk.actor(desk.school.algebra), await desk.lesson()
    async with desk.db.write() as session:
        (place,) = await places(session, lesson_id, [[desk.student("Петров Илья")]])
        lesson = await access.lesson_to_fill(session, actor, lesson_id, moscow("09:18"))
        await put(
            session, actor, lesson, place, Wanted(text="№9"), students=[desk.student("Петров Илья")], instead=False,
            besides=(), version=1, reason="", now=moscow("09:18"),
        )  # fmt: skip
    await teacher.press("💾 Сохранить", message=preview)
    async with desk.db.read() as session:
        texts = list(await session.scalars(select(Task.text).where(Task.number > 0)))
    assert texts == ["№9"], "shown anew, and not overwritten unseen (G16)"
    await teacher.press("💾 Сохранить", message=teacher.screen)
    async with desk.db.read() as session:
        texts = list(await session.scalars(select(Task.text).where(Task.number > 0)))
    assert texts == ["№6"]


async def test_a_day_too_full_for_them_takes_a_reason_there_too(world: World, desk: Desk) -> None:
    teacher = await dictated(world, desk, "дз §5 100 мин; Петрову №6 90 мин")
    assert "✏️ Указать причину" in teacher.screen.labels
    assert not any(label.startswith("💾 Сохранить") for label in teacher.screen.labels)


async def test_what_was_taken_back_before_it_was_told_is_never_told_and_after_it_is_told_off(
    world: World, desk: Desk
) -> None:
    teacher = await dictated(world, desk, "Иванов П. 5; дз §5; Петрову №6")
    await teacher.press("💾 Сохранить", message=teacher.screen)
    other = await world.phone(desk.school.ivanov_mother)
    await teacher.forge(LastEntry(lesson_id=await desk.lesson()).pack())
    assert "Д/з: §5 → —" in teacher.screen.text
    assert "Д/з лично: №6 → —" in teacher.screen.text
    async with asking(world, 26):
        await teacher.press("↩️ Отменить", message=teacher.screen)
    world.clock.set("10:00")
    await world.tick()
    assert not any("§5" in message.text for message in other.heard), "within the hold nobody hears of it"

    await teacher.forge(LessonCard(lesson_id=await desk.lesson()).pack())
    await teacher.say("Иванов П. 4; дз §7")
    await teacher.press("💾 Сохранить", message=teacher.screen)
    world.clock.set("10:20")
    await world.tick()
    assert "§7" in other.last.text
    await teacher.forge(LastEntry(lesson_id=await desk.lesson()).pack())
    await teacher.press("↩️ Отменить", message=teacher.screen)
    world.clock.set("10:40")
    await world.tick()
    assert "§7" not in other.last.text
    assert "Д/з" in other.last.text, "who was told hears that it is off"
    await other.forge(HomeworkOf(student_id=desk.student(PYOTR), day=WEDNESDAY).pack())
    assert "§" not in other.screen.text
