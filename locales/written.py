"""The words that people write, of every language at once: what is typed does not follow the language of the menu."""

from typing import Final

from journal.words import Words
from locales.en import words as en
from locales.ru import words as ru

WRITTEN: Final[Words] = ru.WORDS.joined(en.WORDS)
"""Given to the pure parsers of `journal`; where a spelling means two things, the first language's meaning wins."""
