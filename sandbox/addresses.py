"""This machine's own addresses: where the sandbox may listen, what it may be called, and whom it may reach.

A sandbox is open to whoever can reach it: there are no passwords. So it keeps to loopback unless told otherwise.
"""

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit


class NotLoopback(ValueError):
    """Others could reach the sandbox at this address, and nobody has allowed that."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} can be reached by others: use 127.0.0.1, or add --allow-remote")


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """`localhost`, or an address of 127.0.0.0/8 or ::1. Any other name may lead anywhere, so none is looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of an absolute address, without port and brackets; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def base(host: str, port: int) -> str:
    """`http://host:port`, an IPv6 address in brackets."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def behind(url: str, routes: dict[str, str]) -> str:
    """Where a public address leads on this machine, as a reverse proxy has it: `routes` from origin to origin."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return routes[origin] + url[len(origin) :] if origin in routes else url
