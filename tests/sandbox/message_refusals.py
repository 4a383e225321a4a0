"""How each refusal of a chat, a message, a tap, a command or an unknown parameter happens; `test_errors` plays them."""

from typing import Any

from tests.sandbox.groups import Groups
from tests.sandbox.scenarios import Answer, World, row

# whom to


@row("chat-id-empty")
async def _(world: World) -> Answer:
    return await world.api.refused("sendMessage", text="т")


@row("chat-not-found")
async def _(world: World) -> Answer:
    return await world.send(chat_id=7)


@row("blocked")
async def _(world: World) -> Answer:
    await world.api.page("/page/block", {"user": world.mother.id, "blocked": True})
    return await world.send()


@row("deactivated")
async def _(world: World) -> Answer:
    await world.api.page("/page/block", {"user": world.mother.id, "deactivated": True})
    return await world.send()


@row("stranger")
async def _(world: World) -> Answer:
    here = Groups(world.api, world.sandbox, world.mother)
    met = await here.pupil(await here.make("supergroup"))
    assert (await world.api.ok("getChat", chat_id=met.id))["first_name"] == met.name
    return await world.send(chat_id=met.id)


@row("to-bot")
async def _(world: World) -> Answer:
    return await world.send(chat_id=world.sandbox.bot().id)


# which message


@row("edit-not-found")
async def _(world: World) -> Answer:
    return await world.edit(999)


@row("edit-impossible")
async def _(world: World) -> Answer:
    return await world.edit(1)


@row("edit-no-text")
async def _(world: World) -> Answer:
    return await world.edit((await world.uploaded())["message_id"])


@row("edit-no-caption")
async def _(world: World) -> Answer:
    message_id = await world.sent()
    return await world.api.refused("editMessageCaption", chat_id=world.mother.id, message_id=message_id, caption="т")


@row("edit-media-impossible")
async def _(world: World) -> Answer:
    own = {"chat_id": world.mother.id}
    photo = (await world.uploaded())["photo"][-1]["file_id"]
    file = world.sandbox.files.add(b"voice", kind="voice", name="a.ogg", mime="audio/ogg")
    voice = await world.api.ok("sendVoice", voice=file.id, **own)
    media = {"type": "photo", "media": photo}
    return await world.api.refused("editMessageMedia", media=media, message_id=voice["message_id"], **own)


@row("not-modified")
async def _(world: World) -> Answer:
    return await world.edit(await world.sent(), text=" было\n")


@row("inline-message-id-empty")
async def _(world: World) -> Answer:
    return await world.api.refused("editMessageText", text="т")


@row("inline-message-id-invalid")
async def _(world: World) -> Answer:
    return await world.api.refused("editMessageText", text="т", inline_message_id="AAA")


@row("delete-not-found")
async def _(world: World) -> Answer:
    return await world.api.refused("deleteMessage", chat_id=world.mother.id, message_id=999)


@row("delete-impossible")
async def _(world: World) -> Answer:
    message_id = await world.sent()
    world.watch.move(hours=48, seconds=1)
    return await world.api.refused("deleteMessage", chat_id=world.mother.id, message_id=message_id)


@row("ids-missing")
async def _(world: World) -> Answer:
    return await world.api.refused("deleteMessages", chat_id=world.mother.id, message_ids=[])


@row("ids-many")
async def _(world: World) -> Answer:
    return await world.api.refused("deleteMessages", chat_id=world.mother.id, message_ids=list(range(1, 102)))


@row("reply-not-found")
async def _(world: World) -> Answer:
    return await world.send(reply_parameters={"message_id": 999})


@row("copy-not-found")
async def _(world: World) -> Answer:
    own = world.mother.id
    return await world.api.refused("copyMessage", chat_id=own, from_chat_id=own, message_id=999)


@row("forward-not-found")
async def _(world: World) -> Answer:
    own = world.mother.id
    return await world.api.refused("forwardMessage", chat_id=own, from_chat_id=own, message_id=999)


# taps


@row("query-old")
async def _(world: World) -> Answer:
    tap = await world.tap()
    world.watch.move(seconds=151)
    return await world.api.refused("answerCallbackQuery", callback_query_id=tap)


@row("answer-long")
async def _(world: World) -> Answer:
    return await world.api.refused("answerCallbackQuery", callback_query_id=await world.tap(), text="щ" * 201)


@row("answer-url")
async def _(world: World) -> Answer:
    tap = await world.tap()
    foreign = "https://t.me/another_bot?start=x"
    assert (await world.api.refused("answerCallbackQuery", callback_query_id=tap, url=foreign))[0] == 400
    answer = await world.api.refused("answerCallbackQuery", callback_query_id=tap, url="https://school.example")
    await world.api.ok("answerCallbackQuery", callback_query_id=tap, url="t.me/Sandbox_bot?start=x")
    return answer


# the bot's own page


@row("menu-text")
async def _(world: World) -> Answer:
    button = {"type": "web_app", "text": "т", "web_app": {"url": "http://school.example"}}
    status, text = await world.api.refused("setChatMenuButton", menu_button=button)
    reason = "URL 'http://school.example' is invalid: Only HTTPS links are allowed"
    assert (status, text) == (400, f"Bad Request: menu button Web App {reason}")
    return await world.api.refused("setChatMenuButton", menu_button={**button, "text": ""})


@row("action")
async def _(world: World) -> Answer:
    return await world.api.refused("sendChatAction", chat_id=world.mother.id, action="dance")


async def _commands(world: World, *commands: tuple[str, str], **params: Any) -> Answer:
    listed = [{"command": command, "description": description} for command, description in commands]
    return await world.api.refused("setMyCommands", commands=listed, **params)


@row("command-invalid")
async def _(world: World) -> Answer:
    return await _commands(world, ("Start", "начало"))


@row("command-description")
async def _(world: World) -> Answer:
    return await _commands(world, ("start", " "))


@row("commands-many")
async def _(world: World) -> Answer:
    return await _commands(world, *[("start", "начало")] * 101)


@row("language-code")
async def _(world: World) -> Answer:
    return await _commands(world, ("start", "начало"), language_code="Russian")


@row("description-long")
async def _(world: World) -> Answer:
    return await world.api.refused("setMyShortDescription", short_description="щ" * 121)


# scripted


@row("too-many")
async def _(world: World) -> Answer:
    world.sandbox.faults.plan("429", retry_after=3)
    status, body = await world.api.call("getMe")
    assert body["parameters"] == {"retry_after": 3}
    return status, body["description"]


@row("server-error")
async def _(world: World) -> Answer:
    world.sandbox.faults.plan("500")
    return await world.api.refused("getMe")


# what Telegram lets pass silently


@row("required")
async def _(world: World) -> Answer:
    status, text = await world.api.refused("answerCallbackQuery")
    assert text == 'Bad Request: parameter "callback_query_id" is required'
    return status, text


@row("unknown-parameter")
async def _(world: World) -> Answer:
    status, text = await world.send(txt="т")
    assert text == 'Bad Request: unknown parameter "txt"'
    return status, text


@row("wrong-type")
async def _(world: World) -> Answer:
    status, text = await world.send(disable_notification="maybe")
    assert text == 'Bad Request: parameter "disable_notification" must be Boolean'
    return status, text


@row("body-invalid")
async def _(world: World) -> Answer:
    headers = {"Content-Type": "application/json"}
    return await world.raw(f"/bot{world.api.token}/getMe", data=b"{", headers=headers)


@row("not-implemented")
async def _(world: World) -> Answer:
    return await world.api.refused("sendDice", chat_id=world.mother.id)
