"""How the server refuses: addresses, tokens, polling, webhooks; `test_errors` plays them."""

import asyncio

from tests.sandbox.conftest import Api
from tests.sandbox.scenarios import Answer, World, row

# the address and the token


@row("not-found")
async def _(world: World) -> Answer:
    async with world.api.session.get(f"/file/bot{world.api.token}/photos/none.jpg") as response:
        return response.status, (await response.json())["description"]


@row("method-not-found")
async def _(world: World) -> Answer:
    return await world.api.refused("sendOwl")


@row("unauthorized")
async def _(world: World) -> Answer:
    world.sandbox.faults.plan("401")
    return await world.api.refused("getMe")


@row("token-invalid")
async def _(world: World) -> Answer:
    return await Api(world.api.session, "nonsense").refused("getMe")


@row("body-too-large")
async def _(world: World) -> Answer:
    return await world.upload("sendDocument", bytes(52 * 1024 * 1024), "document")


# polling and webhooks


@row("other-getupdates")
async def _(world: World) -> Answer:
    first = asyncio.create_task(world.api.refused("getUpdates", timeout=30))
    while not world.sandbox.bot().updates.polled:
        await asyncio.sleep(0)
    second = asyncio.create_task(world.api.ok("getUpdates", timeout=30))
    answer = await first
    await world.api.page("/page/say", {"user": world.mother.id, "text": "т"})
    assert len(await second) == 1
    return answer


@row("webhook-active")
async def _(world: World) -> Answer:
    await world.api.ok("setWebhook", url="http://127.0.0.1:1/hook")
    return await world.api.refused("getUpdates")


@row("terminated-by-setwebhook")
async def _(world: World) -> Answer:
    poll = asyncio.create_task(world.api.refused("getUpdates", timeout=30))
    while not world.sandbox.bot().updates.polled:
        await asyncio.sleep(0)
    await world.api.ok("setWebhook", url="http://127.0.0.1:1/hook")
    return await poll


@row("webhook-url-invalid")
async def _(world: World) -> Answer:
    return await world.api.refused("setWebhook", url="ftp://example.com")


@row("webhook-ip")
async def _(world: World) -> Answer:
    return await world.api.refused("setWebhook", url="https://example.com", ip_address="home")


@row("webhook-secret-too-long")
async def _(world: World) -> Answer:
    return await world.api.refused("setWebhook", url="https://example.com", secret_token="a" * 257)


@row("webhook-secret-characters")
async def _(world: World) -> Answer:
    return await world.api.refused("setWebhook", url="https://example.com", secret_token="a b")
