"""How each refusal of a text, an entity or a keyboard happens; `test_errors` plays them."""

from typing import Any

from tests.sandbox.groups import Groups
from tests.sandbox.scenarios import Answer, World, row

# text


@row("text-empty")
async def _(world: World) -> Answer:
    return await world.send(text="")


@row("text-blank")
async def _(world: World) -> Answer:
    return await world.send(text="<b> </b>\n", parse_mode="HTML")


@row("text-long")
async def _(world: World) -> Answer:
    assert await world.sent(text="<b>" + "щ" * 4096 + "</b>", parse_mode="HTML")
    return await world.send(text="щ" * 4097)


@row("text-raw-long")
async def _(world: World) -> Answer:
    return await world.send(text="<b></b>" * 4682, parse_mode="HTML")


@row("caption-long")
async def _(world: World) -> Answer:
    photo = (await world.uploaded())["photo"][-1]["file_id"]
    params = {"chat_id": world.mother.id, "photo": photo}
    await world.api.ok("sendPhoto", caption="<i>" + "щ" * 1024 + "</i>", parse_mode="HTML", **params)
    return await world.api.refused("sendPhoto", caption="щ" * 1025, **params)


@row("parse-mode")
async def _(world: World) -> Answer:
    return await world.send(parse_mode="BBCode")


@row("entities")
async def _(world: World) -> Answer:
    return await world.send(text="1 < 2", parse_mode="HTML")


async def _entity(world: World, offset: int, length: int) -> Answer:
    return await world.send(text="😀ab", entities=[{"type": "bold", "offset": offset, "length": length}])


@row("entity-offset")
async def _(world: World) -> Answer:
    return await _entity(world, -1, 1)


@row("entity-length")
async def _(world: World) -> Answer:
    return await _entity(world, 0, 1_000_001)


@row("entity-after")
async def _(world: World) -> Answer:
    return await _entity(world, 5, 1)


@row("entity-ends-after")
async def _(world: World) -> Answer:
    return await _entity(world, 2, 3)


@row("entity-begins-middle")
async def _(world: World) -> Answer:
    status, text = await _entity(world, 1, 2)
    assert text == "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4"
    return status, text


@row("entity-ends-middle")
async def _(world: World) -> Answer:
    status, text = await _entity(world, 0, 1)
    assert text.endswith("offset 0 ends in a middle of a UTF-16 symbol at byte offset 4")
    return status, text


async def _one(world: World, **entity: Any) -> Answer:
    return await world.send(entities=[{"offset": 0, "length": 1, **entity}])


@row("entity-invalid")
async def _(world: World) -> Answer:
    status, text = await _one(world, type="loud")
    assert text == "Bad Request: can't parse MessageEntity: Unsupported type specified"
    return status, text


@row("entity-url")
async def _(world: World) -> Answer:
    status, text = await _one(world, type="text_link", url="http://localhost")
    assert text == "Bad Request: entity URL 'http://localhost' is invalid: Wrong HTTP URL"
    return status, text


@row("entity-emoji")
async def _(world: World) -> Answer:
    return await _one(world, type="custom_emoji", custom_emoji_id="0")


@row("entity-date")
async def _(world: World) -> Answer:
    return await _one(world, type="date_time", unix_time=0)


@row("not-utf8")
async def _(world: World) -> Answer:
    return await world.send(text="\ud83d")


# keyboards


@row("inline-text-button")
async def _(world: World) -> Answer:
    return await world.markup(text="т")


@row("inline-button-text")
async def _(world: World) -> Answer:
    return await world.markup(text=" ", callback_data="d")


@row("button-text")
async def _(world: World) -> Answer:
    return await world.send(reply_markup={"keyboard": [[{"text": ""}]]})


@row("button-data")
async def _(world: World) -> Answer:
    await world.sent(reply_markup={"inline_keyboard": [[{"text": "т", "callback_data": "щ" * 32}]]})
    return await world.markup(text="т", callback_data="щ" * 32 + "a")


