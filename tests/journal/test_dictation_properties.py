"""What holds for every dictation: nothing is lost, every question has an end, and what we write we read."""

from datetime import date
from random import Random
from typing import Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal.dates import Days, Relative
from journal.lessons import dictation
from journal.lessons.dictation import Defaults, Dictation, Entry, HomeworkDraft, NamedHomework, SaidMark, homework
from locales.ru.words import WORDS
from tests.journal.dictated import CLASS, MONDAY, ROSTER, read

FRAGMENTS = (
    *(
        "Иванов",
        "Иванова",
        "Смирнова",
        "Козлов",
        "О.",
        "Ивонов",
        "Кузнецов",
        "Смирновых",
        "Николай",
        "7",
        "№",
        "2",
        "оба",
    ),
    *("н", "п", "б", "оп", "нет", "5", "4", "6", "54", "с плюсом", "+", "-", "ответ", "контрольная", "за", "доклад"),
    *("тема", "дз", "Дроби", "задание", "не задано", "30 мин", "к пятнице", "на", "12.11", "у", "поставить", "долг"),
    *(
        "все",
        "кроме",
        "остальные",
        "на месте",
        "никого",
        "и",
        ",",
        ";",
        "\n",
        ".",
        ":",
        "(",
        ")",
        "«",
        "»",
        "👍",
        "\u0000",
    ),
)
dictated = st.lists(st.sampled_from(FRAGMENTS), max_size=12).flatmap(
    lambda parts: st.sampled_from((" ".join(parts), "".join(parts)))
)
anything = st.text(max_size=40) | dictated
any_defaults = st.builds(
    Defaults, st.just(MONDAY), unmarked=st.sampled_from(("", "grade_one", "course")), own_day=st.booleans()
)


@settings(max_examples=120, deadline=None)
@given(anything)
@example("Иванов 5\ud800")
@example("İванов ½ ² ٣")
@example("1" * 4096)
@example("Иванов 5 за " + "и " * 1100)
@example("тема " + "Петров и " * 100)
def test_every_fragment_is_understood_or_asked(text: str) -> None:
    result = read(text)

    covered = [False] * len(result.text)
    spans = [*result.understood, *((question.start, question.end) for question in result.questions)]
    for start, end in spans:
        covered[start:end] = [True] * (end - start)
    assert [letter for letter, known in zip(result.text, covered, strict=True) if not (known or letter.isspace())] == []


@settings(max_examples=60, deadline=None)
@given(dictated, any_defaults, st.randoms(use_true_random=False))
def test_every_question_can_be_answered_away(text: str, defaults: Defaults, chance: Any) -> None:
    result = dictation.parse(text, ROSTER, WORDS, defaults)
    for _ in range(40):
        if not result.questions:
            break
        question = chance.randrange(len(result.questions))
        result = dictation.answer(result, question, chance.randrange(len(result.questions[question].options)))
    assert result.questions == ()
    for entry in result.entries:
        assert len(entry.marks) <= 2
        assert not (defaults.own_day and entry.marks and entry.attendance in {"Н", "Б", "У"})
        assert not (defaults.unmarked and entry.marks)


def sorted_by_students(
    tasks: list[tuple[tuple[int, ...], HomeworkDraft]],
) -> list[tuple[tuple[int, ...], HomeworkDraft]]:
    return sorted(tasks, key=lambda one: one[0])


plain = st.sampled_from(["доклад", "стих", "за чтение", "тетрадь", "3-е задание", "№ 12", "a & b", "«Муму»"])
marks = st.builds(
    SaidMark,
    st.sampled_from(["5", "4", "3", "2", "ЗЧ", "НЗ", "н/а", "осв", "."]),
    st.tuples(st.sampled_from(["", "+", "−"]), plain | st.just("")).map(lambda parts: " ".join(filter(None, parts))),
    st.none() | st.sampled_from(sorted(WORDS.work_names)),
)
entries = st.builds(
    Entry,
    st.sampled_from([pupil.student_id for pupil in CLASS]),
    st.lists(marks, max_size=2).map(tuple),
    st.none() | st.sampled_from(["Н", "Б", "У", "ОП", ""]),
    plain | st.just(""),
    st.just(""),
).filter(lambda entry: entry.marks or entry.attendance is not None or entry.comment)
days = st.dates(date(2026, 11, 24), date(2027, 1, 20)).map(lambda day: Days(day, day))
set_tasks = st.builds(
    lambda text, minutes, due: HomeworkDraft(text, minutes, due, homework.kind(text, WORDS)),
    st.sampled_from(["§21", "§21 №3–5", "упр. 5, стр. 6", "читать Пушкина; пересказ", "выучить «Бородино»"]),
    st.none() | st.integers(1, 600),
    st.none() | st.just(Relative.NEXT_LESSON) | days,
)
homeworks = set_tasks | st.just(HomeworkDraft(kind="none"))
sets = st.lists(st.sampled_from([pupil.student_id for pupil in CLASS]), min_size=1, max_size=3, unique=True).map(sorted)
named = st.lists(st.tuples(sets.map(tuple), set_tasks), max_size=2, unique_by=lambda one: one[0]).map(
    sorted_by_students
)
dictations = st.builds(
    lambda entries, topic, homework, named, instead, present: Dictation(
        tuple(sorted(entries, key=lambda entry: entry.student_id)),
        topic,
        homework,
        tuple(
            NamedHomework(students, task, instead and homework is not None and homework.kind != "none")
            for students, task in named
        ),
        present,
    ),
    st.lists(entries, max_size=5, unique_by=lambda entry: entry.student_id),
    st.sampled_from(["", "Дроби", "Война и мир, том 1", "Россия в 17 веке", "«Муму»: образ Герасима", "5.2 Проценты"]),
    st.none() | homeworks,
    named,
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=120, deadline=None)
@given(dictations)
def test_what_we_write_we_read(written: Dictation) -> None:
    text = dictation.render(written, ROSTER, WORDS)

    assert dictation.parse(text, ROSTER, WORDS, Defaults(MONDAY, own_day=False)) == written


