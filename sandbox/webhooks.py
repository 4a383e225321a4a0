"""Delivery to a webhook: one update after another, the secret in a header, again with back-off until it is taken."""

import asyncio
import json

import aiohttp

from sandbox import addresses
from sandbox.dispatch import Cut, perform
from sandbox.requests import Raw
from sandbox.state import Bot
from sandbox.updates import Pending
from sandbox.world import Sandbox

TIMEOUT = aiohttp.ClientTimeout(total=60)
LONGEST_BACK_OFF = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


async def deliver(sandbox: Sandbox, bot: Bot) -> None:
    """Deliver the bot's updates until cancelled. What is not answered with 2xx is tried again, later and later."""
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        failures = 0
        while True:
            pending = await bot.updates.first()
            reason = await _post(sandbox, bot, session, pending)
            if reason is None:
                failures = 0
                bot.updates.drop(pending)
            else:
                bot.webhook.failed(reason, sandbox.clock.unix())
                await asyncio.sleep(min(sandbox.webhook_back_off * 2**failures, LONGEST_BACK_OFF))
                failures += 1


async def _post(sandbox: Sandbox, bot: Bot, session: aiohttp.ClientSession, pending: Pending) -> str | None:
    """None when the update was taken, else Telegram's words for why not."""
    url = addresses.behind(bot.webhook.url, sandbox.routes)
    if not sandbox.reaches_out and not addresses.is_loopback(addresses.host_of(url)):
        return "Connection refused: the sandbox delivers on this machine only (--route, --allow-remote)"
    headers = {SECRET_HEADER: bot.webhook.secret} if bot.webhook.secret else {}
    try:
        async with session.post(url, json=pending.body, headers=headers, allow_redirects=False) as response:
            if not 200 <= response.status < 300:
                return f"Wrong response from the webhook: {response.status} {response.reason}"
            answer = await response.read()
    except aiohttp.ClientConnectionError:
        return "Connection refused"
    except (TimeoutError, aiohttp.ClientError):
        return "Read timeout expired"
    await _call_in_answer(sandbox, bot, answer)
    return None


async def _call_in_answer(sandbox: Sandbox, bot: Bot, answer: bytes) -> None:
    """A JSON object with a `method` is a call; its result is not told to anybody."""
    try:
        call = json.loads(answer or b"{}")
    except ValueError:
        return
    if isinstance(call, dict) and isinstance(call.get("method"), str):
        method = call.pop("method")
        try:
            await perform(sandbox, bot, method, _ready(call))
        except Cut:
            return


async def _ready(raw: Raw) -> Raw:
    return raw
