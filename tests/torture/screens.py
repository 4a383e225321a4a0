"""What a teacher reads on a screen: what is said to be saved, what is offered, what a colleague did meanwhile."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from keyboards.absences.attendance import OneStudent, SetCode
from keyboards.homework import Homework
from keyboards.marks.cells import PutMark
from sandbox.state import Message
from tests.torture.house import Pupil, Taught
from tests.torture.ledger import Meant

Sees: TypeAlias = Callable[[Message], bool]

CODES: Final = {"Н": "Н", "Б": "Б", "У": "У", "ОП": "ОП"}
CLOSED_LINE: Final = re.compile("✅ Закрыт (в|позже)")
CONFLICT: Final = re.compile(
    r"Пока экран был открыт, (?:здесь изменилось\. Сейчас стоит (?P<there>\S+), поставил\(а\)|отметку здесь убрал\(а\))"
    r" (?P<who>.+)\."
)


def text_of(message: Message) -> str:
    """Its words."""
    return str(message.body.get("text", ""))


def says_of(screen: Message, taught: Taught, *lines: str) -> bool:
    """Whether it is this lesson's screen and has these lines.

    A screen that was promised and drawn late may be of another lesson than what the bot awaits a text for, and a preview,
    whose heading is another, saves nothing.
    """
    return {f"{taught.group} · {taught.subject}", *lines} <= set(text_of(screen).splitlines())


def has_line(screen: Message, line: re.Pattern[str]) -> bool:
    """Whether a line of it is like that."""
    return any(line.fullmatch(one) for one in text_of(screen).splitlines())


def says_closed(screen: Message) -> bool:
    """Whether the lesson is closed."""
    return CLOSED_LINE.search(text_of(screen)) is not None


def buttons(screen: Message) -> list[tuple[str, str]]:
    """Labels and data."""
    rows: Sequence[Sequence[Mapping[str, str]]] = screen.body.get("reply_markup", {}).get("inline_keyboard", [])
    return [(one["text"], one.get("callback_data", "")) for row in rows for one in row]


def offers(screen: Message, kind: type[PutMark], student_id: int) -> bool:
    """Whether it has such a button for a student."""
    wanted = f"{kind.__prefix__}:"
    return any(data.startswith(wanted) and kind.unpack(data).student_id == student_id for _, data in buttons(screen))


def code_of(screen: Message, pupil: Pupil) -> str | None:
    """The code that the list of attendance shows for a student; None where there is no such list."""
    if not text_of(screen).startswith("🙋 Посещаемость"):
        return None
    for label, data in buttons(screen):
        name = f" {pupil.short}"
        if name in label and data.partition(":")[0] in (OneStudent.__prefix__, SetCode.__prefix__):
            rest = label.partition(name)[2].split()
            return CODES.get(rest[0], "") if rest else ""
    return None


def card_shows(screen: Message, taught: Taught, meant: Meant) -> bool:
    """Whether it is the lesson's card with every value that was meant."""
    text = text_of(screen)
    if not any(data.startswith(f"{Homework.__prefix__}:") for data in screen.data) or "📖" not in text:
        return False
    pupils = {pupil.student_id: pupil for pupil in taught.pupils}
    for cell, value in meant.items():
        match cell.kind:
            case "mark":
                shown = rf"{re.escape(pupils[cell.student_id].short)} {re.escape(value)}(?:[,/]|$)"
                if not re.search(shown, text, re.MULTILINE):
                    return False
            case "attendance" if pupils[cell.student_id].short not in text:
                return False
            case "homework" if value and value not in text:
                return False
            case "closed" if not says_closed(screen):
                return False
    return True
