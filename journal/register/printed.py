"""How a cell is printed: an absence and a mark that came later are «Н/4»; who was late was there, so ОП is not shown."""

from db.absences import AttendanceCode
from journal.register.page import Cell

MISSED = frozenset({AttendanceCode.ABSENT, AttendanceCode.ILL, AttendanceCode.EXCUSED})


def shown(cell: Cell) -> str:
    """As the bot's picture shows it: «5/4», «Н», «Б», «Н/4»."""
    code = cell.code.value if cell.code in MISSED and cell.code else ""
    return "/".join(part for part in (code, *(mark.value or "" for mark in cell.marks)) if part)


def printed(cell: Cell) -> str:
    """As the paper journal has it: Б and У are Н there, the reason is the homeroom teacher's to keep."""
    missed = AttendanceCode.ABSENT if cell.code in MISSED else None
    return shown(cell._replace(code=missed))
