"""Delivery to a webhook: in order from a chat, chats side by side, the secret in a header, again until it is taken.

As telegram-bot-api's `WebhookActor.cpp` has it, in its local mode: plain HTTP, any port and private addresses will do.
It holds the order of a person's taps apart from the order of their messages; here one chat is one order.
"""

import asyncio
import socket
from contextlib import suppress
from datetime import timedelta

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from sandbox import addresses, replies
from sandbox.dispatch import Cut, Spoiled, perform
from sandbox.state import Bot
from sandbox.updates import Pending
from sandbox.world import Sandbox

TIMEOUT = aiohttp.ClientTimeout(total=60)
LONGEST_BACK_OFF = 60.0
LONGEST_RETRY_AFTER = 3600.0
NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
GONE = timedelta(hours=23)
"""A webhook that answers 410 for so long is deleted."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


async def deliver(sandbox: Sandbox, bot: Bot) -> None:
    """Deliver the bot's updates until cancelled, on at most `max_connections` connections."""
    delivery = Delivery(sandbox, bot)
    async with delivery.session, asyncio.TaskGroup() as group:
        while True:
            await delivery.connections.acquire()
            pending = await bot.updates.first(delivery.busy)
            delivery.busy.add(pending.place)
            group.create_task(delivery.hand_over(pending))


class Delivery:
    """One webhook's connections, and the chats that wait for an answer or for another attempt."""

    def __init__(self, sandbox: Sandbox, bot: Bot) -> None:
        self.sandbox = sandbox
        self.bot = bot
        self.webhook = bot.webhook
        self.busy: set[int] = set()
        self.connections = asyncio.Semaphore(bot.webhook.max_connections)
        self.session = aiohttp.ClientSession(timeout=TIMEOUT, connector=_connector(bot.webhook.ip_address))

    async def hand_over(self, pending: Pending) -> None:
        """One attempt. What was not taken keeps its chat waiting, but no connection, until the next one."""
        try:
            wait = await self._attempt(pending)
        finally:
            self.connections.release()
        if wait:
            await asyncio.sleep(wait)
        self.busy.discard(pending.place)
        self.bot.updates.look_again()

    async def _attempt(self, pending: Pending) -> float:
        """Post the update; 0 when it was taken, else how long to wait."""
        headers = {SECRET_HEADER: self.webhook.secret} if self.webhook.secret else {}
        url = addresses.behind(self.webhook.url, self.sandbox.routes)
        reached = self.webhook.ip_address or addresses.host_of(url)
        if not self.sandbox.reaches_out and not addresses.is_loopback(reached):
            return self._failed(
                pending, "Connection refused: the sandbox delivers on this machine only (--route, --allow-remote)"
            )
        try:
            async with self.session.post(url, json=pending.body, headers=headers, allow_redirects=False) as response:
                if not 200 <= response.status < 300:
                    self._gone(response.status)
                    reason = f"Wrong response from the webhook: {response.status} {response.reason}"
                    return self._failed(pending, reason, response.headers.get("Retry-After", ""))
                reply = await replies.read(response)
        except aiohttp.ClientConnectorError:
            return self._failed(pending, "Connection refused")
        except (TimeoutError, aiohttp.ServerTimeoutError):
            return self._failed(pending, "Read timeout expired")
        except aiohttp.ClientError:
            return self._failed(pending, "Webhook connection closed")
        self.webhook.gone_since = None
        if reply is not None:
            with suppress(Cut, Spoiled):  # nobody hears the answer anyway
                await perform(self.sandbox, self.bot, reply.method, reply.reading())
        self.bot.updates.drop(pending)
        return 0.0

    def _failed(self, pending: Pending, reason: str, retry_after: str = "") -> float:
        """Write down why it was not taken, and say how long to wait."""
        self.webhook.failed(reason, self.sandbox.clock.unix())
        pending.failures += 1
        return back_off(pending.failures, retry_after) * self.sandbox.webhook_back_off

    def _gone(self, status: int) -> None:
        """Whoever says 410 all day long wants no updates: the webhook is deleted."""
        now = self.sandbox.clock()
        if status != 410:
            self.webhook.gone_since = None
        elif self.webhook.gone_since is None:
            self.webhook.gone_since = now
        elif now - self.webhook.gone_since > GONE:
            self.sandbox.unhook(self.bot)


def back_off(failures: int, retry_after: str = "") -> float:
    """Seconds until the next attempt: what the bot asks for, else none after the first, then 2, 4, 8 … 60."""
    if retry_after.isdecimal():
        return min(float(retry_after), LONGEST_RETRY_AFTER)
    return min(2.0 ** min(failures - 1, 10), LONGEST_BACK_OFF) if failures > 1 else 0.0


class OneAddress(AbstractResolver):
    """Every name leads to the address that setWebhook gave."""

    def __init__(self, address: str) -> None:
        self.address = address

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=self.address, port=port, family=family, proto=0, flags=NUMERIC),
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _connector(address: str) -> aiohttp.TCPConnector:
    """As many connections as the semaphore lets through, to that address where one is given."""
    if not address:
        return aiohttp.TCPConnector(limit=0)
    return aiohttp.TCPConnector(limit=0, resolver=OneAddress(address), family=_family(address))


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET
