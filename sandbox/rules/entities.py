"""Entities as Telegram keeps them: checked, disjoint or nested by its rules, sorted (td's `fix_entities`).

Bold, italic, underline, strikethrough and spoiler may be cut: at each other's beginnings, and at both ends of anything
else, so a bold sentence with a link in it comes back in three bold parts. Code and pre hold nothing and lie in nothing
but a quotation; links, mentions and the like never overlap; neither do quotations.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, TypeAlias

from sandbox.errors import Refused

Entity: TypeAlias = dict[str, Any]

CUT = ("bold", "italic", "underline", "strikethrough", "spoiler")
CODE = frozenset({"pre", "code", "date_time"})
QUOTE = frozenset({"blockquote", "expandable_blockquote"})
PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "date_time": 30, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94,
    "custom_emoji": 99,
}  # fmt: skip
FURTHEST = 1_000_000


def check(text: str, entities: list[Entity]) -> list[Entity]:
    """Entities that a bot gave by itself: within the text, and never through the middle of a character."""
    borders = _borders(text)
    end = max(borders)
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        if not 0 <= offset <= FURTHEST:
            raise Refused("entity-offset", offset=offset)
        if not 0 <= length <= FURTHEST:
            raise Refused("entity-length", length=length)
        if offset > end:
            raise Refused("entity-after", offset=offset)
        if offset + length > end:
            raise Refused("entity-ends-after", offset=offset, end=offset + length)
        if not {offset, offset + length} <= borders:
            raise Refused("entity-middle", offset=offset)
    return entities


def _borders(text: str) -> set[int]:
    """The UTF-16 offsets between characters."""
    at = 0
    borders = {0}
    for character in text:
        at += 1 + (character > "\uffff")
        borders.add(at)
    return borders


def fix(given: list[Entity], found: Iterable[Entity] = ()) -> list[Entity]:
    """The given entities made to fit together, and the found ones that fit between them."""
    given = sorted((entity for entity in given if entity["length"] > 0), key=_order)
    quotes = _disjoint(entity for entity in given if entity["type"] in QUOTE)
    whole = _disjoint(entity for entity in given if entity["type"] not in QUOTE and entity["type"] not in CUT)
    whole += [entity for entity in found if not any(_overlap(entity, other) for other in whole)]
    whole = [entity for entity in whole if not any(_crosses(entity, quote) for quote in quotes)] + quotes
    cut = [entity for entity in given if entity["type"] in CUT]
    return sorted([*whole, *_cut(cut, whole)], key=_order) if cut or quotes or whole else []


def _order(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], PRIORITY.get(entity["type"], 50)


def _end(entity: Entity) -> int:
    return int(entity["offset"]) + int(entity["length"])


def _disjoint(entities: Iterable[Entity]) -> list[Entity]:
    """Of entities that overlap, the one that begins first stays."""
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity["offset"] >= _end(kept[-1]):
            kept.append(entity)
    return kept


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < _end(other) and other["offset"] < _end(one))


def _crosses(entity: Entity, quote: Entity) -> bool:
    """Overlaps a quotation without lying inside it."""
    inside = quote["offset"] <= entity["offset"] and _end(entity) <= _end(quote)
    return _overlap(entity, quote) and not inside


def _cut(entities: list[Entity], whole: list[Entity]) -> list[Entity]:
    """Merge what touches within a type, then cut at the borders, and leave nothing inside code."""
    spans = {kind: _union(entity for entity in entities if entity["type"] == kind) for kind in CUT}
    points = {start for kind in CUT for start, _ in spans[kind]}
    points |= {border for entity in whole for border in (entity["offset"], _end(entity))}
    code = [entity for entity in whole if entity["type"] in CODE]
    pieces = []
    for kind in CUT:
        for start, end in spans[kind]:
            for piece in pairwise([start, *sorted(point for point in points if start < point < end), end]):
                entity = {"type": kind, "offset": piece[0], "length": piece[1] - piece[0]}
                if not any(_overlap(entity, block) for block in code):
                    pieces.append(entity)
    return pieces


def _union(entities: Iterable[Entity]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for entity in entities:
        if spans and entity["offset"] <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], _end(entity)))
        else:
            spans.append((entity["offset"], _end(entity)))
    return spans
