"""The demo school's staff, classes and families, the guests among them."""

from typing import Final

from bot.demo import plan
from bot.demo.house import BORN, YEAR, Guest, House, Household
from bot.demo.names import Family, FullName
from db.people import (
    Account,
    ClassLead,
    Consent,
    Duty,
    Enrolment,
    Grant,
    Guardian,
    Person,
    Preference,
    SchoolClass,
    Scope,
    Staff,
    StaffDuty,
    Student,
)
from journal.names import search_key

FAMILIES: Final[dict[str, tuple[Family, ...]]] = {
    "8Б": (
        Family(
            FullName("Смирнова", "Полина", "Алексеевна"),
            FullName("Смирнова", "Ирина", "Олеговна"),
            FullName("Смирнов", "Алексей", "Иванович"),
        ),
        Family(
            FullName("Иванов", "Пётр", "Сергеевич"),
            FullName("Иванова", "Светлана", "Петровна"),
            FullName("Иванов", "Сергей", "Николаевич"),
        ),
        # With Иванов these are whom the help and the READMEs write about: what they say can be tried as it stands.
        Family(
            FullName("Петров", "Илья", "Максимович"),
            FullName("Петрова", "Анна", "Викторовна"),
            FullName("Петров", "Максим", "Олегович"),
        ),
        Family(
            FullName("Сидоров", "Егор", "Витальевич"),
            FullName("Сидорова", "Елена", "Павловна"),
            FullName("Сидоров", "Виталий", "Егорович"),
        ),
    ),
    "3А": (
        Family(
            FullName("Смирнов", "Артём", "Алексеевич"),
            FullName("Смирнова", "Ирина", "Олеговна"),
            FullName("Смирнов", "Алексей", "Иванович"),
        ),
    ),
    "1А": (
        Family(
            FullName("Зайцева", "Ева", "Львовна"),
            FullName("Зайцева", "Юлия", "Андреевна"),
            FullName("Зайцев", "Лев", "Игоревич"),
        ),
    ),
}
GUESTS: Final = {
    FullName("Иванов", "Пётр", "Сергеевич"): "ученик 8Б",
    FullName("Смирнова", "Полина", "Алексеевна"): "",
    FullName("Смирнов", "Артём", "Алексеевич"): "",
    FullName("Зайцева", "Ева", "Львовна"): "",
}
"""The children of the guests; those with a note have a phone of their own."""
PARENT_GUESTS: Final = {
    FullName("Смирнова", "Ирина", "Олеговна"): "мама Полины (8Б) и Артёма (3А)",
    FullName("Смирнов", "Алексей", "Иванович"): "папа Полины (8Б) и Артёма (3А)",
    FullName("Зайцева", "Юлия", "Андреевна"): "мама Евы, 1А",
}


def add_person(house: House, name: FullName) -> int:
    return house.add(
        Person,
        surname=name.surname,
        given_name=name.given_name,
        patronymic=name.patronymic,
        search_key=search_key(str(name)),
        born_on=None,
        phone=None,
        created_at=BORN,
    )


def add_teacher(house: House, name: FullName, *duties: Duty) -> int:
    person = add_person(house, name)
    house.join(Staff, person_id=person, left_on=None)
    for duty in duties:
        house.join(StaffDuty, person_id=person, duty=duty)
    return person


def add_guest(house: House, name: FullName, note: str, person: int, *grants: tuple[Scope, int | None]) -> None:
    telegram = next(house.phones)
    account = house.add(
        Account,
        platform="telegram",
        external_id=str(telegram),
        language="ru",
        created_at=BORN,
        unreachable_since=None,
    )
    for scope, student in grants:
        house.add(
            Grant,
            account_id=account,
            person_id=person,
            scope=scope,
            student_id=student,
            granted_at=BORN,
            ended_at=None,
        )
    house.guests.append(
        Guest(telegram, " ".join(part for part in (name.given_name, name.patronymic, name.surname) if part), note)
    )


