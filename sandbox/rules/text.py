"""Lengths, cleaning and trimming of text, as td's `clean_input_string` and `fix_formatted_text` do it."""

import re
from typing import Any, NamedTuple

from sandbox.errors import Refused
from sandbox.rules import entities as rules
from sandbox.rules import found

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW = 1 << 15
"""Bytes of a text before it is parsed."""

CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANK = " \n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2800\u3000"
"""Characters that alone do not make a text."""

Entity = dict[str, Any]


class Formatted(NamedTuple):
    """Text as it is stored and its entities, offsets and lengths in UTF-16 code units."""

    text: str
    entities: list[Entity]


def utf16(text: str) -> int:
    """Length in UTF-16 code units: a character beyond U+FFFF counts twice."""
    return len(text) + sum(character > "\uffff" for character in text) if not text.isascii() else len(text)


def clean(formatted: Formatted) -> Formatted:
    """Control characters become spaces, directional overrides and carriage returns go, the ends are trimmed.

    Entities move with their text and those left empty disappear.
    """
    text, entities = formatted
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused("not-utf8") from error
    text = CONTROL.sub(" ", text)
    if REMOVED.search(text):
        text, entities = _remove(text, entities)
    return _trim(text, entities)


def _remove(text: str, entities: list[Entity]) -> Formatted:
    """Take characters out; every one of them is one UTF-16 unit long."""
    gone = [utf16(text[: match.start()]) for match in REMOVED.finditer(text)]
    moved = []
    for entity in entities:
        start = entity["offset"] - sum(at < entity["offset"] for at in gone)
        end_before = entity["offset"] + entity["length"]
        end = end_before - sum(at < end_before for at in gone)
        moved.append({**entity, "offset": start, "length": end - start})
    return Formatted(REMOVED.sub("", text), moved)


def _trim(text: str, entities: list[Entity]) -> Formatted:
    """Trim the end always, the beginning up to the first entity."""
    text = text.rstrip(" \n")
    end = utf16(text)
    first = min((entity["offset"] for entity in entities), default=end)
    stripped = len(text) - len(text.lstrip(" \n"))
    start = min(stripped, first)
    moved = [
        {**entity, "offset": entity["offset"] - start, "length": min(entity["length"], end - entity["offset"])}
        for entity in entities
    ]
    return Formatted(text[start:], [entity for entity in moved if entity["length"] > 0])


def is_blank(text: str) -> bool:
    return not text.strip(BLANK)


def finish(formatted: Formatted) -> Formatted:
    """Clean, and add what Telegram finds by itself: commands, mentions, hashtags, links."""
    text, entities = clean(formatted)
    return Formatted(text, rules.fix(entities, found.find(text)))
