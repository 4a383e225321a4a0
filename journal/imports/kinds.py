"""Which of our files it is, told by what stands in it, never by its name."""

from collections.abc import Sequence
from enum import StrEnum

from journal.imports.draft import listed
from journal.imports.parse import find_header
from journal.imports.reading import Sheet
from journal.imports.refusals import Unknown
from journal.imports.words import Words
from journal.names import fold

FET_COLUMNS = ("Activity Id", "Day", "Hour", "Students Sets", "Subject", "Teachers")
"""The titles of a timetable that FET exports; they are English in every language of the program."""


class FileKind(StrEnum):
    """What can be imported, and the map that goes with a FET timetable."""

    SCHOOL = "school"
    PROGRAMME = "programme"
    FET = "fet"
    FET_MAP = "fet_map"


def tell(sheets: Sequence[Sheet], words: Words) -> FileKind:
    """The kind of a file. Raises Unknown with what was found in it."""
    names = [fold(sheet.name) for sheet in sheets]
    first = sheets[0].rows[0] if sheets and sheets[0].rows else []
    if names == [""]:
        titles = [str(cell).strip() for cell in first]
        if set(FET_COLUMNS) <= set(titles):
            return FileKind.FET
        raise Unknown(found=listed([title for title in titles if title]))
    if fold(words.MAP_SHEETS["map_sets"]) in names:
        return FileKind.FET_MAP
    known = {fold(title): key for key, title in words.SHEETS.items()}
    ours = [known[name] for name in names if name in known]
    if ours and ours != ["programme"]:
        return FileKind.SCHOOL
    if programme(sheets, words) is not None:
        return FileKind.PROGRAMME
    raise Unknown(found=listed([sheet.name for sheet in sheets]))


def programme(sheets: Sequence[Sheet], words: Words) -> Sheet | None:
    """The sheet of a КТП file, whatever it is called: the one with a course and topics."""
    titles = words.COLUMNS["programme"]
    for sheet in sheets:
        places = find_header(sheet, titles, words.ALIASES).places
        if {"number", "title"} <= set(places) or fold(sheet.name) == fold(words.SHEETS["programme"]):
            return sheet
    return None
