"""Questions as families write them, each with the exact first lines of its answer: `tests/data/questions/*.toml`."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from db.engine import Database
from tests.handlers.questions_school import furnish
from tests.school import PUPILS_1A, PUPILS_8B, PUPILS_10A, NamedSchool
from tests.telegram import World

CORPUS = Path(__file__).parents[1] / "data" / "questions"
FILES = sorted(CORPUS.glob("*.toml"))
CLASSMATES = {name for pupils in (PUPILS_8B, PUPILS_1A, PUPILS_10A) for full in pupils for name in full[:2]}
OWN = {
    "father": {"Полина", "Смирнова"},
    "mother": {"Полина", "Смирнова", "Злата", "Рыбакова"},
    "pupil": {"Пётр", "Иванов"},
    "ivanov_mother": {"Пётр", "Иванов", "Иванова"},
    "first_grade_mother": {"Ева", "Зайцева"},
    "homeroom": {"Лев"},
}
"""Whose names each asker may read, the own one included."""


def entries(path: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(path.read_text("utf-8"))["question"])


@pytest.fixture
async def evening(world: World, db: Database, school: NamedSchool) -> World:
    """Monday 18:00: everything of the day is long told."""
    await furnish(db, school)
    world.clock.set("18:00")
    return world


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_every_question_has_its_answer(evening: World, school: NamedSchool, path: Path) -> None:
    """The lines, the buttons where it is asked back, what it costs; and nobody reads of another's child."""
    wrong = []
    await (await evening.phone(school.father)).say("оценки")  # The rules of the school are read once.
    for entry in entries(path):
        phone = await evening.phone(getattr(school, entry["who"]))
        with evening.statements() as statements:
            await phone.say(entry["text"])
        lines = [line for line in phone.last.text.splitlines() if line][: len(entry["lines"])]
        labels = phone.last.labels[:-1] if "buttons" in entry else None
        said = set(re.findall(r"\w+", " ".join([phone.last.text, *phone.last.labels])))
        told = said & (CLASSMATES - OWN.get(entry["who"], set()))
        cheap = len(statements) <= entry.get("statements", 8)
        if lines != entry["lines"] or labels != entry.get("buttons") or told or not cheap:
            wrong.append((entry["text"], lines, phone.last.labels, told, len(statements)))
    assert wrong == []


def test_the_corpus_is_as_large_as_promised() -> None:
    asked = [(entry["text"].casefold(), entry["who"], path.stem) for path in FILES for entry in entries(path)]

    assert len({text for text, _, stem in asked if stem not in ("english", "unclear")}) >= 120
    assert len({text for text, _, stem in asked if stem == "english"}) >= 30
    assert len(asked) == len({(text, who) for text, who, _ in asked}), "somebody asks the same twice"


@pytest.mark.parametrize("asker", ["father", "ivanov_mother", "pupil", "first_grade_mother"])
async def test_a_classmate_is_answered_like_nonsense(evening: World, school: NamedSchool, asker: str) -> None:
    """Whether somebody of that name is here cannot be told from the answer, nor from its buttons."""
    phone = await evening.phone(getattr(school, asker))
    answers = set()
    for name in ("Громова", "Бубликова", "Глокойкуздры"):
        for question in ("оценки {}", "дз {} на завтра", "пропуски у {}", "когда контрольная у {}", "кто учит {}"):
            await phone.say(question.format(name))
            answers.add((question, phone.last.text, tuple(phone.last.labels)))

    assert len(answers) == 5
    assert all("Не уверен" in text or "Не понял" in text for _, text, _ in answers)


async def test_strangers_and_staff_are_told_nothing(evening: World, school: NamedSchool) -> None:
    stranger = await evening.stranger()
    phones = [stranger, await evening.phone(school.coordinator), await evening.phone(school.deputy)]
    for phone in phones:
        for path in FILES:
            for entry in entries(path)[:4]:
                await phone.say(entry["text"])
                said = " ".join([phone.last.text, *phone.last.labels])
                assert not set(re.findall(r"\w+", said)) & CLASSMATES, (entry["text"], said)
                assert "Полина" not in said
                assert path.stem == "staff" or entry["lines"][0].startswith("Не понял") or entry["lines"][0] not in said


async def test_of_one_teacher_the_guardian_of_another_class_learns_nothing(evening: World, school: NamedSchool) -> None:
    """Only who teaches one's own child: 1А has no physics."""
    phone = await evening.phone(school.first_grade_mother)
    for question in ("кто ведёт физику", "кто ведёт химию", "учителя", "что ведёт Захаров"):
        await phone.say(question)
        assert not re.search("Захаров |Шилов|Кузнецов", phone.last.text), question


def test_what_the_page_for_families_shows_is_in_the_corpus() -> None:
    page = (CORPUS.parents[2] / "docs" / "questions.ru.md").read_text("utf-8")
    shown = {text for text in re.findall("`([^`]+)`", page) if not text.startswith(("на ", "🤒"))}
    asked = {entry["text"] for path in FILES for entry in entries(path)}

    assert len(shown) >= 40
    assert shown - asked == set()
