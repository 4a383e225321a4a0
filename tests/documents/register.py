"""A page of the journal made of values, as large and as odd as a test wants it."""

from collections.abc import Sequence
from datetime import date, timedelta

from db.absences import AttendanceCode
from db.timetable import TermKind
from journal.access import CourseFacts
from journal.family.terms import Span
from journal.marks.averages import Weighed
from journal.register.page import Cell, Column, Heading, Page, Row

FIRST = date(2026, 11, 2)
LONG = "Константинопольская"


def page(
    *, students: int = 25, lessons: int = 10, names: Sequence[str] = (), topic: str = "Дроби", marked: bool = True
) -> Page:
    """Everybody has a four on the first lesson, the second student «Н/4» on it; the last student left in the middle."""
    course = CourseFacts(1, "Алгебра", "8Б", 8 if marked else 1, 1, 1, marked)
    span = Span(2, TermKind.QUARTER, "2", "2026/2027", FIRST, date(2026, 12, 29), course.grade)
    columns = [Column(number, FIRST + timedelta(days=number), 1, topic) for number in range(lessons)]
    half = FIRST + timedelta(days=lessons // 2)
    rows = [
        Row(number, (names[number] if number < len(names) else LONG), "Александра", ((FIRST, None),))
        for number in range(students)
    ]
    if students > 2:
        rows[-1] = rows[-1]._replace(stays=((FIRST, half),))
    cells = {(row.student_id, 0): Cell(None, (Weighed("4"),) if marked else ()) for row in rows if lessons}
    if students > 1 and lessons:
        cells[1, 0] = Cell(AttendanceCode.ILL, (Weighed("4"),) if marked else ())
        cells[0, lessons - 1] = Cell(AttendanceCode.LATE, (Weighed("5"), Weighed("осв")) if marked else ())
    return Page(Heading(course, 0, span, [span], 0), columns, rows, cells)
