"""A4 on the family's screens: whatever is tapped, borrowed or forged, it shows the own child or nothing."""

from datetime import date

import pytest

from db.engine import Database
from db.homework import FileKind
from journal.family import marks, timetable
from keyboards import family as kb
from keyboards.data import Data
from keyboards.sections import AttendanceOf, HomeworkOf, MarksOf
from locales import texts
from tests.handlers.family_doors import POLINA, PYOTR, WEDNESDAY, ZLATA, doors_of, doors_of_nobody, opened
from tests.journal.family_entries import Teacher, actor
from tests.school import NamedSchool, moscow
from tests.telegram import World

NOT_FOUND = texts("ru").label("refusal-not-found")


@pytest.fixture
def teacher(db: Database, school: NamedSchool) -> Teacher:
    return Teacher(db, school)


async def test_borrowed_and_forged_buttons_open_nothing(world: World, school: NamedSchool, teacher: Teacher) -> None:
    """A4: for another family, for a teacher and for a stranger the same answer as for a child that does not exist."""
    world.clock.set("18:00")
    theirs = await doors_of(world, teacher, school, school.students[PYOTR])
    nobodys = doors_of_nobody(theirs)
    stranger = await world.stranger()
    await stranger.say("/menu")
    for somebody in (school.mother, school.homeroom, school.deputy, school.coordinator):
        phone = await world.phone(somebody)
        await phone.say("/menu")
        for door in (*theirs, *nobodys):
            await phone.forge(door.pack())
        assert set(phone.alerts) == {NOT_FOUND}
        assert len(phone.alerts) == len(theirs) + len(nobodys)
        assert len(phone.heard) == 1
    for door in theirs:
        await stranger.forge(door.pack())
    assert len(set(stranger.alerts)) == 1
    assert len(stranger.heard) == 1


async def test_a_button_of_the_own_child_with_other_ids_opens_nothing(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    """The child is one's own, the subject, term or homework in the button is not."""
    world.clock.set("18:00")
    polina, zlata = school.students[POLINA], school.students[ZLATA]
    of_eighth = await teacher.homework("8Б алгебра", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")])
    of_tenth = await teacher.homework("10А алгебра", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")])
    held = await teacher.homework(
        "8Б русский язык", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")], at=moscow("17:55")
    )
    mother, lev = await actor(world.db, school.mother), await actor(world.db, school.homeroom)
    async with world.db.read() as session:
        own = await marks.term_page(session, mother, student_id=polina, now=moscow("18:00"))
        of_lev = await marks.term_page(session, lev, student_id=school.students["Титов Лев"], now=moscow("18:00"))
        of_zlata = await timetable.day_page(session, mother, student_id=zlata, now=moscow("08:00"))
    assert own.place is not None
    assert of_lev.place is not None
    half_year, quarter, math = of_lev.place.span.id, own.place.span.id, of_zlata.lessons[0].subject_id

    phone = await opened(world, school.mother, MarksOf(student_id=polina))
    forged: list[Data] = [
        kb.HomeworkFiles(student_id=polina, homework_id=of_tenth),
        kb.HomeworkFiles(student_id=zlata, homework_id=of_eighth),
        kb.HomeworkFiles(student_id=polina, homework_id=held),
        kb.MarksIn(student_id=polina, span_id=half_year),
        kb.AttendanceIn(student_id=polina, span_id=10**9),
        kb.AttendanceIn(student_id=polina, span_id=-1),
        kb.SubjectMarks(student_id=polina, span_id=half_year, subject_id=own.subjects[0].id),
        kb.SubjectMarks(student_id=polina, span_id=quarter, subject_id=math),
        kb.Question(student_id=polina, kind="h", subject_id=math, days=""),
    ]
    for door in forged:
        await phone.forge(door.pack())

    assert phone.alerts == [NOT_FOUND] * len(forged)
    assert len(phone.heard) == 1


async def test_what_is_not_yours_costs_as_much_as_what_is_not_there(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    """G25: the same statements, so that even a clock tells nothing. The first denial of a minute is written down."""
    theirs = await doors_of(world, teacher, school, school.students[PYOTR])
    phone = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA]))
    await phone.forge(theirs[0].pack())
    for door, nobodys in zip(theirs, doors_of_nobody(theirs), strict=True):
        with world.statements() as forbidden:
            await phone.forge(door.pack())
        with world.statements() as missing:
            await phone.forge(nobodys.pack())
        assert forbidden == missing


async def test_two_children_are_never_mixed(world: World, school: NamedSchool, teacher: Teacher) -> None:
    world.clock.set("18:00")
    await teacher.homework("8Б русский язык", "упр. 214", due=date(2026, 11, 24))
    await teacher.homework("1А математика", "раскрасить", due=date(2026, 11, 24))
    await teacher.absent(ZLATA, "1А математика")

    mother = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA]))
    of_polina = mother.screen
    await mother.say("/menu")
    await mother.forge(HomeworkOf(student_id=school.students[ZLATA]).pack())
    of_zlata = mother.screen

    assert "упр. 214" in of_polina.text
    assert "раскрасить" not in of_polina.text
    assert "раскрасить" in of_zlata.text
    assert "упр. 214" not in of_zlata.text
    await mother.press("🗓 Расписание", message=of_polina)
    assert "Полина, 8Б" in mother.screen.text
    await mother.forge(AttendanceOf(student_id=school.students[POLINA]).pack())
    assert "не отмечено" in mother.screen.text


async def test_two_parents_see_the_same_and_a_teacher_who_is_a_parent_only_the_own_child(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")))
    await teacher.mark("Титов Лев", "10А алгебра", ("4", moscow("10:40")))
    mother = await opened(world, school.mother, MarksOf(student_id=school.students[POLINA]))
    father = await opened(world, school.father, MarksOf(student_id=school.students[POLINA]))
    homeroom = await opened(world, school.homeroom, MarksOf(student_id=school.students["Титов Лев"]))

    assert mother.screen.text == father.screen.text
    assert "Лев, 10А\n1-е полугодие" in homeroom.screen.text
    assert "Алгебра: 4" in homeroom.screen.text
    await homeroom.forge(MarksOf(student_id=school.students[POLINA]).pack())
    assert homeroom.alerts == [NOT_FOUND]
    await father.forge(MarksOf(student_id=school.students[ZLATA]).pack())
    assert father.alerts == [NOT_FOUND]


async def test_only_names_of_the_own_child_are_on_any_screen(
    world: World, school: NamedSchool, teacher: Teacher
) -> None:
    world.clock.set("18:00")
    await teacher.mark(PYOTR, "8Б алгебра", ("5", moscow("08:40")))
    shown = []
    for door in (await doors_of(world, teacher, school, school.students[PYOTR]))[4:]:
        phone = await opened(world, school.ivanov_mother, door)
        shown.append(phone.screen.text + " ".join(phone.screen.labels))
    others = {name.split()[0] for name in school.students} | {name.split()[1] for name in school.students}
    others -= {"Иванов", "Пётр"}

    assert all("Пётр, 8Б" in text for text in shown)
    assert [name for name in others for text in shown if name in text] == []


async def test_dates_out_of_range_are_nobodys_button(world: World, school: NamedSchool) -> None:
    phone = await opened(world, school.mother, HomeworkOf(student_id=school.students[POLINA]))
    for data in ("hw:1:0001-01-01", "tt:1:9999-12-31", "ttw:1:0001-01-01:0", "hwp:1:2026-11-25:-1", "ms:1:1:1:100"):
        await phone.forge(data)

    assert set(phone.alerts) == {texts("ru").label("stale-button")}
