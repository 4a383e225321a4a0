"""Who am I, and what is new: getMe, getUpdates, webhooks. As telegram-bot-api's `Client.cpp` has them."""

import ipaddress
import re
from urllib.parse import urlsplit

from sandbox import addresses
from sandbox.errors import Refused
from sandbox.methods.registry import plays
from sandbox.schema import Upload
from sandbox.state import Json, Webhook
from sandbox.updates import KINDS, ORDINARY
from sandbox.world import Call, Sandbox

MAX_WAIT = 50
SECRET = re.compile(r"[A-Za-z0-9_-]*")
URL = re.compile(r"[^\s\x00-\x1f]+")


@plays("getMe")
def get_me(_: Sandbox, call: Call) -> Json:
    return {
        **call.bot.user(),
        "can_join_groups": call.bot.can_join_groups,
        "can_read_all_group_messages": not call.bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@plays("getUpdates")
async def get_updates(_: Sandbox, call: Call) -> list[Json]:
    """Offset, limit and time-out are clamped, never refused, as Telegram does."""
    if call.bot.webhook.url:
        raise Refused("webhook-active")
    params = call.params
    if "allowed_updates" in params:
        call.bot.updates.allow(params["allowed_updates"])
    limit = min(max(params.get("limit", 100), 1), 100)
    timeout = min(max(params.get("timeout", 0), 0), MAX_WAIT)
    return await call.bot.updates.get(params.get("offset", 0), limit, timeout)


@plays("setWebhook")
def set_webhook(sandbox: Sandbox, call: Call) -> bool:
    """An empty address deletes; a new one ends a waiting poll. The same one again changes only `allowed_updates`.

    The old webhook is gone even when the new one is refused. With the limits on, one a second.
    """
    webhook, bot = _wanted(call.params, call.uploads), call.bot
    drop = call.params.get("drop_pending_updates", False)
    if webhook.url:
        sandbox.limits.spend_webhook(bot.id)
    if drop or not _same(webhook, bot.webhook):
        sandbox.unhook(bot)
        if drop:
            bot.updates.clear()
        if webhook.url:
            _check(webhook)
            sandbox.hook(bot, webhook)
    if "allowed_updates" in call.params:
        bot.updates.allow(call.params["allowed_updates"])
    return True


@plays("deleteWebhook")
def delete_webhook(sandbox: Sandbox, call: Call) -> bool:
    sandbox.unhook(call.bot)
    if call.params.get("drop_pending_updates"):
        call.bot.updates.clear()
    return True


def _wanted(params: Json, uploads: dict[str, Upload]) -> Webhook:
    """The webhook that the parameters describe. The number of connections is clamped, never refused."""
    url = params.get("url", "")
    return Webhook(
        url=f"https://{url}" if url and "://" not in url else url,
        secret=params.get("secret_token", ""),
        max_connections=min(max(params.get("max_connections", 40), 1), 100),
        ip_address=params.get("ip_address", ""),
        has_certificate=bool(uploads),
    )


def _same(one: Webhook, other: Webhook) -> bool:
    asked = ("url", "secret", "max_connections", "ip_address", "has_certificate")
    return not one.has_certificate and all(getattr(one, name) == getattr(other, name) for name in asked)


def _check(webhook: Webhook) -> None:
    """HTTP and HTTPS with a host and a port that can be; in td's local mode any of them."""
    try:
        parts = urlsplit(webhook.url)
        fine = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        fine = False
    if not fine or not URL.fullmatch(webhook.url):
        raise Refused("webhook-url-invalid")
    if len(webhook.secret) > 256:
        raise Refused("webhook-secret-too-long")
    if not SECRET.fullmatch(webhook.secret):
        raise Refused("webhook-secret-characters")
    try:
        ipaddress.ip_address(webhook.ip_address or "127.0.0.1")
    except ValueError:
        raise Refused("webhook-ip") from None


def _ip_address(webhook: Webhook) -> str:
    """Where it is known to lead; no name is looked up but this machine's own."""
    host = addresses.host_of(webhook.url)
    known = "127.0.0.1" if host == "localhost" else host
    return webhook.ip_address or (known if addresses.is_loopback(known) else "<unknown>")


@plays("getWebhookInfo")
def get_webhook_info(_: Sandbox, call: Call) -> Json:
    """Only `url`, the certificate's mark and the number of updates are always there; the address only as far as known."""
    webhook, updates = call.bot.webhook, call.bot.updates
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": webhook.has_certificate,
        "pending_update_count": len(updates),
    }
    if webhook.error:
        info |= {"last_error_date": webhook.error_date, "last_error_message": webhook.error}
    if webhook.url:
        info |= {"max_connections": webhook.max_connections, "ip_address": _ip_address(webhook)}
    if updates.allowed != ORDINARY:
        info["allowed_updates"] = [kind for kind in KINDS if kind in updates.allowed]
    return info
