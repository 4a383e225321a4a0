"""Dialogues with aiogram's examples."""

from sandbox.phone import Shown
from tests.interop.process import HERE, INTEROP, PICTURE, TOKEN, Example
from tests.interop.stage import BOT, PERSON, PERSON_ID, Play, Stage, Unplayed
from tests.interop.talk import Talk

FOLDER = INTEROP / "sources" / "aiogram-3.31.0" / "examples"
CIRCUITS = "Python, you say? That's the language that makes my circuits light up! 😉"


def script(name: str, *arguments: str, webhook: bool = False, public: str = "https://bot.example") -> Example:
    return Example("aiogram", FOLDER / name, arguments, webhook, public)


def hosted(module: str) -> Example:
    """A router that the example leaves to the reader to include."""
    return Example("aiogram", HERE / "hosting.py", (module,), beside=FOLDER)


def bold(message: Shown) -> list[str]:
    return [_part(message, entity) for entity in message.entities if entity["type"] == "bold"]


def _part(message: Shown, entity: dict[str, int]) -> str:
    """The entity's piece of the text; offsets count UTF-16 units."""
    raw = message.text.encode("utf-16-le")
    return raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


async def echo(stage: Stage) -> None:
    """A greeting, then copies: text with what is found in it, a picture byte for byte, a file with its caption."""
    talk = stage.talk
    await talk.say("/start", f"Hello, {PERSON}!")
    assert bold(talk.last) == [PERSON]
    await talk.say("5 < 6 & «да» 🎉 @school #дз", "5 < 6 & «да» 🎉 @school #дз")
    assert [entity["type"] for entity in talk.last.entities] == ["mention", "hashtag"]
    await talk.phone.upload(PICTURE, name="доска.png", kind="photo", mime="image/png", caption="доска")
    await talk.hear("доска")
    assert await talk.phone.download(talk.last) == PICTURE
    await talk.phone.upload(b"5;4;3", name="оценки.csv", caption="за неделю")
    await talk.hear("за неделю")
    assert await talk.phone.download(talk.last) == b"5;4;3"


async def errors(stage: Stage) -> None:
    """What a handler raises is answered, swallowed, or does not happen."""
    talk = stage.talk
    await talk.say(
        "/age", "Error caught: InvalidAge('No age provided. Please provide your age as a command argument.')"
    )
    await talk.say("/age много", "Error caught: InvalidAge('Age should be a number')")
    await talk.say("/name")
    await talk.say("/age 14", "Your age is 14")
    assert talk.last.raw["reply_to_message"]["text"] == "/age 14"
    await talk.say("/name Полина", "Your name is Полина")


async def states(stage: Stage) -> None:
    """A form with a keyboard that comes and goes."""
    talk = stage.talk
    await talk.say("/start", "Hi there! What's your name?")
    await talk.say("<Мария>", "Nice to meet you, <Мария>!\nDid you like to write bots?")
    await talk.keyboard("Yes", "No")
    await talk.say("maybe", "I don't understand you :(")
    await talk.press("Yes", "Cool! I'm too!\nWhat programming language did you use for it?")
    await talk.keyboard()
    await talk.say("Python", CIRCUITS, "I'll keep in mind that, <Мария>, you like to write bots with Python.")
    await talk.say("/start", "Hi there! What's your name?")
    await talk.say("cancel", "Cancelled.")


async def scenes(stage: Stage) -> None:
    """From an inline button through three scenes and out."""
    talk = stage.talk
    start = "Start demo?\nYou can also start demo via command /demo"
    await talk.say("/start", start)
    await talk.say("/demo", "Demo started")
    await talk.tap("Go to form")
    await talk.hear("Hi there! What's your name?")
    assert talk.phone.heard[-2].rows == []
    await talk.say("Мария", "Nice to meet you, Мария!", "Did you like to write bots?")
    await talk.keyboard("Yes", "No", "🔙 Back", "❌ Cancel")
    await talk.press("Yes", "Cool! I'm too!", "What language do you prefer?")
    await talk.keyboard("🔙 Back", "❌ Cancel")
    await talk.say("Python", CIRCUITS, "I'll keep in mind that, Мария, you like to write bots with Python.", start)
    await talk.keyboard("Demo")


async def quiz(stage: Stage) -> None:
    """Five questions by a reply keyboard, one step back, and a result with bold headings by entities."""
    talk = stage.talk
    await talk.say("/start", "Hi! This is a quiz bot. To start the quiz, use the /quiz command.")
    await talk.say("/quiz", "Welcome to the quiz!", "What is the capital of France?")
    await talk.keyboard("Paris", "London", "Berlin", "Madrid", "🚫 Exit")
    await talk.press("Paris", "What is the capital of Spain?")
    await talk.press("🔙 Back", "Welcome to the quiz!", "What is the capital of France?")
    for answer, country in (("Paris", "Spain"), ("Madrid", "Germany"), ("Berlin", "England"), ("Berlin", "Italy")):
        await talk.press(answer, f"What is the capital of {country}?")
    await talk.press("🚫 Exit")
    await talk.until(lambda: talk.last.text.startswith("Your answers:"), "the result")
    assert bold(talk.last) == ["Your answers:", "Summary:", "Correct:", "Incorrect:"]
    assert "1. What is the capital of France? (✅ Paris)" in talk.last.text
    assert talk.last.text.endswith("Correct: 3\nIncorrect: 2")
    await talk.keyboard()


