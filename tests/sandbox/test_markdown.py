"""MarkdownV2 and the older Markdown as td parses them; td's words and byte offsets where it refuses."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import Refused
from sandbox.rules.markdown import parse_v1, parse_v2
from sandbox.rules.text import Formatted
from sandbox.state import Person
from tests.sandbox.conftest import Api

RESERVED = "_*[]()~`>#+-=|{}.!"


def escaped(source: str) -> str:
    """As the Bot API's page says: a backslash before every reserved character, and before itself."""
    return "".join(f"\\{character}" if character in f"{RESERVED}\\" else character for character in source)


def places(result: Formatted) -> tuple[str, list[tuple[str, int, int]]]:
    return result.text, [(entity["type"], entity["offset"], entity["length"]) for entity in result.entities]


@pytest.mark.parametrize(
    ("source", "plain", "entities"),
    [
        ("*щ*", "щ", [("bold", 0, 1)]),
        ("_a_ __b__", "a b", [("italic", 0, 1), ("underline", 2, 1)]),
        ("~a~ ||b||", "a b", [("strikethrough", 0, 1), ("spoiler", 2, 1)]),
        ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        ("__a _b_\r__", "a b\r", [("underline", 0, 4), ("italic", 2, 1)]),
        ("`a*b`", "a*b", [("code", 0, 3)]),
        ("`a\\`b\\\\c`", "a`b\\c", [("code", 0, 5)]),
        ("```a```", "a", [("pre", 0, 1)]),
        ("```\na\n```", "a\n", [("pre", 0, 2)]),
        ("[a](example.com)", "a", [("text_link", 0, 1)]),
        ("[a](b)", "a", []),
        ("[example\\.com]", "example.com", [("text_link", 0, 11)]),
        ("[a](tg://user?id=7)", "a", [("text_mention", 0, 1)]),
        ("![👍](tg://emoji?id=5)", "👍", [("custom_emoji", 0, 2)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)]),
        (">a\n>b||\nc", "a\nb\nc", [("expandable_blockquote", 0, 4)]),
        (">a||", "a", [("expandable_blockquote", 0, 1)]),
        ("**a", "a", []),
        ("a\\.\\!\\\\", "a.!\\", []),
        ("\\a\\щ", "a\\щ", []),
        ("😀*😀*", "😀😀", [("bold", 2, 2)]),
    ],
)  # fmt: skip
def test_markdown_v2(source: str, plain: str, entities: list[tuple[str, int, int]]) -> None:
    assert places(parse_v2(source)) == (plain, entities)


def test_a_language_a_time_and_an_address_are_kept() -> None:
    [pre] = parse_v2("```py\na```").entities
    [time] = parse_v2("![завтра](tg://time?unix=1700000000&format=Dt)").entities
    [link] = parse_v2("[a](http://example.com/\\)_\\(?q=1)").entities

    assert (pre["type"], pre["language"]) == ("pre", "py")
    assert (time["unix_time"], time["date_time_format"]) == (1700000000, "Dt")
    assert link["url"] == "http://example.com/)_(?q=1"


@pytest.mark.parametrize("character", list("])(#+-=|{}.!>"))
def test_a_reserved_character_must_be_escaped(character: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_v2(f"a{character}")

    assert refused.value.text == (
        f"Bad Request: can't parse entities: Character '{character}' is reserved and must be escaped with the "
        "preceding '\\'"
    )


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("щ*a", "Can't find end of Bold entity at byte offset 2"),
        ("_a", "Can't find end of Italic entity at byte offset 0"),
        ("__a", "Can't find end of Underline entity at byte offset 0"),
        ("~a", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||a", "Can't find end of Spoiler entity at byte offset 0"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
        ("```py\na", "Can't find end of PreCode entity at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("![a", "Can't find end of CustomEmoji entity at byte offset 0"),
        (">*a\nb", "Can't find end of Bold entity at byte offset 1"),
        ("[a](b", "Can't find end of a URL at byte offset 4"),
        ("![a](b)", "Invalid tg://emoji or tg://time URL specified"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
        ("*a _b* c_", "Can't find end of Italic entity at byte offset 8"),
        ("__a _b___", "Can't find end of Italic entity at byte offset 8"),
    ],
)
def test_markdown_v2_refuses(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_v2(source)

    assert refused.value.text == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "plain", "entities"),
    [
        ("*щ* _b_", "щ b", [("bold", 0, 1), ("italic", 2, 1)]),
        ("*a _b_*", "a _b_", [("bold", 0, 5)]),
        ("`a*b` ```py\nc```", "a*b c", [("code", 0, 3), ("pre", 4, 1)]),
        ("[a](example.com) [example.com]", "a example.com", [("text_link", 0, 1), ("text_link", 2, 11)]),
        ("[a](tg://user?id=7)", "a", [("text_mention", 0, 1)]),
        ("[a](example.com", "a", [("text_link", 0, 1)]),
        ("[](example.com)", "(example.com)", []),
        ("a.b! 1 > 0 \\* \\.", "a.b! 1 > 0 * \\.", []),
        ("**", "", []),
    ],
)
def test_markdown(source: str, plain: str, entities: list[tuple[str, int, int]]) -> None:
    assert places(parse_v1(source)) == (plain, entities)


@pytest.mark.parametrize(("source", "at"), [("a_b", 1), ("щ*a", 2), ("[a", 0), ("`", 0), ("```a`", 0)])
def test_markdown_refuses_what_has_no_end(source: str, at: int) -> None:
    with pytest.raises(Refused) as refused:
        parse_v1(source)

    complaint = f"Can't find end of the entity starting at byte offset {at}"
    assert refused.value.text == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize("mode", ["MarkdownV2", "markdownv2", "Markdown"])
async def test_a_message_in_markdown(api: Api, mother: Person, mode: str) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="*Да* & нет", parse_mode=mode)

    assert (sent["text"], sent["entities"]) == ("Да & нет", [{"type": "bold", "offset": 0, "length": 2}])


async def test_a_refused_message_is_not_sent(api: Api, mother: Person) -> None:
    answer = await api.refused("sendMessage", chat_id=mother.id, text="Итог.", parse_mode="MarkdownV2")

    reason = "Character '.' is reserved and must be escaped with the preceding '\\'"
    assert answer == (400, f"Bad Request: can't parse entities: {reason}")
    chat: Any = await api.page(f"/page/chat/{mother.id}")
    assert len(chat["messages"]) == 1


any_text = st.text(st.characters(exclude_categories=["Cs"]))


@given(any_text)
def test_any_escaped_text_comes_back(source: str) -> None:
    assert parse_v2(escaped(source)) == Formatted(source, [])


@given(any_text.map(lambda source: source.replace("\\", "")))
def test_any_text_escaped_for_the_older_markdown_comes_back(source: str) -> None:
    marked = "".join(f"\\{character}" if character in "_*`[" else character for character in source)

    assert parse_v1(marked) == Formatted(source, [])
