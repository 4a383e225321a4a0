"""Read the .ftl files of one language into what a check needs: which texts there are and which facts each one takes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")
SAFE_TAGS = {"b", "i", "u", "s", "code", "a"}
"""What both Telegram and the next messenger show."""

TWO_ALPHABETS = re.compile(r"\b\w*(?:[a-z][а-яё]|[а-яё][a-z])\w*", re.IGNORECASE)
"""A Latin «c» in a Russian word looks right, is not found by a search and is read out wrongly."""


@dataclass
class Text:
    """One message or term, where it stands and what it takes."""

    where: str
    facts: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    """Other messages (`name`) and terms (`-name`) it is put together from."""
    words: list[str] = field(default_factory=list)


@dataclass
class Catalogue:
    """All texts of a language, and what is wrong with their files."""

    texts: dict[str, Text] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def facts(self, key: str) -> set[str]:
        """The facts a message takes, those of its parts included."""
        text = self.texts[key]
        return text.facts.union(*(self.facts(part) for part in text.parts if part in self.texts))


class _Parts(Visitor):
    def __init__(self, text: Text) -> None:
        self.text = text

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's own naming
        self.text.facts.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as above
        self.text.parts.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - as above
        self.text.parts.add(f"-{node.id.name}")

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - as above
        self.text.words.append(node.value)


def read(files: Iterable[Path]) -> Catalogue:
    """Read the files of a language; a file that does not parse or says a key twice is a problem, not an exception."""
    catalogue = Catalogue()
    for file in files:
        add(catalogue, file.name, file.read_text("utf-8"))
    return catalogue


def add(catalogue: Catalogue, name: str, source: str) -> None:
    """Add one file's texts."""
    for entry in FluentParser(with_spans=True).parse(source).body:
        where = f"{name}:{source.count(chr(10), 0, entry.span.start if entry.span else 0) + 1}"
        if isinstance(entry, ast.Junk):
            catalogue.problems.append(f"{where}: not Fluent: {entry.annotations[0].message}")
        elif isinstance(entry, (ast.Message, ast.Term)):
            key = entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"
            if key in catalogue.texts:
                catalogue.problems.append(f"{where}: {key} stands already at {catalogue.texts[key].where}")
            if entry.value is None:
                catalogue.problems.append(f"{where}: {key} has no words")
            text = catalogue.texts[key] = Text(where)
            _Parts(text).visit(entry)


def parts_missing(catalogue: Catalogue) -> list[str]:
    """Texts that are put together from one that is not there."""
    return [
        f"{text.where}: {key} refers to {part}"
        for key, text in catalogue.texts.items()
        for part in sorted(text.parts - catalogue.texts.keys())
    ]


def wrong_markup(catalogue: Catalogue) -> list[str]:
    """Tags that a messenger refuses, and tags without their other half in the same text."""
    problems = []
    for key, text in catalogue.texts.items():
        tags = [(bool(slash), tag) for words in text.words for slash, tag in TAG.findall(words)]
        problems += [f"{text.where}: {key} has <{tag}>" for _, tag in tags if tag not in SAFE_TAGS]
        for tag in sorted({tag for _, tag in tags}):
            if tags.count((False, tag)) != tags.count((True, tag)):
                problems.append(f"{text.where}: {key} opens and closes <{tag}> unequally")
    return problems


def mixed_alphabets(catalogue: Catalogue) -> list[str]:
    """Words of Latin and Cyrillic letters at once."""
    return [
        f"{text.where}: {key} says {found!r}"
        for key, text in catalogue.texts.items()
        for words in text.words
        for found in TWO_ALPHABETS.findall(TAG.sub(" ", words))
    ]


def is_markup(catalogue: Catalogue, key: str) -> bool:
    """Tell whether a text (or a part of it) is HTML, so that a button would show its tags."""
    text = catalogue.texts[key]
    return any(TAG.search(words) for words in text.words) or any(
        is_markup(catalogue, part) for part in text.parts if part in catalogue.texts
    )
