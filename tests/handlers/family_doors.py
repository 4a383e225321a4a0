"""How the family's tests open a screen: with the button that leads to it."""

import struct
from datetime import date

from db.homework import FileKind
from journal.family import marks
from keyboards import family as kb
from keyboards.data import Data
from keyboards.goals import GoalOf
from keyboards.sections import (
    AttendanceOf,
    DiaryOf,
    HomeworkOf,
    MarksOf,
    MaterialsOf,
    ProgressOf,
    RemarksOf,
    TimetableOf,
)
from sandbox.phone import Phone
from tests.journal.family_entries import Teacher, actor
from tests.school import NamedSchool, Somebody, moscow
from tests.telegram import World

WEDNESDAY = date(2026, 11, 25)
POLINA, ZLATA, PYOTR = "Смирнова Полина", "Рыбакова Злата", "Иванов Пётр"


def picture(number: int) -> bytes:
    """The beginning of a PNG, 400 × 300, which is all that the sandbox reads."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIB", 400, 300, number)


async def opened(world: World, somebody: Somebody, door: Data) -> Phone:
    """The phone of somebody who tapped a button that a screen of ours carries."""
    phone = await world.phone(somebody)
    if not phone.heard:
        await phone.say("/menu")
    await phone.forge(door.pack())
    return phone


def every_door(student_id: int, span_id: int, subject_id: int, homework_id: int) -> list[Data]:
    return [
        HomeworkOf(student_id=student_id),
        HomeworkOf(student_id=student_id, day=WEDNESDAY),
        kb.HomeworkPart(student_id=student_id, day=WEDNESDAY, part=0),
        kb.HomeworkFiles(student_id=student_id, homework_id=homework_id),
        TimetableOf(student_id=student_id),
        kb.WeekOf(student_id=student_id, day=WEDNESDAY),
        MarksOf(student_id=student_id),
        kb.MarksIn(student_id=student_id, span_id=span_id),
        kb.SubjectMarks(student_id=student_id, span_id=span_id, subject_id=subject_id),
        GoalOf(student_id=student_id, span_id=span_id, subject_id=subject_id),
        GoalOf(student_id=student_id, span_id=span_id, subject_id=subject_id, target=4, imagined="5E"),
        AttendanceOf(student_id=student_id),
        kb.AttendanceIn(student_id=student_id, span_id=span_id),
        kb.YearsOf(student_id=student_id),
        DiaryOf(student_id=student_id),
        DiaryOf(student_id=student_id, day=WEDNESDAY),
        ProgressOf(student_id=student_id),
        RemarksOf(student_id=student_id),
        MaterialsOf(student_id=student_id),
    ]


async def doors_of(world: World, teacher: Teacher, school: NamedSchool, student_id: int) -> list[Data]:
    """Every button there is for a child, with ids that exist."""
    homework_id = await teacher.homework("8Б алгебра", "по фото", due=WEDNESDAY, files=[(FileKind.PHOTO, "gone")])
    who = await actor(world.db, school.pupil)
    async with world.db.read() as session:
        page = await marks.term_page(session, who, student_id=school.students[PYOTR], now=moscow("18:00"))
    assert page.place is not None
    return every_door(student_id, page.place.span.id, page.subjects[0].id, homework_id)


def doors_of_nobody(doors: list[Data]) -> list[Data]:
    return [door.model_copy(update={"student_id": 10**9}) for door in doors]
