"""Leads an example to the sandbox from outside: Python imports this by itself, being first on PYTHONPATH.

The example is not touched. What it would have been told by its reader's hand (the token, the address, the port of its
web server) comes from the environment. Should anything here fail, the process ends: it must not meet the real Telegram.
"""

import importlib
import ipaddress
import os
import sys
import traceback
from typing import Any

API = os.environ["INTEROP_API"]
PORT = os.environ.get("INTEROP_PORT", "")
PUBLIC = os.environ.get("INTEROP_PUBLIC", "")


def stay_here(event: str, arguments: tuple[Any, ...]) -> None:
    """Nothing leaves this machine, whatever an example or its library has in mind."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if name not in (None, "", "localhost") and not is_loopback(name):
        raise RuntimeError(f"an example wants to leave this machine for {name}")


def is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def lead_aiogram() -> None:
    """aiogram's notion of the production server, and the port of aiohttp's server."""
    production = importlib.import_module("aiogram.client.telegram").PRODUCTION
    object.__setattr__(production, "base", API + "/bot{token}/{method}")
    object.__setattr__(production, "file", API + "/file/bot{token}/{path}")
    if PORT:
        web: Any = importlib.import_module("aiohttp.web")
        run_app = web.run_app
        web.run_app = lambda app, **_: run_app(app, host="127.0.0.1", port=int(PORT))


def lead_telegram() -> None:
    """python-telegram-bot: the token for the placeholder, the base addresses, polling or webhook."""
    ext = importlib.import_module("telegram.ext")
    builder, application = ext.ApplicationBuilder, ext.Application
    token = builder.token

    def led(self: Any, _: str) -> Any:
        return token(self, os.environ["BOT_TOKEN"]).base_url(f"{API}/bot").base_file_url(f"{API}/file/bot")

    def by_webhook(self: Any, **options: Any) -> None:
        hook = {"url_path": "hook", "webhook_url": f"{PUBLIC}/hook", "secret_token": "a-secret"}
        self.run_webhook(listen="127.0.0.1", port=int(PORT), **hook, **options)

    builder.token = led
    if PORT:
        application.run_polling = by_webhook


def read_itself() -> None:
    """A script without a library reads INTEROP_API."""


try:
    sys.addaudithook(stay_here)
    {"aiogram": lead_aiogram, "telegram": lead_telegram, "plain": read_itself}[os.environ["INTEROP_LIBRARY"]]()
except BaseException:  # noqa: BLE001 - site would print it and go on, towards the real Telegram
    traceback.print_exc()
    os._exit(3)
