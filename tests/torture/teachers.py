"""A teacher who taps: a seeded walk over the real buttons of the own screens, and what each screen says was saved."""

import asyncio
import random
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple, TypeAlias

from keyboards.absences.attendance import AllPresent, Attendance, OneStudent, SetCode
from keyboards.data import Data
from keyboards.homework import Homework
from keyboards.lessons.card import AskTopic, Close, CloseWith
from keyboards.lessons.spoken import Apply, Look
from keyboards.marks.cells import Came, Marks, OneCell, PutMark, RemoveMark
from keyboards.sections import LessonCard, Today
from sandbox import people
from sandbox.crowd import Impossible
from sandbox.state import Message
from sandbox.world import Sandbox
from tests.torture.house import Pupil, Taught, Teacher
from tests.torture.ledger import ATTENDANCE, CLOSED, HOMEWORK, MARK, TOPIC, Attempt, Cell, Ledger, Meant
from tests.torture.telegram import Heard

Sees: TypeAlias = Callable[[Message], bool]

LIKED: Final[Mapping[type[Data], float]] = {
    PutMark: 8, SetCode: 2, Marks: 2, OneCell: 1, RemoveMark: 2, Came: 3, OneStudent: 1, AllPresent: 1,
    Attendance: 1, LessonCard: 1, AskTopic: 1, Homework: 1, Close: 0.05, CloseWith: 1, Apply: 30, Look: 10, Today: 0.5,
}  # fmt: skip
"""How gladly each kind of button is pressed; others never are."""
KINDS: Final = {kind.__prefix__: kind for kind in LIKED}
CODES: Final = {"Н": "Н", "Б": "Б", "У": "У", "ОП": "ОП"}
DICTATES: Final = 0.15
"""How often somebody at an open card types the lesson instead."""
PATIENCE: Final = 15.0
"""Seconds before a person presses again."""
AGAIN: Final = 0.6
"""How often the same button is pressed again, rather than beginning anew."""
AWAITS_TASK: Final = re.compile("Напишите задание|Новое сообщение заменит")
SAVED: Final = "✅ Сохранено. Фото и файлы можно прислать следом."
CLOSED_LINE: Final = re.compile("✅ Закрыт (в|позже)")


class Deed(NamedTuple):
    """A tap or a text, what it means, and how its screen will look once it is saved."""

    meant: Meant
    saved: Sees


