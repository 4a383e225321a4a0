"""Who am I, and what is new: getMe, getUpdates, webhooks."""

import re

from sandbox.errors import Refused
from sandbox.methods.registry import plays
from sandbox.state import Json, Webhook
from sandbox.world import Call, Sandbox

MAX_WAIT = 50
SECRET = re.compile(r"[A-Za-z0-9_-]*")


@plays("getMe")
def get_me(_: Sandbox, call: Call) -> Json:
    return {
        **call.bot.user(),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
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
    """An empty address deletes; a new one ends a waiting poll."""
    url = call.params.get("url", "")
    if url and not re.match(r"https?://[^\s/]+", url):
        raise Refused("webhook-url-invalid")
    secret = call.params.get("secret_token", "")
    if len(secret) > 256:
        raise Refused("webhook-secret-too-long")
    if not SECRET.fullmatch(secret):
        raise Refused("webhook-secret-characters")
    _prepare(call)
    sandbox.hook(call.bot, Webhook(url, secret, call.params.get("max_connections", 40)))
    return True


@plays("deleteWebhook")
def delete_webhook(sandbox: Sandbox, call: Call) -> bool:
    _prepare(call)
    sandbox.unhook(call.bot)
    return True


def _prepare(call: Call) -> None:
    if "allowed_updates" in call.params:
        call.bot.updates.allow(call.params["allowed_updates"])
    if call.params.get("drop_pending_updates"):
        call.bot.updates.clear()


@plays("getWebhookInfo")
def get_webhook_info(_: Sandbox, call: Call) -> Json:
    webhook = call.bot.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.updates),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if webhook.error:
        info |= {"last_error_date": webhook.error_date, "last_error_message": webhook.error}
    return info
