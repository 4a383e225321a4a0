"""How each refusal of a file, an album, a copy or a forward happens; `test_errors` plays them."""

from tests.sandbox.groups import Groups
from tests.sandbox.pictures import png
from tests.sandbox.scenarios import Answer, World, row

# files


@row("file-id-empty")
async def _(world: World) -> Answer:
    return await world.api.refused("getFile")


@row("file-id-invalid")
async def _(world: World) -> Answer:
    return await world.api.refused("getFile", file_id="AAA")


@row("file-big")
async def _(world: World) -> Answer:
    file = world.sandbox.files.add(bytes(20 * 1024 * 1024 + 1), kind="document", name="a", mime="a/b")
    return await world.api.refused("getFile", file_id=file.id)


@row("file-empty")
async def _(world: World) -> Answer:
    return await world.upload("sendDocument", b"", "document")


@row("file-reference")
async def _(world: World) -> Answer:
    return await world.api.refused("sendPhoto", chat_id=world.mother.id, photo="AAA")


@row("file-url")
async def _(world: World) -> Answer:
    return await world.api.refused("sendPhoto", chat_id=world.mother.id, photo="https://example.com/a.png")


@row("file-kind")
async def _(world: World) -> Answer:
    photo = (await world.uploaded())["photo"][-1]["file_id"]
    status, text = await world.api.refused("sendDocument", chat_id=world.mother.id, document=photo)
    assert text == "Bad Request: can't use file of type Photo as Document"
    return status, text


@row("photo-missing")
async def _(world: World) -> Answer:
    return await world.api.refused("sendPhoto", chat_id=world.mother.id)


@row("document-missing")
async def _(world: World) -> Answer:
    return await world.api.refused("sendDocument", chat_id=world.mother.id, document="")


@row("photo-unreadable")
async def _(world: World) -> Answer:
    return await world.upload("sendPhoto", b"plain text", "photo")


@row("photo-dimensions")
async def _(world: World) -> Answer:
    return await world.upload("sendPhoto", png(2001, 100), "photo")


@row("media-not-found")
async def _(world: World) -> Answer:
    media = [{"type": "photo", "media": "attach://one"}]
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=media)


@row("album-empty")
async def _(world: World) -> Answer:
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=[])


@row("album-long")
async def _(world: World) -> Answer:
    media = [{"type": "photo", "media": "AAA"}] * 11
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=media)


@row("album-mixed")
async def _(world: World) -> Answer:
    media = [{"type": "photo", "media": "AAA"}, {"type": "document", "media": "AAA"}]
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=media)


# files and albums


@row("file-kind-big")
async def _(world: World) -> Answer:
    return await world.upload("sendPhoto", bytes(10 * 1024 * 1024 + 1), "photo")


async def documents(world: World, *kinds: str, **first: bool) -> list[dict[str, object]]:
    """What an album of these kinds is made of."""
    photo = (await world.uploaded())["photo"][-1]["file_id"]
    file = world.sandbox.files.add(b"x", kind="document", name="a.txt", mime="text/plain").id
    media: list[dict[str, object]] = [{"type": kind, "media": photo if kind == "photo" else file} for kind in kinds]
    media[0] |= first
    return media


async def changed(world: World, kind: str) -> Answer:
    media = await documents(world, "photo", "photo")
    sent = await world.api.ok("sendMediaGroup", chat_id=world.mother.id, media=media)
    target = {"chat_id": world.mother.id, "message_id": sent[0]["message_id"]}
    return await world.api.refused("editMessageMedia", media={"type": kind, "media": "AAA"}, **target)


@row("album-captions")
async def _(world: World) -> Answer:
    media = await documents(world, "photo", "photo", show_caption_above_media=True)
    return await world.api.refused("sendMediaGroup", chat_id=world.mother.id, media=media)


@row("album-kind")
async def _(world: World) -> Answer:
    return await changed(world, "animation")


@row("album-changed")
async def _(world: World) -> Answer:
    return await changed(world, "document")


# copies and forwards


async def sent_on(world: World, method: str, **what: object) -> Answer:
    target = {"chat_id": world.mother.id, "from_chat_id": world.mother.id}
    return await world.api.refused(method, **target, **what)


@row("copy-impossible")
async def _(world: World) -> Answer:
    chat = await Groups(world.api, world.sandbox, world.mother).make()
    return await world.api.refused("copyMessage", chat_id=world.mother.id, from_chat_id=chat, message_id=1)


@row("forward-impossible")
async def _(world: World) -> Answer:
    message_id = await world.sent(protect_content=True)
    return await sent_on(world, "forwardMessage", message_id=message_id)


@row("ids-order")
async def _(world: World) -> Answer:
    first, second = await world.sent(), await world.sent()
    again = await sent_on(world, "copyMessages", message_ids=[first, first])
    assert again == await sent_on(world, "forwardMessages", message_ids=[second, first])
    return again
