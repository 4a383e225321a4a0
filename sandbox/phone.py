"""One person's phone: what its chat with the bot shows, and what its owner does."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp

if TYPE_CHECKING:
    from sandbox.client import Telegram

Json: TypeAlias = dict[str, Any]


class Unanswered(AssertionError):
    """What had to come did not come."""


class NoSuchButton(AssertionError):
    """The label is on no message and on no keyboard, or a prefix fits several."""

    def __init__(self, label: str, labels: list[str], reason: str = "there is no button") -> None:
        super().__init__(f"{reason} {label!r}; there are: {', '.join(map(repr, labels)) or 'none'}")


class Shown:
    """A message as a phone shows it."""

    def __init__(self, raw: Json) -> None:
        self.raw = raw

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def from_bot(self) -> bool:
        """In a group the sandbox tells: an anonymous administrator looks like a bot, a post has no author."""
        return bool(self.raw["by_bot"] if "by_bot" in self.raw else self.raw["from"]["is_bot"])

    @property
    def sender(self) -> str:
        """The name over the bubble."""
        chat = self.raw.get("sender_chat")
        return str(chat["title"] if chat is not None else self.raw["from"]["first_name"])

    @property
    def text(self) -> str:
        """The text, or a picture's or file's caption."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def edited(self) -> bool:
        return bool(self.raw.get("edited"))

    @property
    def entities(self) -> list[Json]:
        found: list[Json] = self.raw.get("entities") or self.raw.get("caption_entities") or []
        return found

    @property
    def file_id(self) -> str | None:
        """What `Phone.download` needs: of the largest size of a photo, or of a document."""
        if "photo" in self.raw:
            return str(self.raw["photo"][-1]["file_id"])
        for kind in ("document", "sticker", "voice", "video", "audio"):
            if kind in self.raw:
                return str(self.raw[kind]["file_id"])
        return None

    @property
    def rows(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in self._keyboard()]

    @property
    def labels(self) -> list[str]:
        return [label for row in self.rows for label in row]

    @property
    def buttons(self) -> list[Json]:
        """The buttons as Bot API has them."""
        return [button for row in self._keyboard() for button in row]

    def _keyboard(self) -> list[list[Json]]:
        keyboard: list[list[Json]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return keyboard

    def __repr__(self) -> str:
        return f"<{self.id}: {self.text!r} {self.rows or ''}>"


class Phone:
    """`messages` oldest first; `last` the bot's newest; `screen` what the bot sent or redrew last."""

    def __init__(self, telegram: "Telegram", user: int, name: str) -> None:
        self.id = user
        self.name = name
        self.alerts: list[str] = []
        self.keyboard: Json | None = None
        self._telegram = telegram
        self._messages: dict[int, Json] = {}
        self._screen = 0
        self._loaded = 0
        self._bot: str | None = None
        self._where: Json = {"user": user}
        """What each deed says of itself: who does it, and in which group if in one."""

    def __repr__(self) -> str:
        return f"<phone of {self.name}>"

    # what it shows

    @property
    def messages(self) -> list[Shown]:
        return [Shown(raw) for raw in self._messages.values()]

    @property
    def heard(self) -> list[Shown]:
        """What the bot wrote, oldest first."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Shown:
        heard = self.heard
        if not heard:
            raise Unanswered(f"the bot has written nothing to {self.name}")
        return heard[-1]

    @property
    def screen(self) -> Shown:
        raw = self._messages.get(self._screen)
        return Shown(raw) if raw is not None else self.last

    @property
    def labels(self) -> list[str]:
        """Every label that can be pressed, newest message first, then the reply keyboard."""
        inline = [label for message in reversed(self.heard) for label in message.labels]
        return inline + [label for label in self._reply_labels() if label not in inline]

    # what its owner does

    async def say(self, text: str, *, reply_to: int | None = None, forwarded_from: str | None = None) -> None:
        """Write a text."""
        body = {**self._where, "text": text, "reply_to": reply_to, "forwarded_from": forwarded_from}
        await self._do("/page/say", body)

    async def press(self, label: str, *, message: Shown | None = None) -> Json | None:
        """Press the button of that label on the newest message that has it, or on the reply keyboard.

        A prefix is enough where it fits one label. Returns the bot's answer to an inline tap: text and show_alert.
        """
        found = self._inline(label, message)
        if found is None:
            await self._press_reply(self._reply_button(label))
            return None
        at, button = found
        if "callback_data" not in button:
            raise NoSuchButton(label, self.labels, f"nothing comes to the bot from the button {button['text']!r} for")
        return await self._tap(at.id, button["callback_data"], forged=False)

    async def forge(self, data: str, *, message: Shown | None = None) -> Json | None:
        """Send a tap that no button carries, as an altered client can."""
        return await self._tap((message or self.last).id, data, forged=True)

    async def _tap(self, message_id: int, data: str, *, forged: bool) -> Json | None:
        body = {**self._where, "message_id": message_id, "data": data, "forged": forged}
        tap = (await self._telegram.post("/page/press", body))["callback_id"]
        answers = self._telegram.answers
        try:
            await self._telegram.until(lambda: tap in answers, f"the answer to the tap {data!r} of {self.name}")
        except Unanswered:
            self._telegram.unanswered.pop(tap, None)  # told once is enough
            raise
        await self._telegram.settled()
        return answers[tap]

    async def upload(
        self,
        *files: bytes | Path,
        name: str = "file.bin",
        kind: str = "document",
        caption: str = "",
        mime: str = "application/octet-stream",
    ) -> None:
        """Send a file, or several as an album. kind: photo, document, sticker, voice, video, audio."""
        where = {name: str(value) for name, value in self._where.items()}
        form = aiohttp.FormData({**where, "kind": kind, "caption": caption}, default_to_multipart=True)
        for file in files:
            content = file.read_bytes() if isinstance(file, Path) else file
            filename = file.name if isinstance(file, Path) else name
            form.add_field("file", content, filename=filename, content_type=mime)
        await self._telegram.send_form("/page/upload", form)
        await self._telegram.settled()

    async def contact(self, phone_number: str) -> None:
        """Share the own contact."""
        await self._do("/page/contact", {**self._where, "phone_number": phone_number})

    async def edit(self, message: Shown, text: str) -> None:
        """Edit an own message."""
        await self._do("/page/edit", {**self._where, "message_id": message.id, "text": text})

    async def delete(self, message: Shown) -> None:
        """Delete a message; no bot hears of it."""
        await self._do("/page/delete", {**self._where, "message_id": message.id})

    async def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or unblock it."""
        await self._do("/page/block", {"user": self.id, "blocked": blocked})

    async def deactivate(self) -> None:
        """Delete the account."""
        await self._telegram.post("/page/block", {"user": self.id, "deactivated": True})

    async def sees(self, fragment: str) -> Shown:
        """Wait until a message of the bot holds that text, and return the newest such."""
        await self._telegram.until(lambda: any(self._holding(fragment)), f"{fragment!r} on {self!r}")
        return next(self._holding(fragment))

    async def download(self, message: Shown) -> bytes:
        """The bytes of a message's picture or file."""
        if message.file_id is None:
            raise Unanswered(f"there is no file in {message!r}")
        return await self._telegram.bytes_of(message.file_id)

    def _holding(self, fragment: str) -> Iterator[Shown]:
        return (message for message in reversed(self.heard) if fragment in message.text)

    async def _do(self, path: str, body: Json) -> None:
        await self._telegram.post(path, body)
        await self._telegram.settled()

    def _inline(self, label: str, message: Shown | None) -> tuple[Shown, Json] | None:
        """The button of that label, exact before prefix, on the newest message that has it."""
        messages = [message] if message is not None else list(reversed(self.heard))
        for at in messages:
            for button in at.buttons:
                if button["text"] == label:
                    return at, button
        if label in self._reply_labels():
            return None
        for at in messages:
            fitting = [button for button in at.buttons if button["text"].startswith(label)]
            if len(fitting) > 1:
                raise NoSuchButton(label, [button["text"] for button in fitting], "several buttons begin with")
            if fitting:
                return at, fitting[0]
        return None

    def _reply_button(self, label: str) -> Json:
        buttons = self._reply_buttons()
        exact = [button for button in buttons if button["text"] == label]
        fitting = exact or [button for button in buttons if button["text"].startswith(label)]
        if len(fitting) != 1:
            raise NoSuchButton(label, self.labels)
        return fitting[0]

    def _reply_buttons(self) -> list[Json]:
        rows = (self.keyboard or {}).get("keyboard", [])
        return [{"text": button} if isinstance(button, str) else button for row in rows for button in row]

    def _reply_labels(self) -> list[str]:
        return [button["text"] for button in self._reply_buttons()]

    async def _press_reply(self, button: Json) -> None:
        """A button of the reply keyboard writes its label, or shares the contact it asks for."""
        if button.get("request_contact"):
            await self.contact(f"+7{self.id}")
        else:
            await self.say(button["text"])

    # the mirror

    def load(self, chat: Json) -> None:
        """Take over what the chat holds; events up to its number are part of it."""
        self._messages = {message["message_id"]: message for message in chat["messages"]}
        self.alerts = [alert["text"] for alert in chat["alerts"]]
        self.keyboard = chat["keyboard"]
        self._bot = chat["bot"]["username"]
        self._loaded = chat["seq"]

    def take(self, number: int, event: Json) -> None:
        """Show an event that came after loading; the chat with another bot is another chat."""
        if number <= self._loaded or event.get("bot", self._bot) != self._bot:
            return
        match event["type"]:
            case "message" | "edit":
                message = event["message"]
                self._messages[message["message_id"]] = message
                if Shown(message).from_bot:
                    self._screen = message["message_id"]
            case "delete":
                self._messages.pop(event["message_id"], None)
            case "answer" if event["text"]:
                self.alerts.append(event["text"])
            case "keyboard":
                self.keyboard = event["keyboard"]
