"""HTML as td parses it, and entities as Telegram keeps them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import Refused
from sandbox.rules import html, text
from sandbox.rules.text import Formatted, utf16

SURROGATES = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)
PIECES = (
    "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<a href='x.ru'>", "</a>", "<blockquote>", "</blockquote>",
    "a", "щ", "😀", " ", "/go", "\r", "&lt;",
)  # fmt: skip


def parsed(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    result = text.finish(html.parse(source))
    return result.text, [(entity["type"], entity["offset"], entity["length"]) for entity in result.entities]


@pytest.mark.parametrize(
    ("source", "plain", "entities"),
    [
        ("просто", "просто", []),
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("<strong>a</strong> <em>b</em>", "a b", [("bold", 0, 1), ("italic", 2, 1)]),
        ("<ins>a</ins><del>b</del>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ("<strike>a</strike>", "a", [("strikethrough", 0, 1)]),
        ("<B>a</b>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b>a</b >", "a", [("bold", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ('<b colour="red">a</b>', "a", [("bold", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("Tom & Jerry", "Tom & Jerry", []),
        ("a && b &unknown; &", "a && b &unknown; &", []),
        ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
        ("&lt", "<", []),
        ("&#1078;&#x436;&#128512;", "жж😀", []),
        ("&#0;", "&#0;", []),
        ("&nbsp;&apos;", "&nbsp;&apos;", []),
        ("😀<b>😀a</b>", "😀😀a", [("bold", 2, 3)]),
        ("<b></b>a", "a", []),
        ("  <b>a</b>  \n", "a", [("bold", 0, 1)]),
        ("<b> a </b>", " a", [("bold", 0, 2)]),
        ("a\rb\u202ec", "abc", []),
        ("a\u202e<b>b</b>", "ab", [("bold", 1, 1)]),
        ("a\tb", "a b", []),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ('<code class="language-py">a</code>', "a", [("code", 0, 1)]),
        ("<pre>a</pre>", "a", [("pre", 0, 1)]),
        ("<code><b>a</b></code>", "a", [("code", 0, 1)]),
        ("<b><code>a</code>b</b>", "ab", [("code", 0, 1), ("bold", 1, 1)]),
        ("<b>a</b><b>b</b>", "ab", [("bold", 0, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 1), ("bold", 1, 1), ("italic", 1, 1)]),
        ("<b><b>a</b></b>", "a", [("bold", 0, 1)]),
        ("<b>смотри /start тут</b>", "смотри /start тут",
         [("bold", 0, 7), ("bot_command", 7, 6), ("bold", 7, 6), ("bold", 13, 4)]),
        ('<a href="http://example.com">a</a>', "a", [("text_link", 0, 1)]),
        ('<a href="not a link">a</a>', "a", []),
        ("<a>example.com</a>", "example.com", [("text_link", 0, 11)]),
        ("<code>/start</code>", "/start", [("code", 0, 6)]),
        ("<a href=example.com>a</a>", "a", [("text_link", 0, 1)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [("blockquote", 0, 2)]),
        ("<b>a<blockquote>b</blockquote></b>", "ab", [("bold", 0, 1), ("blockquote", 1, 1), ("bold", 1, 1)]),
        ("<a href='x.ru'>a<blockquote>b</blockquote></a>", "ab", [("blockquote", 1, 1)]),
        ("<a href='x.ru'><b>a</b>b</a>", "ab", [("text_link", 0, 2), ("bold", 0, 1)]),
        ("<pre>a<a href='x.ru'>b</a></pre>", "ab", [("pre", 0, 2)]),
        ("<tg-emoji emoji-id='5'>👍</tg-emoji>", "👍", [("custom_emoji", 0, 2)]),
        ("<tg-time unix='7' format='Dt'>a</tg-time>", "a", [("date_time", 0, 1)]),
        ("<tg-time unix='0'>a</tg-time>", "a", []),
        ("<b\n>a</b\t>", "a", [("bold", 0, 1)]),
        ("<b x y='<>' z=1 w = \"&quot;\">a</b>", "a", [("bold", 0, 1)]),
        ("<span class='a' class='tg-spoiler'>a</span>", "a", [("spoiler", 0, 1)]),
        ("&lt;&gt;&ampamp;", "<>&ampamp;", []),
        ("&#60b&#62", "<b>", []),
        ("&#1114111;&#x10FFFF;&#00000065;", "&#1114111;&#x10FFFF;&#00000065;", [("hashtag", 11, 8)]),
        ("a\u200e\u200e\u200fb", "a\u200c\u200c\u200fb", []),
    ],
)  # fmt: skip
def test_parses(source: str, plain: str, entities: list[tuple[str, int, int]]) -> None:
    assert parsed(source) == (plain, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("я <3", "Unclosed start tag at byte offset 3"),
        ("я <3 тебя>", 'Unsupported start tag "3" at byte offset 3'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("щ<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<b "x">a</b>', 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=a;b>c</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix=7 format=x>a</tg-time>", "Invalid date format used"),
        ("<b/>", 'Unsupported start tag "b/" at byte offset 0'),
        ("<b / >", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<b x=", 'Unclosed start tag "b" at byte offset 0'),
        ("<b\0>", "Unclosed start tag at byte offset 0"),
        ("<!-- a -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("<b>a<i>b</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
        ("&#xD83D;", SURROGATES),
        ("&#xD83D;&#xDE00;", SURROGATES),
    ],
)  # fmt: skip
def test_refuses(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        html.parse(source)

    assert refused.value.text == f"Bad Request: can't parse entities: {complaint}"


def test_a_link_keeps_its_address_and_a_mention_its_person() -> None:
    source = '<a href="example.com/?a=1&amp;b=2">a</a><a href="tg://user?id=7">b</a>'

    link, mention = html.parse(source).entities

    assert link["url"] == "http://example.com/?a=1&b=2"
    assert mention["user"]["id"] == 7


def test_a_language_belongs_to_pre() -> None:
    for source in (
        '<pre><code class="language-py">a</code></pre>',
        '<code class="language-py"><pre>a</pre></code>',
    ):
        assert html.parse(source).entities == [{"type": "pre", "offset": 0, "length": 1, "language": "py"}]


@given(st.text())
def test_any_escaped_text_comes_back(source: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in source):
        return
    escaped = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert html.parse(escaped) == Formatted(source, [])


@given(st.lists(st.sampled_from(PIECES)))
def test_entities_lie_in_the_text_and_are_sorted(pieces: list[str]) -> None:
    try:
        result = text.finish(html.parse("".join(pieces)))
    except Refused:
        return

    places = [(entity["offset"], -entity["length"]) for entity in result.entities]
    assert places == sorted(places)
    assert all(offset >= 0 and length < 0 for offset, length in places)
    assert all(offset - length <= utf16(result.text) for offset, length in places)
    for kind in ("bold", "italic", "code", "text_link"):
        ends = [(e["offset"], e["offset"] + e["length"]) for e in result.entities if e["type"] == kind]
        assert all(first[1] <= second[0] for first, second in pairwise(ends))
