"""A teacher who taps: a seeded walk over the real buttons of the own screens, and what each screen says was saved."""

import asyncio
import random
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

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
from tests.torture import screens
from tests.torture.house import Pupil, Taught, Teacher
from tests.torture.ledger import (
    ATTENDANCE,
    CLOSED,
    HOMEWORK,
    MARK,
    TOPIC,
    Attempt,
    Cell,
    Conflict,
    Ledger,
    Meant,
    Seen,
)
from tests.torture.telegram import Heard

LIKED: Final[Mapping[type[Data], float]] = {
    PutMark: 8, SetCode: 2, Marks: 2, OneCell: 1, RemoveMark: 2, Came: 3, OneStudent: 1, AllPresent: 1,
    Attendance: 1, LessonCard: 1, AskTopic: 1, Homework: 1, Close: 0.05, CloseWith: 1, Apply: 30, Look: 10, Today: 0.5,
}  # fmt: skip
"""How gladly each kind of button is pressed; others never are."""
KINDS: Final = {kind.__prefix__: kind for kind in LIKED}
DICTATES: Final = 0.15
"""How often somebody at an open card types the lesson instead."""
PATIENCE: Final = 15.0
"""Seconds before a person presses again."""
AGAIN: Final = 0.6
"""How often the same button is pressed again, rather than beginning anew."""
AWAITS_TASK: Final = re.compile("Напишите задание|Новое сообщение заменит")
SAVED: Final = "✅ Сохранено. Фото и файлы можно прислать следом."


