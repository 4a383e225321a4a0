"""Telegram's HTML, parsed as td's `parse_html` does: byte offsets in complaints, UTF-16 offsets in entities.

A lone `&` is text; a `<` always begins a tag. Unknown tags are refused, unknown attributes ignored. Only `&lt;`,
`&gt;`, `&amp;`, `&quot;` and numbers are decoded, with or without the semicolon.
"""

import re
from dataclasses import dataclass

from sandbox.rules import links
from sandbox.rules.text import Formatted
from sandbox.rules.written import Written, refused

SPECIAL = re.compile(rb"[<&]")
SPACE = re.compile(rb"[ \t\r\n\v]*")
ENTITY = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
TAG_END = re.compile(rb"[ \t\r\n\x0b\0>]")
QUOTED = {b'"': re.compile(rb'[^"\0]*'), b"'": re.compile(rb"[^'\0]*")}
NAME_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
ATTRIBUTE_NAME = re.compile(rb"[^ \t\r\n\x0b\0=>/\"']*")

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
INTEGER = re.compile(r"-?[0-9]+")


@dataclass(slots=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    date: int
    offset: int
    written: int
    """How many bytes of text stood before it."""


def parse(source: str) -> Formatted:
    """Text without tags and its entities; Refused("entities") with td's words and byte offset otherwise."""
    return _Parser(source.encode("utf-8", "surrogatepass")).parse()


class _Parser:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.at = 0
        self.out = Written()
        self.opened: list[Open] = []

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            special = SPECIAL.search(self.source, self.at)
            end = special.start() if special else len(self.source)
            if end > self.at:
                self.out.add(self.source[self.at : end])
                self.at = end
            elif self.source[self.at] == ord("<"):
                self._tag()
            else:
                character, self.at = _decode(self.source, self.at)
                self.out.add(character.encode("utf-8", "surrogatepass"))
        if self.opened:
            raise refused(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        for entity in self.out.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # a language is a thing of `pre` alone
        return self.out.done()

    def _tag(self) -> None:
        if self.source[self.at + 1 : self.at + 2] == b"/":
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self.at
        name_end = TAG_END.search(self.source, begin + 1)
        if name_end is None or self.source[name_end.start()] == 0:
            raise refused(f"Unclosed start tag at byte offset {begin}")
        tag = self.source[begin + 1 : name_end.start()].lower().decode()
        if tag not in KINDS:
            raise refused(f'Unsupported start tag "{tag}" at byte offset {begin}')
        self.at = name_end.start()
        attributes = self._attributes(tag, begin)
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "spoiler":
            raise refused(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.opened.append(Open(tag, argument, _unix(attributes), self.out.offset, len(self.out.text)))

    def _attributes(self, tag: str, begin: int) -> list[tuple[str, str | None]]:
        """Names and values up to `>`, in order."""
        attributes: list[tuple[str, str | None]] = []
        while True:
            self._skip_space()
            if self._peek() == b">":
                self.at += 1
                return attributes
            name = self._matched(ATTRIBUTE_NAME)
            if not name:
                raise refused(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            self._skip_space()
            value = None
            if self._peek() == b"=":
                self.at += 1
                value = self._value(tag, begin)
            elif not self._peek():
                raise refused(f'Unclosed start tag "{tag}" at byte offset {begin}')
            attributes.append((name.decode(), value))

    def _value(self, tag: str, begin: int) -> str:
        """In quotes anything, without them a name, whose case does not matter."""
        self._skip_space()
        quote = self._peek()
        if not quote:
            raise refused(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if quote in QUOTED:
            self.at += 1
            value = _decoded(self._matched(QUOTED[quote]))
            self.at += self._peek() == quote
        else:
            token_begin = self.at
            value = self._matched(NAME_TOKEN).lower().decode()
            if self._peek() and self._peek() not in b" \t\r\n\v>":
                raise refused(f"Unexpected end of name token at byte offset {token_begin}")
        if not self._peek():
            raise refused(f"Unclosed start tag at byte offset {begin}")
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.opened:
            raise refused(f"Unexpected end tag at byte offset {begin}")
        name_end = TAG_END.search(self.source, begin + 2)
        self.at = name_end.start() if name_end else len(self.source)
        name = self.source[begin + 2 : self.at].lower().decode()
        self._skip_space()
        if self._peek() != b">":
            raise refused(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.opened.pop()
        if name and name != opened.tag:
            raise refused(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{name}>"')
        if self.out.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: Open) -> None:
        start, argument = opened.offset, opened.argument
        match opened.tag:
            case "a":
                self.out.link(start, argument or self.out.text[opened.written :].decode("utf-8", "surrogatepass"))
            case "tg-emoji":
                if not links.is_emoji_id(argument):
                    raise refused("Invalid custom emoji identifier specified")
                self.out.entity("custom_emoji", start, custom_emoji_id=argument)
            case "tg-time":
                if not links.DATE_FORMAT.fullmatch(argument):
                    raise refused("Invalid date format used")
                if opened.date > 0:
                    self.out.entity("date_time", start, **links.formatted_date(opened.date, argument))
            case "blockquote" if argument:
                self.out.entity("expandable_blockquote", start)
            case "pre" | "code":
                self._close_code(opened)
            case tag:
                self.out.entity(KINDS[tag], start)

    def _close_code(self, opened: Open) -> None:
        """Code in pre, or pre in code, of the same extent are one, and the code's language is its own."""
        last = self.out.entities[-1] if self.out.entities else {}
        same = last.get("offset") == opened.offset and last.get("length") == self.out.offset - opened.offset
        other = last["type"] if same else ""
        if opened.tag == "pre" and other == "code" and "language" in last:
            last["type"] = "pre"
        elif opened.tag == "code" and other == "pre" and "language" not in last and opened.argument:
            last["language"] = opened.argument
        else:
            self.out.entity(opened.tag, opened.offset, **({"language": opened.argument} if opened.argument else {}))

    def _peek(self) -> bytes:
        """The next byte; nothing at the end, which a zero byte is too."""
        return self.source[self.at : self.at + 1].strip(b"\0")

    def _skip_space(self) -> None:
        self._matched(SPACE)

    def _matched(self, pattern: re.Pattern[bytes]) -> bytes:
        match = pattern.match(self.source, self.at)
        token = match.group() if match else b""
        self.at += len(token)
        return token


def _decoded(raw: bytes) -> str:
    """A quoted value with its character references replaced."""
    pieces = []
    at = 0
    while at < len(raw):
        if raw[at] == ord("&"):
            piece, at = _decode(raw, at)
        else:
            stop = raw.find(b"&", at)
            stop = len(raw) if stop < 0 else stop
            piece, at = raw[at:stop].decode(), stop
        pieces.append(piece)
    return "".join(pieces)


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


def _argument(tag: str, attributes: list[tuple[str, str | None]]) -> str:
    """The one attribute that a tag cares about; others are ignored."""
    argument = ""
    for name, value in attributes:
        match tag, name, value:
            case ("blockquote", "expandable", _):
                argument = "1"
            case ("a", "href", str(given)) | ("tg-emoji", "emoji-id", str(given)) | ("tg-time", "format", str(given)):
                argument = given
            case ("code", "class", str(given)) if given.startswith("language-"):
                argument = given.removeprefix("language-")
            case ("span", "class", str(given)) if given.startswith("tg-"):
                argument = given.removeprefix("tg-")
    return argument


def _unix(attributes: list[tuple[str, str | None]]) -> int:
    """The time of a `tg-time`: as many digits as there are."""
    values = [INTEGER.match(value or "") for name, value in attributes if name == "unix"]
    return int(values[-1].group()) if values and values[-1] else 0
