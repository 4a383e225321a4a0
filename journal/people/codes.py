"""What a code is: random, readable aloud, and kept only as a fingerprint (G30). Pure."""

import hashlib
import re
import secrets
from typing import Final, NamedTuple

ALPHABET: Final = "ACDEFHJKMNPRTUWXY23456789"
"""Nothing here looks like anything else here: no 0 and O, 1 and I, 8 and B, 5 and S, 2 and Z, 6 and G, U and V."""
LENGTH: Final = 9
"""25⁹ codes, less those that look like a word or a row of marks: 41.7 bits, and five wrong ones an hour lock (G31)."""
GROUP: Final = 3
LINK_BYTES: Final = 16
"""128 bits: 22 characters of the 64 that Telegram lets a `/start` carry."""

_TWINS: Final = str.maketrans("BGOQSVZIL" + "АВЕЗКМНОРСТУХ", "86OO5U2II" + "A8E3KMHOPCTYX")
"""What is written for a character it looks like, Cyrillic letters for Latin ones too. O and I stand in no code."""
_SPACING: Final = re.compile(r"[\s.,_‐-―−-]+")
_SHAPE: Final = re.compile(rf"(?=.*\d)(?=.*[A-Z].*[A-Z])[{ALPHABET}]{{{LENGTH}}}")
"""With a digit and two letters in it: neither a word nor «5 4 3 5 4 4 3 5 5» is ever taken for a code."""
_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_LINK: Final = re.compile(r"[?&]start=([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])")
"""A whole link, alone or in the invitation that was pasted as it came."""


class Fresh(NamedTuple):
    """A new code in its two forms, as they are told once and never stored."""

    code: str
    link_payload: str


class Written(NamedTuple):
    """What somebody sent, as fingerprints to be looked up: by which of the two it may be found."""

    code_hash: str
    link_hash: str


def fresh() -> Fresh:
    """A new code, in groups for reading aloud, and a payload for a link."""
    letters = ""
    while not _SHAPE.fullmatch(letters):
        letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return Fresh(
        "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP)),
        secrets.token_urlsafe(LINK_BYTES),
    )


def read(text: str) -> Written | None:
    """The fingerprints of a typed code (any spacing, case, look-alikes) or of a link's payload; None for anything else."""
    typed = plain(text)
    if _SHAPE.fullmatch(typed):
        return Written(code_hash(typed), "")
    link = _PAYLOAD.fullmatch(text.strip()) or _LINK.search(text)
    return Written("", link_hash(link[link.re.groups])) if link else None


def plain(text: str) -> str:
    """A typed code without its spacing, in capitals, look-alikes made what the alphabet holds."""
    return _SPACING.sub("", text).upper().replace("Ё", "Е").translate(_TWINS)


def code_hash(code: str) -> str:
    """The fingerprint of a typed code. Slow (6 ms, 4 MB) by intent: 42 bits behind a fast hash are found in minutes."""
    return hashlib.scrypt(plain(code).encode(), salt=b"zvonok.invite", n=2**12, r=8, p=1, dklen=32).hex()


def link_hash(payload: str) -> str:
    """The fingerprint of a link's payload: 128 bits need no slowing down."""
    return hashlib.sha256(payload.encode()).hexdigest()