class Deed(NamedTuple):
    """A tap or a text, what it means, and how its screen will look once it is saved."""

    meant: Meant
    saved: screens.Sees
    seen: Mapping[Cell, Seen] = {}
    """What stood there before, as far as the screen says it."""


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
        self.liked = {prefix: kind for prefix, kind in KINDS.items() if not (who.together and kind is Came)}
        """With a colleague at the same lesson the marks that `Came` asks for may be those of a later «ОП»."""
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
                if self._awaits("📝 Домашнее задание") and AWAITS_TASK.search(screens.text_of(self.screen)):
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
        return self.screen is not None and screens.text_of(self.screen).startswith(title)

    def _on_screen(self) -> list[tuple[Data, str]]:
        """The buttons of the screen that are liked; a list of marks offers its figures often and its names rarely."""
        found: list[tuple[Data, str]] = []
        for data in self.screen.data if self.screen is not None and not self.screen.deleted else ():
            kind = self.liked.get(data.partition(":")[0])
            if kind is None:
                continue
            tap = kind.unpack(data)
            # The second slot would make a family's line ambiguous; who closes «as on the previous lesson» takes over codes
            # that another lesson has, and the screen names only whose.
            if getattr(tap, "slot", 1) == 1 and getattr(tap, "attendance", "") != "same":
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
            attempt = self._attempt(deed.meant, seen=deed.seen) if deed.meant else None
            self.taps += 1
            self._fresh = False
            pressed = people.press(self.sandbox, self.sandbox.bot(), self.person, shown.id, data)
            if await self._until(lambda tap_id=pressed.id: self._drawn(deed.saved) or self._answered(tap_id)):  # type: ignore[misc]
                # The answer and the screen travel side by side; a refusal, and what changes nothing, has no new screen.
                if await self._until(lambda: self._drawn(deed.saved), 1.0):
                    self._ack(attempt, tap)
                    return
                self._told_of_another(tap)
                if self._fresh and not deed.meant:
                    break
                if self._answered(pressed.id) and self.draw.random() < 0.5:
                    return
            if data not in shown.data or self.draw.random() > AGAIN:
                break
        self.screen = self.lesson = None

    def _attempt(self, meant: Meant, perhaps: Meant | None = None, seen: Mapping[Cell, Seen] | None = None) -> Attempt:
        return self.ledger.attempt(meant, perhaps, who=self.who.person_id, seen=seen)

    def _told_of_another(self, tap: Data) -> None:
        """The screen may say that a colleague changed the mark meanwhile, and offers to replace that (G16)."""
        if not isinstance(tap, PutMark | RemoveMark) or not self._fresh or self.screen is None:
            return
        if said := screens.CONFLICT.search(screens.text_of(self.screen)):
            cell = Cell(MARK, tap.lesson_id, tap.student_id)
            self.ledger.conflicts.append(Conflict(cell, tap.version, said["there"] or "", said["who"]))

    def _answered(self, tap_id: str) -> bool:
        return self._answer[0] == tap_id

    def _ack(self, attempt: Attempt | None, tap: Data | None = None) -> None:
        if attempt is not None:
            attempt.shown = time.monotonic()
        lesson_id = getattr(tap, "lesson_id", None)
        if lesson_id is not None:
            self.lesson = self.lessons.get(lesson_id)
        elif isinstance(tap, Today):
            self.lesson = None

    async def _type(self, taught: Taught, kind: str, text: str) -> None:
        cell = Cell(kind, taught.lesson_id)
        texts = {Cell(one, lesson_id): text for one in (TOPIC, HOMEWORK) for lesson_id in self.lessons}
        del texts[cell]
        attempt = self._attempt({cell: text}, texts)
        lines = [f"📖 {text}"] if kind == TOPIC else [text, SAVED]
        if await self._say(text, lambda screen: screens.says_of(screen, taught, *lines)):
            self._ack(attempt)

    async def _dictate(self, taught: Taught) -> None:
        """«Гусев 5, Зимин н»: a preview comes, and its button is what saves."""
        present, absent = self.draw.sample(taught.pupils, 2)
        text = f"{present.surname} {self.draw.choice('2345')}, {absent.surname} {self.draw.choice(['н', 'оп'])}"
        if self.draw.random() < 0.3:
            text += f"; дз Упражнение {self._number()}"
        await self._say(text, lambda screen: any(data.startswith("d!") for data in screen.data))

    async def _say(self, text: str, sees: screens.Sees) -> bool:
        self.taps += 1
        self.screen, self._fresh = None, False
        people.say(self.sandbox, self.sandbox.bot(), self.person, text)
        return await self._until(lambda: self._drawn(sees))

    def _drawn(self, sees: screens.Sees) -> bool:
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
                return Deed({cell: tap.value}, lambda screen: screens.has_line(screen, line), {cell: tap.version})
            case RemoveMark():
                cell = Cell(MARK, tap.lesson_id, tap.student_id)
                line = re.compile(rf"✅ {re.escape(self._pupil(cell).short)}: отметка убрана")
                return Deed({cell: ""}, lambda screen: screens.has_line(screen, line), {cell: tap.version})
            case SetCode() | Came():
                cell = Cell(ATTENDANCE, tap.lesson_id, tap.student_id)
                code = (tap.code or "") if isinstance(tap, SetCode) else ""
                seen = {cell: tap.version}
                if isinstance(tap, Came):
                    return Deed({cell: code}, lambda screen: screens.offers(screen, PutMark, tap.student_id), seen)
                return Deed({cell: code}, lambda screen: screens.code_of(screen, self._pupil(cell)) == code, seen)
            case CloseWith():
                return Deed({Cell(CLOSED, tap.lesson_id): "1"}, screens.says_closed)
            case Close():
                # A lesson that lacks something is not closed but asked about: no promise is broken by that.
                return Deed({Cell(CLOSED, tap.lesson_id): "1"}, screens.says_closed)
            case Apply():
                return self._spoken(tap, shown)
        return Deed({}, lambda _: True)

    def _pupil(self, cell: Cell) -> Pupil:
        return next(one for one in self.lessons[cell.lesson_id].pupils if one.student_id == cell.student_id)

    def _spoken(self, tap: Apply, shown: Message) -> Deed:
        """What the preview names, read as the teacher reads it; saved once the card shows it."""
        heading = screens.text_of(shown)
        taught = next(one for one in self.who.lessons if f"{one.group} · {one.subject} · " in heading.splitlines()[0])
        meant: dict[Cell, str] = {}
        seen: dict[Cell, Seen] = {}
        for pupil in taught.pupils:
            for said in re.findall(
                rf"^{re.escape(f'{pupil.surname} {pupil.given_name}')} — (.+)$", heading, re.MULTILINE
            ):
                if said.endswith("отмечено раньше"):
                    continue
                if code := re.search(r"\((Н|Б|У|ОП)\)$", said):
                    meant[Cell(ATTENDANCE, taught.lesson_id, pupil.student_id)] = code[1]
                else:
                    cell, (*before, value) = Cell(MARK, taught.lesson_id, pupil.student_id), said.split(" → ")
                    meant[cell] = value.split(" ")[0]
                    if before:
                        seen[cell] = before[0]
        if text := re.search(r"(Упражнение \d+)", heading):
            meant[Cell(HOMEWORK, taught.lesson_id)] = text[1]
        if tap.close:
            meant[Cell(CLOSED, taught.lesson_id)] = "1"
        return Deed(meant, lambda screen: screens.card_shows(screen, taught, meant), seen)
