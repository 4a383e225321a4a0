"""A dialogue with somebody else's bot: what a person does, and exactly what the phone must show for it."""

from collections.abc import Callable

from sandbox.client import Telegram
from sandbox.phone import Json, Phone, Shown


class Talk:
    """One person's talk with the bot. Every deed names the texts that it must bring, all of them and in order."""

    def __init__(self, telegram: Telegram, phone: Phone) -> None:
        self.telegram = telegram
        self.phone = phone
        self._heard = 0

    async def say(self, text: str, *answers: str) -> None:
        await self.phone.say(text)
        await self.hear(*answers)

    async def press(self, label: str, *answers: str) -> None:
        """Press a button of the reply keyboard, as soon as it is there. Without answers, nothing is said of them."""
        await self.until(lambda: label in self.phone.labels, f"the button {label!r}")
        await self.phone.press(label)
        if answers:
            await self.hear(*answers)

    async def hear(self, *answers: str) -> None:
        """The next messages of the bot have these texts."""
        expected = list(answers)
        await self.telegram.until(
            lambda: len(self._fresh()) >= len(expected), f"{expected}, got {self._texts()} from {self.phone.heard!r}"
        )
        assert self._texts() == expected, f"expected {expected}, heard {self._texts()}"
        self._heard = len(self.phone.heard)

    async def shows(self, text: str) -> Shown:
        """The screen becomes that text, perhaps by an edit."""
        await self.until(lambda: self.phone.screen.text == text, f"the screen {text!r}")
        return self.phone.screen

    async def keyboard(self, *labels: str) -> None:
        """The reply keyboard becomes these buttons; none at all when it is taken away."""
        await self.until(lambda: self.phone.labels == list(labels), f"the keyboard {labels}")

    async def tap(self, label: str, answer: str | None = None) -> None:
        """Tap an inline button; the bot's note at it is exactly that."""
        told: Json | None = await self.phone.press(label)
        assert ((told or {}).get("text") or None) == answer, f"expected {answer!r}, got {told}"

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        await self.telegram.until(condition, what)

    @property
    def last(self) -> Shown:
        return self.phone.last

    def _fresh(self) -> list[Shown]:
        return self.phone.heard[self._heard :]

    def _texts(self) -> list[str]:
        return [message.text for message in self._fresh()]