def add_staff(house: House) -> None:
    staff = Scope.STAFF
    coordinator = FullName("Орехова", "Нина", "Павловна")
    deputy = FullName("Лебедева", "Ольга", "Юрьевна")
    algebra = FullName("Кузнецова", "Марина", "Викторовна")
    homeroom = FullName("Титова", "Елена", "Сергеевна")
    primary = FullName("Соколова", "Анна", "Львовна")
    house.people.taken.update((coordinator, deputy, algebra, homeroom, primary))
    known = {
        "computing": add_teacher(house, coordinator, Duty.COORDINATOR, Duty.TEACHER),
        "history": add_teacher(house, deputy, Duty.DEPUTY_HEAD, Duty.TEACHER),
        "math": add_teacher(house, algebra, Duty.TEACHER),
        "russian": add_teacher(house, homeroom, Duty.TEACHER),
    }
    add_guest(house, coordinator, "координатор, учитель информатики", known["computing"], (staff, None))
    add_guest(house, deputy, "завуч, учитель истории", known["history"], (staff, None))
    add_guest(house, algebra, "учитель математики: 7А, 8Б, 9А", known["math"], (staff, None))
    add_guest(house, homeroom, "классный руководитель 8Б, русский язык", known["russian"], (staff, None))
    account = house.rows[Account][2]["id"]
    house.join(Preference, account_id=account, every_lesson=True)
    for chair, number in plan.CHAIRS.items():
        own = [known[chair]] if chair in known else []
        house.chairs[chair] = own + [
            add_teacher(house, house.people.teacher(), Duty.TEACHER) for _ in range(number - len(own))
        ]
    for grade, letter in plan.CLASSES:
        name = f"{grade}{letter}"
        if grade == 1:
            house.homeroom[name] = add_teacher(house, primary, Duty.TEACHER)
            add_guest(house, primary, "учитель начальных классов, 1А", house.homeroom[name], (staff, None))
        elif grade < 5:
            house.homeroom[name] = add_teacher(house, house.people.teacher(), Duty.TEACHER)
    others = iter(
        person for chair in ("math", "russian", "english", "biology", "physics") for person in house.chairs[chair][-2:]
    )
    for grade, letter in plan.CLASSES[4:]:
        name = f"{grade}{letter}"
        house.homeroom[name] = known["russian"] if name == "8Б" else next(others)


def add_class(house: House, year: int, grade: int, letter: str) -> None:
    name = f"{grade}{letter}"
    school_class = house.add(SchoolClass, year_id=year, grade=grade, letter=letter, shift=1)
    house.classes[name] = school_class
    house.add(
        ClassLead,
        class_id=school_class,
        person_id=house.homeroom[name],
        valid_from=YEAR[0],
        valid_to=None,
        acting=False,
    )
    families = [*FAMILIES.get(name, ()), *(house.people.family() for _ in range(house.draw.randint(20, 24)))]
    house.people.taken.update(person for family in families for person in family)
    house.students[name] = []
    for family in families:
        add_family(house, name, school_class, family)


def add_family(house: House, name: str, school_class: int, family: Family) -> None:
    """A child with two parents who have consented; some parents are not known to the school."""
    person = add_person(house, family.child)
    student = house.add(Student, person_id=person)
    house.add(Enrolment, student_id=student, class_id=school_class, valid_from=YEAR[0], valid_to=None)
    house.students[name].append(student)
    known = family.child in GUESTS
    for parent, kinship in ((family.mother, "мать"), (family.father, "отец")):
        if not known and kinship == "отец" and house.draw.random() < 0.4:
            continue
        guest = second_child(house, parent, student) if known else False
        if guest:
            continue
        parent_id = add_person(house, parent)
        guardian = house.add(Guardian, person_id=parent_id, student_id=student, kinship=kinship, legal=True, alias="")
        house.add(Consent, guardian_id=guardian, text_version=1, given_at=BORN, withdrawn_at=None)
        if parent in PARENT_GUESTS:
            add_guest(house, parent, PARENT_GUESTS[parent], parent_id, (Scope.GUARDIAN, student))
    first = next(row["person_id"] for row in house.rows[Guardian] if row["student_id"] == student)
    house.homes[student] = Household(name, first, house.homeroom[name], known)
    if note := GUESTS.get(family.child):
        add_guest(house, family.child._replace(patronymic=""), note, person, (Scope.STUDENT, None))


def second_child(house: House, parent: FullName, student: int) -> bool:
    """A parent who is here already gets the second child on the same account."""
    row = next(
        (row for row in house.rows[Person] if FullName(row["surname"], row["given_name"], row["patronymic"]) == parent),
        None,
    )
    if row is None:
        return False
    guardian = house.add(Guardian, person_id=row["id"], student_id=student, kinship="мать", legal=True, alias="")
    house.add(Consent, guardian_id=guardian, text_version=1, given_at=BORN, withdrawn_at=None)
    grant = next((grant for grant in house.rows[Grant] if grant["person_id"] == row["id"]), None)
    if grant is not None:
        house.add(Grant, **{**{k: v for k, v in grant.items() if k != "id"}, "student_id": student})
    return True
