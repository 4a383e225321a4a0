"""«Родители»: whose adults they are, and the questions that the same full name twice leaves open."""

from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from db.engine import Session
from db.people import Grant, Guardian, Invite, Person
from journal.imports import classes
from journal.imports.cells import Bad
from journal.imports.draft import Question
from journal.imports.layouts import GuardianRow
from journal.imports.people import Human, Named, People
from journal.imports.store import Key
from journal.names import fold

Matched = list[tuple[GuardianRow, Human, Human]]


def match(people: People) -> Matched:
    """First whom telephone or birth date tells, then who is that child's adult already, then somebody new."""
    matched: Matched = []
    claimed: dict[tuple[Key, Key], int] = {}
    waiting: list[tuple[GuardianRow, Human]] = []
    for row in people.sketch.rows.guardians or []:
        child = _child(people, row)
        if child is None:
            continue
        agreeing = [human for human in _named(people, row) if human.agrees(row.phone, row.born)]
        if agreeing:
            own = [human for human in agreeing if child.key in human.children]
            _claim(people, row, (own or agreeing)[0], child, matched, claimed)
        else:
            waiting.append((row, child))
    for row, child in waiting:
        named = _named(people, row)
        agreeing = [human for human in named if human.agrees(row.phone, row.born)]
        own = [human for human in named if child.key in human.children]
        found = [*agreeing, *own]
        if not found:
            family = [human for human in people.by_key.values() if child.key in human.children]
            found = [human for human in [people.renamed(row, family)] if human]
        _claim(people, row, found[0] if found else people.new("guardians", row), child, matched, claimed)
    return sorted(matched, key=lambda pair: pair[0].row)


def _named(people: People, row: GuardianRow) -> list[Human]:
    return people.adults(fold(Named.of(row).full))


def _child(people: People, row: GuardianRow) -> Human | None:
    column = "class_name"
    try:
        class_key = classes.find(people.sketch, row.class_name) if row.class_name else None
        column = "student"
        return people.pupil(row.student, class_key)
    except Bad as bad:
        people.sketch.bad("guardians", row.row, column, bad)
        return None


def _claim(
    people: People,
    row: GuardianRow,
    human: Human,
    child: Human,
    matched: Matched,
    claimed: dict[tuple[Key, Key], int],
) -> None:
    if (other := claimed.setdefault((human.key, child.key), row.row)) != row.row:
        people.sketch.error("guardians", row.row, "surname", "import-bad-repeat", other=other)
        return
    human.children.add(child.key)
    people.place(human, "guardians", row)
    matched.append((row, human, child))


def draft(people: People, matched: Matched) -> None:
    """Want them as adults of their children. Who is a legal representative is said, or follows from the kinship."""
    sketch = people.sketch
    for row, human, child in matched:
        key = (people.draft_person(human, row), (child.root.key,))
        said: dict[str, object] = {"kinship": row.kinship} if row.kinship else {}
        if row.legal is not None:
            said["legal"] = row.legal
        elif not sketch.draft.has(Guardian, key):
            said["legal"] = not row.kinship or fold(row.kinship) in sketch.words.LEGAL_KINSHIP
        sketch.draft.put(Guardian, key, **said)


# --- the same full name twice ----------------------------------------------------------------------------------------


def settle_namesakes(people: People) -> None:
    """Join the adults that were answered to be one, ask about the others. Raises nothing: an unknown name is an error row.

    Only names that stand in the file are asked about, and two dates of birth that differ are an answer.
    """
    sketch = people.sketch
    for full in people.mentioned:
        namesakes = people.adults(full)
        if full in sketch.same:
            _join(people, namesakes)
            continue
        for one, other in combinations(namesakes, 2):
            if not _differ(one, other):
                sketch.questions.append(Question(one.name, one.where, other.where))


def _differ(one: Human, other: Human) -> bool:
    return bool(one.born and other.born and not one.born & other.born)


def _join(people: People, namesakes: list[Human]) -> None:
    """Everybody becomes the first of: who works here, who is there already. What a second one there has, moves over."""
    sketch = people.sketch
    keep, *others = sorted(namesakes, key=lambda human: (not human.staff, not human.there, human.key))
    for human in others:
        if _differ(keep, human):
            continue
        if human.there and (human.staff or keep.children & human.children):
            sketch.note("guardians", human.where.row, "import-note-cannot-join", name=human.name)
            continue
        if human.there:
            sketch.merges.append((keep.key, human.key))
            _move(people, keep, human)
        human.joined = keep
        keep.staff = keep.staff or human.staff
        keep.children |= human.children
        keep.take(next(iter(human.phones), None), next(iter(human.born), None))


def _move(people: People, keep: Human, human: Human) -> None:
    """See what is there as it will be once `merge` has run."""
    world = people.sketch.draft.world
    for student in human.children:
        old, new = (human.key, (student,)), (keep.key, (student,))
        if old in world.rows[Guardian]:
            world.rows[Guardian][new] = world.rows[Guardian].pop(old)
            world.ids[Guardian][new] = world.ids[Guardian].pop(old)


async def merge(session: Session, pairs: Iterable[tuple[Key, Key]]) -> None:
    """Give what an adult given up has (children, access, codes) to the one kept. A row that the log refers to stays."""
    for (keep,), (given_up,) in pairs:
        for table in (Guardian, Grant, Invite):
            await session.execute(update(table).where(table.person_id == given_up).values(person_id=keep))
        try:
            async with session.begin_nested():
                await session.execute(delete(Person).where(Person.id == given_up))
        except IntegrityError:
            continue
