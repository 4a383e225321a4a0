"""Dialogues with a grammY bot: `echo.js`, written as grammY's guide has it."""

from tests.interop.process import HERE, PICTURE, Example
from tests.interop.stage import Play, Stage


async def echo(stage: Stage) -> None:
    """Text with its entities, a tap that redraws, a file by its id, a picture by its bytes."""
    talk = stage.talk
    await talk.say("/start", "Welcome! Up and running.")
    await talk.say("5 < 6 & «да» 🎉 #дз", "5 < 6 & «да» 🎉 #дз")
    assert [entity["type"] for entity in talk.last.entities] == ["hashtag"]
    await talk.say("/menu", "Choose:")
    await talk.tap("Two", "It is 2")
    shown = await talk.shows("Chosen: *2*")
    assert shown.entities == [{"type": "bold", "offset": 8, "length": 3}]
    assert shown.rows == []
    await talk.phone.upload(b"5;4;3", name="оценки.csv")
    await talk.until(lambda: talk.last.file_id is not None, "the file")
    assert await talk.phone.download(talk.last) == b"5;4;3"
    await talk.phone.upload(PICTURE, name="a.png", kind="photo", mime="image/png")
    await talk.until(lambda: "photo" in talk.last.raw, "the picture")
    assert await talk.phone.download(talk.last) == PICTURE


PLAYS = [
    Play("echo.js", Example("grammy", HERE / "echo.js"), "text, tap, file, picture", echo),
    Play("echo.js", Example("grammy", HERE / "echo.js", webhook=True), "the same, answers in the webhook's own", echo),
]
