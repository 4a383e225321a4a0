"""Who is acting: an account with its live grants, and the roles that follow from data."""

from enum import StrEnum
from typing import NamedTuple

from db.people import (
    Scope,
)


class Role(StrEnum):
    """What a person can be here. Derived from data at each look, never stored."""

    COORDINATOR = "coordinator"
    DEPUTY_HEAD = "deputy_head"
    TEACHER = "teacher"
    HOMEROOM_TEACHER = "homeroom_teacher"
    GUARDIAN = "guardian"
    STUDENT = "student"


class Granted(NamedTuple):
    """One live grant of an account."""

    person_id: int
    scope: Scope
    student_id: int | None


class Actor(NamedTuple):
    """Who is acting: an account with what it was granted. What it may do is asked anew at every operation."""

    account_id: int
    external_id: str
    language: str
    grants: tuple[Granted, ...]
    reachable: bool = True
    """False while the messenger refuses to deliver to this account (G13)."""

    @property
    def staff_id(self) -> int:
        """The person this account acts for as staff; 0, which nobody is, where there is none."""
        return next((grant.person_id for grant in self.grants if grant.scope is Scope.STAFF), 0)

    @property
    def person_id(self) -> int | None:
        """The person that the change log names."""
        return self.staff_id or next((grant.person_id for grant in self.grants), None)
