"""A test client: phones of people in a sandbox, over its HTTP. It waits on events and never sleeps.

    async with Telegram(server.base) as telegram:
        mother = await telegram.person("Иванова Мария")
        await mother.say("/start")
        await mother.press("Даю согласие")
        assert "Готово" in mother.screen.text

What a phone shows is a mirror of the sandbox's events, so it is read without waiting. Every deed returns when the bot
has confirmed it (and, for a tap, answered it) and the mirror has caught up. A bot that works after it has confirmed
passes `settle=`: it is awaited after each deed, until the work is done.

A bot that did wrong fails the test that made it: when the block ends, a call that the sandbox refused for the bot's own
fault and a tap that nobody answered raise Misbehaved. What a scripted fault or the limits refused is no fault of the
bot's; what a test provokes on purpose stands in `tolerated`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from sandbox.phone import Json, Phone, Unanswered
from sandbox.seat import Seat

PATIENCE = 10.0


class Misbehaved(AssertionError):
    """The bot made calls that a right bot does not make, or left taps without an answer."""


class Telegram:
    """A connection to a sandbox: its people, its clock, its faults, and every call the bot made."""

    def __init__(
        self,
        base: str,
        *,
        settle: Callable[[], Awaitable[None]] | None = None,
        patience: float = PATIENCE,
        transcript: Path | None = None,
        strict: bool = True,
    ) -> None:
        self.base = base
        self.patience = patience
        self.calls: list[Json] = []
        self.phones: dict[int, Phone] = {}
        self.seats: dict[tuple[int, int], Seat] = {}
        self.answers: dict[str, Json] = {}
        self.unanswered: dict[str, Json] = {}
        """Taps, by anybody, that no answer has come for."""
        self.tolerated: set[str] = set()
        """Words of refusals that are provoked on purpose."""
        self.strict = strict
        self.settle = settle
        self._transcript = transcript
        self._seen = 0
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(self.base, timeout=aiohttp.ClientTimeout(total=None))
        self._stream = await self._session.get("/page/events")
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if self.strict and error is None:
                await self.judge()
        finally:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
            self._stream.close()
            await self._session.close()

    # judging

    async def judge(self) -> None:
        """Misbehaved if the bot has done wrong so far. A sandbox that has gone already is judged by what it has told."""
        with suppress(aiohttp.ClientError):
            async with self._session.get("/page/settled?timeout=0") as response:
                seen = (await response.json())["seq"]
            await self.until(lambda: self._seen >= seen, f"events up to {seen}")
        wrong = [
            *(f"{call['method']}({call['params']}): {call['error']}" for call in self.unexpected),
            *(f"no answer to the tap {tap['data']!r} of {tap['user']}" for tap in self.unanswered.values()),
        ]
        if wrong:
            raise Misbehaved("\n".join(wrong))

    @property
    def unexpected(self) -> list[Json]:
        """Calls refused for the bot's own fault: 4xx, or a method that is not played, and neither scripted nor tolerated.

        Too many calls are judged by `impatient`; a poll that another one ended is how bots are restarted.
        """
        return [
            call
            for call in self.refused
            if call["fault"] is None
            and (400 <= call["status"] < 500 or call["status"] == 501)
            and call["status"] != 429
            and (call["method"], call["status"]) != ("getUpdates", 409)
            and not any(words in call["error"] for words in self.tolerated)
        ]

    @property
    def impatient(self) -> list[Json]:
        """Calls that came before the `retry_after` of an earlier 429 had run out."""
        return [call for call in self.calls if call["impatient"] is not None]

    # people

    async def person(self, name: str, *, username: str | None = None, language: str = "ru", note: str = "") -> Phone:
        """A new person's phone."""
        fields = {"name": name, "username": username, "language": language, "note": note}
        return await self._phone(await self.post("/page/people", fields))

    async def people(self) -> list[Phone]:
        """The phones of everybody there is, with what their chats already hold."""
        return [await self._phone(person) for person in await self.get("/page/people")]

    async def _phone(self, person: Json) -> Phone:
        phone = self.phones.get(person["id"])
        if phone is None:
            phone = self.phones[person["id"]] = Phone(self, person["id"], person["name"])
            phone.load(await self.get(f"/page/chat/{phone.id}"))
        return phone

    # groups

    async def group(self, owner: Phone, title: str, *members: Phone | str, **more: Any) -> Seat:
        """A group that somebody makes: `type=` (supergroup unless named), `username=`; members are phones or @bots.

        What comes back is the owner's seat in it.
        """
        people = [member.id for member in members if isinstance(member, Phone)]
        bots = [member for member in members if isinstance(member, str)]
        fields = {"user": owner.id, "title": title, "type": "supergroup", "members": people, "bots": bots, **more}
        group = await self.post("/page/groups", fields)
        await self.settled()
        return await self.seat(owner, group["id"])

    async def join(self, phone: Phone, chat: int) -> Seat:
        """Somebody joins a group."""
        await self.post("/page/members", {"user": phone.id, "chat": chat, "status": "member"})
        await self.settled()
        return await self.seat(phone, chat)

    async def seat(self, phone: Phone, chat: int) -> Seat:
        """Somebody's phone with that group open."""
        seat = self.seats.get((phone.id, chat))
        if seat is None:
            seat = self.seats[phone.id, chat] = Seat(self, phone, chat)
            seat.load(await self.get(f"/page/chat/{phone.id}?chat={chat}"))
        return seat

    # waiting

    async def settled(self) -> None:
        """Until the bot has confirmed every update, has done its work, and the phones show all of it."""
        seen = await self._settled_once()
        if self.settle is not None:
            await self.settle()
            seen = await self._settled_once()
        await self.until(lambda: self._seen >= seen, f"events up to {seen}")

    async def _settled_once(self) -> int:
        answer = await self.get(f"/page/settled?timeout={self.patience}")
        return int(answer["seq"])

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Until the condition holds; it is looked at after each event. AssertionError when patience ends."""
        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(condition), self.patience)
            except TimeoutError as error:
                raise Unanswered(f"waited {self.patience:g} s in vain for {what}") from error

    # the clock, faults, calls

    async def forward(self, by: timedelta) -> None:
        """Wind the sandbox's clock."""
        await self.post("/page/clock", {"forward": int(by.total_seconds())})

    async def fault(self, kind: str, **when: Any) -> int:
        """Script a fault: method=, user=, count=, probability=, retry_after=, delay= as `POST /page/faults` takes them."""
        return int((await self.post("/page/faults", {"kind": kind, **when}))[-1]["id"])

    async def clear_faults(self) -> None:
        """No faults any more: what is slow answers now, what hangs is cut, a held update comes."""
        await self.post("/page/faults", [])

    async def limit(self, *, enforced: bool = True, **numbers: int) -> None:
        """Enforce the limits, or don't: bot_per_second=, chat_per_second=, group_per_minute=."""
        await self.post("/page/limits", {"enforced": enforced, **numbers})

    @property
    def refused(self) -> list[Json]:
        """The calls that the sandbox refused, or a fault struck."""
        return [call for call in self.calls if call["error"] is not None]

    # HTTP

    async def get(self, path: str) -> Any:
        async with self._session.get(path) as response:
            return await self._content(response)

    async def post(self, path: str, body: Any) -> Any:
        async with self._session.post(path, json=body) as response:
            return await self._content(response)

    async def send_form(self, path: str, form: aiohttp.FormData) -> Any:
        async with self._session.post(path, data=form) as response:
            return await self._content(response)

    async def bytes_of(self, file_id: str) -> bytes:
        async with self._session.get(f"/page/file/{file_id}") as response:
            response.raise_for_status()
            return await response.read()

    async def _content(self, response: aiohttp.ClientResponse) -> Any:
        content = await response.json()
        if response.status >= 400:
            raise AssertionError(f"{response.url.path}: {content['error']}")
        return content

    # events

    async def _read(self) -> None:
        number = 0
        async for raw in self._stream.content:
            line = raw.decode().rstrip("\n")
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("data: "):
                await self._take(number, json.loads(line[6:]))
            elif line == ": hello":
                async with self._news:
                    self._seen = number
                    self._news.notify_all()

    def _watching(self, event: Json) -> list[Phone]:
        """The phones that show it: in a group everybody's, or only of the one whom it is for."""
        user, chat = event["user"], event.get("chat")
        if chat is None:
            return [self.phones[user]] if user in self.phones else []
        return [seat for (who, where), seat in self.seats.items() if where == chat and user in (None, who)]

    async def _take(self, number: int, event: Json) -> None:
        async with self._news:
            self._seen = number
            if event["type"] == "call":
                self.calls.append(event["call"])
            elif event["type"] == "answer":
                self.answers[event["callback_id"]] = event
                self.unanswered.pop(event["callback_id"], None)
            elif event["type"] == "tap":
                self.unanswered[event["callback_id"]] = event
            for phone in self._watching(event):
                phone.take(number, event)
            self._news.notify_all()
        if self._transcript is not None:
            with self._transcript.open("a", encoding="utf-8") as transcript:
                transcript.write(json.dumps({"number": number, **event}, ensure_ascii=False) + "\n")
