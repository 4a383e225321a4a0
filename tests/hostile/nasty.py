"""Texts that break programs: markup, writing direction, what cannot be seen, what cannot be stored, what looks like ours."""

import unicodedata

NASTY: dict[str, str] = {
    # markup
    "bold": "<b>жирно</b>",
    "script": "<script>alert(1)</script>",
    "lone <": "5 < 7 и 7 > 5",
    "open tag": "<b",
    "unclosed": "<i>курсив",
    "closing": "</b></pre>",
    "entity": "&lt;b&gt;",
    "double entity": "&amp;lt;",
    "numeric entity": "&#60;b&#62; &#x3c;",
    "ampersand": "Q&A; R&D",
    "link": '<a href="tg://user?id=1">нажми</a>',
    "spoiler": "<tg-spoiler>тайна</tg-spoiler>",
    "comment": "<!-- тут -->",
    "markdown": "*жирно* _косо_ `код` [имя](http://пример)",
    "quotes": "'одинарные' \"двойные\" «ёлочки»",
    "backslashes": "\\n \\u0041 \\\\",
    # what templates and databases read
    "fluent variable": "{ $x }",
    "fluent brace": "{",
    "fluent term": "{ -brand } { DATETIME($now) }",
    "fluent closing": "}",
    "fluent attribute": ".title = x",
    "format": "{0} {name!r} %s %(id)d ${HOME}",
    "percent": "100% готово",
    "sql": "'; DROP TABLE mark; --",
    "sql comment": "/* */ OR 1=1",
    "like": "_%",
    "json": '{"a": [null]}',
    "formula": '=HYPERLINK("http://x")',
    "at formula": "@SUM(1+1)",
    "path": "../../etc/passwd",
    "shell": "$(rm -rf /) `id` | cat",
    # emoji and combining
    "emoji": "молодец 👍",
    "family": "👨‍👩‍👧‍👦 всей семьёй",
    "flag": "🇷🇺 и 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "skin": "👍🏽👋🏿",
    "keycap": "5️⃣",
    "heart": "❤️",
    "nfd": "е\u0308лка и и\u0306од",
    "zalgo": "з\u0301\u0302\u0303\u0304а\u0323\u0324л\u0330\u0331",
    "only marks": "а\u0301",
    "hangul": "각",
    # writing direction
    "arabic": "مرحبا",
    "hebrew": "שלום עולם",
    "override": "abc\u202edef\u202c ghi",
    "isolates": "\u2066слева\u2069 \u2067справа\u2069",
    "marks of direction": "\u200eлево\u200f",
    # what is not seen
    "zero width": "а\u200bб\u200cв\u200dг",
    "byte order": "\ufeffначало",
    "soft hyphen": "тер\u00adпе\u00adни\u00adе",
    "no-break": "5\u00a0минут",
    "word joiner": "а\u2060б",
    "line separator": "строка\u2028и ещё\u2029абзац",
    # what cannot be stored
    "nul": "до\x00после",
    "controls": "\x01\x02а\x07\x08\x0b\x0c\x0e\x1b[31mб\x7f",
    "c1": "а\x85\x9bб",
    "high surrogate": "а\ud83dб",
    "low surrogate": "а\ude00б",
    "noncharacter": "а\ufffe\uffffб",
    "private": "\ue000\U000f0000",
    "highest": "\U0010ffff конец",
    # lines
    "newlines": "раз\n\n\n\n\n\nдва\r\nтри\rчетыре",
    "tabs": "раз\tдва",
    "many words": "слово " * 30,
    # what looks like ours
    "callback": "mark:1:1:1:5:1:0",
    "menu data": "menu",
    "start junk": "/start ../../<b>",
    "start nul": "/start \x00\ud800",
    "command": "/нетакой",
    "command at": "/start@другой_бот x",
    "look-alike": "Coвa и мeл",
    "full width": "＜b＞５",
    "roman": "Ⅷ ²½",
    "arabic digits": "٥ ٤",
    "mathematical": "𝐀𝐁 𝟝",
    "url": "https://t.me/zvonok?start=AAAAAAAAAAAAAAAAAAAAAA",
    "mention": "@durov #тег $TON",
    "phone": "+7 916 123-45-67",
    "long word": "щ" * 250,
}
"""By what is nasty about it."""

UNSEEN: dict[str, str] = {
    "newlines": "\n\n\n",
    "spaces": "   \t ",
    "zero width": "\u200b\u200b\u200c\u200d",
    "byte order": "\ufeff",
    "nul": "\x00\x00",
    "overrides": "\u202e\u202d",
    "surrogate": "\ud800",
    "swapped surrogates": "\ude00\ud83d",
    "filler": "\u2060\u00ad\u180e",
    "separators": "\u2028\u2029",
}
"""Nothing is to be seen of these: they are no topic, no reason and no name."""

LONG: dict[str, str] = {
    "4096 letters": "ы" * 4096,
    "4096 brackets": "<" * 4096,
    "4096 ampersands": "&" * 4096,
    "4096 emoji": "😀" * 4096,
    "4096 lines": "а\n" * 2048,
    "4096 marks": "а" + "\u0301" * 4095,
}
"""As long as a message can be."""

STRIPPED = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\n", "\t"} | set(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def survives(text: str) -> str:
    """What of a nasty text is to be read on a screen, written independently of the program: letters, not layout.

    White space is one space, as a line of a screen has it; what Telegram itself takes out or turns into a space is gone.
    """
    for end in ("\r", "\u2028", "\u2029", "\x85"):
        text = text.replace(end, " ")
    text = "".join(sign for sign in text if sign not in STRIPPED and not "\ud800" <= sign <= "\udfff")
    return flat(unicodedata.normalize("NFC", text))


def flat(text: str) -> str:
    """The text without its layout: white space is one space."""
    return " ".join(text.split())
