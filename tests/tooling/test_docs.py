"""The documents are true: every command, target and setting is told, and every link and file named in them is there."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.journal.dictated import read

PROJECT = Path(__file__).parents[2]
READMES = ["README.md", "README.ru.md"]
DOCUMENTS = [
    *READMES,
    "ARCHITECTURE.md",
    "GLOSSARY.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/promises.md",
    "docs/reliability.md",
]
DECISIONS = sorted((PROJECT / "docs" / "adr").glob("[0-9]*.md"))
LAYERS = ["bot", "handlers", "keyboards", "db", "journal", "documents", "locales", "scheduler", "tests"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)|<img[^>]+src=\"(?!https?:)([^\"]+)\"")
NUMBER = re.compile(r"\b[GH]\d{1,2}\b")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PLACE = re.compile(r"`((?:bot|handlers|keyboards|db|journal|documents|locales|scheduler|sandbox|tests|docs)/[\w./-]*)`")


def text(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


def targets() -> list[str]:
    return re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE)


def test_plain_make_tells_every_target() -> None:
    told = subprocess.run(["make"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout

    assert {"demo", "tour", "run", "check", "fix", "test", "bench", "migration", "lock"} <= set(targets())
    assert [target for target in targets() if f"make {target} " not in told] == []


def test_every_target_is_told_to_contributors() -> None:
    assert [target for target in targets() if f"make {target}" not in text("CONTRIBUTING.md")] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_tells_the_two_commands_and_every_setting(readme: str) -> None:
    from bot.settings import Settings

    told = text(readme)
    settings = [name.upper() for name in Settings.model_fields]

    assert [command for command in ("make demo", "make tour", "make test", "make run") if command not in told] == []
    assert [name for name in settings if f"`{name}`" not in told] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_places_lead_somewhere(name: str) -> None:
    here = (PROJECT / name).parent
    links = ["".join(pair) for pair in LINK.findall(text(name))]
    places = [] if name == "CHANGELOG.md" else PLACE.findall(text(name))

    assert [link for link in links if not (here / link).exists()] == []
    assert [place for place in places if not (PROJECT / place).exists()] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_why_and_what_follows(page: Path) -> None:
    told = page.read_text("utf-8")

    assert re.match(r"# \d+\. .+\n", told)
    assert [part for part in ("## Context", "## Decision", "## Consequences") if part not in told] == []
    assert [link for link in ("".join(pair) for pair in LINK.findall(told)) if not (page.parent / link).exists()] == []
    assert [place for place in PLACE.findall(told) if not (PROJECT / place).exists()] == []


def test_the_decisions_are_numbered_without_a_gap_and_listed() -> None:
    numbers = [int(page.stem[:4]) for page in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))
    assert [page.name for page in DECISIONS if f"docs/adr/{page.name}" not in text("ARCHITECTURE.md")] == []


def test_every_number_in_the_code_is_told() -> None:
    code = [path for layer in LAYERS for path in (PROJECT / layer).rglob("*.py")]
    named = {number for path in code for number in NUMBER.findall(path.read_text("utf-8"))}

    assert sorted(named - set(NUMBER.findall(text("docs/promises.md")))) == []


@pytest.mark.parametrize(("name", "count"), [("docs/dictation.ru.md", 5), ("docs/dictation.md", 1)])
def test_the_examples_of_a_dictation_are_understood(name: str, count: int) -> None:
    page = text(name).partition("## The grammar")[0]
    examples = [
        *re.findall(r"^```\n(.+?)\n```", page, re.MULTILINE | re.DOTALL),
        *re.findall(r"^> (.+)$", page, re.MULTILINE),
    ]

    assert len(examples) == count
    assert [example for example in examples if read(example).questions] == []


def test_every_promise_of_reliability_names_tests_that_are_there() -> None:
    told = text("docs/reliability.md")
    named = TEST.findall(told)
    rows = {row[2:].partition(" ")[0]: row for row in told.splitlines() if re.match(r"\| G\d+ \| .*::", row)}

    assert [f"{file}::{name}" for file, name in named if f"def {name}(" not in text(file)] == []
    assert set(rows) == {f"G{number}" for number in (*range(1, 24), 45, 46, 47)}
