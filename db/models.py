"""Every table of the model: importing this module fills `Table.metadata`."""

from db import absences, homework, lessons, marks, operations, people, timetable
from db.base import Table

__all__ = ["Table", "absences", "homework", "lessons", "marks", "operations", "people", "timetable"]

metadata = Table.metadata
