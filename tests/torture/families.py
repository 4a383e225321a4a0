"""What the families heard: the pushes of each phone, read from the first to the last as a parent reads them."""

import re
from typing import Final, NamedTuple

from sandbox.state import Message
from sandbox.world import Sandbox
from tests.torture.house import Family, House
from tests.torture.ledger import ATTENDANCE, MARK, Cell

CODES: Final = {
    "нет на уроке (Н)": "Н",
    "отсутствует по болезни (Б)": "Б",
    "отсутствует по уважительной причине (У)": "У",
    "опоздание (ОП)": "ОП",
    "на уроке": "",
}
PUT: Final = re.compile(r"(\S+) \([^)]*\)")
CORRECTED: Final = re.compile(r"исправлено (\S+) → (\S+)")
REMOVED: Final = re.compile(r"отметка (\S+) убрана")
COPIES: Final = 3
"""Of one push there are never more (G8)."""


class Said(NamedTuple):
    """What a push says of one cell; `old` is what it says that stood there before."""

    kind: str
    value: str
    old: str | None = None


def said(news: str) -> list[Said | None]:
    """«нет на уроке (Н), исправлено 4 → 5»; None for what nobody can read."""
    return [_said(part) for part in news.split(", ")]


def _said(part: str) -> Said | None:
    if (code := part.removeprefix("исправлено: ")) in CODES:
        return Said(ATTENDANCE, CODES[code])
    if found := CORRECTED.fullmatch(part):
        return Said(MARK, found[2], found[1])
    if found := REMOVED.fullmatch(part):
        return Said(MARK, "", found[1])
    if found := PUT.fullmatch(part):
        return Said(MARK, found[1])
    return None


class Heard(NamedTuple):
    """What all phones heard, put together."""

    last: dict[tuple[int, Cell], str]
    """By account and cell: what the last push about it said."""
    pushes: int
    copies: int
    """Pushes that say word for word what the one before said."""
    most_copies: int
    out_of_order: int
    """Corrections of a value that the phone was not told before: something was missed or came in the wrong order."""
    unread: list[str]
    """Lines that this reader does not know: then it is the reader that is wrong."""
    messages: set[tuple[int, int]]
    """Every push there is, by phone and message."""


def heard(sandbox: Sandbox, house: House) -> Heard:
    """Read every phone."""
    lessons = {
        (pupil.student_id, taught.subject): taught.lesson_id
        for teacher in house.teachers
        for taught in teacher.lessons
        for pupil in taught.pupils
    }
    reader = _Reader(lessons)
    for family in house.families:
        chat = sandbox.bot().chats[family.phone]
        reader.read(family, [one for one in chat.messages.values() if one.from_bot])
    return Heard(
        reader.last, reader.pushes, reader.copies, reader.most, reader.out_of_order, reader.unread, reader.messages
    )


class _Reader:
    def __init__(self, lessons: dict[tuple[int, str], int]) -> None:
        self.lessons = lessons
        self.last: dict[tuple[int, Cell], str] = {}
        self.pushes = self.copies = self.out_of_order = 0
        self.most = 1
        self.unread: list[str] = []
        self.messages: set[tuple[int, int]] = set()

    def read(self, family: Family, messages: list[Message]) -> None:
        """One phone from its first push to its last."""
        before: tuple[str, int] = ("", 0)
        for message in messages:
            text = str(message.body["text"])
            self.pushes += 1
            self.messages.add((family.phone, message.id))
            again = before[1] + 1 if text == before[0] else 1
            self.copies += again > 1
            self.most = max(self.most, again)
            before = (text, again)
            for line in self._lines(family, text):
                self._line(family, line, repeated=again > 1)

    @staticmethod
    def _lines(family: Family, text: str) -> list[str]:
        """What it tells, by subject; the question why a child is not there tells that it is not."""
        one = f"{family.child.given_name} · "
        text = text.removeprefix("❓ ").removesuffix(". Что случилось?")
        return [text.removeprefix(one)] if text.startswith(one) else text.splitlines()[1:]

    def _line(self, family: Family, line: str, *, repeated: bool) -> None:
        """«Алгебра: нет на уроке (Н), 5 (ответ). Д/з на …»; a value and its code stand in this order."""
        subject, _, rest = line.partition(": ")
        lesson_id = self.lessons.get((family.child.student_id, subject))
        if lesson_id is None:
            if ". Д/з" not in line:
                self.unread.append(line)
            return
        student_id = family.child.student_id
        news = re.split(r"\. Д/з", rest)[0]
        if news.startswith("Д/з"):
            return
        for one in said(news):
            if one is None:
                self.unread.append(line)
            else:
                self._told(family, Cell(one.kind, lesson_id, student_id), one.value, old=None if repeated else one.old)

    def _told(self, family: Family, cell: Cell, value: str, *, old: str | None = None) -> None:
        key = (family.account_id, cell)
        if old is not None and self.last.get(key, "") != old:
            self.out_of_order += 1
        self.last[key] = value
