"""What people read: Fluent texts by language and area, escaped for Telegram's HTML."""

import datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("ru", "en")
"""Russian first: it is the default, and what an unknown language falls back to."""

LONG: Final = 2000
"""Characters from which a fact goes past Fluent, which refuses more than 2500 in one place; selectors compare short ones."""

Fact = str | int


class Markup(str):
    """A text that is HTML already (made by `Texts`), so it is put into another one as it is."""

    __slots__ = ()


class Texts:
    """The texts of one language. `t("key", name=…)` is a message in HTML, `t.label(…)` plain text for a button or an alert.

    Every `str` fact is escaped in HTML. A fact that the text needs and does not get is an error, not a blank.
    Pass ids as `str`: numbers get the language's separators and plural forms.
    """

    def __init__(self, language: str) -> None:
        """Choose the language; an unknown one becomes Russian."""
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._bundle = _bundle(self.language)

    def __call__(self, key: str, **facts: Fact) -> Markup:
        """The message in Telegram's HTML."""
        return Markup(
            self._format(
                key,
                {
                    name: fact if isinstance(fact, (int, Markup)) else escape(fact, quote=False)
                    for name, fact in facts.items()
                },
            )
        )

    def label(self, key: str, **facts: Fact) -> str:
        """The same as plain text: buttons, alerts, file names, the terminal."""
        return self._format(key, dict(facts))

    def day(self, day: datetime.date) -> str:
        """«пн 23.11»."""
        return self.label("day", weekday=day.isoweekday(), day=f"{day:%d}", month=f"{day:%m}")

    def day_in_words(self, day: datetime.date) -> str:
        """«понедельник, 23 ноября»."""
        return self.label("day-in-words", weekday=day.isoweekday(), day=str(day.day), month=day.month)

    def day_heading(self, day: datetime.date) -> str:
        """«Понедельник, 23 ноября»: where the day begins a line."""
        words = self.day_in_words(day)
        return words[:1].upper() + words[1:]

    def _format(self, key: str, facts: dict[str, Fact]) -> str:
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"the text {key!r} has no value")
        # A stand-in between NULs, which no text of a person holds (G33), keeps the place of what is too long for Fluent.
        long = {f"\0{name}\0": fact for name, fact in facts.items() if isinstance(fact, str) and len(fact) > LONG}
        short = {name: f"\0{name}\0" if f"\0{name}\0" in long else fact for name, fact in facts.items()}
        text, errors = self._bundle.format_pattern(pattern, short)
        if errors:
            raise LookupError(f"the text {key!r}: {errors[0]}")
        whole = str(text)
        for place, fact in long.items():
            whole = whole.replace(place, fact)
        return whole


@cache
def texts(language: str) -> Texts:
    """The texts of a language, made once a process."""
    return Texts(language)


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolating marks around arguments are invisible characters that people would copy and search for.
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((HERE / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
