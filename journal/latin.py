"""Russian names in Latin letters: «Petrov», «Sidorova», «Tolstoy» and «Tolstoi» are compared by what they sound like."""

from typing import Final

_LETTERS: Final = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэё", "abvgdeziiklmnoprstufyee", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "iu",
        "я": "ia",
        "ь": "",
        "ъ": "",
    }
)
_ALIKE: Final = (
    *(("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("cz", "ch"), ("tz", "ts"), ("kh", "h"), ("ck", "k"), ("ph", "f")),
    *(("x", "ks"), ("w", "v"), ("yo", "e"), ("jo", "e"), ("ye", "e"), ("je", "e"), ("ya", "ia"), ("ja", "ia")),
    *(("yu", "iu"), ("ju", "iu"), ("y", "i"), ("j", "i"), ("ie", "e"), ("'", "")),
)
"""Spellings of one sound, from the longest."""


def skeleton(name: str) -> str:
    """What a folded name is compared by, of whichever letters; doubled letters are one."""
    text = name.casefold().translate(_LETTERS)
    for spelling, sound in _ALIKE:
        text = text.replace(spelling, sound)
    return "".join(letter for place, letter in enumerate(text) if letter != text[place - 1 : place])
