"""«Классы»: the classes of the year and their homeroom teachers."""

from db.people import ClassLead, SchoolClass
from journal.imports.cells import Bad, ClassName
from journal.imports.draft import Sketch, class_of, listed
from journal.imports.people import People
from journal.imports.store import Key


def draft_classes(sketch: Sketch) -> None:
    """Want the file's classes. Without the sheet the students' classes are taken as they come."""
    known = sketch.classes()
    seen: dict[tuple[int, str], int] = {}
    for row in sketch.rows.classes or []:
        if (other := seen.setdefault(row.name.key, row.row)) != row.row:
            sketch.error("classes", row.row, "name", "import-bad-repeat", other=other)
            continue
        key = known.get(row.name.key, (sketch.year, row.name.grade, row.name.letter))
        said = {"shift": row.shift or 1} if row.shift or not sketch.draft.has(SchoolClass, key) else {}
        sketch.draft.put(SchoolClass, key, **said)
    if sketch.rows.classes is None:
        for student in sketch.rows.students or []:
            if (name := student.class_name) is not None and name.key not in sketch.classes():
                sketch.draft.put(SchoolClass, (sketch.year, name.grade, name.letter), shift=1)


def find(sketch: Sketch, name: ClassName) -> Key:
    """The class of that name. Raises Bad with those there are."""
    known = sketch.classes()
    if (key := known.get(name.key)) is None:
        raise Bad(
            "import-bad-class-unknown", found=str(name), known=listed([str(class_of(one)) for one in known.values()])
        )
    return key


def draft_leads(people: People) -> None:
    """Want each class led by whom the file names; a blank says nothing. Another name begins where the former ends."""
    sketch = people.sketch
    draft = sketch.draft
    for row in sketch.rows.classes or []:
        if not row.lead:
            continue
        class_key = sketch.classes()[row.name.key]
        try:
            person = people.employee(row.lead).root.key
        except Bad as bad:
            sketch.bad("classes", row.row, "lead", bad)
            continue
        former = [
            key
            for key in draft.keys(ClassLead)
            if key[0] == class_key
            and draft.get(ClassLead, key)["valid_to"] is None
            and not draft.get(ClassLead, key)["acting"]
        ]
        if any(key[1] == person for key in former):
            continue
        for key in former:
            sketch.end(ClassLead, key, sketch.since)
        since = sketch.since if former else sketch.starts_on
        draft.put(ClassLead, (class_key, person, since), valid_to=None, acting=False)
