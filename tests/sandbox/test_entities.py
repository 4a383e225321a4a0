"""Entities as td keeps them, what Telegram finds by itself, and what a bot gives, compared with td's own answers."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import TextDecoration, html_decoration, markdown_decoration
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.errors import Refused
from sandbox.rules import formatting, found, html, markdown, text
from sandbox.rules.entities import order
from sandbox.rules.formatting import PARSERS
from sandbox.rules.text import Formatted, utf16
from sandbox.state import Person
from tests.sandbox.conftest import Api
from tests.sandbox.groups import Groups

ANSWERS = [
    json.loads(line) for line in Path(__file__).with_name("td_answers.jsonl").read_text(encoding="utf-8").splitlines()
]
"""What td says to 1,200 random texts: recorded from its parsers and `fix_formatted_text` of July 2026 (022d60202)."""

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre")
KINDS = (*STYLES, "text_link", "text_mention", "custom_emoji", "blockquote", "expandable_blockquote")
MORE: dict[str, dict[str, Any]] = {
    "text_link": {"url": "http://example.com/?a=1&b=2"},
    "text_mention": {"user": {"id": 7, "is_bot": False, "first_name": ""}},
    "custom_emoji": {"custom_emoji_id": "5368324170671202286"},
}


def plain(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entities with a mentioned user as a number."""
    return [{**entity, **({"user": entity["user"]["id"]} if "user" in entity else {})} for entity in entities]


@pytest.mark.parametrize("mode", ["HTML", "MarkdownV2", "Markdown", ""])
def test_td_answers_the_same(mode: str) -> None:
    asked = [answer for answer in ANSWERS if answer["mode"] == mode]
    wrong = []
    for answer in asked:
        try:
            result = formatting.read(answer["text"], mode, answer.get("entities"))
            told: Any = {"result": [result.text, plain(result.entities)]}
        except Refused as refused:
            told = {"error": refused.text.removeprefix("Bad Request: ")}
        if any(told[name] != answer.get(name) for name in told):
            wrong.append((answer, told))

    assert len(asked) >= 100
    assert wrong == []


def test_tds_answers_hold_everything() -> None:
    """The recorded answers hold refusals and entities of every kind."""
    kinds = {entity["type"] for answer in ANSWERS for entity in answer.get("result", ["", []])[1]}

    assert {*KINDS, "date_time", "mention", "hashtag", "bot_command", "url", "email", "cashtag"} <= kinds
    assert sum("error" in answer for answer in ANSWERS) >= 200


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("/start и /help@school_bot, не a/b и не //c", ["bot_command /start", "bot_command /help@school_bot"]),
        ("@maria, @gif, @ab, mail@maria", ["mention @maria", "mention @gif"]),
        ("#дз #дз_5 #5 a#b #a#b", ["hashtag #дз", "hashtag #дз_5"]),
        ("#дз@school", ["hashtag #дз@school"]),
        ("$USD, $usd, $1INCH a$USD", ["cashtag $USD", "cashtag $1INCH"]),
        ("пишите: my+school@example.co.uk.", ["email my+school@example.co.uk"]),
        ("mailto:me@example.com", ["email me@example.com"]),
        ("см. school.ru/расписание?день=1, и т.д.", ["url school.ru/расписание?день=1"]),
        ("пример.рф и ПРИМЕР.РФ, но не Конец.Ру", ["url пример.рф", "url ПРИМЕР.РФ"]),
        ("конец.Начало 5.5 файл.txt a.b", []),
        ("https://localhost https://a.local/x", ["url https://a.local/x"]),
        ("(см. https://ru.wikipedia.org/wiki/Пи_(число))", ["url https://ru.wikipedia.org/wiki/Пи_(число)"]),
        ("http://user:word@example.com:8080/#a", ["url http://user:word@example.com:8080/#a"]),
        ("192.168.1.1 и 300.1.1.1", ["url 192.168.1.1"]),
        ("tg://resolve?domain=a, ton://x", ["url tg://resolve?domain=a", "url ton://x"]),
        ("тел. +7 (999) 123-45-67, код +7 999", ["phone_number +7 (999) 123-45-67"]),
        ("карта 4111 1111 1111 1111, не 4111 1111 1111 1112", ["bank_card_number 4111 1111 1111 1111"]),
    ],
)
def test_finds(source: str, expected: list[str]) -> None:
    assert [f"{entity['type']} {cut(source, entity)}" for entity in found.find(source)] == expected


def cut(source: str, entity: dict[str, Any]) -> str:
    start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    return source.encode("utf-16-le")[start:end].decode("utf-16-le")


async def test_a_bots_own_entities_are_made_to_fit(api: Api, mother: Person) -> None:
    given = [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "italic", "offset": 2, "length": 3},
        {"type": "mention", "offset": 0, "length": 1},
        {"type": "text_link", "offset": 4, "length": 1, "url": "example.com"},
    ]

    sent = await api.ok("sendMessage", chat_id=mother.id, text="abcde", entities=given)

    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 2, "length": 2},
        {"type": "bold", "offset": 2, "length": 1},
        {"type": "text_link", "offset": 4, "length": 1, "url": "http://example.com/"},
        {"type": "italic", "offset": 4, "length": 1},
    ]


