"""Everything an import can say is said in every language with the facts that the code gives."""

import ast
from pathlib import Path

import pytest

import journal.imports
from db.base import Table
from journal.imports.store import KEYS, SHAPES
from locales import LANGUAGES, texts
from locales.ru import workbook as words

FOLDER = Path(journal.imports.__file__).parent
SAYS = {"Bad", "error", "note", "RowError", "Unplaced"}


def said() -> list[tuple[str, frozenset[str]]]:
    """Each key in the code with the facts beside it: `Bad("key", found=…)`, `sketch.error(…, "key", other=…)`."""
    found = []
    for file in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            keys = [
                arg.value
                for arg in node.args
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value.startswith("import-")
            ]
            if name in SAYS and keys:
                facts = {str(word.arg) for word in node.keywords}
                for arg in node.args:
                    if isinstance(arg, ast.Dict):
                        facts |= {str(key.value) for key in arg.keys if isinstance(key, ast.Constant)}
                found.append((keys[0], frozenset(facts)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_and_note_has_its_text(language: str) -> None:
    t = texts(language)
    everything = said()

    assert len(everything) > 50
    for key, facts in everything:
        assert t.label(key, **dict.fromkeys(facts, "X")), key


def test_every_table_and_field_has_a_word() -> None:
    t = texts("ru")
    last = t.label("import-thing", thing="topic")

    things = {kind: t.label("import-thing", thing=kind.__tablename__) for kind in KEYS}
    assert [kind for kind, word in things.items() if word == last] == [_topic()]
    for kind in KEYS:
        for column in SHAPES[kind].columns:
            if column not in {
                *KEYS[kind],
                "id",
                "search_key",
                "created_at",
                "alias",
                "whole",
                "grade",
                "acting",
                "weekday",
                "plan_id",
            }:
                assert t.label("import-field", field=column) != column, column


def _topic() -> type[Table]:
    return next(kind for kind in KEYS if kind.__tablename__ == "topic")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_the_template_has_a_hint_of_its_own(language: str) -> None:
    t = texts(language)
    hints = {
        f"{sheet}-{column}": t.label("template-column", column=f"{sheet}-{column}")
        for sheet, columns in words.COLUMNS.items()
        for column in columns
    }
    last = hints["programme-homework"]

    assert [key for key, hint in hints.items() if hint == last] == ["programme-homework"]
