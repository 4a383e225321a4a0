"""How Russian names change in the oblique cases: «нет Петровой», «у Маши», «двое Ивановых»."""

from typing import NamedTuple

CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
HUSHING = frozenset("гкхжшщч")
"""After these ы is written и."""

Endings = tuple[str, ...]

# An ending → how many letters are cut off, and what is written instead. The longest ending that fits is taken.
MASCULINE: dict[str, tuple[int, Endings]] = {
    "ов": (0, ("а", "у", "ым", "е")),
    "ев": (0, ("а", "у", "ым", "е")),
    "ин": (0, ("а", "у", "ым", "ом", "е")),
    "ын": (0, ("а", "у", "ым", "е")),
    "ский": (2, ("ого", "ому", "им", "ом")),
    "цкий": (2, ("ого", "ому", "им", "ом")),
    "ий": (2, ("ия", "ию", "ием", "ии", "его", "ему", "им", "ем", "ого", "ому", "ом")),
    "ый": (2, ("ого", "ому", "ым", "ом")),
    "ой": (2, ("ого", "ому", "ым", "им", "ом", "оя", "ою", "оем", "ое")),
    "ей": (2, ("ея", "ею", "еем", "ее", "ья", "ью", "ьем", "ье")),
    "й": (1, ("я", "ю", "ем", "е")),
    "ец": (2, ("ца", "цу", "цом", "цем", "це", "еца", "ецу", "ецом", "еце")),
    "ок": (2, ("ка", "ку", "ком", "ке", "ока", "оку", "оком", "оке")),
    "ек": (2, ("ка", "ку", "ком", "ке", "ека", "еку", "еком", "еке")),
    "ел": (2, ("ла", "лу", "лом", "ле", "ела", "елу", "елом", "еле")),
    "ь": (1, ("я", "ю", "ем", "е")),
}
FEMININE: dict[str, tuple[int, Endings]] = {
    "ова": (1, ("ой", "у")),
    "ева": (1, ("ой", "у")),
    "ина": (1, ("ой", "у", "ы", "е")),
    "ына": (1, ("ой", "у")),
    "ая": (2, ("ой", "ую", "ей", "ою")),
    "яя": (2, ("ей", "юю", "ею")),
    "ия": (1, ("и", "ю", "ей")),
    "ь": (1, ("и", "ью")),
}
EITHER: dict[str, tuple[int, Endings]] = {
    "а": (1, ("ы", "и", "е", "у", "ой", "ей")),
    "я": (1, ("и", "е", "ю", "ей")),
}
PLURAL: dict[str, tuple[int, Endings]] = {
    **dict.fromkeys(("ов", "ев", "ин", "ын"), (0, ("ы", "ых", "ым", "ыми"))),
    **dict.fromkeys(("ова", "ева", "ина", "ына"), (1, ("ы", "ых", "ым", "ыми"))),
    **dict.fromkeys(("ий", "ый", "ой", "ая"), (2, ("ие", "их", "им", "ими", "ые", "ых", "ым", "ыми"))),
}


IRREGULAR = {"лев": frozenset({"льва", "льву", "львом", "льве"})}


class Forms(NamedTuple):
    """One name besides its nominative: of one person, and of several namesakes."""

    oblique: frozenset[str]
    plural: frozenset[str]


def is_female(given_name: str, patronymic: str) -> bool | None:
    """By the patronymic, else by the given name's ending; None where neither tells. Keys are folded."""
    if patronymic.endswith(("на", "кызы")):
        return True
    if patronymic.endswith(("ич", "оглы")):
        return False
    if not given_name:
        return None
    return True if given_name.endswith(("а", "я")) else None


def is_dative(form: str, name: str, *, female: bool | None) -> bool:
    """Whether a folded form may be the dative of a name: «Петрову», «Сидоровой», «Илье»; its nominative is no sign."""
    if form == name:
        return False
    endings = ("ой", "ей", "и", "е") if female or name.endswith(("а", "я")) else ("у", "ю")
    return form.endswith(endings)


def forms(name: str, *, female: bool | None) -> Forms:
    """The oblique forms of a folded surname or given name; where the gender is unknown, those of both.

    A double surname changes in its last part, or in both: «Римского-Корсакова».
    """
    first, _, last = name.rpartition(" ")
    if first and len(first) > 2:
        one, other = forms(first, female=female), forms(last, female=female)
        both = {f"{mine} {theirs}" for mine in one.oblique for theirs in other.oblique if _alike(mine, theirs)}
        ends = {f"{first} {theirs}" for theirs in other.oblique}
        plural = {f"{mine} {theirs}" for mine in {first, *one.plural} for theirs in other.plural}
        return Forms(frozenset(both | ends), frozenset(plural))
    if name in IRREGULAR:
        return Forms(IRREGULAR[name], frozenset())
    oblique: set[str] = set()
    if female is not True:
        oblique |= _masculine(name)
    if female is not False:
        oblique |= _by(FEMININE, name)
    if not oblique:
        oblique |= _by(EITHER, name)
    return Forms(frozenset(oblique - {name}), frozenset(_by(PLURAL, name)))


def _masculine(name: str) -> set[str]:
    known = _by(MASCULINE, name)
    if known or name[-1:] not in CONSONANTS or name.endswith(("их", "ых")):
        return known
    return {name + ending for ending in ("а", "у", "ом", "ем", "е")}


CASES = ({"а", "я", "ого", "его", "ой", "ей"}, {"у", "ю", "ому", "ему"}, {"ым", "им", "ом", "ем"}, {"е"})


def _alike(first: str, second: str) -> bool:
    """Whether both may stand in the same case, by their last letters."""
    return any(first.endswith(tuple(case)) and second.endswith(tuple(case)) for case in CASES)


def _by(table: dict[str, tuple[int, Endings]], name: str) -> set[str]:
    for length in (4, 3, 2, 1):
        if len(name) > length and (found := table.get(name[-length:])):
            cut, endings = found
            stem = name[: len(name) - cut] if cut else name
            return {stem + ending for ending in endings if not (stem[-1] in HUSHING and ending.startswith("ы"))}
    return set()
