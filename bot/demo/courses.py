"""The demo school's courses, their programmes and the timetable."""

from decimal import Decimal
from itertools import count
from typing import Final

from bot.demo import plan
from bot.demo.house import YEAR, House, Taught
from bot.demo.placing import Unit, place
from db.homework import HomeworkKind
from db.lessons import CurriculumPlan, Topic
from db.timetable import (
    Course,
    CourseTeacher,
    GroupClass,
    GroupMember,
    StudyGroup,
    Subject,
    TimetableSlot,
)

FIRST_OF_CHAIR: Final = {
    ("7А", "math"), ("8Б", "math"), ("9А", "math"), ("8Б", "russian"), ("7А", "russian"),
}  # fmt: skip


def add_courses(house: House, year: int) -> None:
    turn = {chair: count() for chair in house.chairs}
    units: dict[str, list[Unit]] = {}
    subject_ids = {
        subject.name: house.add(Subject, name=subject.name, short_name=subject.short, marked=subject.marked)
        for subject in plan.SUBJECTS
    }
    chosen: dict[tuple[str, str], int] = {}
    for grade, letter in plan.CLASSES:
        name = f"{grade}{letter}"
        whole = house.add(StudyGroup, year_id=year, name=name, whole=True, grade=grade)
        house.join(GroupClass, group_id=whole, class_id=house.classes[name])
        halves = add_halves(house, year, name, grade) if grade >= 5 else []
        units[name] = []
        for subject in plan.SUBJECTS:
            hours = subject.hours.get(grade, 0)
            if not hours:
                continue
            groups = halves if subject.chair == "english" and halves else [(whole, tuple(house.students[name]))]
            courses, teachers = [], []
            for part, (group, students) in enumerate(groups):
                teacher = teacher_of(house, name, grade, subject, part, chosen, turn)
                course = house.add(
                    Course,
                    subject_id=subject_ids[subject.name],
                    group_id=group,
                    hours_per_week=Decimal(hours),
                    marks_from=None,
                )
                house.add(CourseTeacher, course_id=course, person_id=teacher, valid_from=YEAR[0], valid_to=None)
                add_programme(house, course, subject, hours)
                house.taught.append(Taught(course, subject, group, grade, teacher, students))
                courses.append(course)
                teachers.append(teacher)
            units[name] += [Unit(subject.name, tuple(courses), tuple(teachers))] * hours
    longest = {f"{grade}{letter}": plan.LESSONS_A_DAY.get(grade, 7) for grade, letter in plan.CLASSES}
    fixed = {
        ("8Б", 1, 1): "Алгебра", ("8Б", 1, 2): "Русский язык", ("8Б", 3, 2): "Алгебра", ("8Б", 5, 1): "Алгебра",
    }  # fmt: skip
    for spot in place(units, fixed, longest, house.draw):
        house.add(
            TimetableSlot,
            course_id=spot.course,
            weekday=spot.weekday,
            period=spot.period,
            room=str(100 + house.taught[spot.course - 1].teacher_id),
            weeks="every",
            valid_from=YEAR[0],
            valid_to=None,
        )


def add_halves(house: House, year: int, name: str, grade: int) -> list[tuple[int, tuple[int, ...]]]:
    students = house.students[name]
    made = []
    for part, members in enumerate((students[::2], students[1::2]), start=1):
        group = house.add(StudyGroup, year_id=year, name=f"{name}, англ. {part}", whole=False, grade=grade)
        house.join(GroupClass, group_id=group, class_id=house.classes[name])
        for student in members:
            house.add(GroupMember, group_id=group, student_id=student, valid_from=YEAR[0], valid_to=None)
        made.append((group, tuple(members)))
    return made


def teacher_of(
    house: House,
    name: str,
    grade: int,
    subject: plan.SubjectPlan,
    part: int,
    chosen: dict[tuple[str, str], int],
    turn: dict[str, "count[int]"],
) -> int:
    """The homeroom teacher in grades 1–4; else one of the chair for all its subjects in the class."""
    if subject.chair == "homeroom" or (grade < 5 and subject.chair not in plan.OWN_TEACHER):
        return house.homeroom[name]
    key = (name, f"{subject.chair}{part}")
    if key not in chosen:
        teachers = house.chairs[subject.chair]
        chosen[key] = (
            teachers[0]
            if (name, subject.chair) in FIRST_OF_CHAIR
            else teachers[next(turn[subject.chair]) % len(teachers)]
        )
    return chosen[key]


def add_programme(house: House, course: int, subject: plan.SubjectPlan, hours: int) -> None:
    programme = house.add(CurriculumPlan, course_id=course)
    titles = (subject.topics * (hours * 34 // len(subject.topics) + 1))[: hours * 34]
    house.programme[course] = [
        (
            house.add(
                Topic, plan_id=programme, number=number, title=title, hours=1, homework=homework_of(subject, number)
            ),
            title,
        )
        for number, title in enumerate(titles, start=1)
    ]


def homework_of(subject: plan.SubjectPlan, number: int) -> str:
    """What the programme sets after a topic, so that closing has something to propose; nothing where none is set at all."""
    if subject.kind is HomeworkKind.NONE or not subject.homework:
        return ""
    first = 10 + 3 * number
    return subject.homework[number % len(subject.homework)].format(
        a=first, b=first + 1 + number % 4, p=3 + number % 38, q=2 + number % 5
    )
