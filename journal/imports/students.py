"""«Ученики»: who studies here and in which class. Namesakes are told apart by class or birth date."""

from db.people import Enrolment, Student
from journal.imports import classes
from journal.imports.cells import Bad
from journal.imports.draft import Question, Where, class_of
from journal.imports.layouts import StudentRow
from journal.imports.people import Human, Named, People, alone
from journal.imports.store import Key
from journal.names import fold

Matched = list[tuple[StudentRow, Human]]


def match(people: People) -> Matched:
    """First whom the birth date tells, then who is in that class or was in the one before it last year.

    Then the only one of the name, if that was answered.

    Somebody of the same name in another class, with nothing to tell by, is a question: moved, or a namesake?
    """
    sketch = people.sketch
    rows = sketch.rows.students or []
    single = alone(fold(Named.of(row).full) for row in rows)
    matched: Matched = []
    claimed: dict[Key, int] = {}
    waiting = []
    for row in rows:
        class_key = _class(people, row)
        found = [human for human in _named(people, row) if human.agrees(None, row.born)]
        if found:
            _claim(people, row, found[0], class_key, matched, claimed)
        else:
            waiting.append((row, class_key))
    rest = []
    for row, class_key in waiting:
        free = [
            human
            for human in _named(people, row)
            if human.key not in claimed and (human.class_key == class_key or _promoted(human.class_key, class_key))
        ]
        fits = [human for human in free if not human.contradicts(row.born)]
        if not fits and len(free) == 1 and fold(Named.of(row).full) in single:
            fits = free  # the only one of that name on either side: the date of birth was corrected
        if fits:
            _claim(people, row, fits[0], class_key, matched, claimed)
        else:
            rest.append((row, class_key))
    for row, class_key in rest:
        _settle(people, row, class_key, matched, claimed)
    return sorted(matched, key=lambda pair: pair[0].row)


def _settle(people: People, row: StudentRow, class_key: Key | None, matched: Matched, claimed: dict[Key, int]) -> None:
    named = _named(people, row)
    repeats = [human for human in named if human.key in claimed and human.class_key == class_key]
    if any(not human.contradicts(row.born) for human in repeats):
        people.sketch.error("students", row.row, "surname", "import-bad-student-twin", other=claimed[repeats[0].key])
        return
    classmates = [
        human
        for human in people.by_key.values()
        if human.student and human.class_key == class_key and human.key not in claimed
    ]
    if (renamed := people.renamed(row, classmates)) is not None:
        _claim(people, row, renamed, class_key, matched, claimed)
        return
    moved = [human for human in named if human.key not in claimed and not human.contradicts(row.born)]
    answered = fold(Named.of(row).full) in people.sketch.same
    human = moved[0] if moved and answered else people.new("students", row)
    if moved and not answered:
        sheet = people.sketch.words.SHEETS["students"]
        there = str(class_of(moved[0].class_key)) if moved[0].class_key else "—"
        people.sketch.questions.append(Question(human.name, Where(sheet, row.row), Where("", 0, class_name=there)))
    _claim(people, row, human, class_key, matched, claimed)


def _promoted(former: Key | None, now: Key | None) -> bool:
    """Last year's 8Б is this year's 9Б."""
    if former is None or now is None or former[0] == now[0]:
        return False
    grade, letter = class_of(now).key
    return class_of(former).key == (grade - 1, letter)


def _named(people: People, row: StudentRow) -> list[Human]:
    return people.students(fold(Named.of(row).full))


def _class(people: People, row: StudentRow) -> Key | None:
    if row.class_name is None:
        return None
    try:
        return classes.find(people.sketch, row.class_name)
    except Bad as bad:
        people.sketch.bad("students", row.row, "class_name", bad)
        return None


def _claim(
    people: People, row: StudentRow, human: Human, class_key: Key | None, matched: Matched, claimed: dict[Key, int]
) -> None:
    if human.key in claimed:
        people.sketch.error("students", row.row, "surname", "import-bad-repeat", other=claimed[human.key])
        return
    claimed[human.key] = row.row
    human.student = True
    human.class_key = class_key or human.class_key
    people.place(human, "students", row)
    matched.append((row, human))


def draft(people: People, matched: Matched) -> None:
    """Want them in their classes. A blank class says nothing."""
    opened = _opened(people)
    for row, human in matched:
        student = people.sketch.draft.put(Student, (people.draft_person(human, row),))
        if row.class_name is not None and human.class_key is not None:
            _enrol(people, student, human.class_key, opened.get(student))


def _opened(people: People) -> dict[Key, Key]:
    """Each student's enrolment without an end."""
    draft = people.sketch.draft
    return {key[0]: key for key in draft.keys(Enrolment) if draft.get(Enrolment, key)["valid_to"] is None}


def _enrol(people: People, student: Key, class_key: Key, former: Key | None) -> None:
    """A transfer keeps both rows with their dates.

    Who is new to a class that is there already came today; a class that is new came whole, on the year's first day.
    """
    sketch = people.sketch
    if former is not None and former[1] == class_key:
        return
    since = sketch.since if any(key[1] == class_key for key in sketch.draft.world.rows[Enrolment]) else sketch.starts_on
    if former is not None:
        since = sketch.since if former[1][0] == sketch.year else since
        sketch.end(Enrolment, former, since)
    sketch.draft.put(Enrolment, (student, class_key, since), valid_to=None)
