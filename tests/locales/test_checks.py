"""The checks of the texts go red for each mistake they are there for."""

import pytest

from tests.locales import catalogue, uses
from tests.locales.catalogue import Catalogue
from tests.locales.test_texts import differences, mistakes, unused
from tests.locales.uses import Uses


def texts(source: str) -> Catalogue:
    made = Catalogue()
    catalogue.add(made, "area.ftl", source)
    return made


def code(source: str) -> Uses:
    found = Uses()
    uses.add(found, "area.py", source)
    return found


MARK = "mark = { $value } ({ work })\nwork = { $kind ->\n    [1] ответ\n   *[2] тест\n }\n"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("mark = { $value", "not Fluent"),
        ("mark = один\nmark = два", "stands already at area.ftl:1"),
        ("mark =\n    .title = Отметка", "has no words"),
    ],
)
def test_a_broken_file(source: str, told: str) -> None:
    (problem,) = texts(source).problems
    assert told in problem


def test_a_part_that_is_not_there() -> None:
    assert catalogue.parts_missing(texts("mark = { work } { -school }")) == [
        "area.ftl:1: mark refers to -school",
        "area.ftl:1: mark refers to work",
    ]


def test_markup_that_a_messenger_refuses() -> None:
    assert catalogue.wrong_markup(texts("mark = <b>{ $value }</b>")) == []
    assert catalogue.wrong_markup(texts("mark = <h1>Пять</h1>")) != []
    assert catalogue.wrong_markup(texts("mark = <b>Пять")) == ["area.ftl:1: mark opens and closes <b> unequally"]


def test_a_latin_letter_in_a_russian_word() -> None:
    assert catalogue.mixed_alphabets(texts("mark = Оценкa")) != []
    assert catalogue.mixed_alphabets(texts("mark = <b>Оценка</b> в XLSX, PDF-файл, 10А")) == []


def test_languages_that_differ() -> None:
    assert differences(texts(MARK), texts(MARK)) == []
    assert differences(texts(MARK), texts("mark = { $value } ({ work })\nwork = test")) != []
    assert differences(texts(MARK), texts("mark = { $value } { $kind }")) == ["only in one language: work"]


@pytest.mark.parametrize(
    "source",
    [
        't("mark", value=5, kind=1)',
        't.label("mark", value=5, kind=1)',
        't("mark", **facts)',
        't("mark" if x else "work", value=5, kind=1)',
        't(f"{x}ark", value=5, kind=1)',
        'class No(Refusal):\n    key = "mark"\nraise No(value=5, kind=1)',
        'Mark.value.label("value")',
    ],
)
def test_a_right_call(source: str) -> None:
    assert mistakes(texts(MARK), code(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        't("mork", value=5, kind=1)',
        't("mark", value=5)',
        't("mark", value=5, kind=1, who=2)',
        'self.t.label("mark")',
        'texts("en")("mork")',
        't("mark" if x else "mork", value=5, kind=1)',
        't(f"made-{x}")',
        'class No(Refusal):\n    key = "mork"',
        'class No(Refusal):\n    key: ClassVar[str] = "mark"\nraise refusals.No(value=5)',
    ],
)
def test_a_wrong_call(source: str) -> None:
    assert len(mistakes(texts(MARK), code(source))) == 1


def test_html_on_a_button() -> None:
    assert len(mistakes(texts("mark = <b>5</b>"), code('t.label("mark")'))) == 1


def test_a_text_for_nobody() -> None:
    assert unused(texts(MARK), code('t("mark", value=5, kind=1)')) == []
    assert unused(texts(MARK), code('KEYS = {1: "mark"}')) == []
    assert unused(texts(MARK), code('t(f"mar{x}")')) == []
    assert unused(texts(MARK), code('t("work", kind=1)')) == ["area.ftl:1: mark"]
    assert unused(texts(MARK), code('f"{a}-{b}"')) == ["area.ftl:1: mark", "area.ftl:2: work"]


def test_strings_are_told_from_docstrings() -> None:
    assert uses.literals('"""Слово."""\nsay("Привет")') == {"Привет"}
