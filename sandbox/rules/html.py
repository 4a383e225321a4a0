"""Telegram's HTML, parsed as td's `parse_html` does: byte offsets in complaints, UTF-16 offsets in entities.

A lone `&` is text; a `<` always begins a tag. Unknown tags are refused, unknown attributes ignored. Only `&lt;`,
`&gt;`, `&amp;`, `&quot;` and numbers are decoded, with or without the semicolon.
"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.errors import Refused
from sandbox.rules.text import Formatted, utf16

SPECIAL = re.compile(rb"[<&]")
SPACE = b" \t\r\n\0\x0b"
ENTITY = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
TAG_END = re.compile(rb"[ \t\r\n\x0b\0>]")
NAME_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
ATTRIBUTE_NAME = re.compile(rb"[^ \t\r\n\x0b\0=>/\"']*")

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
USER_LINK = re.compile(r"tg://user\?id=(\d+)")
LINK = re.compile(
    r"(?:(?:https?|ftp|tg|ton|mailto|tel)[:][^\s]+|[^\s/:]+\.[^\s/:.]{2,}(?:[/?#:][^\s]*)?)", re.IGNORECASE
)


@dataclass(slots=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    text_start: int


def parse(source: str) -> Formatted:
    """Text without tags and its entities; Refused("entities") with td's words and byte offset otherwise."""
    return _Parser(source.encode("utf-8", "surrogatepass")).parse()


class _Parser:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.opened: list[Open] = []
        self.entities: list[dict[str, Any]] = []

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            special = SPECIAL.search(self.source, self.at)
            end = special.start() if special else len(self.source)
            if end > self.at:
                self._add(self.source[self.at : end].decode("utf-8", "surrogatepass"))
                self.at = end
            elif self.source[self.at] == ord("<"):
                self._tag()
            else:
                self._add(self._character())
        if self.opened:
            raise _refused(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        text = "".join(self.text)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise _refused(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
                "code units"
            )
        return Formatted(text, _sorted(self.entities))

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.offset += utf16(text)

    def _character(self) -> str:
        """The character that an `&…;` stands for, or `&` itself."""
        decoded, self.at = _decode(self.source, self.at)
        return decoded

    def _tag(self) -> None:
        if self.source[self.at + 1 : self.at + 2] == b"/":
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self.at
        name_end = TAG_END.search(self.source, begin + 1)
        if name_end is None or self.source[name_end.start()] == 0:
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        tag = self.source[begin + 1 : name_end.start()].decode("utf-8", "replace").lower()
        if tag not in KINDS:
            raise _refused(f'Unsupported start tag "{tag}" at byte offset {begin}')
        self.at = name_end.start()
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.opened.append(Open(tag, argument, self.offset, len(self.text)))

    def _attributes(self, tag: str, begin: int) -> str:
        """Read up to `>`; the one attribute that the tag cares about is its argument."""
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == b">":
                self.at += 1
                return argument
            name = self._matched(ATTRIBUTE_NAME)
            if not name:
                raise _refused(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            self._skip_space()
            if self._peek() != b"=":
                if not self._peek():
                    raise _refused(f'Unclosed start tag "{tag}" at byte offset {begin}')
                value = ""
            else:
                self.at += 1
                value = self._value(tag, begin)
            argument = _argument(tag, name.decode("utf-8", "replace"), value, argument)

    def _value(self, tag: str, begin: int) -> str:
        self._skip_space()
        quote = self._peek()
        if not quote:
            raise _refused(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if quote not in (b'"', b"'"):
            token_begin = self.at
            token = self._matched(NAME_TOKEN)
            if self._peek() and self._peek() not in b" \t\r\n\x0b>":
                raise _refused(f"Unexpected end of name token at byte offset {token_begin}")
            value = token.decode().lower()
        else:
            self.at += 1
            value = self._quoted(quote)
        if not self._peek():
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        return value

    def _quoted(self, quote: bytes) -> str:
        end = self.source.find(quote, self.at)
        end = len(self.source) if end < 0 else end
        raw = self.source[self.at : end]
        self.at = min(end + 1, len(self.source))
        pieces = []
        at = 0
        while at < len(raw):
            if raw[at] == ord("&"):
                piece, at = _decode(raw, at)
            else:
                stop = raw.find(b"&", at)
                stop = len(raw) if stop < 0 else stop
                piece, at = raw[at:stop].decode("utf-8", "surrogatepass"), stop
            pieces.append(piece)
        return "".join(pieces)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.opened:
            raise _refused(f"Unexpected end tag at byte offset {begin}")
        name_end = TAG_END.search(self.source, begin + 2)
        self.at = name_end.start() if name_end else len(self.source)
        name = self.source[begin + 2 : self.at].decode("utf-8", "replace").lower()
        self._skip_space()
        if self._peek() != b">":
            raise _refused(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.opened.pop()
        if name and name != opened.tag:
            raise _refused(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{name}>"')
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: Open) -> None:
        entity: dict[str, Any] = {
            "type": KINDS[opened.tag],
            "offset": opened.offset,
            "length": self.offset - opened.offset,
        }
        last = self.entities[-1] if self.entities else {}
        same = last.get("offset") == entity["offset"] and last.get("length") == entity["length"]
        match opened.tag:
            case "a":
                entity = _link(entity, opened.argument or "".join(self.text[opened.text_start :]))
            case "tg-emoji":
                if not opened.argument.isdigit() or int(opened.argument) == 0:
                    raise _refused("Invalid custom emoji identifier specified")
                entity["custom_emoji_id"] = opened.argument
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "pre" if same and last["type"] == "code" and last.get("language"):
                last["type"] = "pre"
                return
            case "code" if same and last["type"] == "pre" and opened.argument:
                last["language"] = opened.argument
                return
            case "code" if opened.argument:
                entity["language"] = opened.argument
            case "tg-time":
                return
        if entity:
            self.entities.append(entity)

    def _peek(self) -> bytes:
        return self.source[self.at : self.at + 1]

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in SPACE:
            self.at += 1

    def _matched(self, pattern: re.Pattern[bytes]) -> bytes:
        match = pattern.match(self.source, self.at)
        token = match.group() if match else b""
        self.at += len(token)
        return token


def _refused(reason: str) -> Refused:
    return Refused("entities", reason=reason)


def _decode(source: bytes, at: int) -> tuple[str, int]:
    """The character at an `&` and where it ends; a reference that means nothing is a plain `&`."""
    match = ENTITY.match(source, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return (NAMED[name], match.end()) if name in NAMED else ("&", at + 1)
    digits = hexadecimal if hexadecimal is not None else decimal
    code = int(digits or b"0", 16 if hexadecimal is not None else 10)
    length = match.end() - at - match.group().endswith(b";")
    if code == 0 or code >= 0x10FFFF or length >= 10:
        return "&", at + 1
    return chr(code), match.end()


def _argument(tag: str, name: str, value: str, before: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "1"
    return before


def _link(entity: dict[str, Any], url: str) -> dict[str, Any]:
    """A link, a mention by id, or nothing when it is no address: td drops such a tag and keeps its text."""
    user = USER_LINK.fullmatch(url)
    if user:
        return {**entity, "type": "text_mention", "user": {"id": int(user.group(1)), "is_bot": False, "first_name": ""}}
    if not LINK.fullmatch(url):
        return {}
    if ":" not in url.split("/", 1)[0]:
        url = f"http://{url}"
    if re.fullmatch(r"[a-z]+://[^/?#]+", url, re.IGNORECASE):
        url += "/"
    return {**entity, "url": url}


def _sorted(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outer before inner; a language is a thing of `pre` alone."""
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
