"""Lists and the whole class: «нет Петрова и Сидорова», «5: Иванов, Козлов», «все 5 кроме Иванова», «все на месте»."""

from collections.abc import Callable

from journal.lessons import dictation_facts as facts
from journal.lessons import dictation_marks as marks
from journal.lessons.dictation_lexemes import DASHES, Lexeme, Sense, Shape
from journal.lessons.dictation_model import ABSENCES, Act, Option, QuestionKind
from journal.lessons.dictation_reading import SKIP, STATING, Mention, Reading, Seen
from journal.names import fold

ABSENT = "Н"
Fill = Callable[[Mention], None]
"""Gives a listed student what the list's first word says, unless something of its own is said."""


def absent(reading: Reading) -> bool:
    """A code before names or list numbers: «н/б Петров, Сидоров», «опоздали 7, 12»."""
    code = reading.peek().senses.get(Sense.ATTENDANCE)
    if code is None:
        return False
    size = 1
    while reading.peek(size).text in DASHES | {":", "="}:
        size += 1
    oblique = reading.lacking()
    first = _element(reading, size, oblique=oblique, numbers=True)
    if first is None:
        return False
    if size == 1 and reading.peek().key in {fold(word) for word in reading.words.whose}:
        return _preposition(reading, first)
    reading.take(size)

    def fill(mention: Mention) -> None:
        mention.attendance = code if mention.attendance is None else mention.attendance

    _listed(reading, fill, oblique=oblique, numbers=True, late=code not in ABSENCES)
    return True


def _preposition(reading: Reading, first: Seen) -> bool:
    """«у Иванова 5» is no code; «у Иванова» alone may be one."""
    if reading.states(1 + first.size):
        return reading.go_on()
    code = reading.peek().senses[Sense.ATTENDANCE]
    span = reading.take()
    chosen = reading.ask(QuestionKind.CODE, span, [Option(Act.ATTENDANCE, values=(code,)), SKIP])

    def fill(mention: Mention) -> None:
        if chosen is not None and chosen.act is Act.ATTENDANCE:
            mention.attendance = code

    _listed(reading, fill, oblique=True, numbers=False, late=False)
    return True


def marked(reading: Reading, value: str) -> None:
    """The names after a mark: «5 Иванов, Козлов». The mark itself was taken."""

    def fill(mention: Mention) -> None:
        marks.add(reading, mention, value)

    _listed(reading, fill, oblique=False, numbers=False, late=False)


def mark_in_words(reading: Reading) -> bool:
    """«пятёрки: Иванов, Козлов»."""
    value = reading.peek().senses.get(Sense.MARK)
    size = 2 if reading.peek(1).text in DASHES | {":"} else 1
    name = reading.name(size)
    if value is None or name is None or reading.states(size + name.size):
        return False
    if value.isdecimal() and value not in reading.defaults.scale:
        return False
    reading.take(size)
    marked(reading, value)
    return True


def _listed(reading: Reading, fill: Fill, *, oblique: bool, numbers: bool, late: bool) -> None:
    """Every name up to one that has a mark of its own, which is a statement of its own."""
    gap: int | None = 0
    run = reading.peek().shape is Shape.NUMBER
    first = True
    reading.open = None
    while gap is not None:
        seen = _element(reading, gap, oblique=oblique, numbers=numbers)
        if seen is None:
            return
        own = not (run and seen.by_number) and _has_mark(reading, gap + seen.size)
        if own and not first and not (late and _late_too(reading, gap, seen)):
            return
        first = False
        if gap:
            reading.take(gap)
        name = reading.take_name(seen)
        mention = Mention([name], name.start, name.end)
        if not (run and reading.peek().shape is Shape.NUMBER):
            facts.read(reading, mention)
        fill(mention)
        reading.mentions.append(mention)
        gap = _gap(reading)
        run = run and gap == 0


def _element(reading: Reading, ahead: int, *, oblique: bool, numbers: bool) -> Seen | None:
    """The next of a list: a name, be it with a slip, a list number, or after a comma a word that must be a name."""
    seen = reading.name(ahead, oblique=oblique) or reading.name(ahead, oblique=oblique, loose=True)
    if seen is None and numbers:
        seen = reading.number(ahead)
    lexeme = reading.peek(ahead)
    if seen is None and _may_be_surname(lexeme):
        return Seen(1, reading.roster.find(lexeme.text, oblique=oblique))
    return seen


