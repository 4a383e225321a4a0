"""Lengths, cleaning and trimming of text, as td's `fix_formatted_text` and `clean_input_string` do it."""

import re
from typing import Any, NamedTuple

from sandbox.errors import Refused
from sandbox.rules import entities as rules
from sandbox.rules import found

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW = 1 << 15
"""Bytes of a text before it is parsed."""
MAX_ENTITIES = 100
"""What Telegram's servers keep of a message's entities."""

CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
MARKS = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
"""Marks of direction: of many in a row the last one counts."""
NON_JOINER = "\u200c"
BLANK = re.compile(
    "[ \\n\\t\\r\\v\\0\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]*"
)
"""Characters that alone do not make a text."""

Entity = dict[str, Any]


class Formatted(NamedTuple):
    """Text as it is stored and its entities, offsets and lengths in UTF-16 code units."""

    text: str
    entities: list[Entity]


def utf16(text: str) -> int:
    """Length in UTF-16 code units: a character beyond U+FFFF counts twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_utf8(text: str) -> None:
    """Half a surrogate pair is no character."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused("not-utf8") from error


def clean(formatted: Formatted) -> Formatted:
    """Control characters become spaces, directional overrides and carriage returns go, the ends are trimmed.

    Entities are made to fit together, move with their text, and those left empty disappear.
    """
    text, entities = formatted
    check_utf8(text)
    if entities:
        rules.check_numbers(entities)
        entities = rules.fix(entities)
        rules.check_places(text, entities)
    if entities and REMOVED.search(text):
        text, entities = _remove(text, entities)
        entities = rules.fix(entities)
    return _trim(flat(text), entities)


def flat(text: str) -> str:
    """A short text without entities, cleaned and not trimmed: a label, a query (`clean_input_string`)."""
    check_utf8(text)
    text = REMOVED.sub("", CONTROL.sub(" ", text))
    return MARKS.sub(lambda marks: NON_JOINER * len(marks.group()), text)


def _remove(text: str, entities: list[Entity]) -> Formatted:
    """Take characters out; every one of them is one UTF-16 unit long."""
    gone = [utf16(text[: match.start()]) for match in REMOVED.finditer(text)]
    moved = []
    for entity in entities:
        start = entity["offset"] - sum(at < entity["offset"] for at in gone)
        end_before = rules.end_of(entity)
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
    return Formatted(text[start:], sorted((entity for entity in moved if entity["length"] > 0), key=rules.order))


def is_blank(text: str) -> bool:
    return BLANK.fullmatch(text) is not None


def finish(formatted: Formatted) -> Formatted:
    """Clean, and add what Telegram finds by itself: commands, mentions, hashtags, links.

    More than 100 entities of the bot's own are refused, because Telegram would drop the rest without a word; found
    ones beyond that go.
    """
    text, entities = clean(formatted)
    if len(entities) > MAX_ENTITIES:
        raise Refused("entities-many", count=len(entities))
    return Formatted(text, rules.merge(entities, found.find(text))[:MAX_ENTITIES])
