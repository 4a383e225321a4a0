"""Dialogues with the examples of python-telegram-bot."""

from tests.interop.process import INTEROP, PICTURE, Example
from tests.interop.stage import BOT, PERSON, Play, Stage
from tests.interop.talk import Talk

FOLDER = INTEROP / "sources" / "python_telegram_bot-22.8" / "examples"


def script(name: str, *, webhook: bool = False) -> Example:
    return Example("telegram", FOLDER / name, webhook=webhook)


async def echo(stage: Stage) -> None:
    """A greeting that mentions the person, help, echoes."""
    talk = stage.talk
    await talk.say("/start", f"Hi {PERSON}!")
    (mention,) = talk.last.entities
    assert (mention["type"], mention["user"]["id"]) == ("text_mention", talk.phone.id)
    await talk.say("/help", "Help!")
    await talk.say("5 < 6 & «да» 🎉", "5 < 6 & «да» 🎉")


async def choice(stage: Stage) -> None:
    """Three buttons; the chosen one takes the place of all."""
    talk = stage.talk
    await talk.say("/start", "Please choose:")
    assert talk.last.rows == [["Option 1", "Option 2"], ["Option 3"]]
    await talk.tap("Option 2")
    assert (await talk.shows("Selected option: 2")).rows == []
    await talk.say("/help", "Use /start to test this bot.")


async def conversation(stage: Stage) -> None:
    """A keyboard that goes after one use, a picture that the bot downloads, steps that are skipped."""
    talk = stage.talk
    hello = "Hi! My name is Professor Bot. I will hold a conversation with you. Send /cancel to stop talking to me.\n\n"
    await talk.say("/start", f"{hello}Are you a boy or a girl?")
    await talk.keyboard("Boy", "Girl", "Other")
    await talk.press(
        "Girl",
        "I see! Please send me a photo of yourself, so I know what you look like, or send /skip if you don't want to.",
    )
    await talk.keyboard()
    await talk.phone.upload(PICTURE, name="я.png", kind="photo", mime="image/png")
    await talk.hear("Gorgeous! Now, send me your location please, or send /skip if you don't want to.")
    await talk.say("/skip", "You seem a bit paranoid! At last, tell me something about yourself.")
    await talk.say("Учусь в 8Б", "Thank you! I hope we can talk again some day.")
    assert (stage.process.folder / "user_photo.jpg").read_bytes() == PICTURE


async def timer(stage: Stage) -> None:
    """A push that comes by itself; a timer taken back."""
    talk = stage.talk
    await talk.say("/start", "Hi! Use /set <seconds> to set a timer")
    await talk.say("/set", "Usage: /set <seconds>")
    await talk.say("/set 900", "Timer successfully set!")
    await talk.say("/unset", "Timer successfully cancelled!")
    await talk.phone.say("/set 0")
    await talk.until(lambda: len(talk.phone.heard) == 6, "the answer and the beep")
    assert {message.text for message in talk.phone.heard[-2:]} == {
        "Timer successfully set!",
        "Beep! 0.0 seconds are over!",
    }


async def members(stage: Stage) -> None:
    """Who comes to a group and leaves it, and where the bot is."""
    talk, telegram = stage.talk, stage.telegram
    await talk.say("привет", f"Welcome {PERSON}. Use /show_chats to see what chats I'm in.")
    seat = await telegram.group(talk.phone, "8Б", BOT)
    await seat.make("administrator", BOT)
    there, name = Talk(telegram, seat), "Петров Пётр"
    pupil = await telegram.join(await telegram.person(name), seat.chat)
    await there.hear(f"{name} was added by {name}. Welcome!")
    assert [entity["type"] for entity in there.last.entities] == ["text_mention"] * 2
    await pupil.leave()
    await there.hear(f"{name} is no longer with us. Thanks a lot, {name} ...")
    await talk.say(
        "/show_chats",
        f"{BOT} is currently in a conversation with the user IDs {talk.phone.id}. Moreover it is a member of the groups "
        f"with IDs {seat.chat} and administrator in the channels with IDs .",
    )


async def links(stage: Stage) -> None:
    """Deep links in a text, behind words, on a button and in the answer to a tap."""
    talk, link = stage.talk, f"https://t.me/{BOT.removeprefix('@')}?"
    await talk.say("/start", f"Feel free to tell your friends about it:\n\n{link}startgroup=check-this-out")
    assert [entity["type"] for entity in talk.last.entities] == ["url"]
    hidden = "Awesome, you just accessed hidden functionality! Now let's get back to the private chat."
    await talk.say("/start check-this-out", hidden)
    assert talk.last.buttons == [{"text": "Continue here!", "url": f"{link}start=so-cool"}]
    await talk.say("/start so-cool", "You can also mask the deep-linked URLs as links: ▶️ CLICK HERE.")
    assert [entity["url"] for entity in talk.last.entities] == [f"{link}start=using-entities-here"]
    await talk.say(
        "/start using-entities-here", "It is also possible to make deep-linking using InlineKeyboardButtons."
    )
    await talk.tap("Like this!")
    last = "Congratulations! This is as deep as it gets 👏🏻\n\nThe payload was: ['using-keyboard-here']"
    await talk.say("/start using-keyboard-here", last)


async def clicks(stage: Stage) -> None:
    """One button that counts."""
    talk = stage.talk
    await talk.say("/start", "This button was clicked 0 times.")
    await talk.tap("Click me!")
    await talk.shows("This button was clicked 1 times.")
    await talk.tap("Click me!")
    shown = await talk.shows("This button was clicked 2 times.")
    assert shown.entities == [{"type": "italic", "offset": 24, "length": 1}]
    await talk.say("/print_users", f"The following user IDs have used this bot: {talk.phone.id}")


PLAYS = [
    Play("echobot", script("echobot.py"), "greeting, help, echo", echo),
    Play("echobot", script("echobot.py", webhook=True), "the same, a secret", echo),
    Play("inlinekeyboard", script("inlinekeyboard.py"), "a tap that redraws", choice),
    Play("inlinekeyboard", script("inlinekeyboard.py", webhook=True), "the same", choice),
    Play("conversationbot", script("conversationbot.py"), "a form with a picture", conversation),
    Play("chatmemberbot", script("chatmemberbot.py"), "who comes to a group and leaves", members),
    Play("deeplinking", script("deeplinking.py"), "links to the bot in four places", links),
    Play("contexttypesbot", script("contexttypesbot.py", webhook=True), "a button that counts", clicks),
    Play("timerbot", script("timerbot.py"), "a push by itself, one taken back", timer),
]
