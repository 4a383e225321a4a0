"""The page's API: what people see and do, over HTTP."""

import asyncio
import json
from typing import Any

import aiohttp

from sandbox import Running, Sandbox
from sandbox.state import Person
from tests.sandbox.conftest import Api, Watch


async def post(api: Api, path: str, body: Any) -> tuple[int, Any]:
    async with api.session.post(path, json=body) as response:
        return response.status, await response.json()


async def test_the_page_and_its_files_are_served(api: Api) -> None:
    async with api.session.get("/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
    async with api.session.get("/page/assets/index.html") as response:
        assert response.status == 200


async def test_people_are_listed_with_what_is_unread(api: Api, mother: Person) -> None:
    person = await api.page("/page/people", {"name": "Петров Пётр", "note": "8Б", "language": "en"})
    await api.ok("sendMessage", chat_id=mother.id, text="т")

    first, second = await api.page("/page/people")

    assert (first["name"], first["username"], first["unread"]) == ("Иванова Мария", "maria", 1)
    assert second == person
    assert (second["note"], second["language"], second["blocked"]) == ("8Б", "en", False)

    await api.page("/page/read", {"user": mother.id})
    assert (await api.page("/page/people"))[0]["unread"] == 0


async def test_a_person_may_have_an_id_of_choice(api: Api) -> None:
    person = await api.page("/page/people", {"name": "Петров Пётр", "id": 777})

    assert person["id"] == 777
    assert (await post(api, "/page/people", {"name": "Двойник", "id": 777}))[0] == 400


async def test_a_deep_link_is_a_start_with_a_payload(api: Api, mother: Person) -> None:
    await api.page("/page/say", {"user": mother.id, "text": "/start CODE-1"})

    [update] = await api.ok("getUpdates")
    assert update["message"]["text"] == "/start CODE-1"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_entities_are_found_in_what_people_write(api: Api, mother: Person) -> None:
    await api.page("/page/say", {"user": mother.id, "text": "😀 /help@sandbox_bot #тег @maria a@b.ru https://x.ru/?a."})

    [update] = await api.ok("getUpdates")
    found = [(entity["type"], entity["offset"], entity["length"]) for entity in update["message"]["entities"]]
    assert found == [("bot_command", 3, 17), ("hashtag", 21, 4), ("mention", 26, 6), ("email", 33, 6), ("url", 40, 15)]


async def test_a_long_text_is_sent_in_parts(api: Api, mother: Person) -> None:
    words = "слово " * 1000
    await api.page("/page/say", {"user": mother.id, "text": words})
    await api.page("/page/say", {"user": mother.id, "text": "щ" * 5000})

    texts = [update["message"]["text"] for update in await api.ok("getUpdates")]
    assert [len(text) <= 4096 for text in texts] == [True] * 4
    assert " ".join(texts[:2]) == words.strip()
    assert list(map(len, texts[2:])) == [4096, 904]


async def test_an_own_message_can_be_edited_and_forwarded(api: Api, mother: Person) -> None:
    said = await api.page("/page/say", {"user": mother.id, "text": "раз", "forwarded_from": "Кто-то"})
    await api.page("/page/edit", {"user": mother.id, "message_id": said["message_id"], "text": "два"})

    first, second = await api.ok("getUpdates")
    assert first["message"]["forward_origin"]["sender_user_name"] == "Кто-то"
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("раз", "два")
    assert second["edited_message"]["edit_date"] == first["message"]["date"]


async def test_a_contact_is_shared(api: Api, mother: Person) -> None:
    await api.page("/page/contact", {"user": mother.id, "phone_number": "+79990000000"})

    [update] = await api.ok("getUpdates")
    assert update["message"]["contact"]["user_id"] == mother.id


async def test_what_makes_no_sense_is_answered_with_a_line(api: Api, mother: Person) -> None:
    for path, body, reason in (
        ("/page/say", [], "a JSON object is wanted"),
        ("/page/say", {"user": 1, "text": "т"}, "there is no person 1"),
        ("/page/say", {"user": mother.id, "text": "т", "bot": "none"}, "bad request: there is no bot none"),
        ("/page/say", {"user": mother.id, "text": " "}, "a text must not be blank"),
        ("/page/say", {"user": mother.id}, "'text' is missing"),
        ("/page/say", {"user": mother.id, "text": "т", "reply_to": 9}, "there is no such message to reply to"),
        ("/page/press", {"user": mother.id, "message_id": 9, "data": "d"}, "there is no such message of the bot"),
        ("/page/edit", {"user": mother.id, "message_id": 9, "text": "т"},
         "there is no such text of one's own to edit"),
        ("/page/clock", {"forward": -1}, "bad request: the clock only winds forward"),
    ):  # fmt: skip
        assert await post(api, path, body) == (400, {"error": reason})


async def test_a_deactivated_account_does_nothing(api: Api, mother: Person) -> None:
    said = await api.page("/page/say", {"user": mother.id, "text": "т"})
    keyboard = {"inline_keyboard": [[{"text": "т", "callback_data": "d"}]]}
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т", reply_markup=keyboard)
    await api.ok("getUpdates", offset=-1)
    await api.page("/page/block", {"user": mother.id, "deactivated": True})
    own, bots = (
        {"user": mother.id, "message_id": said["message_id"]},
        {"user": mother.id, "message_id": sent["message_id"]},
    )

    for path, body in (
        ("/page/say", {"user": mother.id, "text": "т"}),
        ("/page/edit", {**own, "text": "другой"}),
        ("/page/delete", own),
        ("/page/press", {**bots, "data": "d"}),
        ("/page/block", {"user": mother.id, "blocked": True}),
    ):
        assert await post(api, path, body) == (400, {"error": "this account is deactivated"})
    assert len((await api.page(f"/page/chat/{mother.id}"))["messages"]) == 3


async def test_a_text_is_neither_emptied_nor_stretched_by_an_edit(api: Api, mother: Person) -> None:
    said = await api.page("/page/say", {"user": mother.id, "text": "т"})

    for text in (" \n", "щ" * 4097):
        edit = {"user": mother.id, "message_id": said["message_id"], "text": text}
        assert await post(api, "/page/edit", edit) == (400, {"error": "a text has 1 to 4096 characters"})
    form = aiohttp.FormData({"user": str(mother.id), "caption": "щ" * 1025})
    form.add_field("file", b"...", filename="a.txt")
    async with api.session.post("/page/upload", data=form) as response:
        assert response.status == 400


async def test_the_clock_is_wound(api: Api, mother: Person, watch: Watch) -> None:
    assert (await api.page("/page/clock"))["offset"] == 0

    wound = await api.page("/page/clock", {"forward": 3600})

    assert wound == {"now": "2026-11-23T10:17:00+00:00", "offset": 3600, "zone": None}
    sent = await api.ok("sendMessage", chat_id=mother.id, text="т")
    assert sent["date"] == int(watch.now.timestamp()) + 3600


async def test_settled_waits_for_confirmation(api: Api, mother: Person) -> None:
    await api.page("/page/say", {"user": mother.id, "text": "т"})
    async with api.session.get("/page/settled?timeout=0.01") as response:
        assert response.status == 408
        assert (await response.json())["waiting"] == 1

    waiting = asyncio.create_task(api.page("/page/settled"))
    [update] = await api.ok("getUpdates")
    assert not waiting.done()
    await api.ok("getUpdates", offset=update["update_id"] + 1)
    assert (await waiting)["seq"] > 0


async def events(response: aiohttp.ClientResponse, count: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    async for line in response.content:
        if line.startswith(b"data: "):
            found.append(json.loads(line[6:]))
            if len(found) == count:
                break
    return found


async def test_everything_that_happens_is_an_event(api: Api, sandbox: Sandbox, mother: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    since = sandbox.events.last
    sent = await api.ok("sendMessage", chat_id=mother.id, text="?", reply_markup=keyboard)
    target = {"chat_id": mother.id, "message_id": sent["message_id"]}
    press = {"user": mother.id, "message_id": sent["message_id"], "data": "yes"}
    tap = (await api.page("/page/press", press))["callback_id"]
    await api.ok("answerCallbackQuery", callback_query_id=tap, text="Ок")
    await api.ok("editMessageText", text="!", **target)
    await api.ok("deleteMessage", **target)
    await api.ok("sendChatAction", chat_id=mother.id, action="typing")
    await api.page("/page/clock", {"forward": 60})
    await api.page("/page/people", {"name": "Петров Пётр"})

    async with api.session.get(f"/page/events?since={since}") as response:
        seen = await events(response, 13)

    assert [event["type"] for event in seen if event["type"] != "call"] == [
        "message", "tap", "answer", "edit", "delete", "typing", "clock", "people",
    ]  # fmt: skip
    assert sum(event["type"] == "call" for event in seen) == 5
    answer = next(event for event in seen if event["type"] == "answer")
    assert answer == {
        "type": "answer",
        "user": mother.id,
        "bot": "sandbox_bot",
        "at": "2026-11-23T09:17:00+00:00",
        "callback_id": tap,
        "text": "Ок",
        "show_alert": False,
    }


async def test_events_and_calls_name_their_bot(api: Api, sandbox: Sandbox, mother: Person) -> None:
    second = Api(api.session, "43:second-token")
    since = sandbox.events.last

    await second.ok("getMe")
    await api.page("/page/say", {"user": mother.id, "text": "т", "bot": "sandbox2_bot"})
    await second.ok("sendMessage", chat_id=mother.id, text="т")
    await api.ok("sendMessage", chat_id=mother.id, text="т")

    async with api.session.get(f"/page/events?since={since}") as response:
        seen = await events(response, 7)
    assert [event["type"] for event in seen if event["type"] != "call"] == ["bots", "message", "message", "message"]
    bots = [event.get("bot") for event in seen if event["type"] == "message"]
    assert bots == ["sandbox2_bot", "sandbox2_bot", "sandbox_bot"]
    called = [event["call"]["bot"] for event in seen if event["type"] == "call"]
    assert called == ["sandbox2_bot", "sandbox2_bot", "sandbox_bot"]


async def test_everything_unread_on_a_phone_is_counted(api: Api, sandbox: Sandbox, mother: Person) -> None:
    second = Api(api.session, "43:second-token")
    await second.ok("getMe")
    await api.page("/page/say", {"user": mother.id, "text": "т", "bot": "sandbox2_bot"})
    group = await api.page("/page/groups", {"user": mother.id, "title": "8Б", "type": "group", "bots": ["sandbox_bot"]})
    [before] = await api.page("/page/people")
    for bot, chat in ((api, mother.id), (second, mother.id), (api, group["id"])):
        await bot.ok("sendMessage", chat_id=chat, text="т")

    [person] = await api.page("/page/people")

    assert (person["unread"], person["total"]) == (1, before["total"] + 3)


async def test_half_a_character_breaks_nothing(api: Api, sandbox: Sandbox, mother: Person) -> None:
    since = sandbox.events.last
    await api.refused("sendMessage", chat_id=mother.id, text="\ud83d")
    assert (await post(api, "/page/say", {"user": mother.id, "text": "\ud83d"}))[0] == 400

    async with api.session.get(f"/page/events?since={since}") as response:
        [event] = await events(response, 1)
    assert event["call"]["params"]["text"] == "\ud83d"
    assert (await api.page("/page/calls"))[-1]["params"]["text"] == "\ud83d"


async def test_a_new_reader_hears_from_now_on(api: Api, mother: Person) -> None:
    async with api.session.get("/page/events") as response:
        await api.page("/page/say", {"user": mother.id, "text": "т"})

        [event] = await events(response, 1)

    assert (event["type"], event["user"], event["message"]["text"]) == ("message", mother.id, "т")


async def test_a_page_of_another_origin_is_turned_away(api: Api, mother: Person, server: Running) -> None:
    body = {"user": mother.id, "text": "т"}
    for origin, status in ((server.base, 200), ("https://example.com", 403), ("null", 403)):
        async with api.session.post("/page/say", json=body, headers={"Origin": origin}) as response:
            assert response.status == status


async def test_calls_are_listed_since_a_number(api: Api, mother: Person) -> None:
    await api.ok("getMe")
    since = (await api.page("/page/calls"))[-1]["number"]
    await api.refused("sendMessage", chat_id=mother.id, text="")

    [call] = await api.page(f"/page/calls?since={since}")

    assert (call["method"], call["status"], call["params"]["chat_id"]) == ("sendMessage", 400, mother.id)
    assert call["error"] == "Bad Request: message text is empty"