class Walk:
    """One teacher's day."""

    def __init__(self, who: Teacher, sandbox: Sandbox, events: Heard, ledger: Ledger, draw: random.Random) -> None:
        self.who, self.sandbox, self.ledger, self.draw = who, sandbox, ledger, draw
        self.person = sandbox.people[who.phone]
        self.chat = sandbox.chat(sandbox.bot(), self.person)
        self.lessons = {taught.lesson_id: taught for taught in who.lessons}
        self.screen: Message | None = None
        self.lesson: Taught | None = None
        """The lesson whose card, topic or homework is on the screen."""
        self.taps = 0
        self.said = 0
        self._news = asyncio.Event()
        self._fresh = False
        """Whether the screen was drawn since the last tap."""
        self._answer: tuple[str, str] = ("", "")
        events.ears.append(self._hear)

    def _hear(self, kind: str, user: int | None, payload: dict[str, Any]) -> None:
        if user != self.who.phone:
            return
        if kind in ("message", "edit") and payload["message"]["from"]["is_bot"]:
            self.screen = self.chat.messages[payload["message"]["message_id"]]
            self._fresh = True
            self._news.set()
        elif kind == "answer":
            self._answer = (payload["callback_id"], payload["text"])
            self._news.set()

    async def go(self, pause: float, stopped: asyncio.Event) -> None:
        """Tap until told to stop, with a pause of about so many seconds between taps."""
        while not stopped.is_set():
            with suppress(Impossible):
                await self.step()
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), self.draw.expovariate(1 / pause))

    async def step(self) -> None:
        """One deed: something typed where a text is awaited, else a button."""
        taught, on = self.lesson, self._on_screen()
        if taught is not None and self.screen is not None:
            kinds = {type(tap) for tap, _ in on}
            if Close in kinds or LessonCard in kinds:
                if self._awaits("📖 Тема урока"):
                    return await self._type(taught, TOPIC, f"Раздел {self._number()}")
                if self._awaits("📝 Домашнее задание") and AWAITS_TASK.search(_text(self.screen)):
                    return await self._type(taught, HOMEWORK, f"Упражнение {self._number()}")
            if Close in kinds and Look not in kinds and self.draw.random() < DICTATES:
                return await self._dictate(taught)
        if not on:
            return await self._begin()
        weights = [LIKED[type(tap)] for tap, _ in on]
        tap, data = self.draw.choices(on, weights)[0]
        return await self._press(tap, data)

    def _number(self) -> int:
        self.said += 1
        return self.who.phone % 1000 * 100_000 + self.said

    def _awaits(self, title: str) -> bool:
        return self.screen is not None and _text(self.screen).startswith(title)

    def _on_screen(self) -> list[tuple[Data, str]]:
        """The buttons of the screen that are liked; a list of marks offers its figures often and its names rarely."""
        found: list[tuple[Data, str]] = []
        for data in self.screen.data if self.screen is not None and not self.screen.deleted else ():
            kind = KINDS.get(data.partition(":")[0])
            if kind is None:
                continue
            tap = kind.unpack(data)
            if getattr(tap, "slot", 1) == 1:  # the second slot would make a family's line ambiguous
                found.append((tap, data))
        return found

    # --- deeds -----------------------------------------------------------------------------------------------------

    async def _begin(self) -> None:
        self.lesson = None
        await self._say("/menu", lambda screen: any(data.startswith("today") for data in screen.data))

    async def _press(self, tap: Data, data: str) -> None:
        shown = self.screen
        if shown is None:
            return
        deed = self._deed(tap, shown)
        for _ in range(3):
            attempt = self.ledger.attempt(deed.meant) if deed.meant else None
            self.taps += 1
            self._fresh = False
            pressed = people.press(self.sandbox, self.sandbox.bot(), self.person, shown.id, data)
            if await self._until(lambda tap_id=pressed.id: self._drawn(deed.saved) or self._answered(tap_id)):  # type: ignore[misc]
                # The answer and the screen travel side by side; a refusal, and what changes nothing, has no new screen.
                if await self._until(lambda: self._drawn(deed.saved), 1.0):
                    self._ack(attempt, tap)
                    return
                if self._fresh and not deed.meant:
                    break
                if self._answered(pressed.id) and self.draw.random() < 0.5:
                    return
            if data not in shown.data or self.draw.random() > AGAIN:
                break
        self.screen = self.lesson = None

    def _answered(self, tap_id: str) -> bool:
        return self._answer[0] == tap_id

    def _ack(self, attempt: Attempt | None, tap: Data | None = None) -> None:
        if attempt is not None:
            attempt.acked = True
        lesson_id = getattr(tap, "lesson_id", None)
        if lesson_id is not None:
            self.lesson = self.lessons.get(lesson_id)
        elif isinstance(tap, Today):
            self.lesson = None

    async def _type(self, taught: Taught, kind: str, text: str) -> None:
        cell = Cell(kind, taught.lesson_id)
        texts = {Cell(one, lesson_id): text for one in (TOPIC, HOMEWORK) for lesson_id in self.lessons}
        del texts[cell]
        attempt = self.ledger.attempt({cell: text}, texts)
        lines = {f"📖 {text}"} if kind == TOPIC else {text, SAVED}
        if await self._say(text, lambda screen: lines <= set(_text(screen).splitlines())):
            self._ack(attempt)

    async def _dictate(self, taught: Taught) -> None:
        """«Гусев 5, Зимин н»: a preview comes, and its button is what saves."""
        present, absent = self.draw.sample(taught.pupils, 2)
        text = f"{present.surname} {self.draw.choice('2345')}, {absent.surname} {self.draw.choice(['н', 'оп'])}"
        if self.draw.random() < 0.3:
            text += f"; дз Упражнение {self._number()}"
        await self._say(text, lambda screen: any(data.startswith("d!") for data in screen.data))

    async def _say(self, text: str, sees: Sees) -> bool:
        self.taps += 1
        self.screen, self._fresh = None, False
        people.say(self.sandbox, self.sandbox.bot(), self.person, text)
        return await self._until(lambda: self._drawn(sees))

    def _drawn(self, sees: Sees) -> bool:
        return self._fresh and self.screen is not None and not self.screen.deleted and sees(self.screen)

    async def _until(self, condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not condition():
                    self._news.clear()
                    await self._news.wait()
                return True
        return False

    # --- what a tap means ------------------------------------------------------------------------------------------

    def _deed(self, tap: Data, shown: Message) -> Deed:
        match tap:
            case PutMark():
                cell = Cell(MARK, tap.lesson_id, tap.student_id)
                line = re.compile(rf"✅ {re.escape(self._pupil(cell).short)}: (?:\S+ → )?{re.escape(tap.value)}")
                return Deed({cell: tap.value}, lambda screen: _has_line(screen, line))
            case RemoveMark():
                cell = Cell(MARK, tap.lesson_id, tap.student_id)
                line = re.compile(rf"✅ {re.escape(self._pupil(cell).short)}: отметка убрана")
                return Deed({cell: ""}, lambda screen: _has_line(screen, line))
            case SetCode() | Came():
                cell = Cell(ATTENDANCE, tap.lesson_id, tap.student_id)
                code = (tap.code or "") if isinstance(tap, SetCode) else ""
                if isinstance(tap, Came):
                    return Deed({cell: code}, lambda screen: _offers(screen, PutMark, tap.student_id))
                return Deed({cell: code}, lambda screen: _code_of(screen, self._pupil(cell)) == code)
            case CloseWith():
                return Deed({Cell(CLOSED, tap.lesson_id): "1"}, _says_closed)
            case Close():
                # A lesson that lacks something is not closed but asked about: no promise is broken by that.
                return Deed({Cell(CLOSED, tap.lesson_id): "1"}, _says_closed)
            case Apply():
                return self._spoken(tap, shown)
        return Deed({}, lambda _: True)

    def _pupil(self, cell: Cell) -> Pupil:
        return next(one for one in self.lessons[cell.lesson_id].pupils if one.student_id == cell.student_id)

    def _spoken(self, tap: Apply, shown: Message) -> Deed:
        """What the preview names, read as the teacher reads it; saved once the card shows it."""
        heading = _text(shown)
        taught = next(one for one in self.who.lessons if f"{one.group} · {one.subject} · " in heading.splitlines()[0])
        meant: dict[Cell, str] = {}
        for pupil in taught.pupils:
            for said in re.findall(
                rf"^{re.escape(f'{pupil.surname} {pupil.given_name}')} — (.+)$", heading, re.MULTILINE
            ):
                if code := re.search(r"\((Н|Б|У|ОП)\)$", said):
                    meant[Cell(ATTENDANCE, taught.lesson_id, pupil.student_id)] = code[1]
                else:
                    meant[Cell(MARK, taught.lesson_id, pupil.student_id)] = said.split(" → ")[-1].split(" ")[0]
        if text := re.search(r"(Упражнение \d+)", heading):
            meant[Cell(HOMEWORK, taught.lesson_id)] = text[1]
        if tap.close:
            meant[Cell(CLOSED, taught.lesson_id)] = "1"
        return Deed(meant, lambda screen: _card_shows(screen, taught, meant))


def _text(message: Message) -> str:
    return str(message.body.get("text", ""))


def _has_line(screen: Message, line: re.Pattern[str]) -> bool:
    return any(line.fullmatch(one) for one in _text(screen).splitlines())


def _says_closed(screen: Message) -> bool:
    return CLOSED_LINE.search(_text(screen)) is not None


def _buttons(screen: Message) -> list[tuple[str, str]]:
    rows: Sequence[Sequence[Mapping[str, str]]] = screen.body.get("reply_markup", {}).get("inline_keyboard", [])
    return [(one["text"], one.get("callback_data", "")) for row in rows for one in row]


def _offers(screen: Message, kind: type[PutMark], student_id: int) -> bool:
    wanted = f"{kind.__prefix__}:"
    return any(data.startswith(wanted) and kind.unpack(data).student_id == student_id for _, data in _buttons(screen))


def _code_of(screen: Message, pupil: Pupil) -> str | None:
    """The code that the list of attendance shows for a student; None where there is no such list."""
    if not _text(screen).startswith("🙋 Посещаемость"):
        return None
    for label, data in _buttons(screen):
        name = f" {pupil.short}"
        if name in label and data.partition(":")[0] in (OneStudent.__prefix__, SetCode.__prefix__):
            rest = label.partition(name)[2].split()
            return CODES.get(rest[0], "") if rest else ""
    return None


def _card_shows(screen: Message, taught: Taught, meant: Meant) -> bool:
    """Whether it is the lesson's card with every value that was meant."""
    text = _text(screen)
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
            case "closed" if not _says_closed(screen):
                return False
    return True
