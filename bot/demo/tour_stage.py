"""The stage of the tour: whose phone it is, what its owner does, what it then shows, and whether that is right."""

from collections.abc import Mapping
from datetime import timedelta

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.demo.start import Demo
from locales import Texts
from sandbox.client import Telegram
from sandbox.phone import Phone, Shown

WIDTH = 72
STYLES = {"bold": "bold", "italic": "italic", "strikethrough": "strike", "code": "cyan", "underline": "underline"}
LONGEST_KEYBOARD = 6
"""Rows of buttons that are drawn; a class of 25 would fill the terminal."""


class Unexpected(Exception):
    """A phone shows something else than it must."""

    def __init__(self, expected: str, came: str) -> None:
        super().__init__(expected, came)
        self.expected = expected
        self.came = came


class Stage:
    """Plays deeds on phones and tells them; `expect…` raise Unexpected."""

    def __init__(self, t: Texts, console: Console, demo: Demo, telegram: Telegram, phones: Mapping[int, Phone]) -> None:
        self.t = t
        self.console = console
        self.demo = demo
        self.telegram = telegram
        self.phones = phones
        self.notes = {guest.telegram: guest.note for guest in demo.guests}

    def phone(self, surname: str) -> Phone:
        """The phone of the guest of that surname: the first one, if there are several."""
        return next(phone for phone in self.phones.values() if phone.name.endswith(surname))

    # --- what is told ------------------------------------------------------------------------------------------------

    def act(self, key: str) -> None:
        """A heading."""
        self.console.print()
        self.console.rule(Text(self.t.label(key), style="bold"), align="left", style="dim")

    def tell(self, key: str, **facts: str | int) -> None:
        """A sentence of the story."""
        self.console.print(Text(self.t.label(key, **facts), style="italic"), width=WIDTH)

    def proved(self, key: str, **facts: str | int) -> None:
        """What the act has shown."""
        self.console.print(Text(f"✓ {self.t.label(key, **facts)}", style="green"), width=WIDTH)

    def tell_failure(self, unexpected: Unexpected) -> None:
        """What was expected, and what came instead."""
        self.console.print()
        self.console.print(Text(self.t.label("tour-failed"), style="bold red"))
        self.console.print(Text(self.t.label("tour-expected", what=unexpected.expected)))
        self.console.print(Text(self.t.label("tour-came", what=unexpected.came)))

    def _deed(self, key: str, phone: Phone, what: str) -> None:
        time = f"{self.demo.clock.now():%H:%M}"
        self.console.print()
        self.console.print(
            Text(self.t.label(key, time=time, who=phone.name, what=what), style="bold cyan"), width=WIDTH
        )

    def show(self, phone: Phone, message: Shown | None = None) -> None:
        """Draw a message as that phone shows it."""
        shown = message or phone.screen
        drawn = [_text(shown), *_keyboard(shown)]
        title = f"{phone.name} · {self.notes[phone.id]}"
        if self.console.is_terminal:
            panel = Panel(
                Group(*drawn), title=title, title_align="left", box=box.ROUNDED, border_style="dim", width=WIDTH
            )
            self.console.print(Padding(panel, (0, 0, 0, 2)))
            return
        self._plain(f"  [{title}]")
        for part in drawn:
            for line in part.plain.split("\n"):
                self._plain(f"    {line}".rstrip())

    def _plain(self, line: str) -> None:
        self.console.print(Text(line), soft_wrap=True)

    # --- what is done ------------------------------------------------------------------------------------------------

    async def writes(self, phone: Phone, text: str, *, show: bool = True) -> None:
        """The owner writes a message."""
        self._deed("tour-writes", phone, text)
        await phone.say(text)
        if show:
            self.show(phone)

    async def taps(self, phone: Phone, label: str, *, on: Shown | None = None, show: bool = True) -> None:
        """The owner presses a button."""
        self._deed("tour-taps", phone, label)
        answer = await phone.press(label, message=on)
        if answer is not None and answer["text"]:
            self.console.print(Text(self.t.label("tour-alert", text=answer["text"]), style="yellow"))
        if show:
            self.show(phone)

    async def walks(self, phone: Phone, *labels: str) -> None:
        """The owner goes through the menu to a screen; only the last one is drawn."""
        await phone.say("/menu")
        for label in labels[:-1]:
            await self.taps(phone, label, show=False)
        await self.taps(phone, labels[-1])

    async def later(self, by: timedelta) -> None:
        """Wind the school's clock."""
        await self.telegram.forward(by)
        now = self.demo.clock.now()
        self.tell("tour-later", day=self.t.day_in_words(now.date()), time=f"{now:%H:%M}")

    async def rings(self, phone: Phone, fragment: str) -> Shown:
        """A push comes to the phone."""
        message = await phone.sees(fragment)
        self._deed("tour-rings", phone, fragment)
        self.show(phone, message)
        return message

    # --- what must be ------------------------------------------------------------------------------------------------

    def expect(self, came: str, *fragments: str) -> None:
        """Every fragment is in the text."""
        for fragment in fragments:
            if fragment not in came:
                raise Unexpected(fragment, came)

    def expect_equal(self, came: str, expected: str) -> None:
        """The text is exactly that."""
        if came != expected:
            raise Unexpected(expected, came)

    def expect_count(self, phone: Phone, fragment: str, count: int) -> None:
        """So many messages of the phone hold the fragment."""
        found = [message.text for message in phone.heard if fragment in message.text]
        if len(found) != count:
            what = self.t.label("tour-messages", count=count, fragment=fragment, who=phone.name)
            raise Unexpected(what, "\n".join(found) or self.t.label("tour-nothing"))

    def expect_no_refusals(self) -> None:
        """Not one call of the bot was refused by the local Telegram, which is as strict as the real one."""
        refused = [
            f"{call['method']}: {call['error']}"
            for call in self.telegram.refused
            if "message is not modified" not in call["error"]
        ]
        if refused:
            raise Unexpected(self.t.label("tour-no-refusals"), "\n".join(refused))


def _text(shown: Shown) -> Text:
    """The message with its bold and italic; Telegram counts offsets in UTF-16."""
    raw = shown.text
    drawn = Text(raw)
    units = raw.encode("utf-16-le")
    for entity in shown.entities:
        if style := STYLES.get(entity["type"]):
            begin = len(units[: entity["offset"] * 2].decode("utf-16-le"))
            end = len(units[: (entity["offset"] + entity["length"]) * 2].decode("utf-16-le"))
            drawn.stylize(style, begin, end)
    return drawn


def _keyboard(shown: Shown) -> list[Text]:
    rows = shown.rows
    drawn = [Text(" ").join(Text(f"[ {label} ]", style="blue") for label in row) for row in rows[:LONGEST_KEYBOARD]]
    if len(rows) > LONGEST_KEYBOARD:
        drawn.append(Text("[ … ]", style="blue"))
    return [Text(""), *drawn] if drawn else []
