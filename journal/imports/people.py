"""Who is who: everybody known by name, and whom a written name means.

The same full name is one person only where the telephone or the date of birth agrees, or where a row says the same
thing as before (the same work, the same child, the same class). Any other pair of adults is a question; until it is
answered they are two people. Two dates of birth that differ answer it themselves. An adult is never a student.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz, process

from db.people import Enrolment, Guardian, Person, Staff, Student
from journal.imports.cells import Bad
from journal.imports.draft import Sketch, Where, listed
from journal.imports.layouts import GuardianRow, StaffRow, StudentRow
from journal.imports.store import Key
from journal.names import fold, search_key

_BORN = re.compile(r"\(\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*\)")
GUESSES = 3
RESEMBLANCE = 75

PersonRow = StaffRow | StudentRow | GuardianRow


@dataclass(eq=False)
class Human:
    """One person, there already or new, with all that tells him or her from a namesake."""

    key: Key
    named: "Named"
    where: Where
    born: set[date] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    staff: bool = False
    student: bool = False
    class_key: Key | None = None
    """The class of a student as the file leaves it."""
    children: set[Key] = field(default_factory=set)
    joined: "Human | None" = None
    """Whom this one was answered to be."""

    full: str = field(init=False)
    """The folded full name."""

    def __post_init__(self) -> None:
        """What namesakes are found by."""
        self.full = fold(self.named.full)

    @property
    def name(self) -> str:
        """Фамилия Имя Отчество."""
        return self.named.full

    @property
    def there(self) -> bool:
        """Already in the journal."""
        return isinstance(self.key[0], int)

    @property
    def root(self) -> "Human":
        """The one that stays."""
        return self.joined.root if self.joined else self

    def agrees(self, phone: str | None, born: date | None) -> bool:
        """The telephone or the date of birth says that it is this one."""
        return phone in self.phones or born in self.born

    def contradicts(self, born: date | None) -> bool:
        """The date of birth says that it is another one."""
        return born is not None and bool(self.born) and born not in self.born

    def take(self, phone: str | None, born: date | None) -> None:
        """Remember what a row says."""
        self.phones |= {phone} if phone else set()
        self.born |= {born} if born else set()


class Named(NamedTuple):
    """The names of a row."""

    surname: str
    given: str
    patronymic: str

    @classmethod
    def of(cls, row: PersonRow) -> "Named":
        """As the row has them."""
        return cls(row.surname, row.given, row.patronymic)

    @property
    def full(self) -> str:
        """Фамилия Имя Отчество."""
        return " ".join(part for part in self if part)

    @property
    def folded(self) -> "Named":
        """As compared."""
        return Named(*map(fold, self))


class People:
    """Everybody known, by folded full name. Rows are matched first and drafted afterwards, so that answers can join."""

    def __init__(self, sketch: Sketch) -> None:
        """Take in who is there."""
        self.sketch = sketch
        self.by_name: dict[str, list[Human]] = {}
        self.by_key: dict[Key, Human] = {}
        self.mentioned: dict[str, None] = {}
        draft = sketch.draft
        for key in draft.keys(Person):
            person = draft.get(Person, key)
            named = Named(person["surname"], person["given_name"], person["patronymic"])
            human = self._add(Human(key, named, Where("", 0)))
            human.take(person["phone"], person["born_on"])
        for (person_key,) in draft.keys(Staff):
            self.by_key[person_key].staff = True
        for (person_key,) in draft.keys(Student):
            self.by_key[person_key].student = True
        for key in draft.keys(Enrolment):
            if draft.get(Enrolment, key)["valid_to"] is None:
                self.by_key[key[0][0]].class_key = key[1]
        for person_key, student in draft.keys(Guardian):
            human = self.by_key[person_key]
            human.children.add(student[0])
            human.where = Where("", 0, self.by_key[student[0]].name)

    def _add(self, human: Human) -> Human:
        self.by_name.setdefault(human.full, []).append(human)
        self.by_key[human.key] = human
        return human

    def new(self, sheet: str, row: PersonRow) -> Human:
        """Somebody who is not in the journal yet."""
        return self._add(Human((f"{sheet}:{row.row}",), Named.of(row), Where("", 0)))

    def place(self, human: Human, sheet: str, row: PersonRow) -> None:
        """A row speaks of this person, from now on by the name it has."""
        if (named := Named.of(row)).folded != human.named.folded:
            self.by_name[human.full].remove(human)
            human.named, human.full = named, fold(named.full)
            self.by_name.setdefault(human.full, []).append(human)
        human.where = Where(self.sketch.words.SHEETS[sheet], row.row)
        if not isinstance(row, StudentRow):
            human.take(row.phone, row.born)
            self.mentioned[human.full] = None
        else:
            human.take(None, row.born)

    def adults(self, full: str) -> list[Human]:
        """Namesakes who are not students, nor left without anything here after two were joined."""
        return [
            human
            for human in self.by_name.get(full, [])
            if not human.student and (human.staff or human.children or not human.there)
        ]

    def students(self, full: str) -> list[Human]:
        """Students of that name."""
        return [human for human in self.by_name.get(full, []) if human.student]

    def renamed(self, row: PersonRow, pool: Iterable[Human]) -> Human | None:
        """The one of these whose name was corrected or changed: the given name stays, and enough else agrees.

        Either the birth date or telephone and one of surname and patronymic, or all but a patronymic that one side lacks.
        """
        named, phone = Named.of(row).folded, None if isinstance(row, StudentRow) else row.phone
        found = []
        for human in pool:
            was = human.named.folded
            if not human.there or was == named or was.given != named.given or human.contradicts(row.born):
                continue
            surname, patronymic = was.surname == named.surname, was.patronymic == named.patronymic
            lacking = surname and not (was.patronymic and named.patronymic)
            if lacking or (human.agrees(phone, row.born) and (surname or (patronymic and named.patronymic))):
                found.append(human)
        return found[0] if len(found) == 1 else None

    def draft_person(self, human: Human, row: PersonRow) -> Key:
        """Want the person with what the row says; what it leaves blank stays as it is."""
        named = Named.of(row)
        phone = None if isinstance(row, StudentRow) else row.phone
        said = {name: value for name, value in (("phone", phone), ("born_on", row.born)) if value is not None}
        return self.sketch.draft.put(
            Person,
            human.root.key,
            surname=named.surname,
            given_name=named.given,
            patronymic=named.patronymic,
            search_key=search_key(named.full),
            **said,
        )

    def employee(self, written: str) -> Human:
        """The one member of staff written «Фамилия Имя Отчество», with initials, or with a birth date in brackets.

        Raises Bad: nobody, or more than one.
        """
        bare, _ = _bare(written)
        found = [*dict.fromkeys(human.root for human in self.by_name.get(fold(bare), []) if human.staff)]
        staff: list[Human] = []
        if not found:
            staff = [*dict.fromkeys(human.root for human in self.by_key.values() if human.staff)]
            found = [human for human in staff if _is_short_for(bare, human.name)]
        return _one(found, written, staff, "import-bad-employee")

    def pupil(self, written: str, class_key: Key | None) -> Human:
        """The one student of that name, in that class if it is said. Raises Bad."""
        bare, _ = _bare(written)
        found = [human for human in self.students(fold(bare)) if _may_sit_in(human, class_key)]
        mine: list[Human] = []
        if not found:
            mine = [human for human in self.by_key.values() if human.student and _may_sit_in(human, class_key)]
        return _one(found, written, mine, "import-bad-pupil")


def _may_sit_in(human: Human, class_key: Key | None) -> bool:
    """A student whose class is not known (its cell cannot be read) may sit in any."""
    return class_key is None or human.class_key in (class_key, None)


def _one(found: list[Human], written: str, others: list[Human], key: str) -> Human:
    _, born = _bare(written)
    if born is not None:
        found = [human for human in found if born in human.born]
    if len(found) == 1:
        return found[0]
    if found:
        raise Bad("import-bad-namesakes", found=written)
    names = [human.name for human in others]
    near = process.extract(written, names, scorer=fuzz.WRatio, limit=GUESSES, score_cutoff=RESEMBLANCE)
    raise Bad(key, found=written, near=listed([name for name, _, _ in near]))


def _bare(written: str) -> tuple[str, date | None]:
    """A name, and the date of birth in brackets that tells namesakes apart."""
    if found := _BORN.search(written):
        try:
            return _BORN.sub("", written).strip(), date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError as error:
            raise Bad("import-bad-date", found=found[0]) from error
    return written, None


def _is_short_for(written: str, name: str) -> bool:
    """«Соколова А. П.», «Соколова А.П.» or «Соколова Анна» for «Соколова Анна Петровна»; never the surname alone."""
    short = fold(written.replace(".", " ")).split()
    full = fold(name).split()
    return (
        1 < len(short) <= len(full)
        and short[0] == full[0]
        and all(
            part == word or (len(part) == 1 and word.startswith(part))
            for part, word in zip(short[1:], full[1:], strict=False)
        )
    )


def alone(names: Iterable[str]) -> set[str]:
    """Names that stand once."""
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return {name for name, count in counted.items() if count == 1}
