"""The page's API for groups and channels: who has which chats, what is in them, who may do what."""

from collections.abc import Callable
from typing import Any, TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox import crowd, membership, page_requests, wire
from sandbox.crowd import Impossible
from sandbox.methods.commands import commands_for
from sandbox.state import Bot, Group, Json, Message, Person
from sandbox.world import Sandbox, shown

Polite: TypeAlias = Callable[[Handler], Handler]
TYPES = ("group", "supergroup", "channel")


def find(sandbox: Sandbox, chat_id: int | str) -> Group:
    group = sandbox.groups.get(int(chat_id))
    if group is None:
        raise Impossible(f"there is no chat {chat_id}")
    membership.expire(sandbox, group)
    return group


def opened(sandbox: Sandbox, group: Group, person: Person, bot: Bot) -> Json:
    """A group as one of its people sees it; a private one only from inside."""
    member = group.member(person.id)
    if group.username is None and (member is None or not member.inside):
        raise Impossible(f"{person.name} is not in {group.title}")
    return {
        "group": membership.described(group),
        "status": member.status if member is not None else "left",
        "can_send": crowd.may_send(group, person),
        "messages": [shown(message) for message in group.messages.values() if not message.deleted],
        "keyboard": group.keyboards.get(person.id),
        "commands": [command for one in group.bots for command in commands_for(one, group, person)],
        "alerts": group.alerts.get(person.id, []),
        "menu_button": None,
        "bot": bot.user(),
        "seq": sandbox.events.last,
    }


class GroupPage:
    """The handlers."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def add_routes(self, app: web.Application, polite: Polite) -> None:
        for method, path, handler in (
            ("GET", "/page/chats/{user}", self.chats),
            ("GET", "/page/groups", self.groups),
            ("POST", "/page/groups", self.create),
            ("GET", "/page/groups/{chat}", self.group),
            ("POST", "/page/groups/{chat}", self.change),
            ("POST", "/page/members", self.set_member),
            ("GET", "/page/bots", self.bots),
            ("POST", "/page/bots", self.switch_bot),
        ):
            app.router.add_route(method, path, polite(handler))

    def _person(self, user: Any) -> Person:
        person = self.sandbox.people.get(int(user))
        if person is None:
            raise Impossible(f"there is no person {user}")
        return person

    def _account(self, named: Any) -> Person | Bot:
        """A person or bot by id, a bot also by `@name`."""
        if isinstance(named, str) and named.startswith("@"):
            return self.sandbox.bot(named)
        account = self.sandbox.account(int(named))
        if account is None:
            raise Impossible(f"there is nobody with the id {named}")
        return account

    async def chats(self, request: web.Request) -> web.StreamResponse:
        """A person's chats, where something was written last first."""
        person = self._person(request.match_info["user"])
        rows = [self._private_row(bot, person) for bot in self.sandbox.bots]
        for group in self.sandbox.groups.values():
            member = group.member(person.id)
            if member is not None and member.inside:
                rows.append((_last(group.messages), _row(group, person, member.status)))
        rows.sort(key=lambda row: row[0].sent.timestamp() if row[0] is not None else 0.0, reverse=True)
        return wire.answer([{**row, "last": shown(last) if last is not None else None} for last, row in rows])

    def _private_row(self, bot: Bot, person: Person) -> tuple[Message | None, Json]:
        chat = self.sandbox.chat(bot, person)
        row = {"id": person.id, "type": "private", "title": bot.name, "username": bot.username, "bot": bot.username}
        return _last(chat.messages), {**row, "unread": chat.unread, "status": "member"}

    async def groups(self, _: web.Request) -> web.StreamResponse:
        return wire.answer([membership.described(group) for group in self.sandbox.groups.values()])

    async def group(self, request: web.Request) -> web.StreamResponse:
        return wire.answer(membership.described(find(self.sandbox, request.match_info["chat"])))

    async def create(self, request: web.Request) -> web.StreamResponse:
        """{user, title, type, username?, description?, members?, bots?, id?}: `user` owns it and adds the others."""
        body = await page_requests.read(request)
        owner, kind, title = self._person(body["user"]), body["type"], body["title"].strip()
        if kind not in TYPES or not title:
            raise Impossible(f"a chat has a title and is one of {', '.join(TYPES)}")
        accounts = [self._account(member) for member in body.get("members") or []]
        accounts += [self.sandbox.bot(name) for name in body.get("bots") or []]
        group = membership.create(
            self.sandbox,
            owner,
            kind,
            title,
            username=(body.get("username") or "").removeprefix("@") or None,
            description=body.get("description") or "",
            number=body.get("id"),
        )
        for account in accounts:
            joins = "administrator" if kind == "channel" and isinstance(account, Bot) else "member"
            crowd.set_member(self.sandbox, group, owner, account, {"status": joins})
        return wire.answer(membership.described(group))

    async def change(self, request: web.Request) -> web.StreamResponse:
        body = await page_requests.read(request)
        group = find(self.sandbox, request.match_info["chat"])
        return wire.answer(membership.described(crowd.change(self.sandbox, group, self._person(body["user"]), body)))

    async def set_member(self, request: web.Request) -> web.StreamResponse:
        """{user, chat, member?, status, rights?, anonymous?, title?, until?}: what somebody is from now on."""
        body = await page_requests.read(request)
        group, person = find(self.sandbox, body["chat"]), self._person(body["user"])
        account = self._account(body["member"]) if body.get("member") is not None else person
        crowd.set_member(self.sandbox, group, person, account, body)
        return wire.answer(membership.described(group))

    async def bots(self, _: web.Request) -> web.StreamResponse:
        return wire.answer([_bot(bot) for bot in self.sandbox.bots])

    async def switch_bot(self, request: web.Request) -> web.StreamResponse:
        """BotFather's switches: {bot?, privacy?, can_join_groups?}."""
        body = await page_requests.read(request)
        bot = self.sandbox.bot(body.get("bot"))
        bot.privacy = bool(body.get("privacy", bot.privacy))
        bot.can_join_groups = bool(body.get("can_join_groups", bot.can_join_groups))
        return wire.answer(_bot(bot))


def _row(group: Group, person: Person, status: str) -> Json:
    row = {"id": group.id, "type": group.type, "title": group.title, "username": group.username}
    return {**row, "unread": group.unread.get(person.id, 0), "status": status}


def _last(messages: dict[int, Message]) -> Message | None:
    return next((message for message in reversed(messages.values()) if not message.deleted), None)


def _bot(bot: Bot) -> Json:
    names = {"id": bot.id, "username": bot.username, "name": bot.name}
    return {**names, "privacy": bot.privacy, "can_join_groups": bot.can_join_groups}
