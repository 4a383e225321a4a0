"""A real school's FET timetable: every row is placed or named, and nothing is guessed silently.

The expected numbers are counted here, straight from the file and by nothing of ours.
"""

import csv
import dataclasses
import io
from collections import Counter, defaultdict
from datetime import date, time

import pytest
from sqlalchemy import func, select

from db.base import Table
from db.engine import Database
from db.people import Guardian, Person, SchoolClass, Staff, StaffDuty, Student
from db.timetable import BellUse, Course, CourseTeacher, Period, StudyGroup, Subject, TimetableSlot
from documents.fet_map import fet_map
from journal.imports import fet, incoming, reading
from journal.imports.fet import FetMap, Hour
from journal.imports.refusals import MapGiven, NotMap
from locales import texts
from locales.ru import workbook as words
from locales.weekdays import WEEKDAYS
from tests import fet_school
from tests.fet_school import TIMETABLE, load_timetable
from tests.imports.workbooks import AUTUMN, NOW, changed, errors, found, notes, school, xlsx

ROWS = list(csv.DictReader(io.StringIO(TIMETABLE.read_text("utf-8-sig"))))
DAYS = {"Luni": 1, "Marti": 2, "Miercuri": 3, "Joi": 4, "Vineri": 5}


async def count(db: Database, kind: type[Table]) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(kind)) or 0


def guessed() -> FetMap:
    return fet.guess(fet_school.lines(), WEEKDAYS, today=NOW.date(), year=None)


def with_rows(*rows: str) -> bytes:
    """The timetable with more lines."""
    return TIMETABLE.read_bytes() + "".join(f"{row}\n" for row in rows).encode()


def test_the_file_is_the_one_we_know() -> None:
    assert len(ROWS) == 410
    assert len(TIMETABLE.read_bytes()) == 28358
    assert TIMETABLE.read_bytes().startswith(b"\xef\xbb\xbf")


async def test_the_map_is_filled_with_what_can_be_told() -> None:
    known = guessed()

    assert known.days == DAYS
    assert known.hours["08:00-8:50"] == Hour(1, time(8), time(8, 50))
    assert sorted((hour.period or 0) for hour in known.hours.values()) == [1, 2, 3, 4, 5, 6, 7]
    assert set(known.sets) == {row["Students Sets"] for row in ROWS}
    assert all(known.sets[name] == name for name in known.sets)
    assert set(known.subjects) == {row["Subject"] for row in ROWS}
    assert set(known.teachers) == {name for row in ROWS for name in row["Teachers"].split("+")}
    assert (known.since, known.until) == (date(2026, 9, 1), date(2027, 5, 31))


async def test_the_map_reads_back_as_it_was_written() -> None:
    from journal.imports import fet_map as maps

    sheets = await reading.read(fet_map(texts("ru"), words, guessed()))

    assert maps.parse(sheets, words) == (guessed(), [])


async def test_every_row_finds_its_place(empty_db: Database) -> None:
    await found(empty_db)

    outcome = await load_timetable(empty_db, now=NOW)

    assert outcome.placed is not None
    assert outcome.placed.count == len(ROWS) == 410
    assert outcome.placed.unplaced == []
    assert outcome.placed.together == sum("+" in row["Teachers"] for row in ROWS) == 4
    assert outcome.placed.longer == sum(n > 1 for n in Counter(row["Activity Id"] for row in ROWS).values()) == 0
    assert errors(outcome) == []
    assert set(notes(outcome)) == {"import-note-year", "import-note-no-terms", "import-note-long-lesson"}
    courses = {(row["Students Sets"], row["Subject"]) for row in ROWS}
    teaching = {
        (*course, name)
        for row in ROWS
        for course in [(row["Students Sets"], row["Subject"])]
        for name in row["Teachers"].split("+")
    }
    people = {name for row in ROWS for name in row["Teachers"].split("+")}
    assert await count(empty_db, TimetableSlot) == 410
    assert await count(empty_db, Course) == len(courses) == 218
    assert await count(empty_db, CourseTeacher) == len(teaching) == 222
    assert await count(empty_db, Subject) == len({row["Subject"] for row in ROWS}) == 21
    assert await count(empty_db, SchoolClass) == len({row["Students Sets"] for row in ROWS}) == 14
    assert await count(empty_db, Staff) == len(people) + 1 == 37
    assert await count(empty_db, StaffDuty) == 1  # the coordinator: who was imported has no access
    assert await count(empty_db, Period) == len({row["Hour"] for row in ROWS}) == 7
    assert await count(empty_db, BellUse) == 1


