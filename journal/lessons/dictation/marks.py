"""Marks as they are dictated: figures and words, signs, and the work and the comment that belong to them."""

from collections.abc import Mapping

from journal.lessons.dictation.lexemes import BRACKETS, DASHES, Sense, Shape
from journal.lessons.dictation.mention import Mention
from journal.lessons.dictation.model import Act, Option, QuestionKind, SaidMark
from journal.lessons.dictation.reading import CLASSWIDE, SECTIONS, SKIP, Reading
from journal.names import fold

PLUSES = {"+": "+", **dict.fromkeys(DASHES, "−")}


def number(reading: Reading, mention: Mention) -> bool | None:
    """«5», «4+», «3-»; «5-4» and «54» may be two marks, «6» may be anything: ask."""
    lexeme = reading.peek()
    if lexeme.shape is not Shape.NUMBER:
        return None
    numbers_the_next = mention.listed or (reading.lines > 0 and lexeme.text == str(reading.lines + 1))
    if reading.counted() and numbers_the_next:
        return False  # «Отсутствуют: 1. Петров 2. Козлов»
    if mention.number_ending and mention.states and reading.peek(1).text == mention.number_ending:
        return False
    parts = reading.words.parts if mention.marks else frozenset()
    if reading.peek(1).key in reading.words.minutes.keys() | parts:
        return unclear(reading, mention, reading.take(2))
    glued = _glued(reading)
    span = reading.take(glued)
    if glued > 1 or lexeme.text not in reading.defaults.scale:
        digits = tuple(letter for letter in reading.text[slice(*span)] if letter.isdecimal())
        return _ask_scale(reading, mention, span, digits)
    add(reading, mention, lexeme.text)
    sign = PLUSES.get(reading.peek().text)
    if sign and reading.touches(0) and not (reading.touches(1) and reading.peek(1).shape in (Shape.NUMBER, Shape.WORD)):
        reading.take()
        _sign(mention, sign)
    return True


def several(reading: Reading, mention: Mention) -> bool | None:
    """«две пятёрки» are two marks; «пятёрки Козлов, Петров» begins what is said of others."""
    count = reading.peek().senses.get(Sense.COUNT)
    marks = reading.peek(1)
    if count == "2" and marks.key in reading.words.plural_marks and marks.senses[Sense.MARK] in reading.defaults.scale:
        reading.take(2)
        for _ in range(2):
            add(reading, mention, marks.senses[Sense.MARK])
        return True
    return False if reading.marks_follow() else None


def _glued(reading: Reading) -> int:
    """How many lexemes «5-4» or «5+4» takes."""
    size = 1
    while (
        (reading.peek(size).text in DASHES or reading.peek(size).text == "+")
        and reading.touches(size)
        and reading.touches(size + 1)
        and reading.peek(size + 1).shape is Shape.NUMBER
    ):
        size += 2
    return size


def _ask_scale(reading: Reading, mention: Mention, span: tuple[int, int], digits: tuple[str, ...]) -> bool:
    scale = reading.defaults.scale
    offered = [Option(Act.MARKS, values=(value,)) for value in scale]
    if len(digits) <= 2 and all(digit in scale for digit in digits):
        offered = [Option(Act.MARKS, values=digits)]
    mention.asked = True
    chosen = reading.ask(QuestionKind.SCALE, span, [*offered, SKIP], mention.student)
    for value in chosen.values if chosen else ():
        add(reading, mention, value)
    return True


def word(reading: Reading, mention: Mention) -> bool | None:
    """«пять», «зачёт», «долг»."""
    value = reading.peek().senses.get(Sense.MARK)
    if value is None:
        return None
    span = reading.take()
    if value.isdecimal() and value not in reading.defaults.scale:
        return _ask_scale(reading, mention, span, (value,))
    add(reading, mention, value)
    return True


def add(reading: Reading, mention: Mention, value: str) -> None:
    """One more mark, of the work that was announced."""
    reading.marks += 1
    mention.marks.append(SaidMark(value, work=reading.work.code if reading.work else None))


def sign(reading: Reading, mention: Mention) -> bool | None:
    """«с плюсом», «минус», a plus that stands apart."""
    lexeme = reading.peek()
    if not mention.marks or not (lexeme.means(Sense.PLUS) or lexeme.text == "+"):
        return None
    _sign(mention, lexeme.senses.get(Sense.PLUS, "+"))
    return reading.go_on()


def _sign(mention: Mention, plus: str) -> None:
    """Plus and minus are not official: they open the mark's comment."""
    last = mention.marks[-1]
    mention.marks[-1] = last._replace(comment=f"{plus} {last.comment}".strip())


