"""The page's own API, JSON over HTTP: what people see and do. The chat page and the test client live on it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import BodyPartReader, web

from sandbox import page_groups, page_requests, people, wire
from sandbox.crowd import Impossible
from sandbox.errors import Refused
from sandbox.methods.commands import commands_for
from sandbox.page_faults import FaultPage
from sandbox.state import Bot, Group, Json, Person
from sandbox.world import Sandbox, shown

PAGE = Path(__file__).with_name("page")
KEEP_ALIVE = 15
MAX_SETTLE = 60.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, sandbox: Sandbox) -> None:
    """Everything under `/page`, and the page itself at `/`."""
    page = Page(sandbox)
    app.router.add_get("/", page.index)
    app.router.add_static("/page/assets/", PAGE)
    for method, path, handler in (
        ("GET", "/page/people", page.people),
        ("POST", "/page/people", page.add_person),
        ("GET", "/page/chat/{user}", page.chat),
        ("POST", "/page/read", page.read),
        ("POST", "/page/say", page.say),
        ("POST", "/page/press", page.press),
        ("POST", "/page/upload", page.upload),
        ("POST", "/page/contact", page.contact),
        ("POST", "/page/edit", page.edit),
        ("POST", "/page/delete", page.delete),
        ("POST", "/page/block", page.block),
        ("GET", "/page/file/{file_id}", page.file),
        ("GET", "/page/clock", page.clock),
        ("POST", "/page/clock", page.wind),
        ("GET", "/page/events", page.events),
        ("GET", "/page/settled", page.settled),
        ("GET", "/page/calls", page.calls),
    ):
        app.router.add_route(method, path, _polite(handler))
    FaultPage(sandbox).add_routes(app, _polite)
    page_groups.GroupPage(sandbox).add_routes(app, _polite)


def _polite(handler: Handler) -> Handler:
    """What a person can't do, and a request that makes no sense, are answered with one line.

    A page of another origin is turned away: a browser would let it post here even on loopback.
    """

    async def answer(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            return wire.answer({"error": "another page may not act here"}, status=403)
        try:
            return await handler(request)
        except Impossible as impossible:
            return wire.answer({"error": str(impossible)}, status=400)
        except Refused as refused:
            return wire.answer({"error": refused.text}, status=400)
        except (KeyError, ValueError, TypeError) as error:
            return wire.answer({"error": f"bad request: {error}"}, status=400)

    return answer


class Page:
    """The handlers; `bot=` in a request names another bot than the first."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def _body(self, request: web.Request) -> tuple[Bot, Person, Json]:
        body = await page_requests.read(request)
        return self.sandbox.bot(body.get("bot")), self._person(body["user"]), body

    def _person(self, user: int | str) -> Person:
        person = self.sandbox.people.get(int(user))
        if person is None:
            raise Impossible(f"there is no person {user}")
        return person

    def _group(self, named: Json) -> Group | None:
        """The group that a request names by `chat`; nothing names the private chat."""
        return page_groups.find(self.sandbox, named["chat"]) if int(named.get("chat") or 0) < 0 else None

    def _described(self, bot: Bot, person: Person) -> Json:
        """A person; `unread` is of the chat with this bot, `total` of all that the phone has."""
        chat = self.sandbox.chat(bot, person)
        names = ("id", "name", "username", "language", "note", "deactivated")
        total = people.unread(self.sandbox, person)
        state = {"unread": chat.unread, "total": total, "blocked": chat.blocked}
        return {**{name: getattr(person, name) for name in names}, **state}

    async def index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def people(self, request: web.Request) -> web.StreamResponse:
        bot = self.sandbox.bot(request.query.get("bot"))
        return wire.answer([self._described(bot, person) for person in self.sandbox.people.values()])

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        body = await page_requests.read(request)
        person = self.sandbox.add_person(
            body["name"],
            username=body.get("username"),
            language=body.get("language") or "ru",
            note=body.get("note") or "",
            user_id=body.get("id"),
        )
        return wire.answer(self._described(self.sandbox.bot(body.get("bot")), person))

    async def chat(self, request: web.Request) -> web.StreamResponse:
        bot = self.sandbox.bot(request.query.get("bot"))
        person = self._person(request.match_info["user"])
        chat = self.sandbox.chat(bot, person)
        group = self._group(dict(request.query))
        if group is not None:
            opened = page_groups.opened(self.sandbox, group, person, bot)
            return wire.answer({"person": self._described(bot, person), **opened})
        return wire.answer(
            {
                "person": self._described(bot, chat.person),
                "messages": [shown(message) for message in chat.messages.values() if not message.deleted],
                "keyboard": chat.keyboard,
                "commands": commands_for(bot, chat, person),
                "alerts": chat.alerts,
                "menu_button": chat.menu_button or bot.menu_button,
                "bot": bot.user(),
                "seq": self.sandbox.events.last,
            }
        )

    async def read(self, request: web.Request) -> web.StreamResponse:
        bot, person, body = await self._body(request)
        people.read(self.sandbox, bot, person, self._group(body))
        return wire.answer({})

    async def say(self, request: web.Request) -> web.StreamResponse:
        bot, person, body = await self._body(request)
        said = people.say(
            self.sandbox,
            bot,
            person,
            body["text"],
            group=self._group(body),
            sender_chat=self._group({"chat": body.get("sender_chat")}),
            reply_to=body.get("reply_to"),
            forwarded_from=body.get("forwarded_from"),
        )
        return wire.answer([shown(message) for message in said] if len(said) > 1 else shown(said[0]))

    async def press(self, request: web.Request) -> web.StreamResponse:
        bot, person, body = await self._body(request)
        forged = bool(body.get("forged", False))
        message_id, group = int(body["message_id"]), self._group(body)
        tap = people.press(self.sandbox, bot, person, message_id, body["data"], group=group, forged=forged)
        return wire.answer({"callback_id": tap.id})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Multipart: user, kind, caption, and one file or several (an album); a sticker needs no file."""
        given, files = await _parts(request)
        fields = page_requests.checked(request, given)
        kind = fields.get("kind", "document")
        if not files and kind == "sticker":
            files = [(people.STICKER, "sticker.webp", "image/webp")]
        if not files:
            raise Impossible("there is no file in the request")
        sent = people.upload(
            self.sandbox,
            self.sandbox.bot(fields.get("bot")),
            self._person(fields["user"]),
            files,
            kind,
            fields.get("caption", ""),
            group=self._group(fields),
        )
        return wire.answer([shown(message) for message in sent] if len(sent) > 1 else shown(sent[0]))

    async def contact(self, request: web.Request) -> web.StreamResponse:
        bot, person, body = await self._body(request)
        owner = self._person(body["of"]) if "of" in body else None
        group = self._group(body)
        return wire.answer(shown(people.contact(self.sandbox, bot, person, body["phone_number"], owner, group=group)))

    async def edit(self, request: web.Request) -> web.StreamResponse:
        bot, person, body = await self._body(request)
        message_id, group = int(body["message_id"]), self._group(body)
        return wire.answer(shown(people.edit(self.sandbox, bot, person, message_id, body["text"], group)))

    async def delete(self, request: web.Request) -> web.StreamResponse:
        bot, person, body = await self._body(request)
        people.delete(self.sandbox, bot, person, int(body["message_id"]), self._group(body))
        return wire.answer({})

    async def block(self, request: web.Request) -> web.StreamResponse:
        """Block or unblock; `deactivated` closes the account for every bot."""
        bot, person, body = await self._body(request)
        if "deactivated" in body:
            person.deactivated = bool(body["deactivated"])
        if "blocked" in body:
            people.block(self.sandbox, bot, person, blocked=bool(body["blocked"]))
        return wire.answer(self._described(bot, person))

    async def file(self, request: web.Request) -> web.StreamResponse:
        file = self.sandbox.files.get(request.match_info["file_id"])
        if file is None:
            return wire.answer({"error": "there is no such file"}, status=404)
        # Whatever a bot sends, a browser must not take it for a page.
        safe = file.mime if file.mime.startswith(("image/", "audio/", "video/")) else "application/octet-stream"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=file.content, content_type=safe, headers=headers)

    async def clock(self, _: web.Request) -> web.StreamResponse:
        return wire.answer(self._time())

    async def wind(self, request: web.Request) -> web.StreamResponse:
        body = await page_requests.read(request)
        self.sandbox.clock.forward(int(body["forward"]))
        self.sandbox.events.tell("clock", **self._time())
        return wire.answer(self._time())

    def _time(self) -> Json:
        time = {"now": self.sandbox.clock().isoformat(), "offset": self.sandbox.clock.offset}
        return {**time, "zone": self.sandbox.zone}

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events from now on, or after `Last-Event-ID` (or `since=`)."""
        number = int(request.headers.get("Last-Event-ID") or request.query.get("since") or self.sandbox.events.last)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        await response.write(f"id: {number}\n: hello\n\n".encode())
        stream = self.sandbox.events.since(number)
        following = asyncio.ensure_future(anext(stream))
        try:
            while True:
                ready, _ = await asyncio.wait({following}, timeout=KEEP_ALIVE)
                if ready:
                    seq, event = following.result()
                    following = asyncio.ensure_future(anext(stream))
                    await response.write(b"id: %d\ndata: %s\n\n" % (seq, wire.encode(event)))
                else:
                    await response.write(b": still here\n\n")
        except ConnectionError:
            return response
        finally:
            following.cancel()

    async def settled(self, request: web.Request) -> web.StreamResponse:
        """Wait until every update made so far is confirmed by the bot; `seq` is the last event's number either way."""
        timeout = min(float(request.query.get("timeout", 10)), MAX_SETTLE)
        if not timeout >= 0:  # nor what is no number
            raise Impossible("a time-out is no less than 0")
        bot = self.sandbox.bot(request.query.get("bot"))
        try:
            await asyncio.wait_for(bot.updates.settled(), timeout)
        except TimeoutError:
            waiting = {"error": "the bot has not confirmed every update", "waiting": len(bot.updates)}
            return wire.answer({**waiting, "seq": self.sandbox.events.last}, status=408)
        return wire.answer({"seq": self.sandbox.events.last})

    async def calls(self, request: web.Request) -> web.StreamResponse:
        since = int(request.query.get("since", 0))
        return wire.answer([call.record() for call in list(self.sandbox.calls) if call.number > since])


async def _parts(request: web.Request) -> tuple[dict[str, str], list[tuple[bytes, str, str]]]:
    """Text fields by name, and the files in order."""
    if request.content_type != "multipart/form-data":
        raise Impossible("multipart/form-data is wanted")
    fields: dict[str, str] = {}
    files = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Impossible("nested parts make no sense here")
        content = bytes(await part.read())
        if part.filename is not None:
            files.append((content, part.filename, part.headers.get("Content-Type", "application/octet-stream")))
        elif part.name is not None:
            fields[part.name] = content.decode()
    return fields, files
