"""How a row of an imported file is said: where a mistake is, and who of two namesakes is meant."""

from journal.imports.draft import Where
from journal.imports.parse import RowError
from locales import Texts


def at(t: Texts, error: RowError) -> str:
    """Where and what: «Ученики, строка 12, столбец «класс»: …»."""
    what = t.label(error.key, **{name: str(fact) for name, fact in error.facts.items()})
    if not error.row:
        return t.label("import-at-sheet", sheet=error.sheet, what=what)
    if not error.column:
        return t.label("import-at-row", sheet=error.sheet, row=str(error.row), what=what)
    return t.label("import-at-cell", sheet=error.sheet, row=str(error.row), column=error.column, what=what)


def where(t: Texts, one: Where) -> str:
    """«Родители, строка 3», «в журнале: ученик, 8Б»."""
    if one.row:
        return t.label("import-where-row", sheet=one.sheet, row=str(one.row))
    if one.class_name:
        return t.label("import-where-student", **{"class": one.class_name})
    return t.label("import-where-adult", child=one.child) if one.child else t.label("import-where-staff")
