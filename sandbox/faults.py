"""Scripted faults: what goes wrong, for which method and person, how many times, before or after the effect."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["429", "403", "500", "401", "cut-before", "cut-after"]
KINDS: tuple[Kind, ...] = ("429", "403", "500", "401", "cut-before", "cut-after")


@dataclass(slots=True)
class Fault:
    """One scripted fault; `method` or `user` of None fits every call."""

    kind: Kind
    method: str | None = None
    user: int | None = None
    count: int = 1
    retry_after: int = 1

    def fits(self, method: str, user: str) -> bool:
        if self.count <= 0 or (self.method is not None and self.method.lower() != method.lower()):
            return False
        return self.user is None or user == str(self.user)


class Faults:
    """The list of them; the first that fits is used up by one."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def plan(
        self,
        kind: Kind,
        *,
        method: str | None = None,
        user: int | None = None,
        count: int = 1,
        retry_after: int = 1,
    ) -> Fault:
        fault = Fault(kind, method, user, count, retry_after)
        self.planned.append(fault)
        return fault

    def clear(self) -> None:
        self.planned.clear()

    def take(self, method: str, user: str) -> Fault | None:
        """The fault that strikes this call, if any."""
        if not self.planned:
            return None
        fault = next((fault for fault in self.planned if fault.fits(method, user)), None)
        if fault is not None:
            fault.count -= 1
            self.planned = [planned for planned in self.planned if planned.count > 0]
        return fault
