"""Entities that Telegram finds in plain text, as td finds them (`find_entities`).

Mentions, commands, hashtags, cashtags, bank cards, addresses and e-mail addresses. Telephone numbers are found by
Telegram's servers, by a rule that is not published; here they are those that begin with `+`, 10 to 15 digits long.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sandbox.rules import urls
from sandbox.rules.urls import Place

Entity = dict[str, Any]

ANY = re.compile(r"[/@#$.:+]|[0-9][0-9 -]{12}")
MENTION = re.compile(r"(?<!\w)@([A-Za-z0-9_]{2,32})(?!\w)")
SHORT_MENTIONS = frozenset({"gif", "nft", "pic", "ufc", "vid"})
"""Names of fewer than four letters that there are."""
COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32}|(?!@))(?![\w/<>])")
CASHTAG = re.compile(r"\$(?:1INCH|[A-Z]{1,8}(?![A-Z]))(?:@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_]))?")
USERNAME = re.compile(r"@[A-Za-z0-9_]{3,32}")
LONG = re.compile(r"[0-9][0-9 -]{12}")
CARD = re.compile(r"[0-9][0-9 -]*")
WHOLE_CARD = re.compile(r"[0-9]{16,19}(?= )")
CARD_LENGTHS = (
    (r"4", {13, 16, 18, 19}), (r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", {16}), (r"3[47]", {15}),
    (r"62|81", {16, 17, 18, 19}), (r"220[0-4]", {16}),
)  # fmt: skip
"""How long the cards of the great issuers are; other numbers may have any length from 13 to 19."""
PHONE = re.compile(r"(?<![\w+])\+[0-9](?:[ -]?\(?[0-9]+\)?){1,8}(?!\w)")


def find(text: str) -> list[Entity]:
    """What is found, in order, without overlaps; offsets in UTF-16."""
    if not ANY.search(text):
        return []
    places = sorted(_places(text), key=lambda place: (place.begin, -place.end))
    kept: list[Place] = []
    for place in places:
        if not kept or place.begin >= kept[-1].end:
            kept.append(place)
    return [
        {"type": kind, "offset": _units(text[:begin]), "length": _units(text[begin:end])} for begin, end, kind in kept
    ]


def _places(text: str) -> Iterator[Place]:
    if "@" in text:
        yield from _mentions(text)
    if "/" in text:
        for match in COMMAND.finditer(text):
            yield Place(*match.span(), "bot_command")
    if "#" in text:
        yield from _hashtags(text)
    if "$" in text:
        yield from _cashtags(text)
    if LONG.search(text):
        yield from _cards(text)
    if "+" in text:
        yield from _phones(text)
    if ":" in text:
        yield from urls.find_telegram(text)
    if "." in text:
        yield from urls.find(text)


def _mentions(text: str) -> Iterator[Place]:
    for match in MENTION.finditer(text):
        name = match.group(1)
        if len(name) > 3 or name.lower() in SHORT_MENTIONS:
            yield Place(*match.span(), "mention")


def _is_tag(character: str) -> bool:
    """What a hashtag is made of: letters, digits, `_`, the middle dot, Sinhala."""
    if character in "_\u200c\u00b7" or "\u0d80" <= character <= "\u0dff":
        return True
    return unicodedata.category(character)[0] == "L" or character.isdecimal()


def _hashtags(text: str) -> Iterator[Place]:
    """Up to 256 characters with a letter among them, perhaps with `@name`; nothing like it before, no `#` after."""
    at = 0
    while (begin := text.find("#", at)) >= 0:
        at = begin + 1
        if begin and _is_tag(text[begin - 1]):
            continue
        while at < len(text) and _is_tag(text[at]):
            at += 1
        tag = text[begin + 1 : at][:256]
        end = begin + 1 + len(tag)
        if end == at and tag and (name := USERNAME.match(text, at)):
            at = end = name.end()
        if any(character.isalpha() for character in tag) and text[at : at + 1] != "#":
            yield Place(begin, end, "hashtag")


def _cashtags(text: str) -> Iterator[Place]:
    for match in CASHTAG.finditer(text):
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        if not any(_is_tag(character) or character == "$" for character in around):
            yield Place(*match.span(), "cashtag")


def _cards(text: str) -> Iterator[Place]:
    """13 to 19 digits with few spaces or hyphens between them, whose check digit is right."""
    at = 0
    while match := CARD.search(text, at):
        begin, at = match.span()
        if begin and (text[begin - 1] in ".,+-_" or text[begin - 1].isalpha()):
            continue
        whole = WHOLE_CARD.match(text, begin)
        if whole is not None:
            at = whole.end()
        number = text[begin:at].rstrip(" -")
        end = begin + len(number)
        digits = [int(character) for character in number if character.isdigit()]
        if not 13 <= len(digits) <= 19 or len(number) > 2 * len(digits) - 1:
            continue
        after = text[end : end + 1]
        if not (after in ("-", "_") or after.isalpha()) and _is_card(digits):
            yield Place(begin, end, "bank_card_number")


def _is_card(digits: list[int]) -> bool:
    """Luhn's check digit, and the issuer's length."""
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[-2::-2]]
    if (sum(digits[::-2]) + sum(doubled)) % 10:
        return False
    number = "".join(map(str, digits))
    return next((len(digits) in lengths for prefix, lengths in CARD_LENGTHS if re.match(prefix, number)), True)


def _phones(text: str) -> Iterator[Place]:
    for match in PHONE.finditer(text):
        if 10 <= sum(character.isdigit() for character in match.group()) <= 15:
            yield Place(*match.span(), "phone_number")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
