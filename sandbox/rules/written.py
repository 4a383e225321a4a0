"""What a parser of markup has written so far: plain text, the place in it in UTF-16, and entities."""

import re
from typing import Any

from sandbox.errors import Refused
from sandbox.rules import links
from sandbox.rules.entities import order
from sandbox.rules.links import Wrong
from sandbox.rules.text import Formatted, utf16

SURROGATE = re.compile("[\ud800-\udfff]")


def refused(reason: str) -> Refused:
    """Markup that can't be parsed, in td's words."""
    return Refused("entities", reason=reason)


class Written:
    """Bytes of UTF-8, because td counts bytes when it complains; `offset` in UTF-16 code units, as entities do."""

    def __init__(self) -> None:
        self.text = bytearray()
        self.offset = 0
        self.entities: list[dict[str, Any]] = []

    def add(self, piece: bytes) -> None:
        self.text += piece
        self.offset += utf16(piece.decode("utf-8", "surrogatepass"))

    def entity(self, kind: str, start: int, **more: Any) -> None:
        """What began at `start` ends here."""
        self.entities.append({"type": kind, "offset": start, "length": self.offset - start, **more})

    def link(self, start: int, url: str) -> None:
        """A link, a mention by id, or nothing when it is no address: td drops such a link and keeps its text."""
        user = links.user_id(url)
        if user is not None:
            self.entity("text_mention", start, user={"id": user, "is_bot": False, "first_name": ""})
            return
        try:
            self.entity("text_link", start, url=links.checked(url))
        except Wrong:
            return

    def done(self) -> Formatted:
        """The text and its entities, outer before inner."""
        text = self.text.decode("utf-8", "surrogatepass")
        if SURROGATE.search(text):
            raise refused(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
                "code units"
            )
        return Formatted(text, sorted(self.entities, key=order))
