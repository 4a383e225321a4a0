"""Every text that code asks for is there in every language with the same facts, and none is there for nobody."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import locales
from tests.locales import catalogue, uses
from tests.locales.catalogue import Catalogue
from tests.locales.uses import Uses

PROJECT = Path(__file__).parents[2]
CODE = ["bot", "handlers", "keyboards", "db", "journal", "documents", "locales", "scheduler"]
SPEAKS_ONLY_IN_LOCALES = ["handlers", "keyboards", "scheduler", "documents", "bot"]
OFFICIAL = {"Н", "Б", "У", "ОП", "ЗЧ", "НЗ", "н/а", "осв"}
"""Codes of the journal: the same in every language, stored as they are."""


@cache
def texts(language: str) -> Catalogue:
    return catalogue.read(sorted((Path(locales.__file__).parent / language).glob("*.ftl")))


@cache
def code() -> Uses:
    return uses.find([PROJECT / folder for folder in CODE])


@pytest.mark.parametrize("language", locales.LANGUAGES)
@pytest.mark.parametrize("check", [catalogue.parts_missing, catalogue.wrong_markup, catalogue.mixed_alphabets])
def test_the_files_are_sound(language: str, check: Callable[[Catalogue], list[str]]) -> None:
    assert texts(language).texts
    assert texts(language).problems == []
    assert check(texts(language)) == []


@pytest.mark.parametrize("language", locales.LANGUAGES[1:])
def test_every_language_has_the_same_texts_with_the_same_facts(language: str) -> None:
    first = texts(locales.LANGUAGES[0])

    assert differences(first, texts(language)) == []


def test_what_code_asks_for_is_there() -> None:
    assert mistakes(texts(locales.LANGUAGES[0]), code()) == []


def test_nothing_is_there_for_nobody() -> None:
    assert unused(texts(locales.LANGUAGES[0]), code()) == []


def test_people_are_spoken_to_only_from_locales() -> None:
    folders = [PROJECT / folder for folder in SPEAKS_ONLY_IN_LOCALES]
    said = {
        f"{file.relative_to(PROJECT)}: {word!r}"
        for folder in folders
        for file in folder.rglob("*.py")
        if "demo" not in file.parts  # the demo school's people have Russian names and say Russian things
        for word in uses.literals(file.read_text("utf-8"))
        if re.search("[а-яё]", word, re.IGNORECASE) and word not in OFFICIAL
    }

    assert said == set()


def differences(one: Catalogue, other: Catalogue) -> list[str]:
    found = [f"only in one language: {key}" for key in sorted(one.texts.keys() ^ other.texts.keys())]
    return found + [
        f"{key}: {sorted(one.facts(key))} here, {sorted(other.facts(key))} there"
        for key in sorted(one.texts.keys() & other.texts.keys())
        if not key.startswith("-") and one.facts(key) != other.facts(key)
    ]


def mistakes(there: Catalogue, asked: Uses) -> list[str]:
    """Calls of texts that do not exist, with facts that the text does not take, or without one that it takes."""
    found = []
    for use in asked.calls:
        found += [f"{use.where}: no text {key.pattern}" for key in use.keys if not any(map(key.fullmatch, there.texts))]
        keys = [key for key in there.texts if any(shape.fullmatch(key) for shape in use.keys)]
        if keys and use.facts is not None:
            taken = [there.facts(key) for key in keys]
            if not any(facts <= use.facts for facts in taken):
                found.append(f"{use.where}: {keys[0]} takes {sorted(taken[0])}, not {sorted(use.facts)}")
            elif idle := use.facts - set().union(*taken):
                found.append(f"{use.where}: {keys[0]} has no use for {sorted(idle)}")
        if use.label:
            found += [
                f"{use.where}: {key} is HTML, a label is plain" for key in keys if catalogue.is_markup(there, key)
            ]
    for name, keys_of_class in asked.refusals.items():
        found += [f"class {name}: no text {key}" for key in sorted(keys_of_class - there.texts.keys())]
    for raised in asked.raised:
        known = [key for key in asked.refusals.get(raised.name, ()) if key in there.texts]
        if known and raised.facts is not None and not any(there.facts(key) == raised.facts for key in known):
            takes = " or ".join(str(sorted(there.facts(key))) for key in known)
            found.append(f"{raised.where}: {raised.name} takes {takes}, not {sorted(raised.facts)}")
    return found


def unused(there: Catalogue, asked: Uses) -> list[str]:
    """Texts that no code can name and no used text is put together from."""
    alive = {key for key in there.texts if not key.startswith("-") and asked.names(key)}
    waiting = list(alive)
    while waiting:
        for part in there.texts[waiting.pop()].parts & there.texts.keys() - alive:
            alive.add(part)
            waiting.append(part)
    return [f"{text.where}: {key}" for key, text in there.texts.items() if key not in alive]
