"""The corpus of dictated lessons, `tests/data/dictation/*.toml`: messages as teachers write them and how each is read.

A line of it is exact: every entry, the topic, the homework, every question with every button. `read` of another text
gives the same line, so two readings are compared as they are checked: by eye.
"""

import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from journal.dates import Days
from journal.lessons import dictation
from journal.lessons.dictation import (
    Defaults,
    Dictation,
    Entry,
    HomeworkDraft,
    NamedHomework,
    Option,
    Pupil,
    Question,
    Roster,
)
from journal.names import fold
from locales.written import WRITTEN

FOLDER: Final = Path(__file__).parent.parent / "data" / "dictation"
MONDAY: Final = date(2026, 11, 23)
MANY: Final = 5
"""More students than that with the same said of them are written once: «11 × 5»."""


class Message(NamedTuple):
    """One message of the corpus, to a class that `classes.toml` lists."""

    category: str
    text: str
    group: str
    reading: str


class Group(NamedTuple):
    """A class list and what its lesson says by itself."""

    roster: Roster
    defaults: Defaults
    names: dict[int, str]
    """How the corpus calls them: the shortest that is nobody else's."""


@cache
def groups() -> dict[str, Group]:
    """The classes of the corpus; students' ids differ from their places, so that nobody mixes the two up."""
    found = {}
    for name, listed in tomllib.loads((FOLDER / "classes.toml").read_text("utf-8")).items():
        pupils = [Pupil(100 + place, place, *line.split()) for place, line in enumerate(listed["pupils"], 1)]
        roster = Roster(pupils, WRITTEN.diminutives)
        defaults = Defaults(MONDAY, unmarked="grade_one" if listed.get("grade_one") else "")
        found[name] = Group(roster, defaults, {pupil.student_id: _short(pupil, pupils) for pupil in pupils})
    return found


def _short(pupil: Pupil, pupils: list[Pupil]) -> str:
    same = [other for other in pupils if fold(other.surname) == fold(pupil.surname)]
    if len(same) == 1:
        return pupil.surname
    alike = [other for other in same if other.given_name[0] == pupil.given_name[0]]
    return f"{pupil.surname} {pupil.given_name[0] + '.' if len(alike) == 1 else pupil.given_name}"


@cache
def messages() -> tuple[Message, ...]:
    """All of it, in the order of the files."""
    found: list[Message] = []
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem != "classes":
            lines = tomllib.loads(path.read_text("utf-8"))["message"]
            found += [Message(path.stem, line["text"], line.get("class", "8Б"), _expected(line)) for line in lines]
    return tuple(found)


def _expected(line: dict[str, Any]) -> str:
    parts = [line.get("students", ""), "everybody is there" if line.get("present") else ""]
    parts += [f"{key}: {line[key]}" for key in ("topic", "homework") if key in line]
    parts += [f"for {named}" for named in line.get("named", ())]
    parts += [f"? {question}" for question in line.get("asks", ())]
    return "\n".join(filter(None, parts))


def read(text: str, group: str = "8Б") -> Dictation:
    """The text as a message to that class."""
    roster, defaults, _ = groups()[group]
    return dictation.parse(text, roster, WRITTEN, defaults)


def reading(result: Dictation, group: str = "8Б") -> str:
    """All that was understood and asked, a fact a line."""
    names = groups()[group].names
    parts = [students(result, group), "everybody is there" if result.all_present else ""]
    parts += [f"topic: {result.topic}" if result.topic else ""]
    parts += [f"homework: {_homework(result.homework)}" if result.homework else ""]
    parts += [f"for {_named(named, names)}" for named in result.named]
    parts += [f"? {asked(question, names)}" for question in result.questions]
    return "\n".join(filter(None, parts))


def students(result: Dictation, group: str = "8Б") -> str:
    """«Иванов 5 4, Петров Н»; what many have alike is counted, and whoever is left out of it is named."""
    names = groups()[group].names
    said = {entry.student_id: _facts(entry) for entry in result.entries}
    usual, count = Counter(said.values()).most_common(1)[0] if said else ("", 0)
    if count <= MANY:
        return ", ".join(f"{names[student]} {facts}" for student, facts in said.items())
    others = [f"{name} {said.get(student, '—')}" for student, name in names.items() if said.get(student) != usual]
    return ", ".join([f"{count} × {usual}", *others])


def _facts(entry: Entry) -> str:
    parts = [
        mark.value + (f"[{mark.comment}]" if mark.comment else "") + (f"<{mark.work}>" if mark.work else "")
        for mark in entry.marks
    ]
    if entry.attendance is not None:
        parts.append(entry.attendance or "был")
    if entry.comment:
        parts.append(f"({entry.comment})")
    return " ".join([*parts, *([f"«{entry.guess}»"] if entry.guess else [])])


def _named(named: NamedHomework, names: dict[int, str]) -> str:
    """«Козлов + Петров instead «Питров»: №12»: who has it, and how a name was spelled."""
    whom = " + ".join(names[student] for student in named.students)
    how = " instead" if named.instead else ""
    guess = f" «{named.guess}»" if named.guess else ""
    return f"{whom}{how}{guess}: {_homework(named.homework)}"


def _homework(homework: HomeworkDraft) -> str:
    due = homework.due_hint
    by = f"к {due.first:%d.%m.%Y}" if isinstance(due, Days) else "к следующему уроку" if due else ""
    minutes = f"{homework.minutes} мин" if homework.minutes else ""
    return " · ".join(filter(None, (homework.text, minutes, by, homework.kind or "")))


def asked(question: Question, names: dict[int, str]) -> str:
    """«ambiguous-name «Смирнова»: Смирнова О. | Смирнова П. | skip»: a question and its buttons."""
    return f"{question.kind} «{question.fragment}»: {' | '.join(_option(option, names) for option in question.options)}"


def _option(option: Option, names: dict[int, str]) -> str:
    students = " + ".join(names[student] for student in option.students)
    return students or " ".join((option.act, *option.values))
