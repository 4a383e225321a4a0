"""«Сотрудники»: who works here, and on which duties."""

from db.people import Duty, Staff, StaffDuty
from journal.imports.draft import Sketch
from journal.imports.layouts import StaffRow
from journal.imports.people import Human, Named, People, alone
from journal.imports.store import Key
from journal.names import fold

Matched = list[tuple[StaffRow, Human]]


def match(people: People) -> Matched:
    """First whom telephone or birth date tells, then who works here under that name, then somebody new."""
    rows = people.sketch.rows.staff or []
    single = alone(fold(Named.of(row).full) for row in rows)
    matched: Matched = []
    claimed: dict[Key, int] = {}
    waiting = []
    for row in rows:
        full = fold(Named.of(row).full)
        agreeing = [human for human in people.adults(full) if human.agrees(row.phone, row.born)]
        if agreeing:
            _claim(people, row, max(agreeing, key=lambda human: human.staff), matched, claimed)
        else:
            waiting.append((row, full))
    for row, full in waiting:
        twins = [human for human in people.adults(full) if human.agrees(row.phone, row.born)]
        known = [human for human in people.adults(full) if human.staff and human.there and human.key not in claimed]
        fits = [human for human in known if not human.contradicts(row.born)]
        if not fits and len(known) == 1 and full in single:
            fits = known  # the only one of that name on either side: the date of birth was corrected
        found = [*twins, *fits]
        if not found:
            others = [human for human in people.by_key.values() if human.staff and human.key not in claimed]
            found = [human for human in [people.renamed(row, others)] if human]
        _claim(people, row, found[0] if found else people.new("staff", row), matched, claimed)
    return matched


def _claim(people: People, row: StaffRow, human: Human, matched: Matched, claimed: dict[Key, int]) -> None:
    if human.key in claimed:
        people.sketch.error("staff", row.row, "surname", "import-bad-repeat", other=claimed[human.key])
        return
    claimed[human.key] = row.row
    human.staff = True
    people.place(human, "staff", row)
    matched.append((row, human))


def draft(people: People, matched: Matched) -> None:
    """Want them with their duties. A blank duty says nothing."""
    for row, human in matched:
        person = people.draft_person(human, row)
        staff = people.sketch.draft.put(Staff, (person,), left_on=None)
        if row.duties:
            _duties(people.sketch, staff, row)


def _duties(sketch: Sketch, staff: Key, row: StaffRow) -> None:
    """The duties of the row and no others; but the last coordinator stays one, or nobody could let anybody in."""
    for duty in sorted(row.duties):
        sketch.draft.put(StaffDuty, (staff, duty))
    for key in [key for key in sketch.draft.keys(StaffDuty) if key[0] == staff and key[1] not in row.duties]:
        coordinators = [other for other in sketch.draft.keys(StaffDuty) if other[1] is Duty.COORDINATOR]
        if key[1] is Duty.COORDINATOR and len(coordinators) == 1:
            sketch.note("staff", row.row, "import-note-last-coordinator")
        else:
            sketch.draft.drop(StaffDuty, key)