async def test_found_entities_beyond_a_hundred_go(api: Api, mother: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=mother.id, text="#дз " * 101)

    assert len(sent["entities"]) == 100


async def test_a_parse_mode_outweighs_entities(api: Api, mother: Person) -> None:
    given = [{"type": "bold", "offset": 0, "length": 1}]

    sent = await api.ok("sendMessage", chat_id=mother.id, text="<i>ab</i>", parse_mode="HTML", entities=given)

    assert sent["entities"] == [{"type": "italic", "offset": 0, "length": 2}]


async def test_a_mention_shows_whom_it_means(api: Api, sandbox: Sandbox, mother: Person) -> None:
    """By an entity or by a link, sent or edited; a stranger's is dropped until there is a chat or a group together."""
    stranger = sandbox.add_person("Петров Пётр")

    async def mentioned(person: Person, method: str = "sendMessage", **more: Any) -> Any:
        text = f'<a href="tg://user?id={person.id}">кто</a> это {method}'
        sent = await api.ok(method, chat_id=mother.id, text=text, parse_mode="HTML", **more)
        return sent.get("entities")

    place = {"type": "text_mention", "offset": 0, "length": 3}
    assert await mentioned(mother) == [{**place, "user": mother.user()}]
    assert await mentioned(stranger) is None
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т")
    target = {"message_id": sent["message_id"]}
    assert await mentioned(mother, "editMessageText", **target) == [{**place, "user": mother.user()}]

    group = Groups(api, sandbox, mother)
    await group.member(await group.make(), "member", user=stranger.id)

    assert await mentioned(stranger) == [{**place, "user": stranger.user()}]


characters = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@st.composite
def formatted_texts(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> Formatted:
    """A text with entities at the borders of its characters, as Telegram would keep it."""
    source = draw(characters)
    count = draw(st.integers(0, 6))
    entities = []
    for _ in range(count):
        start, end = sorted((draw(st.integers(0, len(source))), draw(st.integers(0, len(source)))))
        kind = draw(st.sampled_from(kinds))
        place = {"offset": utf16(source[:start]), "length": utf16(source[start:end])}
        entities.append({"type": kind, **place, **MORE.get(kind, {})})
    return text.clean(Formatted(source, entities))


@given(formatted_texts())
def test_entities_lie_at_borders_sorted_and_fit(formatted: Formatted) -> None:
    borders = {utf16(formatted.text[:at]) for at in range(len(formatted.text) + 1)}
    for entity in formatted.entities:
        assert {entity["offset"], entity["offset"] + entity["length"]} <= borders
        assert entity["length"] > 0
    assert formatted.entities == sorted(formatted.entities, key=order)
    for kind in KINDS:
        ends = [(e["offset"], e["offset"] + e["length"]) for e in formatted.entities if e["type"] == kind]
        assert all(first[1] <= second[0] for first, second in pairwise(ends))
    assert text.clean(formatted) == formatted


def unparsed(decoration: TextDecoration, formatted: Formatted) -> str:
    return decoration.unparse(formatted.text, [MessageEntity.model_validate(entity) for entity in formatted.entities])


@given(formatted_texts())
def test_html_of_aiogram_comes_back(formatted: Formatted) -> None:
    """aiogram writes the entities as HTML, we read them: the same entities."""
    assert text.clean(html.parse(unparsed(html_decoration, formatted))) == formatted


@given(formatted_texts((*STYLES[:-1], "text_link", "text_mention")))
def test_markdown_of_aiogram_comes_back(formatted: Formatted) -> None:
    """But for what aiogram 3.31 writes amiss: pre, quotations (lines of their own within a line) and custom emoji."""
    assert text.clean(markdown.parse_v2(unparsed(markdown_decoration, formatted))) == formatted


MARKUP = (
    "<b>", "</b>", "<i>", "</a>", '<a href="', "x.ru", '">', "<code class=", "<pre>", "</pre>", "<blockquote expandable>",
    "</", ">", "&#", "&#x1F600;", "&lt", ";", "<tg-emoji emoji-id='1'>", "*", "_", "__", "~", "||", "`", "```", "```py\n",
    "\n>", "\n", "\\", "[", "](", ")", "![", "](tg://emoji?id=1)", "](tg://time?unix=1)", "/go", "@name", "#", "$USD",
    "4111111111111111", "https://", "tg://", "a@b.ru", ".", "\r", "\0", "😀", "щ", " ", "\ud83d",
)  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=3)), max_size=25).map("".join),
    st.sampled_from([*PARSERS, ""]),
)
def test_whatever_comes_is_read_or_refused(source: str, mode: str) -> None:
    try:
        result = formatting.read(source, mode, None)
    except Refused:
        return

    units = utf16(result.text)
    halves = result.text.encode("utf-16-le")
    for entity in result.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units
        halves[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")
