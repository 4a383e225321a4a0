"""Every permission rule in one room. Loading an object is being permitted: what is not returned may not be touched.

Missing and forbidden raise the same `NotFound` after the same statement (G25). Rights come from the relation between
the person and the object at this moment, narrowed by what the account was granted; never from the menu role (decision 10).
"""

from journal.access.actors import Actor, Granted, Role
from journal.access.admission import may_admit
from journal.access.cells import CellToRead, cell_to_read
from journal.access.classes import ClassFacts, ClassToRead, class_led, class_to_read, classes_led, leads
from journal.access.courses import (
    CourseFacts,
    CourseToPlan,
    course_taught_by,
    course_to_plan,
    course_to_read,
    courses,
    sat_by,
    teaches,
)
from journal.access.dates import during
from journal.access.duties import on_duty, serves, works
from journal.access.families import Child, any_consent, child, children, consented
from journal.access.pupils import Pupil, pupil_of, pupils_of, sits_in
from journal.access.remarks import PupilLed, pupil_led, wrote
from journal.access.standing_in import STANDING_IN, answering, in_the_place_of, stands_in, teaches_on_its_day
from journal.access.teaching import (
    LessonFacts,
    answered_by,
    lesson_of_teacher,
    lesson_to_fill,
    lessons,
    may_see,
    takes_marks,
    taught_by,
)

__all__ = [
    "STANDING_IN",
    "Actor",
    "CellToRead",
    "Child",
    "ClassFacts",
    "ClassToRead",
    "CourseFacts",
    "CourseToPlan",
    "Granted",
    "LessonFacts",
    "Pupil",
    "PupilLed",
    "Role",
    "answered_by",
    "answering",
    "any_consent",
    "cell_to_read",
    "child",
    "children",
    "class_led",
    "class_to_read",
    "classes_led",
    "consented",
    "course_taught_by",
    "course_to_plan",
    "course_to_read",
    "courses",
    "during",
    "in_the_place_of",
    "leads",
    "lesson_of_teacher",
    "lesson_to_fill",
    "lessons",
    "may_admit",
    "may_see",
    "on_duty",
    "pupil_led",
    "pupil_of",
    "pupils_of",
    "sat_by",
    "serves",
    "sits_in",
    "stands_in",
    "takes_marks",
    "taught_by",
    "teaches",
    "teaches_on_its_day",
    "works",
    "wrote",
]