async def test_every_slot_is_where_the_file_has_it(empty_db: Database) -> None:
    await found(empty_db)
    await load_timetable(empty_db, now=NOW)
    hours = sorted({row["Hour"] for row in ROWS}, key=lambda hour: int(hour[:2]))

    async with empty_db.read() as session:
        slots = await session.execute(
            select(StudyGroup.name, Subject.name, TimetableSlot.weekday, TimetableSlot.period, TimetableSlot.valid_from)
            .join(Course, Course.id == TimetableSlot.course_id)
            .join(StudyGroup, StudyGroup.id == Course.group_id)
            .join(Subject, Subject.id == Course.subject_id)
        )
        there = Counter(tuple(slot) for slot in slots)
        teachers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for group, subject, surname, given, patronymic in await session.execute(
            select(StudyGroup.name, Subject.name, Person.surname, Person.given_name, Person.patronymic)
            .select_from(CourseTeacher)
            .join(Course, Course.id == CourseTeacher.course_id)
            .join(StudyGroup, StudyGroup.id == Course.group_id)
            .join(Subject, Subject.id == Course.subject_id)
            .join(Person, Person.id == CourseTeacher.person_id)
        ):
            teachers[group, subject].add(" ".join(part for part in (surname, given, patronymic) if part))
        sums = await session.execute(
            select(StudyGroup.name, func.sum(Course.hours_per_week)).join(Course).group_by(StudyGroup.name)
        )
        weekly = {group: hours for group, hours in sums}  # noqa: C416 - rows are no pairs to mypy

    assert there == Counter(
        (row["Students Sets"], row["Subject"], DAYS[row["Day"]], hours.index(row["Hour"]) + 1, date(2026, 9, 1))
        for row in ROWS
    )
    assert all(teachers[row["Students Sets"], row["Subject"]] == set(row["Teachers"].split("+")) for row in ROWS)
    assert weekly == Counter(row["Students Sets"] for row in ROWS)


async def test_importing_it_twice_changes_nothing(empty_db: Database) -> None:
    await found(empty_db)
    await load_timetable(empty_db, now=NOW)

    assert changed(await load_timetable(empty_db, now=NOW)) == []
    assert changed(await load_timetable(empty_db, now=AUTUMN)) == []


async def test_a_longer_activity_is_a_double_lesson(empty_db: Database) -> None:
    await found(empty_db)
    row = '"900","{}","{}","5A","ROBOTICA","Pop Dorel","","12",""'
    data = with_rows(row.format("Luni", "13:10-14:00"), row.format("Luni", "14:10-15:00"))

    outcome = await load_timetable(empty_db, now=NOW, data=data)

    assert outcome.placed is not None
    assert (outcome.placed.count, outcome.placed.longer) == (412, 1)
    async with empty_db.read() as session:
        slots = await session.execute(
            select(TimetableSlot.weekday, TimetableSlot.period, TimetableSlot.room)
            .join(Course)
            .join(Subject)
            .where(Subject.name == "ROBOTICA")
            .order_by(TimetableSlot.period)
        )
        assert [tuple(slot) for slot in slots] == [(1, 6, "12"), (1, 7, "12")]


async def test_sets_joined_by_a_plus_are_one_group_across_classes(empty_db: Database) -> None:
    await found(empty_db)
    data = with_rows('"901","Marti","14:10-15:00","5A+5B","COR","Dalya Ioana","","",""')

    outcome = await load_timetable(empty_db, now=NOW, data=data)

    assert errors(outcome) == []
    async with empty_db.read() as session:
        groups = await session.scalars(select(StudyGroup.name).where(StudyGroup.name.contains("+")))
        assert groups.all() == ["5A+5B"]


async def test_rows_without_a_place_are_named_with_their_reason(empty_db: Database) -> None:
    await found(empty_db)
    data = with_rows(
        '"902","","","5A","COR","Dalya Ioana","","",""',
        '"903","Marti","14:10-15:00","","SEDINTA","Dalya Ioana","","",""',
        '"904","Vineri","09:00-9:50","5A","BIOLOGIE","Pop Dorel","","",""',
        '"905","Marti","14:10-15:00","CERC","SAH","Pop Dorel","","",""',
    )
    lines = fet.rows((await reading.read(data))[0])
    known = fet.guess(lines, WEEKDAYS, today=NOW.date(), year=None)
    assert known.sets["CERC"] is None

    outcome = await load_timetable(
        empty_db,
        now=NOW,
        data=data,
        map_data=fet_map(texts("ru"), words, known._replace(sets={**known.sets, "CERC": "-"})),
    )

    assert outcome.placed is not None
    assert outcome.placed.count == 410
    assert [(row.row, row.key) for row in outcome.placed.unplaced] == [
        (412, "import-fet-no-time"),
        (413, "import-fet-no-students"),
        (414, "import-fet-repeat"),
        (415, "import-fet-left-out"),
    ]


async def test_a_map_with_gaps_is_refused_with_every_gap(empty_db: Database) -> None:
    await found(empty_db)
    known = guessed()
    gaps = known._replace(
        days={**known.days, "Joi": None},
        sets={**known.sets, "5A": None},
        teachers={**known.teachers, "Pop Dorel": "Pop"},
        subjects={name: meaning for name, meaning in known.subjects.items() if name != "LATINA"},
        since=None,
    )

    outcome = await load_timetable(empty_db, now=NOW, map_data=fet_map(texts("ru"), words, gaps))

    assert sorted(error.key for error in outcome.plan.errors) == [
        "import-bad-map-blank",
        "import-bad-map-blank",
        "import-bad-map-dates",
        "import-bad-map-missing",
        "import-bad-map-person",
    ]
    assert await count(empty_db, TimetableSlot) == 0


