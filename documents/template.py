"""The empty school workbook: every sheet with titles, hints and one example row, and a page on how to fill it in."""

import io

from documents.sheets import Book, Title, writing
from journal.imports.layouts import LAYOUTS, Column
from journal.imports.words import Words
from locales import Texts


def school_workbook(t: Texts, words: Words) -> bytes:
    """The workbook as a file; `words` name its sheets and columns, `t` says the hints."""
    file = io.BytesIO()
    with writing(file) as book:
        _guide(book, t, words)
        for key in words.SHEETS:
            _sheet(book, key, t, words)
    return file.getvalue()


def _sheet(book: Book, key: str, t: Texts, words: Words) -> None:
    columns = LAYOUTS[key][1]
    titles = [_title(key, column, t, words) for column in columns]
    marked = Title(t.label("template-hint"))
    sheet = book.sheet(words.SHEETS[key], [*titles, marked])
    example = [words.EXAMPLES[key][column.key] for column in columns]
    book.row(sheet, 1, [*example, t.label("template-example")], book.faint)
    book.fit(sheet, [[title.text for title in titles], example])
    sheet.set_column(len(columns), len(columns), 52)


def _title(key: str, column: Column, t: Texts, words: Words) -> Title:
    hint = t.label("template-column", column=f"{key}-{column.key}")
    whether = t.label("template-needed") if column.needed else t.label("template-optional")
    return Title(words.COLUMNS[key][column.key], f"{hint}\n{whether}", column.needed, _choices(column.key, words))


def _choices(key: str, words: Words) -> tuple[str, ...]:
    match key:
        case "weekday":
            return tuple(words.WEEKDAY_NAMES.values())
        case "weeks":
            known = words.WEEKS
        case "kind":
            known = words.TERM_KINDS
        case "unmarked" | "legal":
            return words.ANSWERS
        case _:
            return ()
    first: dict[str, str] = {}
    for word, meaning in known.items():
        first.setdefault(meaning, word)
    return tuple(first.values())


def _guide(book: Book, t: Texts, words: Words) -> None:
    """How to fill in, then every column of every sheet in words: hints beside titles do not show on a phone."""
    lines = t.label("template-guide").splitlines()
    sheet = book.sheet(t.label("template-guide-sheet"), [])
    sheet.freeze_panes(0, 0)
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 90)
    for number, line in enumerate(lines):
        sheet.merge_range(number, 0, number, 2, line, book.plain if number else book.lead)
        sheet.set_row(number, 34)
    number = len(lines) + 1
    for key in words.SHEETS:
        for column in LAYOUTS[key][1]:
            title = _title(key, column, t, words)
            book.row(sheet, number, [words.SHEETS[key], title.text, title.hint.replace("\n", " ")], book.plain)
            number += 1
        number += 1
