"""Lists and the whole class: «нет Петрова и Сидорова», «5: Иванов, Козлов», «все 5 кроме Иванова», «все на месте»."""

from typing import NamedTuple

from journal.lessons.dictation import facts, marks
from journal.lessons.dictation.lexemes import DASHES, Lexeme, Sense, Shape
from journal.lessons.dictation.mention import Mention, Named, Seen
from journal.lessons.dictation.model import ABSENCES, Act, Option, QuestionKind
from journal.lessons.dictation.reading import SKIP, STATING, Reading
from journal.names import Found

ABSENT = "Н"


class Header(NamedTuple):
    """What a list's first word says of everybody in it: a code, or a mark."""

    code: str | None = None
    mark: str | None = None


def absent(reading: Reading) -> bool:
    """A code before names or list numbers: «н/б Петров, Сидоров», «опоздали 7, 12»."""
    code = reading.peek().senses.get(Sense.ATTENDANCE)
    if code is None:
        return False
    size = _header(reading)
    oblique = reading.lacking()
    first = _element(reading, size, oblique=oblique, numbers=True)
    if first is None:
        return False
    if size == 1 and first.by_number and first.size == 1 and reading.breaks(2):
        return _count_or_number(reading, code)
    if size == 1 and reading.peek().key in reading.words.whose:
        return _preposition(reading, first)
    reading.take(size)
    _listed(reading, Header(code), oblique=oblique)
    return True


def _header(reading: Reading) -> int:
    """How much stands before the names: «нет», «отсутствуют:», «нет 2 человек:»."""
    size = 1
    while reading.peek(size).text in DASHES | {":", "="}:
        size += 1
    if reading.peek(size).shape is Shape.NUMBER and reading.peek(size + 1).means(Sense.HEADS):
        size += 2
        while reading.peek(size).text in DASHES | {":", "="}:
            size += 1
    return size


def _count_or_number(reading: Reading, code: str) -> bool:
    """Ask whether «нет 3» is the third of the list or a count; «н 3» is the third."""
    if reading.peek().is_letter:
        reading.take()
        name = reading.take_name(Seen(1, reading.roster.find(reading.peek().text), by_number=True))
    else:
        span = reading.take(2)
        number = reading.roster.find(reading.peek(-1).text)
        meant = [Option(Act.STUDENTS, (number.student_id,))] if isinstance(number, Found) else []
        chosen = reading.ask(QuestionKind.NUMBER, span, [*meant, SKIP])
        name = Named(chosen.students if chosen else (), *span, by_number=True)
    reading.mentions.append(Mention([name], name.start, name.end, attendance=code))
    reading.open = None
    return True


def _preposition(reading: Reading, first: Seen) -> bool:
    """«у Иванова 5» is no code; «у Иванова» alone may be one."""
    if reading.states(1 + first.size):
        return reading.go_on()
    code = reading.peek().senses[Sense.ATTENDANCE]
    span = reading.take()
    chosen = reading.ask(QuestionKind.CODE, span, [Option(Act.ATTENDANCE, values=(code,)), SKIP])
    taken = chosen is not None and chosen.act is Act.ATTENDANCE
    _listed(reading, Header(code if taken else None), oblique=True)
    return True


def marked(reading: Reading, value: str) -> None:
    """The names after a mark: «5 Иванов, Козлов». The mark itself was taken."""
    _listed(reading, Header(mark=value), oblique=False)


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


def _listed(reading: Reading, header: Header, *, oblique: bool) -> None:
    """Every name up to one that has a mark of its own, which is a statement of its own."""
    reading.open = None
    by_number = reading.peek().shape is Shape.NUMBER
    gap: int | None = 0
    first = True
    while gap is not None:
        seen = _element(reading, gap, oblique=oblique, numbers=by_number)
        if seen is None or not (first or _goes_on(reading, header, gap, seen)):
            return
        joined = gap > 0 and reading.peek(gap - 1).means(Sense.AND)
        if gap:
            reading.take(gap)
        name = reading.take_name(seen)
        mention = Mention([name], name.start, name.end, listed=True)
        if not (seen.by_number and reading.peek().shape is Shape.NUMBER):
            facts.read(reading, mention)
        if header.code is not None and mention.attendance is None:
            mention.attendance = header.code
        elif header.code is not None and reading.mentions and joined:
            _perhaps_shared(reading, reading.mentions[-1], mention)
        if header.mark is not None:
            marks.add(reading, mention, header.mark)
        reading.mentions.append(mention)
        gap, first = _gap(reading), False


def _perhaps_shared(reading: Reading, before: Mention, last: Mention) -> None:
    """Ask whether «нет Козлова, Петрова и Сидорова б» says Б of Петров as well."""
    if before.attendance == last.attendance:
        return
    chosen = reading.ask(QuestionKind.WHOSE, (before.start, last.end), [Option(Act.BOTH), Option(Act.LAST)])
    if chosen is not None and chosen.act is Act.BOTH:
        before.attendance = last.attendance


def _goes_on(reading: Reading, header: Header, gap: int, seen: Seen) -> bool:
    """Whether the name ahead still belongs to the list, though something is said about it alone.

    Absent and a mark exclude each other; late and a mark do not, so «опоздали Петров, Сидоров 3» is asked.
    """
    after = gap + seen.size
    if seen.by_number:
        return not (_introduces(reading, after) or (gap and reading.peek(after).shape is Shape.NUMBER))
    while reading.peek(after).text in DASHES | {":", "="}:
        after += 1
    lexeme = reading.peek(after)
    own_mark = lexeme.means(Sense.MARK) or (lexeme.shape is Shape.NUMBER and len(lexeme.text) <= 2)
    own_code = lexeme.means(Sense.ATTENDANCE, Sense.DOUBT)
    asked = own_code if header.mark is not None else own_mark and header.code not in ABSENCES
    if not asked or gap == 0:
        return not own_mark
    span = (reading.peek(gap).start, reading.peek(gap + seen.size).end)
    chosen = reading.ask(QuestionKind.LISTED, span, [Option(Act.BOTH), Option(Act.LAST)])
    return chosen is None or chosen.act is Act.BOTH


def _introduces(reading: Reading, ahead: int) -> bool:
    """«…, 4 Сидоров»: the number is a mark, and another list begins."""
    while reading.peek(ahead).text in DASHES | {":", "="}:
        ahead += 1
    return reading.name(ahead) is not None


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
        if gap and everybody.attendance == "" and not _goes_on(reading, Header(ABSENT), gap, seen):
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
