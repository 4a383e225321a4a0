"""Entities that Telegram finds in plain text: commands, mentions, hashtags, links, e-mail addresses.

The patterns are narrower than td's (`find_entities`): they find what a person would call such a thing.
"""

import re
from typing import Any

Entity = dict[str, Any]

BEFORE = r"(?<![\w/@#<>$.])"
PATTERNS = {
    "bot_command": re.compile(BEFORE + r"/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])"),
    "email": re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b"),
    "url": re.compile(
        r"(?<![\w@.])(?:https?://[^\s<>\"«»]+|(?:[A-Za-z0-9-]+\.)+(?:com|org|net|ru|me|info|io|dev|рф)\b(?:/[^\s<>\"«»]*)?)",
        re.IGNORECASE,
    ),
    "mention": re.compile(BEFORE + r"@[A-Za-z0-9_]{3,32}(?!\w)"),
    "hashtag": re.compile(BEFORE + r"#(?=\w*[^\W\d])\w{1,256}"),
}
ANY = re.compile(r"[/@#.:]")


def find(text: str) -> list[Entity]:
    """What is found, in order, without overlaps; offsets in UTF-16."""
    if not ANY.search(text):
        return []
    taken: list[tuple[int, int, str]] = []
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = start + len(match.group().rstrip(".,:;!?)'"))
            if all(end <= other_start or start >= other_end for other_start, other_end, _ in taken):
                taken.append((start, end, kind))
    return [
        {"type": kind, "offset": _units(text[:start]), "length": _units(text[start:end])}
        for start, end, kind in sorted(taken)
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