# What is understood without a question is what was said.


class Told(NamedTuple):
    """A statement as somebody would write it, and what it says of whom."""

    text: str
    facts: dict[int, tuple[tuple[str, ...], str | None]]


CODES = {"н": "Н", "нп": "Н", "б": "Б", "болеет": "Б", "ув": "У", "оп": "ОП", "опоздал": "ОП"}
HEADS = {"нет": "Н", "н": "Н", "н/б": "Н", "отсутствуют:": "Н", "болеют": "Б", "опоздали": "ОП"}
NAMES = {
    **{pupil.student_id: pupil.surname for pupil in CLASS if pupil.surname != "Смирнова"},
    108: "Смирнова О.",
    109: "Смирнова Полина",
}
GENITIVES = {103: "Козлова", 105: "Петрова", 107: "Сидорова", 104: "Королёвой", 106: "Семёновой", 111: "Шевченко"}


def one(chance: Random, people: list[int]) -> Told:
    student = people.pop()
    marks = [chance.choice("5432") for _ in range(chance.choice((0, 1, 1, 2)))]
    code = chance.choice([*CODES]) if not marks else chance.choice((None, None, "оп"))
    said = [*marks, *([code] if code else [])]
    comment = chance.choice(("", " за доклад", " (стих)")) if marks else ""
    text = f"{NAMES[student]}{chance.choice((' ', ': ', ' - '))}{' '.join(said)}{comment}"
    return Told(text, {student: (tuple(marks), CODES[code] if code else None)})


def by_number(chance: Random, people: list[int]) -> Told:
    student, mark = people.pop(), chance.choice("5432")
    return Told(f"{ROSTER.by_id[student].number}{chance.choice((' ', ' - ', ': '))}{mark}", {student: ((mark,), None)})


def two(chance: Random, people: list[int]) -> Told:
    first, second, code = people.pop(), people.pop(), chance.choice([*CODES])
    text = f"{NAMES[first]} и {NAMES[second]} {code}"
    return Told(text, dict.fromkeys((first, second), ((), CODES[code])))


def listed(chance: Random, people: list[int]) -> Told:
    head = chance.choice([*HEADS])
    names = GENITIVES if head == "нет" else NAMES
    known = [student for student in people if student in names]
    if len(known) < 2:
        return one(chance, people)
    first, second = known[:2]
    people.remove(first)
    people.remove(second)
    text = f"{head} {names[first]}{chance.choice((', ', ' и ', ' '))}{names[second]}"
    return Told(text, dict.fromkeys((first, second), ((), HEADS[head])))


def marked(chance: Random, people: list[int]) -> Told:
    first, second, mark = people.pop(), people.pop(), chance.choice("5432")
    text = f"{mark}{chance.choice((': ', ' ', ' - '))}{NAMES[first]}{chance.choice((', ', ' и '))}{NAMES[second]}"
    return Told(text, dict.fromkeys((first, second), ((mark,), None)))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_without_a_question_it_means_what_was_said(chance: Random) -> None:
    people = list(NAMES)
    chance.shuffle(people)
    told = [
        chance.choice((one, one, by_number, two, listed, marked))(chance, people) for _ in range(chance.randint(1, 4))
    ]
    topic = chance.choice(("", "Дроби", "Война и мир", "Россия в 17 веке"))
    homework = chance.choice(("", "§21", "§21, №3–5", "упр. 5, стр. 6"))
    texts = [*(f"тема {topic}" for _ in topic[:1]), *(f"дз {homework}" for _ in homework[:1])]
    statements = [one.text for one in told]
    for text in texts:
        statements.insert(chance.randint(0, len(statements)), text)
    # A number after a text without a stop is part of the text, as in «Россия в 17 веке».
    numbers = any(statement[0].isdigit() for statement in statements)
    joints = ("; ", "\n") if numbers else (", ", "; ", "\n", ". ", " ")
    message = statements[0] + "".join(chance.choice(joints) + statement for statement in statements[1:])

    result = read(message)
    if result.questions:
        return
    assert {entry.student_id: (entry.values, entry.attendance) for entry in result.entries} == {
        student: fact for one in told for student, fact in one.facts.items()
    }
    assert (result.topic, result.homework.text if result.homework else "") == (topic, homework)
