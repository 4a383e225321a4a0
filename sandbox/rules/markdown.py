"""Telegram's MarkdownV2 and the older Markdown, parsed as td's `parse_markdown_v2` and `parse_markdown` do.

MarkdownV2 nests, and refuses a reserved character that is not escaped; the older one neither nests nor refuses
anything but an entity without an end. Complaints count bytes, entities count UTF-16 code units. One thing differs on
purpose: in the older Markdown td takes the address of a bare `[example.com]` from a text that it has already shifted,
and spoils it when other markup stands before.
"""

import re
from dataclasses import dataclass, replace

from sandbox.errors import Refused
from sandbox.rules import links
from sandbox.rules.text import Formatted
from sandbox.rules.written import Written, refused

PLAIN = re.compile(rb"[^\\_*\[\]()~`>#+\-=|{}.!\n]+")
PLAIN_IN_CODE = re.compile(rb"[^\\`]+")
ESCAPE = re.compile(rb"\\([\x01-\x7e])")
LANGUAGE = re.compile(rb"[^ \t\r\n\0\v`]+(?=[ \t\r\n\0\v])")
NEW_LINE = re.compile(rb"\r\n?|\n\r?")
URL = re.compile(rb"((?:\\[\x01-\x7e]|[^)\\]|\\(?![\x01-\x7e]))*)\)")
CODE = ("Code", "Pre", "PreCode")
KINDS = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
}  # fmt: skip
MARKS = {
    "Bold": b"*", "Underline": b"__", "Strikethrough": b"~", "Spoiler": b"||", "Code": b"`", "Pre": b"```",
    "PreCode": b"```", "TextUrl": b"]", "CustomEmoji": b"]",
}  # fmt: skip
"""What ends an entity, by td's name of its kind; an italic one ends with an underscore that stands alone."""
BEGINNINGS = ((b"__", "Underline"), (b"_", "Italic"), (b"*", "Bold"), (b"~", "Strikethrough"), (b"||", "Spoiler"),
              (b"![", "CustomEmoji"), (b"[", "TextUrl"), (b"```", "Pre"), (b"`", "Code"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Open:
    """An entity that waits for its end; `kind` as td names it in complaints."""

    kind: str
    start: int
    at: int
    """Its place in the source, in bytes."""
    written: int
    """How many bytes of text stood before it."""
    language: str = ""


def parse_v2(source: str) -> Formatted:
    """Text and entities of MarkdownV2; Refused("entities") in td's words otherwise."""
    return _V2(source.encode()).parse()


class _V2:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.at = 0
        self.out = Written()
        self.opened: list[Open] = []
        self.quoted = False
        self.may_quote = True
        """Whether a quotation may begin here: at the beginning of a line."""

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            if not self._plain():
                if self._ends():
                    self._end()
                else:
                    self._begin()
        self._end_of_text()
        return self.out.done()

    def _plain(self) -> bool:
        """Escaped and ordinary characters."""
        escape = ESCAPE.match(self.source, self.at)
        if escape is not None:
            self.at = escape.end()
            self._add(escape.group(1), quotes_after=escape.group(1) == b"\n")
            return True
        in_code = bool(self.opened) and self.opened[-1].kind in CODE
        match = (PLAIN_IN_CODE if in_code else PLAIN).match(self.source, self.at)
        plain = match.group() if match else b"\\" if self.source[self.at] == ord("\\") else b""
        self.at += len(plain)
        self._add(plain)
        return bool(plain)

    def _add(self, plain: bytes, *, quotes_after: bool = False) -> None:
        self.out.add(plain)
        if plain.strip(b"\r"):
            self.may_quote = quotes_after

    def _next(self, mark: bytes) -> bool:
        return self.source.startswith(mark, self.at)

    def _ends(self) -> bool:
        """Whether the innermost entity ends here: by its own mark, or a quotation by the end of its line."""
        if not self.opened:
            return False
        if self.quoted and self._next(b"\n") and not self._next(b"\n>"):
            return True
        kind = self.opened[-1].kind
        if kind == "Italic":
            return self._next(b"_") and not self._next(b"__")
        return kind != "BlockQuote" and self._next(MARKS[kind])

    def _begin(self) -> None:
        if self._next(b"\n"):
            self.out.add(b"\n")
            self.may_quote = True
            self.at += 1
            return
        at = self.at
        kind = self._quotes() if self._next(b">") and self.may_quote else self._kind()
        language = self._language() if kind == "Pre" else ""
        if kind:
            opened = Open("PreCode" if language else kind, self.out.offset, at, len(self.out.text), language)
            self.opened.append(opened)

    def _quotes(self) -> str:
        """A quotation goes on over many lines; only its first `>` begins it."""
        self.at += 1
        begins = not self.quoted
        self.quoted = True
        return "BlockQuote" if begins else ""

    def _kind(self) -> str:
        for mark, kind in BEGINNINGS:
            if self._next(mark):
                self.at += len(mark)
                return kind
        character = chr(self.source[self.at])
        raise refused(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")

    def _language(self) -> str:
        """The word after three backticks, when white space follows it; one line's end there belongs to the mark."""
        language, self.at = _language(self.source, self.at)
        return language

    def _end(self) -> None:
        opened = self.opened[-1]
        if self._next(b"\n") and opened.kind != "BlockQuote":
            opened = self._expandable(opened)
        self.opened.pop()
        skipped = self.out.offset == opened.start
        match opened.kind:
            case "TextUrl":
                self._link(opened, skipped=skipped)
            case "CustomEmoji":
                self._emoji(opened, skipped=skipped)
            case "BlockQuote" | "ExpandableBlockQuote":
                self.quoted = False
                self.may_quote = True
                self.at += 1
                self.out.add(b"\n")
                self.out.entity(KINDS[opened.kind], opened.start)
            case kind:
                self.at += len(MARKS.get(kind, b"_"))
                self._close(opened)

    def _close(self, opened: Open) -> None:
        if self.out.offset > opened.start:
            language = {"language": opened.language} if opened.language else {}
            self.out.entity(KINDS[opened.kind], opened.start, **language)

    def _expandable(self, opened: Open) -> Open:
        """A quotation's line ends with `||` that nothing closes: it can be unfolded. Anything else stayed open."""
        alone = opened.at == self.at - 2 or (opened.at == self.at - 3 and self.out.text.endswith(b"\r"))
        if opened.kind != "Spoiler" or not alone:
            raise _endless(opened)
        self.opened.pop()
        if self.opened[-1].kind != "BlockQuote":
            raise _endless(self.opened[-1])
        return replace(self.opened[-1], kind="ExpandableBlockQuote")

    def _link(self, opened: Open, *, skipped: bool) -> None:
        """`[text](address)`; without an address the text is one."""
        self.at += 1
        url = self._url() if self._next(b"(") else self.out.text[opened.written :].decode()
        if not skipped:
            self.out.link(opened.start, url)

    def _emoji(self, opened: Open, *, skipped: bool) -> None:
        """`![emoji](tg://emoji?id=…)` or `![text](tg://time?unix=…)`."""
        self.at += 1
        if not self._next(b"("):
            raise refused("The entity must contain a tg://emoji or tg://time URL")
        url = self._url()
        emoji, date = links.emoji_id(url), links.date(url)
        if emoji is None and date is None:
            raise refused("Invalid tg://emoji or tg://time URL specified")
        if skipped:
            return
        if emoji is not None:
            self.out.entity("custom_emoji", opened.start, custom_emoji_id=emoji)
        else:
            self.out.entity("date_time", opened.start, **(date or {}))

    def _url(self) -> str:
        match = URL.match(self.source, self.at + 1)
        if match is None:
            raise refused(f"Can't find end of a URL at byte offset {self.at + 1}")
        self.at = match.end()
        return ESCAPE.sub(rb"\1", match.group(1)).decode()

    def _end_of_text(self) -> None:
        """The text's end ends a quotation; nothing else may be open."""
        if self.quoted:
            kind = "blockquote"
            if self.opened[-1].kind == "Spoiler" and self.opened[-1].at == len(self.source) - 2:
                self.opened.pop()
                kind = "expandable_blockquote"
            if self.opened[-1].kind == "BlockQuote":
                quote = self.opened.pop()
                if self.out.offset > quote.start:
                    self.out.entity(kind, quote.start)
        if self.opened:
            raise _endless(self.opened[-1])


def _endless(opened: Open) -> Refused:
    return refused(f"Can't find end of {opened.kind} entity at byte offset {opened.at}")


def _language(source: bytes, at: int) -> tuple[str, int]:
    language = LANGUAGE.match(source, at)
    at = language.end() if language else at
    new_line = NEW_LINE.match(source, at)
    return language.group().decode() if language else "", new_line.end() if new_line else at


ESCAPE_V1 = re.compile(rb"\\([_*`\[])")
PLAIN_V1 = re.compile(rb"[^\\_*`\[]+|\\")
URL_V1 = re.compile(rb"\(([^)]*)\)?")


def parse_v1(source: str) -> Formatted:
    """Text and entities of the older Markdown: nothing nests, and an entity's text is taken as it stands."""
    raw = source.encode()
    out = Written()
    at = 0
    while at < len(raw):
        escape = ESCAPE_V1.match(raw, at)
        plain = PLAIN_V1.match(raw, at)
        if escape is not None:
            out.add(escape.group(1))
            at = escape.end()
        elif plain is not None:
            out.add(plain.group())
            at = plain.end()
        else:
            at = _entity_v1(raw, at, out)
    return out.done()


def _entity_v1(raw: bytes, begin: int, out: Written) -> int:
    """One entity that begins there; where it ends."""
    mark, at, language = raw[begin : begin + 1], begin + 1, ""
    if raw.startswith(b"```", begin):
        mark = b"```"
        language, at = _language(raw, begin + 3)
    end = raw.find(b"]" if mark == b"[" else mark, at)
    if end < 0:
        raise refused(f"Can't find end of the entity starting at byte offset {begin}")
    start = out.offset
    out.add(raw[at:end])
    after = end + len(mark)
    if end == at:
        return after
    if mark == b"[":
        address = URL_V1.match(raw, after)
        after = address.end() if address else after
        out.link(start, (address.group(1) if address else raw[at:end]).decode())
    else:
        kind = {b"_": "italic", b"*": "bold", b"`": "code", b"```": "pre"}[mark]
        out.entity(kind, start, **({"language": language} if language else {}))
    return after
