"""Entities as Telegram keeps them: checked, disjoint or nested by its rules, sorted (td's `fix_entities`).

Bold, italic, underline, strikethrough and spoiler may be cut: at each other's beginnings, and at both ends of anything
else, so a bold sentence with a link in it comes back in three bold parts. Code and pre hold nothing and lie in nothing
but a quotation; links, mentions and the like never overlap; neither do quotations.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, TypeAlias

from sandbox.errors import Refused

Entity: TypeAlias = dict[str, Any]

CUT = ("bold", "italic", "underline", "strikethrough", "spoiler")
CODE = frozenset({"pre", "code", "date_time"})
QUOTE = frozenset({"blockquote", "expandable_blockquote"})
PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "date_time": 30, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94,
    "custom_emoji": 99,
}  # fmt: skip
FURTHEST = 1_000_000


def order(entity: Entity) -> tuple[int, int, int]:
    """By place, the longer first, then by kind: outer before inner."""
    priority = PRIORITY.get(entity["type"], 50) - ("language" in entity)
    return entity["offset"], -entity["length"], priority


def end_of(entity: Entity) -> int:
    return int(entity["offset"]) + int(entity["length"])


def check_numbers(entities: Iterable[Entity]) -> None:
    """Offsets and lengths that can be meant, as a bot gave them."""
    for entity in entities:
        if not 0 <= entity["offset"] <= FURTHEST:
            raise Refused("entity-offset", offset=entity["offset"])
        if not 0 <= entity["length"] <= FURTHEST:
            raise Refused("entity-length", length=entity["length"])


def check_places(text: str, entities: list[Entity]) -> None:
    """Fixed entities lie within the text and never cut a character of two UTF-16 units in half.

    The complaint is about the place that comes first in the text and the innermost entity there; halves are told by
    byte, ends by UTF-16 offset.
    """
    _check_halves(text, entities)
    length = len(text.encode("utf-16-le")) // 2
    after = [entity for entity in entities if entity["offset"] > length]
    if after:
        raise Refused("entity-after", offset=after[0]["offset"])
    beyond = [entity for entity in entities if end_of(entity) > length]
    if beyond:
        raise Refused("entity-ends-after", offset=beyond[-1]["offset"], end=end_of(beyond[-1]))


def _check_halves(text: str, entities: list[Entity]) -> None:
    if max(text, default="") <= "\uffff":
        return
    borders, length = _borders(text)
    halves = []
    for number, entity in enumerate(entities):
        begin, end = entity["offset"], end_of(entity)
        if begin < length and begin not in borders:
            halves.append((borders[begin + 1], 1, Refused("entity-begins-middle", at=borders[begin + 1])))
        if end < length and end not in borders:
            at = borders[end + 1]
            halves.append((at, -number, Refused("entity-ends-middle", offset=begin, at=at)))
    if halves:
        raise min(halves, key=lambda half: half[:2])[2]


def _borders(text: str) -> tuple[dict[int, int], int]:
    """Bytes before each border between characters, by its UTF-16 offset; and the text's length in UTF-16."""
    borders = {0: 0}
    units = size = 0
    for character in text:
        units += 1 + (character > "\uffff")
        size += len(character.encode())
        borders[units] = size
    return borders, units


def fix(entities: Iterable[Entity]) -> list[Entity]:
    """Entities made to fit together; empty ones go."""
    given = sorted((entity for entity in entities if entity["length"] > 0), key=order)
    cut = [entity for entity in given if entity["type"] in CUT]
    quotes = _disjoint(entity for entity in given if entity["type"] in QUOTE)
    whole = _disjoint(entity for entity in given if entity["type"] not in QUOTE and entity["type"] not in CUT)
    return _together(cut, _unless_crossing(whole, quotes) + quotes)


def merge(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Fixed entities, and those found ones that fit between them."""
    if not found:
        return entities
    cut = [entity for entity in entities if entity["type"] in CUT]
    quotes = [entity for entity in entities if entity["type"] in QUOTE]
    whole = [entity for entity in entities if entity["type"] not in QUOTE and entity["type"] not in CUT]
    fitting = [entity for entity in found if not any(_overlap(entity, other) for other in whole)]
    return _together(cut, whole + _unless_crossing(fitting, quotes) + quotes)


def _disjoint(entities: Iterable[Entity]) -> list[Entity]:
    """Of entities that overlap, the one that begins first stays."""
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity["offset"] >= end_of(kept[-1]):
            kept.append(entity)
    return kept


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < end_of(other) and other["offset"] < end_of(one))


def _unless_crossing(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    """Those that lie in a quotation or outside of all."""
    return [entity for entity in entities if not any(_crosses(entity, quote) for quote in quotes)]


def _crosses(entity: Entity, quote: Entity) -> bool:
    inside = quote["offset"] <= entity["offset"] and end_of(entity) <= end_of(quote)
    return _overlap(entity, quote) and not inside


def _together(cut: list[Entity], whole: list[Entity]) -> list[Entity]:
    return sorted([*whole, *_pieces(cut, whole)], key=order)


def _pieces(entities: list[Entity], whole: list[Entity]) -> list[Entity]:
    """Merge what touches within a kind, then cut at the borders, and leave nothing inside code."""
    if not entities:
        return []
    spans = {kind: _union(entity for entity in entities if entity["type"] == kind) for kind in CUT}
    points = {start for kind in CUT for start, _ in spans[kind]}
    points |= {border for entity in whole for border in (entity["offset"], end_of(entity))}
    borders = sorted(points)
    code = sorted((entity["offset"], end_of(entity)) for entity in whole if entity["type"] in CODE)
    pieces = []
    for kind in CUT:
        for start, end in spans[kind]:
            inner = borders[bisect_right(borders, start) : bisect_left(borders, end)]
            pieces += [
                {"type": kind, "offset": begin, "length": until - begin}
                for begin, until in pairwise([start, *inner, end])
                if not _lies_in(code, begin)
            ]
    return pieces


def _lies_in(blocks: list[tuple[int, int]], at: int) -> bool:
    """Whether a piece that begins there lies in one of the sorted blocks; none is cut by a block's border."""
    before = bisect_right(blocks, (at, FURTHEST * 2)) - 1
    return before >= 0 and at < blocks[before][1]


def _union(entities: Iterable[Entity]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for entity in entities:
        if spans and entity["offset"] <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end_of(entity)))
        else:
            spans.append((entity["offset"], end_of(entity)))
    return spans
