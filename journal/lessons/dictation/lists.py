"""Lists: «нет Петрова и Сидорова», «5: Иванов, Козлов», «пять Козлову четыре Петрову»."""

from typing import NamedTuple

from journal.lessons.dictation import facts, marks
from journal.lessons.dictation.lexemes import DASHES, Lexeme, Sense, Shape
from journal.lessons.dictation.mention import Mention, Named, Seen
from journal.lessons.dictation.model import ABSENCES, Act, Option, QuestionKind
from journal.lessons.dictation.reading import SKIP, Reading
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
    reading.lines = 0
    oblique = reading.lacking()
    line = _line(reading, size)
    first = element(reading, size + line, oblique=oblique, numbers=True)
    if first is None:
        return False
    if size == 1 and first.by_number and first.size == 1 and reading.breaks(2) and not _numbers_follow(reading, 2):
        return _count_or_number(reading, code)
    if size == 1 and reading.peek().key in reading.words.whose:
        return _preposition(reading, first)
    reading.take(size)
    _listed(reading, Header(code), oblique=oblique)
    return True


def _numbers_follow(reading: Reading, ahead: int) -> bool:
    """«отсутствуют 5, 7, 12»: no count, since places in the list follow and nothing is said of them."""
    following = reading.peek(ahead + 1)
    number = reading.peek(ahead).shape is Shape.COMMA and following.shape is Shape.NUMBER
    return number and (reading.breaks(ahead + 2) or reading.peek(ahead + 2).means(Sense.AND))


def _header(reading: Reading) -> int:
    """How much stands before the names: «нет», «отсутствуют:», «отс.», «нет 2 человек:»."""
    size = 1
    abbreviated = (
        (reading.peek().text.islower() or not reading.peek().is_letter)
        and reading.peek(1).text == "."
        and reading.touches(1)
    )
    while reading.peek(size).text in DASHES | {":", "="} or (size == 1 and abbreviated):
        size += 1
    counts = reading.peek(size).shape is Shape.NUMBER or reading.peek(size).means(Sense.COUNT)
    heads = reading.peek(size + 1).means(Sense.HEADS)
    colon = reading.peek(size + 1).text == ":" and reading.peek(size + 2).shape is not Shape.NUMBER
    if counts and (heads or colon or reading.peek(size).means(Sense.COUNT)):
        size += 1 + heads
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
    size = reading.marks_follow() or size
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
    by_number = reading.peek().shape is Shape.NUMBER and not reading.counted()
    gap: int | None = _line(reading, 0)
    numbered = bool(gap)
    first = True
    while gap is not None:
        seen = element(reading, gap, oblique=oblique, numbers=by_number)
        if seen is None or not (first or goes_on(reading, header, gap, seen)):
            return
        joined = gap > 0 and reading.peek(gap - 1).means(Sense.AND)
        if gap:
            reading.take(gap)
        reading.lines += numbered
        name = reading.take_name(seen)
        mention = Mention([name], name.start, name.end, listed=True, announced=header.code)
        if not (seen.by_number and (reading.peek().shape is Shape.NUMBER or _numbers_follow(reading, 0))):
            facts.read(reading, mention)
        if header.code is not None and mention.attendance is None:
            mention.attendance = header.code
        elif header.code is not None and reading.mentions and joined:
            _perhaps_shared(reading, reading.mentions[-1], mention)
        if header.mark is not None:
            marks.add(reading, mention, header.mark)
        reading.mentions.append(mention)
        gap, first = _next_line(reading) if numbered else gap_ahead(reading), False


def _perhaps_shared(reading: Reading, before: Mention, last: Mention) -> None:
    """Ask whether «нет Козлова, Петрова и Сидорова б» says Б of Петров as well."""
    if before.attendance == last.attendance:
        return
    chosen = reading.ask(QuestionKind.WHOSE, (before.start, last.end), [Option(Act.BOTH), Option(Act.LAST)])
    if chosen is not None and chosen.act is Act.BOTH:
        before.attendance = last.attendance


def goes_on(reading: Reading, header: Header, gap: int, seen: Seen) -> bool:
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
    own_mark = own_mark and not reading.marks_follow(after)
    own_code = lexeme.means(Sense.ATTENDANCE, Sense.DOUBT)
    if header.mark is not None and lexeme.senses.get(Sense.ATTENDANCE) in ABSENCES:
        return False  # «пятёрку Петрову, Сидоров отсутствует»
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


def element(reading: Reading, ahead: int, *, oblique: bool, numbers: bool) -> Seen | None:
    """The next of a list: a name, be it with a slip, a list number, or after a comma a word that must be a name."""
    seen = reading.name(ahead, oblique=oblique) or reading.name(ahead, oblique=oblique, loose=True)
    if seen is None and numbers:
        seen = reading.number(ahead)
    lexeme = reading.peek(ahead)
    if seen is None and _may_be_surname(lexeme):
        return Seen(1, reading.roster.find(lexeme.text, oblique=oblique))
    return seen


def _line(reading: Reading, ahead: int) -> int:
    """How much numbers the next of a list: «1. Петров 2. Козлов»; 0 where nothing does, or the number is another's."""
    return 2 if reading.counted(ahead) and reading.peek(ahead).text == str(reading.lines + 1) else 0


def _next_line(reading: Reading) -> int | None:
    """The same, with the comma, the semicolon or the new line before it."""
    gap = int(reading.breaks())
    size = _line(reading, gap)
    return gap + size if size else None


def _may_be_surname(lexeme: Lexeme) -> bool:
    return lexeme.shape is Shape.WORD and not lexeme.senses and lexeme.text[0].isupper() and len(lexeme.text) > 2


def gap_ahead(reading: Reading) -> int | None:
    """How much stands before the next of the list; None where the list is over."""
    comma = reading.peek().shape is Shape.COMMA
    gap = comma + reading.peek(comma).means(Sense.AND)
    return None if reading.breaks(gap) else gap


def marks_first(reading: Reading) -> bool:
    """«пять Козлову четыре Петрову»: at the beginning of a statement marks and names that take turns."""
    ahead, pairs = 0, 0
    while reading.says_mark(ahead) and reading.peek(ahead).shape is Shape.WORD:
        name = reading.name(ahead + 1)
        if name is None:
            break
        ahead, pairs = ahead + 1 + name.size, pairs + 1
    if pairs < 2 or reading.states(ahead):
        return False
    reading.open = None
    for _ in range(pairs):
        value = reading.peek().senses[Sense.MARK]
        reading.take()
        if (seen := reading.name()) is None:
            break
        named = reading.take_name(seen)
        mention = Mention([named], named.start, named.end)
        marks.add(reading, mention, value)
        if not reading.says_mark():
            facts.read(reading, mention)
        reading.mentions.append(mention)
    return True
