"""Addresses in plain text, as td finds them (`match_urls`, `match_tg_urls`, `fix_url`, `is_email_address`).

It looks for dots: what stands around a dot and may stand in a domain is one, a known scheme before it and a path after
it belong to it. Without a scheme the domain must end in a known top-level one.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sandbox.rules.links import lower

SEPARATORS = "\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
PUNCTUATION = "\u2000-\u200b\u200e\u200f\u2016-\u206f"
"""General punctuation that no address holds: all but joiners and dashes."""
NO_SYMBOL = SEPARATORS + PUNCTUATION

DOMAIN = rf"(?:[.A-Za-z0-9_~-]|[^\x00-\xbf{NO_SYMBOL}])"
DOMAIN_BEFORE = re.compile(DOMAIN)
DOMAIN_AFTER = re.compile(f"(?:{DOMAIN}|@)*")
USER_DATA = re.compile(rf"[^\n/\[\]{{}}()'`<>\"@«»{NO_SYMBOL}]")
PROTOCOL = re.compile(rf"[A-Za-z0-9+-]|[^\x00-\x7f{SEPARATORS}]")
PORT = re.compile(r":0*([1-9][0-9]{0,4})(?![0-9])")
PATH = re.compile(rf"[^\n<>\"«»{NO_SYMBOL}]*")
PATH_END = ".:;,('?!`"
TELEGRAM = re.compile(r"(?:(?<=tg)|(?<=ton))://[A-Za-z0-9_-]{1,253}", re.IGNORECASE | re.ASCII)
EMAIL = re.compile(
    r"(?:[a-z0-9_-]{0,26}[.+]){0,10}[a-z0-9_-]{1,35}@(?:(?:[a-z0-9][a-z0-9_-]{0,28})?[a-z0-9]\.){1,6}[a-z]{2,8}",
    re.IGNORECASE | re.ASCII,
)
SCHEME = re.compile(r"(?:https?|ftp|tonsite)://", re.IGNORECASE | re.ASCII)
IPV4 = re.compile(r"(?:(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(?:\.|$)){4}", re.ASCII)
PAIRS = {")": "(", "]": "[", "}": "{"}
SCHEMES = (("http", ("shttp",)), ("https", ()), ("ftp", ("tftp", "sftp")), ("tonsite", ()))
"""Schemes at whose end a word may stand, and words which are no such thing."""


class Place(NamedTuple):
    begin: int
    end: int
    kind: str


def find_telegram(text: str) -> Iterator[Place]:
    """`tg://` and `ton://`, the path by the same rule as others'."""
    at = 0
    while match := TELEGRAM.search(text, at):
        at = _with_path(text, match.end())
        scheme = 2 if text[match.start() - 1] in "gG" else 3
        yield Place(match.start() - scheme, at, "url")


def find(text: str) -> Iterator[Place]:
    """Addresses and e-mail addresses, in order."""
    at = 0
    while True:
        dot = text.find(".", at)
        if dot < 0 or dot + 1 == len(text):
            return
        if text[dot + 1] == " ":
            at = dot + 2
            continue
        place, at = _around(text, at, dot)
        if place is not None:
            found = _known(text, place)
            if found is not None:
                yield found


def _around(text: str, first: int, dot: int) -> tuple[tuple[int, int] | None, int]:
    """What stands around the dot, and where to look on; nothing before `first` is looked at."""
    begin = _back(DOMAIN_BEFORE, text, first, dot)
    after = DOMAIN_AFTER.match(text, dot)
    domain_end = after.end() if after else dot
    signed = text.rfind("@", dot, domain_end) >= 0
    if signed:
        begin = _back(USER_DATA, text, first, begin)
    end = _end(text, dot, domain_end)
    begin, bad = _begin(text, first, begin, signed=signed)
    if bad:
        return None, max(text.rfind(".", 0, end) + 1, dot + 1)
    place = (begin, end) if end > dot + 1 else None
    while end < len(text) and text[end] == ".":
        end += 1
    return place, max(end, dot + 1)


def _back(symbol: re.Pattern[str], text: str, first: int, at: int) -> int:
    while at > first and symbol.match(text, at - 1):
        at -= 1
    return at