async def kinds(stage: Stage) -> None:
    """A tap, an edit, somebody new in a group, and a block: the farewell is refused, as it would be by Telegram."""
    talk = stage.talk
    await talk.say("/start", f"Hello, {PERSON}!")
    await talk.tap("Tap me, bro", "Yeah good, now I'm fine")
    said = next(message for message in talk.phone.messages if not message.from_bot)
    await talk.phone.edit(said, "/start again")
    await talk.hear("Message was edited, Big Brother watches you")
    assert talk.last.raw["reply_to_message"]["message_id"] == said.id
    seat = await stage.telegram.group(talk.phone, "8Б", BOT)
    await seat.make("administrator", BOT)
    pupil = await stage.telegram.person("Петров Пётр")
    await stage.telegram.join(pupil, seat.chat)
    await Talk(stage.telegram, seat).hear(
        "This Bot`s status was changed from member to administrator",
        f"Member {pupil.id} was changed from left to member",
    )
    await talk.phone.block()
    await talk.until(lambda: bool(stage.telegram.refused), "the refused farewell")


async def files(stage: Stage) -> None:
    """Routers out of several files."""
    await stage.talk.say("/start", f"Hello, {PERSON}!")
    assert bold(stage.talk.last) == [f"{PERSON}!"]
    await stage.talk.say("ещё раз", "ещё раз")


async def alone(stage: Stage) -> None:
    """A script that sends one message and ends."""
    await stage.talk.hear("Дневник обновлён")
    assert bold(stage.talk.last) == ["обновлён"]
    assert await stage.process.ended() == 0


async def own_filter(stage: Stage) -> None:
    """A handler that does nothing takes «hello» and nothing else."""
    await stage.talk.say("hello")
    await stage.talk.say("привет")
    await stage.talk.say("hello")
    said = [line.partition("Duration")[0] for line in stage.process.log.splitlines() if "Update id=" in line]
    assert [("is not handled" in line, "is handled" in line) for line in said[:2]] == [(False, True), (True, False)]


async def greeting(stage: Stage) -> None:
    """A name that the filter passes on, as a mention of the person."""
    talk = stage.talk
    await talk.say("Hello", f"Hello, {PERSON}!")
    (mention,) = talk.last.entities
    assert mention["type"] == "text_mention"
    assert mention["user"]["id"] == talk.phone.id


async def invoice(stage: Stage) -> None:
    """Payments are not played, and that is said aloud: 501."""
    await stage.talk.say("/start")
    await stage.talk.until(lambda: bool(stage.telegram.refused), "the refusal")


async def web_app(stage: Stage) -> None:
    """Buttons that open a page, on a message and beside the input; the page itself is served."""
    talk = stage.talk
    await talk.say("/start", "Hi!\nSend me any type of message to start.\nOr just send /webview")
    page = {"url": "https://page.example/demo"}
    menu = (await stage.telegram.get(f"/page/chat/{talk.phone.id}"))["menu_button"]
    assert menu == {"type": "web_app", "text": "Open Menu", "web_app": page}
    await talk.say("/webview", "Good. Now you can try to send it via Webview")
    assert talk.last.buttons == [{"text": "Open Webview", "web_app": page}]
    await talk.say("что угодно", "Test webview")


PUBLIC = "https://aiogram.dev"
SENDING = ("--token", TOKEN, "--chat-id", PERSON_ID, "--message", "Дневник <b>обновлён</b>")
PLAYS = [
    Play("echo_bot", script("echo_bot.py"), "greeting, text, picture, file", echo),
    Play("echo_bot_webhook", script("echo_bot_webhook.py", webhook=True, public=PUBLIC), "the same, a secret", echo),
    Play("error_handling", script("error_handling.py"), "errors answered and swallowed", errors),
    Play("finite_state_machine", script("finite_state_machine.py"), "a form to its end, and left", states),
    Play("scene", script("scene.py"), "three scenes from an inline button", scenes),
    Play("quiz_scene", script("quiz_scene.py"), "a quiz of five, a step back", quiz),
    Play("specify_updates", script("specify_updates.py"), "tap, edit, group, block", kinds, ("blocked by the user",)),
    Play("multi_file_bot", script("multi_file_bot/bot.py"), "greeting, echo", files),
    Play("without_dispatcher", script("without_dispatcher.py", *SENDING), "one message, and gone", alone),
    Play("own_filter", hosted("own_filter"), "«hello» is handled, «привет» is not", own_filter),
    Play("context_addition_from_filter", hosted("context_addition_from_filter"), "a mention by link", greeting),
    Play(
        "web_app",
        script("web_app/main.py", webhook=True, public="https://page.example"),
        "buttons that open a page",
        web_app,
    ),
    Play("stars_invoice", script("stars_invoice.py"), "payments are refused aloud", invoice, ('knows "sendInvoice"',)),
]
UNPLAYED = [
    Unplayed("multibot", script("multibot.py"), "gives Bot a parse_mode, gone since aiogram 3.7", "TypeError: Passing"),
    Unplayed(
        "echo_bot_webhook_ssl", script("echo_bot_webhook_ssl.py"), "its certificate is at /path/to", "No such file"
    ),
]
