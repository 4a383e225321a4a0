"""Addresses as td reads them (`LinkManager::check_link`, `parse_url`): what becomes a link, and in which spelling.

A host gets `http://`, an address without a path gets `/`; `tg:`, `ton:` and `tonsite:` are Telegram's own. Only ASCII
letters have a case here.
"""

import ipaddress
import re
from typing import Any, NamedTuple

OWN = ("tg:", "ton:", "tonsite:")
SPACE = " \t\r\n\0\v"
PART = re.compile(r"(?:[A-Za-z0-9._!$,~*'();&+=-]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])*")
USERINFO = re.compile(r"(?:[A-Za-z0-9._!$,~*'();&+=:-]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])*")
PORT = re.compile(r"0*([1-9][0-9]{0,4})")
SCHEME = re.compile(r"([^:/?#@\[\]]*)://")
HOST_END = re.compile(r"[/?#]")
INVISIBLE = re.compile(r"[\x00-\x20]")
NUMBER = re.compile(r"-?[1-9][0-9]{0,18}")
DATE_FORMAT = re.compile(r"[rR]|[tTdDwW]*")
LAST_USER = (1 << 40) - 1
LAST_EMOJI = 1 << 63
LAST_DATE = (1 << 31) - 1


class Wrong(Exception):
    """An address is none; `reason` in td's words."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Address(NamedTuple):
    """The parts of an http(s) address."""

    scheme: str
    userinfo: str
    host: str
    port: int
    query: str
    is_ipv6: bool

    def __str__(self) -> str:
        userinfo = f"{self.userinfo}@" if self.userinfo else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{userinfo}{self.host}{port}{self.query}"


def lower(text: str) -> str:
    """ASCII letters in lower case, others as they are."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def checked(link: str, *, https_only: bool = False) -> str:
    """The link as Telegram writes it; Wrong otherwise. `https_only` is the rule of Web Apps and logins."""
    own = next((scheme for scheme in OWN if lower(link).startswith(scheme)), None)
    if own is not None:
        link = link[len(own) :].removeprefix("//")
    address = parse(link)
    if https_only and (address.scheme != "https" or own is not None):
        raise Wrong("Only HTTPS links are allowed")
    if own is not None:
        return _own(own, link, address)
    if "." not in address.host and not address.is_ipv6:
        raise Wrong("Wrong HTTP URL")
    return str(address)


def _own(scheme: str, link: str, address: Address) -> str:
    """A link of Telegram's: a plain host and a query."""
    if lower(link).startswith(("http://", "https://")) or address.userinfo or address.port or address.is_ipv6:
        raise Wrong("Wrong tg URL" if scheme == "tg:" else "Wrong ton URL")
    if re.search(r"[^A-Za-z0-9_.-]" if scheme == "tonsite:" else r"[^A-Za-z0-9_-]", address.host):
        raise Wrong("Unallowed characters in URL host")
    query = address.query[1:] if address.query.startswith("/?") else address.query
    return f"{scheme}//{address.host}{query}"


def parse(url: str) -> Address:
    """`[https?://][userinfo@]host[:port][/…]`, http unless said otherwise."""
    scheme = "http"
    said = SCHEME.match(url)
    if said is not None:
        scheme = lower(said.group(1))
        if scheme not in ("http", "https"):
            raise Wrong("Unsupported URL protocol")
        url = url[said.end() :]
    end = HOST_END.search(url)
    authority, query = (url, "") if end is None else (url[: end.start()], url[end.start() :])
    authority, port = _port(authority)
    userinfo, _, host = authority.rpartition("@")
    is_ipv6 = host.startswith("[") and host.endswith("]")
    if is_ipv6:
        _check_ipv6(host)
    if not host:
        raise Wrong("URL host is empty")
    if host == ".":
        raise Wrong("Host is invalid")
    if not is_ipv6:
        _check_part(PART, host, "host")
        _check_part(USERINFO, userinfo, "userinfo")
    return Address(scheme, userinfo, lower(host), port, _query(query), is_ipv6)


def _port(authority: str) -> tuple[str, int]:
    """The authority without its port, and the port; 0 for none."""
    at = max(authority.rfind(character) for character in ":]@")
    if at <= 0 or authority[at] != ":":
        return authority, 0
    port = PORT.fullmatch(authority, at + 1)
    if port is None or int(port.group(1)) > 65535:
        raise Wrong("Wrong port number specified in the URL")
    return authority[:at], int(port.group(1))


def _query(query: str) -> str:
    """Path and query from the slash on; white space at the end goes, elsewhere it is percent-encoded."""
    query = query.rstrip(SPACE) or "/"
    query = query if query.startswith("/") else f"/{query}"
    return INVISIBLE.sub(lambda match: f"%{ord(match.group()):02X}", query)


def _check_ipv6(host: str) -> None:
    try:
        ipaddress.IPv6Address(host[1:-1])
    except ValueError as error:
        raise Wrong("Wrong IPv6 address specified in the URL") from error


def _check_part(allowed: re.Pattern[str], part: str, name: str) -> None:
    match = allowed.match(part)
    end = match.end() if match else 0
    if end < len(part):
        what = "Wrong percent-encoded symbol" if part[end] == "%" else "Disallowed character"
        raise Wrong(f"{what} in URL {name}")


def user_id(url: str) -> int | None:
    """The user that `tg://user?id=…` names."""
    parameters = _parameters(lower(url), "user")
    value = dict(reversed(parameters or [])).get("id", "")
    if not NUMBER.fullmatch(value) or not 0 < int(value) <= LAST_USER:
        return None
    return int(value)


def emoji_id(url: str) -> str | None:
    """The custom emoji that `tg://emoji?id=…` names."""
    value = dict(reversed(_parameters(url, "emoji") or [])).get("id", "")
    return value if is_emoji_id(value) else None


def is_emoji_id(value: str) -> bool:
    """A 64-bit number that is not nought, spelled without ado."""
    return NUMBER.fullmatch(value) is not None and -LAST_EMOJI <= int(value) < LAST_EMOJI


def date(url: str) -> dict[str, Any] | None:
    """`unix_time` and `date_time_format` of `tg://time?unix=…&format=…`."""
    unix, form = "", ""
    for key, value in _parameters(url, "time") or []:
        if key == "unix":
            unix = value
            if not NUMBER.fullmatch(value) or not 0 < int(value) <= LAST_DATE:
                return None
        elif key == "format":
            form = value
    return formatted_date(int(unix), form) if unix and DATE_FORMAT.fullmatch(form) else None


def formatted_date(unix: int, form: str) -> dict[str, Any]:
    """The fields of a `date_time` entity; a format in Telegram's order: week day, date, time."""
    if form in ("r", "R"):
        return {"unix_time": unix, "date_time_format": "r"}
    day = "w" if "w" in form.lower() else ""
    parts = (next((letter for letter in pair if letter in form), "") for pair in ("dD", "tT"))
    return {"unix_time": unix, "date_time_format": day + "".join(parts)}


def _parameters(url: str, host: str) -> list[tuple[str, str]] | None:
    """What stands in the query of `tg://host?…`, in order; None for any other address."""
    match = re.match(rf"tg:(?://)?{host}(?![^/?#])/?\?([^#]*)", url, re.IGNORECASE | re.DOTALL | re.ASCII)
    if match is None:
        return None
    pairs = (pair.partition("=") for pair in match.group(1).split("&"))
    return [(key, value) for key, _, value in pairs]