def _end(text: str, dot: int, end: int) -> int:
    """Past the port and the path; full stops at the end belong to the sentence."""
    port = PORT.match(text, end)
    if port is not None and int(port.group(1)) <= 65535:
        end = port.end()
    end = _with_path(text, end)
    while end > dot + 1 and text[end - 1] == ".":
        end -= 1
    return end


def _with_path(text: str, end: int) -> int:
    if text[end : end + 1] not in ("/", "?", "#"):
        return end
    path = PATH.match(text, end + 1)
    path_end = path.end() if path else end + 1
    while path_end > end + 1 and text[path_end - 1] in PATH_END:
        path_end -= 1
    return path_end if text[end] == "/" or path_end > end + 1 else end


def _begin(text: str, first: int, begin: int, *, signed: bool) -> tuple[int, bool]:
    """Before the name of a user and the scheme; whether it is no address after all."""
    bad = False
    if begin > first and text[begin - 1] == "@":
        user = _back(USER_DATA, text, first, begin - 1)
        bad = signed or user == begin - 1
        begin = user
    if begin == first:
        return begin, bad
    if len(text[first:begin].encode()) >= 6 and text.endswith("://", first, begin):
        protocol = lower(text[_back(PROTOCOL, text, first, begin - 3) : begin - 3])
        for scheme, others in SCHEMES:
            if protocol.endswith(scheme) and protocol not in others:
                return begin - 3 - len(scheme), bad
        return begin, True
    return begin, bad or re.match(r"[\w/#@]", text[begin - 1]) is not None


def _known(text: str, place: tuple[int, int]) -> Place | None:
    """The e-mail address or the address that is there, cut where its brackets close; None for neither."""
    begin, end = place
    url = text[begin:end]
    if EMAIL.fullmatch(url):
        return Place(begin, end, "email")
    if url.startswith("mailto:") and EMAIL.fullmatch(url, 7):
        return Place(begin + 7, end, "email")
    scheme = SCHEME.match(url)
    rest = url[scheme.end() :] if scheme else url
    domain, path = _split(rest)
    domain = domain[domain.find("@") + 1 :].rpartition(":")[0] or domain[domain.find("@") + 1 :]
    cut = len(path) - _balanced(path)
    return Place(begin, end - cut, "url") if _is_domain(domain, with_scheme=scheme is not None) else None


def _split(url: str) -> tuple[str, str]:
    at = min((at for at in map(url.find, "/?#") if at >= 0), default=len(url))
    return url[:at], url[at:]


def _balanced(path: str) -> int:
    """How far a path goes: to the first bracket that nothing opened."""
    opened = dict.fromkeys(PAIRS.values(), 0)
    end = len(path)
    for at, character in enumerate(path):
        if character in opened:
            opened[character] += 1
        elif character in PAIRS:
            opened[PAIRS[character]] -= 1
            if opened[PAIRS[character]] < 0:
                end = at
                break
    while end > 0 and path[end - 1] in PATH_END:
        end -= 1
    return end


def _is_domain(domain: str, *, with_scheme: bool) -> bool:
    parts = domain.split(".")
    if len(parts) == 1 or lower(domain) == "teiegram.org":
        return False
    if any(not part or len(part.encode()) >= 64 or part.endswith("-") for part in parts):
        return False
    if IPV4.fullmatch(domain):
        return True
    if re.fullmatch(r"[0-9.]*", domain) or len(parts[-1]) <= 1 or "_" in parts[-2]:
        return False
    return _is_top_level(parts[-1], with_scheme=with_scheme)


def _is_top_level(name: str, *, with_scheme: bool) -> bool:
    if name.startswith("xn--"):
        return re.fullmatch(r"[A-Za-z0-9]{2,}", name[4:]) is not None
    if "_" in name or "-" in name:
        return False
    if with_scheme:
        return True
    lowered = name.lower()
    if lowered != name and lowered[1:] == name[1:]:
        return False  # «Мама.Ру»: only a sentence's beginning is in upper case
    return lowered in top_level()


@cache
def top_level() -> frozenset[str]:
    """IANA's list, read when the first address without a scheme is looked at."""
    lines = Path(__file__).with_name("top_level_domains.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
