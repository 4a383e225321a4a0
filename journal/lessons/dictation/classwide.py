"""The whole class: «все 5 кроме Иванова», «кроме Петрова все на месте», «остальным 4», «отсутствующих нет»."""

from collections.abc import Sequence

from journal.lessons.dictation import facts, lists, marks
from journal.lessons.dictation.lexemes import Sense, Shape
from journal.lessons.dictation.mention import Mention, Seen
from journal.lessons.dictation.model import Act, Option, QuestionKind
from journal.lessons.dictation.reading import SKIP, STATING, Reading


def nobody_absent(reading: Reading) -> bool:
    """«отсутствующих нет»; «нет никого» can mean the opposite."""
    lexeme = reading.peek()
    if lexeme.means(Sense.NOBODY_ABSENT):
        reading.all_present.append(reading.take())
        return True
    if lexeme.means(Sense.PRESENT) and reading.peek(1).means(Sense.EVERYONE, Sense.REST):
        comma = reading.peek(2).shape is Shape.COMMA
        excepted = reading.peek(2 + comma).means(Sense.EXCEPT)
        if not (excepted or reading.breaks(2)):
            return False
        scope = Sense.REST if reading.peek(1).means(Sense.REST) else Sense.EVERYONE
        start, end = reading.take(2)
        _everyone(reading, Mention([], start, end, scope=scope, attendance=""))
        return True
    if not lexeme.means(Sense.NOBODY):
        return False
    _ask_all_present(reading, reading.take())
    return True


def _ask_all_present(reading: Reading, span: tuple[int, int]) -> bool:
    chosen = reading.ask(QuestionKind.UNCLEAR, span, [Option(Act.ALL_PRESENT), SKIP])
    taken = chosen is not None and chosen.act is Act.ALL_PRESENT
    if taken:
        reading.all_present.append(span)
    return taken


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
    mention = Mention([], start, end, scope=scope)
    facts.read(reading, mention)
    _everyone(reading, mention)
    return True


def mark_for_all(reading: Reading) -> bool:
    """«5 всем», «пятёрки всем, кроме Козлова»."""
    whole = reading.peek(1)
    if not reading.says_mark() or not whole.means(Sense.EVERYONE, Sense.REST) or reading.states(2):
        return False
    value = reading.peek().senses.get(Sense.MARK, reading.peek().text)
    start, end = reading.take(2)
    scope = Sense.REST if whole.means(Sense.REST) else Sense.EVERYONE
    mention = Mention([], start, end, scope=scope)
    marks.add(reading, mention, value)
    facts.read(reading, mention)
    _everyone(reading, mention)
    return True


def everyone_but(reading: Reading) -> bool:
    """«кроме Козлова и Петрова всем 4»: the exceptions first."""
    if not reading.peek().means(Sense.EXCEPT):
        return False
    ahead, gap = 1, 0
    names: list[tuple[int, Seen]] = []
    while (seen := lists.element(reading, ahead + gap, oblique=True, numbers=False)) is not None:
        names.append((gap, seen))
        ahead += gap + seen.size
        gap = reading.peek(ahead).shape is Shape.COMMA
        gap += reading.peek(ahead + gap).means(Sense.AND)
        if not gap:
            break
    ahead += reading.peek(ahead).shape is Shape.COMMA
    if not names or not reading.peek(ahead).means(Sense.EVERYONE, Sense.REST) or not speaks(reading, ahead):
        return False
    reading.take()
    exceptions = []
    for gap, seen in names:
        if gap:
            reading.take(gap)
        name = reading.take_name(seen)
        exceptions.append(Mention([name], name.start, name.end, excluded=True))
    if reading.peek().shape is Shape.COMMA:
        reading.take()
    start, end = reading.take()
    mention = Mention([], start, end, scope=Sense.EVERYONE)
    facts.read(reading, mention)
    _everyone(reading, mention, exceptions)
    return True


def _everyone(reading: Reading, mention: Mention, exceptions: Sequence[Mention] = ()) -> None:
    """What is said of the class, now that its word and the facts after it were read."""
    reading.open = None
    start, scope = mention.start, mention.scope
    exceptions = [*exceptions, *_exceptions(reading, mention)]
    if not mention.states:
        facts.read(reading, mention)
    if not mention.states:
        if _ask_all_present(reading, (start, reading.peek(-1).end)):
            for exception in exceptions:
                exception.attendance = lists.ABSENT
            reading.mentions += exceptions
        return
    for exception in exceptions:
        if mention.attendance == "" and exception.attendance is None:
            exception.attendance = lists.ABSENT
    reading.mentions += [mention, *exceptions]
    if mention.attendance == "":
        (reading.all_present if scope is Sense.EVERYONE else reading.others_present).append((start, mention.end))


def speaks(reading: Reading, ahead: int) -> bool:
    """Whether «все» there is the class and not «все примеры»."""
    while reading.peek(ahead + 1).means(Sense.FILLER):
        ahead += 1
    if reading.peek(ahead + 1).key in reading.words.at and reading.says_mark(ahead + 2):
        return True  # «всем по 5»
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
    numbers = everybody.states and reading.peek().shape is Shape.NUMBER
    while gap is not None and (seen := lists.element(reading, gap, oblique=True, numbers=numbers)):
        if gap and everybody.attendance == "" and not lists.goes_on(reading, lists.Header(lists.ABSENT), gap, seen):
            break
        if gap:
            reading.take(gap)
        name = reading.take_name(seen)
        mention = Mention([name], name.start, name.end, excluded=True)
        if everybody.states and not seen.by_number:
            facts.read(reading, mention)
        found.append(mention)
        gap = lists.gap_ahead(reading)
    return found