@row("markup-long")
async def _(world: World) -> Answer:
    row = [{"text": "т", "callback_data": "d"}] * 5
    await world.sent(reply_markup={"inline_keyboard": [row] * 20})
    return await world.send(reply_markup={"inline_keyboard": [*[row] * 20, row[:1]]})


@row("entities-many")
async def _(world: World) -> Answer:
    await world.sent(text="<b>a</b> " * 100, parse_mode="HTML")
    return await world.send(text="<b>a</b> " * 101, parse_mode="HTML")


async def _button(world: World, words: str, **button: Any) -> Answer:
    """An inline button that is refused in exactly these words."""
    status, text = await world.markup(text="т", **button)
    assert text == f"Bad Request: {words}"
    return status, text


@row("button-url")
async def _(world: World) -> Answer:
    near, far = "http://localhost/", "http://example.com/"
    await _button(world, f"inline keyboard button Web App URL '{far}' is invalid: Only HTTPS links are allowed",
                  web_app={"url": far})  # fmt: skip
    await _button(world, f"inline keyboard button login URL '{far}' is invalid: Only HTTPS links are allowed",
                  login_url={"url": far})  # fmt: skip
    return await _button(world, f"inline keyboard button URL '{near}' is invalid: Wrong HTTP URL", url=near)


@row("button-user")
async def _(world: World) -> Answer:
    person = {"url": "tg://user?id=7"}
    await _button(world, "link to a user can't be used in Web App URL buttons", web_app=person)
    return await _button(world, "link to a user can't be used in login URL buttons", login_url=person)


@row("button-copy")
async def _(world: World) -> Answer:
    await world.sent(reply_markup={"inline_keyboard": [[{"text": "т", "copy_text": {"text": "щ" * 256}}]]})
    return await world.markup(text="т", copy_text={"text": "щ" * 257})


@row("button-type")
async def _(world: World) -> Answer:
    chat = await Groups(world.api, world.sandbox, world.mother).make()
    app = {"text": "т", "web_app": {"url": "https://example.com"}}
    await world.send(chat_id=chat, reply_markup={"inline_keyboard": [[app]]})
    return await world.markup(text="т", pay=True)


@row("button-style")
async def _(world: World) -> Answer:
    words = "can't parse inline keyboard button: invalid button style specified"
    return await _button(world, words, callback_data="d", style="loud")


@row("login-bot")
async def _(world: World) -> Answer:
    return await world.markup(text="т", login_url={"url": "https://example.com", "bot_username": "@a-b"})


@row("inline-expected")
async def _(world: World) -> Answer:
    chat = await Groups(world.api, world.sandbox, world.mother).make("channel")
    return await world.send(chat_id=chat, reply_markup={"keyboard": [["Меню"]]})


@row("switch-inline-channel")
async def _(world: World) -> Answer:
    chat = await Groups(world.api, world.sandbox, world.mother).make("channel")
    button = {"text": "т", "switch_inline_query": ""}
    return await world.send(chat_id=chat, reply_markup={"inline_keyboard": [[button]]})


@row("request-private")
async def _(world: World) -> Answer:
    chat = await Groups(world.api, world.sandbox, world.mother).make()
    status, text = await world.send(chat_id=chat, reply_markup={"keyboard": [[{"text": "т", "request_contact": True}]]})
    assert text == "Bad Request: phone number can be requested in private chats only"
    return status, text


@row("web-app-private")
async def _(world: World) -> Answer:
    chat = await Groups(world.api, world.sandbox, world.mother).make()
    app = {"text": "т", "web_app": {"url": "https://example.com"}}
    return await world.send(chat_id=chat, reply_markup={"keyboard": [[app]]})


@row("button-actions")
async def _(world: World) -> Answer:
    both = {"text": "т", "request_contact": True, "request_location": True}
    await world.send(reply_markup={"keyboard": [[both]]})
    status, text = await world.markup(text="т", callback_data="d", url="https://example.com")
    assert text == 'Bad Request: button "т" must have one action and has url, callback_data'
    return status, text