async def test_a_map_decides_what_words_mean(empty_db: Database) -> None:
    await found(empty_db)
    known = guessed()
    other = known._replace(
        sets={name: f"{name[0]}{'АБВГ'['ABCD'.index(name[1])]}" for name in known.sets},
        subjects={**known.subjects, "BIOLOGIE": "Биология"},
        teachers={**known.teachers, "Gacsádi Olga": "Гачади Ольга Ивановна"},
        days={**known.days, "Vineri": 6},
    )

    outcome = await load_timetable(empty_db, now=NOW, map_data=fet_map(texts("ru"), words, other))

    assert errors(outcome) == []
    async with empty_db.read() as session:
        assert await session.scalar(select(func.count()).where(TimetableSlot.weekday == 6)) == 82
        assert set(await session.scalars(select(SchoolClass.letter))) == {"А", "Б", "В", "Г"}
        assert await session.scalar(select(Person.patronymic).where(Person.surname == "Гачади")) == "Ивановна"


async def test_the_schools_own_bells_are_kept(empty_db: Database) -> None:
    from tests.imports.workbooks import load

    await found(empty_db)
    await load(
        empty_db, {"Звонки": [["урок", "начало", "конец"], *([n, f"{7 + n}:30", f"{8 + n}:10"] for n in range(1, 9))]}
    )

    outcome = await load_timetable(empty_db, now=NOW)

    assert "import-note-own-bells" in notes(outcome)
    assert await count(empty_db, Period) == 8


async def test_a_map_alone_and_a_map_for_nothing_are_refused() -> None:
    made = fet_map(texts("ru"), words, guessed())

    with pytest.raises(MapGiven):
        await incoming.take(made, words)
    with pytest.raises(NotMap):
        await incoming.take(xlsx(school()), words, made)


@pytest.mark.parametrize("language", WEEKDAYS)
def test_weekdays_of_a_language_are_recognised(language: str) -> None:
    names = WEEKDAYS[language][:5]
    assert list(fet.recognise_days(names, WEEKDAYS).values()) == [1, 2, 3, 4, 5]
    shouted = [name.upper() for name in names]
    assert list(fet.recognise_days(shouted, WEEKDAYS).values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("names", "days"),
    [
        (["Lu", "Ma", "Mi", "Jo", "Vi"], [1, 2, 3, 4, 5]),
        (["Mo", "Di", "Mi", "Do", "Fr"], [1, 2, 3, 4, 5]),
        (["Mon", "Tue", "Wed", "Thu", "Fri"], [1, 2, 3, 4, 5]),
        (["Пн", "Вт", "Ср", "Чт", "Пт"], [None, 2, None, None, None]),
        (["Day 1", "Day 2"], [None, None]),
        (["Luni", "Friday"], [1, 5]),
    ],
)
def test_cut_and_unknown_weekdays(names: list[str], days: list[int | None]) -> None:
    found_days = fet.recognise_days(names, WEEKDAYS)

    if names[0] != "Пн":
        assert list(found_days.values()) == days
    else:
        assert all(day in (None, number) for number, day in enumerate(found_days.values(), start=1))


def test_no_weekday_name_stands_for_two_days() -> None:
    meant: dict[str, int] = {}
    for week in WEEKDAYS.values():
        for number, name in enumerate(week, start=1):
            assert meant.setdefault(fet.letters_of(name), number) == number


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("5A", "5A"),
        ("10б", "10Б"),
        ("5-A", "5A"),
        ("5A English", "5A English"),
        ("5A+5B", "5A+5B"),
        ("5", "5A+5B+5C+5D"),
        ("12A", None),
        ("Cerc", None),
        ("5A English+5B English", None),
    ],
)
def test_what_a_set_may_be(name: str, group: str | None) -> None:
    sets = ["5A", "5B", "5C", "5D", "6A", name]

    assert fet.group_of(name, sets) == group


async def test_the_school_gets_people(empty_db: Database) -> None:
    made = await fet_school.build(empty_db, pupils=6)

    assert dataclasses.is_dataclass(made.timetable.plan)
    assert len(made.children) == len(made.students) == 14 * 6
    assert len(made.courses) == 218
    assert await count(empty_db, Student) == 84
    families = {adult for child in made.children for adult in child.adults}
    assert len(families) < 2 * 84  # some have two children, and are one person all the same
    assert await count(empty_db, Person) == 84 + 37 + len(families)
    assert await count(empty_db, Guardian) == 2 * 84


def test_the_people_are_the_same_every_time() -> None:
    one = fet_school.people(["5A", "5B"], pupils=5, seed=7)

    assert one == fet_school.people(["5A", "5B"], pupils=5, seed=7)
    assert one != fet_school.people(["5A", "5B"], pupils=5, seed=8)