def work(reading: Reading, mention: Mention) -> bool | None:
    """A work type after its mark. «5 дз» is one only where no homework follows."""
    lexeme = reading.peek()
    code = lexeme.senses.get(Sense.WORK)
    if code is None or not mention.marks:
        return None
    followed = bool(reading.name(1))
    if lexeme.means(Sense.HOMEWORK, Sense.TASK):
        if not (reading.breaks(1) or followed or reading.peek(1).text in reading.defaults.scale):
            return None
    elif reading.peek(1).text == ":" or (followed and mention.works > 0):
        return None
    _of_work(mention, code, mention.fresh)
    return reading.go_on()


def _of_work(mention: Mention, code: str, first: int) -> None:
    for index in range(first, len(mention.marks)):
        mention.marks[index] = mention.marks[index]._replace(work=code)
    mention.works = len(mention.marks)


def because(reading: Reading, mention: Mention) -> bool | None:
    """«за контрольную» is a work type, any other «за …» a comment up to a stop, a section or the next name.

    Either is about all the marks since the last one: «5 4 за диктант».
    """
    if not reading.peek().means(Sense.BECAUSE):
        return None
    size = 1
    while not _comment_ends(reading, size):
        size += 1 + (reading.peek(size).shape is Shape.NUMBER and reading.peek(size + 1).key in reading.words.parts)
    code = reading.peek(1).senses.get(Sense.WORK)
    if mention.marks and code and (size == 2 or reading.peek(2).means(Sense.BECAUSE) or _done_at_home(reading)):
        _of_work(mention, code, mention.fresh)
        reading.take(2)
        return True
    start, end = reading.take(size)
    if size == 1:
        return unclear(reading, mention, (start, end))
    comment(mention, reading.text[start:end])
    return True


def _done_at_home(reading: Reading) -> bool:
    """«5 за дз, 4 …»: a mark for homework. «5 за дз §21» may set one, and is left to be asked."""
    following = reading.peek(2)
    return reading.peek(1).means(Sense.HOMEWORK) and (
        reading.breaks(2) or following.means(Sense.AND) or reading.says_mark(2) or reading.name(2) is not None
    )


def _comment_ends(reading: Reading, ahead: int) -> bool:
    ahead += reading.peek(ahead).means(Sense.AND)
    lexeme = reading.peek(ahead)
    if reading.breaks(ahead) or lexeme.means(*SECTIONS, *CLASSWIDE):
        return True
    numbered = {reading.peek(ahead - 1).key, reading.peek(ahead + 1).key} & reading.words.parts
    if lexeme.shape is Shape.NUMBER and reading.peek(ahead - 1).text not in ("№", "§") and not numbered:
        return lexeme.text in reading.defaults.scale or reading.states(ahead + 1)
    return bool(reading.entry(ahead) or reading.listing(ahead))


def bracket(reading: Reading, mention: Mention) -> bool | None:
    """«5 (доклад)» is about that mark alone, «(болеет)» is a code. A bracket never closed ends at the next break."""
    closing = BRACKETS.get(reading.peek().text)
    if closing is None:
        return None
    size = 1
    while reading.peek(size).text != closing and reading.peek(size).shape is not Shape.STOP:
        size += 1
    closed = reading.peek(size).text == closing
    while not closed and size > 1 and any(reading.breaks(inside) for inside in range(1, size)):
        size -= 1
    start, end = span = reading.take(size + closed)
    text = reading.text[start + 1 : end - closed].strip()
    work = _named(reading.words.works, text) if mention.marks else None
    code = _named(reading.words.attendance, text)
    if work:
        _of_work(mention, work, len(mention.marks) - 1)
    elif code and mention.attendance in (None, code):
        mention.attendance = code
    elif text in reading.defaults.scale and not mention.marks:
        add(reading, mention, text)
    elif text in reading.defaults.scale:
        return _ask_scale(reading, mention, span, (text,))
    else:
        comment(mention, text, len(mention.marks) - 1)
    return True


def _named(spellings: Mapping[str, str], text: str) -> str | None:
    key = fold(text)
    return next((code for spelling, code in spellings.items() if fold(spelling) == key), None)


def comment(mention: Mention, text: str, first: int | None = None) -> None:
    """To the marks from that one on, or since the last comment; where there are none, to the student."""
    first = mention.fresh if first is None else first
    text = " ".join(text.split())
    if not mention.marks:
        mention.comment = ", ".join(filter(None, (mention.comment, text)))
        return
    for index in range(min(first, len(mention.marks) - 1), len(mention.marks)):
        mark = mention.marks[index]
        joint = " " if mark.comment in ("", "+", "−") else ", "
        mention.marks[index] = mark._replace(comment=(mark.comment + joint + text).strip())
    mention.commented = len(mention.marks)


def unclear(reading: Reading, mention: Mention, span: tuple[int, int]) -> bool:
    """Words that were not understood may be a comment."""
    mention.asked = True
    chosen = reading.ask(QuestionKind.UNCLEAR, span, [Option(Act.COMMENT), SKIP], mention.student)
    if chosen is not None and chosen.act is Act.COMMENT:
        comment(mention, reading.text[slice(*span)])
    return True
