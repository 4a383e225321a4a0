"""Every table of the model: importing this module fills `Table.metadata`."""

from db import (
    absences,
    assessments,
    control,
    entries,
    finals,
    homework,
    jobs,
    lessons,
    marks,
    materials,
    operations,
    people,
    remarks,
    sending,
    substitutions,
    timetable,
)
from db.base import Table

__all__ = [
    "Table",
    "absences",
    "assessments",
    "control",
    "entries",
    "finals",
    "homework",
    "jobs",
    "lessons",
    "marks",
    "materials",
    "operations",
    "people",
    "remarks",
    "sending",
    "substitutions",
    "timetable",
]

metadata = Table.metadata
