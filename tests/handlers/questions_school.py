"""The named school with a whole timetable for 8Б, and what has happened there: families ask about it in their own words."""

from datetime import date
from decimal import Decimal

from db.absences import AttendanceCode
from db.base import Table
from db.engine import Database, Session
from db.homework import HomeworkKind
from db.people import Person, Staff
from db.timetable import Course, CourseTeacher, Subject, TimetableSlot
from journal.assessments import plans
from journal.assessments.slots import Slot
from journal.names import search_key
from journal.timetable import planning
from tests.journal.family_entries import Teacher
from tests.school import LONG_AGO, MONDAY, YEAR_START, NamedSchool, moscow
from tests.teaching import Desk

POLINA, ZLATA, PYOTR = "Смирнова Полина", "Рыбакова Злата", "Иванов Пётр"
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (24, 25, 26, 27))

PLAN: tuple[tuple[str, str, str, tuple[str, str, str], tuple[tuple[int, int], ...]], ...] = (
    ("Геометрия", "Геом.", "21", ("Кузнецова", "Марина", "Викторовна"), ((2, 2),)),
    ("Физика", "Физ.", "33", ("Захаров", "Игорь", "Львович"), ((1, 3), (4, 1))),
    ("Литература", "Лит.", "14", ("Титова", "Елена", "Сергеевна"), ((3, 1),)),
    ("Английский язык", "Англ.", "8", ("Ким", "Лариса", "Павловна"), ((2, 3), (5, 2))),
    ("Физическая культура", "Физ-ра", "зал", ("Борисов", "Олег", "Ильич"), ((3, 3), (5, 3))),
    ("История", "Ист.", "17", ("Макарова", "Инна", "Романовна"), ((2, 4),)),
    ("Обществознание", "Общ.", "17", ("Макарова", "Инна", "Романовна"), ((5, 4),)),
    ("Биология", "Био.", "30", ("Шилова", "Дина", "Марковна"), ((4, 2),)),
    ("Химия", "Хим.", "31", ("Шилова", "Дина", "Марковна"), ((1, 4),)),
    ("География", "Гео.", "19", ("Рогов", "Семён", "Юрьевич"), ((3, 4),)),
    ("Информатика", "Инф.", "40", ("Захаров", "Игорь", "Львович"), ((4, 4),)),
)
"""What 8Б has besides the algebra and Russian of the named school: subject, short name, room, teacher, (day, period)."""


async def furnish(db: Database, school: NamedSchool) -> None:
    """The further courses, then a week of homework, marks, absences and a test ahead, as on Monday 18:00."""
    await _courses(db, school)
    teacher = Teacher(db, school)
    await teacher.homework("8Б русский язык", "упр. 214", due=TUESDAY, minutes=20)
    await teacher.homework("8Б алгебра", "§21 № 3–5", due=WEDNESDAY)
    await teacher.homework("8Б физика", "§17, вопросы", due=THURSDAY, kind=HomeworkKind.ORAL)
    await teacher.homework("8Б английский язык", "слова, модуль 4", day=date(2026, 11, 20), due=TUESDAY)
    await teacher.homework("8Б химия", "карточка", due=date(2026, 11, 30))
    await teacher.homework("1А математика", "раскрасить", due=TUESDAY, kind=HomeworkKind.CREATIVE)
    await teacher.mark(POLINA, "8Б алгебра", ("5", moscow("08:40")), comment="за доклад")
    await teacher.mark(POLINA, "8Б алгебра", ("3", moscow("08:40", date(2026, 11, 16))), day=date(2026, 11, 16))
    await teacher.mark(POLINA, "8Б физика", ("4", moscow("10:40")))
    await teacher.mark(
        POLINA, "8Б физическая культура", ("5", moscow("12:00", date(2026, 11, 20))), day=date(2026, 11, 20)
    )
    await teacher.mark(PYOTR, "8Б алгебра", ("2", moscow("08:40")))
    await teacher.absent(POLINA, "8Б русский язык", AttendanceCode.ILL, day=date(2026, 11, 17))
    await teacher.absent(POLINA, "8Б химия")
    deputy = await Desk(db, school).actor(school.deputy)
    async with db.write() as session:
        slot = Slot(school.courses["8Б алгебра"], FRIDAY, 1)
        await plans.plan(session, deputy, slot, reason="проба", now=moscow("12:00"))


async def _courses(db: Database, school: NamedSchool) -> None:
    people: dict[tuple[str, str, str], int] = {}
    for somebody in (school.algebra, school.homeroom):
        surname, given_name, patronymic = somebody.name.split()
        people[surname, given_name, patronymic] = somebody.person_id
    async with db.write() as session:
        algebra = await session.get(Course, school.courses["8Б алгебра"])
        assert algebra is not None
        for name, short_name, room, who, places in PLAN:
            if who not in people:
                people[who] = await _teacher(session, *who)
            subject = Subject(name=name, short_name=short_name, marked=True)
            await _add(session, subject)
            course = Course(subject_id=subject.id, group_id=algebra.group_id, hours_per_week=Decimal(len(places)))
            await _add(session, course)
            school.courses[f"8Б {name.lower()}"] = course.id
            await _add(session, CourseTeacher(course_id=course.id, person_id=people[who], valid_from=YEAR_START))
            for weekday, period in places:
                slot = TimetableSlot(
                    course_id=course.id, weekday=weekday, period=period, room=room, valid_from=YEAR_START
                )
                await _add(session, slot)
        await planning.make_lessons(session, date(2026, 11, 16), date(2026, 12, 7), today=MONDAY)


async def _teacher(session: Session, surname: str, given_name: str, patronymic: str) -> int:
    key = search_key(f"{surname} {given_name} {patronymic}")
    person = Person(surname=surname, given_name=given_name, patronymic=patronymic, search_key=key, created_at=LONG_AGO)
    await _add(session, person)
    await _add(session, Staff(person_id=person.id))
    return person.id


async def _add(session: Session, row: Table) -> None:
    session.add(row)
    await session.flush()