def _may_be_surname(lexeme: Lexeme) -> bool:
    return lexeme.shape is Shape.WORD and not lexeme.senses and lexeme.text[0].isupper() and len(lexeme.text) > 2


def _has_mark(reading: Reading, ahead: int) -> bool:
    while reading.peek(ahead).text in DASHES | {":", "="}:
        ahead += 1
    lexeme = reading.peek(ahead)
    return lexeme.means(Sense.MARK) or (lexeme.shape is Shape.NUMBER and len(lexeme.text) <= 2)


def _late_too(reading: Reading, gap: int, seen: Seen) -> bool:
    """«опоздали Петров, Сидоров 3»: was Сидоров late as well? Late and a mark go together, so it is asked."""
    span = (reading.peek(gap).start, reading.peek(gap + seen.size).end)
    chosen = reading.ask(QuestionKind.WHOSE, span, [Option(Act.BOTH), Option(Act.LAST)])
    return chosen is None or chosen.act is Act.BOTH


def _gap(reading: Reading) -> int | None:
    """How much stands before the next of the list; None where the list is over."""
    comma = reading.peek().shape is Shape.COMMA
    gap = comma + reading.peek(comma).means(Sense.AND)
    return None if reading.breaks(gap) else gap


# The whole class.


def nobody_absent(reading: Reading) -> bool:
    """«отсутствующих нет»; «нет никого» can mean the opposite."""
    lexeme = reading.peek()
    if lexeme.means(Sense.NOBODY_ABSENT):
        reading.all_present.append(reading.take())
        return True
    if lexeme.means(Sense.PRESENT) and reading.peek(1).means(Sense.EVERYONE) and reading.breaks(2):
        reading.all_present.append(reading.take(2))
        return True
    if not lexeme.means(Sense.NOBODY):
        return False
    _ask_all_present(reading, reading.take())
    return True


def _ask_all_present(reading: Reading, span: tuple[int, int]) -> None:
    chosen = reading.ask(QuestionKind.UNCLEAR, span, [Option(Act.ALL_PRESENT), SKIP])
    if chosen is not None and chosen.act is Act.ALL_PRESENT:
        reading.all_present.append(span)


def everyone(reading: Reading) -> bool:
    """«все 5, кроме Иванова», «остальные на месте».

    Facts before «кроме» are everyone's, and what follows a name is that one's; without facts before, those after the
    names are everyone's. On «все на месте» the exceptions are absent.
    """
    lexeme = reading.peek()
    if not lexeme.means(Sense.EVERYONE, Sense.REST) or not speaks(reading, 0):
        return False
    scope = Sense.REST if lexeme.means(Sense.REST) else Sense.EVERYONE
    start, end = reading.take()
    reading.open = None
    mention = Mention([], start, end, scope=scope)
    facts.read(reading, mention)
    exceptions = _exceptions(reading, mention)
    if not mention.states:
        facts.read(reading, mention)
    if not mention.states:
        _ask_all_present(reading, (start, reading.peek(-1).end))
        return True
    for exception in exceptions:
        if mention.attendance == "" and exception.attendance is None:
            exception.attendance = ABSENT
    reading.mentions += [mention, *exceptions]
    if mention.attendance == "":
        (reading.all_present if scope is Sense.EVERYONE else reading.others_present).append((start, mention.end))
    return True


def speaks(reading: Reading, ahead: int) -> bool:
    """Whether «все» there is the class and not «все примеры»."""
    comma = reading.peek(ahead + 1).shape is Shape.COMMA
    following = reading.peek(ahead + 1 + comma)
    return following.means(Sense.EXCEPT) or (not comma and (following.means(*STATING) or reading.states(ahead + 1)))


def _exceptions(reading: Reading, everybody: Mention) -> list[Mention]:
    """Whom «кроме» names. On «все на месте, кроме Петрова, Иванов 5» the one with a mark is no exception."""
    comma = reading.peek().shape is Shape.COMMA
    if not reading.peek(comma).means(Sense.EXCEPT):
        return []
    reading.take(1 + comma)
    found: list[Mention] = []
    gap: int | None = 0
    while gap is not None and (seen := _element(reading, gap, oblique=True, numbers=False)):
        if gap and everybody.attendance == "" and _has_mark(reading, gap + seen.size):
            break
        if gap:
            reading.take(gap)
        name = reading.take_name(seen)
        mention = Mention([name], name.start, name.end, excluded=True)
        if everybody.states:
            facts.read(reading, mention)
        found.append(mention)
        gap = _gap(reading)
    return found
