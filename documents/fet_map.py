"""The map of a FET timetable as a workbook: FET's words on the left, what they mean here on the right, pre-filled."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from documents.sheets import Book, Title, writing
from journal.imports.fet import FetMap
from journal.imports.words import Words
from locales import Texts


def fet_map(t: Texts, words: Words, meant: FetMap) -> bytes:
    """The map as a file. What is not known is left blank, and importing with a blank says so."""
    file = io.BytesIO()
    with writing(file) as book:
        days = tuple(words.WEEKDAY_NAMES.values())
        weekdays = [(name, words.WEEKDAY_NAMES[day] if day else "") for name, day in meant.days.items()]
        _sheet(book, "map_dates", [(_day(meant.since), _day(meant.until))], t, words)
        _sheet(book, "map_days", sorted(weekdays, key=lambda line: _order(line, days)), t, words, choices=days)
        hours = sorted(meant.hours.items(), key=lambda item: (item[1].period is None, item[1].period))
        _sheet(
            book,
            "map_hours",
            [
                (name, "" if hour.period is None else str(hour.period), _clock(hour.starts), _clock(hour.ends))
                for name, hour in hours
            ],
            t,
            words,
        )
        _sheet(book, "map_sets", _pairs(meant.sets), t, words)
        _sheet(book, "map_subjects", _pairs(meant.subjects), t, words)
        _sheet(book, "map_teachers", _pairs(meant.teachers), t, words)
    return file.getvalue()


def _sheet(
    book: Book, key: str, lines: Iterable[Sequence[str]], t: Texts, words: Words, choices: tuple[str, ...] = ()
) -> None:
    rows = [*lines]
    columns = words.MAP_COLUMNS[key]
    hint = t.label("map-hint", sheet=key)
    titles = [
        Title(title, "" if name == "source" else hint, name != "source", choices if name == "weekday" else ())
        for name, title in columns.items()
    ]
    # The hint stands on the sheet as well, in a column of its own that nobody reads back.
    sheet = book.sheet(words.MAP_SHEETS[key], [*titles, Title(t.label("template-hint"))])
    for number, line in enumerate(rows, start=1):
        book.row(sheet, number, line)
    book.fit(sheet, [[title.text for title in titles], *rows])
    sheet.set_column(len(columns), len(columns), 76)
    sheet.write_string(1, len(columns), hint, book.faint)
    sheet.write_string(2, len(columns), t.label("map-guide"), book.faint)


def _pairs(known: Mapping[str, str | None]) -> list[tuple[str, str]]:
    return [(name, meaning or "") for name, meaning in known.items()]


def _order(line: Sequence[str], days: Sequence[str]) -> int:
    return days.index(line[1]) if line[1] in days else len(days)


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""
